//! Loads on parts: what lies on a cushion and what hangs from a handle.

use super::wall;
use crate::facts::given::{amount, derived};
use crate::facts::typed::{Environment, Part, Thing as _};
use crate::facts::{Known, Trace, borne, both};
use crate::formulas::foam;
use crate::quantity::Bounds;

/// Weight of what is protected by the area that carries it.
pub(super) fn static_stress(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let area = amount(&part.given().support_area, trace, || part.path("support_area"));
    let mass = match part.world.spec.design.get().and_then(|about| about.protects.get()) {
        Some(protects) => amount(&protects.mass, trace, || "design.protects.mass".to_owned()),
        None => trace.unknown(|| "design.protects.mass".to_owned()),
    };
    let (mass, area) = both(mass, area)?;
    derived([mass, area], "kPa", |[mass, area]| foam::static_stress(mass, area))
}

/// Deceleration of what lies on it if it is slowed down evenly over all of its thickness.
pub(super) fn least_deceleration(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let height = Environment::at(part.world, 0).drop_height(trace);
    let (height, thickness) = both(height, wall::cushion(part, trace))?;
    derived([height, thickness], "G", |[height, thickness]| match thickness {
        // A pocket may go right through the block.
        0.0 => Some(f64::INFINITY),
        _ => foam::least_deceleration(height, thickness),
    })
}

/// Whether it is rated for what one piece of it bears.
pub(super) fn rated(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    borne::is_rated_for(part.rated_load(trace), part.borne_load(trace))
}

/// The load that one piece of it bears.
pub(super) fn on_one_piece(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    // Nothing says how many of several pieces take the load at once.
    let pieces = |trace: &mut Trace| part.pieces(trace).map(|pieces| Bounds::between(1.0, pieces.high, pieces.unit));
    borne::load_on_one(part.world, &part.given().bears, pieces, trace, |key| part.path(key))
}
