//! Facts of builds, measurements and tests.

pub(super) mod build;
pub(super) mod claim;
pub(crate) mod deciding;
pub(super) mod defect;
pub(super) mod earlier;
pub(super) mod lot;
pub(super) mod measurement;
pub(super) mod test;
pub(super) mod withstood;

pub(super) use measurement::sample;

use std::collections::BTreeSet;

use super::color;
use super::given::{elements, known, whole};
use super::typed::{Claim, List, Process, Records, Test, Thing};
use super::{FactId, Item, Kind, Known, Lack, Trace, World};
use crate::design::TestKind;
use crate::knowledge::{Condition, Table};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::{figure, words};
use crate::world::order::works_on_all;
use crate::world::shown::claim::ClaimView;
use crate::world::shown::condition::{Level, covers};
use crate::world::shown::made_of::{MadeOf, made_of};
use crate::world::shown::{Made, Target};
use crate::world::views::{PartView, UseView};
use crate::yaml::{Field, Span};

/// Confidence of all bounds that evidence is read with.
const CONFIDENCE: f64 = 0.95;

/// A process that prints or casts samples.
const PRINTS: FactId = figure(Table::Process, "prints");
/// A process that is done by hand.
const BY_HAND: FactId = figure(Table::Process, "by_hand");

/// A process with a soft tool, or one of a single cavity.
const SOFT_TOOL: FactId = figure(Table::Process, "soft_tool");

/// Whether a list of evidence is recorded, be it empty.
pub(super) fn recorded(world: &World<'_>, list: &str, trace: &mut Trace) -> Known<()> {
    match world.unrecorded(list) {
        Some(gap) => trace.unknown(|| gap.at),
        None => Ok(()),
    }
}

/// What only builds tell, where there are none of it; ruled out where the design says that nothing was built.
pub(super) fn not_built<T>(world: &World<'_>, trace: &mut Trace) -> Known<T> {
    if world.nothing_done("builds") { Err(Lack::RuledOut) } else { trace.unknown(|| "evidence.builds".to_owned()) }
}

/// Records of a list of evidence, with the need for the rest where it may hold more.
pub(super) fn records<T>(world: &World<'_>, list: &str, things: List<T>, trace: &mut Trace) -> Records<T> {
    Records { things, whole: recorded(world, list, trace).is_ok() }
}

/// Tests of the part or joint with this name, or of the whole case.
pub(super) fn tests_of<'w>(world: &'w World<'w>, id: &str, trace: &mut Trace) -> Known<Records<Test<'w>>> {
    let concerns = |of: Option<&Box<str>>| of.is_none_or(|of| **of == *id || **of == *"design");
    let found = (0..world.tests.len()).filter(|test| world.counts_test(*test) && concerns(world.tests[*test].given.of.get()));
    Ok(records(world, "tests", found.map(|test| Test::at(world, test)).collect(), trace))
}

/// The same of a material where it is used: a test of another part shows it as well where that has the same grade by the same
/// process with the same color and finish.
pub(super) fn tests_of_use<'w>(world: &'w World<'w>, used: usize, trace: &mut Trace) -> Known<Records<Test<'w>>> {
    let part = world.uses[used].part;
    let mut records = tests_of(world, world.parts[part].id, trace)?;
    let alike = (0..world.uses.len()).filter(|other| made_alike(world, used, *other));
    let others: BTreeSet<usize> = alike.map(|other| world.uses[other].part).filter(|other| *other != part).collect();
    for other in others {
        let id = world.parts[other].id;
        let of_other = |test: &usize| world.counts_test(*test) && world.tests[*test].given.of.get().is_some_and(|of| **of == *id);
        records.things.extend((0..world.tests.len()).filter(of_other).map(|test| Test::at(world, test)));
    }
    Ok(records)
}

/// The same of two parts that are of one material each.
fn parts_made_alike(world: &World<'_>, one: usize, other: usize) -> bool {
    let only = |part: usize| {
        let used = world.uses.iter().position(|used| used.part == part);
        used.filter(|_| world.parts[part].layers.is_empty())
    };
    only(one).zip(only(other)).is_some_and(|(one, other)| made_alike(world, one, other))
}

