//! What a run says: plain data, ready to be reported, without any knowledge of how it is shown.

mod left_out;
mod mark;
mod run;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::catalogue::{Consequence, Severity};
use crate::facts::Coverage;
use crate::knowledge::Basis;
use crate::language::Side;
use crate::quantity::{Bounds, Measure, Toward};
use crate::source::Span;
pub use crate::source::{Position, SourceFile, SourceMap};
use crate::world::project::WaiverView;
use crate::yaml::Problem;
pub use left_out::LeftOut;
pub use mark::{Gauge, Mark, Turn};
pub use run::{Aside, FileReport};
pub(crate) use run::{fingerprint, said};

/// How sure a finding is: as sure as the weakest figure it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Semantic path of the place.
    pub at: String,
    /// Where.
    pub span: Span,
    /// What to say, as the number of the label of the check; none if the place speaks for itself.
    pub label: Option<u16>,
}

/// A cited source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Its id or address; `unverified` if there is none.
    pub id: String,
    /// What was taken from it, such as `pp-copolymer allowable_strain`; empty for the mechanism of the check.
    pub figure: String,
}

/// A value that the sentences of a check name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shown {
    /// A number, or what is known of it.
    Number(Bounds),
    /// A bound, and on which side of it the quantity has to be.
    Bound(Side, Bounds),
    /// Yes or no.
    Flag(bool),
    /// A word or several.
    Words(Vec<String>),
    /// Not known.
    Unknown,
}

/// One finding, as data: its sentences are those of its check, filled in with its values by the reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Code of the check, such as `A07`.
    pub code: String,
    /// Name of the check, such as `assembly/snap-strained`.
    pub check: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is lost if nothing is done.
    pub consequence: Consequence,
    /// How sure it is.
    pub confidence: Confidence,
    /// Semantic path of the subject.
    pub at: String,
    /// Where it is.
    pub span: Span,
    /// The field of the design that several findings may share.
    pub cause: String,
    /// The finding of the same fault under which it is folded, by its number in the list of its design; none if it stands by
    /// itself. What is folded is not counted.
    pub folded_under: Option<usize>,
    /// Other places that led to it; the first is the primary one.
    pub labels: Vec<Label>,
    /// The values that the sentences of the check name, by their names.
    pub values: Vec<(String, Shown)>,
    /// On whose authority.
    pub sources: Vec<Citation>,
    /// What was measured, for a measured check.
    pub measured: Option<Measured>,
    /// The values that would clear it, the mildest severity first, where what is measured is one field of the design.
    pub clears: Vec<Clear>,
    /// What is expected to be lost, where the check names a share of the units.
    pub loss: Option<Loss>,
    /// What is missing to see whether it is worse than it is known to be.
    pub waits: Vec<Need>,
    /// The subject whatever its place in a list.
    pub identity: String,
    /// Identity of the finding, whatever its place in the file.
    pub fingerprint: String,
}

impl Finding {
    /// How far it is beyond its bound, as a negative share of it; 0 where that says nothing.
    #[must_use]
    pub fn beyond(&self) -> f64 {
        self.measured.as_ref().and_then(Measured::margin).unwrap_or(0.0).min(0.0)
    }

    /// Whether it is counted, because it is folded under no other.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.folded_under.is_none()
    }
}

/// A quantity that a check holds against bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Its name in the check, such as `part.draft`.
    pub name: String,
    /// The field of the design that it is, if it is a single one.
    pub at: Option<String>,
    /// What is known of it.
    pub actual: Bounds,
    /// Whether that is a figure of the design or of a table, and not calculated.
    pub given: bool,
    /// To which side it is rounded, if it is an end of a confidence interval.
    pub toward: Option<Toward>,
    /// The bounds it is held against, the mildest severity first.
    pub bounds: Vec<Limit>,
    /// Which of them decided.
    pub decided: usize,
}

