//! Whether tests show that two things that touch stand each other.

use super::{parts_made_alike, path};
use crate::facts::given::elements;
use crate::facts::typed::{Test, Thing as _};
use crate::facts::{Item, Kind, Known, Lack, Trace, World};
use crate::knowledge::{State, TestRow};
use crate::world::contact::{ContactView, Place, strain};
use crate::world::shown::agent::names;
use crate::world::shown::{Target, shown, tested};

/// Whether a test of production units rules out that two things fail in a way where they meet: it is of the part or joint where they
/// do, or of the whole case, names the other of the two, and no unit failed. One that failed is not outweighed by another. Of a change
/// that is tried nothing is shown yet.
pub(in crate::facts) fn withstood(world: &World<'_>, contact: &ContactView, mode: &str, trace: &mut Trace) -> Known<bool> {
    let mut passed = Vec::new();
    let mut unsaid = false;
    for number in (0..world.tests.len()).filter(|test| world.counts_test(*test) && concerns(world, contact, *test)) {
        let test = Test::at(world, number);
        let Some(row) = rows(world, number).find(|row| row.rules_out.contains(&mode)) else { continue };
        // What does not say with what it was made may have been made with this.
        let named = match names(world, contact, world.tests[number].given) {
            Some(true) => true,
            Some(false) => continue,
            None => false,
        };
        if !test.units(&mut Trace::off()).is_ok_and(|units| units.low > 0.0) {
            continue;
        }
        let failures = test.failures(&mut Trace::off());
        if named && failures.is_ok_and(|failures| failures.low > 0.0) {
            return Ok(false);
        }
        let off = &mut Trace::off();
        if test.from_production(off) == Ok(false) || !failures.is_ok_and(|failures| failures.high <= 0.0) {
            continue;
        }
        match if row.strained.contains(&mode) { is_strained(world, contact, number, trace) } else { Ok(true) } {
            Ok(true) => {}
            Ok(false) => continue,
            Err(_) => {
                unsaid = true;
                continue;
            }
        }
        if !named {
            trace.need::<()>(|| path(world, Item::new(Kind::Test, number), "under"));
        }
        match test.from_production(trace) {
            Ok(_) if named => passed.push(number),
            _ => unsaid = true,
        }
    }
    match (passed.is_empty(), unsaid) {
        (false, _) if world.tried => trace.unknown(|| "evidence.tests".to_owned()),
        (false, _) => {
            for test in passed {
                trace.given(world.tests[test].span);
            }
            Ok(true)
        }
        (true, true) => Err(Lack::Unknown),
        (true, false) => Ok(false),
    }
}

/// The rows of the kinds that a test is.
fn rows<'w>(world: &'w World<'_>, test: usize) -> impl Iterator<Item = &'static TestRow<'static>> + 'w {
    let kinds = shown(world.library, world.tests[test].given);
    world.library.tests().iter().filter(move |row| kinds.iter().any(|kind| kind.kind() == row.kind))
}

/// The parts at which two things meet.
fn parts(contact: &ContactView, world: &World<'_>) -> Vec<usize> {
    match contact.part(world) {
        Some(part) => vec![part],
        None => contact.spots.into_iter().flatten().map(|spot| spot.part).collect(),
    }
}

fn target(world: &World<'_>, test: usize) -> Target {
    tested(world, world.tests[test].given.of.get().map(|of| &**of))
}

/// Whether a test has units of the place where two things meet.
fn concerns(world: &World<'_>, contact: &ContactView, test: usize) -> bool {
    let parts = parts(contact, world);
    match target(world, test) {
        Target::Case | Target::Step(_) => true,
        Target::Part(part) => parts.iter().any(|own| *own == part || parts_made_alike(world, *own, part)),
        Target::Joint(joint) => {
            contact.place == Place::Joint(joint) || world.joints[joint].parts.iter().any(|part| parts.contains(part))
        }
    }
}

/// Whether the units of a test were under the strain of what is put together where the two meet: they were put together, or the
/// design strains nothing there, or the test says that it did by itself.
fn is_strained(world: &World<'_>, contact: &ContactView, test: usize, trace: &mut Trace) -> Known<bool> {
    let given = world.tests[test].given;
    let alone = matches!(target(world, test), Target::Part(_));
    let says = || elements(&given.under).any(|(under, _)| under.to_lowercase().contains(State::Strained.word()));
    if !alone || says() {
        return Ok(true);
    }
    let mut open = false;
    for part in parts(contact, world) {
        match strain::at(world, contact, part) {
            Some(false) => {}
            Some(true) if given.under.is_given() => return Ok(false),
            Some(true) => return trace.unknown(|| path(world, Item::new(Kind::Test, test), "under")),
            None => open = true,
        }
    }
    if open { trace.unknown_with(strain::open_keys_of(world, contact), Err(Lack::Unknown)) } else { Ok(true) }
}
