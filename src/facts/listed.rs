//! Facts as functions in lists, in the order of their rows in the vocabulary.

use super::{FactId, Item, Kind, Known, Lack, Trace, Type, Value, World};

/// Computes a fact of the item with this number.
type Getter = for<'w> fn(&'w World<'w>, usize, &mut Trace) -> Option<Value>;

/// A fact.
pub(super) struct Fact {
    get: Getter,
}

impl Fact {
    pub(super) const fn new(_: &'static str, _: Type, _: &'static str, _: &'static str, get: Getter) -> Self {
        Self { get }
    }

    pub(super) fn get_value<'w>(&self, world: &'w World<'w>, item: usize, trace: &mut Trace) -> Option<Value> {
        (self.get)(world, item, trace)
    }
}

pub(super) fn evaluate(world: &World<'_>, fact: FactId, item: Item, trace: &mut Trace) -> Known<Value> {
    let number = usize::from(fact.number);
    let found = list(fact.kind).get(number);
    found.and_then(|found| found.get_value(world, item.at(), trace)).ok_or(Lack::Unknown)
}

fn list(kind: Kind) -> &'static [Fact] {
    match kind {
        Kind::Engagement => super::engagement::ENGAGEMENT,
        Kind::Document => super::engagement::DOCUMENT,
        // Methods of typed things.
        Kind::Contact | Kind::Face | Kind::Joint | Kind::Pairing => &[],
        Kind::Part | Kind::Layer | Kind::Use | Kind::Order | Kind::Dimension | Kind::Stack | Kind::Route => &[],
        Kind::Design | Kind::Environment | Kind::Production | Kind::Step | Kind::Placement | Kind::Cycle => &[],
        Kind::Risk => super::risk::RISK,
        Kind::Restriction => super::restriction::RESTRICTION,
        Kind::Build => super::evidence::BUILD,
        Kind::Measurement => super::evidence::MEASUREMENT,
        Kind::Test => super::evidence::TEST,
        Kind::Material => super::tables::MATERIAL,
        Kind::Process => super::tables::PROCESS,
        Kind::Method => super::tables::METHOD,
    }
}
