//! Proven changes of a design: what is changed, what is gone with it, and what that rests on.

use schemars::JsonSchema;
use serde::Serialize;

use crate::propose::{Answers, Change, Place, Tried, current};

/// What can be done about one error or warning.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proposed {
    /// Code of the check.
    pub code: String,
    /// How bad it is.
    pub severity: &'static str,
    /// Semantic path of the subject.
    pub at: String,
    /// Changes that clear it, raise nothing and open nothing, the nearest first.
    pub proposals: Vec<Proposal>,
    /// How many changes were judged.
    pub tried: usize,
}

/// A proven change.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Proposal {
    /// What is changed.
    pub changes: Vec<Changed>,
    /// The findings that are gone, as `CODE at PLACE`.
    pub cleared: Vec<String>,
    /// Figures without a source on which the pass rests.
    pub unverified: usize,
}

/// One thing that is changed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Changed {
    /// The field, or the step that is moved.
    pub at: String,
    /// What stands there now.
    pub from: Option<String>,
    /// What comes there; for a step, after which it comes.
    pub to: String,
}

/// The answers as data; `text` is that of the design.
#[must_use]
pub fn proposed(answers: &Answers, text: &str) -> Vec<Proposed> {
    let one = |answer: &crate::propose::Answer| {
        let finding = &answers.findings[answer.finding];
        Proposed {
            code: finding.code.clone(),
            severity: finding.severity.word(),
            at: finding.at.clone(),
            proposals: answer.proposals.iter().map(|tried| proposal(tried, text)).collect(),
            tried: answer.tried,
        }
    };
    answers.answers.iter().map(one).collect()
}

/// A proven change as data; `text` is that of the design.
#[must_use]
pub fn proposal(tried: &Tried, text: &str) -> Proposal {
    let place = |place: &Place| format!("{} at {}", place.code, place.at);
    Proposal {
        changes: tried.changes.iter().map(|change| changed(change, text)).collect(),
        cleared: tried.effect.cleared.iter().map(place).collect(),
        unverified: tried.unverified,
    }
}

fn changed(change: &Change, text: &str) -> Changed {
    match change {
        Change::Set { path, value } => Changed { at: path.clone(), from: current(text, path), to: value.clone() },
        Change::Move { step, from, to } => {
            let name = |index: usize| current(text, &format!("assembly.{index}.step")).unwrap_or_default();
            let to = if to < from { format!("before {}", name(*to)) } else { format!("after {}", name(*to)) };
            Changed { at: format!("assembly.{step}"), from: None, to }
        }
    }
}
