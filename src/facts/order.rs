//! Facts of what is done to a part after something else: the order of two steps and the time between them.

use super::typed::{Order, Part, Step, Thing, methods};
use super::{Known, Trace};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::order_facts;
use crate::world::views::OrderView;

order_facts!(methods);

/// From which time on parts rest on a rack rather than on the line, in s.
const LONG: f64 = 2.0 * 3600.0;

/// How finely a rest of hours is told, in s.
const TENTH_OF_HOUR: f64 = 360.0;

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

    fn repeated(self, _: &mut Trace) -> Known<bool> {
        let OrderView { earlier, later, .. } = self.view();
        let process = self.world.steps[earlier].process;
        let after = |step: &usize| self.world.sequence.is_before(later, *step);
        Ok((0..self.world.steps.len()).filter(after).any(|step| process.is_some() && self.world.steps[step].process == process))
    }

    fn elapsed(self, trace: &mut Trace) -> Known<Bounds> {
        let OrderView { earlier, later, .. } = self.view();
        // Needs the rest after the first.
        let (rest, complete) = super::step::rest_between(self.world, earlier, later, trace);
        if !complete {
            return trace.unknown(|| super::path_of_step(self.world, earlier, "wait"));
        }
        // Minutes on a line, hours on a rack. Nobody keeps a rest of hours to the seconds that the steps after it take.
        let hours = (rest / TENTH_OF_HOUR).round() * TENTH_OF_HOUR;
        Ok(if rest < LONG { Bounds::exact(rest, find_unit("min")) } else { Bounds::exact(hours, find_unit("h")) })
    }
}
