//! What the evidence of a design shows: each claim with what it needs, what is shown and what is missing.

use super::claim::{CONFIDENCE, Claim, ClaimKind, Standing, bound, percent, word};
use super::tested::{contradicted, tested};
use super::{Built, built, built_revision, count, number, revision};
use crate::facts::typed::{Dimension, Measurement, Part, Risk, Step, Thing as _};
use crate::facts::{Trace, World};
use crate::formulas::acceptance_sampling::{Inspection, Level, acceptance_binomial, plan_for_lot, share_accepted};
use crate::formulas::{binomial, capability};
use crate::knowledge::Table;
use crate::quantity::{Measure, Toward};
use crate::vocabulary::{FactId, figure};
use crate::yaml::Span;

/// A process with a mold, which may have several cavities.
const USES_MOLD: FactId = figure(Table::Process, "uses_mold");

/// Readings of a first study as the trade asks for them (AIAG PPAP, 4th edition: 100 in 25 subgroups).
const USUAL_READINGS: u32 = 100;

/// Readings beyond which no study asks for more.
const MANY_READINGS: u32 = 10_000;

/// What a claim has to reach, from the check files.
#[derive(Clone, Copy, Debug)]
pub struct Acceptance {
    /// Cpk that a critical dimension has to show.
    pub cpk: f64,
    /// Readings of each cavity below which nothing is said of a spread.
    pub readings: f64,
    /// Acceptance quality limit by which lots would be accepted, as a fraction.
    pub aql: Option<f64>,
}

/// All claims of a design: yields, critical dimensions, tests, and what its samples leave open.
#[must_use]
pub fn evidence(world: &World<'_>, acceptance: Acceptance) -> Vec<Claim> {
    let mut claims = Vec::new();
    claims.extend((0..world.steps.len()).filter_map(|step| step_yield(world, step)));
    claims.extend(case_yield(world, acceptance.aql));
    claims.extend((0..world.dimensions.len()).filter_map(|dimension| critical_dimension(world, dimension, acceptance)));
    claims.extend((0..world.lots.len()).filter_map(|lot| contradicted(world, lot)));
    claims.extend((0..world.claims.len()).map(|claim| tested(world, claim)));
    claims.extend((0..world.risks.len()).map(|risk| transition(world, risk)));
    claims
}

fn step_yield(world: &World<'_>, step: usize) -> Option<Claim> {
    let thing = Step::at(world, step);
    let claimed = number(thing.stated_yield(&mut Trace::off()))?;
    let claim = format!("{} passes {} of the units at the first pass, as stated", world.steps[step].id, percent(claimed));
    let place = (world.path(thing.item()), world.steps[step].step.yield_.span());
    let id = world.steps[step].id;
    let mut row = share_claim(claim, place, claimed, built(world, id));
    row.shown.push_str(&built_revision(world, id));
    Some(row)
}

fn case_yield(world: &World<'_>, aql: Option<f64>) -> Option<Claim> {
    let production = world.spec.production.get()?;
    let claimed = production.target_yield.get()?.si();
    let claim = format!("{} of the cases that are started are good", percent(claimed));
    let place = ("production.target_yield".to_owned(), production.target_yield.span());
    let built = built(world, "design");
    let mut claim = share_claim(claim, place, claimed, built);
    claim.shown.push_str(&built_revision(world, "design"));
    let lot = production.order_quantity.get().and_then(|lot| count(lot.si()));
    claim.notes.extend(aql.zip(lot).and_then(|(aql, lot)| sampling(lot, aql, built)));
    Some(claim)
}

/// What inspection by lots would accept: single sampling, normal inspection, general level II of ISO 2859-1.
fn sampling(lot: u32, aql: f64, built: Option<Built>) -> Option<String> {
    let plan = plan_for_lot(u64::from(lot), Level::II, Inspection::Normal, aql)?;
    let sorted_out = share_accepted(plan.sample, plan.accept, 0.10)?;
    let note = format!(
        "inspection of an order of {lot} at AQL {} (ISO 2859-1, level II, normal) draws {} units and accepts up to {} bad ones; a lot \
         with {} bad units still passes one time in ten",
        percent(aql),
        plan.sample,
        plan.accept,
        percent(sorted_out)
    );
    let share = built.filter(|built| built.is_counted()).map(|built| f64::from(built.rejected) / f64::from(built.started));
    let chance = share.and_then(|share| acceptance_binomial(plan.sample, plan.accept, share));
    Some(match chance {
        Some(chance) => format!("{note}, and lots as the builds were pass {} of the time", percent(chance)),
        None => note,
    })
}

