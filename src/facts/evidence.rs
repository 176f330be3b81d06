//! Facts of builds, measurements and tests.

use indexmap::IndexMap;

use super::given::{elements, field, number, word};
use super::listed::Fact;
use super::part::whole;
use super::{Item, Kind, Trace, Type, Value, Words, World};
use crate::design::Stage;
use crate::formulas::{binomial, capability, gauge, normal, normality, outliers, subgroups};
use crate::knowledge::Table;
use crate::quantity::{Dimension, Measure, find_unit};
use crate::yaml::{Field, Span};

const NUMBER: Type = Type::Number(Dimension::NONE);
const LENGTH: Type = Type::Number(Dimension::LENGTH);
/// Confidence of all bounds that evidence is read with.
const CONFIDENCE: f64 = 0.95;

fn percent(si: Option<f64>) -> Option<Value> {
    si.map(|si| Value::Number(Measure::new(si, find_unit("%"))))
}

/// Tests of a part or of the whole case.
pub(super) fn tests_of(world: &World<'_>, part: usize) -> Vec<Item> {
    let id = world.parts[part].id;
    let concerns = |of: Option<&Box<str>>| of.is_none_or(|of| **of == *id || **of == *"design");
    world
        .tests
        .iter()
        .enumerate()
        .filter(|(_, test)| concerns(test.given.of.get()))
        .map(|(i, _)| Item::new(Kind::Test, i))
        .collect()
}

fn process<'w>(world: &'w World<'w>, given: &'w Field<Box<str>>, trace: &mut Trace, path: String) -> Option<Value> {
    let name = field(given, trace, || path)?;
    world.library.find(Table::Process, name).map(|process| Value::Item(Item::new(Kind::Process, process as usize)))
}

/// The production processes of what evidence names, with where they are given: a part, a step, a joint (its parts and the
/// steps that make it), or the whole case.
fn production_processes(world: &World<'_>, of: Option<&str>) -> Vec<(u16, Span)> {
    let part = |part: usize| world.parts[part].process.map(|process| (process, world.parts[part].part.process.span()));
    let step = |step: usize| world.steps[step].process.map(|process| (process, world.steps[step].step.process.span()));
    let Some(of) = of.filter(|of| *of != "design") else {
        return (0..world.parts.len()).filter_map(part).chain((0..world.steps.len()).filter_map(step)).collect();
    };
    if let Some(number) = world.part_named(of) {
        return part(number).into_iter().collect();
    }
    if let Some(number) = world.step_named(of) {
        return step(number).into_iter().collect();
    }
    let Some(joint) = world.joints.iter().position(|joint| joint.id == of) else { return Vec::new() };
    let parts = world.joints[joint].parts.iter().filter_map(|number| part(*number));
    parts.chain(super::joint::makers(world, joint).filter_map(step)).collect()
}

/// Whether a process is how samples are made: it prints or casts, it is done by hand, or a part of this design names it so.
fn makes_samples(world: &World<'_>, process: u16) -> bool {
    let flagged = ["prints", "by_hand"].iter().any(|flag| super::state::has_flag(world, Table::Process, process, flag));
    flagged || world.parts.iter().any(|part| part.prototype_process == Some(process))
}

/// Whether evidence came from the production process of what it names. A process that is neither of production nor of
/// samples does not say.
fn from_production(
    world: &World<'_>,
    of: &Field<Box<str>>,
    given: &Field<Box<str>>,
    trace: &mut Trace,
    path: impl Fn(&str) -> String,
) -> Option<Value> {
    let used = field(given, trace, || path("process")).and_then(|name| world.library.find(Table::Process, name))?;
    let of = of.get().map(|of| &**of);
    let production = production_processes(world, of);
    if production.iter().any(|(process, _)| *process == used) {
        return Some(Value::Flag(true));
    }
    // One process that was meant is a place to show; all processes of a whole case are not.
    if let [(_, span)] = production[..] {
        trace.given(span);
        return Some(Value::Flag(false));
    }
    if makes_samples(world, used) {
        return Some(Value::Flag(false));
    }
    trace.need(|| format!("{} as one of the processes of the design", path("process")))
}

