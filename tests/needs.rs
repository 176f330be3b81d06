//! What could not be judged says what it needs: every entry names at least one need, and each need is a semantic path, never a
//! sentence.
//!
//! Over the sample designs, the public designs, those of the folder that `CASEPROOF_CASES` names, and the examples of the checks.

mod common;

use caseproof::catalogue::{Example, builtin_examples};
use caseproof::judge::complete;
use common::corpus::{self, Sample};
use common::run::{Outcome, judge};

/// How many entries a report has, and which of them have no need or one that is no path.
fn faults(name: &str, outcome: &Outcome) -> (usize, Vec<String>) {
    let Some(design) = outcome.design() else { return (0, Vec::new()) };
    // Each judgement is one thing: what is found is not listed as open as well.
    let coverage = &design.coverage;
    assert_eq!(design.not_assessed.len(), coverage.not_assessed, "{name}");
    assert_eq!(design.findings.len(), coverage.failed, "{name}");
    assert_eq!(coverage.passed + coverage.failed + coverage.waived + coverage.not_assessed, coverage.applicable, "{name}");
    let is_path = |need: &str| !need.is_empty() && !need.contains(char::is_whitespace);
    let bad = design.not_assessed.iter().filter(|open| open.needs().next().is_none() || !open.needs().all(is_path));
    let shown = |open: &common::run::Open| {
        let needs: Vec<&str> = open.needs().collect();
        format!("{name}: {} at {} needs {needs:?}", open.check, open.at)
    };
    (design.not_assessed.len(), bad.map(shown).collect())
}

/// A wall that is too thick wherever it is thickest, which nobody says.
#[test]
fn what_is_found_is_not_open_as_well() {
    let part = "tray: { process: injection-molding, material: ppo, wall: { nominal: 4.5 mm, min: 4 mm } }";
    let text = format!("caseproof: 1\ndesign: {{ name: Case, stage: production }}\nparts:\n  {part}\n");
    let outcomes = judge(&[text], &[]);
    faults("a tray", &outcomes[0]);
    let design = outcomes[0].design().expect("it is judged");
    let check = "scale-up/wall-too-thick-for-process";
    assert!(
        design.findings.iter().any(|finding| finding.check == check && finding.severity == "warning"),
        "{:?}",
        design.findings
    );
    assert!(design.not_assessed.iter().all(|open| open.check != check));
    let asked = design.asked().find(|(asked, ..)| *asked == check).map(|(.., needs)| needs);
    assert_eq!(asked, Some(vec!["parts.tray.wall.max"]));
}

#[test]
fn designs_are_asked_for_places() {
    let samples: Vec<Sample> = corpus::own().into_iter().chain(corpus::further()).collect();
    let (mut entries, mut all) = (0, Vec::new());
    for sample in &samples {
        let outcomes = judge(std::slice::from_ref(&sample.text), &sample.beside);
        let (count, bad) = faults(&sample.name, &outcomes[0]);
        entries += count;
        all.extend(bad);
    }
    assert!(entries >= 500, "only {entries} entries were looked at");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn examples_are_asked_for_places() {
    let examples = builtin_examples().expect("the examples");
    let texts: Vec<String> = examples
        .iter()
        .flatten()
        .map(|example| {
            let (Example::Flags(text) | Example::Passes(text) | Example::Unknown(text)) = example;
            complete(text)
        })
        .collect();
    assert!(texts.len() >= 600, "only {} examples", texts.len());
    let mut entries = 0;
    let mut all = Vec::new();
    for (number, outcome) in judge(&texts, &[]).iter().enumerate() {
        let (count, bad) = faults(&format!("example {number}"), outcome);
        entries += count;
        all.extend(bad);
    }
    assert!(entries >= 5000, "only {entries} entries were looked at");
    assert!(all.is_empty(), "{} entries:\n{}", all.len(), all.join("\n"));
}

#[test]
fn a_range_too_wide_to_tell_is_asked_for_closer() {
    let text = "caseproof: 1\ndesign: { name: Case }\nparts:\n  tray: { material: abs, process: injection-molding, draft: 0.4 deg to 3 deg }\n";
    let outcomes = judge(&[text.to_owned()], &[]);
    let design = outcomes[0].design().expect("a design");
    let open = design.not_assessed.iter().find(|open| open.check == "scale-up/shallow-draft").expect("it is open");
    assert_eq!(open.needs().collect::<Vec<_>>(), ["parts.tray.draft"]);
}
