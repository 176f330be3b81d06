//! Changes that clear findings, each proven by judging the changed design again.
//!
//! A change counts only if it clears an error or a warning, raises nothing and opens nothing but that samples and tests have to be
//! made again; requirements, claims and evidence are never touched, and `same` of samples is written out where it would become
//! another. It is bounded by the numbers below and deterministic. This module knows no check, no format and no thread: how many
//! judgements run at once is the caller's.

mod bench;
mod brought;
mod candidate;
mod change;
mod effect;
mod formed;
mod idle;
mod joined;
mod made_again;
mod made_by;
mod named;
mod number;
mod role;
mod select;
mod sizes;
mod spelling;
mod stand_in;
mod together;
mod tries;
mod twins;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use bench::Judged;
use candidate::{Candidate, Target, candidates, decisions, gone, may_answer, shorter};
use change::Draft;
use effect::{effect, is_list};
use joined::{Combined, smallest, tried};
use named::is_named;
use number::{as_far_as_may_be, at_clears, numbers};
use together::together;
use tries::Tries;

use crate::catalogue::{Check, Severity, Subject};
use crate::facts::Kind;
use crate::finding::Finding;

pub use bench::{Bench, Place};
pub use change::{Change, apply_all, current, standing, values};
pub use effect::Effect;
pub use made_again::kept;
pub use role::{Role, role};
pub(crate) use role::{fits, row};
pub use select::{Amount, Aspect, Flip, Known, NoPlace, Ranked, Screened, Selection, select};
pub use spelling::{Fixer, Respelled};
pub use twins::twins;

/// Most changes that are judged for one finding.
const MOST_SINGLES: usize = 80;

/// Changes that clear a finding and break something, to which a second is added.
const MOST_FIRSTS: usize = 4;

/// Second changes that are tried with each of them.
const MOST_SECONDS: usize = 12;

/// Proposals that are kept for one finding.
const MOST_KEPT: usize = 10;

/// Checks that a change may leave open and still be told where none is proven: more is another design.
const MOST_OPENED: usize = 6;

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
    /// How many decisions they are: what follows from one, or keeps what samples were, is none of its own.
    pub decisions: usize,
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
    /// Where there are none, the nearest change that clears it and raises nothing, but has checks that can no longer be decided; for a
    /// warning only one that the finding itself names.
    pub asking: Option<Tried>,
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
    let tries = &Tries::new(bench);
    let before = &*tries.judge(text)?;
    let targets: Vec<usize> = (0..before.findings.len()).filter(|number| is_target(&before.findings[*number])).collect();
    let tried = spread.each(targets.len(), &|number| all_tried(tries, before, &before.findings[targets[number]], text));
    let answers = targets.iter().zip(&tried).map(|(target, all)| answer(bench, &before.findings[*target], *target, text, all));
    let mut answers: Vec<Answer> = answers.collect();
    share(bench, text, &mut answers, &before.findings);
    let mut answers = Answers { findings: before.findings.clone(), answers };
    together(tries, before, text, &mut answers, &tried);
    Some(answers)
}

/// Looks for changes that clear one finding of the one design of a text; none if it does not load, or has no such finding.
#[must_use]
pub fn propose_for(bench: &Bench<'_>, text: &str, code: &str, at: &str) -> Option<Answer> {
    let tries = &Tries::new(bench);
    let before = &*tries.judge(text)?;
    let target = before.findings.iter().position(|finding| finding.code == code && finding.at == at)?;
    let finding = &before.findings[target];
    Some(answer(bench, finding, target, text, &all_tried(tries, before, finding, text)))
}

/// The best of the changes that were tried for a finding.
fn answer(bench: &Bench<'_>, finding: &Finding, number: usize, text: &str, tried: &[Tried]) -> Answer {
    let proposals = tried.iter().filter(|tried| is_proven(tried, finding)).cloned().collect();
    let proposals = best(proposals, bench, finding, text);
    let told = |tried: &&Tried| finding.severity == Severity::Error || is_named(bench, finding, tried);
    let asking = tried
        .iter()
        .filter(|tried| proposals.is_empty() && only_asks(tried, finding))
        .filter(told)
        .min_by_key(|tried| (tried.effect.opened.len(), rank(tried, finding)))
        .cloned();
    Answer { finding: number, proposals, asking, tried: tried.len(), decisions: decisions(finding) }
}

