//! The weakest figures that the results of a design rest on.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::engine::Engine;
use crate::facts::World;
use crate::study::{Firmness, Footing as Study};

/// What the results rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Footing {
    /// Findings of the design.
    pub findings: usize,
    /// Passes of the design.
    pub passes: usize,
    /// How many figures, rows and limits of each class they rest on, the weakest class first.
    pub classes: Vec<Class>,
    /// Those that nobody answers for: without a source, by a page without an author, or beyond what a source states.
    pub weak: Vec<Weak>,
}

/// A class of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Class {
    /// How firm it stands.
    pub firmness: &'static str,
    /// Figures, rows and limits of it.
    pub count: usize,
    /// Results that rest on them.
    pub results: usize,
}

/// A figure that is weak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Weak {
    /// What it is.
    pub what: String,
    /// How firm it stands.
    pub firmness: &'static str,
    /// Ids of its sources.
    pub sources: Vec<String>,
    /// Findings that rest on it.
    pub findings: usize,
    /// Passes that rest on it.
    pub passes: usize,
    /// Codes of the checks that read it.
    pub checks: BTreeSet<String>,
}

pub(super) fn footing(engine: &Engine, world: &World<'_>) -> Footing {
    let mut study = Study::default();
    study.add(engine.checks(), world);
    let (findings, passes) = (study.findings, study.passes);
    let all = study.weakest_first();
    let classes = Firmness::ALL.iter().filter_map(|firmness| {
        let of = all.iter().filter(|resting| resting.firmness == *firmness);
        let (count, results) = of.fold((0, 0), |(count, results), resting| (count + 1, results + resting.results()));
        (count > 0).then_some(Class { firmness: firmness.word(), count, results })
    });
    let weak = all.iter().filter(|resting| resting.firmness <= Firmness::Widened).map(|resting| Weak {
        what: resting.what.clone(),
        firmness: resting.firmness.word(),
        sources: resting.sources.iter().filter(|source| *source != super::UNVERIFIED).cloned().collect(),
        findings: resting.findings,
        passes: resting.passes,
        checks: resting.checks.clone(),
    });
    Footing { findings, passes, classes: classes.collect(), weak: weak.collect() }
}
