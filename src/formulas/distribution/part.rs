//! Contributors as a sum takes them: shapes to be integrated, or equally likely points.

use super::measured::Measured;
use super::{Distribution, Shape, quadrature};

/// Fewest panels of quadrature over a smooth shape, so that one much narrower than a step is integrated well too.
const FEWEST_PANELS: f64 = 32.0;

/// What is put on the grid.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// A shape with a density.
    Smooth(Distribution),
    /// Equally likely values, in rising order: the centers of a smoothed sample.
    Points(Vec<f64>),
}

impl Part {
    /// Centers of a smoothed sample; its kernel is a normal contributor of its own.
    pub(super) fn centers(sample: &Measured) -> Self {
        Self::Points(sample.centers().to_vec())
    }

    pub(super) fn ends(&self) -> (f64, f64) {
        match self {
            Self::Smooth(distribution) => distribution.shape().map_or_else(|value| (value, value), Shape::ends),
            Self::Points(points) => (points[0], points[points.len() - 1]),
        }
    }

    pub(super) fn width(&self) -> f64 {
        let (low, high) = self.ends();
        high - low
    }

    pub(super) fn mirrored(&self) -> Self {
        match self {
            Self::Smooth(distribution) => Self::Smooth(mirrored(distribution)),
            Self::Points(points) => Self::Points(points.iter().rev().map(|point| -point).collect()),
        }
    }

    /// Share above a value.
    pub(super) fn above(&self, x: f64) -> f64 {
        match self {
            Self::Smooth(distribution) => above(distribution, x),
            Self::Points(points) => points.iter().filter(|point| **point > x).count() as f64 / points.len() as f64,
        }
    }

    /// Hands masses between two values to `visit`, a node for every half step or denser.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of nodes, at least one")]
    pub(super) fn masses(&self, low: f64, high: f64, step: f64, mut visit: impl FnMut(f64, f64)) {
        match self {
            Self::Points(points) => {
                let mass = (points.len() as f64).recip();
                points.iter().filter(|point| (low..=high).contains(*point)).for_each(|point| visit(*point, mass));
            }
            Self::Smooth(distribution) => {
                let Ok(shape) = distribution.shape() else { return };
                let kink = shape.kink().filter(|kink| low < *kink && *kink < high);
                let mut integrate = |from: f64, to: f64| {
                    let panels = ((to - from) / (2.0 * step)).ceil().max(FEWEST_PANELS) as u32;
                    quadrature::nodes(from, to, panels, |x, weight| visit(x, weight * shape.density(x)));
                };
                match kink {
                    Some(kink) => {
                        integrate(low, kink);
                        integrate(kink, high);
                    }
                    None => integrate(low, high),
                }
            }
        }
    }
}

pub(super) fn mirrored(distribution: &Distribution) -> Distribution {
    match distribution.shape() {
        Ok(shape) => shape.affine(-1.0, 0.0),
        Err(value) => Distribution::Fixed(-value),
    }
}

/// Share of a distribution above a value.
pub(super) fn above(distribution: &Distribution, x: f64) -> f64 {
    distribution.above(x).unwrap_or(f64::NAN)
}
