//! What is wrong with a value, on its way through serde to where its place is known.

use std::fmt;

use serde::de;

use super::nearest;

/// A problem on its way through serde. The span is added where the node is known.
#[derive(Debug)]
pub struct ReadError {
    /// The code of the problem.
    pub(super) code: &'static str,
    /// What is wrong.
    pub(super) message: String,
}

/// Codes that a type of the spec may give to its own errors; see [`coded`].
const CODES: &[&str] = &[
    "wrong-type",
    "wrong-dimension",
    "missing-unit",
    "unknown-unit",
    "impossible-value",
    "unknown-word",
    "missing-key",
    "wrong-range",
    "wrong-id",
];

/// The text of an error that keeps its code through `serde::de::Error::custom`, which takes nothing but text.
#[must_use]
pub fn coded(code: &'static str, message: &str) -> String {
    debug_assert!(CODES.contains(&code), "{code} is not listed");
    format!("{code}\u{1}{message}")
}

impl de::Error for ReadError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        match text.split_once('\u{1}') {
            Some((code, message)) => Self {
                code: CODES.iter().find(|known| **known == code).copied().unwrap_or("wrong-type"),
                message: message.to_owned(),
            },
            None => Self { code: "wrong-type", message: text },
        }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let hint =
            nearest(variant, expected.iter().copied()).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        Self { code: "unknown-word", message: format!("`{variant}` is not one of {}{hint}", expected.join(", ")) }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { code: "missing-key", message: format!("`{field}` is missing") }
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            de::Unexpected::Seq => "a list".to_owned(),
            de::Unexpected::Map => "a map".to_owned(),
            de::Unexpected::Str(text) => format!("`{text}`"),
            other => other.to_string(),
        };
        Self { code: "wrong-type", message: format!("expected {expected}, found {found}") }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

pub(super) fn wrong(expected: &str, found: &str) -> ReadError {
    ReadError { code: "wrong-type", message: format!("expected {expected}, found {found}") }
}
