//! What touches what, and what the table of pairs knows about it.

mod collect;
mod known;
pub(crate) mod strain;
mod unrated;

use super::figures::{METALLIC, REACHES_THROUGH, holds};
use super::given::{self, elements};
use super::pair::Open;
use super::state::{self, Spot};
use super::value::Trace;
use super::{World, face};
use crate::knowledge::{Pair, State, library};
use crate::vocabulary::words::PLACES;
use crate::vocabulary::{Item, Kind};
use crate::yaml::Span;

pub(crate) use collect::contacts;
pub(crate) use known::{Surroundings, pairings, surface_is};
#[cfg(test)]
pub(crate) use known::{exposure_classes, known, names_of};
pub(crate) use unrated::{unknown_word, unrated};

/// Where two things touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A layer and the one before it.
    Layer(usize),
    /// The parts of a joint.
    Joint(usize),
    /// A part and a surface of what the case protects, as its number in the list.
    Device(usize, usize),
    /// A material and something of the environment, as its number in the list.
    Exposure(usize, usize),
    /// A material and the load of the device that rests on it.
    Load(usize),
    /// A material on the outside and a material of the packaging, as its number in the list.
    Packaging(usize, usize),
    /// A part and what touches it while it is made, as its number in the list.
    Aid(usize, usize),
    /// A substrate, or what is left on it, and what has to stick to it.
    Face(usize),
}

impl Place {
    /// The word for it.
    pub(crate) const fn word(self) -> &'static str {
        PLACES[match self {
            Self::Layer(_) => 0,
            Self::Joint(_) => 1,
            Self::Device(..) => 2,
            Self::Exposure(..) => 3,
            Self::Load(_) => 4,
            Self::Packaging(..) => 5,
            Self::Aid(..) => 6,
            Self::Face(_) => 7,
        }]
    }
}

/// Two materials that touch, or a material and something from outside.
#[derive(Clone, Copy, Debug)]
pub struct ContactView {
    /// Where.
    pub place: Place,
    /// The first material.
    pub a: usize,
    /// The second material; none if it comes from outside.
    pub b: Option<usize>,
    /// Where the two stand in the case, if they do.
    pub spots: [Option<Spot>; 2],
}

/// One thing known about two materials under one method.
#[derive(Clone, Copy, Debug)]
pub struct RowView {
    /// The contact.
    pub contact: usize,
    /// The pair, as an index of the table.
    pub pair: usize,
    /// On what it hangs of which the design does not say.
    pub open: Option<Open>,
}

/// What comes from outside and is not said.
#[derive(Clone, Copy, Debug)]
pub enum Unsaid {
    /// What the case is exposed to.
    Exposure,
    /// The surfaces of what it protects.
    Device,
}

impl Unsaid {
    /// The field that would say it.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Exposure => "environment.exposure",
            Self::Device => "design.protects.touches",
        }
    }

    /// The word for the place.
    pub(crate) const fn place(self) -> &'static str {
        match self {
            Self::Exposure => Place::Exposure(0, 0).word(),
            Self::Device => Place::Device(0, 0).word(),
        }
    }
}

/// What is known about two materials, or that the second one is not said.
#[derive(Clone, Copy, Debug)]
pub enum PairingView {
    /// A row of the table of pairs.
    Row(RowView),
    /// Something from outside of which the design does not say what it is.
    Unsaid(Unsaid),
}

