//! What is known of a word that means one of several materials: what these agree in holds of it, of numbers what lies between
//! theirs, and beyond that it is asked which is meant.

use std::ops::Range;

use super::World;
use super::value::{Known, Lack, Trace, Value, Word};
use crate::knowledge::{Entry, Table};
use crate::quantity::Bounds;

/// The key of a material that says which entry of the library it is.
const LIKE: &str = "like";

impl World<'_> {
    /// The materials of which one is meant, each in its place; empty if the material is one by itself.
    pub(crate) fn meant(&self, material: usize) -> Range<usize> {
        self.materials[material].one_of.clone()
    }

    /// The entries of the library of which a material is one.
    pub(crate) fn meant_entries(&self, material: usize) -> impl Iterator<Item = &'static Entry<'static>> {
        self.material_entry(material).into_iter().flat_map(|entry| self.library.meant_by(entry))
    }

    /// The field that would say which material a word means.
    pub(crate) fn which(&self, material: usize) -> String {
        format!("materials.{}.{LIKE}", self.materials[material].id)
    }

    /// Asks of those materials that are words for several which is meant; until then it is not known.
    pub(crate) fn ask_which<T>(&self, materials: impl IntoIterator<Item = usize>, trace: &mut Trace) -> Known<T> {
        for material in materials {
            if !self.meant(material).is_empty() {
                trace.closer(|| self.which(material));
            }
        }
        Err(Lack::Unknown)
    }

    /// The ids of the materials of which the word means one that a field asks for; empty where it asks for no such thing.
    #[must_use]
    pub fn one_of(&self, field: &str) -> Vec<&'static str> {
        let word = field.strip_prefix("materials.").and_then(|rest| rest.strip_suffix(LIKE)?.strip_suffix('.'));
        let known = word.and_then(|word| {
            let used = self.materials.iter().find(|material| material.id == word).and_then(|material| material.library);
            used.or_else(|| self.library.find(Table::Material, word))
        });
        let entry = known.map(|index| self.library.entry(Table::Material, index)).filter(|entry| !entry.one_of.is_empty());
        entry.into_iter().flat_map(|entry| self.library.meant_by(entry)).map(|entry| entry.id).collect()
    }

    /// A fact of a word, as it is of each material that it may mean.
    pub(crate) fn of_meant(
        &self,
        material: usize,
        fact: &str,
        trace: &mut Trace,
        ask: impl Fn(usize, &mut Trace) -> Known<Value>,
    ) -> Known<Value> {
        let mut notes = Vec::new();
        let each: Vec<Known<Value>> = self
            .meant(material)
            .map(|meant| {
                let mut own = if trace.is_on() { Trace::on() } else { Trace::off() };
                let value = ask(meant, &mut own);
                notes.extend(own.into_notes());
                value
            })
            .collect();
        if each.iter().all(Result::is_err) {
            return trace.unknown(|| format!("materials.{}.{fact}", self.materials[material].id));
        }
        let Ok(values) = each.into_iter().collect::<Known<Vec<Value>>>() else { return self.ask_which([material], trace) };
        for note in notes {
            trace.note(|| note);
        }
        if values.iter().all(|value| *value == values[0]) {
            return Ok(values[0].clone());
        }
        let open = self.ask_which([material], trace);
        all(&values, Value::bounds)
            .and_then(between)
            .map(Value::Within)
            .or_else(|| all(&values, word).map(Value::one_of))
            .map_or(open, Ok)
    }
}

/// What each of some values is, if all are that.
fn all<T>(values: &[Value], what: fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    values.iter().map(what).collect()
}

fn word(value: &Value) -> Option<Word> {
    if let Value::Word(word) = value { Some(Word::clone(word)) } else { None }
}

/// From the least to the most of what is known of some numbers.
fn between(numbers: Vec<Bounds>) -> Option<Bounds> {
    numbers.into_iter().reduce(|a, b| Bounds { low: a.low.min(b.low), high: a.high.max(b.high), unit: a.unit.or(b.unit) })
}
