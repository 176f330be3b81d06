//! What the exit code of a run hangs on, counted while it goes on.

use super::omitted::Omitted;
use super::output::note;
use super::{CLEAN, FAILED, FINDINGS, NOTHING};
use crate::catalogue::Severity;
use crate::config::{Settled, Threshold};
use crate::finding::{DesignReport, FileReport, Finding, Verdict};
use crate::quantity::display_number;
use crate::report::published::{Against, Gate};

/// Designs that are named when their coverage is too low; more are counted.
const MOST_NAMED: usize = 10;

/// Counts of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    designs: usize,
    rejected: usize,
    /// Whether any check could be decided.
    decided: bool,
    /// Whether there is a finding from which the run fails.
    fails: bool,
    /// Designs below the least share of checks that must be decided in each, and the names of the first of them.
    thin: usize,
    named: Vec<String>,
    /// Designs of which too little is known for a gate, and the names of the first of them.
    open: usize,
    unknown: Vec<String>,
    /// What configurations leave out.
    omitted: Omitted,
    /// What came of the baseline in the parts of a run.
    against: Option<Against>,
}

impl Tally {
    /// Counts what one file yields under what holds for it.
    pub(super) fn add(&mut self, report: &FileReport, settled: &Settled) {
        self.rejected += usize::from(report.rejected.is_some());
        let least = settled.min_coverage.map(|(share, _)| share);
        let fail_on = settled.threshold();
        self.fails |= report.findings().map(|finding| finding.severity).max().is_some_and(|worst| fails(worst, fail_on));
        // Whatever a project lets pass, an error of a check that is mandatory fails it.
        let bound = |finding: &Finding| finding.severity == Severity::Error && settled.is_mandatory(&finding.check);
        self.fails |= report.findings().any(bound);
        // A gate is passed by what is known, and so is a demand for coverage.
        let gate = settled.gate.is_some() || least.is_some();
        self.omitted.add(&settled.policy, &report.designs);
        for design in &report.designs {
            self.designs += 1;
            self.decided |= design.coverage.applicable > design.coverage.not_assessed;
            if least.is_some_and(|least| design.coverage.share().is_none_or(|share| share < least)) {
                self.thin += 1;
                if self.named.len() < MOST_NAMED {
                    self.named.push(thin(design, least.unwrap_or_default()));
                }
            }
            if gate && design.verdict == Verdict::Open {
                self.open += 1;
                if self.unknown.len() < MOST_NAMED {
                    self.unknown.push(design.design.clone());
                }
            }
        }
    }

    /// Keeps what came of the baseline in a part of a run.
    pub(super) fn hold(&mut self, against: Option<Against>) {
        self.against = against;
    }

    /// What was counted, for the report of a part of a run.
    pub(super) fn gate(self) -> Gate {
        let Self { designs, rejected, decided, fails, thin, named, open, unknown, omitted, against } = self;
        let left_out = omitted.published();
        Gate {
            designs,
            rejected,
            decided,
            fails,
            thin,
            thin_named: named,
            open,
            open_named: unknown,
            baseline: against,
            ..left_out
        }
    }

    /// Adds what a part of the run counted; why the parts do not go together.
    pub(super) fn absorb(&mut self, mut gate: Gate) -> Result<(), String> {
        self.omitted.absorb(&mut gate);
        let Gate { designs, rejected, decided, fails, thin, thin_named, open, open_named, baseline, .. } = gate;
        self.designs += designs;
        self.rejected += rejected;
        self.decided |= decided;
        self.fails |= fails;
        self.thin += thin;
        self.open += open;
        self.named.extend(thin_named);
        self.unknown.extend(open_named);
        self.named.truncate(MOST_NAMED);
        self.unknown.truncate(MOST_NAMED);
        match (&mut self.against, baseline) {
            (Some(against), Some(part)) => against.absorb(part),
            (against, part) => {
                *against = against.take().or(part);
                Ok(())
            }
        }
    }

    /// What came of the baseline that all parts of the run were held against.
    pub(super) const fn against(&self) -> Option<&Against> {
        self.against.as_ref()
    }

    /// What is not judged and not shown because a configuration or the command line wants it so; none if nothing is.
    pub(super) fn omitted(&self) -> Option<String> {
        self.omitted.words()
    }

    /// The exit code of a part of a run, which says nothing of the gate: that is for all parts together.
    pub(super) const fn code_of_part(&self) -> u8 {
        if self.rejected > 0 { FAILED } else { CLEAN }
    }

