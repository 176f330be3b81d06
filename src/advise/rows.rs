//! The rows of the advice as they are held against a design.

use super::asked::{Amount, Asked, Sentence};
use crate::quantity::Bounds;

/// Everything by which models are held against a design.
#[derive(Clone, Debug)]
pub struct Profile {
    pub(super) models: Vec<Model>,
    pub(super) bands: Vec<Band>,
    pub(super) gates: Vec<Gate>,
    pub(super) criteria: Vec<Criterion>,
    pub(super) phases: Vec<Phase>,
    pub(super) money: Vec<Money>,
    pub(super) questions: Vec<Row>,
    /// Figures among the rows, and how many of them nobody answers for.
    pub(super) figures: Figures,
}

/// How many figures the rows hold: weights, limits, weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) all: usize,
    pub(super) proposed: usize,
}

/// A way to share the work.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) short: String,
    /// How a spec calls it.
    pub(super) word: String,
    pub(super) about: String,
    pub(super) owner: String,
    pub(super) client: Vec<String>,
    pub(super) factory: Vec<String>,
    pub(super) sources: Vec<String>,
}

/// What a share of the weight is called.
#[derive(Clone, Debug)]
pub(super) struct Band {
    pub(super) from: f64,
    pub(super) says: String,
}

/// What closes a model.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) models: Vec<usize>,
    pub(super) applies: Option<Asked>,
    pub(super) closed: Option<Asked>,
    /// What no field of a spec tells; it is then never said to be open.
    pub(super) hangs_on: Option<String>,
    pub(super) remedy: Option<Sentence>,
    pub(super) away: Option<Sentence>,
    pub(super) lacks: Option<String>,
    pub(super) sources: Vec<String>,
}

/// What speaks for models and against them.
#[derive(Clone, Debug)]
pub(super) struct Criterion {
    pub(super) id: String,
    pub(super) title: String,
    /// Share of all weights, once they are added up.
    pub(super) weight: f64,
    pub(super) weight_proposed: bool,
    pub(super) levels: Vec<Level>,
    pub(super) sources: Vec<String>,
}

/// One of the places at which a design may stand. What it says of a model is found by its number.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) says: Sentence,
    pub(super) when: Option<Asked>,
    pub(super) fits: Vec<usize>,
    pub(super) hangs_on: Vec<(usize, String)>,
    pub(super) remedy: Vec<(usize, Sentence)>,
    pub(super) against: Vec<(usize, Sentence)>,
    pub(super) away: Vec<(usize, Sentence)>,
}

/// A stretch of the way to the first lot.
#[derive(Clone, Debug)]
pub(super) struct Phase {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) applies: Option<Asked>,
    /// Its time under a model, by the number of that.
    pub(super) weeks: Vec<(usize, Bounds)>,
    /// What the spec gives in its place, and when that is all of it.
    pub(super) given: Option<(Amount, Option<Asked>)>,
    pub(super) sources: Vec<String>,
}

/// Money at stake.
#[derive(Clone, Debug)]
pub(super) struct Money {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) applies: Option<Asked>,
    pub(super) ends: Option<[Amount; 2]>,
    pub(super) basis: Sentence,
    pub(super) paid: Vec<(usize, String)>,
    pub(super) sources: Vec<String>,
}

/// What is asked where fields are missing.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) fields: Vec<String>,
    pub(super) set: Option<String>,
    /// Whether all fields that fit are tried with one answer.
    pub(super) together: bool,
    pub(super) ask: String,
    pub(super) answers: Vec<String>,
}
