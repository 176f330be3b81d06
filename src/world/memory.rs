//! The place where a design keeps what was evaluated of it.

use std::cell::OnceCell;
use std::rc::Rc;

use super::value::{Known, Note, Value};
use crate::vocabulary::{End, FactId, Item, Kind, count};

/// What the value of a fact rests on.
#[derive(Debug)]
pub struct Behind {
    /// What was noted while it was evaluated.
    pub notes: Vec<Note>,
    /// The field of the design that it is the value of, if it is that of a single one.
    pub field: Option<Rc<str>>,
}

/// What is remembered of a fact of a thing. Most facts are asked for their value alone; what it rests on is kept apart and
/// found when somebody wants to know.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    pub(crate) value: OnceCell<Known<Value>>,
    pub(crate) behind: OnceCell<Box<Behind>>,
}

/// A fact of all things of its kind.
type Column = OnceCell<Box<[Remembered]>>;

/// The facts of one design that were evaluated so far, by kind, fact and thing. Each list is made when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    kinds: [OnceCell<Box<[Column]>>; Kind::ALL.len()],
}

/// Values that a fact has: one for each end of a range in a table.
const ENDS: usize = End::High as usize + 1;

const fn column(fact: FactId) -> usize {
    ENDS * fact.number as usize + fact.end as usize
}

fn blank<T: Default>(length: usize) -> Box<[T]> {
    (0..length).map(|_| T::default()).collect()
}

impl Memory {
    /// The place of a fact of one of so many things.
    #[inline]
    pub(crate) fn place(&self, fact: FactId, item: Item, things: impl FnOnce() -> usize) -> &Remembered {
        let columns = self.kinds[fact.kind as usize].get_or_init(|| blank(ENDS * count(fact.kind)));
        &columns[column(fact)].get_or_init(|| blank(things()))[item.at()]
    }
}
