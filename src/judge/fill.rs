//! The values of a design that the sentences of a check name.

use super::weigh::{Weight, Weighted, stands_there};
use crate::catalogue::Check;
use crate::facts::{Trace, Value, World};
use crate::finding::{Measured, Shown};
use crate::knowledge::{PropertyKind, Take};
use crate::language::{Part, Side};
use crate::quantity::{Bounds, Toward, unit_beside};
use crate::vocabulary::{End, FactId, Item};

/// The values that message, help and labels name, each once.
pub(super) fn values(check: &Check, world: &World<'_>, slots: &[Item], measured: Option<&Measured>) -> Vec<(String, Shown)> {
    let mut values: Vec<(String, Shown)> = Vec::new();
    let labels = check.labels.iter().map(|(_, message)| message);
    for part in [&*check.message, &*check.help].into_iter().chain(labels).flat_map(|message| &message.parts) {
        let Some(name) = part.name().filter(|name| !values.iter().any(|(known, _)| known == name)) else { continue };
        let shown = match part {
            // What is no value of the design stands in the check.
            Part::Text(_) | Part::Limit(..) | Part::Clause(_) => continue,
            Part::Path(path) => match path.value(world, slots, &mut Trace::off()) {
                Ok(value) => {
                    let (fact, given) = (path.fact(), || stands_there(path, world, slots));
                    said(&at_end(value, fact), world, fact.and_then(FactId::toward), given)
                }
                Err(_) => Shown::Unknown,
            },
            Part::Measured => measured.map_or(Shown::Unknown, |of| Shown::Number(of.shown().0)),
            Part::Bound => measured.map_or(Shown::Unknown, |of| Shown::Bound(of.limit().side, of.shown().1)),
        };
        values.push((name.to_owned(), shown));
    }
    values
}

/// A number of a measured check in a unit that is read beside that of the quantity; plain numbers beside percentages are shown as
/// percentages.
pub(super) fn show(number: Bounds, weight: &Weight) -> Bounds {
    let other = weight.decided.and_then(|decided| weight.bounds[decided].limit.unit);
    number.in_unit(unit_beside(number.unit, weight.actual.unit).or(other))
}

/// Of a bound that is not decided itself the end that tells: what is beyond that is beyond all that it may become.
pub(super) const fn telling(bound: &Weighted) -> Bounds {
    let end = match bound.side {
        Side::AtLeast => bound.limit.low,
        Side::AtMost => bound.limit.high,
    };
    if end.is_finite() { Bounds::exact(end, bound.limit.unit) } else { bound.limit }
}

/// A figure that differs between the materials that a word may mean, by one end: the one that the sentence names, otherwise the best
/// of them, since what is found is found whichever is meant.
fn at_end(value: Value, fact: Option<FactId>) -> Value {
    let (Some(bounds), Some(fact)) = (value.bounds().filter(|bounds| (bounds.high - bounds.low).is_finite()), fact) else {
        return value;
    };
    let Some((table, property)) = fact.property() else { return value };
    match (fact.end, table.properties()[usize::from(property)].kind) {
        (End::Low, _) | (End::Cautious, PropertyKind::Quantity(_, _, Take::High)) => Value::Number(bounds.lower()),
        (End::High, _) | (End::Cautious, PropertyKind::Quantity(_, _, Take::Low)) => Value::Number(bounds.upper()),
        _ => value,
    }
}

/// A value for a sentence; a number that is not given but calculated with three figures, and an end of a confidence interval rounded
/// to its side.
fn said(value: &Value, world: &World<'_>, toward: Option<Toward>, given: impl Fn() -> bool) -> Shown {
    let shown = |number: Bounds| match toward {
        _ if given() => Shown::Number(number),
        Some(toward) => Shown::Number(toward.shown(number, false)),
        None => Shown::Number(number.in_three_figures()),
    };
    match value {
        Value::Number(_) | Value::Within(_) => value.bounds().map_or(Shown::Unknown, shown),
        Value::Word(word) => Shown::Words(vec![word.to_string()]),
        Value::Flag(flag) => Shown::Flag(*flag),
        Value::Item(item) => Shown::Words(vec![world.name(*item).to_owned()]),
        Value::Items(items) | Value::Among(items) => {
            Shown::Words(items.iter().map(|item| world.name(*item).to_owned()).collect())
        }
        Value::OneOf(words) | Value::Words(words) => Shown::Words(words.iter().map(ToString::to_string).collect()),
    }
}
