//! Changes that clear findings, each proven by judging the changed design again.
//!
//! A change counts only if it clears an error or a warning, raises nothing and opens nothing; requirements, claims and evidence
//! are never touched. It is bounded by the numbers below and deterministic. This module knows no check, no format and no
//! thread: how many judgements run at once is the caller's.

mod bench;
mod candidate;
mod change;
mod role;
mod select;
mod spelling;

use std::collections::BTreeSet;

use bench::{Judged, effect};
use candidate::{Candidate, candidates, decisions, gone, numbers};

use crate::catalogue::Severity;
use crate::finding::Finding;

pub use bench::{Bench, Effect, Place};
pub use change::{Change, apply_all, current, values};
pub(crate) use role::fits;
pub use role::{Role, role};
pub use select::{Amount, Aspect, Flip, Known, NoPlace, Ranked, Screened, Selection, select};
pub use spelling::{Respelled, Speller};

/// Most changes that are judged for one finding.
const MOST_SINGLES: usize = 80;

/// Changes that clear a finding and break something, to which a second is added.
const MOST_FIRSTS: usize = 4;

/// Second changes that are tried with each of them.
const MOST_SECONDS: usize = 12;

/// Proposals that are kept for one finding.
const MOST_KEPT: usize = 3;

/// Runs independent jobs and gives their results in order.
pub trait Spread: Sync {
    /// The results of the jobs with these numbers.
    fn each<T: Send>(&self, count: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T>;
}

/// One job after the other.
pub struct OneByOne;

impl Spread for OneByOne {
    fn each<T: Send>(&self, count: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        (0..count).map(job).collect()
    }
}

/// Changes with what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The changes, made one after the other.
    pub changes: Vec<Change>,
    /// How far they are from the design as it is.
    pub distance: u32,
    /// What they do.
    pub effect: Effect,
    /// How many figures without a source the pass of the cleared finding rests on.
    pub unverified: usize,
}

/// What can be done about one finding.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its number among the findings of the design.
    pub finding: usize,
    /// Proven changes, the nearest first.
    pub proposals: Vec<Tried>,
    /// How many changes were judged for it.
    pub tried: usize,
    /// The decisions that it rests on; if there are none, something else than the design has to be produced.
    pub decisions: Vec<String>,
}

/// What can be done about a design.
#[derive(Clone, Debug)]
pub struct Answers {
    /// Its findings, the worst first.
    pub findings: Vec<Finding>,
    /// For each error and warning that stands by itself what can be done.
    pub answers: Vec<Answer>,
}

/// Looks for changes that clear the errors and warnings of the one design of a text; none if it does not load.
#[must_use]
pub fn propose(bench: &Bench<'_>, text: &str, spread: &impl Spread) -> Option<Answers> {
    let before = bench.judge(text)?;
    let targets: Vec<usize> = (0..before.findings.len()).filter(|number| is_target(&before.findings[*number])).collect();
    let singles = spread.each(targets.len(), &|number| singles(bench, &before, &before.findings[targets[number]], text));
    let pairs = spread.each(targets.len(), &|number| {
        let finding = &before.findings[targets[number]];
        if singles[number].iter().any(|tried| is_proven(tried, finding)) {
            return Vec::new();
        }
        pairs(bench, &before, finding, text, &singles[number])
    });
    let answers = targets.iter().enumerate().map(|(number, target)| {
        let finding = &before.findings[*target];
        let tried = singles[number].iter().chain(&pairs[number]);
        let mut proposals: Vec<Tried> = tried.clone().filter(|tried| is_proven(tried, finding)).cloned().collect();
        proposals.sort_by(|one, other| rank(one).cmp(&rank(other)));
        proposals.truncate(MOST_KEPT);
        for proposal in &mut proposals {
            let changed = apply_all(&proposal.changes, text);
            proposal.unverified = changed.map_or(0, |changed| bench.unverified(&finding.code, &changed, &finding.at));
        }
        Answer { finding: *target, proposals, tried: tried.count(), decisions: decisions(finding) }
    });
    let answers = answers.collect();
    Some(Answers { findings: before.findings, answers })
}

