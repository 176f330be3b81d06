//! A number with the unit it was written in.

use std::fmt;

use super::Dimension;
use super::unit::{Unit, display_number};

/// A quantity: its value in SI units, and the unit it was written in (none for a plain number).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Value in SI units; percentages as fractions.
    pub si: f64,
    /// The unit it was written in, and in which it is shown again.
    pub unit: Option<&'static Unit>,
}

impl Measure {
    /// A value in SI units, shown in `unit`.
    #[must_use]
    pub const fn new(si: f64, unit: Option<&'static Unit>) -> Self {
        Self { si, unit }
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        self.unit.map_or(Dimension::NONE, |unit| unit.dimension)
    }

    /// The number in the unit it was written in.
    #[must_use]
    pub fn number(&self) -> f64 {
        self.unit.map_or(self.si, |unit| unit.number_of(self.si))
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&display_number(self.number()))?;
        match self.unit {
            Some(unit) if self.number() == 1.0 => write!(f, " {}", unit.singular()),
            Some(unit) => write!(f, " {}", unit.name),
            None => Ok(()),
        }
    }
}
