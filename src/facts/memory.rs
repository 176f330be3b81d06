//! What is remembered of a design: the value of each fact of each thing is evaluated once; what it rests on is evaluated when
//! somebody asks for it, and kept beside it.
//!
//! The notes of a fact name the facts that it asked, so that the tree behind a judgement can be walked afterwards and
//! nothing has to be collected while judging.

use std::rc::Rc;

use super::{Known, Lack, Note, Origin, Trace, Value, Wish, World, evaluate};
use crate::quantity::find_unit;
use crate::vocabulary::{FactId, Item};
use crate::world::memory::Remembered;
use crate::world::value::Behind;

impl World<'_> {
    /// The value of a fact of a thing, evaluated at the first time it is asked.
    #[expect(clippy::inline_always, reason = "asked ten thousand times a design, mostly for what is remembered")]
    #[inline(always)]
    pub fn recall(&self, fact: FactId, item: Item) -> Known<&Value> {
        let place = self.memory.place(fact, item, || self.count(fact.kind));
        let known = place.value.get().unwrap_or_else(|| self.first(fact, item, place));
        known.as_ref().map_err(|lack| *lack)
    }

    /// Evaluates a fact. Apart, so that what is remembered is found without any of this.
    #[inline(never)]
    fn first<'w>(&self, fact: FactId, item: Item, place: &'w Remembered) -> &'w Known<Value> {
        let value = evaluate(self, fact, item, &mut Trace::off()).map(|value| shown(value, fact));
        place.value.get_or_init(|| value)
    }

    /// What the value of a fact of a thing rests on. It is evaluated once more for that, because few facts are ever asked why.
    pub fn behind(&self, fact: FactId, item: Item) -> &Behind {
        let place = self.memory.place(fact, item, || self.count(fact.kind));
        if let Some(behind) = place.behind.get() {
            return behind;
        }
        let mut trace = Trace::on();
        let _ = evaluate(self, fact, item, &mut trace);
        place.behind.get_or_init(|| trace.into_behind())
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
                    self.walk_origins(&self.behind(*fact, *item).notes, walk);
                }
                _ => {}
            }
        }
    }

    /// The fields that are missing behind notes, then those with a range that has to be closer, each once, in the order of use.
    /// What is missing for a fact that is known all the same is not among them.
    #[must_use]
    pub fn needs(&self, notes: &[Note]) -> Vec<Wish> {
        let mut walk = Walk::default();
        self.walk_needs(notes, &mut walk);
        walk.closer.retain(|at| !walk.needs.contains(at));
        let wish = |closer| move |at| Wish { at, closer };
        walk.needs.into_iter().map(wish(false)).chain(walk.closer.into_iter().map(wish(true))).collect()
    }

    fn walk_needs(&self, notes: &[Note], walk: &mut Walk) {
        for note in notes {
            match note {
                Note::Need(need) => add(need, &mut walk.needs),
                Note::Closer(field) => add(field, &mut walk.closer),
                Note::Fact(fact, item) if walk.enters(*fact, *item) && leaves_open(self.recall(*fact, *item)) => {
                    let notes = &self.behind(*fact, *item).notes;
                    self.walk_needs(notes, walk);
                    if !notes.iter().any(|note| self.names_lack(note)) {
                        self.ask_for(*fact, *item, walk);
                    }
                }
                _ => {}
            }
        }
    }

    /// The fields behind notes for which figures of the tables stand, each once: said, they may be worse.
    #[must_use]
    pub fn usual(&self, notes: &[Note]) -> Vec<Rc<str>> {
        let mut walk = Walk::default();
        self.walk_usual(notes, &mut walk);
        walk.needs
    }

    fn walk_usual(&self, notes: &[Note], walk: &mut Walk) {
        for note in notes {
            match note {
                Note::Usual(field) => add(field, &mut walk.needs),
                Note::Fact(fact, item) if walk.enters(*fact, *item) => {
                    self.walk_usual(&self.behind(*fact, *item).notes, walk);
                }
                _ => {}
            }
        }
    }

    /// Asks for what a fact is read from, where it names nothing that it lacks; for the fact itself if it is read from nothing.
    fn ask_for(&self, fact: FactId, item: Item, walk: &mut Walk) {
        let origins = self.origins(&self.behind(fact, item).notes);
        let given = origins.into_iter().filter_map(|origin| if let Origin::Given { at, .. } = origin { at } else { None });
        let fields: Vec<Rc<str>> = given.collect();
        if fields.is_empty() {
            add(&format!("{}.{}", self.path(item), fact.row().name).into(), &mut walk.needs);
        }
        for field in &fields {
            add(field, &mut walk.needs);
        }
    }

    /// Whether a note says what is missing, by itself or by a fact that is not known.
    fn names_lack(&self, note: &Note) -> bool {
        match note {
            Note::Need(_) | Note::Closer(_) => true,
            Note::Fact(fact, item) => leaves_open(self.recall(*fact, *item)),
            Note::Origin(_) | Note::Usual(_) => false,
        }
    }
}

/// Adds a field that is not there yet.
fn add(field: &Rc<str>, fields: &mut Vec<Rc<str>>) {
    if !fields.contains(field) {
        fields.push(Rc::clone(field));
    }
}

/// Whether more could be known of a value.
const fn leaves_open(value: Known<&Value>) -> bool {
    matches!(value, Err(Lack::Unknown) | Ok(Value::Within(_) | Value::Among(_) | Value::OneOf(_)))
}

/// A number in the unit in which the fact is shown, if the design did not choose one.
fn shown(value: Value, fact: FactId) -> Value {
    let unit = || Some(fact.row().unit).filter(|unit| !unit.is_empty()).and_then(find_unit);
    match value.bounds() {
        Some(bounds) if bounds.unit.is_none() => bounds.in_unit(unit()).into(),
        _ => value,
    }
}

/// What was met on a walk over notes.
#[derive(Default)]
struct Walk {
    facts: Vec<(FactId, Item)>,
    origins: Vec<Origin>,
    needs: Vec<Rc<str>>,
    closer: Vec<Rc<str>>,
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
