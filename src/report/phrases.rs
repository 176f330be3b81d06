//! The short pieces of text that findings, designs and runs are reported with.

use super::Summary;
use super::sanitize::one_line;
use super::words::{Rules, side_words, source_words};
use crate::catalogue::Severity;
use crate::facts::Coverage;
use crate::finding::{
    Citation, Clear, Confidence, DesignReport, Finding, Loss, Need, NotAssessed, SourceFile, SourceMap, UnknownWord, Verdict,
    Want,
};
use crate::language::Side;
use crate::quantity::{display_number, three_figures};
use crate::source::Span;

/// What is open, and what would close it.
pub(super) fn open_question(unknown: &NotAssessed) -> String {
    let needs = if unknown.needs.is_empty() {
        String::new()
    } else {
        format!(" needs {}", unknown.needs.iter().map(need).collect::<Vec<_>>().join(", "))
    };
    format!("{} at {}{needs}", unknown.code, unknown.at)
}

/// What is missing to see whether a finding is worse; none if nothing is.
pub(super) fn waits(finding: &Finding) -> Option<String> {
    let needs: Vec<String> = finding.waits.iter().map(need).collect();
    (!needs.is_empty()).then(|| format!("whether it is worse hangs on {}", needs.join(", ")))
}

/// A field, with what would pass there.
fn need(need: &Need) -> String {
    let mut wants: Vec<String> = need.closer.then(|| "closer".to_owned()).into_iter().collect();
    wants.extend(need.wants.iter().map(want));
    wants.extend(need.unknown.as_ref().map(unknown));
    if wants.is_empty() { need.at.clone() } else { format!("{} ({})", need.at, wants.join(", ")) }
}

/// A word of which the tables know nothing, and the nearest that they know.
fn unknown(unknown: &UnknownWord) -> String {
    let nearest = unknown.nearest.as_ref().map_or_else(String::new, |nearest| format!("; nearest: {nearest}"));
    format!("nothing known of `{}`{nearest}", one_line(&unknown.word))
}

/// `at least 1 deg`, with the severity otherwise.
fn want(want: &Want) -> String {
    format!("{} {} or else {}", side_words(want.side), want.value, want.severity.word())
}

/// A place to draw, and what to say there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Where.
    pub span: Span,
    /// What to say; empty if the place speaks for itself.
    pub text: String,
}

/// The places of a finding, the primary one first; one mark for each place.
pub(super) fn places(finding: &Finding, rules: Rules<'_>) -> Vec<Place> {
    let mut places = vec![Place { span: finding.span, text: String::new() }];
    for label in &finding.labels {
        let text = rules.label(finding, label);
        match places.iter_mut().find(|place| place.span == label.span) {
            Some(place) if place.text.is_empty() => place.text = text,
            Some(place) if text.is_empty() || place.text == text => {}
            Some(place) => place.text = format!("{}; {text}", place.text),
            None => places.push(Place { span: label.span, text }),
        }
    }
    places
}

/// The lines of the places that are not shown.
pub(super) fn also_at(hidden: &[Place], file: &SourceFile) -> Option<String> {
    let mut numbers: Vec<String> = hidden.iter().map(|place| file.position(place.span.start as usize).line.to_string()).collect();
    numbers.dedup();
    (!numbers.is_empty()).then(|| format!("also at line {}", numbers.join(", ")))
}

/// Takes out the places that are not in the file of the first one, and says in words where they are.
pub(super) fn apart(places: &mut Vec<Place>, sources: &SourceMap) -> Option<String> {
    let first = places.first().map(|place| place.span.file)?;
    let (here, apart): (Vec<Place>, Vec<Place>) = places.drain(..).partition(|place| place.span.file == first);
    *places = here;
    let mut said: Vec<String> = Vec::new();
    for Place { span, text } in apart {
        let (file, position) = sources.begin(span);
        let colon = if text.is_empty() { "" } else { ": " };
        said.push(format!("{}:{}{colon}{text}", one_line(&file.path), position.line));
    }
    said.dedup();
    (!said.is_empty()).then(|| format!("also at {}", said.join(", ")))
}

/// What was compared, and how sure it is where it is not sure.
pub(super) fn figures(finding: &Finding) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(measured) = &finding.measured {
        let (actual, limit) = measured.shown();
        parts.push(format!("actual {actual}, {} {limit}", side_words(measured.limit().side)));
        parts.extend(measured.margin().and_then(beyond));
    }
    parts.extend(cleared(&finding.clears));
    parts.extend(finding.loss.map(lost));
    let figures = parts.join(", ");
    let doubt = match finding.confidence {
        Confidence::High => "",
        Confidence::Medium => "confidence medium: rests on a figure widened beyond its source",
        Confidence::Low => "confidence low: rests on a figure without a source",
    };
    let both: Vec<&str> = [figures.as_str(), doubt].into_iter().filter(|part| !part.is_empty()).collect();
    (!both.is_empty()).then(|| both.join("; "))
}

/// A finding that is folded under another, on a line of its own: `C44 advice: the bond holds …`.
pub(super) fn also(finding: &Finding, rules: Rules<'_>) -> String {
    format!("{} {}: {}", finding.code, finding.severity.word(), rules.message(finding))
}

