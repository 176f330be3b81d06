//! Everything that a run found, for programs: from the data of the run to the published form, written as it comes. A finding
//! takes a line; what is the same for many of them stands behind them once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};

use serde::Serialize;

use super::published::{
    Amount, Baseline, Bound, Clear, Coverage, Design, Figure, Finding, Known, Label, Loss, Measured, Need, NotAssessed, Passes,
    Position, Problem, Rejected, Report, Rule, Source, Span, Tool, Waived, Worse,
};
use super::sanitize::escape_json;
use super::words::{Rules, side_words, source_words};
use super::writer::{Form, Tail};
use crate::catalogue::{Check, Severity};
use crate::finding::{self, Citation, DesignReport, FileReport, SourceMap, Want};
use crate::language::Side;
use crate::quantity::{self, Bounds};
use crate::{facts, source, yaml};

/// Version of the published form.
const SCHEMA_VERSION: u32 = 3;
/// The id of a source that is none.
const UNVERIFIED: &str = "unverified";

/// A [`Report`], key by key: designs as they come, then what stands behind them.
pub(super) struct Json<'c> {
    rules: Rules<'c>,
    /// Designs written.
    designs: usize,
    /// Files that could not be judged, as they will be written.
    rejected: Vec<String>,
    /// Names of the checks of the findings written.
    used: BTreeSet<String>,
    /// The figures they rest on, with the ids of their sources.
    figures: BTreeMap<String, BTreeSet<String>>,
    /// Whether sources are told in full.
    verbose: bool,
}

impl<'c> Json<'c> {
    /// Nothing yet.
    pub(super) const fn new(rules: Rules<'c>, verbose: bool) -> Self {
        Self { rules, designs: 0, rejected: Vec::new(), used: BTreeSet::new(), figures: BTreeMap::new(), verbose }
    }

    fn note(&mut self, report: &DesignReport) {
        let waived = report.waived.iter().map(|waived| &waived.finding);
        for finding in report.findings.iter().chain(waived) {
            self.used.insert(finding.check.clone());
            for Citation { id, figure } in finding.sources.iter().filter(|cited| !cited.figure.is_empty()) {
                let sources = self.figures.entry(figure.clone()).or_default();
                if id != UNVERIFIED {
                    sources.insert(id.clone());
                }
            }
        }
    }

    /// A design, a line each for its findings and open questions.
    fn design(&self, report: &DesignReport, out: &mut Vec<u8>) -> io::Result<()> {
        let design = design(report, self.rules);
        let head = |key: &str, value: String, out: &mut Vec<u8>| write!(out, "\n      \"{key}\": {value},");
        write!(out, "{{")?;
        head("file", line(&design.file)?, out)?;
        head("design", line(&design.design)?, out)?;
        head("stage", line(&design.stage)?, out)?;
        head("verdict", line(&design.verdict)?, out)?;
        head("coverage", line(&design.coverage)?, out)?;
        if let Some(baseline) = &design.baseline {
            head("baseline", line(baseline)?, out)?;
        }
        list("findings", &design.findings, 3, out)?;
        write!(out, ",")?;
        list("waived", &design.waived, 3, out)?;
        write!(out, ",")?;
        list("not_assessed", &design.not_assessed, 3, out)?;
        write!(out, "\n    }}")
    }
}

