//! What is remembered of a design: each fact of each thing is evaluated once, and what it rests on is kept with it.
//!
//! The notes of a fact name the facts that it asked, so that the tree behind a judgement can be walked afterwards and
//! nothing has to be collected while judging.

use std::rc::Rc;

use super::{Lack, Note, Origin, Trace, Value, World, evaluate};
use crate::quantity::find_unit;
use crate::vocabulary::{FactId, Item};
use crate::world::memory::Remembered;

impl World<'_> {
    /// A fact of a thing, evaluated at the first time it is asked.
    pub fn recall(&self, fact: FactId, item: Item) -> Rc<Remembered> {
        if let Some(known) = self.memory.get(fact, item) {
            return known;
        }
        let mut trace = Trace::on();
        let value = evaluate(self, fact, item, &mut trace).map(|value| shown(value, fact));
        let remembered = Rc::new(Remembered { value, notes: trace.notes, field: trace.field });
        self.memory.keep(fact, item, self.count(fact.kind), Rc::clone(&remembered));
        remembered
    }

    /// How many facts were evaluated so far.
    #[must_use]
    pub fn evaluated(&self) -> usize {
        self.memory.evaluated()
    }

    /// Everything that notes rest on in the end, each once, in the order of use.
    #[must_use]
    pub fn origins(&self, notes: &[Note]) -> Vec<Origin> {
        let mut walk = Walk::default();
        self.walk_origins(notes, &mut walk);
        walk.origins
    }

    fn walk_origins(&self, notes: &[Note], walk: &mut Walk) {
        for note in notes {
            match note {
                Note::Origin(origin) if !walk.origins.contains(origin) => walk.origins.push(origin.clone()),
                Note::Fact(fact, item) if walk.enters(*fact, *item) => {
                    self.walk_origins(&self.recall(*fact, *item).notes, walk);
                }
                _ => {}
            }
        }
    }

    /// The fields that are missing behind notes, each once, in the order of use. What is missing for a fact that is known
    /// all the same is not among them.
    #[must_use]
    pub fn needs(&self, notes: &[Note]) -> Vec<Rc<str>> {
        let mut walk = Walk::default();
        self.walk_needs(notes, &mut walk);
        walk.needs
    }

    fn walk_needs(&self, notes: &[Note], walk: &mut Walk) {
        for note in notes {
            match note {
                Note::Need(need) if !walk.needs.contains(need) => walk.needs.push(Rc::clone(need)),
                Note::Fact(fact, item) if walk.enters(*fact, *item) => {
                    let asked = self.recall(*fact, *item);
                    if matches!(asked.value, Err(Lack::Unknown) | Ok(Value::Within(_))) {
                        self.walk_needs(&asked.notes, walk);
                    }
                    // A fact that names nothing that it lacks is asked for itself.
                    if asked.value == Err(Lack::Unknown) && !asked.notes.iter().any(|note| self.names_lack(note)) {
                        walk.needs.push(format!("{}.{}", self.path(*item), fact.row().name).into());
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a note says what is missing, by itself or by a fact that is not known.
    fn names_lack(&self, note: &Note) -> bool {
        match note {
            Note::Need(_) => true,
            Note::Fact(fact, item) => matches!(self.recall(*fact, *item).value, Err(Lack::Unknown) | Ok(Value::Within(_))),
            Note::Origin(_) => false,
        }
    }
}

/// A number in the unit in which the fact is shown, if the design did not choose one.
fn shown(value: Value, fact: FactId) -> Value {
    match value.bounds() {
        Some(bounds) if bounds.unit.is_none() => bounds.in_unit(find_unit(fact.row().unit)).into(),
        _ => value,
    }
}

/// What was met on a walk over notes.
#[derive(Default)]
struct Walk {
    facts: Vec<(FactId, Item)>,
    origins: Vec<Origin>,
    needs: Vec<Rc<str>>,
}

impl Walk {
    /// Whether a fact is met for the first time.
    fn enters(&mut self, fact: FactId, item: Item) -> bool {
        let new = !self.facts.contains(&(fact, item));
        if new {
            self.facts.push((fact, item));
        }
        new
    }
}
