//! The range that an input has to lie in, and the sentence that says so.

use crate::quantity::{Dimension, Measure, Unit, display_number};

/// One end of a range, in SI units.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Open,
    Including(f64),
    Excluding(f64),
}

/// A range of SI values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    low: End,
    high: End,
}

impl Limit {
    /// Any finite number.
    pub const ANY: Self = Self { low: End::Open, high: End::Open };
    /// Above zero.
    pub const POSITIVE: Self = Self { low: End::Excluding(0.0), high: End::Open };
    /// Zero or above.
    pub const NOT_NEGATIVE: Self = Self { low: End::Including(0.0), high: End::Open };
    /// From 0 to 100 %.
    pub const SHARE: Self = Self::from_to(0.0, 1.0);
    /// Above 0 and up to 100 %.
    pub const POSITIVE_SHARE: Self = Self { low: End::Excluding(0.0), high: End::Including(1.0) };
    /// From 0 to below 100 %.
    pub const SHARE_BELOW_ONE: Self = Self { low: End::Including(0.0), high: End::Excluding(1.0) };
    /// Strictly between 0 and 100 %.
    pub const OPEN_SHARE: Self = Self { low: End::Excluding(0.0), high: End::Excluding(1.0) };

    /// This value or above.
    #[must_use]
    pub const fn at_least(low: f64) -> Self {
        Self { low: End::Including(low), high: End::Open }
    }

    /// From one value to another, both included.
    #[must_use]
    pub const fn from_to(low: f64, high: f64) -> Self {
        Self { low: End::Including(low), high: End::Including(high) }
    }

    /// From one value to below another.
    #[must_use]
    pub const fn from_below(low: f64, high: f64) -> Self {
        Self { low: End::Including(low), high: End::Excluding(high) }
    }

    /// Whether a value lies in the range.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        let low = match self.low {
            End::Open => true,
            End::Including(end) => value >= end,
            End::Excluding(end) => value > end,
        };
        let high = match self.high {
            End::Open => true,
            End::Including(end) => value <= end,
            End::Excluding(end) => value < end,
        };
        value.is_finite() && low && high
    }

    /// What a value has to be: `above 0 and up to 1`; nothing for any number. Ends other than zero are shown in `unit`.
    #[must_use]
    pub fn words(self, unit: Option<&'static Unit>) -> String {
        let show = |end: f64| match unit {
            Some(unit) if end != 0.0 || unit.dimension.is_point() => Measure::new(end, Some(unit)).to_string(),
            _ => display_number(end),
        };
        match (self.low, self.high) {
            (End::Open, End::Open) => String::new(),
            (End::Including(low), End::Including(high)) => format!("from {} to {}", show(low), show(high)),
            (End::Including(low), End::Excluding(high)) => format!("from {} to below {}", show(low), show(high)),
            (End::Excluding(low), End::Including(high)) => format!("above {} and up to {}", show(low), show(high)),
            (End::Excluding(low), End::Excluding(high)) => format!("above {} and below {}", show(low), show(high)),
            (End::Including(low), End::Open) => format!("{} or more", show(low)),
            (End::Excluding(low), End::Open) => format!("above {}", show(low)),
            (End::Open, End::Including(high)) => format!("{} or less", show(high)),
            (End::Open, End::Excluding(high)) => format!("below {}", show(high)),
        }
    }

    /// Whether the range is that of a share, so that a number above 1 was meant in percent.
    #[must_use]
    pub fn is_share(self, dimension: Dimension) -> bool {
        dimension == Dimension::NONE && matches!(self.high, End::Including(1.0) | End::Excluding(1.0))
    }
}