/// The design with the nearest proposal of each finding, one after the other, each judged again on what the ones before made of
/// it; and the changes that were made.
#[must_use]
pub fn improve(bench: &Bench<'_>, text: &str, answers: &Answers) -> (String, Vec<Change>) {
    improve_by(&Tries::new(bench), text, answers)
}

/// The same with what was tried before.
fn improve_by(tries: &Tries<'_>, text: &str, answers: &Answers) -> (String, Vec<Change>) {
    let mut best = text.to_owned();
    let mut made = Vec::new();
    for answer in &answers.answers {
        let finding = &answers.findings[answer.finding];
        let Some(before) = tries.judge(&best) else { break };
        let still = before.found.get(&(finding.code.clone(), finding.at.clone()));
        if still.is_none_or(|(severity, _)| *severity < Severity::Warning) {
            continue;
        }
        for proposal in &answer.proposals {
            let again = tried(tries, &before, &best, Combined::of(proposal));
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

/// Whether a check looks at what was built, measured or tested, or at what samples leave open: evidence answers it, and no other way
/// to make the thing.
fn wants_evidence(check: &Check) -> bool {
    match check.subject {
        Subject::InTransition(kind) => kind == Kind::Part,
        Subject::Each(kind) => {
            matches!(kind, Kind::Build | Kind::Measurement | Kind::Test | Kind::Claim | Kind::Lot | Kind::Risk)
        }
    }
}

/// Whether evidence alone answers a finding.
fn is_evidence(bench: &Bench<'_>, finding: &Finding) -> bool {
    role(&finding.at) == Role::Evidence || bench.engine.find(&finding.code).is_ok_and(wants_evidence)
}

/// What was tried for a finding: one change, then pairs where none does, then two numbers, then what makes a warning of an
/// error, then what leaves it with fewer things.
fn all_tried(tries: &Tries<'_>, before: &Judged, finding: &Finding, text: &str) -> Vec<Tried> {
    if is_evidence(tries.bench, finding) {
        return Vec::new();
    }
    let mut tried = singles(tries, before, finding, Aim::Below(Severity::Warning), text);
    let proven = |tried: &[Tried]| tried.iter().any(|tried| is_proven(tried, finding));
    if !proven(&tried) {
        tried.extend(pairs(tries, before, finding, text, &tried));
    }
    if !tried.iter().any(|tried| is_proven(tried, finding) && gain(tried, finding) <= Some(Gain::Advised)) {
        tried.extend(farther(tries, before, finding, text));
    }
    if finding.severity == Severity::Error && !proven(&tried) {
        tried.extend(singles(tries, before, finding, Aim::Below(Severity::Error), text));
    }
    if is_list(finding) && !proven(&tried) {
        tried.extend(singles(tries, before, finding, Aim::Shorter, text));
    }
    tried
}

/// What is better at a finding, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gain {
    /// Nothing of it is left.
    Cleared,
    /// Advice is left.
    Advised,
    /// The error is a warning.
    Lowered,
    /// It names fewer things.
    Shortened,
}

fn gain(tried: &Tried, finding: &Finding) -> Option<Gain> {
    let Effect { cleared, advised, lowered, shortened, .. } = &tried.effect;
    let has = |places: &[Place]| places.iter().any(|place| place.code == finding.code && place.at == finding.at);
    let kinds = [(cleared, Gain::Cleared), (advised, Gain::Advised), (lowered, Gain::Lowered), (shortened, Gain::Shortened)];
    kinds.into_iter().find(|(places, _)| has(places)).map(|(_, gain)| gain)
}

/// By what changes are ordered.
type Rank<'t> = (Option<Gain>, bool, usize, u32, bool, Reverse<usize>, usize, &'t [Change]);

/// What leaves nothing of a finding first, then what makes nothing else worse, then near changes, of those the ones after which
/// nothing has to be made again, then those that clear most, then those that rest on the fewest figures without a source.
fn rank<'t>(tried: &'t Tried, finding: &Finding) -> Rank<'t> {
    let Tried { changes, decisions, distance, effect, unverified } = tried;
    let (gain, worse, again) = (gain(tried, finding), !effect.worsened.is_empty(), !effect.again.is_empty());
    (gain, worse, *decisions, *distance, again, Reverse(effect.cleared.len()), *unverified, changes)
}

