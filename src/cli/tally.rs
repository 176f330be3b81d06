//! What the exit code of a run hangs on, counted while it goes on.

use clap::ValueEnum;

use super::output::note;
use super::{CLEAN, FAILED, FINDINGS, NOTHING};
use crate::catalogue::Severity;
use crate::facts::Coverage;
use crate::finding::{FileReport, Verdict};
use crate::report::published::Gate;

/// Designs that are named when their coverage is too low; more are counted.
const MOST_NAMED: usize = 10;

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Threshold {
    Error,
    Warning,
    Advice,
    Never,
}

impl Threshold {
    /// All of them.
    const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Advice, Self::Never];

    /// Its word; `never` for what fails nothing.
    pub(super) fn word(self) -> &'static str {
        self.severity().map_or("never", Severity::word)
    }

    /// The threshold of a word, `error` if it is none.
    pub(super) fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|threshold| threshold.word() == word).unwrap_or(Self::Error)
    }

    /// The mildest severity that fails a run.
    pub(super) const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Advice => Some(Severity::Advice),
            Self::Never => None,
        }
    }
}

/// Counts of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// The mildest severity that fails the run; none if nothing does.
    fail_on: Option<Severity>,
    /// The least share of checks that must be decided in each design.
    least: Option<f64>,
    /// Whether the run is a gate: designs of which too little is known do not pass it.
    gate: bool,
    designs: usize,
    rejected: usize,
    /// Whether any check could be decided.
    decided: bool,
    /// Whether a finding fails the run.
    fails: bool,
    /// Designs below the least share, and the names of the first of them.
    thin: usize,
    named: Vec<String>,
    /// Designs of which too little is known, and the names of the first of them.
    open: usize,
    unknown: Vec<String>,
}

impl Tally {
    /// Nothing yet.
    pub(super) fn new(fail_on: Threshold, least: Option<f64>, gate: bool) -> Self {
        Self { fail_on: fail_on.severity(), least, gate: gate || least.is_some(), ..Self::default() }
    }

    /// What was counted, for the report of a part of a run.
    pub(super) fn gate(&self) -> Gate {
        Gate {
            designs: self.designs,
            rejected: self.rejected,
            decided: self.decided,
            fails: self.fails,
            thin: self.thin,
            thin_named: self.named.clone(),
            open: self.open,
            open_named: self.unknown.clone(),
        }
    }

    /// Adds what a part of the run counted.
    pub(super) fn absorb(&mut self, gate: Gate) {
        let Gate { designs, rejected, decided, fails, thin, thin_named, open, open_named } = gate;
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
    }

    /// Counts what one file yields.
    pub(super) fn add(&mut self, report: &FileReport) {
        self.rejected += usize::from(report.rejected.is_some());
        self.fails |= report.findings().any(|finding| self.fail_on.is_some_and(|fail_on| finding.severity >= fail_on));
        for design in &report.designs {
            self.design(&design.design, design.coverage, design.verdict == Verdict::Open);
        }
    }

    fn design(&mut self, name: &str, coverage: Coverage, open: bool) {
        self.designs += 1;
        self.decided |= coverage.applicable > coverage.not_assessed;
        if self.least.is_some_and(|least| coverage.share().is_none_or(|share| share < least)) {
            self.thin += 1;
            if self.named.len() < MOST_NAMED {
                self.named.push(format!("{name} (below {:.0} %)", self.least.unwrap_or_default() * 100.0));
            }
        }
        if self.gate && open {
            self.open += 1;
            if self.unknown.len() < MOST_NAMED {
                self.unknown.push(name.to_owned());
            }
        }
    }

    /// The exit code of a part of a run, which says nothing of the gate: that is for all parts together.
    pub(super) const fn code_of_part(&self) -> u8 {
        if self.rejected > 0 { FAILED } else { CLEAN }
    }

    /// The exit code of a run without faults of the program; what makes it is said.
    pub(super) fn code(&self) -> u8 {
        if self.rejected > 0 {
            return FAILED;
        }
        if self.designs == 0 || !self.decided {
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

/// The first names, and how many there are beside them.
fn listed(names: &[String], all: usize) -> String {
    let more = if all > names.len() { format!(" and {} more", all - names.len()) } else { String::new() };
    format!("{}{more}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Coverage, Tally, Threshold};
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
            waived: Vec::new(),
            not_assessed: Vec::new(),
            passed: Vec::new(),
        };
        FileReport { designs: vec![design], ..FileReport::default() }
    }

    #[test]
    fn codes_come_from_counts() {
        let code = |least: Option<f64>, reports: &[FileReport]| {
            let mut tally = Tally::new(Threshold::Error, least, false);
            for report in reports {
                tally.add(report);
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
    fn an_open_design_does_not_pass_a_gate() {
        let code = |least: Option<f64>, gate: bool| {
            let mut open = design(1, 1);
            open.designs[0].verdict = Verdict::Open;
            let mut tally = Tally::new(Threshold::Error, least, gate);
            tally.add(&open);
            (tally.code(), tally.open)
        };
        assert_eq!(code(None, false), (0, 0));
        assert_eq!(code(None, true), (1, 1));
        assert_eq!(code(Some(0.1), false), (1, 1));
    }
}
