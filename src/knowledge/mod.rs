//! What a factory knows: materials, processes, joining methods, pairs, transfers and tolerance tables, each figure with its source.
//!
//! The tables are written by hand below `checks/knowledge`, checked and prepared by the build script, and read here without
//! copying. This module must never know a design.

mod basis;
mod color;
mod defect;
mod entry;
mod expected;
mod feature;
mod library;
mod makes;
mod property;
mod tone;

pub use basis::{Basis, Trust};
pub use defect::{DefectRow, Negations};
pub use entry::{
    Ability, Class, Entry, Family, Figure, FigureValue, Makes, Measured, Pair, PairIndex, Restriction, Risk, Source, State,
    Tables, ToleranceTable, Transfer,
};
pub use expected::{Claimant, Condition, Expectation, IngressRow, Numeral, SurfaceRow, TestRow};
pub use feature::Feature;
pub use library::{Library, library};
pub use property::{MATERIAL_PROPERTIES, METHOD_PROPERTIES, PROCESS_PROPERTIES, Property, PropertyKind, Table, Take};
pub use tone::{Colors, Tone};
