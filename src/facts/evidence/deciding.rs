//! Which of several tests decides about a claim: the newest, but for what nobody repeated under conditions as hard and on as
//! many units.

use super::Trace;
use crate::design::{self, Count, Quantity};
use crate::facts::typed::{Claim, Test, Thing as _};
use crate::knowledge::Condition;
use crate::world::shown::claim::Doubt;
use crate::world::shown::condition::{Level, claimed, conditions, covers, respects, said, telling};
use crate::world::shown::revision::{Extent, Outdone, outdone};
use crate::yaml::Field;

/// How far one thing is as hard as another: if any respect is milder it is not, else if any is not known nobody knows.
fn all(each: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let each: Vec<Option<bool>> = each.collect();
    if each.contains(&Some(false)) { Some(false) } else { (!each.contains(&None)).then_some(true) }
}

/// The test that decides, and what would say whether it does: a failure may have been taken back.
#[derive(Clone, Copy)]
pub(crate) struct Decision {
    pub test: usize,
    pub doubt: Option<Doubt>,
}

/// Whether a failure still stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Yes,
    No,
    Unsaid(Doubt),
}

/// A test, with how hard it was in each respect and on how many units.
struct Tried<'w> {
    test: usize,
    failed: bool,
    /// Its failures are more than the target yield leaves.
    misses: bool,
    extent: Extent<'w>,
    levels: Vec<Option<Level>>,
    telling: String,
    respects: Vec<String>,
}

impl Tried<'_> {
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
struct Record<'w> {
    tests: Vec<Tried<'w>>,
    /// Those without a failure that do not say on how many units; they show nothing, but may have taken a failure back.
    uncounted: Vec<Tried<'w>>,
    /// All of these in their order.
    order: &'w [usize],
    claimed: Vec<Option<Level>>,
    /// What the tests that nothing failed show together, where their levels add up.
    together: Vec<Option<Level>>,
}

