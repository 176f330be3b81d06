//! Codes and names of one check: those of a house, and what they may not take from a built-in check.

use super::Definition;
use super::builtin::{builtin_called, builtin_names};
use super::check::spellings;
use crate::yaml::{Problem, Span};

/// What is wrong with the code of a house check. It is `ACME-7`: capitals and digits, at least two of them letters, a hyphen
/// and a number, so that no later version of the program can take it.
pub(super) fn house_code(code: &str, span: Span) -> Option<Problem> {
    let (house, number) = code.split_once('-').unwrap_or((code, ""));
    let capitals = house.bytes().filter(u8::is_ascii_uppercase).count();
    let plain = house.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let starts = house.starts_with(|first: char| first.is_ascii_uppercase());
    let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if capitals >= 2 && plain && starts && counts {
        return None;
    }
    let problem = Problem::new("code", span, format!("`{code}` is no code of a house"));
    Some(match builtin_called(code) {
        Some(taken) => problem.with_help(format!(
            "it belongs to {}; write a code such as `ACME-7`, and `replaces: {}` to stand for that check",
            taken.name, taken.name
        )),
        None => problem.with_help("write capitals of the house, a hyphen and a number, such as `ACME-7`"),
    })
}

/// What a check takes from a built-in one without saying so.
pub(super) fn with_builtin(definition: &Definition, span: Span) -> Option<Problem> {
    let replaced = definition.replaces.as_ref().map(|replaced| replaced.name.as_str());
    let own = spellings(&definition.code, &definition.name);
    let mut others =
        builtin_names().iter().filter(|other| other.name != definition.name && Some(other.name.as_str()) != replaced);
    let (other, shared) = others.find_map(|other| {
        let shared = spellings(&other.code, &other.name).into_iter().find(|name| own.contains(name))?;
        Some((other, shared))
    })?;
    let problem = Problem::new("clash", span, format!("`{shared}` is taken: it means {} {}", other.code, other.name));
    Some(if definition.is_house() {
        problem.with_help(format!("rename the file, or say `replaces: {}`", other.name))
    } else {
        problem.with_help("choose the next free code; `caseproof checks` lists them")
    })
}
