//! What each step leaves of the units that are started.

use serde::Serialize;

use crate::facts::World;
use crate::study::{Amount, LineStudy};

/// From all units down to the rolled throughput yield. Shares are fractions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Yields {
    /// The steps in the order of the file.
    pub steps: Vec<StepYield>,
    /// What is left after all steps; at most this where the yield of a step is not known.
    pub rolled: f64,
    /// The least that may be left, where yields are given as ranges.
    pub least: f64,
    /// Fields of the steps whose yield is not known.
    pub unknown: Vec<String>,
    /// Interval that builds show, with 90 % confidence, and how many steps have builds.
    pub interval: Option<(f64, f64)>,
    /// Steps with builds.
    pub shown_steps: usize,
    /// Target yield.
    pub target: Option<Amount>,
    /// First-pass yield that each step would need for the target if all were alike.
    pub needed_each: Option<Amount>,
}

/// What a step leaves.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepYield {
    /// Its id.
    pub step: String,
    /// First-pass yield; none if it is not known.
    pub share: Option<Amount>,
    /// Units built with the production process.
    pub built: u32,
    /// Interval that these show, with 90 % confidence.
    pub shown: Option<(f64, f64)>,
    /// What is left before it, at the better ends.
    pub before: f64,
    /// What is left after it.
    pub after: f64,
}

pub(super) fn yields(world: &World<'_>, line: &LineStudy) -> Yields {
    let (mut left, mut least) = (1.0, 1.0);
    let mut unknown = Vec::new();
    let steps = line.steps.iter().zip(&world.steps).map(|(step, view)| {
        let before = left;
        left *= step.first_pass_yield.map_or(1.0, Amount::high);
        least *= step.first_pass_yield.map_or(1.0, Amount::low);
        if step.first_pass_yield.is_none() {
            unknown.push(format!("assembly.{}.yield", view.id));
        }
        StepYield {
            step: step.step.clone(),
            share: step.first_pass_yield,
            built: step.built,
            shown: step.shown,
            before,
            after: left,
        }
    });
    let steps = steps.collect();
    Yields {
        steps,
        rolled: left,
        least,
        unknown,
        interval: line.rolled.and_then(|rolled| rolled.interval),
        shown_steps: line.rolled.map_or(0, |rolled| rolled.shown_steps),
        target: line.target,
        needed_each: line.rolled.and_then(|rolled| rolled.needed_each),
    }
}
