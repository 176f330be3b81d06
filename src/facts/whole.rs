//! What all parts of a design come to together: the room for the device, and money.

use super::given::{amount, bounds, derived, elements, stands};
use super::typed::{Design, Part, Production, Thing};
use super::{Known, Lack, Trace, both};
use crate::design::{Length, Protects, Quantity};
use crate::quantity::{Bounds, Unit, find_unit};
use crate::world::figures::{ALIGNS_CHARGER, holds};
use crate::yaml::Field;

/// Least by which the largest part is longer and wider than the device. Parts without a size may be larger.
pub(super) fn device_room(design: Design<'_>, trace: &mut Trace) -> Known<Bounds> {
    let path = || "design.protects.size".to_owned();
    let protects: Option<&Protects> = design.protects();
    let Some(protects) = protects else { return trace.unknown(path) };
    let device = longest(lengths(&protects.size, trace, path)?);
    let mut room = Bounds::exact(f64::NEG_INFINITY, find_unit("mm"));
    for part in &design.world.parts {
        let Ok(size) = lengths(&part.part.size, trace, || format!("parts.{}.size", part.id)) else {
            room.high = f64::INFINITY;
            continue;
        };
        let spare = |part: fn(Bounds) -> f64, device_at: fn(Bounds) -> f64| {
            longest(size).iter().zip(device).map(|(side, other)| part(*side) - device_at(other)).fold(f64::INFINITY, f64::min)
        };
        let (least, most) = (spare(|side| side.low, |side| side.high), spare(|side| side.high, |side| side.low));
        room = Bounds { low: room.low.max(least), high: room.high.max(most), ..room };
    }
    if room.low == f64::NEG_INFINITY && room.high == f64::INFINITY { Err(Lack::Unknown) } else { Ok(room) }
}

/// Thickness of the case under a charger, as far as the walls tell: at least the thinnest wall of a part that carries the
/// magnets which line the charger up.
pub(super) fn wall_of_charging_array(design: Design<'_>, trace: &mut Trace) -> Known<Bounds> {
    let world = design.world;
    let lines_up = |part: &usize| world.uses.iter().any(|used| used.part == *part && holds(world, ALIGNS_CHARGER, used.material));
    let rings = world.joints.iter().filter(|joint| joint.parts.iter().any(lines_up));
    let carriers = rings.flat_map(|joint| joint.parts.iter().copied()).filter(|part| !lines_up(part));
    let walls = carriers.filter_map(|part| Part::at(world, part).wall_min(trace).ok()).map(|wall| wall.low);
    let least = walls.fold(0.0, f64::max);
    if least > 0.0 { Ok(Bounds::between(least, f64::INFINITY, find_unit("mm"))) } else { Err(Lack::Unknown) }
}

/// Length, width and height as they are given.
pub(super) fn lengths(
    given: &Field<Vec<Field<Quantity<Length>>>>,
    trace: &mut Trace,
    path: impl FnOnce() -> String,
) -> Known<[Bounds; 3]> {
    let sides: Vec<Bounds> = elements(given).map(|(side, _)| bounds(side)).collect();
    match (given.get(), sides.try_into()) {
        (Some(list), Ok(sides)) => {
            stands(given, list, trace, path());
            Ok(sides)
        }
        _ => trace.unknown(path),
    }
}

/// The two longest of three sides, the longest first.
fn longest(sides: [Bounds; 3]) -> [Bounds; 2] {
    let sorted = |end: fn(&Bounds) -> f64| {
        let mut ends: Vec<f64> = sides.iter().map(end).collect();
        ends.sort_by(|one, other| other.total_cmp(one));
        ends
    };
    let (low, high) = (sorted(|side| side.low), sorted(|side| side.high));
    [0, 1].map(|rank| Bounds { low: low[rank], high: high[rank], ..sides[0] })
}

/// Cost of all pieces of one case: at least that of the parts whose cost is known.
pub(super) fn parts_cost(design: Design<'_>, trace: &mut Trace) -> Bounds {
    let costs: Vec<Bounds> = design
        .all::<Part<'_>>()
        .into_iter()
        .map(|part| {
            let cost = part.cost(trace).unwrap_or(Bounds::between(0.0, f64::INFINITY, find_unit("USD")));
            let pieces = part.pieces(trace).unwrap_or(Bounds::exact(1.0, None));
            Bounds { low: cost.low * pieces.low, high: cost.high * pieces.high, ..cost }
        })
        .collect();
    sum(&costs, find_unit("USD"))
}

/// Cost of all tools that are described: at least that of those whose cost is known.
pub(super) fn tools_cost(design: Design<'_>, trace: &mut Trace) -> Bounds {
    let costs: Vec<Bounds> = design
        .world
        .parts
        .iter()
        .filter_map(|part| Some((part.id, part.part.tool.get()?)))
        .map(|(id, tool)| amount(&tool.cost, trace, || format!("parts.{id}.tool.cost")))
        .map(|cost| cost.unwrap_or(Bounds::between(0.0, f64::INFINITY, find_unit("USD"))))
        .collect();
    sum(&costs, find_unit("USD"))
}

/// Time until the last of the tools that are described is there; needs that of each.
pub(super) fn tools_time_left(design: Design<'_>, trace: &mut Trace) -> Known<Bounds> {
    let tooled = design.all::<Part<'_>>().into_iter().filter(|part| part.tooled(&mut Trace::off()) == Ok(true));
    let left: Vec<Known<Bounds>> = tooled.map(|part| part.tool_time_left(trace)).collect();
    let left = left.into_iter().collect::<Known<Vec<Bounds>>>()?;
    let last = |end: fn(&Bounds) -> f64| left.iter().map(end).fold(0.0, f64::max);
    Ok(Bounds::between(last(|time| time.low), last(|time| time.high), find_unit("weeks")))
}

/// Cost of all tools by unit of the lifetime volume.
pub(super) fn tools_cost_by_unit(design: Design<'_>, trace: &mut Trace) -> Known<Bounds> {
    let (cost, volume) = both(Ok(tools_cost(design, trace)), Production::at(design.world, 0).lifetime_volume(trace))?;
    derived([cost, volume], "USD", |[cost, volume]| (volume > 0.0).then(|| cost / volume))
}

/// The sum of what is known of some numbers.
pub(super) fn sum(numbers: &[Bounds], unit: Option<&'static Unit>) -> Bounds {
    Bounds::between(numbers.iter().map(|number| number.low).sum(), numbers.iter().map(|number| number.high).sum(), unit)
}
