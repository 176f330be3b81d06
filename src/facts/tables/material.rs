//! Facts of materials beside their figures.

use std::rc::Rc;

use crate::facts::typed::{Material, methods};
use crate::facts::{Known, Lack, Trace, Word};
use crate::knowledge::Entry;
use crate::vocabulary::material_facts;

material_facts!(methods);

impl Material<'_> {
    /// What it is or starts from.
    fn entry(self) -> Known<&'static Entry<'static>> {
        self.world.material_entry(self.index).ok_or(Lack::Unknown)
    }
}

impl<'w> Facts<'w> for Material<'w> {
    fn id(self, _: &mut Trace) -> Known<Word> {
        self.entry().map(|entry| entry.id.into())
    }

    fn family(self, _: &mut Trace) -> Known<Word> {
        self.entry().map(|entry| entry.family.into())
    }

    fn chemistry(self, _: &mut Trace) -> Known<Word> {
        self.entry().map(|entry| entry.chemistry.into())
    }

    fn classes(self, _: &mut Trace) -> Known<Rc<[Word]>> {
        self.entry().map(|entry| entry.classes.iter().map(|class| Word::from(*class)).collect())
    }
}
