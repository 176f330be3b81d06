//! What has to stick to what: each side of an adhesive or tape, and each finish.

use super::given::elements;
use super::listed::Fact;
use super::pair::{self, Fit, Party, RATINGS};
use super::state::{self, Spot, has_flag};
use super::{Item, Kind, Trace, Type, Value, Words, World};
use crate::design::Side;
use crate::knowledge::{State, Table};
use crate::quantity::Dimension;
use crate::yaml::Span;

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
        let degreases = |process: u16| has_flag(world, Table::Process, process, "degreases");
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
                state::field(world, open.unwrap_or(self.spot))
            }
            _ => state::field(world, self.spot),
        }
    }
}

/// The sides on which a joint holds its parts.
fn spots(world: &World<'_>, joint: usize) -> impl Iterator<Item = (Spot, Option<usize>)> {
    let joint = &world.joints[joint];
    let outside = joint.joint.side.get() == Some(&Side::Outside);
    joint.parts.iter().map(move |part| state::side(world, *part, outside))
}

/// Whether a side lets no light through; none if the design does not say.
fn opaque(world: &World<'_>, (spot, material): (Spot, Option<usize>)) -> Option<bool> {
    if material.is_some_and(|material| state::material_has(world, material, "opaque")) {
        return Some(true);
    }
    let (holds, open) = state::at(world, spot);
    (!open.has(State::Clear)).then(|| !holds.has(State::Clear))
}

/// The substrate as pairs see it, with what is done to it before and after.
fn substrate<'w>(world: &'w World<'_>, face: &FaceView) -> Party<'w> {
    let mut party = state::party(world, face.material, Some(face.spot));
    if prepared(world, face, &mut Trace::off(), &|process| has_flag(world, Table::Process, process, "primes")) {
        party.holds.add(State::Primed);
    }
    let Place::Joint(joint) = face.place else { return party };
    let coats = |step: usize| world.steps[step].process.is_some_and(|process| has_flag(world, Table::Process, process, "coats"));
    let later = |step: usize| super::joint::makers(world, joint).any(|maker| world.sequence.is_before(maker, step));
    if (0..world.steps.len()).any(|step| coats(step) && concerns(world, step, face.part) && later(step)) {
        party.holds.add(State::CoatedLater);
    }
    let sides: Vec<Option<bool>> = spots(world, joint).map(|side| opaque(world, side)).collect();
    if sides.iter().all(|side| *side == Some(true)) {
        party.holds.add(State::OpaquePair);
    } else if !sides.contains(&Some(false)) {
        party.open.add(State::OpaquePair);
    }
    party
}

/// The pair by which the adhesive is rated on the substrate, or on what a process left there if that is worse: the
/// adhesive's own classes say under which method.
fn pair(world: &World<'_>, face: &FaceView) -> Option<Fit> {
    let names = &world.names[face.adhesive];
    let rated = pair::rate_first(names, &substrate(world, face), &Party::plain(names));
    left_over(world, face).into_iter().fold(rated, |worst, left| pair::worse(worst, Some(left)))
}

/// The pairs by which the adhesive is rated on what a process left on the part and nothing takes off.
fn left_over(world: &World<'_>, face: &FaceView) -> Vec<Fit> {
    let names = &world.names[face.adhesive];
    let aids = &world.parts[face.part].aids;
    if aids.is_empty() || face.cleaned(world, &mut Trace::off()) {
        return Vec::new();
    }
    let adhesive = Party::plain(names);
    aids.iter().filter_map(|aid| pair::rate_first(names, &Party::plain(&world.names[*aid]), &adhesive)).collect()
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
    prepared(world, face, trace, &|process| has_flag(world, Table::Process, process, "treats_surface"))
}

