//! Arithmetic over named quantities: how a gap follows from dimensions where it is not a plain sum.
//!
//! `+ - * / ^`, parentheses, numbers, `pi`, the functions `sqrt sin cos tan asin acos atan abs min max` and the names of the
//! contributors. Everything is in SI numbers and angles are in rad; units are the caller's business. An expression is read once
//! into a flat program and then run for any number of samples.
//!
//! ```text
//! sum     = product { ("+" | "-") product }
//! product = signed { ("*" | "/") signed }
//! signed  = "-" signed | power
//! power   = atom [ "^" signed ]
//! atom    = number | "pi" | name | function "(" sum { "," sum } ")" | "(" sum ")"
//! ```
//!
//! A name may hold dots and, between letters or digits, hyphens, as the names of a design do: `rim-gap` is one name, `rim - gap`
//! a difference. This module must never know a design, a check, a distribution or a file.

mod error;
mod interval;
mod lexer;
mod parser;
mod program;
mod worst_case;

pub use error::ExpressionError;
pub use program::Expression;
pub use worst_case::{Method, WorstCase};

#[cfg(test)]
mod tests;
