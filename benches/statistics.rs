//! Tolerance stacks: time of the exact sum by kind of contributor, of what follows from it, and of the simulation.
//!
//! `cargo bench --bench statistics` prints the figures and writes nothing. Ratios within one run are what counts: machines differ
//! and drift.

use std::time::Instant;

use caseproof::expression::Expression;
use caseproof::formulas::distribution::{Distribution, Gap, Term, contributions, simulate};

const ROUNDS: usize = 31;

/// Median seconds of one run.
fn seconds<T>(rounds: usize, work: impl Fn() -> T) -> f64 {
    let time = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed().as_secs_f64()
    };
    let mut times: Vec<f64> = (0..rounds).map(time).collect();
    times.sort_by(f64::total_cmp);
    times[rounds / 2]
}

fn stack(distributions: Vec<Option<Distribution>>) -> Vec<Term> {
    distributions.into_iter().flatten().map(|distribution| Term { sensitivity: 1.0, distribution }).collect()
}

fn uniforms() -> Vec<Term> {
    stack((0..8).map(|_| Distribution::uniform(-0.5, 0.5)).collect())
}

fn normals() -> Vec<Term> {
    stack((0..8).map(|_| Distribution::normal(0.0, 0.1)).collect())
}

fn mixed() -> Vec<Term> {
    let measured: Vec<f64> = (0..60).map(|index| 0.3 * f64::sin(0.7 * f64::from(index))).collect();
    stack(vec![
        Distribution::uniform(0.0, 1.0),
        Distribution::uniform(0.0, 0.7),
        Distribution::triangular(0.0, 0.3, 1.0),
        Distribution::normal(0.0, 0.1),
        Distribution::normal(0.0, 0.3),
        Distribution::skewed(0.0, 0.2, 1.0),
        Distribution::truncated_normal(0.0, 0.3, -0.5, 0.4),
        Distribution::measured(&measured),
    ])
}

fn skewed() -> Vec<Term> {
    stack((0..8).map(|_| Distribution::skewed(0.0, 0.1, 1.0)).collect())
}

fn main() {
    println!("8 contributors, median of {ROUNDS} rounds");
    for (name, terms) in [("uniform", uniforms()), ("normal", normals()), ("mixed", mixed()), ("skewed", skewed())] {
        let Some(gap) = Gap::new(&terms) else { return };
        for share in [1e-3, 1e-6, 1e-9] {
            let (Some(low), Some(high)) = (gap.quantile(share), gap.quantile_above(share)) else { return };
            let time = seconds(ROUNDS, || Gap::new(&terms).and_then(|gap| gap.tails(low, high)));
            println!("{name:<8} both tails at {share:>5e}      {:>8.2} ms", time * 1e3);
        }
        let (Some(low), Some(high)) = (gap.quantile(1e-4), gap.quantile_above(1e-4)) else { return };
        println!("{name:<8} quantile at 1e-4         {:>8.2} ms", seconds(ROUNDS, || gap.quantile(1e-4)) * 1e3);
        println!("{name:<8} histogram of 60 classes  {:>8.2} ms", seconds(ROUNDS, || gap.histogram(60)) * 1e3);
        let time = seconds(ROUNDS, || contributions(&terms, low, high, 0.1));
        println!("{name:<8} contributions            {:>8.2} ms", time * 1e3);
        let parts: Vec<Distribution> = terms.iter().map(|term| term.distribution.clone()).collect();
        let time = seconds(5, || simulate(&parts, 1_000_000, 1, |values| values.iter().sum()));
        println!("{name:<8} 1e6 samples, all threads {:>8.1} ms", time * 1e3);
    }
    expressions();
}

fn expressions() {
    let text = "sqrt((a + b)^2 + (c - d)^2) - e * cos(f / 1 m * 1 rad) + max(g, h)";
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let Ok(expression) = Expression::length(text, &names) else { return };
    let parts: Vec<Distribution> = (0..8).filter_map(|_| Distribution::uniform(0.9, 1.1)).collect();
    let time = seconds(5, || simulate(&parts, 1_000_000, 1, |values| expression.evaluate(values)));
    println!("expression 1e6 samples, all threads {:>7.1} ms", time * 1e3);
    let values = [1.0, 1.1, 0.9, 1.2, 0.5, 0.1, 0.3, 0.4];
    let alone = seconds(ROUNDS, || (0..1000).map(|_| expression.evaluate(std::hint::black_box(&values))).sum::<f64>());
    println!("expression alone                    {:>7.1} ns", alone * 1e6);
}
