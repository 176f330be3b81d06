//! What counts of single steps prove about the yield of the whole line: bounds of a product of binomial shares.
//!
//! Assumes that the steps were counted on samples of their own and fail independently. Where the same units went through all
//! steps, the good units out of those started are the better count, see [`binomial::interval`].
//!
//! References: Lindstrom and Madden's method of 1962: D. Lloyd, M. Lipow, Reliability: Management, Methods, and Mathematics,
//! Prentice-Hall 1962; <https://search.r-project.org/CRAN/refmans/serieslcb/html/lindstrom_madden.html>.

use super::binomial::{self, Interval};
use super::domain::open_fraction;
use super::incomplete_beta;

/// Good units out of those that a step was counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepCount {
    /// Units that passed at the first try.
    pub good: u32,
    /// Units that entered, at least 1 and not below `good`.
    pub units: u32,
}

/// One-sided lower bound of the yield of a line by Lindstrom and Madden's method.
///
/// The line is taken as one sample of the size of the smallest step sample, with the good units that the product of the step
/// yields makes of it; the bound is then that of Clopper and Pearson, for a number that need not be whole. `confidence` strictly
/// between 0 and 1, at least one step, counts as in [`StepCount`], else `None`.
///
/// An approximation with no proof of its coverage. By exact enumeration over yields from 50 to 99.9 % it is at or above the
/// confidence for two steps of 2 to 30 units and for three of 6. [`guaranteed_lower_bound`] is proven, and far lower. Reference:
/// see the module.
pub fn lower_bound(steps: &[StepCount], confidence: f64) -> Option<f64> {
    let miss = 1.0 - open_fraction(confidence)?;
    let line = Line::of(steps)?;
    share_at(line.good, line.failures + 1.0, miss)
}

/// One-sided upper bound of the yield of a line by Lindstrom and Madden's method; as [`lower_bound`].
pub fn upper_bound(steps: &[StepCount], confidence: f64) -> Option<f64> {
    let confidence = open_fraction(confidence)?;
    let line = Line::of(steps)?;
    share_at(line.good + 1.0, line.failures, confidence)
}

/// Two-sided interval of the yield of a line by Lindstrom and Madden's method, half of the remaining risk on either side.
///
/// Arguments and reference as in [`lower_bound`].
pub fn interval(steps: &[StepCount], confidence: f64) -> Option<Interval> {
    let one_sided = f64::midpoint(1.0, open_fraction(confidence)?);
    Some(Interval { lower: lower_bound(steps, one_sided)?, upper: upper_bound(steps, one_sided)? })
}

/// One-sided lower bound of the yield of a line that holds whatever the step yields are.
///
/// The product of the Clopper-Pearson bounds of the steps, each at `confidence^(1 / steps)`: independent steps keep all of them
/// at once with the confidence. Very careful, and more so with every step. Arguments as in [`lower_bound`]. Reference: Clopper and
/// Pearson, see [`binomial`].
pub fn guaranteed_lower_bound(steps: &[StepCount], confidence: f64) -> Option<f64> {
    if steps.is_empty() {
        return None;
    }
    let each = open_fraction(confidence)?.powf(1.0 / steps.len() as f64);
    steps.iter().try_fold(1.0, |product, step| Some(product * binomial::lower_bound(step.good, step.units, each)?))
}

/// A line as one sample.
struct Line {
    /// Good units and failures of it, not whole.
    good: f64,
    failures: f64,
}

impl Line {
    fn of(steps: &[StepCount]) -> Option<Self> {
        let size = steps.iter().map(|step| step.units).min()?;
        let mut product = 1.0;
        for step in steps {
            if step.units == 0 || step.good > step.units {
                return None;
            }
            product *= f64::from(step.good) / f64::from(step.units);
        }
        let size = f64::from(size);
        Some(Self { good: size * product, failures: size * (1.0 - product) })
    }
}

/// Quantile of the beta distribution, with the ends that no good unit or no failure has.
fn share_at(a: f64, b: f64, share: f64) -> Option<f64> {
    if a <= 0.0 {
        Some(0.0)
    } else if b <= 0.0 {
        Some(1.0)
    } else {
        incomplete_beta::quantile(a, b, share)
    }
}

#[cfg(test)]
#[path = "rolled_yield_tests.rs"]
mod tests;
