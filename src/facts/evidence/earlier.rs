//! Records that decide and were made to another revision than that of the design.

use crate::facts::typed::{Claim, Thing as _};
use crate::facts::{Item, Kind, Trace, Word, World};
use crate::world::shown::Target;
use crate::world::shown::revision::is_of_now;
use crate::yaml::Field;

/// Those records with their revisions; what is not known to be of another revision is not among them.
pub(in crate::facts) fn earlier_records(world: &World<'_>, trace: &mut Trace) -> Vec<Word> {
    let given = |item: Item| -> &Field<Box<str>> {
        match item.kind {
            Kind::Build => &world.builds[item.at()].given.revision,
            Kind::Measurement => &world.measurements[item.at()].given.revision,
            _ => &world.tests[item.at()].given.revision,
        }
    };
    let mut items: Vec<Item> = builds(world).map(|build| Item::new(Kind::Build, build)).collect();
    items.extend(studies(world).map(|study| Item::new(Kind::Measurement, study)));
    items.extend(tests(world).into_iter().map(|test| Item::new(Kind::Test, test)));
    for item in &items {
        trace.given_at(given(*item).span(), || format!("{}.revision", world.path(*item)));
    }
    let named = |item: Item| Some(Word::from(format!("{} ({})", world.path(item), given(item).get()?.trim())));
    items.into_iter().filter_map(named).collect()
}

/// Tests that decide about a claim: where one of this revision is there, no other decides.
fn tests(world: &World<'_>) -> Vec<usize> {
    let deciding = (0..world.claims.len()).filter_map(|claim| Claim::at(world, claim).deciding());
    let mut tests: Vec<usize> = deciding.filter(|test| !is_of_now(world, &world.tests[*test].given.revision)).collect();
    tests.sort_unstable();
    tests.dedup();
    tests
}

/// The newest builds of what was not built in this revision, neither by itself nor in the whole case.
fn builds<'w>(world: &'w World<'w>) -> impl Iterator<Item = usize> + 'w {
    let now = |build: &usize| is_of_now(world, &world.builds[*build].given.revision);
    let built = move |of: Target| world.lots.iter().any(|lot| lot.of == of && lot.builds.iter().any(now));
    let lots = world.lots.iter().filter(move |lot| !built(lot.of) && !built(Target::Case));
    lots.filter_map(|lot| lot.builds.last().copied())
}

/// The studies that stand of dimensions that nobody read in this revision.
fn studies<'w>(world: &'w World<'w>) -> impl Iterator<Item = usize> + 'w {
    let given = |study: usize| world.measurements[study].given;
    let now = move |study: &usize| is_of_now(world, &given(*study).revision);
    let read = move |study: usize| {
        (0..world.measurements.len()).any(|other| given(other).of.get() == given(study).of.get() && now(&other))
    };
    (0..world.measurements.len()).filter(move |study| world.stands_study(*study) && !read(*study))
}
