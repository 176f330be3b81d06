//! The materials that a joint brings together, and the row by which they are rated.

use super::super::figures::{ADHERES, MAY_ADHERE, MECHANICAL, NAMES_ADHESIVE, STRETCHED_BY_PIN, holds};
use super::super::pair::Names;
use super::super::state::{self, Spot};
use super::super::{Item, Kind};
use super::{Joint, Known, Lack, Material, Part, Thing, Trace};
use crate::knowledge::{Entry, State, Table};
use crate::world::joint;

impl<'w> Joint<'w> {
    /// The side of a part on which it holds it, and its material there.
    pub(super) fn surface(self, part: Part<'w>) -> (Spot, Option<usize>) {
        joint::surface(self.world, self.index, part.index)
    }

    /// The classes of its method: under which methods of the table of pairs it is rated.
    pub(super) fn classes(self) -> Option<&'w [&'static str]> {
        joint::classes(self.world, self.index)
    }

    /// The field without which no row can be looked up.
    pub(super) fn open_pair(self) -> Option<String> {
        if self.view().method.is_none() {
            return Some(self.field("method"));
        }
        if self.view().parts.is_empty() {
            return Some(self.field("between"));
        }
        let open = self.joined().find(|part| self.surface(*part).1.is_none());
        open.map(|part| format!("parts.{}.material", self.world.parts[part.index].id))
    }

    /// The bond that a needle goes through and of which nothing is said.
    pub(super) fn unsaid_bond(self) -> Option<String> {
        self.classes().filter(|classes| classes.contains(&"sew"))?;
        let world = self.world;
        let mut layers = self.view().parts.iter().flat_map(|part| &world.parts[*part].layers);
        let open = |layer: &&usize| world.layers[**layer].number > 0 && !world.layers[**layer].layer.bond.is_given();
        layers.find(open).map(|layer| format!("{}.bond", world.path(Item::new(Kind::Layer, *layer))))
    }

    /// Its adhesive, tape or ink: as given, or the one that its method names.
    pub(super) fn adhesive_material(self, trace: &mut Trace) -> Known<Material<'w>> {
        let (world, view) = (self.world, self.view());
        if view.joint.adhesive.is_given() {
            trace.given_at(view.joint.adhesive.span(), || self.field("adhesive"));
            // One of the words that say that there is none.
            return view.adhesive.map(|adhesive| Material::at(world, adhesive)).ok_or(Lack::RuledOut);
        }
        let method = self.method(trace)?;
        if let Some(adhesive) = view.adhesive {
            method.word(NAMES_ADHESIVE, trace)?;
            return Ok(Material::at(world, adhesive));
        }
        if !method.flag(ADHERES, trace)? && !method.flag(MAY_ADHERE, trace)? {
            return Err(Lack::RuledOut);
        }
        match self.part_that_sticks() {
            Some(material) => Ok(Material::at(world, material)),
            None => trace.unknown(|| self.field("adhesive")),
        }
    }

    /// Whether its adhesive is of a class that its method is named for. One that is of the class of no other method of the
    /// family, or goes with a method that is named for none, fits.
    pub(super) fn fits_method(self, trace: &mut Trace) -> Known<bool> {
        let (world, adhesive) = (self.world, self.adhesive_material(trace)?);
        let Some(method) = self.view().method.map(|method| world.library.entry(Table::Method, method)) else {
            return trace.unknown(|| self.field("method"));
        };
        trace.given_at(self.view().joint.method.span(), || self.field("method"));
        // Of a word that means one of several the one that fits is meant.
        let fits = |names: &Names| {
            let named_for = |other: &Entry<'_>| other.classes.iter().any(|class| names.words.contains(class));
            let all = world.library.entries(Table::Method).iter();
            named_for(method) || !all.filter(|other| other.family == method.family).any(|other| named_for(other))
        };
        Ok(method.classes.is_empty() || world.names[adhesive.index].meant().iter().any(fits))
    }

    /// The material of the joined part that is itself the ink, film or tape that the method brings: both are of one class
    /// of the pairs.
    pub fn part_that_sticks(self) -> Option<usize> {
        joint::part_that_sticks(self.world, self.index)
    }

    /// The field that would say whether a state holds.
    pub(super) fn open_field(self, state: State) -> String {
        let world = self.world;
        let mut spots = self.deciding().into_iter().flatten().map(|part| self.surface(part).0);
        let open = spots.find(|spot| state::at(world, *spot).1.has(state));
        open.map_or_else(|| self.field("between"), |spot| state::field(world, spot, state))
    }

    /// Whether enough of its parts melt: one where it holds by form, as a stud that is staked does, and two where it holds by their
    /// melts. Of parts that all melt none is short, also of one that is named alone.
    pub(super) fn enough_melts(self, trace: &mut Trace) -> Known<bool> {
        let needed = if self.method(trace)?.flag(MECHANICAL, trace)? { 1 } else { 2 };
        let melts: Vec<Known<bool>> = self.parts(trace)?.into_iter().map(|part| part.melts(trace)).collect();
        let count = |known: Known<bool>| melts.iter().filter(|melts| **melts == known).count();
        let (melting, solid) = (count(Ok(true)), count(Ok(false)));
        let open = melts.len() - melting - solid;
        if melting >= needed || solid + open == 0 {
            return Ok(true);
        }
        if solid > 0 && melting + open < needed { Ok(false) } else { Err(Lack::Unknown) }
    }

    /// The first of its parts that never melts; ruled out where all of them do.
    pub(super) fn part_that_never_melts(self, trace: &mut Trace) -> Known<Part<'w>> {
        let mut none = Err(Lack::RuledOut);
        for part in self.parts(trace)? {
            match part.melts(trace) {
                Ok(false) => return Ok(part),
                Ok(true) => {}
                Err(_) => none = Err(Lack::Unknown),
            }
        }
        none
    }

    /// The first of its parts that is of another material than its first part; ruled out where all are of one.
    pub(super) fn part_of_another_material(self, trace: &mut Trace) -> Known<Part<'w>> {
        let first = self.a(trace)?.material(trace)?;
        for part in self.parts(trace)?.into_iter().skip(1) {
            if part.material(trace)?.index != first.index {
                return Ok(part);
            }
        }
        Err(Lack::RuledOut)
    }

    /// Notes where its materials are named.
    pub(super) fn trace_materials(self, trace: &mut Trace) {
        for part in &self.view().parts {
            state::trace_material(self.world, Spot { part: *part, layer: None }, trace);
        }
    }

    /// The part that is stretched by a pin, insert or magnet: as given, or the joined part whose material is a stiff plastic; of
    /// several only if they are of one material. Ruled out where it is known of all that nothing of the sort happens to them.
    pub(super) fn hub_part(self, trace: &mut Trace) -> Known<Part<'w>> {
        let world = self.world;
        if let Some(named) = self.given().hub.get() {
            trace.given_at(self.given().hub.span(), || self.field("hub"));
            return world.part_named(named).map(|part| Part::at(world, part)).ok_or(Lack::Unknown);
        }
        let material = |part: &Part<'w>| self.world.parts[part.index].material;
        let stretched = |part: &Part<'w>| material(part).is_some_and(|material| holds(self.world, STRETCHED_BY_PIN, material));
        let mut hubs = self.joined().filter(stretched);
        if let Some(hub) = hubs.next() {
            let identity = |part: Part<'w>| material(&part).map(|material| world.material_identity(material));
            let one = hubs.all(|other| identity(other) == identity(hub));
            return if one { Ok(hub) } else { trace.unknown(|| self.field("hub")) };
        }
        self.parts(trace)?;
        let mut none = Err(Lack::RuledOut);
        for part in self.joined() {
            let stretched = part.material(trace).and_then(|material| material.flag(STRETCHED_BY_PIN, trace));
            if stretched == Err(Lack::Unknown) {
                none = Err(Lack::Unknown);
            }
        }
        none
    }
}
