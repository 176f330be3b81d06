//! Tests of the tolerance intervals.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

/// Handbook example: 43 wafers, 90 % of the population with 99 % confidence.
#[test]
fn handbook_example() {
    assert!(close(two_sided_factor(43, 0.9, 0.99).unwrap(), 2.2173, 5e-5));
    // Exact; the approximation that the page prints first gives 1.8752.
    assert!(close(one_sided_factor(43, 0.9, 0.99).unwrap(), 1.8740, 5e-5));
}

/// Table of tolerance factors in the yield facts, and the seam of check 30 in the scale-up notes: 164.5 N and 142.3 N.
#[test]
fn scale_up_vector_30_and_table() {
    let k = one_sided_factor(30, 0.95, 0.95).unwrap();
    assert!(close(k, 2.220, 5e-4));
    assert!(close(220.0 - k * 25.0, 164.5, 0.05) && close(220.0 - k * 35.0, 142.3, 0.05));
    let rows = [
        (5, 3.407, 4.203, 5.741, 5.094, 6.694),
        (10, 2.355, 2.911, 3.981, 3.382, 4.445),
        (25, 1.838, 2.292, 3.158, 2.631, 3.458),
        (100, 1.527, 1.927, 2.684, 2.233, 2.934),
    ];
    for (samples, at_90, at_95, at_99, howe_95, howe_99) in rows {
        for (coverage, factor) in [(0.9, at_90), (0.95, at_95), (0.99, at_99)] {
            assert!(close(one_sided_factor(samples, coverage, 0.95).unwrap(), factor, 5.1e-4), "{samples} {coverage}");
        }
        assert!(close(two_sided_factor(samples, 0.95, 0.95).unwrap(), howe_95, 5.1e-4), "{samples}");
        assert!(close(two_sided_factor(samples, 0.99, 0.95).unwrap(), howe_99, 5.1e-4), "{samples}");
    }
}

/// No published figure: `nct.ppf` of scipy 1.17.
#[test]
fn one_sided_agrees_with_scipy() {
    let rows = [
        (2, 0.95, 0.95, 26.259_673_983_034_47),
        (3, 0.99, 0.99, 23.895_563_349_392_76),
        (5, 0.9, 0.95, 3.406_633_262_800_808),
        (43, 0.9, 0.99, 1.873_953_605_851_198_7),
        (100, 0.99, 0.95, 2.683_957_855_691_278),
        (1000, 0.99, 0.95, 2.430_140_153_241_693_7),
        (10, 0.95, 0.05, 1.017_298_838_392_94),
        (10, 0.2, 0.3, -1.086_552_829_120_553_7),
    ];
    for (samples, coverage, confidence, factor) in rows {
        let k = one_sided_factor(samples, coverage, confidence).unwrap();
        assert!(close(k / factor, 1.0, 2e-7), "{samples} {coverage} {confidence}: {k}");
    }
}

/// Coverage at and around one half, where the factor is near zero, and points drawn at random: `nct.ppf` of scipy 1.17, which a
/// second integration by `quad` confirms to 1e-13.
#[test]
fn one_sided_agrees_with_scipy_near_zero_and_at_random() {
    let rows = [
        (5, 0.5, 0.95, 0.953_390_866_368),
        (10, 0.5, 0.99, 0.892_217_011_986),
        (2, 0.5, 0.9, 2.176_250_899_48),
        (30, 0.5, 0.05, -0.310_216_733_5),
        (7, 0.5, 0.501, 0.000_987_542_750_63),
        (50, 0.5, 0.499, -0.000_356_304_276_772),
        (5, 0.500_001, 0.95, 0.953_394_763_896),
        (12, 0.52, 0.55, 0.088_493_153_536),
        (4, 0.45, 0.4, -0.277_440_412_432),
        (3, 0.6, 0.3, -0.056_110_158_325),
        (13, 0.846, 0.838, 1.446_800_633_72),
        (120, 0.478, 0.517, -0.051_387_943_385_9),
        (31, 0.225, 0.79, -0.602_766_928_678),
        (13, 0.629, 0.78, 0.573_335_367_86),
        (3, 0.461, 0.18, -0.827_430_249_119),
        (20, 0.795, 0.688, 0.971_492_456_104),
        (2, 0.598, 0.414, 0.117_667_156_253),
        (13, 0.652, 0.616, 0.487_960_852_283),
        (4, 0.623, 0.815, 0.945_989_236_852),
        (3, 0.105, 0.225, -2.619_442_740_25),
        (5, 0.602, 0.766, 0.663_576_870_978),
        (8, 0.455, 0.825, 0.230_229_289_778),
        (20, 0.265, 0.321, -0.756_925_340_947),
        (2, 0.659, 0.471, 0.451_863_536_456),
        (6, 0.424, 0.557, -0.139_612_385_981),
        (300, 0.127, 0.284, -1.184_799_569_44),
        (120, 0.261, 0.316, -0.690_467_562_674),
        (3, 0.568, 0.149, -0.546_233_269_794),
        (3, 0.829, 0.406, 0.898_053_569_105),
        (2, 0.83, 0.051, -0.294_588_440_429),
        (5, 0.903, 0.098, 0.685_156_922_636),
        (10, 0.952, 0.416, 1.613_409_545_72),
        (3, 0.571, 0.233, -0.285_689_931_55),
        (50, 0.298, 0.13, -0.712_356_252_576),
        (8, 0.064, 0.427, -1.699_351_593_24),
        (3, 0.174, 0.7, -0.676_820_740_314),
        (2, 0.105, 0.783, -0.760_508_822_611),
        (4, 0.678, 0.223, 0.087_045_454_030_3),
        (20, 0.225, 0.723, -0.618_912_920_09),
        (4, 0.436, 0.403, -0.312_598_195_06),
    ];
    for (samples, coverage, confidence, factor) in rows {
        let k = one_sided_factor(samples, coverage, confidence).unwrap();
        assert!(close(k, factor, 2e-7 * factor.abs().max(0.1)), "{samples} {coverage} {confidence}: {k}, not {factor}");
    }
    // Half the population with even odds: the mean itself.
    for samples in [2, 5, 100] {
        assert!(close(one_sided_factor(samples, 0.5, 0.5).unwrap(), 0.0, 1e-9), "{samples}");
    }
}

