//! The tables of what is expected of a design: kinds of tests, and blocks that it has to state.

use serde::{Deserialize, Serialize};

use super::basis::Basis;
use super::feature::Feature;

/// Of what a test is relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Claimant {
    /// The whole case.
    Case,
    /// A part.
    Part,
    /// A joint.
    Joint,
}

/// A kind of test, and by what it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestRow<'s> {
    /// Its word in the format.
    pub kind: &'s str,
    /// Words and phrases of a name that mean it, in lower case.
    #[serde(borrow)]
    pub words: Vec<&'s str>,
    /// Words and phrases of a method that mean it.
    #[serde(borrow)]
    pub standards: Vec<&'s str>,
    /// Of what somebody relies on it, where it has one of these features.
    pub claimed: Option<(Claimant, Vec<Feature>)>,
    /// Kinds that show the same.
    #[serde(borrow)]
    pub also: Vec<&'s str>,
    /// Whether it shows form and fit alone.
    pub form: bool,
    /// Whether it names the climate in which another test may be made.
    pub setting: bool,
}

/// A block that a design has to state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expectation<'s> {
    /// The block, with `*` for any name.
    pub block: &'s str,
    /// The stage from which it is expected.
    pub from: &'s str,
    /// The kinds of case of which it is expected; all if none is named.
    #[serde(borrow)]
    pub kinds: Vec<&'s str>,
    /// Why.
    pub why: &'s str,
    /// How far it may be trusted.
    pub basis: Basis,
}
