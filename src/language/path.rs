//! Names such as `joint.method.family`: where they start, the facts on the way, and the fact at the end.

use std::borrow::Cow;
use std::ops::Range;

use super::ConditionError;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{FactId, Kind, Type, find, nearest_fact};

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    /// A thing that the subject or a quantifier binds, by its slot.
    Slot(u8),
    /// The one thing of its kind.
    Single(Kind),
}

/// A name that is resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Path {
    /// Where it starts.
    pub start: Start,
    /// The facts on the way and at its end.
    pub facts: Box<[FactId]>,
    /// The kind of thing that it starts from.
    pub from: Kind,
    /// The name as written.
    #[serde(borrow)]
    pub text: Cow<'static, str>,
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
            (Some(slot), _) => (Start::Slot(u8::try_from(slot).unwrap_or(u8::MAX)), names[slot].1),
            (None, Some(kind)) if kind.is_single() => (Start::Single(kind), kind),
            _ if text.contains('.') => return Some(Err(unknown_start(first, at, names))),
            _ => return None,
        };
        let from = kind;
        let mut facts: Vec<FactId> = Vec::new();
        let mut offset = at.start + first.len() + 1;
        let mut end = Type::Item(kind);
        for part in parts {
            let here = offset..offset + part.len();
            offset += part.len() + 1;
            let Type::Item(owner) = end else {
                return Some(Err(ConditionError::new(here, format!("there is nothing below `{}`", facts_text(&facts)))));
            };
            kind = owner;
            let Some(fact) = find(kind, part) else {
                let error = ConditionError::new(here, format!("a {kind} has no fact `{part}`"));
                return Some(Err(error.or_did_you_mean(nearest_fact(kind, part))));
            };
            end = fact.row().kind;
            facts.push(fact);
        }
        Some(Ok(Self { start, facts: facts.into(), from, text: text.to_owned().into() }))
    }

    /// The type of what it names.
    #[must_use]
    pub fn kind(&self) -> Type {
        self.fact().map_or(Type::Item(self.from), |fact| fact.row().kind)
    }

    /// The fact at its end; none if it names the subject itself.
    #[must_use]
    pub fn fact(&self) -> Option<FactId> {
        self.facts.last().copied()
    }
}

fn facts_text(facts: &[FactId]) -> &'static str {
    facts.last().map_or("", |fact| fact.row().name)
}

fn unknown_start(first: &str, at: &Range<usize>, names: &Names) -> ConditionError {
    let known: Vec<&str> = names
        .iter()
        .map(|(name, _)| *name)
        .chain(Kind::ALL.iter().filter(|kind| kind.is_single()).map(|kind| kind.word()))
        .collect();
    let near = crate::source::nearest(first, known.iter().copied());
    let error = ConditionError::new(at.start..at.start + first.len(), format!("`{first}` is not known here"));
    match near {
        Some(near) => error.or_did_you_mean(Some(near)),
        None => error.with_help(format!("names here are {}", known.join(", "))),
    }
}
