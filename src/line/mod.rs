//! Balancing an assembly line: which tasks each station does, so that no station takes longer than the cycle, no task comes
//! before its predecessors and the stations are as few as possible (the simple assembly line balancing problem of type 1), and
//! with that number of stations the slowest one is as fast as possible (type 2).
//!
//! [`balance`] is exact while its effort lasts and says whether it was; [`assign_by`] gives the textbook rules to compare with.
//!
//! A task with several stations side by side takes them for itself: each of its `k` stations works on every `k`-th unit, so
//! that its time by cycle is `time / k`, and it counts as `k` stations. Only tasks that take no time may share them. See
//! C. Becker, A. Scholl, A survey on problems and methods in generalized assembly line balancing, European Journal of Operational
//! Research 168 (2006) 694.
//!
//! Times are rounded to whole microseconds, and half a microsecond a task is forgiven when a station is compared with the cycle,
//! so that three thirds of a second fit into one second.

pub mod critical_path;
mod network;
mod rules;
mod search;
mod tasks;

#[cfg(test)]
mod classics;
#[cfg(test)]
mod tests;

use crate::formulas::line::balance_efficiency;
use network::{Instance, Network};
pub use rules::Rule;
use search::search;
use tasks::Tasks;

/// One task of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Time for one unit in s, from 0 to 1e9.
    pub time: f64,
    /// Stations side by side that do nothing but this task, or 1 for a task that may share its station.
    pub stations: u32,
    /// Numbers of the tasks that must be done before, direct ones at least.
    pub predecessors: Vec<usize>,
}

impl Task {
    /// A task that may share its station.
    pub fn new(time: f64, predecessors: Vec<usize>) -> Self {
        Self { time, stations: 1, predecessors }
    }
}

/// One place of the line: a station, or several side by side for one task.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// Task numbers in an order in which they can be done.
    pub tasks: Vec<usize>,
    /// Stations side by side.
    pub parallel: u32,
    /// Time in s by cycle: the sum of the task times over the stations side by side.
    pub time: f64,
}

/// Tasks assigned to stations in the order of the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// Places of the line.
    pub stations: Vec<Station>,
}

impl Assignment {
    /// Number of stations, each of those side by side counted.
    pub fn count(&self) -> u64 {
        self.stations.iter().map(|station| u64::from(station.parallel)).sum()
    }

    /// Time of the slowest station in s, the shortest cycle at which the line runs.
    pub fn slowest(&self) -> f64 {
        self.stations.iter().map(|station| station.time).fold(0.0, f64::max)
    }

    /// Number of the slowest place of the line, the first of equals: the bottleneck.
    pub fn bottleneck(&self) -> Option<usize> {
        let slowest = self.slowest();
        self.stations.iter().position(|station| station.time >= slowest)
    }

    /// Work over what the stations could do in a cycle (s, above 0), see [`balance_efficiency`].
    pub fn efficiency(&self, cycle: f64) -> Option<f64> {
        let work = self.stations.iter().map(|station| station.time * f64::from(station.parallel)).sum();
        balance_efficiency(work, u32::try_from(self.count()).ok()?, cycle)
    }

    /// Smoothness index in s: the root of the sum over the stations of `(slowest - time)^2`; 0 for a perfect balance.
    ///
    /// Reference: C. Moodie, H. Young, A heuristic method of assembly line balancing, Journal of Industrial Engineering 16
    /// (1965) 23. Some authors put the cycle for the slowest station.
    pub fn smoothness_index(&self) -> f64 {
        let slowest = self.slowest();
        let squares = self.stations.iter().map(|station| f64::from(station.parallel) * (slowest - station.time).powi(2));
        squares.sum::<f64>().sqrt()
    }
}

/// A balanced line.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// As few stations as were found.
    pub fewest: Assignment,
    /// As many stations, the slowest of them as fast as was found, to the microsecond a task. Tasks with stations of their own
    /// are left out of that comparison.
    pub balanced: Assignment,
    /// Stations below which no assignment can be.
    pub lower_bound: u64,
    /// No assignment has fewer stations.
    pub proven: bool,
    /// No assignment with that many stations has a faster slowest station.
    pub balanced_proven: bool,
    /// Nodes spent.
    pub nodes: u64,
}

