//! The table of defects: the words by which a line writes them down, the mechanism behind each, and what it is tied to.

use serde::{Deserialize, Serialize};

use super::basis::{Basis, Sources};
use super::feature::Feature;

/// A defect and its mechanism.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DefectRow<'s> {
    /// Stable id.
    pub id: &'s str,
    /// Words and phrases that mean it, in lower case.
    #[serde(borrow)]
    pub words: Vec<&'s str>,
    /// Families of processes that bring it about; any if none is named.
    #[serde(borrow)]
    pub at: Vec<&'s str>,
    /// How it comes about.
    pub mechanism: &'s str,
    /// What to change.
    pub fix: &'s str,
    /// Names of the checks that look for its causes.
    #[serde(borrow)]
    pub checks: Vec<&'s str>,
    /// Features of a part that bring it along, each with its word.
    #[serde(borrow)]
    pub concerns: Vec<(Feature, &'s str)>,
    /// Whether units that passed carry its cause as well, so that it comes out in use.
    pub grows: bool,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its sources.
    pub sources: Sources,
}

/// Words by which a name says that there is no such defect.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Negations<T> {
    /// Words that stand somewhere before it: `no crack found`.
    pub before: Vec<T>,
    /// Words that stand right behind it: `crack free`.
    pub behind: Vec<T>,
}
