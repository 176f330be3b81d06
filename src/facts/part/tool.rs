//! What the tool of a part has to do over the life of the product.

use super::{derived, whole};
use crate::design::{Production, Quantity, Sort};
use crate::facts::given::amount;
use crate::facts::typed::Part;
use crate::facts::{Known, Lack, Trace, World, both};
use crate::formulas::{line, tooling};
use crate::quantity::Bounds;
use crate::yaml::Field;

/// Shots over the life of the product as a share of the life of the tool.
pub(super) fn life_used(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if !part.given().tool.is_given() {
        return trace.unknown(|| part.path("tool"));
    }
    let tool = both(part.cavities(trace), part.tool_life(trace));
    let volume = production(part.world, "lifetime_volume", |production| &production.lifetime_volume, trace);
    let share = production(part.world, "target_yield", |production| &production.target_yield, trace);
    let ((cavities, life), (volume, share)) = both(tool, both(volume, share))?;
    let pieces = part.pieces(trace)?;
    derived([volume, pieces, cavities, share, life], "%", |[volume, pieces, cavities, share, life]| {
        let shots = tooling::shots_over_life(volume * pieces, whole(cavities)?, share)?;
        tooling::share_of_tool_life(shots, life)
    })
}

/// Cavities that the annual volume keeps busy.
pub(super) fn cavities_needed(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if !part.given().tool.is_given() {
        return trace.unknown(|| part.path("tool"));
    }
    let cycle = part.cycle(trace);
    let year = crate::facts::production::working_year(part.world, trace).ok_or(Lack::Unknown);
    let share = production(part.world, "target_yield", |production| &production.target_yield, trace);
    let volume = production(part.world, "annual_volume", |production| &production.annual_volume, trace);
    let ((cycle, (seconds, effectiveness)), (share, volume)) = both(both(cycle, year), both(share, volume))?;
    let pieces = part.pieces(trace)?;
    derived([volume, pieces, cycle, share], "", |[volume, pieces, cycle, share]| {
        line::cavity_load(volume * pieces, cycle, seconds, effectiveness, share)
    })
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
