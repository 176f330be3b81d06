//! Numbers of a run, and the lines in words that every text report ends with.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue::Severity;
use crate::facts::Coverage;
use crate::finding::{DesignReport, Run, Verdict};

/// What a run comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Files that hold designs, those that could not be judged included.
    pub files: usize,
    /// Designs that were judged.
    pub designs: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are advice.
    pub advice: usize,
    /// Findings that somebody accepted.
    pub waived: usize,
    /// Checks that could not be decided.
    pub not_assessed: usize,
    /// Files, or documents of them, that could not be judged.
    pub rejected: usize,
    /// Files that are no specs.
    pub skipped: usize,
}

impl Summary {
    /// The numbers of a run.
    #[must_use]
    pub fn of(run: &Run) -> Self {
        let judged = run.designs.iter().map(|design| design.file.path.as_str());
        let files: HashSet<&str> = judged.chain(run.rejected.iter().map(|rejected| rejected.file.path.as_str())).collect();
        Self {
            files: files.len(),
            designs: run.designs.len(),
            errors: run.count(Severity::Error),
            warnings: run.count(Severity::Warning),
            advice: run.count(Severity::Advice),
            waived: run.designs.iter().map(|design| design.waived.len()).sum(),
            not_assessed: run.designs.iter().map(|design| design.not_assessed.len()).sum(),
            rejected: run.rejected.len(),
            skipped: run.skipped.len(),
        }
    }

    /// The last line of a text report.
    pub(super) fn line(&self, internal: usize) -> String {
        let mut line = format!(
            "{}, {}: {}, {}, {} advice; {} rejected, {} skipped",
            counted(self.files, "file"),
            counted(self.designs, "design"),
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            self.advice,
            self.rejected,
            self.skipped,
        );
        if internal > 0 {
            line.push_str("; ");
            line.push_str(&counted(internal, "internal error"));
        }
        line
    }
}

/// `1 file`, `2 files`.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// `NOT READY`.
pub(super) fn verdict_words(verdict: Verdict) -> String {
    match verdict {
        // Advice may stand below it.
        Verdict::NoFindings => "NO ERRORS OR WARNINGS".to_owned(),
        other => other.word().replace('-', " ").to_uppercase(),
    }
}

/// The findings of a design by severity; only what there is.
pub(super) fn counts(design: &DesignReport) -> String {
    let of = |severity| design.findings.iter().filter(|finding| finding.severity == severity).count();
    let advice = of(Severity::Advice);
    let mut words = Vec::new();
    words.extend(Some(of(Severity::Error)).filter(|n| *n > 0).map(|n| counted(n, "error")));
    words.extend(Some(of(Severity::Warning)).filter(|n| *n > 0).map(|n| counted(n, "warning")));
    words.extend((advice > 0).then(|| format!("{advice} advice")));
    if words.is_empty() { "no findings".to_owned() } else { words.join(", ") }
}

/// How much of a design was judged. The share is rounded down, so that only a complete one reads 100 %.
pub(super) fn coverage(coverage: &Coverage) -> String {
    if coverage.applicable == 0 {
        return "coverage: no check applies to what is written".to_owned();
    }
    let decided = coverage.applicable.saturating_sub(coverage.not_assessed);
    format!(
        "coverage {} %: {decided} of {} decided ({} passed, {} failed, {} waived, {} not assessed)",
        decided * 100 / coverage.applicable,
        counted(coverage.applicable, "check"),
        coverage.passed,
        coverage.failed,
        coverage.waived,
        coverage.not_assessed,
    )
}

/// The fields that would settle the most checks; none if everything was decided.
pub(super) fn most_wanted(design: &DesignReport) -> Option<String> {
    let wanted = design.most_wanted(3);
    let words: Vec<String> = wanted.iter().map(|(field, count)| format!("{field} ({})", counted(*count, "check"))).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
