//! The vocabulary: walks a design and yields subjects with named facts, each with value, unit and origin.
//!
//! Facts are computed from the design, the tables and the formulas. No I/O, no clock, no threshold and no judgement here:
//! what a number means for a case is said in the check files.

mod assembly;
mod chain;
mod contact;
mod design;
mod dimension;
mod engagement;
mod evidence;
mod face;
mod fastening;
mod given;
mod item;
mod joint;
mod layer;
mod locate;
mod material;
mod order;
mod pair;
mod part;
mod restriction;
mod risk;
mod state;
mod step;
mod tables;
mod value;
mod vocabulary;
mod world;

pub use chain::{Chain, Link, Sampled, chain};
pub use item::{Item, Kind};
pub use risk::closed_by as risk_closed_by;
pub use value::{Origin, Trace, Type, Value, Words};
pub use vocabulary::{End, Fact, Get, facts as facts_of, find as find_fact, nearest_fact};
pub use world::{Coverage, World};

/// The value of a fact of an item.
pub fn value_of<'w>(fact: &Fact, world: &'w World<'w>, item: Item, trace: &mut Trace) -> Option<Value<'w>> {
    match fact.get {
        Get::By(getter) => getter(world, item.at(), trace),
        Get::Property(table, property, end) => tables::property(world, table, item.at(), property, end, trace),
    }
}
