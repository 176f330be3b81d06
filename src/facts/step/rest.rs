//! The rest of parts between steps.

use super::super::production::seconds_of_year;
use super::super::typed::{Process, Step, Thing};
use super::super::{Known, Trace, World};
use crate::formulas::line;
use crate::knowledge::Table;
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::{FactId, figure};

/// Rest from the end of one step to the start of a later one, in s, as far as it is given: its own wait, and on the longest
/// way between them the waits and work times of the steps. The second value says whether its own wait is given, so that the
/// rest is complete.
pub(in crate::facts) fn rest_between(world: &World<'_>, from: usize, to: usize, trace: &mut Trace) -> (f64, bool) {
    let wait = &world.steps[from].step.wait;
    if wait.is_given() {
        trace.given_at(wait.span(), || super::super::path_of_step(world, from, "wait"));
    }
    let own = wait.get().map_or(0.0, crate::design::Quantity::si);
    let mut known = vec![None; world.steps.len()];
    (own + longest(world, from, to, &mut known), wait.is_given())
}

/// Time of the steps on the longest way from the end of `from` to the start of `to`; steps that wait for each other add nothing.
fn longest(world: &World<'_>, from: usize, to: usize, known: &mut Vec<Option<f64>>) -> f64 {
    if let Some(time) = known[to] {
        return time;
    }
    // Set before the way is followed, so that a cycle ends.
    known[to] = Some(0.0);
    let mut most: f64 = 0.0;
    for previous in &world.sequence.previous[to] {
        if world.sequence.is_before(from, *previous) {
            let step = world.steps[*previous].step;
            let own = step.wait.get().map_or(0.0, crate::design::Quantity::si)
                + step.time.get().map_or(0.0, crate::design::Quantity::si);
            most = most.max(own + longest(world, from, *previous, known));
        }
    }
    known[to] = Some(most);
    most
}

/// Units that rest at the same time: those that the line makes at its takt in the working time that a rest covers. From the
/// rest in s, the working days of a month, the working seconds of a day and the units of a year.
///
/// It rises with the rest and the units and falls with both times of work, since the same units come closer together. A line
/// that works next to no time makes all units of a day at once.
pub(super) fn units([rest, days, day, volume]: [f64; 4]) -> Option<f64> {
    const MOMENT: f64 = 1e-6;
    let day = day.max(MOMENT);
    if days == 0.0 {
        return Some(if rest > 0.0 && volume > 0.0 { f64::INFINITY } else { 0.0 });
    }
    let takt = line::takt_time(seconds_of_year(days, day), volume)?;
    line::work_in_progress(line::working_time_within(rest, day)?, takt).map(f64::ceil)
}

/// Rest after a step until the next one loads what it made: its own wait, and steps that only let parts rest or look at them.
pub(super) fn before_load(step: Step<'_>, trace: &mut Trace) -> Known<Bounds> {
    let world = step.world;
    let mut rest = 0.0;
    let mut given = false;
    for at in std::iter::once(step.index).chain(while_idle(world, step.index)) {
        let here = world.steps[at].step;
        if here.wait.is_given() {
            trace.given_at(here.wait.span(), || super::super::path_of_step(world, at, "wait"));
            given = true;
        }
        rest += here.wait.get().map_or(0.0, crate::design::Quantity::si);
        if at != step.index {
            rest += here.time.get().map_or(0.0, crate::design::Quantity::si);
        }
    }
    if !given {
        return trace.unknown(|| step.path("wait"));
    }
    Ok(Bounds::exact(rest, find_unit("h")))
}

/// The steps after one, one after the other, that only let parts rest or look at them.
pub(super) fn while_idle(world: &World<'_>, step: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = step;
    // Each round goes one step on, so that it ends after as many as there are.
    for _ in 0..world.steps.len() {
        let next: Vec<usize> = world.sequence.next(at).collect();
        match next[..] {
            [only] if is_idle(world, only) => at = only,
            _ => break,
        }
        found.push(at);
    }
    found
}

/// Whether a step only lets parts rest or looks at them.
fn is_idle(world: &World<'_>, step: usize) -> bool {
    const IDLE: FactId = figure(Table::Process, "idle");
    Step::at(world, step).is(IDLE)
}

/// How much rest formed parts lack before a step, in s: the conditioning that their forming asks for, less the rest they had.
pub(super) fn conditioning_lacking(step: Step<'_>, trace: &mut Trace) -> Known<Bounds> {
    const CONDITIONING: FactId = figure(Table::Process, "conditioning");
    let world = step.world;
    let mut lacking: f64 = 0.0;
    for former in (0..world.steps.len()).filter(|former| world.sequence.is_before(*former, step.index)) {
        let Some(process) = world.steps[former].process else { continue };
        let process = Process::at(world, usize::from(process));
        // What needs no rest after forming has no such figure.
        if process.figure(CONDITIONING, &mut Trace::off()).is_err() {
            continue;
        }
        let asked = process.figure(CONDITIONING, trace)?;
        let (rest, complete) = rest_between(world, former, step.index, trace);
        if rest < asked.low && !complete {
            return trace.unknown(|| super::super::path_of_step(world, former, "wait"));
        }
        lacking = lacking.max(asked.low - rest);
    }
    Ok(Bounds::exact(lacking, find_unit("h")))
}
