//! The examples of a check are its tests.

use std::path::Path;

use super::judge::used_labels;
use super::{Check, Example, Judgement, builtin, judge};
use crate::design::{Content, Loader, Spec};

/// How an example went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleOutcome {
    /// `flags`, `passes` or `unknown`.
    pub kind: &'static str,
    /// Why it did not behave; none if it did.
    pub fault: Option<String>,
}

/// The mark at the end of a line on which a finding is expected.
const FLAGGED: &str = "# <- flagged";
/// The mark before a field that is expected to be asked for.
const NEEDS: &str = "# needs ";

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
            let used: Vec<usize> = specs.iter().flat_map(|spec| used_labels(spec, check)).collect();
            unused.retain(|label| !used.contains(label));
        }
        last = Some(outcome);
    }
    if let (Some(first), Some(outcome)) = (unused.first(), last.filter(|outcome| outcome.fault.is_none())) {
        outcome.fault = Some(format!("the label at `{}` shows up in no example that flags", check.labels[*first].0.text()));
    }
    outcomes
}

/// What an example leaves out that every spec has.
fn complete(text: &str) -> String {
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
    let judgement = judge_alone(spec, check);
    if !judgement.internal.is_empty() {
        return Some("the program failed in it".to_owned());
    }
    let line = |offset: u32| read.file.position(offset as usize).line;
    match kind {
        "flags" => {
            let expected: Vec<usize> =
                text.lines().zip(1..).filter(|(line, _)| line.trim_end().ends_with(FLAGGED)).map(|(_, n)| n).collect();
            if expected.is_empty() {
                return Some(format!("no line ends with `{FLAGGED}`"));
            }
            let mut found: Vec<usize> = judgement.findings.iter().map(|finding| line(finding.span.start)).collect();
            found.sort_unstable();
            found.dedup();
            (found != expected).then(|| {
                format!("expected findings in lines {expected:?}, found {found:?}; not assessed: {:?}", needs(&judgement))
            })
        }
        "passes" => {
            if let Some(finding) = judgement.findings.first() {
                return Some(format!("it flags line {}: {}", line(finding.span.start), finding.message));
            }
            (judgement.coverage.passed == 0).then(|| {
                format!("nothing passed: {} applicable, not assessed: {:?}", judgement.coverage.applicable, needs(&judgement))
            })
        }
        _ => {
            if let Some(finding) = judgement.findings.first() {
                return Some(format!("it flags line {}: {}", line(finding.span.start), finding.message));
            }
            let needs = needs(&judgement);
            if needs.is_empty() {
                return Some(format!(
                    "it is decided, or needs nothing: {} applicable, {} passed",
                    judgement.coverage.applicable, judgement.coverage.passed
                ));
            }
            let asked = text.lines().filter_map(|line| line.split_once(NEEDS)).map(|(_, path)| path.trim());
            let missing: Vec<&str> = asked.filter(|path| !needs.iter().any(|need| need == path)).collect();
            (!missing.is_empty()).then(|| format!("expected it to need {missing:?}, it needs {needs:?}"))
        }
    }
}

/// Judges a spec by one check; by all built-in checks before it if it reads their coverage.
fn judge_alone(spec: &Spec, check: &Check) -> Judgement {
    if !check.reads_coverage() {
        return judge(spec, &[check], None, None);
    }
    let others: Vec<Check> = builtin().into_iter().flatten().filter_map(|other| Check::compile(other).ok()).collect();
    let others = others.iter().filter(|other| !other.reads_coverage());
    let mut judgement = judge(spec, &others.chain([check]).collect::<Vec<_>>(), None, None);
    judgement.findings.retain(|finding| finding.code == check.definition.code);
    judgement.not_assessed.retain(|unknown| unknown.code == check.definition.code);
    judgement
}

fn needs(judgement: &Judgement) -> Vec<String> {
    judgement.not_assessed.iter().flat_map(|unknown| unknown.needs.clone()).collect()
}
