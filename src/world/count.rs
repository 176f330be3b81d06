//! How many things of a kind there are, and what each is called.

use super::World;
use crate::knowledge::Table;
use crate::vocabulary::{Item, Kind};

impl World<'_> {
    /// The things of a kind, by their number.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Design | Kind::Environment | Kind::Production | Kind::Engagement => 1,
            Kind::Document if super::document::unsaid(self).is_none() => crate::vocabulary::words::DOCUMENTS.len(),
            Kind::Document => 0,
            Kind::Part => self.parts.len(),
            Kind::Layer => self.layers.len(),
            Kind::Use => self.uses.len(),
            Kind::Contact => self.contacts.len(),
            Kind::Joint => self.joints.len(),
            Kind::Face => self.faces.len(),
            Kind::Pairing => self.pairings.len(),
            Kind::Step => self.steps.len(),
            Kind::Placement => self.placements.len(),
            Kind::Order => self.orders.len(),
            Kind::Cycle => self.sequence.cycles.len(),
            Kind::Dimension => self.dimensions.len(),
            Kind::Stack => self.stacks.len(),
            Kind::Route => 2 * self.parts.len(),
            Kind::Risk => self.risks.len(),
            Kind::Restriction => self.restrictions.len(),
            Kind::Build => self.builds.len(),
            Kind::Measurement => self.measurements.len(),
            Kind::Test => self.tests.len(),
            Kind::Claim => self.claims.len(),
            Kind::Lot => self.lots.len(),
            Kind::Defect => self.defects.len(),
            Kind::Waiver => self.accepted.get().map_or(0, Vec::len),
            Kind::Demand => self.wanted.get().map_or(0, Vec::len),
            Kind::Material => self.materials.len(),
            Kind::Process => self.library.entries(Table::Process).len(),
            Kind::Method => self.library.entries(Table::Method).len(),
        }
    }

    /// Its id, as conditions compare it and messages show it.
    #[must_use]
    pub fn name(&self, item: Item) -> &str {
        let i = item.at();
        match item.kind {
            Kind::Part => self.parts[i].id,
            Kind::Joint => self.joints[i].id,
            Kind::Step => self.steps[i].id,
            Kind::Dimension => self.dimensions[i].id,
            Kind::Stack => &self.stacks[i].id,
            Kind::Build => &self.builds[i].id,
            Kind::Measurement => &self.measurements[i].id,
            Kind::Test => &self.tests[i].id,
            Kind::Claim => self.claims[i].of.name(self),
            Kind::Lot => self.lots[i].of.name(self),
            Kind::Defect => &self.defects[i].name,
            Kind::Waiver => self.accepted.get().map_or("", |accepted| &accepted[i].check),
            Kind::Demand => self.wanted.get().map_or("", |wanted| wanted[i].name),
            Kind::Material => self.materials[i].id,
            Kind::Process => self.library.entries(Table::Process)[i].id,
            Kind::Method => self.library.entries(Table::Method)[i].id,
            Kind::Layer => self.layers[i].material.map_or("layer", |material| self.materials[material].id),
            Kind::Use => self.materials[self.uses[i].material].id,
            Kind::Route => self.parts[i / 2].id,
            Kind::Risk => self.library.risks()[usize::from(self.risks[i].risk)].topic,
            Kind::Restriction => self.library.restrictions()[self.restrictions[i].row].id,
            Kind::Document => crate::vocabulary::words::DOCUMENTS[i],
            Kind::Face => self.faces[i].name(self),
            Kind::Placement => self.steps[self.placements[i].step].id,
            Kind::Order => self.steps[self.orders[i].later].id,
            other => other.word(),
        }
    }
}
