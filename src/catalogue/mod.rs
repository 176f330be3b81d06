//! The checks: built in (prepared at build time) and house checks (read at run time), compiled against the vocabulary.
//!
//! A check is data. This module compiles it, judges it on every subject of a design, and runs its examples. It knows no
//! single check.

mod builtin;
mod check;
mod definition;
mod examples;
mod house;
mod judge;
mod subject;
mod waive;

pub use builtin::{builtin, builtin_examples};
pub use check::{Check, CheckError};
pub use definition::{Consequence, Definition, Escalation, Example, FAMILIES, Limit, STAGES, Severity, SeverityRule};
pub use examples::{ExampleOutcome, run_examples};
pub use house::{CheckFile, read_folder, with_house_checks};
pub use judge::{Judgement, judge};