impl Form for Json<'_> {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        let tool = Tool { name: "caseproof".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
        write!(out, "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"tool\": {},", line(&tool)?)?;
        // A report in English is what it was before there were others.
        if let Some(language) = self.rules.language().named() {
            write!(out, "\n  \"language\": {},", line(&language)?)?;
        }
        write!(out, "\n  \"designs\": [")
    }

    fn file(&mut self, report: FileReport, out: &mut Vec<u8>) -> io::Result<()> {
        for (index, report) in report.designs.iter().enumerate() {
            write!(out, "{}\n    ", if self.designs + index == 0 { "" } else { "," })?;
            self.design(report, out)?;
        }
        if let Some(rejected) = &report.rejected {
            self.rejected.push(line(&Rejected::from(rejected))?);
        }
        // Last, so that a page that fails and is dropped was not counted.
        self.designs += report.designs.len();
        report.designs.iter().for_each(|report| self.note(report));
        Ok(())
    }

    fn end(&mut self, tail: &Tail, out: &mut Vec<u8>) -> io::Result<()> {
        let close = if self.designs == 0 { "]" } else { "\n  ]" };
        write!(out, "{close},\n  \"rejected\": [")?;
        for (index, rejected) in self.rejected.iter().enumerate() {
            write!(out, "{}\n    {rejected}", if index == 0 { "" } else { "," })?;
        }
        let close = if self.rejected.is_empty() { "]" } else { "\n  ]" };
        write!(out, "{close},\n  \"skipped\": {},\n  \"internal\": {},", line(&tail.skipped)?, line(&tail.internal)?)?;
        if !tail.clashes.is_empty() {
            write!(out, "\n  \"clashes\": {},", line(&tail.clashes)?)?;
        }
        self.references(out)?;
        writeln!(out, ",\n  \"summary\": {}\n}}", line(&tail.summary)?)
    }
}

