//! One-dimensional tolerance stacks: worst case, root sum square and modified root sum square.
//!
//! Asymmetric tolerances are re-centered first, so the mean of the gap is not its nominal value. The statistical methods assume
//! independent contributors that are centered on their own mean and nearly normal: hand-picked, sorted or worn-tool parts are
//! not.
//!
//! Reference: P. Drake (ed.), Dimensioning and Tolerancing Handbook, `McGraw-Hill`, chapter 9; data sets as in
//! <https://github.com/phcreery/dimstack>.

use super::domain::{finite, not_negative, positive};
use super::normal::{Tails, tails};

/// Which way a contributor moves the gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A larger dimension opens the gap.
    Opens,
    /// A larger dimension closes the gap.
    Closes,
}

/// One dimension of a stack. The nominal is a magnitude and its deviations apply to the part, whatever the direction in the loop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contributor {
    /// Way in which the dimension moves the gap.
    pub direction: Direction,
    /// Nominal dimension in m.
    pub nominal: f64,
    /// Lower deviation in m, signed: -0.1 mm is negative.
    pub lower: f64,
    /// Upper deviation in m, signed, not below `lower`.
    pub upper: f64,
}

/// Range of a gap: the mean and how far it may go to either side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GapRange {
    /// Middle of the range in m.
    pub mean: f64,
    /// Half the width of the range in m.
    pub half_width: f64,
    /// Smallest gap in m; negative is interference.
    pub minimum: f64,
    /// Largest gap in m.
    pub maximum: f64,
}

impl GapRange {
    /// `sum` is what the lengths come to without their signs: the dust of their sum is no gap.
    fn new(mean: f64, half_width: f64, sum: f64) -> Option<Self> {
        let end = |end: f64| finite(if end.abs() <= DUST * sum { 0.0 } else { end });
        Some(Self { mean: end(mean)?, half_width, minimum: end(mean - half_width)?, maximum: end(mean + half_width)? })
    }
}

/// What a sum of lengths is off by at most, as a share of what they come to without their signs.
const DUST: f64 = 1e-14;

/// A stack by the three usual methods, and the plain sum of its nominals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stack {
    /// Gap of nominal dimensions in m; differs from the mean where tolerances are asymmetric.
    pub nominal: f64,
    /// All contributors at their worst ends together.
    pub worst_case: GapRange,
    /// Root sum square: contributors vary independently and each is centered.
    pub root_sum_square: GapRange,
    /// Root sum square inflated for contributors that are not quite centered or normal.
    pub modified: GapRange,
}

/// Adds up a stack of tolerances.
///
/// With `t_i` half the width of each tolerance: worst case `sum t_i`, root sum square `sqrt(sum t_i^2)`, modified `Cf * RSS` with
/// `Cf = 0.5 (WC - RSS) / (RSS (sqrt(n) - 1)) + 1`. `n` counts contributors that vary at all, so a fixed dimension changes no
/// half-width. With two contributors the printed factor would exceed the worst case, which is impossible: it stops there.
/// `None` for an empty stack, a lower deviation above its upper one, or input that is not finite. Reference: see the module.
pub fn stack(contributors: &[Contributor]) -> Option<Stack> {
    if contributors.is_empty() {
        return None;
    }
    let (mut nominal, mut mean, mut sum, mut squares, mut count) = (0.0, 0.0, 0.0, 0.0, 0_u32);
    let mut size = 0.0;
    for contributor in contributors {
        let half_width = not_negative(contributor.upper - contributor.lower)? / 2.0;
        nominal += signed(contributor.direction, contributor.nominal);
        mean += signed(contributor.direction, contributor.nominal + f64::midpoint(contributor.lower, contributor.upper));
        sum += half_width;
        size += contributor.nominal.abs() + contributor.lower.abs().max(contributor.upper.abs());
        squares += half_width.powi(2);
        count += u32::from(half_width > 0.0);
    }
    let root = squares.sqrt();
    Some(Stack {
        nominal: finite(nominal)?,
        worst_case: GapRange::new(mean, sum, size)?,
        root_sum_square: GapRange::new(mean, root, size)?,
        modified: GapRange::new(mean, modified_half_width(sum, root, count), size)?,
    })
}

/// Standard deviation that a tolerance stands for: `half_width / (3 capability)`.
///
/// `half_width` in m (not negative), `capability` the centered capability index that the tolerance is held with (above 0; 1 is
/// the usual three-sigma assumption). Returns m, `None` outside these ranges. Reference: see the module.
pub fn deviation_from_tolerance(half_width: f64, capability: f64) -> Option<f64> {
    finite(not_negative(half_width)? / (3.0 * positive(capability)?))
}

/// Standard deviation of a sum of independent contributors: `sqrt(sum s_i^2)`.
///
/// All in the same unit, not negative; `None` for an empty list or other input. Reference: see the module.
pub fn combined_deviation(deviations: &[f64]) -> Option<f64> {
    let squares = deviations.iter().try_fold(0.0, |sum, deviation| Some(sum + not_negative(*deviation)?.powi(2)))?;
    if deviations.is_empty() { None } else { finite(f64::sqrt(squares)) }
}

/// Shares of assemblies outside gap limits, for a gap range whose ends are `3 capability` standard deviations from the mean.
///
/// `lower` and `upper` in m, infinite for none; `capability` as in [`deviation_from_tolerance`]. Meaningful for a statistical
/// range only. `None` outside the ranges and for a range of no width. Reference: see the module.
pub fn share_outside(range: GapRange, capability: f64, lower: f64, upper: f64) -> Option<Tails> {
    tails(range.mean, deviation_from_tolerance(range.half_width, capability)?, lower, upper)
}

fn signed(direction: Direction, length: f64) -> f64 {
    match direction {
        Direction::Opens => length,
        Direction::Closes => -length,
    }
}

fn modified_half_width(sum: f64, root: f64, count: u32) -> f64 {
    if count < 2 {
        return root;
    }
    let inflated = root + 0.5 * (sum - root) / (f64::from(count).sqrt() - 1.0);
    inflated.min(sum)
}

#[cfg(test)]
#[path = "stack_tests.rs"]
mod tests;
