//! The condition language of the check files: lexer, parser, unit checker, evaluator.
//!
//! It looks like plain engineering English, has three-valued logic, and refuses what does not compare when it is compiled.
//! It knows the vocabulary but no check, no threshold and no file. The build script compiles the built-in checks with the
//! same compiler; only the evaluator needs a design.

mod bare;
mod compile;
mod evaluate;
mod guard;
mod lexicon;
mod literals;
mod message;
mod path;
mod reads;

pub use compile::{Condition, Context, Figure, Lexicon, NamedLimit};
pub use evaluate::{Truth, violated};
pub use literals::thresholds;
pub use message::{Message, Part};
pub use path::{Names, Path};
pub use reads::Read;

pub use crate::grammar::ConditionError;
pub use crate::grammar::syntax::{Comparison, Node, NodeKind, Side, parse_formula};
use crate::grammar::{lexer, syntax};

#[cfg(test)]
mod tests;
