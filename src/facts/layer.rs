//! Facts of layers, and of materials where they are used.

use super::given::{measure, word};
use super::listed::Fact;
use super::pair::{self, Fit, RATINGS};
use super::state::{self, Spot};
use super::{Item, Kind, Trace, Type, Value, Words, World};
use crate::design::{Appearance, Side};
use crate::formulas::laminate;
use crate::quantity::{Dimension, Measure, find_unit};

const LENGTH: Type = Type::Number(Dimension::LENGTH);

/// The thickness of a layer as given, or as its material is usually bought.
pub(super) fn thickness(world: &World<'_>, layer: usize, trace: &mut Trace) -> Option<Measure> {
    let view = &world.layers[layer];
    measure(&view.layer.thickness, trace, || format!("parts.{}.layers.{}.thickness", world.parts[view.part].id, view.number))
}

fn material<'w>(world: &'w World<'w>, layer: usize, trace: &mut Trace) -> Option<Value> {
    let view = &world.layers[layer];
    match view.material {
        Some(material) => {
            trace.given(view.layer.material.span());
            Some(Value::Item(Item::new(Kind::Material, material)))
        }
        None => trace.need(|| format!("parts.{}.layers.{}.material", world.parts[view.part].id, view.number)),
    }
}

/// The layer before this one, on the outside.
fn before(world: &World<'_>, layer: usize) -> Option<usize> {
    (world.layers[layer].number > 0).then(|| layer - 1)
}

fn figure(world: &World<'_>, layer: usize, name: &str, trace: &mut Trace) -> Option<f64> {
    let material = world.layers[layer].material?;
    let fact = crate::vocabulary::find(Kind::Material, name)?;
    match super::value_of(fact, world, Item::new(Kind::Material, material), trace)? {
        Value::Number(measure) => Some(measure.si),
        _ => None,
    }
}

/// Parts are made and measured at 23 °C (ISO 291 standard atmosphere); in K.
const ROOM: f64 = 296.15;

/// The change of temperature from making the laminate at room temperature to the farther end of its use, in K.
fn temperature_change(world: &World<'_>, trace: &mut Trace) -> Option<f64> {
    let need = |trace: &mut Trace| trace.need(|| "environment.service".to_owned());
    let Some(environment) = world.spec.environment.get() else { return need(trace) };
    let Some(service) = environment.service.get() else { return need(trace) };
    trace.given(environment.service.span());
    Some((service.high.si() - ROOM).abs().max((ROOM - service.low.si()).abs()))
}

/// The pair by which a layer is rated on the one before it.
fn pair(world: &World<'_>, layer: usize) -> Option<Fit> {
    let party = |layer: usize| {
        let view = &world.layers[layer];
        Some(state::party(world, view.material?, Some(Spot { part: view.part, layer: Some(layer) })))
    };
    pair::rate("lamination", &party(before(world, layer)?)?, &party(layer)?)
}

