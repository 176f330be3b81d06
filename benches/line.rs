//! Time to balance a line of 30 tasks: fewest stations proven, then the smallest slowest station.
//!
//! `cargo bench --bench line` prints the figures and writes nothing. Nodes are the same on every machine, times are not.

use std::time::{Duration, Instant};

use caseproof::line::{Effort, Rule, Task, assign_by, balance};

const ROUNDS: usize = 21;

/// Sawyer's line of 30 tasks, <https://github.com/maralbus/SALBP>, data/Scholl/SAWYER30.IN2.
const TIMES: [u32; 30] =
    [8, 7, 19, 10, 2, 6, 14, 10, 1, 4, 14, 15, 5, 12, 9, 10, 2, 10, 18, 16, 21, 14, 16, 7, 17, 9, 25, 7, 14, 2];
const ORDER: &str = "1,4 1,5 2,11 2,12 3,16 3,17 4,7 5,6 6,7 7,8 8,9 9,26 10,24 12,13 13,14 14,15 14,20 15,22 16,20 17,18 18,19 \
                     20,21 20,24 21,22 22,23 23,27 24,25 25,26 26,27 27,28 27,29 29,30";

fn tasks() -> Vec<Task> {
    let mut tasks: Vec<Task> = TIMES.iter().map(|time| Task::new(f64::from(*time), vec![])).collect();
    let number = |text: &str| text.parse::<usize>().expect("a task number") - 1;
    for (before, after) in ORDER.split_whitespace().filter_map(|pair| pair.split_once(',')) {
        tasks[number(after)].predecessors.push(number(before));
    }
    tasks
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64()
}

fn timed<T>(work: impl Fn() -> T) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

fn main() {
    let tasks = tasks();
    println!("{} tasks, {ROUNDS} rounds, median", tasks.len());
    for cycle in [25.0, 27.0, 30.0, 33.0, 36.0, 41.0, 47.0, 54.0, 75.0] {
        let fewest = Effort { smoothing: 0, ..Effort::default() };
        let found = balance(&tasks, cycle, &Effort::default()).expect("the line is in order");
        assert!(found.proven && found.balanced_proven, "the effort suffices at {cycle} s");
        let rules = Rule::ALL.map(|rule| assign_by(rule, &tasks, cycle).map_or(0, |line| line.count()));
        let seconds = |effort: Effort| median((0..ROUNDS).map(|_| timed(|| balance(&tasks, cycle, &effort))).collect());
        println!(
            "cycle {cycle:>3} s  {:>2} stations (rules {rules:?})  slowest {:>2} s  {:>6} nodes  {:>6.2} ms  smoothed {:>6.2} ms",
            found.fewest.count(),
            found.balanced.slowest(),
            found.nodes,
            seconds(fewest) * 1e3,
            seconds(Effort::default()) * 1e3,
        );
    }
}
