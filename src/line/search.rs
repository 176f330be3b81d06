//! Fewest stations by branch, bound and remember: stations are filled one after the other, and a set of tasks that was reached
//! before with no more stations is not looked at again.
//!
//! A node is a choice of one task during the filling of a station. The effort is limited by nodes, not by the clock, so that
//! every machine gives the same answer.
//!
//! References: E. Sewell, S. Jacobson, A branch, bound, and remember algorithm for the simple assembly line balancing problem,
//! INFORMS Journal on Computing 24 (2012) 433 (memory, cyclic best-first order); J. Jackson, A computing procedure for a line
//! balancing problem, Management Science 2 (1956) 261 (full stations, dominance).

use super::network::{Instance, Network};
use super::tasks::{Mixer, Tasks};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

/// What a search found.
#[derive(Debug)]
pub(super) struct Outcome<const WORDS: usize> {
    /// Stations fewer than were known, if there are any.
    pub(super) stations: Option<Vec<Tasks<WORDS>>>,
    /// Nothing was left out: there are no fewer stations than those found or known.
    pub(super) complete: bool,
    pub(super) nodes: u64,
}

/// A search for fewer stations than a number, with a budget.
type Turn<'a, const WORDS: usize> = &'a dyn Fn(u64, u64) -> Outcome<WORDS>;

