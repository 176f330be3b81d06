//! Defects that builds counted: each kind of reject of a lot once, with what the tables know of its name.

use super::kind::{length, words};
use super::lot::LotView;
use super::target::Target;
use crate::design::Build;
use crate::knowledge::{DefectRow, Table};
use crate::world::World;
use crate::yaml::Span;

/// A kind of reject of units that were built alike.
#[derive(Clone, Debug)]
pub struct DefectView {
    /// Of what.
    pub of: Target,
    /// What the line calls it.
    pub name: Box<str>,
    /// The newest build that counted it.
    pub build: usize,
    /// Where its name stands there.
    pub key: Span,
    /// Builds of the same after that one, the oldest first.
    pub later: Vec<usize>,
    /// Rows of the table of defects that its name means, where the process is one that brings them about.
    pub rows: Vec<u16>,
}

/// The defects of a design, in the order of its lots and of their names.
pub(crate) fn defects(world: &World<'_>) -> Vec<DefectView> {
    let mut found: Vec<DefectView> = Vec::new();
    for lot in &world.lots {
        let first = found.len();
        for (place, build) in lot.builds.iter().enumerate().rev() {
            for (name, key) in counted(world.builds[*build].given) {
                if !found[first..].iter().any(|known| *known.name == *name) {
                    let later = lot.builds[place + 1..].to_vec();
                    found.push(DefectView {
                        of: lot.of,
                        name: name.into(),
                        build: *build,
                        key,
                        later,
                        rows: rows(world, lot, name),
                    });
                }
            }
        }
    }
    found
}

/// The names of the defects for which a build rejected units, and where they stand.
pub(crate) fn counted(build: &Build) -> impl Iterator<Item = (&str, Span)> {
    let entries = build.defects.get().map_or(&[][..], |defects| defects);
    let some = entries.iter().filter(|entry| entry.value.as_ref().is_some_and(|count| count.si() > 0.0));
    some.map(|entry| (&*entry.id, entry.key))
}

/// The rows that a name means: those of the longest phrase in it, as far as the process of the lot brings them about.
fn rows(world: &World<'_>, lot: &LotView, name: &str) -> Vec<u16> {
    let table = world.library.defects();
    let words = words(name);
    if denies(world, &words) {
        return Vec::new();
    }
    let found: Vec<(usize, usize)> =
        table.iter().enumerate().filter_map(|(row, defect)| Some((length(&words, &defect.words)?, row))).collect();
    let longest = found.iter().map(|(length, _)| *length).max();
    let meant = found.iter().filter(|(length, _)| Some(*length) == longest).map(|(_, row)| *row);
    meant.filter(|row| fits(world, lot, &table[*row])).filter_map(|row| u16::try_from(row).ok()).collect()
}

/// Whether a name says that there is no such defect: `no crack found`, `burr-free`.
fn denies(world: &World<'_>, words: &[String]) -> bool {
    let (table, negations) = (world.library.defects(), world.library.negations());
    let means = |words: &[String]| table.iter().any(|row| length(words, &row.words).is_some());
    let split = |place: usize| (&words[..place], &words[place..]);
    (1..words.len()).map(split).any(|(before, behind)| {
        let denied = length(before, &negations.before).is_some() && means(behind);
        let last = matches!(behind, [word] if negations.behind.contains(&word.as_str()));
        denied || last && means(before)
    })
}

/// Whether the process of a lot may have brought a defect about. Who looks at units or handles them finds what others did.
fn fits(world: &World<'_>, lot: &LotView, row: &DefectRow<'_>) -> bool {
    let families: Vec<&str> = world.library.defects().iter().flat_map(|row| row.at.iter().copied()).collect();
    let family = lot.process.map(|process| world.library.entry(Table::Process, process).family);
    row.at.is_empty() || family.is_none_or(|family| row.at.contains(&family) || !families.contains(&family))
}
