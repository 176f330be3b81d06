//! Learning of a production line in the unit model: total times, and how long until a time is reached.
//!
//! In the unit model doubling the output multiplies the time of that one unit by the rate, see [`learning_unit`]. References:
//! <http://www.maxwideman.com/papers/resource/appendix2.htm> (model); <https://rdrr.io/cran/learningCurve/man/unit_cum_exact.html>
//! (total); <https://www.maplesoft.com/support/help/addons/view.aspx?path=eulermac> (Euler-Maclaurin formula).

use super::domain::{finite, positive, positive_fraction, round_up};
use super::line::{learning_cumulative_block, learning_unit};

/// Units whose times are added up one by one.
const ADDED: u32 = 100;

/// Time of the first `units` together in s.
///
/// `first` unit in s (above 0), `rate` a fraction above 0, else `None`; 0 units take no time. The first 100 units are added up,
/// the others by the Euler-Maclaurin formula up to the third derivative, which is exact to about 1e-13 of the total.
/// Reference: see the module.
pub fn learning_units_total(first: f64, units: u64, rate: f64) -> Option<f64> {
    let exponent = positive_fraction(rate)?.log2();
    let added = u32::try_from(units).map_or(ADDED, |units| units.min(ADDED));
    // Small times first, so that none is lost.
    let sum: f64 = (1..=added).rev().map(|unit| f64::from(unit).powf(exponent)).sum();
    let rest = if units > u64::from(ADDED) { powers(f64::from(ADDED), units as f64, exponent) } else { 0.0 };
    finite(positive(first)? * (sum + rest))
}

/// The sum of `x^exponent` over the whole numbers above `from` up to `to`, by the Euler-Maclaurin formula.
fn powers(from: f64, to: f64, exponent: f64) -> f64 {
    let power = |x: f64, lost: f64| x.powf(exponent - lost);
    let logarithm = (to / from).ln();
    let growth = (exponent + 1.0) * logarithm;
    // (e^growth - 1) / growth goes to 1 where the exponent is -1.
    let integral = power(from, -1.0) * logarithm * if growth == 0.0 { 1.0 } else { growth.exp_m1() / growth };
    let first = exponent;
    let third = exponent * (exponent - 1.0) * (exponent - 2.0);
    integral + (power(to, 0.0) - power(from, 0.0)) / 2.0 + first * (power(to, 1.0) - power(from, 1.0)) / 12.0
        - third * (power(to, 3.0) - power(from, 3.0)) / 720.0
}

/// Number of the first unit that takes no longer than `target`: `(target / first)^(1 / log2(rate))` rounded up.
///
/// `first` unit and `target` in s (above 0), `rate` a fraction above 0, else `None`; also `None` if the target is below the first
/// unit and nothing is learned, or beyond 2^53 units. Reference: the unit model, see the module.
pub fn learning_units_to_reach(first: f64, target: f64, rate: f64) -> Option<u64> {
    let (ratio, exponent) = (positive(target)? / positive(first)?, positive_fraction(rate)?.log2());
    if ratio >= 1.0 {
        return Some(1);
    }
    if exponent == 0.0 {
        return None;
    }
    round_up(ratio.powf(1.0 / exponent))
}

/// Time of the first `units` together in s where the curve ends at the standard time: each unit takes what the unit model says, and
/// none less than `standard`.
///
/// `first` unit and `standard` in s (above 0), `rate` a fraction above 0, else `None`. Reference for the model: see the module; that
/// a curve runs down to the standard time: Maynard's Industrial Engineering Handbook, 5th edition, chapter 17.5.
pub fn learning_units_total_to_standard(first: f64, units: u64, rate: f64, standard: f64) -> Option<f64> {
    positive(standard)?;
    let slower = learning_units_to_reach(first, standard, rate).map_or(units, |reached| units.min(reached - 1));
    finite(learning_units_total(first, slower, rate)? + (units - slower) as f64 * standard)
}

/// As [`learning_units_total_to_standard`] by the cumulative average model, where a unit takes what it adds to the total.
pub fn learning_average_total_to_standard(first: f64, units: u64, rate: f64, standard: f64) -> Option<f64> {
    positive(standard)?;
    let unit = |number: u64| learning_cumulative_block(first, (number - 1) as f64, number as f64, rate);
    // The times fall from unit to unit: the number of those that are above the standard lies between these.
    let (mut slower, mut end) = (0, units);
    while slower < end {
        let middle = slower + (end - slower).div_ceil(2);
        if unit(middle)? > standard {
            slower = middle;
        } else {
            end = middle - 1;
        }
    }
    let learned = if slower == 0 { 0.0 } else { learning_cumulative_block(first, 0.0, slower as f64, rate)? };
    // What is wrong with the curve is wrong for no units as well.
    learning_unit(first, 1.0, rate)?;
    finite(learned + (units - slower) as f64 * standard)
}

