//! Everything that a run found, for programs: from the data of the run to the published form, written as it comes.

use std::io::{self, Write as _};

use serde::Serialize;

use super::published::{
    Coverage, Design, Finding, Label, Loss, Measure, NotAssessed, Position, Problem, Rejected, Report, Source, Span, Tool, Waived,
};
use super::sanitize::escape_json;
use super::writer::{Form, Tail};
use crate::finding::{self, Citation, DesignReport, FileReport, SourceMap};
use crate::{facts, quantity, yaml};

/// Version of the published form.
const SCHEMA_VERSION: u32 = 1;

/// A [`Report`], key by key: designs as they come, then what stands behind them.
#[derive(Default)]
pub(super) struct Json {
    /// Designs written.
    designs: usize,
    /// Files that could not be judged, as they will be written.
    rejected: Vec<String>,
}

impl Form for Json {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        let tool = Tool { name: "caseproof".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
        write!(out, "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"tool\": {},\n  \"designs\": [", value(&tool, 1)?)
    }

    fn file(&mut self, report: FileReport, out: &mut Vec<u8>) -> io::Result<()> {
        for (index, report) in report.designs.iter().enumerate() {
            let comma = if self.designs + index == 0 { "" } else { "," };
            write!(out, "{comma}\n    {}", value(&design(report), 2)?)?;
        }
        if let Some(rejected) = &report.rejected {
            self.rejected.push(value(&Rejected::from(rejected), 2)?);
        }
        // Last, so that a page that fails and is dropped was not counted.
        self.designs += report.designs.len();
        Ok(())
    }

    fn end(&mut self, tail: &Tail, out: &mut Vec<u8>) -> io::Result<()> {
        let close = if self.designs == 0 { "]" } else { "\n  ]" };
        write!(out, "{close},\n  \"rejected\": [")?;
        for (index, rejected) in self.rejected.iter().enumerate() {
            write!(out, "{}\n    {rejected}", if index == 0 { "" } else { "," })?;
        }
        let close = if self.rejected.is_empty() { "]" } else { "\n  ]" };
        let (skipped, internal, summary) = (value(&tail.skipped, 1)?, value(&tail.internal, 1)?, value(&tail.summary, 1)?);
        writeln!(out, "{close},\n  \"skipped\": {skipped},\n  \"internal\": {internal},\n  \"summary\": {summary}\n}}")
    }
}

/// A value at some depth of the whole, harmless when shown. A line end in it is never part of a string.
fn value(of: &impl Serialize, depth: usize) -> io::Result<String> {
    let json = serde_json::to_string_pretty(of)?;
    Ok(escape_json(&json).replace('\n', &format!("\n{}", "  ".repeat(depth))))
}

/// The schema of the published form.
#[must_use]
pub fn report_schema() -> schemars::Schema {
    schemars::schema_for!(Report)
}

fn design(report: &DesignReport) -> Design {
    let sources = &report.sources;
    Design {
        file: report.file.path.clone(),
        design: report.design.clone(),
        stage: report.stage.map(str::to_owned),
        verdict: report.verdict.word().to_owned(),
        coverage: coverage(report.coverage),
        findings: report.findings.iter().map(|of| finding(of, sources)).collect(),
        waived: report.waived.iter().map(|of| waived(of, sources)).collect(),
        not_assessed: report.not_assessed.iter().map(not_assessed).collect(),
    }
}

const fn coverage(of: facts::Coverage) -> Coverage {
    let facts::Coverage { applicable, passed, failed, waived, not_assessed } = of;
    Coverage { applicable, passed, failed, waived, not_assessed }
}

fn finding(of: &finding::Finding, sources: &SourceMap) -> Finding {
    Finding {
        code: of.code.clone(),
        check: of.check.clone(),
        family: of.check.split('/').next().unwrap_or_default().to_owned(),
        severity: of.severity.word().to_owned(),
        consequence: of.consequence.word().to_owned(),
        confidence: of.confidence.word().to_owned(),
        title: of.title.clone(),
        message: of.message.clone(),
        help: of.help.clone(),
        why: of.why.clone(),
        sources: of.sources.iter().map(source).collect(),
        at: of.at.clone(),
        span: span(of.span, sources),
        labels: of.labels.iter().map(|label| self::label(label.span, &label.text, sources)).collect(),
        actual: of.measured.as_ref().and_then(|of| measure(of.actual.lower())),
        limit: of.measured.as_ref().and_then(|of| measure(of.limit().value.lower())),
        margin: of.measured.as_ref().and_then(finding::Measured::margin).filter(|margin| margin.is_finite()),
        clears: of.clears.first().map(|clear| format!("{} {}", clear.at, clear.value)),
        loss: of.loss.map(|loss| Loss { yield_points: loss.share * 100.0, money_per_year: loss.money.and_then(measure) }),
        fingerprint: of.fingerprint.clone(),
    }
}

fn waived(of: &finding::Waived, sources: &SourceMap) -> Waived {
    Waived { finding: finding(&of.finding, sources), owner: of.owner.clone(), reason: of.reason.clone() }
}

fn not_assessed(of: &finding::NotAssessed) -> NotAssessed {
    NotAssessed {
        check: of.check.clone(),
        code: of.code.clone(),
        at: of.at.clone(),
        needs: of.needs.iter().map(|need| need.at.clone()).collect(),
    }
}

impl From<&finding::Rejected> for Rejected {
    fn from(of: &finding::Rejected) -> Self {
        let problems = of.problems.iter().map(|problem| self::problem(problem, of.what, &of.sources)).collect();
        Self { file: of.file.path.clone(), problems }
    }
}

fn problem(of: &yaml::Problem, what: &str, sources: &SourceMap) -> Problem {
    Problem {
        code: format!("{what}/{}", of.code),
        message: of.message.clone(),
        help: of.help.clone(),
        span: span(of.span, sources),
        related: of.related.as_ref().map(|(span, text)| label(*span, text, sources)),
    }
}

fn source(of: &Citation) -> Source {
    Source { id: of.id.clone(), text: of.text.clone(), figure: of.figure.clone() }
}

fn label(at: yaml::Span, text: &str, sources: &SourceMap) -> Label {
    Label { span: span(at, sources), text: text.to_owned() }
}

fn span(of: yaml::Span, sources: &SourceMap) -> Span {
    let file = sources.file(of.file);
    let name = (of.file != 0).then(|| file.path.clone());
    Span { file: name, start: position(of.start, file), end: position(of.end, file) }
}

fn position(offset: u32, file: &finding::SourceFile) -> Position {
    let finding::Position { line, column, offset } = file.position(offset as usize);
    Position { line, column, offset }
}

/// A number that is not finite has no form in JSON and is left out.
fn measure(of: quantity::Measure) -> Option<Measure> {
    let value = tidy(of.number());
    value.is_finite().then(|| Measure { value, unit: of.unit.map_or_else(String::new, |unit| unit.name.to_owned()) })
}

/// The number without the dust that conversion between units leaves: 1.2 rather than 1.1999999999999997.
fn tidy(number: f64) -> f64 {
    format!("{number:.11e}").parse().unwrap_or(number)
}
