//! Everything that a run found, for programs: from the data of the run to the published form.

use std::io;

use super::published::{
    Coverage, Design, Finding, Label, Loss, Measure, NotAssessed, Position, Problem, Rejected, Report, Source, Span, Tool, Waived,
};
use super::sanitize::escape_json;
use super::summary::Summary;
use crate::finding::{self, Citation, DesignReport, Run, SourceMap};
use crate::{facts, quantity, yaml};

/// Version of the published form.
const SCHEMA_VERSION: u32 = 1;

/// Writes a run, with an end of line after it.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    let json = serde_json::to_string_pretty(&Report::of(run))?;
    writeln!(out, "{}", escape_json(&json))
}

/// The schema of the published form.
#[must_use]
pub fn report_schema() -> schemars::Schema {
    schemars::schema_for!(Report)
}

impl Report {
    /// The published form of a run.
    #[must_use]
    pub fn of(run: &Run) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool { name: "caseproof".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            designs: run.designs.iter().map(design).collect(),
            rejected: run.rejected.iter().map(rejected).collect(),
            skipped: run.skipped.clone(),
            internal: run.internal.clone(),
            summary: Summary::of(run),
        }
    }
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
        actual: of.actual.and_then(measure),
        limit: of.limit.and_then(measure),
        margin: of.margin.filter(|margin| margin.is_finite()),
        clears: of.clears.clone(),
        loss: of.loss.map(|loss| Loss { yield_points: loss.share * 100.0, money_per_year: loss.money.and_then(measure) }),
        fingerprint: of.fingerprint.clone(),
    }
}

fn waived(of: &finding::Waived, sources: &SourceMap) -> Waived {
    Waived { finding: finding(&of.finding, sources), owner: of.owner.clone(), reason: of.reason.clone() }
}

fn not_assessed(of: &finding::NotAssessed) -> NotAssessed {
    NotAssessed { check: of.check.clone(), code: of.code.clone(), at: of.at.clone(), needs: of.needs.clone() }
}

fn rejected(of: &finding::Rejected) -> Rejected {
    Rejected {
        file: of.file.path.clone(),
        problems: of.problems.iter().map(|problem| self::problem(problem, &of.sources)).collect(),
    }
}

fn problem(of: &yaml::Problem, sources: &SourceMap) -> Problem {
    Problem {
        code: format!("design/{}", of.code),
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
