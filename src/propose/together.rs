//! Changes that are proven only together with those for other findings: what keeps one from passing is often the next fault in line,
//! which another change of the same review mends. It knows no check and no format.

use super::bench::Judged;
use super::change::Change;
use super::joined::{Combined, tried};
use super::tries::Tries;
use super::{Answer, Answers, Tried, ends, improve_by, is_evidence, is_proven, pairs, rank};
use crate::catalogue::Severity;
use crate::finding::Finding;

/// Looks once more for errors without a proven change, on the design with the nearest change of each other finding. `tried` is what
/// was tried for each answer on the design as it is.
pub(super) fn together(tries: &Tries<'_>, before: &Judged, text: &str, answers: &mut Answers, tried: &[Vec<Tried>]) {
    let open = |answer: &Answer| {
        let finding = &answers.findings[answer.finding];
        answer.proposals.is_empty() && finding.severity == Severity::Error && !is_evidence(tries.bench, finding)
    };
    let left: Vec<usize> = (0..answers.answers.len()).filter(|number| open(&answers.answers[*number])).collect();
    if left.is_empty() {
        return;
    }
    let (base, made) = improve_by(tries, text, answers);
    let Some(improved) = tries.judge(&base).filter(|_| !made.is_empty()) else { return };
    for number in left {
        let answer = &mut answers.answers[number];
        let finding = &answers.findings[answer.finding];
        let found = on_top(tries, (&improved, &base), finding, &tried[number]);
        let whole = found.and_then(|found| least(tries, (before, text), finding, &made, &found));
        if let Some(whole) = whole {
            answer.proposals.push(whole);
            answer.asking = None;
        }
    }
}

/// The nearest changes that clear a finding without harm on an improved design, out of those that clear it at all.
fn on_top(tries: &Tries<'_>, (before, text): (&Judged, &str), finding: &Finding, all: &[Tried]) -> Option<Tried> {
    let clearing = all.iter().filter(|tried| ends(tried, finding) && tried.effect.opened.is_empty());
    let again = |one: &Tried| tried(tries, before, text, Combined::of(one));
    let mut found: Vec<Tried> = clearing.filter_map(again).collect();
    if !found.iter().any(|tried| is_proven(tried, finding)) {
        found.extend(pairs(tries, before, finding, text, &found));
    }
    found.into_iter().filter(|tried| is_proven(tried, finding)).min_by(|one, other| rank(one, finding).cmp(&rank(other, finding)))
}

/// As few changes as do, out of those that were made for other findings and the ones on top of them; none if they do harm on the
/// design as it is.
fn least(
    tries: &Tries<'_>,
    (before, text): (&Judged, &str),
    finding: &Finding,
    made: &[Change],
    on_top: &Tried,
) -> Option<Tried> {
    let whole = |others: &[Change]| {
        let distance = on_top.distance.saturating_add(u32::try_from(others.len()).unwrap_or(u32::MAX));
        let changes = others.iter().chain(&on_top.changes).cloned().collect();
        let decisions = others.len() + on_top.decisions;
        tried(tries, before, text, Combined { changes, decisions, distance }).filter(|whole| is_proven(whole, finding))
    };
    let mut others = made.to_vec();
    let mut best = whole(&others)?;
    for number in (0..made.len()).rev() {
        let mut fewer = others.clone();
        fewer.remove(number);
        if let Some(found) = whole(&fewer) {
            (others, best) = (fewer, found);
        }
    }
    Some(best)
}
