//! A page in Markdown for the summary of a job: the designs, then the findings, the worst first, as far as a page holds them.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use super::Folder;
use super::form::Tail;
use super::sanitize::one_line;
use super::told::{Book, Rank, Row, Run, Teller, Told};
use super::tongue::Language;
use super::words::counted;
use super::worst::Worst;

/// Findings on a page: with the designs they stay far below the 1 MiB that GitHub shows of a step.
const MOST_FINDINGS: usize = 500;
/// Designs on a page.
const MOST_DESIGNS: usize = 200;

/// The page in the making.
pub(super) struct Markdown {
    folder: Folder,
    findings: Worst<String>,
    designs: Worst<String>,
}

impl Markdown {
    /// An empty page.
    pub(super) fn new(run: &Run) -> Self {
        Self { folder: run.folder.clone(), findings: Worst::new(MOST_FINDINGS), designs: Worst::new(MOST_DESIGNS) }
    }

    fn finding(&self, row: &Row<'_>, language: Language) -> String {
        let place = format!("{}:{}:{}", self.folder.seen_from_root(row.file), row.start.line, row.start.column);
        let said = format!("{}{}", row.message, row.with(language));
        let cells = [row.severity, row.code, &place, &said, &row.help].map(cell);
        format!("| {} |", cells.join(" | "))
    }

    fn design(&mut self, told: &Told) {
        for design in &told.designs {
            let standing = || design.findings.iter().filter(|finding| finding.folded_under.is_none());
            let count = |severity: &str| standing().filter(|finding| finding.severity == severity).count();
            let (errors, warnings, advice) = (count("error"), count("warning"), count("advice"));
            let decided = design.coverage.applicable - design.coverage.not_assessed;
            let of = design.coverage.applicable;
            let [name, file, verdict] =
                [&design.design, &self.folder.seen_from_root(&design.file), &design.verdict].map(|text| cell(text));
            let row = format!(
                "| {name} | {file} | {verdict} | {errors} | {warnings} | {advice} | {} | {decided} of {of} |",
                design.waived.len()
            );
            let rank = match (errors, warnings) {
                (1.., _) => Rank::Error,
                (0, 1..) => Rank::Warning,
                (0, 0) => Rank::Advice,
            };
            self.designs.push(rank, row);
        }
    }
}

impl Teller for Markdown {
    fn file(&mut self, told: &Told, book: &Book, _: &mut Vec<u8>) -> io::Result<()> {
        for row in told.rows(book.language) {
            self.findings.push(row.rank, self.finding(&row, book.language));
        }
        self.design(told);
        Ok(())
    }

    fn end(&mut self, tail: &Tail, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        let of = &tail.summary;
        writeln!(
            out,
            "## caseproof\n\n{}: {}, {}, {} advice; {} waived, {} rejected, {} skipped{}",
            counted(of.designs, "design"),
            counted(of.errors, "error"),
            counted(of.warnings, "warning"),
            of.advice,
            of.waived,
            of.rejected,
            of.skipped,
            if tail.left_out.is_empty() { String::new() } else { format!(", {} left out", tail.left_out.len()) }
        )?;
        if let Some(words) = &tail.omitted {
            writeln!(out, "\n{}", cell(words))?;
        }
        if !tail.sets.is_empty() {
            let sets: Vec<String> = tail.sets.iter().map(|set| cell(set)).collect();
            writeln!(out, "\nset for this run: {}", sets.join("; "))?;
        }
        for fault in &tail.internal {
            writeln!(out, "\ninternal error: {}", cell(fault))?;
        }
        table(&["design", "file", "verdict", "errors", "warnings", "advice", "waived", "decided"], &self.designs, out)?;
        table(&["severity", "code", "place", "finding", "what to do"], &self.findings, out)?;
        if let Some(cut) = self.cut() {
            writeln!(out, "\n{cut}")?;
        }
        Ok(())
    }

    fn cut(&self) -> Option<String> {
        let mut said = String::new();
        for (what, (cut, of)) in [("findings", self.findings.cut()), ("designs", self.designs.cut())] {
            if cut > 0 {
                let gap = if said.is_empty() { "markdown: " } else { ", " };
                // Writing to a string cannot fail.
                let _ = write!(said, "{gap}{cut} of {of} {what} are left out");
            }
        }
        (!said.is_empty()).then(|| format!("{said}, the mildest"))
    }
}

/// A table with a row each, if there are any.
fn table(head: &[&str], rows: &Worst<String>, out: &mut Vec<u8>) -> io::Result<()> {
    if rows.cut().1 == 0 {
        return Ok(());
    }
    writeln!(out, "\n| {} |\n|{}", head.join(" | "), " --- |".repeat(head.len()))?;
    rows.values().try_for_each(|row| writeln!(out, "{row}"))
}

/// A text that stays one cell and is read as nothing but text. An address stays one.
pub(super) fn cell(text: &str) -> String {
    let word = |word: &str| {
        let address = ["https://", "http://"].iter().any(|start| word.starts_with(start));
        word.chars().map(|c| escaped(c, address)).collect::<String>()
    };
    one_line(text).split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A character that means nothing but itself; in an address only what ends the cell or begins a tag or code is escaped.
fn escaped(c: char, address: bool) -> String {
    match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '\\' | '`' | '|' => format!("\\{c}"),
        '*' | '_' | '[' | ']' | '~' | '#' | '!' | '@' if !address => format!("\\{c}"),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn nothing_is_read_as_more_than_text() {
        assert_eq!(cell("a|b `c` <d>\n*e* [f](g) @h =i & \\"), "a\\|b \\`c\\` &lt;d&gt; \\*e\\* \\[f\\](g) \\@h =i &amp; \\\\");
        assert_eq!(cell("see https://a.b/c_d*e|f<g>#h"), "see https://a.b/c_d*e\\|f&lt;g&gt;#h");
    }
}
