//! What was built or tested, and the order in which that was recorded.

use std::cmp::Ordering;

use crate::world::World;
use crate::yaml::Field;

/// What was built or tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// The whole case.
    Case,
    /// A part.
    Part(usize),
    /// A joint.
    Joint(usize),
    /// A step.
    Step(usize),
}

impl Target {
    /// Its semantic path.
    pub(crate) fn path(self, world: &World<'_>) -> String {
        match self {
            Self::Case => "design".to_owned(),
            Self::Part(part) => format!("parts.{}", world.parts[part].id),
            Self::Joint(joint) => format!("joints.{}", world.joints[joint].id),
            Self::Step(step) => world.step_path(step),
        }
    }

    /// Its name in a sentence.
    pub(crate) fn name<'w>(self, world: &'w World<'_>) -> &'w str {
        match self {
            Self::Case => "the case",
            Self::Part(part) => world.parts[part].id,
            Self::Joint(joint) => world.joints[joint].id,
            Self::Step(step) => world.steps[step].id,
        }
    }
}

/// The part or joint that a test names; the whole case if it names none.
pub(crate) fn tested(world: &World<'_>, of: Option<&str>) -> Target {
    let Some(of) = of.filter(|of| *of != "design") else { return Target::Case };
    match world.part_named(of) {
        Some(part) => Target::Part(part),
        None => world.joints.iter().position(|joint| joint.id == of).map_or(Target::Case, Target::Joint),
    }
}

/// Whether a test of one thing speaks for another: for itself; of the only part for the case; of a laminate for one of the same
/// layers. That of a joint says nothing of the layers of what it joins.
pub(crate) fn speaks_for(world: &World<'_>, tested: Target, of: Target) -> bool {
    match (tested, of) {
        (Target::Part(_), Target::Case) => world.parts.len() == 1,
        (Target::Part(tested), Target::Part(part)) if tested != part => same_layers(world, tested, part),
        _ => tested == of,
    }
}

/// Whether two parts are laminates of the same materials with the same bonds.
fn same_layers(world: &World<'_>, a: usize, b: usize) -> bool {
    let layers = |part: usize| {
        let layers = world.parts[part].layers.iter().map(|layer| &world.layers[*layer]);
        layers.map(|layer| (layer.material, layer.bond)).collect::<Vec<_>>()
    };
    !world.parts[a].layers.is_empty() && layers(a) == layers(b)
}

/// When a record was made: by its day, if all that are compared have one, else by its place in the list.
pub(crate) fn order(dated: bool, a: (Option<&str>, usize), b: (Option<&str>, usize)) -> Ordering {
    let by_day = if dated { a.0.cmp(&b.0) } else { Ordering::Equal };
    by_day.then(a.1.cmp(&b.1))
}

/// Records in the order in which they were made, the oldest first.
pub(super) fn in_order<'w>(mut records: Vec<usize>, date: impl Fn(usize) -> &'w Field<Box<str>>) -> Vec<usize> {
    let day = |record: usize| date(record).get().map(|day| &**day);
    let dated = records.iter().all(|record| day(*record).is_some());
    records.sort_by(|a, b| order(dated, (day(*a), *a), (day(*b), *b)));
    records
}
