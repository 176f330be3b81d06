//! Numbers of a run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue::Severity;
use crate::finding::{Aside, FileReport};

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
    /// Findings that are folded under another of the same fault, and counted nowhere else.
    #[serde(default)]
    pub folded: usize,
    /// Findings of checks that the project leaves out.
    #[serde(default, skip_serializing_if = "is_none")]
    pub ignored: usize,
    /// Findings that somebody accepted.
    pub waived: usize,
    /// Findings that a baseline has and that are no worse; they are counted nowhere else.
    #[serde(default, skip_serializing_if = "is_none")]
    pub known: usize,
    /// Checks that could not be decided.
    pub not_assessed: usize,
    /// Files, or documents of them, that could not be judged.
    pub rejected: usize,
    /// Files that are no specs.
    pub skipped: usize,
    /// Files that look like designs and that a `.gitignore` left out.
    #[serde(default, skip_serializing_if = "is_none")]
    pub gitignored: usize,
    /// Files that look like designs and are hidden, by a dot before their name or that of a folder.
    #[serde(default, skip_serializing_if = "is_none")]
    pub hidden: usize,
    /// Linked folders outside of the project, which are not read.
    #[serde(default, skip_serializing_if = "is_none")]
    pub linked: usize,
}

impl Summary {
    /// Counts what one file yields.
    pub fn add(&mut self, report: &FileReport) {
        let standing = || report.findings().filter(|finding| finding.stands());
        let count = |severity| standing().filter(|finding| finding.severity == severity).count();
        self.files += usize::from(!report.designs.is_empty() || report.rejected.is_some());
        self.designs += report.designs.len();
        self.errors += count(Severity::Error);
        self.warnings += count(Severity::Warning);
        self.advice += count(Severity::Advice);
        self.folded += report.findings().count() - standing().count();
        let ignored = report.designs.iter().flat_map(|design| &design.ignored);
        self.ignored += ignored.map(|(_, findings)| findings).sum::<usize>();
        self.waived += report.designs.iter().map(|design| design.waived.len()).sum::<usize>();
        self.known += report.designs.iter().filter_map(|design| design.baseline.as_ref()).map(|of| of.known.len()).sum::<usize>();
        self.not_assessed += report.designs.iter().map(|design| design.not_assessed.len()).sum::<usize>();
        self.rejected += usize::from(report.rejected.is_some());
        self.skipped += usize::from(report.skipped.is_some());
        self.leave_out(report.left_out.as_ref().map(|(_, why)| why.word()));
    }

    /// Counts what was left out, by the word for why.
    pub(super) fn leave_out(&mut self, why: Option<&str>) {
        let is = |aside: Aside| usize::from(why == Some(aside.word()));
        self.gitignored += is(Aside::Ignored);
        self.hidden += is(Aside::Hidden);
        self.linked += is(Aside::Linked);
    }
}

/// Whether there is none: what only some runs have is left out of the others.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a field over in this form")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}
