//! `caseproof.toml`: what a project makes of the checks, where it applies, and whence each setting comes.
//!
//! A configuration is a list of layers: bases first, then the file, its profile, its overrides by path, and the command line. The
//! later layer decides. What comes out of it for one path is plain data: a [`Policy`](crate::judge::Policy) for the judge and the
//! terms of the gate. This module must never know what a check says or how anything is shown.

mod kept;
mod layer;
mod load;
mod names;
mod settle;
mod toml;
mod written;

pub use layer::{Config, Whence};
pub use load::{FILE_NAME, load, nearest_above};
pub use settle::{Named, Settled, Settling};
pub use written::{Threshold, config_schema, share};
