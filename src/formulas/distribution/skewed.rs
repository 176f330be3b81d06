//! A skewed contributor: the lognormal distribution with a location of its own, by mean, standard deviation and skewness.
//!
//! Chosen over the skew-normal because it has a firm end on the short side, as flash, warp and flatness do, keeps the heavier
//! tail on the long side, reaches any skewness (a skew-normal stops at 0.995), and has its shares, quantiles and moments in
//! closed form. With the skewness it goes over into the normal distribution.
//!
//! Reference: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.9,
//! <https://www.itl.nist.gov/div898/handbook/eda/section3/eda3669.htm>; moments: N. Johnson, S. Kotz, N. Balakrishnan, Continuous
//! Univariate Distributions, volume 1, 2nd edition, Wiley 1994, chapter 14.

use super::super::domain::{finite, positive};
use super::super::limit::Limit;
use super::gaussian::{standard_below, standard_density};
use super::normal_quantile::standard_quantile;
use super::{Cumulants, Distribution, EMPTY, Shape};

/// Skewness taken, at most that of the exponential distribution. A dimension beyond it is a mixture, which one shape does not
/// describe.
pub const SKEWNESS: Limit = Limit::from_to(-2.0, 2.0);

/// Smallest skewness told from none: below it no share of the normal distribution down to 1e-19 changes in its ninth digit, and
/// much below it the squares in the moments vanish.
pub(super) const SMALLEST_SKEWNESS: f64 = 1e-12;

/// Lognormal with a location of its own, mirrored for a negative skewness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skewed {
    mean: f64,
    deviation: f64,
    skewness: f64,
    /// Standard deviation of the logarithm.
    log_deviation: f64,
    /// Coefficient of variation counted from the firm end, `sqrt(exp(log_deviation^2) - 1)`.
    variation: f64,
}

impl Skewed {
    /// Finite mean, standard deviation above 0, skewness from -2 to 2 without 0; else `None`.
    ///
    /// With `w = exp(s^2)` the skewness is `(w + 2) sqrt(w - 1)`. The cubic has the root
    /// `w - 1 = 4 sinh^2(asinh(skewness / 2) / 3)`, in which nothing cancels.
    pub fn new(mean: f64, deviation: f64, skewness: f64) -> Option<Self> {
        let (mean, deviation) = (finite(mean)?, positive(deviation)?);
        if skewness == 0.0 || !SKEWNESS.holds(skewness) {
            return None;
        }
        let variation = 2.0 * ((skewness.abs() / 2.0).asinh() / 3.0).sinh();
        let log_deviation = positive((variation * variation).ln_1p().sqrt())?;
        Some(Self { mean, deviation, skewness, log_deviation, variation })
    }

    /// Standard normal value that belongs to `x`, rising toward the long tail; minus infinity past the firm end.
    fn standard(&self, x: f64) -> f64 {
        let from_mean = self.skewness.signum() * (x - self.mean) / self.deviation;
        let ratio = (self.variation * from_mean).max(-1.0);
        ratio.ln_1p() / self.log_deviation + 0.5 * self.log_deviation
    }

    /// Value that belongs to a standard normal value.
    fn value(&self, z: f64) -> f64 {
        let from_mean = (self.log_deviation * (z - 0.5 * self.log_deviation)).exp_m1() / self.variation;
        self.mean + self.skewness.signum() * self.deviation * from_mean
    }
}

impl Shape for Skewed {
    fn cumulants(&self) -> Cumulants {
        let variance = self.deviation.powi(2);
        let excess = self.variation.powi(2);
        // w^4 + 2 w^3 + 3 w^2 - 6 in terms of w - 1.
        let kurtosis = excess * (16.0 + excess * (15.0 + excess * (6.0 + excess)));
        Cumulants {
            mean: self.mean,
            variance,
            third: self.skewness * variance * self.deviation,
            fourth: kurtosis * variance * variance,
        }
    }

    fn density(&self, x: f64) -> f64 {
        let from_mean = self.skewness.signum() * (x - self.mean) / self.deviation;
        let ratio = 1.0 + self.variation * from_mean;
        if ratio <= 0.0 {
            return 0.0;
        }
        standard_density(self.standard(x)) * self.variation / (self.log_deviation * ratio * self.deviation)
    }

    fn below(&self, x: f64) -> f64 {
        standard_below(self.skewness.signum() * self.standard(x))
    }

    fn above(&self, x: f64) -> f64 {
        standard_below(-self.skewness.signum() * self.standard(x))
    }

    fn quantile(&self, share: f64) -> f64 {
        self.value(self.skewness.signum() * standard_quantile(share))
    }

    fn ends(&self) -> (f64, f64) {
        let (one, other) = (self.value(-EMPTY), self.value(EMPTY));
        (one.min(other), one.max(other))
    }

    fn affine(&self, scale: f64, shift: f64) -> Distribution {
        Distribution::Skewed(Self {
            mean: scale * self.mean + shift,
            deviation: scale.abs() * self.deviation,
            skewness: scale.signum() * self.skewness,
            ..*self
        })
    }
}
