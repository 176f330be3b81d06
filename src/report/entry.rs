//! An entry of the tables as plain data: what `materials`, `processes` and `methods` show, and editors and agents look up.

use serde::Serialize;

use crate::knowledge::{Ability, Basis, Entry, Figure, FigureValue, Makes, PropertyKind, Table, library};
use crate::quantity::{Measure, find_unit};

/// An entry of a table as it is shown.
#[derive(Serialize)]
pub struct ShownEntry<'e> {
    /// Its id.
    pub id: &'e str,
    /// What people call it.
    pub name: &'e str,
    /// Its family.
    pub family: &'e str,
    /// Its chemistry; empty if it says nothing.
    pub chemistry: &'e str,
    /// Other names under which it is found.
    pub aliases: &'e [&'e str],
    /// Classes under which pairs name it.
    pub classes: &'e [&'e str],
    /// What else is to know.
    pub notes: &'e str,
    /// Of a word that means one of several materials: which. It has no figures of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<&'static str>,
    /// Its figures.
    pub properties: Vec<ShownFigure>,
    /// Of a process: of which materials it makes parts, or on which it works. Its own rows first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub makes: Vec<ShownMakes<'e>>,
}

/// Of which materials a process makes parts.
#[derive(Serialize)]
pub struct ShownMakes<'e> {
    /// Families or classes of materials.
    pub of: &'e [&'e str],
    /// Whether it does.
    pub answer: Ability,
    /// Why; empty if that is plain.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub why: &'e str,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Titles and addresses.
    pub sources: Vec<String>,
}

/// A figure of an entry.
#[derive(Serialize)]
pub struct ShownFigure {
    /// Its name.
    pub property: &'static str,
    /// Its value with its unit.
    pub value: String,
    /// What it means.
    pub meaning: &'static str,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Titles and addresses.
    pub sources: Vec<String>,
    /// Why it is what it is; empty if the table does not say.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub why: String,
    /// No check and no fact reads it.
    pub for_reference: bool,
}

/// An entry of a table as it is shown, its figures in the order of the table.
#[must_use]
pub fn shown_entry<'e>(table: Table, entry: &'e Entry<'e>) -> ShownEntry<'e> {
    ShownEntry {
        id: entry.id,
        name: entry.name,
        family: entry.family,
        chemistry: entry.chemistry,
        aliases: &entry.aliases,
        classes: &entry.classes,
        notes: entry.notes,
        one_of: entry.one_of.iter().map(|number| library().entry(table, *number).id).collect(),
        properties: entry.figures.iter().map(|figure| figure_of(table, figure)).collect(),
        makes: entry.makes.iter().map(makes_of).collect(),
    }
}

fn makes_of<'e>(row: &'e Makes<'e>) -> ShownMakes<'e> {
    ShownMakes { of: &row.of, answer: row.answer, why: row.why, basis: row.basis, sources: titles(&row.sources) }
}

/// Sources by title and address.
fn titles(sources: &[u16]) -> Vec<String> {
    let title = |source: &u16| {
        let source = library().source(*source);
        if source.title.is_empty() { source.address.to_owned() } else { format!("{}, {}", source.title, source.address) }
    };
    sources.iter().map(title).collect()
}

fn figure_of(table: Table, figure: &Figure<'_>) -> ShownFigure {
    let property = &table.properties()[figure.property as usize];
    let value = match (figure.value, property.kind) {
        (FigureValue::Range(low, high), PropertyKind::Quantity(_, unit, _)) => {
            let show = |si: f64| Measure::new(si, find_unit(unit)).to_string();
            if (low - high).abs() < f64::EPSILON { show(low) } else { format!("{} to {}", show(low), show(high)) }
        }
        (FigureValue::Range(low, _), _) => low.to_string(),
        (FigureValue::Word(word), _) => word.to_owned(),
        (FigureValue::Flag(flag), _) => if flag { "yes" } else { "no" }.to_owned(),
    };
    ShownFigure {
        property: property.name,
        value,
        meaning: property.sentence,
        basis: figure.basis,
        sources: titles(&figure.sources),
        why: figure.why.to_owned(),
        for_reference: property.reference,
    }
}
