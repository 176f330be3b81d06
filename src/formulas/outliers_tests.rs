//! Tests of the outlier tests.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

/// Mass spectrometer readings of the handbook page on Grubbs' test.
const SPECTROMETER: [f64; 8] = [199.31, 199.53, 200.19, 200.82, 201.92, 201.95, 202.18, 245.57];

/// Readings of the handbook page on the generalized test, from Rosner's paper.
const ROSNER: [f64; 54] = [
    -0.25, 0.68, 0.94, 1.15, 1.20, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69, 1.70, 1.76, 1.77,
    1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.10, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35, 2.37, 2.40, 2.47, 2.54, 2.62, 2.64, 2.90,
    2.92, 2.92, 2.93, 3.21, 3.26, 3.30, 3.59, 3.68, 4.30, 4.64, 5.34, 5.42, 6.01,
];

/// The page tests the upper side alone, which halves the significance: 2.032.
#[test]
fn handbook_example_of_grubbs() {
    let suspect = grubbs(&SPECTROMETER, 0.1).unwrap();
    assert!(close(suspect.distance, 2.4687, 1e-4) && close(suspect.critical, 2.032, 5e-4));
    assert_eq!((suspect.place, suspect.stands_out()), (7, true));
}

#[test]
fn handbook_example_of_rosner() {
    let found = generalized_esd(&ROSNER, 10, 0.05).unwrap();
    assert_eq!(found.outliers, 3);
    let printed = [
        (3.118, 3.158),
        (2.942, 3.151),
        (3.179, 3.143),
        (2.810, 3.136),
        (2.815, 3.128),
        (2.848, 3.120),
        (2.279, 3.111),
        (2.310, 3.103),
        (2.101, 3.094),
        (2.067, 3.085),
    ];
    assert_eq!(found.suspects.len(), printed.len());
    for (suspect, (distance, critical)) in found.suspects.iter().zip(printed) {
        assert!(close(suspect.distance, distance, 1.1e-3) && close(suspect.critical, critical, 1.1e-3), "{suspect:?}");
    }
    let values: Vec<f64> = found.suspects.iter().take(3).map(|suspect| suspect.value).collect();
    assert_eq!(values, [6.01, 5.42, 5.34]);
}

/// Two equal far readings hide each other from Grubbs' test, and not from Rosner's.
#[test]
fn masked_outliers_are_found() {
    let values = [10.0, 10.1, 9.9, 10.0, 10.2, 9.8, 10.1, 9.9, 10.0, 10.1, 9.9, 10.0, 30.0, 30.0, 30.0, 30.0];
    assert!(!grubbs(&values, 0.05).unwrap().stands_out());
    assert_eq!(generalized_esd(&values, 5, 0.05).unwrap().outliers, 4);
}

/// No published figure: by `t.isf` of scipy 1.17.
#[test]
fn critical_distances_agree_with_scipy() {
    for (count, critical) in
        [(3, 1.154_304_851_344_038_6), (8, 2.126_645_087_195_468_5), (30, 2.908_473_059_740_966_7), (300, 3.723_554_593_716_715)]
    {
        assert!(close(critical_distance(count, 0.05).unwrap(), critical, 1e-9), "{count}");
    }
}

#[test]
fn equal_readings_have_no_suspect() {
    assert_eq!(grubbs(&[2.0; 5], 0.05), None);
    assert_eq!(generalized_esd(&[2.0; 5], 2, 0.05), Some(Suspects { suspects: vec![], outliers: 0 }));
    let all_but_one = generalized_esd(&[2.0, 2.0, 2.0, 2.0, 2.0, 7.0], 3, 0.05).unwrap();
    assert_eq!((all_but_one.suspects.len(), all_but_one.outliers), (1, 1));
}

#[test]
fn out_of_domain_is_none() {
    assert_eq!(grubbs(&[], 0.05), None);
    assert_eq!(grubbs(&[1.0, 2.0], 0.05), None);
    assert_eq!(grubbs(&[1.0, 2.0, f64::NAN], 0.05), None);
    assert_eq!(grubbs(&[1.0, 2.0, 4.0], 0.0), None);
    assert_eq!(critical_distance(2, 0.05), None);
    assert_eq!(generalized_esd(&SPECTROMETER, 0, 0.05), None);
    assert_eq!(generalized_esd(&SPECTROMETER, 7, 0.05), None);
    assert_eq!(generalized_esd(&[1.0], 1, 0.05), None);
    assert_eq!(generalized_esd(&[1.0, 2.0, f64::INFINITY, 3.0], 1, 0.05), None);
    assert_eq!(generalized_esd(&SPECTROMETER, 1, 1.0), None);
}

proptest! {
    /// No reading can lie farther than `(n - 1) / sqrt(n)` from the mean, and the critical distance stays below that.
    #[test]
    fn distances_are_bounded(values in prop::collection::vec(-5.0..5.0_f64, 3..60)) {
        let bound = (values.len() as f64 - 1.0) / (values.len() as f64).sqrt();
        if let Some(suspect) = grubbs(&values, 0.05) {
            prop_assert!(suspect.distance <= bound + 1e-9 && suspect.critical < bound);
        }
    }

    #[test]
    fn scale_and_place_of_the_sample_do_not_matter(
        values in prop::collection::vec(-5.0..5.0_f64, 5..40), scale in 1e-3..1e3_f64, shift in -10.0..10.0_f64,
    ) {
        let moved: Vec<f64> = values.iter().map(|value| value * scale + shift).collect();
        let (plain, moved) = (grubbs(&values, 0.05).unwrap(), grubbs(&moved, 0.05).unwrap());
        prop_assert!(close(plain.distance, moved.distance, 1e-6));
    }

    #[test]
    fn a_lower_significance_needs_a_farther_reading(count in 3_usize..500, low in 0.001..0.2_f64, high in 0.2..0.9_f64) {
        prop_assert!(critical_distance(count, low).unwrap() > critical_distance(count, high).unwrap());
    }

    /// The first step of Rosner's test is Grubbs' test.
    #[test]
    fn first_step_is_grubbs(values in prop::collection::vec(-5.0..5.0_f64, 4..40)) {
        let first = generalized_esd(&values, 1, 0.05).unwrap();
        prop_assert_eq!(first.suspects.first().copied(), grubbs(&values, 0.05));
    }
}
