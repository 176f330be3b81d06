//! What the tool of a part has to do over the life of the product.

use super::derived;
use crate::facts::coming::Coming;
use crate::facts::given::{known, whole};
use crate::facts::production::machine_working;
use crate::facts::typed::{Measurement, Part, Production, Test, Thing};
use crate::facts::{Known, Trace, Word, both};
use crate::formulas::{line, tooling};
use crate::knowledge::Table;
use crate::quantity::{Bounds, find_unit};
use crate::source::Span;

/// The metal of its tool: the chemistry of the library entry that is named, otherwise the name as written, in small letters.
pub(super) fn metal(part: Part<'_>, trace: &mut Trace) -> Known<Word> {
    let path = || part.path("tool.material");
    let Some(tool) = part.given().tool.get() else { return trace.unknown(path) };
    let name = known(&tool.material, trace, path)?;
    let entry = part.world.library.find(Table::Material, name);
    let chemistry = entry.map(|index| part.world.library.entry(Table::Material, index).chemistry);
    Ok(chemistry.map_or_else(|| name.to_lowercase().into(), Word::from))
}

/// Time until its tool is there.
pub(super) fn time_left(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if proven(part, trace) {
        return Ok(Bounds::exact(0.0, find_unit("weeks")));
    }
    match part.given().tool.get() {
        Some(tool) => Coming::tool(tool).field(trace, |key| part.path(&format!("tool.{key}"))),
        None => part.tool_lead_time(trace),
    }
}

/// Whether pieces of a part that its production process made are on record, as built, tested or measured: then its tool is there.
pub(super) fn proven(part: Part<'_>, trace: &mut Trace) -> bool {
    let Some(process) = part.view().process else { return false };
    let shown = built(part, process).or_else(|| measured(part)).or_else(|| tested(part, process));
    if let Some(span) = shown {
        trace.given(span);
    }
    shown.is_some()
}

/// Whether a record of a step, a part or the whole case is one of a part.
fn concerns(part: Part<'_>, of: &str) -> bool {
    let adds = |step: usize| part.world.steps[step].adds.contains(&part.index);
    of == "design" || of == part.view().id || part.world.step_named(of).is_some_and(adds)
}

/// A build of units with the process of a part.
fn built(part: Part<'_>, process: u16) -> Option<Span> {
    let build = part.world.builds.iter().find(|build| {
        let used = build.given.process.get().and_then(|name| part.world.library.find(Table::Process, name));
        used == Some(process)
            && build.given.of.get().is_none_or(|of| concerns(part, of))
            && build.given.built.get().is_some_and(|built| built.si() > 0.0)
    });
    build.map(|build| build.span)
}

/// Readings of a part that its process made.
fn measured(part: Part<'_>) -> Option<Span> {
    let world = part.world;
    let all = (0..world.measurements.len()).map(|number| Measurement::at(world, number));
    let own = |reading: &Measurement<'_>| {
        let dimension = reading.dimension(&mut Trace::off());
        dimension.is_ok_and(|of| world.dimensions[of.index].part == part.index)
            && reading.from_production(&mut Trace::off()) == Ok(true)
    };
    all.into_iter().find(own).map(|reading| world.span(reading.item()))
}

/// A test of units that the process of a part made, and no soft tool.
fn tested(part: Part<'_>, process: u16) -> Option<Span> {
    let (world, off) = (part.world, &mut Trace::off());
    let all = (0..world.tests.len()).map(|number| Test::at(world, number));
    let mut own = |test: &Test<'_>| {
        let of = world.tests[test.index].given.of.get();
        of.is_none_or(|of| concerns(part, of))
            && test.process(off).is_ok_and(|used| used.index == usize::from(process))
            && test.from_production(off) == Ok(true)
            && test.soft_tool(off) != Ok(true)
            && test.units(off).is_ok_and(|units| units.low > 0.0)
    };
    all.into_iter().find(|test| own(test)).map(|test| world.span(test.item()))
}

/// How many tools the volume wears out; none where their life or the volume is not known. Where only the least is known, that counts.
pub(in crate::facts) fn needed(part: Part<'_>, trace: &mut Trace) -> Option<Bounds> {
    let used = life_used(part, trace).ok()?;
    let low = tooling::tools_needed(used.low)?;
    let high = if used.high.is_finite() { tooling::tools_needed(used.high)? } else { low };
    Some(Bounds::between(low, high, None))
}

/// Shots over the life of the product as a share of the life of the tool.
pub(super) fn life_used(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    if !part.given().tool.is_given() {
        return trace.unknown(|| part.path("tool"));
    }
    let tool = both(part.cavities(trace), part.tool_life(trace));
    let production = Production::at(part.world, 0);
    let volume = production.lifetime_volume(trace);
    let share = production.target_yield(trace);
    let ((cavities, life), (volume, share)) = both(tool, both(volume, share))?;
    let pieces = part.pieces(trace)?;
    derived([volume, pieces, cavities, share, life], "%", |[volume, pieces, cavities, share, life]| {
        // Where nothing is good, no number of shots is enough.
        if share == 0.0 {
            return Some(f64::INFINITY);
        }
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
    let working = machine_working(part.world, trace);
    let production = Production::at(part.world, 0);
    let (share, volume) = (production.target_yield(trace), production.annual_volume(trace));
    let ((cycle, year), (share, volume)) = both(both(cycle, working.year()), both(share, volume))?;
    let load = [volume, part.pieces(trace)?, cycle, year, working.efficiency, share];
    derived(load, "", |[volume, pieces, cycle, year, efficiency, share]| {
        // Where no time is left or nothing is good, no number of cavities is enough.
        if [year, efficiency, share].contains(&0.0) {
            return Some(f64::INFINITY);
        }
        line::cavity_load(volume * pieces, cycle, year, efficiency, share)
    })
}
