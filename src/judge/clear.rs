//! What would clear a finding, and what would pass where a value is missing.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::subjects::Subjects;
use super::weigh::{Weight, Weighted, weigh};
use crate::catalogue::{Check, Measure, Severity};
use crate::facts::{Origin, Wish, World, may_stand};
use crate::finding::{Clear, Finding, Need, UnknownWord, Want};
use crate::language::{Side, Truth, violated};
use crate::quantity::{self, Bounds, Toward, round_toward, unit_beside};
use crate::vocabulary::{Item, Kind};

/// The field of the design that a measure is, if it is the value of a single one.
pub(super) fn field(measure: &Measure, world: &World<'_>, slots: &[Item]) -> Option<Rc<str>> {
    let path = measure.figure.path()?;
    let owner = path.owner(world, slots)?;
    world.behind(path.fact()?, owner).field.clone()
}

/// For each severity that a finding may have up to its own the value from which it is gone, the mildest first: set to it,
/// the field is beyond no bound of that severity or a worse one.
pub(super) fn clears(weight: &Weight, field: Option<&Rc<str>>, world: &World<'_>) -> Vec<Clear> {
    let (Some(field), Some(decided)) = (field, weight.decided) else { return Vec::new() };
    let side = weight.bounds[decided].side;
    // A bound that moves with the field is not to be met by moving the field.
    let moves = |bound: &Weighted| {
        world.origins(&bound.notes).iter().any(|origin| matches!(origin, Origin::Given { at: Some(at), .. } if at == field))
    };
    // A bound of which it is not known whether it holds is met in either case.
    if !weight.actual.is_exact() || weight.bounds.iter().any(|bound| moves(bound) || !bound.limit.is_exact()) {
        return Vec::new();
    }
    let mut clears: Vec<Clear> = Vec::new();
    for bound in weight.bounds.iter().filter(|bound| bound.side == side && bound.beyond == Truth::True) {
        let worse = weight.bounds.iter().filter(|other| other.severity >= bound.severity);
        let (own, other): (Vec<&Weighted>, Vec<&Weighted>) = worse.partition(|other| other.side == side);
        let limits = own.iter().map(|other| other.limit.low);
        let limit = match side {
            Side::AtLeast => limits.fold(f64::NEG_INFINITY, f64::max),
            Side::AtMost => limits.fold(f64::INFINITY, f64::min),
        };
        let value = written(limit, weight.actual, bound.limit, side);
        let fits = |other: &&Weighted| match other.side {
            Side::AtLeast => value.si >= other.limit.low,
            Side::AtMost => value.si <= other.limit.high,
        };
        if other.iter().all(fits) && may_stand(world, field, value.si) && !clears.iter().any(|clear| clear.value == value) {
            clears.push(Clear { severity: bound.severity, at: field.to_string(), side, value });
        }
    }
    clears
}

/// Takes back each value beyond which another measured check of the same field would find as much as the value clears.
pub(super) fn withhold(findings: &mut [Finding], checks: &[&Check], world: &World<'_>, subjects: &mut Subjects) {
    let cleared: HashSet<&str> = findings.iter().flat_map(|finding| &finding.clears).map(|clear| clear.at.as_str()).collect();
    let kind = |finding: &Finding| checks.iter().find(|check| check.name == finding.check).and_then(|check| owner(check));
    let kinds: HashSet<Kind> = findings.iter().filter(|finding| !finding.clears.is_empty()).filter_map(kind).collect();
    // Each field that a value clears, with what else measures it.
    let mut measured: HashMap<Rc<str>, Vec<(&Check, Vec<Item>)>> = HashMap::new();
    for check in checks.iter().filter(|check| owner(check).is_some_and(|owner| kinds.contains(&owner))) {
        let Some(measure) = &check.measure else { continue };
        for slots in &subjects.of(check.subject, world).slots {
            if let Some(field) = field(measure, world, slots).filter(|field| cleared.contains(&**field)) {
                measured.entry(field).or_default().push((check, slots.to_vec()));
            }
        }
    }
    for finding in findings {
        let forbidden = |clear: &Clear| {
            let mut others = measured.get(&*clear.at).into_iter().flatten();
            others.any(|(check, slots)| forbids(check, world, slots, clear))
        };
        finding.clears.retain(|clear| !forbidden(clear));
    }
}