/// A claimed share of good units against builds.
fn share_claim(claim: String, (at, place): (String, Span), claimed: f64, built: Option<Built>) -> Claim {
    let without_reject = binomial::smallest_sample(0, claimed, CONFIDENCE);
    let needed = match without_reject {
        Some(units) => format!("{units} units in a row without a reject, or more with some"),
        None => "every unit ever made: no sample shows 100 %".to_owned(),
    };
    let mut row = Claim {
        kind: ClaimKind::Yield,
        at,
        claim,
        needed,
        shown: "no build with the production process is on record".to_owned(),
        missing: without_reject.map_or_else(String::new, |units| format!("{units} units without a reject")),
        notes: Vec::new(),
        standing: Standing::Open,
        span: place,
    };
    let Some(built) = built else { return row };
    row.span = built.span;
    let Built { started, rejected, .. } = built;
    let (Some(lower), Some(upper)) = (
        binomial::lower_bound(built.good(), started, CONFIDENCE),
        binomial::upper_bound(started - rejected, started, CONFIDENCE),
    ) else {
        return row;
    };
    row.shown = shown(built, (lower, upper));
    if built.is_counted() {
        row.notes = ends(built);
    }
    if lower >= claimed {
        row.standing = Standing::Shown;
        row.missing = String::new();
    } else if upper < claimed {
        row.standing = Standing::Contradicted;
        row.missing = format!("a better line: at most {} are good, with 95 % confidence", bound(upper, false));
    } else if built.is_counted() {
        let enough = binomial::smallest_sample(rejected, claimed, CONFIDENCE).map(|units| units.saturating_sub(started));
        row.missing = enough.map_or_else(String::new, |units| format!("{units} more units without a further reject"));
    } else {
        "the rejects of each build".clone_into(&mut row.missing);
    }
    row
}

/// What builds show, in words.
fn shown(built: Built, (lower, upper): (f64, f64)) -> String {
    let Built { started, rejected, at_most, .. } = built;
    let least = format!("at least {} are good, with 95 % confidence", bound(lower, true));
    if built.is_counted() {
        return format!("{rejected} of {started} units rejected: {least}");
    }
    format!(
        "{rejected} of {started} units rejected, and of {} it is not said: at most {} and {least}",
        at_most - rejected,
        bound(upper, false)
    )
}

/// Other intervals for the good units of builds, each named by its method.
fn ends(built: Built) -> Vec<String> {
    let (good, started) = (built.good(), built.started);
    let mut notes = Vec::new();
    if let Some(ends) = binomial::interval(good, started, CONFIDENCE) {
        let ends = format!("between {} and {}", bound(ends.lower, true), bound(ends.upper, false));
        notes.push(format!("{ends} are good, two-sided with 95 % confidence (Clopper-Pearson)"));
    }
    if built.rejected == 0 {
        let classical = binomial::success_run_reliability(started, CONFIDENCE);
        let bayes = binomial::bayes_success_run_reliability(started, CONFIDENCE);
        notes.extend(classical.zip(bayes).map(|(classical, bayes)| {
            format!("success run: {} classical, {} with the uniform prior of Bayes", bound(classical, true), bound(bayes, true))
        }));
    }
    notes
}

/// The readings of parts from production of a dimension that decide: the newest, but for an older study with more readings and a
/// lower Cpk.
fn deciding_study<'w>(world: &'w World<'w>, name: &str) -> Option<Measurement<'w>> {
    let cpk = |study: &Measurement<'_>| study.cpk(&mut Trace::off()).map_or(f64::INFINITY, |cpk| cpk.high);
    (0..world.measurements.len())
        .map(|i| Measurement::at(world, i))
        .filter(|study| world.measurements[study.index].given.of.get().is_some_and(|of| **of == *name))
        .filter(|study| study.from_production(&mut Trace::off()) == Ok(true))
        .filter(|study| world.stands_study(study.index))
        .min_by(|one, other| {
            let newest = |study: &Measurement<'_>| !world.is_newest_study(study.index);
            cpk(one).total_cmp(&cpk(other)).then(newest(one).cmp(&newest(other)))
        })
}

