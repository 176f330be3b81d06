//! Lots: units of the case, a part or a step that were built alike, whose counts add up.

use super::revision::of_this_revision;
use super::target::{Target, in_order};
use crate::knowledge::Table;
use crate::world::World;

/// Units built with one process.
#[derive(Clone, Debug)]
pub struct LotView {
    /// Of what.
    pub of: Target,
    /// The process, as an index of the library; none if it is not given.
    pub process: Option<u16>,
    /// The builds, the oldest first.
    pub builds: Vec<usize>,
}

/// The lots of a design, in the order in which they first occur.
pub(crate) fn lots(world: &World<'_>) -> Vec<LotView> {
    let mut lots: Vec<LotView> = Vec::new();
    for (number, build) in world.builds.iter().enumerate() {
        let of = built(world, build.given.of.get().map(|of| &**of));
        let process = build.given.process.get().and_then(|name| world.library.find(Table::Process, name));
        match lots.iter_mut().find(|lot| lot.of == of && lot.process == process) {
            Some(lot) => lot.builds.push(number),
            None => lots.push(LotView { of, process, builds: vec![number] }),
        }
    }
    for lot in &mut lots {
        let builds = of_this_revision(world, std::mem::take(&mut lot.builds), |build| &world.builds[build].given.revision);
        lot.builds = in_order(builds, |build| &world.builds[build].given.date);
    }
    lots
}

/// The part or step that a build names; the whole case if it names none.
pub(crate) fn built(world: &World<'_>, of: Option<&str>) -> Target {
    let Some(of) = of.filter(|of| *of != "design") else { return Target::Case };
    let part = || world.part_named(of).map(Target::Part);
    world.step_named(of).map(Target::Step).or_else(part).unwrap_or(Target::Case)
}