    /// The exit code of a run without faults of the program; what makes it is said.
    pub(super) fn code(&self) -> u8 {
        self.omitted().iter().for_each(|words| note(words));
        if self.rejected > 0 {
            return FAILED;
        }
        // A finding is something that was decided, as that a document is missing which the project asks for.
        if self.designs == 0 || !self.decided && !self.fails {
            let what = if self.designs == 0 { "no design spec was found" } else { "no check could be decided" };
            note(&format!("{what}; nothing was checked"));
            return NOTHING;
        }
        if self.thin > 0 {
            note(&format!("coverage is too low: {}", listed(&self.named, self.thin)));
        }
        if self.open > 0 {
            note(&format!("open, which does not pass a gate: {}", listed(&self.unknown, self.open)));
        }
        if self.fails || self.thin > 0 || self.open > 0 { FINDINGS } else { CLEAN }
    }
}

/// Whether a run fails for a finding of a severity.
fn fails(worst: Severity, fail_on: Threshold) -> bool {
    match fail_on {
        Threshold::Error => worst == Severity::Error,
        Threshold::Warning => worst >= Severity::Warning,
        Threshold::Advice => true,
        Threshold::Never => false,
    }
}

/// A design whose coverage is too low, with its file and both shares, rounded so that the one is still below the other.
fn thin(design: &DesignReport, least: f64) -> String {
    let share = design.coverage.share().map_or_else(|| "none".to_owned(), |share| format!("{} %", (share * 100.0).floor()));
    format!("{} ({}): {share}, at least {} %", design.design, design.file.path, display_number(least * 100.0))
}

/// The first names, and how many there are beside them.
fn listed(names: &[String], all: usize) -> String {
    let more = if all > names.len() { format!(" and {} more", all - names.len()) } else { String::new() };
    format!("{}{more}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Tally;
    use crate::config::{Settled, Whence};
    use crate::design::Stage;
    use crate::facts::Coverage;
    use crate::finding::{DesignReport, FileReport, SourceFile, Verdict};

    fn design(passed: usize, not_assessed: usize) -> FileReport {
        let file = Arc::new(SourceFile::new(String::new(), String::new()));
        let design = DesignReport {
            sources: Arc::clone(&file).into(),
            file,
            design: String::new(),
            identity: String::new(),
            stage: None,
            verdict: Verdict::NoFindings,
            coverage: Coverage { applicable: passed + not_assessed, passed, not_assessed, ..Coverage::default() },
            findings: Vec::new(),
            ignored: Vec::new(),
            waived: Vec::new(),
            accepted: Vec::new(),
            not_assessed: Vec::new(),
            baseline: None,
            passed: Vec::new(),
        };
        FileReport { designs: vec![design], ..FileReport::default() }
    }

    #[test]
    fn codes_come_from_counts() {
        let code = |least: Option<f64>, reports: &[FileReport]| {
            let mut tally = Tally::default();
            let settled = Settled { min_coverage: least.map(|least| (least, Whence::CommandLine)), ..Settled::default() };
            for report in reports {
                tally.add(report, &settled);
            }
            (tally.code(), tally.thin, tally.named.len())
        };
        assert_eq!(code(None, &[]), (3, 0, 0));
        assert_eq!(code(None, &[design(0, 4)]), (3, 0, 0));
        assert_eq!(code(None, &[design(0, 4), design(1, 1)]), (0, 0, 0));
        assert_eq!(code(Some(0.5), &[design(1, 1)]), (0, 0, 0));
        assert_eq!(code(Some(0.51), &[design(1, 1)]), (1, 1, 1));
        assert_eq!(code(Some(1.0), &vec![design(1, 1); 12]), (1, 12, 10));
    }

    #[test]
    fn an_error_counts_although_no_check_could_be_decided() {
        let mut tally = Tally { designs: 1, fails: true, ..Tally::default() };
        assert_eq!(tally.code(), 1);
        tally.fails = false;
        assert_eq!(tally.code(), 3);
    }

    #[test]
    fn an_open_design_does_not_pass_a_gate() {
        let code = |least: Option<f64>, gate: bool| {
            let mut open = design(1, 1);
            open.designs[0].verdict = Verdict::Open;
            let mut tally = Tally::default();
            let settled = Settled {
                min_coverage: least.map(|least| (least, Whence::CommandLine)),
                gate: gate.then_some((Stage::Dvt, Whence::CommandLine)),
                ..Settled::default()
            };
            tally.add(&open, &settled);
            (tally.code(), tally.open)
        };
        assert_eq!(code(None, false), (0, 0));
        assert_eq!(code(None, true), (1, 1));
        assert_eq!(code(Some(0.1), false), (1, 1));
    }
}
