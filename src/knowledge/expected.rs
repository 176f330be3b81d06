//! The tables of what is expected of a design: kinds of tests with what makes one harder than another, and blocks that it has
//! to state.

use serde::{Deserialize, Serialize};

use super::basis::{Basis, Sources};
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

/// In which respect a test may be harder or milder than another one, or than what is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Height of the drops.
    Height,
    /// What the drops end on.
    Surface,
    /// Code of the protection against solids and water.
    Ingress,
    /// Load.
    Force,
    /// How often it is opened, bent or loaded.
    Cycles,
}

/// A surface on which things are dropped; the rows stand in the order of hardness.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurfaceRow<'s> {
    /// Its word in the format.
    pub surface: &'s str,
    /// How hard it is among them; rows may share it.
    pub level: u8,
    /// Words of a method that mean it, in lower case.
    #[serde(borrow)]
    pub words: Vec<&'s str>,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its sources.
    pub sources: Sources,
}

/// Which of the two numerals of a code of protection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numeral {
    /// Against solids and dust.
    First,
    /// Against water.
    Second,
}

/// A numeral of a code of protection, and which others it shows as well.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IngressRow<'s> {
    /// Which of the two.
    pub numeral: Numeral,
    /// As it stands in the code.
    pub code: &'s str,
    /// Those that a test by it shows as well.
    #[serde(borrow)]
    pub includes: Vec<&'s str>,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its sources.
    pub sources: Sources,
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
    /// In which respects one may be harder than another.
    pub conditions: Vec<Condition>,
    /// Kinds that show the same.
    #[serde(borrow)]
    pub also: Vec<&'s str>,
    /// Kinds that are wider: a test that is given as one of them, and whose name means this one, is of this one.
    #[serde(borrow)]
    pub within: Vec<&'s str>,
    /// Words of a name that say what was tried: a test that fails is repeated by one that tries the same.
    #[serde(borrow)]
    pub respects: Vec<&'s str>,
    /// Ways to fail by what touches that it rules out, where it names the other of the two.
    #[serde(borrow)]
    pub rules_out: Vec<&'s str>,
    /// Those of them that need the strain of what is put together.
    #[serde(borrow)]
    pub strained: Vec<&'s str>,
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
