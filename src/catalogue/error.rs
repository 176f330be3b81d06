//! What is wrong with a check.

use crate::language::ConditionError;

/// What is wrong with a check, and in which of its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckError {
    /// The key, such as `when` or `labels.joint.beam.length`.
    pub key: String,
    /// What is wrong, with its place in the value of the key.
    pub error: ConditionError,
}
