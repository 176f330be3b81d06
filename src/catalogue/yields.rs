//! Which check yields to which: each name has to be that of a check, and no two may yield to each other.

use super::Check;
use crate::source::{QuickMap, nearest, quick_map};

/// A name that no check can yield to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YieldFault {
    /// The check, by its number in the list.
    pub check: usize,
    /// The name, by its number in `yields_to`.
    pub number: usize,
    /// What is wrong with it.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// For each check the checks that it yields to, by their numbers in the list; names without a check are left out.
fn yields(checks: &[&Check]) -> Vec<Vec<usize>> {
    let known = names(checks);
    let named = |check: &&Check| check.definition.yields_to.iter().filter_map(|name| known.get(name.as_str()).copied()).collect();
    checks.iter().map(named).collect()
}

/// What is wrong with the names that checks yield to, in their order.
#[must_use]
pub fn yield_faults(checks: &[&Check]) -> Vec<YieldFault> {
    let (known, edges) = (names(checks), yields(checks));
    let mut faults = Vec::new();
    for (check, of) in checks.iter().enumerate() {
        for (number, name) in of.definition.yields_to.iter().enumerate() {
            let Some(&other) = known.get(name.as_str()) else {
                let near = nearest(name, known.keys().copied());
                let help =
                    near.map_or_else(|| "`caseproof checks` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
                faults.push(YieldFault { check, number, message: format!("there is no check `{name}`"), help: Some(help) });
                continue;
            };
            if other != check && reaches(&edges, other, check) {
                let message = format!("{} yields to {} as well", checks[other].code, of.code);
                faults.push(YieldFault { check, number, message, help: Some("one of the two has to lead".to_owned()) });
            }
        }
    }
    faults
}

/// Every name of every check, with its number in the list.
fn names<'c>(checks: &[&'c Check]) -> QuickMap<&'c str, usize> {
    let mut names = quick_map(4 * checks.len());
    names.extend(checks.iter().enumerate().flat_map(|(number, check)| check.names().into_iter().map(move |name| (name, number))));
    names
}

/// Whether a check yields to another, be it by way of further ones.
fn reaches(edges: &[Vec<usize>], from: usize, to: usize) -> bool {
    let (mut seen, mut next) = (vec![from], vec![from]);
    while let Some(check) = next.pop() {
        for &other in &edges[check] {
            if other == to {
                return true;
            }
            if !seen.contains(&other) {
                seen.push(other);
                next.push(other);
            }
        }
    }
    false
}
