//! Facts of joining methods beside their figures.

use super::entry;
use crate::facts::typed::{Method, methods};
use crate::facts::{Known, Trace, Word};
use crate::knowledge::Table;
use crate::vocabulary::method_facts;

method_facts!(methods);

impl<'w> Facts<'w> for Method<'w> {
    fn id(self, _: &mut Trace) -> Known<Word> {
        Ok(entry(Table::Method, self.index).id.into())
    }

    fn family(self, _: &mut Trace) -> Known<Word> {
        Ok(entry(Table::Method, self.index).family.into())
    }
}
