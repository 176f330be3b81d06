//! What goes through a step: the materials that it works on, and the parts that it shapes.

use super::super::typed::{List, Part, Records, Step, Thing, Use};
use super::super::{Item, Kind, Trace};
use crate::vocabulary::FactId;
use crate::world::order::parts_under;
use crate::world::sequence::adders;

/// The materials that a step works on, with the need for the rest where a part may go through it, or a material may be in one, of
/// which the design does not tell.
pub(super) fn worked_on<'w>(step: Step<'w>, trace: &mut Trace) -> Records<Use<'w>> {
    let world = step.world;
    let parts = parts_under(world, step.index);
    let mut needs: Vec<String> = parts.iter().flat_map(|part| world.unsaid_material(*part)).collect();
    let blank = |layer: &&usize| world.layers[**layer].material.is_none();
    let layers = parts.iter().flat_map(|part| &world.parts[*part].layers).filter(blank);
    needs.extend(layers.map(|layer| format!("{}.material", world.path(Item::new(Kind::Layer, *layer)))));
    if !step.given().of.is_given() && world.unadded().any(|part| !parts.contains(&part)) {
        needs.push("assembly".to_owned());
    }
    let whole = needs.is_empty();
    for need in needs {
        trace.need::<()>(|| need);
    }
    let uses = world.uses.iter().enumerate().filter(|(_, used)| parts.contains(&used.part));
    Records { things: uses.map(|(number, _)| Use::at(world, number)).collect(), whole }
}

/// The parts that a step may shape: those that it adds, and of those it names the ones that its process makes and that no step
/// brings in as made by it.
pub(super) fn shaped(step: Step<'_>, kind: FactId) -> List<Part<'_>> {
    let (world, view) = (step.world, step.view());
    if !step.is(kind) {
        return Vec::new();
    }
    let own = |part: &&usize| world.parts[**part].process == view.process;
    let made_before = |part: usize| adders(world, part).any(|adder| world.steps[adder].process == view.process);
    let named = view.of.iter().filter(own).filter(|part| !view.adds.contains(part) && !made_before(**part));
    view.adds.iter().chain(named).map(|part| Part::at(world, *part)).collect()
}
