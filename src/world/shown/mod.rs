//! What tests and builds are to show, and which of them say it: claims with their tests, and lots of units built alike.

pub(crate) mod agent;
pub mod claim;
pub(crate) mod condition;
pub mod defect;
mod kind;
pub mod lot;
pub(crate) mod made_of;
mod promise;
pub(crate) mod revision;
mod target;
pub(crate) mod written;

pub(crate) use kind::{Shown, Told, cites_standard, shown, told};
pub use promise::Made;
pub use target::Target;
pub(crate) use target::{speaks_for, tested};