/// Limits of the search for the best balance. The same limits give the same answer on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Nodes for the fewest stations; 0 leaves it at the rules and the bounds.
    pub stations: u64,
    /// Nodes for the smallest slowest station; 0 leaves it at the rules.
    pub smoothing: u64,
}

impl Default for Effort {
    /// Below a second for a few dozen tasks.
    fn default() -> Self {
        Self { stations: 2_000_000, smoothing: 500_000 }
    }
}

/// Why a line cannot be balanced.
#[derive(Debug, Clone, PartialEq)]
pub enum BalanceError {
    /// There are no tasks.
    Empty,
    /// More tasks than [`MOST_TASKS`].
    TooMany {
        /// How many there are.
        tasks: usize,
    },
    /// The cycle is not a number from 1e-6 s to 1e9 s.
    Cycle,
    /// The time of a task is not a number from 0 s to 1e9 s.
    Time {
        /// Number of the task.
        task: usize,
    },
    /// A task has no station.
    NoStation {
        /// Number of the task.
        task: usize,
    },
    /// A predecessor is not a task.
    Predecessor {
        /// Number of the task.
        task: usize,
        /// The number that is not of a task.
        predecessor: usize,
    },
    /// Tasks that come before themselves, or only after such tasks.
    Loop {
        /// Numbers of the tasks, ascending.
        tasks: Vec<usize>,
    },
    /// A task takes longer than the cycle, by its stations.
    TooLong {
        /// Number of the first such task.
        task: usize,
        /// Stations side by side with which it would fit.
        stations: u64,
    },
}

impl std::fmt::Display for BalanceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => write!(f, "there are no tasks"),
            Self::TooMany { tasks } => write!(f, "{tasks} tasks are more than the {MOST_TASKS} that can be balanced"),
            Self::Cycle => write!(f, "the cycle is not a number from 1e-6 s to 1e9 s"),
            Self::Time { task } => write!(f, "the time of task {task} is not a number from 0 s to 1e9 s"),
            Self::NoStation { task } => write!(f, "task {task} has no station"),
            Self::Predecessor { task, predecessor } => write!(f, "task {task} comes after {predecessor}, which is not a task"),
            Self::Loop { tasks } => write!(f, "the order of the tasks {tasks:?} runs in a circle"),
            Self::TooLong { task, stations } => {
                write!(f, "task {task} takes longer than the cycle; it needs {stations} stations side by side")
            }
        }
    }
}

impl std::error::Error for BalanceError {}

/// Most tasks that can be balanced.
pub const MOST_TASKS: usize = 512;

/// Longest time in s.
const LONGEST: f64 = 1e9;
/// Whole units in a second.
const UNITS: f64 = 1e6;

/// The fewest stations for a cycle in s, which is the takt, and with as many the smallest slowest station.
///
/// While the effort lasts both are proven; after that they are the best found, with a lower bound. References: see the module
/// and its search.
pub fn balance(tasks: &[Task], cycle: f64, effort: &Effort) -> Result<Balance, BalanceError> {
    let line = Line::new(tasks, cycle)?;
    Ok(match tasks.len() {
        ..=64 => line.balance::<1>(effort),
        65..=128 => line.balance::<2>(effort),
        _ => line.balance::<8>(effort),
    })
}

/// Stations by a textbook rule for a cycle in s.
pub fn assign_by(rule: Rule, tasks: &[Task], cycle: f64) -> Result<Assignment, BalanceError> {
    let line = Line::new(tasks, cycle)?;
    let network = line.network::<8>();
    Ok(line.assignment(&rule.assign(&network.at(line.cycle))))
}

