//! Claims: what a test has to show of the case, a part or a joint, and the tests about it in their order.
//!
//! The design makes a claim by what it promises or how it is built, whether anybody tested it or not; a test of another kind
//! makes one by being there. Which test decides is known from the records alone: the newest of those made as production makes
//! it, else the newest.

use super::condition;
use super::kind::{Told, named, settings, told, words};
use super::promise::{Made, of_case, of_joint, of_part};
use super::revision::of_this_revision;
use super::target::{Target, in_order, speaks_for, tested};
use crate::design::{Borne, Quantity, Test};
use crate::knowledge::{Claimant, Condition, Feature, TestRow};
use crate::world::World;
use crate::world::risk::has;

/// Words of a name that do not tell one test from another.
const PLAIN: &[&str] =
    &["test", "testing", "repeat", "repeated", "retest", "rerun", "again", "second", "third", "2nd", "3rd", "new"];

/// What has to be shown.
#[derive(Clone, Debug)]
pub struct ClaimView {
    /// Of what.
    pub of: Target,
    /// The kind of the test; none if nothing says it.
    pub kind: Option<&'static str>,
    /// Whether the design makes the claim by itself.
    pub made: Made,
    /// Tests about it, the oldest first.
    pub tests: Vec<usize>,
    /// Tests that may be about it: nothing says their kind, or of which of several things they are.
    pub doubtful: Vec<Doubt>,
}

/// A test that may be about a claim, and the key that would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The test.
    pub test: usize,
    /// The key.
    pub key: &'static str,
}

