//! The sorts of quantity a spec holds: each with its dimension, an example for messages, and what is physically possible.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Unexpected, Visitor};

use crate::quantity::{Dimension, Measure, QuantityError, dashed_range, parse_as, parse_measure, parse_tolerance, split_range};
use crate::source::{grouped_by_points, spoken};
use crate::yaml::{Field, TextOr, coded, coded_with_help};

mod meant;
mod range;

pub use range::Range;

/// Text without further meaning to the checks.
pub type Text = Box<str>;

/// A sort of quantity.
pub trait Sort {
    /// Name in the JSON Schema.
    const NAME: &'static str;
    /// What it measures.
    const DIMENSION: Dimension;
    /// An example for messages.
    const EXAMPLE: &'static str;
    /// Smallest possible SI value.
    const LEAST: f64 = f64::NEG_INFINITY;
    /// Largest possible SI value.
    const MOST: f64 = f64::INFINITY;
    /// What to say of a value outside.
    const IMPOSSIBLE: &'static str = "";
    /// Whether the unit may be left out.
    const UNITLESS: bool = false;
    /// Whether it must be a whole number.
    const WHOLE: bool = false;
    /// Whether both ends are physical, so that one sentence says them; otherwise the far end only keeps out slips.
    const BOUNDED: bool = false;
    /// The other end of a range, for messages; not of a sort of which nobody gives ranges.
    const LOW_EXAMPLE: &'static str = "";
}

