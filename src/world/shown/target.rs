//! What was built or tested, and the order in which that was recorded.

use std::cmp::Ordering;

use crate::knowledge::Table;
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

impl World<'_> {
    /// Whether a build counts: one of another revision than that of the design is history where its lot has others.
    #[must_use]
    pub fn counts_build(&self, build: usize) -> bool {
        is_of_now(self, &self.builds[build].given.revision) || self.lots.iter().any(|lot| lot.builds.contains(&build))
    }

    /// Whether a test counts: one of another revision than that of the design is history where its claim has others.
    #[must_use]
    pub fn counts_test(&self, test: usize) -> bool {
        is_of_now(self, &self.tests[test].given.revision) || self.claims.iter().any(|claim| claim.tests.contains(&test))
    }

    /// Whether a study counts: one of another revision than that of the design is history where its dimension has others.
    #[must_use]
    pub fn counts_study(&self, study: usize) -> bool {
        is_of_now(self, &self.measurements[study].given.revision) || self.studies_like(study).contains(&study)
    }

    /// Whether no newer study of the same dimension, process and revision is there.
    #[must_use]
    pub fn is_newest_study(&self, study: usize) -> bool {
        self.studies_like(study).last() == Some(&study)
    }

    /// The studies of the same dimension and process that count, the oldest first.
    fn studies_like(&self, study: usize) -> Vec<usize> {
        let given = |study: usize| self.measurements[study].given;
        let process = |study: usize| given(study).process.get().and_then(|name| self.library.find(Table::Process, name));
        let alike = |other: &usize| given(*other).of.get() == given(study).of.get() && process(*other) == process(study);
        let studies: Vec<usize> = (0..self.measurements.len()).filter(alike).collect();
        let studies = of_this_revision(self, studies, |study| &given(study).revision);
        in_order(studies, |study| &given(study).date)
    }
}

/// Records in the order in which they were made, the oldest first.
pub(super) fn in_order<'w>(mut records: Vec<usize>, date: impl Fn(usize) -> &'w Field<Box<str>>) -> Vec<usize> {
    let day = |record: usize| date(record).get().map(|day| &**day);
    let dated = records.iter().all(|record| day(*record).is_some());
    records.sort_by(|a, b| order(dated, (day(*a), *a), (day(*b), *b)));
    records
}

/// Leaves out records of another revision than that of the design, if there are any of this one or without one.
pub(super) fn of_this_revision<'w>(
    world: &World<'_>,
    records: Vec<usize>,
    revision: impl Fn(usize) -> &'w Field<Box<str>>,
) -> Vec<usize> {
    let holds = |record: &usize| is_of_now(world, revision(*record));
    if records.iter().any(holds) { records.into_iter().filter(holds).collect() } else { records }
}

/// Whether a record is not of another revision than that of the design.
fn is_of_now(world: &World<'_>, revision: &Field<Box<str>>) -> bool {
    let now = world.spec.design.get().and_then(|about| about.revision.get());
    revision.get().zip(now).is_none_or(|(revision, now)| revision == now)
}
