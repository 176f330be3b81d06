//! What came of every judgement of a design, and what it rests on in the end.

use super::proof::{Outcome, outcome_of};
use super::subjects::slots;
use super::weigh::weigh;
use crate::catalogue::Check;
use crate::facts::{Note, Origin, World};
use crate::language::Truth;
use crate::vocabulary::Item;

/// A finding or a pass of one check on one subject.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The semantic path of the subject.
    pub at: String,
    /// What came of it.
    pub outcome: Outcome,
    /// All that it rests on, each once: fields of the design, figures and rows of the tables, limits of the check.
    pub origins: Vec<Origin>,
}

/// The findings and passes of a check; what could not be decided, and what does not apply, rests on nothing yet.
#[must_use]
pub fn grounds(check: &Check, world: &World<'_>) -> Vec<Ground> {
    slots(check.subject, world).iter().filter_map(|slots| ground(check, world, slots)).collect()
}

fn ground(check: &Check, world: &World<'_>, slots: &[Item]) -> Option<Ground> {
    if super::applies(check, world, slots) != Truth::True {
        return None;
    }
    let mut notes = check.applies.as_ref().map_or_else(Vec::new, |condition| condition.notes(world, slots));
    let weighed = weigh(check, world, slots);
    let outcome = outcome_of(check, world, &weighed);
    match outcome {
        Outcome::Finding(_) => notes.extend(weighed.notes),
        // A pass rests on all that could have made it a finding.
        Outcome::Passed => notes.extend(match (&check.when, &weighed.measured) {
            (Some(when), _) => when.notes(world, slots),
            (None, Some(weight)) => {
                weight.notes.iter().chain(weight.bounds.iter().flat_map(|bound| &bound.notes)).cloned().collect()
            }
            (None, None) => Vec::<Note>::new(),
        }),
        Outcome::Open | Outcome::NotApplicable => return None,
    }
    Some(Ground { at: world.path(slots[0]), outcome, origins: world.origins(&notes) })
}
