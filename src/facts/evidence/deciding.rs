//! Which of several tests decides about a claim: the newest, but for what nobody repeated under conditions as hard.

use super::Trace;
use crate::design::{self, Count, Quantity};
use crate::facts::typed::{Claim, Test, Thing as _};
use crate::knowledge::Condition;
use crate::world::shown::condition::{Level, claimed, conditions, covers, respects, said, telling};
use crate::yaml::Field;

/// How far one thing is as hard as another: if any respect is milder it is not, else if any is not known nobody knows.
fn all(each: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let each: Vec<Option<bool>> = each.collect();
    if each.contains(&Some(false)) { Some(false) } else { (!each.contains(&None)).then_some(true) }
}

/// A test, with how hard it was in each respect.
struct Tried {
    test: usize,
    failed: bool,
    levels: Vec<Option<Level>>,
    telling: String,
    respects: Vec<String>,
}

impl Tried {
    /// Whether it was as hard as another one in every respect.
    fn is_as_hard(&self, other: &Self) -> bool {
        let pairs = self.levels.iter().zip(&other.levels);
        all(pairs.map(|(level, other)| covers(level.as_ref()?, other.as_ref()?))) == Some(true)
    }

    /// Whether it tried all that the name of another one says.
    fn tried(&self, other: &Self) -> bool {
        other.respects.iter().all(|respect| self.respects.contains(respect))
    }
}

/// The tests of a claim that count, the oldest first, and what is claimed in each respect.
struct Record {
    tests: Vec<Tried>,
    claimed: Vec<Option<Level>>,
    /// What the tests that nothing failed show together, where their levels add up.
    together: Vec<Option<Level>>,
}

impl Record {
    /// The number of the test that decides.
    fn test(&self) -> Option<usize> {
        self.deciding().map(|place| self.tests[place].test)
    }

    /// The place of the test that decides.
    fn deciding(&self) -> Option<usize> {
        let places = || (0..self.tests.len()).rev();
        let newest = |shows: Option<bool>| places().find(|place| !self.tests[*place].failed && self.meets(*place) == shows);
        let passed = newest(Some(true));
        let standing = places().find(|place| self.stands(*place, passed.is_some()));
        standing.or(passed).or_else(|| newest(None)).or_else(|| places().next())
    }

    /// Whether a failure still stands: no later test was as hard, and it was no harder than what is claimed where that was passed.
    fn stands(&self, place: usize, passed: bool) -> bool {
        let tried = &self.tests[place];
        let harder = || {
            let pairs = self.claimed.iter().zip(&tried.levels);
            pairs
                .filter_map(|(claimed, level)| claimed.as_ref().zip(level.as_ref()))
                .any(|(claimed, level)| covers(claimed, level) == Some(false))
        };
        tried.failed && !(passed && harder()) && !self.tests[place + 1..].iter().rev().any(|later| self.repeats(later, tried))
    }

    /// Whether a later test takes back an earlier failure: it tried the same, and says the same of itself, or meets the claim, or was
    /// as hard in every respect.
    fn repeats(&self, later: &Tried, failure: &Tried) -> bool {
        let respect = |number: usize| {
            let level = later.levels[number].as_ref();
            // Of what nobody claims and the failure does not say there is nothing to hold it against.
            let asked = self.claimed[number].as_ref().or(failure.levels[number].as_ref());
            asked.is_none_or(|asked| level.and_then(|level| covers(level, asked)) == Some(true))
        };
        later.tried(failure)
            && (later.telling == failure.telling || (0..self.claimed.len()).all(respect) || later.is_as_hard(failure))
    }

    /// Whether a test was made under conditions as hard as those that are claimed.
    fn meets(&self, place: usize) -> Option<bool> {
        all((0..self.claimed.len()).map(|number| self.meets_in(place, number)))
    }

