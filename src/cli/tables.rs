//! `caseproof materials`, `processes` and `methods`: reading the tables.

use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;

use super::CLEAN;
use super::output::{json, text};
use super::search::{Known, Output, missing, search};
use crate::knowledge::{Ability, Basis, Entry, Figure, FigureValue, Makes, PropertyKind, Table, library};
use crate::quantity::{Measure, find_unit};
use crate::source::Prepared;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Id, alias or words such as `1680D nylon`, the best match first; all if left out
    pub(super) query: Option<String>,
    #[command(flatten)]
    pub(super) output: Output,
}

#[derive(Serialize)]
struct Shown<'e> {
    id: &'e str,
    name: &'e str,
    family: &'e str,
    chemistry: &'e str,
    aliases: &'e [&'e str],
    classes: &'e [&'e str],
    notes: &'e str,
    properties: Vec<ShownFigure>,
    /// Of a process: of which materials it makes parts, or on which it works. Its own rows first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    makes: Vec<ShownMakes<'e>>,
}

#[derive(Serialize)]
struct ShownMakes<'e> {
    of: &'e [&'e str],
    answer: Ability,
    #[serde(skip_serializing_if = "str::is_empty")]
    why: &'e str,
    basis: Basis,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct ShownFigure {
    property: &'static str,
    value: String,
    meaning: &'static str,
    basis: Basis,
    sources: Vec<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    why: String,
    /// No check and no fact reads it.
    for_reference: bool,
}

pub(super) fn run(table: Table, arguments: &Arguments) -> u8 {
    let entries = library().entries(table);
    let Some(query) = &arguments.query else {
        return list(table, &entries.iter().map(|entry| &**entry).collect::<Vec<_>>(), arguments.output.is_json());
    };
    if let Some(index) = library().find(table, query) {
        return one(table, library().entry(table, index), arguments.output.is_json());
    }
    let found = library().search(table, query);
    let matching: Vec<&Entry<'_>> = if found.is_empty() {
        search(query, &known(entries)).into_iter().map(|number| &*entries[number]).collect()
    } else {
        found.into_iter().map(|index| library().entry(table, index)).collect()
    };
    if matching.is_empty() {
        return missing(table.word(), query, &known(entries), &format!("`caseproof {}`", command(table)));
    }
    list(table, &matching, arguments.output.is_json())
}

/// The command that lists a table.
const fn command(table: Table) -> &'static str {
    match table {
        Table::Material => "materials",
        Table::Process => "processes",
        Table::Method => "methods",
    }
}

fn known<'e>(entries: &'e [Prepared<Entry<'static>>]) -> Vec<Known<'e>> {
    let known = |entry: &'e Entry<'static>| Known { name: entry.id, also: entry.aliases.clone(), what: entry.name };
    entries.iter().map(|entry| known(entry)).collect()
}

fn shown<'e>(table: Table, entry: &'e Entry<'e>) -> Shown<'e> {
    Shown {
        id: entry.id,
        name: entry.name,
        family: entry.family,
        chemistry: entry.chemistry,
        aliases: &entry.aliases,
        classes: &entry.classes,
        notes: entry.notes,
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

fn list(table: Table, entries: &[&Entry<'_>], as_json: bool) -> u8 {
    if as_json {
        return json(CLEAN, &entries.iter().map(|entry| shown(table, entry)).collect::<Vec<_>>());
    }
    let mut lines = String::new();
    let width = entries.iter().map(|entry| entry.id.len()).max().unwrap_or(0);
    for entry in entries {
        let _ = writeln!(lines, "{:<width$}  {:<15}  {}", entry.id, entry.family, entry.name);
    }
    text(CLEAN, &lines)
}

fn one(table: Table, entry: &Entry<'_>, as_json: bool) -> u8 {
    let shown = shown(table, entry);
    if as_json {
        return json(CLEAN, &shown);
    }
    let mut lines = format!("{}: {}\n", shown.id, shown.name);
    let _ = writeln!(
        lines,
        "  family {}{}",
        shown.family,
        if shown.chemistry.is_empty() { String::new() } else { format!(", {}", shown.chemistry) }
    );
    if !shown.aliases.is_empty() {
        let _ = writeln!(lines, "  also called {}", shown.aliases.join(", "));
    }
    if !shown.classes.is_empty() {
        let _ = writeln!(lines, "  pairs name it as {}", shown.classes.join(", "));
    }
    if !shown.notes.is_empty() {
        let _ = writeln!(lines, "  {}", shown.notes);
    }
    lines.push('\n');
    for figure in &shown.properties {
        let mark = if figure.for_reference { " (for reference: no check reads it)" } else { "" };
        let _ = writeln!(lines, "  {:<26} {:<22} {}{mark}", figure.property, figure.value, figure.meaning);
        let basis = match figure.basis {
            Basis::Sourced => "",
            Basis::Widened => "widened beyond its source: ",
            Basis::Unverified if figure.sources.is_empty() => "unverified: general engineering knowledge",
            Basis::Unverified => "unverified: nobody answers for ",
        };
        let _ = writeln!(lines, "  {:<26} {basis}{}", "", figure.sources.join("; "));
        if !figure.why.is_empty() {
            let _ = writeln!(lines, "  {:<26} because {}", "", figure.why);
        }
    }
    for row in &shown.makes {
        let answer = match row.answer {
            Ability::Can => "makes",
            Ability::Cannot => "cannot make",
            Ability::Open => "may make",
        };
        let _ = writeln!(lines, "  {answer:<26} {}", row.of.join(", "));
        if !row.why.is_empty() {
            let _ = writeln!(lines, "  {:<26} because {}", "", row.why);
        }
    }
    text(CLEAN, &lines)
}
