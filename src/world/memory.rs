//! The place where a design keeps what was evaluated of it.

use std::cell::RefCell;
use std::rc::Rc;

use super::value::{Known, Note, Value};
use crate::vocabulary::{End, FactId, Item, count};

/// A fact that was evaluated.
#[derive(Debug)]
pub struct Remembered {
    /// Its value.
    pub value: Known<Value>,
    /// What it rests on.
    pub notes: Vec<Note>,
    /// The field of the design that it is the value of, if it is that of a single one.
    pub field: Option<Rc<str>>,
}

/// The facts of one design that were evaluated so far, by kind, fact and thing.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    kinds: RefCell<Vec<Vec<Column>>>,
    evaluated: std::cell::Cell<usize>,
}

type Column = Vec<Option<Rc<Remembered>>>;

fn column(fact: FactId) -> usize {
    let end = match fact.end {
        End::Cautious => 0,
        End::Low => 1,
        End::High => 2,
    };
    3 * usize::from(fact.number) + end
}

impl Memory {
    /// What is remembered of a fact of a thing.
    pub(crate) fn get(&self, fact: FactId, item: Item) -> Option<Rc<Remembered>> {
        let kinds = self.kinds.borrow();
        kinds.get(fact.kind as usize)?.get(column(fact))?.get(item.at())?.clone()
    }

    /// How many facts were evaluated so far.
    pub(crate) fn evaluated(&self) -> usize {
        self.evaluated.get()
    }

    /// Remembers a fact of one of so many things, once it is evaluated.
    pub(crate) fn keep(&self, fact: FactId, item: Item, things: usize, remembered: Rc<Remembered>) {
        self.evaluated.set(self.evaluated.get() + 1);
        let mut kinds = self.kinds.borrow_mut();
        let kind = fact.kind as usize;
        if kinds.len() <= kind {
            kinds.resize_with(kind + 1, Vec::new);
        }
        let columns = &mut kinds[kind];
        if columns.is_empty() {
            columns.resize_with(3 * count(fact.kind), Vec::new);
        }
        let column = &mut columns[column(fact)];
        if column.is_empty() {
            column.resize(things, None);
        }
        column[item.at()] = Some(remembered);
    }
}
