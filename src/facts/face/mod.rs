//! What has to stick to what: each side of an adhesive or tape, and each finish.

mod facts;
mod rated;

use super::figures::{DEGREASES, TREATS_SURFACE, holds};
use super::given::elements;
use super::pair;
use super::state::{self, Spot};
use super::{Item, Kind, Trace, World};
use crate::design::Side;
use crate::knowledge::{State, Table};
use crate::yaml::Span;

pub(super) use facts::evaluate;

/// Where a face is.
#[derive(Clone, Copy, Debug)]
enum Place {
    Joint(usize),
    Layer(usize),
    /// A finish of a part, as its number in the list.
    Finish(usize),
}

/// One side of an adhesive or tape, or a finish on what it covers.
#[derive(Clone, Copy, Debug)]
pub struct FaceView {
    place: Place,
    /// The substrate.
    pub material: usize,
    /// The part that carries it.
    pub part: usize,
    /// Where the substrate is.
    pub spot: Spot,
    /// What has to stick to it.
    pub adhesive: usize,
    /// Whether it is not said on which side of a layered part it is.
    unclear: bool,
}

/// All faces of a design.
pub(super) fn faces(world: &World<'_>) -> Vec<FaceView> {
    let mut faces = Vec::new();
    for (number, joint) in world.joints.iter().enumerate() {
        let Some(adhesive) = joint.adhesive else { continue };
        for part in &joint.parts {
            let view = &world.parts[*part];
            let side = joint.joint.side.get();
            let outside = side == Some(&Side::Outside);
            let (spot, base) = state::side(world, *part, outside);
            let coat = view.finish.last().copied().filter(|_| outside);
            let unclear = (view.layers.len() > 1 || !view.finish.is_empty()) && side.is_none();
            if let Some(material) = coat.or(base).or(view.material).filter(|material| *material != adhesive) {
                faces.push(FaceView { place: Place::Joint(number), material, part: *part, spot, adhesive, unclear });
            }
        }
    }
    for (number, layer) in world.layers.iter().enumerate() {
        let (Some(adhesive), true) = (layer.bond, layer.number > 0) else { continue };
        for on in [number - 1, number] {
            let spot = Spot { part: layer.part, layer: Some(on) };
            if let Some(material) = world.layers[on].material {
                faces.push(FaceView { place: Place::Layer(number), material, part: layer.part, spot, adhesive, unclear: false });
            }
        }
    }
    for (part, view) in world.parts.iter().enumerate() {
        let (spot, base) = state::side(world, part, true);
        // Each coat lies on the one before it, the first on the part.
        let mut under = base;
        for (number, finish) in view.finish.iter().enumerate() {
            if let Some(material) = under.filter(|material| material != finish) {
                faces.push(FaceView { place: Place::Finish(number), material, part, spot, adhesive: *finish, unclear: false });
            }
            under = Some(*finish);
        }
    }
    faces
}

impl FaceView {
    pub(super) fn path(&self, world: &World<'_>) -> String {
        let material = world.materials[self.material].id;
        match self.place {
            Place::Joint(joint) => format!("joints.{}+{material}", world.joints[joint].id),
            Place::Layer(layer) => format!("{}.bond+{material}", world.path(Item::new(Kind::Layer, layer))),
            Place::Finish(number) => format!("parts.{}.finish.{number}+{material}", world.parts[self.part].id),
        }
    }

    pub(super) fn span(&self, world: &World<'_>) -> Span {
        match self.place {
            Place::Joint(joint) if world.joints[joint].joint.adhesive.is_given() => world.joints[joint].joint.adhesive.span(),
            Place::Joint(joint) => world.joints[joint].key,
            Place::Layer(layer) => world.layers[layer].layer.bond.span(),
            Place::Finish(number) => {
                let finish = &world.parts[self.part].part.finish;
                elements(finish).nth(number).map_or_else(|| finish.span(), |(_, element)| element.span())
            }
        }
    }

    /// Notes both sides.
    pub(super) fn trace(&self, world: &World<'_>, trace: &mut Trace) {
        if trace.is_on() {
            trace.given(self.span(world));
            trace.given(self.substrate_span(world));
        }
    }