impl Json<'_> {
    /// What many findings share: what their checks say, the figures they rest on, and for a verbose report what the sources
    /// are.
    fn references(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let checks = self.used.iter().filter_map(|name| self.rules.of(name));
        let rules: Vec<Rule> = checks.map(|check| rule(check, self.rules)).collect();
        let figures = self.figures.iter().map(|(figure, sources)| (figure.clone(), sources.iter().cloned().collect()));
        // A figure that no source states has nothing to look up; a verbose report names it all the same.
        let figures = figures.filter(|(_, sources): &(String, Vec<String>)| self.verbose || !sources.is_empty());
        let figures: Vec<Figure> = figures.map(|(figure, sources)| Figure { figure, sources }).collect();
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
fn line(of: &impl Serialize) -> io::Result<String> {
    Ok(escape_json(&serde_json::to_string(of)?).into_owned())
}

/// The schema of the published form.
#[must_use]
pub fn report_schema() -> schemars::Schema {
    schemars::schema_for!(Report)
}

fn rule(check: &Check, rules: Rules<'_>) -> Rule {
    let definition = &check.definition;
    Rule {
        code: definition.code.clone(),
        title: rules.title(check).to_owned(),
        title_zh: rules.second().map(|rules| rules.title(check).to_owned()),
        consequence: definition.consequence.word().to_owned(),
        why: rules.why(check).to_owned(),
        why_zh: rules.second().map(|rules| rules.why(check).to_owned()),
        sources: definition.sources.clone(),
    }
}

fn source(id: String) -> Source {
    let citation = Citation { id, figure: String::new() };
    Source { text: source_words(&citation), id: citation.id }
}

fn design(report: &DesignReport, rules: Rules<'_>) -> Design {
    let sources = &report.sources;
    Design {
        file: report.file.path.clone(),
        design: report.design.clone(),
        stage: report.stage.map(str::to_owned),
        verdict: report.verdict.word().to_owned(),
        coverage: coverage(report.coverage),
        findings: report
            .findings
            .iter()
            .map(|of| Finding { folded_under: lead(of, report), ..finding(of, sources, rules) })
            .collect(),
        waived: report.waived.iter().map(|of| waived(of, sources, rules)).collect(),
        not_assessed: report.not_assessed.iter().map(not_assessed).collect(),
        baseline: report.baseline.as_ref().map(|of| baseline(of, report)),
    }
}

fn baseline(of: &finding::Baselined, report: &DesignReport) -> Baseline {
    let known = |finding: &finding::Finding| Known {
        code: finding.code.clone(),
        severity: finding.severity.word().to_owned(),
        at: finding.at.clone(),
        fingerprint: finding.fingerprint.clone(),
    };
    let worse = |worse: &finding::Worse| {
        let shown = worse.was.gauge.map(|gauge| gauge.shown());
        Worse {
            fingerprint: report.findings.get(worse.finding).map_or_else(String::new, |now| now.fingerprint.clone()),
            severity: worse.was.severity.word().to_owned(),
            actual: shown.map(|(actual, _)| amount(actual)),
            limit: shown.map(|(_, limit)| amount(limit)),
        }
    };
    Baseline { known: of.known.iter().map(known).collect(), worse: of.worse.iter().map(worse).collect() }
}

/// The fingerprint of the finding under which another is folded.
fn lead(of: &finding::Finding, report: &DesignReport) -> Option<String> {
    report.findings.get(of.folded_under?).map(|lead| lead.fingerprint.clone())
}

const fn coverage(of: facts::Coverage) -> Coverage {
    let facts::Coverage { applicable, passed, failed, waived, not_assessed } = of;
    Coverage { applicable, passed, failed, waived, not_assessed }
}

fn finding(of: &finding::Finding, sources: &SourceMap, rules: Rules<'_>) -> Finding {
    let file = sources.file(of.span.file).path.clone();
    Finding {
        code: of.code.clone(),
        check: of.check.clone(),
        severity: of.severity.word().to_owned(),
        confidence: of.confidence.word().to_owned(),
        cause: of.cause.clone(),
        folded_under: None,
        message: rules.message(of),
        message_zh: rules.second().map(|rules| rules.message(of)),
        help: rules.help(of),
        help_zh: rules.second().map(|rules| rules.help(of)),
        at: of.at.clone(),
        span: Span { file: Some(file), ..span(of.span, sources) },
        labels: labels(of, sources, rules),
        measured: of.measured.as_ref().map(measured),
        clears: of.clears.iter().map(clear).collect(),
        figures: figures(of),
        loss: of.loss.map(|loss| Loss {
            yield_points: tidy(loss.share * 100.0),
            money_per_year: loss.money.map(|money| amount(money.into())),
        }),
        waits_for: of.waits.iter().map(need).collect(),
        fingerprint: of.fingerprint.clone(),
    }
}

/// The places of a finding of which there is something to say; `why` lists all that it rests on.
fn labels(of: &finding::Finding, sources: &SourceMap, rules: Rules<'_>) -> Vec<Label> {
    let labels = of.labels.iter().map(|label| (label, rules.label(of, label)));
    let news = labels.filter(|(_, text)| !text.is_empty());
    let repeats = |label: &finding::Label| label.span.begin() == of.span.begin();
    news.map(|(known, text)| {
        let text_zh = rules.second().map(|rules| rules.label(of, known));
        let label = Label { text_zh, ..label(&known.at, known.span, text, sources) };
        if repeats(known) { Label { start: None, ..label } } else { label }
    })
    .collect()
}

/// The figures that a finding rests on, each once.
fn figures(of: &finding::Finding) -> Vec<String> {
    let mut figures: Vec<String> = Vec::new();
    for Citation { figure, .. } in &of.sources {
        if !figure.is_empty() && !figures.contains(figure) {
            figures.push(figure.clone());
        }
    }
    figures
}

fn measured(of: &finding::Measured) -> Measured {
    let limit = of.limit();
    let others = of.bounds.iter().enumerate().filter(|(number, _)| *number != of.decided);
    Measured {
        name: of.name.clone(),
        at: of.at.clone(),
        actual: amount(of.actual),
        limit: amount(limit.value),
        side: side(limit.side),
        margin: of.margin().filter(|margin| margin.is_finite()).map(|margin| rounded(margin, 3)),
        bounds: others
            .map(|(_, bound)| Bound {
                severity: bound.severity.word().to_owned(),
                side: (bound.side != limit.side).then(|| side(bound.side)),
                value: amount(bound.value),
            })
            .collect(),
    }
}

fn clear(of: &finding::Clear) -> Clear {
    Clear { severity: of.severity.word().to_owned(), at: of.at.clone(), side: side(of.side), value: of.value.to_string() }
}

fn side(side: Side) -> String {
    side_words(side).replace(' ', "-")
}

fn waived(of: &finding::Waived, sources: &SourceMap, rules: Rules<'_>) -> Waived {
    let finding::Waived { finding: found, owner, reason, until } = of;
    Waived { finding: finding(found, sources, rules), owner: owner.clone(), reason: reason.clone(), until: until.clone() }
}

fn need(of: &finding::Need) -> Need {
    let Wanted { at_least, at_most, hard } = wanted(&of.wants);
    let unknown = of.unknown.as_ref();
    Need {
        at: of.at.clone(),
        closer: of.closer,
        at_least,
        at_most,
        hard,
        unknown: unknown.map(|unknown| unknown.word.clone()),
        nearest: unknown.and_then(|unknown| unknown.nearest.clone()),
    }
}

fn not_assessed(of: &finding::NotAssessed) -> NotAssessed {
    NotAssessed {
        code: of.code.clone(),
        at: of.at.clone(),
        needs: of.needs.iter().map(need).collect(),
        // What would pass stands with the need where that is the measured field itself.
        passes: of.passes.as_ref().filter(|_| of.needs.iter().all(|need| need.wants.is_empty())).map(|(measure, wants)| {
            let Wanted { at_least, at_most, hard } = wanted(wants);
            Passes { measure: measure.clone(), at_least, at_most, hard }
        }),
    }
}

/// What would pass, in words.
#[derive(Default)]
struct Wanted {
    at_least: Option<String>,
    at_most: Option<String>,
    hard: Option<String>,
}

/// Nothing is found from the strictest value of a side on; where an error begins elsewhere, that is the hard limit.
fn wanted(wants: &[Want]) -> Wanted {
    let of = |side: Side, errors: bool| {
        let fits = wants.iter().filter(|want| want.side == side && (!errors || want.severity == Severity::Error));
        let order = |a: &&Want, b: &&Want| a.value.si.total_cmp(&b.value.si);
        let strictest = if side == Side::AtLeast { fits.max_by(order) } else { fits.min_by(order) };
        strictest.map(|want| want.value.to_string())
    };
    let (at_least, at_most) = (of(Side::AtLeast, false), of(Side::AtMost, false));
    let hard = (of(Side::AtLeast, true), of(Side::AtMost, true));
    let differs = hard != (at_least.clone(), at_most.clone());
    let hard = match hard {
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (low, high) => low.or(high),
    };
    Wanted { at_least, at_most, hard: hard.filter(|_| differs) }
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
        related: of.related.as_ref().map(|(at, text)| label("", *at, text.clone(), sources)),
    }
}

