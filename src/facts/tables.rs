//! Facts of materials, processes and joining methods: identity, and their figures.

use super::listed::Fact;
use super::typed::Thing;
use super::{Item, Known, Lack, Origin, Trace, Type, Value, Word, Words, World};
use crate::knowledge::{Entry, FigureValue, PropertyKind, Table, Take, library};
use crate::quantity::{Bounds, Measure, Unit, find_unit};
use crate::vocabulary::{End, FactId};

const ID: &str = "its id";

/// Facts of materials beside their figures.
pub static MATERIAL: &[Fact] = &[
    Fact::new("id", Type::Word(Words::Of(Table::Material)), "", "the library material it is or starts from", |w, i, _| {
        w.material_entry(i).map(|entry| Value::word(entry.id))
    }),
    Fact::new(
        "family",
        Type::Word(Words::These(crate::vocabulary::words::MATERIAL_FAMILIES)),
        "",
        "family, such as `rigid-plastic`",
        |w, i, _| w.material_entry(i).map(|entry| Value::word(entry.family)),
    ),
    Fact::new("chemistry", Type::Word(Words::Any), "", "chemistry, such as `polyolefin`", |w, i, _| {
        w.material_entry(i).map(|entry| Value::word(entry.chemistry))
    }),
    Fact::new("classes", Type::Words(Words::Any), "", "classes under which pairs name it", |w, i, _| {
        w.material_entry(i).map(|entry| Value::words(entry.classes.clone()))
    }),
];

/// Facts of processes beside their figures.
pub static PROCESS: &[Fact] = &[
    Fact::new("id", Type::Word(Words::Of(Table::Process)), "", ID, |_, i, _| Some(Value::word(entry(Table::Process, i).id))),
    Fact::new("family", Type::Word(Words::Any), "", "family, such as `molding` or `printing-and-casting`", |_, i, _| {
        Some(Value::word(entry(Table::Process, i).family))
    }),
    Fact::new("role", Type::Word(Words::Any), "", "forming, joining, finishing, inspection or handling", |_, i, _| {
        Some(Value::word(entry(Table::Process, i).chemistry))
    }),
];

/// Facts of joining methods beside their figures.
pub static METHOD: &[Fact] = &[
    Fact::new("id", Type::Word(Words::Of(Table::Method)), "", ID, |_, i, _| Some(Value::word(entry(Table::Method, i).id))),
    Fact::new("family", Type::Word(Words::Any), "", "family, such as `adhesive`, `snap` or `seal`", |_, i, _| {
        Some(Value::word(entry(Table::Method, i).family))
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

fn value<'v>(figure: FigureValue, kind: &PropertyKind, end: End, written: Option<&'static Unit>) -> Value {
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

impl super::typed::Material<'_> {
    /// A figure that is a number.
    pub fn figure(self, figure: FactId, trace: &mut Trace) -> Known<Bounds> {
        number(self.world, figure, self.item(), trace)
    }

    /// A figure that is yes or no.
    pub fn flag(self, figure: FactId, trace: &mut Trace) -> Known<bool> {
        flag(self.world, figure, self.item(), trace)
    }
}

impl super::typed::Process<'_> {
    /// A figure that is a number.
    pub fn figure(self, figure: FactId, trace: &mut Trace) -> Known<Bounds> {
        number(self.world, figure, self.item(), trace)
    }

    /// A figure that is yes or no.
    pub fn flag(self, figure: FactId, trace: &mut Trace) -> Known<bool> {
        flag(self.world, figure, self.item(), trace)
    }
}

impl super::typed::Method<'_> {
    /// A figure that is yes or no.
    pub fn flag(self, figure: FactId, trace: &mut Trace) -> Known<bool> {
        flag(self.world, figure, self.item(), trace)
    }

    /// A figure that is a word.
    pub fn word(self, figure: FactId, trace: &mut Trace) -> Known<Word> {
        let Value::Word(word) = super::ask(figure, self.world, self.item(), trace)? else { return Err(Lack::Unknown) };
        Ok(word)
    }
}

fn flag(world: &World<'_>, figure: FactId, item: Item, trace: &mut Trace) -> Known<bool> {
    let Value::Flag(flag) = super::ask(figure, world, item, trace)? else { return Err(Lack::Unknown) };
    Ok(flag)
}

fn number(world: &World<'_>, figure: FactId, item: Item, trace: &mut Trace) -> Known<Bounds> {
    super::ask(figure, world, item, trace)?.bounds().ok_or(Lack::Unknown)
}
