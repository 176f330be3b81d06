//! When a joint is made, and what is there by then.

use super::super::given;
use super::{Bounds, Joint, Known, Trace, World};
use crate::world::sequence::{adders, makers};

/// Whether a part is there when a step runs: the step or one before it adds it. Bought-in parts that no step adds are
/// never there, which the check on parts that no step adds says once.
fn present(world: &World<'_>, part: usize, step: usize) -> bool {
    let mut adders = adders(world, part).peekable();
    adders.peek().is_none() || adders.any(|adder| adder == step || world.sequence.is_before(adder, step))
}

impl Joint<'_> {
    /// Parts it joins that no step has added when it is made.
    pub(super) fn parts_not_there(self, trace: &mut Trace) -> Known<Bounds> {
        let world = self.world;
        // Steps that wait for each other have no order in which anything could come too early.
        let waits = |step: usize, for_: usize| step == for_ || world.sequence.is_before(for_, step);
        let cycles = || world.sequence.cycles.iter().flatten();
        let waiting = makers(world, self.index).find_map(|step| cycles().find(|in_cycle| waits(step, **in_cycle)));
        if let Some(step) = waiting {
            return trace.unknown(|| super::super::path_of_step(world, *step, "after"));
        }
        let missing: Vec<usize> = makers(world, self.index)
            .flat_map(|step| self.view().parts.iter().filter(move |part| !present(world, **part, step)).copied())
            .collect();
        let adrift = |part: &&usize| adders(world, **part).next().is_none();
        if missing.is_empty() && makers(world, self.index).next().is_some() && self.view().parts.iter().any(|part| adrift(&part))
        {
            return trace.unknown(|| "assembly".to_owned());
        }
        for step in missing.iter().flat_map(|part| adders(world, *part)) {
            trace.given(world.steps[step].span);
        }
        Ok(given::count(missing.len()))
    }

    /// Whether one of its parts is closed in by an earlier step.
    pub(super) fn is_enclosed_before(self, trace: &mut Trace) -> Known<bool> {
        let world = self.world;
        let encloses = |step: usize| self.view().parts.iter().any(|part| world.steps[step].encloses.contains(part));
        if makers(world, self.index).next().is_none() && (0..world.steps.len()).any(encloses) {
            // No step makes it, so nothing says when.
            return trace.unknown(|| "assembly".to_owned());
        }
        let enclosing = makers(world, self.index).find_map(|step| {
            (0..world.steps.len()).find(|earlier| world.sequence.is_before(*earlier, step) && encloses(*earlier))
        });
        if let Some(step) = enclosing {
            trace.given_at(world.steps[step].step.encloses.span(), || super::super::path_of_step(world, step, "encloses"));
        }
        Ok(enclosing.is_some())
    }
}
