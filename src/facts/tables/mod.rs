//! Facts of materials, processes and joining methods: identity, and their figures.

pub(super) mod material;
pub(super) mod method;
pub(super) mod process;

use super::typed::Thing;
use super::{Item, Known, Lack, Origin, Trace, Value, Word, World};
use crate::knowledge::{Entry, FigureValue, PropertyKind, Table, Take, library};
use crate::quantity::{Bounds, Measure, Unit, find_unit};
use crate::vocabulary::{End, FactId};

fn entry(table: Table, index: usize) -> &'static Entry<'static> {
    library().entry(table, u16::try_from(index).unwrap_or(0))
}

/// A figure of a material, process or method.
pub fn property<'w>(
    world: &'w World<'w>,
    table: Table,
    index: usize,
    property: u16,
    end: End,
    trace: &mut Trace,
) -> Option<Value> {
    let definition = &table.properties()[property as usize];
    if table == Table::Material {
        let material = &world.materials[index];
        if let Some(figure) = material.figures.iter().find(|figure| figure.property == property) {
            trace.given(figure.span);
            return Some(value(figure.value, &definition.kind, end, figure.unit));
        }
    }
    let entry = match table {
        Table::Material => world.material_entry(index),
        Table::Process | Table::Method => Some(entry(table, index)),
    };
    let found =
        entry.and_then(|entry| entry.figures.iter().find(|figure| figure.property == property).map(|figure| (entry, figure)));
    if let Some((entry, figure)) = found {
        let (entry, property) = (entry.id, definition.name);
        trace.origin(|| Origin::Table { table, entry, property, basis: figure.basis, sources: &figure.sources });
        return Some(value(figure.value, &definition.kind, end, None));
    }
    match (definition.kind, table) {
        // The tables list what has a property; what is not listed does not have it.
        (PropertyKind::Flag, _) => Some(Value::Flag(false)),
        (_, Table::Material) => trace.need(|| format!("materials.{}.{}", world.materials[index].id, definition.name)),
        (_, Table::Process) => trace.need(|| format!("processes.{}.{}", entry.map_or("", |entry| entry.id), definition.name)),
        (_, Table::Method) => trace.need(|| format!("methods.{}.{}", entry.map_or("", |entry| entry.id), definition.name)),
    }
}

fn value(figure: FigureValue, kind: &PropertyKind, end: End, written: Option<&'static Unit>) -> Value {
    match (figure, kind) {
        (FigureValue::Range(low, high), PropertyKind::Quantity(_, unit, take)) => {
            Value::Number(Measure::new(choose(*take, end, low, high), written.or_else(|| find_unit(unit))))
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

/// The figures of a kind by their type.
macro_rules! figures {
    ($($kind:ident)*) => {$(
        #[allow(dead_code, reason = "a figure may be asked by conditions alone")]
        impl super::typed::$kind<'_> {
            /// A figure that is a number.
            pub fn figure(self, figure: FactId, trace: &mut Trace) -> Known<Bounds> {
                number(self.world, figure, self.item(), trace)
            }

            /// A figure that is a word.
            pub fn word(self, figure: FactId, trace: &mut Trace) -> Known<Word> {
                word(self.world, figure, self.item(), trace)
            }

            /// A figure that is yes or no.
            pub fn flag(self, figure: FactId, trace: &mut Trace) -> Known<bool> {
                flag(self.world, figure, self.item(), trace)
            }
        }
    )*};
}

figures! { Material Process Method }

fn number(world: &World<'_>, figure: FactId, item: Item, trace: &mut Trace) -> Known<Bounds> {
    super::ask(figure, world, item, trace)?.bounds().ok_or(Lack::Unknown)
}

fn word(world: &World<'_>, figure: FactId, item: Item, trace: &mut Trace) -> Known<Word> {
    if let Value::Word(word) = super::ask(figure, world, item, trace)? { Ok(word) } else { Err(Lack::Unknown) }
}

fn flag(world: &World<'_>, figure: FactId, item: Item, trace: &mut Trace) -> Known<bool> {
    if let Value::Flag(flag) = super::ask(figure, world, item, trace)? { Ok(flag) } else { Err(Lack::Unknown) }
}
