//! What has to stick to what: each side of an adhesive, tape or print.

use super::contact::{best_pair, pair_origin};
use super::given::elements;
use super::{Fact, Item, Kind, Trace, Type, Value, Words, World};
use crate::design::Side;
use crate::knowledge::{FigureValue, Pair, Table};
use crate::quantity::Dimension;
use crate::yaml::Span;

/// Where a face is.
#[derive(Clone, Copy, Debug)]
enum Place {
    Joint(usize),
    Layer(usize),
}

/// One side of an adhesive, tape or print.
#[derive(Clone, Copy, Debug)]
pub struct FaceView {
    place: Place,
    /// The substrate.
    pub material: usize,
    /// The part that carries it.
    pub part: usize,
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
            let outside = joint.joint.side.get() == Some(&Side::Outside);
            let layer = if outside { view.layers.first() } else { view.layers.last() };
            let material = layer.and_then(|layer| world.layers[*layer].material).or(view.material);
            let unclear = view.layers.len() > 1 && !joint.joint.side.is_given();
            if let Some(material) = material.filter(|material| *material != adhesive) {
                faces.push(FaceView { place: Place::Joint(number), material, part: *part, adhesive, unclear });
            }
        }
    }
    for (number, layer) in world.layers.iter().enumerate() {
        let (Some(adhesive), true) = (layer.bond, layer.number > 0) else { continue };
        for material in [world.layers[number - 1].material, layer.material].into_iter().flatten() {
            faces.push(FaceView { place: Place::Layer(number), material, part: layer.part, adhesive, unclear: false });
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
        }
    }

    pub(super) fn span(&self, world: &World<'_>) -> Span {
        match self.place {
            Place::Joint(joint) if world.joints[joint].joint.adhesive.is_given() => world.joints[joint].joint.adhesive.span(),
            Place::Joint(joint) => world.joints[joint].key,
            Place::Layer(layer) => world.layers[layer].layer.bond.span(),
        }
    }

    /// The field that would say on which side it is.
    fn side_path(&self, world: &World<'_>) -> String {
        match self.place {
            Place::Joint(joint) => format!("joints.{}.side", world.joints[joint].id),
            Place::Layer(layer) => world.path(Item::new(Kind::Layer, layer)),
        }
    }

    /// Where the substrate is named.
    fn substrate_span(&self, world: &World<'_>) -> Span {
        match self.place {
            Place::Layer(layer) if world.layers[layer].material == Some(self.material) => {
                world.layers[layer].layer.material.span()
            }
            Place::Layer(layer) => world.layers[layer - 1].layer.material.span(),
            Place::Joint(_) => {
                let part = &world.parts[self.part];
                part.layers.last().map_or_else(|| part.part.material.span(), |layer| world.layers[*layer].layer.material.span())
            }
        }
    }
}

/// The pair by which the adhesive is rated on the substrate: the adhesive's own classes say under which method.
fn pair(world: &World<'_>, face: &FaceView) -> Option<&'static Pair<'static>> {
    let adhesive = world.material_entry(face.adhesive)?;
    adhesive.classes.iter().find_map(|class| {
        let method = world.library.pairs().iter().find(|pair| pair.method == *class).map(|pair| pair.method)?;
        best_pair(world, method, face.material, Some(face.adhesive))
    })
}

/// Whether the surface is treated: by the joint's preparation, or by a step before that works on the part.
fn treated(world: &World<'_>, face: &FaceView, trace: &mut Trace) -> bool {
    let treats = |process: u16| {
        let property = Table::Process.properties().iter().position(|property| property.name == "treats_surface");
        let figures = &world.library.entry(Table::Process, process).figures;
        figures.iter().any(|figure| Some(figure.property as usize) == property && figure.value == FigureValue::Flag(true))
    };
    if let Place::Joint(joint) = face.place {
        for (name, element) in elements(&world.joints[joint].joint.preparation) {
            if world.library.find(Table::Process, name).is_some_and(treats) {
                trace.given(element.span());
                return true;
            }
        }
    }
    let makers: Vec<usize> = match face.place {
        Place::Joint(joint) => super::joint::makers(world, joint).collect(),
        Place::Layer(_) => Vec::new(),
    };
    world.steps.iter().enumerate().any(|(number, step)| {
        let concerns = step.of.is_empty() || step.of.contains(&face.part);
        // A treatment after the bond is made does nothing for it.
        let early = makers.is_empty() || makers.iter().any(|maker| world.sequence.is_before(number, *maker));
        concerns && early && step.process.is_some_and(treats)
    })
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
    Fact::new(
        "rating",
        Type::Word(Words::These(&["good", "conditional", "poor", "forbidden"])),
        "",
        "how the adhesive holds on the substrate",
        |w, i, t| {
            let face = &w.faces[i];
            if face.unclear {
                return t.need(|| face.side_path(w));
            }
            match pair(w, face) {
                Some(pair) => {
                    if t.is_on() {
                        t.given(face.span(w));
                        t.given(face.substrate_span(w));
                    }
                    t.origin(|| pair_origin(pair));
                    Some(Value::Word(pair.rating))
                }
                None => t.need(|| format!("a pair of {} on {}", w.materials[face.adhesive].id, w.materials[face.material].id)),
            }
        },
    ),
    Fact::new("reason", Type::Word(Words::Any), "", "why it is rated so", |w, i, _| {
        pair(w, &w.faces[i]).map(|pair| Value::Word(pair.why))
    }),
    Fact::new("remedy", Type::Word(Words::Any), "", "under which condition it holds", |w, i, _| {
        pair(w, &w.faces[i]).map(|pair| Value::Word(if pair.condition.is_empty() { "another adhesive" } else { pair.condition }))
    }),
    Fact::new("area", Type::Number(Dimension::AREA), "cm2", "bonded area", |w, i, t| match w.faces[i].place {
        Place::Joint(joint) => {
            super::given::number(&w.joints[joint].joint.area, t, || format!("joints.{}.area", w.joints[joint].id))
        }
        Place::Layer(_) => None,
    }),
];