    /// The same in one respect; yes where nothing is claimed. Codes that other tests showed count with it.
    fn meets_in(&self, place: usize, number: usize) -> Option<bool> {
        let Some(claimed) = &self.claimed[number] else { return Some(true) };
        let said = self.tests[place].levels[number].clone()?;
        covers(
            &match &self.together[number] {
                Some(together) => said.with(together),
                None => said,
            },
            claimed,
        )
    }
}

impl<'w> Claim<'w> {
    /// The number of the test that decides: a failure that was not repeated under conditions as hard, the newest of these; else
    /// the newest that is known to meet the claim, else the newest that may.
    pub(in crate::facts) fn deciding(self) -> Option<usize> {
        self.record().test()
    }

    /// The same where of several loads that it has to bear this one is meant.
    pub(super) fn deciding_at(self, level: Option<Level>) -> Option<usize> {
        let record = self.record();
        Record { claimed: vec![level; record.claimed.len()], ..record }.test()
    }

    fn record(self) -> Record {
        let conditions = self.conditions();
        let tried = |test: usize| Tried {
            test,
            failed: self.given(test).failures.get().is_some_and(|failures| failures.bounds().0 > 0.0),
            levels: conditions.iter().map(|condition| said(self.world, test, *condition).map(|said| said.level)).collect(),
            telling: telling(self.given(test)),
            respects: respects(self.world, self.view().kind, test),
        };
        let tests: Vec<Tried> = self.counting().into_iter().map(tried).collect();
        let shown = |number: usize| {
            let levels = tests.iter().filter(|tried| !tried.failed).filter_map(|tried| tried.levels[number].as_ref());
            levels.fold(None, |sum: Option<Level>, level| Some(sum.map_or_else(|| level.clone(), |sum| sum.with(level))))
        };
        let together = (0..conditions.len()).map(shown).collect();
        let claimed = conditions.iter().map(|condition| self.claimed(*condition)).collect();
        Record { tests, claimed, together }
    }

    /// Its tests that count, the oldest first: those on units as production makes them, if there are any.
    fn counting(self) -> Vec<usize> {
        let given = |test: &usize| self.given(*test);
        let number = |field: &Field<Quantity<Count>>| field.get().is_some_and(|number| number.bounds().1 > 0.0);
        let all = self.view().tests.iter().copied();
        // A note without a count of units shows nothing, and takes nothing back that was counted; a test of no unit is none.
        let none = |test: &usize| given(test).units.get().is_some_and(|units| units.bounds().1 == 0.0);
        let (counted, noted): (Vec<usize>, Vec<usize>) =
            all.filter(|test| !none(test)).partition(|test| number(&given(test).units) || number(&given(test).failures));
        let tests = if counted.is_empty() { noted } else { counted };
        let made = |test: &usize| Test::at(self.world, *test).from_production(&mut Trace::off()) == Ok(true);
        let production: Vec<usize> = tests.iter().copied().filter(made).collect();
        if production.is_empty() { tests } else { production }
    }

    /// The respects in which its tests may be harder or milder.
    fn conditions(self) -> &'static [Condition] {
        conditions(self.world.library, self.view().kind)
    }

    /// What the design claims in one respect.
    pub(crate) fn claimed(self, condition: Condition) -> Option<Level> {
        claimed(self.world, (self.view().of, self.view().kind), condition)
    }

    fn given(self, test: usize) -> &'w design::Test {
        self.world.tests[test].given
    }

    /// Whether the test that decides was made under conditions as hard as those that are claimed.
    pub(crate) fn is_met(self) -> Option<bool> {
        let record = self.record();
        record.meets(record.deciding()?)
    }

    /// The same in one respect; yes where nothing is claimed.
    pub(crate) fn is_met_in(self, condition: Condition) -> Option<bool> {
        let record = self.record();
        let number = self.conditions().iter().position(|other| *other == condition)?;
        record.meets_in(record.deciding()?, number)
    }
}
