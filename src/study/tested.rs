//! Claims that tests show, and builds whose rejects speak against the target whoever made them.

use super::claim::{CONFIDENCE, Claim, ClaimKind, Standing, bound, percent, word};
use super::{count, number, revision};
use crate::design::Quantity;
use crate::facts::typed::{Claim as Thing, Lot, Test, Thing as _};
use crate::facts::{Trace, World};
use crate::formulas::binomial;
use crate::knowledge::Condition;
use crate::world::shown::claim::{Doubt, misnamed};
use crate::world::shown::condition::Contradiction;
use crate::world::shown::{Told, condition, told};

/// What a test came to.
struct Result {
    units: u32,
    failures: u32,
    /// Share of good units that it demonstrates.
    lower: f64,
    /// Whether the units are as production makes them.
    production: Option<bool>,
    /// Where they come from, in words.
    from: &'static str,
}

/// The target yield of a design.
fn target(world: &World<'_>) -> Option<f64> {
    world.spec.production.get().and_then(|production| production.target_yield.get()).map(Quantity::si)
}

/// What a claim needs and what the test shows that decides.
pub(super) fn tested(world: &World<'_>, number: usize) -> Claim {
    let (thing, view) = (Thing::at(world, number), &world.claims[number]);
    let target = target(world);
    let wanted = target.and_then(|target| binomial::smallest_sample(0, target, CONFIDENCE));
    let decision = thing.decision();
    let deciding = decision.map(|decision| Test::at(world, decision.test));
    let name = deciding.and_then(|test| world.tests[test.index].given.name.get());
    let what = name.map_or_else(|| view.kind.unwrap_or("unnamed"), |name| &**name);
    let mut row = Claim {
        kind: ClaimKind::Test,
        at: world.path(thing.item()),
        claim: format!("{} passes `{what}`", view.of.name(world)),
        needed: match (wanted, target) {
            (Some(units), Some(target)) => {
                format!("{units} production units without a failure, to show {} of them", percent(target))
            }
            _ => "production.target_yield, which says how many units show enough".to_owned(),
        },
        shown: "no test is on record".to_owned(),
        missing: wanted.map_or_else(String::new, |units| format!("{units} production units without a failure")),
        notes: notes(world, thing, deciding),
        standing: Standing::Open,
        span: deciding.map_or_else(|| world.span(thing.item()), |test| world.tests[test.index].span),
    };
    let Some(test) = deciding else { return row };
    row.shown = String::from("how many units were tested and failed is not given");
    if let Some(result) = result(world, test) {
        weigh(&mut row, &result, target, wanted);
    }
    if let Some(doubt) = decision.and_then(|decision| decision.doubt) {
        row.standing = Standing::Open;
        row.missing = format!("{}, which says whether a later test takes this one back", doubted(world, doubt));
    }
    row.shown.push_str(&revision(world, [world.tests[test.index].given.revision.get().map(|name| &**name)]));
    let met = thing.is_met();
    if met != Some(true) && row.standing == Standing::Shown {
        row.standing = Standing::Open;
        let done = if met.is_none() { "which is not said of this one" } else { "this one was milder" };
        row.missing = format!("a test under the conditions that are claimed: {done}");
    }
    row
}

/// What a test came to, if its counts are given.
fn result(world: &World<'_>, test: Test<'_>) -> Option<Result> {
    let given = world.tests[test.index].given;
    let (units, failures) = (count(given.units.get()?.si())?, count(given.failures.get()?.si())?);
    let lower = binomial::lower_bound(units.checked_sub(failures)?, units, CONFIDENCE)?;
    let production = test.from_production(&mut Trace::off()).ok();
    let made = test.by_production(&mut Trace::off());
    let from = match production {
        Some(true) => "production units",
        Some(false) if made == Ok(true) => "units of another material, which show form and fit only",
        Some(false) => "samples, which show form and fit only",
        None if made == Ok(true) => "units of which it is not said whether they are of the material of production",
        None => "units of a process that is not given",
    };
    Some(Result { units, failures, lower, production, from })
}

fn weigh(row: &mut Claim, result: &Result, target: Option<f64>, wanted: Option<u32>) {
    let Result { units, failures, lower, .. } = *result;
    row.shown =
        format!("{failures} of {units} failed, {}: at least {} pass, with 95 % confidence", result.from, bound(lower, true));
    match result.production {
        Some(true) if failures > 0 && target.is_none_or(|target| lower < target) => {
            row.standing = Standing::Contradicted;
            row.missing = String::from("the cause of the failures, then a new test");
        }
        Some(true) if target.is_some_and(|target| lower >= target) => {
            row.standing = Standing::Shown;
            row.missing = String::new();
        }
        Some(true) => {
            row.missing = wanted.map_or_else(String::new, |wanted| {
                format!("{} more production units without a failure", wanted.saturating_sub(units))
            });
        }
        // What fails as a sample speaks against the design, although what passes shows little.
        _ if failures > 0 => {
            row.standing = Standing::Contradicted;
            row.missing = String::from("the cause of the failures, then a test of production units");
        }
        _ => {}
    }
}

