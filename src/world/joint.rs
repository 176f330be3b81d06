//! Which materials meet in a joint.

use super::World;
use super::figures::{AMONG_PLASTICS, PLASTIC, holds};
use super::state::{self, Spot};
use crate::design::Side;
use crate::knowledge::Table;

/// The method by which parts are joined: of one that is another method among plastics, as a melt that is shot over a molded plastic
/// is an overmold whatever the shop calls it, that other one where all parts are known to be plastic.
pub(crate) fn among_plastics(world: &World<'_>, named: u16, parts: &[usize]) -> u16 {
    let Some(other) = state::word_of(world.library, named, AMONG_PLASTICS) else { return named };
    let all = parts.len() > 1 && parts.iter().all(|part| is_plastic(world, *part));
    if all { world.library.find(Table::Method, other).unwrap_or(named) } else { named }
}

/// Whether a part is known to be of a solid plastic or rubber.
pub(crate) fn is_plastic(world: &World<'_>, part: usize) -> bool {
    world.parts[part].material.is_some_and(|material| holds(world, PLASTIC, material))
}

/// The side of a part on which a joint holds it, and its material there.
pub(crate) fn surface(world: &World<'_>, joint: usize, part: usize) -> (Spot, Option<usize>) {
    let inside = world.joints[joint].joint.side.get() == Some(&Side::Inside);
    let (spot, material) = state::side(world, part, !inside);
    (spot, world.parts[part].material.or(material))
}

/// The classes of the method of a joint: under which methods of the table of pairs it is rated.
pub(crate) fn classes<'w>(world: &'w World<'_>, joint: usize) -> Option<&'w [&'static str]> {
    world.joints[joint].method.map(|method| &*world.library.entry(Table::Method, method).classes)
}

/// The material of the joined part that is itself the ink, film or tape that the method brings: both are of one class of the
/// pairs.
pub(crate) fn part_that_sticks(world: &World<'_>, joint: usize) -> Option<usize> {
    let classes = classes(world, joint)?;
    let mut materials = world.joints[joint].parts.iter().filter_map(|part| surface(world, joint, *part).1);
    materials.find(|material| classes.iter().any(|class| world.names[*material].may_be(class)))
}
