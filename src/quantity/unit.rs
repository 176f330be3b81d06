//! Units: their spellings, their size in SI, and how a number is written with them.

use std::sync::LazyLock;

use super::Dimension;
use crate::source::{QuickMap, quick_map};

/// A unit: its usual spelling, dimension and size in SI units.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// How the unit is written in output.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// One unit in SI units.
    pub factor: f64,
    /// SI value of zero on this scale; not zero only for °C and °F.
    pub offset: f64,
}

const fn unit(name: &'static str, dimension: Dimension, factor: f64) -> Unit {
    Unit { name, dimension, factor, offset: 0.0 }
}

const fn scale(name: &'static str, factor: f64, offset: f64) -> Unit {
    Unit { name, dimension: Dimension::TEMPERATURE, factor, offset }
}

/// One inch in m, exact by the international yard and pound agreement of 1959.
const INCH: f64 = 0.0254;
/// One pound in kg, exact by the same agreement.
const POUND: f64 = 0.453_592_37;
/// Standard acceleration of gravity in m/s² (3rd CGPM, 1901).
const GRAVITY: f64 = 9.806_65;
/// One degree in radians.
const DEGREE: f64 = std::f64::consts::PI / 180.0;
/// One day in s.
const DAY: f64 = 86_400.0;

/// Units with all their accepted spellings; the first unit of a dimension is its plain SI unit or the usual shop unit.
static UNITS: &[(&[&str], Unit)] = &[
    (&["%", "percent", "pct"], unit("%", Dimension::NONE, 0.01)),
    (&["ppm"], unit("ppm", Dimension::NONE, 1e-6)),
    (&["mm", "millimeter", "millimeters", "millimetre", "millimetres"], unit("mm", Dimension::LENGTH, 1e-3)),
    (&["m", "meter", "meters", "metre", "metres"], unit("m", Dimension::LENGTH, 1.0)),
    (&["cm", "centimeter", "centimeters", "centimetre", "centimetres"], unit("cm", Dimension::LENGTH, 1e-2)),
    (&["um", "µm", "μm"], unit("µm", Dimension::LENGTH, 1e-6)),
    (&["in", "inch", "inches"], unit("in", Dimension::LENGTH, INCH)),
    (&["ft"], unit("ft", Dimension::LENGTH, 12.0 * INCH)),
    (&["mil", "thou"], unit("mil", Dimension::LENGTH, INCH / 1000.0)),
    (&["yd"], unit("yd", Dimension::LENGTH, 36.0 * INCH)),
    (&["kg", "kilogram", "kilograms"], unit("kg", Dimension::MASS, 1.0)),
    (&["g", "gram", "grams"], unit("g", Dimension::MASS, 1e-3)),
    (&["t"], unit("t", Dimension::MASS, 1000.0)),
    (&["lb", "lbs"], unit("lb", Dimension::MASS, POUND)),
    (&["oz"], unit("oz", Dimension::MASS, POUND / 16.0)),
    (&["s", "sec", "second", "seconds"], unit("s", Dimension::TIME, 1.0)),
    (&["min", "minute", "minutes"], unit("min", Dimension::TIME, 60.0)),
    (&["h", "hr", "hour", "hours"], unit("h", Dimension::TIME, 3600.0)),
    (&["d", "day", "days"], unit("days", Dimension::TIME, DAY)),
    (&["week", "weeks", "wk"], unit("weeks", Dimension::TIME, 7.0 * DAY)),
    (&["month", "months"], unit("months", Dimension::TIME, 365.25 / 12.0 * DAY)),
    (&["year", "years", "yr"], unit("years", Dimension::TIME, 365.25 * DAY)),
    (&["°C", "degC", "C", "℃"], scale("°C", 1.0, 273.15)),
    (&["°F", "degF", "F", "℉"], scale("°F", 5.0 / 9.0, 459.67 * 5.0 / 9.0)),
    (&["K"], unit("K", Dimension::TEMPERATURE_DIFFERENCE, 1.0)),
    (&["V", "volt"], unit("V", Dimension::VOLTAGE, 1.0)),
    (&["mV"], unit("mV", Dimension::VOLTAGE, 1e-3)),
    (&["USD", "$", "dollars"], unit("USD", Dimension::MONEY, 1.0)),
    (&["Shore A", "ShoreA", "ShA"], unit("Shore A", Dimension::SHORE_A, 1.0)),
    (&["Shore C", "ShoreC", "ShC"], unit("Shore C", Dimension::SHORE_C, 1.0)),
    (&["Shore D", "ShoreD", "ShD"], unit("Shore D", Dimension::SHORE_D, 1.0)),
    (&["deg", "°", "degree", "degrees"], unit("deg", Dimension::ANGLE, DEGREE)),
    (&["rad"], unit("rad", Dimension::ANGLE, 1.0)),
    (&["N"], unit("N", Dimension::FORCE, 1.0)),
    (&["kN"], unit("kN", Dimension::FORCE, 1000.0)),
    (&["lbf"], unit("lbf", Dimension::FORCE, POUND * GRAVITY)),
    (&["kgf"], unit("kgf", Dimension::FORCE, GRAVITY)),
    (&["gf"], unit("gf", Dimension::FORCE, GRAVITY * 1e-3)),
    (&["MPa"], unit("MPa", Dimension::PRESSURE, 1e6)),
    (&["Pa"], unit("Pa", Dimension::PRESSURE, 1.0)),
    (&["kPa"], unit("kPa", Dimension::PRESSURE, 1e3)),
    (&["GPa"], unit("GPa", Dimension::PRESSURE, 1e9)),
    (&["bar"], unit("bar", Dimension::PRESSURE, 1e5)),
    (&["psi"], unit("psi", Dimension::PRESSURE, POUND * GRAVITY / (INCH * INCH))),
    (&["N/mm"], unit("N/mm", Dimension::FORCE_PER_LENGTH, 1000.0)),
    (&["N/m"], unit("N/m", Dimension::FORCE_PER_LENGTH, 1.0)),
    (&["mN/m", "dyn/cm", "dyne/cm", "mJ/m2"], unit("mN/m", Dimension::FORCE_PER_LENGTH, 1e-3)),
    (&["N/25mm"], unit("N/25mm", Dimension::FORCE_PER_LENGTH, 40.0)),
    (&["N/15mm"], unit("N/15mm", Dimension::FORCE_PER_LENGTH, 1000.0 / 15.0)),
    (&["pli", "lbf/in"], unit("pli", Dimension::FORCE_PER_LENGTH, POUND * GRAVITY / INCH)),
    (&["N·m", "Nm", "N*m"], unit("N·m", Dimension::ENERGY, 1.0)),
    (&["N·cm", "Ncm"], unit("N·cm", Dimension::ENERGY, 1e-2)),
    (&["cN·m", "cNm"], unit("cN·m", Dimension::ENERGY, 1e-2)),
    (&["in-lb", "in·lb", "lbf·in", "lbf-in"], unit("in-lb", Dimension::ENERGY, POUND * GRAVITY * INCH)),
    (&["G", "gn"], unit("G", Dimension::ACCELERATION, GRAVITY)),
    (&["m/s2"], unit("m/s2", Dimension::ACCELERATION, 1.0)),
    (&["L", "l", "liter", "liters"], unit("L", Dimension::VOLUME, 1e-3)),
    (&["ml", "mL"], unit("ml", Dimension::VOLUME, 1e-6)),
    (&["kg/m3", "kg/m³"], unit("kg/m3", Dimension::DENSITY, 1.0)),
    (&["g/cm3", "g/cm³", "g/cc"], unit("g/cm3", Dimension::DENSITY, 1000.0)),
    (&["pcf", "lb/ft3"], unit("pcf", Dimension::DENSITY, POUND / (1728.0 * INCH * INCH * INCH))),
    (&["gsm", "g/m2", "g/m²"], unit("g/m2", Dimension::AREAL_MASS, 1e-3)),
    (&["cm2", "cm²"], unit("cm2", Dimension::AREA, 1e-4)),
    (&["mm2", "mm²"], unit("mm2", Dimension::AREA, 1e-6)),
    (&["m2", "m²"], unit("m2", Dimension::AREA, 1.0)),
    (&["in2", "in²"], unit("in2", Dimension::AREA, INCH * INCH)),
    (&["um/m/K", "µm/m/K", "ppm/K"], unit("µm/m/K", Dimension::EXPANSION, 1e-6)),
    (&["1/K", "/K"], unit("1/K", Dimension::EXPANSION, 1.0)),
    (&["stitches/min", "spm"], unit("stitches/min", Dimension::RATE, 1.0 / 60.0)),
    (&["stitches/in", "spi", "SPI"], unit("stitches/in", Dimension::DENSITY_OF_STITCHES, 1.0 / INCH)),
    (&["stitches/cm"], unit("stitches/cm", Dimension::DENSITY_OF_STITCHES, 100.0)),
    (&["1/m", "/m"], unit("1/m", Dimension::DENSITY_OF_STITCHES, 1.0)),
    (&["mm2/s", "mm²/s"], unit("mm2/s", Dimension::DIFFUSIVITY, 1e-6)),
    (&["m2/s", "m²/s"], unit("m2/s", Dimension::DIFFUSIVITY, 1.0)),
    (&["J"], unit("J", Dimension::ENERGY, 1.0)),
    (&["mm/s"], unit("mm/s", Dimension::SPEED, 1e-3)),
    (&["m/min"], unit("m/min", Dimension::SPEED, 1.0 / 60.0)),
    (&["shots", "shot"], unit("shots", Dimension::NONE, 1.0)),
    (&["cycles", "cycle"], unit("cycles", Dimension::NONE, 1.0)),
    (&["units", "unit", "pieces", "pcs", "pc"], unit("units", Dimension::NONE, 1.0)),
    (&["x"], unit("x", Dimension::NONE, 1.0)),
];

