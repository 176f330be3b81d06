//! What the tool of a part has to do over the life of the product.

use super::whole;
use crate::design::{Production, Quantity, Sort};
use crate::facts::given::amount;
use crate::facts::typed::Part;
use crate::facts::{Known, Lack, Trace, World, both};
use crate::formulas::{line, tooling};
use crate::quantity::{Bounds, find_unit};
use crate::yaml::Field;

/// No year has more seconds to work in, in s.
const WHOLE_YEAR: f64 = 366.0 * 86_400.0;

/// Shots over the life of the product as a share of the life of the tool. It rises with the volume and falls with all else.
pub(super) fn life_used(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if !part.given().tool.is_given() {
        return trace.unknown(|| part.path("tool"));
    }
    let tool = both(part.cavities(trace), part.tool_life(trace));
    let volume = both(lifetime_volume(part.world, trace), part.pieces(trace));
    let share = target_yield(part.world, trace);
    let ((cavities, life), (volume, pieces)) = both(tool, volume)?;
    let used = |volume: f64, pieces: f64, cavities: f64, share: f64, life: f64| {
        let shots = tooling::shots_over_life(volume * pieces, whole(cavities)?, share)?;
        tooling::share_of_tool_life(shots, life)
    };
    let low = used(volume.low, pieces.low, cavities.high, share.high, life.high);
    let high = used(volume.high, pieces.high, cavities.low, share.low, life.low);
    ends(low, high, "%")
}

/// Cavities that the annual volume keeps busy. They rise with the volume and the cycle and fall with all else.
pub(super) fn cavities_needed(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if !part.given().tool.is_given() {
        return trace.unknown(|| part.path("tool"));
    }
    let cycle = part.cycle(trace);
    let (seconds, effectiveness) = working_year(part.world, trace);
    let share = target_yield(part.world, trace);
    let volume = production(part.world, "annual_volume", |production| &production.annual_volume, trace);
    let (cycle, (volume, pieces)) = both(cycle, both(volume, part.pieces(trace)))?;
    let least = line::cavity_load(volume.low * pieces.low, cycle.low, seconds.high, effectiveness.high, share.high);
    let most = line::cavity_load(volume.high * pieces.high, cycle.high, seconds.low, effectiveness.low, share.low);
    ends(least, most, "")
}

/// What lies between the ends; the upper one is open where nothing bounds it.
fn ends(low: Option<f64>, high: Option<f64>, unit: &str) -> Known<Bounds> {
    let low = low.ok_or(Lack::Unknown)?;
    Ok(Bounds { low, high: high.unwrap_or(f64::INFINITY), unit: find_unit(unit) })
}

/// Units over the life of the product: where it is not said, no fewer than one order, and no fewer than one year.
fn lifetime_volume(world: &World<'_>, trace: &mut Trace) -> Known<Bounds> {
    let given = production(world, "lifetime_volume", |production| &production.lifetime_volume, trace);
    if given.is_ok() {
        return given;
    }
    let order = production(world, "order_quantity", |production| &production.order_quantity, &mut Trace::off());
    let year = production(world, "annual_volume", |production| &production.annual_volume, &mut Trace::off());
    let least = order.into_iter().chain(year).map(|units| units.low).reduce(f64::max);
    Ok(Bounds { low: least.ok_or(Lack::Unknown)?, high: f64::INFINITY, unit: find_unit("units") })
}

/// Good units out of units started: no more than all.
fn target_yield(world: &World<'_>, trace: &mut Trace) -> Bounds {
    let given = production(world, "target_yield", |production| &production.target_yield, trace);
    given.unwrap_or(Bounds { low: 0.0, high: 1.0, unit: find_unit("%") })
}

/// Working seconds of a year and the share of them in which something is made, as far as they are known.
fn working_year(world: &World<'_>, trace: &mut Trace) -> (Bounds, Bounds) {
    match crate::facts::production::working_year(world, trace) {
        Some((seconds, effectiveness)) => (Bounds::exact(seconds, None), Bounds::exact(effectiveness, None)),
        None => (Bounds { low: 0.0, high: WHOLE_YEAR, unit: None }, Bounds { low: 0.0, high: 1.0, unit: None }),
    }
}

/// A target of the production.
fn production<S: Sort>(
    world: &World<'_>,
    name: &str,
    pick: fn(&Production) -> &Field<Quantity<S>>,
    trace: &mut Trace,
) -> Known<Bounds> {
    let path = || format!("production.{name}");
    match world.spec.production.get() {
        Some(production) => amount(pick(production), trace, path),
        None => trace.unknown(path),
    }
}
