//! Values and where they come from.

use crate::knowledge::{Basis, Table};
use crate::quantity::{Dimension, Measure};
use crate::yaml::Span;

use super::{Item, Kind};

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'w> {
    /// A number with its unit.
    Number(Measure),
    /// A word.
    Word(&'w str),
    /// Yes or no.
    Flag(bool),
    /// Another thing.
    Item(Item),
    /// A list of things.
    Items(Vec<Item>),
    /// A list of words.
    Words(Vec<&'w str>),
}

/// Which words a word fact may hold, so that a misspelt one in a check is found when it is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Any text.
    Any,
    /// One of these.
    These(&'static [&'static str]),
    /// An id or alias of a table.
    Of(Table),
}

/// The type of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A number of one dimension.
    Number(Dimension),
    /// A word.
    Word(Words),
    /// Yes or no.
    Flag,
    /// Another thing.
    Item(Kind),
    /// A list of things.
    Items(Kind),
    /// A list of words.
    Words(Words),
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// The design file.
    Given(Span),
    /// A row of a table.
    Table {
        /// Which table.
        table: Table,
        /// Id of the entry.
        entry: &'static str,
        /// Name of the property.
        property: &'static str,
        /// How far it may be trusted.
        basis: Basis,
        /// Its sources.
        sources: &'static [u16],
    },
    /// A pair, transfer or tolerance table: what it is, and the rest as above.
    Row {
        /// What it is, such as `pair P046`.
        what: String,
        /// How far it may be trusted.
        basis: Basis,
        /// Its sources.
        sources: &'static [u16],
    },
    /// A threshold of the check itself, by its name.
    Limit(usize),
}

/// Collects origins and needs while facts are evaluated, when somebody asks for them.
#[derive(Debug, Default)]
pub struct Trace {
    on: bool,
    /// Where the values came from, in the order of use.
    pub origins: Vec<Origin>,
    /// The fields that are missing, as semantic paths.
    pub needs: Vec<String>,
}

impl Trace {
    /// Collects nothing; what judging the common case uses.
    #[must_use]
    pub const fn off() -> Self {
        Self { on: false, origins: Vec::new(), needs: Vec::new() }
    }

    /// Collects everything.
    #[must_use]
    pub const fn on() -> Self {
        Self { on: true, origins: Vec::new(), needs: Vec::new() }
    }

    /// Whether it collects.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.on
    }

    /// Notes where a value came from.
    pub fn origin(&mut self, origin: impl FnOnce() -> Origin) {
        if self.on {
            let origin = origin();
            if !self.origins.contains(&origin) {
                self.origins.push(origin);
            }
        }
    }

    /// Notes a value of the design file.
    pub fn given(&mut self, span: Span) {
        self.origin(|| Origin::Given(span));
    }

    /// Notes a missing field and yields nothing.
    pub fn need<T>(&mut self, path: impl FnOnce() -> String) -> Option<T> {
        if self.on {
            let path = path();
            if !self.needs.contains(&path) {
                self.needs.push(path);
            }
        }
        None
    }
}
