//! The checks: built in (prepared at build time) and house checks (read at run time), compiled against the vocabulary.
//!
//! A check is data. This module compiles it, judges it on every subject of a design, and runs its examples. It knows no
//! single check.

mod builtin;
mod check;
mod clash;
mod definition;
mod examples;
mod house;
mod judge;
mod locate;
mod place;
mod rigor;
mod source;
mod subject;
mod waive;

pub use builtin::{builtin, builtin_examples, builtin_limit};
pub use check::{Check, CheckError};
pub use clash::{refuse_clashes, replacements, with_house_checks};
pub use definition::{Consequence, Definition, Escalation, Example, FAMILIES, Limit, Replaced, STAGES, Severity, SeverityRule};
pub use examples::{ExampleOutcome, run_examples};
pub use house::{CheckFile, Purpose, read_folder};
pub use judge::{Judgement, judge};
pub use waive::WaiverFault;