macro_rules! sorts {
    ($($(#[$doc:meta])* $name:ident: $dimension:ident, $example:literal { $($constant:ident = $value:expr),* };)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub enum $name {}
            impl Sort for $name {
                const NAME: &'static str = stringify!($name);
                const DIMENSION: Dimension = Dimension::$dimension;
                const EXAMPLE: &'static str = $example;
                $(const $constant: sort_type!($constant) = $value;)*
            }
        )*
    };
}

macro_rules! sort_type {
    (IMPOSSIBLE) => { &'static str };
    (LOW_EXAMPLE) => { &'static str };
    (UNITLESS) => { bool };
    (WHOLE) => { bool };
    (BOUNDED) => { bool };
    ($other:ident) => { f64 };
}

/// Lengths beyond 1 km are slips; in m.
const FARTHEST: f64 = 1e3;

/// Times beyond a thousand years are slips; in s.
const LONGEST: f64 = 3.2e10;

sorts! {
    /// A length that cannot be negative.
    Length: LENGTH, "5 mm" { LOW_EXAMPLE = "3 mm", LEAST = 0.0, MOST = FARTHEST, IMPOSSIBLE = "a length cannot be negative" };
    /// A length that must be more than zero.
    Thickness: LENGTH, "2 mm" { LEAST = 1e-9, MOST = FARTHEST, IMPOSSIBLE = "a thickness must be more than zero" };
    /// A length of something that is there, a side or a thread: more than zero.
    Extent: LENGTH, "5 mm" { LOW_EXAMPLE = "3 mm", LEAST = 1e-9, MOST = FARTHEST, IMPOSSIBLE = "this length must be more than zero" };
    /// A length with a sign: limits of a gap, deviations.
    Deviation: LENGTH, "-0.1 mm" { LEAST = -FARTHEST, MOST = FARTHEST, IMPOSSIBLE = "a deviation is at most 1 km" };
    /// A mass.
    Mass: MASS, "900 g" { LEAST = 0.0, MOST = 1e6, IMPOSSIBLE = "a mass cannot be negative" };
    /// A time.
    Duration: TIME, "40 s" { LEAST = 0.0, MOST = LONGEST, IMPOSSIBLE = "a time cannot be negative" };
    /// A temperature.
    Temperature: TEMPERATURE, "60 °C" { LOW_EXAMPLE = "-10 °C", LEAST = 0.0, MOST = 1e4, IMPOSSIBLE = "a temperature cannot be below absolute zero" };
    /// A share from 0 to 100 %.
    Share: NONE, "97 %" { LEAST = 0.0, MOST = 1.0, BOUNDED = true, IMPOSSIBLE = "a share lies between 0 and 100 %" };
    /// An angle of draft.
    Angle: ANGLE, "1.5 deg" { LEAST = -std::f64::consts::FRAC_PI_2, MOST = std::f64::consts::FRAC_PI_2, BOUNDED = true, IMPOSSIBLE = "a draft angle lies between -90 and 90 deg" };
    /// A pressure or stress.
    Pressure: PRESSURE, "0.3 MPa" { LEAST = 0.0, MOST = 1e12, IMPOSSIBLE = "a pressure cannot be negative" };
    /// A force.
    Force: FORCE, "50 N" { LEAST = 0.0, MOST = 1e9, IMPOSSIBLE = "a force cannot be negative" };
    /// A torque.
    Torque: ENERGY, "0.6 N·m" { LEAST = 1e-9, MOST = 1e9, IMPOSSIBLE = "a torque must be more than zero" };
    /// An angle of turning.
    Turn: ANGLE, "12 deg" { LEAST = 0.0, MOST = std::f64::consts::PI, BOUNDED = true, IMPOSSIBLE = "this angle lies between 0 and 180 deg" };
    /// A peel force by width.
    Peel: FORCE_PER_LENGTH, "18 N/25mm" { LEAST = 0.0, MOST = 1e9, IMPOSSIBLE = "a peel force cannot be negative" };
    /// An amount of money.
    Money: MONEY, "6.40 USD" { LEAST = 0.0, MOST = 1e15, IMPOSSIBLE = "an amount of money cannot be negative" };
    /// A deceleration a device survives.
    Deceleration: ACCELERATION, "60 G" { LEAST = 0.0, MOST = 1e9, IMPOSSIBLE = "a deceleration cannot be negative" };
    /// An area.
    Area: AREA, "20 cm2" { LEAST = 0.0, MOST = FARTHEST * FARTHEST, IMPOSSIBLE = "an area cannot be negative" };
    /// A volume.
    Volume: VOLUME, "20 L" { LEAST = 0.0, MOST = FARTHEST * FARTHEST * FARTHEST, IMPOSSIBLE = "a volume cannot be negative" };
    /// Stitches by minute.
    SewingSpeed: RATE, "2500 stitches/min" { LEAST = 0.0, MOST = 1e6, IMPOSSIBLE = "a speed cannot be negative" };
    /// A whole number of things.
    Count: NONE, "5000" { LEAST = 0.0, MOST = 1e15, IMPOSSIBLE = "a count is a whole number from 0 up", UNITLESS = true, WHOLE = true };
    /// A whole number of things of which there is at least one.
    AtLeastOne: NONE, "2" { LEAST = 1.0, MOST = 1e15, IMPOSSIBLE = "this is a whole number from 1 up", UNITLESS = true, WHOLE = true };
    /// A time of more than zero.
    Period: TIME, "40 s" { LEAST = 1e-9, MOST = LONGEST, IMPOSSIBLE = "this time must be more than zero" };
    /// A plain number of more than zero.
    Positive: NONE, "1.33" { LEAST = 1e-9, MOST = 1e15, IMPOSSIBLE = "this number must be more than zero", UNITLESS = true };
    /// A grade of a fastness test, halves included.
    FastnessGrade: NONE, "4.5" { LEAST = 1.0, MOST = 8.0, BOUNDED = true, IMPOSSIBLE = "a grade lies between 1 and 8", UNITLESS = true };
    /// A skewness.
    Skewness: NONE, "0.6" { LEAST = -2.0, MOST = 2.0, BOUNDED = true, IMPOSSIBLE = "a skewness lies between -2 and 2", UNITLESS = true };
    /// A plain number from zero up.
    Number: NONE, "26" { LEAST = 0.0, MOST = 1e15, IMPOSSIBLE = "this number cannot be negative", UNITLESS = true };
}

/// A quantity of one sort.
#[derive(Debug)]
pub struct Quantity<S> {
    /// Its value and the unit it was written in; the nominal value if it has a tolerance, the lower end if it is a range.
    pub measure: Measure,
    /// The ends of a value that is not decided yet, such as `2 mm to 3 mm`; they differ, and the lower one comes first.
    pub range: Option<(Measure, Measure)>,
    /// Deviations, for a length that was written with its tolerance.
    pub tolerance: Option<Tolerance>,
    sort: PhantomData<S>,
}

impl<S> Clone for Quantity<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Quantity<S> {}

impl<S: Sort> Quantity<S> {
    /// The value in SI units.
    pub const fn si(&self) -> f64 {
        self.measure.si
    }

    /// Whether it is decided: one value, with a tolerance or without.
    pub const fn is_exact(&self) -> bool {
        self.range.is_none()
    }

    /// The smallest and largest SI value that it may be decided to be; both are the value itself where it is decided, since a
    /// tolerance is no indecision.
    pub fn bounds(&self) -> (f64, f64) {
        self.range.map_or((self.si(), self.si()), |(low, high)| (low.si, high.si))
    }

    /// The smallest SI value that its tolerance or range allows; the value itself without one.
    pub fn least(&self) -> f64 {
        self.bounds().0 + self.tolerance.map_or(0.0, |tolerance| tolerance.lower.si)
    }

    /// The largest SI value that its tolerance or range allows; the value itself without one.
    pub fn most(&self) -> f64 {
        self.bounds().1 + self.tolerance.map_or(0.0, |tolerance| tolerance.upper.si)
    }

    /// Reads a value or a range; the error carries its code for the deserializer.
    pub fn parse(text: &str) -> Result<Self, String> {
        match split_range(text) {
            Some((low, high)) => Self::between(low, high),
            None => Self::one(text).map_err(|wrong| {
                let meant = dashed_range(text).and_then(|(low, high)| Self::between(low, high).ok()?.range);
                let written =
                    |(low, high)| coded("wrong-range", &format!("a range is written `{low} to {high}`, found `{text}`"));
                meant.map_or(wrong, written)
            }),
        }
    }

    /// A value that is not decided yet. Of `2 to 3 mm` the unit holds for both ends.
    fn between(low: &str, high: &str) -> Result<Self, String> {
        let high = Self::one(high)?.measure;
        let bare = parse_measure(low).is_ok_and(|low| low.unit.is_none());
        let low = match high.unit {
            Some(unit) if bare => Self::one(&format!("{low} {}", unit.name))?.measure,
            _ => Self::one(low)?.measure,
        };
        if low.si > high.si {
            return Err(exceeds(low, high));
        }
        let range = (low.si < high.si).then_some((low, high));
        Ok(Self { measure: low, range, tolerance: None, sort: PhantomData })
    }

    /// Reads one value.
    fn one(text: &str) -> Result<Self, String> {
        let explain = |error: QuantityError| {
            let (code, message) = error.explain(text, S::DIMENSION, S::EXAMPLE);
            match Self::spoken(text).map(|meant| format!("write `{meant}`")).or_else(|| Self::advice(text)) {
                Some(help) => coded_with_help(code, &message, &help),
                None => coded(code, &message),
            }
        };
        if S::WHOLE
            && let Some(error) = ambiguous(text)
        {
            return Err(error);
        }
        let measure = if S::UNITLESS {
            parse_measure(text).and_then(|measure| match measure.dimension() {
                Dimension::NONE => Ok(measure),
                other => Err(QuantityError::WrongDimension(other)),
            })
        } else {
            parse_as(text, S::DIMENSION)
                .and_then(|measure| if measure.unit.is_none() { Err(QuantityError::MissingUnit) } else { Ok(measure) })
        }
        .map_err(explain)?;
        Self::possible(measure, text)
    }

    fn advice(text: &str) -> Option<String> {
        meant::advice(text, S::DIMENSION, &|text| Self::one(text).ok().map(|read| read.measure))
    }

    /// What a text that cannot be read was meant to be, if it is of this sort.
    fn spoken(text: &str) -> Option<String> {
        spoken(text).into_iter().find(|meant| meant != text && Self::one(meant).is_ok())
    }

    fn possible(measure: Measure, text: &str) -> Result<Self, String> {
        let si = measure.si;
        let slip = |most: &str, end: f64| format!("{most} {} can be right here", Measure::new(end, measure.unit));
        let wrong = if S::WHOLE && si.fract() != 0.0 || si < S::LEAST && (S::WHOLE || S::BOUNDED || si <= 0.0) {
            S::IMPOSSIBLE.to_owned()
        } else if si < S::LEAST {
            slip("at least", S::LEAST)
        } else if si > S::MOST {
            if S::BOUNDED { S::IMPOSSIBLE.to_owned() } else { slip("at most", S::MOST) }
        } else {
            return Ok(Self { measure, range: None, tolerance: None, sort: PhantomData });
        };
        Err(coded("impossible-value", &format!("`{text}`: {wrong}")))
    }
}

/// What is wrong with a whole number whose digits a point or a comma groups in threes: it may be a thousandth of it.
fn ambiguous(text: &str) -> Option<String> {
    let (points, sign) = if text.contains('.') { (text.to_owned(), "point") } else { (text.replace(',', "."), "comma") };
    let plain = grouped_by_points(&points)?;
    let whole = parse_measure(&points).ok().filter(|read| read.si.fract() == 0.0);
    let or = whole.map_or_else(String::new, |read| format!(", or `{}` if the {sign} is the decimal sign", read.si));
    Some(coded("wrong-type", &format!("`{text}` has three digits behind its {sign}; write `{plain}`{or}")))
}

/// What is wrong with ends in the wrong order.
fn exceeds(low: Measure, high: Measure) -> String {
    coded("wrong-range", &format!("the lower end {low} exceeds the upper end {high}"))
}

struct TextVisitor<S>(PhantomData<S>);

impl<'de, S: Sort> Visitor<'de> for TextVisitor<S> {
    type Value = Quantity<S>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} such as `{}`", S::DIMENSION.name(), S::EXAMPLE)
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Quantity<S>, E> {
        Quantity::parse(text).map_err(E::custom)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Quantity<S>, A::Error> {
        let (low, high) = (list.next_element::<Box<str>>()?, list.next_element::<Box<str>>()?);
        let meant = low.zip(high).and_then(|(low, high)| Quantity::<S>::between(&low, &high).ok()?.range);
        match meant {
            Some((low, high)) => {
                Err(A::Error::custom(coded("wrong-range", &format!("a range is written `{low} to {high}`, found a list"))))
            }
            None => Err(A::Error::invalid_type(Unexpected::Seq, &self)),
        }
    }
}

/// What is wrong with a length that has a range and a tolerance.
pub(super) const UNDECIDED: &str = "a length is a range while it is not decided, or has a tolerance, not both";

/// The short form of a quantity.
struct Short<S>(Quantity<S>);

impl<'de, S: Sort> Deserialize<'de> for Short<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor(PhantomData)).map(Self)
    }
}

