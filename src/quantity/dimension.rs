//! Dimensions as exponents of base dimensions, so that products and quotients can be checked.

use std::fmt;
use std::ops::{Div, Mul};

/// Number of base dimensions.
const BASES: usize = 10;

/// What kind of thing a number measures: exponents of the base dimensions, and whether it is a point on a scale.
///
/// A temperature (`60 °C`) is a point; a temperature difference (`10 K`) is not. The difference of two points is a
/// difference; two points cannot be added. All other quantities are differences in this sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dimension {
    exponents: [i8; BASES],
    point: bool,
}

/// Names of the base dimensions, in the order of the exponents.
const BASE_NAMES: [&str; BASES] = [
    "length",
    "mass",
    "time",
    "temperature",
    "electric potential difference",
    "money",
    "Shore A hardness",
    "Shore C hardness",
    "Shore D hardness",
    "angle",
];

const fn base(index: usize) -> Dimension {
    let mut exponents = [0; BASES];
    exponents[index] = 1;
    Dimension { exponents, point: false }
}

const fn product(length: i8, mass: i8, time: i8) -> Dimension {
    let mut exponents = [0; BASES];
    exponents[0] = length;
    exponents[1] = mass;
    exponents[2] = time;
    Dimension { exponents, point: false }
}

impl Dimension {
    /// A plain number: counts, ratios and percentages.
    pub const NONE: Self = Self { exponents: [0; BASES], point: false };
    /// Length, in m.
    pub const LENGTH: Self = base(0);
    /// Mass, in kg.
    pub const MASS: Self = base(1);
    /// Time, in s.
    pub const TIME: Self = base(2);
    /// Temperature difference, in K.
    pub const TEMPERATURE_DIFFERENCE: Self = base(3);
    /// Temperature, in K above absolute zero.
    pub const TEMPERATURE: Self = Self { exponents: base(3).exponents, point: true };
    /// Electric potential difference, in V.
    pub const VOLTAGE: Self = base(4);
    /// Money, in US dollars.
    pub const MONEY: Self = base(5);
    /// Shore A hardness, in points.
    pub const SHORE_A: Self = base(6);
    /// Shore C hardness, in points.
    pub const SHORE_C: Self = base(7);
    /// Shore D hardness, in points.
    pub const SHORE_D: Self = base(8);
    /// Angle, in radians.
    pub const ANGLE: Self = base(9);
    /// Area, in m².
    pub const AREA: Self = product(2, 0, 0);
    /// Volume, in m³.
    pub const VOLUME: Self = product(3, 0, 0);
    /// Density, in kg/m³.
    pub const DENSITY: Self = product(-3, 1, 0);
    /// Mass of a sheet per area, in kg/m².
    pub const AREAL_MASS: Self = product(-2, 1, 0);
    /// Force, in N.
    pub const FORCE: Self = product(1, 1, -2);
    /// Pressure, stress or modulus, in Pa.
    pub const PRESSURE: Self = product(-1, 1, -2);
    /// Peel force by width, and surface energy, in N/m.
    pub const FORCE_PER_LENGTH: Self = product(0, 1, -2);
    /// Acceleration, in m/s².
    pub const ACCELERATION: Self = product(1, 0, -2);
    /// Speed, in m/s.
    pub const SPEED: Self = product(1, 0, -1);
    /// Events by time, in 1/s.
    pub const RATE: Self = product(0, 0, -1);
    /// Events by length, in 1/m.
    pub const DENSITY_OF_STITCHES: Self = product(-1, 0, 0);
    /// Thermal diffusivity, in m²/s.
    pub const DIFFUSIVITY: Self = product(2, 0, -1);
    /// Energy, in J, and torque, in N·m.
    pub const ENERGY: Self = product(2, 1, -2);
    /// Thermal expansion, in 1/K.
    pub const EXPANSION: Self = {
        let mut exponents = [0; BASES];
        exponents[3] = -1;
        Self { exponents, point: false }
    };

    /// The name an engineer would use, with an article: `a length`.
    #[must_use]
    pub fn name(self) -> String {
        let known = [
            (Self::NONE, "a number or percentage"),
            (Self::LENGTH, "a length"),
            (Self::MASS, "a mass"),
            (Self::TIME, "a time"),
            (Self::TEMPERATURE, "a temperature"),
            (Self::TEMPERATURE_DIFFERENCE, "a temperature difference"),
            (Self::VOLTAGE, "a voltage"),
            (Self::MONEY, "an amount of money"),
            (Self::SHORE_A, "a Shore A hardness"),
            (Self::SHORE_C, "a Shore C hardness"),
            (Self::SHORE_D, "a Shore D hardness"),
            (Self::ANGLE, "an angle"),
            (Self::AREA, "an area"),
            (Self::VOLUME, "a volume"),
            (Self::DENSITY, "a density"),
            (Self::AREAL_MASS, "a mass per area"),
            (Self::FORCE, "a force"),
            (Self::PRESSURE, "a pressure or stress"),
            (Self::FORCE_PER_LENGTH, "a force per width"),
            (Self::ACCELERATION, "an acceleration"),
            (Self::SPEED, "a speed"),
            (Self::RATE, "a rate"),
            (Self::DENSITY_OF_STITCHES, "a number per length"),
            (Self::DIFFUSIVITY, "a thermal diffusivity"),
            (Self::ENERGY, "an energy or torque"),
            (Self::EXPANSION, "a thermal expansion"),
        ];
        known.iter().find(|(dimension, _)| *dimension == self).map_or_else(|| self.to_string(), |(_, name)| (*name).to_owned())
    }

    /// The dimension of a power, such as 0.5 for a square root; `None` of a temperature and where an exponent is not whole.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "whole and within the type")]
    pub fn power(self, exponent: f64) -> Option<Self> {
        let mut exponents = self.exponents;
        for part in &mut exponents {
            let raised = f64::from(*part) * exponent;
            if raised.fract() != 0.0 || raised.abs() > f64::from(i8::MAX) {
                return None;
            }
            *part = raised as i8;
        }
        (!self.point).then_some(Self { exponents, point: false })
    }

    /// Whether the quantity is a point on a scale, as a temperature is.
    #[must_use]
    pub const fn is_point(self) -> bool {
        self.point
    }

    /// The same dimension as a difference: a temperature becomes a temperature difference.
    #[must_use]
    pub const fn difference(self) -> Self {
        Self { exponents: self.exponents, point: false }
    }

    /// The same dimension as a point on its scale.
    #[must_use]
    pub const fn as_point(self) -> Self {
        Self { exponents: self.exponents, point: true }
    }
}

impl Mul for Dimension {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let mut exponents = self.exponents;
        for (mine, theirs) in exponents.iter_mut().zip(other.exponents) {
            *mine = mine.saturating_add(theirs);
        }
        Self { exponents, point: false }
    }
}

impl Div for Dimension {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let mut exponents = self.exponents;
        for (mine, theirs) in exponents.iter_mut().zip(other.exponents) {
            *mine = mine.saturating_sub(theirs);
        }
        Self { exponents, point: false }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (name, exponent) in BASE_NAMES.iter().zip(self.exponents) {
            if exponent == 0 {
                continue;
            }
            if !first {
                f.write_str(" · ")?;
            }
            first = false;
            f.write_str(name)?;
            if exponent != 1 {
                write!(f, "^{exponent}")?;
            }
        }
        if first { f.write_str("a plain number") } else { Ok(()) }
    }
}
