//! The checks: built in (prepared at build time) and house checks (read at run time), compiled against the vocabulary.
//!
//! A check is data. This module compiles it, judges it on every subject of a design, and runs its examples. It knows no
//! single check.

mod builtin;
mod check;
mod clash;
mod clear;
mod definition;
mod examples;
mod fill;
mod house;
mod judge;
mod locate;
mod measure;
mod place;
mod prove;
mod rigor;
mod source;
mod subject;
mod waive;
mod weigh;

pub use builtin::{builtin, builtin_examples};
pub use check::{Check, CheckError};
pub use clash::{refuse_clashes, replacements, with_house_checks};
pub use definition::{
    BoundRule, Consequence, Definition, Escalation, Example, FAMILIES, Limit, Replaced, STAGES, Severity, SeverityRule,
    WindowRule,
};
pub use examples::{ExampleOutcome, complete, run_examples};
pub use house::{CheckFile, Purpose, read_folder};
pub use judge::{Judgement, judge, judge_world};
pub use waive::WaiverFault;
