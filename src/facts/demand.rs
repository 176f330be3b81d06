//! Facts of what a project wants every design to have.

use super::typed::{Demand, methods};
use super::{Item, Kind, Known, Lack, Trace, Word};
use crate::vocabulary::demand_facts;
use crate::world::project::{Wanted, WantedKind};

demand_facts!(methods);

impl Demand<'_> {
    fn wanted(self, trace: &mut Trace) -> Known<Wanted> {
        let wanted = self.world.wanted.get().and_then(|wanted| wanted.get(self.index)).ok_or(Lack::Unknown)?;
        trace.given(self.world.span(Item::new(Kind::Demand, self.index)));
        Ok(*wanted)
    }
}

impl<'w> Facts<'w> for Demand<'w> {
    fn kind(self, trace: &mut Trace) -> Known<Word> {
        let kind = self.wanted(trace)?.kind;
        Ok(if kind == WantedKind::Section { "section" } else { "document" }.into())
    }

    fn name(self, trace: &mut Trace) -> Known<Word> {
        Ok(self.wanted(trace)?.name.into())
    }

    fn met(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.wanted(trace)?.is_met(self.world))
    }
}
