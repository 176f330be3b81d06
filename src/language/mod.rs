//! The condition language of the check files: lexer, parser, unit checker, evaluator.
//!
//! It looks like plain engineering English, has three-valued logic, and refuses what does not compare when it is loaded.
//! It knows the vocabulary but no check, no threshold and no file.

mod compile;
mod error;
mod evaluate;
mod lexer;
mod message;
mod path;
mod syntax;

pub use compile::{Condition, Context, NamedLimit};
pub use error::ConditionError;
pub use evaluate::{Deciding, Evidence, Truth};
pub use message::Message;
pub use path::Path;
pub use syntax::{Comparison, Node, NodeKind, parse_formula};

#[cfg(test)]
mod tests;
