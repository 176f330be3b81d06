//! Which of several tests decides about a claim: the newest, but for what nobody repeated under conditions as hard.

use super::Trace;
use crate::design::{self, Count, Quantity};
use crate::facts::typed::{Claim, Test, Thing as _};
use crate::knowledge::Condition;
use crate::world::shown::condition::{self, Level, claimed, conditions, covers, says_the_same};
use crate::yaml::Field;

/// How far one thing is as hard as another: if any respect is milder it is not, else if any is not known nobody knows.
fn all(each: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    each.fold(Some(true), |sum, next| match (sum, next) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (None, _) | (_, None) => None,
        _ => Some(true),
    })
}

impl<'w> Claim<'w> {
    /// The number of the test that decides: a failure that was not repeated under conditions as hard, the newest of these; else
    /// the newest that is known to meet the claim, else the newest that may.
    pub(in crate::facts) fn deciding(self) -> Option<usize> {
        let pool = self.counting();
        let newest = |shows: Option<bool>| pool.iter().rev().find(|test| self.meets(**test) == shows && !self.failed(**test));
        let stands = |(place, test): &(usize, &usize)| self.stands(**test, &pool[place + 1..], &pool);
        let standing = pool.iter().enumerate().rev().find(stands).map(|(_, test)| test);
        standing.or_else(|| newest(Some(true))).or_else(|| newest(None)).or_else(|| pool.last()).copied()
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

    fn failed(self, test: usize) -> bool {
        self.given(test).failures.get().is_some_and(|failures| failures.bounds().0 > 0.0)
    }

    /// Whether a failure still stands: no later test was as hard, and it was no harder than what is claimed where that was passed.
    fn stands(self, test: usize, later: &[usize], all: &[usize]) -> bool {
        let beyond = || {
            let harder = |condition: &Condition| {
                let (claimed, said) = (self.claimed(*condition), self.said(test, *condition));
                claimed.zip(said).is_some_and(|(claimed, said)| covers(&claimed, &said) == Some(false))
            };
            let passed = |other: &usize| !self.failed(*other) && self.meets(*other) == Some(true);
            self.conditions().iter().any(harder) && all.iter().any(passed)
        };
        self.failed(test) && !later.iter().any(|other| self.repeats(*other, test)) && !beyond()
    }

    /// Whether a later test takes back an earlier failure: it says the same, or it meets the claim or was as hard in every respect.
    fn repeats(self, later: usize, failure: usize) -> bool {
        let respect = |condition: &Condition| {
            let (said, before) = (self.said(later, *condition), self.said(failure, *condition));
            match self.claimed(*condition) {
                Some(claimed) => said.and_then(|said| covers(&said, &claimed)) == Some(true),
                // Of what nobody claims and the failure does not say there is nothing to hold it against.
                None => before.is_none_or(|before| said.and_then(|said| covers(&said, &before)) == Some(true)),
            }
        };
        let as_hard = || {
            let each = self.conditions().iter();
            all(each.map(|condition| covers(&self.said(later, *condition)?, &self.said(failure, *condition)?)))
        };
        says_the_same(self.given(later), self.given(failure)) || self.conditions().iter().all(respect) || as_hard() == Some(true)
    }

    fn said(self, test: usize, condition: Condition) -> Option<Level> {
        condition::said(self.world, test, condition).map(|said| said.level)
    }

    /// Whether a test was made under conditions as hard as those that are claimed.
    pub(crate) fn meets(self, test: usize) -> Option<bool> {
        all(self.conditions().iter().map(|condition| self.meets_in(test, *condition)))
    }

    /// The same in one respect; yes where nothing is claimed. Codes that other tests showed count with it.
    pub(crate) fn meets_in(self, test: usize, condition: Condition) -> Option<bool> {
        let Some(claimed) = self.claimed(condition) else { return Some(true) };
        let said = self.said(test, condition)?;
        let beside = self.view().tests.iter().filter(|other| **other != test && !self.failed(**other));
        let together = beside.filter_map(|other| self.said(*other, condition)).fold(said, Level::with);
        covers(&together, &claimed)
    }
}
