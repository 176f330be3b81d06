//! The worst case of an expression over a box of tolerances.

use super::Expression;
use crate::formulas::nonlinear::{Range, corners};

/// How a worst case was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// All corners of the box: exact where the expression rises or falls all the way in each name; an extreme inside is missed.
    Corners,
    /// Interval arithmetic: never too narrow, possibly too wide.
    Intervals,
}

/// Smallest and largest value, and how they were found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorstCase {
    /// The values.
    pub range: Range,
    /// How they were found.
    pub method: Method,
}

/// Most names that vary for which the corners are searched.
const MOST_VARYING: usize = 12;

impl Expression {
    /// Smallest and largest value over the ranges of the names, in their order.
    ///
    /// By corners with up to twelve names that vary and matter, by intervals beyond. `None` for fewer ranges than names, or if
    /// the expression is not defined at some corner or all over some interval.
    pub fn worst_case(&self, ranges: &[Range]) -> Option<WorstCase> {
        if ranges.len() < self.names {
            return None;
        }
        // A name that does not occur needs no corner.
        let ranges: Vec<Range> = ranges.iter().enumerate().map(|(index, range)| self.needed(index, *range)).collect();
        let varying = ranges.iter().filter(|range| range.low < range.high).count();
        if varying <= MOST_VARYING {
            let range = corners(|values| self.evaluate(values), &ranges)?;
            return Some(WorstCase { range, method: Method::Corners });
        }
        let intervals: Vec<(f64, f64)> = ranges.iter().map(|range| (range.low, range.high)).collect();
        let (low, high) = self.bounds(&intervals)?;
        Some(WorstCase { range: Range::new(low, high)?, method: Method::Intervals })
    }

    fn needed(&self, index: usize, range: Range) -> Range {
        if self.uses(index) { range } else { Range { low: range.low, high: range.low } }
    }
}