impl Record<'_> {
    /// The test that decides, with what would say whether it does.
    fn test(&self) -> Option<Decision> {
        let places = || (0..self.tests.len()).rev();
        let newest = |shows: Option<bool>| places().find(|place| !self.tests[*place].failed && self.meets(*place) == shows);
        let passed = newest(Some(true));
        let failures: Vec<(usize, Stands)> = places().map(|place| (place, self.stands(place, passed.is_some()))).collect();
        let sure = |place: usize| Decision { test: self.tests[place].test, doubt: None };
        // What speaks against the claim goes before failures of which it has room for more.
        let standing = |all: bool| {
            failures
                .iter()
                .find(|(place, stands)| *stands == Stands::Yes && (all || self.tests[*place].misses))
                .map(|(place, _)| sure(*place))
        };
        let doubted = || {
            failures.iter().find_map(|(place, stands)| match stands {
                Stands::Unsaid(doubt) if self.tests[*place].misses => Some(Decision { doubt: Some(*doubt), ..sure(*place) }),
                _ => None,
            })
        };
        let other = || passed.or_else(|| newest(None)).or_else(|| places().next()).map(sure);
        standing(false).or_else(doubted).or_else(|| standing(true)).or_else(other)
    }

    /// The place of the test that decides.
    fn deciding(&self) -> Option<usize> {
        let decision = self.test()?;
        self.tests.iter().position(|tried| tried.test == decision.test)
    }

    /// Whether a failure still stands: it was no harder than what is claimed where that was passed, and later tests that were as
    /// hard were of no other revision and on fewer units.
    fn stands(&self, place: usize, passed: bool) -> Stands {
        let tried = &self.tests[place];
        if !tried.failed || (passed && self.is_harder(tried)) {
            return Stands::No;
        }
        let repeats = self.tests[place + 1..].iter().filter(|later| self.repeats(later, tried));
        let repeats: Vec<Extent<'_>> = repeats.map(|later| later.extent).collect();
        let unsaid = |test: usize, key: &'static str| Stands::Unsaid(Doubt { test, key });
        match outdone(tried.extent, &repeats) {
            Outdone::Yes => Stands::No,
            Outdone::UnsaidRevision => unsaid(tried.test, "revision"),
            Outdone::UnsaidCount => unsaid(tried.test, "units"),
            Outdone::No => {
                let repeat = self.uncounted.iter().find(|note| self.is_later(note, tried) && self.repeats(note, tried));
                repeat.map_or(Stands::Yes, |note| unsaid(note.test, "units"))
            }
        }
    }

    fn is_later(&self, one: &Tried<'_>, other: &Tried<'_>) -> bool {
        let place = |tried: &Tried<'_>| self.order.iter().position(|test| *test == tried.test);
        place(one) > place(other)
    }

    /// Whether a test was harder than what is claimed in some respect.
    fn is_harder(&self, tried: &Tried<'_>) -> bool {
        let pairs = self.claimed.iter().zip(&tried.levels);
        pairs
            .filter_map(|(claimed, level)| claimed.as_ref().zip(level.as_ref()))
            .any(|(claimed, level)| covers(claimed, level) == Some(false))
    }

    /// Whether a later test repeats an earlier failure as hard: it tried the same, and says the same of itself, or meets the claim, or
    /// was as hard in every respect.
    fn repeats(&self, later: &Tried<'_>, failure: &Tried<'_>) -> bool {
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
    /// The number of the test that decides: a failure that was not repeated under conditions as hard on as many units, the newest
    /// of these; else the newest that is known to meet the claim, else the newest that may.
    pub(in crate::facts) fn deciding(self) -> Option<usize> {
        self.decision().map(|decision| decision.test)
    }

    /// The same, with what would say whether it does.
    pub(crate) fn decision(self) -> Option<Decision> {
        self.record().test()
    }

    /// The same where of several loads that it has to bear this one is meant.
    pub(super) fn decision_at(self, level: Option<Level>) -> Option<Decision> {
        let record = self.record();
        Record { claimed: vec![level; record.claimed.len()], ..record }.test()
    }

    /// Whether a later test was as hard as the failure that decides, and takes nothing of it back all the same: it was on fewer units.
    pub(crate) fn is_on_fewer(self, later: usize) -> bool {
        let record = self.record();
        let find = |test: usize| record.tests.iter().chain(&record.uncounted).find(|tried| tried.test == test);
        let failure = record.test().and_then(|decision| find(decision.test));
        failure.zip(find(later)).is_some_and(|(failure, later)| record.repeats(later, failure))
    }

    /// Whether a failure among its tests no longer stands: later tests repeated it as hard on as many units or to another revision, or
    /// it was harder than what is claimed and that was passed.
    pub(in crate::facts) fn takes_back(self, test: usize) -> bool {
        let record = self.record();
        let passed = (0..record.tests.len()).any(|place| !record.tests[place].failed && record.meets(place) == Some(true));
        let place = record.tests.iter().position(|tried| tried.test == test);
        place.is_some_and(|place| record.stands(place, passed) == Stands::No)
    }

    fn record(self) -> Record<'w> {
        let conditions = self.conditions();
        let failed = |test: usize| self.given(test).failures.get().is_some_and(|failures| failures.bounds().0 > 0.0);
        let tried = |test: usize| Tried {
            test,
            failed: failed(test),
            misses: failed(test) && Test::at(self.world, test).meets_target(&mut Trace::off()) != Ok(true),
            extent: Extent::new(&self.given(test).revision, &self.given(test).units),
            levels: conditions.iter().map(|condition| said(self.world, test, *condition).map(|said| said.level)).collect(),
            telling: telling(self.given(test)),
            respects: respects(self.world, self.view().kind, test),
        };
        let (counted, uncounted) = self.counting();
        let tests: Vec<Tried<'_>> = counted.into_iter().map(tried).collect();
        let uncounted = uncounted.into_iter().map(tried).collect();
        let shown = |number: usize| {
            let levels = tests.iter().filter(|tried| !tried.failed).filter_map(|tried| tried.levels[number].as_ref());
            levels.fold(None, |sum: Option<Level>, level| Some(sum.map_or_else(|| level.clone(), |sum| sum.with(level))))
        };
        let together = (0..conditions.len()).map(shown).collect();
        let claimed = conditions.iter().map(|condition| self.claimed(*condition)).collect();
        Record { tests, uncounted, order: &self.view().tests, claimed, together }
    }

    /// Its tests that count, the oldest first: those on units as production makes them, if there are any. Then those beside them that
    /// name no failure and no units.
    fn counting(self) -> (Vec<usize>, Vec<usize>) {
        let given = |test: &usize| self.given(*test);
        let number = |field: &Field<Quantity<Count>>| field.get().is_some_and(|number| number.bounds().1 > 0.0);
        let all = self.view().tests.iter().copied();
        // A note without a count of units shows nothing, and takes nothing back that was counted; a test of no unit is none.
        let none = |test: &usize| given(test).units.get().is_some_and(|units| units.bounds().1 == 0.0);
        let (counted, noted): (Vec<usize>, Vec<usize>) =
            all.filter(|test| !none(test)).partition(|test| number(&given(test).units) || number(&given(test).failures));
        let made = |test: &usize| Test::at(self.world, *test).from_production(&mut Trace::off()) == Ok(true);
        let as_made = |tests: Vec<usize>| {
            let production: Vec<usize> = tests.iter().copied().filter(made).collect();
            if production.is_empty() { tests } else { production }
        };
        if counted.is_empty() {
            return (as_made(noted), Vec::new());
        }
        // Whoever says that nothing failed has tested something.
        let uncounted: Vec<usize> = noted.into_iter().filter(|test| given(test).failures.is_given()).collect();
        let counted = as_made(counted);
        let production = counted.iter().all(made);
        (counted, uncounted.into_iter().filter(|test| !production || made(test)).collect())
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
