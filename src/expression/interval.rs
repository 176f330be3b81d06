//! Interval arithmetic: bounds that hold for every point of a box.
//!
//! Bounds are never too narrow but for the last digits, since rounding is not directed outward. They are too wide where a name
//! stands more than once, for each of its places is taken to vary on its own.
//!
//! Reference: R. Moore, R. Kearfott, M. Cloud, Introduction to Interval Analysis, SIAM 2009, chapters 2 and 5.

use super::Expression;
use super::step::{Binary, Step, Unary};
use std::f64::consts::{FRAC_PI_2, PI};

/// Lower and upper bound.
type Interval = (f64, f64);

impl Expression {
    /// Bounds over a box; `None` where some step is not defined all over its interval or not bounded.
    pub(super) fn bounds(&self, ranges: &[Interval]) -> Option<Interval> {
        let mut pile: Vec<Interval> = Vec::new();
        for step in &self.steps {
            let next = match *step {
                Step::Number(value) => (value, value),
                Step::Name(index) => *ranges.get(index)?,
                Step::Unary(function) => unary(function, pile.pop()?)?,
                Step::Whole(exponent) => whole_power(pile.pop()?, exponent)?,
                Step::Binary(function) => {
                    let right = pile.pop()?;
                    binary(function, pile.pop()?, right)?
                }
            };
            if !(next.0.is_finite() && next.1.is_finite()) {
                return None;
            }
            pile.push(next);
        }
        pile.pop()
    }
}

fn unary(function: Unary, (low, high): Interval) -> Option<Interval> {
    let rising = (function.of(low), function.of(high));
    match function {
        Unary::Negate => Some((-high, -low)),
        Unary::Sqrt if low < 0.0 => None,
        Unary::Asin | Unary::Acos if low < -1.0 || high > 1.0 => None,
        Unary::Acos => Some((rising.1, rising.0)),
        Unary::Abs if low <= 0.0 && high >= 0.0 => Some((0.0, high.max(-low))),
        Unary::Abs => Some(ordered(rising)),
        Unary::Sin => Some(cosine(low - FRAC_PI_2, high - FRAC_PI_2)),
        Unary::Cos => Some(cosine(low, high)),
        // A pole at every odd quarter turn.
        Unary::Tan if holds_multiple(low - FRAC_PI_2, high - FRAC_PI_2, PI) => None,
        Unary::Sqrt | Unary::Asin | Unary::Atan | Unary::Tan => Some(rising),
    }
}

fn cosine(low: f64, high: f64) -> Interval {
    let (least, most) = ordered((low.cos(), high.cos()));
    let trough = holds_multiple(low - PI, high - PI, 2.0 * PI);
    let crest = holds_multiple(low, high, 2.0 * PI);
    (if trough { -1.0 } else { least }, if crest { 1.0 } else { most })
}

/// Whether a multiple of a period lies between two values.
fn holds_multiple(low: f64, high: f64, period: f64) -> bool {
    (low / period).ceil() <= (high / period).floor()
}

fn binary(function: Binary, left: Interval, right: Interval) -> Option<Interval> {
    match function {
        Binary::Add => Some((left.0 + right.0, left.1 + right.1)),
        Binary::Subtract => Some((left.0 - right.1, left.1 - right.0)),
        Binary::Multiply => Some(hull(left, right, |x, y| x * y)),
        Binary::Divide if right.0 <= 0.0 && right.1 >= 0.0 => None,
        Binary::Divide => Some(hull(left, right, |x, y| x / y)),
        // Of a positive base the power rises or falls all the way in base and exponent alike.
        Binary::Power if left.0 <= 0.0 => None,
        Binary::Power => Some(hull(left, right, f64::powf)),
        Binary::Min => Some((left.0.min(right.0), left.1.min(right.1))),
        Binary::Max => Some((left.0.max(right.0), left.1.max(right.1))),
    }
}

fn whole_power((low, high): Interval, exponent: i32) -> Option<Interval> {
    let crosses = low <= 0.0 && high >= 0.0;
    let (least, most) = ordered((low.powi(exponent), high.powi(exponent)));
    match exponent {
        0 => Some((1.0, 1.0)),
        ..0 if crosses => None,
        _ if exponent % 2 == 0 && crosses => Some((0.0, most)),
        _ => Some((least, most)),
    }
}

fn ordered((one, other): Interval) -> Interval {
    (one.min(other), one.max(other))
}

/// Least and most over the four corners.
fn hull(left: Interval, right: Interval, function: impl Fn(f64, f64) -> f64) -> Interval {
    let corners = [(left.0, right.0), (left.0, right.1), (left.1, right.0), (left.1, right.1)].map(|(x, y)| function(x, y));
    (corners.into_iter().fold(f64::INFINITY, f64::min), corners.into_iter().fold(f64::NEG_INFINITY, f64::max))
}