/// Units by spelling: every quantity that is read or calculated asks for one.
static BY_SPELLING: LazyLock<QuickMap<&str, &Unit>> = LazyLock::new(|| {
    let mut units = quick_map(2 * UNITS.len());
    for (spellings, unit) in UNITS {
        units.extend(spellings.iter().map(|spelling| (*spelling, unit)));
    }
    units
});

/// The unit with this exact spelling.
#[must_use]
pub fn find_unit(spelling: &str) -> Option<&'static Unit> {
    BY_SPELLING.get(spelling).copied()
}

/// The unit with this spelling, spaces inside ignored (`N / 25 mm`).
#[must_use]
pub fn parse_unit(text: &str) -> Option<&'static Unit> {
    find_unit(text).or_else(|| {
        let tight: String = text.split_whitespace().collect();
        find_unit(&tight)
    })
}

/// Names of the units of one dimension, the plain SI unit or the usual shop unit first.
pub fn units_of(dimension: Dimension) -> impl Iterator<Item = &'static str> {
    UNITS.iter().filter(move |(_, unit)| unit.dimension == dimension).map(|(_, unit)| unit.name)
}

/// All spellings of units of one dimension, for suggestions.
pub(super) fn spellings() -> impl Iterator<Item = &'static str> {
    UNITS.iter().flat_map(|(spellings, _)| spellings.iter().copied())
}

