//! How one design stands, in the lines that come last.

use super::cause::Cause;
use super::pen::Pen;
use crate::catalogue::Severity;
use crate::finding::{DesignReport, Verdict};
use crate::report::phrases::{by_severity, coverage_briefly, known, most_wanted, open_until, verdict_words, worse_than};
use crate::report::said;
use crate::report::sanitize::one_line;
use crate::report::tongue::Tongue;
use crate::report::wrap::{columns, paragraph};

/// What stands before the lines about a design.
pub(super) const INDENT: &str = "   ";

/// The color of a verdict.
pub(super) const fn severity(verdict: Verdict) -> Severity {
    match verdict {
        Verdict::NotReady => Severity::Error,
        Verdict::NeedsWork | Verdict::Open | Verdict::NotAssessed => Severity::Warning,
        Verdict::NoFindings => Severity::Advice,
    }
}

/// Name, stage, verdict and file; on further lines what does not fit beside the name.
pub(super) fn heading(design: &DesignReport, pen: &Pen<'_>) -> String {
    let verdict = pen.joined(|tongue| verdict_words(design, tongue));
    let stage = design.stage.map(|stage| pen.joined(|tongue| tongue.value("stage", stage).into_owned()));
    let (name, file) = (one_line(&design.design), one_line(&design.file.path));
    let painted = pen.terminal.paint(severity(design.verdict), &verdict);
    let stands = |verdict: &str| stage.iter().map(String::as_str).chain([verdict]).collect::<Vec<_>>().join("  ");
    let (first, width) = (format!("{} ", pen.terminal.rule()), pen.terminal.width);
    let rest = columns(&stands(&verdict)) + 2 + columns(&file);
    let stands = stands(&painted);
    if columns(&first) + columns(&name) + 2 + rest <= width {
        return format!("{first}{name}  {stands}  {file}\n");
    }
    let between = if columns(INDENT) + rest <= width { "  ".to_owned() } else { format!("\n{INDENT}") };
    format!("{}{INDENT}{stands}{between}{file}\n", paragraph(&first, &name, width))
}

/// What the reader may ask for.
pub(super) struct Hints {
    /// The number of a cause.
    pub show: Option<usize>,
    /// The code of a check.
    pub explain: Option<String>,
    /// Whether something was not assessed.
    pub missing: bool,
    /// Whether advice was folded to a count.
    pub advice: bool,
}

impl Hints {
    /// Each with the option or command that shows it.
    pub(super) fn texts(&self, tongue: Tongue) -> Vec<String> {
        let show = self.show.map(|number| said::HINT_SHOW.say(tongue, &[("command", &format!("--show {number}"))]));
        let command = |code: &String| format!("caseproof explain {}", one_line(code));
        let explain = self.explain.as_ref().map(|code| said::HINT_EXPLAIN.say(tongue, &[("command", &command(code))]));
        let missing = self.missing.then(|| said::HINT_MISSING.say(tongue, &[("command", &"--missing")]));
        let advice = self.advice.then(|| said::HINT_ADVICE.say(tongue, &[("command", &"--advice")]));
        [show, explain, missing, advice].into_iter().flatten().collect()
    }
}

/// The lines about a design, its heading first.
pub(super) fn standing(design: &DesignReport, causes: &[Cause<'_>], hints: &Hints, pen: &Pen<'_>) -> String {
    let width = pen.terminal.width;
    let mut text = heading(design, pen);
    for tongue in pen.tongues() {
        let below = |said: &str| paragraph(INDENT, said, width);
        text.push_str(&below(&counted(design, causes, tongue)));
        text.extend(open_until(design, tongue).map(|said| below(&said)));
        text.push_str(&worse(design, tongue, width));
        text.push_str(&below(&coverage_briefly(&design.coverage, tongue)));
        text.extend(most_wanted(design, tongue).map(|wanted| below(&format!("{}{wanted}", said::SETTLES.plain(tongue)))));
        text.push_str(&pen.packed(INDENT, &hints.texts(tongue)));
    }
    text
}

/// The findings that are worse than a baseline says, with what it says; nothing if there are none.
pub(super) fn worse(design: &DesignReport, tongue: Tongue, width: usize) -> String {
    let below = |worse: String| paragraph(INDENT, &format!("{}{worse}", said::WORSE_THAN.plain(tongue)), width);
    worse_than(design, tongue).map_or_else(String::new, below)
}

/// The findings that a baseline has, by code and place; nothing if there are none.
pub(super) fn baselined(design: &DesignReport, pen: &Pen<'_>) -> String {
    let line = |tongue| Some(paragraph(said::BASELINED_AT.plain(tongue), &known(design, tongue)?, pen.terminal.width));
    let text: String = pen.tongues().filter_map(line).collect();
    if text.is_empty() { text } else { format!("{text}\n") }
}

/// The findings by severity, the causes by the severity of the worst finding of each, and what is not counted among them.
fn counted(design: &DesignReport, causes: &[Cause<'_>], tongue: Tongue) -> String {
    let all = [Severity::Error, Severity::Warning, Severity::Advice];
    let found = |severity| design.standing().filter(|(_, finding)| finding.severity == severity).count();
    let of = |severity| causes.iter().filter(|cause| cause.severity() == severity).count();
    let present: Vec<String> = all.into_iter().filter(|of| found(*of) > 0).map(|severity| of(severity).to_string()).collect();
    let mut parts = vec![by_severity(design, tongue)];
    if !causes.is_empty() {
        let all = said::CAUSES.counted(tongue, causes.len());
        let by = || said::CAUSES_BY.say(tongue, &[("causes", &all), ("each", &present.join(" + "))]);
        parts.push(if present.len() == 1 { all.clone() } else { by() });
    }
    let folded = design.findings.len() - design.standing().count();
    parts.extend((folded > 0).then(|| said::FOLDED_COUNT.say(tongue, &[("n", &folded)])));
    let waived = design.waived.len();
    parts.extend((waived > 0).then(|| said::WAIVED_COUNT.say(tongue, &[("n", &waived)])));
    let left_out: usize = design.ignored.iter().map(|(_, findings)| findings).sum();
    parts.extend((left_out > 0).then(|| said::LEFT_OUT.say(tongue, &[("n", &left_out)])));
    parts.join(tongue.semicolon())
}

/// Lines of a text.
pub(super) fn height(text: &str) -> usize {
    text.lines().count()
}
