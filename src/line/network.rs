//! The precedence network of a line with whole-numbered times, and what follows from it for one cycle: lower bounds, stations
//! needed after a task, tasks that may stand in for others.
//!
//! References: R. Johnson, Optimally balancing large assembly lines with FABLE, Management Science 34 (1988) 240 (tails);
//! A. Scholl, R. Klein, SALOME: a bidirectional branch-and-bound procedure for assembly line balancing, INFORMS Journal on
//! Computing 9 (1997) 319 (bounds); S. Fekete, J. Schepers, New classes of fast lower bounds for bin packing problems,
//! Mathematical Programming 91 (2001) 11, surveyed in
//! <https://fdocuments.in/document/a-survey-of-dual-feasible-and-superadditive-functions.html> (dual feasible weights); S. Martello,
//! P. Toth, Lower bounds and reduction procedures for the bin packing problem, Discrete Applied Mathematics 28 (1990) 59
//! (thresholds).

use super::tasks::Tasks;

/// Times and precedence of a line, by internal task numbers.
#[derive(Debug, Clone)]
pub(super) struct Network<const WORDS: usize> {
    /// Time of each task; of one with stations of its own the time is the whole cycle, see [`Network::at`].
    times: Vec<u64>,
    /// Tasks that fill a station, whatever the cycle.
    alone: Tasks<WORDS>,
    /// All tasks before each task, direct or not.
    before: Vec<Tasks<WORDS>>,
    /// All tasks after each task, direct or not.
    after: Vec<Tasks<WORDS>>,
}

impl<const WORDS: usize> Network<WORDS> {
    /// A network of tasks numbered from the longest time to the shortest, those alone first; `order` names every task after
    /// its predecessors.
    pub(super) fn new(times: Vec<u64>, alone: Tasks<WORDS>, predecessors: &[Vec<usize>], order: &[usize]) -> Self {
        let mut before = vec![Tasks::EMPTY; times.len()];
        let mut after = vec![Tasks::EMPTY; times.len()];
        for task in order {
            before[*task] = predecessors[*task].iter().fold(Tasks::EMPTY, |all, earlier| all.or(before[*earlier]).with(*earlier));
            for earlier in before[*task].iter() {
                after[earlier] = after[earlier].with(*task);
            }
        }
        Self { times, alone, before, after }
    }

    /// The same line walked from its end: a balance of one, turned around, is a balance of the other.
    pub(super) fn reversed(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }

    pub(super) fn len(&self) -> usize {
        self.times.len()
    }

    /// The longest time of a task that shares its station.
    pub(super) fn longest(&self) -> u64 {
        self.shared().map(|task| self.times[task]).max().unwrap_or(0)
    }

    /// The sum of the times of the tasks that share stations.
    pub(super) fn work(&self) -> u64 {
        self.shared().map(|task| self.times[task]).sum()
    }

    /// The sum of the times of some tasks, those with stations of their own left out.
    pub(super) fn shared_time(&self, tasks: Tasks<WORDS>) -> u64 {
        tasks.minus(self.alone).iter().map(|task| self.times[task]).sum()
    }

    /// The number of tasks with stations of their own.
    pub(super) fn alone(&self) -> usize {
        self.alone.len()
    }

    fn shared(&self) -> impl Iterator<Item = usize> {
        Tasks::<WORDS>::below(self.times.len()).minus(self.alone).iter()
    }

    /// The network with what follows from a cycle that is at least the longest time.
    pub(super) fn at(&self, cycle: u64) -> Instance<'_, WORDS> {
        let times: Vec<u64> =
            self.times.iter().enumerate().map(|(task, time)| if self.alone.contains(task) { cycle } else { *time }).collect();
        let weights = (1..=DEPTH).map(|depth| Weights::new(&times, cycle, depth)).collect();
        let mut instance = Instance {
            cycle,
            times,
            before: &self.before,
            after: &self.after,
            weights,
            tails: vec![0; self.times.len()],
            by_tail: Vec::new(),
            last: vec![0; self.times.len()],
            next: self.after.iter().map(|all| all.iter().fold(*all, |next, task| next.minus(self.after[task]))).collect(),
            stand_ins: Vec::new(),
        };
        instance.find_tails();
        instance.find_stand_ins();
        instance
    }
}

/// Dual feasible weights used: from halves to elevenths of a cycle.
const DEPTH: u64 = 10;

/// Weights of tasks of which no station can hold more than `full`.
///
/// With `k` for the depth, a time of exactly `j / (k + 1)` cycles weighs `j / (k + 1)`, another time `t` weighs
/// `floor((k + 1) * t / cycle) / k`. Depths 1 and 2 are the bounds called LM2 and LM3 in line balancing.
#[derive(Debug)]
struct Weights {
    of: Vec<u64>,
    full: u64,
}

impl Weights {
    fn new(times: &[u64], cycle: u64, depth: u64) -> Self {
        let weight = |time: &u64| {
            let scaled = u128::from(depth + 1) * u128::from(*time);
            let (parts, exact) = (scaled / u128::from(cycle), scaled.is_multiple_of(u128::from(cycle)));
            // At most depth + 1, as no time is longer than the cycle.
            let parts = u64::try_from(parts).unwrap_or(depth + 1);
            parts * if exact { depth } else { depth + 1 }
        };
        Self { of: times.iter().map(weight).collect(), full: depth * (depth + 1) }
    }
}

