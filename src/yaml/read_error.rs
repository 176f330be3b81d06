//! What is wrong with a value, on its way through serde to where its place is known.

use std::fmt;

use serde::de;

use super::keys::TradeWords;
use super::{Problem, Span, did_you_mean_one_of};
use crate::source::{MOST_CANDIDATES, Thing, did_you_mean, fold, rank};

/// A problem on its way through serde. The span is added where the node is known.
#[derive(Debug)]
pub struct ReadError {
    /// The code of the problem.
    pub(super) code: &'static str,
    /// What is wrong.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: Option<String>,
}

impl ReadError {
    /// The error as a problem at its place.
    pub(super) fn at(self, span: Span) -> Problem {
        Problem { help: self.help, ..Problem::new(self.code, span, self.message) }
    }

    /// The same with advice.
    pub(super) fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
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

/// The same with what to do about it.
#[must_use]
pub fn coded_with_help(code: &'static str, message: &str, help: &str) -> String {
    format!("{}\u{1}{help}", coded(code, message))
}

impl de::Error for ReadError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        let mut parts = text.split('\u{1}');
        match (parts.next(), parts.next()) {
            (Some(code), Some(message)) => Self {
                code: CODES.iter().find(|known| **known == code).copied().unwrap_or("wrong-type"),
                message: message.to_owned(),
                help: parts.next().map(str::to_owned),
            },
            _ => Self { code: "wrong-type", message: text, help: None },
        }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        unknown_word(variant, expected, &[])
    }

    fn missing_field(field: &'static str) -> Self {
        Self { code: "missing-key", message: format!("`{field}` is missing"), help: None }
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            de::Unexpected::Seq => "a list".to_owned(),
            de::Unexpected::Map => "a map".to_owned(),
            de::Unexpected::Str(text) => format!("`{text}`"),
            other => other.to_string(),
        };
        Self { code: "wrong-type", message: format!("expected {expected}, found {found}"), help: None }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

/// A word that is none of those that a field takes; `trade` has what people call them.
pub(super) fn unknown_word(text: &str, expected: &[&str], trade: TradeWords) -> ReadError {
    let thing = |(word, called): &(&'static str, &'static [&'static str])| Thing {
        names: std::iter::once(*word).chain(called.iter().copied()).collect(),
        about: Vec::new(),
    };
    let near = did_you_mean_one_of(text, expected.iter().copied());
    if let Some((word, _)) = trade.iter().find(|(_, called)| called.iter().any(|name| fold(name) == fold(text))) {
        let message = format!("`{text}` is not one of {}", expected.join(", "));
        return ReadError { code: "unknown-word", message, help: did_you_mean(&[format!("`{word}`")]) };
    }
    let things: Vec<Thing<'_>> = trade.iter().map(thing).collect();
    let found = rank(text, &things).into_iter().take(MOST_CANDIDATES).map(|number| format!("`{}`", trade[number].0));
    let help = did_you_mean(&found.collect::<Vec<_>>()).or(near);
    ReadError { code: "unknown-word", message: format!("`{text}` is not one of {}", expected.join(", ")), help }
}

/// The first keys of a map, for messages.
pub(super) fn some_of(fields: &[&str]) -> String {
    fields.iter().take(4).copied().collect::<Vec<_>>().join(", ")
}

/// A text in the place of a map; `taker` is the field that takes such a value.
pub(super) fn no_map(text: &str, fields: &[&str], taker: Option<&str>) -> ReadError {
    let error = wrong(&format!("a map with keys such as {}", some_of(fields)), &format!("`{text}`"));
    error.with_help(match taker {
        Some(field) => format!("write the value behind its key: `{{ {field}: {text} }}`"),
        None => {
            let shown = fields.iter().take(2).map(|field| format!("{field}: …")).collect::<Vec<_>>().join(", ");
            format!("write each value behind its key, such as `{{ {shown} }}`")
        }
    })
}

pub(super) fn wrong(expected: &str, found: &str) -> ReadError {
    ReadError { code: "wrong-type", message: format!("expected {expected}, found {found}"), help: None }
}
