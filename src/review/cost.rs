//! What a good unit costs as far as the design says it: parts, what scrap adds to them, and tools.

use serde::Serialize;

use super::figure::{Figure, bounds, known, rounded};
use crate::facts::typed::{Design, Part, Process, Production, Step, Thing as _};
use crate::facts::{FactId, Trace, World};
use crate::formulas::cost::{CostedStep, cost_of_good_unit};
use crate::knowledge::Table;
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::figure;

/// A process that works in a mold.
const USES_MOLD: FactId = figure(Table::Process, "uses_mold");

/// The cost of a unit in USD.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cost {
    /// Whether the design gives any cost.
    pub given: bool,
    /// What a unit may cost.
    pub target: Option<Figure>,
    /// The parts with their cost.
    pub parts: Vec<PartCost>,
    /// All pieces of one case; at least that of the parts whose cost is known.
    pub parts_cost: Figure,
    /// What scrapped units add to the parts of a good one, if every reject is scrapped and no work is counted; none if a cost or a
    /// yield is missing.
    pub scrap: Option<Figure>,
    /// The tools with their cost, and those that processes ask for.
    pub tools: Vec<ToolCost>,
    /// Tools spread over the lifetime volume.
    pub tools_by_unit: Option<Figure>,
    /// What the target leaves for work, packing, freight, overhead and margin; none without a target. Of a cost that is not known it
    /// is at most this.
    pub left: Option<Figure>,
    /// Fields without which the sum is not known.
    pub unknown: Vec<String>,
}

/// A part with its cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartCost {
    /// Its id.
    pub part: String,
    /// Cost of one piece.
    pub cost: Option<Figure>,
    /// Pieces in one case.
    pub pieces: Option<Figure>,
}

/// A tool with its cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ToolCost {
    /// The part that it makes.
    pub part: String,
    /// Cost of one.
    pub cost: Option<Figure>,
    /// How many the volume wears out; none where their life or the volume is not known, and one is counted.
    pub pieces: Option<Figure>,
}

pub(super) fn cost(world: &World<'_>) -> Cost {
    let (design, production) = (Design::at(world, 0), Production::at(world, 0));
    let parts: Vec<PartCost> = (0..world.parts.len()).map(|number| part(world, number)).collect();
    let tools = tools(world);
    let sum = design.parts_cost(&mut Trace::off()).unwrap_or(Bounds::between(0.0, f64::INFINITY, None));
    let (scrap, tools_by_unit) = (scrap(world), tools_by_unit(world, &tools));
    let target = known(world, |trace| production.target_unit_cost(trace)).filter(|target| target.low.is_some());
    let mut unknown: Vec<String> =
        parts.iter().filter(|part| part.cost.is_none()).map(|part| format!("parts.{}.cost", part.part)).collect();
    for missing in [scrap.as_ref().err(), tools_by_unit.as_ref().err()].into_iter().flatten().flatten() {
        if !unknown.contains(missing) {
            unknown.push(missing.clone());
        }
    }
    let (scrap, tools_by_unit) = (scrap.ok(), tools_by_unit.ok().flatten());
    let ends = [Some(sum), scrap, tools_by_unit].into_iter().flatten();
    let (least, most) = ends.fold((0.0, 0.0), |(least, most), part| (least + part.low, most + part.high));
    // Of what is not known only the least is taken off.
    let most = if unknown.is_empty() { most } else { f64::INFINITY };
    let left = target.as_ref().and_then(|target| Some(usd(target.low? - most, target.high? - least)));
    Cost {
        given: target.is_some() || parts.iter().any(|part| part.cost.is_some()) || tools.iter().any(|tool| tool.cost.is_some()),
        left,
        target,
        parts_cost: usd(sum.low, sum.high),
        scrap: scrap.map(|scrap| usd(scrap.low, scrap.high)),
        tools_by_unit: tools_by_unit.map(|tools| usd(tools.low, tools.high)),
        parts,
        tools,
        unknown,
    }
}

/// An amount of money; what is calculated is shown with three figures.
fn usd(low: f64, high: f64) -> Figure {
    rounded(Bounds::between(low, high, find_unit("USD")))
}

