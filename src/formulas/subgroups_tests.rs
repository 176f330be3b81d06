//! Tests of the subgroups.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

/// Handbook example of one-way analysis of variance, 7.4.3.3: three levels of five readings.
const LEVELS: [&[f64]; 3] = [&[6.9, 5.4, 5.8, 4.6, 4.0], &[8.3, 6.8, 7.8, 9.2, 6.5], &[8.0, 10.5, 8.1, 6.9, 9.3]];

/// Handbook example of a chart for single readings, 6.3.2.2: mean moving range 1.8778.
const BATCHES: [f64; 10] = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

#[test]
fn handbook_analysis_of_variance() {
    let inner = within(&LEVELS).unwrap();
    assert!(close(inner.deviation.powi(2), 1.454, 5e-4) && inner.freedom == 12);
    let outer = between(&LEVELS).unwrap();
    assert!(close(outer.ratio, 9.59, 5e-3));
    // No published figure: `f_oneway` of scipy 1.17.
    assert!(close(outer.probability, 0.003_248_222_600_859_300_5, 1e-12));
    assert!(close(outer.deviation.powi(2), (13.949 - 1.454) / 5.0, 5e-4));
    assert!(close(outer.share, 2.499 / 3.953, 5e-4));
    assert!(close(outer.means.0, 5.34, 1e-12) && close(outer.means.1, 8.56, 1e-12));
}

#[test]
fn handbook_moving_range() {
    assert!(close(moving_range_deviation(&BATCHES).unwrap(), 1.8778 / 1.128, 1e-3));
}

/// Two cavities that differ by more than either spreads: Cpk from within is twice the Ppk and more.
#[test]
fn cavities_that_differ() {
    let (first, second): (&[f64], &[f64]) = (&[9.9, 10.0, 10.1], &[10.9, 11.0, 11.1]);
    let study = study(&[first, second], 9.0, 12.0).unwrap();
    assert!(close(study.within.deviation, 0.1, 1e-12) && study.readings == 6);
    assert!(close(study.overall.mean, 10.5, 1e-12) && close(study.cpk, 5.0, 1e-9) && close(study.cp.unwrap(), 5.0, 1e-9));
    assert!(study.ppk < study.cpk / 2.0 && close(study.ppk, study.pp.unwrap(), 1e-12));
    let one_sided = super::study(&[first, second], 9.0, f64::INFINITY).unwrap();
    assert!(one_sided.cp.is_none() && one_sided.pp.is_none() && close(one_sided.cpk, 5.0, 1e-9));
}

#[test]
fn out_of_domain_is_none() {
    assert_eq!(within(&[]), None);
    assert_eq!(within(&[&[]]), None);
    assert_eq!(within(&[&[1.0], &[2.0]]), None);
    assert_eq!(within(&[&[1.0, 2.0], &[]]), None);
    assert_eq!(within(&[&[1.0, f64::NAN]]), None);
    assert_eq!(between(&[&[1.0, 2.0]]), None);
    assert_eq!(between(&[&[1.0, 1.0], &[2.0, 2.0]]), None);
    assert_eq!(moving_range_deviation(&[]), None);
    assert_eq!(moving_range_deviation(&[1.0]), None);
    assert_eq!(moving_range_deviation(&[1.0, f64::INFINITY]), None);
    assert_eq!(moving_range_deviation(&[1.0, 1.0]), Some(0.0));
    assert_eq!(study(&[&[1.0, 1.0]], 0.0, 2.0), None);
    assert_eq!(study(&[&[1.0, 2.0]], 2.0, 0.0), None);
}

proptest! {
    /// One subgroup has nothing between: within is overall.
    #[test]
    fn one_subgroup_is_the_sample(values in prop::collection::vec(-5.0..5.0_f64, 2..50)) {
        let study = study(&[&values], -6.0, 6.0).unwrap();
        prop_assert!(close(study.within.deviation, study.overall.deviation, 1e-12) && close(study.cpk, study.ppk, 1e-9));
    }

    #[test]
    fn shares_are_fractions_and_order_does_not_matter(
        first in prop::collection::vec(-5.0..5.0_f64, 2..20), second in prop::collection::vec(-4.0..6.0_f64, 1..20),
    ) {
        let there = between(&[&first, &second]).unwrap();
        let back = between(&[&second, &first]).unwrap();
        prop_assert!((0.0..=1.0).contains(&there.share) && (0.0..=1.0).contains(&there.probability));
        prop_assert!(close(there.ratio, back.ratio, 1e-6 * there.ratio.max(1.0)) && there.means == back.means);
    }

    #[test]
    fn deviations_scale(values in prop::collection::vec(-5.0..5.0_f64, 2..50), scale in 0.01..100.0_f64) {
        let scaled: Vec<f64> = values.iter().map(|value| value * scale).collect();
        let (plain, scaled) = (moving_range_deviation(&values).unwrap(), moving_range_deviation(&scaled).unwrap());
        prop_assert!(close(plain * scale, scaled, 1e-9 * scale));
    }
}