/// The key that would say what is in doubt.
fn doubted(world: &World<'_>, doubt: Doubt) -> String {
    format!("evidence.tests.{}.{}", world.tests[doubt.test].id, doubt.key)
}

/// What kind of test it is taken for, and older ones that it stands for.
fn notes(world: &World<'_>, claim: Thing<'_>, deciding: Option<Test<'_>>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(test) = deciding {
        let path = world.path(test.item());
        match told(world.library, world.tests[test.index].given) {
            Told::Given(_) => {}
            Told::Guessed(kind) => {
                notes.push(format!("taken for a test of kind `{kind}` by its words; confirm it by {path}.kind"));
            }
            Told::Not => notes.push(format!("its words tell no kind of test; give {path}.kind")),
        }
        notes.extend(conditions_of(world, claim, test, &path));
    }
    for older in claim.superseded(&mut Trace::off()).unwrap_or_default() {
        let failures = older.failures(&mut Trace::off());
        let failed = number(failures).and_then(count).unwrap_or(0);
        notes.push(format!("superseded: {failed} failed in {}, which was repeated", world.path(older.item())));
    }
    let tests = &world.claims[claim.index].tests;
    let failed = deciding.is_some_and(|test| number(test.failures(&mut Trace::off())).is_some_and(|failures| failures > 0.0));
    for later in tests.iter().skip_while(|test| Some(**test) != deciding.map(|test| test.index)).skip(1).filter(|_| failed) {
        let path = world.path(Test::at(world, *later).item());
        let why = if claim.is_on_fewer(*later) {
            "it was on fewer units, and is not known to be of another revision"
        } else {
            "it was milder, or does not say that it was as hard"
        };
        notes.push(format!("{path} takes nothing of it back: {why}"));
    }
    let misnamed = |test: &usize| misnamed(world, *test).is_some() && misnamed(world, *test) == world.claims[claim.index].kind;
    for test in (0..world.tests.len()).filter(|_| deciding.is_none()).filter(misnamed) {
        notes.push(format!("{} is called so and given as of another kind", world.path(Test::at(world, test).item())));
    }
    for doubt in &world.claims[claim.index].doubtful {
        notes.push(format!("{} would say whether that test is meant", doubted(world, *doubt)));
    }
    notes
}

/// How hard the test that decides was, where that is read from its words, does not reach what is claimed or is not said.
fn conditions_of(world: &World<'_>, claim: Thing<'_>, test: Test<'_>, path: &str) -> Vec<String> {
    let note = |condition: &Condition| {
        let key = condition.key();
        let said = condition::said(world, test.index, *condition);
        let claimed = claim.claimed(*condition).is_some();
        let twice = condition::contradictions(world, test.index).into_iter().find(|twice| twice.condition == *condition);
        if let Some(Contradiction { said, milder, .. }) = twice {
            return Some(format!(
                "{path} says {} and {} of its {key}: the milder counts",
                said.level.words(),
                milder.level.words()
            ));
        }
        match (said, claim.is_met_in(*condition)) {
            (Some(_), Some(false)) => Some(format!("{path}.{key} is milder than what is claimed")),
            (Some(said), _) if said.guessed => Some(format!("its {key} is read from its words; confirm it by {path}.{key}")),
            (None, _) if claimed => Some(format!("{path}.{key} would say whether it was as hard as what is claimed")),
            _ => None,
        }
    };
    condition::conditions(world.library, world.claims[claim.index].kind).iter().filter_map(note).collect()
}

/// A lot that was not built as production builds and whose rejects contradict the target, or that has builds that are history.
pub(super) fn contradicted(world: &World<'_>, lot: usize) -> Option<Claim> {
    let (thing, mut trace) = (Lot::at(world, lot), Trace::off());
    let claimed = target(world)?;
    // What no build says was not rejected, at best.
    let (built, rejected) = (number(thing.built(&mut trace))?, thing.rejected(&mut trace).ok()?.low);
    let best = thing.best_yield(&mut trace).ok()?.high;
    if thing.from_production(&mut trace) == Ok(true) || best >= claimed {
        return None;
    }
    let process = thing.process(&mut trace).map_or_else(|_| String::new(), |process| world.name(process.item()).to_owned());
    let of = word(thing.of(&mut trace));
    Some(Claim {
        kind: ClaimKind::Yield,
        at: world.path(thing.item()),
        claim: format!("{} of {of} are good, built by {process}", percent(claimed)),
        needed: "builds whose rejects leave the target possible".to_owned(),
        shown: format!("{rejected} of {built} units rejected: at most {} are good, with 95 % confidence", bound(best, false)),
        missing: "the cause of the rejects, then new units".to_owned(),
        notes: Vec::new(),
        standing: Standing::Contradicted,
        span: world.span(thing.item()),
    })
}
