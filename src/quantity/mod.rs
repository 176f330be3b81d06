//! Quantities: a number, its unit and its dimension.
//!
//! Engineers write `5 mm`, `0.2 in`, `-4 °F`, `18 N/25mm`. This module turns such text into a number in coherent SI units,
//! remembers the unit it was written in, and refuses what does not fit. It must never know what a quantity is used for:
//! no limits of engineering judgement stand here.

mod arithmetic;
mod bounds;
mod dimension;
mod measure;
mod rounding;
mod text;
mod toward;
mod unit;

pub use arithmetic::combine;
pub use bounds::Bounds;
pub use dimension::Dimension;
pub use measure::Measure;
pub use rounding::reaches;
pub use text::{QuantityError, dashed_range, parse_as, parse_measure, parse_tolerance, split_range};
pub use toward::Toward;
pub use unit::{Unit, display_number, equal, find_unit, less, parse_unit, round_toward, three_figures, unit_beside, units_of};

#[cfg(test)]
mod tests;
