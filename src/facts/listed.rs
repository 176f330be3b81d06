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
    let list = list(fact.kind);
    let found = if fact.kind == Kind::Joint {
        list.get(number).or_else(|| super::fastening::JOINT.get(number - list.len()))
    } else {
        list.get(number)
    };
    found.and_then(|found| found.get_value(world, item.at(), trace)).ok_or(Lack::Unknown)
}

fn list(kind: Kind) -> &'static [Fact] {
    match kind {
        Kind::Design => super::design::DESIGN,
        Kind::Environment => super::design::ENVIRONMENT,
        Kind::Production => super::design::PRODUCTION,
        Kind::Part => super::part::PART,
        Kind::Layer => super::layer::LAYER,
        Kind::Use => super::layer::USE,
        Kind::Contact => super::contact::CONTACT,
        Kind::Joint => super::joint::JOINT,
        Kind::Face => super::face::FACE,
        Kind::Pairing => super::contact::PAIRING,
        Kind::Step => super::step::STEP,
        Kind::Placement => super::step::PLACEMENT,
        Kind::Order
        | Kind::Engagement
        | Kind::Document
        | Kind::Risk
        | Kind::Restriction
        | Kind::Build
        | Kind::Measurement
        | Kind::Test
        | Kind::Material
        | Kind::Process
        | Kind::Method => &[],
        Kind::Cycle => super::step::CYCLE,
        Kind::Dimension => super::dimension::DIMENSION,
        Kind::Stack => super::dimension::STACK,
        Kind::Route => super::part::ROUTE,
    }
}

mod step {
    crate::vocabulary::step_facts!(remembering);
    use crate::facts::typed::remembering;
}

mod production {
    crate::vocabulary::production_facts!(remembering);
    use crate::facts::typed::remembering;
}

mod dimension {
    crate::vocabulary::dimension_facts!(remembering);
    use crate::facts::typed::remembering;
}
