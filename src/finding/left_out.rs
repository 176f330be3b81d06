//! What of the checks is left out of a judgement, so that nobody takes silence for soundness.

use serde::{Deserialize, Serialize};

/// The checks that a project or the command line leaves out, and what they would have found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What was selected to be judged and nothing else, as it is named; empty if nothing was.
    pub selected: Vec<String>,
    /// How many checks are left out.
    pub checks: usize,
    /// Codes of those that would have found something, with how many findings each has, most of them first.
    pub findings: Vec<(String, usize)>,
}

impl LeftOut {
    /// What is left out, in its order; none if nothing is.
    #[must_use]
    pub fn of(selected: Vec<String>, checks: usize, mut findings: Vec<(String, usize)>) -> Option<Self> {
        findings.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        (checks > 0).then_some(Self { selected, checks, findings })
    }
}
