//! What the rows may name besides the facts: the open findings, and the weeks that a model takes.

use crate::knowledge::Basis;
use crate::language::NamedLimit;
use crate::quantity::{Bounds, Measure, find_unit};

/// A week in seconds.
pub(super) const WEEK: f64 = 604_800.0;

/// The names of these quantities, in the order of [`Quantities::named`].
pub(super) const NAMES: [&str; 5] = ["weeks_least", "weeks_most", "open_errors", "open_warnings", "expected_loss"];

/// The values of these quantities for one design and one model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantities {
    /// The phases of the model, one after the other, in seconds.
    pub(super) weeks: Bounds,
    /// Findings that are errors and stand by themselves.
    pub(super) errors: usize,
    /// Findings that are warnings and stand by themselves.
    pub(super) warnings: usize,
    /// The expected loss of the findings in a year, in money.
    pub(super) loss: f64,
}

impl Default for Quantities {
    fn default() -> Self {
        Self { weeks: Bounds::exact(0.0, find_unit("weeks")), errors: 0, warnings: 0, loss: 0.0 }
    }
}

impl Quantities {
    /// The quantities with their names.
    pub(super) fn named(&self) -> [NamedLimit; 5] {
        let weeks = find_unit("weeks");
        let values = [
            Measure::new(self.weeks.low, weeks),
            Measure::new(self.weeks.high, weeks),
            Measure::new(self.errors as f64, None),
            Measure::new(self.warnings as f64, None),
            Measure::new(self.loss, find_unit("USD")),
        ];
        let mut values = values.into_iter();
        NAMES.map(|name| NamedLimit {
            name: name.to_owned(),
            measure: values.next().unwrap_or(Measure::new(0.0, None)),
            basis: Basis::Sourced,
            source: String::new(),
        })
    }
}
