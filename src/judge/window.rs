//! What the measured checks want of the quantities of a design, whether they are given yet or not.

use super::clear;
use super::subjects::slots;
use super::weigh::{Weight, weigh};
use crate::catalogue::{Check, Severity};
use crate::facts::{Origin, World};
use crate::knowledge::{Basis, library};
use crate::language::{Side, Truth};
use crate::quantity::{Bounds, Toward};
use crate::vocabulary::{FactId, Item};

/// What one check wants of one quantity.
#[derive(Clone, Debug)]
pub struct Window {
    /// Code of the check.
    pub code: String,
    /// The field of the design that the quantity is; none if it is calculated from several.
    pub field: Option<String>,
    /// Semantic path of the subject.
    pub at: String,
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
    /// The severity beyond it.
    pub severity: Severity,
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

/// What the checks that measure something want of a design. Claims, which no drawing changes, are left out.
#[must_use]
pub fn windows(checks: &[Check], world: &World<'_>) -> Vec<Window> {
    let measured = checks.iter().filter(|check| check.measure.is_some() && !check.definition.claim && !check.late);
    measured.flat_map(|check| slots(check.subject, world).into_iter().filter_map(|slots| window(check, world, &slots))).collect()
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
    let needs = if bounds.is_empty() { world.needs(&weighed.notes) } else { Vec::new() };
    let actual = (weight.actual.low.is_finite() || weight.actual.high.is_finite()).then_some(weight.actual);
    (!bounds.is_empty() || !needs.is_empty()).then(|| Window {
        code: check.code.to_string(),
        field: clear::field(measure, world, slots).map(|field| field.to_string()),
        at: world.path(slots[0]),
        quantity: measure.name.to_string(),
        actual,
        applies: applies == Truth::True,
        bounds,
        needs: needs.iter().map(|wish| wish.at.to_string()).collect(),
        // What is within the bounds that are known is not judged where another one is not.
        whole: weighed.truth != Truth::Unknown,
    })
}

fn bounds(check: &Check, world: &World<'_>, weight: &Weight) -> Vec<WindowBound> {
    // Of a bound that is half known nothing can be drawn by.
    let known = weight.bounds.iter().filter(|bound| bound.limit.low.is_finite() && bound.limit.high.is_finite());
    known
        .map(|bound| {
            let (basis, sources) = rests_on(check, &world.origins(&bound.notes));
            let limit = whole(check, bound.side, super::fill::show(bound.limit, weight));
            WindowBound { severity: bound.severity, side: bound.side, limit, beyond: bound.beyond, basis, sources }
        })
        .collect()
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
