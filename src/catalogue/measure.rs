//! Measured checks: one quantity held against bounds, each with the severity that it gives.
//!
//! Actual, limit, margin and what clears a finding come from here and from nowhere else.

use serde::{Deserialize, Serialize};

use super::Severity;
use super::definition::Definition;
use super::error::CheckError;
use crate::language::{Condition, ConditionError, Context, Figure, Side};
use crate::quantity::Dimension;

/// One quantity and its bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Measure {
    /// The quantity.
    pub figure: Figure,
    /// Its name in the check, such as `part.draft`.
    pub name: Box<str>,
    /// Its bounds, the mildest severity first.
    pub bounds: Vec<Bound>,
}

/// A bound of a quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Bound {
    /// The severity of a finding beyond it.
    pub severity: Severity,
    /// On which side of it the quantity has to be.
    pub side: Side,
    /// The bound.
    pub limit: Figure,
    /// The condition under which it does not hold.
    pub unless: Option<Condition>,
}

impl Measure {
    /// Compiles the measure of a check with all its bounds; `None` if it has none, or if something is wrong with it.
    pub fn compile(definition: &Definition, context: &Context<'_>, errors: &mut Vec<CheckError>) -> Option<Self> {
        let name = definition.measure.as_ref()?;
        let mut failed = |key: String, error: ConditionError| errors.push(CheckError { key, error });
        let (figure, dimension) = Figure::compile(name, context).map_err(|error| failed("measure".to_owned(), error)).ok()?;
        let mut bounds = Vec::new();
        for (key, severity, side, limit, unless) in written(definition) {
            let limit = Figure::compile(limit, context)
                .and_then(|(limit, found)| same(found, dimension, limit_length(definition, &key)).map(|()| limit))
                .map_err(|error| failed(key.clone(), error));
            let unless =
                unless.map(|text| Condition::compile(text, context).map_err(|error| failed(format!("{key}.unless"), error)));
            if let (Ok(limit), Ok(unless)) = (limit, unless.transpose()) {
                bounds.push((key, Bound { severity, side, limit, unless }));
            }
        }
        errors.extend(bounds.iter().filter_map(|(key, bound)| {
            let (message, help) = bounds.iter().find_map(|(_, other)| bound.contradicts(other))?;
            let error = ConditionError::new(0..limit_length(definition, key), message).with_help(help);
            Some(CheckError { key: key.clone(), error })
        }));
        let mut bounds: Vec<Bound> = bounds.into_iter().map(|(_, bound)| bound).collect();
        bounds.sort_by_key(|bound| bound.severity);
        Some(Self { figure, name: name.as_str().into(), bounds })
    }
}

impl Bound {
    /// Whether another bound leaves this one nothing to say, and what to do then. A bound with an `unless` of its own speaks where
    /// that of the other one does; what is no threshold of the check may lie anywhere.
    fn contradicts(&self, other: &Self) -> Option<(String, &'static str)> {
        if self.unless.is_some() {
            return None;
        }
        let (own, theirs) = (self.limit.constant()?, other.limit.constant()?);
        let (mild, bad) = (self.severity.word(), other.severity.word());
        match (self.side, other.side) {
            (Side::AtLeast, Side::AtLeast) | (Side::AtMost, Side::AtMost) => {
                let beyond = if self.side == Side::AtLeast { own < theirs } else { own > theirs };
                let never = self.severity < other.severity && beyond;
                let message =
                    || format!("whatever misses this bound has missed that of `{bad}` before, so that nothing is ever `{mild}`");
                never.then(|| (message(), "swap the two, or say with `unless` where this one holds alone"))
            }
            (Side::AtMost, Side::AtLeast) if other.unless.is_none() && own < theirs => {
                Some(("no value keeps this bound and the one below it".to_owned(), "write the lower end first"))
            }
            _ => None,
        }
    }
}

/// The bounds as written: key, severity, side, number, and the condition under which it does not hold.
fn written(definition: &Definition) -> Vec<(String, Severity, Side, &str, Option<&String>)> {
    let mut all = Vec::new();
    for (name, side, rules) in [("at_least", Side::AtLeast, &definition.at_least), ("at_most", Side::AtMost, &definition.at_most)]
    {
        for (severity, rule) in rules {
            all.push((format!("{name}.{}", severity.word()), *severity, side, rule.limit.as_str(), rule.unless.as_ref()));
        }
    }
    for (severity, rule) in &definition.between {
        let key = format!("between.{}", severity.word());
        all.push((format!("{key}.low"), *severity, Side::AtLeast, rule.low.as_str(), rule.unless.as_ref()));
        all.push((format!("{key}.high"), *severity, Side::AtMost, rule.high.as_str(), rule.unless.as_ref()));
    }
    all
}

fn limit_length(definition: &Definition, key: &str) -> usize {
    written(definition).iter().find(|(known, ..)| known == key).map_or(0, |(_, _, _, limit, _)| limit.len())
}

/// Zero is the same in every unit; a temperature has no such zero.
fn same(found: Dimension, wanted: Dimension, length: usize) -> Result<(), ConditionError> {
    if found == wanted {
        return Ok(());
    }
    Err(ConditionError::new(0..length, format!("{} does not compare with {}", found.name(), wanted.name())))
}
