//! The place where a design keeps what was evaluated of it.

use std::cell::OnceCell;

use super::value::{Behind, Known, Value};
use crate::vocabulary::{End, FactId, Item, Kind, count, has_figures};

/// What is remembered of a fact of a thing. Most facts are asked for their value alone; what it rests on is kept apart and
/// found when somebody wants to know.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    pub(crate) value: OnceCell<Known<Value>>,
    pub(crate) behind: OnceCell<Box<Behind>>,
}

/// A fact of all things of its kind.
type Column = OnceCell<Box<[Remembered]>>;

/// The facts of one design that were evaluated so far, by fact and thing. Each list is made when it is first asked for.
#[derive(Debug)]
pub(crate) struct Memory {
    columns: Box<[Column]>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { columns: blank(COLUMNS) }
    }
}

/// The first column of each kind, and how many each of its facts has: one for each end of a range in a table.
const PLACES: [(usize, usize); Kind::ALL.len()] = {
    let mut places = [(0, 0); Kind::ALL.len()];
    let (mut number, mut next) = (0, 0);
    while number < places.len() {
        let kind = Kind::ALL[number];
        let ends = if has_figures(kind) { End::High as usize + 1 } else { 1 };
        places[kind as usize] = (next, ends);
        next += ends * count(kind);
        number += 1;
    }
    places
};

/// The columns of all kinds; the last of the list is that with the last columns.
const COLUMNS: usize = {
    let last = Kind::ALL[Kind::ALL.len() - 1];
    let (first, ends) = PLACES[last as usize];
    first + ends * count(last)
};

const fn column(fact: FactId) -> usize {
    let (first, ends) = PLACES[fact.kind as usize];
    first + ends * fact.number as usize + fact.end as usize
}

fn blank<T: Default>(length: usize) -> Box<[T]> {
    (0..length).map(|_| T::default()).collect()
}

impl Memory {
    /// The place of a fact of one of so many things.
    #[inline]
    pub(crate) fn place(&self, fact: FactId, item: Item, things: impl FnOnce() -> usize) -> &Remembered {
        &self.columns[column(fact)].get_or_init(|| blank(things()))[item.at()]
    }
}
