//! The facts of a design: methods of its things, each with its value, origin and needs, remembered once evaluated.
//!
//! Facts are computed from the design, the tables and the formulas. No I/O, no clock, no threshold and no judgement here:
//! what a number means for a case is said in the check files.

mod borne;
mod chain;
mod color;
mod coming;
mod contact;
mod cycle;
mod demand;
mod design;
mod dimension;
mod document;
mod engagement;
mod environment;
mod evidence;
mod face;
mod joint;
mod layer;
mod makes;
mod memory;
#[cfg(test)]
mod nature_tests;
mod order;
mod pairing;
mod part;
mod placement;
mod production;
mod restriction;
mod risk;
mod route;
mod sampling;
mod stack;
mod step;
mod tables;
mod thermal;
mod tolerance;
pub mod typed;
mod usage;
mod waiver;
mod whole;

pub use chain::{Chain, Link, chain};
pub(crate) use joint::names_fastener;
pub(crate) use part::may_stand;
pub use tolerance::{Rung, rungs};

pub(crate) use crate::vocabulary::{FactId, Item, Kind};
pub use crate::world::World;
pub use crate::world::gap::Gap;
pub use crate::world::value::{Behind, Known, Lack, Note, Origin, Trace, Value, Wish, Word, both};
pub use crate::world::views::{Coverage, Found, OpenCheck, Seen};
use crate::world::{figures, given, pair, state};

/// The value of a fact of a thing; the trace notes that it was asked.
pub fn value_of(fact: FactId, world: &World<'_>, item: Item, trace: &mut Trace) -> Option<Value> {
    ask(fact, world, item, trace).ok()
}

/// The value of a fact of a thing, or why there is none; the trace notes that it was asked.
pub fn ask(fact: FactId, world: &World<'_>, item: Item, trace: &mut Trace) -> Known<Value> {
    asked(fact, world, item, trace).cloned()
}

/// The same as it is remembered.
#[inline]
pub(crate) fn asked<'w>(fact: FactId, world: &'w World<'_>, item: Item, trace: &mut Trace) -> Known<&'w Value> {
    trace.note(|| Note::Fact(fact, item));
    world.recall(fact, item)
}

/// Evaluates a fact of a thing.
fn evaluate(world: &World<'_>, fact: FactId, item: Item, trace: &mut Trace) -> Known<Value> {
    if let Some((table, property)) = fact.property() {
        return figures::property(world, table, item.at(), property, fact.end, trace);
    }
    let (number, at) = (fact.number.into(), item.at());
    match fact.kind {
        Kind::Design => design::evaluate(world, number, at, trace),
        Kind::Environment => environment::evaluate(world, number, at, trace),
        Kind::Production => production::evaluate(world, number, at, trace),
        Kind::Engagement => engagement::evaluate(world, number, at, trace),
        Kind::Document => document::evaluate(world, number, at, trace),
        Kind::Part => part::evaluate(world, number, at, trace),
        Kind::Layer => layer::evaluate(world, number, at, trace),
        Kind::Use => usage::evaluate(world, number, at, trace),
        Kind::Contact => contact::evaluate(world, number, at, trace),
        Kind::Joint => joint::evaluate(world, number, at, trace),
        Kind::Face => face::evaluate(world, number, at, trace),
        Kind::Pairing => pairing::evaluate(world, number, at, trace),
        Kind::Step => step::evaluate(world, number, at, trace),
        Kind::Placement => placement::evaluate(world, number, at, trace),
        Kind::Order => order::evaluate(world, number, at, trace),
        Kind::Cycle => cycle::evaluate(world, number, at, trace),
        Kind::Dimension => dimension::evaluate(world, number, at, trace),
        Kind::Stack => stack::evaluate(world, number, at, trace),
        Kind::Route => route::evaluate(world, number, at, trace),
        Kind::Risk => risk::evaluate(world, number, at, trace),
        Kind::Restriction => restriction::evaluate(world, number, at, trace),
        Kind::Build => evidence::build::evaluate(world, number, at, trace),
        Kind::Measurement => evidence::measurement::evaluate(world, number, at, trace),
        Kind::Test => evidence::test::evaluate(world, number, at, trace),
        Kind::Claim => evidence::claim::evaluate(world, number, at, trace),
        Kind::Lot => evidence::lot::evaluate(world, number, at, trace),
        Kind::Defect => evidence::defect::evaluate(world, number, at, trace),
        Kind::Waiver => waiver::evaluate(world, number, at, trace),
        Kind::Demand => demand::evaluate(world, number, at, trace),
        Kind::Material if !world.meant(at).is_empty() => {
            world.of_meant(at, fact.row().name, trace, |meant, trace| tables::material::evaluate(world, number, meant, trace))
        }
        Kind::Material => tables::material::evaluate(world, number, at, trace),
        Kind::Process => tables::process::evaluate(world, number, at, trace),
        Kind::Method => tables::method::evaluate(world, number, at, trace),
    }
}

/// The semantic path of a field of a step.
fn path_of_step(world: &World<'_>, step: usize, field: &str) -> String {
    format!("{}.{field}", world.path(Item::new(Kind::Step, step)))
}