/// A line whose tasks and cycle are in order.
struct Line<'a> {
    tasks: &'a [Task],
    /// Cycle in the unit of `times`.
    cycle: u64,
    /// Time of each task in the largest unit that keeps all of them whole.
    times: Vec<u64>,
    /// Task numbers, those alone first, then from the longest time to the shortest: their places are the internal numbers.
    numbers: Vec<usize>,
    /// Task numbers, each after its predecessors.
    order: Vec<usize>,
}

impl<'a> Line<'a> {
    fn new(tasks: &'a [Task], cycle: f64) -> Result<Self, BalanceError> {
        if tasks.is_empty() {
            return Err(BalanceError::Empty);
        }
        if tasks.len() > MOST_TASKS {
            return Err(BalanceError::TooMany { tasks: tasks.len() });
        }
        if !(1.0 / UNITS..=LONGEST).contains(&cycle) {
            return Err(BalanceError::Cycle);
        }
        for (task, Task { time, stations, predecessors }) in tasks.iter().enumerate() {
            if !(0.0..=LONGEST).contains(time) {
                return Err(BalanceError::Time { task });
            }
            if *stations == 0 {
                return Err(BalanceError::NoStation { task });
            }
            if let Some(predecessor) = predecessors.iter().find(|number| **number >= tasks.len()) {
                return Err(BalanceError::Predecessor { task, predecessor: *predecessor });
            }
        }
        let order = order(tasks)?;
        let times: Vec<u64> = tasks.iter().map(|task| units(task.time)).collect();
        let limit = units(cycle) + tasks.len() as u64 / 2;
        if let Some(task) = (0..tasks.len()).find(|task| times[*task] > limit * u64::from(tasks[*task].stations)) {
            return Err(BalanceError::TooLong { task, stations: times[task].div_ceil(limit) });
        }
        let is_alone = |task: usize| tasks[task].stations > 1;
        let shared = (0..tasks.len()).filter(|task| !is_alone(*task));
        let unit = shared.map(|task| times[task]).fold(0, greatest_common_divisor).max(1);
        let mut numbers: Vec<usize> = (0..tasks.len()).collect();
        numbers.sort_by_key(|task| (!is_alone(*task), std::cmp::Reverse(times[*task])));
        Ok(Self { tasks, cycle: limit / unit, times: times.iter().map(|time| time / unit).collect(), numbers, order })
    }

    fn network<const WORDS: usize>(&self) -> Network<WORDS> {
        let mut places = vec![0; self.tasks.len()];
        for (place, task) in self.numbers.iter().enumerate() {
            places[*task] = place;
        }
        let internal = |tasks: &[usize]| tasks.iter().map(|task| places[*task]).collect::<Vec<_>>();
        let times = self.numbers.iter().map(|task| self.times[*task]).collect();
        let alone = self.tasks.iter().filter(|task| task.stations > 1).count();
        let predecessors: Vec<Vec<usize>> = self.numbers.iter().map(|task| internal(&self.tasks[*task].predecessors)).collect();
        Network::new(times, Tasks::below(alone), &predecessors, &internal(&self.order))
    }

    /// Stations with the numbers and times that were given.
    fn assignment<const WORDS: usize>(&self, stations: &[Tasks<WORDS>]) -> Assignment {
        let mut place = vec![0; self.tasks.len()];
        for (position, task) in self.order.iter().enumerate() {
            place[*task] = position;
        }
        let station = |load: &Tasks<WORDS>| {
            let mut tasks: Vec<usize> = load.iter().map(|task| self.numbers[task]).collect();
            tasks.sort_by_key(|task| place[*task]);
            let parallel = tasks.iter().map(|task| self.tasks[*task].stations).max().unwrap_or(1);
            let time: f64 = tasks.iter().map(|task| self.tasks[*task].time).sum();
            Station { tasks, parallel, time: time / f64::from(parallel) }
        };
        Assignment { stations: stations.iter().map(station).collect() }
    }

