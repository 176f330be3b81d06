//! Where in a design a failure arises: its parts, joint, dimension and the steps of the flow, read from the semantic path.

use crate::facts::World;
use crate::world::sequence::{adders, makers};

/// What a path names, as far as an FMEA asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The section of the spec in which it stands.
    pub(super) section: String,
    /// Parts: the one that is named, or those of the joint.
    pub(super) parts: Vec<usize>,
    /// The joint.
    pub(super) joint: Option<usize>,
    /// The dimension.
    pub(super) dimension: Option<usize>,
    /// The step that brings it about, where one is known.
    pub(super) step: Option<usize>,
}

impl Place {
    /// What a path such as `assembly.heat+parts.shell` names: of several things the first of each kind.
    pub(super) fn of(world: &World<'_>, path: &str) -> Self {
        let mut place = Self { section: section(path).to_owned(), ..Self::default() };
        for single in path.split('+') {
            let words: Vec<&str> = single.split(['.', '[']).collect();
            match words[..] {
                ["parts", id, ref rest @ ..] if place.parts.is_empty() => {
                    place.parts.extend(world.part_named(id));
                    if let ["dimensions", name, ..] = rest {
                        place.dimension = dimension(world, id, name);
                    }
                }
                ["joints", id, ..] if place.joint.is_none() => {
                    place.joint = world.joints.iter().position(|joint| joint.id == id);
                }
                ["assembly", id, ..] if place.step.is_none() => place.step = world.step_named(id),
                ["evidence", "measurements", number, ..] => place.dimension = place.dimension.or(measured(world, number)),
                _ => {}
            }
        }
        if let Some(dimension) = place.dimension.filter(|_| place.parts.is_empty()) {
            place.parts.push(world.dimensions[dimension].part);
        }
        if let (Some(joint), true) = (place.joint, place.parts.is_empty()) {
            place.parts.clone_from(&world.joints[joint].parts);
        }
        place.step = place.step.or_else(|| place.maker(world));
        place
    }

    /// The step that makes the joint, else the one that adds the part.
    fn maker(&self, world: &World<'_>) -> Option<usize> {
        let made = self.joint.and_then(|joint| makers(world, joint).next());
        made.or_else(|| self.parts.first().and_then(|part| adders(world, *part).next()))
    }

    /// Whether a step comes at or after the one where it arises. What is not known to arise anywhere is there from the start.
    pub(super) fn is_before(&self, world: &World<'_>, later: usize) -> bool {
        self.step.is_none_or(|step| step == later || world.sequence.is_before(step, later))
    }
}

/// The section of the spec in which a path stands.
fn section(path: &str) -> &str {
    path.split(['.', '+']).next().unwrap_or_default()
}

fn dimension(world: &World<'_>, part: &str, name: &str) -> Option<usize> {
    let part = world.part_named(part)?;
    world.dimensions.iter().position(|dimension| dimension.part == part && dimension.id == name)
}

fn measured(world: &World<'_>, number: &str) -> Option<usize> {
    let study = world.measurements.iter().find(|study| study.id == number)?;
    let (part, name) = study.given.of.get()?.split_once('.')?;
    dimension(world, part, name)
}
