//! What is wrong with a file, and where.

use super::Span;

/// How many problems of one file are reported before the rest is only counted.
pub const MAX_PROBLEMS: usize = 50;

/// One problem of a spec or check file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Short stable code such as `unknown-key`.
    pub code: &'static str,
    /// Where it is.
    pub span: Span,
    /// What is wrong and what was expected.
    pub message: String,
    /// What to do about it, where the message does not say so already.
    pub help: Option<String>,
    /// Another place that belongs to it, and why.
    pub related: Option<(Span, String)>,
}

impl Problem {
    /// An alias that stands inside what it names.
    #[must_use]
    pub fn cycle(span: Span) -> Self {
        Self::new("cycle", span, "this alias stands inside what it names")
    }

    /// A problem without help or a second place.
    pub fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: None, related: None }
    }

    /// The same with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with a second place.
    #[must_use]
    pub fn with_related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }
}
