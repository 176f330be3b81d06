//! Changes that are judged together: what they do, what they need, and which of them add nothing.

use super::bench::{Judged, Place};
use super::candidate::Candidate;
use super::change::{Change, apply_all};
use super::effect::{Effect, effect};
use super::role::{Role, role};
use super::tries::Tries;
use super::{MOST_OPENED, Tried, gain, is_proven};
use crate::finding::{Finding, Need};

/// Changes that are to be judged together.
pub(super) struct Combined {
    /// Made one after the other.
    pub changes: Vec<Change>,
    /// How many decisions they are.
    pub decisions: usize,
    /// How far they are from the design as it is.
    pub distance: u32,
}

impl Combined {
    pub fn one(Candidate { distance, changes }: Candidate) -> Self {
        Self { changes, decisions: 1, distance }
    }

    pub fn of(tried: &Tried) -> Self {
        Self { changes: tried.changes.clone(), decisions: tried.decisions, distance: tried.distance }
    }

    fn all(sets: &[Candidate]) -> Self {
        let changes = sets.iter().flat_map(|set| set.changes.clone()).collect();
        Self { changes, decisions: sets.len(), distance: sets.iter().map(|set| set.distance).sum() }
    }
}

/// What sets of changes do together, without those that add nothing to it.
pub(super) fn smallest(
    tries: &Tries<'_>,
    before: &Judged,
    text: &str,
    finding: &Finding,
    mut sets: Vec<Candidate>,
) -> Option<Tried> {
    let mut best = tried(tries, before, text, Combined::all(&sets))?;
    if !is_proven(&best, finding) {
        return Some(best);
    }
    for number in (0..sets.len()).rev() {
        if sets.len() == 1 {
            break;
        }
        let mut fewer = sets.clone();
        fewer.remove(number);
        let found = tried(tries, before, text, Combined::all(&fewer));
        if let Some(found) = found.filter(|found| is_proven(found, finding) && does_as_much(found, &best, finding)) {
            (sets, best) = (fewer, found);
        }
    }
    Some(best)
}

/// Whether changes do for a finding, and clear, what others do.
fn does_as_much(one: &Tried, other: &Tried, finding: &Finding) -> bool {
    let (fewer, more) = (&one.effect, &other.effect);
    gain(one, finding) <= gain(other, finding) && more.cleared.iter().all(|place| fewer.cleared.contains(place))
}

/// Changes with what they do, and with the answers to what they ask for, where those are known; none if they cannot be made.
pub(super) fn tried(tries: &Tries<'_>, before: &Judged, text: &str, made: Combined) -> Option<Tried> {
    let Combined { changes, decisions, distance } = made;
    let after = tries.judge(&apply_all(&changes, text)?)?;
    let alone = effect(before, &after);
    if let Some(more) = fills(&alone, &after) {
        let decisions = decisions + more.len();
        let changes: Vec<Change> = changes.iter().cloned().chain(more).collect();
        let answered = tries.judge(&apply_all(&changes, text)?).map(|after| effect(before, &after));
        if let Some(effect) = answered.filter(|effect| effect.opened.is_empty() && effect.raised.is_empty()) {
            return Some(Tried { changes, decisions, distance, effect, unverified: 0 });
        }
    }
    Some(Tried { changes, decisions, distance, effect: alone, unverified: 0 })
}

/// The values that would pass in fields which changes ask for, where they do no other harm and a value is known for every one: a rest
/// that is made longer wants a rack of a size, and that goes with it.
fn fills(effect: &Effect, after: &Judged) -> Option<Vec<Change>> {
    if !effect.raised.is_empty() || !(1..=MOST_OPENED).contains(&effect.opened.len()) {
        return None;
    }
    let needs = |place: &Place| after.needs.get(&(place.code.clone(), place.at.clone()));
    let answer = |need: &Need| {
        let want = need.wants.iter().min_by_key(|want| want.severity).filter(|_| role(&need.at) == Role::Decision)?;
        Some(Change::set(&need.at, &want.value.to_string()))
    };
    let each = |place: &Place| needs(place)?.iter().map(answer).collect::<Option<Vec<Change>>>();
    let mut all = effect.opened.iter().map(each).collect::<Option<Vec<_>>>()?.concat();
    all.sort();
    all.dedup_by(|one, other| one.clashes(other));
    Some(all)
}
