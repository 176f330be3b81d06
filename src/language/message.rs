//! Sentences with names in braces: `{joint} is strained to {joint.strain}`.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ConditionError;
use super::compile::Context;
use super::path::Path;
use crate::quantity::Measure;

/// A sentence that is ready to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Message {
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Part {
    /// Text as it stands.
    #[serde(borrow)]
    Text(Cow<'static, str>),
    /// The value of a fact.
    Path(Path),
    /// A threshold of the check.
    Limit(#[serde(borrow)] Cow<'static, str>, Measure),
    /// What the check measures.
    Measured,
    /// The bound that decided.
    Bound,
    /// As many parts behind it as it says are one clause, which is said only where all of it is known.
    Clause(u16),
}

impl Message {
    /// Reads a sentence and resolves its names; `{measure}` and `{bound}` stand for those of a measured check. Braces around text
    /// with names in them, as in `drops{ from {environment.drop_height}} are claimed`, hold a clause.
    pub fn compile(text: &str, context: &Context<'_>, measured: bool) -> Result<Self, ConditionError> {
        let reader = Reader { text, context, measured };
        let mut parts = Vec::new();
        reader.read(0..text.len(), false, &mut parts)?;
        Ok(Self { parts })
    }

    /// The parts that are said: all but the clauses with something in them that is not known.
    pub fn said(&self, known: impl Fn(&Part) -> bool) -> Vec<&Part> {
        let mut said = Vec::with_capacity(self.parts.len());
        let mut parts = self.parts.as_slice();
        while let [part, rest @ ..] = parts {
            parts = rest;
            match part {
                Part::Clause(length) => {
                    let (clause, behind) = rest.split_at(usize::from(*length).min(rest.len()));
                    if !clause.iter().all(&known) {
                        parts = behind;
                    }
                }
                part => said.push(part),
            }
        }
        said
    }
}

/// What a sentence is read with.
struct Reader<'r> {
    text: &'r str,
    context: &'r Context<'r>,
    measured: bool,
}

impl Reader<'_> {
    /// Reads a piece of the text; a clause stands in no other.
    fn read(&self, piece: Range<usize>, in_clause: bool, parts: &mut Vec<Part>) -> Result<(), ConditionError> {
        let text = &self.text[..piece.end];
        let mut at = piece.start;
        while let Some(open) = text[at..].find('{').map(|offset| at + offset) {
            parts.push(Part::Text(text[at..open].to_owned().into()));
            let unclosed = || ConditionError::new(open..text.len(), "this brace is not closed");
            let first = text[open + 1..].find(['{', '}']).map(|offset| open + 1 + offset).ok_or_else(unclosed)?;
            let close = if text[first..].starts_with('{') {
                let close = closing(text, open).ok_or_else(unclosed)?;
                if in_clause {
                    return Err(ConditionError::new(open..close + 1, "a clause stands in no other"));
                }
                let place = parts.len();
                parts.push(Part::Clause(0));
                self.read(open + 1..close, true, parts)?;
                parts[place] = Part::Clause(u16::try_from(parts.len() - place - 1).unwrap_or(u16::MAX));
                close
            } else {
                parts.push(self.named(open + 1..first)?);
                first
            };
            at = close + 1;
        }
        parts.push(Part::Text(text[at..].to_owned().into()));
        Ok(())
    }

    fn named(&self, at: Range<usize>) -> Result<Part, ConditionError> {
        match self.text[at.clone()].trim() {
            "measure" if self.measured => Ok(Part::Measured),
            "bound" if self.measured => Ok(Part::Bound),
            name => resolve(name, at, self.context),
        }
    }
}

/// Where a brace is closed that holds others.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    text[open..].char_indices().find_map(|(at, sign)| {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(open + at)
    })
}

/// The sentence as it is written, with its names in braces.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut clause = None;
        for part in &self.parts {
            match (part, part.name()) {
                (Part::Text(text), _) => f.write_str(text)?,
                (Part::Clause(length), _) => {
                    f.write_str("{")?;
                    clause = Some(usize::from(*length));
                    continue;
                }
                (_, name) => write!(f, "{{{}}}", name.unwrap_or_default())?,
            }
            clause = clause.map(|left| left - 1);
            if clause == Some(0) {
                f.write_str("}")?;
                clause = None;
            }
        }
        Ok(())
    }
}

impl Part {
    /// The name in braces; `None` for plain text.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Text(_) | Self::Clause(_) => None,
            Self::Path(path) => Some(&path.text),
            Self::Limit(name, _) => Some(name),
            Self::Measured => Some("measure"),
            Self::Bound => Some("bound"),
        }
    }
}

fn resolve(name: &str, at: Range<usize>, context: &Context<'_>) -> Result<Part, ConditionError> {
    if let Some(limit) = context.limits.iter().find(|limit| limit.name == name) {
        return Ok(Part::Limit(name.to_owned().into(), limit.measure));
    }
    match Path::resolve(name, &at, &context.names) {
        Some(path) => path.map(Part::Path),
        None => Err(ConditionError::new(at, format!("`{name}` is neither a fact nor a limit"))),
    }
}
