//! How thick a part is: its wall with its extremes, and all its layers.

use super::millimeters;
use crate::design::{Quantity, Thickness, Tolerance, Undecided as _, Wall};
use crate::facts::given::{amount, bounds, derived, field, quantity};
use crate::facts::typed::{Part, Process, Thing};
use crate::facts::{FactId, Known, Lack, Trace, World, both};
use crate::formulas::{molding, plate};
use crate::knowledge::Table;
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::figure;
use crate::yaml::{Field, TextOr};

const DRAWS: FactId = figure(Table::Process, "draws");
const DRAFT_TARGET: FactId = figure(Table::Process, "draft_target");
const TEXTURE_DRAFT: FactId = figure(Table::Process, "texture_draft");
const WALL: FactId = figure(Table::Material, "wall");
const YOUNGS_MODULUS: FactId = figure(Table::Material, "youngs_modulus");

/// The nominal wall: as given, or between the extremes.
pub(super) fn nominal(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let path = || part.path("wall");
    let given = &part.given().wall;
    match given.get() {
        None => trace.unknown(path),
        Some(TextOr::Text(wall)) => {
            if wall.is_range() {
                trace.closer(path);
            }
            if trace.is_on() {
                trace.is_field(path().into());
            }
            trace.given_at(given.span(), path);
            Ok(bounds(wall))
        }
        Some(TextOr::Long(long)) if long.nominal.is_given() => quantity(&long.nominal, trace, || part.path("wall.nominal")),
        Some(TextOr::Long(long)) => {
            trace.need::<()>(|| part.path("wall.nominal"));
            between(end(&long.min, trace, || part.path("wall.min")), end(&long.max, trace, || part.path("wall.max")))
        }
    }
}

/// Whether its ribs stand on the wall as solids of a thickness of their own; folds of the wall have none.
pub(super) fn solid_ribs(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    let Some(ribs) = part.given().ribs.get().filter(|ribs| !ribs.is_none()) else { return Ok(false) };
    if !ribs.thickness.is_given() {
        return trace.unknown(|| part.path("ribs.thickness"));
    }
    trace.given_at(ribs.thickness.span(), || part.path("ribs.thickness"));
    Ok(true)
}

/// Thickness of a cushion where something lies on it: its layers or its wall; of a block with pockets no more than its height.
pub(super) fn cushion(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if !part.view().layers.is_empty() {
        return total(part, trace);
    }
    if part.given().wall.is_given() {
        return nominal(part, trace);
    }
    trace.need::<()>(|| part.path("wall"));
    let height = part.depth(trace)?;
    Ok(Bounds::between(0.0, height.high, height.unit))
}

/// The thinnest wall as a fact of its own: the value of its field, where that is given.
pub(super) fn wall_min(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    extreme(part, |long| &long.min, "wall.min", trace).unwrap_or_else(|| thinnest(part, trace))
}

/// The thickest wall as a fact of its own.
pub(super) fn wall_max(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    extreme(part, |long| &long.max, "wall.max", trace).unwrap_or_else(|| thickest(part, trace))
}

/// An extreme of the wall as the value of its field.
fn extreme(
    part: Part<'_>,
    pick: fn(&Wall) -> &Field<Quantity<Thickness>>,
    key: &str,
    trace: &mut Trace,
) -> Option<Known<Bounds>> {
    let given = pick(long(part)?);
    given.is_given().then(|| quantity(given, trace, || part.path(key)))
}

/// Whether a value may stand at a field beside what else the design says of the same wall: the thinnest place is no thicker than
/// the nominal wall, and the thickest one no thinner. Of any other field nothing is said.
pub(crate) fn may_stand(world: &World<'_>, at: &str, value: f64) -> bool {
    let off = &mut Trace::off();
    let part = |key: &str| (0..world.parts.len()).map(|part| Part::at(world, part)).find(|part| part.path(key) == at);
    match (part("wall.min"), part("wall.max")) {
        (Some(part), _) => [part.wall(off), part.wall_max(off)].iter().flatten().all(|other| value <= other.high),
        (_, Some(part)) => [part.wall(off), part.wall_min(off)].iter().flatten().all(|other| value >= other.low),
        (None, None) => true,
    }
}

