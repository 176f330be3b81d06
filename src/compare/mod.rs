//! Two runs held against each other: what a repository has accepted, and what a change of its designs does.
//!
//! A finding is the same in both if it is of the same design, check and subject, whatever its place in the file and the values
//! that led to it. This module judges nothing and knows no format, no file and no program.

mod baseline;
mod difference;
mod hold;
mod sweep;

pub use crate::finding::{Gauge, Mark, Turn};
pub use baseline::{Baseline, Entry};
pub use difference::{Before, Change, Designed, KINDS, Kind, Placed, Standing, any, difference};
pub use hold::{Ended, Hold, Outcome, Share};
pub use sweep::{At, Range, Row, State, Stretch, Sweep, sweep};
