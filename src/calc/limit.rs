//! The sentence that says which range an input has to lie in.

use crate::formulas::limit::End;
pub use crate::formulas::limit::Limit;
use crate::quantity::{Dimension, Measure, Unit, display_number};

impl Limit {
    /// What a value has to be: `above 0 and up to 1`; nothing for any number. Ends other than zero are shown in `unit`.
    #[must_use]
    pub fn words(self, unit: Option<&'static Unit>) -> String {
        let show = |end: f64| match unit {
            Some(unit) if end != 0.0 || unit.dimension.is_point() => Measure::new(end, Some(unit)).to_string(),
            _ => display_number(end),
        };
        match (self.low, self.high) {
            (End::Open, End::Open) => String::new(),
            (End::Including(low), End::Including(high)) => format!("from {} to {}", show(low), show(high)),
            (End::Including(low), End::Excluding(high)) => format!("from {} to below {}", show(low), show(high)),
            (End::Excluding(low), End::Including(high)) => format!("above {} and up to {}", show(low), show(high)),
            (End::Excluding(low), End::Excluding(high)) => format!("above {} and below {}", show(low), show(high)),
            (End::Including(low), End::Open) => format!("{} or more", show(low)),
            (End::Excluding(low), End::Open) => format!("above {}", show(low)),
            (End::Open, End::Including(high)) => format!("{} or less", show(high)),
            (End::Open, End::Excluding(high)) => format!("below {}", show(high)),
        }
    }

    /// Whether the range is that of a share, so that a number above 1 was meant in percent.
    #[must_use]
    pub fn is_share(self, dimension: Dimension) -> bool {
        dimension == Dimension::NONE && matches!(self.high, End::Including(1.0) | End::Excluding(1.0))
    }
}
