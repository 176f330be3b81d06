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
    /// What came of the baseline that the part was held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Against>,
}

/// What came of a baseline in a part of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Against {
    /// The file of the baseline, as it was named.
    pub name: String,
    /// Findings that are known and no worse.
    pub known: usize,
    /// Findings that the baseline does not have.
    pub new: usize,
    /// Findings that are worse than it says.
    pub worse: usize,
    /// How many of those that are new or worse are of checks that no baseline accepts.
    pub bound: usize,
    /// How many of those that are new or worse are folded under another of them.
    pub folded: usize,
    /// Findings of the baseline that the judged files no longer have.
    pub over: usize,
    /// Findings of the baseline that can no longer be decided.
    pub open: usize,
    /// Findings of the baseline that the configuration leaves out.
    pub left_out: usize,
    /// Findings of the baseline whose file is no longer there, whichever part their design is in now; the same in all parts.
    pub gone: usize,
    /// How many of them were found again in another file of this part.
    pub followed: usize,
    /// The designs of those: file and name or number, as the baseline has them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub moved: BTreeSet<(String, String)>,
}

impl Against {
    /// Adds what another part found.
    ///
    /// # Errors
    ///
    /// A design of the baseline that both found in another file than before: which of them it is, only one run over both can
    /// say.
    pub fn absorb(&mut self, other: Self) -> Result<(), String> {
        let Self { name: _, known, new, worse, bound, folded, over, open, left_out, gone: _, followed, moved } = other;
        if let Some((file, design)) = moved.iter().find(|place| self.moved.contains(*place)) {
            return Err(format!(
                "`{design}` of {file}, which is no longer there, is found in two parts: write the baseline anew"
            ));
        }
        self.known += known;
        self.new += new;
        self.worse += worse;
        self.bound += bound;
        self.folded += folded;
        self.over += over;
        self.open += open;
        self.left_out += left_out;
        self.followed += followed;
        self.moved.extend(moved);
        Ok(())
    }
}

impl Part {
    /// Whether it is of the same run as another.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        *self == Self { number: self.number, ..other.clone() }
    }
}