    fn balance<const WORDS: usize>(&self, effort: &Effort) -> Balance {
        let network = self.network::<WORDS>();
        let (instance, reversed) = (network.at(self.cycle), network.reversed());
        let all = Tasks::below(network.len());
        let bound = instance.bound(all).max(reversed.at(self.cycle).bound(all));
        let mut fewest = by_rules(&network, self.cycle);
        let mut proven = fewest.len() as u64 == bound;
        let mut nodes = 0;
        if !proven {
            let outcome = search(&network, self.cycle, fewest.len() as u64, bound, effort.stations);
            (proven, nodes) = (outcome.complete, outcome.nodes);
            fewest = outcome.stations.unwrap_or(fewest);
        }
        let (balanced, balanced_proven, smoothing) = smooth(&network, &instance, fewest.clone(), effort.smoothing);
        // Places that stand for several stations side by side.
        let extra: u64 = self.tasks.iter().map(|task| u64::from(task.stations) - 1).sum();
        Balance {
            lower_bound: if proven { fewest.len() as u64 } else { bound } + extra,
            fewest: self.assignment(&fewest),
            balanced: self.assignment(&balanced),
            proven,
            balanced_proven,
            nodes: nodes + smoothing,
        }
    }
}

/// The fewest stations of all rules from both ends of the line.
fn by_rules<const WORDS: usize>(network: &Network<WORDS>, cycle: u64) -> Vec<Tasks<WORDS>> {
    let reversed = network.reversed();
    let (forward, backward) = (network.at(cycle), reversed.at(cycle));
    let from_end = |rule: Rule| rule.assign(&backward).into_iter().rev().collect();
    let all = Rule::ALL.into_iter().flat_map(|rule| [rule.assign(&forward), from_end(rule)]);
    all.min_by_key(Vec::len).unwrap_or_default()
}

/// As many stations with the smallest slowest one, whether that is proven, and the nodes spent: bisection over the cycle.
///
/// Tasks with stations of their own keep their times and are left out of the comparison.
fn smooth<const WORDS: usize>(
    network: &Network<WORDS>,
    instance: &Instance<'_, WORDS>,
    stations: Vec<Tasks<WORDS>>,
    budget: u64,
) -> (Vec<Tasks<WORDS>>, bool, u64) {
    let slowest = |stations: &[Tasks<WORDS>]| stations.iter().map(|load| network.shared_time(*load)).max().unwrap_or(0);
    let count = stations.len() as u64;
    let shared = count - network.alone() as u64;
    let mut best = stations;
    let mut high = slowest(&best).min(instance.cycle);
    let mut low = if shared == 0 { high } else { network.longest().max(network.work().div_ceil(shared)).max(1) };
    let (mut proven, mut nodes) = (true, 0);
    while low < high {
        let middle = low.midpoint(high);
        let mut found = by_rules(network, middle);
        if found.len() as u64 > count {
            let outcome = search(network, middle, count + 1, count, (budget - nodes) / 4);
            nodes += outcome.nodes;
            match outcome.stations {
                Some(stations) => found = stations,
                None => {
                    proven &= outcome.complete;
                    low = middle + 1;
                    continue;
                }
            }
        }
        high = slowest(&found).max(low);
        best = found;
    }
    (best, proven, nodes)
}

/// A time in whole units. The time is from 0 to [`LONGEST`], so that nothing is lost.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the time is checked to be inside")]
fn units(time: f64) -> u64 {
    (time * UNITS).round() as u64
}

fn greatest_common_divisor(left: u64, right: u64) -> u64 {
    if right == 0 { left } else { greatest_common_divisor(right, left % right) }
}

/// Task numbers so that each comes after its predecessors, the lowest possible number first.
fn order(tasks: &[Task]) -> Result<Vec<usize>, BalanceError> {
    let mut order = Vec::with_capacity(tasks.len());
    let mut done = vec![false; tasks.len()];
    let ready = |task: usize, done: &[bool]| !done[task] && tasks[task].predecessors.iter().all(|earlier| done[*earlier]);
    while let Some(task) = (0..tasks.len()).find(|task| ready(*task, &done)) {
        done[task] = true;
        order.push(task);
    }
    if order.len() < tasks.len() {
        return Err(BalanceError::Loop { tasks: (0..tasks.len()).filter(|task| !done[*task]).collect() });
    }
    Ok(order)
}
