//! Facts of dimensions and of stacks.

use std::rc::Rc;

use super::chain::{chain, outside, statistical};
use super::given::{computed_in, counted, elements, field, flag_or_no, measure};
use super::listed::Fact;
use super::{Item, Kind, Origin, Trace, Type, Value, World};
use crate::design::{Dimensioned, Tolerance};
use crate::formulas::stack::Stack as Result;
use crate::knowledge::Basis;
use crate::quantity::{Dimension, Measure, find_unit};
use crate::yaml::TextOr;

const LENGTH: Type = Type::Number(Dimension::LENGTH);
const NUMBER: Type = Type::Number(Dimension::NONE);

fn length(si: f64) -> Option<Value> {
    si.is_finite().then(|| Value::Number(Measure::new(si, find_unit("mm"))))
}

fn path(world: &World<'_>, i: usize, name: &str) -> String {
    format!("{}.{name}", world.path(Item::new(Kind::Dimension, i)))
}

/// The deviation each way that process and resin hold as a matter of course at this size.
fn general_tolerance(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Value> {
    let view = &world.dimensions[i];
    let part = &world.parts[view.part];
    let nominal = measure(&view.dimension.nominal, trace, || path(world, i, "nominal"))?;
    let Some(process) = part.process else { return trace.need(|| format!("parts.{}.process", part.id)) };
    let item = Item::new(Kind::Process, process as usize);
    let figure = |name: &str, kind: Kind, item: Item, trace: &mut Trace| {
        crate::vocabulary::find(kind, name).and_then(|fact| super::value_of(fact, world, item, trace))
    };
    let table = figure("tolerance_table", Kind::Process, item, &mut Trace::off());
    if let Some(Value::Word(table)) = table.filter(|table| *table != Value::word("none")) {
        trace.given(part.part.process.span());
        let group: Rc<str> = if &*table == "din-16742" {
            let own = figure("tolerance_group", Kind::Process, item, &mut Trace::off());
            if let Some(Value::Word(group)) = own {
                figure("tolerance_group", Kind::Process, item, trace);
                return by_table(world, &table, &group, nominal, trace);
            }
            let Some(material) = part.material else { return trace.need(|| format!("parts.{}.material", part.id)) };
            trace.given(part.part.material.span());
            match figure("tolerance_group", Kind::Material, Item::new(Kind::Material, material), trace)? {
                Value::Word(group) => group,
                _ => return None,
            }
        } else {
            "".into()
        };
        return by_table(world, &table, &group, nominal, trace);
    }
    let floor = figure("tolerance_floor", Kind::Process, item, trace);
    let share = figure("tolerance_share", Kind::Process, item, &mut Trace::off());
    let Some(Value::Number(floor)) = floor else { return None };
    let by_size = match share {
        Some(Value::Number(share)) => share.si * nominal.si,
        _ => 0.0,
    };
    let adds = figure("tolerance_adds", Kind::Process, item, &mut Trace::off()) == Some(Value::Flag(true));
    length(if adds { floor.si + by_size } else { floor.si.max(by_size) })
}

/// The deviation each way that a table of general tolerances gives for a size.
fn by_table(world: &World<'_>, table: &str, group: &str, nominal: Measure, trace: &mut Trace) -> Option<Value> {
    let found = world.library.tolerances(table, group)?;
    let Some(limit) = found.limit(nominal.si) else {
        return trace.need(|| format!("a tolerance by agreement: {nominal} is outside {table}"));
    };
    let what = || format!("{table} {group}").trim_end().to_owned();
    trace.origin(|| Origin::Row { what: what(), basis: Basis::Sourced, sources: &found.sources });
    length(limit)
}

fn half_width(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<f64> {
    field(&world.dimensions[i].dimension.tolerance, trace, || path(world, i, "tolerance")).map(Tolerance::half_width)
}

/// Whether a stack names a dimension.
fn in_stack(world: &World<'_>, i: usize) -> bool {
    let view = &world.dimensions[i];
    let name = format!("{}.{}", world.parts[view.part].id, view.id);
    let is_it = |side: Option<&TextOr<Box<str>, Dimensioned>>| matches!(side, Some(TextOr::Text(text)) if **text == *name);
    world.stacks.iter().any(|stack| {
        let linked = elements(&stack.given.chain).any(|(link, _)| is_it(link.plus.get()) || is_it(link.minus.get()));
        let variables = stack.given.variables.get().map_or(&[][..], |variables| variables);
        linked || variables.iter().any(|variable| is_it(variable.value.as_ref()))
    })
}

/// Facts of dimensions.
pub static DIMENSION: &[Fact] = &[
    Fact::new("part", Type::Item(Kind::Part), "", "its part", |w, i, _| {
        Some(Value::Item(Item::new(Kind::Part, w.dimensions[i].part)))
    }),
    Fact::new("nominal", LENGTH, "mm", "its nominal value", |w, i, t| {
        super::given::number(&w.dimensions[i].dimension.nominal, t, || path(w, i, "nominal"))
    }),
    Fact::new("tolerance", LENGTH, "mm", "half of the width of its tolerance", |w, i, t| length(half_width(w, i, t)?)),
    Fact::new("toleranced", Type::Flag, "", "it has a tolerance", |w, i, _| {
        Some(Value::Flag(w.dimensions[i].dimension.tolerance.is_given()))
    }),
    Fact::new("critical", Type::Flag, "", "it is critical to quality", |w, i, t| {
        flag_or_no(&w.dimensions[i].dimension.critical, t)
    }),
    Fact::new("in_stack", Type::Flag, "", "a stack is made of it", |w, i, _| Some(Value::Flag(in_stack(w, i)))),
    Fact::new(
        "general_tolerance",
        LENGTH,
        "mm",
        "deviation each way that process and resin hold as a matter of course at this size",
        |w, i, t| general_tolerance(w, i, t),
    ),
    Fact::new("measurements", Type::Items(Kind::Measurement), "", "measurements of it", |w, i, _| {
        let view = &w.dimensions[i];
        let name = format!("{}.{}", w.parts[view.part].id, view.id);
        let found = w.measurements.iter().enumerate().filter(|(_, m)| m.given.of.get().is_some_and(|of| **of == *name));
        Some(Value::items(found.map(|(number, _)| Item::new(Kind::Measurement, number)).collect()))
    }),
];

fn result(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Result> {
    chain(world, i, trace).map(|chain| chain.stack)
}

fn limit(world: &World<'_>, i: usize, upper: bool, trace: &mut Trace) -> Option<Value> {
    let view = &world.stacks[i];
    let range = field(&view.given.limits, trace, || format!("stacks.{}.limits", view.id))?;
    Some(Value::Number(if upper { range.high.measure } else { range.low.measure }))
}

/// Facts of stacks.
pub static STACK: &[Fact] = &[
    Fact::new("lower_limit", LENGTH, "mm", "smallest gap that works", |w, i, t| limit(w, i, false, t)),
    Fact::new("upper_limit", LENGTH, "mm", "largest gap that works", |w, i, t| limit(w, i, true, t)),
    Fact::new("contributors", NUMBER, "", "number of contributors", |w, i, _| {
        let given = w.stacks[i].given;
        counted(elements(&given.chain).count() + given.variables.get().map_or(0, |variables| variables.len()))
    }),
    Fact::new("nominal", LENGTH, "mm", "gap at nominal dimensions", |w, i, t| length(result(w, i, t)?.nominal)),
    Fact::new("worst_case_min", LENGTH, "mm", "smallest gap at the worst case", |w, i, t| {
        length(result(w, i, t)?.worst_case.minimum)
    }),
    Fact::new("worst_case_max", LENGTH, "mm", "largest gap at the worst case", |w, i, t| {
        length(result(w, i, t)?.worst_case.maximum)
    }),
    Fact::new(
        "statistical_min",
        LENGTH,
        "mm",
        "smallest gap by root sum square; for an expression the end of the range that holds 99.73 %",
        |w, i, t| length(statistical(w, i, t)?.0),
    ),
    Fact::new(
        "statistical_max",
        LENGTH,
        "mm",
        "largest gap by root sum square; for an expression the end of the range that holds 99.73 %",
        |w, i, t| length(statistical(w, i, t)?.1),
    ),
    Fact::new(
        "share_outside",
        NUMBER,
        "%",
        "share of assemblies outside the limits, each contributor scattering as given, or normally with Cp 1",
        |w, i, t| computed_in(outside(w, i, t), "%"),
    ),
];
