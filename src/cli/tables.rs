//! `caseproof materials`, `processes` and `methods`: reading the tables.

use std::fmt::Write as _;

use clap::Args;

use super::CLEAN;
use super::output::{json, text};
use super::search::{Known, Output, missing, search};
use crate::knowledge::{Ability, Basis, Entry, Table, library};
use crate::report::shown_entry;
use crate::source::Prepared;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Id, alias or words such as `1680D nylon`, the best match first; all if left out
    pub(super) query: Option<String>,
    #[command(flatten)]
    pub(super) output: Output,
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

/// The ids of the entries of a table that words mean.
pub(super) fn meant(table: Table, query: &str) -> Vec<&'static str> {
    library().search(table, query).into_iter().map(|index| library().entry(table, index).id).collect()
}

/// The command that lists a table.
pub(super) const fn command(table: Table) -> &'static str {
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

fn list(table: Table, entries: &[&Entry<'_>], as_json: bool) -> u8 {
    if as_json {
        return json(CLEAN, &entries.iter().map(|entry| shown_entry(table, entry)).collect::<Vec<_>>());
    }
    let mut lines = String::new();
    let width = entries.iter().map(|entry| entry.id.len()).max().unwrap_or(0);
    for entry in entries {
        let _ = writeln!(lines, "{:<width$}  {:<15}  {}", entry.id, entry.family, entry.name);
    }
    text(CLEAN, &lines)
}

fn one(table: Table, entry: &Entry<'_>, as_json: bool) -> u8 {
    let shown = shown_entry(table, entry);
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
    if !shown.one_of.is_empty() {
        let _ = writeln!(lines, "  one of {}: what they agree in holds, what they differ in is asked", shown.one_of.join(", "));
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
