//! The checks built into the program.

use std::sync::LazyLock;

use serde::Deserialize;

use super::check::spellings;
use super::definition::Replaced;
use super::texts::Translation;
use super::{Check, Definition, Example};

static CHECKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/checks.postcard"));
static EXAMPLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/examples.postcard"));
static CHINESE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/zh.postcard"));

/// The built-in checks, compiled when the program was built, sorted by name and without their examples. Fails only if the
/// program is damaged.
pub fn builtin_checks() -> Result<Vec<Check>, String> {
    unpack(CHECKS)
}

/// The definitions of the built-in checks, in the same order. Fails only if the program is damaged.
pub fn builtin() -> Result<Vec<Definition>, String> {
    Ok(builtin_checks()?.iter().map(|check| Definition::clone(&check.definition)).collect())
}

/// The examples of the built-in checks, in the order of [`builtin`]. Fails only if the program is damaged.
pub fn builtin_examples() -> Result<Vec<Vec<Example>>, String> {
    unpack(EXAMPLES)
}

/// What the built-in checks say in Chinese; read when it is asked for first, so that a run in English reads nothing of it.
#[must_use]
pub fn chinese() -> &'static Translation {
    // The build wrote these bytes from the same type. A program that is damaged fails here rather than say half of it.
    static READ: LazyLock<Translation> =
        LazyLock::new(|| postcard::from_bytes(CHINESE).expect("what the build prepared can be read"));
    &READ
}

/// A list that the build packed. It is never empty: a program without checks would pass every design.
fn unpack<T: Deserialize<'static>>(bytes: &'static [u8]) -> Result<Vec<T>, String> {
    match postcard::from_bytes::<Vec<T>>(bytes) {
        Ok(list) if !list.is_empty() => Ok(list),
        Ok(_) => Err("the program is damaged: there are no built-in checks".to_owned()),
        Err(error) => Err(format!("the program is damaged: the built-in checks cannot be read: {error}")),
    }
}

static NAMES: LazyLock<Vec<Replaced>> = LazyLock::new(|| {
    let replaced = |check: Check| Replaced { code: check.code.into_owned(), name: check.name.into_owned() };
    builtin_checks().into_iter().flatten().map(replaced).collect()
});

/// Codes and names of the built-in checks.
pub(super) fn builtin_names() -> &'static [Replaced] {
    &NAMES
}

/// The built-in check with this code, name or short name.
pub(super) fn builtin_called(name: &str) -> Option<&'static Replaced> {
    NAMES.iter().find(|check| spellings(&check.code, &check.name).contains(&name))
}

#[cfg(test)]
mod tests {
    use super::{CHECKS, Check, unpack};

    #[test]
    fn a_damaged_program_has_no_empty_catalogue() {
        for (bytes, expected) in
            [(&[][..], "cannot be read"), (&[0][..], "no built-in checks"), (&CHECKS[..CHECKS.len() / 2], "cannot be read")]
        {
            let message = unpack::<Check>(bytes).expect_err("no list");
            assert!(message.contains(expected), "{message}");
        }
        assert!(unpack::<Check>(CHECKS).expect("the built-in checks").len() >= 45);
    }
}
