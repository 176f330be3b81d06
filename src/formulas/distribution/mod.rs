//! How a dimension really scatters, and what a sum of such dimensions does: tail shares, quantiles and moments.
//!
//! The root sum square takes every contributor for normal. Parts sorted by a gauge, cut by a worn knife or molded in two cavities
//! are not, and the share of gaps out of limits then differs by orders of magnitude. Here each contributor keeps its own shape.
//! [`Gap`] adds independent contributors up without sampling; [`simulate`] samples any function of them and checks the former.
//!
//! As in the other formulas, lengths are in m and shares are fractions, though nothing here depends on the unit; every input out
//! of range gives `None`. This module must never know a design, a check, a material or a file, nor the text of an expression: a
//! function of several contributors comes in as a closure. It holds no threshold and no state, and a seed is an argument.
//!
//! Independence is assumed throughout: two dimensions cut by the same tool in one stroke are one contributor, not two.

mod bounded;
mod contribution;
mod convolution;
mod cumulants;
mod gap;
mod gaussian;
mod grid;
mod measured;
mod normal_quantile;
mod part;
mod quadrature;
mod simulation;
mod skewed;

pub use bounded::{Triangular, Uniform};
pub use contribution::{Contribution, contributions};
pub use convolution::Share;
pub use cumulants::Cumulants;
pub use gap::{Bin, Gap, Term};
pub use gaussian::{Normal, TruncatedNormal};
pub use measured::Measured;
pub use simulation::{Estimate, Simulation, share_error, simulate};
use skewed::SMALLEST_SKEWNESS;
pub use skewed::{SKEWNESS, Skewed};

use super::domain::{finite, open_fraction};
use super::stack::deviation_from_tolerance;

/// Standard deviations past which a normal tail counts as empty in a sum: 1e-19 of all parts lie beyond.
const EMPTY: f64 = 9.0;

/// What each shape can tell. Arguments are finite and shares lie strictly between 0 and 1: [`Distribution`] sees to that.
trait Shape {
    /// Mean and the cumulants above it.
    fn cumulants(&self) -> Cumulants;
    /// Density at `x`.
    fn density(&self, x: f64) -> f64;
    /// Share below `x`, of good relative precision where it is small.
    fn below(&self, x: f64) -> f64;
    /// Share above `x`, of good relative precision where it is small.
    fn above(&self, x: f64) -> f64;
    /// Value below which the share lies.
    fn quantile(&self, share: f64) -> f64;
    /// Value that belongs to a draw from the uniform distribution between 0 and 1.
    fn sample(&self, draw: f64) -> f64 {
        self.quantile(draw)
    }
    /// Ends outside of which there is nothing, or next to nothing.
    fn ends(&self) -> (f64, f64);
    /// Place inside the ends where the density is not smooth.
    fn kink(&self) -> Option<f64> {
        None
    }
    /// Distribution of `scale x + shift`, for a scale other than zero.
    fn affine(&self, scale: f64, shift: f64) -> Distribution;
}

/// How one contributor scatters.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// No scatter: always this value.
    Fixed(f64),
    /// Normal.
    Normal(Normal),
    /// Uniform between two ends.
    Uniform(Uniform),
    /// Triangular between two ends.
    Triangular(Triangular),
    /// Normal with the parts outside two ends sorted out.
    Truncated(TruncatedNormal),
    /// Lognormal with a location of its own.
    Skewed(Skewed),
    /// Sample of measured parts, smoothed.
    Measured(Measured),
}

impl Distribution {
    /// A fixed value; `None` unless finite.
    pub fn fixed(value: f64) -> Option<Self> {
        finite(value).map(Self::Fixed)
    }

    /// Normal by mean and standard deviation; see [`Normal::new`].
    pub fn normal(mean: f64, deviation: f64) -> Option<Self> {
        Normal::new(mean, deviation).map(Self::Normal).filter(Self::scatters)
    }

    /// Normal in the middle between two limits that stand at `3 capability` standard deviations.
    ///
    /// `capability` above 0; 1 is the usual three-sigma assumption. `None` outside or unless `low` is below `high`. Reference:
    /// [`deviation_from_tolerance`].
    pub fn normal_within(low: f64, high: f64, capability: f64) -> Option<Self> {
        Self::normal(f64::midpoint(low, high), deviation_from_tolerance((high - low) / 2.0, capability)?)
    }

    /// Uniform between two ends; see [`Uniform::new`].
    pub fn uniform(low: f64, high: f64) -> Option<Self> {
        Uniform::new(low, high).map(Self::Uniform).filter(Self::scatters)
    }

