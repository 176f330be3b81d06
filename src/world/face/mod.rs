//! What has to stick to what: each side of an adhesive or tape, and each finish.

pub mod rated;

use super::figures::{DEGREASES, TREATS_SURFACE, holds, may_adhere};
use super::given::elements;
use super::pair;
use super::state::{self, Spot};
use super::value::Trace;
use super::{World, joint};
use crate::design::Side;
use crate::knowledge::{State, Table};
use crate::vocabulary::{Item, Kind};
use crate::yaml::Span;

/// Where a face is.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A joint.
    Joint(usize),
    /// A layer and the one before it.
    Layer(usize),
    /// A finish of a part, as its number in the list.
    Finish(usize),
}

/// One side of an adhesive or tape, or a finish on what it covers. What of it is not known is asked for.
#[derive(Clone, Copy, Debug)]
pub struct FaceView {
    /// Where it is.
    pub place: Place,
    /// The substrate.
    pub material: Option<usize>,
    /// Where the substrate is; none if it is not said which part it is.
    pub spot: Option<Spot>,
    /// What has to stick to it.
    pub adhesive: Option<usize>,
    /// Whether it is not said on which side of a layered part it is.
    pub unclear: bool,
}

/// A face of which both sides are known.
#[derive(Clone, Copy, Debug)]
pub struct Sides {
    /// The substrate.
    pub material: usize,
    /// Where the substrate is.
    pub spot: Spot,
    /// What has to stick to it.
    pub adhesive: usize,
}

/// All faces of a design.
pub(crate) fn faces(world: &World<'_>) -> Vec<FaceView> {
    let mut faces = Vec::new();
    for joint in 0..world.joints.len() {
        add_joint(world, joint, &mut faces);
    }
    for (number, layer) in world.layers.iter().enumerate().filter(|(_, layer)| layer.number > 0) {
        let Some(adhesive) = layer.bond else { continue };
        for on in [number - 1, number] {
            let spot = Some(Spot { part: layer.part, layer: Some(on) });
            let material = world.layers[on].material;
            faces.push(FaceView { place: Place::Layer(number), material, spot, adhesive: Some(adhesive), unclear: false });
        }
    }
    for (part, view) in world.parts.iter().enumerate() {
        let (spot, base) = state::side(world, part, true);
        // Each coat lies on the one before it, the first on the part.
        let mut under = base;
        for (number, finish) in view.finish.iter().enumerate() {
            let (place, adhesive) = (Place::Finish(number), Some(*finish));
            if under != adhesive {
                faces.push(FaceView { place, material: under, spot: Some(spot), adhesive, unclear: false });
            }
            under = adhesive;
        }
    }
    faces
}

/// The faces of a joint that holds by an adhesive, or may by one that is not named.
fn add_joint(world: &World<'_>, number: usize, faces: &mut Vec<FaceView>) {
    let joint = &world.joints[number];
    let given = joint.joint.adhesive.is_given();
    let adhesive = joint.adhesive.or_else(|| joint::part_that_sticks(world, number).filter(|_| !given));
    // Without a method it is asked for that.
    if adhesive.is_none() && (given || !joint.method.is_some_and(|method| may_adhere(world, method))) {
        return;
    }
    let place = Place::Joint(number);
    for part in &joint.parts {
        let view = &world.parts[*part];
        let side = joint.joint.side.get();
        let outside = side == Some(&Side::Outside);
        let (spot, base) = state::side(world, *part, outside);
        let coat = view.finish.last().copied().filter(|_| outside);
        let unclear = (view.layers.len() > 1 || !view.finish.is_empty()) && side.is_none();
        let material = coat.or(base).or(view.material);
        if material.is_none() || material != adhesive {
            faces.push(FaceView { place, material, spot: Some(spot), adhesive, unclear });
        }
    }
    if !joint.joint.between.is_given() {
        faces.push(FaceView { place, material: None, spot: None, adhesive, unclear: false });
    }
}

/// The face of a part in a joint, whatever is put on it.
pub(crate) fn of_joint(world: &World<'_>, number: usize, part: usize) -> FaceView {
    let (spot, material) = joint::surface(world, number, part);
    FaceView { place: Place::Joint(number), material, spot: Some(spot), adhesive: None, unclear: false }
}

