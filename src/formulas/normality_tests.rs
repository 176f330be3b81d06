//! Tests of the Shapiro-Wilk test.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

/// Two samples of the example program of NAG's g01ddc, in hundredths,
/// <https://support.nag.com/numeric/nl/nagdoc_28.7/clhtml/g01/g01ddc.html>.
const NAG_FIRST: [i32; 20] = [11, 787, 461, 1014, 795, 314, 46, 443, 21, 475, 71, 152, 324, 93, 42, 497, 953, 455, 47, 666];
const NAG_SECOND: [i32; 20] = [136, 114, 292, 255, 146, 106, 527, -111, 348, 110, 88, -51, 146, 52, 620, 169, 8, 367, 281, 349];

/// Ten log-normal readings, <https://rdrr.io/cran/normality/src/tests/testthat/test-Shapiro_Wilk_test.R>.
const LOG_NORMAL: [f64; 10] = [48.4, 49.0, 59.5, 59.6, 60.7, 88.8, 98.2, 109.4, 169.1, 227.1];

#[test]
fn published_examples() {
    let (first, second) = (NAG_FIRST.map(|value| f64::from(value) / 100.0), NAG_SECOND.map(|value| f64::from(value) / 100.0));
    let rows: [(&[f64], f64, f64, f64); 3] =
        [(&first, 0.9005, 0.0421, 5.1e-5), (&second, 0.9590, 0.5246, 5.1e-5), (&LOG_NORMAL, 0.807_83, 0.018_05, 5.1e-6)];
    for (values, statistic, probability, tolerance) in rows {
        let test = shapiro_wilk(values).unwrap();
        assert!(close(test.statistic, statistic, tolerance) && close(test.probability, probability, tolerance), "{test:?}");
    }
}

/// No published figure: `shapiro` of scipy 1.17 on squares of the whole numbers from 1, and on quantiles of the normal
/// distribution.
#[test]
fn agrees_with_scipy() {
    for (count, statistic, probability) in [
        (4, 0.962_124_037_789_179, 0.792_268_589_037_999_2),
        (5, 0.949_824_534_428_238_8, 0.735_934_779_263_947_1),
        (6, 0.940_924_028_973_600_7, 0.666_653_038_281_966_2),
        (7, 0.934_210_511_702_425_9, 0.587_250_152_228_397_3),
        (11, 0.918_632_044_707_622_9, 0.307_410_847_075_926_25),
        (12, 0.916_292_441_513_941_5, 0.256_673_467_955_518_26),
        (30, 0.901_420_535_035_636_3, 0.009_099_787_582_647_786),
        (100, 0.896_180_054_411_746_4, 9.390_245_788_563_606e-7),
        (1000, 0.895_245_423_128_030_9, 1.563_312_316_585_749_9e-25),
        (5000, 0.895_246_776_554_198_5, 5.391_168_606_295_774e-50),
    ] {
        let values: Vec<f64> = (1..=count).map(|number| f64::from(number).powi(2)).collect();
        let test = shapiro_wilk(&values).unwrap();
        assert!(close(test.statistic, statistic, 1e-7), "{count} {test:?}");
        assert!(close(test.probability / probability, 1.0, 1e-3), "{count} {test:?}");
    }
    let values: Vec<f64> = (1..=30).map(|rank| normal::quantile(f64::from(rank) / 31.0).unwrap()).collect();
    let test = shapiro_wilk(&values).unwrap();
    assert!(
        close(test.statistic, 0.994_560_591_541_101_3, 1e-7) && close(test.probability, 0.999_857_757_578_868_1, 1e-5),
        "{test:?}"
    );
}

/// Three readings, two of them equal, are as far from normal as three can be: W is 3/4, the lowest.
#[test]
fn three_readings() {
    let test = shapiro_wilk(&[1.0, 1.0, 2.0]).unwrap();
    assert!(close(test.statistic, 0.75, 1e-12) && close(test.probability, 0.0, 1e-6));
    let even = shapiro_wilk(&[1.0, 2.0, 3.0]).unwrap();
    assert!(close(even.statistic, 1.0, 1e-12) && close(even.probability, 1.0, 1e-6));
}

/// One far reading among many: rejected at any significance, and no number runs out of range.
#[test]
fn one_far_reading() {
    for count in [4, 8, 11, 12, 100, 5000] {
        let mut values: Vec<f64> = (0..count).map(f64::from).collect();
        values[0] = 1e12;
        let test = shapiro_wilk(&values).unwrap();
        assert!(test.probability < 0.01 && test.probability >= 0.0 && test.statistic > 0.0, "{count} {test:?}");
    }
}

#[test]
fn out_of_domain_is_none() {
    assert_eq!(shapiro_wilk(&[]), None);
    assert_eq!(shapiro_wilk(&[1.0, 2.0]), None);
    assert_eq!(shapiro_wilk(&[1.0; 10]), None);
    assert_eq!(shapiro_wilk(&[1.0, 2.0, f64::NAN]), None);
    assert_eq!(shapiro_wilk(&[f64::MAX, -f64::MAX, 0.0]), None);
    assert_eq!(shapiro_wilk(&(0..5001).map(f64::from).collect::<Vec<f64>>()), None);
}

proptest! {
    #[test]
    fn place_scale_sign_and_order_do_not_matter(
        values in prop::collection::vec(-5.0..5.0_f64, 3..80), scale in 1e-6..1e6_f64, shift in -5.0..5.0_f64,
    ) {
        let plain = shapiro_wilk(&values).unwrap();
        prop_assert!(plain.statistic > 0.0 && plain.statistic <= 1.0 && (0.0..=1.0).contains(&plain.probability));
        let moved: Vec<f64> = values.iter().rev().map(|value| (shift - value) * scale).collect();
        let moved = shapiro_wilk(&moved).unwrap();
        prop_assert!(close(plain.statistic, moved.statistic, 1e-8), "{:?} {:?}", plain, moved);
    }

    #[test]
    fn weights_are_normalized(readings in 4_usize..5000) {
        let squares: f64 = weights(readings).unwrap().iter().map(|weight| weight.powi(2)).sum();
        prop_assert!(close(squares, 0.5, 1e-12));
    }
}