/// A line with a cycle.
#[derive(Debug)]
pub(super) struct Instance<'a, const WORDS: usize> {
    pub(super) cycle: u64,
    /// Times, longest first.
    pub(super) times: Vec<u64>,
    pub(super) before: &'a [Tasks<WORDS>],
    pub(super) after: &'a [Tasks<WORDS>],
    weights: Vec<Weights>,
    /// Least time from the end of a task to the end of the line, when every station lasts one cycle.
    tails: Vec<u64>,
    /// Tasks, longest tail first.
    by_tail: Vec<usize>,
    /// Least number of stations from that of a task to the end, both included.
    pub(super) last: Vec<u64>,
    /// Tasks directly after each task.
    pub(super) next: Vec<Tasks<WORDS>>,
    /// For each task those without order to it that take at least as long and have at least its followers.
    pub(super) stand_ins: Vec<Tasks<WORDS>>,
}

impl<const WORDS: usize> Instance<'_, WORDS> {
    pub(super) fn len(&self) -> usize {
        self.times.len()
    }

    /// Sum of the times of some tasks.
    pub(super) fn time(&self, tasks: Tasks<WORDS>) -> u64 {
        tasks.iter().map(|task| self.times[task]).sum()
    }

    /// All tasks whose time is at most `room`.
    pub(super) fn fitting(&self, room: u64) -> Tasks<WORDS> {
        let first = self.times.partition_point(|time| *time > room);
        Tasks::below(self.len()).minus(Tasks::below(first))
    }

    /// Tasks outside `done` whose predecessors are all in it.
    pub(super) fn available(&self, done: Tasks<WORDS>) -> Tasks<WORDS> {
        let rest = Tasks::<WORDS>::below(self.len()).minus(done);
        rest.iter().filter(|task| self.before[*task].is_subset(done)).fold(Tasks::EMPTY, Tasks::with)
    }

    /// A lower bound of the stations for tasks that nothing outside of them follows: the greatest of thresholds, dual
    /// feasible weights and tails.
    pub(super) fn bound(&self, tasks: Tasks<WORDS>) -> u64 {
        // One machine that works off all tasks, those with long tails first, is never slower than the line.
        let (mut time, mut longest) = (0, 0);
        for task in self.by_tail.iter().filter(|task| tasks.contains(**task)) {
            time += self.times[*task];
            longest = longest.max(time + self.tails[*task]);
        }
        longest.div_ceil(self.cycle).max(self.packing_bound(tasks))
    }

    /// Lower bound of the stations when order is ignored.
    fn packing_bound(&self, tasks: Tasks<WORDS>) -> u64 {
        let weighed = self.weights.iter().map(|weights| {
            let sum: u64 = tasks.iter().map(|task| weights.of[task]).sum();
            sum.div_ceil(weights.full)
        });
        weighed.max().unwrap_or(0).max(self.threshold_bound(tasks))
    }

    /// For every threshold up to half a cycle: shorter tasks are left out, and a task that leaves less room than the threshold has
    /// its station for itself. Threshold 0 is total time over the cycle, the bound called LM1.
    fn threshold_bound(&self, tasks: Tasks<WORDS>) -> u64 {
        let times: Vec<u64> = tasks.iter().map(|task| self.times[task]).collect();
        let mut rest: u64 = times.iter().sum();
        let mut most = rest;
        let mut single = 0;
        for shortest in (0..times.len()).rev() {
            let threshold = times[shortest];
            if 2 * threshold > self.cycle {
                break;
            }
            // Times run from the longest to the shortest.
            while times.get(single).is_some_and(|time| *time > self.cycle - threshold) {
                rest -= times[single];
                single += 1;
            }
            most = most.max(self.cycle * single as u64 + rest);
            rest -= threshold;
        }
        most.div_ceil(self.cycle)
    }

    /// Tails from the end of the line forward.
    fn find_tails(&mut self) {
        let mut order: Vec<usize> = (0..self.len()).collect();
        // Fewer followers first: every task after those that follow it.
        order.sort_by_key(|task| self.after[*task].len());
        for task in order {
            let followers = self.after[task];
            let (mut time, mut tail) = (0, 0);
            for next in self.by_tail.iter().filter(|next| followers.contains(**next)) {
                time += self.times[*next];
                tail = tail.max(time + self.tails[*next]);
            }
            tail = tail.max(self.packing_bound(followers).saturating_sub(1) * self.cycle);
            // A task that does not fit into the station in which its tail begins ends before that station.
            let begun = tail % self.cycle;
            if begun + self.times[task] > self.cycle {
                tail += self.cycle - begun;
            }
            self.tails[task] = tail;
            let place = self.by_tail.partition_point(|other| self.tails[*other] >= tail);
            self.by_tail.insert(place, task);
            self.last[task] = (tail + self.times[task]).div_ceil(self.cycle).max(self.packing_bound(followers.with(task))).max(1);
        }
    }

    fn find_stand_ins(&mut self) {
        let all = Tasks::<WORDS>::below(self.len());
        let stands_in = |other: usize, task: usize| {
            let (ours, theirs) = (self.after[task], self.after[other]);
            let equal = ours == theirs && self.times[task] == self.times[other];
            self.times[other] >= self.times[task] && ours.is_subset(theirs) && (!equal || other < task)
        };
        let find = |task: usize| {
            let unordered = all.minus(self.before[task]).minus(self.after[task]).without(task);
            unordered.iter().filter(|other| stands_in(*other, task)).fold(Tasks::EMPTY, Tasks::with)
        };
        self.stand_ins = (0..self.len()).map(find).collect();
    }
}