/// Working time in s until the first unit begins that takes no longer than `target`.
///
/// Arguments as in [`learning_units_to_reach`]. With the times of the bottleneck and the takt as target it is the working time
/// until the line runs at takt, if it never waits for anything else.
pub fn learning_time_to_reach(first: f64, target: f64, rate: f64) -> Option<f64> {
    learning_units_total(first, learning_units_to_reach(first, target, rate)? - 1, rate)
}

/// Weeks until the first unit begins that takes no longer than `target`: [`learning_time_to_reach`] over `weekly` working time in
/// s (above 0, else `None`).
pub fn learning_weeks_to_reach(first: f64, target: f64, rate: f64, weekly: f64) -> Option<f64> {
    finite(learning_time_to_reach(first, target, rate)? / positive(weekly)?)
}

/// Mean time of the units after `from` up to `to` in s, such as those of an order or of a week.
///
/// `first` and `rate` as in [`learning_units_total`]; `to` above `from`, else `None`.
pub fn learning_units_mean(first: f64, from: u64, to: u64, rate: f64) -> Option<f64> {
    let count = to.checked_sub(from).filter(|count| *count > 0)?;
    if count == 1 {
        return learning_unit(first, to as f64, rate);
    }
    let time = learning_units_total(first, to, rate)? - learning_units_total(first, from, rate)?;
    finite(time / count as f64)
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    /// The worked example of the documentation: 100 h, 125 units, 85 %.
    #[test]
    fn published_total() {
        assert!(close(learning_units_total(100.0, 125, 0.85).unwrap(), 5201.085, 5e-4));
    }

    #[test]
    fn few_units_are_added_up() {
        assert_eq!(learning_units_total(100.0, 0, 0.8), Some(0.0));
        assert_eq!(learning_units_total(100.0, 1, 0.8), Some(100.0));
        assert!(close(learning_units_total(100.0, 2, 0.8).unwrap(), 180.0, 1e-9));
        assert!(close(learning_units_total(100.0, 4, 0.5).unwrap(), 100.0 * (1.0 + 0.5 + 1.0 / 3.0 + 0.25), 1e-9));
    }

    #[test]
    fn halving_is_the_harmonic_series() {
        // ln n + Euler's constant + 1 / (2 n) - 1 / (12 n^2).
        let n = 1e6_f64;
        let harmonic = n.ln() + 0.577_215_664_901_532_9 + 0.5 / n - 1.0 / (12.0 * n * n);
        assert!(close(learning_units_total(1.0, 1_000_000, 0.5).unwrap(), harmonic, 1e-12));
    }

    #[test]
    fn nothing_learned_is_a_multiple() {
        assert!(close(learning_units_total(3.0, 1_000_000_000_000, 1.0).unwrap() / 3e12, 1.0, 1e-14));
        assert_eq!(learning_units_to_reach(3.0, 2.0, 1.0), None);
        assert_eq!(learning_units_to_reach(3.0, 3.0, 1.0), Some(1));
    }

    #[test]
    fn doublings_reach_powers_of_the_rate() {
        for doublings in 0..20 {
            let target = 100.0 * 0.8_f64.powi(doublings);
            assert_eq!(learning_units_to_reach(100.0, target, 0.8), Some(1 << doublings));
        }
        assert_eq!(learning_units_to_reach(100.0, 79.9, 0.8), Some(3));
        // Units 1 to 3 of an 80 % curve: 100 + 80 + 70.2104.
        assert!(close(learning_time_to_reach(100.0, 64.0, 0.8).unwrap(), 250.2104, 5e-5));
        assert!(close(learning_weeks_to_reach(100.0, 64.0, 0.8, 125.1052).unwrap(), 2.0, 1e-5));
        assert_eq!(learning_weeks_to_reach(100.0, 120.0, 0.8, 10.0), Some(0.0));
    }

    #[test]
    fn no_unit_takes_less_than_the_standard_time() {
        // Units 1 to 3 of an 80 % curve from 100 s take 100 s, 80 s and 70.2104 s; the fourth would take 64 s.
        assert!(close(learning_units_total_to_standard(100.0, 10, 0.8, 70.0).unwrap(), 250.2104 + 7.0 * 70.0, 5e-5));
        assert!(close(learning_units_total_to_standard(100.0, 2, 0.8, 70.0).unwrap(), 180.0, 1e-9));
        assert_eq!(learning_units_total_to_standard(100.0, 10, 0.8, 120.0), Some(1200.0));
        assert_eq!(learning_units_total_to_standard(100.0, 10, 1.0, 70.0), Some(1000.0));
        // By the average of all the first two take 160 s together, so that the second takes 60 s.
        assert_eq!(learning_average_total_to_standard(100.0, 10, 0.8, 70.0), Some(100.0 + 9.0 * 70.0));
        assert_eq!(learning_average_total_to_standard(100.0, 10, 0.8, 120.0), Some(1200.0));
        assert!(close(learning_average_total_to_standard(100.0, 4, 0.8, 1.0).unwrap(), 256.0, 1e-9));
        for total in [learning_units_total_to_standard, learning_average_total_to_standard] {
            assert_eq!(total(100.0, 0, 0.8, 70.0), Some(0.0));
            assert_eq!(total(100.0, 10, 0.8, 0.0), None);
            assert_eq!(total(0.0, 10, 0.8, 70.0), None);
            assert_eq!(total(100.0, 10, 1.1, 70.0), None);
        }
    }

    proptest! {
        #[test]
        fn each_unit_takes_the_curve_or_the_standard_time(units in 1_u64..300, rate in 0.5..1.0_f64, standard in 1.0..120.0_f64) {
            let by_unit = |time: &dyn Fn(u64) -> f64| (1..=units).map(|unit| time(unit).max(standard)).sum::<f64>();
            let unit = by_unit(&|unit| learning_unit(100.0, unit as f64, rate).unwrap());
            let average = by_unit(&|unit| learning_cumulative_block(100.0, (unit - 1) as f64, unit as f64, rate).unwrap());
            prop_assert!(close(learning_units_total_to_standard(100.0, units, rate, standard).unwrap(), unit, 1e-9));
            prop_assert!(close(learning_average_total_to_standard(100.0, units, rate, standard).unwrap(), average, 1e-9));
        }
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(learning_units_total(0.0, 10, 0.8), None);
        assert_eq!(learning_units_total(1.0, 10, 0.0), None);
        assert_eq!(learning_units_total(1.0, 10, 1.1), None);
        assert_eq!(learning_units_total(1e305, u64::MAX, 1.0), None);
        assert_eq!(learning_units_to_reach(1.0, 0.0, 0.8), None);
        assert_eq!(learning_units_to_reach(1.0, 1e-300, 0.9), None);
        assert_eq!(learning_weeks_to_reach(1.0, 0.5, 0.8, 0.0), None);
        assert_eq!(learning_units_mean(1.0, 5, 5, 0.8), None);
        assert_eq!(learning_units_mean(1.0, 6, 5, 0.8), None);
    }

    proptest! {
        #[test]
        fn total_is_the_sum(units in 101..3000_u32, rate in 0.05..=1.0_f64) {
            let exponent = rate.log2();
            let sum: f64 = (1..=units).rev().map(|unit| f64::from(unit).powf(exponent)).sum();
            let total = learning_units_total(1.0, u64::from(units), rate).unwrap();
            prop_assert!(close(total / sum, 1.0, 1e-12), "{total} for {sum}");
        }

        #[test]
        fn target_is_met_and_not_one_unit_before(rate in 0.6..0.95_f64, share in 0.5..0.999_f64) {
            let unit = learning_units_to_reach(7.0, 7.0 * share, rate).unwrap();
            let time = |unit: u64| learning_unit(7.0, unit as f64, rate).unwrap();
            prop_assert!(time(unit) <= 7.0 * share * (1.0 + 1e-9) && time(unit - 1) > 7.0 * share);
        }

        #[test]
        fn mean_lies_between_first_and_last(from in 0..500_u64, more in 1..5000_u64, rate in 0.5..1.0_f64) {
            let mean = learning_units_mean(1.0, from, from + more, rate).unwrap();
            let time = |unit: u64| learning_unit(1.0, unit as f64, rate).unwrap();
            prop_assert!(mean <= time(from + 1) * (1.0 + 1e-9) && mean >= time(from + more) * (1.0 - 1e-9));
        }

        #[test]
        fn units_of_time_do_not_matter(units in 1..10_000_u64, rate in 0.5..1.0_f64, scale in 1e-3..1e3_f64) {
            let (one, other) = (learning_units_total(1.0, units, rate).unwrap(), learning_units_total(scale, units, rate).unwrap());
            prop_assert!(close(other / one / scale, 1.0, 1e-12));
        }
    }
}
