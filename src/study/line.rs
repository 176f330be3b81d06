//! The line of a design: takt and stations, yields by step with their intervals, rests, learning and the plan to the launch.

use schemars::JsonSchema;
use serde::Serialize;

use super::amount::{Amount, amount, sum};
use super::count;
use crate::design::{LearningModel, Progress, Quantity, Sort, Task};
use crate::facts::typed::{Process, Production, Step, Thing as _};
use crate::facts::{FactId, Known, Trace, World};
use crate::formulas::rolled_yield::{self, StepCount};
use crate::formulas::{binomial, learning, yields};
use crate::knowledge::Table;
use crate::line::critical_path::{Activity, critical_path};
use crate::line::{Assignment, BalanceError, Effort, Rule, Task as Bench, assign_by, balance};
use crate::quantity::{Bounds, Measure, Unit, find_unit};
use crate::vocabulary::figure;

/// Confidence of intervals, two-sided.
const CONFIDENCE: f64 = 0.90;

/// A process that works in a mold.
const USES_MOLD: FactId = figure(Table::Process, "uses_mold");

/// A step of the line. Times are in s, yields fractions.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LineStep {
    /// Its id.
    pub step: String,
    /// Work time for one unit.
    pub time: Option<Amount>,
    /// Stations side by side as given, or as many as the allowed time asks for if that is more.
    pub stations: u32,
    /// Stations side by side as given, or the one tool of a molding step; none if that is left out.
    pub stations_given: Option<u32>,
    /// Stations side by side that the allowed time asks for, at the longest time and the shortest allowed one; none where either is
    /// not known.
    pub stations_needed: Option<u32>,
    /// Whether a mold or press does it, which is not shared out among stations.
    pub machine: bool,
    /// Whether the takt asks for more stations side by side than are given.
    pub more_stations: bool,
    /// First-pass yield by evidence if there is some, as stated otherwise.
    pub first_pass_yield: Option<Amount>,
    /// Ends of the interval that the builds show with 90 % confidence; none without builds.
    pub shown: Option<(f64, f64)>,
    /// Units started in builds with the production process.
    pub built: u32,
    /// Units that rest after it at the takt.
    pub resting: Option<Amount>,
    /// Places on its racks.
    pub rack: Option<Amount>,
}

/// Stations of a line, each with the ids of its steps.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Stations {
    /// Places of the line in order.
    pub places: Vec<StationSteps>,
    /// Number of stations, those side by side counted.
    pub count: u64,
    /// Time of the slowest station in s.
    pub slowest: f64,
    /// Share of the working time of the stations that is work.
    pub efficiency: f64,
}

/// A station.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StationSteps {
    /// Its steps in order.
    pub steps: Vec<String>,
    /// Stations side by side.
    pub parallel: u32,
    /// Its time for one unit in s.
    pub time: f64,
}

/// The balanced line.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Balanced {
    /// The fewest stations, and of these the fastest slowest one that was found.
    pub best: Stations,
    /// Stations below which no line can be.
    pub lower_bound: u64,
    /// Whether no line has fewer stations.
    pub proven: bool,
    /// Stations by each textbook rule.
    pub rules: Vec<(&'static str, u64)>,
}

/// Rolled throughput yield of the line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Rolled {
    /// Product of the first-pass yields.
    pub point: Amount,
    /// Interval by Lindstrom and Madden with 90 % confidence, over the steps with builds; none without builds.
    pub interval: Option<(f64, f64)>,
    /// Steps with builds.
    pub shown_steps: usize,
    /// First-pass yield that each step would need for the target if all were alike.
    pub needed_each: Option<Amount>,
}

/// Learning of the line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Learned {
    /// `unit` or `cumulative-average`.
    pub model: &'static str,
    /// Time for all units of one order in s, none of which takes less than the steps together.
    pub order: Option<Amount>,
    /// Unit from which on the work of one unit takes no longer than the times of the steps together (unit model).
    pub units_to_step_times: Option<Amount>,
}

/// A task of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Planned {
    /// Its id.
    pub task: String,
    /// Earliest start in s.
    pub start: Amount,
    /// Duration in s.
    pub time: Amount,
    /// How much later it may start without moving the end, in s; where all tasks take their longest time.
    pub slack: f64,
}

/// The plan to the launch.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Plan {
    /// The tasks.
    pub tasks: Vec<Planned>,
    /// Time from the first start to the last end in s.
    pub duration: Amount,
    /// Time to the launch in s.
    pub launch_in: Option<Amount>,
}

