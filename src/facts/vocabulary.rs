//! The vocabulary: every fact with its type, unit and sentence, from the same place that checks use.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Kind, Trace, Type, Value, World};
use crate::knowledge::{PropertyKind, Table, Take};
use crate::quantity::{Unit, find_unit};
use crate::yaml::nearest;

/// Computes a fact of the item with this number.
pub type Getter = for<'w> fn(&'w World<'w>, usize, &mut Trace) -> Option<Value<'w>>;

/// Which end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The end on which a design is safe.
    Cautious,
    /// The lower end.
    Low,
    /// The upper end.
    High,
}

/// How a fact is obtained.
#[derive(Clone, Copy)]
pub enum Get {
    /// By a function.
    By(Getter),
    /// From a table: property by its number, and which end of a range.
    Property(Table, u16, End),
}

/// A fact.
#[derive(Clone, Copy)]
pub struct Fact {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// The unit in which it is shown if the design does not choose one.
    pub unit: &'static str,
    /// What it means.
    pub sentence: &'static str,
    /// How it is obtained.
    pub get: Get,
}

impl Fact {
    /// A fact that a function yields.
    pub const fn new(name: &'static str, kind: Type, unit: &'static str, sentence: &'static str, get: Getter) -> Self {
        Self { name, kind, unit, sentence, get: Get::By(get) }
    }

    /// The unit in which it is shown.
    #[must_use]
    pub fn display_unit(&self) -> Option<&'static Unit> {
        find_unit(self.unit)
    }
}

/// The facts of a kind.
pub fn facts(kind: Kind) -> impl Iterator<Item = Fact> {
    let table = match kind {
        Kind::Material => Some(Table::Material),
        Kind::Process => Some(Table::Process),
        Kind::Method => Some(Table::Method),
        _ => None,
    };
    let more = if kind == Kind::Joint { super::fastening::JOINT } else { &[] };
    own_facts(kind).iter().chain(more).copied().chain(table.into_iter().flat_map(table_facts))
}

fn own_facts(kind: Kind) -> &'static [Fact] {
    match kind {
        Kind::Design => super::design::DESIGN,
        Kind::Environment => super::design::ENVIRONMENT,
        Kind::Production => super::design::PRODUCTION,
        Kind::Engagement => super::engagement::ENGAGEMENT,
        Kind::Document => super::engagement::DOCUMENT,
        Kind::Part => super::part::PART,
        Kind::Layer => super::layer::LAYER,
        Kind::Use => super::layer::USE,
        Kind::Contact => super::contact::CONTACT,
        Kind::Joint => super::joint::JOINT,
        Kind::Face => super::face::FACE,
        Kind::Pairing => super::contact::PAIRING,
        Kind::Step => super::step::STEP,
        Kind::Placement => super::step::PLACEMENT,
        Kind::Order => super::order::ORDER,
        Kind::Cycle => super::step::CYCLE,
        Kind::Dimension => super::dimension::DIMENSION,
        Kind::Stack => super::dimension::STACK,
        Kind::Route => super::part::ROUTE,
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

/// The facts that follow from the list of properties of a table: the cautious end under the plain name, and both ends.
fn table_facts(table: Table) -> impl Iterator<Item = Fact> {
    table.properties().iter().zip(0_u16..).flat_map(move |(property, number)| {
        let fact = |name, kind, unit, end| Fact {
            name,
            kind,
            unit,
            sentence: property.sentence,
            get: Get::Property(table, number, end),
        };
        let kind = match property.kind {
            PropertyKind::Quantity(dimension, ..) => Type::Number(dimension),
            PropertyKind::Word(words) => {
                Type::Word(if words.is_empty() { super::Words::Any } else { super::Words::These(words) })
            }
            PropertyKind::Flag => Type::Flag,
        };
        let unit = match property.kind {
            PropertyKind::Quantity(_, unit, _) => unit,
            _ => "",
        };
        std::iter::once(fact(property.name, kind, unit, End::Cautious))
    })
}

/// All facts by kind and name; conditions are resolved against it, and some facts read others by name.
static INDEX: LazyLock<HashMap<(Kind, &'static str), Fact>> =
    LazyLock::new(|| Kind::ALL.into_iter().flat_map(|kind| facts(kind).map(move |fact| ((kind, fact.name), fact))).collect());

/// A fact of a kind by its name; `name_low` and `name_high` are the ends of a range in a table.
#[must_use]
pub fn find(kind: Kind, name: &str) -> Option<Fact> {
    if let Some(fact) = INDEX.get(&(kind, name)) {
        return Some(*fact);
    }
    let (stem, end) = match (name.strip_suffix("_low"), name.strip_suffix("_high")) {
        (Some(stem), _) => (stem, End::Low),
        (_, Some(stem)) => (stem, End::High),
        _ => return None,
    };
    let fact = *INDEX.get(&(kind, stem))?;
    match (fact.get, fact.kind) {
        (Get::Property(table, number, _), Type::Number(_)) => Some(Fact { get: Get::Property(table, number, end), ..fact }),
        _ => None,
    }
}

/// The fact name closest to an unknown one.
#[must_use]
pub fn nearest_fact(kind: Kind, name: &str) -> Option<&'static str> {
    let names: Vec<&'static str> = facts(kind).map(|fact| fact.name).collect();
    nearest(name, names)
}

/// The end of a range that a property stands for.
#[must_use]
pub const fn choose(take: Take, end: End, low: f64, high: f64) -> f64 {
    match (end, take) {
        (End::Low, _) | (End::Cautious, Take::Low) => low,
        (End::High, _) | (End::Cautious, Take::High) => high,
        (End::Cautious, Take::Middle) => f64::midpoint(low, high),
    }
}
