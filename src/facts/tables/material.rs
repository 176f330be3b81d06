//! Facts of materials beside their figures.

use std::rc::Rc;

use crate::facts::typed::{Material, methods};
use crate::facts::{Known, Trace, Word};
use crate::knowledge::Entry;
use crate::vocabulary::material_facts;

material_facts!(methods);

impl Material<'_> {
    /// What it is or starts from.
    fn entry(self, trace: &mut Trace) -> Known<&'static Entry<'static>> {
        match self.world.material_entry(self.index) {
            Some(entry) => Ok(entry),
            None => trace.unknown(|| format!("materials.{}.like", self.world.materials[self.index].id)),
        }
    }
}

impl<'w> Facts<'w> for Material<'w> {
    fn id(self, trace: &mut Trace) -> Known<Word> {
        self.entry(trace).map(|entry| entry.id.into())
    }

    fn family(self, trace: &mut Trace) -> Known<Word> {
        self.entry(trace).map(|entry| entry.family.into())
    }

    fn chemistry(self, trace: &mut Trace) -> Known<Word> {
        self.entry(trace).map(|entry| entry.chemistry.into())
    }

    fn classes(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        self.entry(trace).map(|entry| entry.classes.iter().map(|class| Word::from(*class)).collect())
    }
}