/// The line of a design.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct LineStudy {
    /// Time in which one unit has to leave the line, in s.
    pub takt: Option<Amount>,
    /// Takt less what effectiveness and target yield cost, in s.
    pub allowed: Option<Amount>,
    /// The steps.
    pub steps: Vec<LineStep>,
    /// The step that takes longest by its stations.
    pub bottleneck: Option<String>,
    /// Work content of one unit in s.
    pub work: Option<Amount>,
    /// The line, balanced for the longest times and the shortest allowed one where these are not decided.
    pub balanced: Option<Balanced>,
    /// Why the line cannot be balanced.
    pub unbalanced: Option<String>,
    /// Yield of the line.
    pub rolled: Option<Rolled>,
    /// Target yield.
    pub target: Option<Amount>,
    /// Learning.
    pub learned: Option<Learned>,
    /// The plan.
    pub plan: Option<Plan>,
    /// What the plan needs.
    pub unplanned: Option<String>,
}

/// The line of a design, as far as it is given.
#[must_use]
pub fn line_study(world: &World<'_>) -> LineStudy {
    let production = Production::at(world, 0);
    let takt = amount(world, |trace| production.takt(trace));
    let allowed = amount(world, |trace| production.allowed_station_time(trace));
    let steps: Vec<LineStep> = (0..world.steps.len()).map(|step| line_step(world, step, allowed)).collect();
    let slowest = steps.iter().filter_map(|step| Some((step.time?.high() / f64::from(step.stations), step)));
    let bottleneck = slowest.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, step)| step.step.clone());
    let target = amount(world, |trace| production.target_yield(trace));
    let work = sum(steps.iter().map(|step| step.time));
    let (balanced, unbalanced) = match allowed {
        Some(allowed) => match balanced(world, &steps, allowed.low()) {
            Ok(balanced) => (Some(balanced), None),
            Err(reason) => (None, Some(reason)),
        },
        None => {
            let needs = needs(world, |trace| production.allowed_station_time(trace));
            (None, Some(needs.unwrap_or_else(|| "no time is left for a unit at this volume, efficiency and yield".to_owned())))
        }
    };
    LineStudy {
        takt,
        allowed,
        bottleneck,
        work,
        rolled: rolled(world, &steps, target),
        steps,
        balanced,
        unbalanced,
        target,
        learned: learned(world, work),
        plan: plan(world),
        unplanned: needs(world, |trace| production.plan_time(trace))
            .filter(|_| world.spec.production.get().is_some_and(|production| production.plan.is_given())),
    }
}

fn line_step(world: &World<'_>, step: usize, allowed: Option<Amount>) -> LineStep {
    let thing = Step::at(world, step);
    let mut trace = Trace::off();
    let view = &world.steps[step];
    let machine = view.process.is_some_and(|process| Process::at(world, process.into()).flag(USES_MOLD, &mut trace) == Ok(true));
    let time = amount(world, |trace| thing.unit_time(trace));
    // Machines run at hours of their own; where these are not known, what is given counts.
    let allowed = amount(world, |trace| thing.allowed_time(trace)).or(allowed.filter(|_| !machine));
    let given = thing.stations(&mut trace).ok().filter(|stations| stations.is_exact()).and_then(|stations| count(stations.low));
    let needed = time.zip(allowed).map(|(time, allowed)| stations_for(time.high(), allowed.low()));
    let good = good_of(world, step);
    LineStep {
        step: view.id.to_owned(),
        time,
        stations: given.unwrap_or(1).max(needed.unwrap_or(1)),
        stations_given: given,
        stations_needed: needed,
        machine,
        more_stations: given.zip(needed).is_some_and(|(given, needed)| needed > given),
        first_pass_yield: amount(world, |trace| thing.first_pass_yield(trace)),
        shown: good.and_then(|good| binomial::interval(good.good, good.units, CONFIDENCE)).map(|ends| (ends.lower, ends.upper)),
        built: good.map_or(0, |good| good.units),
        resting: amount(world, |trace| thing.resting_units(trace)),
        rack: amount(world, |trace| thing.rack(trace)),
    }
}

/// What a fact that is not known needs; none if nothing is missing.
fn needs(world: &World<'_>, ask: impl FnOnce(&mut Trace) -> Known<Bounds>) -> Option<String> {
    let mut trace = Trace::on();
    let known = ask(&mut trace).is_ok_and(Bounds::is_exact);
    let needs: Vec<_> = world.needs(trace.notes()).into_iter().filter(|wish| !wish.closer).map(|wish| wish.at).collect();
    (!known && !needs.is_empty()).then(|| format!("needs {}", needs.join(", ")))
}

