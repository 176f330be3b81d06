//! The checks built into the program.

use super::{Definition, Example};

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
