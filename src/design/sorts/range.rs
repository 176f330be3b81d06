//! A range of one sort, and what is to be written for a text that was meant as one.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::{Quantity, Sort, exceeds};
use crate::quantity::{Measure, dashed_range, parse_measure, split_range};
use crate::yaml::{TextOr, coded, coded_with_help};

/// A range `[low, high]` of one sort.
#[derive(Debug)]
pub struct Range<S> {
    /// Lower end.
    pub low: Quantity<S>,
    /// Upper end.
    pub high: Quantity<S>,
}

impl<S> Clone for Range<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Range<S> {}

impl<'de, S: Sort> Deserialize<'de> for Range<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RangeVisitor<S>(PhantomData<S>);
        impl<'de, S: Sort> Visitor<'de> for RangeVisitor<S> {
            type Value = Range<S>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a range such as `[{0}, {0}]`", S::EXAMPLE)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Range<S>, A::Error> {
                if list.size_hint() == Some(1) {
                    let text: Option<Box<str>> = list.next_element()?;
                    return Err(A::Error::custom(one_end::<S>(text.as_deref().unwrap_or_default())));
                }
                let mut given: Vec<TextOr<Box<str>, Quantity<S>>> = Vec::with_capacity(2);
                while let Some(end) = list.next_element()? {
                    given.push(end);
                }
                let read = |end: &TextOr<Box<str>, Quantity<S>>| match end {
                    TextOr::Text(text) => Quantity::parse(text),
                    TextOr::Long(value) => Ok(*value),
                };
                let ends: Result<Vec<Quantity<S>>, String> = given.iter().map(read).collect();
                let ends = ends.map_err(|wrong| A::Error::custom(bare_ends(&given, wrong)))?;
                if ends.iter().any(|end| !end.is_exact()) {
                    return Err(A::Error::custom(coded("wrong-range", "an end of a range is one value")));
                }
                match ends[..] {
                    [low, high] if low.si() <= high.si() => Ok(Range { low, high }),
                    [low, high] => Err(A::Error::custom(exceeds(low.measure, high.measure))),
                    _ => Err(A::Error::custom(coded("wrong-range", &format!("a range has two ends, found {}", ends.len())))),
                }
            }
        }
        deserializer.deserialize_seq(RangeVisitor(PhantomData))
    }
}

impl<S: Sort> JsonSchema for Range<S> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}Range", S::NAME).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let end = generator.subschema_for::<Quantity<S>>();
        schemars::json_schema!({ "type": "array", "items": end, "minItems": 2, "maxItems": 2 })
    }
}

/// What is wrong with a range that is written as one text.
fn one_end<S: Sort>(text: &str) -> String {
    let meant = split_range(text).or_else(|| dashed_range(text)).or_else(|| slashed(text));
    let ends = meant.and_then(|(low, high)| Quantity::<S>::between(low, high).ok()?.range);
    let message = format!("a range has two ends in brackets, found `{text}`");
    match ends {
        Some((low, high)) => coded_with_help("wrong-range", &message, &format!("write `[{low}, {high}]`")),
        None => coded_with_help("wrong-range", &message, &format!("write both ends, such as `{}`", both_ends::<S>(text))),
    }
}

/// The ends of `-30/+70 °C`.
fn slashed(text: &str) -> Option<(&str, &str)> {
    text.split_once('/').map(|(low, high)| (low.trim(), high.trim().trim_start_matches('+')))
}

/// A range with this text as one end, if it is a value.
fn both_ends<S: Sort>(text: &str) -> String {
    let si = |text: &str| Quantity::<S>::one(text).ok().map(|value| value.si());
    match (si(text), si(S::LOW_EXAMPLE)) {
        (Some(value), Some(low)) if value > low => format!("[{}, {text}]", S::LOW_EXAMPLE),
        (Some(value), Some(_)) if si(S::EXAMPLE).is_some_and(|high| high > value) => format!("[{text}, {}]", S::EXAMPLE),
        (_, Some(_)) => format!("[{}, {}]", S::LOW_EXAMPLE, S::EXAMPLE),
        _ => format!("[{0}, {0}]", S::EXAMPLE),
    }
}

/// What is wrong with ends of a range of which one has no unit: of both, and with what to write for them.
fn bare_ends<S: Sort>(ends: &[TextOr<Box<str>, Quantity<S>>], wrong: String) -> String {
    let [TextOr::Text(low), TextOr::Text(high)] = ends else { return wrong };
    let (Ok(first), Ok(second)) = (parse_measure(low), parse_measure(high)) else { return wrong };
    let said = first.unit.or(second.unit);
    let Some(unit) = said.or_else(|| parse_measure(S::EXAMPLE).ok()?.unit) else { return wrong };
    let with_unit = |text: &str, measure: Measure| match measure.unit {
        Some(_) => text.to_owned(),
        None => format!("{text} {}", unit.name),
    };
    let (low, high) = (with_unit(low, first), with_unit(high, second));
    if Quantity::<S>::between(&low, &high).is_err() {
        return wrong;
    }
    let mut parts = wrong.split('\u{1}');
    let (Some("missing-unit"), Some(message)) = (parts.next(), parts.next()) else { return wrong };
    let meant = if said.is_some() { String::new() } else { format!(" if {} is meant", unit.name) };
    coded_with_help("missing-unit", message, &format!("write `[{low}, {high}]`{meant}"))
}
