//! What is there when a step runs.

use super::World;
use super::sequence::{adders, makers};
use super::views::{Placed, PlacementView};

/// Every step with every material that is there when it runs, unless the step is what makes that part: parts, their layers, and
/// the adhesives that hold them.
pub(crate) fn placements(world: &World<'_>) -> Vec<PlacementView> {
    let mut placements = Vec::new();
    let added: Vec<Vec<usize>> = (0..world.parts.len()).map(|part| adders(world, part).collect()).collect();
    for (number, step) in world.steps.iter().enumerate() {
        let before = |earlier: &usize| world.sequence.is_before(*earlier, number);
        let concerns = |part: usize| step.of.is_empty() || step.of.contains(&part);
        let mut place = |what, material, part| placements.push(PlacementView { step: number, what, material, part });
        for (use_, used) in world.uses.iter().enumerate() {
            // What is put in by the step itself, such as a magnet, goes through the step, unless the step is what makes it.
            let there = added[used.part].iter().any(|adder| before(adder) || *adder == number);
            let own = step.process.is_some() && step.process == world.parts[used.part].process;
            if there && concerns(used.part) && !own {
                place(Placed::Use(use_), used.material, used.part);
            }
        }
        for (joint, view) in world.joints.iter().enumerate() {
            let part = view.parts.iter().copied().find(|part| concerns(*part));
            let made = makers(world, joint).any(|maker| before(&maker));
            if let (Some(adhesive), Some(part), true) = (view.adhesive, part, made) {
                place(Placed::Adhesive(joint), adhesive, part);
            }
        }
        for (layer, view) in world.layers.iter().enumerate() {
            if let (Some(bond), true) = (view.bond, concerns(view.part) && added[view.part].iter().any(before)) {
                place(Placed::Bond(layer), bond, view.part);
            }
        }
    }
    placements
}
