//! What a project makes of the checks: which it leaves out, how bad it takes their findings, and which nobody may waive.

use std::collections::HashMap;

use crate::catalogue::{Check, Severity};
use crate::design::Stage;
use crate::finding::{Confidence, Finding, LeftOut};
use crate::world::project::Wanted;

/// What a project makes of the checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// What is made of a check, by its name; nothing of those that are not named.
    pub checks: HashMap<String, Taken>,
    /// What every design has to have.
    pub wanted: Vec<Wanted>,
    /// What was selected to be judged and nothing else, as it is named; empty if nothing was.
    pub selected: Vec<String>,
}

/// What is made of one check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Whether its findings are left out: it is not counted, and they are counted apart.
    pub ignored: bool,
    /// Whether its findings cannot be waived, and are never milder than it says itself.
    pub mandatory: bool,
    /// How bad its findings are: always, or from stages on.
    pub severity: Vec<(Option<Stage>, Severity)>,
}

impl Policy {
    /// Whether the findings of a check are left out.
    #[must_use]
    pub fn ignores(&self, check: &Check) -> bool {
        self.of(check).is_some_and(|taken| taken.ignored)
    }

    /// The checks that are not left out.
    #[must_use]
    pub fn judged<'c>(&self, checks: &'c [Check]) -> Vec<&'c Check> {
        checks.iter().filter(|check| !self.ignores(check)).collect()
    }

    /// What is left out, with how many findings each check would have had; none if nothing is.
    #[must_use]
    pub fn left_out(&self, findings: &[(String, usize)]) -> Option<LeftOut> {
        let checks = self.checks.values().filter(|taken| taken.ignored).count();
        LeftOut::of(self.selected.clone(), checks, findings.to_vec())
    }

    /// Whether nobody may waive the findings of a check.
    #[must_use]
    pub fn is_mandatory(&self, check: &Check) -> bool {
        self.of(check).is_some_and(|taken| taken.mandatory)
    }

    fn of(&self, check: &Check) -> Option<&Taken> {
        if self.checks.is_empty() { None } else { self.checks.get(&*check.name) }
    }

    /// Gives a finding and what is said of it the severity that the project gives it at a stage. What rests on a figure that
    /// nobody answers for is no error, whoever wants it.
    pub(super) fn grade(&self, check: &Check, stage: Option<Stage>, finding: &mut Finding) {
        let Some(taken) = self.of(check).filter(|taken| !taken.severity.is_empty()) else { return };
        let low = finding.confidence == Confidence::Low;
        let grade = |own: Severity| {
            let graded = taken.at(stage).unwrap_or(own);
            let graded = if taken.mandatory { graded.max(own) } else { graded };
            if low { graded.min(Severity::Warning) } else { graded }
        };
        finding.severity = grade(finding.severity);
        finding
            .measured
            .iter_mut()
            .flat_map(|measured| &mut measured.bounds)
            .for_each(|bound| bound.severity = grade(bound.severity));
        finding.clears.iter_mut().for_each(|clear| clear.severity = grade(clear.severity));
        // The first clears all of it: of several that now clear the same severity it is the one that does.
        finding.clears.dedup_by_key(|clear| clear.severity);
    }
}

impl Taken {
    /// The severity at a stage: that of the latest stage named that is not after it, else that which always holds. A design
    /// that says no stage gets the strictest.
    #[must_use]
    pub fn at(&self, stage: Option<Stage>) -> Option<Severity> {
        let always = self.severity.iter().rev().find(|(from, _)| from.is_none()).map(|(_, severity)| *severity);
        let from = self.severity.iter().filter_map(|(from, severity)| Some(((*from)?, *severity)));
        let found = match stage {
            Some(now) => from.filter(|(from, _)| *from <= now).max_by_key(|(from, _)| *from).map(|(_, severity)| severity),
            None => from.map(|(_, severity)| severity).max(),
        };
        found.or(always)
    }
}

#[cfg(test)]
mod tests {
    use super::{Severity, Stage, Taken};

    #[test]
    fn a_severity_holds_from_its_stage_on() {
        let taken = Taken {
            severity: vec![(Some(Stage::Evt), Severity::Warning), (Some(Stage::Pvt), Severity::Error)],
            ..Taken::default()
        };
        for (stage, expected) in [
            (Some(Stage::Concept), None),
            (Some(Stage::Evt), Some(Severity::Warning)),
            (Some(Stage::Dvt), Some(Severity::Warning)),
            (Some(Stage::Production), Some(Severity::Error)),
            (None, Some(Severity::Error)),
        ] {
            assert_eq!(taken.at(stage), expected, "{stage:?}");
        }
        let always = Taken { severity: vec![(None, Severity::Advice)], ..Taken::default() };
        assert_eq!(always.at(None), Some(Severity::Advice));
        assert_eq!(Taken::default().at(Some(Stage::Dvt)), None);
    }
}