impl ContactView {
    /// The word for where they meet: what is left on a substrate is a process aid where the other part is molded on.
    pub(crate) const fn place_word(&self) -> &'static str {
        match self.place {
            Place::Joint(_) if self.spots[0].is_none() => Place::Aid(0, 0).word(),
            place => place.word(),
        }
    }

    pub(crate) fn path(&self, world: &World<'_>) -> String {
        let b = self.other(world);
        let a = world.materials[self.a].id;
        match self.place {
            Place::Layer(layer) => world.path(Item::new(Kind::Layer, layer)),
            // Whatever the order in which its parts are named.
            Place::Joint(joint) => format!("joints.{}+{}+{}", world.joints[joint].id, a.min(b), a.max(b)),
            Place::Face(face) => format!("{}+{a}", world.faces[face].path(world)),
            Place::Device(used, _)
            | Place::Exposure(used, _)
            | Place::Load(used)
            | Place::Packaging(used, _)
            | Place::Aid(used, _) => {
                format!("{}+{b}", world.path(Item::new(Kind::Use, used)))
            }
        }
    }

    pub(crate) fn span(&self, world: &World<'_>) -> Span {
        match self.place {
            Place::Layer(layer) => world.span(Item::new(Kind::Layer, layer)),
            Place::Joint(joint) => world.joints[joint].key,
            Place::Face(face) => world.faces[face].span(world),
            Place::Device(used, _)
            | Place::Exposure(used, _)
            | Place::Load(used)
            | Place::Packaging(used, _)
            | Place::Aid(used, _) => world.span(Item::new(Kind::Use, used)),
        }
    }

    /// The second material or the word for what comes from outside.
    pub(crate) fn other<'w>(&self, world: &'w World<'_>) -> &'w str {
        self.b.map_or_else(|| self.outside(world), |b| world.materials[b].id)
    }

    /// The word for what comes from outside.
    fn outside<'w>(&self, world: &'w World<'_>) -> &'w str {
        match self.place {
            Place::Device(_, number) => world
                .spec
                .design
                .get()
                .and_then(|about| about.protects.get())
                .and_then(|protects| elements(&protects.touches).nth(number))
                .map_or("", |(word, _)| word),
            Place::Exposure(_, number) => world
                .spec
                .environment
                .get()
                .and_then(|environment| elements(&environment.exposure).nth(number))
                .map_or("", |(exposure, _)| exposure.word()),
            Place::Load(_) => "the load on it",
            Place::Layer(_) | Place::Joint(_) | Place::Packaging(..) | Place::Aid(..) | Place::Face(_) => "",
        }
    }

    /// Whether something keeps the two apart: a joint that says so.
    pub(crate) fn isolated(&self, world: &World<'_>, trace: &mut Trace) -> bool {
        match self.place {
            Place::Joint(joint) if self.spots[0].is_none() && self.washed_off(world, joint, trace) => true,
            Place::Joint(joint) => {
                let view = &world.joints[joint];
                given::exception(&view.joint.isolated, trace, || format!("joints.{}.isolated", view.id)) == Ok(true)
            }
            // A residue that is washed off or raised by a treatment does not reach the bond; the substrate itself does.
            Place::Face(face) if self.spots[0].is_none() => world.faces[face].cleaned(world, trace),
            _ => false,
        }
    }

    /// Whether what a process left on the substrates of an overmold is taken off before.
    fn washed_off(&self, world: &World<'_>, joint: usize, trace: &mut Trace) -> bool {
        let mut left = world.joints[joint].parts.iter().skip(1).filter(|part| world.parts[**part].aids.contains(&self.a));
        left.all(|part| face::of_joint(world, joint, *part).cleaned(world, trace))
    }

    /// Whether what is protected works through the case, so that it meets what is on its outside as well.
    pub(crate) fn reaches_through(&self, world: &World<'_>) -> bool {
        matches!(self.place, Place::Device(..)) && surface_is(self.outside(world), REACHES_THROUGH)
    }

    /// Whether one is the coat that is plated on the other, or on a coat under it.
    pub(crate) fn is_plated(&self, world: &World<'_>) -> bool {
        let Place::Face(face) = self.place else { return false };
        let metallic = |material: usize| holds(world, METALLIC, material);
        matches!(world.faces[face].place, face::Place::Finish(_)) && metallic(self.a) && self.b.is_some_and(metallic)
    }

    /// The part at which they meet; none where two parts are joined.
    pub(crate) fn part(&self, world: &World<'_>) -> Option<usize> {
        match self.place {
            Place::Joint(_) => None,
            Place::Layer(layer) => Some(world.layers[layer].part),
            Place::Face(face) => world.faces[face].spot.map(|spot| spot.part),
            Place::Device(used, _)
            | Place::Exposure(used, _)
            | Place::Load(used)
            | Place::Packaging(used, _)
            | Place::Aid(used, _) => Some(world.uses[used].part),
        }
    }

    /// Notes where both are named.
    pub(crate) fn trace(&self, world: &World<'_>, trace: &mut Trace) {
        match self.place {
            Place::Layer(layer) => {
                for layer in [layer - 1, layer] {
                    state::trace_material(world, Spot { part: world.layers[layer].part, layer: Some(layer) }, trace);
                }
            }
            Place::Joint(joint) => {
                let joined = &world.joints[joint].parts;
                let with_aid = |part: &&usize| self.spots[0].is_none() && world.parts[**part].aids.contains(&self.a);
                for view in joined.iter().filter(with_aid).map(|part| &world.parts[*part]) {
                    trace.given_at(view.part.process_aids.span(), || format!("parts.{}.process_aids", view.id));
                }
                for part in joined {
                    state::trace_material(world, Spot { part: *part, layer: None }, trace);
                }
            }
            Place::Device(used, number) => {
                let view = &world.parts[world.uses[used].part];
                if self.a == world.uses[used].material {
                    state::trace_use(world, used, trace);
                } else {
                    trace.given_at(view.part.finish.span(), || format!("parts.{}.finish", view.id));
                }
                let touches = world.spec.design.get().and_then(|about| about.protects.get()).map(|protects| &protects.touches);
                if let Some((_, element)) = touches.and_then(|touches| elements(touches).nth(number)) {
                    trace.given_at(element.span(), || format!("design.protects.touches.{number}"));
                }
            }
            Place::Exposure(used, number) => {
                state::trace_use(world, used, trace);
                let exposure = world.spec.environment.get().map(|environment| &environment.exposure);
                if let Some((_, element)) = exposure.and_then(|exposure| elements(exposure).nth(number)) {
                    trace.given_at(element.span(), || format!("environment.exposure.{number}"));
                }
            }
            Place::Load(used) => {
                state::trace_use(world, used, trace);
                let part = &world.parts[world.uses[used].part];
                trace.given_at(part.part.support_area.span(), || format!("parts.{}.support_area", part.id));
            }
            Place::Packaging(used, number) => {
                state::trace_use(world, used, trace);
                let packaging = world.spec.environment.get().map(|environment| &environment.packaging);
                if let Some((_, element)) = packaging.and_then(|packaging| elements(packaging).nth(number)) {
                    trace.given_at(element.span(), || format!("environment.packaging.{number}"));
                }
            }
            Place::Aid(used, number) => {
                state::trace_use(world, used, trace);
                let part = &world.parts[world.uses[used].part];
                if let Some((_, element)) = elements(&part.part.process_aids).nth(number) {
                    trace.given_at(element.span(), || format!("parts.{}.process_aids.{number}", part.id));
                }
            }
            Place::Face(face) => world.faces[face].trace(world, trace),
        }
    }
}