/// Whether units were made of the production material of what they are units of.
fn from_production_material(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Value> {
    let given = world.tests[i].given;
    let used = field(&given.material, trace, || test_path(world, i, "material"))?;
    let part = world.part_named(field(&given.of, trace, || test_path(world, i, "of"))?)?;
    let library = |name: &str| world.library.find(Table::Material, name);
    let mut same = false;
    for used_in in world.uses.iter().enumerate().filter(|(_, used_in)| used_in.part == part) {
        let material = &world.materials[used_in.1.material];
        // The grade itself, or for a library material any of its names.
        same |= material.id == &**used
            || (material.grade.is_none() && material.library.is_some() && material.library == library(used));
        trace.given(world.span(Item::new(Kind::Use, used_in.0)));
    }
    Some(Value::Flag(same))
}

fn build_path(world: &World<'_>, i: usize, name: &str) -> String {
    format!("{}.{name}", world.path(Item::new(Kind::Build, i)))
}

/// Facts of builds.
pub static BUILD: &[Fact] = &[
    Fact::new("of", Type::Word(Words::Any), "", "the step or part that was built", |w, i, t| {
        word(&w.builds[i].given.of, t, || build_path(w, i, "of"))
    }),
    Fact::new("process", Type::Item(Kind::Process), "", "the process it was built with", |w, i, t| {
        process(w, &w.builds[i].given.process, t, build_path(w, i, "process"))
    }),
    Fact::new("from_production", Type::Flag, "", "it was built with the production process of what it names", |w, i, t| {
        let given = w.builds[i].given;
        from_production(w, &given.of, &given.process, t, |name| build_path(w, i, name))
    }),
    Fact::new("built", NUMBER, "units", "units started", |w, i, t| {
        number(&w.builds[i].given.built, t, || build_path(w, i, "built"))
    }),
    Fact::new("rejected", NUMBER, "units", "units rejected at the first pass", |w, i, t| {
        number(&w.builds[i].given.rejected, t, || build_path(w, i, "rejected"))
    }),
    Fact::new("stage", Type::Word(Words::These(Stage::WORDS)), "", "stage of the project at that time", |w, i, t| {
        field(&w.builds[i].given.stage, t, || build_path(w, i, "stage")).map(|stage| Value::word(stage.word()))
    }),
    Fact::new("consistent", Type::Flag, "", "not more units were rejected than started", |w, i, t| {
        let given = w.builds[i].given;
        let built = field(&given.built, t, || build_path(w, i, "built"));
        let rejected = field(&given.rejected, t, || build_path(w, i, "rejected"));
        Some(Value::Flag(rejected?.si() <= built?.si()))
    }),
    Fact::new("shown_yield", NUMBER, "%", "good units out of units started", |w, i, t| {
        let (good, built) = good_of(w, i, t)?;
        percent((built > 0).then(|| f64::from(good) / f64::from(built)))
    }),
    Fact::new(
        "demonstrated_yield",
        NUMBER,
        "%",
        "yield demonstrated with 95 % confidence (Clopper-Pearson, one-sided)",
        |w, i, t| {
            let (good, built) = good_of(w, i, t)?;
            percent(binomial::lower_bound(good, built, CONFIDENCE))
        },
    ),
    Fact::new(
        "units_for_target",
        NUMBER,
        "units",
        "units that would demonstrate the target yield with the rejects it had",
        |w, i, t| {
            let (good, built) = good_of(w, i, t)?;
            let target = match w.spec.production.get() {
                Some(production) => field(&production.target_yield, t, || "production.target_yield".to_owned())?,
                None => return t.need(|| "production.target_yield".to_owned()),
            };
            let needed = binomial::smallest_sample(built - good, target.si(), CONFIDENCE)?;
            Some(Value::Number(Measure::new(f64::from(needed), find_unit("units"))))
        },
    ),
];

/// Good units and units started of a build.
fn good_of(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(u32, u32)> {
    let given = world.builds[i].given;
    let built = field(&given.built, trace, || build_path(world, i, "built"));
    let rejected = field(&given.rejected, trace, || build_path(world, i, "rejected"));
    let (built, rejected) = (whole(built?.si())?, whole(rejected?.si())?);
    Some((built.checked_sub(rejected)?, built))
}

fn measurement_path(world: &World<'_>, i: usize, name: &str) -> String {
    format!("{}.{name}", world.path(Item::new(Kind::Measurement, i)))
}

/// Mean, standard deviation and number of readings.
pub(super) fn sample(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(f64, f64, u32)> {
    let given = world.measurements[i].given;
    if given.values.is_given() {
        trace.given(given.values.span());
        let values: Vec<f64> = elements(&given.values).map(|(value, _)| value.si()).collect();
        let Some(sample) = capability::sample(&values) else {
            return trace.need(|| format!("{} of two units or more", measurement_path(world, i, "values")));
        };
        return Some((sample.mean, sample.deviation, u32::try_from(values.len()).ok()?));
    }
    let mean = field(&given.mean, trace, || measurement_path(world, i, "values"));
    let deviation = field(&given.deviation, trace, || measurement_path(world, i, "deviation"));
    let count = field(&given.count, trace, || measurement_path(world, i, "count"));
    Some((mean?.si(), deviation?.si(), whole(count?.si())?))
}

fn dimension_of(world: &World<'_>, i: usize) -> Option<usize> {
    let (part, id) = world.measurements[i].given.of.get()?.split_once('.')?;
    world.dimensions.iter().position(|dimension| world.parts[dimension.part].id == part && dimension.id == id)
}

/// The limits of the dimension that was measured.
fn limits(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(f64, f64)> {
    let dimension = dimension_of(world, i)?;
    let given = world.dimensions[dimension].dimension;
    let path = |name: &str| format!("{}.{name}", world.path(Item::new(Kind::Dimension, dimension)));
    let nominal = field(&given.nominal, trace, || path("nominal"));
    let tolerance = field(&given.tolerance, trace, || path("tolerance"));
    let (nominal, tolerance) = (nominal?.si(), tolerance?);
    Some((nominal + tolerance.lower.si, nominal + tolerance.upper.si))
}

fn cpk(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(f64, u32)> {
    let sample = sample(world, i, trace);
    let limits = limits(world, i, trace);
    let ((mean, deviation, count), (lower, upper)) = (sample?, limits?);
    // Readings that all agree to the last digit show the gauge, not the process.
    if deviation <= 1e-9 * mean.abs() {
        return trace.need(|| format!("{} that differ", measurement_path(world, i, "values")));
    }
    Some((capability::cpk(mean, deviation, lower, upper)?, count))
}

/// The readings of each cavity, in the order in which cavities first occur; all readings as one if none is named.
fn by_cavity(world: &World<'_>, i: usize) -> Vec<Vec<f64>> {
    let given = world.measurements[i].given;
    let values: Vec<f64> = elements(&given.values).map(|(value, _)| value.si()).collect();
    let names: Vec<&str> = elements(&given.cavities).map(|(name, _)| &**name).collect();
    if names.len() != values.len() {
        return vec![values];
    }
    let mut cavities: IndexMap<&str, Vec<f64>> = IndexMap::new();
    for (name, value) in names.into_iter().zip(values) {
        cavities.entry(name).or_default().push(value);
    }
    cavities.into_values().collect()
}

/// All readings; needs them one by one.
fn readings(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Vec<f64>> {
    let given = &world.measurements[i].given.values;
    field(given, trace, || measurement_path(world, i, "values"))?;
    Some(elements(given).map(|(value, _)| value.si()).collect())
}

/// The readings of each cavity; needs the cavity of each reading.
fn cavities(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Vec<Vec<f64>>> {
    let given = world.measurements[i].given;
    field(&given.cavities, trace, || measurement_path(world, i, "cavities"))?;
    Some(by_cavity(world, i))
}

/// The worst capability of one cavity.
fn worst_cavity(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<f64> {
    let cavities = cavities(world, i, trace);
    let limits = limits(world, i, trace);
    let (lower, upper) = limits?;
    let each = cavities?.into_iter().map(|readings| {
        let sample = capability::sample(&readings)?;
        capability::cpk(sample.mean, sample.deviation, lower, upper)
    });
    each.collect::<Option<Vec<f64>>>()?.into_iter().reduce(f64::min)
}

/// Outliers that are looked for: a tenth of the readings, at least one and at most ten.
fn most_outliers(readings: usize) -> usize {
    (readings / 10).clamp(1, 10)
}

/// Significance of the tests of readings.
const SIGNIFICANCE: f64 = 0.05;

/// Facts of measurements.
pub static MEASUREMENT: &[Fact] = &[
    Fact::new("dimension", Type::Item(Kind::Dimension), "", "the dimension that was measured", |w, i, _| {
        dimension_of(w, i).map(|dimension| Value::Item(Item::new(Kind::Dimension, dimension)))
    }),
    Fact::new("count", NUMBER, "", "number of readings", |w, i, t| {
        sample(w, i, t).and_then(|(_, _, count)| super::given::computed(Some(f64::from(count))))
    }),
    Fact::new("mean", LENGTH, "mm", "mean of the readings", |w, i, t| {
        sample(w, i, t).map(|(mean, _, _)| Value::Number(Measure::new(mean, find_unit("mm"))))
    }),
    Fact::new("deviation", LENGTH, "mm", "standard deviation of the readings", |w, i, t| {
        sample(w, i, t).map(|(_, deviation, _)| Value::Number(Measure::new(deviation, find_unit("mm"))))
    }),
    Fact::new("cavities", NUMBER, "", "cavities among the readings", |w, i, t| {
        cavities(w, i, t).and_then(|cavities| super::given::counted(cavities.len()))
    }),
    Fact::new("names_cavities", Type::Flag, "", "the cavity of each reading is given", |w, i, _| {
        Some(Value::Flag(w.measurements[i].given.cavities.is_given()))
    }),
    Fact::new("least_of_a_cavity", NUMBER, "", "readings of the cavity with the fewest", |w, i, t| {
        cavities(w, i, t)?.iter().map(Vec::len).min().and_then(super::given::counted)
    }),
    Fact::new("worst_cavity_cpk", NUMBER, "", "Cpk of the worst cavity by itself", |w, i, t| {
        super::given::computed(worst_cavity(w, i, t))
    }),
    Fact::new("between_cavities", NUMBER, "%", "share of the variance of the readings that lies between cavities", |w, i, t| {
        let cavities = cavities(w, i, t)?;
        let groups: Vec<&[f64]> = cavities.iter().map(Vec::as_slice).collect();
        percent(subgroups::between(&groups).map(|between| between.share))
    }),
    Fact::new(
        "cpk_within",
        NUMBER,
        "",
        "Cpk by the spread within cavities (the Cpk of AIAG where cavities differ)",
        |w, i, t| {
            let cavities = cavities(w, i, t);
            let limits = limits(w, i, t);
            let (cavities, (lower, upper)) = (cavities?, limits?);
            let groups: Vec<&[f64]> = cavities.iter().map(Vec::as_slice).collect();
            super::given::computed(subgroups::study(&groups, lower, upper).map(|study| study.cpk))
        },
    ),
    Fact::new("has_readings", Type::Flag, "", "the readings are given one by one", |w, i, _| {
        Some(Value::Flag(w.measurements[i].given.values.is_given()))
    }),
    Fact::new(
        "normality",
        NUMBER,
        "%",
        "chance of readings this far from normal if the parts are normal (Shapiro-Wilk), the least of all cavities",
        |w, i, t| {
            readings(w, i, t)?;
            let each = by_cavity(w, i);
            let chances: Option<Vec<f64>> =
                each.iter().map(|readings| normality::shapiro_wilk(readings).map(|test| test.probability)).collect();
            match chances?.into_iter().reduce(f64::min) {
                Some(least) => percent(Some(least)),
                None => None,
            }
        },
    ),
    Fact::new("outliers", NUMBER, "", "readings that stand out (generalized ESD test at 5 %)", |w, i, t| {
        let readings = readings(w, i, t)?;
        let found = outliers::generalized_esd(&readings, most_outliers(readings.len()), SIGNIFICANCE)?;
        super::given::counted(found.outliers)
    }),
    Fact::new("gauge_given", Type::Flag, "", "the error of the gauge is given", |w, i, _| {
        Some(Value::Flag(w.measurements[i].given.gauge.is_given()))
    }),
    Fact::new("gauge_share", NUMBER, "%", "spread of the gauge as a share of the tolerance (GRR of tolerance)", |w, i, t| {
        let gauge = field(&w.measurements[i].given.gauge, t, || measurement_path(w, i, "gauge"));
        let limits = limits(w, i, t);
        let (gauge, (lower, upper)) = (gauge?.si(), limits?);
        percent(gauge::share_of_tolerance(gauge, lower, upper))
    }),
    Fact::new("ppm", NUMBER, "ppm", "parts outside the tolerance if the readings are normal, both tails", |w, i, t| {
        let sample = sample(w, i, t);
        let limits = limits(w, i, t);
        let ((mean, deviation, _), (lower, upper)) = (sample?, limits?);
        super::given::computed_in(normal::tails(mean, deviation, lower, upper).map(normal::Tails::outside), "ppm")
    }),
    Fact::new("cpk", NUMBER, "", "Cpk of the readings by the spread of all of them, also called Ppk", |w, i, t| {
        super::given::computed(cpk(w, i, t).map(|(cpk, _)| cpk))
    }),
    Fact::new("cpk_demonstrated", NUMBER, "", "lower 95 % bound of Cpk (Bissell's approximation)", |w, i, t| {
        let (cpk, count) = cpk(w, i, t)?;
        super::given::computed(capability::cpk_lower_bound(cpk, count, CONFIDENCE))
    }),
    Fact::new("from_production", Type::Flag, "", "the parts were made with the production process", |w, i, t| {
        let used = field(&w.measurements[i].given.process, t, || measurement_path(w, i, "process"))?;
        let used = w.library.find(Table::Process, used)?;
        let part = w.dimensions[dimension_of(w, i)?].part;
        Some(Value::Flag(w.parts[part].process == Some(used)))
    }),
];

fn test_path(world: &World<'_>, i: usize, name: &str) -> String {
    format!("{}.{name}", world.path(Item::new(Kind::Test, i)))
}

/// Kinds of tests that checks ask for.
const TEST_KINDS: &[&str] = &["leak", "ingress", "drop", "peel", "fit", "appearance", "other"];

/// The kind of a test by words of its name, and of its method where the name says nothing: engineers write `IP67 immersion`,
/// `water-immersion` or `IEC 60529` and mean one thing.
fn test_kind(name: &str, method: &str) -> &'static str {
    let words: [(&str, &[&str]); 6] = [
        ("leak", &["leak", "pressure decay", "pressure-decay", "bubble"]),
        ("ingress", &["ingress", "immersion", "water", "dust", "ip5", "ip6", "ipx", "ip-5", "ip-6", "60529"]),
        ("drop", &["drop", "516."]),
        ("peel", &["peel", "bond", "adhesion"]),
        ("fit", &["fit", "ergonomic", "usability"]),
        ("appearance", &["appearance", "look", "color", "gloss"]),
    ];
    let kind = |text: &str| {
        let text = text.to_lowercase();
        words.iter().find(|(_, marks)| marks.iter().any(|mark| text.contains(mark))).map(|(kind, _)| *kind)
    };
    kind(name).or_else(|| kind(method)).unwrap_or("other")
}

/// Facts of tests.
pub static TEST: &[Fact] = &[
    Fact::new("name", Type::Word(Words::Any), "", "what was tested", |w, i, t| {
        word(&w.tests[i].given.name, t, || test_path(w, i, "name"))
    }),
    Fact::new(
        "kind",
        Type::Word(Words::These(TEST_KINDS)),
        "",
        "what kind of test it is, by words of its name and method",
        |w, i, t| {
            let given = w.tests[i].given;
            let name = field(&given.name, t, || test_path(w, i, "name"))?;
            Some(Value::word(test_kind(name, given.method.get().map_or("", |method| method))))
        },
    ),
    Fact::new("process", Type::Item(Kind::Process), "", "the process the units were made with", |w, i, t| {
        process(w, &w.tests[i].given.process, t, test_path(w, i, "process"))
    }),
    Fact::new("from_production", Type::Flag, "", "the units were made with the production process", |w, i, t| {
        let given = w.tests[i].given;
        from_production(w, &given.of, &given.process, t, |name| test_path(w, i, name))
    }),
    Fact::new("of_given", Type::Flag, "", "a part or joint is named, not the whole case", |w, i, _| {
        Some(Value::Flag(w.tests[i].given.of.get().is_some_and(|of| **of != *"design")))
    }),
    Fact::new("material_given", Type::Flag, "", "the material of the units is named", |w, i, _| {
        Some(Value::Flag(w.tests[i].given.material.is_given()))
    }),
    Fact::new(
        "from_production_material",
        Type::Flag,
        "",
        "the units were made of the production material of the part it names",
        |w, i, t| from_production_material(w, i, t),
    ),
    Fact::new("units", NUMBER, "units", "units tested", |w, i, t| {
        number(&w.tests[i].given.units, t, || test_path(w, i, "units"))
    }),
    Fact::new("failures", NUMBER, "units", "units that failed", |w, i, t| {
        number(&w.tests[i].given.failures, t, || test_path(w, i, "failures"))
    }),
    Fact::new("method", Type::Word(Words::Any), "", "the standard and its section", |w, i, t| {
        word(&w.tests[i].given.method, t, || test_path(w, i, "method"))
    }),
    Fact::new("method_given", Type::Flag, "", "a standard is named", |w, i, _| {
        Some(Value::Flag(w.tests[i].given.method.is_given()))
    }),
    Fact::new("temperature", Type::Number(Dimension::TEMPERATURE), "°C", "temperature of the test", |w, i, t| {
        number(&w.tests[i].given.temperature, t, || test_path(w, i, "temperature"))
    }),
    Fact::new("stage", Type::Word(Words::These(Stage::WORDS)), "", "stage of the project at that time", |w, i, t| {
        field(&w.tests[i].given.stage, t, || test_path(w, i, "stage")).map(|stage| Value::word(stage.word()))
    }),
    Fact::new(
        "demonstrated_reliability",
        NUMBER,
        "%",
        "share of good units demonstrated with 95 % confidence (Clopper-Pearson, one-sided)",
        |w, i, t| {
            let given = w.tests[i].given;
            let units = field(&given.units, t, || test_path(w, i, "units"));
            let failures = field(&given.failures, t, || test_path(w, i, "failures"));
            let (units, failures) = (whole(units?.si())?, whole(failures?.si())?);
            percent(binomial::lower_bound(units.checked_sub(failures)?, units, CONFIDENCE))
        },
    ),
];
