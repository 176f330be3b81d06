//! Facts of builds: units started and rejected, and the yield that they show.

use super::{part_of, share};
use crate::design;
use crate::facts::given::{known, quantity, text};
use crate::facts::typed::{Build, Process, Step, Thing as _, methods};
use crate::facts::{Known, Lack, Trace, Word, both};
use crate::quantity::Bounds;
use crate::vocabulary::build_facts;

build_facts!(methods);

impl<'w> Build<'w> {
    fn given(self) -> &'w design::Build {
        self.world.builds[self.index].given
    }

    fn path(self, name: &str) -> String {
        super::path(self.world, self.item(), name)
    }

    /// Units started and units rejected.
    fn counts(self, trace: &mut Trace) -> Known<(Bounds, Bounds)> {
        both(self.built(trace), self.rejected(trace))
    }
}

impl<'w> Facts<'w> for Build<'w> {
    fn of(self, trace: &mut Trace) -> Known<Word> {
        text(&self.given().of, trace, || self.path("of"))
    }

    fn step(self, trace: &mut Trace) -> Known<Step<'w>> {
        let of = known(&self.given().of, trace, || self.path("of"))?;
        // A part or the whole case is no step.
        self.world.step_named(of).map(|step| Step::at(self.world, step)).ok_or(Lack::RuledOut)
    }

    fn process(self, trace: &mut Trace) -> Known<Process<'w>> {
        super::process(self.world, &self.given().process, trace, || self.path("process"))
    }

    fn from_production(self, trace: &mut Trace) -> Known<bool> {
        let given = self.given();
        super::from_production(self.world, &given.of, &given.process, trace, |name| self.path(name))
    }

    fn built(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().built, trace, || self.path("built"))
    }

    fn rejected(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().rejected, trace, || self.path("rejected"))
    }

    fn stage(self, trace: &mut Trace) -> Known<Word> {
        known(&self.given().stage, trace, || self.path("stage")).map(|stage| stage.word().into())
    }

    fn consistent(self, trace: &mut Trace) -> Known<bool> {
        let (built, rejected) = self.counts(trace)?;
        match (rejected.high <= built.low, rejected.low > built.high) {
            (true, _) => Ok(true),
            (_, true) => Ok(false),
            _ => Err(Lack::Unknown),
        }
    }

    fn shown_yield(self, trace: &mut Trace) -> Known<Bounds> {
        let (built, rejected) = self.counts(trace)?;
        share(built, rejected, part_of)
    }
}
