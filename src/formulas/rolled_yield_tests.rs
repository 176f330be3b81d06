//! Tests of the bounds of a rolled yield.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

fn step(good: u32, units: u32) -> StepCount {
    StepCount { good, units }
}

/// Chance of each number of good units out of `units`.
fn binomial_chances(units: u32, share: f64) -> Vec<f64> {
    let first = (1.0 - share).powf(f64::from(units));
    (0..=units)
        .scan(first, |chance, good| {
            let here = *chance;
            *chance *= f64::from(units - good) / f64::from(good + 1) * share / (1.0 - share);
            Some(here)
        })
        .collect()
}

/// Exact coverage of two steps, by all outcomes: the chance that the bound holds, at its lowest over a grid of yields.
fn lowest_coverage(sizes: (u32, u32), bound: impl Fn(&[StepCount]) -> f64, holds: impl Fn(f64, f64) -> bool) -> f64 {
    let bounds: Vec<Vec<f64>> =
        (0..=sizes.0).map(|one| (0..=sizes.1).map(|two| bound(&[step(one, sizes.0), step(two, sizes.1)])).collect()).collect();
    let shares: Vec<f64> = (0..30).map(|place| 0.5 + f64::from(place) / 60.0).chain([0.99, 0.995, 0.999]).collect();
    let mut lowest = 1.0_f64;
    for &first in &shares {
        let ones = binomial_chances(sizes.0, first);
        for &second in &shares {
            let twos = binomial_chances(sizes.1, second);
            let mut coverage = 0.0;
            for (row, one) in bounds.iter().zip(&ones) {
                for (bound, two) in row.iter().zip(&twos) {
                    coverage += if holds(*bound, first * second) { one * two } else { 0.0 };
                }
            }
            lowest = lowest.min(coverage);
        }
    }
    lowest
}

#[test]
fn coverage_by_exact_enumeration() {
    for sizes in [(2, 9), (5, 5), (5, 20), (10, 10), (12, 25), (20, 20)] {
        for confidence in [0.8, 0.9, 0.95] {
            let lower = lowest_coverage(sizes, |steps| lower_bound(steps, confidence).unwrap(), |bound, line| bound <= line);
            assert!(lower >= confidence, "lower {sizes:?} {confidence}: {lower}");
            let upper = lowest_coverage(sizes, |steps| upper_bound(steps, confidence).unwrap(), |bound, line| bound >= line);
            assert!(upper >= confidence, "upper {sizes:?} {confidence}: {upper}");
        }
        let proven = lowest_coverage(sizes, |steps| guaranteed_lower_bound(steps, 0.9).unwrap(), |bound, line| bound <= line);
        assert!(proven >= 0.9, "{sizes:?}: {proven}");
    }
}

/// No published figure: by `beta.ppf` of scipy 1.17.
#[test]
fn agrees_with_scipy() {
    let rows = [
        (vec![step(49, 50); 3], 0.853_745_041_788_012_1, 0.693_963_327_296_2),
        (vec![step(196, 200); 4], 0.883_786_689_629_877_2, 0.796_673_463_110_3),
        (vec![step(49, 50); 10], 0.703_593_735_625_780_6, 0.224_016_833_160_9),
        (vec![step(30, 30); 8], 0.904_966_147_144_695_9, 0.259_908_861_443_3),
    ];
    for (steps, lower, proven) in rows {
        assert!(close(lower_bound(&steps, 0.95).unwrap(), lower, 1e-9), "{steps:?}");
        assert!(close(guaranteed_lower_bound(&steps, 0.95).unwrap(), proven, 1e-9), "{steps:?}");
    }
}

/// Example of the reference, whose page prints no result: `qbeta` there, `beta.ppf` of scipy 1.17 here.
#[test]
fn example_of_the_reference() {
    let steps = [step(35, 35), step(97, 100), step(59, 60)];
    assert!(close(lower_bound(&steps, 0.9).unwrap(), 0.869_393_671_947_096_3, 1e-10));
}

#[test]
fn ends() {
    assert_eq!(lower_bound(&[step(0, 5), step(5, 5)], 0.95), Some(0.0));
    assert_eq!(upper_bound(&[step(5, 5), step(9, 9)], 0.95), Some(1.0));
    assert_eq!(lower_bound(&[], 0.95), None);
    assert_eq!(lower_bound(&[step(1, 0)], 0.95), None);
    assert_eq!(lower_bound(&[step(0, 0)], 0.95), None);
    assert_eq!(lower_bound(&[step(4, 3)], 0.95), None);
    assert_eq!(upper_bound(&[step(3, 3)], 1.0), None);
    assert_eq!(interval(&[step(3, 3)], f64::NAN), None);
    assert_eq!(guaranteed_lower_bound(&[], 0.95), None);
    assert_eq!(guaranteed_lower_bound(&[step(4, 3)], 0.95), None);
}

proptest! {
    #[test]
    fn one_step_is_clopper_pearson(units in 1_u32..500, share in 0.0..=1.0_f64, confidence in 0.51..0.999_f64) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of at most 500 units")]
        let good = (f64::from(units) * share) as u32;
        let line = [step(good, units)];
        let lower = binomial::lower_bound(good, units, confidence).unwrap();
        let upper = binomial::upper_bound(good, units, confidence).unwrap();
        prop_assert!(close(lower_bound(&line, confidence).unwrap(), lower, 1e-9));
        prop_assert!(close(guaranteed_lower_bound(&line, confidence).unwrap(), lower, 1e-9));
        prop_assert!(close(upper_bound(&line, confidence).unwrap(), upper, 1e-9));
    }

    /// The interval holds what was observed, the proven bound lies below it, and the order of the steps does not matter.
    #[test]
    fn interval_holds_the_product(counts in prop::collection::vec((1_u32..200, 0_u32..20), 1..8), confidence in 0.6..0.99_f64) {
        let steps: Vec<StepCount> = counts.iter().map(|&(good, failed)| step(good, good + failed)).collect();
        let product: f64 = steps.iter().map(|step| f64::from(step.good) / f64::from(step.units)).product();
        let both = interval(&steps, confidence).unwrap();
        prop_assert!(both.lower <= product + 1e-9 && product <= both.upper + 1e-9);
        prop_assert!(guaranteed_lower_bound(&steps, confidence).unwrap() <= product + 1e-9);
        let back: Vec<StepCount> = steps.iter().rev().copied().collect();
        prop_assert!(close(both.lower, interval(&back, confidence).unwrap().lower, 1e-9));
    }
}
