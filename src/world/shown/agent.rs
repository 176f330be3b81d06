//! With what a test was made: what its words say that its units met.

use super::kind::{length, words};
use crate::design::{EXPOSURES, Test};
use crate::knowledge::Table;
use crate::world::World;
use crate::world::contact::{ContactView, Place};
use crate::world::given::elements;

/// What a case may be exposed to that the name, method or conditions of a test name. Of several the longest phrase counts, so that
/// sun lotion is no sun.
pub(crate) fn agents(test: &Test) -> Vec<&'static str> {
    let words = told(test);
    let named = |(exposure, called): &(&'static str, &'static [&'static str])| {
        let marks: Vec<&str> = called.iter().copied().chain([*exposure]).collect();
        Some((length(&words, &marks)?, *exposure))
    };
    let found: Vec<(usize, &'static str)> = EXPOSURES.iter().filter_map(named).collect();
    let longest = found.iter().map(|(length, _)| *length).max();
    found.into_iter().filter(|(length, _)| Some(*length) == longest).map(|(_, exposure)| exposure).collect()
}

/// Whether a test names the second of two things that touch; none if it names nothing that a case may meet.
pub(crate) fn names(world: &World<'_>, contact: &ContactView, test: &Test) -> Option<bool> {
    let (agents, other) = (agents(test), contact.other(world));
    if matches!(contact.place, Place::Exposure(..)) && agents.contains(&other) {
        return Some(true);
    }
    let entry = contact.b.map_or_else(|| world.library.find(Table::Material, other), |b| world.materials[b].library);
    let entry = entry.map(|entry| world.library.entry(Table::Material, entry));
    let marks: Vec<&str> =
        entry.into_iter().flat_map(|entry| entry.aliases.iter().copied().chain([entry.id])).chain([other]).collect();
    let named = !matches!(contact.place, Place::Exposure(..)) && length(&told(test), &marks).is_some();
    (named || !agents.is_empty()).then_some(named)
}

/// The words of a test in which it says what it was made with.
fn told(test: &Test) -> Vec<String> {
    let texts = [&test.name, &test.method].into_iter().filter_map(|text| text.get()).map(|text| &**text);
    let under = elements(&test.under).map(|(condition, _)| &**condition);
    texts.chain(under).flat_map(words).collect()
}
