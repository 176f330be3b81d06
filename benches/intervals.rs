//! Exact binomial intervals per second, one thread: what a report with many counts and a study of many designs wait for.
//!
//! `cargo bench --bench intervals` prints the figures and writes nothing. Ratios within one run are what counts: machines differ
//! and drift. The sums are printed so that other programs can be compared on the same counts.

use std::time::{Duration, Instant};

use caseproof::formulas::binomial::interval;

const INTERVALS: u32 = 100_000;
const ROUNDS: usize = 7;
const CONFIDENCE: f64 = 0.95;

/// A number of trials, and the failures among them, for each interval.
type Counts = fn(u32) -> (u32, u32);

/// Kinds of counts: a pilot run, a year of production, and any share of good units.
const KINDS: [(&str, Counts); 3] = [
    ("up to 1,000 units, up to 20 failures", |place| (1 + place % 1000, (place / 1000 % 21).min(1 + place % 1000))),
    ("up to 1,000,000 units, up to 20 failures", |place| (20 + place % 1000 * 1000, place / 1000 % 21)),
    ("up to 1,000 units, any share", |place| (1 + place % 1000, (1 + place % 1000) * (place / 1000) / 100)),
];

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64()
}

/// Sum of both ends of all intervals of a kind.
fn sum(counts: Counts) -> f64 {
    (0..INTERVALS)
        .map(counts)
        .filter_map(|(trials, failures)| interval(trials.checked_sub(failures)?, trials, CONFIDENCE))
        .map(|interval| interval.lower + interval.upper)
        .sum()
}

fn main() {
    println!("{INTERVALS} Clopper-Pearson intervals, {CONFIDENCE} two-sided, median of {ROUNDS}");
    let mut times: [Vec<Duration>; KINDS.len()] = Default::default();
    // In turn, so that a machine that slows down slows all of them.
    for _ in 0..ROUNDS {
        for ((_, counts), times) in KINDS.iter().zip(&mut times) {
            let start = Instant::now();
            std::hint::black_box(sum(*counts));
            times.push(start.elapsed());
        }
    }
    for ((name, counts), times) in KINDS.iter().zip(times) {
        let seconds = median(times);
        let (millis, rate) = (seconds * 1e3, f64::from(INTERVALS) / seconds);
        println!("{name:<42} {millis:>7.1} ms {rate:>9.0} intervals/s   sum {:.9}", sum(*counts));
    }
}
