//! Materials as a design uses them: a library entry, or a grade of the project laid over one.

use crate::design::{Grade, GradeValue, Spec};
use crate::knowledge::{Entry, FigureValue, Library, MATERIAL_PROPERTIES, PropertyKind, Table};
use crate::quantity::{Unit, parse_as, parse_measure};
use crate::yaml::Span;

/// A material of a design.
#[derive(Debug)]
pub struct MaterialView<'d> {
    /// The id by which the design names it.
    pub id: &'d str,
    /// The library entry it is or starts from, as an index.
    pub library: Option<u16>,
    /// Figures of the grade that override the library.
    pub figures: Vec<GradeFigure<'d>>,
    /// The grade, if it is one of the project.
    pub grade: Option<&'d Grade>,
}

/// A figure of a grade.
#[derive(Debug)]
pub struct GradeFigure<'d> {
    /// Index of the property.
    pub property: u16,
    /// Its value.
    pub value: FigureValue<'d>,
    /// The unit it was written in.
    pub unit: Option<&'static Unit>,
    /// Where it stands.
    pub span: Span,
}

impl<'d> MaterialView<'d> {
    /// The entry of the library.
    pub fn entry(&self, library: &'static Library) -> Option<&'static Entry<'static>> {
        self.library.map(|index| library.entry(Table::Material, index))
    }

    /// All materials that can be named in a design: its grades first, so that a grade may take a library id.
    pub fn grade(spec: &'d Spec, library: &Library, name: &str) -> Option<Self> {
        let entry = spec.materials.get()?.iter().find(|entry| &*entry.id == name)?;
        let grade = entry.value.as_ref()?;
        let mut view = Self { id: &entry.id, library: None, figures: Vec::new(), grade: Some(grade) };
        for figure in grade.figures.iter() {
            if &*figure.id == "like" {
                if let Some(GradeValue::One(base)) = &figure.value {
                    view.library = library.find(Table::Material, base);
                }
                continue;
            }
            let Some(value) = &figure.value else { continue };
            let Some(property) = property_for(&figure.id, value) else { continue };
            if let Ok((value, unit)) = read(&MATERIAL_PROPERTIES[property].kind, value) {
                view.figures.push(GradeFigure { property: u16::try_from(property).unwrap_or(0), value, unit, span: figure.span });
            }
        }
        Some(view)
    }
}

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
pub fn read<'d>(
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
