//! A change of a design: values that are set and steps that are moved, as edits of its text.

use crate::design::PATHS;
use crate::yaml::{Original, scalar};

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
        Draft::new(text).with(self)
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

/// The text of a design, read once for any number of changes and looks.
pub(super) struct Draft<'t> {
    /// The text.
    pub text: &'t str,
    original: Original<'t>,
}

impl<'t> Draft<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, original: Original::new(text, ROOT) }
    }

    /// The text with a change made; none if it cannot be made there.
    pub fn with(&self, change: &Change) -> Option<String> {
        let edit = match change {
            Change::Set { path, value } => self.original.edit(path, value, PATHS).ok()?,
            Change::Move { from, to, .. } => self.original.move_element("assembly", *from, *to)?,
        };
        Some(edit.apply(self.text))
    }

    /// The text with changes made one after the other.
    pub fn with_all(&self, changes: &[Change]) -> Option<String> {
        let (first, others) = changes.split_first()?;
        apply_all(others, &self.with(first)?)
    }

    /// The value that stands at a path.
    pub fn current(&self, path: &str) -> Option<String> {
        self.original.value_at(path, PATHS)
    }

    /// The keys of the map at a path.
    pub fn keys(&self, path: &str) -> Vec<String> {
        self.original.keys_at(path, PATHS)
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
    Draft::new(text).current(path)
}
