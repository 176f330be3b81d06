//! Figures of the tables that facts of joints, faces and contacts read.

use super::{FactId, Item, Trace, Value, World};
use crate::knowledge::Table;
use crate::vocabulary::figure;

pub(super) const ANODIC_INDEX: FactId = figure(Table::Material, "anodic_index");
pub(super) const COATED: FactId = figure(Table::Material, "coated");
pub(super) const COMPRESSION_SET: FactId = figure(Table::Material, "compression_set");
pub(super) const METALLIC: FactId = figure(Table::Material, "metallic");
pub(super) const OPAQUE: FactId = figure(Table::Material, "opaque");
pub(super) const POISSON_RATIO: FactId = figure(Table::Material, "poisson_ratio");
pub(super) const SEALS: FactId = figure(Table::Material, "seals");
pub(super) const SKIN: FactId = figure(Table::Material, "skin");
pub(super) const STRETCHED_BY_PIN: FactId = figure(Table::Material, "stretched_by_pin");
pub(super) const YOUNGS_MODULUS: FactId = figure(Table::Material, "youngs_modulus");

pub(super) const COATS: FactId = figure(Table::Process, "coats");
pub(super) const DEGREASES: FactId = figure(Table::Process, "degreases");
pub(super) const PRIMES: FactId = figure(Table::Process, "primes");
pub(super) const TREATS_SURFACE: FactId = figure(Table::Process, "treats_surface");

pub(super) const ADHERES: FactId = figure(Table::Method, "adheres");
pub(super) const BENDS_ITSELF: FactId = figure(Table::Method, "bends_itself");
pub(super) const FORMS_THREAD: FactId = figure(Table::Method, "forms_thread");
pub(super) const KEEPS_APART: FactId = figure(Table::Method, "keeps_apart");
pub(super) const NAMES_ADHESIVE: FactId = figure(Table::Method, "names_adhesive");
pub(super) const OF_ZIPPER: FactId = figure(Table::Method, "zipper");
pub(super) const SEALS_GAP: FactId = figure(Table::Method, "seals");
pub(super) const STRAINED_AS: FactId = figure(Table::Method, "strained_as");
pub(super) const STRAINS: FactId = figure(Table::Method, "strains");

/// Whether an entry of a table, or a material of the design, has a flag. For what the flag only leads to: its origin is not
/// noted.
pub(super) fn holds(world: &World<'_>, flag: FactId, entry: usize) -> bool {
    super::ask(flag, world, Item::new(flag.kind, entry), &mut Trace::off()) == Ok(Value::Flag(true))
}
