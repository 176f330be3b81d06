//! The formulas by area, one file for each, and short names for the inputs that occur most.

mod acceptance_sampling;
mod binomial;
mod boss;
mod capability;
mod cooling;
mod cost;
mod dfa;
mod flow;
mod fmea;
mod foam;
mod gauge;
mod laminate;
mod learning_curve;
mod line;
mod line_balance;
mod molding;
mod normal;
mod normality;
mod outliers;
mod press_fit;
mod reliability;
mod rolled_yield;
mod scatter;
mod seal;
mod sewing;
mod shrinkage;
mod snap_fit;
mod subgroups;
mod tolerance_interval;
mod tolerance_stack;
mod tooling;
mod yields;

use super::arguments::Fault;
use super::entry::{Area, Input, Kind, input};
use super::limit::Limit;
use crate::quantity::Dimension;

/// All areas, in the order in which they are listed.
pub static AREAS: &[Area] = &[
    Area { name: "snap-fit", formulas: snap_fit::FORMULAS },
    Area { name: "laminate", formulas: laminate::FORMULAS },
    Area { name: "seal", formulas: seal::FORMULAS },
    Area { name: "foam", formulas: foam::FORMULAS },
    Area { name: "press-fit", formulas: press_fit::FORMULAS },
    Area { name: "boss", formulas: boss::FORMULAS },
    Area { name: "molding", formulas: molding::FORMULAS },
    Area { name: "shrinkage", formulas: shrinkage::FORMULAS },
    Area { name: "cooling", formulas: cooling::FORMULAS },
    Area { name: "tooling", formulas: tooling::FORMULAS },
    Area { name: "sewing", formulas: sewing::FORMULAS },
    Area { name: "tolerance-stack", formulas: tolerance_stack::FORMULAS },
    Area { name: "scatter", formulas: scatter::FORMULAS },
    Area { name: "capability", formulas: capability::FORMULAS },
    Area { name: "subgroups", formulas: subgroups::FORMULAS },
    Area { name: "normality", formulas: normality::FORMULAS },
    Area { name: "outliers", formulas: outliers::FORMULAS },
    Area { name: "tolerance-interval", formulas: tolerance_interval::FORMULAS },
    Area { name: "gauge", formulas: gauge::FORMULAS },
    Area { name: "normal", formulas: normal::FORMULAS },
    Area { name: "yield", formulas: yields::FORMULAS },
    Area { name: "rolled-yield", formulas: rolled_yield::FORMULAS },
    Area { name: "binomial", formulas: binomial::FORMULAS },
    Area { name: "acceptance-sampling", formulas: acceptance_sampling::FORMULAS },
    Area { name: "reliability", formulas: reliability::FORMULAS },
    Area { name: "line", formulas: line::FORMULAS },
    Area { name: "flow", formulas: flow::FORMULAS },
    Area { name: "line-balance", formulas: line_balance::FORMULAS },
    Area { name: "learning-curve", formulas: learning_curve::FORMULAS },
    Area { name: "cost", formulas: cost::FORMULAS },
    Area { name: "dfa", formulas: dfa::FORMULAS },
    Area { name: "fmea", formulas: fmea::FORMULAS },
];

/// A quantity above zero.
const fn positive(name: &'static str, dimension: Dimension, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::Quantity(dimension), Limit::POSITIVE, example, meaning)
}

/// A quantity of zero or above.
const fn from_zero(name: &'static str, dimension: Dimension, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::Quantity(dimension), Limit::NOT_NEGATIVE, example, meaning)
}

/// A quantity of any sign.
const fn signed(name: &'static str, dimension: Dimension, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::Quantity(dimension), Limit::ANY, example, meaning)
}

/// A length above zero.
const fn length(name: &'static str, example: &'static str, meaning: &'static str) -> Input {
    positive(name, Dimension::LENGTH, example, meaning)
}

/// A plain number or share in a range.
const fn number(name: &'static str, limit: Limit, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::Quantity(Dimension::NONE), limit, example, meaning)
}

/// A whole number from `least` on.
const fn count(name: &'static str, least: u32, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::Count, Limit::at_least(least as f64), example, meaning)
}

/// A fault of an input unless a condition holds that several inputs share.
fn require(holds: bool, input: &'static str, message: &str) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(Fault::new(input, message)) }
}

/// A fault of the readings `values` unless two of them differ.
fn varying(values: &[f64]) -> Result<(), Fault> {
    let differ = values.first().is_some_and(|first| values.iter().any(|value| (value - first).abs() > 0.0));
    require(differ, "values", "are all equal")
}
