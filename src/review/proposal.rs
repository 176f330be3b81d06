//! Proven changes of a design: what is changed, what is gone with it, and what that rests on.

use schemars::JsonSchema;
use serde::Serialize;

use crate::propose::{Answers, Change, Place, Tried, current, row, standing, twins};

/// What can be done about one error or warning.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proposed {
    /// Code of the check.
    pub code: String,
    /// How bad it is.
    pub severity: &'static str,
    /// Semantic path of the subject.
    pub at: String,
    /// Changes that clear it or make it milder, raise nothing and open nothing, the best first; the first three.
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
    /// The errors and warnings of which advice is left, as `CODE at PLACE`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advised: Vec<String>,
    /// The errors that are warnings with it, as `CODE at PLACE`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lowered: Vec<String>,
    /// The errors and warnings that stay and name fewer things, as `CODE at PLACE`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortened: Vec<String>,
    /// The errors and warnings that stay and are farther beyond their bound, as `CODE at PLACE`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worsened: Vec<String>,
    /// The checks that ask for what production brings, as `CODE at PLACE`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<String>,
    /// The checks that say no more than that samples, builds or tests have to be made again, as `CODE at PLACE`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<String>,
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
    /// What has to be done to the product so that it is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
    /// Where the same figure stands as well, and is left as it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

/// Proposals for one finding that a page shows.
const ON_PAGE: usize = 3;

/// The answers as data; `text` is that of the design.
#[must_use]
pub fn proposed(answers: &Answers, text: &str) -> Vec<Proposed> {
    let one = |answer: &crate::propose::Answer| {
        let finding = &answers.findings[answer.finding];
        Proposed {
            code: finding.code.clone(),
            severity: finding.severity.word(),
            at: finding.at.clone(),
            proposals: answer.proposals.iter().take(ON_PAGE).map(|tried| proposal(tried, text)).collect(),
            tried: answer.tried,
        }
    };
    answers.answers.iter().map(one).collect()
}

/// A proven change as data; `text` is that of the design.
#[must_use]
pub fn proposal(tried: &Tried, text: &str) -> Proposal {
    let places = |places: &[Place]| places.iter().map(|place| format!("{} at {}", place.code, place.at)).collect();
    Proposal {
        changes: changed(&tried.changes, text),
        cleared: places(&tried.effect.cleared),
        advised: places(&tried.effect.advised),
        lowered: places(&tried.effect.lowered),
        shortened: places(&tried.effect.shortened),
        worsened: places(&tried.effect.worsened),
        asks: places(&tried.effect.asked),
        again: places(&tried.effect.again),
        unverified: tried.unverified,
    }
}

/// A change that clears a finding and raises nothing, and what can no longer be decided with it, as `CODE at PLACE`.
#[must_use]
pub fn asking(tried: &Tried, text: &str) -> (Proposal, Vec<String>) {
    (proposal(tried, text), tried.effect.opened.iter().map(|place| format!("{} at {}", place.code, place.at)).collect())
}

/// Changes of a design as data; `text` is what it was before.
#[must_use]
pub(crate) fn changed(changes: &[Change], text: &str) -> Vec<Changed> {
    let set = |at: &String| changes.iter().any(|change| matches!(change, Change::Set { path, .. } if path == at));
    let mut all: Vec<Changed> = changes.iter().map(|change| one(change, text)).collect();
    for changed in &mut all {
        changed.also.retain(|at| !set(at));
    }
    all
}

fn one(change: &Change, text: &str) -> Changed {
    match change {
        Change::Set { path, value } => {
            let means = row(path).and_then(|row| row.meaning(value)).map(str::to_owned);
            Changed { at: path.clone(), from: standing(text, path), to: value.clone(), means, also: twins(text, path) }
        }
        Change::Move { step, from, to } => {
            let name = |index: usize| current(text, &format!("assembly.{index}.step")).unwrap_or_default();
            let to = if to < from { format!("before {}", name(*to)) } else { format!("after {}", name(*to)) };
            Changed { at: format!("assembly.{step}"), from: None, to, means: None, also: Vec::new() }
        }
    }
}
