//! What the resin or fiber of a part does, and what it was before: runners of the own process, or used products.

use crate::facts::figures::NEVER_MELTS;
use crate::facts::given::{amount, derived, is_none, text};
use crate::facts::typed::{Material, Part};
use crate::facts::{FactId, Known, Lack, Trace, both};
use crate::formulas::molding;
use crate::knowledge::Table;
use crate::quantity::Bounds;
use crate::vocabulary::figure;

const INJECTS_MELT: FactId = figure(Table::Process, "injects_melt");

const SHRINKAGE_DIFFERENCE: FactId = figure(Table::Material, "shrinkage_difference");

const RECYCLED: FactId = figure(Table::Material, "recycled");

/// How far its ends shrink apart along and across the flow.
pub(super) fn shrinkage_spread(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let length = part.length(trace);
    let difference = part.material(trace).and_then(|material| material.figure(SHRINKAGE_DIFFERENCE, trace));
    let (length, difference) = both(length, difference)?;
    derived([length, difference], "mm", |[length, difference]| molding::shrinkage_spread(length, difference))
}

/// The least way of its melt to its farthest end. Whatever its shape, no single gate is nearer to both ends than half its length,
/// and none of several is nearer to all of it than their share of that. Where no gates are said there may be any number.
pub(super) fn flow_length(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let Some(given) = part.given().tool.get().map(|tool| &tool.gates).filter(|gates| gates.is_given()) else {
        let length = part.length(trace)?;
        trace.need::<()>(|| part.path("tool.gates"));
        return derived([length], "mm", |[length]| molding::least_flow_length(length, 1.0)).map(|way| Bounds { low: 0.0, ..way });
    };
    let (length, gates) = both(part.length(trace), amount(given, trace, || part.path("tool.gates")))?;
    derived([length, gates], "mm", |[length, gates]| molding::least_flow_length(length, gates))
}

/// Whether one of its materials turns into a melt: of a part of layers any of them.
pub(super) fn melts(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    let melts = |material: Known<Material<'_>>, trace: &mut Trace| material?.flag(NEVER_MELTS, trace).map(|never| !never);
    let layers = part.layers(trace)?;
    if layers.is_empty() {
        let material = part.material(trace);
        return melts(material, trace);
    }
    let mut open = false;
    for layer in &layers {
        let material = layer.material(trace);
        match melts(material, trace) {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(_) => open = true,
        }
    }
    if open { Err(Lack::Unknown) } else { Ok(false) }
}

/// Whether regrind is used: as the share says; without a share only what is not injected has none.
pub(super) fn uses_regrind(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    if part.given().regrind.is_given() {
        return match part.regrind(trace)? {
            share if share.low > 0.0 => Ok(true),
            share if share.high > 0.0 => trace.unknown(|| part.path("regrind")),
            _ => Ok(false),
        };
    }
    // Sprues and rejects of molten resin are ground and fed again unless somebody forbids it.
    let molten = part.made(trace)? && part.process(trace)?.flag(INJECTS_MELT, trace)?;
    if molten { trace.unknown(|| part.path("regrind")) } else { Ok(false) }
}

/// Whether a share of used products is claimed; of a material that holds some it is asked how much.
pub(super) fn claims_recycled(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    if part.given().recycled.is_given() {
        return part.recycled(trace).map(|share| share.high > 0.0);
    }
    let holds = part.material(&mut Trace::off()).and_then(|material| material.flag(RECYCLED, &mut Trace::off()));
    if holds == Ok(true) { trace.unknown(|| part.path("recycled")) } else { Ok(false) }
}

/// Whether a certificate of the share of used products is named.
pub(super) fn proves_recycled(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    text(&part.given().recycled_proof, trace, || part.path("recycled_proof")).map(|proof| !is_none(&proof))
}
