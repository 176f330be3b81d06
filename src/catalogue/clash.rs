//! Codes and names: those of a house, and what they may not take from others.

use std::collections::HashMap;

use super::builtin::{builtin_called, builtin_names};
use super::check::spellings;
use super::{Check, CheckFile, Definition};
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

/// Notes in every file what an earlier one has already: a code, a name, or the built-in check that it replaces.
pub fn refuse_clashes(files: &mut [CheckFile]) {
    let mut taken: HashMap<String, String> = HashMap::new();
    for file in files {
        let Some(check) = &file.check else { continue };
        let place = format!("{}:{}", file.file.path, file.file.position(file.code.start as usize).line);
        let clash = check.names().iter().find_map(|name| Some(((*name).to_owned(), taken.get(*name)?.clone())));
        if let Some((name, other)) = clash {
            let replaced = check
                .definition
                .replaces
                .as_ref()
                .is_some_and(|replaced| spellings(&replaced.code, &replaced.name).contains(&name.as_str()));
            let what = if replaced { "is replaced twice" } else { "is used twice" };
            let problem = Problem::new("clash", file.code, format!("`{name}` {what}: {other} has it too"));
            file.problems.push(problem);
            file.check = None;
        } else {
            taken.extend(check.names().into_iter().map(|name| (name.to_owned(), place.clone())));
        }
    }
}

/// The built-in checks with those of house folders added, sorted by name; a replaced one is left out.
#[must_use]
pub fn with_house_checks(mut checks: Vec<Check>, house: Vec<Check>) -> Vec<Check> {
    checks.retain(|known| {
        let name = &known.definition.name;
        !house.iter().any(|check| check.definition.replaces.as_ref().is_some_and(|replaced| replaced.name == *name))
    });
    checks.extend(house);
    checks.sort_by(|a, b| a.definition.name.cmp(&b.definition.name));
    checks
}

/// One line for each built-in check that a house check stands for: no run may pass over it in silence.
pub fn replacements(checks: &[Check]) -> impl Iterator<Item = String> {
    checks.iter().filter_map(|check| {
        let replaced = check.definition.replaces.as_ref()?;
        Some(format!("house check {} replaces {} {}", check.definition.code, replaced.code, replaced.name))
    })
}
