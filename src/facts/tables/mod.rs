//! Facts of materials, processes and joining methods: identity, and their figures.

pub(super) mod material;
pub(super) mod method;
pub(super) mod process;

use super::typed::Thing;
use super::{Item, Known, Lack, Trace, Value, Word, World};
use crate::knowledge::{Entry, Table, library};
use crate::quantity::Bounds;
use crate::vocabulary::FactId;

fn entry(table: Table, index: usize) -> &'static Entry<'static> {
    library().entry(table, u16::try_from(index).unwrap_or(0))
}

/// The figures of a kind by their type.
macro_rules! figures {
    ($($kind:ident)*) => {$(
        #[allow(dead_code, reason = "a figure may be asked by conditions alone")]
        impl super::typed::$kind<'_> {
            /// A figure that is a number.
            pub fn figure(self, figure: FactId, trace: &mut Trace) -> Known<Bounds> {
                number(self.world, figure, self.item(), trace)
            }

            /// A figure that is a word.
            pub fn word(self, figure: FactId, trace: &mut Trace) -> Known<Word> {
                word(self.world, figure, self.item(), trace)
            }

            /// A figure that is yes or no.
            pub fn flag(self, figure: FactId, trace: &mut Trace) -> Known<bool> {
                flag(self.world, figure, self.item(), trace)
            }
        }
    )*};
}

figures! { Material Process Method }

fn number(world: &World<'_>, figure: FactId, item: Item, trace: &mut Trace) -> Known<Bounds> {
    super::ask(figure, world, item, trace)?.bounds().ok_or(Lack::Unknown)
}

fn word(world: &World<'_>, figure: FactId, item: Item, trace: &mut Trace) -> Known<Word> {
    if let Value::Word(word) = super::ask(figure, world, item, trace)? { Ok(word) } else { Err(Lack::Unknown) }
}

fn flag(world: &World<'_>, figure: FactId, item: Item, trace: &mut Trace) -> Known<bool> {
    if let Value::Flag(flag) = super::ask(figure, world, item, trace)? { Ok(flag) } else { Err(Lack::Unknown) }
}