/// Whether two uses are known to be of one grade, process, color and finish.
fn made_alike(world: &World<'_>, one: usize, other: usize) -> bool {
    let [a, b] = [one, other].map(|used| &world.uses[used]);
    let finish = |part: usize| elements(&world.parts[part].part.finish).map(|(name, _)| name).collect::<Vec<_>>();
    let color = |used: &UseView| color::color(world, used.spot(), &mut Trace::off()).ok();
    let process = world.parts[a.part].process;
    a.material == b.material
        && process.is_some()
        && process == world.parts[b.part].process
        && finish(a.part) == finish(b.part)
        && color(a).is_some_and(|named| color(b) == Some(named))
}

/// A claim that the design makes, or may make.
fn claim_of<'w>(world: &'w World<'w>, of: Target, kind: TestKind, trace: &mut Trace) -> Known<Claim<'w>> {
    let made = |claim: &ClaimView| claim.made != Made::No && claim.of == of && claim.kind == Some(kind.word());
    let number = world.claims.iter().position(made).ok_or(Lack::RuledOut)?;
    let claim = Claim::at(world, number);
    if claim.made(trace)? { Ok(claim) } else { Err(Lack::RuledOut) }
}

/// Whether a claim that the design makes was tested; ruled out where it makes no such claim.
pub(super) fn tested<'w>(world: &'w World<'w>, of: Target, kind: TestKind, trace: &mut Trace) -> Known<bool> {
    let claim = claim_of(world, of, kind, trace)?;
    if !claim.tested(trace)? {
        return Ok(false);
    }
    // Nobody knows of how many units a test was that does not say so: of none it is no test.
    let test = claim.test(trace)?;
    if test.failures(&mut Trace::off()).is_ok() { Ok(true) } else { Ok(test.units(trace)?.low > 0.0) }
}

/// Whether a part or joint was pulled apart as production makes it and no unit failed. What no row of the tables rates is shown by
/// that; where it is not, the tests are asked for beside the row, since only they can be written. Of a change that is tried nothing
/// is shown yet.
pub(super) fn held<'w>(world: &'w World<'w>, of: &str, trace: &mut Trace) -> bool {
    const PULLS: [&str; 2] = ["peel", "load"];
    let named = |test: &usize| world.counts_test(*test) && world.tests[*test].given.of.get().is_some_and(|name| **name == *of);
    let off = &mut Trace::off();
    let pulls = |test: &Test<'w>, off: &mut Trace| {
        let shows = test.shows(off).is_ok_and(|shows| shows.iter().any(|kind| PULLS.contains(&&**kind)));
        shows && test.from_production(off) == Ok(true)
    };
    let tests: Vec<Test<'w>> = (0..world.tests.len()).filter(named).map(|test| Test::at(world, test)).collect();
    let tests: Vec<Test<'w>> = tests.into_iter().filter(|test| pulls(test, off)).collect();
    let held =
        !world.tried && !tests.is_empty() && tests.iter().all(|test| test.failures(off).is_ok_and(|failed| failed.high <= 0.0));
    if held {
        for test in &tests {
            trace.given(world.tests[test.index].span);
        }
    } else if !world.nothing_done("tests") {
        trace.need::<()>(|| "evidence.tests".to_owned());
    }
    held
}

/// The test that decides about a claim that the design makes.
pub(super) fn test_of<'w>(world: &'w World<'w>, kind: TestKind, trace: &mut Trace) -> Known<Test<'w>> {
    claim_of(world, Target::Case, kind, &mut Trace::off())?.test(trace)
}

/// The same where of several loads that such tests have to show one is meant.
pub(super) fn test_at<'w>(world: &'w World<'w>, kind: TestKind, level: Option<Level>, trace: &mut Trace) -> Known<Test<'w>> {
    claim_of(world, Target::Case, kind, &mut Trace::off())?.test_at(level, trace)
}

