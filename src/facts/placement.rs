//! Facts of what is there when a step runs.

use super::typed::{Material, Part, Placement, Step, Thing, methods};
use super::{Item, Kind, Known, Trace};
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
        trace.given(match placed.what {
            Placed::Use(used) => world.span(Item::new(Kind::Use, used)),
            Placed::Adhesive(joint) => world.joints[joint].joint.adhesive.span(),
            Placed::Bond(layer) => world.layers[layer].layer.bond.span(),
        });
        Ok(Material::at(world, placed.material))
    }
}
