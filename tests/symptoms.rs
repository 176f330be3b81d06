//! docs/symptoms.md leads from what people see to checks that exist, and to every check that can say that a product or its yield fails.

use std::collections::BTreeSet;
use std::fs;

use caseproof::catalogue::{Consequence, Definition, Severity};
use caseproof::engine::Engine;

/// Groups of case, and one for what holds for all.
const GROUPS: usize = 7;

fn page() -> String {
    fs::read_to_string("docs/symptoms.md").expect("the page")
}

fn definitions() -> Vec<Definition> {
    Engine::builtin().expect("the checks").definitions().expect("with examples")
}

/// The codes of a line, each with what is said of it.
fn causes(line: &str) -> Vec<(String, String)> {
    let cause = |cause: &str| {
        let (code, rest) = cause.trim().strip_prefix('[')?.split_once("](checks/")?;
        let why = rest.strip_prefix(code)?.strip_prefix(".md)")?;
        Some((code.to_owned(), why.trim().to_owned()))
    };
    let (_, causes) = line.split_once("**: ").expect("a symptom and its causes");
    causes.split(';').map(|text| cause(text).unwrap_or_else(|| panic!("no link to a check: {text}"))).collect()
}

fn symptoms() -> Vec<String> {
    page().lines().filter(|line| line.starts_with("- **")).map(str::to_owned).collect()
}

#[test]
fn every_symptom_leads_to_checks_that_exist() {
    let known: BTreeSet<String> = definitions().into_iter().map(|definition| definition.code).collect();
    let symptoms = symptoms();
    assert!(symptoms.len() >= 40, "{}", symptoms.len());
    assert_eq!(page().lines().filter(|line| line.starts_with("## ")).count(), GROUPS);
    for line in symptoms {
        let causes = causes(&line);
        let codes: BTreeSet<&String> = causes.iter().map(|(code, _)| code).collect();
        assert!(codes.len() == causes.len() && codes.len() >= 2, "two causes at least, each once: {line}");
        for (code, why) in &causes {
            assert!(known.contains(code), "there is no check {code}: {line}");
            assert!(!why.is_empty(), "{code} is not said to be a cause: {line}");
        }
    }
}

#[test]
fn every_error_of_product_or_yield_is_reached_from_a_symptom() {
    let reached: BTreeSet<String> = symptoms().iter().flat_map(|line| causes(line)).map(|(code, _)| code).collect();
    let serious = |definition: &Definition| {
        definition.worst() == Severity::Error && matches!(definition.consequence, Consequence::Product | Consequence::Yield)
    };
    let serious: Vec<Definition> = definitions().into_iter().filter(serious).collect();
    assert!(serious.len() >= 90, "{}", serious.len());
    let missing: Vec<String> = serious
        .iter()
        .filter(|definition| !reached.contains(&definition.code))
        .map(|definition| format!("{} {}", definition.code, definition.title))
        .collect();
    assert!(missing.is_empty(), "docs/symptoms.md leads nobody to {missing:#?}");
}
