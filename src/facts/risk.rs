//! Facts of what samples leave open for production, and whether evidence from production closes it.
//!
//! Evidence closes a risk only if it comes from the production process of the part; everything else shows form and fit.

use super::given::elements;
use super::listed::Fact;
use super::state::{has_flag, material_has};
use super::world::{RiskView, World};
use super::{Item, Kind, Origin, Trace, Type, Value, Words};
use crate::design::{Appearance, DocumentState, Quantity, Test};
use crate::knowledge::{Feature, Risk, Table};
use crate::quantity::{Dimension, Measure, find_unit};
use crate::yaml::{Field, Span};

/// The risks of every part whose samples come from another process than production, as far as they concern the part.
pub(super) fn risks(world: &World<'_>) -> Vec<RiskView> {
    let mut found = Vec::new();
    for (part, view) in world.parts.iter().enumerate() {
        let id = |index: Option<u16>| index.map(|index| world.library.entry(Table::Process, index).id);
        let (Some(from), Some(to)) = (id(view.prototype_process), id(view.process)) else { continue };
        let mut open: Vec<u16> = Vec::new();
        for transfer in world.library.transfers().iter().filter(|row| row.from.contains(&from) && row.to.contains(&to)) {
            open.extend(&transfer.not_proven);
        }
        open.sort_unstable();
        open.dedup();
        let concerned = |risk: &&u16| {
            let concerns = &world.library.risks()[usize::from(**risk)].concerns;
            concerns.is_empty() || concerns.iter().any(|feature| has_feature(world, part, *feature))
        };
        found.extend(open.iter().filter(concerned).map(|risk| RiskView { part, risk: *risk }));
    }
    found
}

/// Whether a part has a feature that risks may concern.
fn has_feature(world: &World<'_>, part: usize, feature: Feature) -> bool {
    let view = &world.parts[part];
    let given = view.part;
    let method =
        |wanted: &[&str]| {
            world.joints.iter().filter(|joint| joint.parts.contains(&part)).any(|joint| {
                joint.method.is_some_and(|method| wanted.contains(&world.library.entry(Table::Method, method).family))
            })
        };
    let kind = |flag: &str| {
        let joints = world.joints.iter().filter(|joint| joint.parts.contains(&part));
        joints.filter_map(|joint| joint.method).any(|method| has_flag(world, Table::Method, method, flag))
    };
    let material = |flag: &str| {
        let uses = world.uses.iter().filter(|used| used.part == part);
        uses.map(|used| used.material).any(|used| material_has(world, used, flag))
    };
    let family = |wanted: &str| {
        world
            .uses
            .iter()
            .filter(|used| used.part == part)
            .any(|used| world.material_entry(used.material).is_some_and(|entry| entry.family == wanted))
    };
    let environment = world.spec.environment.get();
    let exposed = |words: &[&str]| {
        environment
            .is_some_and(|environment| elements(&environment.exposure).any(|(exposure, _)| words.contains(&exposure.word())))
    };
    match feature {
        Feature::Snap => method(&["snap"]),
        Feature::LivingHinge => kind("bends_itself"),
        Feature::Screw => method(&["screw"]) || given.bosses.is_given(),
        Feature::Rivet => method(&["rivet"]),
        Feature::PressFit => method(&["press"]),
        Feature::Seal => method(&["seal"]),
        Feature::Overmold => method(&["overmold"]),
        Feature::Adhesive => method(&["adhesive"]),
        Feature::Tape => method(&["tape"]),
        Feature::Weld => method(&["weld"]),
        Feature::Sewn => method(&["sewn"]),
        Feature::Zipper => kind("zipper"),
        Feature::Magnet => method(&["magnet"]) || family("magnet"),
        Feature::Print => method(&["decoration"]),
        Feature::Lamination => !view.layers.is_empty(),
        Feature::Ribs => given.ribs.is_given(),
        Feature::Bosses => given.bosses.is_given(),
        Feature::Texture => given.texture_depth.get().is_some_and(|depth| depth.si() > 0.0),
        Feature::Undercut => given.undercuts.get().is_some_and(|count| count.si() > 0.0),
        Feature::GasketMaterial => kind("seals") && material("seals"),
        Feature::Foam => family("foam"),
        Feature::Textile => family("textile"),
        Feature::Leather => family("leather"),
        Feature::Elastomer => family("elastomer"),
        Feature::Visible => given.appearance.get() == Some(&Appearance::Visible),
        Feature::Drop => environment.is_some_and(|environment| environment.drop.is_given()),
        Feature::Ingress => environment.is_some_and(|environment| environment.ingress.is_given()),
        Feature::Uv => exposed(&["uv"]),
        Feature::Sweat => exposed(&["sweat"]),
        Feature::Humidity => {
            environment.is_some_and(|environment| environment.humidity.get().is_some_and(|share| share.si() > 0.0))
                || exposed(&["rain", "sweat"])
        }
        Feature::Load => given.support_area.is_given(),
        Feature::CriticalDimension => {
            world.dimensions.iter().any(|dimension| dimension.part == part && dimension.dimension.critical.get() == Some(&true))
        }
        Feature::Tool => given.tool.is_given(),
        // What the device touches or is held by; a handle or latch does not care which device it is.
        Feature::DeviceFit => {
            let protects = world.spec.design.get().is_some_and(|about| about.protects.is_given());
            protects && has_feature(world, part, Feature::CriticalDimension)
        }
    }
}