/// The design with the nearest proposal of each finding, one after the other, each judged again on what the ones before made of
/// it; and the changes that were made.
#[must_use]
pub fn improve(bench: &Bench<'_>, text: &str, answers: &Answers) -> (String, Vec<Change>) {
    let mut best = text.to_owned();
    let mut made = Vec::new();
    for answer in &answers.answers {
        let finding = &answers.findings[answer.finding];
        let Some(before) = bench.judge(&best) else { break };
        let still = before.found.get(&(finding.code.clone(), finding.at.clone()));
        if still.is_none_or(|(severity, _)| *severity < Severity::Warning) {
            continue;
        }
        for proposal in &answer.proposals {
            let again = tried(bench, &before, &best, proposal.changes.clone(), proposal.distance);
            let changed = again.filter(|again| is_proven(again, finding)).and_then(|again| apply_all(&again.changes, &best));
            if let Some(changed) = changed {
                best = changed;
                made.extend(proposal.changes.iter().cloned());
                break;
            }
        }
    }
    (best, made)
}

/// What changes of the one design of a text do to its findings; none if they cannot be made, or it does not load.
#[must_use]
pub fn effect_of(bench: &Bench<'_>, text: &str, changes: &[Change]) -> Option<Effect> {
    Some(effect(&bench.judge(text)?, &bench.judge(&apply_all(changes, text)?)?))
}

fn is_target(finding: &Finding) -> bool {
    finding.severity >= Severity::Warning && finding.stands()
}

/// Near changes first, of those the ones that clear most.
fn rank(tried: &Tried) -> (usize, u32, std::cmp::Reverse<usize>, &[Change]) {
    (tried.changes.len(), tried.distance, std::cmp::Reverse(tried.effect.cleared.len()), &tried.changes)
}

/// Whether changes clear a finding and do no harm.
fn is_proven(tried: &Tried, finding: &Finding) -> bool {
    clears(tried, finding) && tried.effect.raised.is_empty() && tried.effect.opened.is_empty()
}

fn clears(tried: &Tried, finding: &Finding) -> bool {
    tried.effect.cleared.iter().any(|place| place.code == finding.code && place.at == finding.at)
}

/// The single changes for a finding, each judged.
fn singles(bench: &Bench<'_>, before: &Judged, finding: &Finding, text: &str) -> Vec<Tried> {
    let Ok(check) = bench.engine.find(&finding.code) else { return Vec::new() };
    let mut all = candidates(finding, text);
    // What the check alone does not let pass need not be judged by all others.
    if !check.late {
        all.retain(|candidate| gone(bench, check, finding, &candidate.change, text));
        all.extend(numbers(bench, check, finding, text));
    }
    all.sort();
    all.dedup();
    all.truncate(MOST_SINGLES);
    all.into_iter().filter_map(|Candidate { distance, change }| tried(bench, before, text, vec![change], distance)).collect()
}

/// Pairs of a change that clears the finding and one that mends what that breaks.
fn pairs(bench: &Bench<'_>, before: &Judged, finding: &Finding, text: &str, singles: &[Tried]) -> Vec<Tried> {
    let mut firsts: Vec<&Tried> =
        singles.iter().filter(|tried| clears(tried, finding) && tried.effect.opened.is_empty()).collect();
    firsts.sort_by_key(|tried| (tried.effect.raised.len(), rank(tried)));
    let mut found = Vec::new();
    for first in firsts.into_iter().take(MOST_FIRSTS) {
        let Some(changed) = apply_all(&first.changes, text) else { continue };
        let Some(after) = bench.judge(&changed) else { continue };
        let broken: BTreeSet<&Place> = first.effect.raised.iter().collect();
        let raised =
            after.findings.iter().filter(|other| broken.contains(&Place { code: other.code.clone(), at: other.at.clone() }));
        let more = |other: &Finding| {
            let check = bench.engine.find(&other.code).ok().filter(|check| !check.late);
            let numbers = check.map_or_else(Vec::new, |check| numbers(bench, check, other, &changed));
            let single = |candidate: &Candidate| check.is_none_or(|check| gone(bench, check, other, &candidate.change, &changed));
            candidates(other, &changed).into_iter().filter(single).chain(numbers).collect::<Vec<_>>()
        };
        let mut seconds: Vec<Candidate> = raised.flat_map(more).collect();
        seconds.sort();
        seconds.dedup();
        for second in seconds.into_iter().take(MOST_SECONDS) {
            // A number that goes on from where the first came takes its place.
            let other = first.changes.iter().filter(|change| !change.clashes(&second.change)).cloned();
            let changes: Vec<Change> = other.chain([second.change.clone()]).collect();
            let distance = if changes.len() == 1 { second.distance } else { first.distance + second.distance };
            found.extend(tried(bench, before, text, changes, distance));
        }
    }
    found
}

fn tried(bench: &Bench<'_>, before: &Judged, text: &str, changes: Vec<Change>, distance: u32) -> Option<Tried> {
    let after = bench.judge(&apply_all(&changes, text)?)?;
    Some(Tried { changes, distance, effect: effect(before, &after), unverified: 0 })
}
