//! The steps of the assembly in their order: heat, rests, and the longest way through them.

use serde::Serialize;

use super::figure::{Figure, known};
use crate::facts::typed::{Step as Thing, Thing as _};
use crate::facts::{Trace, World};
use crate::line::critical_path::{Activity, critical_path};

/// The standard atmosphere of a laboratory, 23 °C in K (ISO 291).
const ROOM: f64 = 296.15;

/// The order of the assembly.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assembly {
    /// Its steps, in the order of the file.
    pub steps: Vec<Step>,
    /// Time of the longest way from the first step to the last, work and rests, in s, as far as it is known; none if steps wait for
    /// each other.
    pub longest: Option<f64>,
    /// Fields without which that time may be longer.
    pub unknown: Vec<String>,
    /// Ids of steps that wait for each other.
    pub cycles: Vec<Vec<String>>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Its id.
    pub step: String,
    /// Its process.
    pub process: String,
    /// Numbers of the steps directly before it.
    pub after: Vec<usize>,
    /// Steps on the longest way to it, itself included: the row of a picture.
    pub rank: usize,
    /// Parts that come in.
    pub adds: Vec<String>,
    /// Joints that it makes.
    pub makes: Vec<String>,
    /// Work time for one unit.
    pub time: Option<Figure>,
    /// Temperature that it brings to the parts; none if it is not known.
    pub temperature: Option<Figure>,
    /// Whether it brings heat; none if that is not known.
    pub heats: Option<bool>,
    /// Rest after it.
    pub rest: Option<Figure>,
    /// Longest time until its adhesives may be loaded.
    pub cure: Option<Figure>,
    /// Whether it lies on the longest way.
    pub critical: bool,
}

pub(super) fn assembly(world: &World<'_>) -> Option<Assembly> {
    let mut steps: Vec<Step> = (0..world.steps.len()).map(|number| step(world, number)).collect();
    if steps.is_empty() {
        return None;
    }
    let seconds = |figure: &Option<Figure>| figure.as_ref().and_then(|figure| figure.high).unwrap_or(0.0);
    let activities: Vec<Activity> = steps
        .iter()
        .map(|step| Activity { duration: seconds(&step.time) + seconds(&step.rest), predecessors: step.after.clone() })
        .collect();
    let path = critical_path(&activities).ok();
    for number in path.iter().flat_map(|path| &path.path) {
        steps[*number].critical = true;
    }
    rank(&mut steps);
    let names = |group: &Vec<usize>| group.iter().map(|number| world.steps[*number].id.to_owned()).collect();
    Some(Assembly {
        unknown: unknown(&steps),
        steps,
        longest: path.map(|path| path.duration),
        cycles: world.sequence.cycles.iter().map(names).collect(),
    })
}

fn step(world: &World<'_>, number: usize) -> Step {
    let (view, thing) = (&world.steps[number], Thing::at(world, number));
    let temperature = known(world, |trace| thing.temperature(trace));
    // What is set to the temperature of a room brings no heat.
    let warm = temperature.as_ref().and_then(|at| at.high).map(|at| at > ROOM);
    let heats = warm.or_else(|| thing.heats(&mut Trace::off()).ok());
    Step {
        step: view.id.to_owned(),
        process: view.step.process.get().map_or_else(String::new, ToString::to_string),
        after: world.sequence.previous[number].clone(),
        rank: 0,
        adds: view.adds.iter().map(|part| world.parts[*part].id.to_owned()).collect(),
        makes: view.makes.iter().map(|joint| world.joints[*joint].id.to_owned()).collect(),
        time: known(world, |trace| thing.time(trace)),
        temperature,
        heats,
        rest: known(world, |trace| thing.wait(trace)),
        cure: known(world, |trace| thing.cure_needed(trace)).filter(|cure| cure.high.is_none_or(|time| time > 0.0)),
        critical: false,
    }
}

/// The fields that the time of the way lacks.
fn unknown(steps: &[Step]) -> Vec<String> {
    let last = steps.len().saturating_sub(1);
    let fields = steps.iter().enumerate().flat_map(|(number, step)| {
        let time = step.time.is_none().then_some("time");
        // After the last step nobody waits for the next.
        let rest = (step.rest.is_none() && number < last).then_some("wait");
        time.into_iter().chain(rest).map(|key| format!("assembly.{}.{key}", step.step))
    });
    fields.collect()
}

/// Sets the row of each step: below all steps before it. Steps that wait for each other end at as many rows as there are steps.
fn rank(steps: &mut [Step]) {
    for _ in 0..steps.len() {
        for number in 0..steps.len() {
            let below = steps[number].after.iter().map(|before| steps[*before].rank + 1).max().unwrap_or(0);
            steps[number].rank = below.min(steps.len() - 1);
        }
    }
}
