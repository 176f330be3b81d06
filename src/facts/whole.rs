//! What all parts of a design come to together: the room for the device, and money.

use super::given::{amount, bounds, derived, elements, stands};
use super::typed::{Design, Part, Production, Thing};
use super::{Known, Lack, Trace, both};
use crate::design::{Extent, Protects, Quantity};
use crate::knowledge::Table;
use crate::quantity::{Bounds, Unit, find_unit};
use crate::vocabulary::{FactId, figure};
use crate::world::figures::{ALIGNS_CHARGER, MOLDED_ONTO, holds};
use crate::yaml::Field;

/// Least by which the largest part is longer and wider inside than the device. Parts without a size may be larger.
pub(super) fn device_room(design: Design<'_>, trace: &mut Trace) -> Known<Bounds> {
    let path = || "design.protects.size".to_owned();
    let protects: Option<&Protects> = design.protects();
    let Some(protects) = protects else { return trace.unknown(path) };
    let device = longest(lengths(&protects.size, trace, path)?);
    let mut room = Bounds::exact(f64::NEG_INFINITY, find_unit("mm"));
    let all = design.all::<Part<'_>>();
    let may: Vec<Part<'_>> = all.iter().copied().filter(|part| may_enclose(*part, device)).collect();
    if may.is_empty() && !all.is_empty() {
        let part = all.iter().find(|part| part.made(&mut Trace::off()) == Ok(true)).unwrap_or(&all[0]);
        return trace.unknown(|| part.path("cavity"));
    }
    for part in may {
        let Ok(size) = inside(part, trace) else {
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

/// Whether a part is known to be as long and as wide as the device, as what goes around it is.
pub(super) fn spans_device(part: Part<'_>, trace: &mut Trace) -> bool {
    let Some(protects) = Design::at(part.world, 0).protects() else { return false };
    let (size, device) = (&part.given().size, &protects.size);
    let off = &mut Trace::off();
    let both = both(lengths(size, off, String::new), lengths(device, off, String::new));
    let spans =
        both.is_ok_and(|(size, device)| longest(size).iter().zip(longest(device)).all(|(one, other)| one.low >= other.high));
    if spans {
        trace.given_at(size.span(), || part.path("size"));
        trace.given_at(device.span(), || "design.protects.size".to_owned());
    }
    spans
}

/// A part less than half as wide for its length as the device, or the other way around, is a strip beside it, such as a handle.
const STRIP: f64 = 0.5;

/// Whether a part could be what the device lies in, whatever slip of a unit made it small: no strip, no sheet that is joined to
/// nothing else that is made, and nothing bought that is smaller on every side.
fn may_enclose(part: Part<'_>, device: [Bounds; 2]) -> bool {
    let given = part.given();
    let off = &mut Trace::off();
    let Ok(size) = lengths(&given.size, off, String::new) else { return true };
    if given.cavity.is_given() {
        return true;
    }
    let [length, width] = longest(size);
    // Of a range both ends have to say so.
    let least = [length.low / device[0].high, width.low / device[1].high];
    let most = [length.high / device[0].low, width.high / device[1].low];
    let strip = most[1] < STRIP * least[0] || most[0] < STRIP * least[1];
    let smaller = part.made(off) == Ok(false) && most.iter().all(|share| *share < 1.0);
    let thinnest = size.iter().map(|side| side.high).fold(f64::INFINITY, f64::min);
    let sheet = part.total_thickness(off).is_ok_and(|thick| thinnest < 2.0 * thick.low);
    !(strip || smaller || sheet && alone(part))
}

/// Whether no joint makes more of a sheet with another part that is made: none holds the two together, or one is molded flat onto
/// the other.
fn alone(part: Part<'_>) -> bool {
    let world = part.world;
    let flat = |method: u16| holds(world, MOLDED_ONTO, method.into());
    let joints = world.joints.iter().filter(|joint| joint.parts.contains(&part.index) && !joint.method.is_some_and(flat));
    let joined = joints.flat_map(|joint| &joint.parts);
    let mut others = joined.filter(|other| **other != part.index);
    !others.any(|other| Part::at(world, *other).made(&mut Trace::off()) != Ok(false))
}

/// Length, width and height within a part: of its cavity, otherwise of its size without the walls on both sides, if a mold or die
/// gave it walls. The thinnest wall that is given leaves most; where no wall is known all up to the outside may be free.
fn inside(part: Part<'_>, trace: &mut Trace) -> Known<[Bounds; 3]> {
    const USES_MOLD: FactId = figure(Table::Process, "uses_mold");
    let given = part.given();
    if given.cavity.is_given() {
        return lengths(&given.cavity, trace, || part.path("cavity"));
    }
    let size = lengths(&given.size, trace, || part.path("size"))?;
    match part.process(trace).and_then(|process| process.flag(USES_MOLD, trace)) {
        Ok(false) | Err(Lack::RuledOut) => return Ok(size),
        Ok(true) | Err(Lack::Unknown) => {}
    }
    let made = part.process(&mut Trace::off()).is_ok();
    let thick = if made { part.total_thickness(trace) } else { Err(Lack::Unknown) };
    let (thin, thick) = match thick {
        Ok(thick) => (
            part.wall_min(&mut Trace::off()).map_or(thick.low, |least| if least.low > 0.0 { least.low } else { thick.low }),
            thick.high,
        ),
        Err(_) => (0.0, f64::INFINITY),
    };
    if thin < thick {
        trace.need::<()>(|| part.path("cavity"));
    }
    Ok(size.map(|side| Bounds { low: side.low - 2.0 * thick, high: side.high - 2.0 * thin, ..side }))
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
    given: &Field<Vec<Field<Quantity<Extent>>>>,
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

/// Cost of all tools that are described: at least that of those whose cost is known. Of each as many are counted as the volume wears
/// out, and one where that is not known.
pub(super) fn tools_cost(design: Design<'_>, trace: &mut Trace) -> Bounds {
    let costs: Vec<Bounds> = design
        .all::<Part<'_>>()
        .into_iter()
        .filter_map(|part| Some((part, design.world.parts[part.index].part.tool.get()?)))
        .map(|(part, tool)| {
            let cost = amount(&tool.cost, trace, || format!("parts.{}.tool.cost", design.world.parts[part.index].id));
            let cost = cost.unwrap_or(Bounds::between(0.0, f64::INFINITY, find_unit("USD")));
            let tools = part.tools_worn(&mut Trace::off()).unwrap_or(Bounds::exact(1.0, None));
            if tools.low > 1.0 {
                // More than one is told by the life of the tool and the volume.
                let _ = part.tools_worn(trace);
            }
            Bounds { low: cost.low * tools.low, high: cost.high * tools.high, ..cost }
        })
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
