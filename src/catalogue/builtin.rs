//! The checks built into the program.

use std::sync::LazyLock;

use super::check::spellings;
use super::definition::Replaced;
use super::{Definition, Example};
use crate::quantity::parse_measure;

static CHECKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/checks.postcard"));
static EXAMPLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/examples.postcard"));

/// The definitions of the built-in checks, without their examples, sorted by name.
#[must_use]
pub fn builtin() -> Vec<Definition> {
    postcard::from_bytes(CHECKS).unwrap_or_default()
}

/// The examples of the built-in checks, in the order of [`builtin`].
#[must_use]
pub fn builtin_examples() -> Vec<Vec<Example>> {
    postcard::from_bytes(EXAMPLES).unwrap_or_default()
}

/// A named limit of a built-in check, in SI units: what a study holds a design against is what the check does.
#[must_use]
pub fn builtin_limit(code: &str, name: &str) -> Option<f64> {
    let check = builtin().into_iter().find(|check| check.code == code)?;
    parse_measure(&check.limits.get(name)?.value).ok().map(|measure| measure.si)
}

static NAMES: LazyLock<Vec<Replaced>> =
    LazyLock::new(|| builtin().into_iter().map(|check| Replaced { code: check.code, name: check.name }).collect());

/// Codes and names of the built-in checks.
pub(super) fn builtin_names() -> &'static [Replaced] {
    &NAMES
}

/// The built-in check with this code, name or short name.
pub(super) fn builtin_called(name: &str) -> Option<&'static Replaced> {
    NAMES.iter().find(|check| spellings(&check.code, &check.name).contains(&name))
}
