//! Folding: where several checks speak of one fault at one place, one finding leads and the others stand below it, so that a
//! reader counts faults and not rules.
//!
//! Two findings are of one place if they have the same subject or the same cause. The one whose check yields goes below the
//! other; but the worse of two on one subject always leads, and nothing goes below what is milder than itself. What leads does
//! not hang on the order of a file.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use crate::finding::Finding;

/// For each check by its name the names of those that it yields to.
pub(super) type Yields<'c> = HashMap<&'c str, Vec<&'c str>>;

/// Findings of a check at a place, what leads first.
type Places<'f> = HashMap<(&'f str, &'f str), Vec<usize>>;

/// Says of each finding under which other one it is folded, if it is.
pub(super) fn fold(findings: &mut [Finding], yields: &Yields<'_>) {
    let below = edges(findings, yields);
    let leads: Vec<Option<usize>> = (0..findings.len()).map(|finding| lead(&below, finding)).collect();
    for (finding, lead) in findings.iter_mut().zip(leads) {
        finding.folded_under = lead;
    }
}

/// For each finding those under which it may be folded.
fn edges(findings: &[Finding], yields: &Yields<'_>) -> Vec<Option<usize>> {
    let order = ranks(findings);
    let (subjects, causes) =
        (places(findings, &order, |finding| &finding.at), places(findings, &order, |finding| &finding.cause));
    let mut below: Vec<Option<usize>> = vec![None; findings.len()];
    let mut put = |finding: usize, lead: usize| {
        let known = &mut below[finding];
        *known = Some(known.map_or(lead, |known| if order[known] <= order[lead] { known } else { lead }));
    };
    for (number, finding) in findings.iter().enumerate() {
        for other in yields.get(finding.check.as_str()).into_iter().flatten() {
            let at = subjects.get(&(*other, finding.at.as_str())).map_or(&[][..], |found| found);
            let by = causes.get(&(*other, finding.cause.as_str())).map_or(&[][..], |found| found);
            let first = at.first().into_iter().chain(by.first()).copied().min_by_key(|found| order[*found]);
            let own = *other == finding.check;
            match first.filter(|first| findings[*first].severity >= finding.severity) {
                Some(first) if !own || order[first] < order[number] => put(number, first),
                _ => {}
            }
            let milder = at.iter().copied().filter(|found| findings[*found].severity < finding.severity);
            milder.filter(|_| !own).for_each(|found| put(found, number));
        }
    }
    below
}

/// The finding that a chain of others ends at; none for one that stands by itself.
fn lead(below: &[Option<usize>], finding: usize) -> Option<usize> {
    // Each step goes to a worse finding, or to a check that the one before yields to, so that the chain ends.
    std::iter::successors(below[finding], |lead| below[*lead]).take(below.len()).last()
}

/// The place of each finding when what leads comes first.
fn ranks(findings: &[Finding]) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..findings.len()).collect();
    sorted.sort_by(|a, b| leading(&findings[*a], &findings[*b]));
    let mut ranks = vec![0; findings.len()];
    sorted.into_iter().enumerate().for_each(|(rank, finding)| ranks[finding] = rank);
    ranks
}

/// The worst first, then the surest; of equals the one that is furthest beyond its bound, then by what it is about.
fn leading(a: &Finding, b: &Finding) -> Ordering {
    let key = |finding: &Finding| (Reverse(finding.severity), finding.consequence, Reverse(finding.confidence));
    let names = || (&a.identity, &a.at, &a.check).cmp(&(&b.identity, &b.at, &b.check));
    key(a).cmp(&key(b)).then_with(|| a.beyond().total_cmp(&b.beyond())).then_with(names)
}

fn places<'f>(findings: &'f [Finding], order: &[usize], place: fn(&Finding) -> &str) -> Places<'f> {
    let mut places: Places<'f> = HashMap::with_capacity(findings.len());
    for (number, finding) in findings.iter().enumerate() {
        places.entry((&finding.check, place(finding))).or_default().push(number);
    }
    for found in places.values_mut() {
        found.sort_by_key(|finding| order[*finding]);
    }
    places
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
