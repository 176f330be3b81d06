//! What to decide first: causes with an error, then those with a warning, then fields that would decide most.

use std::cmp::Reverse;

use serde::Serialize;

use super::cause::{Cause, Cleared, Loss};
use super::form::{due, owner};
use super::question::Topic;
use super::standing::Counts;
use super::wanted::Wanted;
use crate::design::Stage;
use crate::finding::DesignReport;

/// As many decisions as one meeting takes.
const MOST: usize = 5;

/// Something to decide.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// What kind of decision it is.
    pub kind: Kind,
    /// The field that it is about.
    pub path: String,
    /// Other fields with the same findings from the same lines.
    pub also: Vec<String>,
    /// Who decides: `client`, `factory` or `supplier`; none where nothing says it.
    pub owner: Option<&'static str>,
    /// Before which stage: `now` if it stops this one, else the stage that it would stop; none if it stops none.
    pub due: Option<&'static str>,
    /// The findings that hang on it.
    pub counts: Counts,
    /// Their codes, each once.
    pub codes: Vec<String>,
    /// Number of the worst finding among those of the design.
    pub finding: Option<usize>,
    /// What would clear that finding altogether, where one field decides.
    pub clears: Option<Cleared>,
    /// What is lost to its findings.
    pub loss: Option<Loss>,
    /// What is missing, of a question.
    pub wanted: Option<Wanted>,
    /// Judgements that an answer would decide, or help to decide.
    pub decides: usize,
}

/// What kind of decision it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The design has to change, or somebody accepts the finding.
    Change,
    /// Somebody has to say something.
    Answer,
}

/// The first decisions: causes with most errors, then with most warnings; of equals the one that stands first among the findings.
pub(super) fn first(causes: &[Cause], topics: &[Topic], judged: &DesignReport, later: &[(Stage, Vec<String>)]) -> Vec<Decision> {
    let mut worst: Vec<&Cause> = causes.iter().filter(|cause| cause.counts.errors + cause.counts.warnings > 0).collect();
    worst.sort_by_key(|cause| Reverse((cause.counts.errors, cause.counts.warnings)));
    let mut asked: Vec<_> = topics.iter().flat_map(|topic| &topic.questions).collect();
    asked.sort_by_key(|question| (Reverse((question.decides, question.alone)), &question.wanted.at));
    // What is not known by the next gate is judged there without it.
    let next = later.first().map_or("now", |(stage, _)| stage.word());
    let answers = asked.into_iter().map(|question| Decision {
        kind: Kind::Answer,
        path: question.wanted.at.clone(),
        also: Vec::new(),
        owner: owner(&question.wanted.at, &question.wanted.at),
        due: Some(next),
        counts: Counts::default(),
        codes: question.codes.iter().cloned().collect(),
        finding: None,
        clears: None,
        loss: None,
        wanted: Some(question.wanted.clone()),
        decides: question.decides,
    });
    worst.into_iter().map(|cause| change(cause, judged, later)).chain(answers).take(MOST).collect()
}

fn change(cause: &Cause, judged: &DesignReport, later: &[(Stage, Vec<String>)]) -> Decision {
    let mut codes: Vec<String> = cause.findings.iter().map(|found| found.code.clone()).collect();
    codes.dedup();
    let worst = &cause.findings[0];
    let lost = cause.findings.iter().filter_map(|found| found.loss);
    let findings = cause.findings.iter().filter_map(|found| judged.findings.get(found.number?));
    let stages: Vec<&'static str> = findings.filter_map(|finding| due(finding, later)).collect();
    let order = |word: &&&'static str| later.iter().position(|(stage, _)| stage.word() == **word);
    Decision {
        kind: Kind::Change,
        path: cause.path.clone(),
        also: cause.also.clone(),
        owner: owner(&cause.path, &worst.at),
        // `now` is no later stage and comes before all of them.
        due: stages.iter().min_by_key(order).copied(),
        counts: cause.counts,
        codes,
        finding: worst.number,
        clears: worst.clears.first().cloned(),
        // Losses of one cause overlap: the largest is the least that is lost.
        loss: lost.max_by(|one, other| one.share.total_cmp(&other.share)),
        wanted: None,
        decides: 0,
    }
}
