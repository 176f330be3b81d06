//! The published form of a report, in types: a field may be added within a version, but none changes its meaning or goes
//! away.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::summary::Summary;

mod baselined;
mod parts;

pub use baselined::{Baseline, Known, Worse};
pub use parts::{Against, Gate, Part};

/// A run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Version of this format.
    pub schema_version: u32,
    /// What wrote it.
    pub tool: Tool,
    /// The language of its sentences: `zh` for Chinese, `both` for English with Chinese in keys that end with `_zh`; English if
    /// left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["zh", "both", null]))]
    pub language: Option<String>,
    /// Which part of a run it is, for `merge`; left out of a whole one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Values that were set for this run, each as `PATH=VALUE`: the designs are judged as if they stood there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set: Vec<String>,
    /// Designs in the order of their files.
    pub designs: Vec<Design>,
    /// Files that could not be judged.
    pub rejected: Vec<Rejected>,
    /// Files that are no specs, found on the way.
    pub skipped: Vec<String>,
    /// Files that look like designs and were not read, each with why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// Faults of the program itself; the rest of the run is complete.
    pub internal: Vec<String>,
    /// Designs that have a number or name of another; fingerprints tell them apart by their files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clashes: Vec<String>,
    /// What the checks of the findings say, each once.
    pub rules: Vec<Rule>,
    /// The figures that findings rest on, each once.
    pub figures: Vec<Figure>,
    /// The sources that rules and figures name, each once; only in a verbose report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// What the exit code hangs on; only in a part of a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
    /// Counts.
    pub summary: Summary,
}

/// A file that looks like a design and was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOut {
    /// Its path.
    pub file: String,
    /// Why: a `.gitignore` names it, it is hidden, or it is a link to a folder outside of the project.
    #[schemars(extend("enum" = ["gitignore", "hidden", "linked"]))]
    pub reason: String,
}

/// What a check says wherever it finds something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rule {
    /// Its code.
    pub code: String,
    /// What the defect is.
    pub title: String,
    /// The same in Chinese, in a report in both languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_zh: Option<String>,
    /// What is lost if nothing is done.
    #[schemars(extend("enum" = ["safety", "product", "yield", "delivery", "cost"]))]
    pub consequence: String,
    /// Why the prototype passed and production fails.
    pub why: String,
    /// The same in Chinese, in a report in both languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_zh: Option<String>,
    /// Ids of the sources of the mechanism.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Tool {
    /// This one.
    #[must_use]
    pub fn this() -> Self {
        Self { name: "caseproof".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// A design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Design {
    /// The file it stands in, with `/` between folders.
    pub file: String,
    /// Its name.
    pub design: String,
    /// What it goes by in fingerprints, where that is not its name: its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// The stage at which it was judged.
    pub stage: Option<String>,
    /// How it stands.
    #[schemars(extend("enum" = ["not-ready", "needs-work", "open", "no-findings", "not-assessed"]))]
    pub verdict: String,
    /// The severity from which on its findings fail the run, or `never`; `error` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["warning", "advice", "never", null]))]
    pub fail_on: Option<String>,
    /// How much was judged.
    pub coverage: Coverage,
    /// Findings, the worst first.
    pub findings: Vec<Finding>,
    /// How many findings a configuration leaves out, by the codes of their checks.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ignored: BTreeMap<String, usize>,
    /// Findings that somebody accepted.
    pub waived: Vec<Waived>,
    /// Checks that could not be decided.
    pub not_assessed: Vec<NotAssessed>,
    /// What a baseline says of them, if the run has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// Codes of the checks that found nothing; only in a part of a run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<String>,
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

/// A finding. What is the same for all findings of its check stands in its rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Code of the check.
    pub code: String,
    /// Name of the check.
    pub check: String,
    /// How bad it is.
    #[schemars(extend("enum" = ["error", "warning", "advice"]))]
    pub severity: String,
    /// As sure as the weakest figure it rests on.
    #[schemars(extend("enum" = ["low", "medium", "high"]))]
    pub confidence: String,
    /// The field of the design that several findings may share.
    pub cause: String,
    /// Fingerprint of the finding of the same fault under which it is folded; it is then not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folded_under: Option<String>,
    /// One sentence about this design.
    pub message: String,
    /// The same in Chinese, in a report in both languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_zh: Option<String>,
    /// What to do.
    pub help: String,
    /// The same in Chinese, in a report in both languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help_zh: Option<String>,
    /// Semantic path of the subject.
    pub at: String,
    /// The materials that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<String>,
    /// Where it is: a key or a value; of a block its first line.
    pub span: Span,
    /// The places that led to it; the primary one only if there is something to say of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// What was measured, for a measured check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// Values that would clear it, the mildest severity first: from the first on nothing of it is left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clears: Vec<Clear>,
    /// The figures it rests on; their sources stand once in the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
    /// What is expected to be lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Loss>,
    /// What is missing to see whether it is worse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<Need>,
    /// Identity of the finding, whatever its place in the file.
    pub fingerprint: String,
}

/// A quantity that was held against bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measured {
    /// Its name in the check, such as `part.draft`.
    pub name: String,
    /// The field of the design that it is, if it is a single one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// What is known of it.
    pub actual: Amount,
    /// The bound that decided.
    pub limit: Amount,
    /// On which side of the bound it has to be.
    #[schemars(extend("enum" = ["at-least", "at-most"]))]
    pub side: String,
    /// Distance to the bound as a share of it; negative beyond it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<f64>,
    /// Its other bounds, the mildest severity first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bounds: Vec<Bound>,
}