/// Looks for fewer than `known` stations until `enough` are found, nothing is left or `budget` nodes are spent.
///
/// The line is walked from both ends in turn, as one of them is often far easier: a sixteenth of the budget each, then the rest.
pub(super) fn search<const WORDS: usize>(
    network: &Network<WORDS>,
    cycle: u64,
    known: u64,
    enough: u64,
    budget: u64,
) -> Outcome<WORDS> {
    let reversed = network.reversed();
    let (forward, backward) = (network.at(cycle), reversed.at(cycle));
    let front = |fewest, budget| Search::new(&forward, fewest, enough, budget).run();
    let back = |fewest, budget| {
        let mut outcome = Search::new(&backward, fewest, enough, budget).run();
        outcome.stations.iter_mut().for_each(|stations| stations.reverse());
        outcome
    };
    let part = budget / 16;
    let turns: [(Turn<'_, WORDS>, u64); 4] = [(&front, part), (&back, part), (&front, 7 * part), (&back, budget)];
    let mut best = Outcome { stations: None, complete: false, nodes: 0 };
    for (turn, share) in turns {
        let fewest = best.stations.as_ref().map_or(known, |stations| stations.len() as u64);
        let outcome = turn(fewest, share.min(budget - best.nodes));
        best.nodes += outcome.nodes;
        best.stations = outcome.stations.or(best.stations);
        if outcome.complete {
            best.complete = true;
            break;
        }
    }
    best
}

/// Tasks assigned to full stations.
#[derive(Debug, Clone, Copy)]
struct State<const WORDS: usize> {
    done: Tasks<WORDS>,
    stations: u64,
    idle: u64,
    /// The state before the last station; the first state is its own.
    previous: usize,
}

struct Search<'a, const WORDS: usize> {
    instance: &'a Instance<'a, WORDS>,
    states: Vec<State<WORDS>>,
    /// Fewest stations with which a set of tasks was reached.
    seen: HashMap<Tasks<WORDS>, u64, Mixer>,
    /// Open states by number of stations, most promising first, older ones first among equals.
    open: BTreeMap<u64, BinaryHeap<Reverse<(i128, usize)>>>,
    /// Only fewer stations than these are of interest.
    fewest: u64,
    enough: u64,
    found: Option<Vec<Tasks<WORDS>>>,
    nodes: u64,
    budget: u64,
}

impl<'a, const WORDS: usize> Search<'a, WORDS> {
    fn new(instance: &'a Instance<'a, WORDS>, fewest: u64, enough: u64, budget: u64) -> Self {
        let first = State { done: Tasks::EMPTY, stations: 0, idle: 0, previous: 0 };
        let open = BTreeMap::from([(0, BinaryHeap::from([Reverse((0, 0))]))]);
        Self { instance, states: vec![first], seen: HashMap::default(), open, fewest, enough, found: None, nodes: 0, budget }
    }

    /// Takes the best open state of each number of stations in turn.
    fn run(mut self) -> Outcome<WORDS> {
        let mut complete = false;
        while !complete && self.nodes < self.budget {
            complete = true;
            for level in 0..self.fewest {
                let Some(Reverse((_, index))) = self.open.get_mut(&level).and_then(BinaryHeap::pop) else { continue };
                complete = false;
                self.expand(index);
            }
            complete = complete || self.found.as_ref().is_some_and(|found| found.len() as u64 <= self.enough);
        }
        Outcome { stations: self.found, complete, nodes: self.nodes }
    }

    fn expand(&mut self, index: usize) {
        let State { done, stations, .. } = self.states[index];
        // Found since: fewer stations altogether, or fewer to the same tasks.
        let rest = Tasks::<WORDS>::below(self.instance.len()).minus(done);
        if self.seen.get(&done).is_some_and(|fewer| *fewer < stations) || stations + self.instance.bound(rest) >= self.fewest {
            return;
        }
        let candidates = self.instance.available(done);
        self.fill(index, Tasks::EMPTY, self.instance.cycle, candidates, Tasks::EMPTY);
    }

    /// Fills the station after a state in every way: the longest candidate that fits goes in or stays out.
    fn fill(&mut self, index: usize, load: Tasks<WORDS>, room: u64, candidates: Tasks<WORDS>, out: Tasks<WORDS>) {
        if self.nodes >= self.budget {
            return;
        }
        self.nodes += 1;
        let instance = self.instance;
        let State { done, stations, .. } = self.states[index];
        let Some(task) = candidates.and(instance.fitting(room)).first() else {
            self.close(index, load, room, out);
            return;
        };
        let candidates = candidates.without(task);
        let loaded = load.with(task);
        let ready = |next: &usize| instance.before[*next].is_subset(done.or(loaded));
        let freed = instance.next[task].iter().filter(ready).fold(candidates, Tasks::with);
        self.fill(index, loaded, room - instance.times[task], freed, out);
        // Left out, the task needs a later station, and the station must become too full for it.
        let out = out.with(task);
        if stations + 1 + instance.last[task] < self.fewest && self.can_fill(done.or(load), room, out) {
            self.fill(index, load, room, candidates, out);
        }
    }

    /// Whether tasks that may still come can take so much of `room` that none of those left out fits.
    fn can_fill(&self, placed: Tasks<WORDS>, room: u64, out: Tasks<WORDS>) -> bool {
        let instance = self.instance;
        let Some(shortest) = out.iter().map(|task| instance.times[task]).min() else { return true };
        let blocked = out.iter().fold(out.or(placed), |blocked, task| blocked.or(instance.after[task]));
        room < shortest + instance.time(Tasks::below(instance.len()).minus(blocked))
    }

    /// Opens the state after a filled station unless it is the end or can be left out.
    fn close(&mut self, index: usize, load: Tasks<WORDS>, room: u64, out: Tasks<WORDS>) {
        let instance = self.instance;
        if !out.and(instance.fitting(room)).is_empty() || self.fewest <= self.enough {
            return;
        }
        let previous = self.states[index];
        let (done, stations) = (previous.done.or(load), previous.stations + 1);
        let rest = Tasks::<WORDS>::below(instance.len()).minus(done);
        if rest.is_empty() {
            if stations < self.fewest {
                self.fewest = stations;
                self.found = Some(self.path(index, load));
            }
            return;
        }
        if self.seen.get(&done).is_some_and(|fewest| *fewest <= stations)
            || rest.iter().any(|task| stations + instance.last[task] >= self.fewest)
            || self.is_dominated(previous.done, load, room)
        {
            return;
        }
        self.seen.insert(done, stations);
        if stations + instance.bound(rest) >= self.fewest {
            return;
        }
        let idle = previous.idle + room;
        // Sewell and Jacobson: little idle time a station, less 0.02 units a task left, so that long tasks go first. Here the unit
        // is a thousandth of a cycle, so that the unit of time does not matter.
        let left = i128::from(instance.cycle) * i128::from(stations) * rest.len() as i128;
        let promise = i128::from(idle) * 50_000 - left;
        self.open.entry(stations).or_default().push(Reverse((promise, self.states.len())));
        self.states.push(State { done, stations, idle, previous: index });
    }

    /// Whether another task may take the place of one in the station, so that the other station is at least as good.
    fn is_dominated(&self, done: Tasks<WORDS>, load: Tasks<WORDS>, room: u64) -> bool {
        let instance = self.instance;
        let placed = done.or(load);
        load.iter().filter(|task| instance.after[*task].and(load).is_empty()).any(|task| {
            let room = room + instance.times[task];
            let others = instance.stand_ins[task].minus(placed).and(instance.fitting(room));
            others.iter().any(|other| instance.before[other].is_subset(placed))
        })
    }

    fn path(&self, index: usize, last: Tasks<WORDS>) -> Vec<Tasks<WORDS>> {
        let mut stations = vec![last];
        let mut index = index;
        while self.states[index].stations > 0 {
            let state = self.states[index];
            stations.push(state.done.minus(self.states[state.previous].done));
            index = state.previous;
        }
        stations.reverse();
        stations
    }
}
