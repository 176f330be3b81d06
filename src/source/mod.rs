//! Texts, their places, and where they come from.
//!
//! A [`Span`] names the text it is of, so that what is said of a value can be shown where the value was written: in the spec, in
//! a base it extends, or in a file of records. Nothing but the [`Disk`] touches the file system. This module must never know
//! what a text means.

mod asked;
mod file;
mod glob;
mod map;
mod prepared;
mod provider;
mod quick;
mod search;
mod slip;
mod span;
mod suggest;

pub use file::{Position, SourceFile, is_yaml};
pub(crate) use glob::glob;
pub use map::SourceMap;
pub use prepared::Prepared;
#[cfg(feature = "cli")]
pub(crate) use provider::plain;
pub use provider::{Disk, EntryKind, Memory, Provider, content_hash, flat};
pub(crate) use quick::{QuickMap, QuickSet, quick_map};
pub use search::{Known, missing, search};
pub use slip::{crossed, grouped_by_points, spoken, thousands, without_comma};
pub use span::{FileId, Span};
pub use suggest::{
    MOST_CANDIDATES, Thing, candidates, covers, did_you_mean, did_you_mean_one_of, fold, nearest, nearest_by_words, rank,
};
