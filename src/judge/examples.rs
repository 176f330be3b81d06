//! The examples of a check are its tests.

use std::path::Path;

use super::prove::used_labels;
use super::{Judgement, Policy, Taken, judge, judge_under};
use crate::catalogue::{Check, Example, builtin_checks};
use crate::design::{Content, Loader, Spec, is_date};
use crate::facts::World;
use crate::finding::Finding;
use crate::language::Side;
use crate::world::project::{Wanted, WantedKind, section};

/// How an example went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleOutcome {
    /// `flags`, `passes` or `unknown`.
    pub kind: &'static str,
    /// Why it did not behave; none if it did.
    pub fault: Option<String>,
}

/// The mark in a line on which a finding is expected; behind it stand a colon and the figures of a measured check.
const FLAGGED: &str = "# <- flagged";
/// The mark before a field that is expected to be asked for.
const NEEDS: &str = "# needs ";

/// What an example says of the day of the run, of what the project wants, and of what nobody may waive.
const ON: &str = "# on ";
const WANTS: &str = "# the project wants ";
const MANDATORY: &str = "# the project lets nobody waive ";

/// Runs examples against a check.
#[must_use]
pub fn run_examples(check: &Check, examples: &[Example]) -> Vec<ExampleOutcome> {
    let mut outcomes: Vec<ExampleOutcome> = examples
        .iter()
        .map(|example| {
            let (kind, text) = match example {
                Example::Flags(text) => ("flags", text),
                Example::Passes(text) => ("passes", text),
                Example::Unknown(text) => ("unknown", text),
            };
            ExampleOutcome { kind, fault: fault(check, kind, text) }
        })
        .collect();
    // A label that no flagged example shows is one that nobody will ever see.
    let flagged = examples.iter().zip(&mut outcomes).filter(|(example, _)| matches!(example, Example::Flags(_)));
    let mut unused: Vec<usize> = (0..check.labels.len()).collect();
    let mut last = None;
    for (example, outcome) in flagged {
        let (Example::Flags(text) | Example::Passes(text) | Example::Unknown(text)) = example;
        if let Content::Specs(specs) = Loader::new(Path::new(".")).text(complete(text), "example", None).content {
            let world = |spec| World::new(spec, None).on(day(text));
            let used: Vec<usize> = specs.iter().flat_map(|spec| used_labels(&world(spec), check)).collect();
            unused.retain(|label| !used.contains(label));
        }
        last = Some(outcome);
    }
    if let (Some(first), Some(outcome)) = (unused.first(), last.filter(|outcome| outcome.fault.is_none())) {
        outcome.fault = Some(format!("the label at `{}` shows up in no example that flags", check.labels[*first].0.text));
    }
    outcomes
}

/// The text of an example with what it leaves out that every spec has.
#[must_use]
pub fn complete(text: &str) -> String {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    let mut whole = text.to_owned();
    if !whole.ends_with('\n') {
        whole.push('\n');
    }
    for (key, line) in
        [("parts:", "parts: { example: {} }\n"), ("design:", "design: { name: example }\n"), ("caseproof:", "caseproof: 1\n")]
    {
        if !has(key) {
            whole.push_str(line);
        }
    }
    whole
}

fn fault(check: &Check, kind: &str, text: &str) -> Option<String> {
    let whole = complete(text);
    let read = Loader::new(Path::new(".")).text(whole, "example", None);
    if let Some(problem) = read.problems.first() {
        let at = read.file.position(problem.span.start as usize);
        return Some(format!("line {}: {}", at.line, problem.message));
    }
    let Content::Specs(specs) = &read.content else { return Some("it is no spec".to_owned()) };
    let Some(spec) = specs.first() else { return Some("it is no spec".to_owned()) };
    let judgement = judge_alone(spec, check, text);
    if !judgement.internal.is_empty() {
        return Some("the program failed in it".to_owned());
    }
    let line = |offset: u32| read.file.position(offset as usize).line;
    match kind {
        "flags" => {
            let expected = flagged_lines(text);
            if expected.is_empty() {
                return Some(format!("no line ends with `{FLAGGED}`"));
            }
            let mut found: Vec<(usize, String)> =
                judgement.findings.iter().map(|finding| (line(finding.span.start), figures(finding))).collect();
            found.sort_unstable();
            found.dedup();
            (found != expected).then(|| {
                let needs = needs(&judgement);
                format!("expected findings {}, found {}; not assessed: {needs:?}", in_words(&expected), in_words(&found))
            })
        }
        "passes" => {
            if let Some(finding) = judgement.findings.first() {
                return Some(format!("it flags line {}{}", line(finding.span.start), with_figures(finding)));
            }
            judgement.passed.is_empty().then(|| {
                format!("nothing passed: {} applicable, not assessed: {:?}", judgement.coverage.applicable, needs(&judgement))
            })
        }
        _ => {
            if let Some(finding) = judgement.findings.first() {
                return Some(format!("it flags line {}{}", line(finding.span.start), with_figures(finding)));
            }
            let needs = needs(&judgement);
            if needs.is_empty() {
                return Some(format!(
                    "it is decided, or needs nothing: {} applicable, {} passed",
                    judgement.coverage.applicable, judgement.coverage.passed
                ));
            }
            let asked = text.lines().filter_map(|line| line.split_once(NEEDS)).map(|(_, path)| path.trim());
            // A key of the steps is asked for where the block is there without it.
            let is = |need: &str, path: &str| need == path || need.strip_prefix(path).is_some_and(|rest| rest.starts_with(".*."));
            let missing: Vec<&str> = asked.filter(|path| !needs.iter().any(|need| is(need, path))).collect();
            (!missing.is_empty()).then(|| format!("expected it to need {missing:?}, it needs {needs:?}"))
        }
    }
}

