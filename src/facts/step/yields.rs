//! The first-pass yield of a step, as stated and as its builds show it.

use super::super::evidence::not_built;
use super::super::given::whole;
use super::super::typed::{Build, Lot, Step, Thing as _};
use super::super::{Known, Lack, Trace};
use crate::design::Quantity;
use crate::formulas::{binomial, yields};
use crate::quantity::{Bounds, find_unit};
use crate::world::shown::Target;

/// How sure a share is that builds demonstrate.
const CONFIDENCE: f64 = 0.95;

/// Units of builds.
#[derive(Clone, Copy)]
pub(super) struct Built {
    /// Units started.
    pub(super) started: f64,
    /// Units rejected of them, as far as it is said.
    rejected: f64,
    /// Units of builds that do not say how many were rejected.
    unsaid: f64,
    /// Rejects of builds that do not say how many were started: those at least were.
    uncounted: f64,
}

impl Built {
    /// A share of good units, if none and if all were rejected of which it is not said. Beside rejects of which nobody knows out
    /// of how many they are there may be any number of good units, or none.
    fn ends(self, share: fn(f64, f64) -> Option<f64>) -> Option<Bounds> {
        let least = share(self.rejected + self.unsaid + self.uncounted, self.started + self.uncounted)?;
        let most = if self.uncounted > 0.0 { 1.0 } else { share(self.rejected, self.started)? };
        Some(Bounds::between(least, most, find_unit("%")))
    }

    /// Share of good units.
    pub(super) fn first_pass_yield(self) -> Option<Bounds> {
        self.ends(yields::first_pass_yield)
    }

    /// Share of good units that they demonstrate.
    pub(super) fn demonstrated(self) -> Option<Bounds> {
        self.ends(|rejected, started| binomial::lower_bound(whole(started - rejected)?, whole(started)?, CONFIDENCE))
    }
}

/// Units started and rejected in the builds of a step with its production process that count.
pub(super) fn built(step: Step<'_>, trace: &mut Trace) -> Option<Built> {
    let (world, process) = (step.world, step.view().process);
    let lot = world.lots.iter().position(|lot| lot.of == Target::Step(step.index) && lot.process == process)?;
    let mut total = Built { started: 0.0, rejected: 0.0, unsaid: 0.0, uncounted: 0.0 };
    let (counting, _) = Lot::at(world, lot).pooled();
    for build in counting {
        let given = world.builds[build].given;
        let Some(built) = given.built.get().map(Quantity::si) else {
            if let Some(rejected) = given.rejected.get().filter(|rejected| rejected.si() > 0.0) {
                total.uncounted += rejected.si();
                let _ = Build::at(world, build).built(trace);
            }
            continue;
        };
        trace.given(world.builds[build].span);
        total.started += built;
        match Build::at(world, build).rejected(trace).ok().and_then(Bounds::known) {
            Some(rejected) => total.rejected += rejected,
            None => total.unsaid += built,
        }
    }
    (total.started + total.uncounted > 0.0).then_some(total)
}

/// A share of the units built; needs builds.
pub(super) fn shown(step: Step<'_>, share: fn(Built) -> Option<Bounds>, trace: &mut Trace) -> Known<Bounds> {
    match built(step, trace) {
        Some(built) => share(built).ok_or(Lack::Unknown),
        None => not_built(step.world, trace),
    }
}

/// First-pass yield of a step: from builds with its process where there are any, as stated otherwise; at most all units pass.
pub(super) fn first_pass_yield(step: Step<'_>, trace: &mut Trace) -> Known<Bounds> {
    let percent = find_unit("%");
    let Some(built) = built(step, trace) else {
        return Ok(step.stated_yield(trace).unwrap_or(Bounds::between(0.0, 1.0, None)).in_unit(percent));
    };
    let shown = built.first_pass_yield().ok_or(Lack::Unknown)?;
    // Five good units of five do not make 100 % of a stated 98 %: until the builds show more than was stated, that holds.
    let Ok(stated) = step.stated_yield(&mut Trace::off()) else { return Ok(shown) };
    if shown.high <= stated.low || built.demonstrated().is_some_and(|lower| lower.low >= stated.low) {
        return Ok(shown);
    }
    step.stated_yield(trace)?;
    // Rejects of which nobody says how many there were may be more than was stated.
    let low = if shown.low > stated.low { stated.low } else { shown.low };
    Ok(Bounds::between(low, stated.high, percent))
}
