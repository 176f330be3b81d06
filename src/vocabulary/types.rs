//! What a fact yields, and how it is named without its name.

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::knowledge::Table;

/// Which words a word fact may hold, so that a misspelt one in a check is found when it is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Any text.
    Any,
    /// One of these.
    These(&'static [&'static str]),
    /// An id or alias of a table.
    Of(Table),
    /// A family of a table.
    Family(Table),
}

/// The type of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A number of one dimension.
    Number(crate::quantity::Dimension),
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

/// Which end of a range in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum End {
    /// The end on which a design is safe.
    Cautious,
    /// The lower end.
    Low,
    /// The upper end.
    High,
}

/// A fact by its place in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FactId {
    /// Whose fact it is.
    pub kind: Kind,
    /// Its number among the facts of that kind.
    pub number: u16,
    /// Which end, for a figure of a table that is a range.
    pub end: End,
}

/// The type that a row writes.
macro_rules! fact_type {
    (number $dimension:ident, $unit:literal) => {
        $crate::vocabulary::Type::Number($crate::quantity::Dimension::$dimension)
    };
    (flag) => {
        $crate::vocabulary::Type::Flag
    };
    (item $kind:ident) => {
        $crate::vocabulary::Type::Item($crate::vocabulary::Kind::$kind)
    };
    (items $kind:ident) => {
        $crate::vocabulary::Type::Items($crate::vocabulary::Kind::$kind)
    };
    (records $kind:ident) => {
        $crate::vocabulary::Type::Items($crate::vocabulary::Kind::$kind)
    };
    (word $($words:tt)*) => {
        $crate::vocabulary::Type::Word($crate::vocabulary::types::fact_words!($($words)*))
    };
    (words $($words:tt)*) => {
        $crate::vocabulary::Type::Words($crate::vocabulary::types::fact_words!($($words)*))
    };
}
pub(crate) use fact_type;

/// The words that a row writes.
macro_rules! fact_words {
    (any) => {
        $crate::vocabulary::Words::Any
    };
    (of $table:ident) => {
        $crate::vocabulary::Words::Of($crate::knowledge::Table::$table)
    };
    (family of $table:ident) => {
        $crate::vocabulary::Words::Family($crate::knowledge::Table::$table)
    };
    ($list:ident) => {
        $crate::vocabulary::Words::These($crate::vocabulary::words::$list)
    };
}
pub(crate) use fact_words;

/// The unit that a row writes.
macro_rules! fact_unit {
    (number $dimension:ident, $unit:literal) => {
        $unit
    };
    ($($other:tt)*) => {
        ""
    };
}
pub(crate) use fact_unit;