/// The long form of a length: with its tolerance.
#[derive(Deserialize)]
#[serde(bound(deserialize = "S: Sort"), default)]
struct Long<S> {
    nominal: Field<Short<S>>,
    tolerance: Field<Tolerance>,
}

impl<S> Default for Long<S> {
    fn default() -> Self {
        Self { nominal: Field::default(), tolerance: Field::default() }
    }
}

impl<'de, S: Sort> Deserialize<'de> for Quantity<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if S::DIMENSION != Dimension::LENGTH {
            return deserializer.deserialize_any(TextVisitor(PhantomData));
        }
        // Wherever a length is asked for, a toleranced one may stand.
        match TextOr::<Short<S>, Long<S>>::deserialize(deserializer)? {
            TextOr::Text(short) => Ok(short.0),
            TextOr::Long(long) => match long.nominal.get() {
                Some(nominal) if !nominal.0.is_exact() && long.tolerance.is_given() => {
                    Err(D::Error::custom(coded("wrong-range", UNDECIDED)))
                }
                Some(nominal) => Ok(Self { tolerance: long.tolerance.get().copied(), ..nominal.0 }),
                // What is wrong with the nominal value is noted already; the spec is not judged.
                None if long.nominal.is_given() => {
                    Ok(Self { measure: Measure::new(0.0, None), range: None, tolerance: None, sort: PhantomData })
                }
                None => Err(D::Error::custom(coded("missing-key", "a toleranced length has a `nominal` value"))),
            },
        }
    }
}

