//! Facts of processes beside their figures.

use super::entry;
use crate::facts::typed::{Process, methods};
use crate::facts::{Known, Trace, Word};
use crate::knowledge::Table;
use crate::vocabulary::process_facts;

process_facts!(methods);

impl<'w> Facts<'w> for Process<'w> {
    fn id(self, _: &mut Trace) -> Known<Word> {
        Ok(entry(Table::Process, self.index).id.into())
    }

    fn family(self, _: &mut Trace) -> Known<Word> {
        Ok(entry(Table::Process, self.index).family.into())
    }

    fn role(self, _: &mut Trace) -> Known<Word> {
        Ok(entry(Table::Process, self.index).chemistry.into())
    }

    fn makes_listed(self, _: &mut Trace) -> Known<bool> {
        Ok(!entry(Table::Process, self.index).makes.is_empty())
    }
}
