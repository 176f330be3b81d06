//! The checks: built in (prepared at build time) and house checks (read at run time), compiled against the vocabulary.
//!
//! A check is data. This module reads and compiles it and knows no single one; judging is not done here.

mod builtin;
mod check;
mod clash;
mod code;
mod definition;
mod error;
mod house;
pub(crate) mod locate;
mod measure;
mod rigor;
mod source;
mod subject;
mod texts;
mod written;
mod yields;

pub use builtin::{builtin, builtin_checks, builtin_examples, chinese};
pub use check::Check;
pub use clash::{Replacement, refuse_clashes, refuse_false_yields, with_house_checks};
pub use definition::{
    BoundRule, Consequence, Definition, Escalation, Example, FAMILIES, Limit, Replaced, STAGES, Severity, SeverityRule,
    WindowRule,
};
pub use error::CheckError;
pub use house::{CheckFile, Purpose, read_folder};
pub use measure::{Bound, Measure};
pub(crate) use source::source_fault;
pub use subject::{SUBJECTS, Subject};
pub use texts::{Texts, Translation};
pub use yields::YieldFault;