fn risk(world: &World<'_>, i: usize) -> &'static Risk<'static> {
    &world.library.risks()[usize::from(world.risks[i].risk)]
}

fn origin(risk: &'static Risk<'static>) -> Origin {
    Origin::Row { what: format!("risk {}", risk.id), basis: risk.basis, sources: &risk.sources }
}

/// Where the evidence that closes a risk stands and what it is; none if it is open.
pub fn closed_by(world: &World<'_>, i: usize) -> Option<(Span, &'static str)> {
    let RiskView { part, .. } = world.risks[i];
    let risk = risk(world, i);
    let enough = |units: Option<f64>| risk.units.is_none_or(|needed| units.is_some_and(|units| units >= f64::from(needed)));
    let from_production = |item: Item| {
        let fact = crate::vocabulary::find(item.kind, "from_production");
        fact.and_then(|fact| super::value_of(fact, world, item, &mut Trace::off())) == Some(Value::Flag(true))
    };
    // A test of the whole case names the material of one part; which one is not for the others to say.
    let whole = |of: Option<&str>| of.is_none_or(|of| of == "design");
    let of_part = |of: Option<&str>| {
        let of = of.unwrap_or("design");
        let holds = world.joints.iter().any(|joint| joint.id == of && joint.parts.contains(&part));
        let handles = world.steps.iter().any(|step| step.id == of && (step.adds.contains(&part) || step.of.contains(&part)));
        of == "design" || of == world.parts[part].id || holds || handles
    };
    // Of the whole case or a joint, only what was made as this part is made speaks for this part; a step speaks for itself.
    let as_this_part = |of: Option<&str>, process: &Field<Box<str>>| {
        let used = process.get().and_then(|name| world.library.find(Table::Process, name));
        of.is_some_and(|of| world.step_named(of).is_some()) || (used.is_some() && used == world.parts[part].process)
    };
    // A test of the whole case names the process of one of its parts; how it is put together says nothing about the parts.
    let of_case = |test: &Test| {
        let used = test.process.get().and_then(|name| world.library.find(Table::Process, name));
        whole(test.of.get().map(|of| &**of)) && used.is_some() && world.parts.iter().any(|part| part.process == used)
    };
    let shows = |test: &Test| {
        let words = format!("{} {}", lower(&test.name), lower(&test.method));
        risk.tests.iter().any(|word| holds_word(&words, word)) && of_part(test.of.get().map(|of| &**of))
    };
    let relevant = world.tests.iter().enumerate().filter(|(i, test)| {
        let given = test.given;
        shows(given)
            && from_production(Item::new(Kind::Test, *i))
            && (as_this_part(given.of.get().map(|of| &**of), &given.process) || of_case(given))
            && given.material.get().is_none_or(|name| made_of(world, part, name) || whole(given.of.get().map(|of| &**of)))
    });
    let relevant: Vec<_> = relevant.map(|(_, test)| test).collect();
    // One failed test is not outweighed by another that passed.
    let failed = relevant.iter().any(|test| test.given.failures.get().is_some_and(|failures| failures.si() > 0.0));
    let test = relevant.iter().find(|test| {
        !failed
            && test.given.failures.get().is_some_and(|failures| failures.si() == 0.0)
            && enough(test.given.units.get().map(Quantity::si))
    });
    let measured = world.measurements.iter().enumerate().find(|(i, measurement)| {
        let given = measurement.given;
        let count = if given.values.is_given() {
            Some(elements(&given.values).count() as f64)
        } else {
            given.count.get().map(Quantity::si)
        };
        let of = given.of.get().and_then(|of| of.split_once('.')).map(|(of, _)| of);
        risk.measured && of == Some(world.parts[part].id) && from_production(Item::new(Kind::Measurement, *i)) && enough(count)
    });
    let built = world.builds.iter().enumerate().find(|(i, build)| {
        let given = build.given;
        let of = given.of.get().map(|of| &**of);
        // A build of nothing but rejects shows nothing that works.
        let good = given.rejected.get().zip(given.built.get()).map(|(rejected, built)| built.si() - rejected.si());
        risk.built
            && of_part(of)
            && from_production(Item::new(Kind::Build, *i))
            && as_this_part(of, &given.process)
            && good.is_some_and(|good| good > 0.0)
            && enough(good)
    });
    let document = super::engagement::document(world, risk.document)
        .filter(|field| matches!(field.get(), Some(DocumentState::Released | DocumentState::Approved)));
    test.map(|test| (test.span, "a test of production units"))
        .or(measured.map(|(_, measurement)| (measurement.span, "readings of production parts")))
        .or(built.map(|(_, build)| (build.span, "a build with the production process")))
        .or(document.map(|field| (field.span(), "the released document")))
}