/// Stations side by side so that a step keeps the allowed time.
fn stations_for(time: f64, allowed: f64) -> u32 {
    // A hair of slack, so that a step that just fits stays at one station.
    count((time / allowed - 1e-9).ceil()).unwrap_or(1).max(1)
}

/// Good units out of those started in builds of a step with its production process.
fn good_of(world: &World<'_>, step: usize) -> Option<StepCount> {
    let built = super::built(world, world.steps[step].id).filter(|built| built.is_counted())?;
    Some(StepCount { good: built.good(), units: built.started })
}

fn balanced(world: &World<'_>, steps: &[LineStep], allowed: f64) -> Result<Balanced, String> {
    // A press or mold stands where it stands; only work at benches can be shared out.
    let benches: Vec<usize> = (0..steps.len()).filter(|step| !steps[*step].machine).collect();
    let name = |task: usize| benches.get(task).map_or("", |step| steps[*step].step.as_str());
    let mut tasks = Vec::with_capacity(benches.len());
    for step in &benches {
        let Some(time) = steps[*step].time else { return Err(format!("needs assembly.{}.time", steps[*step].step)) };
        let before = (0..benches.len()).filter(|other| world.sequence.is_before(benches[*other], *step));
        tasks.push(Bench { time: time.high(), stations: steps[*step].stations, predecessors: before.collect() });
    }
    let explain = |error: BalanceError| match error {
        BalanceError::Empty if steps.is_empty() => "there are no steps".to_owned(),
        BalanceError::Empty => "every step is done by a mold or press, and none is at a bench".to_owned(),
        BalanceError::Loop { tasks } => {
            format!("steps wait for each other: {}", tasks.iter().map(|task| name(*task)).collect::<Vec<_>>().join(", "))
        }
        BalanceError::Time { task } => format!("the time of {} is too long to be balanced", name(task)),
        other => other.to_string(),
    };
    let balance = balance(&tasks, allowed, &Effort::default()).map_err(explain)?;
    let rules = Rule::ALL.iter().filter_map(|rule| {
        let word = match rule {
            Rule::LongestTask => "longest task first",
            Rule::PositionalWeight => "ranked positional weight",
            Rule::MostFollowers => "most following tasks",
        };
        assign_by(*rule, &tasks, allowed).ok().map(|assignment| (word, assignment.count()))
    });
    Ok(Balanced {
        best: stations(&balance.balanced, &benches.iter().map(|step| &steps[*step]).collect::<Vec<_>>(), allowed),
        lower_bound: balance.lower_bound,
        proven: balance.proven,
        rules: rules.collect(),
    })
}

fn stations(assignment: &Assignment, steps: &[&LineStep], allowed: f64) -> Stations {
    let station = |station: &crate::line::Station| StationSteps {
        steps: station.tasks.iter().map(|task| steps[*task].step.clone()).collect(),
        parallel: station.parallel,
        time: station.time,
    };
    Stations {
        places: assignment.stations.iter().map(station).collect(),
        count: assignment.count(),
        slowest: assignment.slowest(),
        efficiency: assignment.efficiency(allowed).unwrap_or(0.0),
    }
}

fn rolled(world: &World<'_>, steps: &[LineStep], target: Option<Amount>) -> Option<Rolled> {
    let each: Vec<Amount> = steps.iter().map(|step| step.first_pass_yield).collect::<Option<_>>()?;
    let product = |end: fn(Amount) -> f64| yields::rolled_throughput_yield(&each.iter().copied().map(end).collect::<Vec<_>>());
    let point = Amount::between(product(Amount::low)?, product(Amount::high)?);
    let shown: Vec<StepCount> = (0..steps.len()).filter_map(|step| good_of(world, step)).collect();
    let interval = rolled_yield::interval(&shown, CONFIDENCE).map(|ends| (ends.lower, ends.upper));
    let count = u32::try_from(steps.len()).ok();
    let needed_each = target.and_then(|target| target.map(|target| yields::required_step_yield(target, count?)));
    Some(Rolled { point, interval, shown_steps: shown.len(), needed_each })
}

