//! Facts of contacts.

use super::figures::{ANODIC_INDEX, INSULATES, METALLIC, holds};
use super::given::elements;
use super::pair::{self, Fit, Party};
use super::typed::{Contact, Material, Part, Records, Test, Thing, methods};
use super::{Known, Lack, Trace, Word, both, makes, part};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::contact_facts;
use crate::world::contact::{ContactView, Place};

contact_facts!(methods);

/// What a part is counted as where the sizes of two metals do not say which is larger.
const EQUAL: f64 = 1.0;

/// How far two numbers are from each other: not at all where what they can be overlaps.
fn distance(a: Bounds, b: Bounds) -> Bounds {
    let (below, above) = (a.low - b.high, b.low - a.high);
    Bounds { low: below.max(above).max(0.0), high: (a.high - b.low).max(b.high - a.low), unit: find_unit("V") }
}

impl<'w> Contact<'w> {
    fn view(self) -> &'w ContactView {
        &self.world.contacts[self.index]
    }

    /// The row about two metals that touch.
    fn couple(self) -> Option<Fit> {
        let names = |material: usize| Party::known(&self.world.names[material]);
        pair::rate("galvanic", &names(self.view().a), &names(self.view().b?))
    }

    /// Whether a material is a metal, or is ranked among them.
    fn is_metal(self, material: usize) -> bool {
        let ranked = || Material::at(self.world, material).figure(ANODIC_INDEX, &mut Trace::off()).is_ok();
        holds(self.world, METALLIC, material) || ranked()
    }

    /// The anodic indices of both; the larger the index, the less noble the metal.
    fn indices(self, trace: &mut Trace) -> Known<(Bounds, Bounds)> {
        let other = self.view().b.map(|b| Material::at(self.world, b));
        let a = Material::at(self.world, self.view().a).figure(ANODIC_INDEX, trace);
        both(a, other.map_or(Err(Lack::RuledOut), |b| b.figure(ANODIC_INDEX, trace)))
    }

    /// Area of the part of the nobler metal by that of the other, for two joined parts whose sizes are given.
    fn area_of_nobler(self, trace: &mut Trace) -> Option<f64> {
        let (Place::Joint(joint), Some(b)) = (self.view().place, self.view().b) else { return None };
        let (one, other) = self.indices(trace).ok()?;
        let (nobler, lesser) = if one.low < other.low { (self.view().a, b) } else { (b, self.view().a) };
        let (noble, less) = (self.area_of(joint, nobler)?, self.area_of(joint, lesser)?);
        (less > 0.0).then(|| noble / less)
    }

    /// Area in plan of all pieces of the joined part of a material, in m².
    fn area_of(self, joint: usize, material: usize) -> Option<f64> {
        let world = self.world;
        let part = *world.joints[joint].parts.iter().find(|part| world.parts[**part].material == Some(material))?;
        let mut sides: Vec<f64> = elements(&world.parts[part].part.size).map(|(length, _)| length.si()).collect();
        sides.sort_by(f64::total_cmp);
        let [_, middle, longest] = sides[..] else { return None };
        Some(middle * longest * part::pieces(world, part, &mut Trace::off()))
    }
}

impl<'w> Facts<'w> for Contact<'w> {
    fn a(self, trace: &mut Trace) -> Known<Material<'w>> {
        self.view().trace(self.world, trace);
        Ok(Material::at(self.world, self.view().a))
    }

    fn b(self, trace: &mut Trace) -> Known<Material<'w>> {
        self.view().trace(self.world, trace);
        // What comes from outside is no material of the case.
        self.view().b.map(|b| Material::at(self.world, b)).ok_or(Lack::RuledOut)
    }

    fn inside(self, _: &mut Trace) -> Known<bool> {
        Ok(self.view().b.is_some())
    }

    fn other(self, _: &mut Trace) -> Known<Word> {
        Ok(self.view().other(self.world).into())
    }

    fn isolated(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.view().isolated(self.world, trace))
    }

    fn insulated(self, trace: &mut Trace) -> Known<bool> {
        let (world, Place::Joint(joint)) = (self.world, self.view().place) else { return Ok(false) };
        let both = [Some(self.view().a), self.view().b];
        let parts = world.joints[joint].parts.iter().copied().filter(|part| both.contains(&world.parts[*part].material));
        for part in parts.filter(|part| world.parts[*part].material.is_some()) {
            if makes::went_through(Part::at(world, part), INSULATES, trace)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn plated(self, _: &mut Trace) -> Known<bool> {
        Ok(self.view().is_plated(self.world))
    }

    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        self.view().part(self.world).map(|part| Part::at(self.world, part)).ok_or(Lack::RuledOut)
    }

    fn tests(self, trace: &mut Trace) -> Known<Records<Test<'w>>> {
        let part = self.part(trace)?;
        super::evidence::tests_of(self.world, self.world.parts[part.index].id, trace)
    }

    fn couple_rated(self, _: &mut Trace) -> Known<bool> {
        Ok(self.couple().is_some())
    }

    fn couple_rating(self, trace: &mut Trace) -> Known<Word> {
        let (world, contact) = (self.world, self.view());
        let Some(fit) = self.couple() else {
            return trace.unknown(|| pair::path("galvanic", [world.materials[contact.a].id, contact.other(world)]));
        };
        contact.trace(world, trace);
        pair::rating(&fit, (world, [Some(contact.a), contact.b].into_iter().flatten()), trace, |_| contact.path(world))
    }

    fn couple_reason(self, _: &mut Trace) -> Known<Word> {
        self.couple().map(|fit| fit.pair().why.into()).ok_or(Lack::Unknown)
    }

    fn couple_remedy(self, _: &mut Trace) -> Known<Word> {
        self.couple().map(|fit| pair::remedy(&fit, "keep the two apart")).ok_or(Lack::Unknown)
    }

    fn metals(self, _: &mut Trace) -> Known<bool> {
        Ok(self.view().b.is_some_and(|b| self.is_metal(self.view().a) && self.is_metal(b)))
    }

    fn noble_area(self, trace: &mut Trace) -> Known<Bounds> {
        Ok(Bounds::exact(self.area_of_nobler(trace).unwrap_or(EQUAL), find_unit("%")))
    }

    fn galvanic_difference(self, trace: &mut Trace) -> Known<Bounds> {
        let (a, b) = self.indices(trace)?;
        Ok(distance(a, b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_overlap_may_be_the_same() {
        let between = |low, high| Bounds { low, high, unit: None };
        let ends = |a, b| (distance(a, b).low, distance(a, b).high);
        assert_eq!(ends(between(0.5, 0.5), between(0.5, 0.5)), (0.0, 0.0));
        assert_eq!(ends(between(0.75, 0.75), between(0.25, 0.25)), (0.5, 0.5));
        assert_eq!(ends(between(0.25, 0.5), between(0.75, 1.0)), (0.25, 0.75));
        assert_eq!(ends(between(0.25, 0.75), between(0.5, 1.0)), (0.0, 0.75));
    }
}
