//! What temperature does to two stiff things that are bonded face to face: layers of a part, or parts of a joint.

use super::typed::{Joint, Layer, Material, Part, Process, Step, Thing};
use super::{FactId, Known, Lack, Trace, World, both};
use crate::formulas::laminate;
use crate::knowledge::Table;
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::{End, figure};
use crate::world::sequence::makers;

const THERMAL_EXPANSION: FactId = figure(Table::Material, "thermal_expansion");
const YOUNGS_MODULUS: FactId = figure(Table::Material, "youngs_modulus");
const POISSON_RATIO: FactId = figure(Table::Material, "poisson_ratio");

const LAMINATES: FactId = figure(Table::Process, "laminates");
const TEMPERATURE: FactId = figure(Table::Process, "temperature");

/// What is joined without heat is joined at 23 °C (ISO 291 standard atmosphere); in K.
const ROOM: f64 = 296.15;

/// One of two things that are bonded face to face.
#[derive(Clone, Copy)]
pub(super) enum Sheet<'w> {
    /// A layer of a part.
    Layer(Layer<'w>),
    /// A part, with its wall as its thickness.
    Part(Part<'w>),
}

impl<'w> Sheet<'w> {
    fn figure(self, figure: FactId, trace: &mut Trace) -> Known<Bounds> {
        let material: Known<Material<'w>> = match self {
            Self::Layer(layer) => layer.material(trace),
            Self::Part(part) => part.material(trace),
        };
        material?.figure(figure, trace)
    }

    fn thickness(self, trace: &mut Trace) -> Known<Bounds> {
        match self {
            Self::Layer(layer) => layer.thickness(trace),
            Self::Part(part) => part.wall(trace),
        }
    }

    /// The field that says how thick it is.
    fn thickness_path(self) -> String {
        match self {
            Self::Layer(layer) => format!("{}.thickness", layer.world.path(layer.item())),
            Self::Part(part) => format!("{}.wall", part.world.path(part.item())),
        }
    }

    /// It in a strip, for the formulas.
    fn side(self, trace: &mut Trace) -> Known<Side> {
        let (modulus, thickness) = both(self.figure(YOUNGS_MODULUS, trace), self.thickness(trace))?;
        // A strip bends most at some ratio of its layers, so the ends of a range of thicknesses say nothing about what is between.
        match thickness.known() {
            Some(thickness) => Ok(Side { thickness, modulus }),
            None => trace.unknown(|| self.thickness_path()),
        }
    }
}

/// The strain by which the two would grow apart, without its sign; `change` is the change of temperature, in K.
pub(super) fn mismatch(
    [outer, inner]: [Sheet<'_>; 2],
    change: impl FnOnce(&mut Trace) -> Known<Bounds>,
    trace: &mut Trace,
) -> Known<Bounds> {
    let expansions = both(outer.figure(THERMAL_EXPANSION, trace), inner.figure(THERMAL_EXPANSION, trace));
    let ((outer, inner), change) = both(expansions, change(trace))?;
    let strain = Bounds::over([outer, inner, change], find_unit("%"), |[a, b, change]| laminate::mismatch_strain(a, b, change));
    strain.map(without_sign).ok_or(Lack::Unknown)
}

/// The strain by which they would grow apart, and the length of their bond.
type Around = Known<(Bounds, Bounds)>;

/// How far they bend at midspan, without its sign.
pub(super) fn bow([outer, inner]: [Sheet<'_>; 2], around: impl FnOnce(&mut Trace) -> Around, trace: &mut Trace) -> Known<Bounds> {
    let sides = both(outer.side(trace), inner.side(trace));
    let ((outer, inner), (strain, length)) = both(sides, around(trace))?;
    let bow = Bounds::over([outer.modulus, inner.modulus, strain, length], find_unit("mm"), |[a, b, strain, length]| {
        let curvature = laminate::curvature_from_strain(outer.with(a), inner.with(b), strain)?;
        laminate::midspan_deflection(curvature, length)
    });
    bow.ok_or(Lack::Unknown)
}

/// Shear stress at the edge of the bond.
pub(super) fn edge_shear(
    [outer, inner]: [Sheet<'_>; 2],
    around: impl FnOnce(&mut Trace) -> Around,
    trace: &mut Trace,
) -> Known<Bounds> {
    let ratios = both(outer.figure(POISSON_RATIO, trace), inner.figure(POISSON_RATIO, trace));
    let sides = both(outer.side(trace), inner.side(trace));
    let ((ratios, (outer, inner)), (strain, length)) = both(both(ratios, sides), around(trace))?;
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

/// The change of temperature from where a laminate is free of stress to the farther end of its use, in K.
pub(super) fn change_of_laminate(layer: Layer<'_>, trace: &mut Trace) -> Known<Bounds> {
    change_from(laminated_at(layer, trace), layer.world, trace)
}

/// The same of a joint, from where its bond is made.
pub(super) fn change_of_joint(joint: Joint<'_>, trace: &mut Trace) -> Known<Bounds> {
    change_from(bonded_at(joint, trace), joint.world, trace)
}

fn change_from(joined: Known<Bounds>, world: &World<'_>, trace: &mut Trace) -> Known<Bounds> {
    let (joined, (low, high)) = both(joined, service(world, trace))?;
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
fn laminated_at(layer: Layer<'_>, trace: &mut Trace) -> Known<Bounds> {
    let world = layer.world;
    let part = layer.part(trace)?;
    let laminates = |process: Process<'_>| process.flag(LAMINATES, &mut Trace::off()) == Ok(true);
    let step = (0..world.steps.len()).find(|step| {
        let view = &world.steps[*step];
        view.adds.contains(&part.index) && view.process.is_some_and(|process| laminates(Process::at(world, process.into())))
    });
    cold_is_room(match (step, world.parts[part.index].process) {
        (Some(step), _) => heat_of_step(Step::at(world, step), trace),
        (None, Some(process)) if laminates(Process::at(world, process.into())) => {
            heat_of(Process::at(world, process.into()), trace)
        }
        _ => Err(Lack::RuledOut),
    })
}

/// The temperature at which a bond of a joint sets: that of the step or of the process that makes it, and room temperature if it is cold.
fn bonded_at(joint: Joint<'_>, trace: &mut Trace) -> Known<Bounds> {
    let step = makers(joint.world, joint.index).next();
    cold_is_room(step.map_or(Err(Lack::RuledOut), |step| heat_of_step(Step::at(joint.world, step), trace)))
}

fn cold_is_room(heat: Known<Bounds>) -> Known<Bounds> {
    heat.or_else(|lack| if lack == Lack::RuledOut { Ok(Bounds::exact(ROOM, None)) } else { Err(lack) })
}

/// The heat of a step: as given, otherwise what its process brings.
fn heat_of_step(step: Step<'_>, trace: &mut Trace) -> Known<Bounds> {
    if step.world.steps[step.index].step.temperature.is_given() {
        return step.set_point(trace);
    }
    heat_of(step.process(trace)?, trace)
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
