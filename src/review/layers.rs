//! Parts with layers, from the outside in.

use serde::Serialize;

use super::figure::{Figure, known};
use crate::facts::World;
use crate::facts::typed::{Layer as Thing, Thing as _};
use crate::quantity::{Bounds, find_unit};

/// A part with layers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Layers {
    /// Id of the part.
    pub part: String,
    /// Its process.
    pub process: String,
    /// Its layers from the outside in.
    pub layers: Vec<Layer>,
    /// Their thickness together; at least that of those whose thickness is known.
    pub total: Figure,
    /// Ids of other parts with the same layers.
    pub same: Vec<String>,
}

/// A layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Layer {
    /// Its material.
    pub material: String,
    /// Family of the material; empty if the tables do not know it.
    pub family: String,
    /// Its color.
    pub color: String,
    /// Its thickness; none if it is not given.
    pub thickness: Option<Figure>,
    /// What joins it to the layer before it.
    pub bond: String,
}

pub(super) fn layers(world: &World<'_>) -> Vec<Layers> {
    let mut all: Vec<Layers> = Vec::new();
    for part in world.parts.iter().filter(|part| part.layers.len() > 1) {
        let layers: Vec<Layer> = part.layers.iter().map(|layer| one(world, *layer)).collect();
        match all.iter_mut().find(|known| known.layers == layers) {
            Some(known) => known.same.push(part.id.to_owned()),
            None => all.push(Layers {
                part: part.id.to_owned(),
                process: part.part.process.get().map_or_else(String::new, ToString::to_string),
                total: total(&layers),
                layers,
                same: Vec::new(),
            }),
        }
    }
    all
}

fn one(world: &World<'_>, number: usize) -> Layer {
    let view = &world.layers[number];
    let text = |field: &crate::yaml::Field<Box<str>>| field.get().map_or_else(String::new, ToString::to_string);
    let entry = view.material.and_then(|material| world.material_entry(material));
    Layer {
        material: text(&view.layer.material),
        family: entry.map_or_else(String::new, |entry| entry.family.to_owned()),
        color: text(&view.layer.color),
        thickness: known(world, |trace| Thing::at(world, number).thickness(trace)),
        bond: text(&view.layer.bond),
    }
}

fn total(layers: &[Layer]) -> Figure {
    let sum = |end: fn(&Figure) -> Option<f64>, open: f64| {
        layers.iter().map(|layer| layer.thickness.as_ref().and_then(end).unwrap_or(open)).sum::<f64>()
    };
    let (low, high) = (sum(|of| of.low, 0.0), sum(|of| of.high, f64::INFINITY));
    Bounds::between(low, high, find_unit("mm")).into()
}
