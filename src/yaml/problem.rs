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

/// Bytes beyond which a wrong word is no slip of a known one.
const LONGEST_SLIP: usize = 100;

/// The candidate closest to a wrong word, if one is close enough to be meant.
#[must_use]
pub fn nearest<'c>(wrong: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if wrong.len() > LONGEST_SLIP {
        return None;
    }
    let wrong = wrong.to_lowercase();
    let limit = match wrong.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wrong, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
