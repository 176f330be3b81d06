//! Facts of what is there when a step runs.

use super::given::amount;
use super::typed::{Material, Part, Placement, Step, Thing, methods};
use super::{Item, Kind, Known, Trace, both, path_of_step, state};
use crate::knowledge::Table;
use crate::vocabulary::{FactId, figure, placement_facts};
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

    fn worked(self, _: &mut Trace) -> Known<bool> {
        let (world, view) = (self.world, self.view());
        let step = &world.steps[view.step];
        let joined = step.makes.iter().any(|joint| world.joints[*joint].parts.contains(&view.part));
        Ok(joined || step.of.contains(&view.part))
    }

    fn reached(self, trace: &mut Trace) -> Known<bool> {
        const HEATS_LOCALLY: FactId = figure(Table::Process, "heats_locally");
        const KEEP_OUT: FactId = figure(Table::Process, "keep_out");
        let process = self.step(trace)?.process(trace)?;
        if !process.flag(HEATS_LOCALLY, trace)? || self.worked(trace)? {
            return Ok(true);
        }
        let (world, step) = (self.world, self.view().step);
        let path = || path_of_step(world, step, "clearance");
        let clearance = amount(&world.steps[step].step.clearance, trace, path);
        let (clearance, keep_out) = both(clearance, process.figure(KEEP_OUT, trace))?;
        match (clearance.low >= keep_out.high, clearance.high < keep_out.low) {
            (true, _) => Ok(false),
            (_, true) => Ok(true),
            _ => trace.unknown(path),
        }
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
