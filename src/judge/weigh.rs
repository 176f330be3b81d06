//! Weighing one check on one subject: whether it holds, how bad it is, and what that rests on.

use crate::catalogue::{Bound, Check, Measure, Severity};
use crate::design::Stage;
use crate::facts::{Lack, Note, Origin, Trace, World};
use crate::finding::Confidence;
use crate::knowledge::Basis;
use crate::language::{Figure, Path, Side, Truth, violated};
use crate::quantity::Bounds;
use crate::vocabulary::Item;

/// What a check says of a subject.
pub(super) struct Weighed {
    /// Whether there is a finding.
    pub truth: Truth,
    /// How bad it is, by the rule or the bound alone.
    pub severity: Severity,
    /// What the judgement rests on, in the order of use.
    pub notes: Vec<Note>,
    /// What is asked to see whether a finding is worse than it is known to be.
    pub worse: Vec<Note>,
    /// What was measured, for a measured check whose quantity is known at least within bounds.
    pub measured: Option<Weight>,
}

/// A quantity against its bounds.
pub(super) struct Weight {
    /// The quantity.
    pub actual: Bounds,
    /// What the quantity rests on.
    pub notes: Vec<Note>,
    /// Its bounds as far as they are known, the mildest first.
    pub bounds: Vec<Weighted>,
    /// Which of them decided, if one did.
    pub decided: Option<usize>,
}

/// A bound, with what it rests on.
pub(super) struct Weighted {
    /// Which of the bounds of the check it is.
    pub number: usize,
    /// The severity beyond it.
    pub severity: Severity,
    /// On which side of it the quantity has to be.
    pub side: Side,
    /// Its value.
    pub limit: Bounds,
    /// Whether the quantity is beyond it.
    pub beyond: Truth,
    /// What it rests on.
    pub notes: Vec<Note>,
}

impl Weighted {
    /// Whether what misses another bound misses this one as well.
    fn is_missed_with(&self, other: &Self) -> bool {
        self.side == other.side
            && match self.side {
                Side::AtLeast => self.limit.low >= other.limit.high,
                Side::AtMost => self.limit.high <= other.limit.low,
            }
    }
}

/// Whether a measured check passes for certain: its quantity is known to be within all its bounds. Most do, and nobody asks
/// what that rests on.
pub(super) fn passes(check: &Check, world: &World<'_>, slots: &[Item]) -> bool {
    let Some(measure) = &check.measure else { return false };
    let off = &mut Trace::off();
    let Ok(actual) = measure.figure.value(world, slots, off) else { return false };
    measure.bounds.iter().all(|bound| {
        bound.unless.as_ref().is_some_and(|unless| unless.judge(world, slots) == Truth::True)
            || bound.limit.value(world, slots, off).is_ok_and(|limit| violated(bound.side, actual, limit) == Truth::False)
    })
}

/// Whether a check measures what the design rules out, or holds it against nothing but that, so that there is nothing to judge.
pub(super) fn measures_nothing(check: &Check, world: &World<'_>, slots: &[Item]) -> bool {
    let Some(measure) = &check.measure else { return false };
    let ruled_out = |figure: &Figure| figure.value(world, slots, &mut Trace::off()) == Err(Lack::RuledOut);
    ruled_out(&measure.figure) || measure.bounds.iter().all(|bound| ruled_out(&bound.limit))
}

/// Weighs a check that applies.
pub(super) fn weigh(check: &Check, world: &World<'_>, slots: &[Item]) -> Weighed {
    match (&check.measure, &check.when) {
        (Some(measure), _) => weigh_measure(check, measure, world, slots),
        (None, Some(when)) => {
            let truth = when.judge(world, slots);
            if truth == Truth::False {
                return Weighed { truth, severity: Severity::Advice, notes: Vec::new(), worse: Vec::new(), measured: None };
            }
            let (mut notes, mut severity, mut open) = (when.notes(world, slots), rule(check, world), Vec::new());
            if truth == Truth::True
                && let Some((worse, condition)) = &check.escalate
                && *worse > severity
            {
                match condition.judge(world, slots) {
                    Truth::True => {
                        severity = *worse;
                        notes.extend(condition.notes(world, slots));
                    }
                    Truth::Unknown => open = condition.notes(world, slots),
                    Truth::False => {}
                }
            }
            Weighed { truth, severity, notes, worse: open, measured: None }
        }
        (None, None) => {
            Weighed { truth: Truth::False, severity: Severity::Advice, notes: Vec::new(), worse: Vec::new(), measured: None }
        }
    }
}

/// The severity that the rule of the check gives at the stage of the design; the worst where it has none.
pub(super) fn rule(check: &Check, world: &World<'_>) -> Severity {
    check.definition.severity.as_ref().map_or(Severity::Error, |rule| rule.at(world.stage.map(Stage::word)))
}