    /// Triangular with its peak at `mode`; see [`Triangular::new`].
    pub fn triangular(low: f64, mode: f64, high: f64) -> Option<Self> {
        Triangular::new(low, mode, high).map(Self::Triangular).filter(Self::scatters)
    }

    /// Normal with everything outside two ends sorted out; see [`TruncatedNormal::new`].
    pub fn truncated_normal(mean: f64, deviation: f64, low: f64, high: f64) -> Option<Self> {
        TruncatedNormal::new(mean, deviation, low, high).map(Self::Truncated).filter(Self::scatters)
    }

    /// Skewed by mean, standard deviation and skewness, normal if that is zero or too small to tell; see [`Skewed::new`].
    pub fn skewed(mean: f64, deviation: f64, skewness: f64) -> Option<Self> {
        if skewness.abs() < SMALLEST_SKEWNESS {
            return Self::normal(mean, deviation);
        }
        Skewed::new(mean, deviation, skewness).map(Self::Skewed).filter(Self::scatters)
    }

    /// From measured values; see [`Measured::new`].
    pub fn measured(values: &[f64]) -> Option<Self> {
        Measured::new(values).map(Self::Measured).filter(Self::scatters)
    }

    /// Mean and the cumulants above it.
    pub fn cumulants(&self) -> Cumulants {
        self.shape().map_or_else(Cumulants::fixed, Shape::cumulants)
    }

    /// Mean, in the unit of the values.
    pub fn mean(&self) -> f64 {
        self.cumulants().mean
    }

    /// Standard deviation, in the unit of the values.
    pub fn deviation(&self) -> f64 {
        self.cumulants().deviation()
    }

    /// Share below `x`, a fraction; `None` if `x` is not a number.
    pub fn below(&self, x: f64) -> Option<f64> {
        (!x.is_nan()).then(|| self.shape().map_or_else(|value| f64::from(value < x), |shape| shape.below(x)))
    }

    /// Share above `x`, a fraction, never computed as one minus the share below; `None` if `x` is not a number.
    pub fn above(&self, x: f64) -> Option<f64> {
        (!x.is_nan()).then(|| self.shape().map_or_else(|value| f64::from(value > x), |shape| shape.above(x)))
    }

    /// Value below which a share lies; `None` unless the share lies strictly between 0 and 1.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let share = open_fraction(share)?;
        Some(self.shape().map_or_else(|value| value, |shape| shape.quantile(share)))
    }

    /// Value that belongs to a draw from the uniform distribution between 0 and 1, both excluded, else `None`.
    ///
    /// Not in the order of the draws for measured values: there the draw picks a part first.
    pub fn sample(&self, draw: f64) -> Option<f64> {
        let draw = open_fraction(draw)?;
        Some(self.shape().map_or_else(|value| value, |shape| shape.sample(draw)))
    }

    /// Distribution of `scale x + shift`; `None` if it would not be finite or would lose its scatter to rounding.
    #[must_use]
    pub fn affine(&self, scale: f64, shift: f64) -> Option<Self> {
        let (scale, shift) = (finite(scale)?, finite(shift)?);
        match self.shape() {
            Err(value) => Self::fixed(scale * value + shift),
            Ok(_) if scale == 0.0 => Self::fixed(shift),
            Ok(shape) => Some(shape.affine(scale, shift)).filter(Self::scatters),
        }
    }

    /// Whether the moments are finite and the variance neither zero nor so small that its digits are lost.
    fn scatters(&self) -> bool {
        let cumulants = self.cumulants();
        cumulants.mean.is_finite() && cumulants.variance.is_normal() && cumulants.fourth.is_finite()
    }

    /// The same mean and shape with the scatter multiplied: 0.9 is a tolerance held ten percent tighter.
    ///
    /// `factor` at least 0, else `None`; 0 gives a fixed value.
    #[must_use]
    pub fn tightened(&self, factor: f64) -> Option<Self> {
        if factor < 0.0 {
            return None;
        }
        self.affine(factor, self.mean() * (1.0 - factor))
    }

    /// The shape, or the value of what has none.
    fn shape(&self) -> Result<&dyn Shape, f64> {
        match self {
            Self::Fixed(value) => Err(*value),
            Self::Normal(shape) => Ok(shape),
            Self::Uniform(shape) => Ok(shape),
            Self::Triangular(shape) => Ok(shape),
            Self::Truncated(shape) => Ok(shape),
            Self::Skewed(shape) => Ok(shape),
            Self::Measured(shape) => Ok(shape),
        }
    }
}

#[cfg(test)]
mod tests;
