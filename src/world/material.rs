//! Materials as a design uses them: a library entry, or a grade of the project laid over one.

use crate::design::{Grade, GradeValue, Spec, property_for, read_figure};
use crate::knowledge::{Entry, FigureValue, Library, MATERIAL_PROPERTIES, Table};
use crate::quantity::Unit;
use crate::yaml::Span;
use std::ops::Range;

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
    /// Where its word means one of several materials of the library: each of these in its place, as indices of the list of materials.
    pub one_of: Range<usize>,
}

/// A figure of a grade.
#[derive(Clone, Debug)]
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
    pub fn named(spec: &'d Spec, library: &Library, name: &'d str) -> Option<Self> {
        Self::of_project(spec, library, name).or_else(|| {
            let library = Some(library.find(Table::Material, name)?);
            Some(Self { id: name, library, figures: Vec::new(), grade: None, one_of: 0..0 })
        })
    }

    /// A grade of the project.
    pub(crate) fn of_project(spec: &'d Spec, library: &Library, name: &str) -> Option<Self> {
        let entry = spec.materials.get()?.iter().find(|entry| &*entry.id == name)?;
        let grade = entry.value.as_ref()?;
        let mut view = Self { id: &entry.id, library: None, figures: Vec::new(), grade: Some(grade), one_of: 0..0 };
        for figure in grade.figures.iter() {
            if &*figure.id == "like" {
                if let Some(GradeValue::One(base)) = &figure.value {
                    view.library = library.find(Table::Material, base);
                }
                continue;
            }
            let Some(value) = &figure.value else { continue };
            let Some(property) = property_for(&figure.id, value) else { continue };
            if let Ok((value, unit)) = read_figure(&MATERIAL_PROPERTIES[property].kind, value) {
                view.figures.push(GradeFigure { property: u16::try_from(property).unwrap_or(0), value, unit, span: figure.span });
            }
        }
        Some(view)
    }
}
