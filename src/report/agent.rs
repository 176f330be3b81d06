//! A short form for programs that read text and pay for each word: a line a finding with what to change, a line a design, and
//! always a last line, so that silence never has to be explained.

use std::io::{self, Write as _};

use super::form::Tail;
use super::published::{Design, Finding};
use super::sanitize::one_line;
use super::told::{Book, Teller, Told};
use super::tongue::Language;
use super::words::counted;

/// Fields that are named of those that would settle most.
const MOST_WANTED: usize = 3;

/// Lines in the making.
pub(super) struct Agent;

impl Teller for Agent {
    fn file(&mut self, told: &Told, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        for row in told.rows(book.language) {
            let change = row.found.map_or_else(|| row.help.clone(), |(finding, _)| change(finding, &row.help));
            let change = if change.is_empty() { change } else { format!(" | change: {}", one_line(&change)) };
            let said = one_line(&format!("{}{}", row.message, row.with(Language::En)));
            let [file, code] = [row.file, row.code].map(one_line);
            writeln!(out, "{file}:{}:{}: {}[{code}] {said}{change}", row.start.line, row.start.column, row.severity)?;
        }
        told.designs.iter().try_for_each(|design| writeln!(out, "{}", stands(design)))
    }

    fn end(&mut self, tail: &Tail, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        let of = &tail.summary;
        for set in &tail.sets {
            writeln!(out, "set for this run: {}", one_line(set))?;
        }
        if let Some(words) = &tail.omitted {
            writeln!(out, "{}", one_line(words))?;
        }
        writeln!(
            out,
            "summary: {}, {}, {}, {} advice, {} waived, {} not assessed, {} rejected, {} skipped{}, {}; `caseproof explain CODE` says why",
            counted(of.designs, "design"),
            counted(of.errors, "error"),
            counted(of.warnings, "warning"),
            of.advice,
            of.waived,
            of.not_assessed,
            of.rejected,
            of.skipped,
            if tail.left_out.is_empty() { String::new() } else { format!(", {} left out", tail.left_out.len()) },
            counted(tail.internal.len(), "internal error")
        )
    }
}

/// What to change: the field and the value that clear it, where one field decides, else what its check advises.
fn change(finding: &Finding, help: &str) -> String {
    let clear = finding.clears.first();
    clear.map_or_else(|| help.to_owned(), |clear| format!("{} {} {}", clear.at, clear.side.replace('-', " "), clear.value))
}

/// How a design stands, and which fields would settle most of what is open.
fn stands(design: &Design) -> String {
    let count = |severity: &str| {
        let standing = design.findings.iter().filter(|finding| finding.folded_under.is_none());
        standing.filter(|finding| finding.severity == severity).count()
    };
    let decided = design.coverage.applicable - design.coverage.not_assessed;
    let mut wanted: Vec<(&str, usize)> = Vec::new();
    for need in design.not_assessed.iter().flat_map(|open| &open.needs) {
        match wanted.iter_mut().find(|(at, _)| *at == need.at) {
            Some((_, count)) => *count += 1,
            None => wanted.push((&need.at, 1)),
        }
    }
    wanted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let fields: Vec<String> = wanted.iter().take(MOST_WANTED).map(|(at, count)| format!("{at} ({count})")).collect();
    let wants = if fields.is_empty() { String::new() } else { format!("; would settle most: {}", fields.join(", ")) };
    one_line(&format!(
        "{} {} ({}): {}, {}, {} advice; {decided} of {} checks decided{wants}",
        design.verdict,
        design.file,
        design.design,
        counted(count("error"), "error"),
        counted(count("warning"), "warning"),
        count("advice"),
        design.coverage.applicable
    ))
}
