//! Everything that a run found, for programs, written as it comes. A finding takes a line; what is the same for many of them
//! stands behind them once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};

use serde::Serialize;

use super::form::Tail;
use super::publish::source;
use super::published::{Design, Figure, Part, Report, Rule, Source, Tool};
use super::sanitize::escape_json;
use super::told::{Book, Run, Teller, Told};
use super::tongue::Language;

/// Version of the published form.
pub(super) const SCHEMA_VERSION: u32 = 3;

/// A [`Report`], key by key: designs as they come, then what stands behind them.
pub(super) struct Json {
    language: Language,
    /// Which part of a run it is, if it is one.
    part: Option<Part>,
    /// Values that were set for it.
    sets: Vec<String>,
    /// Designs written.
    designs: usize,
    /// Files that could not be judged, as they will be written.
    rejected: Vec<String>,
    /// Names of the checks of the findings written, with their codes.
    used: BTreeMap<String, String>,
    /// The figures they rest on.
    figures: BTreeSet<String>,
    /// Whether sources are told in full.
    verbose: bool,
}

impl Json {
    /// Nothing yet.
    pub(super) fn new(run: &Run, language: Language, verbose: bool) -> Self {
        Self {
            language,
            part: run.part.clone(),
            sets: run.sets.clone(),
            designs: 0,
            rejected: Vec::new(),
            used: BTreeMap::new(),
            figures: BTreeSet::new(),
            verbose,
        }
    }

    fn note(&mut self, design: &Design) {
        let waived = design.waived.iter().map(|waived| &waived.finding);
        for finding in design.findings.iter().chain(waived) {
            self.used.entry(finding.check.clone()).or_insert_with(|| finding.code.clone());
            self.figures.extend(finding.figures.iter().cloned());
        }
    }

    /// A design, a line each for its findings and open questions.
    fn design(&self, design: &Design, out: &mut Vec<u8>) -> io::Result<()> {
        let head = |key: &str, value: String, out: &mut Vec<u8>| write!(out, "\n      \"{key}\": {value},");
        write!(out, "{{")?;
        head("file", line(&design.file)?, out)?;
        head("design", line(&design.design)?, out)?;
        if let Some(identity) = &design.identity {
            head("identity", line(identity)?, out)?;
        }
        head("stage", line(&design.stage)?, out)?;
        head("verdict", line(&design.verdict)?, out)?;
        if let Some(fail_on) = &design.fail_on {
            head("fail_on", line(fail_on)?, out)?;
        }
        head("coverage", line(&design.coverage)?, out)?;
        if let Some(baseline) = &design.baseline {
            head("baseline", line(baseline)?, out)?;
        }
        list("findings", &design.findings, 3, out)?;
        write!(out, ",")?;
        if !design.ignored.is_empty() {
            head("ignored", line(&design.ignored)?, out)?;
        }
        list("waived", &design.waived, 3, out)?;
        write!(out, ",")?;
        list("not_assessed", &design.not_assessed, 3, out)?;
        if self.part.is_some() {
            write!(out, ",\n      \"passed\": {}", line(&design.passed)?)?;
        }
        write!(out, "\n    }}")
    }

    /// What many findings share: what their checks say, the figures they rest on, and for a verbose report what the sources
    /// are.
    fn references(&self, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        let rules: Vec<&Rule> = self.used.values().filter_map(|code| book.rules.get(code)).collect();
        let figures = self.figures.iter().filter_map(|figure| Some((figure, book.figures.get(figure)?)));
        // A figure that no source states has nothing to look up; a verbose report names it all the same.
        let figures = figures.filter(|(_, sources)| self.verbose || !sources.is_empty());
        let figure = |(figure, sources): (&String, &BTreeSet<String>)| Figure {
            figure: figure.clone(),
            sources: sources.iter().cloned().collect(),
        };
        let figures: Vec<Figure> = figures.map(figure).collect();
        list("rules", &rules, 1, out)?;
        write!(out, ",")?;
        list("figures", &figures, 1, out)?;
        if self.verbose {
            let cited = rules.iter().flat_map(|rule| &rule.sources).chain(figures.iter().flat_map(|figure| &figure.sources));
            let sources: Vec<Source> = cited.cloned().collect::<BTreeSet<String>>().into_iter().map(source).collect();
            if !sources.is_empty() {
                write!(out, ",")?;
                list("sources", &sources, 1, out)?;
            }
        }
        Ok(())
    }
}

impl Teller for Json {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        write!(out, "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"tool\": {},", line(&Tool::this())?)?;
        // A report in English is what it was before there were others.
        if let Some(language) = self.language.named() {
            write!(out, "\n  \"language\": {},", line(&language)?)?;
        }
        if let Some(part) = &self.part {
            write!(out, "\n  \"part\": {},", line(part)?)?;
        }
        if !self.sets.is_empty() {
            write!(out, "\n  \"set\": {},", line(&self.sets)?)?;
        }
        write!(out, "\n  \"designs\": [")
    }

    fn file(&mut self, told: &Told, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        for (index, design) in told.designs.iter().enumerate() {
            write!(out, "{}\n    ", if self.designs + index == 0 { "" } else { "," })?;
            self.design(design, out)?;
        }
        if let Some(rejected) = &told.rejected {
            self.rejected.push(line(rejected)?);
        }
        // Last, so that a page that fails and is dropped was not counted.
        self.designs += told.designs.len();
        told.designs.iter().for_each(|design| self.note(design));
        Ok(())
    }

    fn end(&mut self, tail: &Tail, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        let close = if self.designs == 0 { "]" } else { "\n  ]" };
        write!(out, "{close},\n  \"rejected\": [")?;
        for (index, rejected) in self.rejected.iter().enumerate() {
            write!(out, "{}\n    {rejected}", if index == 0 { "" } else { "," })?;
        }
        let close = if self.rejected.is_empty() { "]" } else { "\n  ]" };
        write!(out, "{close},\n  \"skipped\": {},\n  \"internal\": {},", line(&tail.skipped)?, line(&tail.internal)?)?;
        if !tail.left_out.is_empty() {
            write!(out, "\n  \"left_out\": {},", line(&tail.left_out)?)?;
        }
        if !tail.clashes.is_empty() {
            write!(out, "\n  \"clashes\": {},", line(&tail.clashes)?)?;
        }
        self.references(book, out)?;
        if let Some(gate) = &tail.gate {
            write!(out, ",\n  \"gate\": {}", line(gate)?)?;
        }
        writeln!(out, ",\n  \"summary\": {}\n}}", line(&tail.summary)?)
    }
}

/// A list at some depth, with a line for each of its elements; these are long anyway, so they are not set in.
fn list<T: Serialize>(key: &str, elements: &[T], depth: usize, out: &mut Vec<u8>) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    write!(out, "\n{indent}\"{key}\": [")?;
    for (index, element) in elements.iter().enumerate() {
        write!(out, "{}\n{}", if index == 0 { "" } else { "," }, line(element)?)?;
    }
    if elements.is_empty() { write!(out, "]") } else { write!(out, "\n{indent}]") }
}

/// A value in one line, harmless when shown.
pub(super) fn line(of: &impl Serialize) -> io::Result<String> {
    Ok(escape_json(&serde_json::to_string(of)?).into_owned())
}

/// The schema of the published form.
#[must_use]
pub fn report_schema() -> schemars::Schema {
    schemars::schema_for!(Report)
}
