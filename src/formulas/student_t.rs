//! Tails of the t and F distributions, from the incomplete beta function.
//!
//! Reference: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, NBS 1964, 26.5.27 and 26.5.28.

use super::domain::{finite, not_negative, open_fraction, positive};
use super::incomplete_beta;

/// The `t` that a share `tail` of Student's t distribution lies above.
///
/// `freedom` above 0, `tail` above 0 and below one half, else `None`. Loses digits as `tail` comes close to one half.
pub(super) fn upper_quantile(freedom: f64, tail: f64) -> Option<f64> {
    let freedom = positive(freedom)?;
    let x = incomplete_beta::quantile(freedom / 2.0, 0.5, open_fraction(2.0 * tail)?)?;
    finite((freedom * (1.0 - x) / x).sqrt())
}

/// Share of an F distribution above `ratio` (not negative), with `numerator` and `denominator` degrees of freedom above 0.
pub(super) fn f_upper_tail(ratio: f64, numerator: f64, denominator: f64) -> Option<f64> {
    let denominator = positive(denominator)?;
    let x = denominator / (denominator + positive(numerator)? * not_negative(ratio)?);
    incomplete_beta::regularized(denominator / 2.0, numerator / 2.0, x)
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    /// No published figure: `t.isf` of scipy 1.17.
    #[test]
    fn t_agrees_with_scipy() {
        let rows = [
            (1.0, 0.025, 12.706_204_736_174_705),
            (6.0, 0.003_125, 4.115_170_117_594_715),
            (30.0, 0.05, 1.697_260_886_593_957_4),
            (5000.0, 1e-6, 4.759_037_953_505_102),
        ];
        for (freedom, tail, t) in rows {
            assert!(close(upper_quantile(freedom, tail).unwrap() / t, 1.0, 1e-9), "{freedom} {tail}");
        }
    }

    /// No published figure: `f.sf` of scipy 1.17.
    #[test]
    fn f_agrees_with_scipy() {
        for (ratio, numerator, denominator, share) in [
            (9.591, 2.0, 12.0, 0.003_248_356_402_729_602_7),
            (1.0, 7.0, 232.0, 0.431_971_704_198_382_4),
            (25.0, 1.0, 3.0, 0.015_392_438_073_302_294),
        ] {
            assert!(close(f_upper_tail(ratio, numerator, denominator).unwrap() / share, 1.0, 1e-9), "{ratio}");
        }
        assert_eq!(f_upper_tail(0.0, 2.0, 2.0), Some(1.0));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(upper_quantile(0.0, 0.1), None);
        assert_eq!(upper_quantile(5.0, 0.5), None);
        assert_eq!(upper_quantile(5.0, 0.0), None);
        assert_eq!(upper_quantile(5.0, f64::NAN), None);
        assert_eq!(f_upper_tail(-1.0, 2.0, 2.0), None);
        assert_eq!(f_upper_tail(1.0, 0.0, 2.0), None);
    }

    proptest! {
        /// The square of t with `n` degrees of freedom is F with 1 and `n`, two tails against one.
        #[test]
        fn square_of_t_is_f(freedom in 1.0..2000.0_f64, tail in 1e-6..0.4_f64) {
            let t = upper_quantile(freedom, tail).unwrap();
            prop_assert!(close(f_upper_tail(t.powi(2), 1.0, freedom).unwrap() / (2.0 * tail), 1.0, 1e-8));
        }
    }
}
