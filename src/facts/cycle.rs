//! Facts of steps that wait for each other.

use super::given::{count, elements};
use super::typed::{Cycle, List, Step, Thing, methods};
use super::{Known, Trace};
use crate::quantity::Bounds;
use crate::vocabulary::cycle_facts;

cycle_facts!(methods);

impl<'w> Cycle<'w> {
    fn view(self) -> &'w [usize] {
        &self.world.sequence.cycles[self.index]
    }
}

impl<'w> Facts<'w> for Cycle<'w> {
    fn length(self, trace: &mut Trace) -> Known<Bounds> {
        for step in self.view() {
            for (_, element) in elements(&self.world.steps[*step].step.after) {
                trace.given_at(element.span(), || super::path_of_step(self.world, *step, "after"));
            }
        }
        Ok(count(self.view().len()))
    }

    fn steps(self, _: &mut Trace) -> Known<List<Step<'w>>> {
        Ok(self.view().iter().map(|step| Step::at(self.world, *step)).collect())
    }
}
