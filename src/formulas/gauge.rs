//! Gauge studies: how much of what is read is the gauge and not the part.
//!
//! Takes standard deviations as they come out of a study; it does not evaluate the readings of one.
//!
//! References: AIAG, Measurement Systems Analysis, 4th edition, 2010; its acceptance criteria are quoted by
//! <https://www.metrology-journal.org/articles/ijmqe/full_html/2017/01/ijmqe170028/T1.html>.

use super::domain::{finite, not_negative, positive};

/// Standard deviations of a tolerance or a spread, the AIAG convention since its 4th edition (5.15 before).
const SPREAD: f64 = 6.0;

/// Factor of the number of distinct categories as AIAG prints it, for the root of 2.
const CATEGORIES: f64 = 1.41;

/// Shares up to which AIAG calls a gauge acceptable, and beyond which not acceptable.
const ACCEPTABLE: f64 = 0.1;
const MARGINAL: f64 = 0.3;

/// The three bands of AIAG for the gauge share of tolerance or of variation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Under 10 %.
    Acceptable,
    /// 10 % to 30 %: may do, depending on the use and the cost, if the customer agrees.
    Marginal,
    /// Over 30 %.
    NotAcceptable,
}

/// Gauge deviation from its two parts: `sqrt(repeatability^2 + reproducibility^2)`.
///
/// Standard deviations, not negative, in one unit, else `None`. Reference: AIAG, see the module.
pub fn gauge_deviation(repeatability: f64, reproducibility: f64) -> Option<f64> {
    finite(not_negative(repeatability)?.hypot(not_negative(reproducibility)?))
}

/// Gauge share of the tolerance: `6 gauge / (upper - lower)`, a fraction that may exceed 1.
///
/// `gauge` (standard deviation, not negative) and limits in one unit, `upper` above `lower`, else `None`. Reference: see the
/// module.
pub fn share_of_tolerance(gauge: f64, lower: f64, upper: f64) -> Option<f64> {
    finite(SPREAD * not_negative(gauge)? / positive(upper - lower)?)
}

/// Gauge share of the study variation: `gauge / sqrt(gauge^2 + parts^2)`, a fraction.
///
/// Standard deviations of the gauge and between the parts, not negative, in one unit, not both 0, else `None`. It means what it
/// says only if the parts of the study spread as production does. Reference: see the module.
pub fn share_of_variation(gauge: f64, parts: f64) -> Option<f64> {
    let total = positive(gauge_deviation(gauge, parts)?)?;
    finite(gauge / total)
}

/// Number of distinct categories: `1.41 parts / gauge`, truncated as AIAG does; AIAG asks for 5 or more.
///
/// `gauge` above 0 and `parts` not negative, standard deviations in one unit, else `None`. Beyond 2^32 it stays there.
/// Reference: see the module.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number of categories; what is too large stays the largest"
)]
pub fn distinct_categories(gauge: f64, parts: f64) -> Option<u32> {
    Some((CATEGORIES * not_negative(parts)? / positive(gauge)?) as u32)
}

/// Cp that is observed through a gauge: `1 / sqrt(1 / Cp^2 + share^2)`.
///
/// `actual` above 0, `share` of the tolerance as in [`share_of_tolerance`], else `None`: the variances of process and gauge add.
/// Reference: AIAG, appendix on the effect of the gauge on Cp.
pub fn observed_cp(actual: f64, share: f64) -> Option<f64> {
    positive((positive(actual)?.powi(-2) + not_negative(share)?.powi(2)).powf(-0.5))
}

/// Cp of the process behind an observed one: `1 / sqrt(1 / Cp^2 - share^2)`.
///
/// Arguments as in [`observed_cp`]; `None` also if the gauge alone spreads as far as what was observed. Reference: as there.
pub fn actual_cp(observed: f64, share: f64) -> Option<f64> {
    positive(positive(positive(observed)?.powi(-2) - not_negative(share)?.powi(2))?.powf(-0.5))
}

/// Band of a gauge share of tolerance or of variation; a fraction not below 0, else `None`. Reference: AIAG, see the module.
pub fn band(share: f64) -> Option<Band> {
    let share = not_negative(share)?;
    Some(if share < ACCEPTABLE {
        Band::Acceptable
    } else if share <= MARGINAL {
        Band::Marginal
    } else {
        Band::NotAcceptable
    })
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    /// Worked through by hand: repeatability 3 and reproducibility 4 make 5, on a tolerance of 300 and parts of 12.
    #[test]
    fn three_four_five() {
        let gauge = gauge_deviation(3.0, 4.0).unwrap();
        assert!(close(gauge, 5.0, 1e-15));
        assert!(close(share_of_tolerance(gauge, -150.0, 150.0).unwrap(), 0.1, 1e-15));
        assert!(close(share_of_variation(gauge, 12.0).unwrap(), 5.0 / 13.0, 1e-15));
        assert_eq!(distinct_categories(gauge, 12.0), Some(3));
    }

    /// A Cp of 2 reads 1.96, 1.71 and 1.41 through gauges of 10, 30 and 50 % of the tolerance.
    #[test]
    fn gauge_lowers_the_observed_cp() {
        for (share, observed) in [(0.0, 2.0), (0.1, 1.961), (0.3, 1.715), (0.5, 1.414)] {
            assert!(close(observed_cp(2.0, share).unwrap(), observed, 5e-4), "{share}");
        }
    }

    #[test]
    fn bands_hold_their_ends() {
        for (share, expected) in [
            (0.0, Band::Acceptable),
            (0.0999, Band::Acceptable),
            (0.1, Band::Marginal),
            (0.3, Band::Marginal),
            (0.3001, Band::NotAcceptable),
            (2.0, Band::NotAcceptable),
        ] {
            assert_eq!(band(share), Some(expected), "{share}");
        }
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(gauge_deviation(-1.0, 0.0), None);
        assert_eq!(share_of_tolerance(1.0, 2.0, 2.0), None);
        assert_eq!(share_of_tolerance(1.0, f64::NEG_INFINITY, 2.0), None);
        assert_eq!(share_of_variation(0.0, 0.0), None);
        assert_eq!(distinct_categories(0.0, 1.0), None);
        assert_eq!(observed_cp(0.0, 0.1), None);
        assert_eq!(actual_cp(2.0, 0.5), None);
        assert_eq!(actual_cp(2.0, f64::NAN), None);
        assert_eq!(band(-0.1), None);
    }

    proptest! {
        #[test]
        fn actual_undoes_observed(cp in 0.1..5.0_f64, share in 0.0..2.0_f64) {
            let observed = observed_cp(cp, share).unwrap();
            prop_assert!(observed <= cp * (1.0 + 1e-12));
            prop_assert!(close(actual_cp(observed, share).unwrap() / cp, 1.0, 1e-9));
        }

        #[test]
        fn shares_have_no_scale(gauge in 0.01..5.0_f64, parts in 0.0..5.0_f64, scale in 1e-6..1e6_f64) {
            let plain = share_of_variation(gauge, parts).unwrap();
            prop_assert!((0.0..=1.0).contains(&plain));
            prop_assert!(close(plain, share_of_variation(gauge * scale, parts * scale).unwrap(), 1e-12));
        }
    }
}