impl<S: Sort> JsonSchema for Quantity<S> {
    fn schema_name() -> Cow<'static, str> {
        S::NAME.into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let description =
            format!("{} such as `{}`; while it is not decided, a range such as `LOW to HIGH`", S::DIMENSION.name(), S::EXAMPLE);
        if S::UNITLESS {
            schemars::json_schema!({ "type": ["string", "number"], "description": description, "examples": [S::EXAMPLE] })
        } else {
            let text = serde_json::json!({
                "type": "string", "examples": [S::EXAMPLE],
                "pattern": "^\\s*[-+−]?\\s*[0-9.]+([eE][-+]?[0-9]+)?\\s*[^0-9\\s].*$"
            });
            if S::DIMENSION == Dimension::LENGTH {
                let tolerance = Tolerance::json_schema(generator);
                schemars::json_schema!({
                    "description": description,
                    "anyOf": [text, {
                        "type": "object", "properties": { "nominal": text, "tolerance": tolerance },
                        "required": ["nominal"], "additionalProperties": false
                    }]
                })
            } else {
                let mut schema = schemars::json_schema!({ "description": description });
                schema.insert("allOf".to_owned(), serde_json::json!([text]));
                schema
            }
        }
    }
}

/// Deviations from a nominal: `±0.2 mm`, `+0.3 -0.1 mm` or `[-0.1 mm, 0.3 mm]`.
#[derive(Clone, Copy, Debug)]
pub struct Tolerance {
    /// Lower deviation.
    pub lower: Measure,
    /// Upper deviation.
    pub upper: Measure,
}

