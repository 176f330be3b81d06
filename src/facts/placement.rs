//! Facts of what is there when a step runs.

use super::typed::{Material, Part, Placement, Step, Thing, methods};
use super::{Item, Kind, Known, Trace, state};
use crate::vocabulary::placement_facts;
use crate::world::views::{Placed, PlacementView};

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
        match placed.what {
            Placed::Use(used) => state::trace_use(world, used, trace),
            Placed::Adhesive(joint) => {
                let view = &world.joints[joint];
                trace.given_at(view.joint.adhesive.span(), || format!("joints.{}.adhesive", view.id));
            }
            Placed::Bond(layer) => trace.given_at(world.layers[layer].layer.bond.span(), || {
                format!("{}.bond", world.path(Item::new(Kind::Layer, layer)))
            }),
        }
        Ok(Material::at(world, placed.material))
    }
}
