//! What a run says: plain data, ready to be reported, without any knowledge of how it is shown.

use std::sync::Arc;

use crate::catalogue::{Consequence, Severity};
use crate::facts::Coverage;
use crate::knowledge::Basis;
use crate::quantity::Measure;
pub use crate::source::SourceMap;
pub use crate::yaml::{Position, SourceFile};
use crate::yaml::{Problem, Span};

/// How sure a finding is: as sure as the weakest figure it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A figure without a source is among them; such a finding is never an error.
    Low,
    /// A figure that was widened beyond its source is among them.
    Medium,
    /// The design and sourced figures only.
    High,
}

impl From<Basis> for Confidence {
    fn from(basis: Basis) -> Self {
        match basis {
            Basis::Unverified => Self::Low,
            Basis::Widened => Self::Medium,
            Basis::Sourced => Self::High,
        }
    }
}

impl Confidence {
    /// `low`, `medium` or `high`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A place that belongs to a finding, and what to say there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What to say; empty if the place speaks for itself.
    pub text: String,
}

/// A cited source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its id; `unverified` if there is none.
    pub id: String,
    /// Its title or address.
    pub text: String,
    /// What was taken from it, such as `pp-copolymer allowable_strain`; empty for the mechanism of the check.
    pub figure: String,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Code of the check, such as `A07`.
    pub code: String,
    /// Name of the check, such as `assembly/snap-strained`.
    pub check: String,
    /// What the defect is.
    pub title: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is lost if nothing is done.
    pub consequence: Consequence,
    /// How sure it is.
    pub confidence: Confidence,
    /// One sentence about this design.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Why the prototype passed and production fails.
    pub why: String,
    /// On whose authority.
    pub sources: Vec<Citation>,
    /// Semantic path of the subject.
    pub at: String,
    /// Where it is.
    pub span: Span,
    /// Other places that led to it; the first is the primary one.
    pub labels: Vec<Label>,
    /// The value of the design.
    pub actual: Option<Measure>,
    /// The value it was held against.
    pub limit: Option<Measure>,
    /// Distance to the limit as a share of the limit; negative beyond it.
    pub margin: Option<f64>,
    /// The value that would clear it, where one field of the design decides.
    pub clears: Option<String>,
    /// What is expected to be lost, where the check names a share of the units.
    pub loss: Option<Loss>,
    /// Identity of the finding, whatever its place in the file.
    pub fingerprint: String,
}

/// Units that are lost to a finding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// Share of the units, a fraction: points of yield are hundred times it.
    pub share: f64,
    /// What it costs in a year, at the target cost of a unit and the annual volume.
    pub money: Option<Measure>,
}

/// A check that could not be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAssessed {
    /// Name of the check.
    pub check: String,
    /// Its code.
    pub code: String,
    /// What it was about.
    pub at: String,
    /// Fields that would decide it.
    pub needs: Vec<String>,
}

/// A finding that somebody accepted.
#[derive(Clone, Debug)]
pub struct Waived {
    /// The finding.
    pub finding: Finding,
    /// Who accepted it.
    pub owner: String,
    /// Why.
    pub reason: String,
}

/// How a design stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// At least one error.
    NotReady,
    /// No error, at least one warning.
    NeedsWork,
    /// Neither errors nor warnings; advice may be there.
    NoFindings,
    /// Nothing could be decided.
    NotAssessed,
}

impl Verdict {
    /// Its word in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotReady => "not-ready",
            Self::NeedsWork => "needs-work",
            Self::NoFindings => "no-findings",
            Self::NotAssessed => "not-assessed",
        }
    }
}

/// What was found in one design.
#[derive(Clone, Debug)]
pub struct DesignReport {
    /// The file it stands in.
    pub file: Arc<SourceFile>,
    /// The file and those it is made of; the places of the findings are of these.
    pub sources: SourceMap,
    /// Its name.
    pub design: String,
    /// The stage at which it was judged.
    pub stage: Option<&'static str>,
    /// How it stands.
    pub verdict: Verdict,
    /// How much was judged.
    pub coverage: Coverage,
    /// Findings, the worst first.
    pub findings: Vec<Finding>,
    /// Findings that are accepted.
    pub waived: Vec<Waived>,
    /// Checks that could not be decided.
    pub not_assessed: Vec<NotAssessed>,
}

/// A file that could not be judged, or a document of it.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// The file; its text is empty if it could not be read.
    pub file: Arc<SourceFile>,
    /// The file and those it is made of; the places of the problems are of these.
    pub sources: SourceMap,
    /// Why, each with its place.
    pub problems: Vec<Problem>,
}

/// A whole run.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Designs in the order of their files.
    pub designs: Vec<DesignReport>,
    /// Files that could not be judged.
    pub rejected: Vec<Rejected>,
    /// Files that are no specs, found on the way.
    pub skipped: Vec<String>,
    /// Faults of the program itself, each in one check and file; the rest of the run is complete.
    pub internal: Vec<String>,
}

impl Run {
    /// All findings.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.designs.iter().flat_map(|design| &design.findings)
    }

    /// Number of findings of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|finding| finding.severity == severity).count()
    }
}

impl DesignReport {
    /// The fields that would settle the most checks, with how many each would touch; at most `most` of them.
    #[must_use]
    pub fn most_wanted(&self, most: usize) -> Vec<(&str, usize)> {
        let mut wanted: Vec<(&str, usize)> = Vec::new();
        for need in self.not_assessed.iter().flat_map(|unknown| &unknown.needs) {
            match wanted.iter_mut().find(|(known, _)| known == need) {
                Some((_, count)) => *count += 1,
                None => wanted.push((need, 1)),
            }
        }
        wanted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        wanted.truncate(most);
        wanted
    }
}
