//! Filling the sentences of a check with the values of a design.

use super::weigh::Weight;
use crate::facts::{Trace, Value, World};
use crate::language::{Message, Part, Side};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::Item;

/// The sentence for one subject. What is not known is written as `?`.
pub(super) fn fill(message: &Message, world: &World<'_>, slots: &[Item], weight: Option<&Weight>) -> String {
    let mut filled = String::new();
    for part in &message.parts {
        match part {
            Part::Text(text) => filled.push_str(text),
            Part::Limit(_, measure) => filled.push_str(&measure.to_string()),
            Part::Path(path) => match path.value(world, slots, &mut Trace::off()) {
                Ok(value) => filled.push_str(&value_words(&value, path.fact().map_or("", |fact| fact.row().unit), world)),
                Err(_) => filled.push('?'),
            },
            Part::Measured => filled.push_str(&weight.map_or_else(String::new, |of| show(of.actual, of).to_string())),
            Part::Bound => filled.push_str(&weight.and_then(bound_words).unwrap_or_default()),
        }
    }
    filled
}

/// A number of a measured check in the unit of the quantity; plain numbers beside percentages are shown as percentages.
pub(super) fn show(number: Bounds, weight: &Weight) -> Bounds {
    let other = weight.decided.and_then(|decided| weight.bounds[decided].limit.unit);
    number.in_unit(number.unit.or(weight.actual.unit).or(other))
}

/// `at least 1 deg`.
fn bound_words(weight: &Weight) -> Option<String> {
    let bound = &weight.bounds[weight.decided?];
    let side = match bound.side {
        Side::AtLeast => "at least",
        Side::AtMost => "at most",
    };
    Some(format!("{side} {}", show(bound.limit, weight)))
}

fn value_words(value: &Value, unit: &str, world: &World<'_>) -> String {
    match value {
        Value::Number(_) | Value::Within(_) => {
            value.bounds().map_or_else(String::new, |bounds| bounds.in_unit(bounds.unit.or_else(|| find_unit(unit))).to_string())
        }
        Value::Word(word) => word.to_string(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Item(item) => world.name(*item).to_owned(),
        Value::Items(items) => some(&items.iter().map(|item| world.name(*item)).collect::<Vec<_>>()),
        Value::Words(words) => some(&words.iter().map(|word| &**word).collect::<Vec<_>>()),
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
