//! Stacks that are not a plain sum: sensitivities at the means, the corners of the tolerance box, and the usual three methods.
//!
//! The function comes in as a closure over the values of the contributors, in their order.

use super::domain::{finite, not_negative, positive};
use super::stack::{Contributor, Direction, Stack, stack};

/// Smallest and largest value of something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
}

impl Range {
    /// Finite ends, `low` not above `high`; else `None`.
    pub fn new(low: f64, high: f64) -> Option<Self> {
        not_negative(high - low)?;
        Some(Self { low, high })
    }
}

/// Most contributors whose corners are searched: 4096 corners.
const MOST_VARYING: usize = 12;

/// Change of a function with each of its arguments, by central differences of fourth order.
///
/// `steps` are changes of the arguments (above 0) that are small for the function: a thousandth of the tolerance serves. `None`
/// if the function is not finite about `at`, or for other input out of range. Reference: M. Abramowitz, I. Stegun, Handbook of
/// Mathematical Functions, National Bureau of Standards 1964, 25.3.6.
pub fn sensitivities(function: impl Fn(&[f64]) -> f64, at: &[f64], steps: &[f64]) -> Option<Vec<f64>> {
    if at.len() != steps.len() {
        return None;
    }
    let of = |(index, step): (usize, &f64)| {
        let step = positive(*step)?;
        let mut point = at.to_vec();
        let mut moved = |steps: f64| {
            point[index] = at[index] + steps * step;
            function(&point)
        };
        finite((8.0 * (moved(1.0) - moved(-1.0)) - (moved(2.0) - moved(-2.0))) / (12.0 * step))
    };
    steps.iter().enumerate().map(of).collect()
}

/// Smallest and largest value of a function over all corners of a box: the worst case where the function rises or falls all the
/// way in each of its arguments.
///
/// An extreme inside the box is not found. `None` with more than twelve arguments that vary, or if the function is not finite at
/// some corner.
pub fn corners(function: impl Fn(&[f64]) -> f64, ranges: &[Range]) -> Option<Range> {
    let varying: Vec<usize> = (0..ranges.len()).filter(|index| ranges[*index].low < ranges[*index].high).collect();
    if varying.len() > MOST_VARYING {
        return None;
    }
    let mut point: Vec<f64> = ranges.iter().map(|range| range.low).collect();
    let mut found = Range { low: f64::INFINITY, high: f64::NEG_INFINITY };
    for corner in 0..1_u32 << varying.len() {
        for (bit, index) in varying.iter().enumerate() {
            let range = ranges[*index];
            point[*index] = if corner >> bit & 1 == 1 { range.high } else { range.low };
        }
        let value = finite(function(&point))?;
        found = Range { low: found.low.min(value), high: found.high.max(value) };
    }
    Some(found)
}

/// The usual three methods for a function of toleranced dimensions, by its sensitivities in the middle of the tolerances.
///
/// For a plain sum this is [`stack`]. For any other function the half-widths are linear estimates, and `nominal` is the linear
/// one as well; the mean is the function in the middle. `ranges` are the limits of each dimension, `nominals` lie anywhere.
/// `None` for an empty list, lists of different lengths, or a function that is not finite about the middle. Reference: see
/// [`stack`].
pub fn linearized(function: impl Fn(&[f64]) -> f64, nominals: &[f64], ranges: &[Range]) -> Option<Stack> {
    if nominals.len() != ranges.len() {
        return None;
    }
    let middle: Vec<f64> = ranges.iter().map(|range| f64::midpoint(range.low, range.high)).collect();
    let steps: Vec<f64> = ranges.iter().zip(&middle).map(|(range, middle)| step(*range, *middle)).collect();
    let sensitivities = sensitivities(&function, &middle, &steps)?;
    let mut offset = function(&middle);
    let mut contributors = Vec::with_capacity(ranges.len() + 1);
    for ((sensitivity, nominal), (range, middle)) in sensitivities.iter().zip(nominals).zip(ranges.iter().zip(&middle)) {
        let size = sensitivity.abs();
        contributors.push(Contributor {
            direction: if *sensitivity < 0.0 { Direction::Closes } else { Direction::Opens },
            nominal: size * nominal,
            lower: size * (range.low - nominal),
            upper: size * (range.high - nominal),
        });
        offset -= sensitivity * middle;
    }
    if contributors.is_empty() {
        return None;
    }
    // What the function holds beyond its linear part; a dimension that does not vary.
    contributors.push(Contributor { direction: Direction::Opens, nominal: offset, lower: 0.0, upper: 0.0 });
    stack(&contributors)
}

/// A thousandth of the half-width, or of the size where a dimension does not vary.
fn step(range: Range, middle: f64) -> f64 {
    let half_width = (range.high - range.low) / 2.0;
    let size = if half_width > 0.0 { half_width } else { middle.abs().max(f64::MIN_POSITIVE.sqrt()) };
    1e-3 * size
}

#[cfg(test)]
#[path = "nonlinear_tests.rs"]
mod tests;