fn critical_dimension(world: &World<'_>, dimension: usize, acceptance: Acceptance) -> Option<Claim> {
    let view = &world.dimensions[dimension];
    if view.dimension.critical.get() != Some(&true) {
        return None;
    }
    let name = format!("{}.{}", world.parts[view.part].id, view.id);
    let study = deciding_study(world, &name);
    let target = Measure::new(acceptance.cpk, None);
    let observed = |readings| capability::cpk_to_observe(acceptance.cpk, readings, CONFIDENCE);
    let of = |readings: u32| {
        observed(readings).map(|cpk| format!("{readings} readings with Cpk {}", Measure::new((cpk * 100.0).ceil() / 100.0, None)))
    };
    let fewest = fewest(world, view.part, acceptance);
    let usual = Some(USUAL_READINGS).filter(|usual| *usual > fewest);
    let needed = [Some(fewest), usual].into_iter().flatten().filter_map(of).collect::<Vec<_>>().join(", or ");
    let mut row = Claim {
        kind: ClaimKind::Capability,
        at: world.path(Dimension::at(world, dimension).item()),
        claim: format!("{name} is held with Cpk {target}, being critical"),
        needed,
        shown: "no readings of parts from production are on record".to_owned(),
        missing: "readings of 30 parts or more of every cavity".to_owned(),
        notes: Vec::new(),
        standing: Standing::Open,
        span: view.key,
    };
    let Some(study) = study else { return Some(row) };
    row.span = world.span(study.item());
    let mut trace = Trace::off();
    let (known, readings) = (study.cpk(&mut trace), number(study.count(&mut trace)).and_then(count));
    if is_outside(&mut row, study, readings, acceptance.cpk) {
        return Some(row);
    }
    let (Some(cpk), Some(readings)) = (number(known), readings) else {
        row.shown = format!("readings from which no Cpk follows{}", study_revision(world, study));
        return Some(row);
    };
    weigh(&mut row, study, (cpk, readings), (acceptance.cpk, fewest));
    row.shown.push_str(&study_revision(world, study));
    if of_each_cavity(world, view.part) && Part::at(world, view.part).cavities(&mut trace).is_err() {
        let part = world.parts[view.part].id;
        row.notes.push(format!("parts.{part}.tool.cavities would say whether each cavity was read often enough"));
    }
    Some(row)
}

/// Holds a study with its Cpk and number of readings against the Cpk that is asked for and the fewest readings that show one.
fn weigh(row: &mut Claim, study: Measurement<'_>, (cpk, readings): (f64, u32), (asked, fewest): (f64, u32)) {
    let shown = study.cpk_demonstrated(&mut Trace::off());
    let lower = number(shown);
    let least = match lower {
        _ if readings < fewest => Some(format!(": fewer than {fewest} say nothing of the spread")),
        Some(lower) => Some(format!(": at least {}, with 95 % confidence", Measure::new(round_down(lower), None))),
        None => shown.ok().map(|_| ", which show nothing yet, with 95 % confidence".to_owned()),
    };
    row.shown = format!("{readings} readings with Cpk {}{}", Measure::new(round(cpk), None), least.unwrap_or_default());
    if cpk < asked {
        row.standing = Standing::Contradicted;
        row.missing = String::from("a mean nearer to the middle or a smaller spread");
    } else if readings >= fewest && lower.is_some_and(|lower| lower >= asked) {
        row.standing = Standing::Shown;
        row.missing = String::new();
    } else {
        let enough = (readings.max(capability::FEW)..MANY_READINGS)
            .find(|count| capability::cpk_lower_bound(cpk, *count, CONFIDENCE).is_some_and(|lower| lower >= asked));
        row.missing = enough.map_or_else(
            || "a better process: no number of readings shows it at this Cpk".to_owned(),
            |enough| format!("{} more readings, if the Cpk stays", enough.max(fewest) - readings),
        );
    }
}

