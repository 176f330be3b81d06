//! What the measured checks want of the quantities of a design, whether they are given yet or not.

use super::clear;
use super::subjects::slots;
use super::weigh::{Weight, rule, weigh};
use crate::catalogue::{Check, Measure, Severity};
use crate::design::Stage;
use crate::facts::{Note, Origin, World};
use crate::knowledge::{Basis, library};
use crate::language::{Side, Truth};
use crate::quantity::{Bounds, Toward};
use crate::vocabulary::{FactId, Item, Kind};

/// What one check wants of one quantity.
#[derive(Clone, Debug)]
pub struct Window {
    /// Code of the check.
    pub code: String,
    /// The field of the design that the quantity is; none if it is calculated from several.
    pub field: Option<String>,
    /// The fields that the quantity is read from: those that are given, or those that would give it.
    pub rests_on: Vec<String>,
    /// Semantic path of the subject.
    pub at: String,
    /// What the subject is.
    pub of: Kind,
    /// The quantity as the check names it, such as `part.draft`.
    pub quantity: String,
    /// What is known of it.
    pub actual: Option<Bounds>,
    /// Whether it is known that the check applies.
    pub applies: bool,
    /// Its bounds as far as they are known, the mildest first.
    pub bounds: Vec<WindowBound>,
    /// What is missing to know any bound; empty if one is known.
    pub needs: Vec<String>,
    /// Whether it is known which bounds hold, so that what is given may stand within them.
    pub whole: bool,
}

/// A bound, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowBound {
    /// The severity beyond it at the stage of the design.
    pub severity: Severity,
    /// The later stage from which it is an error, where it is none yet.
    pub error_from: Option<Stage>,
    /// On which side of it the quantity has to be.
    pub side: Side,
    /// Its value; a range where it hangs on what is not decided.
    pub limit: Bounds,
    /// Whether the quantity is beyond it.
    pub beyond: Truth,
    /// The weakest figure it rests on.
    pub basis: Basis,
    /// Ids of its sources, each once.
    pub sources: Vec<String>,
}

/// Kinds that hold what the whole design is to stand. What of them is held against a part, joint or layer is its window.
const WHOLE: [Kind; 2] = [Kind::Environment, Kind::Production];

/// What the checks that measure something want of a design. Claims, which no drawing changes, are left out, unless a thing that
/// is drawn has to stand what is claimed, as a material the temperatures of use.
#[must_use]
pub fn windows(checks: &[&Check], world: &World<'_>) -> Vec<Window> {
    let measured = checks.iter().copied().filter(|check| {
        let drawn = check.measure.as_ref().is_some_and(|measure| !check.definition.claim || of_the_whole(check, measure));
        drawn && !check.late
    });
    measured.flat_map(|check| slots(check.subject, world).into_iter().filter_map(|slots| window(check, world, &slots))).collect()
}

/// Whether a check holds something that is asked of the whole design against one of its things.
fn of_the_whole(check: &Check, measure: &Measure) -> bool {
    let measured = measure.name.split('.').next().unwrap_or_default();
    let own = check.subject.kind();
    WHOLE.iter().any(|whole| whole.word() == measured) && !WHOLE.contains(&own)
}

fn window(check: &Check, world: &World<'_>, slots: &[Item]) -> Option<Window> {
    let measure = check.measure.as_ref()?;
    let applies = check.applies.as_ref().map_or(Truth::True, |condition| condition.judge(world, slots));
    if applies == Truth::False {
        return None;
    }
    let weighed = weigh(check, world, slots);
    let weight = weighed.measured?;
    let bounds = bounds(check, world, &weight);
    let whole = of_the_whole(check, measure);
    let needs = if bounds.is_empty() { world.needs(&weighed.notes) } else { Vec::new() };
    // A difference of temperatures has no unit of its own: it is shown in that of what it is held against.
    let unit = weight.actual.unit.or_else(|| bounds.iter().find_map(|bound| bound.limit.unit));
    let known = weight.actual.low.is_finite() || weight.actual.high.is_finite();
    let actual = known.then(|| weight.actual.in_unit(unit));
    (!bounds.is_empty() || !needs.is_empty()).then(|| Window {
        code: check.code.to_string(),
        field: clear::field(measure, world, slots).filter(|_| !whole).map(|field| field.to_string()),
        rests_on: read_from(world, &weight.notes),
        at: world.path(slots[0]),
        of: check.subject.kind(),
        quantity: measure.name.to_string(),
        actual,
        applies: applies == Truth::True,
        bounds,
        needs: needs.iter().map(|wish| wish.at.to_string()).collect(),
        // What is within the bounds that are known is not judged where another one is not.
        whole: weighed.truth != Truth::Unknown,
    })
}