/// Whether the test that decides about a claim of the case was as hard as that in one respect, which `claimed` asks for.
pub(super) fn met<'w, T>(
    world: &'w World<'w>,
    (kind, condition): (TestKind, Condition),
    claimed: impl FnOnce(&mut Trace) -> Known<T>,
    trace: &mut Trace,
) -> Known<bool> {
    let claim = claim_of(world, Target::Case, kind, &mut Trace::off())?;
    let test = claim.test(trace)?;
    let (said, asked) = (test.said(condition, trace), claimed(trace));
    said?;
    asked?;
    claim.is_met_in(condition).ok_or(Lack::Unknown)
}

/// The same of a load, where of several that such tests have to show this one is meant.
pub(super) fn met_at<'w>(
    world: &'w World<'w>,
    kind: TestKind,
    level: Option<Level>,
    claimed: impl FnOnce(&mut Trace) -> Known<Bounds>,
    trace: &mut Trace,
) -> Known<bool> {
    let test = test_at(world, kind, level.clone(), trace)?;
    let (said, asked) = (test.said(Condition::Force, trace), claimed(trace));
    let said = said?;
    asked?;
    level.and_then(|level| covers(&said, &level)).ok_or(Lack::Unknown)
}

/// Tests of a kind that are of single parts or joints, with the places that say so.
pub(super) fn tested_beside<'w>(world: &'w World<'w>, kind: TestKind, trace: &mut Trace) -> List<Test<'w>> {
    let beside = world.claims.iter().filter(|claim| claim.made == Made::No && claim.kind == Some(kind.word()));
    let mut tests = List::new();
    for test in beside.flat_map(|claim| &claim.tests) {
        let of = &world.tests[*test].given.of;
        if of.is_given() {
            trace.given_at(of.span(), || path(world, Item::new(Kind::Test, *test), "of"));
            tests.push(Test::at(world, *test));
        }
    }
    tests
}

/// Whether a test of one of these, or of the whole case, was run under a condition. What was tested without saying under which is
/// asked; where the condition is to test, any test of it does.
pub(super) fn shown_under(world: &World<'_>, of: &[&str], condition: &str, trace: &mut Trace) -> Known<bool> {
    let condition = condition.to_lowercase();
    let any = condition.split(|char: char| !char.is_alphanumeric()).any(|word| word == "test");
    let mut unsaid = Vec::new();
    let whole = |of: &Field<Box<str>>| of.get().is_none_or(|of| **of == *"design");
    for (number, test) in world.tests.iter().enumerate().filter(|(number, _)| world.counts_test(*number)) {
        let direct = test.given.of.get().is_some_and(|named| of.contains(&&**named));
        let concerned = direct || whole(&test.given.of);
        let same = elements(&test.given.under).any(|(under, _)| condition.contains(&under.to_lowercase()));
        if concerned && same || direct && any {
            trace.given(test.span);
            return Ok(true);
        }
        if concerned && !test.given.under.is_given() {
            unsaid.push(number);
        }
    }
    for test in &unsaid {
        trace.need::<()>(|| path(world, Item::new(Kind::Test, *test), "under"));
    }
    recorded(world, "tests", trace)?;
    if unsaid.is_empty() { Ok(false) } else { Err(Lack::Unknown) }
}

/// Whether what touches one of these was tried together and nothing came of it, or a test was run under the condition. Of what nobody
/// tried nothing is shown; that is no question to the design.
pub(super) fn shown_in_contact<'w>(world: &'w World<'w>, of: &[&str], condition: &str, trace: &mut Trace) -> bool {
    const TRIES: [&str; 3] = ["contact", "chemical", "corrosion"];
    let off = &mut Trace::off();
    if shown_under(world, of, condition, off) == Ok(true) {
        return shown_under(world, of, condition, trace) == Ok(true);
    }
    let whole = |of: &Field<Box<str>>| of.get().is_none_or(|of| **of == *"design");
    let concerned = |test: &usize| {
        let given = &world.tests[*test].given.of;
        world.counts_test(*test) && (whole(given) || given.get().is_some_and(|named| of.contains(&&**named)))
    };
    let passed = |test: &Test<'w>, off: &mut Trace| {
        let tried = test.shows(off).is_ok_and(|shows| shows.iter().any(|kind| TRIES.contains(&&**kind)));
        tried && test.failures(off).is_ok_and(|failed| failed.high <= 0.0)
    };
    let tests = (0..world.tests.len()).filter(concerned).map(|test| Test::at(world, test));
    let Some(shown) = tests.into_iter().find(|test| passed(test, off)) else { return false };
    trace.given(world.tests[shown.index].span);
    true
}

