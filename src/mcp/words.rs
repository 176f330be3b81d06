//! Names and words that are not known, and what may be meant.

use super::setup::Setup;
use crate::catalogue::{Definition, Severity};
use crate::design::Stage;
use crate::source::{Known, did_you_mean_one_of, missing};

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

/// A severity by its word, in any case.
pub(super) fn severity(word: &str) -> Result<Severity, String> {
    let found = SEVERITIES.into_iter().find(|severity| severity.word().eq_ignore_ascii_case(word.trim()));
    found.ok_or_else(|| unknown("severity", word, &SEVERITIES.map(Severity::word)))
}

/// A stage by its word, in any case.
pub(super) fn stage(word: &str) -> Result<Stage, String> {
    Stage::from_word(word.trim()).ok_or_else(|| unknown("stage", word, Stage::WORDS))
}

/// That a word is none of a few, with the one that may be meant, or else all.
pub(super) fn unknown(what: &str, word: &str, words: &[&str]) -> String {
    let hint = did_you_mean_one_of(word, words.iter().copied());
    format!("there is no {what} `{word}`; {}", hint.unwrap_or_else(|| format!("write one of {}", words.join(", "))))
}

/// That there is no check of a name, with those that its words may mean.
pub(super) fn unknown_check(setup: &Setup<'_>, name: &str) -> String {
    let known: Vec<Known<'_>> = setup.engine.checks().iter().map(|check| known_check(&check.definition)).collect();
    missing("check", name, &known, "`look_up` in `checks` with an empty query")
}

/// A check by its name, code and title.
pub(super) fn known_check(definition: &Definition) -> Known<'_> {
    let short = definition.name.split_once('/').map_or(&*definition.name, |(_, short)| short);
    Known { name: short, also: vec![&definition.code, &definition.name], what: &definition.title }
}