fn label(at: &str, of: source::Span, text: String, sources: &SourceMap) -> Label {
    let Span { file, start, .. } = span(of, sources);
    Label { at: at.to_owned(), file, start: (!text.is_empty()).then_some(start), text, text_zh: None }
}

fn span(of: source::Span, sources: &SourceMap) -> Span {
    let file = sources.file(of.file);
    let name = (of.file != 0).then(|| file.path.clone());
    Span { file: name, start: position(of.start, file), end: position(of.end, file) }
}

fn position(offset: u32, file: &finding::SourceFile) -> Position {
    let finding::Position { line, column, .. } = file.position(offset as usize);
    Position { line, column }
}

/// What is known of a number. One that is not finite has no form in JSON and is left out.
pub(super) fn amount(of: Bounds) -> Amount {
    let number = |measure: quantity::Measure| Some(tidy(measure.number())).filter(|number| number.is_finite());
    let unit = of.unit.map_or_else(String::new, |unit| unit.name.to_owned());
    if of.is_exact() {
        return Amount { value: number(of.lower()), low: None, high: None, unit };
    }
    Amount { value: None, low: number(of.lower()), high: number(of.upper()), unit }
}

/// The number without the dust that conversion between units leaves: 1.2 rather than 1.1999999999999997.
fn tidy(number: f64) -> f64 {
    rounded(number, 11)
}

/// The number with so many digits after the first.
fn rounded(number: f64, digits: usize) -> f64 {
    format!("{number:.digits$e}").parse().unwrap_or(number)
}