/// A bound of a quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bound {
    /// The severity of a finding beyond it.
    #[schemars(extend("enum" = ["error", "warning", "advice"]))]
    pub severity: String,
    /// On which side of it the quantity has to be, where that is another than that of the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["at-least", "at-most", null]))]
    pub side: Option<String>,
    /// Its value.
    #[serde(flatten)]
    pub value: Amount,
}

/// The value of a field from which a finding is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clear {
    /// The severity that is gone.
    #[schemars(extend("enum" = ["error", "warning", "advice"]))]
    pub severity: String,
    /// The field, as `--set` takes it.
    pub at: String,
    /// On which side of the value it is gone as well.
    #[schemars(extend("enum" = ["at-least", "at-most"]))]
    pub side: String,
    /// The value, as it is written in a design.
    pub value: String,
}

/// A figure with its sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Which, such as `pp-copolymer allowable_strain`.
    pub figure: String,
    /// Ids of its sources; none if it is unverified.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// Units that are expected to be lost to a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Loss {
    /// Points of yield: percent of the units.
    pub yield_points: f64,
    /// What it costs in a year, where the design gives the cost of a unit and the annual volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money_per_year: Option<Amount>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Its id; an address or a document where that is all there is.
    pub id: String,
    /// Its title and address.
    pub text: String,
}

/// A whole number without its decimal point, which half of the numbers of a report are.
#[expect(clippy::ref_option, reason = "serde hands a field over in this form")]
fn short<S: Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    // Beyond this a double does not hold every whole number.
    const WHOLE: f64 = 9e15;
    match number {
        #[expect(clippy::cast_possible_truncation, reason = "whole and far within the range")]
        Some(number) if number.fract() == 0.0 && number.abs() < WHOLE => serializer.serialize_i64(*number as i64),
        Some(number) => serializer.serialize_f64(*number),
        None => serializer.serialize_none(),
    }
}

/// What is known of a number: the number, or its ends; an end that is open is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// The number in that unit, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "short")]
    pub value: Option<f64>,
    /// The least that it can be, if only bounds are known.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "short")]
    pub low: Option<f64>,
    /// The most that it can be, if only bounds are known.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "short")]
    pub high: Option<f64>,
    /// The name of the unit; empty for a plain number.
    pub unit: String,
}

/// A range of a file; the end is the first position after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The file: always given where a finding is; of other places only where it is another than that of the design, such as a
    /// base it extends, records it names, or a value set for this run.
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
    /// Column in bytes of UTF-8, from 1, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<usize>,
}

/// A place and what to say there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Label {
    /// Semantic path of the place, if it is one of a design.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// The file, where it is another than that of the design.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where it starts; left out if that is where the finding starts, or if there is nothing to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Position>,
    /// What to say; left out if the place speaks for itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The same in Chinese, in a report in both languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_zh: Option<String>,
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
    /// Its last day, as YYYY-MM-DD.
    #[serde(default)]
    pub until: String,
}

/// A check that could not be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotAssessed {
    /// Code of the check; `caseproof checks --json` has its name.
    pub code: String,
    /// What it was about.
    pub at: String,
    /// What is missing.
    pub needs: Vec<Need>,
    /// What the quantity of a measured check would have to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passes: Option<Passes>,
}

/// Something that is missing, with what would pass there where that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Need {
    /// Semantic path of a field, or a place in the tables.
    pub at: String,
    /// Whether a range stands there that has to be closer; left out if not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closer: bool,
    /// From which value on nothing is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// Up to which value nothing is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// The value, or the two, beyond which there is an error, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard: Option<String>,
    /// The word that stands there, where the tables know nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<String>,
    /// The nearest word that they know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
    /// Where a word stands there that means one of several materials: these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
}

/// What a quantity would have to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passes {
    /// Its name in the check.
    pub measure: String,
    /// From which value on nothing is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// Up to which value nothing is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// The value, or the two, beyond which there is an error, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard: Option<String>,
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
