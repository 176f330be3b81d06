//! What a report says of a part of a run.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A part of a run, as `--partition` asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Which part, from 1.
    #[schemars(range(min = 1))]
    pub number: usize,
    /// Of how many.
    #[schemars(range(min = 1))]
    pub of: usize,
    /// What all parts of one run share: a fingerprint of the names of all files and of the options that judgement hangs on.
    pub run: String,
    /// Whether sources are told in full.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verbose: bool,
    /// Names of all checks by their codes.
    pub checks: BTreeMap<String, String>,
}

/// What the exit code of the whole run will hang on, as far as a part of it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gate {
    /// Designs that were judged.
    pub designs: usize,
    /// Files, or documents of them, that could not be judged.
    pub rejected: usize,
    /// Whether any check could be decided.
    pub decided: bool,
    /// Whether a finding fails the run.
    pub fails: bool,
    /// Designs of whose checks too few could be decided.
    pub thin: usize,
    /// The first of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thin_named: Vec<String>,
    /// Designs of which too little is known for a gate.
    pub open: usize,
    /// The first of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_named: Vec<String>,
    /// What was selected to be judged and nothing else, as it is named.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub selected: BTreeSet<String>,
    /// Names of the checks that a configuration leaves out.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub left_out: BTreeSet<String>,
    /// How many findings of each are left out, by its code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ignored: BTreeMap<String, usize>,
}

impl Part {
    /// Whether it is of the same run as another.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        *self == Self { number: self.number, ..other.clone() }
    }
}
