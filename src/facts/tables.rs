//! Facts of materials, processes and joining methods: identity, and their figures.

use super::vocabulary::{End, choose};
use super::{Fact, Origin, Trace, Type, Value, Words, World};
use crate::knowledge::{Entry, FigureValue, PropertyKind, Table, Take, library};
use crate::quantity::{Measure, Unit, find_unit};

const ID: &str = "its id";

/// Facts of materials beside their figures.
pub static MATERIAL: &[Fact] = &[
    Fact::new("id", Type::Word(Words::Of(Table::Material)), "", "the library material it is or starts from", |w, i, _| {
        w.material_entry(i).map(|entry| Value::Word(entry.id))
    }),
    Fact::new("family", Type::Word(Words::These(MATERIAL_FAMILIES)), "", "family, such as `rigid-plastic`", |w, i, _| {
        w.material_entry(i).map(|entry| Value::Word(entry.family))
    }),
    Fact::new("chemistry", Type::Word(Words::Any), "", "chemistry, such as `polyolefin`", |w, i, _| {
        w.material_entry(i).map(|entry| Value::Word(entry.chemistry))
    }),
    Fact::new("classes", Type::Words(Words::Any), "", "classes under which pairs name it", |w, i, _| {
        w.material_entry(i).map(|entry| Value::Words(entry.classes.clone()))
    }),
];

/// The families of materials.
pub const MATERIAL_FAMILIES: &[&str] = &[
    "rigid-plastic",
    "elastomer",
    "foam",
    "textile",
    "leather",
    "film",
    "metal",
    "magnet",
    "composite",
    "wood",
    "paperboard",
    "adhesive",
    "tape",
    "coating",
    "prototype",
    "device",
];

/// Facts of processes beside their figures.
pub static PROCESS: &[Fact] = &[
    Fact::new("id", Type::Word(Words::Of(Table::Process)), "", ID, |_, i, _| Some(Value::Word(entry(Table::Process, i).id))),
    Fact::new("family", Type::Word(Words::Any), "", "family, such as `molding` or `printing-and-casting`", |_, i, _| {
        Some(Value::Word(entry(Table::Process, i).family))
    }),
    Fact::new("role", Type::Word(Words::Any), "", "forming, joining, finishing, inspection or handling", |_, i, _| {
        Some(Value::Word(entry(Table::Process, i).chemistry))
    }),
];

/// Facts of joining methods beside their figures.
pub static METHOD: &[Fact] = &[
    Fact::new("id", Type::Word(Words::Of(Table::Method)), "", ID, |_, i, _| Some(Value::Word(entry(Table::Method, i).id))),
    Fact::new("family", Type::Word(Words::Any), "", "family, such as `adhesive`, `snap` or `seal`", |_, i, _| {
        Some(Value::Word(entry(Table::Method, i).family))
    }),
];

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
) -> Option<Value<'w>> {
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
        (_, Table::Process | Table::Method) => trace
            .need(|| format!("{} of the {} table entry {}", definition.name, table.word(), entry.map_or("", |entry| entry.id))),
    }
}

fn value<'v>(figure: FigureValue<'v>, kind: &PropertyKind, end: End, written: Option<&'static Unit>) -> Value<'v> {
    match (figure, kind) {
        (FigureValue::Range(low, high), PropertyKind::Quantity(_, unit, take)) => {
            Value::Number(Measure::new(choose(*take, end, low, high), written.or_else(|| find_unit(unit))))
        }
        (FigureValue::Range(low, high), _) => Value::Number(Measure::new(choose(Take::Middle, end, low, high), written)),
        (FigureValue::Word(word), _) => Value::Word(word),
        (FigureValue::Flag(flag), _) => Value::Flag(flag),
    }
}
