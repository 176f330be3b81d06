//! Sentences with names in braces: `{joint} is strained to {joint.strain}`.

use super::ConditionError;
use super::compile::Context;
use super::path::Path;
use crate::facts::{Item, Trace, Value, World};

/// A sentence that is ready to be filled in.
#[derive(Clone)]
pub struct Message {
    parts: Vec<Part>,
}

#[derive(Clone)]
enum Part {
    Text(String),
    Path(Path),
    Limit(String),
}

impl Message {
    /// Reads a sentence and resolves its names.
    pub fn compile(text: &str, context: &Context) -> Result<Self, ConditionError> {
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(open) = text[at..].find('{').map(|offset| at + offset) {
            parts.push(Part::Text(text[at..open].to_owned()));
            let Some(close) = text[open..].find('}').map(|offset| open + offset) else {
                return Err(ConditionError::new(open..text.len(), "this brace is not closed"));
            };
            let name = text[open + 1..close].trim();
            parts.push(resolve(name, open + 1..close, context)?);
            at = close + 1;
        }
        parts.push(Part::Text(text[at..].to_owned()));
        Ok(Self { parts })
    }

    /// The sentence for one subject. What is not known is written as `?`.
    pub fn fill<'w>(&self, world: &'w World<'w>, slots: &[Item]) -> String {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) | Part::Limit(text) => filled.push_str(text),
                Part::Path(path) => match path.value(world, slots, &mut Trace::off()) {
                    Some(value) => filled.push_str(&show(&value, path, world)),
                    None => filled.push('?'),
                },
            }
        }
        filled
    }
}

fn resolve(name: &str, at: std::ops::Range<usize>, context: &Context) -> Result<Part, ConditionError> {
    if let Some(limit) = context.limits.iter().find(|limit| limit.name == name) {
        return Ok(Part::Limit(limit.measure.to_string()));
    }
    match Path::resolve(name, &at, &context.names) {
        Some(path) => path.map(Part::Path),
        None => Err(ConditionError::new(at, format!("`{name}` is neither a fact nor a limit"))),
    }
}

fn show(value: &Value<'_>, path: &Path, world: &World<'_>) -> String {
    match value {
        Value::Number(measure) => {
            let unit = measure.unit.or_else(|| path.fact().and_then(crate::facts::Fact::display_unit));
            crate::quantity::Measure::new(measure.si, unit).to_string()
        }
        Value::Word(word) => (*word).to_owned(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Item(item) => world.name(*item).to_owned(),
        Value::Items(items) => some(&items.iter().map(|item| world.name(*item)).collect::<Vec<_>>()),
        Value::Words(words) => some(words),
    }
}

/// The first few of a list, and how many more there are: a sentence has to stay one.
fn some(words: &[&str]) -> String {
    const SHOWN: usize = 5;
    match words.len().checked_sub(SHOWN) {
        Some(more @ 1..) => format!("{} and {more} more", words[..SHOWN].join(", ")),
        _ => words.join(", "),
    }
}
