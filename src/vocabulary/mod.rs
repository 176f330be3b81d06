//! The vocabulary: the name, type, unit and sentence of every fact, as rows without code.
//!
//! The compiler of conditions, the build script, the documentation and the methods of `facts` all read these rows: a row
//! without its method, or a method of another type, does not compile. No design and no value is known here.

mod kind;
mod types;
pub mod words;

mod build;
mod claim;
mod contact;
mod cycle;
mod defect;
mod demand;
mod design;
mod dimension;
mod document;
mod engagement;
mod environment;
mod face;
mod joint;
mod layer;
mod lot;
mod material;
mod measurement;
mod method;
mod order;
mod pairing;
mod part;
mod placement;
mod process;
mod production;
mod restriction;
mod risk;
mod route;
mod stack;
mod step;
mod test;
mod usage;
mod waiver;

pub use kind::{Item, Kind};
pub use types::{End, FactId, Type, Words};

use crate::knowledge::{Property, PropertyKind, Table};
use crate::quantity::Toward;
use crate::source::nearest;

pub(crate) use {
    build::build_facts, claim::claim_facts, contact::contact_facts, cycle::cycle_facts, defect::defect_facts,
    demand::demand_facts, design::design_facts, dimension::dimension_facts, document::document_facts,
    engagement::engagement_facts, environment::environment_facts, face::face_facts, joint::joint_facts, layer::layer_facts,
    lot::lot_facts, material::material_facts, measurement::measurement_facts, method::method_facts, order::order_facts,
    pairing::pairing_facts, part::part_facts, placement::placement_facts, process::process_facts, production::production_facts,
    restriction::restriction_facts, risk::risk_facts, route::route_facts, stack::stack_facts, step::step_facts, test::test_facts,
    usage::use_facts, waiver::waiver_facts,
};

/// A fact as conditions and documentation see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// The unit in which it is shown if the design does not choose one; empty for a plain number.
    pub unit: &'static str,
    /// What it means.
    pub sentence: &'static str,
}

/// Rows as a constant list.
macro_rules! table {
    ($kind:ident: $($name:ident: $type:ident $(($($of:tt)*))?, $sentence:literal;)*) => {
        &[$(Row {
            name: stringify!($name),
            kind: types::fact_type!($type $($($of)*)?),
            unit: types::fact_unit!($type $($($of)*)?),
            sentence: $sentence,
        },)*]
    };
}

/// The facts of a kind that are computed, without the figures of its table.
const fn own(kind: Kind) -> &'static [Row] {
    match kind {
        Kind::Design => design_facts!(table),
        Kind::Environment => environment_facts!(table),
        Kind::Production => production_facts!(table),
        Kind::Engagement => engagement_facts!(table),
        Kind::Document => document_facts!(table),
        Kind::Part => part_facts!(table),
        Kind::Layer => layer_facts!(table),
        Kind::Use => use_facts!(table),
        Kind::Contact => contact_facts!(table),
        Kind::Joint => joint_facts!(table),
        Kind::Face => face_facts!(table),
        Kind::Pairing => pairing_facts!(table),
        Kind::Step => step_facts!(table),
        Kind::Placement => placement_facts!(table),
        Kind::Order => order_facts!(table),
        Kind::Cycle => cycle_facts!(table),
        Kind::Dimension => dimension_facts!(table),
        Kind::Stack => stack_facts!(table),
        Kind::Route => route_facts!(table),
        Kind::Risk => risk_facts!(table),
        Kind::Restriction => restriction_facts!(table),
        Kind::Build => build_facts!(table),
        Kind::Measurement => measurement_facts!(table),
        Kind::Test => test_facts!(table),
        Kind::Claim => claim_facts!(table),
        Kind::Lot => lot_facts!(table),
        Kind::Defect => defect_facts!(table),
        Kind::Waiver => waiver_facts!(table),
        Kind::Demand => demand_facts!(table),
        Kind::Material => material_facts!(table),
        Kind::Process => process_facts!(table),
        Kind::Method => method_facts!(table),
    }
}

/// The table whose figures are facts of a kind.
const fn table_of(kind: Kind) -> Option<Table> {
    match kind {
        Kind::Material => Some(Table::Material),
        Kind::Process => Some(Table::Process),
        Kind::Method => Some(Table::Method),
        _ => None,
    }
}

/// How many facts of a kind are computed; figures of its table are numbered behind them.
#[must_use]
pub const fn own_count(kind: Kind) -> usize {
    own(kind).len()
}

/// How many facts a kind has.
#[must_use]
pub const fn count(kind: Kind) -> usize {
    let figures = match table_of(kind) {
        Some(table) => table.properties().len(),
        None => 0,
    };
    own_count(kind) + figures
}

/// Whether figures of a table are among the facts of a kind: then a fact may be an end of a range.
#[must_use]
pub const fn has_figures(kind: Kind) -> bool {
    table_of(kind).is_some()
}

