//! Sentences with names in braces: `{joint} is strained to {joint.strain}`.

use std::borrow::Cow;
use std::fmt;

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
}

impl Message {
    /// Reads a sentence and resolves its names; `{measure}` and `{bound}` stand for those of a measured check.
    pub fn compile(text: &str, context: &Context<'_>, measured: bool) -> Result<Self, ConditionError> {
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(open) = text[at..].find('{').map(|offset| at + offset) {
            parts.push(Part::Text(text[at..open].to_owned().into()));
            let Some(close) = text[open..].find('}').map(|offset| open + offset) else {
                return Err(ConditionError::new(open..text.len(), "this brace is not closed"));
            };
            let name = text[open + 1..close].trim();
            parts.push(match name {
                "measure" if measured => Part::Measured,
                "bound" if measured => Part::Bound,
                _ => resolve(name, open + 1..close, context)?,
            });
            at = close + 1;
        }
        parts.push(Part::Text(text[at..].to_owned().into()));
        Ok(Self { parts })
    }
}

/// The sentence as it is written, with its names in braces.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match (part, part.name()) {
            (Part::Text(text), _) => f.write_str(text),
            (_, name) => write!(f, "{{{}}}", name.unwrap_or_default()),
        })
    }
}

impl Part {
    /// The name in braces; `None` for plain text.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Path(path) => Some(&path.text),
            Self::Limit(name, _) => Some(name),
            Self::Measured => Some("measure"),
            Self::Bound => Some("bound"),
        }
    }
}

fn resolve(name: &str, at: std::ops::Range<usize>, context: &Context<'_>) -> Result<Part, ConditionError> {
    if let Some(limit) = context.limits.iter().find(|limit| limit.name == name) {
        return Ok(Part::Limit(name.to_owned().into(), limit.measure));
    }
    match Path::resolve(name, &at, &context.names) {
        Some(path) => path.map(Part::Path),
        None => Err(ConditionError::new(at, format!("`{name}` is neither a fact nor a limit"))),
    }
}
