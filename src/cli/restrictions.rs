//! `caseproof restrictions`: substances that markets restrict, and the materials that may hold them.

use std::fmt::Write as _;

use serde::Serialize;

use super::output::{json, note, text};
use super::tables::Arguments;
use super::{CLEAN, FAILED};
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

pub(super) fn run(arguments: &Arguments) -> u8 {
    let rows = library().restrictions().iter().map(|row| shown(row));
    let wanted = arguments.query.as_deref().unwrap_or_default().to_lowercase();
    let matches = |row: &Shown<'_>| {
        let texts = [row.id, row.substance, row.law].into_iter().chain(row.markets.iter().copied());
        texts.chain(row.found_in.iter().copied()).any(|text| text.to_lowercase().contains(&wanted))
    };
    let rows: Vec<Shown<'_>> = rows.filter(matches).collect();
    if rows.is_empty() {
        note(&format!("there is no restriction like `{wanted}`"));
        return FAILED;
    }
    if arguments.json {
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
