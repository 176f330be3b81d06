//! The checks built into the program.

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