fn lower(field: &Field<Box<str>>) -> String {
    field.get().map_or_else(String::new, |text| text.to_lowercase())
}

/// Whether a text holds a word, or one that begins with it: `drop` stands in `cold drops`, not in `raindrop`.
fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

/// Whether a part, or one of its layers, is of this material.
fn made_of(world: &World<'_>, part: usize, name: &str) -> bool {
    world.uses.iter().filter(|used| used.part == part).any(|used| {
        let material = &world.materials[used.material];
        material.id == name
            || (material.grade.is_none()
                && material.library.is_some()
                && material.library == world.library.find(Table::Material, name))
    })
}

/// The risks of a part that no evidence closes: those that stop a release, or the others.
pub(super) fn open_risks(world: &World<'_>, part: usize, stops: bool, trace: &mut Trace) -> Vec<Item> {
    let of_part = world.risks.iter().enumerate().filter(|(_, view)| view.part == part);
    let of_part = of_part.map(|(i, _)| i).filter(|i| (risk(world, *i).severity == "error") == stops);
    let open: Vec<usize> = of_part.filter(|i| closed_by(world, *i).is_none()).collect();
    for i in &open {
        trace.origin(|| origin(risk(world, *i)));
    }
    open.into_iter().map(|i| Item::new(Kind::Risk, i)).collect()
}

fn word<'w>(
    world: &'w World<'_>,
    i: usize,
    trace: &mut Trace,
    pick: fn(&'static Risk<'static>) -> &'static str,
) -> Option<Value> {
    let risk = risk(world, i);
    trace.origin(|| origin(risk));
    Some(Value::word(pick(risk)))
}

/// Facts of risks.
pub static RISK: &[Fact] = &[
    Fact::new("part", Type::Item(Kind::Part), "", "the part of which samples were made", |w, i, _| {
        Some(Value::Item(Item::new(Kind::Part, w.risks[i].part)))
    }),
    Fact::new("topic", Type::Word(Words::Any), "", "what it is about", |w, i, t| word(w, i, t, |risk| risk.topic)),
    Fact::new("why", Type::Word(Words::Any), "", "why the sample does not show it", |w, i, t| word(w, i, t, |risk| risk.why)),
    Fact::new("evidence", Type::Word(Words::Any), "", "what has to be shown", |w, i, t| word(w, i, t, |risk| risk.evidence)),
    Fact::new("acceptance", Type::Word(Words::Any), "", "when that is good enough", |w, i, t| {
        word(w, i, t, |risk| risk.acceptance)
    }),
    Fact::new("fix", Type::Word(Words::Any), "", "what to change if the evidence is bad", |w, i, t| {
        word(w, i, t, |risk| risk.fix)
    }),
    Fact::new(
        "severity",
        Type::Word(Words::These(&["advice", "warning", "error"])),
        "",
        "how bad it is if it is still open in mass production",
        |w, i, t| word(w, i, t, |risk| risk.severity),
    ),
    Fact::new("units", Type::Number(Dimension::NONE), "units", "units that the evidence takes", |w, i, t| {
        let units = risk(w, i).units?;
        t.origin(|| origin(risk(w, i)));
        Some(Value::Number(Measure::new(f64::from(units), find_unit("units"))))
    }),
    Fact::new("closed", Type::Flag, "", "evidence from production closes it", |w, i, t| {
        let closed = closed_by(w, i);
        if let Some((span, _)) = closed {
            t.given(span);
        }
        Some(Value::Flag(closed.is_some()))
    }),
];
