//! What is wrong with a condition, and where in its text.

use std::ops::Range;

/// A mistake in a condition or message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionError {
    /// Bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl ConditionError {
    /// A mistake without advice.
    pub fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: None }
    }

    /// The same with a word that was probably meant.
    #[must_use]
    pub fn or_did_you_mean(mut self, near: Option<&str>) -> Self {
        self.help = near.map(|near| format!("did you mean `{near}`?"));
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
