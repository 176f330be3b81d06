//! A number of which only bounds may be known.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Dimension, Measure, Unit, find_unit, three_figures};

/// What is known of a number: both ends in SI units, equal where the number itself is known, infinite where an end is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The least that it can be.
    pub low: f64,
    /// The most that it can be.
    pub high: f64,
    /// The unit in which it is shown.
    pub unit: Option<&'static Unit>,
}

impl Bounds {
    /// A number that is known, in SI units.
    #[must_use]
    pub const fn exact(si: f64, unit: Option<&'static Unit>) -> Self {
        Self { low: si, high: si, unit }
    }

    /// Two ends in SI units, in whatever order.
    #[must_use]
    pub const fn between(one: f64, other: f64, unit: Option<&'static Unit>) -> Self {
        Self { low: one.min(other), high: one.max(other), unit }
    }

    /// The number itself in SI units, if it is known.
    #[must_use]
    pub const fn known(self) -> Option<f64> {
        if self.is_exact() { Some(self.low) } else { None }
    }

    /// Whether the number itself is known.
    #[must_use]
    #[expect(clippy::float_cmp, reason = "both ends are one number, copied")]
    pub const fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        self.unit.map_or(Dimension::NONE, |unit| unit.dimension)
    }

    /// The same, shown in another unit.
    #[must_use]
    pub const fn in_unit(self, unit: Option<&'static Unit>) -> Self {
        Self { unit, ..self }
    }

    /// Whether it begins at 0 where nothing is less: that end says nothing.
    #[must_use]
    pub fn starts_at_nothing(self) -> bool {
        let dimension = self.dimension();
        self.low == 0.0 && dimension != Dimension::ANGLE && !dimension.is_point()
    }

    /// The lower end with its unit.
    #[must_use]
    pub const fn lower(self) -> Measure {
        Measure::new(self.low, self.unit)
    }

    /// The upper end with its unit.
    #[must_use]
    pub const fn upper(self) -> Measure {
        Measure::new(self.high, self.unit)
    }

    /// The ends with three significant figures in their unit; a count stays whole.
    #[must_use]
    pub fn in_three_figures(self) -> Self {
        let counts = self.unit.is_none_or(|unit| unit.dimension == Dimension::NONE && unit.to_si(1.0) == 1.0);
        let end = |measure: Measure| {
            let number = measure.number();
            if !number.is_finite() || counts && number.fract() == 0.0 {
                return measure.si;
            }
            let number = self.short(number);
            self.unit.map_or(number, |unit| unit.to_si(number))
        };
        Self { low: end(self.lower()), high: end(self.upper()), unit: self.unit }
    }

    /// A number with three significant figures, and lengths in mm with hundredths, to which parts are held. What is nearly all is
    /// not rounded up to all: it keeps two figures of what lacks.
    fn short(self, number: f64) -> f64 {
        if self.unit.is_some_and(|unit| unit.name == "mm") && (10.0..1000.0).contains(&number.abs()) {
            return (number * 100.0).round() / 100.0;
        }
        let short = three_figures(number);
        let all = if self.unit.is_some_and(|unit| unit.name == "%") { 100.0 } else { f64::NAN };
        let lack = all - number;
        let near = |other: f64| (other - all).abs() < 1e-9;
        if near(short) && !near(number) { all - format!("{lack:.1e}").parse().unwrap_or(lack) } else { short }
    }

    /// What a formula yields over all that its arguments can be. The formula rises or falls throughout in each argument, so
    /// its extremes lie at the ends of these; `None` if it has no value at one of them. An end that is open is tried far
    /// out, and the end of the result that it leads to is open as well.
    pub fn over<const N: usize>(
        arguments: [Self; N],
        unit: Option<&'static Unit>,
        formula: impl Fn([f64; N]) -> Option<f64>,
    ) -> Option<Self> {
        let mut found: Option<(f64, f64)> = None;
        for corner in 0..1_u32 << N {
            let upper = |i: usize| corner >> i & 1 == 1;
            if (0..N).any(|i| upper(i) && arguments[i].is_exact()) {
                continue;
            }
            let ends: [End; N] = std::array::from_fn(|i| arguments[i].end(upper(i)));
            let value = formula(ends.map(|end| end.si)).filter(|value| !value.is_nan())?;
            let open = ends.iter().any(|end| end.open);
            let (low, high) = found.unwrap_or((value, value));
            // Which way an open end leads is seen against the corners that are known.
            let beyond = |least: bool| match (open, least) {
                (true, true) if value < low => f64::NEG_INFINITY,
                (true, false) if value > high => f64::INFINITY,
                _ => value,
            };
            found = Some((low.min(beyond(true)), high.max(beyond(false))));
        }
        found.map(|(low, high)| Self { low, high, unit })
    }

    fn end(self, upper: bool) -> End {
        /// Far beyond what a case is made of, near enough that formulas keep their digits.
        const FAR: f64 = 1e12;
        let (end, other) = if upper { (self.high, self.low) } else { (self.low, self.high) };
        if end.is_finite() {
            return End { si: end, open: false };
        }
        let from = if other.is_finite() { other } else { 0.0 };
        End { si: if upper { from + FAR } else { from - FAR }, open: true }
    }
}