/// The fewest readings that say something of a spread: so many of each cavity, where a mold has several.
fn fewest(world: &World<'_>, part: usize, acceptance: Acceptance) -> u32 {
    let cavities = number(Part::at(world, part).cavities(&mut Trace::off())).filter(|_| of_each_cavity(world, part));
    count(acceptance.readings * cavities.unwrap_or(1.0)).unwrap_or(capability::FEW)
}

/// Whether a part comes from a tool, which may have several cavities.
fn of_each_cavity(world: &World<'_>, part: usize) -> bool {
    let (part, off) = (Part::at(world, part), &mut Trace::off());
    part.tooled(off) == Ok(true) || part.process(off).is_ok_and(|process| process.flag(USES_MOLD, off) == Ok(true))
}

fn study_revision(world: &World<'_>, study: Measurement<'_>) -> String {
    revision(world, [world.measurements[study.index].given.revision.get().map(|name| &**name)])
}

/// Notes readings outside the tolerance; whether their mean is there and no Cpk follows, nor is needed.
fn is_outside(row: &mut Claim, study: Measurement<'_>, readings: Option<u32>, asked: f64) -> bool {
    let mut trace = Trace::off();
    if let (Some(outside), Some(readings)) = (number(study.outside(&mut trace)).filter(|outside| *outside > 0.0), readings) {
        row.notes.push(format!("readings outside the tolerance: {outside} of {readings}"));
    }
    let outside = study.cpk(&mut trace).is_ok_and(|cpk| !cpk.is_exact() && cpk.high < asked);
    if outside {
        let count = readings.map_or_else(String::new, |readings| format!(" ({readings})"));
        row.shown = format!("readings{count} of which the mean is outside the tolerance");
        row.standing = Standing::Contradicted;
        row.missing = String::from("a mean nearer to the middle");
    }
    outside
}

/// Two decimals, as Cpk is given.
fn round(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The same of a lower bound, which says no more than was shown.
fn round_down(number: f64) -> f64 {
    Toward::Down.decimals(number, 2)
}

/// That the part was measured, and not where that would close a risk, with the dimensions that would.
fn another(world: &World<'_>, risk: usize) -> Vec<String> {
    let thing = Risk::at(world, risk);
    if !thing.reads_another() {
        return Vec::new();
    }
    let part = world.parts[world.risks[risk].part].id;
    let wanted = thing.readings_wanted();
    let which = if wanted.is_empty() {
        format!("no dimension of {part} is one of its cavity, or stands in a stack with a length of design.protects.size")
    } else {
        format!("{} would", wanted.join(", "))
    };
    vec![format!("the readings of {part} that are on record do not show it: {which}")]
}

fn transition(world: &World<'_>, risk: usize) -> Claim {
    let thing = Risk::at(world, risk);
    let mut trace = Trace::off();
    let view = world.risks[risk];
    let part = &world.parts[view.part];
    let prototype = part.prototype_process.map_or("", |process| world.library.entry(Table::Process, process).id);
    let closed = thing.closed_by();
    let units = number(thing.units(&mut trace)).map_or_else(String::new, |units| format!(", {units} units"));
    let evidence = word(thing.evidence(&mut trace));
    Claim {
        kind: ClaimKind::Transition,
        at: world.path(thing.item()),
        claim: format!("{}: {}", part.id, word(thing.topic(&mut trace))),
        needed: format!("{evidence}{units}; {}", word(thing.acceptance(&mut trace))),
        shown: match closed {
            Some((_, what)) => what.to_owned(),
            None => format!("{prototype} samples, which do not show it: {}", word(thing.why(&mut trace))),
        },
        missing: if closed.is_some() { String::new() } else { evidence.to_string() },
        notes: if closed.is_none() { another(world, risk) } else { Vec::new() },
        standing: if closed.is_some() { Standing::Shown } else { Standing::Open },
        span: closed.map_or_else(|| world.span(thing.item()), |(span, _)| span),
    }
}
