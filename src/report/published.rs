//! The published form of a report, in types: a field may be added within a version, but none changes its meaning or goes
//! away.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::summary::Summary;

/// A run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Version of this format.
    pub schema_version: u32,
    /// What wrote it.
    pub tool: Tool,
    /// Designs in the order of their files.
    pub designs: Vec<Design>,
    /// Files that could not be judged.
    pub rejected: Vec<Rejected>,
    /// Files that are no specs, found on the way.
    pub skipped: Vec<String>,
    /// Faults of the program itself; the rest of the run is complete.
    pub internal: Vec<String>,
    /// Counts.
    pub summary: Summary,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Design {
    /// The file it stands in, with `/` between folders.
    pub file: String,
    /// Its name.
    pub design: String,
    /// The stage at which it was judged.
    pub stage: Option<String>,
    /// How it stands.
    #[schemars(extend("enum" = ["not-ready", "needs-work", "no-findings", "not-assessed"]))]
    pub verdict: String,
    /// How much was judged.
    pub coverage: Coverage,
    /// Findings, the worst first.
    pub findings: Vec<Finding>,
    /// Findings that somebody accepted.
    pub waived: Vec<Waived>,
    /// Checks that could not be decided.
    pub not_assessed: Vec<NotAssessed>,
}

/// How much of a design was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Checks that apply, counted once for each of their subjects.
    pub applicable: usize,
    /// Those without a finding.
    pub passed: usize,
    /// Those with a finding.
    pub failed: usize,
    /// Those with a finding that is waived.
    pub waived: usize,
    /// Those that could not be decided.
    pub not_assessed: usize,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Code of the check.
    pub code: String,
    /// Name of the check.
    pub check: String,
    /// Family of the check.
    pub family: String,
    /// How bad it is.
    #[schemars(extend("enum" = ["error", "warning", "advice"]))]
    pub severity: String,
    /// What is lost if nothing is done.
    #[schemars(extend("enum" = ["safety", "product", "yield", "delivery", "cost"]))]
    pub consequence: String,
    /// As sure as the weakest figure it rests on.
    #[schemars(extend("enum" = ["low", "medium", "high"]))]
    pub confidence: String,
    /// What the defect is.
    pub title: String,
    /// One sentence about this design.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Why the prototype passed and production fails.
    pub why: String,
    /// On whose authority.
    pub sources: Vec<Source>,
    /// Semantic path of the subject.
    pub at: String,
    /// Where it is.
    pub span: Span,
    /// Other places that led to it.
    pub labels: Vec<Label>,
    /// The value of the design.
    pub actual: Option<Measure>,
    /// The value it was held against.
    pub limit: Option<Measure>,
    /// Distance to the limit as a share of the limit; negative beyond it.
    pub margin: Option<f64>,
    /// The value that would clear it, where one field of the design decides.
    pub clears: Option<String>,
    /// What is expected to be lost.
    pub loss: Option<Loss>,
    /// Identity of the finding, whatever its place in the file.
    pub fingerprint: String,
}

/// Units that are expected to be lost to a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Loss {
    /// Points of yield: percent of the units.
    pub yield_points: f64,
    /// What it costs in a year, where the design gives the cost of a unit and the annual volume.
    pub money_per_year: Option<Measure>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Its id; `unverified` if there is none.
    pub id: String,
    /// Its title or address.
    pub text: String,
    /// What was taken from it; empty for the mechanism of the check.
    pub figure: String,
}

/// A number in a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// The number in that unit.
    pub value: f64,
    /// The name of the unit; empty for a plain number.
    pub unit: String,
}

/// A range of a file; the end is the first position after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The file, where it is another than that of the design: a base it extends, records it names, or a value set for this run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

/// A position in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Line, from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// Column in characters, from 1.
    #[schemars(range(min = 1))]
    pub column: usize,
    /// Offset in bytes, from 0.
    pub offset: usize,
}

/// A place and what to say there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What to say; may be empty.
    pub text: String,
}

/// A finding that somebody accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Waived {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// Who accepted it.
    pub owner: String,
    /// Why.
    pub reason: String,
}

/// A check that could not be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

/// A file, or a document of it, that could not be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rejected {
    /// The file.
    pub file: String,
    /// Why.
    pub problems: Vec<Problem>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// Short stable code such as `design/unknown-key`.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where it is.
    pub span: Span,
    /// Another place that belongs to it.
    pub related: Option<Label>,
}