/// A layer and the one before it as a strip, the strain by which they would grow apart, and the length of the part.
fn thermal_pair(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(laminate::Layer, laminate::Layer, f64, f64)> {
    let outer = before(world, i)?;
    let mut side = |layer: usize| {
        let expansion = figure(world, layer, "thermal_expansion", trace);
        let modulus = figure(world, layer, "youngs_modulus", trace);
        let thickness = thickness(world, layer, trace);
        Some(laminate::Layer { thickness: thickness?.si, modulus: modulus?, expansion: expansion? })
    };
    let (outer, inner) = (side(outer), side(i));
    let change = temperature_change(world, trace);
    let length = crate::vocabulary::find(Kind::Part, "length")
        .and_then(|fact| super::value_of(fact, world, Item::new(Kind::Part, world.layers[i].part), trace));
    let Some(Value::Number(length)) = length else { return None };
    let (outer, inner) = (outer?, inner?);
    let strain = laminate::mismatch_strain(outer.expansion, inner.expansion, change?)?;
    Some((outer, inner, strain, length.si))
}

/// Facts of layers.
pub static LAYER: &[Fact] = &[
    Fact::new("material", Type::Item(Kind::Material), "", "its material", material),
    Fact::new("part", Type::Item(Kind::Part), "", "its part", |w, i, _| {
        Some(Value::Item(Item::new(Kind::Part, w.layers[i].part)))
    }),
    Fact::new("thickness", LENGTH, "mm", "its thickness", |w, i, t| thickness(w, i, t).map(Value::Number)),
    Fact::new("bonded", Type::Flag, "", "it is joined to a layer before it by an adhesive or film", |w, i, _| {
        Some(Value::Flag(w.layers[i].number > 0 && w.layers[i].bond.is_some()))
    }),
    Fact::new("inner", Type::Flag, "", "there is a layer before it", |w, i, _| Some(Value::Flag(w.layers[i].number > 0))),
    Fact::new("innermost", Type::Flag, "", "it is the last layer, towards what is protected", |w, i, _| {
        Some(Value::Flag(w.parts[w.layers[i].part].layers.last() == Some(&i)))
    }),
    Fact::new("bond", Type::Item(Kind::Material), "", "adhesive or film that joins it to the layer before it", |w, i, t| {
        let view = &w.layers[i];
        match view.bond {
            Some(bond) => {
                t.given(view.layer.bond.span());
                Some(Value::Item(Item::new(Kind::Material, bond)))
            }
            None => t.need(|| format!("parts.{}.layers.{}.bond", w.parts[view.part].id, view.number)),
        }
    }),
    Fact::new("bond_given", Type::Flag, "", "it is said what joins it to the layer before it", |w, i, _| {
        Some(Value::Flag(w.layers[i].layer.bond.is_given()))
    }),
    Fact::new("before", Type::Item(Kind::Layer), "", "the layer before it, on the outside", |w, i, _| {
        before(w, i).map(|layer| Value::Item(Item::new(Kind::Layer, layer)))
    }),
    Fact::new("laminated", Type::Flag, "", "it is joined to the layer before it over its whole face", |w, i, t| {
        let view = &w.layers[i];
        let bond = view.layer.bond.get().filter(|_| view.number > 0);
        if bond.is_some() {
            t.given(view.layer.bond.span());
        }
        Some(Value::Flag(bond.is_some_and(|bond| !["sewn", "mechanical", "none"].contains(&&**bond))))
    }),
    Fact::new("pair_rating", Type::Word(RATINGS), "", "how it goes together with the layer before it", |w, i, t| {
        let before = before(w, i)?;
        match pair(w, i) {
            Some(fit) => {
                t.given(w.layers[before].layer.material.span());
                t.given(w.layers[i].layer.material.span());
                pair::rating(&fit, t, |_| format!("parts.{}.layers.{}.color", w.parts[w.layers[i].part].id, w.layers[i].number))
                    .ok()
                    .map(Value::Word)
            }
            None => t.need(|| {
                let id = |layer: usize| w.layers[layer].material.map_or("?", |material| w.materials[material].id);
                format!("a lamination pair of {} and {}", id(before), id(i))
            }),
        }
    }),
    Fact::new("pair_rated", Type::Flag, "", "the table of pairs rates it on the layer before it", |w, i, _| {
        Some(Value::Flag(pair(w, i).is_some()))
    }),
    Fact::new("pair_failure", Type::Word(Words::Any), "", "what goes wrong between them", |w, i, _| {
        pair(w, i).map(|fit| Value::word(fit.pair().failure_mode))
    }),
    Fact::new("pair_reason", Type::Word(Words::Any), "", "why they are rated so", |w, i, _| {
        pair(w, i).map(|fit| Value::word(fit.pair().why))
    }),
    Fact::new("pair_remedy", Type::Word(Words::Any), "", "under which condition they hold", |w, i, _| {
        pair(w, i).map(|fit| Value::Word(pair::remedy(&fit, "another material or bond")))
    }),
    Fact::new("tests", Type::Items(Kind::Test), "", "tests of its part or of the whole case", |w, i, _| {
        Some(Value::items(super::evidence::tests_of(w, w.layers[i].part)))
    }),
    Fact::new("color", Type::Word(Words::Any), "", "its color", |w, i, t| {
        let view = &w.layers[i];
        word(&view.layer.color, t, || format!("parts.{}.layers.{}.color", w.parts[view.part].id, view.number))
    }),
    Fact::new(
        "mismatch_strain",
        Type::Number(Dimension::NONE),
        "%",
        "difference of free thermal strain to the layer before it, from 23 °C to the farther end of use",
        |w, i, t| {
            let outer = before(w, i)?;
            let (a, b) = (figure(w, outer, "thermal_expansion", t), figure(w, i, "thermal_expansion", t));
            let change = temperature_change(w, t);
            let strain = laminate::mismatch_strain(a?, b?, change?)?;
            Some(Value::Number(Measure::new(strain.abs(), find_unit("%"))))
        },
    ),
    Fact::new(
        "bow",
        LENGTH,
        "mm",
        "deflection at midspan that the thermal mismatch to the layer before it causes over the length of the part",
        |w, i, t| {
            let (outer, inner, strain, length) = thermal_pair(w, i, t)?;
            let curvature = laminate::curvature_from_strain(outer, inner, strain)?;
            super::given::computed_in(laminate::midspan_deflection(curvature, length).map(f64::abs), "mm")
        },
    ),
    Fact::new(
        "edge_shear",
        Type::Number(Dimension::PRESSURE),
        "MPa",
        "shear stress at the edge of its bond that the thermal mismatch to the layer before it causes",
        |w, i, t| {
            let ratios = (figure(w, before(w, i)?, "poisson_ratio", t), figure(w, i, "poisson_ratio", t));
            let (outer, inner, strain, length) = thermal_pair(w, i, t)?;
            super::given::computed_in(laminate::edge_shear(outer, inner, (ratios.0?, ratios.1?), strain, length), "MPa")
        },
    ),
];

/// Facts of materials where they are used.
pub static USE: &[Fact] = &[
    Fact::new("material", Type::Item(Kind::Material), "", "the material", |w, i, t| {
        let used = w.uses[i];
        if t.is_on() {
            t.given(w.span(Item::new(Kind::Use, i)));
        }
        Some(Value::Item(Item::new(Kind::Material, used.material)))
    }),
    Fact::new("part", Type::Item(Kind::Part), "", "the part it is in", |w, i, _| {
        Some(Value::Item(Item::new(Kind::Part, w.uses[i].part)))
    }),
    Fact::new("outside", Type::Flag, "", "it is the outside of a part that is not hidden", |w, i, _| {
        let used = w.uses[i];
        let part = w.parts[used.part].part;
        let hidden = part.appearance.get() == Some(&Appearance::Hidden) || part.location.get() == Some(&Side::Inside);
        Some(Value::Flag(!hidden && used.layer.is_none_or(|layer| w.layers[layer].number == 0)))
    }),
    Fact::new("color", Type::Word(Words::Any), "", "its color", |w, i, t| {
        let used = w.uses[i];
        match used.layer {
            Some(layer) => {
                let view = &w.layers[layer];
                word(&view.layer.color, t, || format!("parts.{}.layers.{}.color", w.parts[view.part].id, view.number))
            }
            None => word(&w.parts[used.part].part.color, t, || format!("parts.{}.color", w.parts[used.part].id)),
        }
    }),
    Fact::new("strained", Type::Flag, "", "its part is under lasting stress by an insert, a press fit or a screw", |w, i, _| {
        Some(Value::Flag(state::strained(w, w.uses[i].part)))
    }),
    Fact::new("tests", Type::Items(Kind::Test), "", "tests of its part or of the whole case", |w, i, _| {
        Some(Value::items(super::evidence::tests_of(w, w.uses[i].part)))
    }),
];
