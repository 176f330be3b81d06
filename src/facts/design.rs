//! Facts of the design, its environment and its production targets.

use super::given::{computed, computed_in, counted, elements, field, flag, flag_or_no, number};
use super::listed::Fact;
use super::{Item, Kind, Trace, Type, Value, Words, World};
use crate::design::{CaseKind, Environment, Exposure, Production, Protects, Stage};
use crate::formulas::{dfa, line, yields};
use crate::line::critical_path::{Activity, CriticalPath, critical_path};
use crate::quantity::{Dimension, Measure, find_unit};

const NUMBER: Type = Type::Number(Dimension::NONE);
const TIME: Type = Type::Number(Dimension::TIME);

fn all(kind: Kind, count: usize) -> Option<Value> {
    Some(Value::items((0..count).map(|i| Item::new(kind, i)).collect()))
}

fn protects<'w>(world: &'w World<'_>) -> Option<&'w Protects> {
    world.spec.design.get()?.protects.get()
}

/// Facts of the design.
pub static DESIGN: &[Fact] = &[
    Fact::new("kind", Type::Word(Words::These(CaseKind::WORDS)), "", "kind of case", |w, _, t| match w.spec.design.get() {
        Some(about) => field(&about.kind, t, || "design.kind".to_owned()).map(|kind| Value::word(kind.word())),
        None => t.need(|| "design.kind".to_owned()),
    }),
    Fact::new(
        "stage",
        Type::Word(Words::These(Stage::WORDS)),
        "",
        "where the project stands, or the gate it is judged for",
        |w, _, t| {
            if let Some(about) = w.spec.design.get().filter(|about| about.stage.is_given()) {
                t.given(about.stage.span());
            }
            match w.stage {
                Some(stage) => Some(Value::word(stage.word())),
                None => t.need(|| "design.stage".to_owned()),
            }
        },
    ),
    Fact::new("device_mass", Type::Number(Dimension::MASS), "g", "mass of what it protects", |w, _, t| match protects(w) {
        Some(protects) => number(&protects.mass, t, || "design.protects.mass".to_owned()),
        None => t.need(|| "design.protects.mass".to_owned()),
    }),
    Fact::new(
        "fragility",
        Type::Number(Dimension::ACCELERATION),
        "G",
        "deceleration that what it protects survives",
        |w, _, t| match protects(w) {
            Some(protects) => number(&protects.fragility, t, || "design.protects.fragility".to_owned()),
            None => t.need(|| "design.protects.fragility".to_owned()),
        },
    ),
    Fact::new("touches", Type::Words(Words::Any), "", "surfaces of what it protects", |w, _, t| match protects(w) {
        Some(protects) => field(&protects.touches, t, || "design.protects.touches".to_owned())
            .map(|_| Value::words(elements(&protects.touches).map(|(word, _)| &**word).collect())),
        None => t.need(|| "design.protects.touches".to_owned()),
    }),
    Fact::new("parts", Type::Items(Kind::Part), "", "all parts", |w, _, _| all(Kind::Part, w.parts.len())),
    Fact::new("joints", Type::Items(Kind::Joint), "", "all joints", |w, _, _| all(Kind::Joint, w.joints.len())),
    Fact::new("steps", Type::Items(Kind::Step), "", "all assembly steps", |w, _, _| all(Kind::Step, w.steps.len())),
    Fact::new("builds", Type::Items(Kind::Build), "", "all builds", |w, _, _| all(Kind::Build, w.builds.len())),
    Fact::new("tests", Type::Items(Kind::Test), "", "all tests", |w, _, _| all(Kind::Test, w.tests.len())),
    Fact::new("measurements", Type::Items(Kind::Measurement), "", "all measurements", |w, _, _| {
        all(Kind::Measurement, w.measurements.len())
    }),
    Fact::new("has_assembly", Type::Flag, "", "the assembly is described", |w, _, _| Some(Value::Flag(!w.steps.is_empty()))),
    Fact::new("reorientations", NUMBER, "", "times the side from which parts come in changes", |w, _, t| {
        let mut sides = Vec::new();
        for step in &w.steps {
            if let Some(side) = step.step.from.get() {
                t.given(step.step.from.span());
                sides.push(*side);
            }
        }
        counted(sides.windows(2).filter(|pair| pair[0] != pair[1]).count())
    }),
    Fact::new("rolled_throughput_yield", NUMBER, "%", "product of the first-pass yields of all steps", |w, _, t| {
        let yields = step_yields(w, t)?;
        computed(yields::rolled_throughput_yield(&yields))
    }),
    Fact::new("yield_gap", NUMBER, "%", "how far the rolled throughput yield stays below the target", |w, _, t| {
        let yields = step_yields(w, t);
        let target = w
            .spec
            .production
            .get()
            .map(|production| super::given::measure(&production.target_yield, t, || "production.target_yield".to_owned()));
        let reached = yields::rolled_throughput_yield(&yields?)?;
        computed_in(Some((target??.si - reached).max(0.0)), "%")
    }),
    Fact::new("worst_step", Type::Item(Kind::Step), "", "the step with the lowest first-pass yield", |w, _, t| {
        let mut off = Trace::off();
        let mut lowest: Option<(f64, usize)> = None;
        for i in 0..w.steps.len() {
            let share = super::step::first_pass_yield(w, i, &mut off)?;
            if lowest.is_none_or(|(least, _)| share < least) {
                lowest = Some((share, i));
            }
        }
        let (_, worst) = lowest?;
        super::step::first_pass_yield(w, worst, t)?;
        Some(Value::Item(Item::new(Kind::Step, worst)))
    }),
    Fact::new("pieces", NUMBER, "", "pieces of all parts in one case", |w, _, t| {
        computed(Some((0..w.parts.len()).map(|part| super::part::pieces(w, part, t)).sum()))
    }),
    Fact::new("minimum_parts", NUMBER, "", "parts that have to be parts of their own", |w, _, t| {
        computed(minimum_parts(w, t).map(|count| count as f64))
    }),
    Fact::new("states_essential", Type::Flag, "", "it is said which parts have to be parts of their own", |w, _, _| {
        Some(Value::Flag(w.parts.iter().any(|part| part.part.essential.is_given())))
    }),
    Fact::new("assembly_time", TIME, "s", "work time of the steps that add parts or make joints", |w, _, t| {
        computed_in(assembly_time(w, t), "s")
    }),
    Fact::new(
        "assembly_index",
        NUMBER,
        "%",
        "design-for-assembly index of Boothroyd and Dewhurst: 3 s for each part that has to be one, by the assembly time",
        |w, _, t| {
            let parts = minimum_parts(w, t);
            let time = assembly_time(w, t);
            computed_in(dfa::assembly_index(parts? as f64, time?), "%")
        },
    ),
    Fact::new("fastener_types", NUMBER, "", "different kinds and diameters of screws and rivets", |w, _, _| {
        let mut kinds: Vec<(u16, String)> = Vec::new();
        for joint in &w.joints {
            let Some(method) = joint.method else { continue };
            if !super::state::has_flag(w, crate::knowledge::Table::Method, method, "fastener") {
                continue;
            }
            let diameter = joint.joint.diameter.get().map_or_else(String::new, |diameter| diameter.measure.to_string());
            if !kinds.contains(&(method, diameter.clone())) {
                kinds.push((method, diameter));
            }
        }
        counted(kinds.len())
    }),
];

