//! Facts of pairings.

use super::super::typed::{Material, Pairing, Thing, methods};
use super::super::{Known, Trace, Word, pair, state};
use super::{ContactView, PairingView, Place};
use crate::vocabulary::pairing_facts;

pairing_facts!(methods);

impl<'w> Pairing<'w> {
    fn view(self) -> PairingView {
        self.world.pairings[self.index]
    }

    fn contact(self) -> &'w ContactView {
        &self.world.contacts[self.view().contact]
    }

    /// A part of one material may be inside or outside; only inside does it meet what is protected.
    fn open_location(self) -> Option<String> {
        let Place::Device(used, _) = self.contact().place else { return None };
        let used = self.world.uses[used];
        let part = &self.world.parts[used.part];
        (used.layer.is_none() && !part.part.location.is_given()).then(|| format!("parts.{}.location", part.id))
    }
}

impl<'w> Facts<'w> for Pairing<'w> {
    fn a(self, trace: &mut Trace) -> Known<Material<'w>> {
        self.contact().trace(self.world, trace);
        Ok(Material::at(self.world, self.contact().a))
    }

    fn other(self, _: &mut Trace) -> Known<Word> {
        Ok(self.contact().other(self.world).into())
    }

    fn rating(self, trace: &mut Trace) -> Known<Word> {
        let pairing = self.view();
        let state = pairing.open.map(|state| pairing.open_field(self.world, state));
        if let Some(path) = self.open_location().or(state) {
            return trace.unknown(|| path);
        }
        self.contact().trace(self.world, trace);
        if pair::names_state(pairing.row()) {
            for spot in self.contact().spots.into_iter().flatten() {
                state::trace(self.world, spot, trace);
            }
        }
        trace.origin(|| pair::origin(pairing.row()));
        Ok(pairing.row().rating.into())
    }

    fn place(self, _: &mut Trace) -> Known<Word> {
        Ok(self.contact().place.word().into())
    }

    fn failure_mode(self, _: &mut Trace) -> Known<Word> {
        Ok(self.view().row().failure_mode.into())
    }

    fn reason(self, _: &mut Trace) -> Known<Word> {
        Ok(self.view().row().why.into())
    }

    fn remedy(self, _: &mut Trace) -> Known<Word> {
        let condition = self.view().row().condition;
        Ok(if condition.is_empty() { "keep the two apart" } else { condition }.into())
    }

    fn isolated(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.contact().isolated(self.world, trace))
    }
}
