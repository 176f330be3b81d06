//! What built-in and house checks are held to alike: every figure that judges has a name and a source.

use super::check::CheckError;
use super::definition::Definition;
use super::source::source_fault;
use crate::knowledge::library;
use crate::language::{ConditionError, thresholds};
use crate::yaml::nearest;

/// Refuses numbers that judge where they stand in a condition: there they have neither name nor source.
pub(super) fn bare_numbers(definition: &Definition, errors: &mut Vec<CheckError>) {
    let escalate = definition.escalate.as_ref().map(|worse| &worse.when);
    let conditions = [("applies", definition.applies.as_ref()), ("when", Some(&definition.when)), ("escalate.when", escalate)];
    for (key, condition) in conditions {
        let Some(condition) = condition else { continue };
        for at in thresholds(condition) {
            let message = format!("a bare `{}` in a condition has no source", &condition[at.clone()]);
            let error = ConditionError::new(at, message).with_help("give it a name in `limits`, with its source or `unverified`");
            errors.push(CheckError { key: key.to_owned(), error });
        }
    }
}

/// Refuses what is no source.
pub(super) fn source(definition: &Definition, key: &str, source: &str, errors: &mut Vec<CheckError>) {
    let Some(message) = source_fault(source, definition.is_house(), |id| library().find_source(id).is_some()) else { return };
    let error = ConditionError::new(0..source.len(), message);
    let ids = library().sources().iter().map(|source| source.id);
    let error = match nearest(source, ids) {
        Some(near) => error.or_did_you_mean(Some(near)),
        None if definition.is_house() => error.with_help(
            "write an id of the list of sources, an http or https address, `unverified`, or `house:` and the document with its date",
        ),
        None => error.with_help("write an id of the list of sources, an http or https address, or `unverified`"),
    };
    errors.push(CheckError { key: key.to_owned(), error });
}
