//! Measured parts: a normal kernel about each value, drawn together so that the variance stays that of the sample.
//!
//! Smoothed, because a bare sample has steps that a gap cannot have and no tail at all past its largest value. The price: the
//! smoothed tail is the kernel's, so shares far below one part in the sample size are a guess about parts nobody measured.
//!
//! References: bandwidth: B. Silverman, Density Estimation for Statistics and Data Analysis, Chapman and Hall 1986, 3.4.2,
//! formula 3.31; kept variance: the same, 6.4.1.

use super::super::domain::finite;
use super::gaussian::{standard_below, standard_density};
use super::normal_quantile::standard_quantile;
use super::{Cumulants, Distribution, EMPTY, Shape};

/// Fewest values taken: with fewer a bandwidth has no meaning.
const FEWEST: usize = 5;

/// Quartile distance of the normal distribution in standard deviations, as rounded in the reference.
const QUARTILE_DISTANCE: f64 = 1.34;

/// Halvings of the bracket of a quantile: enough to reach the last bit.
const HALVINGS: u32 = 100;

/// A smoothed sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Centers of the kernels, in rising order.
    centers: Vec<f64>,
    bandwidth: f64,
    cumulants: Cumulants,
}

impl Measured {
    /// At least five finite values that are not all the same; else `None`. Their order does not matter.
    ///
    /// Bandwidth `h = 0.9 min(s, IQR / 1.34) n^(-1/5)`. Centers and kernels are then drawn together about the mean by one factor
    /// that gives the smoothed sample the variance of the sample (divisor `n - 1`).
    pub fn new(values: &[f64]) -> Option<Self> {
        if values.len() < FEWEST || values.iter().any(|value| !value.is_finite()) {
            return None;
        }
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        let count = values.len() as f64;
        let mean = mean_of(&values);
        let spread = central_moment(&values, mean, 2);
        let variance = spread * count / (count - 1.0);
        let quartiles = (values[values.len() * 3 / 4] - values[values.len() / 4]) / QUARTILE_DISTANCE;
        // More than half of the values alike, as from a coarse gauge: the quartiles tell nothing then.
        let scale = if quartiles > 0.0 { quartiles.min(variance.sqrt()) } else { variance.sqrt() };
        let bandwidth = 0.9 * scale * count.powf(-0.2);
        let shrink = (variance / (spread + bandwidth * bandwidth)).sqrt();
        let centers: Vec<f64> = values.iter().map(|value| mean + shrink * (value - mean)).collect();
        let third = central_moment(&centers, mean, 3);
        let fourth = central_moment(&centers, mean, 4) - 3.0 * central_moment(&centers, mean, 2).powi(2);
        let cumulants = Cumulants { mean: finite(mean)?, variance, third, fourth };
        Some(Self { centers, bandwidth: finite(shrink * bandwidth)?, cumulants })
    }

    /// Centers of the kernels, in rising order.
    pub(super) fn centers(&self) -> &[f64] {
        &self.centers
    }

    /// Standard deviation of each kernel.
    pub(super) fn bandwidth(&self) -> f64 {
        self.bandwidth
    }

    fn average(&self, kernel: impl Fn(f64) -> f64) -> f64 {
        self.centers.iter().map(|center| kernel(*center)).sum::<f64>() / self.centers.len() as f64
    }
}

impl Shape for Measured {
    fn cumulants(&self) -> Cumulants {
        self.cumulants
    }

    fn density(&self, x: f64) -> f64 {
        self.average(|center| standard_density((x - center) / self.bandwidth)) / self.bandwidth
    }

    fn below(&self, x: f64) -> f64 {
        self.average(|center| standard_below((x - center) / self.bandwidth))
    }

    fn above(&self, x: f64) -> f64 {
        self.average(|center| standard_below((center - x) / self.bandwidth))
    }

    fn quantile(&self, share: f64) -> f64 {
        let (mut low, mut high) = self.ends();
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            let short = if share < 0.5 { self.below(middle) < share } else { self.above(middle) > 1.0 - share };
            if short {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high)
    }

    /// The whole part of the draw picks a center; what is left of it places the value in the kernel.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place among the centers")]
    fn sample(&self, draw: f64) -> f64 {
        let place = draw * self.centers.len() as f64;
        let index = (place as usize).min(self.centers.len() - 1);
        // Keeps a draw that falls on a whole number away from the infinite end of the kernel.
        let rest = (place - index as f64).clamp(f64::EPSILON, 1.0 - f64::EPSILON);
        self.centers[index] + self.bandwidth * standard_quantile(rest)
    }

    fn ends(&self) -> (f64, f64) {
        let margin = EMPTY * self.bandwidth;
        (self.centers[0] - margin, self.centers[self.centers.len() - 1] + margin)
    }

    fn affine(&self, scale: f64, shift: f64) -> Distribution {
        let mut centers: Vec<f64> = self.centers.iter().map(|center| scale * center + shift).collect();
        if scale < 0.0 {
            centers.reverse();
        }
        let cumulants = self.cumulants.times(scale);
        Distribution::Measured(Self {
            centers,
            bandwidth: scale.abs() * self.bandwidth,
            cumulants: Cumulants { mean: cumulants.mean + shift, ..cumulants },
        })
    }
}

fn mean_of(values: &[f64]) -> f64 {
    let first = values[0];
    // Counted from the first value, so that a long length with little scatter keeps its digits.
    first + values.iter().map(|value| value - first).sum::<f64>() / values.len() as f64
}

fn central_moment(values: &[f64], mean: f64, power: i32) -> f64 {
    values.iter().map(|value| (value - mean).powi(power)).sum::<f64>() / values.len() as f64
}
