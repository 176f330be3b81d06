//! How conditions and formulas are written: words, trees, and where in the text a mistake is.
//!
//! One grammar serves both. This module must never know what a name means.

pub mod error;
pub mod lexer;
pub mod syntax;

pub use error::ConditionError;
