//! Facts of lots: counts of builds that add up, and the yield that they show.

use super::{CONFIDENCE, good_of, part_of, share};
use crate::facts::given::{amount, whole};
use crate::facts::typed::{Build, List, Lot, Process, Step, Thing as _, methods};
use crate::facts::{Item, Kind, Known, Lack, Trace, Word, both};
use crate::formulas::binomial;
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::lot_facts;
use crate::world::shown::Target;
use crate::world::shown::lot::LotView;

lot_facts!(methods);

/// Units started and units rejected.
type Counts = (u32, u32);

impl<'w> Lot<'w> {
    fn view(self) -> &'w LotView {
        &self.world.lots[self.index]
    }

    /// The target yield, if the design gives one.
    fn target(self) -> Option<f64> {
        Some(self.world.spec.production.get()?.target_yield.get()?.bounds().0)
    }

    /// The counts of a build, if both are given.
    fn counts_of(self, build: usize) -> Option<Counts> {
        let given = self.world.builds[build].given;
        Some((whole(given.built.get()?.si())?, whole(given.rejected.get()?.si())?))
    }

    /// Builds that count, and older ones that are history: their rejects alone contradict the target, and newer builds hold
    /// at least as many units. Without a target all count.
    pub(crate) fn pooled(self) -> (Vec<usize>, Vec<usize>) {
        let (mut pool, mut history, mut units) = (Vec::new(), Vec::new(), 0);
        for build in self.view().builds.iter().rev() {
            let counts = self.counts_of(*build);
            let best = counts.and_then(|(built, bad)| binomial::upper_bound(built.checked_sub(bad)?, built, CONFIDENCE));
            let contradicts = best.zip(self.target()).is_some_and(|(best, target)| best < target);
            let built = counts.map_or(0, |(built, _)| built);
            if contradicts && !pool.is_empty() && units >= built {
                history.push(*build);
            } else {
                pool.push(*build);
                units = units.saturating_add(built);
            }
        }
        pool.reverse();
        history.reverse();
        (pool, history)
    }

    /// Units of the builds that count, by one of their fields.
    fn sum(self, of: impl Fn(Build<'w>, &mut Trace) -> Known<Bounds>, trace: &mut Trace) -> Known<Bounds> {
        let (pool, _) = self.pooled();
        // The newest first: that is the place to show.
        let each: Vec<Known<Bounds>> = pool.into_iter().rev().map(|build| of(Build::at(self.world, build), trace)).collect();
        let each = each.into_iter().collect::<Known<Vec<Bounds>>>()?;
        let sum = |end: fn(&Bounds) -> f64| each.iter().map(end).sum();
        Ok(Bounds::between(sum(|units| units.low), sum(|units| units.high), find_unit("units")))
    }

    fn counts(self, trace: &mut Trace) -> Known<(Bounds, Bounds)> {
        both(self.built(trace), self.rejected(trace))
    }
}

impl<'w> Facts<'w> for Lot<'w> {
    fn of(self, _: &mut Trace) -> Known<Word> {
        Ok(self.view().of.name(self.world).into())
    }

    fn step(self, _: &mut Trace) -> Known<Step<'w>> {
        match self.view().of {
            Target::Step(step) => Ok(Step::at(self.world, step)),
            Target::Case | Target::Part(_) | Target::Joint(_) => Err(Lack::RuledOut),
        }
    }

    fn process(self, trace: &mut Trace) -> Known<Process<'w>> {
        self.newest(trace)?.process(trace)
    }

    fn from_production(self, trace: &mut Trace) -> Known<bool> {
        self.newest(trace)?.from_production(trace)
    }

    fn newest(self, _: &mut Trace) -> Known<Build<'w>> {
        self.view().builds.last().map(|build| Build::at(self.world, *build)).ok_or(Lack::Unknown)
    }

    fn worst(self, trace: &mut Trace) -> Known<Build<'w>> {
        let (mut newer, mut worst): (f64, Option<(f64, usize)>) = (0.0, None);
        for build in self.view().builds.iter().rev() {
            let thing = Build::at(self.world, *build);
            let counts = |trace: &mut Trace| both(thing.built(trace), thing.rejected(trace));
            // A build without its counts may be the worst. Those that are not are no place to show.
            let Ok((built, rejected)) = counts(&mut Trace::off()) else { return counts(trace).and(Err(Lack::Unknown)) };
            if built.high > newer {
                let passed = 1.0 - rejected.high / built.high;
                worst = worst.filter(|(least, _)| *least <= passed).or(Some((passed, *build)));
            }
            newer += built.low;
        }
        worst.map(|(_, build)| Build::at(self.world, build)).ok_or(Lack::Unknown)
    }

    fn superseded(self, trace: &mut Trace) -> Known<List<Build<'w>>> {
        let (_, history) = self.pooled();
        for build in &history {
            trace.given(self.world.span(Item::new(Kind::Build, *build)));
        }
        Ok(history.into_iter().map(|build| Build::at(self.world, build)).collect())
    }

    fn built(self, trace: &mut Trace) -> Known<Bounds> {
        self.sum(Build::built, trace)
    }

    fn rejected(self, trace: &mut Trace) -> Known<Bounds> {
        // Of a build that does not say it none were rejected at least, and all at most.
        let ends = |build: Build<'w>, trace: &mut Trace| {
            let all = || build.built(&mut Trace::off()).map(|built| Bounds::between(0.0, built.high, find_unit("units")));
            build.rejected(trace).or_else(|_| all())
        };
        self.sum(ends, trace)
    }

    fn shown_yield(self, trace: &mut Trace) -> Known<Bounds> {
        let (built, rejected) = self.counts(trace)?;
        share(built, rejected, part_of)
    }

    fn demonstrated_yield(self, trace: &mut Trace) -> Known<Bounds> {
        let (built, rejected) = self.counts(trace)?;
        share(built, rejected, |good, built| binomial::lower_bound(good, built, CONFIDENCE))
    }

    fn best_yield(self, trace: &mut Trace) -> Known<Bounds> {
        let (built, rejected) = self.counts(trace)?;
        share(built, rejected, |good, built| binomial::upper_bound(good, built, CONFIDENCE))
    }

    fn units_for_target(self, trace: &mut Trace) -> Known<Bounds> {
        let target = || "production.target_yield".to_owned();
        let counts = self.counts(trace);
        let target = match self.world.spec.production.get() {
            Some(production) => amount(&production.target_yield, trace, target),
            None => trace.unknown(target),
        };
        let ((built, rejected), target) = both(counts, target)?;
        // More rejects and a higher target both ask for more units.
        Bounds::over([built, rejected, target], find_unit("units"), |[built, rejected, target]| {
            let (good, built) = good_of(built, rejected)?;
            binomial::smallest_sample(built - good, target, CONFIDENCE).map(f64::from)
        })
        .ok_or(Lack::Unknown)
    }
}