/// The kind of thing of which a check measures a fact.
fn owner(check: &Check) -> Option<Kind> {
    Some(check.measure.as_ref()?.figure.path()?.fact()?.kind)
}

/// Whether a check on a subject of which it measures the field is content with it as it is, and would warn, or find as much as a
/// value clears, if that were put there.
fn forbids(check: &Check, world: &World<'_>, slots: &[Item], clear: &Clear) -> bool {
    if check.applies.as_ref().is_some_and(|applies| applies.judge(world, slots) != Truth::True) {
        return false;
    }
    let Some(weight) = weigh(check, world, slots).measured else { return false };
    let value = Bounds::exact(clear.value.si, None);
    // Trading an error for a warning is no way out either.
    let as_bad = clear.severity.min(Severity::Warning);
    let worse = weight.bounds.iter().filter(|bound| bound.severity >= as_bad && bound.beyond != Truth::True);
    worse.map(|bound| violated(bound.side, value, bound.limit)).any(|beyond| beyond != Truth::False)
}

/// A limit in the unit of the design, rounded to the side on which the finding is really cleared.
fn written(limit: f64, actual: Bounds, bound: Bounds, side: Side) -> quantity::Measure {
    let unit = unit_beside(bound.unit, actual.unit);
    let shown = quantity::Measure::new(limit, unit);
    let number = match side {
        // What is counted stays whole.
        Side::AtLeast if counted(actual) => shown.number().ceil(),
        Side::AtMost if counted(actual) => shown.number().floor(),
        _ => round_toward(shown.number(), side == Side::AtLeast),
    };
    quantity::Measure::new(unit.map_or(number, |unit| unit.to_si(number)), unit)
}

/// Whether a number may be a count: it is whole and has no unit, or that of pieces.
fn counted(number: Bounds) -> bool {
    number.low.fract() == 0.0
        && number.unit.is_none_or(|unit| unit.dimension == quantity::Dimension::NONE && unit.to_si(1.0) == 1.0)
}

/// A count as a whole number.
fn whole(count: quantity::Measure, toward: Toward) -> quantity::Measure {
    quantity::Measure::new(toward.decimals(count.si, 0), count.unit)
}

/// What a value would have to be, as far as the bounds are known.
pub(super) fn wants(weight: &Weight, counts: bool) -> Vec<Want> {
    // That nothing at all would pass whatever the bound turns out to be helps nobody, and what passes the others alone may not pass.
    let says_nothing = |side: Side| {
        let open = weight.bounds.iter().filter(|bound| bound.side == side && !bound.limit.is_exact());
        side == Side::AtMost && open.filter(|bound| bound.limit.starts_at_nothing()).count() > 0
    };
    let known = |bound: &&Weighted| bound.limit.low.is_finite() && bound.limit.high.is_finite() && !says_nothing(bound.side);
    weight
        .bounds
        .iter()
        .filter(known)
        .map(|bound| Want {
            severity: bound.severity,
            side: bound.side,
            // The end on which it passes whatever the bound turns out to be; of what is counted a whole number.
            value: match (bound.side, counts) {
                (Side::AtLeast, true) => whole(bound.limit.upper(), Toward::Up),
                (Side::AtMost, true) => whole(bound.limit.lower(), Toward::Down),
                (Side::AtLeast, false) => bound.limit.upper(),
                (Side::AtMost, false) => bound.limit.lower(),
            },
        })
        .collect()
}

/// The needs of a check that could not be decided; the one that is the measured field says what would pass.
pub(super) fn needs(world: &World<'_>, wishes: Vec<Wish>, field: Option<&Rc<str>>, wants: &[Want]) -> Vec<Need> {
    wishes
        .into_iter()
        .map(|Wish { at, closer }| Need {
            wants: if Some(&at) == field { wants.to_vec() } else { Vec::new() },
            one_of: world.one_of(&at).into_iter().map(str::to_owned).collect(),
            at: at.to_string(),
            closer,
            unknown: world
                .unknown_word(&at)
                .map(|(word, nearest)| UnknownWord { word: word.to_owned(), nearest: nearest.map(str::to_owned) }),
        })
        .collect()
}
