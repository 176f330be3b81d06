//! An axis of a picture.

use serde::Serialize;

use super::round;

/// Ticks that an axis has at most.
const MOST_TICKS: f64 = 8.0;

/// A tick of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Tick {
    /// Where it stands.
    pub x: f64,
    /// Its value.
    pub value: f64,
}

/// From values to places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    left: f64,
    right: f64,
}

impl Scale {
    /// An axis from one value to another between two places. Where both are one value, some room is made around it.
    pub(super) fn new([from, to]: [f64; 2], [left, right]: [f64; 2]) -> Self {
        let (from, to) = if to > from { (from, to) } else { (from - 0.5, from + 0.5) };
        Self { from, to, left, right }
    }

    /// The place of a value; one beyond the axis stands at its end.
    pub(super) fn x(&self, value: f64) -> f64 {
        let share = ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        round(self.left + share * (self.right - self.left))
    }

    /// Ticks at round values.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        let step = nice((self.to - self.from) / MOST_TICKS);
        let first = (self.from / step - 1e-9).ceil();
        let count = ((self.to / step + 1e-9).floor() - first).max(0.0);
        let mut ticks = Vec::new();
        let mut number = 0.0;
        while number <= count {
            let value = (first + number) * step;
            ticks.push(Tick { x: self.x(value), value });
            number += 1.0;
        }
        ticks
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below a number.
pub(super) fn nice(number: f64) -> f64 {
    if !(number.is_finite() && number > 0.0) {
        return 1.0;
    }
    let power = 10.0_f64.powf(number.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|step| *step >= number * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::{Scale, nice};

    #[test]
    fn steps_are_round() {
        for (number, step) in [(0.13, 0.2), (0.2, 0.2), (0.21, 0.5), (3.0, 5.0), (7.0, 10.0), (1.0, 1.0), (0.0, 1.0)] {
            assert!((nice(number) - step).abs() < 1e-12, "{number}: {}", nice(number));
        }
    }

    #[test]
    fn ticks_stand_at_round_values() {
        let scale = Scale::new([0.8, 1.0], [100.0, 400.0]);
        let ticks: Vec<(f64, f64)> = scale.ticks().iter().map(|tick| ((tick.value * 1000.0).round(), tick.x)).collect();
        assert_eq!(ticks, [(800.0, 100.0), (850.0, 175.0), (900.0, 250.0), (950.0, 325.0), (1000.0, 400.0)]);
        assert!((scale.x(2.0) - 400.0).abs() < 1e-9, "what lies beyond stands at the end");
        assert!((Scale::new([1.0, 1.0], [0.0, 10.0]).x(1.0) - 5.0).abs() < 1e-9, "one value stands in the middle");
    }
}
