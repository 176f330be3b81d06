//! The normal distribution: cumulative share, quantile, and the shares outside two limits.
//!
//! Reference: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.1,
//! <https://www.itl.nist.gov/div898/handbook/eda/section3/eda3661.htm>.

use super::domain::{finite, fraction, open_fraction, positive};
use statrs::function::erf::{erfc, erfc_inv};
use std::f64::consts::SQRT_2;

/// Parts per million in the whole.
const MILLION: f64 = 1e6;

/// Shares of a population outside a lower and an upper limit, as fractions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tails {
    /// Share below the lower limit.
    pub below: f64,
    /// Share above the upper limit.
    pub above: f64,
}

impl Tails {
    /// Share outside both limits, a fraction.
    pub fn outside(self) -> f64 {
        (self.below + self.above).min(1.0)
    }

    /// Share between the limits, a fraction.
    pub fn inside(self) -> f64 {
        1.0 - self.outside()
    }

    /// Share outside both limits in parts per million.
    pub fn outside_ppm(self) -> f64 {
        self.outside() * MILLION
    }
}

/// Share of a standard normal population below `z`; `None` if `z` is not a number.
///
/// Infinite `z` gives 0 or 1. Keeps its relative accuracy of about 1e-10 deep into the lower tail, so use `cumulative(-z)` for an
/// upper tail. Reference: see the module.
pub fn cumulative(z: f64) -> Option<f64> {
    (!z.is_nan()).then(|| 0.5 * erfc(-z / SQRT_2))
}

/// The `z` below which a share of a standard normal population lies.
///
/// `share` is a fraction strictly between 0 and 1, else `None`. Reference: see the module.
pub fn quantile(share: f64) -> Option<f64> {
    finite(-SQRT_2 * erfc_inv(2.0 * open_fraction(share)?))
}

/// Shares of a normal population outside two limits.
///
/// `mean` finite, `deviation` (standard deviation, above 0) and limits in the same unit. A limit of minus or plus infinity stands
/// for none. `None` outside these ranges or if `lower` is above `upper`. Reference: see the module.
pub fn tails(mean: f64, deviation: f64, lower: f64, upper: f64) -> Option<Tails> {
    let (mean, deviation) = (finite(mean)?, positive(deviation)?);
    if lower > upper {
        return None;
    }
    Some(Tails { below: cumulative((lower - mean) / deviation)?, above: cumulative((mean - upper) / deviation)? })
}

/// Parts per million of a fraction from 0 to 1; `None` outside.
pub fn parts_per_million(share: f64) -> Option<f64> {
    Some(fraction(share)? * MILLION)
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tol_05() {
        let tails = tails(0.1, 0.057_812_9, 0.05, 0.8).unwrap();
        assert!(close(tails.inside(), 0.806_441_807_2, 1e-6));
        assert!(close(tails.outside_ppm(), 193_558.19, 0.5));
    }

    #[test]
    fn cap_07_yield() {
        let tails = tails(0.009, 0.012, -0.036, 0.036).unwrap();
        assert!(close(tails.inside(), 0.987_687_110_1, 1e-9));
        assert!(close(tails.outside_ppm(), 12_312.89, 0.01));
    }

    /// No published figure: values of scipy 1.17, `norm.cdf` and `norm.ppf`.
    #[test]
    fn agrees_with_scipy() {
        for (z, share) in [(-8.0, 6.220_960_574_271_74e-16), (-6.0, 9.865_876_450_376_946e-10), (-1.0, 0.158_655_253_931_457_07)]
        {
            assert!(close(cumulative(z).unwrap() / share, 1.0, 1e-9), "{z}");
        }
        let quantiles = [(1e-9, -5.997_807_015_007_687), (0.025, -1.959_963_984_540_054_5), (0.99, 2.326_347_874_040_840_8)];
        for (share, z) in quantiles {
            assert!(close(quantile(share).unwrap(), z, 1e-10), "{share}");
        }
    }

    #[test]
    fn one_limit_may_be_missing() {
        let tails = tails(0.0, 1.0, f64::NEG_INFINITY, 0.0).unwrap();
        assert!(close(tails.below, 0.0, 0.0) && close(tails.above, 0.5, 1e-15));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(cumulative(f64::NAN), None);
        assert_eq!(quantile(0.0), None);
        assert_eq!(quantile(1.0), None);
        assert_eq!(tails(0.0, 0.0, -1.0, 1.0), None);
        assert_eq!(tails(0.0, 1.0, 1.0, -1.0), None);
        assert_eq!(tails(0.0, 1.0, f64::NAN, 1.0), None);
        assert_eq!(tails(f64::INFINITY, 1.0, 0.0, 1.0), None);
        assert_eq!(parts_per_million(1.1), None);
        assert_eq!(parts_per_million(0.5), Some(500_000.0));
    }

    proptest! {
        #[test]
        fn quantile_inverts_cumulative(share in 1e-9..0.999_999_f64) {
            prop_assert!(close(cumulative(quantile(share).unwrap()).unwrap(), share, 1e-9));
        }

        #[test]
        fn cumulative_is_symmetric(z in -8.0..8.0_f64) {
            prop_assert!(close(cumulative(z).unwrap() + cumulative(-z).unwrap(), 1.0, 1e-14));
        }

        #[test]
        fn tails_have_no_scale(mean in -5.0..5.0_f64, deviation in 0.1..5.0_f64, scale in 1e-6..1e3_f64) {
            let plain = tails(mean, deviation, -3.0, 4.0).unwrap();
            let scaled = tails(mean * scale, deviation * scale, -3.0 * scale, 4.0 * scale).unwrap();
            prop_assert!(close(plain.outside(), scaled.outside(), 1e-9));
        }
    }
}