/// The semantic path of a field of something that was built, measured or tested.
fn path(world: &World<'_>, item: Item, name: &str) -> String {
    format!("{}.{name}", world.path(item))
}

/// The process that evidence names.
fn process<'w>(
    world: &'w World<'w>,
    given: &Field<Box<str>>,
    trace: &mut Trace,
    path: impl FnOnce() -> String,
) -> Known<Process<'w>> {
    let name = known(given, trace, path)?;
    let found = world.library.find(Table::Process, name).ok_or(Lack::Unknown)?;
    Ok(Process::at(world, found.into()))
}

/// The processes that make what evidence names as production makes it, with where they are given: those of a part and of the
/// steps that add it, work on it or join it; of a step; of the parts of a joint and the steps that make it; of the whole case. A
/// step that names nothing works on all that is there.
fn production_processes(world: &World<'_>, of: Option<&str>) -> Vec<(u16, Span)> {
    let part = |part: usize| world.parts[part].process.map(|process| (process, world.parts[part].part.process.span()));
    let step = |step: usize| world.steps[step].process.map(|process| (process, world.steps[step].step.process.span()));
    let Some(of) = of.filter(|of| *of != "design") else {
        return (0..world.parts.len()).filter_map(part).chain((0..world.steps.len()).filter_map(step)).collect();
    };
    if let Some(number) = world.part_named(of) {
        let steps = (0..world.steps.len()).filter(|step| works_on(world, *step, number));
        return part(number).into_iter().chain(steps.filter_map(step)).collect();
    }
    // A test is of a joint and a build of a step: where one name means both, of each what makes it.
    let named = world.step_named(of).and_then(step);
    let Some(joint) = world.joints.iter().position(|joint| joint.id == of) else { return named.into_iter().collect() };
    let joined = &world.joints[joint].parts;
    let on_all = |step: &usize| joined.iter().all(|part| works_on_all(world, *step, *part) == Some(true));
    let steps = crate::world::sequence::makers(world, joint).chain((0..world.steps.len()).filter(on_all));
    joined.iter().filter_map(|number| part(*number)).chain(steps.filter_map(step)).chain(named).collect()
}

/// The key of a step with a process that would say whether it works on a part: it names nothing, and no step brings the part in.
fn unsaid_step(world: &World<'_>, of: Option<&str>, process: u16) -> Option<String> {
    let part = world.part_named(of?)?;
    let unsaid = |step: &usize| world.steps[*step].process == Some(process) && works_on_all(world, *step, part).is_none();
    (0..world.steps.len()).find(unsaid).map(|step| format!("{}.of", world.step_path(step)))
}

/// Whether a step adds a part, works on it or makes a joint of it.
fn works_on(world: &World<'_>, step: usize, part: usize) -> bool {
    let view = &world.steps[step];
    let joins = || view.makes.iter().any(|joint| world.joints[*joint].parts.contains(&part));
    view.adds.contains(&part) || view.of.contains(&part) || joins() || works_on_all(world, step, part) == Some(true)
}

/// Whether units that a record names were of the material of production of what it is of; yes where it names none.
fn production_material(
    world: &World<'_>,
    of: Target,
    given: &Field<Box<str>>,
    trace: &mut Trace,
    key: impl Fn() -> String,
) -> Known<bool> {
    let Some(name) = given.get() else { return Ok(true) };
    match made_of(world, of, name, &key) {
        MadeOf::Yes => Ok(true),
        MadeOf::No => {
            trace.given_at(given.span(), key);
            Ok(false)
        }
        MadeOf::Open(keys) => trace.unknown_with(keys, Err(Lack::Unknown)),
    }
}

/// Where the one process stands that makes a part or step; none of the whole case or a joint.
fn own_process(world: &World<'_>, of: Option<&str>) -> Option<Span> {
    let of = of?;
    let part = world.part_named(of).filter(|part| world.parts[*part].process.is_some());
    let step = || world.step_named(of).filter(|step| world.steps[*step].process.is_some());
    part.map(|part| world.parts[part].part.process.span()).or_else(|| step().map(|step| world.steps[step].step.process.span()))
}

