//! A claim with its evidence, and how its figures are written.

use schemars::JsonSchema;
use serde::Serialize;

use crate::facts::{Known, Word};
use crate::quantity::{Measure, Toward, find_unit};
use crate::yaml::Span;

/// Confidence with which everything is shown, one-sided.
pub(super) const CONFIDENCE: f64 = 0.95;

/// What kind of claim it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// Good units out of units started.
    Yield,
    /// A critical dimension within its tolerance.
    Capability,
    /// A test that was passed.
    Test,
    /// Something that samples of another process leave open.
    Transition,
}

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The evidence shows it.
    Shown,
    /// Evidence is missing.
    Open,
    /// The evidence speaks against it.
    Contradicted,
}

/// A claim with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Claim {
    /// What kind of claim.
    pub kind: ClaimKind,
    /// Semantic path of what it is about.
    pub at: String,
    /// What is claimed.
    pub claim: String,
    /// What would show it.
    pub needed: String,
    /// What is shown.
    pub shown: String,
    /// What is missing; empty if nothing is.
    pub missing: String,
    /// What else follows from the same evidence, each named by its method.
    pub notes: Vec<String>,
    /// How it stands.
    pub standing: Standing,
    /// Where its evidence stands, or the claim if there is none.
    #[serde(skip)]
    pub span: Span,
}

pub(super) fn word(known: Known<Word>) -> Word {
    known.unwrap_or_else(|_| "".into())
}

pub(super) fn percent(share: f64) -> String {
    Measure::new(share, find_unit("%")).to_string()
}

/// A bound in percent, rounded so that no more is said than was shown.
pub(super) fn bound(share: f64, lower: bool) -> String {
    let toward = if lower { Toward::Down } else { Toward::Up };
    let text = format!("{:.4}", toward.share(share, 4) * 100.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn bounds_say_no_more_than_was_shown() {
        for (share, lower, text) in [
            (0.989_998, true, "98.9 %"),
            (0.989_998, false, "99 %"),
            (0.999_999_995, true, "99.9999 %"),
            (1.0, false, "100 %"),
            (0.0, true, "0 %"),
            (0.998_765, true, "99.87 %"),
            (0.549_28, true, "54.9 %"),
        ] {
            assert_eq!(bound(share, lower), text, "{share}");
        }
    }
}
