//! A number of a review: as it is shown, and its ends for pictures.

use serde::Serialize;

use crate::facts::{Known, Trace, World};
use crate::quantity::Bounds;

/// A number as it is shown, and its ends in SI units; an open end is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// With its unit, in the words of a design.
    pub shown: String,
    /// The least that it can be.
    pub low: Option<f64>,
    /// The most that it can be.
    pub high: Option<f64>,
}

impl From<Bounds> for Figure {
    fn from(bounds: Bounds) -> Self {
        let end = |end: f64| end.is_finite().then_some(end);
        Self { shown: bounds.to_string(), low: end(bounds.low), high: end(bounds.high) }
    }
}

/// What is known of a fact; otherwise the fields that are missing for it.
pub(super) fn bounds(world: &World<'_>, ask: impl FnOnce(&mut Trace) -> Known<Bounds>) -> Result<Bounds, Vec<String>> {
    let mut trace = Trace::on();
    let found = ask(&mut trace);
    let mut missing: Vec<String> =
        world.needs(trace.notes()).into_iter().filter(|wish| !wish.closer).map(|wish| wish.at.to_string()).collect();
    missing.dedup();
    match found {
        Ok(bounds) if bounds.is_exact() || missing.is_empty() => Ok(bounds),
        _ => Err(missing),
    }
}

/// A number as it is shown with three figures; its ends keep theirs, so that what is summed is rounded once.
pub(super) fn rounded(bounds: Bounds) -> Figure {
    Figure { shown: bounds.in_three_figures().to_string(), ..bounds.into() }
}

/// What is known of a fact as it is shown; what is calculated is shown with three figures.
pub(super) fn known(world: &World<'_>, ask: impl FnOnce(&mut Trace) -> Known<Bounds>) -> Option<Figure> {
    bounds(world, ask).ok().map(rounded)
}
