//! Facts of stacks.

use super::chain::{Chain, chain, outside, statistical};
use super::given::{elements, field};
use super::typed::{Stack, methods};
use super::{Known, Lack, Trace, Word};
use crate::design::{self, Deviation, Range};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::stack_facts;
use crate::world::views::Listed;

stack_facts!(methods);

impl<'w> Stack<'w> {
    fn view(self) -> &'w Listed<'w, design::Stack> {
        &self.world.stacks[self.index]
    }

    fn limits(self, trace: &mut Trace) -> Known<&'w Range<Deviation>> {
        field(&self.view().given.limits, trace, || format!("stacks.{}.limits", self.view().id)).ok_or(Lack::Unknown)
    }

    fn chain(self, trace: &mut Trace) -> Known<Chain> {
        chain(self.world, self.index, trace).ok_or(Lack::Unknown)
    }
}

fn length(si: f64) -> Known<Bounds> {
    if si.is_finite() { Ok(Bounds::exact(si, find_unit("mm"))) } else { Err(Lack::Unknown) }
}

impl Facts<'_> for Stack<'_> {
    fn lower_limit(self, trace: &mut Trace) -> Known<Bounds> {
        self.limits(trace).map(|limits| limits.low.measure.into())
    }

    fn upper_limit(self, trace: &mut Trace) -> Known<Bounds> {
        self.limits(trace).map(|limits| limits.high.measure.into())
    }

    fn contributors(self, _: &mut Trace) -> Known<Bounds> {
        let given = self.view().given;
        let variables = given.variables.get().map_or(0, |variables| variables.len());
        Ok(Bounds::exact((elements(&given.chain).count() + variables) as f64, None))
    }

    fn nominal(self, trace: &mut Trace) -> Known<Bounds> {
        length(self.chain(trace)?.stack.nominal)
    }

    fn worst_case_min(self, trace: &mut Trace) -> Known<Bounds> {
        length(self.chain(trace)?.stack.worst_case.minimum)
    }

    fn worst_case_max(self, trace: &mut Trace) -> Known<Bounds> {
        length(self.chain(trace)?.stack.worst_case.maximum)
    }

    fn statistical_min(self, trace: &mut Trace) -> Known<Bounds> {
        length(statistical(self.world, self.index, trace).ok_or(Lack::Unknown)?.0)
    }

    fn statistical_max(self, trace: &mut Trace) -> Known<Bounds> {
        length(statistical(self.world, self.index, trace).ok_or(Lack::Unknown)?.1)
    }

    fn statistical_by(self, trace: &mut Trace) -> Known<Word> {
        let by = if self.chain(trace)?.is_sum() { "root sum square" } else { "simulation" };
        Ok(by.into())
    }

    fn share_outside(self, trace: &mut Trace) -> Known<Bounds> {
        let share = outside(self.world, self.index, trace).filter(|share| share.is_finite());
        share.map(|share| Bounds::exact(share, find_unit("%"))).ok_or(Lack::Unknown)
    }
}