/// The kind that the name of a test means, where the design claims what such a test shows, nothing else was tested for it, and the
/// kind that is given is another one.
pub(crate) fn misnamed(world: &World<'_>, test: usize) -> Option<&'static str> {
    let given = world.tests[test].given;
    let named = named(world.library, given).filter(|named| given.kind.get().is_some_and(|kind| kind.word() != *named))?;
    let untested = |claim: &ClaimView| claim.made.is_certain() && claim.kind == Some(named) && claim.tests.is_empty();
    world.claims.iter().any(untested).then_some(named)
}

/// The claims of a design: those that it makes, then those of which only tests speak.
pub(crate) fn claims(world: &World<'_>) -> Vec<ClaimView> {
    let kinds: Vec<Told> = world.tests.iter().map(|test| told(world.library, test.given)).collect();
    let labels: Vec<Label> = kinds.iter().enumerate().map(|(test, told)| label(world, test, told.kind())).collect();
    let mut claims: Vec<ClaimView> = world.library.tests().iter().flat_map(|row| made(world, row, &kinds)).collect();
    for claim in &mut claims {
        // How hard it was tells of a test whose kind knows harder and milder ones, whatever somebody called it.
        if condition::conditions(world.library, claim.kind).is_empty() {
            keep_plainest(&labels, &mut claim.tests, |_| true);
        } else {
            let settings: Vec<Label> = (0..kinds.len()).map(|test| setting(world, test)).collect();
            let about = (claim.of, claim.kind);
            keep_plainest(&settings, &mut claim.tests, |test| condition::is_as_hard(world, test, about));
        }
    }
    // Of what may be claimed there is something to say once it was tested.
    claims.retain(|claim| claim.made.is_certain() || !claim.tests.is_empty());
    let taken: Vec<usize> = claims.iter().flat_map(|claim| claim.tests.clone()).collect();
    for (number, told) in kinds.iter().enumerate().filter(|(number, _)| !taken.contains(number)) {
        let (of, kind) = (target(world, number), told.kind());
        let alike = |claim: &ClaimView| claim.tests.first().is_some_and(|test| labels[*test] == labels[number]);
        match claims.iter_mut().find(|claim| claim.made == Made::No && claim.of == of && claim.kind == kind && alike(claim)) {
            Some(claim) => claim.tests.push(number),
            None => claims.push(ClaimView { of, kind, made: Made::No, tests: vec![number], doubtful: Vec::new() }),
        }
    }
    for claim in &mut claims {
        let tests = of_this_revision(world, std::mem::take(&mut claim.tests), |test| &world.tests[test].given.revision);
        claim.tests = in_order(tests, |test| &world.tests[test].given.date);
    }
    claims
}

/// What tells a test from others of its kind: the words of its name but those that say no more than that it is a test or how
/// hard it was, and its temperature. A test with the same is a repeat.
type Label = (Vec<String>, String);

fn label(world: &World<'_>, test: usize, kind: Option<&str>) -> Label {
    let given = world.tests[test].given;
    let name = given.name.get().map(|name| words(name)).unwrap_or_default();
    let hardness = condition::words_of_hardness(world.library, kind, &name);
    let plain = |word: &String| !PLAIN.contains(&word.as_str()) && !word.bytes().all(|byte| byte.is_ascii_digit());
    let told = name.into_iter().zip(hardness).filter(|(word, hard)| plain(word) && !hard);
    let mut name: Vec<String> = told.map(|(word, _)| word).collect();
    name.sort_unstable();
    (name, temperature(given))
}

/// The climate in which a test was made: the words of its name that mean one, and its temperature.
fn setting(world: &World<'_>, test: usize) -> Label {
    let given = world.tests[test].given;
    let name = given.name.get().map(|name| words(name)).unwrap_or_default();
    (settings(world.library.tests(), &name), temperature(given))
}

/// Temperatures of a room, in which a test is made that says none, in K: 15 to 35 °C, the standard atmospheric conditions of IEC 60068-1.
const ROOM: std::ops::RangeInclusive<f64> = 288.15..=308.15;

/// The temperature of a test; nothing where it is that of a room, which most tests do not say.
fn temperature(given: &Test) -> String {
    let is_room = |ends: (f64, f64)| ROOM.contains(&ends.0) && ROOM.contains(&ends.1);
    let one = given.temperature.get().map(Quantity::bounds);
    let both = given.temperatures.get().map(|ends| (ends.low.si(), ends.high.si()));
    one.or(both).filter(|ends| !is_room(*ends)).map(|(low, high)| format!("{low} to {high}")).unwrap_or_default()
}

/// Of several tests of one kind those speak for the claim whose name says the least beside it, `drop` rather than `cold drop`, of
/// those that were as hard as what is claimed if any was.
fn keep_plainest(labels: &[Label], tests: &mut Vec<usize>, as_hard: impl Fn(usize) -> bool) {
    let rank = |test: &usize| (!as_hard(*test), labels[*test].0.len(), !labels[*test].1.is_empty(), *test);
    if let Some(plainest) = tests.iter().min_by_key(|test| rank(test)).copied() {
        tests.retain(|test| labels[*test] == labels[plainest]);
    }
}

fn target(world: &World<'_>, test: usize) -> Target {
    tested(world, world.tests[test].given.of.get().map(|of| &**of))
}

/// The claims of one kind that the design makes, or may make.
fn made(world: &World<'_>, row: &'static TestRow<'static>, kinds: &[Told]) -> Vec<ClaimView> {
    let Some((claimant, features)) = &row.claimed else { return Vec::new() };
    let all: Vec<(Target, Made)> = match claimant {
        Claimant::Case => vec![(Target::Case, of_case(world, features))],
        Claimant::Part => (0..world.parts.len()).map(|part| (Target::Part(part), of_part(world, part, features))).collect(),
        Claimant::Joint => {
            (0..world.joints.len()).map(|joint| (Target::Joint(joint), of_joint(world, joint, features))).collect()
        }
    };
    let claimed = all.iter().filter(|(_, made)| *made != Made::No);
    // What may be claimed takes no test from what is.
    let beside =
        |of: Target, made: &Made| claimed.clone().any(|(other, also)| *other != of && (also.is_certain() || !made.is_certain()));
    claimed.clone().map(|(of, made)| claim(world, row, (*of, made.clone()), !beside(*of, made), kinds)).collect()
}

/// Whether a part or joint is said to bear what hangs from the case, and that is claimed of the case.
fn is_borne(world: &World<'_>, tested: Target, (of, row): (Target, &TestRow<'_>)) -> bool {
    let carries = row.claimed.as_ref().is_some_and(|(_, by)| by.contains(&Feature::Carry));
    let bears = match tested {
        Target::Part(part) => &world.parts[part].part.bears,
        Target::Joint(joint) => &world.joints[joint].joint.bears,
        Target::Case | Target::Step(_) => return false,
    };
    carries && of == Target::Case && bears.get().is_some_and(|bears| bears.load.get() == Some(&Borne::Carry))
}

