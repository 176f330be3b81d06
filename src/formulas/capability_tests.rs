//! Tests of process capability.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

/// The page prints Cpk 0.67, 1.33 and 1.67, but its ppm belong to 2/3, 4/3 and 5/3.
#[test]
fn cap_01() {
    let rows = [
        (1.0 / 3.0, 317_311.0),
        (0.5, 133_614.0),
        (2.0 / 3.0, 45_500.0),
        (1.0, 2700.0),
        (4.0 / 3.0, 63.0),
        (1.5, 6.8),
        (5.0 / 3.0, 0.57),
        (2.0, 0.002),
    ];
    for (cpk, printed) in rows {
        assert!(close(ppm_two_tails(cpk).unwrap() / printed, 1.0, 0.02), "{cpk}");
    }
    assert!(!close(ppm_two_tails(1.33).unwrap() / 63.0, 1.0, 0.02));
}

/// The page doubles the shifted tail to 6.7953 ppm; a mean shifts one way, which makes 3.40.
#[test]
fn cap_03() {
    let ppm = ppm_shifted(2.0, 1.5).unwrap();
    assert!(close(ppm, 3.397_673, 1e-6));
    assert!(!close(ppm, 6.7953, 1.0));
}

/// The page prints 1.671 as the lower end, from the 5 % point of chi-square instead of the 2.5 % point.
#[test]
fn cap_05() {
    let cp = cp(1.75, 38.0, 62.0).unwrap();
    assert!(close(cp, 2.29, 0.01));
    let interval = cp_interval(cp, 20, 0.95).unwrap();
    assert!(close(interval.lower, 1.564_95, 1e-5) && !close(interval.lower, 1.671, 0.05));
    assert!(close(interval.upper, 3.005_58, 1e-5) && close(interval.upper, 3.011, 0.01));
}

#[test]
fn cap_07() {
    let k = off_center(0.009, -0.036, 0.036).unwrap();
    let cp = cp(0.012, -0.036, 0.036).unwrap();
    let cpk = cpk(0.009, 0.012, -0.036, 0.036).unwrap();
    assert!(close(k, 0.25, 1e-12) && close(cp, 1.0, 1e-12) && close(cpk, 0.75, 1e-12));
    assert!(close(cpk, cp * (1.0 - k), 1e-12));
}

#[test]
fn yld_04() {
    let share = 350.0 / (30_000.0 * 15.0);
    assert!(close(bench_z(share).unwrap(), 3.164, 5e-4));
    assert!(close(sigma_level(share).unwrap(), 4.664, 5e-4));
    assert!(close(sigma_level(share).unwrap() / 3.0, 1.55, 5e-3));
}

/// Test vector of check 4 in the scale-up notes, and the table of needed values in the yield facts.
#[test]
fn scale_up_vector_4() {
    assert!(close(cpk_lower_bound(1.33, 30, 0.95).unwrap(), 1.026, 5e-4));
    let rows = [(5, 1.33, 3.217), (10, 1.0, 1.67), (30, 1.33, 1.713), (30, 1.67, 2.144), (100, 1.33, 1.515), (300, 1.67, 1.795)];
    for (samples, target, needed) in rows {
        assert!(close(cpk_to_observe(target, samples, 0.95).unwrap(), needed, 1e-3), "{samples} {target}");
    }
}

/// Table of Cpk and ppm in the yield facts.
#[test]
fn table_of_ppm() {
    let rows = [(0.8, 8198.0, 184_100.0), (1.0, 1350.0, 66_810.0), (1.5, 3.398, 1350.0), (1.67, 0.2722, 224.1)];
    for (cpk, one_tail, shifted) in rows {
        assert!(close(ppm_one_tail(cpk).unwrap() / one_tail, 1.0, 5e-4), "{cpk}");
        assert!(close(ppm_shifted(cpk, 1.5).unwrap() / shifted, 1.0, 5e-4), "{cpk}");
    }
    assert!(close(centered_yield(1.0).unwrap(), 0.997_300_2, 5e-8));
}