impl RowView {
    /// The fields that would say whether a state holds on which the pair hangs.
    pub(crate) fn open_fields(&self, world: &World<'_>, state: State) -> Vec<String> {
        let contact = &world.contacts[self.contact];
        if state == State::Strained {
            return strain::open_keys_of(world, contact);
        }
        // The sides that leave it open are those whose color is missing.
        let open = contact.spots.into_iter().flatten().filter(|spot| state::at(world, *spot).1.has(state));
        open.map(|spot| state::field(world, spot, state)).collect()
    }

    /// The pair.
    pub(crate) fn row(self) -> &'static Pair<'static> {
        &library().pairs()[self.pair]
    }
}

impl PairingView {
    pub(crate) fn path(&self, world: &World<'_>) -> String {
        match self {
            Self::Row(row) => format!("{}:{}", world.contacts[row.contact].path(world), row.row().id),
            Self::Unsaid(unsaid) => unsaid.path().to_owned(),
        }
    }

    pub(crate) fn span(&self, world: &World<'_>) -> Span {
        match self {
            Self::Row(row) => world.contacts[row.contact].span(world),
            Self::Unsaid(Unsaid::Exposure) => world.span(Item::new(Kind::Environment, 0)),
            Self::Unsaid(Unsaid::Device) => world.span(Item::new(Kind::Design, 0)),
        }
    }
}
