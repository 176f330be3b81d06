//! What a condition asks first. Many subjects lead to few things, as orders of steps to processes: whether one of these rules
//! the condition out is found once for all subjects that lead to it.

use super::Path;
use super::compile::{Boolean, Condition};
use super::evaluate::{Truth, truth};
use crate::facts::{Trace, World};
use crate::vocabulary::Item;

/// A fact of another thing to which a subject leads, such as `order.later.process.heats`; where it is false, so is the whole
/// condition.
pub struct Guard<'c> {
    asked: &'c Boolean,
    path: &'c Path,
    /// What was found of things, each at its number modulo the places there are.
    found: [Option<(Item, bool)>; 16],
}

impl Condition {
    /// The guard of a condition that begins with one.
    #[must_use]
    pub fn guard(&self) -> Option<Guard<'_>> {
        let asked = match &self.root {
            Boolean::And(parts) => parts.first()?,
            root => root,
        };
        let (Boolean::Flag(path) | Boolean::IsWord(path, _) | Boolean::InWords(path, _)) = asked else { return None };
        // What is asked of the subject itself is remembered with it.
        (path.facts.len() > 1).then_some(Guard { asked, path, found: [None; 16] })
    }
}

impl Guard<'_> {
    /// Whether it rules the condition out for a subject.
    pub fn rules_out(&mut self, world: &World<'_>, slots: &[Item]) -> bool {
        let Some(owner) = self.path.owner(world, slots) else { return false };
        let place = &mut self.found[owner.at() % 16];
        match place {
            Some((item, ruled_out)) if *item == owner => *ruled_out,
            _ => {
                let ruled_out = truth(self.asked, world, slots, &mut Trace::off()) == Truth::False;
                *place = Some((owner, ruled_out));
                ruled_out
            }
        }
    }
}
