//! Facts of what is done to a part after something else: the order of two steps and the time between them.

use super::typed::{Order, Part, Step, Thing, methods};
use super::world::OrderView;
use super::{Known, Trace, World};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::order_facts;

/// Every step with every later one that works on one of its parts, once for each such part.
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

order_facts!(methods);

impl Order<'_> {
    fn view(&self) -> OrderView {
        self.world.orders[self.index]
    }
}

impl<'w> Facts<'w> for Order<'w> {
    fn earlier(self, trace: &mut Trace) -> Known<Step<'w>> {
        let earlier = self.view().earlier;
        trace.given(self.world.steps[earlier].span);
        Ok(Step::at(self.world, earlier))
    }

    fn later(self, trace: &mut Trace) -> Known<Step<'w>> {
        let later = self.view().later;
        trace.given(self.world.steps[later].span);
        Ok(Step::at(self.world, later))
    }

    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.view().part))
    }

    fn direct(self, _: &mut Trace) -> Known<bool> {
        let OrderView { earlier, later, .. } = self.view();
        Ok(self.world.sequence.previous[later].contains(&earlier))
    }

    fn elapsed(self, trace: &mut Trace) -> Known<Bounds> {
        let OrderView { earlier, later, .. } = self.view();
        // Needs the rest after the first.
        let (rest, complete) = super::step::rest_between(self.world, earlier, later, trace);
        if !complete {
            return trace.unknown(|| super::step::path(self.world, earlier, "wait"));
        }
        // Minutes on a line, hours on a rack.
        Ok(Bounds::exact(rest, find_unit(if rest < 2.0 * 3600.0 { "min" } else { "h" })))
    }
}
