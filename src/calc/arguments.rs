//! The inputs of one call after reading, in SI units, and the faults of a call.

use std::fmt;

use crate::quantity::Unit;

/// A value of an input or an output.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number in SI units.
    Number(f64),
    /// A list of numbers in SI units.
    Numbers(Vec<f64>),
    /// A word.
    Word(String),
    /// A list of words.
    Words(Vec<String>),
    /// Rows.
    Rows(Vec<Arguments>),
}

/// An input that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Argument {
    pub(super) name: &'static str,
    pub(super) value: Value,
    /// The unit it was written in; the first one of a list, or of the rows if they take any one unit.
    pub(super) unit: Option<&'static Unit>,
    /// As it is shown again.
    pub(super) shown: serde_json::Value,
}

/// The inputs of one call, or one row of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments {
    pub(super) given: Vec<Argument>,
}

/// What is wrong with a call, and with which input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The input, such as `length` or `stack.yaml:4:9: dims[2].plus`; empty if it is none in particular.
    pub place: String,
    /// What is wrong with it.
    pub message: String,
}

impl Fault {
    pub(super) fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }

    /// A result that is no finite number. The caller names the most extreme input.
    pub(super) fn beyond() -> Self {
        Self::new("", "the result is too large or too small to be computed")
    }

    pub(super) fn is_beyond(&self) -> bool {
        self.place.is_empty()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.place, self.message) }
    }
}

impl Arguments {
    pub(super) fn find(&self, name: &str) -> Option<&Argument> {
        self.given.iter().find(|argument| argument.name == name)
    }

    /// A number in SI units.
    pub(super) fn number(&self, name: &'static str) -> Result<f64, Fault> {
        self.maybe(name).ok_or_else(|| Fault::new(name, "is missing"))
    }

    /// A number in SI units, if it was given.
    pub(super) fn maybe(&self, name: &str) -> Option<f64> {
        match self.find(name)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A whole number. Reading has made sure that it is one.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float saturates")]
    pub(super) fn count(&self, name: &'static str) -> Result<u32, Fault> {
        self.number(name).map(|number| number as u32)
    }

    /// A list of numbers in SI units.
    pub(super) fn list(&self, name: &'static str) -> Result<&[f64], Fault> {
        match self.find(name).map(|argument| &argument.value) {
            Some(Value::Numbers(numbers)) => Ok(numbers),
            _ => Err(Fault::new(name, "is missing")),
        }
    }

    /// A word, if it was given.
    pub(super) fn word(&self, name: &str) -> Option<&str> {
        match &self.find(name)?.value {
            Value::Word(word) => Some(word),
            _ => None,
        }
    }

    /// A list of names, empty if none were given.
    pub(super) fn words(&self, name: &str) -> &[String] {
        match self.find(name).map(|argument| &argument.value) {
            Some(Value::Words(words)) => words,
            _ => &[],
        }
    }

    /// Rows.
    pub(super) fn rows(&self, name: &'static str) -> Result<&[Self], Fault> {
        match self.find(name).map(|argument| &argument.value) {
            Some(Value::Rows(rows)) => Ok(rows),
            _ => Err(Fault::new(name, "is missing")),
        }
    }
}