impl Tolerance {
    fn ordered(lower: Measure, upper: Measure) -> Result<Self, String> {
        if lower.si <= upper.si {
            Ok(Self { lower, upper })
        } else {
            Err(coded("wrong-range", &format!("the lower deviation {lower} exceeds the upper {upper}")))
        }
    }

    /// Half of the distance between the deviations, in m.
    #[must_use]
    pub fn half_width(&self) -> f64 {
        (self.upper.si - self.lower.si) / 2.0
    }
}

impl<'de> Deserialize<'de> for Tolerance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ToleranceVisitor;
        impl<'de> Visitor<'de> for ToleranceVisitor {
            type Value = Tolerance;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a tolerance such as `±0.2 mm`, `+0.3 -0.1 mm` or `[-0.1 mm, 0.3 mm]`")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Tolerance, E> {
                let (lower, upper) = parse_tolerance(text, Dimension::LENGTH).map_err(|error| {
                    let (code, message) = error.explain(text, Dimension::LENGTH, "±0.2 mm");
                    E::custom(coded(code, &message))
                })?;
                Tolerance::ordered(lower, upper).map_err(E::custom)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tolerance, A::Error> {
                let lower: Option<Quantity<Deviation>> = list.next_element()?;
                let upper: Option<Quantity<Deviation>> = list.next_element()?;
                match (lower, upper) {
                    (Some(lower), Some(upper)) if lower.is_exact() && upper.is_exact() => {
                        Tolerance::ordered(lower.measure, upper.measure).map_err(A::Error::custom)
                    }
                    _ => Err(A::Error::custom(coded("wrong-range", "a tolerance has two deviations"))),
                }
            }
        }
        deserializer.deserialize_any(ToleranceVisitor)
    }
}

impl JsonSchema for Tolerance {
    fn schema_name() -> Cow<'static, str> {
        "Tolerance".into()
    }
    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "description": "deviations from the nominal",
            "anyOf": [
                { "type": "string", "examples": ["±0.2 mm", "+0.3 -0.1 mm"] },
                { "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2 }
            ]
        })
    }
}

#[cfg(test)]
mod tests;