/// The thinnest wall: as given, otherwise what the tolerance leaves. A nominal wall alone only says that it is no thicker.
pub(super) fn thinnest(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if let Some(long) = long(part)
        && long.min.is_given()
    {
        return amount(&long.min, trace, || part.path("wall.min"));
    }
    if tolerance(part).is_some() {
        return toleranced(part, |tolerance| tolerance.lower.si, trace);
    }
    let wall = part.wall(trace)?;
    trace.need::<()>(|| part.path("wall.min"));
    between(None, Some(wall))
}

/// The thickest wall: as given, otherwise what the tolerance leaves. A nominal wall alone only says that it is no thinner.
pub(super) fn thickest(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if let Some(long) = long(part)
        && long.max.is_given()
    {
        return amount(&long.max, trace, || part.path("wall.max"));
    }
    if tolerance(part).is_some() {
        return toleranced(part, |tolerance| tolerance.upper.si, trace);
    }
    let wall = part.wall(trace)?;
    trace.need::<()>(|| part.path("wall.max"));
    between(Some(wall), None)
}

/// The wall, if it is written with keys.
fn long(part: Part<'_>) -> Option<&Wall> {
    match part.given().wall.get() {
        Some(TextOr::Long(long)) => Some(long),
        _ => None,
    }
}

/// The tolerance of the wall, however it is written.
fn tolerance(part: Part<'_>) -> Option<&Tolerance> {
    match part.given().wall.get()? {
        TextOr::Text(given) => given.tolerance.as_ref(),
        TextOr::Long(long) => long.tolerance.get(),
    }
}

/// One end of the wall at a place: it varies by its tolerance.
fn toleranced(part: Part<'_>, deviation: fn(&Tolerance) -> f64, trace: &mut Trace) -> Known<Bounds> {
    let wall = part.wall(trace)?;
    let deviation = tolerance(part).map_or(0.0, deviation);
    Ok(Bounds { low: wall.low + deviation, high: wall.high + deviation, ..wall })
}

/// An extreme of the wall, if it is given.
fn end(given: &Field<Quantity<Thickness>>, trace: &mut Trace, path: impl FnOnce() -> String) -> Option<Bounds> {
    if given.is_given() { amount(given, trace, path).ok() } else { None }
}

/// A wall of which only what is thinner and what is thicker is known; one of them has to be.
fn between(thinner: Option<Bounds>, thicker: Option<Bounds>) -> Known<Bounds> {
    let unit = thinner.or(thicker).ok_or(Lack::Unknown)?.unit;
    Ok(Bounds { low: thinner.map_or(0.0, |end| end.low), high: thicker.map_or(f64::INFINITY, |end| end.high), unit })
}

/// Pressure at which the largest face of a part bulges by half its wall, up to where small deflections are computed.
pub(super) fn bulge_pressure(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let modulus = part.material(trace).and_then(|material| material.figure(YOUNGS_MODULUS, trace));
    let sides = both(part.length(trace), part.width(trace));
    let ((modulus, wall), (length, width)) = both(both(modulus, part.wall(trace)), sides)?;
    derived([modulus, wall, length, width], "kPa", |[modulus, wall, length, width]| {
        plate::pressure_for_deflection(modulus, wall, length, width, 0.5)
    })
}

/// The process by which a sheet is formed: where its thickness decides about the process, that of its thickness. A part of
/// which no wall is given is taken for one of heavy sheet, as the process is named.
pub(super) fn process_of_sheet<'w>(part: Part<'w>, named: Process<'w>, trace: &mut Trace) -> Known<Process<'w>> {
    const GAUGED: FactId = figure(Table::Process, "gauged");
    const THIN_SHEET: FactId = figure(Table::Process, "thin_sheet");
    const THIN_SHEET_PROCESS: FactId = figure(Table::Process, "thin_sheet_process");
    let gauged = named.flag(GAUGED, &mut Trace::off()) == Ok(true);
    if !gauged || !part.given().wall.is_given() {
        return Ok(named);
    }
    let (sheet, thin) = both(at_a_place(part, Extreme::Most, trace), named.figure(THIN_SHEET, trace))?;
    if sheet.low >= thin.low {
        return Ok(named);
    }
    // Where the extremes are told of, the sheet is as thick as the thickest place.
    if tolerance(part).is_none() && long(part).is_some_and(|long| !long.max.is_given()) {
        return trace.unknown(|| part.path("wall.max"));
    }
    if sheet.high >= thin.low {
        return trace.unknown(|| part.path("wall"));
    }
    let other = named.word(THIN_SHEET_PROCESS, trace)?;
    let found = part.world.library.find(Table::Process, &other);
    found.map(|index| Process::at(part.world, index.into())).ok_or(Lack::Unknown)
}

