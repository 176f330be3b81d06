//! The tolerances that each contributor of a stack may have, and what each of them asks of the process.

use schemars::JsonSchema;
use serde::Serialize;

use super::costs::Costs;
use crate::facts::typed::{Dimension, Thing as _};
use crate::facts::{Link, Rung, Trace, World, rungs};
use crate::formulas::allocation::Burden;
use crate::formulas::distribution::Distribution;
use crate::knowledge::Basis;

/// Why a contributor keeps its tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fixed {
    /// It is a length of its own and belongs to no part of the design.
    NoPart,
    /// It does not scatter, or its effect on the gap is nothing.
    NoScatter,
    /// It scatters as measured on production parts, whatever the drawing says.
    Measured,
    /// The part is bought: its maker holds what he holds.
    Bought,
    /// What its process holds at its size is not known.
    NotKnown,
}

/// A tolerance that a contributor may have.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Step {
    /// The group of its standard; empty where the process has none, and for the present tolerance if no group is the same.
    pub group: String,
    /// Half its width in m.
    pub half_width: f64,
    /// Whether it is that of the design as it is.
    pub present: bool,
    /// How many times closer it is than what the process holds as a matter of course; 1 if it is not.
    pub closer: f64,
    /// What it costs for one unit in USD on top of what is held as a matter of course, where costs are given.
    pub cost: Option<f64>,
    /// Whether it rests on a figure without a source.
    pub unverified: bool,
}

/// What a contributor may be given, the widest first, and why there is only one where there is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ladder {
    pub(super) steps: Vec<Step>,
    pub(super) usual: Option<f64>,
    pub(super) fixed: Option<Fixed>,
    pub(super) needs: Vec<String>,
    /// Groups that were left out because their cost is not given.
    pub(super) without_cost: Vec<String>,
}

/// Tolerances that differ by less than this share of themselves are one.
const SAME: f64 = 1e-9;

/// The unit in which burdens are counted.
pub(super) const MILLIONTH: f64 = 1e-6;

impl Ladder {
    /// What a contributor may be given.
    pub(super) fn of(world: &World<'_>, link: &Link, costs: Option<&Costs>) -> Self {
        let mut needs = Vec::new();
        let found = ladder(world, link, &mut needs);
        let present = Step {
            group: String::new(),
            half_width: link.half_width(),
            present: true,
            closer: 1.0,
            cost: costs.map(|_| 0.0),
            unverified: false,
        };
        match found {
            Err(fixed) => Self { steps: vec![present], usual: None, fixed: Some(fixed), needs, without_cost: Vec::new() },
            Ok(rungs) => Self::from(&rungs, present, &link.name, costs),
        }
    }

    fn from(rungs: &[Rung], present: Step, name: &str, costs: Option<&Costs>) -> Self {
        let usual = rungs.iter().find(|rung| rung.usual).map_or(present.half_width, |rung| rung.half_width);
        let mut steps: Vec<Step> = rungs.iter().map(|rung| step(rung, name, costs)).collect();
        match steps.iter_mut().find(|step| (step.half_width - present.half_width).abs() <= SAME * present.half_width) {
            Some(same) => same.present = true,
            None => steps.push(present),
        }
        steps.sort_by(|one, other| other.half_width.total_cmp(&one.half_width));
        for step in &mut steps {
            step.closer = (usual / step.half_width).max(1.0);
        }
        let without_cost = if costs.is_some() { price(&mut steps) } else { Vec::new() };
        Self { steps, usual: Some(usual), fixed: None, needs: Vec::new(), without_cost }
    }

    /// What each step asks: money where it is given, then whether the contributor has to be held closer than is a matter of course,
    /// then how many times closer, then how many times narrower than its widest, then whether a drawing changes. Times multiply over
    /// the contributors, so that their logarithms add up.
    pub(super) fn burden(&self, number: usize) -> Burden {
        let step = &self.steps[number];
        let closer = step.closer > 1.0 + SAME;
        let narrower = if step.half_width > 0.0 { self.steps[0].half_width / step.half_width } else { 1.0 };
        let flag = |is: bool| f64::from(u8::from(is));
        let times = |times: f64| whole(times.ln());
        let closer_by = if closer { times(step.closer) } else { 0.0 };
        Burden([whole(step.cost.unwrap_or(0.0)), flag(closer), closer_by, times(narrower), flag(!step.present)])
    }

    /// The number of what is held as a matter of course; of the present tolerance where that is not known.
    pub(super) fn start(&self) -> usize {
        self.steps.iter().rposition(|step| step.closer <= 1.0 + SAME).unwrap_or(0)
    }

    pub(super) fn closest(&self) -> usize {
        self.steps.len() - 1
    }
}

/// A number in whole millionths: sums of these are exact, so that what is equal is found to be.
fn whole(number: f64) -> f64 {
    (number / MILLIONTH).round()
}

/// The rungs of a contributor, or why it keeps what it has.
fn ladder(world: &World<'_>, link: &Link, needs: &mut Vec<String>) -> Result<Vec<Rung>, Fixed> {
    if matches!(link.distribution, Distribution::Fixed(_)) || link.sensitivity == 0.0 {
        return Err(Fixed::NoScatter);
    }
    if link.measured {
        return Err(Fixed::Measured);
    }
    let Some(dimension) = link.dimension else { return Err(Fixed::NoPart) };
    let part = world.parts[world.dimensions[dimension].part].part;
    if part.bought.get() == Some(&true) {
        return Err(Fixed::Bought);
    }
    let mut trace = Trace::on();
    match rungs(Dimension::at(world, dimension), &mut trace) {
        Ok(rungs) if rungs.iter().any(|rung| rung.usual) => Ok(rungs),
        _ => {
            needs.extend(world.needs(trace.notes()).iter().map(|wish| wish.at.to_string()));
            Err(Fixed::NotKnown)
        }
    }
}

fn step(rung: &Rung, name: &str, costs: Option<&Costs>) -> Step {
    // What is held as a matter of course is in the price of the part.
    let cost = costs.and_then(|costs| costs.of(name, rung.group).or(rung.usual.then_some(0.0)));
    let unverified = rung.basis == Basis::Unverified;
    Step { group: rung.group.to_owned(), half_width: rung.half_width, present: false, closer: 1.0, cost, unverified }
}

/// Leaves out the steps whose cost is not given, and names them. The present tolerance costs no more than the next closer group
/// that has a cost: whoever holds that holds it as well.
fn price(steps: &mut Vec<Step>) -> Vec<String> {
    for number in 0..steps.len() {
        if steps[number].group.is_empty() && steps[number].closer > 1.0 + SAME {
            let closer = steps[number + 1..].iter().filter(|step| !step.group.is_empty()).filter_map(|step| step.cost);
            steps[number].cost = closer.min_by(f64::total_cmp);
        }
    }
    let out = steps.iter().filter(|step| step.cost.is_none());
    let names = out.map(|step| if step.group.is_empty() { "as drawn".to_owned() } else { step.group.clone() }).collect();
    steps.retain(|step| step.cost.is_some());
    names
}
