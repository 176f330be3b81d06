//! YAML with spans: a small tree over parser events, and a serde deserializer over the tree that reports every problem.
//!
//! The types of the spec and of the check files stay plain serde structs; [`Field`], [`Entry`] and [`TextOr`] are the three
//! places where spans and problems come in. Only `tree.rs` knows the parser. This module must never know what a key means.

mod arrange;
mod assign;
mod deserialize;
mod edit;
mod field;
mod keys;
mod layer;
mod leaves;
mod problem;
mod read_error;
mod repair;
mod schema;
mod tree;
mod widen;
mod word;

pub use arrange::{Orders, arrange, says_the_same};
pub use assign::{Paths, Starts, assign};
pub use deserialize::Session;
pub use edit::{Edit, Original, append, edit, scalar, value_at};
pub use field::{Entries, Entry, Field, OrNone, TextOr};
pub use keys::{Trade, TradeWords};
pub(crate) use keys::{certain, unknown};
pub use layer::{Layer, Layers, resolve_likes};
pub use leaves::{Leaf, leaves};
pub use problem::{MAX_PROBLEMS, Problem};
pub use read_error::{coded, coded_with_help};
pub use repair::{Repaired, repair};
pub use tree::{Budget, Document, Kind, NodeId, Parsed, Tree, parse, parse_file};
pub use widen::widen;

pub use crate::source::{Position, SourceFile, Span, candidates, did_you_mean_one_of, fold, nearest};

#[cfg(test)]
mod tests;
