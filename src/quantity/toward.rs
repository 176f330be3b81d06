//! How an end of a confidence interval is written: rounded so that no more is said than was shown.

use serde::{Deserialize, Serialize};

use super::{Bounds, Measure, round_toward};

/// To which side a number is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Toward {
    /// Down, as a lower bound.
    Down,
    /// Up, as an upper bound.
    Up,
}

/// Dust of a calculation is no reason to step to the next figure.
const DUST: f64 = 1e-9;

impl Toward {
    /// A fraction in percent: one decimal, two where the first two figures are nines, as many as are asked for where three are.
    #[must_use]
    pub fn share(self, share: f64, most_decimals: i32) -> f64 {
        let decimals = match share {
            share if share < 0.99 => 1,
            share if share < 0.999 => 2,
            _ => most_decimals,
        };
        self.decimals(share * 100.0, decimals) / 100.0
    }

    /// A number with so many decimals.
    #[must_use]
    pub fn decimals(self, number: f64, decimals: i32) -> f64 {
        let scale = 10_f64.powi(decimals);
        let dust = DUST * (1.0 + (number * scale).abs());
        match self {
            Self::Down => (number * scale + dust).floor() / scale,
            Self::Up => (number * scale - dust).ceil() / scale,
        }
    }

    /// What is known of a bound, as it is shown: in percent as a share, a plain number with two decimals, otherwise with four
    /// figures. `finer` shows hundredths of a percent and four figures, where a difference would be lost otherwise.
    #[must_use]
    pub fn shown(self, bounds: Bounds, finer: bool) -> Bounds {
        let end = |measure: Measure| {
            let number = measure.number();
            if !number.is_finite() {
                return measure.si;
            }
            match bounds.unit {
                Some(unit) if unit.name == "%" && finer => unit.to_si(self.decimals(number, 2)),
                Some(unit) if unit.name == "%" => unit.to_si(100.0 * self.share(number / 100.0, 2)),
                Some(unit) => unit.to_si(round_toward(number, self == Self::Up)),
                None if !finer => self.decimals(number, 2),
                None => round_toward(number, self == Self::Up),
            }
        };
        Bounds { low: end(bounds.lower()), high: end(bounds.upper()), unit: bounds.unit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::find_unit;

    #[test]
    fn an_end_says_no_more_than_was_shown() {
        let shown = |share: f64, toward: Toward, finer| toward.shown(Bounds::exact(share, find_unit("%")), finer).to_string();
        assert_eq!(shown(0.956_62, Toward::Down, false), "95.6 %");
        assert_eq!(shown(0.956_62, Toward::Up, false), "95.7 %");
        assert_eq!(shown(0.949_666, Toward::Down, true), "94.96 %");
        assert_eq!(shown(0.95, Toward::Down, false), "95 %", "no dust");
        assert_eq!(shown(0.999_663, Toward::Down, false), "99.96 %");
        assert_eq!(shown(1.0, Toward::Up, false), "100 %");
        let cpk = |number: f64, toward: Toward| toward.shown(Bounds::exact(number, None), false).to_string();
        assert_eq!((cpk(1.239_99, Toward::Down), cpk(1.239_99, Toward::Up)), ("1.23".to_owned(), "1.24".to_owned()));
    }
}
