//! Tests of the binomial bounds and sample sizes.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

#[test]
fn bin_01() {
    let lower = lower_bound(3, 15, 0.95).unwrap();
    assert!(close(lower / 0.056_846_867_590_246_81, 1.0, 1e-12));
    assert_eq!(upper_bound(15, 15, 0.95), Some(1.0));
}

#[test]
fn bin_02() {
    let two_sided = interval(0, 10, 0.95).unwrap();
    assert_eq!(two_sided.lower.to_bits(), 0.0_f64.to_bits());
    assert!(close(two_sided.upper / 0.308_497_1, 1.0, 1e-6));
    assert!(close(upper_bound(0, 10, 0.95).unwrap() / 0.258_865_6, 1.0, 1e-6));
}

#[test]
fn bin_04() {
    assert_eq!(success_run_sample(0.999, 0.95, 1.0), Some(2995));
    assert_eq!(success_run_sample(0.999, 0.95, 3.0), Some(999));
}

/// Test vectors of check 2 in the scale-up notes.
#[test]
fn scale_up_vectors_2() {
    let rows = [(5, 0, 0.549), (30, 0, 0.905), (59, 0, 0.950), (100, 2, 0.938), (200, 5, 0.948), (300, 6, 0.961)];
    for (trials, failures, lower) in rows {
        assert!(close(lower_bound(trials - failures, trials, 0.95).unwrap(), lower, 5.5e-4), "{trials} {failures}");
    }
    assert_eq!(success_run_sample(0.95, 0.95, 1.0), Some(59));
    assert_eq!(success_run_sample(0.99, 0.95, 1.0), Some(299));
}

/// Table of lower bounds, 90 and 95 %, in the yield facts.
#[test]
fn table_of_lower_bounds() {
    let rows = [(3, 2, 0.034_51, 0.016_95), (8, 1, 0.5938, 0.5293), (10, 5, 0.2673, 0.2224), (15, 3, 0.6072, 0.5602)];
    for (trials, failures, at_90, at_95) in rows {
        assert!(close(lower_bound(trials - failures, trials, 0.9).unwrap(), at_90, 5.1e-5));
        assert!(close(lower_bound(trials - failures, trials, 0.95).unwrap(), at_95, 5.1e-5));
    }
}

/// Table of sample sizes with 0 to 3 failures in the yield facts.
#[test]
fn table_of_sample_sizes() {
    let rows = [
        (0.8, 0.8, [8, 14, 21, 27]),
        (0.8, 0.99, [161, 299, 427, 551]),
        (0.9, 0.9, [22, 38, 52, 65]),
        (0.9, 0.97, [76, 129, 176, 221]),
        (0.95, 0.95, [59, 93, 124, 153]),
        (0.95, 0.99, [299, 473, 628, 773]),
        (0.99, 0.8, [21, 31, 39, 47]),
        (0.99, 0.99, [459, 662, 838, 1001]),
    ];
    for (confidence, reliability, samples) in rows {
        for (failures, sample) in (0_u32..).zip(samples) {
            assert_eq!(smallest_sample(failures, reliability, confidence), Some(sample), "{confidence} {reliability} {failures}");
        }
    }
}

/// No published figure: `beta.ppf` of scipy 1.17.
#[test]
fn agrees_with_scipy() {
    let rows = [
        (295, 301, 0.95, 0.961_037_544_342_018_9),
        (995, 1000, 0.975, 0.988_370_529_440_187_9),
        (9990, 10_000, 0.95, 0.998_304_368_546_354_6),
        (500, 1000, 0.975, 0.468_549_172_971_791_94),
        (50_000, 100_000, 0.95, 0.497_394_282_260_283_54),
        (99_999, 100_001, 0.95, 0.999_937_044_045_585_1),
    ];
    for (successes, trials, confidence, lower) in rows {
        assert!(close(lower_bound(successes, trials, confidence).unwrap(), lower, 1e-10), "{successes} of {trials}");
    }
}

/// The uniform prior is worth one sample: 58 instead of 59 for 95 % at 95 %.
#[test]
fn bayes_needs_one_sample_less() {
    assert_eq!(bayes_success_run_sample(0.95, 0.95), Some(58));
    assert_eq!(bayes_success_run_sample(0.5, 0.1), Some(0));
    assert!(close(bayes_success_run_reliability(58, 0.95).unwrap(), success_run_reliability(59, 0.95).unwrap(), 1e-15));
}

#[test]
fn exact_ties_are_not_rounded_up() {
    assert_eq!(success_run_sample(0.1, 0.9, 1.0), Some(1));
    assert_eq!(success_run_sample(0.5, 0.75, 1.0), Some(2));
    assert_eq!(smallest_sample(0, 0.1, 0.9), Some(1));
    assert_eq!(smallest_sample(0, 0.5, 0.75), Some(2));
}