/// The semantic path of the part or step that evidence names.
fn owner(world: &World<'_>, of: &str) -> Option<String> {
    let part = world.part_named(of).map(|part| Item::new(Kind::Part, part));
    let item = part.or_else(|| world.step_named(of).map(|step| Item::new(Kind::Step, step)));
    item.map(|item| world.path(item))
}

/// Whether a process is how samples are made: it prints or casts, it is done by hand, or a part of this design names it so.
fn makes_samples<'w>(world: &'w World<'w>, process: u16, trace: &mut Trace) -> bool {
    let used = Process::at(world, process.into());
    [PRINTS, BY_HAND].into_iter().any(|flag| used.flag(flag, trace) == Ok(true))
        || world.parts.iter().any(|part| part.prototype_process == Some(process))
}

/// Whether evidence came from the production process of what it names. A process that is neither of production nor of
/// samples does not say.
fn from_production<'w>(
    world: &'w World<'w>,
    of: &Field<Box<str>>,
    given: &Field<Box<str>>,
    trace: &mut Trace,
    path: impl Fn(&str) -> String,
) -> Known<bool> {
    let name = known(given, trace, || path("process"))?;
    let used = world.library.find(Table::Process, name).ok_or(Lack::Unknown)?;
    let named = of.get().map(|of| &**of);
    let production = production_processes(world, named);
    if production.iter().any(|(process, _)| *process == used) {
        return Ok(true);
    }
    if let Some(key) = unsaid_step(world, named, used) {
        return trace.unknown(|| key);
    }
    // One process that was meant is a place to show; all processes of a whole case are not. What is joined is made by its
    // steps as well, and these may be untold: then the one process that is told is not the only one.
    let owner = named.and_then(|of| owner(world, of));
    let told = owner.is_none() && world.joints.is_empty();
    let single = match production[..] {
        [(_, span)] if told => Some(span),
        _ => own_process(world, named),
    };
    if let Some(span) = single {
        trace.given(span);
        return Ok(false);
    }
    // What forms parts forms one of them, and of all it is told what does.
    let forms = || Process::at(world, used.into()).role(&mut Trace::off()).is_ok_and(|role| *role == *words::FORMING);
    if makes_samples(world, used, &mut Trace::off()) || owner.is_none() && forms() && nothing_formed_by(world, used) {
        return Ok(false);
    }
    match owner {
        Some(owner) => trace.unknown(|| format!("{owner}.process")),
        None if !told && world.steps.is_empty() => trace.unknown(|| "assembly".to_owned()),
        None => trace.unknown(|| path("process")),
    }
}

/// Whether no part of the case is made by a process, as is known where that of each is told, but of what is bought, and that of each
/// step. A joint is tested in a case of which other parts are made otherwise.
fn nothing_formed_by(world: &World<'_>, process: u16) -> bool {
    let told = |view: &PartView<'_>| view.process.is_some() || view.part.bought.get() == Some(&true);
    !world.parts.is_empty()
        && world.parts.iter().all(|view| told(view) && view.process != Some(process))
        && world.steps.iter().all(|step| step.process.is_some())
}

/// A share that is computed from units that were started and units that failed; it rises with those and falls with these.
fn share(units: Bounds, bad: Bounds, formula: impl Fn(u32, u32) -> Option<f64>) -> Known<Bounds> {
    Bounds::over([units, bad], find_unit("%"), |[units, bad]| {
        let (good, units) = good_of(units, bad)?;
        formula(good, units)
    })
    .ok_or(Lack::Unknown)
}

/// Good units out of those that were started.
fn part_of(good: u32, units: u32) -> Option<f64> {
    (units > 0).then(|| f64::from(good) / f64::from(units))
}

/// Good units and units started.
fn good_of(units: f64, bad: f64) -> Option<(u32, u32)> {
    let (units, bad) = (whole(units)?, whole(bad)?);
    Some((units.checked_sub(bad)?, units))
}
