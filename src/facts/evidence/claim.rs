//! Facts of claims: what has to be shown, and the test that decides.

use super::deciding::Decision;
use super::recorded;
use crate::facts::given::quantity;
use crate::facts::typed::{Claim, List, Test, Thing as _, methods};
use crate::facts::{Item, Kind, Known, Lack, Trace, Word};
use crate::quantity::Bounds;
use crate::vocabulary::claim_facts;
use crate::world::shown::claim::ClaimView;
use crate::world::shown::condition::Level;
use crate::world::shown::{Made, Target};

claim_facts!(methods);

impl<'w> Claim<'w> {
    pub(in crate::facts) fn view(self) -> &'w ClaimView {
        &self.world.claims[self.index]
    }

    /// The path of a field of one of its tests.
    fn field(self, test: usize, key: &str) -> String {
        super::path(self.world, Item::new(Kind::Test, test), key)
    }

    /// That no test of it is known, with what would tell of one.
    fn untested<T>(self, trace: &mut Trace) -> Known<T> {
        for doubt in &self.view().doubtful {
            trace.need::<()>(|| self.field(doubt.test, doubt.key));
        }
        match self.view().doubtful[..] {
            [] if self.world.nothing_done("tests") => Err(Lack::RuledOut),
            [] => trace.unknown(|| "evidence.tests".to_owned()),
            _ => Err(Lack::Unknown),
        }
    }
}

impl<'w> Claim<'w> {
    /// The test that decides; not known where a key has to say whether it does.
    fn decided(self, decision: Option<Decision>, trace: &mut Trace) -> Known<Test<'w>> {
        match decision {
            None => self.untested(trace),
            Some(Decision { doubt: Some(doubt), .. }) => trace.unknown(|| self.field(doubt.test, doubt.key)),
            Some(Decision { test, .. }) => Ok(Test::at(self.world, test)),
        }
    }

    /// The test that decides where of several loads that it has to bear one is meant.
    pub(super) fn test_at(self, level: Option<Level>, trace: &mut Trace) -> Known<Test<'w>> {
        self.decided(self.decision_at(level), trace)
    }
}

impl<'w> Facts<'w> for Claim<'w> {
    fn kind(self, trace: &mut Trace) -> Known<Word> {
        match (self.view().kind, self.view().tests.last()) {
            (Some(kind), _) => Ok(kind.into()),
            (None, Some(test)) => Test::at(self.world, *test).kind(trace),
            (None, None) => Err(Lack::Unknown),
        }
    }

    fn what(self, _: &mut Trace) -> Known<Word> {
        let view = self.view();
        let deciding = self.deciding();
        let named = deciding.as_ref().or(view.tests.last()).and_then(|test| self.world.tests[*test].given.name.get());
        let test = named.map_or_else(|| view.kind.unwrap_or("unnamed"), |name| &**name);
        Ok(format!("{test} of {}", view.of.name(self.world)).into())
    }

    fn made(self, trace: &mut Trace) -> Known<bool> {
        match &self.view().made {
            Made::Yes => Ok(true),
            Made::No => Ok(false),
            Made::Open(keys) => {
                for key in keys {
                    trace.need::<()>(|| key.clone());
                }
                Err(Lack::Unknown)
            }
        }
    }

    fn of_form(self, _: &mut Trace) -> Known<bool> {
        let kind = self.view().kind;
        Ok(self.world.library.tests().iter().any(|row| Some(row.kind) == kind && row.form))
    }

    fn tested(self, trace: &mut Trace) -> Known<bool> {
        if let Some(test) = self.deciding() {
            trace.given(self.world.tests[test].span);
            return Ok(true);
        }
        recorded(self.world, "tests", trace)?;
        if self.view().doubtful.is_empty() { Ok(false) } else { self.untested(trace) }
    }

    fn test(self, trace: &mut Trace) -> Known<Test<'w>> {
        self.decided(self.decision(), trace)
    }

    fn superseded(self, trace: &mut Trace) -> Known<List<Test<'w>>> {
        let Some(newest) = self.deciding() else { return Ok(List::new()) };
        let older = self.view().tests.iter().take_while(|test| **test != newest).map(|test| Test::at(self.world, *test));
        let failed = |test: &Test<'w>| test.failures(&mut Trace::off()).is_ok_and(|failures| failures.low > 0.0);
        let failed: List<Test<'w>> = older.filter(failed).collect();
        for test in &failed {
            trace.given(self.world.tests[test.index].span);
        }
        Ok(failed)
    }

    fn cycles(self, trace: &mut Trace) -> Known<Bounds> {
        let Target::Joint(joint) = self.view().of else { return Err(Lack::RuledOut) };
        let joint = &self.world.joints[joint];
        quantity(&joint.joint.cycles, trace, || format!("joints.{}.cycles", joint.id))
    }
}
