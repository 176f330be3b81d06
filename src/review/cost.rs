//! What a good unit costs as far as the design says it: parts, what scrap adds to them, and tools.

use serde::Serialize;

use super::figure::{Figure, figure, known};
use crate::facts::typed::{Design, Part, Production, Step, Thing as _};
use crate::facts::{Trace, World};
use crate::formulas::cost::{CostedStep, cost_of_good_unit};
use crate::quantity::{Bounds, find_unit};

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
    /// The tools with their cost.
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
    /// Its cost.
    pub cost: Option<Figure>,
}

pub(super) fn cost(world: &World<'_>) -> Cost {
    let (design, production) = (Design::at(world, 0), Production::at(world, 0));
    let usd = |low: f64, high: f64| Figure::from(Bounds::between(low, high, find_unit("USD")).in_three_figures());
    let parts: Vec<PartCost> = (0..world.parts.len()).map(|number| part(world, number)).collect();
    let tools = world.parts.iter().filter_map(|view| Some((view.id, view.part.tool.get()?)));
    let tools: Vec<ToolCost> = tools
        .map(|(id, tool)| ToolCost {
            part: id.to_owned(),
            cost: tool.cost.get().map(|cost| Bounds::between(cost.bounds().0, cost.bounds().1, find_unit("USD")).into()),
        })
        .collect();
    let mut trace = Trace::on();
    let sum = design.parts_cost(&mut trace).unwrap_or(Bounds::between(0.0, f64::INFINITY, None));
    let tools_by_unit = (!tools.is_empty()).then(|| figure(world, |trace| design.tools_cost_by_unit(trace)));
    let target = known(world, |trace| production.target_unit_cost(trace)).filter(|target| target.low.is_some());
    let scrap = scrap(world);
    let spread = tools_by_unit.as_ref().and_then(|tools| tools.as_ref().ok());
    let known_cost = sum.low + scrap.unwrap_or(0.0) + spread.and_then(|tools| tools.low).unwrap_or(0.0);
    let mut unknown = missing(&parts);
    unknown.extend(tools_by_unit.as_ref().and_then(|tools| tools.as_ref().err()).into_iter().flatten().cloned());
    unknown.dedup();
    let open = !unknown.is_empty() || !sum.high.is_finite();
    let left = target.as_ref().and_then(|target| Some((target.low?, target.high?)));
    Cost {
        given: target.is_some() || parts.iter().any(|part| part.cost.is_some()) || tools.iter().any(|tool| tool.cost.is_some()),
        left: left.map(|(low, high)| usd(if open { f64::NEG_INFINITY } else { low - known_cost }, high - known_cost)),
        target,
        parts_cost: usd(sum.low, sum.high),
        scrap: scrap.map(|scrap| usd(scrap, scrap)),
        tools_by_unit: tools_by_unit.and_then(Result::ok),
        parts,
        tools,
        unknown,
    }
}

fn part(world: &World<'_>, number: usize) -> PartCost {
    let thing = Part::at(world, number);
    PartCost {
        part: world.parts[number].id.to_owned(),
        cost: known(world, |trace| thing.cost(trace)),
        pieces: known(world, |trace| thing.pieces(trace)),
    }
}

fn missing(parts: &[PartCost]) -> Vec<String> {
    parts.iter().filter(|part| part.cost.is_none()).map(|part| format!("parts.{}.cost", part.part)).collect()
}

/// What scrapped units add to the parts of a good one: a step adds the parts that come in with it, parts that no step adds are there
/// from the start. `None` if the cost or the yield of anything is missing or a range.
fn scrap(world: &World<'_>) -> Option<f64> {
    let exact = |known: crate::facts::Known<Bounds>| known.ok().and_then(Bounds::known);
    let cost = |number: usize| {
        let thing = Part::at(world, number);
        Some(exact(thing.cost(&mut Trace::off()))? * exact(thing.pieces(&mut Trace::off()))?)
    };
    let costs: Vec<f64> = (0..world.parts.len()).map(cost).collect::<Option<_>>()?;
    let first = |part: usize| world.steps.iter().position(|step| step.adds.contains(&part)).unwrap_or(0);
    let steps = world.steps.iter().enumerate().map(|(number, _)| {
        let adds = costs.iter().enumerate().filter(|(part, _)| first(*part) == number).map(|(_, cost)| cost).sum();
        Some(CostedStep { adds, step_yield: exact(Step::at(world, number).first_pass_yield(&mut Trace::off()))? })
    });
    let steps = steps.collect::<Option<Vec<_>>>()?;
    if steps.is_empty() { None } else { cost_of_good_unit(&steps).map(|unit| unit.scrap) }
}
