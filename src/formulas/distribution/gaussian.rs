//! Normal, whole or with the parts outside a gauge sorted out.
//!
//! References: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.1,
//! <https://www.itl.nist.gov/div898/handbook/eda/section3/eda3661.htm>; truncated: N. Johnson, S. Kotz, N. Balakrishnan,
//! Continuous Univariate Distributions, volume 1, 2nd edition, Wiley 1994, 13.10.1.

use super::super::domain::{finite, positive};
use super::super::normal;
use super::normal_quantile::standard_quantile;
use super::{Cumulants, Distribution, EMPTY, Shape, quadrature};
use std::f64::consts::PI;

/// Many small independent causes and none that dominates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normal {
    mean: f64,
    deviation: f64,
}

impl Normal {
    /// Finite mean, standard deviation above 0; else `None`.
    pub fn new(mean: f64, deviation: f64) -> Option<Self> {
        Some(Self { mean: finite(mean)?, deviation: positive(deviation)? })
    }

    fn standardized(&self, x: f64) -> f64 {
        (x - self.mean) / self.deviation
    }
}

impl Shape for Normal {
    fn cumulants(&self) -> Cumulants {
        Cumulants { mean: self.mean, variance: self.deviation.powi(2), third: 0.0, fourth: 0.0 }
    }

    fn density(&self, x: f64) -> f64 {
        standard_density(self.standardized(x)) / self.deviation
    }

    fn below(&self, x: f64) -> f64 {
        standard_below(self.standardized(x))
    }

    fn above(&self, x: f64) -> f64 {
        standard_below(-self.standardized(x))
    }

    fn quantile(&self, share: f64) -> f64 {
        self.mean + self.deviation * standard_quantile(share)
    }

    fn ends(&self) -> (f64, f64) {
        (self.mean - EMPTY * self.deviation, self.mean + EMPTY * self.deviation)
    }

    fn affine(&self, scale: f64, shift: f64) -> Distribution {
        Distribution::Normal(Self { mean: scale * self.mean + shift, deviation: scale.abs() * self.deviation })
    }
}

/// Smallest share of the untruncated population that the ends may leave: with less, hardly a part passes the gauge, and the
/// shape says nothing of the process.
const SMALLEST_REMAINDER: f64 = 1e-6;

/// Panels over which the moments are integrated.
const MOMENT_PANELS: u32 = 64;

/// Normal with every part outside two ends sorted out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TruncatedNormal {
    mean: f64,
    deviation: f64,
    low: f64,
    high: f64,
    remainder: f64,
    cumulants: Cumulants,
}

impl TruncatedNormal {
    /// Mean and standard deviation (above 0) before sorting, and the ends, `low` below `high`, of which either may be infinite.
    ///
    /// `None` outside these ranges or if fewer than one part in a million would be left.
    pub fn new(mean: f64, deviation: f64, low: f64, high: f64) -> Option<Self> {
        let (mean, deviation) = (finite(mean)?, positive(deviation)?);
        if low.is_nan() || high.is_nan() || low >= high {
            return None;
        }
        let (start, end) = ((low - mean) / deviation, (high - mean) / deviation);
        let remainder = standard_between(start, end);
        if remainder < SMALLEST_REMAINDER {
            return None;
        }
        let cumulants = standard_moments(start.max(-EMPTY), end.min(EMPTY), remainder).times(deviation);
        let cumulants = Cumulants { mean: mean + cumulants.mean, ..cumulants };
        Some(Self { mean, deviation, low, high, remainder, cumulants })
    }

    fn standardized(&self, x: f64) -> f64 {
        (x.clamp(self.low, self.high) - self.mean) / self.deviation
    }
}

impl Shape for TruncatedNormal {
    fn cumulants(&self) -> Cumulants {
        self.cumulants
    }

    fn density(&self, x: f64) -> f64 {
        if x < self.low || x > self.high {
            return 0.0;
        }
        standard_density(self.standardized(x)) / (self.deviation * self.remainder)
    }

    fn below(&self, x: f64) -> f64 {
        (standard_between(self.standardized(self.low), self.standardized(x)) / self.remainder).min(1.0)
    }

    fn above(&self, x: f64) -> f64 {
        (standard_between(self.standardized(x), self.standardized(self.high)) / self.remainder).min(1.0)
    }

    /// Counted from the end that is nearer to the mean's far side, where the normal share is small and keeps its digits.
    fn quantile(&self, share: f64) -> f64 {
        let (start, end) = (self.standardized(self.low), self.standardized(self.high));
        let z = if start + end > 0.0 {
            -standard_quantile(standard_below(-end) + (1.0 - share) * self.remainder)
        } else {
            standard_quantile(standard_below(start) + share * self.remainder)
        };
        (self.mean + self.deviation * z).clamp(self.low, self.high)
    }

    fn ends(&self) -> (f64, f64) {
        let whole = EMPTY * self.deviation;
        (self.low.max(self.mean - whole), self.high.min(self.mean + whole))
    }

    fn affine(&self, scale: f64, shift: f64) -> Distribution {
        let (one, other) = (scale * self.low + shift, scale * self.high + shift);
        let cumulants = self.cumulants.times(scale);
        Distribution::Truncated(Self {
            mean: scale * self.mean + shift,
            deviation: scale.abs() * self.deviation,
            low: one.min(other),
            high: one.max(other),
            remainder: self.remainder,
            cumulants: Cumulants { mean: cumulants.mean + shift, ..cumulants },
        })
    }
}

/// Density of the standard normal distribution.
pub(super) fn standard_density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / (2.0 * PI).sqrt()
}

/// Share of a standard normal population below `z`.
pub(super) fn standard_below(z: f64) -> f64 {
    normal::cumulative(z).unwrap_or(f64::NAN)
}

/// Width up to which the share of an interval is integrated: a difference of two shares would lose its leading digits.
const NARROW: f64 = 0.5;

/// Share of a standard normal population between two values, to a relative precision of about 1e-9.
fn standard_between(low: f64, high: f64) -> f64 {
    if high - low < NARROW {
        quadrature::integral(low, high, 2, standard_density)
    } else if low > 0.0 {
        standard_below(-low) - standard_below(-high)
    } else {
        standard_below(high) - standard_below(low)
    }
}

/// Cumulants of the standard normal distribution between two finite values that hold the share `remainder`.
///
/// Integrated about their own mean: the closed forms cancel when the ends are close together.
fn standard_moments(low: f64, high: f64, remainder: f64) -> Cumulants {
    let moment = |about: f64, power: i32| {
        quadrature::integral(low, high, MOMENT_PANELS, |z| (z - about).powi(power) * standard_density(z)) / remainder
    };
    let middle = f64::midpoint(low, high);
    let mean = middle + moment(middle, 1);
    Cumulants::from_moments(mean, [2, 3, 4].map(|power| moment(mean, power)))
}

#[cfg(test)]
#[path = "gaussian_tests.rs"]
mod tests;
