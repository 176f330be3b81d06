//! Facts of what is done to a part after something else: the order of two steps and the time between them.

use super::given::computed_in;
use super::world::OrderView;
use super::{Fact, Item, Kind, Trace, Type, Value, World};
use crate::quantity::Dimension;

/// Every step with every later one that works on one of its parts.
pub(super) fn orders(world: &World<'_>) -> Vec<OrderView> {
    let worked: Vec<Vec<usize>> = (0..world.steps.len()).map(|step| parts_worked_on(world, step)).collect();
    let mut orders = Vec::new();
    for later in 0..world.steps.len() {
        for earlier in (0..world.steps.len()).filter(|earlier| world.sequence.is_before(*earlier, later)) {
            if let Some(part) = worked[later].iter().find(|part| worked[earlier].contains(part)) {
                orders.push(OrderView { earlier, later, part: *part });
            }
        }
    }
    orders
}

/// The orders in which a step is the later one, in the order of the earlier ones.
pub(super) fn before<'w>(world: &'w World<'_>, later: usize) -> &'w [OrderView] {
    // They stand in the order of their later steps.
    let start = world.orders.partition_point(|order| order.later < later);
    let end = world.orders.partition_point(|order| order.later <= later);
    &world.orders[start..end]
}

/// The parts on which a step works: those it names, adds or joins; a step without any works on all that are there.
fn parts_worked_on(world: &World<'_>, step: usize) -> Vec<usize> {
    let view = &world.steps[step];
    let joined = view.makes.iter().chain(&view.undoes).flat_map(|joint| &world.joints[*joint].parts);
    let named: Vec<usize> = view.of.iter().chain(&view.adds).chain(joined).copied().collect();
    if !named.is_empty() {
        return named;
    }
    (0..world.parts.len())
        .filter(|part| super::joint::adders(world, *part).any(|adder| world.sequence.is_before(adder, step)))
        .collect()
}

/// The time from the end of the first step to the start of the second; needs the rest after the first.
fn elapsed(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Value<'static>> {
    let order = world.orders[i];
    let (rest, complete) = super::step::rest_between(world, order.earlier, order.later, trace);
    if !complete {
        return trace.need(|| super::step::path(world, order.earlier, "wait"));
    }
    // Minutes on a line, hours on a rack.
    computed_in(Some(rest), if rest < 2.0 * 3600.0 { "min" } else { "h" })
}

/// Facts of orders.
pub static ORDER: &[Fact] = &[
    Fact::new("earlier", Type::Item(Kind::Step), "", "the step that comes first", |w, i, t| {
        t.given(w.steps[w.orders[i].earlier].span);
        Some(Value::Item(Item::new(Kind::Step, w.orders[i].earlier)))
    }),
    Fact::new("later", Type::Item(Kind::Step), "", "the step that comes later", |w, i, t| {
        t.given(w.steps[w.orders[i].later].span);
        Some(Value::Item(Item::new(Kind::Step, w.orders[i].later)))
    }),
    Fact::new("part", Type::Item(Kind::Part), "", "the first of the parts on which both work", |w, i, _| {
        Some(Value::Item(Item::new(Kind::Part, w.orders[i].part)))
    }),
    Fact::new("direct", Type::Flag, "", "no step comes between them", |w, i, _| {
        let order = w.orders[i];
        Some(Value::Flag(w.sequence.previous[order.later].contains(&order.earlier)))
    }),
    Fact::new(
        "elapsed",
        Type::Number(Dimension::TIME),
        "h",
        "time from the end of the first step to the start of the second",
        elapsed,
    ),
];