    /// Whether a treatment or a wash before it takes off what a process left.
    pub(super) fn cleaned(&self, world: &World<'_>, trace: &mut Trace) -> bool {
        let degreases = |process: u16| holds(world, DEGREASES, process.into());
        treated(world, self, trace) || prepared(world, self, trace, &degreases)
    }

    /// The field that would say on which side it is.
    fn side_path(&self, world: &World<'_>) -> String {
        match self.place {
            Place::Joint(joint) => format!("joints.{}.side", world.joints[joint].id),
            Place::Layer(layer) => world.path(Item::new(Kind::Layer, layer)),
            Place::Finish(_) => self.path(world),
        }
    }

    /// The row that would rate the adhesive on the substrate.
    fn pair_path(&self, world: &World<'_>) -> String {
        let names = &world.names[self.adhesive];
        // The adhesive's own classes are the methods of its rows.
        let method = names.get(1).or_else(|| names.first()).copied().unwrap_or("adhesive");
        pair::path(method, [world.materials[self.material].id, world.materials[self.adhesive].id])
    }

    /// Where the substrate is named.
    fn substrate_span(&self, world: &World<'_>) -> Span {
        let part = &world.parts[self.part];
        let coats = || elements(&part.part.finish).map(|(_, element)| element.span());
        let coat = match self.place {
            Place::Finish(number) => number.checked_sub(1).and_then(|number| coats().nth(number)),
            Place::Joint(joint) if world.joints[joint].joint.side.get() == Some(&Side::Outside) => coats().last(),
            _ => None,
        };
        coat.unwrap_or_else(|| match self.spot.layer {
            Some(layer) => world.layers[layer].layer.material.span(),
            None => part.part.material.span(),
        })
    }

    /// The field that would say whether a state holds.
    fn open_field(&self, world: &World<'_>, state: State) -> String {
        match self.place {
            Place::Joint(joint) if state == State::OpaquePair => {
                let spots = spots(world, joint).map(|(spot, _)| spot);
                let open = spots.into_iter().find(|spot| state::at(world, *spot).1.has(State::Clear));
                state::field(world, open.unwrap_or(self.spot), State::Clear)
            }
            _ => state::field(world, self.spot, state),
        }
    }
}

/// The sides on which a joint holds its parts.
fn spots(world: &World<'_>, joint: usize) -> impl Iterator<Item = (Spot, Option<usize>)> {
    let joint = &world.joints[joint];
    let outside = joint.joint.side.get() == Some(&Side::Outside);
    joint.parts.iter().map(move |part| state::side(world, *part, outside))
}

/// Whether a step works on a part.
fn concerns(world: &World<'_>, step: usize, part: usize) -> bool {
    let of = &world.steps[step].of;
    of.is_empty() || of.contains(&part)
}

/// Whether a process that `does` it comes before the bond: in the joint's preparation, or as a step that works on the part.
fn prepared(world: &World<'_>, face: &FaceView, trace: &mut Trace, does: &dyn Fn(u16) -> bool) -> bool {
    if let Place::Joint(joint) = face.place {
        for (name, element) in elements(&world.joints[joint].joint.preparation) {
            if world.library.find(Table::Process, name).is_some_and(does) {
                trace.given(element.span());
                return true;
            }
        }
    }
    let makers: Vec<usize> = match face.place {
        Place::Joint(joint) => super::joint::makers(world, joint).collect(),
        Place::Layer(_) | Place::Finish(_) => Vec::new(),
    };
    (0..world.steps.len()).any(|step| {
        // A treatment after the bond is made does nothing for it.
        let early = makers.is_empty() || makers.iter().any(|maker| world.sequence.is_before(step, *maker));
        concerns(world, step, face.part) && early && world.steps[step].process.is_some_and(does)
    })
}

/// Whether the surface is treated: by the joint's preparation, or by a step before that works on the part.
fn treated(world: &World<'_>, face: &FaceView, trace: &mut Trace) -> bool {
    prepared(world, face, trace, &|process| holds(world, TREATS_SURFACE, process.into()))
}
