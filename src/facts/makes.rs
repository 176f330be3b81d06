//! Whether a process makes parts of a material, or works on it, as the tables say.

use super::typed::{List, Material, Part, Process, Step, Thing};
use super::{Known, Lack, Origin, Trace, Word, World};
use crate::knowledge::{Ability, Entry, Makes, Table};
use crate::vocabulary::FactId;
use crate::world::figures::{METALLIC, PLATES, holds};
use crate::world::views::StepView;

/// The entry of a process.
fn entry(process: Process<'_>) -> &'static Entry<'static> {
    process.world.library.entry(Table::Process, u16::try_from(process.index).unwrap_or(0))
}

/// The row of a process about a material, or what would have to be in the tables. Of a word that means one of several the process
/// tells that one is meant of which it makes parts.
fn row<'w>(process: Process<'w>, material: Material<'w>, trace: &mut Trace) -> Known<&'static Makes<'static>> {
    let (maker, world) = (entry(process), process.world);
    let rows: Vec<_> = world.meant_entries(material.index).map(|made| maker.makes(made)).collect();
    if rows.is_empty() {
        return trace.unknown(|| format!("materials.{}.like", world.materials[material.index].id));
    }
    let can = rows.iter().flatten().find(|row| row.answer == Ability::Can);
    let Some(row) = can.or_else(|| rows.iter().flatten().next().filter(|_| !rows.contains(&None))) else {
        return trace.unknown(|| format!("processes.{}.makes", maker.id));
    };
    let (table, property) = (Table::Process, "makes");
    trace.origin(|| Origin::Table { table, entry: maker.id, property, basis: row.basis, sources: &row.sources });
    Ok(row)
}

/// Whether a process makes parts of a material.
pub(super) fn of_material<'w>(process: Process<'w>, material: Material<'w>, trace: &mut Trace) -> Known<bool> {
    row(process, material, trace).map(|row| row.answer == Ability::Can)
}

/// The materials of a part, of all its layers.
fn materials<'w>(part: Part<'w>, trace: &mut Trace) -> Known<List<Material<'w>>> {
    let layers = part.layers(trace)?;
    if layers.is_empty() {
        return part.material(trace).map(|material| vec![material]);
    }
    layers.into_iter().map(|layer| layer.material(trace)).collect()
}

/// Whether a process makes parts of what a part is made of. A layered part is made by it if one of its layers is: the others
/// are put in or on. It is not only if none is.
pub(super) fn of_part<'w>(process: Process<'w>, part: Part<'w>, trace: &mut Trace) -> Known<bool> {
    let mut found = Ok(false);
    for material in materials(part, trace)? {
        match of_material(process, material, trace) {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(lack) => found = Err(lack),
        }
    }
    found
}

/// Why a process makes no part of a material.
pub(super) fn reason_of<'w>(process: Process<'w>, material: Material<'w>, trace: &mut Trace) -> Known<Word> {
    row(process, material, trace).map(|row| row.why.into())
}

/// Why a process makes no part of what a part is made of: of its first layer, if it has layers.
pub(super) fn reason<'w>(process: Process<'w>, part: Part<'w>, trace: &mut Trace) -> Known<Word> {
    let first = materials(part, trace)?.into_iter().next();
    first.map_or(Err(Lack::Unknown), |material| reason_of(process, material, trace))
}

/// The parts on which a step works although its process cannot. Where the step names no part it works on all that are
/// there and is meant for those on which it works: then none of them may do.
pub(super) fn refused<'w>(step: Step<'w>, trace: &mut Trace) -> Known<List<Part<'w>>> {
    let (world, view) = (step.world, &step.world.steps[step.index]);
    let process = step.process(trace)?;
    let named: Vec<usize> = view.of.iter().chain(&view.adds).copied().collect();
    let all = named.is_empty();
    let there = if all { before(world, step.index) } else { named };
    let (mut found, mut open, mut works) = (Vec::new(), Ok(()), false);
    for part in there.into_iter().filter(|part| world.parts[*part].process != view.process) {
        let part = Part::at(world, part);
        match of_part(process, part, trace) {
            Ok(true) => works = true,
            Ok(false) => found.push(part),
            Err(lack) => open = Err(lack),
        }
    }
    match (all, works) {
        (true, true) => Ok(Vec::new()),
        (true, false) => open.map(|()| found),
        (false, _) if found.is_empty() => open.map(|()| found),
        (false, _) => Ok(found),
    }
}

/// The parts that came in before a step.
fn before(world: &World<'_>, step: usize) -> Vec<usize> {
    let earlier = (0..world.steps.len()).filter(|other| world.sequence.is_before(*other, step));
    earlier.flat_map(|other| world.steps[other].adds.iter().copied()).collect()
}

/// Whether metal is laid on a part, by its finish or by a step that names it.
pub(super) fn plated(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    let (world, view) = (part.world, &part.world.parts[part.index]);
    if view.finish.iter().any(|finish| holds(world, METALLIC, *finish)) {
        trace.given(view.part.finish.span());
        return Ok(true);
    }
    went_through(part, PLATES, trace)
}

/// Whether a part is made by a process of a kind, or a step of one names it.
pub(super) fn went_through(part: Part<'_>, kind: FactId, trace: &mut Trace) -> Known<bool> {
    let (world, view) = (part.world, &part.world.parts[part.index]);
    let of = |step: &StepView<'_>| step.of.contains(&part.index) || step.adds.contains(&part.index);
    let of_kind = |process: Option<u16>| process.is_some_and(|process| holds(world, kind, process.into()));
    if let Some(step) = world.steps.iter().find(|step| of(step) && of_kind(step.process)) {
        trace.given(step.span);
        return Ok(true);
    }
    if of_kind(view.process) {
        return Ok(true);
    }
    // A step that works on it and does not say how may be one.
    match world.steps.iter().position(|step| of(step) && step.process.is_none()) {
        Some(step) => trace.unknown(|| format!("{}.process", world.step_path(step))),
        None => Ok(false),
    }
}
