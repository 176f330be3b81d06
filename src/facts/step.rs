//! Facts of assembly steps, of what is there when heat comes, and of steps that wait for each other.

use super::given::{computed, counted, elements, flag_or_no, measure, number};
use super::listed::Fact;
use super::world::{Placed, PlacementView};
use super::{Item, Kind, Trace, Type, Value, World};
use crate::formulas::{binomial, line};
use crate::quantity::{Dimension, Measure, find_unit};

const NUMBER: Type = Type::Number(Dimension::NONE);
const TIME: Type = Type::Number(Dimension::TIME);

/// Every step with every material that is there when it runs, unless the step is what makes that part: parts, their layers, and
/// the adhesives that hold them.
pub(super) fn placements(world: &World<'_>) -> Vec<PlacementView> {
    let mut placements = Vec::new();
    let adders: Vec<Vec<usize>> = (0..world.parts.len()).map(|part| super::joint::adders(world, part).collect()).collect();
    for (number, step) in world.steps.iter().enumerate() {
        let before = |earlier: &usize| world.sequence.is_before(*earlier, number);
        let concerns = |part: usize| step.of.is_empty() || step.of.contains(&part);
        let mut place = |what, material, part| placements.push(PlacementView { step: number, what, material, part });
        for (use_, used) in world.uses.iter().enumerate() {
            // What is bought and put in by the step itself, such as a magnet, goes through the step as it is.
            let bought = world.parts[used.part].part.bought.get() == Some(&true);
            let there = adders[used.part].iter().any(|adder| before(adder) || (bought && *adder == number));
            let own = step.process.is_some() && step.process == world.parts[used.part].process;
            if there && concerns(used.part) && !own {
                place(Placed::Use(use_), used.material, used.part);
            }
        }
        for (joint, view) in world.joints.iter().enumerate() {
            let part = view.parts.iter().copied().find(|part| concerns(*part));
            let made = super::joint::makers(world, joint).any(|maker| before(&maker));
            if let (Some(adhesive), Some(part), true) = (view.adhesive, part, made) {
                place(Placed::Adhesive(joint), adhesive, part);
            }
        }
        for (layer, view) in world.layers.iter().enumerate() {
            if let (Some(bond), true) = (view.bond, concerns(view.part) && adders[view.part].iter().any(before)) {
                place(Placed::Bond(layer), bond, view.part);
            }
        }
    }
    placements
}

pub(super) fn path(world: &World<'_>, i: usize, field: &str) -> String {
    format!("{}.{field}", world.path(Item::new(Kind::Step, i)))
}