/// The exact two-sided factors at 95 % confidence, integrated with scipy 1.17, that the stated accuracy is measured against.
#[test]
fn howe_is_as_near_as_it_says() {
    let rows = [
        (2, 0.99, 46.9444, 0.072),
        (5, 0.9, 4.2906, 0.015),
        (5, 0.95, 5.0769, 0.015),
        (5, 0.99, 6.598, 0.015),
        (10, 0.9, 2.8563, 0.007),
        (10, 0.95, 3.3934, 0.007),
        (10, 0.99, 4.4369, 0.007),
        (30, 0.95, 2.5549, 0.0025),
        (100, 0.99, 2.9355, 0.0005),
    ];
    for (samples, coverage, exact, share) in rows {
        assert!(close(two_sided_factor(samples, coverage, 0.95).unwrap() / exact, 1.0, share), "{samples} {coverage}");
    }
}

/// Classical sizes of Wilks: 59 and 93 readings for 95 % at 95 %, 299 and 473 for 99 % at 95 %.
#[test]
fn distribution_free_sizes() {
    for (coverage, one, two) in [(0.9, 29, 46), (0.95, 59, 93), (0.99, 299, 473)] {
        assert_eq!((one_sided_sample(coverage, 0.95), two_sided_sample(coverage, 0.95)), (Some(one), Some(two)), "{coverage}");
    }
    assert!(share_between_extremes(93, 0.95).unwrap() >= 0.95 && share_between_extremes(92, 0.95).unwrap() < 0.95);
}

#[test]
fn large_samples_come_to_the_quantile() {
    let k = one_sided_factor(LARGEST, 0.95, 0.95).unwrap();
    assert!(close(k, 1.644_854, 0.004) && k > 1.644_854);
}

#[test]
fn out_of_domain_is_none() {
    assert_eq!(one_sided_factor(1, 0.95, 0.95), None);
    assert_eq!(one_sided_factor(0, 0.95, 0.95), None);
    assert_eq!(one_sided_factor(LARGEST + 1, 0.95, 0.95), None);
    assert_eq!(one_sided_factor(10, 1.0, 0.95), None);
    assert_eq!(one_sided_factor(10, 0.95, f64::NAN), None);
    assert_eq!(two_sided_factor(1, 0.95, 0.95), None);
    assert_eq!(two_sided_factor(10, 0.0, 0.95), None);
    assert_eq!(two_sided_factor(10, 0.95, 1.0), None);
    assert_eq!(two_sided_sample(1.0, 0.95), None);
    assert_eq!(share_between_extremes(1, 0.95), None);
    assert_eq!(share_between_extremes(0, 0.95), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn more_samples_need_a_smaller_factor(samples in 2_u32..300, coverage in 0.5..0.999_f64, confidence in 0.6..0.99_f64) {
        let few = one_sided_factor(samples, coverage, confidence).unwrap();
        let more = one_sided_factor(samples + 1, coverage, confidence).unwrap();
        prop_assert!(more < few + 1e-9 && more > normal::quantile(coverage).unwrap());
    }

    /// The lower limit of the upper tail is the upper limit of the lower tail, mirrored.
    #[test]
    fn factor_is_antisymmetric(samples in 2_u32..100, coverage in 0.05..0.95_f64, confidence in 0.05..0.95_f64) {
        let k = one_sided_factor(samples, coverage, confidence).unwrap();
        let mirrored = one_sided_factor(samples, 1.0 - coverage, 1.0 - confidence).unwrap();
        prop_assert!(close(k, -mirrored, 1e-5 * k.abs().max(1.0)), "{} {}", k, mirrored);
    }

    #[test]
    fn two_sides_need_more_than_one(samples in 5_u32..500, coverage in 0.5..0.999_f64) {
        prop_assert!(two_sided_factor(samples, coverage, 0.95).unwrap() > one_sided_factor(samples, coverage, 0.95).unwrap());
    }
}