/// The proposals that are kept for a finding, the best first; of changes that come to the same text the nearest.
fn best(mut proposals: Vec<Tried>, bench: &Bench<'_>, finding: &Finding, text: &str) -> Vec<Tried> {
    proposals.sort_by(|one, other| rank(one, finding).cmp(&rank(other, finding)));
    let mut seen = BTreeSet::new();
    proposals.retain(|proposal| apply_all(&proposal.changes, text).is_some_and(|changed| seen.insert(changed)));
    for proposal in &mut proposals {
        let changed = apply_all(&proposal.changes, text);
        proposal.unverified = changed.map_or(0, |changed| bench.unverified(&finding.code, &changed, &finding.at));
    }
    proposals.sort_by(|one, other| rank(one, finding).cmp(&rank(other, finding)));
    proposals.truncate(MOST_KEPT);
    proposals
}

/// A finding that a change for another one clears as well is answered by that change too.
fn share(bench: &Bench<'_>, text: &str, answers: &mut [Answer], findings: &[Finding]) {
    let draft = &Draft::new(text);
    let all: Vec<Tried> = answers.iter().flat_map(|answer| &answer.proposals).cloned().collect();
    for answer in answers.iter_mut().filter(|answer| answer.proposals.is_empty()) {
        let finding = &findings[answer.finding];
        let fits = all.iter().filter(|tried| is_proven(tried, finding) && !is_evidence(bench, finding));
        let fits = fits.filter(|tried| may_answer(&finding.code, &tried.changes, draft));
        if let Some(proposal) = fits.min_by_key(|tried| rank(tried, finding)) {
            answer.proposals.push(proposal.clone());
            answer.asking = None;
        }
    }
}

/// Whether changes clear a finding and do no harm but that a few things have to be answered. A check that is open instead of
/// finding something is not among them.
fn only_asks(tried: &Tried, finding: &Finding) -> bool {
    let opened = &tried.effect.opened;
    let few = (1..=MOST_OPENED).contains(&opened.len()) && opened.iter().all(|place| place.code != finding.code);
    few && clears(tried, finding) && tried.effect.raised.is_empty()
}

/// Whether changes clear a finding or make it milder, and do no harm.
fn is_proven(tried: &Tried, finding: &Finding) -> bool {
    let Effect { raised, opened, asked, again, .. } = &tried.effect;
    let same = asked.iter().chain(again).any(|place| place.code == finding.code);
    clears(tried, finding) && raised.is_empty() && opened.is_empty() && !same
}

fn clears(tried: &Tried, finding: &Finding) -> bool {
    gain(tried, finding).is_some()
}

/// Whether changes clear a finding and its check finds the same nowhere else instead.
fn ends(tried: &Tried, finding: &Finding) -> bool {
    clears(tried, finding) && tried.effect.raised.iter().all(|place| place.code != finding.code)
}

/// What single changes are to do.
#[derive(Clone, Copy)]
enum Aim {
    /// Bring the finding below a severity.
    Below(Severity),
    /// Have it name fewer things.
    Shorter,
}

/// The single changes that do what is aimed at, each judged, from the nearest on until enough are proven: what is farther ranks behind.
fn singles(tries: &Tries<'_>, before: &Judged, finding: &Finding, aim: Aim, text: &str) -> Vec<Tried> {
    let Ok(check) = tries.bench.engine.find(&finding.code) else { return Vec::new() };
    let bar = if let Aim::Below(bar) = aim { bar } else { finding.severity };
    let (draft, target) = (&Draft::new(text), Target::of(check, finding, bar, before));
    let Some(spec) = tries.spec(text) else { return Vec::new() };
    let mut all = candidates(tries, finding, &before.findings, draft, &spec);
    // What the check alone does not let pass need not be judged by all others.
    match aim {
        Aim::Below(_) if check.late => all.extend(at_clears(tries, target, draft)),
        Aim::Below(_) => {
            all.retain(|candidate| gone(tries, target, &candidate.changes, draft));
            all.extend(at_clears(tries, target, draft));
            all.extend(numbers(tries, target, draft));
        }
        Aim::Shorter => all.retain(|candidate| shorter(tries, target, &candidate.changes, draft)),
    }
    all.sort();
    all.dedup();
    all.truncate(MOST_SINGLES);
    let mut found: Vec<Tried> = Vec::new();
    for equally_far in all.chunk_by(|one, other| one.distance == other.distance) {
        if found.iter().filter(|tried| is_proven(tried, finding)).count() >= MOST_KEPT {
            break;
        }
        let changed = equally_far.iter().cloned();
        found.extend(changed.filter_map(|candidate| tried(tries, before, text, Combined::one(candidate))));
    }
    found
}