/// Parts that have to be parts of their own; needs the answer for each.
fn minimum_parts(world: &World<'_>, trace: &mut Trace) -> Option<usize> {
    let answers: Vec<Option<&bool>> =
        world.parts.iter().map(|part| field(&part.part.essential, trace, || format!("parts.{}.essential", part.id))).collect();
    let answers: Option<Vec<&bool>> = answers.into_iter().collect();
    answers.map(|answers| answers.into_iter().filter(|essential| **essential).count())
}

/// Work time of the steps that add parts or make joints, in s.
fn assembly_time(world: &World<'_>, trace: &mut Trace) -> Option<f64> {
    let steps = world.steps.iter().filter(|step| !step.adds.is_empty() || !step.makes.is_empty());
    let times: Vec<Option<f64>> = steps
        .map(|step| field(&step.step.time, trace, || format!("assembly.{}.time", step.id)).map(crate::design::Quantity::si))
        .collect();
    if times.is_empty() {
        return trace.need(|| "assembly".to_owned());
    }
    times.into_iter().sum()
}

/// The first-pass yields of all steps; needs those that are not known.
fn step_yields(world: &World<'_>, trace: &mut Trace) -> Option<Vec<f64>> {
    if world.steps.is_empty() {
        return trace.need(|| "assembly".to_owned());
    }
    // All steps are asked, so that all missing yields are named.
    let yields: Vec<Option<f64>> = (0..world.steps.len()).map(|i| super::step::first_pass_yield(world, i, trace)).collect();
    yields.into_iter().collect()
}