fn part(world: &World<'_>, number: usize) -> PartCost {
    let thing = Part::at(world, number);
    PartCost {
        part: world.parts[number].id.to_owned(),
        cost: known(world, |trace| thing.cost(trace)),
        pieces: known(world, |trace| thing.pieces(trace)),
    }
}

/// The tools that are described, and those that processes ask for.
fn tools(world: &World<'_>) -> Vec<ToolCost> {
    let tool = |number: usize| {
        let view = &world.parts[number];
        let process = view.process.map(|process| Process::at(world, process.into()));
        let molded = || process.is_some_and(|process| process.flag(USES_MOLD, &mut Trace::off()) == Ok(true));
        let given = view.part.tool.get();
        let cost = given.and_then(|tool| tool.cost.get()).map(crate::design::Quantity::bounds);
        (given.is_some() || molded()).then(|| ToolCost {
            part: view.id.to_owned(),
            cost: cost.map(|(low, high)| Bounds::between(low, high, find_unit("USD")).into()),
            pieces: given.and_then(|_| Part::at(world, number).tools_worn(&mut Trace::off())).map(Figure::from),
        })
    };
    (0..world.parts.len()).filter_map(tool).collect()
}

/// What the tools come to by unit, none without tools; otherwise the fields that are missing for it.
fn tools_by_unit(world: &World<'_>, tools: &[ToolCost]) -> Result<Option<Bounds>, Vec<String>> {
    if tools.is_empty() {
        return Ok(None);
    }
    let missing = tools.iter().filter(|tool| tool.cost.is_none()).map(|tool| format!("parts.{}.tool.cost", tool.part));
    let mut missing: Vec<String> = missing.collect();
    let spread = bounds(world, |trace| Design::at(world, 0).tools_cost_by_unit(trace));
    missing.extend(spread.as_ref().err().into_iter().flatten().cloned());
    missing.dedup();
    if missing.is_empty() { spread.map(Some) } else { Err(missing) }
}

/// What scrapped units add to the parts of a good one: a step adds the parts that come in with it, parts that no step adds are there
/// from the start. If anything is missing, the fields.
fn scrap(world: &World<'_>) -> Result<Bounds, Vec<String>> {
    if world.steps.is_empty() {
        return Err(vec!["assembly".to_owned()]);
    }
    let parts = (0..world.parts.len()).map(|part| Part::at(world, part));
    let costs: Vec<_> =
        parts.map(|part| (bounds(world, |trace| part.cost(trace)), bounds(world, |trace| part.pieces(trace)))).collect();
    let steps = (0..world.steps.len()).map(|step| Step::at(world, step));
    let yields: Vec<_> = steps.map(|step| bounds(world, |trace| step.first_pass_yield(trace))).collect();
    let wrong = costs.iter().flat_map(|(cost, pieces)| [cost, pieces]).chain(&yields).filter_map(|known| known.as_ref().err());
    let missing: Vec<String> = wrong.flatten().cloned().collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let first = |part: usize| world.steps.iter().position(|step| step.adds.contains(&part)).unwrap_or(0);
    // Scrap rises with the cost of the parts and falls with the yields.
    let at = |cost_of: fn(Bounds) -> f64, yield_of: fn(Bounds) -> f64| {
        let cost = |number: usize| match &costs[number] {
            (Ok(cost), Ok(pieces)) => cost_of(*cost) * cost_of(*pieces),
            _ => 0.0,
        };
        let step = |(number, known): (usize, &Result<Bounds, Vec<String>>)| CostedStep {
            adds: (0..costs.len()).filter(|part| first(*part) == number).map(cost).sum(),
            step_yield: known.as_ref().map_or(1.0, |known| yield_of(*known)),
        };
        cost_of_good_unit(&yields.iter().enumerate().map(step).collect::<Vec<_>>()).map(|unit| unit.scrap)
    };
    let (least, most) = (at(|of| of.low, |of| of.high), at(|of| of.high, |of| of.low));
    let ends = least.zip(most).ok_or_else(|| vec!["assembly".to_owned()])?;
    Ok(Bounds::between(ends.0, ends.1, find_unit("USD")))
}
