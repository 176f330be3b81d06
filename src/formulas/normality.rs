//! Whether a sample of measurements may come from a normal population: the Shapiro-Wilk test.
//!
//! Capability indices and tolerance factors stand on that. A high probability does not prove normality: small samples pass
//! nearly always, and large ones fail for harmless reasons such as readings rounded to few steps.
//!
//! References: S. Shapiro, M. Wilk, An Analysis of Variance Test for Normality, Biometrika 52 (1965) 591; P. Royston, Remark AS
//! R94, Applied Statistics 44 (1995) 547 (coefficients and probability for 3 to 5000 readings).

use super::domain::{finite, positive};
use super::normal;
use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// Result of the Shapiro-Wilk test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShapiroWilk {
    /// The statistic W, above 0 up to 1; 1 is a perfectly normal sample.
    pub statistic: f64,
    /// Chance of a W as low as this from a normal population, a fraction.
    pub probability: f64,
}

/// Fewest and most readings that Royston's approximation is made for.
const READINGS: std::ops::RangeInclusive<usize> = 3..=5000;

/// Most readings for which Royston transforms W as in a small sample.
const SMALL: usize = 11;

/// Royston's polynomials, constant first: last and last but one coefficient, by the inverse root of the number of readings.
const LAST: [f64; 6] = [0.0, 0.221_157, -0.147_981, -2.071_190, 4.434_685, -2.706_056];
const LAST_BUT_ONE: [f64; 6] = [0.0, 0.042_981, -0.293_762, -1.752_461, 5.682_633, -3.582_633];

/// Of small samples: shift of the logarithm, mean and logarithm of the deviation, by the number of readings.
const SMALL_SHIFT: [f64; 2] = [-2.273, 0.459];
const SMALL_MEAN: [f64; 4] = [0.544, -0.399_78, 0.025_054, -6.714e-4];
const SMALL_DEVIATION: [f64; 4] = [1.3822, -0.778_57, 0.062_767, -0.002_032_2];

/// Of larger samples: mean and logarithm of the deviation, by the logarithm of the number of readings.
const MEAN: [f64; 4] = [-1.5861, -0.310_82, -0.083_751, 0.003_891_5];
const DEVIATION: [f64; 3] = [-0.4803, -0.082_676, 0.003_030_2];

/// Shapiro-Wilk test of 3 to 5000 finite values that are not all equal, in any unit and order, else `None`.
///
/// Reference: Royston, see the module.
pub fn shapiro_wilk(values: &[f64]) -> Option<ShapiroWilk> {
    if !READINGS.contains(&values.len()) || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let range = positive(sorted.last()? - sorted.first()?)?;
    let count = sorted.len() as f64;
    // Scaled by the range, so that neither tiny nor huge readings lose the squares.
    let middle = sorted.get(sorted.len() / 2)?;
    let scaled: Vec<f64> = sorted.iter().map(|value| (value - middle) / range).collect();
    let mean = scaled.iter().sum::<f64>() / count;
    let squares: f64 = scaled.iter().map(|value| (value - mean).powi(2)).sum();
    let weights = weights(sorted.len())?;
    let slope: f64 =
        weights.iter().zip(scaled.iter().rev().zip(&scaled)).map(|(weight, (high, low))| weight * (high - low)).sum();
    let statistic = (slope.powi(2) / squares).min(1.0);
    Some(ShapiroWilk { statistic: finite(statistic)?, probability: probability(statistic, sorted.len())? })
}

/// Weights of the differences between the last and first, last but one and second, and so on; their squares sum to one half.
fn weights(readings: usize) -> Option<Vec<f64>> {
    if readings == 3 {
        return Some(vec![FRAC_1_SQRT_2]);
    }
    let count = readings as f64;
    // Expected places of the upper half of a sorted normal sample, largest first.
    let places: Option<Vec<f64>> =
        (1..=readings / 2).map(|rank| Some(-normal::quantile((rank as f64 - 0.375) / (count + 0.25))?)).collect();
    let places = places?;
    let squares = 2.0 * places.iter().map(|place| place.powi(2)).sum::<f64>();
    let by_root = 1.0 / count.sqrt();
    let corrections: &[[f64; 6]] = if readings > 5 { &[LAST, LAST_BUT_ONE] } else { &[LAST] };
    let mut weights: Vec<f64> = places
        .iter()
        .zip(corrections)
        .map(|(place, polynomial)| place / squares.sqrt() + value_of(polynomial, by_root))
        .collect();
    let corrected = weights.len();
    let replaced = 2.0 * places.iter().take(corrected).map(|place| place.powi(2)).sum::<f64>();
    let taken = 2.0 * weights.iter().map(|weight| weight.powi(2)).sum::<f64>();
    let scale = ((squares - replaced) / (1.0 - taken)).sqrt();
    weights.extend(places.iter().skip(corrected).map(|place| place / scale));
    Some(weights)
}

/// Chance that a normal sample has a W as low as `statistic`.
fn probability(statistic: f64, readings: usize) -> Option<f64> {
    if readings == 3 {
        // Exact: the distribution of W for three readings.
        return Some((6.0 / PI * (statistic.sqrt().asin() - 0.75_f64.sqrt().asin())).clamp(0.0, 1.0));
    }
    let count = readings as f64;
    let rest = (1.0 - statistic).max(f64::MIN_POSITIVE).ln();
    let (transformed, mean, deviation) = if readings <= SMALL {
        let shift = value_of(&SMALL_SHIFT, count);
        if rest >= shift {
            return Some(0.0);
        }
        (-(shift - rest).ln(), value_of(&SMALL_MEAN, count), value_of(&SMALL_DEVIATION, count).exp())
    } else {
        let logarithm = count.ln();
        (rest, value_of(&MEAN, logarithm), value_of(&DEVIATION, logarithm).exp())
    };
    normal::cumulative((mean - transformed) / deviation)
}

/// Value of a polynomial, coefficients constant first.
fn value_of(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |value, coefficient| value * x + coefficient)
}

#[cfg(test)]
#[path = "normality_tests.rs"]
mod tests;