macro_rules! environment {
    ($w:ident, $t:ident, $name:literal, $body:expr) => {
        match $w.spec.environment.get() {
            Some(environment) => {
                let read: for<'e> fn(&'e Environment, &mut Trace) -> Option<Value> = $body;
                read(environment, $t)
            }
            None => $t.need(|| concat!("environment.", $name).to_owned()),
        }
    };
}

const TEMPERATURE: Type = Type::Number(Dimension::TEMPERATURE);

/// Ingress protection by IEC 60529 that cases claim.
const RATINGS: &[&str] = &[
    "ip40", "ip41", "ip42", "ip43", "ip44", "ip50", "ip51", "ip52", "ip53", "ip54", "ip55", "ip56", "ip57", "ip60", "ip61",
    "ip62", "ip63", "ip64", "ip65", "ip66", "ip67", "ip68", "ip69", "ip69k", "ipx1", "ipx2", "ipx3", "ipx4", "ipx5", "ipx6",
    "ipx7", "ipx8", "ipx9",
];

/// Facts of the environment.
pub static ENVIRONMENT: &[Fact] = &[
    Fact::new("service_high", TEMPERATURE, "°C", "highest temperature in use", |w, _, t| {
        environment!(w, t, "service", |e, t| field(&e.service, t, || "environment.service".to_owned())
            .map(|range| Value::Number(range.high.measure)))
    }),
    Fact::new("service_low", TEMPERATURE, "°C", "lowest temperature in use", |w, _, t| {
        environment!(w, t, "service", |e, t| field(&e.service, t, || "environment.service".to_owned())
            .map(|range| Value::Number(range.low.measure)))
    }),
    Fact::new("high", TEMPERATURE, "°C", "highest temperature in use or storage", |w, _, t| {
        environment!(w, t, "service", |e, t| {
            let service = field(&e.service, t, || "environment.service".to_owned())?.high.measure;
            let storage = e.storage.get().map(|range| range.high.measure).filter(|storage| storage.si > service.si);
            if storage.is_some() {
                t.given(e.storage.span());
            }
            Some(Value::Number(storage.unwrap_or(service)))
        })
    }),
    Fact::new("low", TEMPERATURE, "°C", "lowest temperature in use or storage", |w, _, t| {
        environment!(w, t, "service", |e, t| {
            let service = field(&e.service, t, || "environment.service".to_owned())?.low.measure;
            let storage = e.storage.get().map(|range| range.low.measure).filter(|storage| storage.si < service.si);
            if storage.is_some() {
                t.given(e.storage.span());
            }
            Some(Value::Number(storage.unwrap_or(service)))
        })
    }),
    Fact::new("humidity", NUMBER, "%", "highest relative humidity", |w, _, t| {
        environment!(w, t, "humidity", |e, t| number(&e.humidity, t, || "environment.humidity".to_owned()))
    }),
    Fact::new("exposure", Type::Words(Words::These(Exposure::WORDS)), "", "what it is exposed to", |w, _, t| {
        environment!(w, t, "exposure", |e, t| field(&e.exposure, t, || "environment.exposure".to_owned())
            .map(|_| Value::words(elements(&e.exposure).map(|(exposure, _)| exposure.word()).collect())))
    }),
    Fact::new("life", Type::Number(Dimension::TIME), "years", "how long it has to last", |w, _, t| {
        environment!(w, t, "life", |e, t| number(&e.life, t, || "environment.life".to_owned()))
    }),
    Fact::new("drop_height", Type::Number(Dimension::LENGTH), "m", "height of the drops it has to survive", |w, _, t| {
        environment!(w, t, "drop.height", |e, t| match e.drop.get() {
            Some(drop) => number(&drop.height, t, || "environment.drop.height".to_owned()),
            None => t.need(|| "environment.drop.height".to_owned()),
        })
    }),
    Fact::new("drop_claimed", Type::Flag, "", "drops are claimed", |w, _, t| {
        Some(Value::Flag(w.spec.environment.get().is_some_and(|environment| {
            if environment.drop.is_given() {
                t.given(environment.drop.key());
            }
            environment.drop.is_given()
        })))
    }),
    Fact::new(
        "ingress",
        Type::Word(Words::These(RATINGS)),
        "",
        "ingress protection that is claimed, as `ip67` whatever its spelling",
        |w, _, t| {
            let environment = w.spec.environment.get();
            let given = environment.and_then(|environment| field(&environment.ingress, t, || "environment.ingress".to_owned()));
            let Some(given) = given else { return t.need(|| "environment.ingress".to_owned()) };
            let plain: String = given.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
            match RATINGS.iter().find(|rating| **rating == plain) {
                Some(rating) => Some(Value::word(rating)),
                None => t.need(|| format!("environment.ingress as one of {}", RATINGS.join(", "))),
            }
        },
    ),
    Fact::new("ingress_claimed", Type::Flag, "", "an ingress protection is claimed", |w, _, t| {
        Some(Value::Flag(w.spec.environment.get().is_some_and(|environment| {
            if environment.ingress.is_given() {
                t.given(environment.ingress.span());
            }
            environment.ingress.is_given()
        })))
    }),
    Fact::new("sealed_volume", Type::Number(Dimension::VOLUME), "L", "air inside when closed", |w, _, t| {
        environment!(w, t, "sealed_volume", |e, t| number(&e.sealed_volume, t, || "environment.sealed_volume".to_owned()))
    }),
    Fact::new("air_transport", Type::Flag, "", "it is shipped by air or used at altitude", |w, _, t| {
        environment!(w, t, "air_transport", |e, t| flag_or_no(&e.air_transport, t))
    }),
    Fact::new("vent", Type::Flag, "", "a vent or valve equalizes the pressure", |w, _, t| {
        environment!(w, t, "vent", |e, t| flag(&e.vent, t, || "environment.vent".to_owned()))
    }),
    Fact::new("markets", Type::Words(Words::Any), "", "where it is sold", |w, _, t| {
        environment!(w, t, "markets", |e, t| field(&e.markets, t, || "environment.markets".to_owned())
            .map(|_| Value::words(elements(&e.markets).map(|(market, _)| &**market).collect())))
    }),
];

