//! Facts of the ways a part is made: its samples, and production.

use super::given::quantity;
use super::part::named;
use super::typed::{Material, Part, Process, Route, Thing, methods};
use super::{Known, Lack, Origin, Trace, Word, both};
use crate::knowledge::Table;
use crate::quantity::Bounds;
use crate::vocabulary::route_facts;
use crate::world::views::PartView;
use std::rc::Rc;

route_facts!(methods);

impl<'w> Route<'w> {
    /// Even numbers are prototypes, odd ones production.
    const fn is_production(self) -> bool {
        self.index % 2 == 1
    }

    fn view(self) -> &'w PartView<'w> {
        &self.world.parts[self.index / 2]
    }

    /// The semantic path of a key of the prototype.
    fn path(self, key: &str) -> String {
        format!("parts.{}.prototype.{key}", self.view().id)
    }

    /// Whether samples are said to be of the material of production.
    fn is_as_production(self) -> bool {
        let prototype = self.view().part.prototype.get();
        prototype.and_then(|prototype| prototype.material.get()).is_some_and(|name| &**name == "same")
    }

    /// The material, and notes where it is given.
    fn given_material(self, trace: &mut Trace) -> Option<usize> {
        let part = self.view();
        if self.is_production() {
            trace.given_at(part.part.material.span(), || format!("parts.{}.material", part.id));
            let layered = part.layers.first().and_then(|layer| self.world.layers[*layer].material);
            return part.material.or(layered);
        }
        if let Some(prototype) = part.part.prototype.get().filter(|prototype| prototype.material.is_given()) {
            trace.given_at(prototype.material.span(), || self.path("material"));
        }
        part.prototype_material
    }
}

impl<'w> Facts<'w> for Route<'w> {
    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.index / 2))
    }

    fn process(self, trace: &mut Trace) -> Known<Process<'w>> {
        let part = self.view();
        if self.is_production() {
            return named(self.world, part.process, trace, &part.part.process, || format!("parts.{}.process", part.id));
        }
        match part.part.prototype.get() {
            Some(prototype) if prototype.is_none() => Err(Lack::RuledOut),
            Some(prototype) => named(self.world, part.prototype_process, trace, &prototype.process, || self.path("process")),
            None => trace.unknown(|| self.path("process")),
        }
    }

    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        match self.given_material(trace) {
            Some(material) => Ok(Material::at(self.world, material)),
            None if self.is_production() => trace.unknown(|| format!("parts.{}.material", self.view().id)),
            // What is to be the same as nothing that is said waits for that.
            None if self.is_as_production() => trace.unknown(|| format!("parts.{}.material", self.view().id)),
            None => trace.unknown(|| self.path("material")),
        }
    }

    fn makeable(self, trace: &mut Trace) -> Known<bool> {
        let (process, material) = both(self.process(trace), self.material(trace))?;
        // Samples in the materials of production have its layers as well.
        let part = self.view();
        let first = part.layers.first().and_then(|layer| self.world.layers[*layer].material);
        if !part.layers.is_empty() && first == Some(material.index) {
            return super::makes::of_part(process, Part::at(self.world, self.index / 2), trace);
        }
        super::makes::of_material(process, material, trace)
    }

    fn refusal(self, trace: &mut Trace) -> Known<Word> {
        let (process, material) = both(self.process(trace), self.material(trace))?;
        super::makes::reason_of(process, material, trace)
    }

    fn quantity(self, trace: &mut Trace) -> Known<Bounds> {
        match self.view().part.prototype.get() {
            Some(prototype) if prototype.is_none() => Err(Lack::RuledOut),
            Some(prototype) => quantity(&prototype.quantity, trace, || self.path("quantity")),
            None => trace.unknown(|| self.path("quantity")),
        }
    }

    fn not_proven(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let library = self.world.library;
        let id = |index: Option<u16>| index.map(|index| library.entry(Table::Process, index).id).ok_or(Lack::Unknown);
        let (from, to) = (id(self.view().prototype_process)?, id(self.view().process)?);
        let mut open: Vec<Word> = Vec::new();
        for transfer in library.transfers().iter().filter(|row| row.from.contains(&from) && row.to.contains(&to)) {
            let what = || format!("transfer {}", transfer.id);
            trace.origin(|| Origin::Row { what: what().into(), basis: transfer.basis, sources: &transfer.sources });
            for risk in &transfer.not_proven {
                let topic = library.risks()[usize::from(*risk)].topic;
                if !open.iter().any(|known| **known == *topic) {
                    open.push(topic.into());
                }
            }
        }
        Ok(open.into())
    }
}
