//! Conditions, numbers and sentences of the rows: compiled once, and again with the quantities of a model where they name one.

use super::quantities::{NAMES, Quantities};
use crate::facts::{Known, Note, Trace, Value, World};
use crate::knowledge::library;
use crate::language::{Condition, Context, Figure, Message, NamedLimit, Part, Truth};
use crate::quantity::{Bounds, Measure};

/// What a text of a row may name: facts, the limits of the row, and the quantities.
pub(super) fn context(limits: &[NamedLimit], quantities: &Quantities) -> Context<'static> {
    let limits = limits.iter().cloned().chain(quantities.named()).collect();
    Context { lexicon: library(), names: Vec::new(), limits }
}

/// Whether a text may name one of the quantities.
fn names_quantity(text: &str) -> bool {
    NAMES.iter().any(|name| text.contains(name))
}

/// A condition.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) limits: Vec<NamedLimit>,
    pub(super) condition: Condition,
}

impl Asked {
    /// Whether it holds; if that cannot be said, the fields that would say it.
    pub(super) fn judge(&self, world: &World<'_>, quantities: &Quantities) -> (Truth, Vec<String>) {
        let own = names_quantity(&self.text).then(|| Condition::compile(&self.text, &context(&self.limits, quantities)));
        let condition = own.as_ref().and_then(|own| own.as_ref().ok()).unwrap_or(&self.condition);
        let truth = condition.judge(world, &[]);
        let needs = if truth == Truth::Unknown { needs(world, &condition.notes(world, &[])) } else { Vec::new() };
        (truth, needs)
    }
}

/// The fields that are missing behind notes.
fn needs(world: &World<'_>, notes: &[Note]) -> Vec<String> {
    world.needs(notes).into_iter().map(|wish| wish.at.to_string()).collect()
}

/// A number.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) text: String,
    pub(super) limits: Vec<NamedLimit>,
    pub(super) figure: Figure,
}

impl Amount {
    /// What is known of it, and the fields that would say the rest.
    pub(super) fn value(&self, world: &World<'_>, quantities: &Quantities) -> (Known<Bounds>, Vec<String>) {
        let own = names_quantity(&self.text).then(|| Figure::compile(&self.text, &context(&self.limits, quantities)));
        let figure = own.as_ref().and_then(|own| own.as_ref().ok()).map_or(&self.figure, |(figure, _)| figure);
        let mut trace = Trace::on();
        let value = figure.value(world, &[], &mut trace);
        let open = value.map_or(true, |bounds| !bounds.low.is_finite() || !bounds.high.is_finite());
        let needs = if open { needs(world, &trace.into_notes()) } else { Vec::new() };
        (value, needs)
    }
}

/// A sentence with names in braces.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) message: Message,
}

impl Sentence {
    /// The sentence with its values; a clause with something that is not known is left out, else that is written as
    /// `?`.
    pub(super) fn say(&self, world: &World<'_>, quantities: &Quantities) -> String {
        let own = quantities.named();
        let part = |part: &Part| match part {
            Part::Text(text) => text.to_string(),
            Part::Limit(name, measure) => {
                let measure = own.iter().find(|limit| limit.name == *name).map_or(*measure, |limit| limit.measure);
                rounded(measure)
            }
            Part::Path(path) => {
                let value = path.value(world, &[], &mut Trace::off());
                value.as_ref().map_or_else(|_| "?".to_owned(), |value| said(value, world))
            }
            Part::Measured | Part::Bound | Part::Clause(_) => String::new(),
        };
        let known = |part: &Part| !matches!(part, Part::Path(path) if path.value(world, &[], &mut Trace::off()).is_err());
        self.message.said(known).into_iter().map(part).collect()
    }
}

fn rounded(measure: Measure) -> String {
    Bounds::from(measure).in_three_figures().to_string()
}

fn said(value: &Value, world: &World<'_>) -> String {
    match value {
        Value::Number(_) | Value::Within(_) => {
            value.bounds().map_or_else(|| "?".to_owned(), |bounds| bounds.in_three_figures().to_string())
        }
        Value::Word(word) => word.to_string(),
        Value::OneOf(words) => words.join(" or "),
        Value::Flag(flag) => (if *flag { "yes" } else { "no" }).to_owned(),
        Value::Item(item) => world.name(*item).to_owned(),
        Value::Items(items) | Value::Among(items) => items.iter().map(|item| world.name(*item)).collect::<Vec<_>>().join(", "),
        Value::Words(words) => words.iter().map(|word| &**word).collect::<Vec<_>>().join(", "),
    }
}