impl FaceView {
    /// Both sides, if they are known.
    pub(crate) fn sides(&self) -> Option<Sides> {
        Some(Sides { material: self.material?, spot: self.spot?, adhesive: self.adhesive? })
    }

    pub(crate) fn path(&self, world: &World<'_>) -> String {
        let at = match self.place {
            Place::Joint(joint) => format!("joints.{}", world.joints[joint].id),
            Place::Layer(layer) => format!("{}.bond", world.path(Item::new(Kind::Layer, layer))),
            Place::Finish(number) => self.part_path(world, &format!("finish.{number}")),
        };
        match (self.material, self.spot) {
            (Some(material), _) => format!("{at}+{}", world.materials[material].id),
            (None, Some(spot)) => format!("{at}+{}", world.parts[spot.part].id),
            (None, None) => at,
        }
    }

    /// What sticks, as messages name it.
    pub(crate) fn name<'w>(&self, world: &'w World<'_>) -> &'w str {
        self.adhesive.map_or("adhesive", |adhesive| world.materials[adhesive].id)
    }

    fn part_path(&self, world: &World<'_>, field: &str) -> String {
        format!("parts.{}.{field}", self.spot.map_or("", |spot| world.parts[spot.part].id))
    }

    /// The field that would say what the substrate is.
    pub(crate) fn substrate_path(&self, world: &World<'_>) -> String {
        match (self.place, self.spot.and_then(|spot| spot.layer)) {
            (_, Some(layer)) => format!("{}.material", world.path(Item::new(Kind::Layer, layer))),
            (Place::Joint(joint), None) if self.spot.is_none() => format!("joints.{}.between", world.joints[joint].id),
            (_, None) => match self.spot.and_then(|spot| world.unsaid_material(spot.part).into_iter().next()) {
                Some(path) => path,
                None => self.part_path(world, "material"),
            },
        }
    }

    /// The field that would say what has to stick to it.
    pub(crate) fn adhesive_path(&self, world: &World<'_>) -> String {
        match self.place {
            Place::Joint(joint) => format!("joints.{}.adhesive", world.joints[joint].id),
            Place::Layer(layer) => format!("{}.bond", world.path(Item::new(Kind::Layer, layer))),
            Place::Finish(_) => self.part_path(world, "finish"),
        }
    }

    pub(crate) fn span(&self, world: &World<'_>) -> Span {
        match self.place {
            Place::Joint(joint) if world.joints[joint].joint.adhesive.is_given() => world.joints[joint].joint.adhesive.span(),
            Place::Joint(joint) => world.joints[joint].key,
            Place::Layer(layer) => world.layers[layer].layer.bond.span(),
            Place::Finish(number) => {
                let Some(spot) = self.spot else { return Span::default() };
                let finish = &world.parts[spot.part].part.finish;
                elements(finish).nth(number).map_or_else(|| finish.span(), |(_, element)| element.span())
            }
        }
    }

    /// Notes both sides.
    pub(crate) fn trace(&self, world: &World<'_>, trace: &mut Trace) {
        if trace.is_on() {
            trace.given_at(self.span(world), || self.adhesive_path(world));
            trace.given_at(self.substrate_span(world), || self.substrate_path(world));
            if let Some(side) = self.side_span(world) {
                trace.given_at(side, || self.side_path(world));
            }
        }
    }

    /// Whether a treatment or a wash before it takes off what a process left.
    pub(crate) fn cleaned(&self, world: &World<'_>, trace: &mut Trace) -> bool {
        let degreases = |process: u16| holds(world, DEGREASES, process.into());
        treated(world, self, trace) || prepared(world, self, trace, &degreases)
    }

    /// The field that would say on which side it is.
    pub(crate) fn side_path(&self, world: &World<'_>) -> String {
        match self.place {
            Place::Joint(joint) => format!("joints.{}.side", world.joints[joint].id),
            Place::Layer(layer) => world.path(Item::new(Kind::Layer, layer)),
            Place::Finish(_) => self.path(world),
        }
    }

    /// Where the side is given, if it decides on which surface of the part it is.
    pub(crate) fn side_span(&self, world: &World<'_>) -> Option<Span> {
        let Place::Joint(joint) = self.place else { return None };
        let part = &world.parts[self.spot?.part];
        let side = &world.joints[joint].joint.side;
        (side.is_given() && (part.layers.len() > 1 || !part.finish.is_empty())).then(|| side.span())
    }

