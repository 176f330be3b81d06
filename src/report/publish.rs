//! From the data of a run to the published form.

use super::published::{
    Amount, Baseline, Bound, Clear, Coverage, Design, Finding, Known, Label, LeftOut, Loss, Measured, Need, NotAssessed, Passes,
    Position, Problem, Rejected, Rule, Source, Span, Waived, Worse,
};
use super::told::{Book, Told};
use super::words::{Rules, side_words, source_words};
use crate::catalogue::{Check, Severity};
use crate::finding::{self, Citation, DesignReport, FileReport, SourceMap, Want};
use crate::knowledge::{Table, library};
use crate::language::Side;
use crate::quantity::{self, Bounds};
use crate::{facts, source, yaml};

/// The id of a source that is none.
const UNVERIFIED: &str = "unverified";

/// What one file yields.
pub(super) fn told(report: &FileReport, rules: Rules<'_>) -> Told {
    let fail_on = || report.fail_on.map(str::to_owned);
    Told {
        designs: report.designs.iter().map(|of| Design { fail_on: fail_on(), ..design(of, rules) }).collect(),
        rejected: report.rejected.as_ref().map(Rejected::from),
        skipped: report.skipped.clone(),
        left_out: report.left_out.as_ref().map(LeftOut::from),
    }
}

impl From<&(String, finding::Aside)> for LeftOut {
    fn from((file, why): &(String, finding::Aside)) -> Self {
        Self { file: file.clone(), reason: why.word().to_owned() }
    }
}

/// Takes up what the findings of a file share.
pub(super) fn note(book: &mut Book, report: &FileReport, rules: Rules<'_>) {
    let waived = report.designs.iter().flat_map(|design| &design.waived).map(|waived| &waived.finding);
    for finding in report.findings().chain(waived) {
        if !book.rules.contains_key(&finding.code)
            && let Some(check) = rules.of(&finding.check)
        {
            book.rules.insert(finding.code.clone(), rule(check, rules));
        }
        for Citation { id, figure } in finding.sources.iter().filter(|cited| !cited.figure.is_empty()) {
            let sources = book.figures.entry(figure.clone()).or_default();
            if id != UNVERIFIED {
                sources.insert(id.clone());
            }
        }
    }
}

/// What a check says wherever it finds something.
pub(super) fn rule(check: &Check, rules: Rules<'_>) -> Rule {
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

/// A source with its title and address.
pub(super) fn source(id: String) -> Source {
    let citation = Citation { id, figure: String::new() };
    Source { text: source_words(&citation), id: citation.id }
}

fn design(report: &DesignReport, rules: Rules<'_>) -> Design {
    let sources = &report.sources;
    Design {
        file: report.file.path.clone(),
        design: report.design.clone(),
        identity: (report.identity != report.design).then(|| report.identity.clone()),
        stage: report.stage.map(str::to_owned),
        verdict: report.verdict.word().to_owned(),
        fail_on: None,
        coverage: coverage(report.coverage),
        findings: report
            .findings
            .iter()
            .map(|of| Finding { folded_under: lead(of, report), ..finding(of, sources, rules) })
            .collect(),
        ignored: report.ignored.iter().cloned().collect(),
        waived: report.waived.iter().map(|of| waived(of, sources, rules)).collect(),
        not_assessed: report.not_assessed.iter().map(not_assessed).collect(),
        baseline: report.baseline.as_ref().map(|of| baseline(of, report)),
        passed: report.passed.iter().filter_map(|name| rules.of(name)).map(|check| check.definition.code.clone()).collect(),
    }
}

/// What a baseline says of the findings of a design.
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

impl From<Coverage> for facts::Coverage {
    fn from(of: Coverage) -> Self {
        let Coverage { applicable, passed, failed, waived, not_assessed } = of;
        Self { applicable, passed, failed, waived, not_assessed }
    }
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
        materials: materials(of, sources),
        span: Span { file: Some(file), ..span(narrow(of.span, sources), sources) },
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

/// A span of one line: of a block its first line.
fn narrow(span: source::Span, sources: &SourceMap) -> source::Span {
    let shown = sources.file(span.file).text.get(span.range()).unwrap_or_default();
    let line = shown.lines().next().map_or(0, |line| line.trim_end().len());
    if shown.trim_end().contains('\n') {
        source::Span { end: span.start + u32::try_from(line).unwrap_or(0), ..span }
    } else {
        span
    }
}

/// The materials that it rests on, each once, by their ids; what no table knows as it is written.
fn materials(of: &finding::Finding, sources: &SourceMap) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for label in of.labels.iter().filter(|label| label.at.ends_with(".material")) {
        let written = sources.file(label.span.file).text.get(label.span.range()).unwrap_or_default();
        let word = written.trim_matches(['"', '\'', ' ']);
        let known = library().find(Table::Material, word).map(|index| library().entry(Table::Material, index).id);
        let id = known.unwrap_or(word).to_owned();
        if !id.is_empty() && !found.contains(&id) {
            found.push(id);
        }
    }
    found
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
        one_of: of.one_of.clone(),
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
    let bytes = Some(file.byte_column(offset as usize)).filter(|bytes| *bytes != column);
    Position { line, column, bytes }
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
