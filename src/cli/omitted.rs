//! What the files of a run leave out of the checks, taken together, and the sentence about it.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{DesignReport, LeftOut};
use crate::judge::Policy;
use crate::report::published::Gate;
use crate::report::{Tongue, left_out_words};

/// What is left out of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Omitted {
    /// What was selected to be judged and nothing else.
    selected: BTreeSet<String>,
    /// Names of the checks that are left out of a design at least.
    checks: BTreeSet<String>,
    /// How many findings of each are not shown, by its code.
    findings: BTreeMap<String, usize>,
}

impl Omitted {
    /// Adds what is left out of some designs by what holds for their file.
    pub(super) fn add(&mut self, policy: &Policy, designs: &[DesignReport]) {
        if designs.is_empty() {
            return;
        }
        self.selected.extend(policy.selected.iter().cloned());
        self.checks.extend(policy.checks.iter().filter(|(_, taken)| taken.ignored).map(|(name, _)| name.clone()));
        for (code, findings) in designs.iter().flat_map(|design| &design.ignored) {
            *self.findings.entry(code.clone()).or_default() += findings;
        }
    }

    /// Adds what a part of the run left out.
    pub(super) fn absorb(&mut self, gate: &mut Gate) {
        self.selected.append(&mut gate.selected);
        self.checks.append(&mut gate.left_out);
        for (code, findings) in std::mem::take(&mut gate.ignored) {
            *self.findings.entry(code).or_default() += findings;
        }
    }

    /// The same in the report of a part of a run.
    pub(super) fn published(self) -> Gate {
        let Self { selected, checks, findings } = self;
        Gate { selected, left_out: checks, ignored: findings, ..Gate::default() }
    }

    /// What is left out, in a sentence; none if nothing is.
    pub(super) fn words(&self) -> Option<String> {
        let findings = self.findings.iter().map(|(code, count)| (code.clone(), *count)).collect();
        let left_out = LeftOut::of(self.selected.iter().cloned().collect(), self.checks.len(), findings)?;
        Some(format!("{}; `caseproof config` says where", left_out_words(&left_out, Tongue::En)))
    }
}
