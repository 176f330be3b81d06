//! Figures of the tables: how one of an entry, or of a material of the design, is read, and those that relations hang on.

use super::World;
use super::value::{Known, Origin, Trace, Value};
use crate::knowledge::{Entry, FigureValue, PropertyKind, Table, Take, library};
use crate::quantity::{Bounds, Measure, Unit, find_unit};
use crate::vocabulary::{End, FactId, figure};

pub(crate) const ALIGNS_CHARGER: FactId = figure(Table::Material, "aligns_charger");
pub(crate) const ANODIC_INDEX: FactId = figure(Table::Material, "anodic_index");
pub(crate) const COATED: FactId = figure(Table::Material, "coated");
pub(crate) const COMPRESSION_SET: FactId = figure(Table::Material, "compression_set");
pub(crate) const CONDUCTIVE: FactId = figure(Table::Material, "conductive");
pub(crate) const GENERIC: FactId = figure(Table::Material, "generic");
pub(crate) const GIVES_OFF: FactId = figure(Table::Material, "gives_off");
pub(crate) const METALLIC: FactId = figure(Table::Material, "metallic");
pub(crate) const NEVER_MELTS: FactId = figure(Table::Material, "never_melts");
pub(crate) const PLASTIC: FactId = figure(Table::Material, "plastic");
pub(crate) const OPAQUE: FactId = figure(Table::Material, "opaque");
pub(crate) const POISSON_RATIO: FactId = figure(Table::Material, "poisson_ratio");
pub(crate) const REACHES_THROUGH: FactId = figure(Table::Material, "reaches_through");
pub(crate) const SEALS: FactId = figure(Table::Material, "seals");
pub(crate) const SKIN: FactId = figure(Table::Material, "skin");
pub(crate) const STRETCHED_BY_PIN: FactId = figure(Table::Material, "stretched_by_pin");
pub(crate) const YIELD_STRENGTH: FactId = figure(Table::Material, "yield_strength");
pub(crate) const YOUNGS_MODULUS: FactId = figure(Table::Material, "youngs_modulus");
pub(crate) const ZIPPER: FactId = figure(Table::Material, "zipper");

pub(crate) const COATS: FactId = figure(Table::Process, "coats");
pub(crate) const COVERS: FactId = figure(Table::Process, "covers");
pub(crate) const DEGREASES: FactId = figure(Table::Process, "degreases");
pub(crate) const HAND_FORCE: FactId = figure(Table::Process, "hand_force");
pub(crate) const INSULATES: FactId = figure(Table::Process, "insulates");
pub(crate) const PLATES: FactId = figure(Table::Process, "plates");
pub(crate) const PRIMES: FactId = figure(Table::Process, "primes");
pub(crate) const TREATS_SURFACE: FactId = figure(Table::Process, "treats_surface");

pub(crate) const ADHERES: FactId = figure(Table::Method, "adheres");
pub(crate) const AMONG_PLASTICS: FactId = figure(Table::Method, "among_plastics");
pub(crate) const BENDS_ITSELF: FactId = figure(Table::Method, "bends_itself");
pub(crate) const BOSS_TO_SCREW_MIN: FactId = figure(Table::Method, "boss_to_screw_min");
pub(crate) const FASTENER: FactId = figure(Table::Method, "fastener");
pub(crate) const FORMS_THREAD: FactId = figure(Table::Method, "forms_thread");
pub(crate) const HUB_TO_DIAMETER_MIN: FactId = figure(Table::Method, "hub_to_diameter_min");
pub(crate) const KEEPS_APART: FactId = figure(Table::Method, "keeps_apart");
pub(crate) const MAY_ADHERE: FactId = figure(Table::Method, "may_adhere");
pub(crate) const MECHANICAL: FactId = figure(Table::Method, "mechanical");
pub(crate) const MOLDED_ONTO: FactId = figure(Table::Method, "molded_onto");
pub(crate) const NAMES_ADHESIVE: FactId = figure(Table::Method, "names_adhesive");
pub(crate) const OF_ZIPPER: FactId = figure(Table::Method, "zipper");
pub(crate) const SEALS_GAP: FactId = figure(Table::Method, "seals");
pub(crate) const SETS_THREAD: FactId = figure(Table::Method, "sets_thread");
pub(crate) const STRAINED_AS: FactId = figure(Table::Method, "strained_as");
pub(crate) const STRAINS: FactId = figure(Table::Method, "strains");
pub(crate) const TOOL_FORCE: FactId = figure(Table::Method, "tool_force");

