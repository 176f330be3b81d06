//! Facts of what is there when a step runs.

use super::typed::{Material, Part, Placement, Step, Thing, methods};
use super::world::{Placed, PlacementView};
use super::{Item, Kind, Known, Trace, World};
use crate::vocabulary::placement_facts;

/// Every step with every material that is there when it runs, unless the step is what makes that part: parts, their layers, and
/// the adhesives that hold them.
pub(super) fn placements(world: &World<'_>) -> Vec<PlacementView> {
    let mut placements = Vec::new();
    let adders: Vec<Vec<usize>> = (0..world.parts.len()).map(|part| super::joint::adders(world, part).collect()).collect();
    for (number, step) in world.steps.iter().enumerate() {
        let before = |earlier: &usize| world.sequence.is_before(*earlier, number);
        let concerns = |part: usize| step.of.is_empty() || step.of.contains(&part);
        let mut place = |what, material, part| placements.push(PlacementView { step: number, what, material, part });
        for (use_, used) in world.uses.iter().enumerate() {
            // What is bought and put in by the step itself, such as a magnet, goes through the step as it is.
            let bought = world.parts[used.part].part.bought.get() == Some(&true);
            let there = adders[used.part].iter().any(|adder| before(adder) || (bought && *adder == number));
            let own = step.process.is_some() && step.process == world.parts[used.part].process;
            if there && concerns(used.part) && !own {
                place(Placed::Use(use_), used.material, used.part);
            }
        }
        for (joint, view) in world.joints.iter().enumerate() {
            let part = view.parts.iter().copied().find(|part| concerns(*part));
            let made = super::joint::makers(world, joint).any(|maker| before(&maker));
            if let (Some(adhesive), Some(part), true) = (view.adhesive, part, made) {
                place(Placed::Adhesive(joint), adhesive, part);
            }
        }
        for (layer, view) in world.layers.iter().enumerate() {
            if let (Some(bond), true) = (view.bond, concerns(view.part) && adders[view.part].iter().any(before)) {
                place(Placed::Bond(layer), bond, view.part);
            }
        }
    }
    placements
}

placement_facts!(methods);

impl Placement<'_> {
    fn view(self) -> PlacementView {
        self.world.placements[self.index]
    }
}

impl<'w> Facts<'w> for Placement<'w> {
    fn step(self, _: &mut Trace) -> Known<Step<'w>> {
        Ok(Step::at(self.world, self.view().step))
    }

    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.view().part))
    }

    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        let (world, placed) = (self.world, self.view());
        trace.given(match placed.what {
            Placed::Use(used) => world.span(Item::new(Kind::Use, used)),
            Placed::Adhesive(joint) => world.joints[joint].joint.adhesive.span(),
            Placed::Bond(layer) => world.layers[layer].layer.bond.span(),
        });
        Ok(Material::at(world, placed.material))
    }
}
