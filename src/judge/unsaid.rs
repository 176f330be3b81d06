//! What is missing of an assembly that is there: the key of a step that would say it.

use crate::facts::{Gap, World};
use crate::finding::Need;
use crate::vocabulary::{Item, Kind};
use crate::world::sequence::{adders, makers};

/// The block that is asked for where no step says what is asked.
const BLOCK: &str = "assembly";

/// Where the steps are written, what is asked of a part is the step that adds it, and of a joint the one that makes it.
pub(super) fn of_steps(world: &World<'_>, subject: Item, needs: &mut [Need]) {
    let Some(key) = key(world, subject) else { return };
    let path = format!("{BLOCK}.*.{key}");
    for need in needs.iter_mut().filter(|need| need.at == BLOCK) {
        need.at.clone_from(&path);
    }
}

/// What is asked of things of which the design does not tell: where a part or joint is at hand, the key of the step that has it.
pub(super) fn of_gap(gap: &Gap) -> Vec<String> {
    let key = match gap.at.split_once('.') {
        Some(("parts", _)) => "adds",
        Some(("joints", _)) => "makes",
        _ => return gap.needs.clone(),
    };
    let named = |need: &String| if need == BLOCK { format!("{BLOCK}.*.{key}") } else { need.clone() };
    gap.needs.iter().map(named).collect()
}

/// The key of a step that is missing for a thing; none if nothing is known to be.
fn key(world: &World<'_>, subject: Item) -> Option<&'static str> {
    if world.steps.is_empty() {
        return None;
    }
    match subject.kind {
        Kind::Part => adders(world, subject.at()).next().is_none().then_some("adds"),
        Kind::Joint => Some(if makers(world, subject.at()).next().is_none() { "makes" } else { "adds" }),
        _ => None,
    }
}
