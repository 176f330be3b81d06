//! Seeded sampling: a check of the convolution that shares nothing with it but the quantiles, and the way for any function.
//!
//! The generator is `ChaCha` with eight rounds: a published algorithm, the same on every machine and in every version. Samples
//! come in blocks of fixed size, each with a stream of its own under the one seed. Draws are made contributor by contributor within a
//! block: one more contributor at the end leaves the draws of the others as they are.
//!
//! Reference: D. Bernstein, `ChaCha`, a variant of Salsa20, 2008, <https://cr.yp.to/chacha/chacha-20080128.pdf>; standard errors:
//! M. Kendall, A. Stuart, The Advanced Theory of Statistics, volume 1, 3rd edition, Griffin 1969, chapter 10.

use super::super::domain::open_fraction;
use super::super::normal::Tails;
use super::Distribution;
use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// Samples a block. A change changes every simulation.
const BLOCK: usize = 1024;

/// Most samples: what fits in the memory of a small machine.
const MOST_SAMPLES: usize = 20_000_000;

/// An estimate and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error, in the same unit.
    pub standard_error: f64,
}

/// Values of a function of contributors, sampled.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// In the order of the draws, without the values that were not finite.
    values: Vec<f64>,
    undefined: usize,
}

/// Samples a function of independent contributors.
///
/// `function` takes the values of the contributors in their order. The same distributions, samples and seed give the same values;
/// on other platforms the draws are the same, and values differ at most by the rounding of their
/// mathematical library. `None` for an empty list, fewer than two samples or more than twenty million.
pub fn simulate(
    distributions: &[Distribution],
    samples: usize,
    seed: u64,
    function: impl Fn(&[f64]) -> f64,
) -> Option<Simulation> {
    if distributions.is_empty() || !(2..=MOST_SAMPLES).contains(&samples) {
        return None;
    }
    let mut values = vec![0.0; samples];
    let sample = |(index, block): (usize, &mut [f64])| {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(index as u64);
        fill(block, distributions, &mut generator, &function);
    };
    values.chunks_mut(BLOCK).enumerate().for_each(sample);
    values.retain(|value| value.is_finite());
    let undefined = samples - values.len();
    Some(Simulation { values, undefined })
}

fn fill(block: &mut [f64], distributions: &[Distribution], generator: &mut ChaCha8Rng, function: impl Fn(&[f64]) -> f64) {
    let count = distributions.len();
    let mut points = vec![0.0; block.len() * count];
    for (index, distribution) in distributions.iter().enumerate() {
        let column = points.iter_mut().skip(index).step_by(count);
        match distribution.shape() {
            Ok(shape) => column.for_each(|value| *value = shape.sample(uniform(generator.next_u64()))),
            Err(fixed) => column.for_each(|value| *value = fixed),
        }
    }
    for (value, point) in block.iter_mut().zip(points.chunks_exact(count)) {
        *value = function(point);
    }
}

/// Uniform draw strictly between 0 and 1: the middle of one of 2^52 equal steps.
fn uniform(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) * (0.5_f64).powi(52)
}

impl Simulation {
    /// The values in the order of the draws.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Samples at which the function was not a finite number; they count in no estimate.
    pub fn undefined(&self) -> usize {
        self.undefined
    }

    /// Mean; `None` with fewer than two values.
    pub fn mean(&self) -> Option<Estimate> {
        let [mean, variance, ..] = self.moments()?;
        Some(Estimate { value: mean, standard_error: (variance / self.count()).sqrt() })
    }

    /// Standard deviation (divisor `n - 1`), its standard error by the measured kurtosis; `None` with fewer than two values or
    /// without scatter.
    pub fn deviation(&self) -> Option<Estimate> {
        let [_, variance, _, fourth] = self.moments()?;
        let value = variance.sqrt();
        let spread = (fourth - variance * variance).max(0.0);
        (value > 0.0).then(|| Estimate { value, standard_error: (spread / self.count()).sqrt() / (2.0 * value) })
    }

    /// Skewness and excess kurtosis; `None` with fewer than two values or without scatter.
    pub fn skewness_and_kurtosis(&self) -> Option<(f64, f64)> {
        let [_, variance, third, fourth] = self.moments()?;
        (variance > 0.0).then(|| (third / variance.powf(1.5), fourth / variance.powi(2) - 3.0))
    }

    /// Share of values below a limit; `None` if the limit is not a number or there are no values.
    pub fn below(&self, limit: f64) -> Option<Estimate> {
        self.share(limit, |value| value < limit)
    }

    /// Share of values above a limit; `None` if the limit is not a number or there are no values.
    pub fn above(&self, limit: f64) -> Option<Estimate> {
        self.share(limit, |value| value > limit)
    }

    /// Shares outside two limits; `None` as in [`Simulation::below`] or if `lower` is above `upper`.
    pub fn tails(&self, lower: f64, upper: f64) -> Option<Tails> {
        if lower > upper {
            return None;
        }
        Some(Tails { below: self.below(lower)?.value, above: self.above(upper)?.value })
    }

    /// Value below which a share of the values lies; `None` unless the share lies strictly between 0 and 1, or without values.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list, kept inside of it")]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let share = open_fraction(share)?;
        let place = ((share * self.count()).ceil() as usize).clamp(1, self.values.len().max(1)) - 1;
        if self.values.is_empty() {
            return None;
        }
        let mut values = self.values.clone();
        Some(*values.select_nth_unstable_by(place, f64::total_cmp).1)
    }

    fn count(&self) -> f64 {
        self.values.len() as f64
    }

    fn share(&self, limit: f64, counts: impl Fn(f64) -> bool) -> Option<Estimate> {
        if limit.is_nan() || self.values.is_empty() {
            return None;
        }
        let found = self.values.iter().filter(|value| counts(**value)).count() as f64;
        let count = self.count();
        Some(Estimate { value: found / count, standard_error: share_error(found / count, count) })
    }

    /// Mean, variance, third and fourth central moment, counted from the first value to keep their digits.
    fn moments(&self) -> Option<[f64; 4]> {
        let (count, first) = (self.count(), self.values.first()?);
        if self.values.len() < 2 {
            return None;
        }
        let mean = first + self.values.iter().map(|value| value - first).sum::<f64>() / count;
        let mut sums = [0.0; 3];
        for value in &self.values {
            let square = (value - mean).powi(2);
            sums[0] += square;
            sums[1] += square * (value - mean);
            sums[2] += square * square;
        }
        Some([mean, sums[0] / (count - 1.0), sums[1] / count, sums[2] / count])
    }
}

/// Standard error of a share that was found among `count` values: the root of p (1 - p) / count. Of none or all values that would
/// be zero, which claims certainty: half a value is added to either side.
pub fn share_error(share: f64, count: f64) -> f64 {
    let likely = (share * count + 0.5) / (count + 1.0);
    (likely * (1.0 - likely) / count).sqrt()
}

#[cfg(test)]
#[path = "simulation_tests.rs"]
mod tests;
