//! The range that an input of a formula has to lie in: the guard of the formula, and what `calc` says to whoever is outside.

/// One end of a range, in SI units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum End {
    Open,
    Including(f64),
    Excluding(f64),
}

/// A range of SI values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    pub(crate) low: End,
    pub(crate) high: End,
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

    /// Passes a value that lies in the range.
    #[must_use]
    pub fn pass(self, value: f64) -> Option<f64> {
        self.holds(value).then_some(value)
    }
}
