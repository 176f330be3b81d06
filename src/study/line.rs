//! The line of a design: takt and stations, yields by step with their intervals, rests, learning and the plan to the launch.

use schemars::JsonSchema;
use serde::Serialize;

use super::{count, number};
use crate::design::{LearningModel, Progress, Quantity};
use crate::facts::typed::{Process, Production, Step, Thing as _};
use crate::facts::{FactId, Known, Trace, World};
use crate::formulas::rolled_yield::{self, StepCount};
use crate::formulas::{binomial, learning, line as formulas, yields};
use crate::knowledge::Table;
use crate::line::critical_path::{Activity, critical_path};
use crate::line::{Assignment, BalanceError, Effort, Rule, Task, assign_by, balance};
use crate::quantity::{Bounds, Measure};
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
    pub time: Option<f64>,
    /// Stations side by side as given, or as many as the allowed time asks for if that is more.
    pub stations: u32,
    /// Stations side by side that the allowed time asks for.
    pub stations_needed: u32,
    /// Whether a mold or press does it, which is not shared out among stations.
    pub machine: bool,
    /// Whether the takt asks for more stations side by side than are given.
    pub more_stations: bool,
    /// First-pass yield by evidence if there is some, as stated otherwise.
    pub first_pass_yield: Option<f64>,
    /// Ends of the interval that the builds show with 90 % confidence; none without builds.
    pub shown: Option<(f64, f64)>,
    /// Units started in builds with the production process.
    pub built: u32,
    /// Units that rest after it at the takt.
    pub resting: Option<f64>,
    /// Places on its racks.
    pub rack: Option<f64>,
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
    pub point: f64,
    /// Interval by Lindstrom and Madden with 90 % confidence, over the steps with builds; none without builds.
    pub interval: Option<(f64, f64)>,
    /// Steps with builds.
    pub shown_steps: usize,
    /// First-pass yield that each step would need for the target if all were alike.
    pub needed_each: Option<f64>,
}

/// Learning of the line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Learned {
    /// `unit` or `cumulative-average`.
    pub model: &'static str,
    /// Time for all units of one order in s.
    pub order: Option<f64>,
    /// Unit from which on the work of one unit takes no longer than the times of the steps together (unit model).
    pub units_to_step_times: Option<u64>,
}

/// A task of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Planned {
    /// Its id.
    pub task: String,
    /// Earliest start in s.
    pub start: f64,
    /// Duration in s.
    pub time: f64,
    /// How much later it may start without moving the end, in s.
    pub slack: f64,
}

/// The plan to the launch.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Plan {
    /// The tasks.
    pub tasks: Vec<Planned>,
    /// Time from the first start to the last end in s.
    pub duration: f64,
    /// Time to the launch in s.
    pub launch_in: Option<f64>,
}