/// The lines on which findings are expected, with the figures that a measured check is to state there.
fn flagged_lines(text: &str) -> Vec<(usize, String)> {
    text.lines()
        .zip(1..)
        .filter_map(|(line, number)| {
            let (_, figures) = line.split_once(FLAGGED)?;
            Some((number, figures.trim_start_matches(':').trim().to_owned()))
        })
        .collect()
}

fn with_figures(finding: &Finding) -> String {
    let figures = figures(finding);
    if figures.is_empty() { figures } else { format!(": {figures}") }
}

/// `0.2 deg, at least 1 deg`: what a measured check states; nothing for another.
fn figures(finding: &Finding) -> String {
    finding.measured.as_ref().map_or_else(String::new, |measured| {
        let limit = measured.limit();
        let side = match limit.side {
            Side::AtLeast => "at least",
            Side::AtMost => "at most",
        };
        format!("{}, {side} {}", measured.actual, limit.value)
    })
}

fn in_words(lines: &[(usize, String)]) -> String {
    let word = |(line, figures): &(usize, String)| {
        if figures.is_empty() { format!("line {line}") } else { format!("line {line} ({figures})") }
    };
    if lines.is_empty() { "none".to_owned() } else { lines.iter().map(word).collect::<Vec<_>>().join(", ") }
}

/// Judges a spec by one check; by all built-in checks before it if it reads their coverage.
fn judge_alone(spec: &Spec, check: &Check, text: &str) -> Judgement {
    if !check.late {
        return judge(spec, &[check], None, day(text));
    }
    let others = builtin_checks().unwrap_or_default();
    let others = others.iter().filter(|other| !other.late).chain([check]).collect::<Vec<_>>();
    // What the project says stands in the example: the day of the run, sections that are wanted, checks that nobody may waive.
    let said = |mark| text.lines().filter_map(move |line| line.strip_prefix(mark)).map(str::trim);
    let wanted = said(WANTS).filter_map(|name| Some(Wanted { kind: WantedKind::Section, name: section(name)? })).collect();
    let mandatory = |name: &str| {
        let check = others.iter().find(|check| check.is_called(name))?;
        Some((check.name.to_string(), Taken { mandatory: true, ..Taken::default() }))
    };
    let policy = Policy { wanted, checks: said(MANDATORY).filter_map(mandatory).collect(), ..Policy::default() };
    let today = day(text);
    let mut judgement = judge_under(&World::new(spec, None).on(today), &others, today, &policy);
    judgement.findings.retain(|finding| finding.code == check.code);
    judgement.not_assessed.retain(|unknown| unknown.code == check.code);
    judgement.passed.retain(|name| **name == *check.name);
    judgement
}

/// The day on which an example is judged, if it names one.
fn day(text: &str) -> Option<&str> {
    text.lines().filter_map(|line| line.strip_prefix(ON)).map(str::trim).find(|day| is_date(day))
}

fn needs(judgement: &Judgement) -> Vec<String> {
    let open = judgement.not_assessed.iter().flat_map(|unknown| &unknown.needs);
    let waits = judgement.findings.iter().flat_map(|finding| &finding.waits);
    open.chain(waits).map(|need| need.at.clone()).collect()
}