/// Whether an entry of a table, or a material of the design, has a flag. For what the flag only leads to: its origin is not
/// noted.
pub(crate) fn holds(world: &World<'_>, flag: FactId, entry: usize) -> bool {
    let Some((table, property)) = flag.property() else { return false };
    self::property(world, table, entry, property, flag.end, &mut Trace::off()) == Ok(Value::Flag(true))
}

/// Whether a method holds by an adhesive, or may be fixed by one.
pub(crate) fn may_adhere(world: &World<'_>, method: u16) -> bool {
    holds(world, ADHERES, method.into()) || holds(world, MAY_ADHERE, method.into())
}

/// A figure of an entry of a table, or of a material of the design; its origin is noted.
pub(crate) fn figure_of(world: &World<'_>, figure: FactId, entry: usize, trace: &mut Trace) -> Option<Value> {
    let (table, property) = figure.property()?;
    self::property(world, table, entry, property, figure.end, trace).ok()
}

/// A figure of a material, process or method.
pub fn property(world: &World<'_>, table: Table, index: usize, property: u16, end: End, trace: &mut Trace) -> Known<Value> {
    let definition = &table.properties()[property as usize];
    if table == Table::Material {
        let material = &world.materials[index];
        if let Some(figure) = material.figures.iter().find(|figure| figure.property == property) {
            let path = || format!("materials.{}.{}", material.id, definition.name);
            trace.given_at(figure.span, path);
            let value = value(figure.value, &definition.kind, end, figure.unit);
            if matches!(value, Value::Within(_)) {
                trace.closer(path);
            }
            return Ok(value);
        }
        if !material.one_of.is_empty() {
            let of = |meant: usize, trace: &mut Trace| self::property(world, table, meant, property, end, trace);
            return world.of_meant(index, definition.name, trace, of);
        }
    }
    let entry = match table {
        Table::Material => world.material_entry(index),
        Table::Process | Table::Method => Some(world.library.entry(table, u16::try_from(index).unwrap_or(0))),
    };
    if let Some((entry, figure)) = entry.and_then(|entry| Some((entry, entry.figure(property)?))) {
        let (entry, property) = (entry.id, definition.name);
        trace.origin(|| Origin::Table { table, entry, property, basis: figure.basis, sources: &figure.sources });
        return Ok(value(figure.value, &definition.kind, end, None));
    }
    if matches!(definition.kind, PropertyKind::Flag) && is_no_unless_listed(table, entry, property) {
        return Ok(Value::Flag(false));
    }
    trace.unknown(|| match table {
        Table::Material => format!("materials.{}.{}", world.materials[index].id, definition.name),
        Table::Process => format!("processes.{}.{}", entry.map_or("", |entry| entry.id), definition.name),
        Table::Method => format!("methods.{}.{}", entry.map_or("", |entry| entry.id), definition.name),
    })
}

/// Whether a flag that is not listed does not hold. Processes and methods say of which kinds they are; of a material it is
/// known where its whole family was looked at, and of a grade of the project that is like no other nothing is.
fn is_no_unless_listed(table: Table, entry: Option<&Entry<'_>>, flag: u16) -> bool {
    match table {
        Table::Process | Table::Method => true,
        Table::Material => entry.is_some_and(|entry| library().is_surveyed(entry.family, flag)),
    }
}

fn value(figure: FigureValue, kind: &PropertyKind, end: End, written: Option<&'static Unit>) -> Value {
    match (figure, kind) {
        (FigureValue::Range(low, high), PropertyKind::Quantity(_, unit, take)) => {
            let unit = written.or_else(|| find_unit(unit));
            let chosen = choose(*take, end, low, high);
            // Of a figure that is given by its other end alone no more than that is known.
            if chosen.is_finite() { Value::Number(Measure::new(chosen, unit)) } else { Value::Within(Bounds { low, high, unit }) }
        }
        (FigureValue::Range(low, high), _) => Value::Number(Measure::new(choose(Take::Middle, end, low, high), written)),
        (FigureValue::Word(word), _) => Value::word(word),
        (FigureValue::Flag(flag), _) => Value::Flag(flag),
    }
}

/// The end of a range that a property stands for.
const fn choose(take: Take, end: End, low: f64, high: f64) -> f64 {
    match (end, take) {
        (End::Low, _) | (End::Cautious, Take::Low) => low,
        (End::High, _) | (End::Cautious, Take::High) => high,
        (End::Cautious, Take::Middle) => f64::midpoint(low, high),
    }
}
