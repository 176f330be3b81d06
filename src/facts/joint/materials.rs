//! The materials that a joint brings together, and the row by which they are rated.

use super::super::figures::{ADHERES, NAMES_ADHESIVE, STRETCHED_BY_PIN, holds};
use super::super::pair::{self, Fit, Party};
use super::super::state::{self, Spot};
use super::{Joint, Known, Lack, Material, Part, Thing, Trace};
use crate::knowledge::State;
use crate::world::joint;

impl<'w> Joint<'w> {
    /// The side of a part on which it holds it, and its material there.
    pub(super) fn surface(self, part: Part<'w>) -> (Spot, Option<usize>) {
        joint::surface(self.world, self.index, part.index)
    }

    /// The classes of its method: under which methods of the table of pairs it is rated.
    fn classes(self) -> Option<&'w [&'static str]> {
        joint::classes(self.world, self.index)
    }

    /// The pair by which two joined materials are rated.
    pub(super) fn fit(self) -> Option<Fit> {
        let world = self.world;
        let classes = self.classes()?;
        let party = |(spot, material): (Spot, Option<usize>)| Some(state::party(world, material?, Some(spot)));
        let mut parts = self.joined();
        let (first, second) = (parts.next()?, parts.next());
        let a = party(self.surface(first))?;
        // A print or a seam may be on one part only; then only rows for any partner can speak about it.
        let b = second.map_or_else(|| Some(Party::plain(&[])), |part| party(self.surface(part)))?;
        let alone = |material: usize| pair::rate_first(classes, &world.party(material), &Party::plain(&[]));
        let views = self.view().parts.iter().map(|part| &world.parts[*part]);
        // What a release agent leaves is in the joint too, and a needle goes through every layer and what bonds it.
        let left = views.clone().flat_map(|part| part.aids.iter().copied());
        let layers = views.flat_map(|part| &part.layers).map(|layer| &world.layers[*layer]);
        let through = layers.filter(|_| classes.contains(&"sew")).flat_map(|layer| [layer.material, layer.bond]).flatten();
        let rated = pair::rate_first(classes, &a, &b);
        left.chain(through).chain(self.view().adhesive).map(alone).fold(rated, pair::worse)
    }

    /// The pair, or what is missing where no row speaks about its materials: the first of them that is not known, or the row.
    pub(super) fn known_fit(self, trace: &mut Trace) -> Known<Fit> {
        match self.fit() {
            Some(fit) => Ok(fit),
            None => trace.unknown(|| self.open_pair().unwrap_or_else(|| self.row_path())),
        }
    }

    /// The field without which no row can be looked up.
    pub(super) fn open_pair(self) -> Option<String> {
        if self.view().method.is_none() {
            return Some(self.field("method"));
        }
        if self.view().parts.is_empty() {
            return Some(self.field("between"));
        }
        let open = self.joined().take(2).find(|part| self.surface(*part).1.is_none());
        open.map(|part| format!("parts.{}.material", self.world.parts[part.index].id))
    }

    /// The row that would rate its materials.
    fn row_path(self) -> String {
        let world = self.world;
        let names = self.joined().filter_map(|part| self.surface(part).1).map(|material| world.materials[material].id);
        pair::path(self.classes().and_then(|classes| classes.first()).unwrap_or(&"joint"), names)
    }

    /// Its adhesive, tape or ink: as given, or the one that its method names.
    pub(super) fn adhesive_material(self, trace: &mut Trace) -> Known<Material<'w>> {
        let (world, view) = (self.world, self.view());
        if view.joint.adhesive.is_given() {
            trace.given(view.joint.adhesive.span());
            // One of the words that say that there is none.
            return view.adhesive.map(|adhesive| Material::at(world, adhesive)).ok_or(Lack::RuledOut);
        }
        let method = self.method(trace)?;
        if let Some(adhesive) = view.adhesive {
            method.word(NAMES_ADHESIVE, trace)?;
            return Ok(Material::at(world, adhesive));
        }
        if method.flag(ADHERES, trace)? && self.part_that_sticks().is_none() {
            return trace.unknown(|| self.field("adhesive"));
        }
        Err(Lack::RuledOut)
    }

    /// The material of the joined part that is itself the ink, film or tape that the method brings: both are of one class
    /// of the pairs.
    pub fn part_that_sticks(self) -> Option<usize> {
        joint::part_that_sticks(self.world, self.index)
    }

    /// The field that would say whether a state holds.
    pub(super) fn open_field(self, state: State) -> String {
        let world = self.world;
        let mut spots = self.joined().take(2).map(|part| self.surface(part).0);
        let open = spots.find(|spot| state::at(world, *spot).1.has(state));
        open.map_or_else(|| self.field("between"), |spot| state::field(world, spot, state))
    }

    /// Notes where its materials are named.
    pub(super) fn trace_materials(self, trace: &mut Trace) {
        for part in &self.view().parts {
            trace.given(self.world.parts[*part].part.material.span());
        }
    }

    /// The part that is stretched by a pin, insert or magnet: the joined part whose material is a stiff plastic, the first of
    /// several.
    pub(super) fn hub_part(self) -> Option<Part<'w>> {
        let material = |part: &Part<'w>| self.world.parts[part.index].material;
        self.joined().find(|part| material(part).is_some_and(|material| holds(self.world, STRETCHED_BY_PIN, material)))
    }
}