/// A bound of a measured quantity.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// The severity beyond it.
    pub severity: Severity,
    /// On which side of it the quantity has to be.
    pub side: Side,
    /// Its value.
    pub value: Bounds,
    /// Whether that is a figure of the design or of a table, and not calculated.
    pub given: bool,
    /// To which side it is rounded, if it is an end of a confidence interval.
    pub toward: Option<Toward>,
}

/// The value from which a finding is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clear {
    /// The severity that is gone; a milder finding may stay.
    pub severity: Severity,
    /// The field that would hold it.
    pub at: String,
    /// On which side of the value it is gone as well.
    pub side: Side,
    /// The value.
    pub value: Measure,
}

/// What a value would have to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Want {
    /// The severity of a finding otherwise.
    pub severity: Severity,
    /// On which side of the value it would have to be.
    pub side: Side,
    /// The value.
    pub value: Measure,
}

/// What is missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// The semantic path of a field, or of a place in the tables.
    pub at: String,
    /// Whether a range stands there that has to be closer.
    pub closer: bool,
    /// What would pass there, where that is known.
    pub wants: Vec<Want>,
    /// The word that stands there, where the tables know nothing of it.
    pub unknown: Option<UnknownWord>,
    /// Where a word stands there that means one of several materials: these.
    pub one_of: Vec<String>,
}

/// A word of which the tables know nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// The nearest that they know.
    pub nearest: Option<String>,
}

impl Measured {
    /// The bound that decided.
    #[must_use]
    pub fn limit(&self) -> Limit {
        self.bounds[self.decided]
    }

    /// The quantity and the bound that decided as they are shown: what is calculated with three figures, unless the difference
    /// would be lost.
    #[must_use]
    pub fn shown(&self) -> (Bounds, Bounds) {
        let limit = self.limit();
        let short = |given: bool, toward: Option<Toward>, bounds: Bounds| match toward {
            _ if given => bounds,
            Some(toward) => toward.shown(bounds, false),
            None => bounds.in_three_figures(),
        };
        let fine = |toward: Option<Toward>, bounds: Bounds| toward.map_or(bounds, |toward| toward.shown(bounds, true));
        let still = |(actual, bound): &(Bounds, Bounds)| match limit.side {
            Side::AtLeast => actual.high < bound.low,
            Side::AtMost => actual.low > bound.high,
        };
        let shown = (short(self.given, self.toward, self.actual), short(limit.given, limit.toward, limit.value));
        let finer = || (fine(self.toward, self.actual), fine(limit.toward, limit.value));
        Some(shown).filter(still).or_else(|| Some(finer()).filter(still)).unwrap_or((self.actual, limit.value))
    }

    /// Distance to the bound as a share of it, negative beyond it; none for temperatures, whose ratio means nothing, and for
    /// a bound of zero. Of a quantity within bounds the end that is nearer counts.
    #[must_use]
    pub fn margin(&self) -> Option<f64> {
        let limit = self.limit();
        let (actual, bound) = match limit.side {
            Side::AtLeast => (self.actual.high, limit.value.low),
            Side::AtMost => (self.actual.low, limit.value.high),
        };
        if bound == 0.0 || limit.value.dimension().is_point() || !actual.is_finite() {
            return None;
        }
        let distance = if limit.side == Side::AtMost { bound - actual } else { actual - bound };
        Some(distance / bound.abs())
    }
}

/// Units that are lost to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loss {
    /// Share of the units, a fraction: points of yield are hundred times it.
    pub share: f64,
    /// What it costs in a year, at the target cost of a unit and the annual volume.
    pub money: Option<Measure>,
}

/// A check that could not be decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotAssessed {
    /// Name of the check.
    pub check: String,
    /// Its code.
    pub code: String,
    /// What it was about.
    pub at: String,
    /// What is missing.
    pub needs: Vec<Need>,
    /// What the quantity of a measured check would have to be, with its name.
    pub passes: Option<(String, Vec<Want>)>,
    /// Whether it would say that too little is known: while it is not decided, the design is open.
    pub opens: bool,
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
    /// Its last day.
    pub until: String,
}