/// The temperature a step brings: as given, or as its process usually does.
fn temperature(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Measure> {
    let step = &world.steps[i];
    if step.step.temperature.is_given() {
        return measure(&step.step.temperature, trace, String::new);
    }
    let process = Item::new(Kind::Process, step.process? as usize);
    let fact = crate::vocabulary::find(Kind::Process, "temperature")?;
    match super::value_of(fact, world, process, &mut Trace::off()) {
        Some(Value::Number(found)) => {
            trace.given(step.step.process.span());
            super::value_of(fact, world, process, trace);
            Some(found)
        }
        _ => None,
    }
}

/// Units started and rejected in builds of this step with its production process.
fn built(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(f64, f64)> {
    let step = &world.steps[i];
    let mut total = (0.0, 0.0);
    for build in &world.builds {
        let given = build.given;
        let same = given.of.get().is_some_and(|of| **of == *step.id)
            && given.process.get().and_then(|name| world.library.find(crate::knowledge::Table::Process, name)) == step.process;
        if let (true, Some(built), Some(rejected)) = (same, given.built.get(), given.rejected.get()) {
            trace.given(build.span);
            total = (total.0 + built.si(), total.1 + rejected.si());
        }
    }
    (total.0 > 0.0).then_some(total)
}

/// First-pass yield of a step: from builds with its process where there are any, as stated otherwise.
pub(super) fn first_pass_yield(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<f64> {
    if let Some((started, rejected)) = built(world, i, trace) {
        let shown = crate::formulas::yields::first_pass_yield(rejected, started)?;
        // Five good units of five do not make 100 % of a stated 98 %: until the builds show more than was stated, that holds.
        let stated = world.steps[i].step.yield_.get().map(crate::design::Quantity::si);
        let lower = super::part::whole(started - rejected)
            .zip(super::part::whole(started))
            .and_then(|(good, started)| binomial::lower_bound(good, started, 0.95));
        return Some(match stated {
            Some(stated) if shown > stated && lower.is_none_or(|lower| lower < stated) => {
                trace.given(world.steps[i].step.yield_.span());
                stated
            }
            _ => shown,
        });
    }
    measure(&world.steps[i].step.yield_, trace, || path(world, i, "yield")).map(|m| m.si)
}

/// Rest from the end of one step to the start of a later one, in s, as far as it is given: its own wait, and on the longest
/// way between them the waits and work times of the steps. The second value says whether its own wait is given, so that the
/// rest is complete.
pub(super) fn rest_between(world: &World<'_>, from: usize, to: usize, trace: &mut Trace) -> (f64, bool) {
    let wait = &world.steps[from].step.wait;
    if wait.is_given() {
        trace.given(wait.span());
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

/// Rest after a step until the next one loads what it made: its own wait, and steps that only let parts rest or look at them.
fn rest_before_load(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Value> {
    let mut rest = 0.0;
    let mut given = false;
    let mut at = i;
    // Each round goes one step on, so that it ends after as many as there are.
    for _ in 0..world.steps.len() {
        let step = world.steps[at].step;
        if step.wait.is_given() {
            trace.given(step.wait.span());
            given = true;
        }
        rest += step.wait.get().map_or(0.0, crate::design::Quantity::si);
        if at != i {
            rest += step.time.get().map_or(0.0, crate::design::Quantity::si);
        }
        let next: Vec<usize> = world.sequence.next(at).collect();
        let idle = |step: usize| is(world, step, "idle");
        match next[..] {
            [only] if idle(only) => at = only,
            _ => break,
        }
    }
    if !given {
        return trace.need(|| path(world, i, "wait"));
    }
    Some(Value::Number(Measure::new(rest, find_unit("h"))))
}

/// Whether the process of a step is of a kind.
fn is(world: &World<'_>, step: usize, kind: &str) -> bool {
    let process = world.steps[step].process;
    process.is_some_and(|process| super::state::has_flag(world, crate::knowledge::Table::Process, process, kind))
}

/// The adhesives that set in a step: those of the joints it makes, and the bonds of the layered parts that it adds if it laminates.
fn adhesives(world: &World<'_>, i: usize) -> Vec<usize> {
    let step = &world.steps[i];
    let mut found: Vec<usize> = step.makes.iter().filter_map(|joint| world.joints[*joint].adhesive).collect();
    found.extend(laminated(world, i).filter_map(|layer| world.layers[layer].bond));
    found.sort_unstable();
    found.dedup();
    found
}

/// The largest (or smallest) of a figure over the adhesives of a step; those without the figure are needs.
fn adhesive_figure(world: &World<'_>, i: usize, name: &str, largest: bool, trace: &mut Trace) -> Option<Value> {
    let fact = crate::vocabulary::find(Kind::Material, name)?;
    let mut chosen: Option<Measure> = None;
    for adhesive in adhesives(world, i) {
        if let Some(Value::Number(found)) = super::value_of(fact, world, Item::new(Kind::Material, adhesive), trace) {
            let better = chosen.is_none_or(|best| if largest { found.si > best.si } else { found.si < best.si });
            if better {
                chosen = Some(found);
            }
        }
    }
    chosen.map(Value::Number)
}

/// Joints made before a step whose adhesive has not had its cure time when the step runs.
fn uncured(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Vec<Item>> {
    let fact = crate::vocabulary::find(Kind::Material, "cure_time")?;
    let mut found = Vec::new();
    for maker in (0..world.steps.len()).filter(|maker| world.sequence.is_before(*maker, i)) {
        for joint in &world.steps[maker].makes {
            let Some(adhesive) = world.joints[*joint].adhesive else { continue };
            let cure = super::value_of(fact, world, Item::new(Kind::Material, adhesive), trace);
            let (rest, complete) = rest_between(world, maker, i, trace);
            let Some(Value::Number(cure)) = cure else { return None };
            if rest < cure.si && !complete {
                return trace.need(|| path(world, maker, "wait"));
            }
            if rest < cure.si {
                trace.given(world.steps[maker].span);
                found.push(Item::new(Kind::Joint, *joint));
            }
        }
    }
    Some(found)
}

/// Bonds of layered parts that an earlier step laminated and that have not had their cure time when the step runs.
fn uncured_bonds(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Vec<Item>> {
    let fact = crate::vocabulary::find(Kind::Material, "cure_time")?;
    let mut found = Vec::new();
    for order in super::order::before(world, i) {
        let earlier = order.earlier;
        let bonds = laminated(world, earlier).filter_map(|layer| world.layers[layer].bond.map(|bond| (layer, bond)));
        for (layer, bond) in bonds {
            // What does not cure, such as a hot-melt film, has no cure time and is strong once it is cold.
            let Some(Value::Number(cure)) = super::value_of(fact, world, Item::new(Kind::Material, bond), &mut Trace::off())
            else {
                continue;
            };
            let (rest, complete) = rest_between(world, earlier, i, trace);
            if rest < cure.si && !complete {
                return trace.need(|| path(world, earlier, "wait"));
            }
            if rest < cure.si {
                super::value_of(fact, world, Item::new(Kind::Material, bond), trace);
                trace.given(world.steps[earlier].span);
                found.push(Item::new(Kind::Layer, layer));
            }
        }
    }
    Some(found)
}

/// The layers that a step joins to the ones before them: those of the parts that it adds, if it laminates.
fn laminated<'w>(world: &'w World<'_>, i: usize) -> impl Iterator<Item = usize> + 'w {
    let step = &world.steps[i];
    let laminates = is(world, i, "laminates");
    let parts = step.adds.iter().filter(move |_| laminates);
    parts.flat_map(|part| &world.parts[*part].layers).copied()
}

/// How much rest a formed part lacks before this step, in s: the conditioning its forming asks for, less the rest it has had.
fn conditioning_lacking(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Value> {
    let fact = crate::vocabulary::find(Kind::Process, "conditioning")?;
    let mut lacking: f64 = 0.0;
    for former in (0..world.steps.len()).filter(|former| world.sequence.is_before(*former, i)) {
        let Some(process) = world.steps[former].process else { continue };
        let item = Item::new(Kind::Process, process as usize);
        if super::value_of(fact, world, item, &mut Trace::off()).is_none() {
            continue;
        }
        if let Some(Value::Number(asked)) = super::value_of(fact, world, item, trace) {
            let (rest, complete) = rest_between(world, former, i, trace);
            if rest < asked.si && !complete {
                return trace.need(|| path(world, former, "wait"));
            }
            lacking = lacking.max(asked.si - rest);
        }
    }
    Some(Value::Number(Measure::new(lacking, find_unit("h"))))
}

macro_rules! step_number {
    ($name:literal, $kind:expr, $unit:literal, $sentence:literal, $field:ident, $key:literal) => {
        Fact::new($name, $kind, $unit, $sentence, |w, i, t| number(&w.steps[i].step.$field, t, || path(w, i, $key)))
    };
}

/// Facts of steps.
pub static STEP: &[Fact] = &[
    Fact::new("process", Type::Item(Kind::Process), "", "its process", |w, i, t| {
        let step = &w.steps[i];
        super::part::process(w, step.process, t, &step.step.process, || path(w, i, "process"))
    }),
    Fact::new("temperature", Type::Number(Dimension::TEMPERATURE), "°C", "temperature it brings to the parts", |w, i, t| {
        temperature(w, i, t).map(Value::Number)
    }),
    Fact::new("states_temperature", Type::Flag, "", "the design gives its temperature", |w, i, _| {
        Some(Value::Flag(w.steps[i].step.temperature.is_given()))
    }),
    Fact::new("heats", Type::Flag, "", "it brings heat to the parts", |w, i, _| {
        Some(Value::Flag(temperature(w, i, &mut Trace::off()).is_some()))
    }),
    step_number!("pressure", Type::Number(Dimension::PRESSURE), "kPa", "pressure on the parts", pressure, "pressure"),
    step_number!("time", TIME, "s", "work time for one unit", time, "time"),
    step_number!("wait", TIME, "h", "rest before the next step", wait, "wait"),
    Fact::new(
        "rest_before_load",
        TIME,
        "h",
        "rest until the next step loads what it made; steps that only condition or inspect count as rest",
        |w, i, t| rest_before_load(w, i, t),
    ),
    Fact::new("rests", Type::Flag, "", "a rest after it is given", |w, i, _| Some(Value::Flag(w.steps[i].step.wait.is_given()))),
    step_number!("speed", Type::Number(Dimension::RATE), "stitches/min", "sewing speed", speed, "speed"),
    step_number!("operators", NUMBER, "", "operators", operators, "operators"),
    step_number!("rack", NUMBER, "units", "units that fit on the racks while they rest", rack, "rack"),
    step_number!("stated_yield", NUMBER, "%", "first-pass yield as stated", yield_, "yield"),
    Fact::new("states_yield", Type::Flag, "", "a first-pass yield is stated", |w, i, _| {
        Some(Value::Flag(w.steps[i].step.yield_.is_given()))
    }),
    Fact::new(
        "first_pass_yield",
        NUMBER,
        "%",
        "first-pass yield from builds with its process, or as stated where they do not show more",
        |w, i, t| first_pass_yield(w, i, t).map(|share| Value::Number(Measure::new(share, find_unit("%")))),
    ),
    Fact::new("shown_yield", NUMBER, "%", "first-pass yield of the builds with its process", |w, i, t| {
        let Some((started, rejected)) = built(w, i, t) else {
            return t.need(|| format!("evidence.builds of {} with its production process", w.steps[i].id));
        };
        super::given::computed_in(crate::formulas::yields::first_pass_yield(rejected, started), "%")
    }),
    Fact::new("first_pass_loss", NUMBER, "%", "units rejected at the first pass", |w, i, t| {
        super::given::computed_in(first_pass_yield(w, i, t).map(|share| 1.0 - share), "%")
    }),
    Fact::new("built", NUMBER, "units", "units built in it with its production process", |w, i, t| {
        computed(Some(built(w, i, t).map_or(0.0, |(started, _)| started)))
    }),
    Fact::new(
        "demonstrated_yield",
        NUMBER,
        "%",
        "first-pass yield that its builds demonstrate with 95 % confidence",
        |w, i, t| {
            let Some((started, rejected)) = built(w, i, t) else {
                return t.need(|| format!("evidence.builds of {} with its production process", w.steps[i].id));
            };
            let (good, started) = (super::part::whole(started - rejected)?, super::part::whole(started)?);
            binomial::lower_bound(good, started, 0.95).map(|si| Value::Number(Measure::new(si, find_unit("%"))))
        },
    ),
    Fact::new("station_time", TIME, "s", "work time for one unit by the stations side by side", |w, i, t| {
        let time = measure(&w.steps[i].step.time, t, || path(w, i, "time"))?;
        let stations = w.steps[i].step.stations.get().map_or(1.0, |stations| {
            t.given(w.steps[i].step.stations.span());
            stations.si().max(1.0)
        });
        Some(Value::Number(Measure::new(time.si / stations, find_unit("s"))))
    }),
    Fact::new("resting_units", NUMBER, "units", "units that rest at the same time at the takt of the line", |w, i, t| {
        let wait = measure(&w.steps[i].step.wait, t, || path(w, i, "wait"));
        let takt = super::design::takt(w, t);
        let day = super::design::working_day(w, t);
        line::work_in_progress(line::working_time_within(wait?.si, day?)?, takt?)
            .map(|si| Value::Number(Measure::new(si.ceil(), find_unit("units"))))
    }),
    Fact::new("adds", Type::Items(Kind::Part), "", "parts that come in", |w, i, _| {
        Some(Value::items(w.steps[i].adds.iter().map(|part| Item::new(Kind::Part, *part)).collect()))
    }),
    Fact::new("makes", Type::Items(Kind::Joint), "", "joints that it makes", |w, i, _| {
        Some(Value::items(w.steps[i].makes.iter().map(|joint| Item::new(Kind::Joint, *joint)).collect()))
    }),
    Fact::new("glues", Type::Flag, "", "an adhesive, film or tape sets in it", |w, i, _| {
        Some(Value::Flag(!adhesives(w, i).is_empty()))
    }),
    Fact::new("cure_needed", TIME, "h", "longest time until its adhesives may be loaded", |w, i, t| {
        adhesive_figure(w, i, "cure_time", true, t)
    }),
    Fact::new("open_time", TIME, "min", "shortest open time of its adhesives", |w, i, t| {
        adhesive_figure(w, i, "open_time", false, t)
    }),
    Fact::new("application_pressure", Type::Number(Dimension::PRESSURE), "kPa", "pressure its tapes need", |w, i, t| {
        adhesive_figure(w, i, "application_pressure", true, t)
    }),
    Fact::new("uncured", Type::Items(Kind::Joint), "", "joints made before it that have not had their cure time", |w, i, t| {
        uncured(w, i, t).map(Value::items)
    }),
    Fact::new(
        "uncured_bonds",
        Type::Items(Kind::Layer),
        "",
        "layers on the same parts whose bond has not had its cure time",
        |w, i, t| uncured_bonds(w, i, t).map(Value::items),
    ),
    Fact::new("undoes", Type::Items(Kind::Joint), "", "joints that it undoes again", |w, i, _| {
        Some(Value::items(w.steps[i].undoes.iter().map(|joint| Item::new(Kind::Joint, *joint)).collect()))
    }),
    Fact::new("encloses", Type::Items(Kind::Part), "", "parts that it closes in", |w, i, _| {
        Some(Value::items(w.steps[i].encloses.iter().map(|part| Item::new(Kind::Part, *part)).collect()))
    }),
    Fact::new("earlier", Type::Items(Kind::Step), "", "steps before it that work on its parts", |w, i, _| {
        let earlier = super::order::before(w, i).iter();
        Some(Value::items(earlier.map(|order| Item::new(Kind::Step, order.earlier)).collect()))
    }),
    Fact::new("blind", Type::Flag, "", "the place where the part goes cannot be seen or reached freely", |w, i, t| {
        flag_or_no(&w.steps[i].step.blind, t)
    }),
    Fact::new("adjusts", Type::Flag, "", "something is set, trimmed or fitted by feel", |w, i, t| {
        flag_or_no(&w.steps[i].step.adjusts, t)
    }),
    step_number!("force", Type::Number(Dimension::FORCE), "N", "force that the operator's hand gives", force, "force"),
    Fact::new("forced_by_hand", Type::Flag, "", "a force of the operator's hand is given", |w, i, _| {
        Some(Value::Flag(w.steps[i].step.force.is_given()))
    }),
    Fact::new("conditioning_lacking", TIME, "h", "rest that formed parts lack before it", |w, i, t| {
        conditioning_lacking(w, i, t)
    }),
    Fact::new("joined_before", Type::Items(Kind::Joint), "", "joints made before it", |w, i, t| {
        let mut found = Vec::new();
        for earlier in (0..w.steps.len()).filter(|earlier| w.sequence.is_before(*earlier, i)) {
            if !w.steps[earlier].makes.is_empty() {
                t.given(w.steps[earlier].span);
            }
            // A step that works on some parts only does nothing to joints of others.
            let concerned = |joint: &&usize| {
                w.steps[i].of.is_empty() || w.joints[**joint].parts.iter().any(|part| w.steps[i].of.contains(part))
            };
            found.extend(w.steps[earlier].makes.iter().filter(concerned).map(|joint| Item::new(Kind::Joint, *joint)));
        }
        Some(Value::items(found))
    }),
    Fact::new("last", Type::Flag, "", "no step comes after it", |w, i, _| Some(Value::Flag(w.sequence.next(i).next().is_none()))),
    Fact::new("next", Type::Items(Kind::Step), "", "steps directly after it", |w, i, _| {
        Some(Value::items(w.sequence.next(i).map(|step| Item::new(Kind::Step, step)).collect()))
    }),
];

/// Facts of placements.
pub static PLACEMENT: &[Fact] = &[
    Fact::new("step", Type::Item(Kind::Step), "", "the step", |w, i, _| {
        Some(Value::Item(Item::new(Kind::Step, w.placements[i].step)))
    }),
    Fact::new("part", Type::Item(Kind::Part), "", "the part that is there", |w, i, _| {
        Some(Value::Item(Item::new(Kind::Part, w.placements[i].part)))
    }),
    Fact::new("material", Type::Item(Kind::Material), "", "its material", |w, i, t| {
        let placed = w.placements[i];
        if t.is_on() {
            t.given(match placed.what {
                Placed::Use(used) => w.span(Item::new(Kind::Use, used)),
                Placed::Adhesive(joint) => w.joints[joint].joint.adhesive.span(),
                Placed::Bond(layer) => w.layers[layer].layer.bond.span(),
            });
        }
        Some(Value::Item(Item::new(Kind::Material, placed.material)))
    }),
];

/// Facts of cycles.
pub static CYCLE: &[Fact] = &[
    Fact::new("length", NUMBER, "", "number of steps that wait for each other", |w, i, t| {
        for step in &w.sequence.cycles[i] {
            for (_, element) in elements(&w.steps[*step].step.after) {
                t.given(element.span());
            }
        }
        counted(w.sequence.cycles[i].len())
    }),
    Fact::new("steps", Type::Items(Kind::Step), "", "the steps", |w, i, _| {
        Some(Value::items(w.sequence.cycles[i].iter().map(|step| Item::new(Kind::Step, *step)).collect()))
    }),
];
