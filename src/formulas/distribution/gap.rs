//! A gap that is a weighted sum of independent contributors.

use super::super::domain::{finite, open_fraction};
use super::super::normal::Tails;
use super::convolution::{Share, Sum};
use super::part::Part;
use super::{Cumulants, Distribution};

/// One contributor and how far the gap moves with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Change of the gap with a change of the contributor by one: 1 if it opens the gap, -1 if it closes it. For a gap that is no
    /// plain sum, the slope in the middle of the tolerances makes the sum a linear estimate.
    pub sensitivity: f64,
    /// How the contributor scatters.
    pub distribution: Distribution,
}

/// A class of a histogram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Share of gaps in it, a fraction.
    pub share: f64,
}

impl Bin {
    /// Mean density in the class, per unit of the gap.
    pub fn density(self) -> f64 {
        self.share / (self.high - self.low)
    }
}

/// The distribution of a gap.
///
/// Tail shares down to 1e-12 are right to three digits or better; they are never one minus the share on the other side. Below
/// 1e-15 the cut ends of the shapes are felt.
#[derive(Clone, Debug)]
pub struct Gap {
    sum: Sum,
    mirrored: Sum,
    cumulants: Cumulants,
}

/// Steps over the range of a histogram, as a power of two.
const HISTOGRAM_HALVINGS: u32 = 9;

/// Standard deviations to each side of the mean that a histogram covers.
const HISTOGRAM_REACH: f64 = 5.0;

/// Steps over the open range with which a quantile is looked for first, as a power of two.
const COARSE_HALVINGS: u32 = 6;

/// Part of the standard deviation over which the slope of the coarse share is taken.
const SLOPE_STEP: f64 = 1e-3;

/// Most tries on the coarse grid, and most steps from there.
const TRIES: u32 = 60;
const REFINEMENTS: u32 = 6;

/// Relative distance from the share, and part of the standard deviation, at which a quantile is found.
const FOUND_SHARE: f64 = 1e-6;
const FOUND_GAP: f64 = 1e-9;

/// Logarithm that stands for a share of zero.
const LOG_OF_NOTHING: f64 = -750.0;

impl Gap {
    /// Adds up independent contributors.
    ///
    /// Normal contributors, and the kernels of measured ones, become one normal contributor by the sum of their variances. Fixed
    /// ones only move the gap. `None` for an empty list, or where sensitivities or sums are not finite.
    pub fn new(terms: &[Term]) -> Option<Self> {
        if terms.is_empty() {
            return None;
        }
        let mut parts = Vec::new();
        let (mut shift, mut normal_variance) = (0.0, 0.0);
        let mut cumulants = Cumulants::fixed(0.0);
        for term in terms {
            let scaled = term.distribution.affine(term.sensitivity, 0.0)?;
            let own = scaled.cumulants();
            cumulants = cumulants.plus(own);
            match &scaled {
                Distribution::Fixed(value) => shift += value,
                Distribution::Normal(_) => {
                    shift += own.mean;
                    normal_variance += own.variance;
                }
                Distribution::Measured(sample) => {
                    normal_variance += sample.bandwidth().powi(2);
                    parts.push(Part::centers(sample));
                }
                _ => parts.push(Part::Smooth(scaled)),
            }
        }
        if normal_variance > 0.0 {
            parts.push(Part::Smooth(Distribution::normal(0.0, normal_variance.sqrt())?));
        }
        // One order whatever the order of the terms, so that rounding is the same as well.
        parts.sort_by(|one, other| one.width().total_cmp(&other.width()).then_with(|| one.ends().0.total_cmp(&other.ends().0)));
        let widest = parts.iter().rposition(|part| matches!(part, Part::Smooth(_)));
        let exact = match widest.map(|index| parts.remove(index)) {
            Some(Part::Smooth(distribution)) => distribution.affine(1.0, shift)?,
            _ => Distribution::fixed(shift)?,
        };
        finite(cumulants.mean)?;
        finite(cumulants.fourth)?;
        let sum = Sum { exact, parts };
        Some(Self { mirrored: sum.mirrored(), sum, cumulants })
    }

    /// Mean and cumulants, exact: from them follow standard deviation, skewness and kurtosis.
    pub fn cumulants(&self) -> Cumulants {
        self.cumulants
    }

    /// Smallest and largest gap there can be; a normal tail counts up to nine standard deviations.
    pub fn ends(&self) -> (f64, f64) {
        self.sum.ends()
    }

    /// Share of gaps below a limit, which may be infinite; `None` if it is not a number.
    pub fn below(&self, limit: f64) -> Option<Share> {
        (!limit.is_nan()).then(|| self.mirrored.above(-limit))
    }

