//! What built-in and house checks are held to alike: every figure that judges has a name and a source.

use super::definition::Definition;
use super::error::CheckError;
use super::source::source_fault;
use crate::language::{ConditionError, Lexicon, thresholds};

/// Refuses numbers that judge where they stand in a condition: there they have neither name nor source.
pub(super) fn bare_numbers(definition: &Definition, errors: &mut Vec<CheckError>) {
    for (key, condition) in definition.conditions() {
        for at in thresholds(condition) {
            let message = format!("a bare `{}` in a condition has no source", &condition[at.clone()]);
            let error = ConditionError::new(at, message).with_help("give it a name in `limits`, with its source or `unverified`");
            errors.push(CheckError { key: key.clone(), error });
        }
    }
}

/// Refuses what is no source.
pub(super) fn source(definition: &Definition, key: &str, source: &str, lexicon: &dyn Lexicon, errors: &mut Vec<CheckError>) {
    let Some(message) = source_fault(source, definition.is_house(), |id| lexicon.has_source(id)) else { return };
    let error = ConditionError::new(0..source.len(), message);
    let error = match lexicon.near_source(source) {
        Some(near) => error.or_did_you_mean(Some(near)),
        None if definition.is_house() => error.with_help(
            "write an id of the list of sources, an http or https address, `unverified`, or `house:` and the document with its date",
        ),
        None => error.with_help("write an id of the list of sources, an http or https address, or `unverified`"),
    };
    errors.push(CheckError { key: key.to_owned(), error });
}