/// The facts of a kind: those that are computed, then the figures of its table.
pub fn rows(kind: Kind) -> impl Iterator<Item = Row> {
    let figures = table_of(kind).map_or(&[][..], Table::properties);
    own(kind).iter().copied().chain(figures.iter().map(figure_row))
}

fn figure_row(property: &Property) -> Row {
    let (kind, unit) = match property.kind {
        PropertyKind::Quantity(dimension, unit, _) => (Type::Number(dimension), unit),
        PropertyKind::Word([]) => (Type::Word(Words::Any), ""),
        PropertyKind::Word(words) => (Type::Word(Words::These(words)), ""),
        PropertyKind::Flag => (Type::Flag, ""),
    };
    Row { name: property.name, kind, unit, sentence: property.sentence }
}

impl FactId {
    /// Its row.
    #[must_use]
    pub fn row(self) -> Row {
        let number = usize::from(self.number);
        own(self.kind).get(number).copied().unwrap_or_else(|| {
            let properties = table_of(self.kind).map_or(&[][..], Table::properties);
            figure_row(&properties[number - own_count(self.kind)])
        })
    }

    /// To which side it is rounded where it is shown, if it is an end of a confidence interval.
    #[must_use]
    pub fn toward(self) -> Option<Toward> {
        const DOWN: [FactId; 5] = [
            fact(Kind::Lot, "demonstrated_yield"),
            fact(Kind::Step, "demonstrated_yield"),
            fact(Kind::Test, "demonstrated_reliability"),
            fact(Kind::Test, "reliability_without_failure"),
            fact(Kind::Measurement, "cpk_demonstrated"),
        ];
        const UP: [FactId; 1] = [fact(Kind::Lot, "best_yield")];
        let down = DOWN.contains(&self).then_some(Toward::Down);
        down.or_else(|| UP.contains(&self).then_some(Toward::Up))
    }

    /// Whether it counts things, so that it is a whole number wherever one is chosen.
    #[must_use]
    pub fn is_count(self) -> bool {
        const COUNTS: [FactId; 3] = [fact(Kind::Part, "cavities"), fact(Kind::Joint, "cycles"), fact(Kind::Step, "rack")];
        COUNTS.contains(&self) || self.row().unit == "units"
    }

    /// The table and the number of the property, if it is a figure of a table.
    #[must_use]
    pub fn property(self) -> Option<(Table, u16)> {
        let number = usize::from(self.number).checked_sub(own_count(self.kind))?;
        Some((table_of(self.kind)?, u16::try_from(number).ok()?))
    }
}

/// A figure of a table by its name. Used in constants alone, where a name that the table does not have does not compile.
///
/// # Panics
///
/// Where the table has no such figure, at compile time.
#[must_use]
pub const fn figure(table: Table, name: &str) -> FactId {
    let kind = match table {
        Table::Material => Kind::Material,
        Table::Process => Kind::Process,
        Table::Method => Kind::Method,
    };
    let properties = table.properties();
    let mut number = 0;
    while number < properties.len() {
        if same(properties[number].name, name) {
            #[expect(clippy::cast_possible_truncation, reason = "a table has some hundred figures at most")]
            return FactId { kind, number: (own_count(kind) + number) as u16, end: End::Cautious };
        }
        number += 1;
    }
    panic!("the table has no such figure")
}

/// A fact of a kind by its name, without the figures of its table. Used in constants alone, where a name that the kind does not
/// have does not compile.
///
/// # Panics
///
/// Where the kind has no such fact, at compile time.
#[must_use]
pub const fn fact(kind: Kind, name: &str) -> FactId {
    let rows = own(kind);
    let mut number = 0;
    while number < rows.len() {
        if same(rows[number].name, name) {
            #[expect(clippy::cast_possible_truncation, reason = "a kind has some hundred facts at most")]
            return FactId { kind, number: number as u16, end: End::Cautious };
        }
        number += 1;
    }
    panic!("the kind has no such fact")
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// A fact of a kind by its name; `name_low` and `name_high` are the ends of a range in a table.
#[must_use]
pub fn find(kind: Kind, name: &str) -> Option<FactId> {
    let number = |name: &str| rows(kind).position(|row| row.name == name).and_then(|number| u16::try_from(number).ok());
    if let Some(number) = number(name) {
        return Some(FactId { kind, number, end: End::Cautious });
    }
    let (stem, end) = match (name.strip_suffix("_low"), name.strip_suffix("_high")) {
        (Some(stem), _) => (stem, End::Low),
        (_, Some(stem)) => (stem, End::High),
        _ => return None,
    };
    let fact = FactId { kind, number: number(stem)?, end };
    let is_range = fact.property().is_some() && matches!(fact.row().kind, Type::Number(_));
    is_range.then_some(fact)
}

/// The fact name closest to an unknown one.
#[must_use]
pub fn nearest_fact(kind: Kind, name: &str) -> Option<&'static str> {
    nearest(name, rows(kind).map(|row| row.name))
}
