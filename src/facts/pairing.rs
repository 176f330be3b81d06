//! Facts of pairings.

use super::evidence::withstood::withstood;
use super::pair::{self, Open};
use super::typed::{Material, Pairing, Part, Thing, methods};
use super::{Known, Lack, Trace, Word, evidence, state};
use crate::knowledge::State;
use crate::vocabulary::pairing_facts;
use crate::world::contact::strain;
use crate::world::contact::{ContactView, PairingView, Place, RowView};

pairing_facts!(methods);

impl<'w> Pairing<'w> {
    /// The row and the contact of which it speaks, or the need for what is not said.
    fn row(self, trace: &mut Trace) -> Known<(RowView, &'w ContactView)> {
        match self.world.pairings[self.index] {
            PairingView::Row(row) => Ok((row, &self.world.contacts[row.contact])),
            PairingView::Unsaid(unsaid) => trace.unknown(|| unsaid.path().to_owned()),
        }
    }

    /// What a row says of which two things; none of what is not said.
    fn says(self) -> Option<(usize, usize, &'w str)> {
        let PairingView::Row(row) = self.world.pairings[self.index] else { return None };
        let contact = &self.world.contacts[row.contact];
        Some((row.pair, contact.a, contact.other(self.world)))
    }

    /// Whether something is put on one of the two.
    fn is_coated(self, contact: &ContactView) -> bool {
        contact.spots.into_iter().flatten().any(|spot| {
            let (holds, open) = state::at(self.world, spot);
            !holds.has(State::Bare) && !open.has(State::Bare)
        })
    }

    /// The parts at which they meet, and the joint, as tests name them.
    fn named_by_tests(self, contact: &ContactView) -> Vec<&'w str> {
        let parts = contact.spots.into_iter().flatten().map(|spot| self.world.parts[spot.part].id);
        let joint = if let Place::Joint(joint) = contact.place { Some(self.world.joints[joint].id) } else { None };
        parts.chain(joint).collect()
    }

    /// A part of one material may be inside or outside; only inside does it meet what is protected.
    fn open_location(self, contact: &ContactView) -> Option<String> {
        let Place::Device(used, _) = contact.place else { return None };
        if contact.reaches_through(self.world) {
            return None;
        }
        let used = self.world.uses[used];
        let part = &self.world.parts[used.part];
        (used.layer.is_none() && !part.part.location.is_given()).then(|| format!("parts.{}.location", part.id))
    }
}

impl<'w> Facts<'w> for Pairing<'w> {
    fn a(self, trace: &mut Trace) -> Known<Material<'w>> {
        let (_, contact) = self.row(trace)?;
        contact.trace(self.world, trace);
        Ok(Material::at(self.world, contact.a))
    }

    fn other(self, trace: &mut Trace) -> Known<Word> {
        self.row(trace).map(|(_, contact)| contact.other(self.world).into())
    }

    fn rating(self, trace: &mut Trace) -> Known<Word> {
        let (row, contact) = self.row(trace)?;
        if let Some(path) = self.open_location(contact) {
            return trace.unknown(|| path);
        }
        match row.open {
            Some(Open::State(state)) => return trace.unknown_with(row.open_fields(self.world, state), Err(Lack::Unknown)),
            Some(Open::Which) => {
                contact.trace(self.world, trace);
                return self.world.ask_which([Some(contact.a), contact.b].into_iter().flatten(), trace);
            }
            None => {}
        }
        contact.trace(self.world, trace);
        if pair::names_state(row.row()) {
            for spot in contact.spots.into_iter().flatten() {
                state::trace(self.world, spot, trace);
            }
            strain::trace(self.world, contact, trace);
        }
        trace.origin(|| pair::origin(row.row()));
        Ok(row.row().rating.into())
    }

    fn place(self, _: &mut Trace) -> Known<Word> {
        Ok(match self.world.pairings[self.index] {
            PairingView::Row(row) => self.world.contacts[row.contact].place_word(),
            PairingView::Unsaid(unsaid) => unsaid.place(),
        }
        .into())
    }

    fn part(self, trace: &mut Trace) -> Known<Part<'w>> {
        let (_, contact) = self.row(trace)?;
        contact.part(self.world).map(|part| Part::at(self.world, part)).ok_or(Lack::RuledOut)
    }

    fn failure_mode(self, trace: &mut Trace) -> Known<Word> {
        self.row(trace).map(|(row, _)| row.row().failure_mode.into())
    }

    fn reason(self, trace: &mut Trace) -> Known<Word> {
        self.row(trace).map(|(row, _)| row.row().why.into())
    }

    fn remedy(self, trace: &mut Trace) -> Known<Word> {
        let condition = self.row(trace)?.0.row().condition;
        Ok(if condition.is_empty() { "keep the two apart" } else { condition }.into())
    }

    fn withstood(self, trace: &mut Trace) -> Known<bool> {
        let (row, contact) = self.row(trace)?;
        // What the tables rule out no test of a few units brings back.
        if row.row().rating == "forbidden" {
            return Ok(false);
        }
        withstood(self.world, contact, row.row().failure_mode, trace)
    }

    fn isolated(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.row(trace)?.1.isolated(self.world, trace))
    }

    fn conditional(self, trace: &mut Trace) -> Known<bool> {
        self.row(trace).map(|(row, _)| row.row().rating == "conditional")
    }

    fn first(self, _: &mut Trace) -> Known<Self> {
        let all = (0..self.world.pairings.len()).map(|index| Self::at(self.world, index));
        let same = all.filter(|other| other.says().is_some() && other.says() == self.says());
        same.min_by_key(|pairing| self.world.path(pairing.item())).ok_or(Lack::Unknown)
    }

    fn condition_met(self, trace: &mut Trace) -> Known<bool> {
        let (row, contact) = self.row(trace)?;
        let condition = self.remedy(trace)?;
        let coated = row.row().met_by_coat && self.is_coated(contact);
        Ok(coated || evidence::shown_in_contact(self.world, &self.named_by_tests(contact), &condition, trace))
    }
}
