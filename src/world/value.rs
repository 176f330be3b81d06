//! Values, what is known of them, and where they come from.

use std::rc::Rc;

use crate::knowledge::{Basis, Table};
use crate::quantity::{Bounds, Measure};
use crate::vocabulary::{FactId, Item};
use crate::yaml::Span;

/// A word; cheap to copy.
pub type Word = Rc<str>;

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number with its unit.
    Number(Measure),
    /// A number of which only bounds are known.
    Within(Bounds),
    /// A word.
    Word(Word),
    /// A word that is one of several.
    OneOf(Rc<[Word]>),
    /// Yes or no.
    Flag(bool),
    /// Another thing.
    Item(Item),
    /// A list of things.
    Items(Rc<[Item]>),
    /// Things of a list that may hold more.
    Among(Rc<[Item]>),
    /// A list of words.
    Words(Rc<[Word]>),
}

impl Value {
    /// A word.
    #[must_use]
    pub fn word(word: &str) -> Self {
        Self::Word(word.into())
    }

    /// One of several words, each named once.
    #[must_use]
    pub fn one_of(words: Vec<Word>) -> Self {
        let mut each: Vec<Word> = Vec::new();
        for word in words {
            if !each.contains(&word) {
                each.push(word);
            }
        }
        Self::OneOf(each.into())
    }

    /// A list of words.
    #[must_use]
    pub fn words(words: Vec<&str>) -> Self {
        Self::Words(words.into_iter().map(Word::from).collect())
    }

    /// A list of things.
    #[must_use]
    pub fn items(items: Vec<Item>) -> Self {
        Self::Items(items.into())
    }

    /// What is known of a number; `None` if it is none.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Self::Number(measure) => Some((*measure).into()),
            Self::Within(bounds) => Some(*bounds),
            _ => None,
        }
    }
}

impl From<Bounds> for Value {
    fn from(bounds: Bounds) -> Self {
        if bounds.is_exact() { Self::Number(bounds.lower()) } else { Self::Within(bounds) }
    }
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Nothing says it; what would is among the needs.
    Unknown,
    /// The design says that there is no such thing.
    RuledOut,
}

/// A value, or why there is none.
pub type Known<T> = Result<T, Lack>;

/// Two values of which both are asked for, so that the needs of both are noted.
pub fn both<A, B>(a: Known<A>, b: Known<B>) -> Known<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(Lack::RuledOut), _) | (_, Err(Lack::RuledOut)) => Err(Lack::RuledOut),
        _ => Err(Lack::Unknown),
    }
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// The design.
    Given {
        /// Where it is written.
        span: Span,
        /// The semantic path of the field, where the value is that of a field.
        at: Option<Rc<str>>,
    },
    /// A row of a table.
    Table {
        /// Which table.
        table: Table,
        /// Id of the entry.
        entry: &'static str,
        /// Name of the property.
        property: &'static str,
        /// How far it may be trusted.
        basis: Basis,
        /// Its sources.
        sources: &'static [u16],
    },
    /// A pair, transfer or tolerance table: what it is, and the rest as above.
    Row {
        /// What it is, such as `pair P046`.
        what: Rc<str>,
        /// How far it may be trusted.
        basis: Basis,
        /// Its sources.
        sources: &'static [u16],
    },
    /// A threshold of the check itself, by its number.
    Limit(usize),
}

/// What was noted while something was evaluated, in the order of use.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// Where a value came from.
    Origin(Origin),
    /// What is missing, as a semantic path.
    Need(Rc<str>),
    /// What is not decided, as a semantic path: a range stands there.
    Closer(Rc<str>),
    /// For what a figure of the tables stands, as a semantic path: the field is not given.
    Usual(Rc<str>),
    /// Another fact was asked; what it rests on is remembered with it.
    Fact(FactId, Item),
}

/// What has to be said so that more is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The semantic path of the field, or of a place in the tables.
    pub at: Rc<str>,
    /// Whether something stands there already that has to be said closer.
    pub closer: bool,
}

/// What the value of a fact rests on.
#[derive(Debug, Default)]
pub struct Behind {
    /// What was noted while it was evaluated.
    pub notes: Vec<Note>,
    /// The field of the design that it is the value of, if it is that of a single one.
    pub field: Option<Rc<str>>,
}

/// Takes notes while facts are evaluated, when somebody asks for them. Hardly anybody does, so that one that takes none is no
/// more than a word.
#[derive(Debug)]
pub struct Trace(Option<Box<Behind>>);

impl Trace {
    /// Notes nothing; for what is only tried.
    #[must_use]
    pub const fn off() -> Self {
        Self(None)
    }

    /// Notes everything.
    #[must_use]
    pub fn on() -> Self {
        Self(Some(Box::default()))
    }

    /// Whether it takes notes.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// What was noted.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        self.0.as_ref().map_or(&[], |behind| &behind.notes)
    }

    /// What was noted, taken out.
    #[must_use]
    pub fn into_notes(self) -> Vec<Note> {
        self.into_behind().notes
    }

    /// What was noted, with the field.
    #[must_use]
    pub fn into_behind(self) -> Box<Behind> {
        self.0.unwrap_or_default()
    }

    /// Adds a note, each once.
    #[inline]
    pub fn note(&mut self, note: impl FnOnce() -> Note) {
        if let Some(behind) = &mut self.0 {
            behind.add(note());
        }
    }

    /// Adds notes of another trace as they are.
    pub fn extend(&mut self, notes: Vec<Note>) {
        if let Some(behind) = &mut self.0 {
            behind.notes.extend(notes);
        }
    }

    /// Says that the value is that of a single field of the design.
    pub fn is_field(&mut self, at: Rc<str>) {
        if let Some(behind) = &mut self.0 {
            behind.field = Some(at);
        }
    }

    /// Notes where a value came from.
    pub fn origin(&mut self, origin: impl FnOnce() -> Origin) {
        self.note(|| Note::Origin(origin()));
    }

    /// Notes a place of the design.
    pub fn given(&mut self, span: Span) {
        self.origin(|| Origin::Given { span, at: None });
    }

    /// Notes a field of the design.
    pub fn given_at(&mut self, span: Span, at: impl FnOnce() -> String) {
        self.origin(|| Origin::Given { span, at: Some(at().into()) });
    }

    /// Notes a missing field and yields nothing.
    pub fn need<T>(&mut self, path: impl FnOnce() -> String) -> Option<T> {
        self.note(|| Note::Need(path().into()));
        None
    }

    /// Notes a field with a range.
    pub fn closer(&mut self, path: impl FnOnce() -> String) {
        self.note(|| Note::Closer(path().into()));
    }

    /// Notes a field that is not given, and for which a figure of the tables stands.
    pub fn usual(&mut self, path: impl FnOnce() -> String) {
        self.note(|| Note::Usual(path().into()));
    }

    /// Notes a missing field: it is not known.
    pub fn unknown<T>(&mut self, path: impl FnOnce() -> String) -> Known<T> {
        self.note(|| Note::Need(path().into()));
        Err(Lack::Unknown)
    }

    /// Notes each of several missing fields: it is not known if there is one, and known as given if there is none.
    pub fn unknown_with<T>(&mut self, paths: impl IntoIterator<Item = String>, otherwise: Known<T>) -> Known<T> {
        let mut known = otherwise;
        for path in paths {
            known = self.unknown(|| path);
        }
        known
    }
}

impl Behind {
    fn add(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}