/// Whether the magnets that a claim of the case rests on were tested: the part that they are, or a joint that holds it.
fn is_of_array(world: &World<'_>, tested: Target, row: &TestRow<'_>) -> bool {
    let array = Feature::ChargingArray;
    let rests = row.claimed.as_ref().is_some_and(|(claimant, by)| matches!(claimant, Claimant::Case) && by.contains(&array));
    rests
        && match tested {
            Target::Part(part) => has(world, part, array),
            Target::Joint(joint) => world.joints[joint].parts.iter().any(|part| has(world, *part, array)),
            Target::Case | Target::Step(_) => false,
        }
}

/// Whether a test of a part, or of what is said to be the whole case, opened a joint: it did if no other joint of the part is opened,
/// else nobody knows.
fn opens(world: &World<'_>, test: usize, of: Target) -> Option<bool> {
    let Target::Joint(joint) = of else { return Some(false) };
    match target(world, test) {
        Target::Part(part) if world.joints[joint].parts.contains(&part) => {
            let of_part = world.joints.iter().filter(|joint| joint.parts.contains(&part) && joint.joint.cycles.is_given());
            (of_part.count() == 1).then_some(true)
        }
        Target::Case if world.tests[test].given.of.is_given() => None,
        _ => Some(false),
    }
}

/// A claim, with the tests that are or may be about it. `alone`: there is no other of its kind.
fn claim(
    world: &World<'_>,
    row: &'static TestRow<'static>,
    (of, made): (Target, Made),
    alone: bool,
    kinds: &[Told],
) -> ClaimView {
    let mut view = ClaimView { of, kind: Some(row.kind), made, tests: Vec::new(), doubtful: Vec::new() };
    for (test, told) in kinds.iter().enumerate() {
        let open = !world.tests[test].given.of.is_given();
        let opened = if row.conditions.contains(&Condition::Cycles) { opens(world, test, of) } else { Some(false) };
        let array = of == Target::Case && is_of_array(world, target(world, test), row);
        let named = speaks_for(world, target(world, test), of) || opened == Some(true) || array;
        let meant = named || (open && alone);
        let borne = told.kind() == Some(row.kind) && is_borne(world, target(world, test), (of, row));
        let borne = borne.then(|| condition::as_hard_as_claimed(world, test, (of, row.kind), Condition::Force));
        match told.kind() {
            Some(kind) if kind == row.kind && meant => view.tests.push(test),
            // What the case hangs from shows the load of the case where it was loaded as hard.
            _ if borne == Some(Some(true)) => view.tests.push(test),
            _ if borne == Some(None) => view.doubtful.push(Doubt { test, key: Condition::Force.key() }),
            // What shows something else as well, as a load that a handle carries, is about this only where it is of this.
            Some(kind) if row.also.contains(&kind) && named => view.tests.push(test),
            Some(kind) if kind == row.kind && (open || opened.is_none()) => view.doubtful.push(Doubt { test, key: "of" }),
            None if meant || open => view.doubtful.push(Doubt { test, key: "kind" }),
            _ => {}
        }
    }
    view
}
