//! Uniform and triangular: shapes with firm ends, known from what the process cannot do rather than from data.
//!
//! References: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.2,
//! <https://www.itl.nist.gov/div898/handbook/eda/section3/eda3662.htm>; triangular: S. Kotz, J. van Dorp, Beyond Beta, World
//! Scientific 2004, chapter 1.

use super::super::domain::finite;
use super::{Cumulants, Distribution, Shape};

/// Every value between two ends alike: no process knowledge but the limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uniform {
    low: f64,
    high: f64,
}

impl Uniform {
    /// Finite ends, `low` below `high`; else `None`.
    pub fn new(low: f64, high: f64) -> Option<Self> {
        let (low, high) = (finite(low)?, finite(high)?);
        finite(high - low)?;
        (low < high).then_some(Self { low, high })
    }
}

impl Shape for Uniform {
    fn cumulants(&self) -> Cumulants {
        let variance = (self.high - self.low).powi(2) / 12.0;
        Cumulants { mean: f64::midpoint(self.low, self.high), variance, third: 0.0, fourth: -1.2 * variance * variance }
    }

    fn density(&self, x: f64) -> f64 {
        if x < self.low || x > self.high { 0.0 } else { (self.high - self.low).recip() }
    }

    fn below(&self, x: f64) -> f64 {
        ((x - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    fn above(&self, x: f64) -> f64 {
        ((self.high - x) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    fn quantile(&self, share: f64) -> f64 {
        self.low + share * (self.high - self.low)
    }

    fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn affine(&self, scale: f64, shift: f64) -> Distribution {
        let (one, other) = (scale * self.low + shift, scale * self.high + shift);
        Distribution::Uniform(Self { low: one.min(other), high: one.max(other) })
    }
}

/// Straight up to a peak and straight down: limits and a most likely value are known, no more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangular {
    low: f64,
    mode: f64,
    high: f64,
}

impl Triangular {
    /// Finite ends, `low` below `high`, `mode` between them or at one of them; else `None`.
    pub fn new(low: f64, mode: f64, high: f64) -> Option<Self> {
        let (low, mode, high) = (finite(low)?, finite(mode)?, finite(high)?);
        finite(high - low)?;
        (low < high && low <= mode && mode <= high).then_some(Self { low, mode, high })
    }

    /// Share between the lower end and the peak.
    fn rising(&self) -> f64 {
        (self.mode - self.low) / (self.high - self.low)
    }

    /// Share below an `x` that is not past the peak.
    fn under_rise(&self, x: f64) -> f64 {
        let from_end = x - self.low;
        if from_end <= 0.0 { 0.0 } else { from_end / (self.high - self.low) * (from_end / (self.mode - self.low)) }
    }

    /// Share above an `x` that is not short of the peak.
    fn under_fall(&self, x: f64) -> f64 {
        let to_end = self.high - x;
        if to_end <= 0.0 { 0.0 } else { to_end / (self.high - self.low) * (to_end / (self.high - self.mode)) }
    }
}

impl Shape for Triangular {
    /// With `p` the place of the peak between the ends, 0 to 1, and `w` the width: variance `w^2 (1 - p + p^2) / 18`, third
    /// central moment `w^3 (1 - 2p)(1 + p)(2 - p) / 270`, excess kurtosis -0.6. In these terms nothing cancels.
    fn cumulants(&self) -> Cumulants {
        let (p, width) = (self.rising(), self.high - self.low);
        let variance = width.powi(2) * (1.0 - p + p * p) / 18.0;
        Cumulants {
            mean: self.low + width * (1.0 + p) / 3.0,
            variance,
            third: width.powi(3) * (1.0 - 2.0 * p) * (1.0 + p) * (2.0 - p) / 270.0,
            fourth: -0.6 * variance * variance,
        }
    }

    fn density(&self, x: f64) -> f64 {
        let peak = 2.0 / (self.high - self.low);
        if x < self.low || x > self.high {
            0.0
        } else if x < self.mode {
            peak * (x - self.low) / (self.mode - self.low)
        } else if x > self.mode {
            peak * (self.high - x) / (self.high - self.mode)
        } else {
            peak
        }
    }

    fn below(&self, x: f64) -> f64 {
        if x < self.mode { self.under_rise(x) } else { 1.0 - self.under_fall(x) }
    }

    fn above(&self, x: f64) -> f64 {
        if x > self.mode { self.under_fall(x) } else { 1.0 - self.under_rise(x) }
    }

    fn quantile(&self, share: f64) -> f64 {
        let (p, width) = (self.rising(), self.high - self.low);
        if share < p { self.low + width * (share * p).sqrt() } else { self.high - width * ((1.0 - share) * (1.0 - p)).sqrt() }
    }

    fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn kink(&self) -> Option<f64> {
        Some(self.mode)
    }

    fn affine(&self, scale: f64, shift: f64) -> Distribution {
        let (one, other) = (scale * self.low + shift, scale * self.high + shift);
        let (low, high) = (one.min(other), one.max(other));
        Distribution::Triangular(Self { low, mode: (scale * self.mode + shift).clamp(low, high), high })
    }
}
