//! What a report says of a baseline.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Amount;

/// What a baseline says of the findings of a design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Baseline {
    /// Findings that are in it and no worse: they are not among the findings, and do not fail a run.
    pub known: Vec<Known>,
    /// Findings that are worse than it says; they are among the findings.
    pub worse: Vec<Worse>,
}

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Known {
    /// Code of its check.
    pub code: String,
    /// How bad it is.
    #[schemars(extend("enum" = ["error", "warning", "advice"]))]
    pub severity: String,
    /// Semantic path of the subject.
    pub at: String,
    /// Identity of the finding.
    pub fingerprint: String,
}

/// A finding that is worse than a baseline says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Worse {
    /// Its fingerprint.
    pub fingerprint: String,
    /// How bad it was.
    #[schemars(extend("enum" = ["error", "warning", "advice"]))]
    pub severity: String,
    /// What was measured, for a measured check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<Amount>,
    /// The limit that it was beyond.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Amount>,
}