impl Unit {
    /// The SI value of a number in this unit.
    #[must_use]
    pub fn to_si(&self, number: f64) -> f64 {
        number.mul_add(self.factor, self.offset)
    }

    /// Its name after a one: `1 week`.
    #[must_use]
    pub fn singular(&self) -> &'static str {
        match self.name {
            "days" | "weeks" | "months" | "years" | "shots" | "cycles" | "units" => self.name.trim_end_matches('s'),
            name => name,
        }
    }

    /// The number in this unit of an SI value.
    #[must_use]
    pub fn number_of(&self, si: f64) -> f64 {
        (si - self.offset) / self.factor
    }
}

/// The unit in which a bound is shown beside a figure: that of the figure where nobody reads the one as the other, such as gf beside
/// N or mm beside in. Powers of ten, and times, are read as they stand: at least 24 h beside 90 min.
#[must_use]
pub fn unit_beside(bound: Option<&'static Unit>, figure: Option<&'static Unit>) -> Option<&'static Unit> {
    let (Some(own), Some(other)) = (bound, figure) else { return bound.or(figure) };
    let step = (own.factor / other.factor).abs().log10();
    let plain = equal(own.offset, other.offset) && (step - step.round()).abs() < 1e-9;
    let apart = own.dimension == other.dimension && own.dimension != Dimension::TIME && !plain;
    if apart { figure } else { bound }
}

/// The number with four significant figures, rounded up or down.
#[must_use]
pub fn round_toward(number: f64, up: bool) -> f64 {
    if number == 0.0 {
        return number;
    }
    let scale = 10_f64.powf(3.0 - number.abs().log10().floor());
    // Dust of a conversion is no reason to step to the next figure.
    let dust = 1e-6;
    let scaled = number * scale;
    (if up { (scaled - dust).ceil() } else { (scaled + dust).floor() }) / scale
}

/// What two results may differ by and still be one number, as a share of them, so that 1.4 mm on a wall of 2 mm is 70 % and not more.
const EQUAL: f64 = 1e-9;

/// Whether two numbers are one but for what calculations are off by. An end that is open is no number.
#[must_use]
pub fn equal(left: f64, right: f64) -> bool {
    let scale = left.abs().max(right.abs());
    scale.is_finite() && (left - right).abs() <= EQUAL * scale
}

/// Whether a number is less than another by more than calculations are off by.
#[must_use]
pub fn less(left: f64, right: f64) -> bool {
    left < right && !equal(left, right)
}

/// The number with three significant figures: what is calculated is known no better than that.
#[must_use]
pub fn three_figures(number: f64) -> f64 {
    format!("{number:.2e}").parse().unwrap_or(number)
}

/// Writes a number with at most four significant figures after rounding away floating-point dust, without exponents
/// for the sizes that occur in cases.
#[must_use]
pub fn display_number(number: f64) -> String {
    // What is left of a difference of two equal numbers is no number to show.
    if number.abs() < 1e-12 {
        return "0".to_owned();
    }
    let magnitude = number.abs().log10().floor();
    if !(-6.0..12.0).contains(&magnitude) {
        let text = format!("{number:.3e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        return format!("{}e{exponent}", digits.trim_end_matches('0').trim_end_matches('.'));
    }
    // Whole numbers keep all their digits; fractions keep four significant figures, and hundreds two decimals, because lengths of
    // parts in mm are held to some hundredths.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 9")]
    let decimals = if magnitude == 2.0 { 2 } else { (3.0 - magnitude).clamp(0.0, 9.0) as usize };
    let text = format!("{number:.decimals$}");
    if text.contains('.') {
        let trimmed = text.trim_end_matches('0').trim_end_matches('.');
        if trimmed == "-0" { "0".to_owned() } else { trimmed.to_owned() }
    } else {
        text
    }
}
