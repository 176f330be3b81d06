//! The adhesives that set in a step, and what has not set yet when one runs.

use super::super::typed::{Joint, Layer, List, Material, Step, Thing};
use super::super::{Known, Lack, Trace};
use super::rest::rest_between;
use crate::knowledge::Table;
use crate::quantity::Bounds;
use crate::vocabulary::{FactId, figure};

pub(super) const CURE_TIME: FactId = figure(Table::Material, "cure_time");

/// The adhesives that set in a step: those of the joints it makes, and the bonds of the layered parts that it adds if it
/// laminates.
pub(super) fn adhesives(step: Step<'_>) -> List<Material<'_>> {
    let world = step.world;
    let mut found: Vec<usize> = step.view().makes.iter().filter_map(|joint| world.joints[*joint].adhesive).collect();
    found.extend(laminated(step).filter_map(|layer| world.layers[layer].bond));
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|adhesive| Material::at(world, adhesive)).collect()
}

/// The layers that a step joins to the ones before them: those of the parts that it adds, if it laminates.
fn laminated(step: Step<'_>) -> impl Iterator<Item = usize> {
    const LAMINATES: FactId = figure(Table::Process, "laminates");
    let world = step.world;
    let laminates = step.is(LAMINATES);
    let parts = step.view().adds.iter().filter(move |_| laminates);
    parts.flat_map(|part| &world.parts[*part].layers).copied()
}

/// The largest (or smallest) of a figure over the adhesives of a step; those without the figure are needs.
pub(super) fn adhesive_figure(step: Step<'_>, fact: FactId, largest: bool, trace: &mut Trace) -> Known<Bounds> {
    let mut chosen: Option<Bounds> = None;
    for adhesive in adhesives(step) {
        let Ok(found) = adhesive.figure(fact, trace) else { continue };
        if chosen.is_none_or(|best| if largest { found.low > best.low } else { found.low < best.low }) {
            chosen = Some(found);
        }
    }
    chosen.ok_or(Lack::Unknown)
}

/// Joints made before a step whose adhesive has not had its cure time when the step runs.
pub(super) fn uncured<'w>(step: Step<'w>, trace: &mut Trace) -> Known<List<Joint<'w>>> {
    let world = step.world;
    let mut found = Vec::new();
    for maker in (0..world.steps.len()).filter(|maker| world.sequence.is_before(*maker, step.index)) {
        for joint in &world.steps[maker].makes {
            let Some(adhesive) = world.joints[*joint].adhesive else { continue };
            let cure = Material::at(world, adhesive).figure(CURE_TIME, trace);
            let (rest, complete) = rest_between(world, maker, step.index, trace);
            let cure = cure?;
            if rest < cure.low && !complete {
                return trace.unknown(|| super::path(world, maker, "wait"));
            }
            if rest < cure.low {
                trace.given(world.steps[maker].span);
                found.push(Joint::at(world, *joint));
            }
        }
    }
    Ok(found)
}

/// Bonds of layered parts that an earlier step laminated and that have not had their cure time when the step runs.
pub(super) fn uncured_bonds<'w>(step: Step<'w>, trace: &mut Trace) -> Known<List<Layer<'w>>> {
    let world = step.world;
    let mut found = Vec::new();
    for order in super::super::order::before(world, step.index) {
        let earlier = Step::at(world, order.earlier);
        let bonds = laminated(earlier).filter_map(|layer| world.layers[layer].bond.map(|bond| (layer, bond)));
        for (layer, bond) in bonds {
            let bond = Material::at(world, bond);
            // What does not cure, such as a hot-melt film, has no cure time and is strong once it is cold.
            let Ok(cure) = bond.figure(CURE_TIME, &mut Trace::off()) else { continue };
            let (rest, complete) = rest_between(world, earlier.index, step.index, trace);
            if rest < cure.low && !complete {
                return trace.unknown(|| earlier.path("wait"));
            }
            if rest < cure.low {
                bond.figure(CURE_TIME, trace)?;
                trace.given(earlier.view().span);
                found.push(Layer::at(world, layer));
            }
        }
    }
    Ok(found)
}