/// How a design stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// At least one error.
    NotReady,
    /// No error, at least one warning.
    NeedsWork,
    /// Nothing was found, but too little is known: less than a design at its stage has to state, or no evidence is recorded.
    Open,
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
            Self::Open => "open",
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
    /// What it goes by among others: its number, else its name.
    pub identity: String,
    /// The stage at which it was judged.
    pub stage: Option<&'static str>,
    /// How it stands.
    pub verdict: Verdict,
    /// How much was judged.
    pub coverage: Coverage,
    /// Findings, the worst first.
    pub findings: Vec<Finding>,
    /// Codes of the checks that the project leaves out, with how many findings each has.
    pub ignored: Vec<(String, usize)>,
    /// Findings that are accepted.
    pub waived: Vec<Waived>,
    /// Each check that a waiver names, with what the waiver does.
    pub accepted: Vec<WaiverView>,
    /// Checks that could not be decided.
    pub not_assessed: Vec<NotAssessed>,
    /// What a baseline says of them, if the run has one.
    pub baseline: Option<Baselined>,
    /// Names of the checks that found nothing on one subject or more.
    pub passed: Vec<String>,
}

/// What a baseline says of the findings of a design.
#[derive(Clone, Debug, Default)]
pub struct Baselined {
    /// Findings that are in it and no worse than it says: they are not among those of the design. What is folded among them is
    /// folded under one of them, by its number in this list.
    pub known: Vec<Finding>,
    /// Findings of the design that are worse than it says.
    pub worse: Vec<Worse>,
}

/// A finding that is worse than a baseline says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worse {
    /// Its number in the list of its design.
    pub finding: usize,
    /// How bad it is there.
    pub was: Mark,
}

impl Rejected {
    /// A file that is read from nothing else.
    #[must_use]
    pub fn new(file: Arc<SourceFile>, what: &'static str, problems: Vec<Problem>) -> Self {
        Self { sources: SourceMap::from(Arc::clone(&file)), file, what, problems }
    }
}

/// A file that could not be judged, or a document of it.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// The file; its text is empty if it could not be read.
    pub file: Arc<SourceFile>,
    /// The file and those it is made of; the places of the problems are of these.
    pub sources: SourceMap,
    /// What kind of file it is, as codes of problems start: `design` or `check`.
    pub what: &'static str,
    /// Why, each with its place.
    pub problems: Vec<Problem>,
}

impl DesignReport {
    /// The findings that are counted, each with its number in the list, the worst first.
    pub fn standing(&self) -> impl Iterator<Item = (usize, &Finding)> {
        self.findings.iter().enumerate().filter(|(_, finding)| finding.stands())
    }

    /// The findings that are folded under the one with this number.
    pub fn folded(&self, number: usize) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.folded_under == Some(number))
    }

    /// The fields without which it cannot be said whether enough is known of a design that is open; none of any other.
    #[must_use]
    pub fn open_until(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = Vec::new();
        let open = self.not_assessed.iter().filter(|unknown| unknown.opens && self.verdict == Verdict::Open);
        for need in open.flat_map(|unknown| &unknown.needs) {
            if !fields.contains(&&*need.at) {
                fields.push(&need.at);
            }
        }
        fields
    }

    /// The fields that would settle the most checks, with how many each would touch; at most `most` of them.
    #[must_use]
    pub fn most_wanted(&self, most: usize) -> Vec<(&str, usize)> {
        let mut wanted: Vec<(&str, usize)> = Vec::new();
        let open = self.not_assessed.iter().flat_map(|unknown| &unknown.needs);
        for need in open.chain(self.findings.iter().flat_map(|finding| &finding.waits)) {
            match wanted.iter_mut().find(|(known, _)| *known == need.at) {
                Some((_, count)) => *count += 1,
                None => wanted.push((&need.at, 1)),
            }
        }
        wanted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        wanted.truncate(most);
        wanted
    }
}
