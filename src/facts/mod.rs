//! The facts of a design: methods of its things, each with its value, origin and needs, remembered once evaluated.
//!
//! Facts are computed from the design, the tables and the formulas. No I/O, no clock, no threshold and no judgement here:
//! what a number means for a case is said in the check files.

mod assembly;
mod chain;
mod contact;
mod design;
mod dimension;
mod document;
mod engagement;
mod evidence;
mod face;
mod fastening;
mod given;
mod joint;
mod layer;
mod listed;
mod locate;
mod material;
mod memory;
mod order;
mod pair;
mod part;
mod restriction;
mod risk;
mod state;
mod step;
mod tables;
pub mod typed;
mod value;
mod world;

pub use chain::{Chain, Link, Sampled, chain};
pub use memory::Remembered;
pub use value::{Known, Lack, Note, Origin, Trace, Value, Word, both};
pub use world::{Coverage, World};

pub(crate) use crate::vocabulary::{FactId, Item, Kind, Type, Words};

/// The value of a fact of a thing; the trace notes that it was asked.
pub fn value_of(fact: FactId, world: &World<'_>, item: Item, trace: &mut Trace) -> Option<Value> {
    ask(fact, world, item, trace).ok()
}

/// The value of a fact of a thing, or why there is none; the trace notes that it was asked.
pub fn ask(fact: FactId, world: &World<'_>, item: Item, trace: &mut Trace) -> Known<Value> {
    trace.note(|| Note::Fact(fact, item));
    world.recall(fact, item).value.clone()
}

/// Evaluates a fact of a thing.
fn evaluate(world: &World<'_>, fact: FactId, item: Item, trace: &mut Trace) -> Known<Value> {
    if let Some((table, property)) = fact.property() {
        return tables::property(world, table, item.at(), property, fact.end, trace);
    }
    match fact.kind {
        Kind::Order => order::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Engagement => engagement::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Document => document::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Risk => risk::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Restriction => restriction::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Build => evidence::build::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Measurement => evidence::measurement::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Test => evidence::test::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Material => tables::material::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Process => tables::process::evaluate(world, fact.number.into(), item.at(), trace),
        Kind::Method => tables::method::evaluate(world, fact.number.into(), item.at(), trace),
        _ => listed::evaluate(world, fact, item, trace),
    }
}
