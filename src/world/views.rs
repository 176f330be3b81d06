//! The things of a design, each as written and with the numbers of what belongs to it.

use super::state::Spot;
use crate::design::{Dimensioned, Joint, Layer, Part, Step};
use crate::yaml::Span;

/// A part.
#[derive(Debug)]
pub struct PartView<'d> {
    /// Its id.
    pub id: &'d str,
    /// Where its key stands.
    pub key: Span,
    /// As written.
    pub part: &'d Part,
    /// Its material, as an index.
    pub material: Option<usize>,
    /// Its production process, as an index of the library.
    pub process: Option<u16>,
    /// The process of its samples.
    pub prototype_process: Option<u16>,
    /// The material of its samples.
    pub prototype_material: Option<usize>,
    /// Its layers, as indices.
    pub layers: Vec<usize>,
    /// Paint, print or foil on its outside, in their order.
    pub finish: Vec<usize>,
    /// What touches it while it is made.
    pub aids: Vec<usize>,
}

/// A layer.
#[derive(Debug)]
pub struct LayerView<'d> {
    /// Its part.
    pub part: usize,
    /// Which one from the outside.
    pub number: usize,
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub layer: &'d Layer,
    /// Its material.
    pub material: Option<usize>,
    /// The adhesive that joins it to the layer before it.
    pub bond: Option<usize>,
}

/// A material where it is used.
#[derive(Clone, Copy, Debug)]
pub struct UseView {
    /// The part.
    pub part: usize,
    /// The layer, if the part has layers.
    pub layer: Option<usize>,
    /// The material.
    pub material: usize,
}

impl UseView {
    /// Where it is.
    #[must_use]
    pub const fn spot(&self) -> Spot {
        Spot { part: self.part, layer: self.layer }
    }
}

/// A joint.
#[derive(Debug)]
pub struct JointView<'d> {
    /// Its id.
    pub id: &'d str,
    /// Where its key stands.
    pub key: Span,
    /// As written.
    pub joint: &'d Joint,
    /// Its method, as an index of the library.
    pub method: Option<u16>,
    /// The parts it joins.
    pub parts: Vec<usize>,
    /// Its adhesive, tape or ink.
    pub adhesive: Option<usize>,
}

/// A step.
#[derive(Debug)]
pub struct StepView<'d> {
    /// Its id.
    pub id: &'d str,
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub step: &'d Step,
    /// Its process, as an index of the library.
    pub process: Option<u16>,
    /// Parts that come in.
    pub adds: Vec<usize>,
    /// Joints that it makes.
    pub makes: Vec<usize>,
    /// Joints that it undoes.
    pub undoes: Vec<usize>,
    /// Parts that it closes in.
    pub encloses: Vec<usize>,
    /// Parts that it works on; none named means all.
    pub of: Vec<usize>,
}

/// A step and a material that is there when it runs.
#[derive(Clone, Copy, Debug)]
pub struct PlacementView {
    /// The step.
    pub step: usize,
    /// What is there.
    pub what: Placed,
    /// Its material.
    pub material: usize,
    /// The part it belongs to.
    pub part: usize,
}

/// What is in the assembly when a step runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// A material in use.
    Use(usize),
    /// The adhesive of a joint.
    Adhesive(usize),
    /// The bond of a layer.
    Bond(usize),
}

/// A step and a later one that works on the same part.
#[derive(Clone, Copy, Debug)]
pub struct OrderView {
    /// The step that comes first.
    pub earlier: usize,
    /// The step that comes later.
    pub later: usize,
    /// The first of the parts on which both work.
    pub part: usize,
}

/// Something that samples of a part leave open.
#[derive(Clone, Copy, Debug)]
pub struct RiskView {
    /// The part.
    pub part: usize,
    /// The risk, as an index of the table.
    pub risk: u16,
}

/// A part and a substance in its materials that a market restricts.
#[derive(Clone, Copy, Debug)]
pub struct RestrictionView {
    /// The part.
    pub part: usize,
    /// The first of its materials in use that may hold it.
    pub use_: usize,
    /// The restriction, as an index of the table.
    pub row: usize,
}

/// A dimension of a part.
#[derive(Debug)]
pub struct DimensionView<'d> {
    /// Its part.
    pub part: usize,
    /// Its id.
    pub id: &'d str,
    /// Where its key stands.
    pub key: Span,
    /// As written.
    pub dimension: &'d Dimensioned,
}

/// A thing of a list of the spec: where it stands, and as written.
#[derive(Debug)]
pub struct Listed<'d, T> {
    /// Its id or number.
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub given: &'d T,
}

/// What the checks said of a design that look at nothing but it.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// What they found.
    pub found: Vec<Found>,
    /// What they could not decide. Empty where no build counted a defect: nothing else looks at it.
    pub open: Vec<OpenCheck>,
}

/// What a check could not decide, for facts that look for it as the cause of what was seen in a build.
#[derive(Clone, Debug)]
pub struct OpenCheck {
    /// The name of the check.
    pub check: Box<str>,
    /// Semantic path of its subject.
    pub at: String,
    /// Semantic paths of what is missing.
    pub needs: Vec<String>,
}

/// What a check found, for facts that tie it to what was seen in a build.
#[derive(Clone, Debug)]
pub struct Found {
    /// The code of the check.
    pub code: Box<str>,
    /// Its name.
    pub check: Box<str>,
    /// Semantic paths of its subject and of the places that led to it.
    pub places: Vec<String>,
    /// Where it is shown.
    pub span: Span,
}

/// How much of a design was judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

impl Coverage {
    /// The share of the applicable checks that could be decided; none if there were none.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.applicable > 0).then(|| (self.applicable - self.not_assessed) as f64 / self.applicable as f64)
    }

    /// The same in percent, rounded down, so that only all of them are 100.
    #[must_use]
    pub const fn percent(&self) -> Option<usize> {
        (self.applicable.saturating_sub(self.not_assessed) * 100).checked_div(self.applicable)
    }
}

/// What samples say about the gap of an expression: a linear estimate means nothing where the slope is none or changes its sign.
#[derive(Clone, Copy, Debug)]
pub struct Sampled {
    /// Share of the units outside the limits; none without limits or samples. Where an expression has no value there is no gap
    /// that works.
    pub outside: Option<f64>,
    /// Range that holds 99.73 % of the gaps.
    pub range: Option<(f64, f64)>,
}
