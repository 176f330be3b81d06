//! What is wrong with an expression, and where in its text.

use std::ops::Range;

/// A mistake in an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    /// Bytes of the text that are wrong; empty at the end of the text if something is missing there.
    pub at: Range<usize>,
    /// What is wrong, or what was expected instead.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl ExpressionError {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: None }
    }

    #[must_use]
    pub(super) fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}