/// Thickness of a part: of all its layers, otherwise its wall.
pub(super) fn total(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if part.view().layers.is_empty() && !part.given().layers.is_given() {
        return part.wall(trace);
    }
    let mut total = Ok(millimeters(0.0));
    for layer in part.layers(trace)? {
        let (sum, thickness) = (total, layer.thickness(trace));
        total = both(sum, thickness).map(|(sum, thickness)| Bounds {
            low: sum.low + thickness.low,
            high: sum.high + thickness.high,
            ..sum
        });
    }
    total
}

/// An extreme of the wall.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extreme {
    Least,
    Most,
}

/// How thin or thick the wall is where something goes through it: as its extremes and its tolerance say. Thick spots that
/// nobody mentions lie elsewhere.
fn at_a_place(part: Part<'_>, end: Extreme, trace: &mut Trace) -> Known<Bounds> {
    let long = long(part);
    match end {
        Extreme::Least if long.is_some_and(|long| long.min.is_given()) => thinnest(part, trace),
        Extreme::Most if long.is_some_and(|long| long.max.is_given()) => thickest(part, trace),
        Extreme::Least => toleranced(part, |tolerance| tolerance.lower.si, trace),
        Extreme::Most => toleranced(part, |tolerance| tolerance.upper.si, trace),
    }
}

/// How thin or thick a fastener finds the wall: one that is known to vary may be anything where nobody measured it.
fn under_fastener(part: Part<'_>, end: Extreme, trace: &mut Trace) -> Known<Bounds> {
    let extremes = long(part).is_some_and(|long| long.min.is_given() || long.max.is_given());
    let drawn = part.process(&mut Trace::off()).is_ok_and(|process| process.flag(DRAWS, &mut Trace::off()) == Ok(true));
    match end {
        Extreme::Least if extremes || drawn => thinnest(part, trace),
        Extreme::Most if extremes => thickest(part, trace),
        Extreme::Least | Extreme::Most => at_a_place(part, end, trace),
    }
}

/// Least or largest thickness of a part as tolerances allow: of all its layers, or of its wall.
pub(crate) fn thickness_at(part: Part<'_>, end: Extreme, trace: &mut Trace) -> Known<Bounds> {
    if part.view().layers.is_empty() {
        return under_fastener(part, end, trace);
    }
    let mut total = Some(0.0);
    for layer in &part.view().layers {
        let view = &part.world.layers[*layer];
        let thickness = field(&view.layer.thickness, trace, || part.path(&format!("layers.{}.thickness", view.number)));
        let reach = |layer: &Quantity<Thickness>| if end == Extreme::Least { layer.least() } else { layer.most() };
        total = total.zip(thickness).map(|(total, layer)| total + reach(layer));
    }
    total.map(|total| Bounds::exact(total, find_unit("mm"))).ok_or(Lack::Unknown)
}

/// Draft per side that the process usually has, and what the depth of the texture adds to it.
pub(super) fn draft_under_texture(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let depth = part.texture_depth(trace);
    let process = part.process(trace);
    let base = process.and_then(|process| process.figure(DRAFT_TARGET, trace));
    let each = process.and_then(|process| process.figure(TEXTURE_DRAFT, trace));
    let ((base, each), depth) = both(both(base, each), depth)?;
    derived([base, each, depth], "deg", |[base, each, depth]| molding::draft_under_texture(base, each, depth))
}

/// Whether the tables know which walls its resin fills.
pub(super) fn resin_walled(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    Ok(part.material(trace)?.figure(WALL, &mut Trace::off()).is_ok())
}
