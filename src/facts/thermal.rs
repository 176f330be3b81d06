//! What temperature does to two layers that are joined.

use super::typed::{Layer, Process, Step, Thing};
use super::{FactId, Known, Lack, Trace, World, both};
use crate::formulas::laminate;
use crate::knowledge::Table;
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::{End, figure};

const THERMAL_EXPANSION: FactId = figure(Table::Material, "thermal_expansion");
const YOUNGS_MODULUS: FactId = figure(Table::Material, "youngs_modulus");
const POISSON_RATIO: FactId = figure(Table::Material, "poisson_ratio");

const LAMINATES: FactId = figure(Table::Process, "laminates");
const TEMPERATURE: FactId = figure(Table::Process, "temperature");

/// What is joined without heat is joined at 23 °C (ISO 291 standard atmosphere); in K.
const ROOM: f64 = 296.15;

/// The strain by which two layers would grow apart, without its sign.
pub(super) fn mismatch(outer: Layer<'_>, inner: Layer<'_>, trace: &mut Trace) -> Known<Bounds> {
    let expansions = both(figure_of(outer, THERMAL_EXPANSION, trace), figure_of(inner, THERMAL_EXPANSION, trace));
    let ((outer, inner), change) = both(expansions, temperature_change(inner, trace))?;
    let strain = Bounds::over([outer, inner, change], find_unit("%"), |[a, b, change]| laminate::mismatch_strain(a, b, change));
    strain.map(without_sign).ok_or(Lack::Unknown)
}

/// How far a part bends at midspan, without its sign.
pub(super) fn bow(outer: Layer<'_>, inner: Layer<'_>, trace: &mut Trace) -> Known<Bounds> {
    let sides = both(side(outer, trace), side(inner, trace));
    let around = both(inner.mismatch_strain(trace), inner.part(trace)?.length(trace));
    let ((outer, inner), (strain, length)) = both(sides, around)?;
    let bow = Bounds::over([outer.modulus, inner.modulus, strain, length], find_unit("mm"), |[a, b, strain, length]| {
        let curvature = laminate::curvature_from_strain(outer.with(a), inner.with(b), strain)?;
        laminate::midspan_deflection(curvature, length)
    });
    bow.ok_or(Lack::Unknown)
}

/// Shear stress at the edge of the bond.
pub(super) fn edge_shear(outer: Layer<'_>, inner: Layer<'_>, trace: &mut Trace) -> Known<Bounds> {
    let ratios = both(figure_of(outer, POISSON_RATIO, trace), figure_of(inner, POISSON_RATIO, trace));
    let sides = both(side(outer, trace), side(inner, trace));
    let around = both(inner.mismatch_strain(trace), inner.part(trace)?.length(trace));
    let ((ratios, (outer, inner)), (strain, length)) = both(both(ratios, sides), around)?;
    let arguments = [outer.modulus, inner.modulus, ratios.0, ratios.1, strain, length];
    let shear = Bounds::over(arguments, find_unit("MPa"), |[a, b, first, second, strain, length]| {
        laminate::edge_shear(outer.with(a), inner.with(b), (first, second), strain, length)
    });
    shear.ok_or(Lack::Unknown)
}

/// A layer in a strip.
struct Side {
    /// Its thickness, in m.
    thickness: f64,
    /// Its modulus.
    modulus: Bounds,
}

impl Side {
    /// The layer with one of the moduli that it may have. How far it grows is in the strain already.
    const fn with(&self, modulus: f64) -> laminate::Layer {
        laminate::Layer { thickness: self.thickness, modulus, expansion: 0.0 }
    }
}

fn side(layer: Layer<'_>, trace: &mut Trace) -> Known<Side> {
    let (modulus, thickness) = both(figure_of(layer, YOUNGS_MODULUS, trace), layer.thickness(trace))?;
    // A strip bends most at some ratio of its layers, so the ends of a range of thicknesses say nothing about what is between.
    match thickness.known() {
        Some(thickness) => Ok(Side { thickness, modulus }),
        None => trace.unknown(|| format!("{}.thickness", layer.world.path(layer.item()))),
    }
}

fn figure_of(layer: Layer<'_>, figure: FactId, trace: &mut Trace) -> Known<Bounds> {
    layer.material(trace).and_then(|material| material.figure(figure, trace))
}

/// The change of temperature from where a laminate is free of stress to the farther end of its use, in K.
fn temperature_change(layer: Layer<'_>, trace: &mut Trace) -> Known<Bounds> {
    let (joined, (low, high)) = both(joined_at(layer, trace), service(layer.world, trace))?;
    let change = |joined: f64| (high - joined).abs().max((joined - low).abs());
    // The change is least where it is joined closest to the middle of its use, and largest at an end.
    let least = change(f64::midpoint(low, high).clamp(joined.low, joined.high));
    Ok(Bounds::between(least, change(joined.low).max(change(joined.high)), None))
}

/// The ends of the temperatures of use, in K.
fn service(world: &World<'_>, trace: &mut Trace) -> Known<(f64, f64)> {
    let given = world.spec.environment.get().map(|environment| &environment.service);
    let Some((given, service)) = given.and_then(|given| given.get().map(|service| (given, service))) else {
        return trace.unknown(|| "environment.service".to_owned());
    };
    trace.given_at(given.span(), || "environment.service".to_owned());
    Ok((service.low.si(), service.high.si()))
}

/// The temperature at which a layer is joined to the one before it, where neither pulls at the other: that of the step or of
/// the process that laminates the part, and room temperature if it is cold.
fn joined_at(layer: Layer<'_>, trace: &mut Trace) -> Known<Bounds> {
    let world = layer.world;
    let part = layer.part(trace)?;
    let laminates = |process: Process<'_>| process.flag(LAMINATES, &mut Trace::off()) == Ok(true);
    let step = (0..world.steps.len()).find(|step| {
        let view = &world.steps[*step];
        view.adds.contains(&part.index) && view.process.is_some_and(|process| laminates(Process::at(world, process.into())))
    });
    let heat = match (step, world.parts[part.index].process) {
        (Some(step), _) if world.steps[step].step.temperature.is_given() => Step::at(world, step).set_point(trace),
        (Some(step), _) => heat_of(Step::at(world, step).process(trace)?, trace),
        (None, Some(process)) if laminates(Process::at(world, process.into())) => {
            heat_of(Process::at(world, process.into()), trace)
        }
        _ => Err(Lack::RuledOut),
    };
    heat.or_else(|lack| if lack == Lack::RuledOut { Ok(Bounds::exact(ROOM, None)) } else { Err(lack) })
}

/// The heat that a process brings, both ends; none if the tables have none for it.
fn heat_of(process: Process<'_>, trace: &mut Trace) -> Known<Bounds> {
    if process.figure(TEMPERATURE, &mut Trace::off()).is_err() {
        return Err(Lack::RuledOut);
    }
    let ends = [End::Low, End::High].map(|end| process.figure(FactId { end, ..TEMPERATURE }, trace));
    let [low, high] = ends;
    both(low, high).map(|(low, high)| Bounds { low: low.low, ..high })
}

/// How large a number may be, whatever its sign.
fn without_sign(bounds: Bounds) -> Bounds {
    let (one, other) = (bounds.low.abs(), bounds.high.abs());
    let spans_zero = bounds.low < 0.0 && bounds.high > 0.0;
    Bounds { low: if spans_zero { 0.0 } else { one.min(other) }, high: one.max(other), unit: bounds.unit }
}