/// One end of an argument.
#[derive(Clone, Copy)]
struct End {
    si: f64,
    open: bool,
}

impl From<Measure> for Bounds {
    fn from(measure: Measure) -> Self {
        Self::exact(measure.si, measure.unit)
    }
}

impl std::fmt::Display for Bounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.is_exact(), self.low.is_finite(), self.high.is_finite()) {
            (true, ..) => self.lower().fmt(f),
            (false, true, true) if self.starts_at_nothing() => write!(f, "at most {}", self.upper()),
            (false, true, true) => write!(f, "{} to {}", self.lower(), self.upper()),
            (false, true, false) => write!(f, "at least {}", self.lower()),
            (false, false, true) => write!(f, "at most {}", self.upper()),
            (false, false, false) => f.write_str("anything"),
        }
    }
}

/// Written as both ends in SI units and the name of the unit; an end that is open is written as none, so that every format
/// can hold it.
impl Serialize for Bounds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let end = |si: f64| si.is_finite().then_some(si);
        (end(self.low), end(self.high), self.unit.map_or("", |unit| unit.name)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Bounds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (low, high, unit) = <(Option<f64>, Option<f64>, std::borrow::Cow<'de, str>)>::deserialize(deserializer)?;
        let known = if unit.is_empty() { None } else { Some(&*unit) };
        let unit = match known.map(|name| (name, find_unit(name))) {
            None => None,
            Some((_, Some(unit))) => Some(unit),
            Some((name, None)) => return Err(serde::de::Error::custom(format!("there is no unit `{name}`"))),
        };
        Ok(Self { low: low.unwrap_or(f64::NEG_INFINITY), high: high.unwrap_or(f64::INFINITY), unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over2(a: (f64, f64), b: (f64, f64), formula: fn(f64, f64) -> f64) -> Option<(f64, f64)> {
        let bounds = |(low, high)| Bounds { low, high, unit: None };
        Bounds::over([bounds(a), bounds(b)], None, |[a, b]| Some(formula(a, b))).map(|found| (found.low, found.high))
    }

    #[test]
    fn a_known_number_is_both_ends() {
        assert_eq!(Bounds::exact(2.0, None).known(), Some(2.0));
        assert_eq!(Bounds::between(3.0, 2.0, None).known(), None);
        assert_eq!(Bounds::between(3.0, 2.0, None).to_string(), "2 to 3");
        // A wall of which only the thickest place is known; a draft may be negative.
        assert_eq!(Bounds::between(0.0, 0.0008, find_unit("mm")).to_string(), "at most 0.8 mm");
        assert_eq!(Bounds::between(0.0, 0.0, find_unit("mm")).to_string(), "0 mm");
        assert_eq!(Bounds::between(0.0, 1.0_f64.to_radians(), find_unit("deg")).to_string(), "0 deg to 1 deg");
    }

    #[test]
    fn what_is_calculated_shows_three_figures() {
        let shown = |si: f64, unit: &str| Bounds::exact(si, find_unit(unit)).in_three_figures().to_string();
        assert_eq!(shown(0.003_133_3, "mm"), "3.13 mm");
        assert_eq!(shown(0.549_282, "%"), "54.9 %");
        assert_eq!(shown(0.999_663, "%"), "99.97 %", "not all of them");
        assert_eq!(shown(1.0, "%"), "100 %");
        assert_eq!(shown(14_412.3, "h"), "4 h");
        assert_eq!(shown(29_011.0, "USD"), "29000 USD");
        assert_eq!(shown(2995.0, "units"), "2995 units", "what is counted is counted");
        assert_eq!(shown(1.234_567e-10, "%"), "1.23e-8 %");
        assert_eq!(Bounds { low: 0.123_456, high: f64::INFINITY, unit: None }.in_three_figures().to_string(), "at least 0.123");
    }

    #[test]
    fn formulas_carry_bounds() {
        assert_eq!(over2((2.0, 2.0), (3.0, 3.0), |a, b| a * b), Some((6.0, 6.0)));
        assert_eq!(over2((2.0, 3.0), (4.0, 5.0), |a, b| a - b), Some((-3.0, -1.0)));
        assert_eq!(over2((100.0, 100.0), (0.5, 1.0), |a, b| a / b), Some((100.0, 200.0)));
    }

    #[test]
    fn an_open_end_opens_the_end_it_leads_to() {
        assert_eq!(over2((10.0, f64::INFINITY), (2.0, 2.0), |a, b| a / b), Some((5.0, f64::INFINITY)));
        assert_eq!(over2((2.0, 2.0), (10.0, f64::INFINITY), |a, b| a - b), Some((f64::NEG_INFINITY, -8.0)));
        assert_eq!(over2((0.0, f64::INFINITY), (1.0, 2.0), |a, b| a * b), Some((0.0, f64::INFINITY)));
    }

    #[test]
    fn no_value_at_one_end_is_no_value() {
        let bounds = Bounds::between(-1.0, 4.0, None);
        assert_eq!(Bounds::over([bounds], None, |[x]| (x >= 0.0).then(|| x.sqrt())), None);
    }
}
