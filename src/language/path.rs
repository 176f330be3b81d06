//! Names such as `joint.method.family`: where they start, the facts on the way, and the fact at the end.

use std::ops::Range;

use super::ConditionError;
use crate::facts::{Fact, Item, Kind, Trace, Type, Value, World, find_fact, nearest_fact, value_of};

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// A thing that the subject or a quantifier binds, by its slot.
    Slot(usize),
    /// The one thing of its kind.
    Single(Kind),
}

/// A name that is resolved.
#[derive(Clone)]
pub struct Path {
    start: Start,
    facts: Vec<Fact>,
    kind: Type,
    text: String,
}

/// The names that are bound: their words and kinds by slot.
pub type Names = Vec<(&'static str, Kind)>;

impl Path {
    /// Resolves a dotted name. `None` if it is no path at all but a single unknown word.
    pub fn resolve(text: &str, at: &Range<usize>, names: &Names) -> Option<Result<Self, ConditionError>> {
        let mut parts = text.split('.');
        let first = parts.next()?;
        // The innermost binding of a name wins.
        let slot = names.iter().rposition(|(name, _)| *name == first);
        let (start, mut kind) = match (slot, Kind::from_word(first)) {
            (Some(slot), _) => (Start::Slot(slot), names[slot].1),
            (None, Some(kind)) if kind.is_single() => (Start::Single(kind), kind),
            _ if text.contains('.') => return Some(Err(unknown_start(first, at, names))),
            _ => return None,
        };
        let mut facts = Vec::new();
        let mut offset = at.start + first.len() + 1;
        let mut end = Type::Item(kind);
        for part in parts {
            let here = offset..offset + part.len();
            offset += part.len() + 1;
            let Type::Item(owner) = end else {
                return Some(Err(ConditionError::new(here, format!("there is nothing below `{}`", facts_text(&facts)))));
            };
            kind = owner;
            let Some(fact) = find_fact(kind, part) else {
                let error = ConditionError::new(here, format!("a {kind} has no fact `{part}`"));
                return Some(Err(error.or_did_you_mean(nearest_fact(kind, part))));
            };
            end = fact.kind;
            facts.push(fact);
        }
        Some(Ok(Self { start, facts, kind: end, text: text.to_owned() }))
    }

    /// The type of what it names.
    pub const fn kind(&self) -> Type {
        self.kind
    }

    /// The name as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The fact at its end; none if it names the subject itself.
    pub fn fact(&self) -> Option<&Fact> {
        self.facts.last()
    }

    /// Its value.
    pub fn value<'w>(&self, world: &'w World<'w>, slots: &[Item], trace: &mut Trace) -> Option<Value<'w>> {
        let mut item = match self.start {
            Start::Slot(slot) => slots[slot],
            Start::Single(kind) => Item { kind, index: 0 },
        };
        let Some((last, way)) = self.facts.split_last() else { return Some(Value::Item(item)) };
        for fact in way {
            match value_of(fact, world, item, trace)? {
                Value::Item(next) => item = next,
                _ => return None,
            }
        }
        value_of(last, world, item, trace)
    }
}

fn facts_text(facts: &[Fact]) -> &str {
    facts.last().map_or("", |fact| fact.name)
}

fn unknown_start(first: &str, at: &Range<usize>, names: &Names) -> ConditionError {
    let known: Vec<&str> = names
        .iter()
        .map(|(name, _)| *name)
        .chain(Kind::ALL.iter().filter(|kind| kind.is_single()).map(|kind| kind.word()))
        .collect();
    let near = crate::yaml::nearest(first, known.iter().copied());
    let error = ConditionError::new(at.start..at.start + first.len(), format!("`{first}` is not known here"));
    match near {
        Some(near) => error.or_did_you_mean(Some(near)),
        None => error.with_help(format!("names here are {}", known.join(", "))),
    }
}