/// Handbook example: limits 8 and 20, mean 16 and deviation 2; the target is the middle.
#[test]
fn handbook_indices() {
    assert!(close(cp(2.0, 8.0, 20.0).unwrap(), 1.0, 1e-12) && close(cpk(16.0, 2.0, 8.0, 20.0).unwrap(), 0.6667, 5e-5));
    assert!(close(cpm(16.0, 2.0, 14.0, 8.0, 20.0).unwrap(), 0.5_f64.sqrt(), 1e-12));
    assert!(close(cpm(14.0, 2.0, 14.0, 8.0, 20.0).unwrap(), 1.0, 1e-12));
}

/// 90 % two-sided holds 5 % on either side, so that its lower end is the one-sided bound at 95 %.
#[test]
fn two_sided_cpk() {
    let interval = cpk_interval(1.33, 30, 0.9).unwrap();
    assert!(close(interval.lower, 1.026, 5e-4) && close(interval.lower + interval.upper, 2.66, 1e-12));
    assert_eq!(cpk_interval(1.33, 30, 1.0), None);
    assert_eq!(cpk_interval(1.33, 1, 0.9), None);
}

/// Quantiles of the normal distribution as a sample: the index by percentiles is the index by deviation.
#[test]
fn percentiles_of_a_normal_sample() {
    let values: Vec<f64> = (1..=2000).rev().map(|rank| normal::quantile(f64::from(rank) / 2001.0).unwrap()).collect();
    assert!(close(ppk_percentile(&values, -4.0, 5.0).unwrap(), 4.0 / 3.0, 0.01));
    assert!(close(ppk_percentile(&values, f64::NEG_INFINITY, 5.0).unwrap(), 5.0 / 3.0, 0.01));
    assert!(ppk_percentile(&values[..740], -4.0, 5.0).is_some() && ppk_percentile(&values[..739], -4.0, 5.0).is_none());
    assert_eq!(ppk_percentile(&[1.0; 1000], 0.0, 2.0), None);
    assert_eq!(ppk_percentile(&values, 2.0, 1.0), None);
    assert_eq!(ppk_percentile(&[], 0.0, 1.0), None);
}