fn weigh_measure(check: &Check, measure: &Measure, world: &World<'_>, slots: &[Item]) -> Weighed {
    let mut own = Trace::on();
    let actual = measure.figure.value(world, slots, &mut own);
    let own = own.into_notes();
    let mut notes = own.clone();
    let mut open = false;
    let (mut bounds, mut waiting) = (Vec::new(), Vec::new());
    for (number, bound) in measure.bounds.iter().enumerate() {
        let mut trace = Trace::on();
        let limit = bound.limit.value(world, slots, &mut trace);
        let holds = holds(bound, world, slots, &mut trace);
        if holds == Truth::False {
            continue;
        }
        let rests_on = trace.into_notes();
        match limit {
            Ok(limit) => {
                let beyond = match actual {
                    Ok(actual) => and(violated(bound.side, actual, limit), holds),
                    Err(_) => Truth::Unknown,
                };
                open |= beyond == Truth::Unknown;
                bounds.push(Weighted { number, severity: bound.severity, side: bound.side, limit, beyond, notes: rests_on });
            }
            Err(_) => {
                open = true;
                waiting.push((bound.severity, rests_on.clone()));
                notes.extend(rests_on);
            }
        }
    }
    let decided = bounds.iter().rposition(|bound| bound.beyond == Truth::True);
    let truth = match decided {
        Some(_) => Truth::True,
        None if open => Truth::Unknown,
        None => Truth::False,
    };
    // Whether a bound holds does not matter to whether there is a finding where a milder one is missed with it in any case.
    let missed_with = |i: usize| {
        let mut milder = bounds[..i].iter().filter(|milder| measure.bounds[milder.number].unless.is_none());
        milder.any(|milder| milder.is_missed_with(&bounds[i]))
    };
    let shown = bounds.iter().enumerate().filter(|(i, bound)| match truth {
        Truth::True => Some(*i) == decided,
        _ => bound.beyond == Truth::Unknown && !missed_with(*i),
    });
    notes.extend(shown.flat_map(|(_, bound)| bound.notes.iter().cloned()));
    let severity = decided.map_or(Severity::Advice, |decided| bounds[decided].severity.min(rule(check, world)));
    let worse = if decided.is_some() { waits(check, world, severity, &own, &bounds, waiting) } else { Vec::new() };
    let measured = Some(match actual {
        Ok(actual) => Weight { actual, notes: own, bounds, decided },
        Err(_) => Weight { actual: NOTHING_KNOWN, notes: own, bounds, decided: None },
    });
    Weighed { truth, severity, notes, worse, measured }
}

/// The severity that what is noted allows: no error where a figure is among it that nobody answers for.
pub(super) fn allowed(check: &Check, world: &World<'_>, severity: Severity, notes: &[Note]) -> Severity {
    capped(severity, weakest(check, &world.origins(notes)))
}

/// A figure without a source never makes an error by itself.
pub(super) fn capped(severity: Severity, basis: Basis) -> Severity {
    if Confidence::from(basis) == Confidence::Low { severity.min(Severity::Warning) } else { severity }
}

/// The weakest basis of all figures that a finding rests on.
pub(super) fn weakest(check: &Check, origins: &[Origin]) -> Basis {
    origins
        .iter()
        .filter_map(|origin| match origin {
            Origin::Given { .. } => None,
            Origin::Table { basis, .. } | Origin::Row { basis, .. } => Some(*basis),
            Origin::Limit(index) => Some(check.limits[*index].basis),
        })
        .min()
        .unwrap_or(Basis::Sourced)
}

/// Whether a number is a figure of the design or of a table as it stands there. A limit of the check is one as well.
pub(super) fn is_given(figure: &Figure, world: &World<'_>, slots: &[Item]) -> bool {
    figure.is_limit() || figure.path().is_some_and(|path| stands_there(path, world, slots))
}

/// Whether a number is a figure of the design or of a table as it stands there, and not calculated from such.
pub(super) fn stands_there(path: &Path, world: &World<'_>, slots: &[Item]) -> bool {
    let Some((fact, owner)) = path.fact().zip(path.owner(world, slots)) else { return false };
    fact.property().is_some() || world.behind(fact, owner).field.is_some()
}

/// What a finding waits for to be worse: the bounds that would make it worse and are open, or are not known; and where it is within
/// such a bound by a figure of the tables, the field for which that stands.
fn waits(
    check: &Check,
    world: &World<'_>,
    severity: Severity,
    own: &[Note],
    bounds: &[Weighted],
    unknown: Vec<(Severity, Vec<Note>)>,
) -> Vec<Note> {
    let most = rule(check, world);
    let worse = |of: Severity| of.min(most) > severity;
    let within = bounds.iter().any(|bound| bound.beyond == Truth::False && worse(bound.severity));
    let usual = if within { world.usual(own) } else { Vec::new() };
    // What rests on a figure that nobody answers for is no error, whatever is said of the rest.
    let allowed = |bound: &Weighted| allowed(check, world, bound.severity, &bound.notes);
    let open = bounds.iter().filter(|bound| bound.beyond == Truth::Unknown && worse(allowed(bound)));
    let open = open.flat_map(|bound| own.iter().chain(&bound.notes).cloned());
    let unknown = unknown.into_iter().filter(|(of, _)| worse(*of)).flat_map(|(_, notes)| notes);
    open.chain(unknown).chain(usual.into_iter().map(Note::Need)).collect()
}

/// A number of which nothing is known.
const NOTHING_KNOWN: Bounds = Bounds { low: f64::NEG_INFINITY, high: f64::INFINITY, unit: None };

/// Whether a bound holds here at all.
fn holds(bound: &Bound, world: &World<'_>, slots: &[Item], trace: &mut Trace) -> Truth {
    let Some(unless) = &bound.unless else { return Truth::True };
    let holds = unless.judge(world, slots).not();
    if holds != Truth::False {
        trace.extend(unless.notes(world, slots));
    }
    holds
}

const fn and(a: Truth, b: Truth) -> Truth {
    match (a, b) {
        (Truth::False, _) | (_, Truth::False) => Truth::False,
        (Truth::True, Truth::True) => Truth::True,
        _ => Truth::Unknown,
    }
}
