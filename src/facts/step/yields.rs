//! The first-pass yield of a step, as stated and as its builds show it.

use super::super::evidence::not_built;
use super::super::given::whole;
use super::super::typed::{Lot, Step, Thing as _};
use super::super::{Known, Lack, Trace};
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
    /// Units rejected of them.
    rejected: f64,
}

impl Built {
    /// Share of good units.
    pub(super) fn first_pass_yield(self) -> Option<f64> {
        yields::first_pass_yield(self.rejected, self.started)
    }

    /// Share of good units that they demonstrate.
    pub(super) fn demonstrated(self) -> Option<f64> {
        binomial::lower_bound(whole(self.started - self.rejected)?, whole(self.started)?, CONFIDENCE)
    }
}

/// Units started and rejected in the builds of a step with its production process that count.
pub(super) fn built(step: Step<'_>, trace: &mut Trace) -> Option<Built> {
    let (world, process) = (step.world, step.view().process);
    let lot = world.lots.iter().position(|lot| lot.of == Target::Step(step.index) && lot.process == process)?;
    let mut total = Built { started: 0.0, rejected: 0.0 };
    let (counting, _) = Lot::at(world, lot).pooled();
    for build in counting.into_iter().map(|build| &world.builds[build]) {
        if let (Some(built), Some(rejected)) = (build.given.built.get(), build.given.rejected.get()) {
            trace.given(build.span);
            total = Built { started: total.started + built.si(), rejected: total.rejected + rejected.si() };
        }
    }
    (total.started > 0.0).then_some(total)
}

/// A share of the units built; needs builds.
pub(super) fn shown(step: Step<'_>, share: fn(Built) -> Option<f64>, trace: &mut Trace) -> Known<Bounds> {
    match built(step, trace) {
        Some(built) => share(built).map(|si| Bounds::exact(si, find_unit("%"))).ok_or(Lack::Unknown),
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
    if let Ok(stated) = step.stated_yield(&mut Trace::off())
        && shown > stated.low
        && built.demonstrated().is_none_or(|lower| lower < stated.low)
    {
        return step.stated_yield(trace).map(|stated| stated.in_unit(percent));
    }
    Ok(Bounds::exact(shown, percent))
}