#[test]
fn sample_of_known_numbers() {
    let sample = sample(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
    assert!(close(sample.mean, 5.0, 1e-15) && close(sample.deviation, (32.0_f64 / 7.0).sqrt(), 1e-15));
}

/// No published figure: `chi2.ppf` of scipy 1.17.
#[test]
fn chi_square_agrees_with_scipy() {
    let interval = cp_interval(1.0, 1000, 0.95).unwrap();
    assert!(close(interval.lower.powi(2) * 999.0, 913.300_998_302_113_4, 1e-7));
    let small = cp_interval(1.0, 2, 0.95).unwrap();
    assert!(close(small.lower.powi(2), 0.000_982_069_117_175_255_5, 1e-12));
}

#[test]
fn out_of_domain_is_none() {
    assert_eq!(sample(&[1.0]), None);
    assert_eq!(sample(&[1.0, f64::NAN]), None);
    assert_eq!(cp(0.0, 0.0, 1.0), None);
    assert_eq!(cp(1.0, 1.0, 0.0), None);
    assert_eq!(cp(1.0, f64::NEG_INFINITY, 0.0), None);
    assert_eq!(cpk(0.0, 1.0, f64::NEG_INFINITY, f64::INFINITY), None);
    assert_eq!(cpk(0.0, 1.0, f64::NEG_INFINITY, 3.0), Some(1.0));
    assert_eq!(ppm_two_tails(-0.1), None);
    assert_eq!(ppm_one_tail(f64::NAN), None);
    assert_eq!(cp_interval(1.0, 1, 0.95), None);
    assert_eq!(cp_interval(1.0, 0, 0.95), None);
    assert_eq!(cp_interval(1.0, 20, 1.0), None);
    assert_eq!(cpk_lower_bound(1.33, 1, 0.95), None);
    assert_eq!(cpk_to_observe(1.33, 2, 0.95), None);
    assert_eq!(bench_z(0.0), None);
    assert_eq!(off_center(0.0, 1.0, 1.0), None);
}

proptest! {
    #[test]
    fn cpk_is_never_above_cp(mean in -5.0..5.0_f64, deviation in 0.01..5.0_f64, half in 0.1..5.0_f64) {
        prop_assert!(cpk(mean, deviation, -half, half).unwrap() <= cp(deviation, -half, half).unwrap() + 1e-12);
    }

    #[test]
    fn cpm_is_never_above_cp(mean in -5.0..5.0_f64, target in -5.0..5.0_f64, deviation in 0.01..5.0_f64) {
        prop_assert!(cpm(mean, deviation, target, -5.0, 5.0).unwrap() <= cp(deviation, -5.0, 5.0).unwrap() + 1e-12);
    }

    #[test]
    fn observed_value_gives_the_target(target in 0.5..2.5_f64, samples in 10_u32..500, confidence in 0.5..0.99_f64) {
        let observed = cpk_to_observe(target, samples, confidence).unwrap();
        prop_assert!(close(cpk_lower_bound(observed, samples, confidence).unwrap(), target, 1e-9));
    }

    #[test]
    fn interval_encloses_the_index_and_narrows(cp in 0.3..3.0_f64, samples in 5_u32..500) {
        let narrow = cp_interval(cp, samples * 2, 0.9).unwrap();
        let wide = cp_interval(cp, samples, 0.9).unwrap();
        prop_assert!(wide.lower < narrow.lower && narrow.lower < cp && cp < narrow.upper && narrow.upper < wide.upper);
    }

    #[test]
    fn shift_is_symmetric_and_never_helps(cp in 0.1..2.0_f64, shift in 0.0..3.0_f64) {
        let there = ppm_shifted(cp, shift).unwrap();
        prop_assert!(close(there, ppm_shifted(cp, -shift).unwrap(), 1e-6));
        prop_assert!(there >= ppm_two_tails(cp).unwrap() * (1.0 - 1e-9));
    }
}

/// No published figure: `nct.cdf` of scipy 1.17, solved for its noncentrality.
#[test]
fn exact_bound_agrees_with_scipy() {
    let rows = [
        (2.42, 2, 0.099_859_226_773),
        (2.42, 5, 0.995_300_415_875),
        (1.33, 5, 0.516_259_012_373),
        (1.33, 10, 0.777_313_924_503),
        (1.67, 20, 1.201_023_900_197),
        (1.72, 29, 1.323_225_709_889),
        (0.1, 3, -0.236_510_927_436),
        (-0.5, 10, -0.748_860_321_985),
    ];
    for (cpk, samples, bound) in rows {
        let found = cpk_lower_bound_exact(cpk, samples, 0.95).unwrap();
        assert!(close(found, bound, 1e-6), "{cpk} {samples}: {found}");
    }
    assert!(cpk_lower_bound_exact(1.33, 1, 0.95).is_none() && cpk_lower_bound_exact(f64::NAN, 5, 0.95).is_none());
}

/// From 30 readings on the approximation is near enough: the two differ by less than a hundredth.
#[test]
fn bissell_is_near_the_exact_bound_from_30_readings_on() {
    for cpk in [0.5, 1.0, 1.33, 1.67] {
        let (approximate, exact) = (cpk_lower_bound(cpk, 30, 0.95).unwrap(), cpk_lower_bound_exact(cpk, 30, 0.95).unwrap());
        assert!(close(approximate, exact, 0.01), "{cpk}: {approximate} {exact}");
    }
}

proptest! {
    /// What is shown is less than what was observed, and more readings show more.
    #[test]
    fn more_readings_show_more(cpk in -1.0f64..3.0, samples in 2u32..200) {
        let bound = cpk_lower_bound_exact(cpk, samples, 0.95).unwrap();
        prop_assert!(bound < cpk);
        prop_assert!(cpk_lower_bound_exact(cpk, samples + 50, 0.95).unwrap() > bound);
    }
}
