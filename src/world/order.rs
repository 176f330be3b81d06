//! What is done to a part after something else.

use super::World;
use super::sequence::adders;
use super::views::OrderView;

/// Every step with every later one that works on one of its parts, once for each such part.
pub(crate) fn orders(world: &World<'_>) -> Vec<OrderView> {
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
pub(crate) fn before<'w>(world: &'w World<'_>, later: usize) -> &'w [OrderView] {
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
    let mut parts: Vec<usize> = (0..world.parts.len()).filter(|part| is_there(world, step, *part)).collect();
    // In the order in which they come in, whatever the order of the keys.
    let place = |part: usize| {
        let adder = adders(world, part).next()?;
        Some((adder, world.steps[adder].adds.iter().position(|added| *added == part)))
    };
    parts.sort_by_key(|part| place(*part));
    parts
}

/// Whether a step works on a part because it names nothing and the part is there; nobody knows where no step brings the part in.
pub(crate) fn works_on_all(world: &World<'_>, step: usize, part: usize) -> Option<bool> {
    let view = &world.steps[step];
    let names = view.step.of.is_given() || !(view.adds.is_empty() && view.makes.is_empty() && view.undoes.is_empty());
    if names {
        return Some(false);
    }
    adders(world, part).next().map(|_| is_there(world, step, part))
}

/// Whether a step before this one brings a part in.
fn is_there(world: &World<'_>, step: usize, part: usize) -> bool {
    adders(world, part).any(|adder| world.sequence.is_before(adder, step))
}

/// The parts that go through a step: those it names, adds or joins, and where it names none under `of` all that are there.
pub(crate) fn parts_under(world: &World<'_>, step: usize) -> Vec<usize> {
    let view = &world.steps[step];
    let joined = |part: usize| view.makes.iter().any(|joint| world.joints[*joint].parts.contains(&part));
    let named = |part: usize| view.of.contains(&part) || view.adds.contains(&part) || joined(part);
    let there = |part: usize| !view.step.of.is_given() && is_there(world, step, part);
    (0..world.parts.len()).filter(|part| named(*part) || there(*part)).collect()
}