/// Facts of faces.
pub static FACE: &[Fact] = &[
    Fact::new("material", Type::Item(Kind::Material), "", "the substrate", |w, i, t| {
        if w.faces[i].unclear {
            return t.need(|| w.faces[i].side_path(w));
        }
        if t.is_on() {
            t.given(w.faces[i].substrate_span(w));
        }
        Some(Value::Item(Item::new(Kind::Material, w.faces[i].material)))
    }),
    Fact::new("adhesive", Type::Item(Kind::Material), "", "what has to stick to it", |w, i, t| {
        if t.is_on() {
            t.given(w.faces[i].span(w));
        }
        Some(Value::Item(Item::new(Kind::Material, w.faces[i].adhesive)))
    }),
    Fact::new("part", Type::Item(Kind::Part), "", "the part that carries it", |w, i, _| {
        Some(Value::Item(Item::new(Kind::Part, w.faces[i].part)))
    }),
    Fact::new("in_joint", Type::Flag, "", "it belongs to a joint, not to a laminate", |w, i, _| {
        Some(Value::Flag(matches!(w.faces[i].place, Place::Joint(_))))
    }),
    Fact::new("treated", Type::Flag, "", "a treatment or primer raises its surface energy before", |w, i, t| {
        Some(Value::Flag(treated(w, &w.faces[i], t)))
    }),
    Fact::new("rating", Type::Word(RATINGS), "", "how the adhesive holds on the substrate", |w, i, t| {
        let face = &w.faces[i];
        if face.unclear {
            return t.need(|| face.side_path(w));
        }
        match pair(w, face) {
            Some(fit) => {
                face.trace(w, t);
                if pair::names_state(fit.pair()) {
                    state::trace(w, face.spot, t);
                }
                pair::rating(&fit, t, |state| face.open_field(w, state))
            }
            None => t.need(|| format!("a pair of {} on {}", w.materials[face.adhesive].id, w.materials[face.material].id)),
        }
    }),
    Fact::new("rated", Type::Flag, "", "the table of pairs rates it", |w, i, _| {
        Some(Value::Flag(!w.faces[i].unclear && pair(w, &w.faces[i]).is_some()))
    }),
    Fact::new("stated", Type::Flag, "", "what decides is a state of the substrate, such as a primer or a color", |w, i, _| {
        Some(Value::Flag(pair(w, &w.faces[i]).is_some_and(|fit| pair::names_state(fit.pair()))))
    }),
    Fact::new("left_over", Type::Flag, "", "what decides is what a process left on the part", |w, i, _| {
        let face = &w.faces[i];
        let left = left_over(w, face);
        Some(Value::Flag(pair(w, face).is_some_and(|fit| left.contains(&fit))))
    }),
    Fact::new("failure_mode", Type::Word(Words::Any), "", "what goes wrong", |w, i, _| {
        pair(w, &w.faces[i]).map(|fit| Value::word(fit.pair().failure_mode))
    }),
    Fact::new("reason", Type::Word(Words::Any), "", "why it is rated so", |w, i, _| {
        pair(w, &w.faces[i]).map(|fit| Value::word(fit.pair().why))
    }),
    Fact::new("remedy", Type::Word(Words::Any), "", "under which condition it holds", |w, i, _| {
        pair(w, &w.faces[i]).map(|fit| pair::remedy(&fit, "another adhesive"))
    }),
    Fact::new("tests", Type::Items(Kind::Test), "", "tests of its joint or part, or of the whole case", |w, i, t| {
        match w.faces[i].place {
            Place::Joint(joint) => super::joint::tests(w, joint, t),
            Place::Layer(_) | Place::Finish(_) => Some(Value::items(super::evidence::tests_of(w, w.faces[i].part))),
        }
    }),
    Fact::new("area", Type::Number(Dimension::AREA), "cm2", "bonded area", |w, i, t| match w.faces[i].place {
        Place::Joint(joint) => {
            super::given::number(&w.joints[joint].joint.area, t, || format!("joints.{}.area", w.joints[joint].id))
        }
        Place::Layer(_) | Place::Finish(_) => None,
    }),
];
