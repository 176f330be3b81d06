//! What hangs together when a step runs.

use std::collections::BTreeSet;

use super::super::figures::{HAND_FORCE, holds};
use super::{Step, Trace};
use crate::world::World;

/// The parts that hang together with those that a step names, these among them: joints that were made before it hold them, or hands
/// put them together at one step. For a step that names none, those that joints hold. Empty if nothing hangs on anything.
pub(super) fn together(step: Step<'_>, trace: &mut Trace) -> Vec<usize> {
    let (world, named) = (step.world, &step.view().of);
    let mut bundles: Vec<Vec<usize>> = Vec::new();
    for earlier in (0..world.steps.len()).filter(|earlier| world.sequence.is_before(*earlier, step.index)) {
        let found = bundled(world, earlier);
        if !found.is_empty() {
            trace.given(world.steps[earlier].span);
        }
        // By hand much is only brought in: that holds where the step says what goes into the bath.
        let by_hand = Some(put_together(world, earlier)).filter(|parts| parts.len() > 1 && !named.is_empty());
        bundles.extend(found.into_iter().chain(by_hand));
    }
    let mut parts: BTreeSet<usize> =
        if named.is_empty() { bundles.iter().flatten().copied().collect() } else { named.iter().copied().collect() };
    let alone = parts.len();
    loop {
        let before = parts.len();
        for bundle in bundles.iter().filter(|bundle| bundle.iter().any(|part| parts.contains(part))).cloned().collect::<Vec<_>>()
        {
            parts.extend(bundle);
        }
        if parts.len() == before {
            break;
        }
    }
    let joined = bundles.iter().any(|bundle| bundle.len() > 1 && bundle.iter().all(|part| parts.contains(part)));
    if parts.len() <= alone && !joined {
        return Vec::new();
    }
    // As they come to it, which does not hang on the order of the parts in the file.
    let mut seen = BTreeSet::new();
    named.iter().chain(bundles.iter().flatten()).copied().filter(|part| parts.contains(part) && seen.insert(*part)).collect()
}

/// The parts of each joint that a step makes.
fn bundled(world: &World<'_>, step: usize) -> Vec<Vec<usize>> {
    world.steps[step].makes.iter().map(|joint| world.joints[*joint].parts.clone()).collect()
}

/// The parts that hands put together at a step, whether a joint holds them or not.
fn put_together(world: &World<'_>, step: usize) -> Vec<usize> {
    let view = &world.steps[step];
    let by_hand = view.process.is_some_and(|process| holds(world, HAND_FORCE, process.into()));
    if by_hand { view.adds.iter().chain(&view.of).copied().collect() } else { Vec::new() }
}
