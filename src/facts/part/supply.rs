//! What is ordered of a part, and what is left over.

use super::derived;
use crate::facts::given::amount;
use crate::facts::typed::Part;
use crate::facts::{Known, Trace, both};
use crate::formulas::cost;
use crate::quantity::Bounds;

/// Pieces of a part that one order of cases takes.
pub(super) fn pieces_per_order(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let order = match part.world.spec.production.get() {
        Some(production) => amount(&production.order_quantity, trace, || "production.order_quantity".to_owned()),
        None => trace.unknown(|| "production.order_quantity".to_owned()),
    };
    let (order, pieces) = both(order, part.pieces(trace))?;
    derived([order, pieces], "units", |[order, pieces]| Some(order * pieces))
}

/// Pieces that are left over of the smallest order that the supplier takes, after one order of cases.
pub(super) fn leftover(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let needed = part.pieces_per_order(trace);
    let (needed, minimum) = both(needed, part.minimum_order(trace))?;
    // Rises with the smallest order; falls, then stays at none, as more is needed.
    derived([needed, minimum], "units", |[needed, minimum]| cost::leftover(needed, minimum, 1.0, 0.0).map(|left| left.quantity))
}
