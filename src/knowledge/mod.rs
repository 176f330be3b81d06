//! What a factory knows: materials, processes, joining methods, pairs, transfers and tolerance tables, each figure with its source.
//!
//! The tables are written by hand below `checks/knowledge`, checked and prepared by the build script, and read here without
//! copying. This module must never know a design.

mod entry;
mod library;
mod makes;
mod property;

pub use entry::{
    Ability, Basis, Entry, Feature, Figure, FigureValue, Makes, Pair, PairIndex, Restriction, Risk, Source, State, Survey,
    Tables, ToleranceTable, Transfer, Trust,
};
pub use library::{Library, library};
pub use property::{MATERIAL_PROPERTIES, METHOD_PROPERTIES, PROCESS_PROPERTIES, Property, PropertyKind, Table, Take};
