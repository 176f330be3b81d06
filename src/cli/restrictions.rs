//! `caseproof restrictions`: substances that markets restrict, and the materials that may hold them.

use std::fmt::Write as _;

use serde::Serialize;

use super::CLEAN;
use super::output::{json, text};
use super::search::{Known, missing, search};
use super::tables::Arguments;
use crate::knowledge::{Restriction, library};

#[derive(Serialize)]
struct Shown<'r> {
    id: &'r str,
    substance: &'r str,
    law: &'r str,
    markets: &'r [&'r str],
    limit: &'r str,
    found_in: &'r [&'r str],
    proof: &'r str,
    sources: Vec<&'r str>,
}

fn shown<'r>(row: &'r Restriction<'r>) -> Shown<'r> {
    Shown {
        id: row.id,
        substance: row.substance,
        law: row.law,
        markets: &row.markets,
        limit: row.limit,
        found_in: &row.found_in,
        proof: row.proof,
        sources: row.sources.iter().map(|source| library().source(*source).address).collect(),
    }
}

fn known<'r>(row: &Shown<'r>) -> Known<'r> {
    let also = std::iter::once(row.law).chain(row.markets.iter().copied()).chain(row.found_in.iter().copied());
    Known { name: row.id, also: also.collect(), what: row.substance }
}

/// The ids of the restrictions that words mean.
pub(super) fn meant(query: &str) -> Vec<&'static str> {
    let rows = library().restrictions();
    let shown: Vec<Shown<'_>> = rows.iter().map(|row| shown(row)).collect();
    let known: Vec<Known<'_>> = shown.iter().map(known).collect();
    search(query, &known).into_iter().map(|number| rows[number].id).collect()
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let rows = library().restrictions().iter().map(|row| shown(row));
    let mut rows: Vec<Shown<'_>> = rows.collect();
    if let Some(query) = &arguments.query {
        let known: Vec<Known<'_>> = rows.iter().map(known).collect();
        let mut found = search(query, &known);
        if found.is_empty() {
            return missing("restriction", query, &known, "`caseproof restrictions`");
        }
        found.sort_unstable();
        let mut number = 0;
        rows.retain(|_| {
            number += 1;
            found.binary_search(&(number - 1)).is_ok()
        });
    }
    if arguments.output.is_json() {
        return json(CLEAN, &rows);
    }
    let mut lines = String::new();
    for row in rows {
        let _ = writeln!(lines, "{} ({}): {}", row.id, row.markets.join(", "), row.substance);
        for (word, value) in [
            ("law", row.law),
            ("allows", row.limit),
            ("may be in", &row.found_in.join(", ")),
            ("ask for", row.proof),
            ("sources", &row.sources.join(", ")),
        ] {
            let _ = writeln!(lines, "    {word:<10} {value}");
        }
    }
    text(CLEAN, &lines)
}