/// One failure among 59 units: 93 are needed in all for 95 % at 95 %, by the table of sample sizes.
#[test]
fn units_that_a_claim_still_needs() {
    assert_eq!(units_still_needed(0, 0, 0.95, 0.95), Some(59));
    assert_eq!(units_still_needed(59, 0, 0.95, 0.95), Some(0));
    assert_eq!(units_still_needed(59, 1, 0.95, 0.95), Some(34));
    assert_eq!(units_still_needed(1000, 1, 0.95, 0.95), Some(0));
    assert_eq!(units_still_needed(1, 2, 0.95, 0.95), None);
}

/// No published figure: `binom.sf` of scipy 1.17.
#[test]
fn starts_for_a_lot_agree_with_scipy() {
    for (needed, share, chance, starts) in
        [(500, 0.95, 0.95, 535), (5000, 0.9, 0.95, 5597), (10, 0.5, 0.99, 33), (970, 0.97, 0.5, 1000)]
    {
        assert_eq!(starts_needed(needed, share, chance), Some(starts), "{needed} {share} {chance}");
    }
    assert_eq!(starts_needed(0, 0.5, 0.95), Some(0));
    assert_eq!(starts_needed(500, 1.0, 0.95), Some(500));
    assert_eq!(starts_needed(500, 0.0, 0.95), None);
    assert_eq!(starts_needed(u32::MAX, 0.5, 0.95), None);
}

#[test]
fn out_of_domain_is_none() {
    assert_eq!(lower_bound(0, 0, 0.95), None);
    assert_eq!(lower_bound(4, 3, 0.95), None);
    assert_eq!(upper_bound(4, 3, 0.95), None);
    assert_eq!(interval(1, 3, 1.0), None);
    assert_eq!(lower_bound(1, 3, f64::NAN), None);
    assert_eq!(success_run_sample(1.0, 0.95, 1.0), None);
    assert_eq!(success_run_sample(0.9, 0.95, 0.0), None);
    assert_eq!(success_run_reliability(0, 0.95), None);
    assert_eq!(smallest_sample(0, 1.0 - 1e-15, 0.95), None);
    assert_eq!(smallest_sample(u32::MAX, 0.9, 0.95), None);
}

proptest! {
    #[test]
    fn bounds_enclose_the_observed_share(trials in 1_u32..3000, share in 0.0..=1.0_f64, confidence in 0.51..0.999_f64) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of at most 3000 trials")]
        let successes = (f64::from(trials) * share) as u32;
        let observed = f64::from(successes) / f64::from(trials);
        let two_sided = interval(successes, trials, confidence).unwrap();
        let one_sided = lower_bound(successes, trials, confidence).unwrap();
        prop_assert!(0.0 <= two_sided.lower && two_sided.lower <= one_sided && one_sided <= observed + 1e-12);
        prop_assert!(observed <= two_sided.upper + 1e-12 && two_sided.upper <= 1.0);
    }

    #[test]
    fn more_confidence_is_a_lower_bound(trials in 2_u32..500, first in 0.01..0.99_f64, second in 0.01..0.99_f64) {
        let low = lower_bound(trials / 2, trials, first.max(second)).unwrap();
        prop_assert!(low <= lower_bound(trials / 2, trials, first.min(second)).unwrap() + 1e-12);
    }

    /// The smallest sample shows the reliability and one sample less does not.
    #[test]
    fn sample_size_is_the_smallest(failures in 0_u32..20, reliability in 0.3..0.999_f64, confidence in 0.05..0.999_f64) {
        let sample = smallest_sample(failures, reliability, confidence).unwrap();
        prop_assert!(lower_bound(sample - failures, sample, confidence).unwrap() >= reliability - 1e-9);
        if sample > failures + 1 {
            prop_assert!(lower_bound(sample - 1 - failures, sample - 1, confidence).unwrap() < reliability + 1e-9);
        }
    }

    #[test]
    fn starts_are_the_fewest(needed in 1_u32..2000, share in 0.05..1.0_f64, chance in 0.05..0.999_f64) {
        let starts = starts_needed(needed, share, chance).unwrap();
        prop_assert!(starts >= needed && chance_of_at_least(needed, starts, share).unwrap() >= chance - 1e-9);
        if starts > needed {
            prop_assert!(chance_of_at_least(needed, starts - 1, share).unwrap() < chance + 1e-9);
        }
    }

    #[test]
    fn success_run_is_the_sample_without_failure(reliability in 0.01..0.9999_f64, confidence in 0.01..0.999_f64) {
        let run = success_run_sample(reliability, confidence, 1.0).unwrap();
        prop_assert_eq!(run, u64::from(smallest_sample(0, reliability, confidence).unwrap()));
    }
}