/// The value that clears a finding altogether, and the one that clears its severity.
fn cleared(clears: &[Clear]) -> Option<String> {
    let (all, rest) = clears.split_first()?;
    let all_of_it = format!("{} {} {}", all.at, sign(all.side), all.value);
    Some(match rest.last() {
        Some(worst) => {
            format!("the {} is cleared by {} {}, all of it by {all_of_it}", worst.severity.word(), sign(worst.side), worst.value)
        }
        None => format!("cleared by {all_of_it}"),
    })
}

/// The value that clears a finding altogether, with its field: `parts.tray.draft >= 1 deg`.
pub(super) fn cleared_briefly(finding: &Finding) -> Option<String> {
    finding.clears.first().map(|all| format!("{} {} {}", all.at, sign(all.side), all.value))
}

const fn sign(side: Side) -> &'static str {
    match side {
        Side::AtLeast => ">=",
        Side::AtMost => "<=",
    }
}

/// What is expected to be lost, in points of yield and in money.
fn lost(loss: Loss) -> String {
    let three = |number: f64| display_number(three_figures(number));
    let points = if loss.share < 1e-5 { "under 0.001".to_owned() } else { three(loss.share * 100.0) };
    let money = loss.money.map_or_else(String::new, |money| format!(", about {} USD a year", three(money.si)));
    format!("expected loss {points} points of yield{money}")
}

/// How far it is from its bound: as a share of that, or in times of it where it is more than twice the bound.
fn beyond(margin: f64) -> Option<String> {
    let three = |number: f64| display_number(three_figures(number));
    match margin {
        margin if !margin.is_finite() => None,
        margin if margin < -1.0 => Some(format!("{} times that", three(1.0 - margin))),
        margin => Some(format!("margin {} %", three(margin * 100.0))),
    }
}

/// Sources in words, each once with all the figures taken from it.
pub(super) fn cited(sources: &[&Citation]) -> Vec<String> {
    let mut cited: Vec<(&Citation, Vec<&str>)> = Vec::new();
    for source in sources {
        let figure = Some(source.figure.as_str()).filter(|figure| !figure.is_empty());
        match cited.iter_mut().find(|(known, _)| known.id == source.id) {
            Some((_, figures)) => figures.extend(figure),
            None => cited.push((source, figure.into_iter().collect())),
        }
    }
    cited.iter().map(|(source, figures)| citation(source, figures)).collect()
}

/// `title [id]: figures`.
fn citation(source: &Citation, figures: &[&str]) -> String {
    let text = source_words(source);
    // An address that is its own id is printed once.
    let name = if text == source.id { text } else { format!("{text} [{}]", source.id) };
    if figures.is_empty() { name } else { format!("{name}: {}", figures.join(", ")) }
}

/// The last line of a text report.
pub(super) fn last_line(summary: &Summary, internal: usize) -> String {
    let found = if summary.designs == 0 && summary.rejected > 0 {
        // No errors were found in what was not judged, and that is not to be read as good.
        ", no design that can be judged".to_owned()
    } else {
        format!(
            ", {}: {}, {}, {} advice",
            counted(summary.designs, "design"),
            counted(summary.errors, "error"),
            counted(summary.warnings, "warning"),
            summary.advice,
        )
    };
    let files = counted(summary.files, "file");
    let mut line = format!("{files}{found}; {} rejected, {} skipped", summary.rejected, summary.skipped);
    if internal > 0 {
        line.push_str("; ");
        line.push_str(&counted(internal, "internal error"));
    }
    line
}

/// `1 file`, `2 files`.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// `NOT READY`.
pub(super) fn verdict_words(verdict: Verdict) -> String {
    match verdict {
        // Advice may stand below it.
        Verdict::NoFindings => "NO ERRORS OR WARNINGS".to_owned(),
        other => other.word().replace('-', " ").to_uppercase(),
    }
}

/// The findings of a design by severity; only what there is.
pub(super) fn counts(design: &DesignReport) -> String {
    let of = |severity| design.standing().filter(|(_, finding)| finding.severity == severity).count();
    let folded = design.findings.len() - design.standing().count();
    let advice = of(Severity::Advice);
    let mut words = Vec::new();
    words.extend(Some(of(Severity::Error)).filter(|n| *n > 0).map(|n| counted(n, "error")));
    words.extend(Some(of(Severity::Warning)).filter(|n| *n > 0).map(|n| counted(n, "warning")));
    words.extend((advice > 0).then(|| format!("{advice} advice")));
    let folded = if folded == 0 { String::new() } else { format!("; {folded} more are folded under these") };
    if words.is_empty() { "no findings".to_owned() } else { words.join(", ") + &folded }
}

/// How much of a design was judged. The share is rounded down, so that only a complete one reads 100 %.
pub(super) fn coverage(coverage: &Coverage) -> String {
    if coverage.applicable == 0 {
        return "coverage: no check applies to what is written".to_owned();
    }
    let decided = coverage.applicable.saturating_sub(coverage.not_assessed);
    format!(
        "coverage {} %: {decided} of {} decided ({} passed, {} failed, {} waived, {} not assessed)",
        decided * 100 / coverage.applicable,
        counted(coverage.applicable, "check"),
        coverage.passed,
        coverage.failed,
        coverage.waived,
        coverage.not_assessed,
    )
}

/// The fields that would settle the most checks; none if everything was decided.
pub(super) fn most_wanted(design: &DesignReport) -> Option<String> {
    let wanted = design.most_wanted(3);
    let words: Vec<String> = wanted.iter().map(|(field, count)| format!("{field} ({})", counted(*count, "check"))).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