/// The fields that a quantity rests on, given or not.
fn read_from(world: &World<'_>, notes: &[Note]) -> Vec<String> {
    let given = world.origins(notes).into_iter().filter_map(|origin| match origin {
        Origin::Given { at, .. } => at.map(|at| at.to_string()),
        _ => None,
    });
    given.chain(world.needs(notes).iter().map(|wish| wish.at.to_string())).collect()
}

fn bounds(check: &Check, world: &World<'_>, weight: &Weight) -> Vec<WindowBound> {
    let grade = rule(check, world);
    let known = weight.bounds.iter().filter(|bound| says(bound.side, bound.limit));
    known
        .map(|bound| {
            let (basis, sources) = rests_on(check, &world.origins(&bound.notes));
            let limit = whole(check, bound.side, super::fill::show(bound.limit, weight));
            let error_from = (bound.severity == Severity::Error && grade < Severity::Error).then(|| error_from(check, world));
            WindowBound {
                severity: bound.severity.min(grade),
                error_from: error_from.flatten(),
                side: bound.side,
                limit,
                beyond: bound.beyond,
                basis,
                sources,
            }
        })
        .collect()
}

/// Whether anything can be drawn by a bound: it is known on both ends, and does not ask for nothing at least.
fn says(side: Side, limit: Bounds) -> bool {
    let nothing = side == Side::AtLeast && !limit.is_exact() && limit.starts_at_nothing();
    limit.low.is_finite() && limit.high.is_finite() && !nothing
}

/// The stage after that of the design from which a check gives errors.
fn error_from(check: &Check, world: &World<'_>) -> Option<Stage> {
    let rule = check.definition.severity.as_ref()?;
    let later = Stage::WORDS.iter().filter_map(|word| Stage::from_word(word)).filter(|stage| Some(*stage) > world.stage);
    later.into_iter().find(|stage| rule.at(Some(stage.word())) == Severity::Error)
}

/// A bound of what is counted, rounded to the side on which it is met.
fn whole(check: &Check, side: Side, limit: Bounds) -> Bounds {
    let fact = check.measure.as_ref().and_then(|measure| measure.figure.path()?.fact());
    if !fact.is_some_and(FactId::is_count) {
        return limit;
    }
    let toward = if side == Side::AtLeast { Toward::Up } else { Toward::Down };
    Bounds { low: toward.decimals(limit.low, 0), high: toward.decimals(limit.high, 0), unit: limit.unit }
}

/// The weakest basis of what a bound rests on, and its sources.
fn rests_on(check: &Check, origins: &[Origin]) -> (Basis, Vec<String>) {
    let (mut weakest, mut sources) = (Basis::Sourced, Vec::new());
    for origin in origins {
        let (basis, ids): (Basis, Vec<&str>) = match origin {
            Origin::Given { .. } => continue,
            Origin::Table { basis, sources, .. } | Origin::Row { basis, sources, .. } => {
                (*basis, sources.iter().map(|source| library().source(*source).id).collect())
            }
            Origin::Limit(index) => (check.limits[*index].basis, vec![&*check.limits[*index].source]),
        };
        weakest = weakest.min(basis);
        for id in ids {
            if !sources.iter().any(|known| known == id) {
                sources.push(id.to_owned());
            }
        }
    }
    (weakest, sources)
}
