//! How thick a part is: its wall with its extremes, and all its layers.

use super::millimeters;
use crate::design::{Quantity, Thickness, Tolerance, Wall};
use crate::facts::given::{amount, bounds, field};
use crate::facts::typed::{Part, Thing};
use crate::facts::{Known, Lack, Trace, World, both};
use crate::quantity::Bounds;
use crate::yaml::{Field, TextOr};

/// The nominal wall.
pub(super) fn nominal(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    wall(part, |wall| &wall.nominal, |_| 0.0, trace)
}

/// The thinnest wall.
pub(super) fn thinnest(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    wall(part, |wall| &wall.min, |tolerance| tolerance.lower.si, trace)
}

/// The thickest wall.
pub(super) fn thickest(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    wall(part, |wall| &wall.max, |tolerance| tolerance.upper.si, trace)
}

/// One of the three walls; a plain wall is all of them.
fn wall(
    part: Part<'_>,
    pick: fn(&Wall) -> &Field<Quantity<Thickness>>,
    deviation: fn(&Tolerance) -> f64,
    trace: &mut Trace,
) -> Known<Bounds> {
    let path = || part.path("wall");
    match part.given().wall.get() {
        None => trace.unknown(path),
        Some(TextOr::Text(wall)) => {
            trace.given(part.given().wall.span());
            Ok(bounds(wall))
        }
        Some(TextOr::Long(long)) if pick(long).is_given() => amount(pick(long), trace, path),
        Some(TextOr::Long(long)) => {
            let nominal = amount(&long.nominal, trace, || part.path("wall.nominal"))?;
            // Without extremes of its own the wall varies by its tolerance.
            let deviation = long.tolerance.get().map_or(0.0, deviation);
            Ok(Bounds { low: nominal.low + deviation, high: nominal.high + deviation, ..nominal })
        }
    }
}

/// Thickness of all layers of a part.
pub(super) fn of_layers(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let mut total = Ok(millimeters(0.0));
    for layer in part.layers(trace)? {
        let (sum, thickness) = (total, layer.thickness(trace));
        total = both(sum, thickness).map(|(sum, thickness)| Bounds {
            low: sum.low + thickness.low,
            high: sum.high + thickness.high,
            ..sum
        });
    }
    if part.view().layers.is_empty() { Err(Lack::Unknown) } else { total }
}

/// Least and largest thickness of a part as tolerances allow, in m: of all its layers, or of its wall.
pub(in crate::facts) fn thickness_range(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(f64, f64)> {
    let part = Part::at(world, i);
    if part.view().layers.is_empty() {
        let (thinnest, thickest) = both(part.wall_min(trace), part.wall_max(trace)).ok()?;
        return Some((thinnest.low, thickest.high));
    }
    let mut total = Some((0.0, 0.0));
    for layer in &part.view().layers {
        let view = &world.layers[*layer];
        let thickness = field(&view.layer.thickness, trace, || part.path(&format!("layers.{}.thickness", view.number)));
        total = total.zip(thickness).map(|((least, most), layer)| (least + layer.least(), most + layer.most()));
    }
    total
}
