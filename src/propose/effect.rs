//! What is other after a change of a design.

use std::collections::BTreeMap;

use super::bench::{Judged, Place};
use super::brought::is_brought;
use super::made_again::is_made_again;
use crate::catalogue::Severity;
use crate::finding::{Finding, Need, Shown};

/// What a change does to the findings of a design.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Errors and warnings that are gone.
    pub cleared: Vec<Place>,
    /// Errors and warnings that are advice now.
    pub advised: Vec<Place>,
    /// Findings that are there as before, and accepted now.
    pub waived: Vec<Place>,
    /// Errors that are warnings now.
    pub lowered: Vec<Place>,
    /// Errors and warnings that are there as before, and name fewer things.
    pub shortened: Vec<Place>,
    /// Findings that are new or worse.
    pub raised: Vec<Place>,
    /// Errors and warnings that are as bad as before and farther beyond their bound.
    pub worsened: Vec<Place>,
    /// Checks that can no longer be decided.
    pub opened: Vec<Place>,
    /// Checks that ask for what production brings, whatever the design.
    pub asked: Vec<Place>,
    /// Checks that say no more than that samples, builds or tests were of the material or process before, or ask for a record of
    /// such alone.
    pub again: Vec<Place>,
}

/// A check and where it looked.
type Key = (String, String);

/// With what the path of a record begins.
const RECORDS: &str = "evidence.";

/// Share of a bound below which a margin counts as the same.
const SAME: f64 = 0.005;

/// What is other after a change.
pub(super) fn effect(before: &Judged, after: &Judged) -> Effect {
    let mut effect = Effect::default();
    for (key, (was, count)) in &before.found {
        let newly_waived = after.waived.contains(key) && !before.waived.contains(key);
        if *was < Severity::Warning {
            continue;
        }
        match after.found.get(key) {
            // Whoever accepts a finding has not cleared it.
            None if !newly_waived => effect.cleared.push(place(key)),
            Some((now, fewer)) if now >= &Severity::Warning && fewer < count && !newly_waived => effect.cleared.push(place(key)),
            Some((Severity::Advice, _)) if !newly_waived => effect.advised.push(place(key)),
            Some((Severity::Warning, same)) if *was == Severity::Error && same == count => effect.lowered.push(place(key)),
            _ => {}
        }
    }
    effect.waived = after.waived.difference(&before.waived).map(place).collect();
    raise(before, after, &mut effect);
    open(before, after, &mut effect);
    compare(before, after, &mut effect);
    effect
}

fn place((code, at): &Key) -> Place {
    Place { code: code.clone(), at: at.clone() }
}

fn raise(before: &Judged, after: &Judged, effect: &mut Effect) {
    for (key, (severity, count)) in &after.found {
        let new = before.found.get(key).is_none_or(|(was, before)| severity > was || count > before);
        if !new {
            continue;
        }
        if is_made_again(&key.0) {
            effect.again.push(place(key));
        } else if *severity == Severity::Advice && is_brought(&key.0) {
            effect.asked.push(place(key));
        } else {
            effect.raised.push(place(key));
        }
    }
}

fn open(before: &Judged, after: &Judged, effect: &mut Effect) {
    // Asking for more at the same place is less known than before as well.
    let asks = |judged: &Judged, key: &Key| judged.needs.get(key).map_or(0, Vec::len);
    for (key, count) in &after.open {
        let more = before.open.get(key).is_none_or(|before| count > before) || asks(after, key) > asks(before, key);
        // What was found and is open now is not answered by production, nor by samples.
        let new = more && !before.found.contains_key(key);
        if new && (is_made_again(&key.0) || is_of_record(after, key)) {
            effect.again.push(place(key));
        } else if new && is_brought(&key.0) {
            effect.asked.push(place(key));
        } else if more {
            effect.opened.push(place(key));
        }
    }
    for places in [&mut effect.asked, &mut effect.again] {
        places.sort();
        places.dedup();
    }
}

/// Whether all that a check needs is a record of what was tried: who changes a design has it tried.
fn is_of_record(judged: &Judged, key: &Key) -> bool {
    let needs = judged.needs.get(key).map_or(&[][..], Vec::as_slice);
    !needs.is_empty() && needs.iter().all(|need: &Need| need.at.starts_with(RECORDS))
}

/// What stands at the same place as before, no better and no worse by its severity.
fn compare(before: &Judged, after: &Judged, effect: &mut Effect) {
    let (was, is) = (by_place(before), by_place(after));
    for (key, now) in &is {
        let Some(then) = was.get(key).filter(|then| then.severity == now.severity && now.severity >= Severity::Warning) else {
            continue;
        };
        if now.beyond() < then.beyond() - SAME {
            effect.worsened.push(place(key));
        }
        if is_shorter(then, now) {
            effect.shortened.push(place(key));
        }
    }
}

/// The finding of each check and place, of several the one that is farthest beyond its bound.
fn by_place(judged: &Judged) -> BTreeMap<Key, &Finding> {
    let mut found: BTreeMap<Key, &Finding> = BTreeMap::new();
    for finding in &judged.findings {
        let known = found.entry((finding.code.clone(), finding.at.clone())).or_insert(finding);
        if finding.beyond() < known.beyond() {
            *known = finding;
        }
    }
    found
}

/// Whether a finding names some of the things that it named before, and no others.
pub(super) fn is_shorter(before: &Finding, after: &Finding) -> bool {
    let list = |finding: &Finding, name: &str| {
        finding.values.iter().find_map(|(known, shown)| match shown {
            Shown::Words(words) if known == name => Some(words.clone()),
            _ => None,
        })
    };
    before.values.iter().any(|(name, _)| match (list(before, name), list(after, name)) {
        (Some(was), Some(is)) => {
            was.len() > 1 && !is.is_empty() && is.len() < was.len() && is.iter().all(|word| was.contains(word))
        }
        _ => false,
    })
}

/// Whether a finding names several things, so that fewer of them would be better.
pub(super) fn is_list(finding: &Finding) -> bool {
    finding.values.iter().any(|(_, shown)| matches!(shown, Shown::Words(words) if words.len() > 1))
}
