//! Masses on equidistant points, and their convolution.

use super::part::Part;

/// Masses on equidistant points.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// Value at the first point.
    pub(super) origin: f64,
    /// Mass of each point.
    pub(super) masses: Vec<f64>,
}

impl Grid {
    /// The masses of a part between two values.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of cells, at least one")]
    pub(super) fn of(part: &Part, low: f64, high: f64, step: f64) -> Self {
        // In the middle of the range, and with two points to spare at both ends for the weights of the last cells.
        let cells = ((high - low) / step).ceil().max(1.0) + 4.0;
        let origin = f64::midpoint(low, high) - 0.5 * cells * step;
        let mut masses = vec![0.0; cells as usize + 1];
        let last = masses.len() - 4;
        part.masses(low, high, step, |x, mass| {
            let place = (x - origin) / step;
            let cell = (place as usize).clamp(2, last);
            let weights = lagrange(place - cell as f64);
            for (slot, weight) in masses[cell - 2..=cell + 3].iter_mut().zip(weights) {
                *slot += mass * weight;
            }
        });
        Self { origin, masses }
    }

    pub(super) fn total(&self) -> f64 {
        self.masses.iter().sum()
    }

    /// Masses of the sum with an independent contributor on a grid of the same step.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let (short, long) = if self.masses.len() < other.masses.len() { (self, other) } else { (other, self) };
        // Four rows at a time, so that a sum is loaded and stored once for four products.
        let padded = [&[0.0; 3], long.masses.as_slice(), &[0.0; 3]].concat();
        let mut masses = vec![0.0; long.masses.len() + short.masses.len().next_multiple_of(4) - 1];
        for (index, rows) in short.masses.chunks(4).enumerate() {
            let mut four = [0.0; 4];
            four[..rows.len()].copy_from_slice(rows);
            for (sum, window) in masses[4 * index..].iter_mut().zip(padded.windows(4)) {
                *sum += four[0] * window[3] + four[1] * window[2] + four[2] * window[1] + four[3] * window[0];
            }
        }
        masses.truncate(long.masses.len() + short.masses.len() - 1);
        Self { origin: self.origin + other.origin, masses }
    }

    /// Takes away the points below `low`, where the limit is out of reach, and those above `high`, where it is passed for
    /// certain, and returns the mass of the latter.
    pub(super) fn decide(&mut self, low: f64, high: f64, step: f64) -> f64 {
        let origin = self.origin;
        let at = |index: usize| origin + index as f64 * step;
        let count = self.masses.len();
        let end = (0..count).rev().find(|index| at(*index) <= high).map_or(0, |index| index + 1);
        let certain = self.masses[end..].iter().sum();
        let start = (0..end).find(|index| at(*index) >= low).unwrap_or(end);
        self.masses.truncate(end);
        self.masses.drain(..start);
        self.origin = at(start);
        certain
    }
}

/// Distance in steps up to which a value has a weight on a point.
pub(super) const SPAN: f64 = 3.0;

/// Lagrange weights of the points -2 to 3 for a value between 0 and 1.
fn lagrange(x: f64) -> [f64; 6] {
    let (two, one, less, last, past) = (x + 2.0, x + 1.0, x - 1.0, x - 2.0, x - 3.0);
    let (inner, outer) = (x * less, one * last);
    [
        -outer * inner * past / 120.0,
        two * inner * last * past / 24.0,
        -two * outer * less * past / 12.0,
        two * outer * x * past / 12.0,
        -two * one * inner * past / 24.0,
        two * outer * inner / 120.0,
    ]
}

/// The same weights as a function of the distance from a point.
pub(super) fn kernel(distance: f64) -> f64 {
    let x = distance.abs();
    if x < 1.0 {
        (1.0 - x * x) * (4.0 - x * x) * (3.0 - x) / 12.0
    } else if x < 2.0 {
        (1.0 - x * x) * (2.0 - x) * (3.0 - x) * (4.0 - x) / 24.0
    } else {
        (1.0 - x) * (2.0 - x) * (3.0 - x) * (4.0 - x) * (5.0 - x) / 120.0
    }
}

#[cfg(test)]
#[path = "grid_tests.rs"]
mod tests;
