//! Figures of a project grade: which property a key means, and what its value says.

use super::GradeValue;
use crate::knowledge::{FigureValue, MATERIAL_PROPERTIES, PropertyKind};
use crate::quantity::{Dimension, Measure, Unit, parse_as, parse_measure, split_range};

/// How a figure of a grade may be written, for messages.
pub const FIGURE_FORMS: &str =
    "write a value, a range as `LOW to HIGH` or `[LOW, HIGH]`, or one end of it as `min LOW` or `max HIGH`";

/// Why a figure cannot be read: the code of the problem, and a sentence.
type Wrong = (&'static str, String);

/// The property that a key of a grade means. `hardness` is one of three by its scale: engineers write `75 Shore C`.
pub fn property_for(key: &str, value: &GradeValue) -> Option<usize> {
    let text = match value {
        GradeValue::One(text) | GradeValue::Two(text, _) => text,
    };
    let dimension = if key == "hardness" { scale(text) } else { None };
    MATERIAL_PROPERTIES.iter().position(|property| match (dimension, property.kind) {
        (Some(wanted), PropertyKind::Quantity(dimension, ..)) => property.name.starts_with("hardness_") && dimension == wanted,
        _ => property.name == key,
    })
}

/// The scale of a hardness, by the unit that stands last in its text.
fn scale(text: &str) -> Option<Dimension> {
    let text = one_sided(text).map_or(text, |(_, end)| end);
    let end = split_range(text).map_or(text, |(_, high)| high);
    parse_measure(end).ok().map(|measure| measure.dimension())
}

/// Which end of a range a text gives.
#[derive(Clone, Copy)]
enum Side {
    Low,
    High,
}

/// The end that `min 20 MPa` or `max 20 MPa` gives, with its text.
fn one_sided(text: &str) -> Option<(Side, &str)> {
    let ends = [("min", Side::Low), ("max", Side::High)];
    ends.into_iter().find_map(|(word, side)| {
        let end = text.trim().strip_prefix(word)?;
        end.starts_with(char::is_whitespace).then(|| (side, end.trim()))
    })
}

/// Reads a figure of a grade by the kind of its property; the error says what was expected. An end that is not given is
/// infinite.
pub fn read_figure<'d>(kind: &PropertyKind, value: &'d GradeValue) -> Result<(FigureValue<'d>, Option<&'static Unit>), Wrong> {
    match (kind, value) {
        (PropertyKind::Quantity(dimension, unit, _), value) => {
            let (low, high, unit) = ends(value, *dimension, unit)?;
            Ok((FigureValue::Range(low, high), unit))
        }
        (PropertyKind::Word(words), GradeValue::One(text)) if words.is_empty() || words.contains(&&**text) => {
            Ok((FigureValue::Word(text), None))
        }
        (PropertyKind::Word([]), _) => Err(("wrong-type", "expected a word, found a list".to_owned())),
        (PropertyKind::Word(words), _) => Err(("unknown-word", format!("expected one of {}", words.join(", ")))),
        (PropertyKind::Flag, GradeValue::One(text)) => match &**text {
            "true" | "yes" => Ok((FigureValue::Flag(true), None)),
            "false" | "no" => Ok((FigureValue::Flag(false), None)),
            other => Err(("wrong-type", format!("expected true or false, found `{other}`"))),
        },
        (PropertyKind::Flag, GradeValue::Two(..)) => Err(("wrong-type", "expected true or false, found a list".to_owned())),
    }
}

/// Both ends of a quantity in SI units, and the unit in which it was written.
fn ends(value: &GradeValue, dimension: Dimension, unit: &str) -> Result<(f64, f64, Option<&'static Unit>), Wrong> {
    let example = if unit.is_empty() { "0.4".to_owned() } else { format!("10 {unit}") };
    let read = |text: &str| parse_as(text, dimension).map_err(|error| error.explain(text, dimension, &example));
    match value {
        GradeValue::One(text) => match (one_sided(text), split_range(text)) {
            (Some((Side::Low, end)), _) => read(end).map(|low| (low.si, f64::INFINITY, low.unit)),
            (Some((Side::High, end)), _) => read(end).map(|high| (f64::NEG_INFINITY, high.si, high.unit)),
            (None, Some((low, high))) => {
                let high = read(high)?;
                // Of `20 to 30 MPa` the unit holds for both ends.
                let bare = parse_measure(low).is_ok_and(|low| low.unit.is_none());
                let low = match high.unit {
                    Some(unit) if bare => read(&format!("{low} {}", unit.name))?,
                    _ => read(low)?,
                };
                in_order(low, high)
            }
            (None, None) => read(text).map(|one| (one.si, one.si, one.unit)),
        },
        GradeValue::Two(low, high) => in_order(read(low)?, read(high)?),
    }
}

fn in_order(low: Measure, high: Measure) -> Result<(f64, f64, Option<&'static Unit>), Wrong> {
    if low.si > high.si {
        return Err(("wrong-range", format!("the lower end {low} exceeds the upper end {high}")));
    }
    Ok((low.si, high.si, low.unit))
}
