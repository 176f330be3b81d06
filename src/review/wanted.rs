//! What is missing, and what would pass there.

use serde::Serialize;

use crate::finding::Need;
use crate::language::Side;

/// What is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wanted {
    /// Semantic path of a field, or of a place in the tables.
    pub at: String,
    /// Whether a range stands there that has to be closer.
    pub closer: bool,
    /// What would pass there, where that is known.
    pub passes: Vec<Passing>,
    /// The word that stands there, where the tables know nothing of it.
    pub unknown: Option<String>,
    /// The nearest word that they know.
    pub nearest: Option<String>,
    /// Where a word stands there that means one of several materials: these.
    pub one_of: Vec<String>,
    /// Kinds of tests that are expected and not on record, of a question about the record of tests.
    pub expected: Vec<String>,
}

/// A value that would pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passing {
    /// `at least` or `at most`.
    pub side: &'static str,
    /// The value.
    pub value: String,
    /// The severity of a finding otherwise.
    pub severity: &'static str,
}

pub(super) fn wanted(need: &Need) -> Wanted {
    let passing = need.wants.iter().map(|want| Passing {
        side: side(want.side),
        value: want.value.to_string(),
        severity: want.severity.word(),
    });
    Wanted {
        at: need.at.clone(),
        closer: need.closer,
        passes: passing.collect(),
        unknown: need.unknown.as_ref().map(|unknown| unknown.word.clone()),
        nearest: need.unknown.as_ref().and_then(|unknown| unknown.nearest.clone()),
        one_of: need.one_of.clone(),
        expected: Vec::new(),
    }
}

/// `at least` or `at most`.
pub(super) const fn side(side: Side) -> &'static str {
    match side {
        Side::AtLeast => "at least",
        Side::AtMost => "at most",
    }
}