fn learned(world: &World<'_>, work: Option<Amount>) -> Option<Learned> {
    let production = world.spec.production.get()?;
    let given = production.learning.get()?;
    let (first, rate) = (ends(given.first_unit.get()?), ends(given.rate.get()?));
    let order = production.order_quantity.get().map(ends);
    let model = given.model.get()?;
    let total = match model {
        LearningModel::Unit => learning::learning_units_total_to_standard,
        LearningModel::CumulativeAverage => learning::learning_average_total_to_standard,
    };
    // It rises with the first unit, the share that is left, the units of the order and the times of the steps, without which nobody
    // knows where the curve ends.
    let time = |end: fn(Amount) -> f64| total(end(first), u64::from(count(end(order?))?), end(rate), end(work?));
    let reach = |first: f64, work: f64, rate: f64| {
        let units = learning::learning_units_to_reach(first, work, rate)?;
        #[expect(clippy::cast_precision_loss, reason = "the formula gives none beyond 2^53 units")]
        Some(units as f64)
    };
    let unit = *model == LearningModel::Unit;
    // The longer the steps take, the sooner they are reached.
    let units = work.filter(|_| unit).and_then(|work| {
        let soonest = reach(first.low(), work.high(), rate.low())?;
        Some(Amount::between(soonest, reach(first.high(), work.low(), rate.high())?))
    });
    Some(Learned {
        model: model.word(),
        order: time(Amount::low).zip(time(Amount::high)).map(|(low, high)| Amount::between(low, high)),
        units_to_step_times: units,
    })
}

/// A quantity of the design as it is given.
fn ends<S: Sort>(given: &Quantity<S>) -> Amount {
    let (low, high) = given.bounds();
    Amount::between(low, high)
}

/// The tasks of the plan with their slack; none if it is not complete or runs in a circle.
fn plan(world: &World<'_>) -> Option<Plan> {
    let production = world.spec.production.get()?;
    let tasks: Vec<&Task> = production.plan.get()?.iter().filter_map(|task| task.get()).collect();
    let times: Vec<Amount> = tasks.iter().map(|task| duration(task)).collect::<Option<_>>()?;
    let id = |name: &str| tasks.iter().position(|task| task.task.get().is_some_and(|id| **id == *name));
    let path = |end: fn(Amount) -> f64| {
        let activities = tasks.iter().zip(&times).map(|(task, time)| {
            let before = task.after.get().into_iter().flatten().filter_map(|name| id(name.get()?));
            Activity { duration: end(*time), predecessors: before.collect() }
        });
        critical_path(&activities.collect::<Vec<_>>()).ok()
    };
    let (soonest, latest) = (path(Amount::low)?, path(Amount::high)?);
    let planned = tasks.iter().enumerate().map(|(number, task)| Planned {
        task: task.task.get().map_or_else(String::new, ToString::to_string),
        start: Amount::between(soonest.earliest[number], latest.earliest[number]),
        time: times[number],
        slack: latest.slack[number],
    });
    Some(Plan {
        tasks: planned.collect(),
        duration: Amount::between(soonest.duration, latest.duration),
        launch_in: amount(world, |trace| Production::at(world, 0).launch_in(trace)),
    })
}

/// How long a task still takes: what is left of it if it is done or under way; without a figure for that, as long as the whole.
fn duration(task: &Task) -> Option<Amount> {
    let done = task.status.get() == Some(&Progress::Done);
    let whole = if done { Some(Amount::Known(0.0)) } else { task.time.get().map(ends) };
    task.left.get().map(ends).or(whole)
}

/// A time in the unit in which it is read.
#[must_use]
pub fn readable(seconds: f64) -> String {
    Measure::new(seconds, unit_of(seconds)).to_string()
}

/// The same with three significant figures in that unit.
#[must_use]
pub fn readable_short(seconds: f64) -> String {
    Bounds::exact(seconds, unit_of(seconds)).in_three_figures().to_string()
}

fn unit_of(seconds: f64) -> Option<&'static Unit> {
    find_unit(match seconds.abs() {
        s if s < 300.0 => "s",
        s if s < 3.0 * 3600.0 => "min",
        s if s < 3.0 * 86_400.0 => "h",
        s if s < 21.0 * 86_400.0 => "days",
        _ => "weeks",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_rounded_once_in_the_unit_in_which_it_is_read() {
        assert_eq!([259_000.0, 259_347.0].map(readable_short), ["71.9 h", "3 days"]);
        assert_eq!([345_764.0, 263_399.0].map(readable_short), ["4 days", "3.05 days"]);
    }
}
