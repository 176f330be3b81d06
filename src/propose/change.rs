//! A change of a design: values that are set and steps that are moved, as edits of its text.

use crate::design::PATHS;
use crate::yaml::{Leaf, edit, leaves, move_element, scalar, value_at};

/// The key that tells a spec from other YAML.
const ROOT: &str = "caseproof";

/// One thing that is changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A field gets another value.
    Set {
        /// Its path.
        path: String,
        /// The value, as YAML in flow style.
        value: String,
    },
    /// A step of the assembly comes elsewhere.
    Move {
        /// Its name.
        step: String,
        /// Its place, from 0.
        from: usize,
        /// Where it comes.
        to: usize,
    },
}

impl Change {
    /// A field that gets a plain value.
    #[must_use]
    pub fn set(path: &str, value: &str) -> Self {
        Self::Set { path: path.to_owned(), value: scalar(value) }
    }

    /// The text of the design with the change made; none if it cannot be made there.
    #[must_use]
    pub fn apply(&self, text: &str) -> Option<String> {
        let edit = match self {
            Self::Set { path, value } => edit(text, ROOT, path, value, PATHS).ok()?,
            Self::Move { from, to, .. } => move_element(text, ROOT, "assembly", *from, *to)?,
        };
        Some(edit.apply(text))
    }

    /// Whether two changes touch the same thing.
    #[must_use]
    pub fn clashes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Set { path, .. }, Self::Set { path: also, .. }) => path == also,
            (Self::Move { .. }, Self::Move { .. }) => true,
            _ => false,
        }
    }
}

/// The text of a design with changes made one after the other.
#[must_use]
pub fn apply_all(changes: &[Change], text: &str) -> Option<String> {
    changes.iter().try_fold(text.to_owned(), |text, change| change.apply(&text))
}

/// The value that stands at a path in the text of a design.
#[must_use]
pub fn current(text: &str, path: &str) -> Option<String> {
    value_at(text, ROOT, path, PATHS)
}

/// The single values in the text of a design, each with the path by which it is set.
#[must_use]
pub fn values(text: &str) -> Vec<Leaf> {
    leaves(text, ROOT, PATHS)
}
