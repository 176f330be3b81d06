//! What is said of a design: plain data, ready to be shown.

use serde::Serialize;

/// Everything that is said of one design, every model side by side. Lists by model are in the order of the models.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Advice {
    /// Name of the design.
    pub design: String,
    /// Where it stands.
    pub stage: Option<String>,
    /// How the spec says that the work is shared; none if it says nothing, which is taken as undecided.
    pub says: Option<String>,
    /// What the checks found and could decide.
    pub open: Open,
    /// The models.
    pub models: Vec<ModelAdvice>,
    /// Ids of the models that no gate closes and that may still fit best.
    pub in_question: Vec<String>,
    /// Id of the model that no gate closes and that fits best whatever is answered to the questions.
    pub fits_best: Option<String>,
    /// What closes models.
    pub gates: Vec<GateRow>,
    /// What speaks for models and against them.
    pub criteria: Vec<CriterionRow>,
    /// The way to the first lot.
    pub phases: Vec<PhaseRow>,
    /// Money at stake.
    pub money: Vec<MoneyRow>,
    /// What to answer, the most telling first.
    pub questions: Vec<Question>,
    /// Figures of the rows.
    pub figures: usize,
    /// Those of them that nobody answers for.
    pub proposals: usize,
}

/// What the checks found and could decide.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Open {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Checks that apply and could be decided.
    pub decided: usize,
    /// Checks that apply.
    pub applicable: usize,
}

/// Whether something holds for a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Answer {
    /// It does.
    Met,
    /// It does not.
    NotMet,
    /// It is asked at a later stage.
    NotDue,
    /// It is not asked of this model.
    NotAsked,
    /// It cannot be said.
    CannotSay {
        /// The fields that would say it.
        needs: Vec<String>,
        /// What no field says.
        hangs_on: Vec<String>,
    },
}

/// A gate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GateRow {
    /// Its id.
    pub id: String,
    /// What it asks for.
    pub title: String,
    /// By model.
    pub answers: Vec<Answer>,
    /// What opens it, by model, where it is closed.
    pub remedies: Vec<Option<String>>,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriterionRow {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Share of all weights.
    pub weight: f64,
    /// Whether nobody answers for the weight.
    pub weight_proposed: bool,
    /// By model.
    pub answers: Vec<Answer>,
    /// Where the design stands, by model; none where that cannot be said.
    pub stands: Vec<Option<String>>,
    /// What to do where it is not met, by model.
    pub remedies: Vec<Option<String>>,
    /// Why it speaks against a model where there is nothing to do.
    pub against: Vec<Option<String>>,
    /// The fields that would say where it stands.
    pub needs: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// What is lacking, in a few words, by model.
    #[serde(skip)]
    pub(super) away: Vec<Option<String>>,
}

/// A phase that applies or may apply.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PhaseRow {
    /// Its id.
    pub id: String,
    /// What is done in it.
    pub title: String,
    /// Whether it applies; its shortest is nothing if that cannot be said.
    pub applies: Answer,
    /// Shortest and longest in weeks, by model.
    pub weeks: Vec<Option<[f64; 2]>>,
    /// Whether the spec gives its time.
    pub given: bool,
    /// Where the weeks come from.
    pub sources: Vec<String>,
}

/// Money that is at stake or may be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MoneyRow {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// Least and most in USD; an end that is not known is none.
    pub usd: Option<[Option<f64>; 2]>,
    /// The same in words; none where it is to be quoted, or not known at all.
    pub shown: Option<String>,
    /// Whether no figure is published, so that it is asked for.
    pub quoted: bool,
    /// What the range rests on.
    pub basis: String,
    /// Who pays, by model; none where there is no such payment.
    pub paid: Vec<Option<String>>,
    /// The fields that would say more.
    pub needs: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<String>,
}

/// What the rows come to for one model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelAdvice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name as the head of a column.
    pub short: String,
    /// How a spec calls it.
    pub word: String,
    /// What it is.
    pub about: String,
    /// Who owns what.
    pub owner: String,
    /// What it asks of the client.
    pub client: Vec<String>,
    /// What it asks of the factory.
    pub factory: Vec<String>,
    /// Whether a gate closes it.
    pub standing: Standing,
    /// Gates that close it.
    pub gates_closed: usize,
    /// Gates of which it cannot be said.
    pub gates_open: usize,
    /// Criteria that speak for it.
    pub met: usize,
    /// Criteria that speak against it.
    pub not_met: usize,
    /// Criteria of which it cannot be said.
    pub cannot_say: usize,
    /// Least and most share of the weight that speaks for it, whatever is answered.
    pub fit: [f64; 2],
    /// What these shares are called; two where the answers decide.
    pub bands: Vec<String>,
    /// Shortest and longest way to the first lot in weeks.
    pub weeks: [f64; 2],
    /// What lies between the design and this model, in a few words each.
    pub away: Vec<String>,
    /// What would change the answer: gates first, then by weight.
    pub remedies: Vec<Remedy>,
    /// Where the model comes from.
    pub sources: Vec<String>,
}

/// Whether a gate closes a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// At least one does.
    Closed,
    /// None does, but of one it cannot be said.
    CannotSay,
    /// None does.
    Open,
}

/// Something that would change the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remedy {
    /// What to do.
    pub does: String,
    /// The gate or criterion that it is for.
    pub of: String,
    /// Whether it opens a gate.
    pub gate: bool,
    /// The share of the weight that it moves; nothing for a gate.
    pub weight: f64,
}

/// A field that is missing, and what it would change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// Its path.
    pub field: String,
    /// Further fields that are missing in the same way; they are given the same answers.
    pub others: Vec<String>,
    /// What is asked; none where the rows have no question about it.
    pub ask: Option<String>,
    /// What follows from each of the answers that were tried.
    pub effects: Vec<Effect>,
    /// Gates that one of two answers closes and the other does not, of all models together.
    pub gates: usize,
    /// By how much the shares of the models move between the answers, of all models together.
    pub moves: f64,
}

/// What follows from one answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// The answer.
    pub answer: String,
    /// Gates that are closed then, by model.
    pub gates_closed: Vec<usize>,
    /// Least and most share of the weight that speaks for it then, by model.
    pub fit: Vec<[f64; 2]>,
}

impl Question {
    /// How much it would change the answer: a gate counts as much as all of the weight.
    #[must_use]
    pub fn effect(&self) -> f64 {
        self.gates as f64 + self.moves
    }
}

/// Adds what is not there yet.
pub(super) fn add(known: &mut Vec<String>, more: Vec<String>) {
    for one in more {
        if !known.contains(&one) {
            known.push(one);
        }
    }
}
