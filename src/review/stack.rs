//! The tolerance stacks of a design, each studied or with what it needs.

use serde::Serialize;

use crate::facts::World;
use crate::study::{Sampling, StackStudy, stack_study};

/// Samples of the simulation: shares of a tenth of a percent are told apart, and the convolution tells them exactly.
const SAMPLES: usize = 100_000;
/// Seed of the simulation.
const SEED: u64 = 1;

/// A tolerance stack.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stack {
    /// Its id.
    pub id: String,
    /// How it was studied; none if something is missing.
    pub study: Option<StackStudy>,
    /// What is missing.
    pub needs: Vec<String>,
}

pub(super) fn stacks(world: &World<'_>) -> Vec<Stack> {
    let one = |id: &str| match stack_study(world, id, Sampling { samples: SAMPLES, seed: SEED }) {
        Ok(study) => Stack { id: id.to_owned(), study: Some(study), needs: Vec::new() },
        Err(needs) => Stack { id: id.to_owned(), study: None, needs },
    };
    world.stacks.iter().map(|stack| one(&stack.id)).collect()
}
