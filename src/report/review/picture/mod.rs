//! Where the lines and boxes of the pictures of a page stand. Templates draw them and write what stands beside them.
//!
//! Lengths are in the units of the view box of a picture, which is about as wide as a printed page in pixels.

mod assembly;
mod layers;
mod scale;
mod stacks;
mod station;
mod waterfall;

use serde::Serialize;

use crate::review::Review;
use assembly::Flow;
use layers::Section;
use stacks::Ranges;
use station::Stations;
use waterfall::{Fall, cost, yields};

/// The pictures of a design.
#[derive(Debug, Serialize)]
pub(super) struct Pictures {
    layers: Vec<Section>,
    assembly: Option<Flow>,
    yields: Option<Fall>,
    /// One for each stack; none of one that could not be studied.
    stacks: Vec<Option<Ranges>>,
    line: Option<Stations>,
    cost: Option<Fall>,
}

impl Pictures {
    pub(super) fn of(review: &Review) -> Self {
        Self {
            layers: review.layers.iter().map(layers::section).collect(),
            assembly: review.assembly.as_ref().map(assembly::flow),
            yields: review.yields.as_ref().map(yields),
            stacks: review.stacks.iter().map(|stack| stack.study.as_ref().map(stacks::ranges)).collect(),
            line: review.line.as_ref().and_then(station::stations),
            cost: cost(&review.cost),
        }
    }
}

/// A text that fits into so many columns; a wide character takes two.
fn fitting(text: &str, columns: usize) -> String {
    crate::report::wrap::clip(text, columns)
}

/// A coordinate with one decimal: what is finer nobody sees.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