    /// Share of gaps above a limit, which may be infinite; `None` if it is not a number.
    pub fn above(&self, limit: f64) -> Option<Share> {
        (!limit.is_nan()).then(|| self.sum.above(limit))
    }

    /// Shares of gaps outside two limits, of which either may be infinite; `None` if `lower` is not below or at `upper`.
    pub fn tails(&self, lower: f64, upper: f64) -> Option<Tails> {
        if lower > upper {
            return None;
        }
        Some(Tails { below: self.below(lower)?.value, above: self.above(upper)?.value })
    }

    /// Gap below which a share of all gaps lies; `None` unless the share lies strictly between 0 and 1, or without scatter.
    ///
    /// The share at the gap found is right to 1e-4 of itself. For a share close to 1 use [`Gap::quantile_above`], which is not
    /// limited by the digits of one minus the share.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let share = open_fraction(share)?;
        if share > 0.5 { self.quantile_above(1.0 - share) } else { self.search(&self.mirrored, share).map(|gap| -gap) }
    }

    /// Gap above which a share of all gaps lies; `None` unless the share lies strictly between 0 and 1, or without scatter.
    pub fn quantile_above(&self, share: f64) -> Option<f64> {
        let share = open_fraction(share)?;
        if share > 0.5 { self.quantile(1.0 - share) } else { self.search(&self.sum, share) }
    }

    /// Where the share above is the one given: on a coarse grid first, then by a few steps of Newton's method on the settled
    /// share with the slope of the coarse one, which is right to a few digits.
    fn search(&self, sum: &Sum, share: f64) -> Option<f64> {
        let deviation = self.cumulants.deviation();
        if deviation == 0.0 {
            return None;
        }
        let (low, high) = sum.ends();
        let coarse = |limit: f64| miss(sum.above_by(limit, COARSE_HALVINGS), share);
        let mut limit = regula_falsi(coarse, low, high, FOUND_GAP * deviation);
        let step = SLOPE_STEP * deviation;
        let slope = (coarse(limit + step) - coarse(limit - step)) / (2.0 * step);
        for _ in 0..REFINEMENTS {
            let miss = miss(sum.above(limit).value, share);
            if miss.abs() < FOUND_SHARE || slope.is_nan() || slope >= 0.0 {
                break;
            }
            limit = (limit - miss / slope).clamp(low, high);
        }
        Some(limit)
    }

    /// Histogram of equal classes over five standard deviations to each side, or less where the gap ends before.
    ///
    /// At least one class and scatter, else `None`.
    pub fn histogram(&self, classes: u32) -> Option<Vec<Bin>> {
        let (deviation, (low, high)) = (self.cumulants.deviation(), self.ends());
        if classes == 0 || deviation == 0.0 {
            return None;
        }
        let reach = HISTOGRAM_REACH * deviation;
        let (low, high) = (low.max(self.cumulants.mean - reach), high.min(self.cumulants.mean + reach));
        let width = (high - low) / f64::from(classes);
        let edges: Vec<f64> = (0..=classes).map(|edge| low + f64::from(edge) * width).collect();
        let shares = self.sum.between(&edges, HISTOGRAM_HALVINGS);
        Some(edges.windows(2).zip(shares).map(|(ends, share)| Bin { low: ends[0], high: ends[1], share }).collect())
    }
}

/// Logarithm of how many times the share exceeds the one looked for.
fn miss(share: f64, wanted: f64) -> f64 {
    share.ln().max(LOG_OF_NOTHING) - wanted.ln()
}

/// Zero of a falling function between two ends by regula falsi, with the halving of a stuck end after Illinois.
///
/// Reference: M. Dowell, P. Jarratt, A modified regula falsi method, BIT 11 (1971) 168.
fn regula_falsi(function: impl Fn(f64) -> f64, mut low: f64, mut high: f64, close: f64) -> f64 {
    let (mut at_low, mut at_high) = (function(low), function(high));
    for _ in 0..TRIES {
        if high - low <= close {
            break;
        }
        // A straight line through an empty tail says little: halve until both ends are of the same order.
        let far = at_low - at_high > 50.0;
        let next = if far { f64::midpoint(low, high) } else { (low * at_high - high * at_low) / (at_high - at_low) };
        let at_next = function(next);
        if at_next.abs() < FOUND_SHARE {
            return next;
        }
        if at_next > 0.0 {
            (low, at_low) = (next, at_next);
            at_high *= 0.5;
        } else {
            (high, at_high) = (next, at_next);
            at_low *= 0.5;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
#[path = "gap_tests.rs"]
mod tests;
