//! YAML with spans: a small tree over parser events, and a serde deserializer over the tree that reports every problem.
//!
//! The types of the spec and of the check files stay plain serde structs; [`Field`], [`Entry`] and [`TextOr`] are the three
//! places where spans and problems come in. Only `tree.rs` knows the parser. This module must never know what a key means.

mod deserialize;
mod field;
mod inherit;
mod problem;
mod source;
mod tree;

pub use deserialize::{Session, coded};
pub use field::{Entries, Entry, Field, TextOr};
pub use inherit::{overlay, resolve_likes};
pub use problem::{MAX_PROBLEMS, Problem, nearest};
pub use source::{Position, SourceFile};
pub use tree::{Budget, Document, Kind, NodeId, Parsed, Span, Tree, parse};

#[cfg(test)]
mod tests;