macro_rules! production {
    ($w:ident, $t:ident, $field:ident) => {
        match $w.spec.production.get() {
            Some(production) => number(&production.$field, $t, || concat!("production.", stringify!($field)).to_owned()),
            None => $t.need(|| concat!("production.", stringify!($field)).to_owned()),
        }
    };
}

/// Working seconds of a year, as the working time gives them; the second value is its effectiveness.
pub(super) fn working_year(world: &World<'_>, trace: &mut Trace) -> Option<(f64, f64)> {
    const PATH: &str = "production.working_time";
    let Some(time) = world.spec.production.get().and_then(|production: &Production| production.working_time.get()) else {
        return trace.need(|| PATH.to_owned());
    };
    let days = field(&time.days_per_month, trace, || format!("{PATH}.days_per_month"));
    let shifts = field(&time.shifts_per_day, trace, || format!("{PATH}.shifts_per_day"));
    let hours = field(&time.hours_per_shift, trace, || format!("{PATH}.hours_per_shift"));
    let efficiency = field(&time.efficiency, trace, || format!("{PATH}.efficiency"));
    Some((12.0 * days?.si() * shifts?.si() * hours?.si() * 3600.0, efficiency?.si()))
}

/// Working seconds of a day.
pub(super) fn working_day(world: &World<'_>, trace: &mut Trace) -> Option<f64> {
    let Some(time) = world.spec.production.get().and_then(|production: &Production| production.working_time.get()) else {
        return trace.need(|| "production.working_time".to_owned());
    };
    let shifts = field(&time.shifts_per_day, trace, || "production.working_time.shifts_per_day".to_owned());
    let hours = field(&time.hours_per_shift, trace, || "production.working_time.hours_per_shift".to_owned());
    Some((shifts?.si() * hours?.si() * 3600.0).min(86_400.0))
}

