//! The adhesives that set in a step, and what has not set yet when one runs.

use super::super::typed::{Joint, Layer, List, Material, Part, Step, Thing};
use super::super::{Item, Kind, Known, Lack, Trace, Value, World, ask};
use super::rest::rest_between;
use crate::knowledge::Table;
use crate::quantity::Bounds;
use crate::vocabulary::{FactId, fact, figure};

const LAMINATES: FactId = figure(Table::Process, "laminates");
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

/// Whether an adhesive of a step is laid on hot, as a hot melt is.
pub(super) fn laid_on_hot(step: Step<'_>) -> bool {
    const APPLICATION_TEMPERATURE: FactId = figure(Table::Material, "application_temperature");
    adhesives(step).into_iter().any(|adhesive| adhesive.figure(APPLICATION_TEMPERATURE, &mut Trace::off()).is_ok())
}

/// The layers that a step joins to the ones before them: those of the parts that it adds, if it laminates.
fn laminated(step: Step<'_>) -> impl Iterator<Item = usize> {
    let world = step.world;
    let laminates = step.is(LAMINATES);
    let parts = step.view().adds.iter().filter(move |_| laminates);
    parts.flat_map(|part| &world.parts[*part].layers).copied()
}

/// The layers that a step joins of which nothing says by what.
fn unsaid_bonds(step: Step<'_>) -> impl Iterator<Item = usize> {
    let unsaid = |layer: &usize| {
        let view = &step.world.layers[*layer];
        view.number > 0 && !view.layer.bond.is_given()
    };
    laminated(step).filter(unsaid)
}

fn ask_for_bonds(world: &World<'_>, layers: impl IntoIterator<Item = usize>, trace: &mut Trace) {
    for layer in layers {
        trace.need::<()>(|| format!("{}.bond", world.path(Item::new(Kind::Layer, layer))));
    }
}

/// Whether an adhesive, film or tape sets in a step: in one of the joints it makes, or between layers if it laminates.
pub(super) fn glues(step: Step<'_>, trace: &mut Trace) -> Known<bool> {
    const GLUED: FactId = fact(Kind::Joint, "glued");
    const BONDED: FactId = fact(Kind::Layer, "bonded");
    let world = step.world;
    let joints = step.view().makes.iter().map(|joint| (GLUED, Item::new(Kind::Joint, *joint)));
    let layers = laminated(step).map(|layer| (BONDED, Item::new(Kind::Layer, layer)));
    let answers: Vec<Known<Value>> = joints.chain(layers).map(|(fact, of)| ask(fact, world, of, trace)).collect();
    if answers.contains(&Ok(Value::Flag(true))) {
        return Ok(true);
    }
    step.makes(trace)?;
    may_laminate(step, trace)?;
    if answers.contains(&Err(Lack::Unknown)) { Err(Lack::Unknown) } else { Ok(false) }
}

/// Asks for what would say whether a step joins layers: its process, the parts it adds, and of what those are made.
fn may_laminate(step: Step<'_>, trace: &mut Trace) -> Known<()> {
    let world = step.world;
    let layered = |part: usize| world.parts[part].layers.len() > 1 || !world.unsaid_material(part).is_empty();
    let told = step.view().process.is_some();
    if told && !step.is(LAMINATES) {
        return Ok(());
    }
    if !step.given().adds.is_given() && world.unadded().any(layered) {
        return trace.unknown(|| step.path("adds"));
    }
    let mut adds = step.view().adds.iter().copied();
    match adds.find(|part| if told { !world.unsaid_material(*part).is_empty() } else { layered(*part) }) {
        Some(part) if told => Part::at(world, part).layered(trace).map(|_| ()),
        Some(_) => step.process(trace).map(|_| ()),
        None => Ok(()),
    }
}

/// The largest (or smallest) of a figure over the adhesives of a step; those without the figure are needs. Where a bond of its
/// layers is not said it may be more (or less).
pub(super) fn adhesive_figure(step: Step<'_>, fact: FactId, largest: bool, trace: &mut Trace) -> Known<Bounds> {
    let mut chosen: Option<Bounds> = None;
    for adhesive in adhesives(step) {
        let Ok(found) = adhesive.figure(fact, trace) else { continue };
        if chosen.is_none_or(|best| if largest { found.low > best.low } else { found.low < best.low }) {
            chosen = Some(found);
        }
    }
    let unsaid: Vec<usize> = unsaid_bonds(step).collect();
    let open = !unsaid.is_empty();
    ask_for_bonds(step.world, unsaid, trace);
    let end = |known: Bounds| match (open, largest) {
        (false, _) => known,
        (true, true) => Bounds { high: f64::INFINITY, ..known },
        (true, false) => Bounds { low: 0.0, ..known },
    };
    chosen.map(end).ok_or(Lack::Unknown)
}

/// Joints made before a step whose adhesive has not had its cure time when the step runs.
pub(super) fn uncured<'w>(step: Step<'w>, trace: &mut Trace) -> Known<List<Joint<'w>>> {
    let world = step.world;
    let (mut found, mut open) = (Vec::new(), false);
    for maker in (0..world.steps.len()).filter(|maker| world.sequence.is_before(*maker, step.index)) {
        for joint in &world.steps[maker].makes {
            let Some(adhesive) = world.joints[*joint].adhesive else {
                open |= Joint::at(world, *joint).glued(trace) == Err(Lack::Unknown);
                continue;
            };
            let cure = Material::at(world, adhesive).figure(CURE_TIME, trace);
            let (rest, complete) = rest_between(world, maker, step.index, trace);
            let cure = cure?;
            if rest < cure.low && !complete {
                return trace.unknown(|| super::super::path_of_step(world, maker, "wait"));
            }
            if rest < cure.low {
                trace.given(world.steps[maker].span);
                found.push(Joint::at(world, *joint));
            }
        }
    }
    if found.is_empty() {
        // A joint that no step makes may have been made before.
        if world.unmade().any(|joint| Joint::at(world, joint).glued(&mut Trace::off()) != Ok(false)) {
            return trace.unknown(|| "assembly".to_owned());
        }
        if open {
            return Err(Lack::Unknown);
        }
    }
    Ok(found)
}

/// Bonds of layered parts that an earlier step laminated and that have not had their cure time when the step runs.
pub(super) fn uncured_bonds<'w>(step: Step<'w>, trace: &mut Trace) -> Known<List<Layer<'w>>> {
    let world = step.world;
    let (mut found, mut unsaid) = (Vec::new(), Vec::new());
    for order in crate::world::order::before(world, step.index) {
        let earlier = Step::at(world, order.earlier);
        unsaid.extend(unsaid_bonds(earlier));
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
    if found.is_empty() && !unsaid.is_empty() {
        ask_for_bonds(world, unsaid, trace);
        return Err(Lack::Unknown);
    }
    Ok(found)
}