/// The line of a design.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct LineStudy {
    /// Time in which one unit has to leave the line, in s.
    pub takt: Option<f64>,
    /// Takt less what effectiveness and target yield cost, in s.
    pub allowed: Option<f64>,
    /// The steps.
    pub steps: Vec<LineStep>,
    /// The step that takes longest by its stations.
    pub bottleneck: Option<String>,
    /// Work content of one unit in s.
    pub work: Option<f64>,
    /// The balanced line.
    pub balanced: Option<Balanced>,
    /// Why the line cannot be balanced.
    pub unbalanced: Option<String>,
    /// Yield of the line.
    pub rolled: Option<Rolled>,
    /// Target yield.
    pub target: Option<f64>,
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
    let takt = number(production.takt(&mut Trace::off()));
    let allowed = number(production.allowed_station_time(&mut Trace::off()));
    let steps: Vec<LineStep> = (0..world.steps.len()).map(|step| line_step(world, step, allowed)).collect();
    let slowest = steps.iter().filter_map(|step| Some((step.time? / f64::from(step.stations), step)));
    let bottleneck = slowest.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, step)| step.step.clone());
    let target = number(production.target_yield(&mut Trace::off()));
    let work = steps.iter().map(|step| step.time).sum();
    let (balanced, unbalanced) = match allowed {
        Some(allowed) => match balanced(world, &steps, allowed) {
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

fn line_step(world: &World<'_>, step: usize, allowed: Option<f64>) -> LineStep {
    let thing = Step::at(world, step);
    let mut trace = Trace::off();
    let view = &world.steps[step];
    let machine = view.process.is_some_and(|process| Process::at(world, process.into()).flag(USES_MOLD, &mut trace) == Ok(true));
    let time = number(thing.unit_time(&mut trace));
    // Machines run at hours of their own; where these are not known, what is given counts.
    let allowed = number(thing.allowed_time(&mut trace)).or(allowed.filter(|_| !machine));
    let given = view.step.stations.get().and_then(|stations| count(stations.si())).unwrap_or(1);
    let needed = time.zip(allowed).map_or(1, |(time, allowed)| stations_for(time, allowed));
    let good = good_of(world, step);
    LineStep {
        step: view.id.to_owned(),
        time,
        stations: given.max(needed),
        stations_needed: needed,
        machine,
        more_stations: needed > given,
        first_pass_yield: number(thing.first_pass_yield(&mut trace)),
        shown: good.and_then(|good| binomial::interval(good.good, good.units, CONFIDENCE)).map(|ends| (ends.lower, ends.upper)),
        built: good.map_or(0, |good| good.units),
        resting: number(thing.resting_units(&mut trace)),
        rack: number(thing.rack(&mut trace)),
    }
}

/// What a fact that is not known needs; none if nothing is missing.
fn needs(world: &World<'_>, ask: impl FnOnce(&mut Trace) -> Known<Bounds>) -> Option<String> {
    let mut trace = Trace::on();
    let known = number(ask(&mut trace)).is_some();
    let needs: Vec<_> = world.needs(&trace.notes).into_iter().map(|wish| wish.at).collect();
    (!known && !needs.is_empty()).then(|| format!("needs {}", needs.join(", ")))
}

/// Stations side by side so that a step keeps the allowed time.
fn stations_for(time: f64, allowed: f64) -> u32 {
    // A hair of slack, so that a step that just fits stays at one station.
    count((time / allowed - 1e-9).ceil()).unwrap_or(1).max(1)
}

/// Good units out of those started in builds of a step with its production process.
fn good_of(world: &World<'_>, step: usize) -> Option<StepCount> {
    super::built(world, world.steps[step].id).map(|(good, units, _)| StepCount { good, units })
}

fn balanced(world: &World<'_>, steps: &[LineStep], allowed: f64) -> Result<Balanced, String> {
    // A press or mold stands where it stands; only work at benches can be shared out.
    let benches: Vec<usize> = (0..steps.len()).filter(|step| !steps[*step].machine).collect();
    let name = |task: usize| benches.get(task).map_or("", |step| steps[*step].step.as_str());
    let mut tasks = Vec::with_capacity(benches.len());
    for step in &benches {
        let Some(time) = steps[*step].time else { return Err(format!("needs assembly.{}.time", steps[*step].step)) };
        let before = (0..benches.len()).filter(|other| world.sequence.is_before(benches[*other], *step));
        tasks.push(Task { time, stations: steps[*step].stations_needed, predecessors: before.collect() });
    }
    let explain = |error: BalanceError| match error {
        BalanceError::Empty => "there are no steps".to_owned(),
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

fn rolled(world: &World<'_>, steps: &[LineStep], target: Option<f64>) -> Option<Rolled> {
    let each: Option<Vec<f64>> = steps.iter().map(|step| step.first_pass_yield).collect();
    let point = yields::rolled_throughput_yield(&each?)?;
    let shown: Vec<StepCount> = (0..steps.len()).filter_map(|step| good_of(world, step)).collect();
    let interval = rolled_yield::interval(&shown, CONFIDENCE).map(|ends| (ends.lower, ends.upper));
    let needed_each = target.and_then(|target| yields::required_step_yield(target, u32::try_from(steps.len()).ok()?));
    Some(Rolled { point, interval, shown_steps: shown.len(), needed_each })
}

fn learned(world: &World<'_>, work: Option<f64>) -> Option<Learned> {
    let production = world.spec.production.get()?;
    let given = production.learning.get()?;
    let (first, rate) = (given.first_unit.get()?.si(), given.rate.get()?.si());
    let order = production.order_quantity.get().map(Quantity::si);
    Some(match given.model.get()? {
        LearningModel::Unit => Learned {
            model: LearningModel::Unit.word(),
            order: order.and_then(count).and_then(|units| learning::learning_units_total(first, u64::from(units), rate)),
            units_to_step_times: work.and_then(|work| learning::learning_units_to_reach(first, work, rate)),
        },
        LearningModel::CumulativeAverage => Learned {
            model: LearningModel::CumulativeAverage.word(),
            order: order.and_then(|units| Some(units * formulas::learning_cumulative_average(first, units, rate)?)),
            units_to_step_times: None,
        },
    })
}

/// The tasks of the plan with their slack; none if it is not complete or runs in a circle.
fn plan(world: &World<'_>) -> Option<Plan> {
    let production = world.spec.production.get()?;
    let tasks: Vec<_> = production.plan.get()?.iter().filter_map(|task| task.get()).collect();
    let id = |name: &str| tasks.iter().position(|task| task.task.get().is_some_and(|id| **id == *name));
    let activities: Option<Vec<Activity>> = tasks
        .iter()
        .map(|task| {
            let before = task.after.get().into_iter().flatten().filter_map(|name| id(name.get()?));
            // A task that is done or under way takes what is left of it; without a figure for that, as long as the whole.
            let whole = if task.status.get() == Some(&Progress::Done) { Some(0.0) } else { task.time.get().map(Quantity::si) };
            let duration = task.left.get().map(Quantity::si).or(whole)?;
            Some(Activity { duration, predecessors: before.collect() })
        })
        .collect();
    let activities = activities?;
    let path = critical_path(&activities).ok()?;
    let planned = tasks.iter().enumerate().map(|(number, task)| Planned {
        task: task.task.get().map_or_else(String::new, ToString::to_string),
        start: path.earliest[number],
        time: activities[number].duration,
        slack: path.slack[number],
    });
    Some(Plan {
        tasks: planned.collect(),
        duration: path.duration,
        launch_in: number(Production::at(world, 0).launch_in(&mut Trace::off())),
    })
}

/// A time in the unit in which it is read.
#[must_use]
pub fn readable(seconds: f64) -> String {
    let unit = match seconds.abs() {
        s if s < 300.0 => "s",
        s if s < 3.0 * 3600.0 => "min",
        s if s < 3.0 * 86_400.0 => "h",
        s if s < 21.0 * 86_400.0 => "days",
        _ => "weeks",
    };
    Measure::new(seconds, crate::quantity::find_unit(unit)).to_string()
}