fn annual_volume(world: &World<'_>, trace: &mut Trace) -> Option<f64> {
    match world.spec.production.get() {
        Some(production) => {
            field(&production.annual_volume, trace, || "production.annual_volume".to_owned()).map(crate::design::Quantity::si)
        }
        None => trace.need(|| "production.annual_volume".to_owned()),
    }
}

/// The time in which one good unit has to leave the line, in s.
pub(super) fn takt(world: &World<'_>, trace: &mut Trace) -> Option<f64> {
    let year = working_year(world, trace);
    let volume = annual_volume(world, trace);
    line::takt_time(year?.0, volume?)
}

/// The longest path of the plan, with the ids of its tasks; needs the time of each.
fn plan<'w>(world: &'w World<'_>, trace: &mut Trace) -> Option<(CriticalPath, Vec<&'w str>)> {
    let given = world.spec.production.get().map(|production| &production.plan);
    let Some(given) = given.filter(|plan| plan.is_given()) else { return trace.need(|| "production.plan".to_owned()) };
    let names: Vec<&str> = elements(given).map(|(task, _)| task.task.get().map_or("", |id| id)).collect();
    let activities: Vec<Option<Activity>> = elements(given)
        .zip(&names)
        .map(|((task, _), name)| {
            let duration = field(&task.time, trace, || format!("production.plan.{name}.time"))?.si();
            let before = elements(&task.after).filter_map(|(name, _)| names.iter().position(|known| **known == **name));
            Some(Activity { duration, predecessors: before.collect() })
        })
        .collect();
    let activities: Vec<Activity> = activities.into_iter().collect::<Option<_>>()?;
    match critical_path(&activities) {
        Ok(path) => Some((path, names)),
        Err(_) => trace.need(|| "production.plan without tasks that wait for each other".to_owned()),
    }
}

fn seconds(si: Option<f64>) -> Option<Value> {
    si.map(|si| Value::Number(Measure::new(si, find_unit("s"))))
}

/// Facts of the production targets.
pub static PRODUCTION: &[Fact] = &[
    Fact::new("annual_volume", NUMBER, "units", "units by year", |w, _, t| production!(w, t, annual_volume)),
    Fact::new("order_quantity", NUMBER, "units", "units of one order", |w, _, t| production!(w, t, order_quantity)),
    Fact::new("lifetime_volume", NUMBER, "units", "units over the life of the product", |w, _, t| {
        production!(w, t, lifetime_volume)
    }),
    Fact::new("target_yield", NUMBER, "%", "good units out of units started", |w, _, t| production!(w, t, target_yield)),
    Fact::new("target_unit_cost", Type::Number(Dimension::MONEY), "USD", "cost of one unit", |w, _, t| {
        production!(w, t, target_unit_cost)
    }),
    Fact::new("launch_in", Type::Number(Dimension::TIME), "weeks", "time to the launch", |w, _, t| production!(w, t, launch_in)),
    Fact::new("planned", Type::Flag, "", "what has to happen before the launch is planned", |w, _, _| {
        Some(Value::Flag(w.spec.production.get().is_some_and(|production| production.plan.is_given())))
    }),
    Fact::new("plan_time", TIME, "weeks", "time from today to the end of the plan, by its longest path", |w, _, t| {
        plan(w, t).and_then(|(path, _)| computed_in(Some(path.duration), "weeks"))
    }),
    Fact::new("critical_tasks", Type::Words(Words::Any), "", "tasks on the longest path of the plan", |w, _, t| {
        let (path, names) = plan(w, t)?;
        Some(Value::words(path.path.iter().map(|task| names[*task]).collect()))
    }),
    Fact::new("takt", Type::Number(Dimension::TIME), "s", "working time for one unit at the annual volume", |w, _, t| {
        seconds(takt(w, t))
    }),
    Fact::new(
        "allowed_station_time",
        Type::Number(Dimension::TIME),
        "s",
        "takt less what effectiveness and target yield cost",
        |w, _, t| {
            let takt = takt(w, t);
            let year = working_year(w, t);
            let target = match production!(w, t, target_yield) {
                Some(Value::Number(measure)) => Some(measure.si),
                _ => None,
            };
            seconds(line::allowed_station_time(takt?, year?.1, target?))
        },
    ),
];
