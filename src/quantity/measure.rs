//! A number with the unit it was written in.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Dimension;
use super::unit::{Unit, display_number, find_unit};

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

/// Written as the value in SI units and the name of the unit.
impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.si, self.unit.map_or("", |unit| unit.name)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (si, unit) = <(f64, std::borrow::Cow<'de, str>)>::deserialize(deserializer)?;
        if unit.is_empty() {
            return Ok(Self::new(si, None));
        }
        match find_unit(&unit) {
            Some(unit) => Ok(Self::new(si, Some(unit))),
            None => Err(serde::de::Error::custom(format!("there is no unit `{unit}`"))),
        }
    }
}