    /// The row that would rate the adhesive on the substrate.
    pub(crate) fn pair_path(sides: &Sides, world: &World<'_>) -> String {
        let names = world.names[sides.adhesive].meant().first().map_or(&[][..], |names| &names.words);
        // The adhesive's own classes are the methods of its rows.
        let method = names.get(1).or_else(|| names.first()).copied().unwrap_or("adhesive");
        pair::path(method, [sides.material, sides.adhesive].map(|material| world.materials[material].id))
    }

    /// Where the substrate is named.
    pub(crate) fn substrate_span(&self, world: &World<'_>) -> Span {
        let Some(spot) = self.spot else { return self.span(world) };
        let part = &world.parts[spot.part];
        let coats = || elements(&part.part.finish).map(|(_, element)| element.span());
        let coat = match self.place {
            Place::Finish(number) => number.checked_sub(1).and_then(|number| coats().nth(number)),
            Place::Joint(joint) if world.joints[joint].joint.side.get() == Some(&Side::Outside) => coats().last(),
            _ => None,
        };
        coat.unwrap_or_else(|| match spot.layer {
            Some(layer) => world.layers[layer].layer.material.span(),
            None => part.part.material.span(),
        })
    }

    /// The field that would say whether a state of the substrate holds.
    pub(crate) fn open_field(&self, spot: Spot, world: &World<'_>, state: State) -> String {
        match self.place {
            _ if state == State::Primed => {
                let step = unsaid_treatment(world, self).unwrap_or_default();
                format!("{}.process", world.path(Item::new(Kind::Step, step)))
            }
            _ if state == State::CoatedLater => "assembly".to_owned(),
            Place::Joint(joint) if state == State::OpaquePair => {
                let spots = spots(world, joint).map(|(spot, _)| spot);
                let open = spots.into_iter().find(|spot| state::at(world, *spot).1.has(State::Clear));
                state::field(world, open.unwrap_or(spot), State::Clear)
            }
            _ => state::field(world, spot, state),
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
pub(crate) fn concerns(world: &World<'_>, step: usize, part: usize) -> bool {
    let of = &world.steps[step].of;
    of.is_empty() || of.contains(&part)
}

/// Whether a process that `does` it comes before the bond: in the joint's preparation, or as a step that works on the part.
fn prepared(world: &World<'_>, face: &FaceView, trace: &mut Trace, does: &dyn Fn(u16) -> bool) -> bool {
    if let Place::Joint(joint) = face.place {
        let view = &world.joints[joint];
        for (number, (name, element)) in elements(&view.joint.preparation).enumerate() {
            if world.library.find(Table::Process, name).is_some_and(does) {
                trace.given_at(element.span(), || format!("joints.{}.preparation.{number}", view.id));
                return true;
            }
        }
    }
    let makers: Vec<usize> = match face.place {
        Place::Joint(joint) => super::sequence::makers(world, joint).collect(),
        Place::Layer(_) | Place::Finish(_) => Vec::new(),
    };
    (0..world.steps.len()).any(|step| {
        // A treatment after the bond is made does nothing for it.
        let early = makers.is_empty() || makers.iter().any(|maker| world.sequence.is_before(step, *maker));
        face.spot.is_none_or(|spot| concerns(world, step, spot.part)) && early && world.steps[step].process.is_some_and(does)
    })
}

/// A step that may come before the bond, works on the part and does not say what it does.
pub(crate) fn unsaid_treatment(world: &World<'_>, face: &FaceView) -> Option<usize> {
    let Place::Joint(joint) = face.place else { return None };
    let spot = face.spot?;
    let early = |step: usize| super::sequence::makers(world, joint).any(|maker| world.sequence.is_before(step, maker));
    (0..world.steps.len()).find(|step| world.steps[*step].process.is_none() && concerns(world, *step, spot.part) && early(*step))
}

/// Whether the surface is treated: by the joint's preparation, or by a step before that works on the part.
pub(crate) fn treated(world: &World<'_>, face: &FaceView, trace: &mut Trace) -> bool {
    prepared(world, face, trace, &|process| holds(world, TREATS_SURFACE, process.into()))
}
