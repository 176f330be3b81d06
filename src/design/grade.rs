//! Figures of a project grade: which property a key means, and what its value says.

use super::GradeValue;
use crate::knowledge::{FigureValue, MATERIAL_PROPERTIES, PropertyKind};
use crate::quantity::{Unit, parse_as, parse_measure};

/// The property that a key of a grade means. `hardness` is one of three by its scale: engineers write `75 Shore C`.
pub fn property_for(key: &str, value: &GradeValue) -> Option<usize> {
    let text = match value {
        GradeValue::One(text) | GradeValue::Two(text, _) => text,
    };
    let dimension = if key == "hardness" { parse_measure(text).ok().map(|measure| measure.dimension()) } else { None };
    MATERIAL_PROPERTIES.iter().position(|property| match (dimension, property.kind) {
        (Some(wanted), PropertyKind::Quantity(dimension, ..)) => property.name.starts_with("hardness_") && dimension == wanted,
        _ => property.name == key,
    })
}

/// Reads a figure of a grade by the kind of its property; the error says what was expected.
pub fn read_figure<'d>(
    kind: &PropertyKind,
    value: &'d GradeValue,
) -> Result<(FigureValue<'d>, Option<&'static Unit>), (&'static str, String)> {
    match (kind, value) {
        (PropertyKind::Quantity(dimension, unit, _), value) => {
            let example = if unit.is_empty() { "0.4".to_owned() } else { format!("10 {unit}") };
            let read = |text: &str| parse_as(text, *dimension).map_err(|error| error.explain(text, *dimension, &example));
            let (low, high) = match value {
                GradeValue::One(text) => {
                    let one = read(text)?;
                    (one, one)
                }
                GradeValue::Two(low, high) => (read(low)?, read(high)?),
            };
            if low.si > high.si {
                return Err(("wrong-range", format!("the lower end {low} exceeds the upper end {high}")));
            }
            Ok((FigureValue::Range(low.si, high.si), low.unit))
        }
        (PropertyKind::Word(words), GradeValue::One(text)) if words.is_empty() || words.contains(&&**text) => {
            Ok((FigureValue::Word(text), None))
        }
        (PropertyKind::Word(words), _) => Err(("unknown-word", format!("expected one of {}", words.join(", ")))),
        (PropertyKind::Flag, GradeValue::One(text)) => match &**text {
            "true" | "yes" => Ok((FigureValue::Flag(true), None)),
            "false" | "no" => Ok((FigureValue::Flag(false), None)),
            other => Err(("wrong-type", format!("expected true or false, found `{other}`"))),
        },
        (PropertyKind::Flag, GradeValue::Two(..)) => Err(("wrong-type", "expected true or false, found a list".to_owned())),
    }
}
