//! The phrases of pages are said in both languages, and each is used.

use std::collections::BTreeSet;

use super::origin::{base64, digest};
use super::said::phrases;
use super::templates::Templates;

/// The names in braces of a phrase.
fn names(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.split('|').next().unwrap_or_default())
        .collect()
}

#[test]
fn every_phrase_is_filled_in_with_the_same_in_all_languages() {
    assert!(phrases().len() >= 200, "{} phrases", phrases().len());
    for (name, phrase) in phrases() {
        assert_eq!(names(phrase.en), names(phrase.zh), "{name}");
        assert!(phrase.zh.chars().any(|c| c >= '\u{2e80}'), "{name} is not in Chinese");
    }
    let distinct: BTreeSet<&str> = phrases().iter().map(|(name, _)| *name).collect();
    assert_eq!(distinct.len(), phrases().len(), "a phrase has a name of its own");
}

#[test]
fn every_phrase_stands_in_a_template() {
    let templates = Templates::default();
    let all: String = Templates::names().map(|name| templates.text(name)).collect();
    // A word of the data may be part of a name.
    let page = ["verdict-", "lost-", "confidence-", "firm-"];
    let forms = [
        "form-",
        "feasible-",
        "answer-",
        "who-",
        "bound-",
        "steel-",
        "to-",
        "letter-to-",
        "stands-",
        "state-",
        "priority-",
        "compared",
        "tests-expected",
    ];
    let built = [&page[..], &forms[..]].concat();
    // A verdict, severity, section or method that the data name.
    let of_data = |name: &str| {
        let words = "not-ready needs-work open no-findings not-assessed error warning advice worst-case root-sum-square modified three-sigma";
        let sides = ["at least", "at most"];
        words.split(' ').chain(sides).chain(super::page::SECTIONS.iter().copied()).any(|word| word == name)
    };
    for (name, _) in phrases() {
        let used = all.contains(&format!("\"{name}\"")) || built.iter().any(|start| name.starts_with(start));
        assert!(used || of_data(name), "{name} is used nowhere");
    }
}

#[test]
fn the_script_is_allowed_by_its_hash_alone() {
    let hash = base64(&digest(Templates::default().text("script.js")));
    assert_eq!(hash.len(), 44, "32 bytes in base64");
    assert!(Templates::default().text("review.html").contains("script-src"));
    assert!(!Templates::default().text("review.html").contains("script-src 'unsafe-inline'"));
}
