//! Mean, variance and the two cumulants above them: they add up over independent contributors.
//!
//! Reference: M. Kendall, A. Stuart, The Advanced Theory of Statistics, volume 1, 3rd edition, Griffin 1969, chapter 3.

/// The first four cumulants. All but the mean do not depend on where zero lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cumulants {
    /// Mean.
    pub mean: f64,
    /// Variance.
    pub variance: f64,
    /// Third cumulant, which is the third central moment.
    pub third: f64,
    /// Fourth cumulant: fourth central moment less three times the squared variance.
    pub fourth: f64,
}

impl Cumulants {
    /// Those of a fixed value.
    pub(super) fn fixed(mean: f64) -> Self {
        Self { mean, variance: 0.0, third: 0.0, fourth: 0.0 }
    }

    /// From the mean and the second, third and fourth central moment.
    pub(super) fn from_moments(mean: f64, [second, third, fourth]: [f64; 3]) -> Self {
        Self { mean, variance: second, third, fourth: fourth - 3.0 * second * second }
    }

    /// Those of the sum with an independent contributor.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            mean: self.mean + other.mean,
            variance: self.variance + other.variance,
            third: self.third + other.third,
            fourth: self.fourth + other.fourth,
        }
    }

    /// Those of a multiple.
    #[must_use]
    pub fn times(self, scale: f64) -> Self {
        Self {
            mean: self.mean * scale,
            variance: self.variance * scale.powi(2),
            third: self.third * scale.powi(3),
            fourth: self.fourth * scale.powi(4),
        }
    }

    /// Standard deviation.
    pub fn deviation(self) -> f64 {
        self.variance.sqrt()
    }

    /// Skewness, 0 for a symmetric shape; `None` without scatter.
    pub fn skewness(self) -> Option<f64> {
        (self.variance > 0.0).then(|| self.third / self.variance.powf(1.5))
    }

    /// Excess kurtosis, 0 for the normal distribution; `None` without scatter.
    pub fn excess_kurtosis(self) -> Option<f64> {
        (self.variance > 0.0).then(|| self.fourth / self.variance.powi(2))
    }
}
