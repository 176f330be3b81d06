//! How long a step takes for one unit, and when it runs.

use crate::facts::given::derived;
use crate::facts::production::{self, Working};
use crate::facts::typed::{Part, Step, Thing as _};
use crate::facts::{FactId, Known, Trace, both};
use crate::knowledge::Table;
use crate::quantity::Bounds;
use crate::vocabulary::figure;

/// A process that works in a mold or die, at hours of its own.
const USES_MOLD: FactId = figure(Table::Process, "uses_mold");

/// When a step runs: a machine at the hours of the machines, everything else at those of the line.
pub(super) fn working(step: Step<'_>, trace: &mut Trace) -> Working {
    if step.is(USES_MOLD) { production::machine_working(step.world, trace) } else { production::working(step.world, trace) }
}

/// Time for one unit. A shot makes as many pieces as its tool has cavities; tools of several parts run side by side, so that the
/// slowest counts. Where the tools do not say it, the work time as given. A work time longer than the whole cycle of every tool is
/// no such cycle but that of a hand for each unit, and the station takes the longer of the two.
pub(super) fn unit_time(step: Step<'_>, trace: &mut Trace) -> Known<Bounds> {
    if let Some(part) = unsaid(step) {
        return trace.unknown(|| part.path("process"));
    }
    if !told_by_tools(step) {
        return step.time(trace);
    }
    let times: Vec<Known<Bounds>> = molded(step).map(|part| piece_time(part, trace)).collect();
    let times = times.into_iter().collect::<Known<Vec<Bounds>>>()?;
    let most = |end: fn(&Bounds) -> f64| times.iter().map(end).fold(0.0, f64::max);
    let tools = Bounds::between(most(|time| time.low), most(|time| time.high), times[0].unit);
    Ok(by_hand(step, trace).map_or(tools, |hand| slower(tools, hand)))
}

/// The work time of a molding step where it may be longer than the cycle of each of its tools, with the range in which it then is.
fn by_hand(step: Step<'_>, trace: &mut Trace) -> Option<Hand> {
    if !step.view().step.time.is_given() {
        return None;
    }
    let cycles: Vec<Bounds> = molded(step).map(|part| part.cycle(&mut Trace::off())).collect::<Known<_>>().ok()?;
    let longest = |end: fn(&Bounds) -> f64| cycles.iter().map(end).fold(0.0, f64::max);
    let (time, cycle) = (step.time(&mut Trace::off()).ok()?, [longest(|time| time.low), longest(|time| time.high)]);
    (time.high > cycle[0]).then(|| Hand { time: step.time(trace).unwrap_or(time), certain: time.low > cycle[1] })
}

/// A work time that is longer than the cycle of the tools, or may be.
struct Hand {
    time: Bounds,
    certain: bool,
}

/// The longer of the time of the tools and that of the hand; the least is that of the tools while it is not certain that a hand works.
fn slower(tools: Bounds, hand: Hand) -> Bounds {
    let low = if hand.certain { tools.low.max(hand.time.low) } else { tools.low };
    Bounds::between(low, tools.high.max(hand.time.high), tools.unit)
}

/// Whether a step molds parts whose tools all say how many pieces they make and in which time.
pub(super) fn told_by_tools(step: Step<'_>) -> bool {
    let told = |part: Part<'_>| {
        let tool = step.world.parts[part.index].part.tool.get();
        tool.is_some_and(|tool| tool.cavities.is_given() && tool.cycle.is_given())
    };
    molded(step).next().is_some() && molded(step).all(told)
}

/// Fewest stations side by side that make a unit in a time, at least one; as many as one likes where no time is left.
pub(super) fn stations_for(time: Bounds, allowed: Bounds) -> Known<Bounds> {
    // A hair of slack, so that a step that just fits stays at one station.
    const HAIR: f64 = 1e-9;
    derived([time, allowed], "", |[time, allowed]| Some((time / allowed.max(0.0) - HAIR).ceil().max(1.0)))
}

/// The parts that a step molds: those that it adds or works on and that are made by its process.
fn molded(step: Step<'_>) -> impl Iterator<Item = Part<'_>> {
    let (world, view) = (step.world, step.view());
    let process = view.process.filter(|_| step.is(USES_MOLD));
    let of = view.of.iter().filter(|part| !view.adds.contains(part));
    let parts = view.adds.iter().chain(of).copied();
    parts.filter(move |part| process.is_some() && world.parts[*part].process == process).map(|part| Part::at(world, part))
}

/// A part that a molding step brings in beside those that it molds, of which nothing says how it is made: it may be the slowest.
fn unsaid(step: Step<'_>) -> Option<Part<'_>> {
    let world = step.world;
    molded(step).next()?;
    let blank =
        |part: &&usize| !world.parts[**part].part.process.is_given() && world.parts[**part].part.bought.get() != Some(&true);
    step.view().adds.iter().find(blank).map(|part| Part::at(world, *part))
}

/// Time of the tool of a part for the pieces of one unit.
fn piece_time(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let (tool, pieces) = both(both(part.cycle(trace), part.cavities(trace)), part.pieces(trace))?;
    let (cycle, cavities) = tool;
    derived([cycle, pieces, cavities], "s", |[cycle, pieces, cavities]| (cavities > 0.0).then(|| cycle * pieces / cavities))
}
