//! Arithmetic over named quantities: how a gap follows from dimensions where it is not a plain sum.
//!
//! A formula is read with units by the grammar of the conditions ([`crate::grammar`]), checked for dimensions as they are, and
//! put into a flat program over SI numbers, which is then run for any number of samples. It may hold `+ - * / ^`, parentheses,
//! numbers with units, `pi`, the functions `sqrt sin cos tan asin acos atan abs min max` and the names it is read over.
//!
//! This module must never know a design, a check, a distribution or a file.

mod interval;
mod lower;
mod program;
mod step;
mod worst_case;

pub use program::Expression;
pub use worst_case::{Method, WorstCase};

#[cfg(test)]
mod tests;