/// A number on top of another that is brought as far as it may: an arm that is made longer, and then thinner.
fn farther(tries: &Tries<'_>, before: &Judged, finding: &Finding, text: &str) -> Vec<Tried> {
    let Ok(check) = tries.bench.engine.find(&finding.code) else { return Vec::new() };
    let target = Target::of(check, finding, Severity::Warning, before);
    let mut found = Vec::new();
    for first in as_far_as_may_be(tries, target, &Draft::new(text)) {
        let Some(changed) = apply_all(&first.changes, text) else { continue };
        let again = |change: &Change| first.changes.iter().any(|other| change.clashes(other));
        let seconds = numbers(tries, target, &Draft::new(&changed)).into_iter();
        for second in seconds.filter(|second| !second.changes.iter().any(again)) {
            found.extend(smallest(tries, before, text, finding, vec![first.clone(), second]));
        }
    }
    found
}

/// Pairs of a change that clears the finding and one that mends what that breaks.
fn pairs(tries: &Tries<'_>, before: &Judged, finding: &Finding, text: &str, singles: &[Tried]) -> Vec<Tried> {
    let mut firsts: Vec<&Tried> = singles.iter().filter(|tried| ends(tried, finding) && tried.effect.opened.is_empty()).collect();
    firsts.sort_by_key(|tried| (tried.effect.raised.len(), rank(tried, finding)));
    let mut found = Vec::new();
    for first in firsts.into_iter().take(MOST_FIRSTS) {
        let Some(changed) = apply_all(&first.changes, text) else { continue };
        for second in seconds(tries, first, &changed) {
            // A number that goes on from where the first came takes its place.
            let clashes = |change: &&Change| second.changes.iter().any(|other| change.clashes(other));
            let other: Vec<Change> = first.changes.iter().filter(|change| !clashes(change)).cloned().collect();
            let first = Candidate { distance: first.distance, changes: other };
            let sets = [first, second].into_iter().filter(|set| !set.changes.is_empty()).collect();
            found.extend(smallest(tries, before, text, finding, sets));
        }
    }
    found
}

/// The changes that may mend what a first one breaks.
fn seconds(tries: &Tries<'_>, first: &Tried, changed: &str) -> Vec<Candidate> {
    let (Some(after), Some(spec)) = (tries.judge(changed), tries.spec(changed)) else { return Vec::new() };
    let draft = &Draft::new(changed);
    let broken: BTreeSet<&Place> = first.effect.raised.iter().collect();
    let raised = after.findings.iter().filter(|other| broken.contains(&Place { code: other.code.clone(), at: other.at.clone() }));
    let more = |other: &Finding| {
        let check = tries.bench.engine.find(&other.code).ok().filter(|check| !check.late);
        let target = check.map(|check| Target::of(check, other, Severity::Warning, &after));
        let numbers = target.map_or_else(Vec::new, |target| {
            at_clears(tries, target, draft).into_iter().chain(numbers(tries, target, draft)).collect()
        });
        let single = |candidate: &Candidate| target.is_none_or(|target| gone(tries, target, &candidate.changes, draft));
        candidates(tries, other, &after.findings, draft, &spec).into_iter().filter(single).chain(numbers).collect::<Vec<_>>()
    };
    let mut seconds: Vec<Candidate> = raised.flat_map(more).collect();
    seconds.sort();
    seconds.dedup();
    seconds.truncate(MOST_SECONDS);
    seconds
}
