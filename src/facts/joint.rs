//! Facts of joints.

use super::given::{computed, counted, elements, field, flag_or_no, measure, number};
use super::listed::Fact;
use super::pair::{self, Fit, Party, RATINGS};
use super::state::{self, Spot};
use super::{Item, Kind, Trace, Type, Value, Words, World};
use crate::design::{Side, Taper, Toleranced};
use crate::formulas::{seal, sewing, snap_fit};
use crate::knowledge::{State, Table};
use crate::quantity::{Dimension, Measure, find_unit};
use crate::yaml::Field;

const NUMBER: Type = Type::Number(Dimension::NONE);
const LENGTH: Type = Type::Number(Dimension::LENGTH);

macro_rules! joint_number {
    ($name:literal, $kind:expr, $unit:literal, $sentence:literal, $field:ident) => {
        Fact::new($name, $kind, $unit, $sentence, |w, i, t| {
            number(&w.joints[i].joint.$field, t, || format!("joints.{}.{}", w.joints[i].id, stringify!($field)))
        })
    };
}

/// The side of a part on which a joint holds it, and its material there.
fn surface(world: &World<'_>, i: usize, part: usize) -> (Spot, Option<usize>) {
    let inside = world.joints[i].joint.side.get() == Some(&Side::Inside);
    let (spot, material) = state::side(world, part, !inside);
    let view = &world.parts[part];
    (spot, view.material.or(material))
}

/// The pair by which two joined materials are rated: the classes of the method say under which method of the table.
fn pair(world: &World<'_>, i: usize) -> Option<Fit> {
    let joint = &world.joints[i];
    let classes = &joint.method.map(|method| world.library.entry(Table::Method, method))?.classes;
    let party = |(spot, material): (Spot, Option<usize>)| Some(state::party(world, material?, Some(spot)));
    let (first, second) = (*joint.parts.first()?, joint.parts.get(1).copied());
    let a = party(surface(world, i, first))?;
    // A print or a seam may be on one part only; then only rows for any partner can speak about it.
    let b = second.map_or_else(|| Some(Party::plain(&[])), |part| party(surface(world, i, part)))?;
    let alone = |material: usize| pair::rate_first(classes, &Party::plain(&world.names[material]), &Party::plain(&[]));
    let parts = joint.parts.iter().map(|part| &world.parts[*part]);
    // What a release agent leaves is in the joint too, and a needle goes through every layer and what bonds it.
    let left = parts.clone().flat_map(|part| part.aids.iter().copied());
    let layers = parts.flat_map(|part| &part.layers).map(|layer| &world.layers[*layer]);
    let through = layers.filter(|_| classes.contains(&"sew")).flat_map(|layer| [layer.material, layer.bond]).flatten();
    let rated = pair::rate_first(classes, &a, &b);
    left.chain(through).chain(joint.adhesive).map(alone).fold(rated, pair::worse)
}

/// The field that would say whether a state holds.
fn open_field(world: &World<'_>, i: usize, state: State) -> String {
    let spots = world.joints[i].parts.iter().take(2).map(|part| surface(world, i, *part).0);
    let open = spots.into_iter().find(|spot| state::at(world, *spot).1.has(state));
    open.map_or_else(|| format!("joints.{}", world.joints[i].id), |spot| state::field(world, spot))
}

fn part_materials(world: &World<'_>, i: usize, trace: &mut Trace) {
    for part in &world.joints[i].parts {
        if trace.is_on() {
            trace.given(world.parts[*part].part.material.span());
        }
    }
}

/// Strain of a snap-fit when it snaps.
fn strain(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<f64> {
    let joint = &world.joints[i];
    match joint.method.and_then(|method| state::word_of(world, Table::Method, method, "strained_as")) {
        Some("ring") => return super::fastening::ring_strain(world, i, trace),
        Some("bar") => return super::fastening::torsion_strain(world, i, trace),
        _ => {}
    }
    let path = |name: &str| format!("joints.{}.beam.{name}", joint.id);
    let Some(beam) = joint.joint.beam.get() else { return trace.need(|| format!("joints.{}.beam", joint.id)) };
    let length = field(&beam.length, trace, || path("length"));
    let thickness = field(&beam.thickness, trace, || path("thickness"));
    let deflection = field(&beam.deflection, trace, || path("deflection"));
    // The worst case of the tolerances that are given: a short, thick arm with a deep hook.
    let (length, thickness, deflection) = (length?.least(), thickness?.most(), deflection?.most());
    match beam.taper.get() {
        Some(Taper::Half) => snap_fit::tapered_arm_strain(thickness, deflection, length, 0.5),
        _ => snap_fit::straight_arm_strain(thickness, deflection, length),
    }
}

/// A measure of the snap arm.
fn beam(world: &World<'_>, i: usize, name: &str, trace: &mut Trace) -> Option<Value> {
    let joint = &world.joints[i];
    let path = || format!("joints.{}.beam.{name}", joint.id);
    let Some(beam) = joint.joint.beam.get() else { return trace.need(path) };
    match name {
        "length" => number(&beam.length, trace, path),
        "thickness" => number(&beam.thickness, trace, path),
        _ => number(&beam.deflection, trace, path),
    }
}

/// The smallest, nominal and largest value of a toleranced length.
fn extremes(given: &Field<Toleranced>, trace: &mut Trace, path: &str) -> Option<(f64, f64, f64)> {
    let toleranced = field(given, trace, || path.to_owned())?;
    let Some(nominal) = toleranced.nominal() else { return trace.need(|| format!("{path}.nominal")) };
    Some(match toleranced.tolerance() {
        Some(tolerance) => (nominal.si + tolerance.lower.si, nominal.si, nominal.si + tolerance.upper.si),
        None => (nominal.si, nominal.si, nominal.si),
    })
}

/// Gasket section and groove depth with their tolerances.
fn gasket(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<[(f64, f64, f64); 2]> {
    let joint = &world.joints[i];
    let section = extremes(&joint.joint.section, trace, &format!("joints.{}.section", joint.id));
    let path = format!("joints.{}.groove.depth", joint.id);
    let depth = match joint.joint.groove.get() {
        Some(groove) => extremes(&groove.depth, trace, &path),
        None => trace.need(|| path),
    };
    Some([section?, depth?])
}

fn percent(si: Option<f64>) -> Option<Value> {
    si.map(|si| Value::Number(Measure::new(si, find_unit("%"))))
}

/// Whether both lengths of a gasket joint carry a tolerance, without which a worst case is only the nominal one.
fn toleranced(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<()> {
    let joint = &world.joints[i];
    let has = |given: &Field<Toleranced>| given.get().is_some_and(|length| length.tolerance().is_some());
    let section = has(&joint.joint.section);
    let depth = joint.joint.groove.get().is_some_and(|groove| has(&groove.depth));
    if !section {
        trace.need::<()>(|| format!("joints.{}.section.tolerance", joint.id));
    }
    if !depth {
        trace.need::<()>(|| format!("joints.{}.groove.depth.tolerance", joint.id));
    }
    (section && depth).then_some(())
}

/// Steps that make a joint.
pub(super) fn makers(world: &World<'_>, i: usize) -> impl Iterator<Item = usize> {
    world.steps.iter().enumerate().filter(move |(_, step)| step.makes.contains(&i)).map(|(number, _)| number)
}

/// Steps that add a part.
pub(super) fn adders(world: &World<'_>, part: usize) -> impl Iterator<Item = usize> {
    world.steps.iter().enumerate().filter(move |(_, step)| step.adds.contains(&part)).map(|(number, _)| number)
}

/// Tests of a joint or of the whole case.
pub(super) fn tests<'w>(world: &'w World<'w>, i: usize, _: &mut Trace) -> Option<Value> {
    let id = world.joints[i].id;
    let of = |test: &crate::design::Test| test.of.get().is_none_or(|of| **of == *id || **of == *"design");
    let found = world.tests.iter().enumerate().filter(|(_, test)| of(test.given));
    Some(Value::items(found.map(|(number, _)| Item::new(Kind::Test, number)).collect()))
}

/// Facts of joints.
pub static JOINT: &[Fact] = &[
    Fact::new("method", Type::Item(Kind::Method), "", "the joining method", |w, i, t| {
        let joint = &w.joints[i];
        field(&joint.joint.method, t, || format!("joints.{}.method", joint.id))?;
        joint.method.map(|method| Value::Item(Item::new(Kind::Method, method as usize)))
    }),
    Fact::new("parts", Type::Items(Kind::Part), "", "the parts it joins", |w, i, _| {
        Some(Value::items(w.joints[i].parts.iter().map(|part| Item::new(Kind::Part, *part)).collect()))
    }),
    Fact::new("a", Type::Item(Kind::Part), "", "the first part it joins", |w, i, t| part_at(w, i, 0, t)),
    Fact::new("b", Type::Item(Kind::Part), "", "the second part it joins", |w, i, t| part_at(w, i, 1, t)),
    Fact::new(
        "arm",
        Type::Item(Kind::Part),
        "",
        "the part that carries the snap arm: as given, or any if all are of one material",
        arm,
    ),
    Fact::new("glued", Type::Flag, "", "an adhesive, tape or ink is named", |w, i, t| {
        let joint = &w.joints[i];
        if joint.adhesive.is_some() {
            t.given(joint.joint.adhesive.span());
        }
        Some(Value::Flag(joint.adhesive.is_some()))
    }),
    Fact::new("adhesive", Type::Item(Kind::Material), "", "its adhesive, tape or ink", |w, i, t| {
        let joint = &w.joints[i];
        match joint.adhesive {
            Some(adhesive) => {
                t.given(joint.joint.adhesive.span());
                Some(Value::Item(Item::new(Kind::Material, adhesive)))
            }
            None => t.need(|| format!("joints.{}.adhesive", joint.id)),
        }
    }),
    Fact::new("pair_rating", Type::Word(RATINGS), "", "how the two materials go together under this method", |w, i, t| {
        part_materials(w, i, t);
        match pair(w, i) {
            Some(fit) => {
                if pair::names_state(fit.pair()) {
                    for part in w.joints[i].parts.iter().take(2) {
                        state::trace(w, surface(w, i, *part).0, t);
                    }
                }
                pair::rating(&fit, t, |state| open_field(w, i, state))
            }
            None => t.need(|| {
                let names: Vec<&str> =
                    w.joints[i].parts.iter().map(|part| w.parts[*part].material.map_or("?", |m| w.materials[m].id)).collect();
                let method = w.joints[i].method.map_or("?", |method| w.library.entry(Table::Method, method).id);
                format!("a {method} pair of {}", names.join(" and "))
            }),
        }
    }),
    Fact::new("pair_reason", Type::Word(Words::Any), "", "why they are rated so", |w, i, _| {
        pair(w, i).map(|fit| Value::word(fit.pair().why))
    }),
    Fact::new("pair_remedy", Type::Word(Words::Any), "", "under which condition they hold", |w, i, _| {
        pair(w, i).map(|fit| pair::remedy(&fit, "another material or method"))
    }),
    Fact::new("pair_rated", Type::Flag, "", "the table of pairs rates the two under this method", |w, i, _| {
        Some(Value::Flag(pair(w, i).is_some()))
    }),
    Fact::new("interlock", Type::Flag, "", "holes, undercuts or hooks hold it as well", |w, i, t| {
        flag_or_no(&w.joints[i].joint.interlock, t)
    }),
    Fact::new("isolated", Type::Flag, "", "the metals are kept apart", |w, i, t| flag_or_no(&w.joints[i].joint.isolated, t)),
    Fact::new("keyed", Type::Flag, "", "the part can go in only one way", |w, i, t| {
        super::given::flag(&w.joints[i].joint.keyed, t, || format!("joints.{}.keyed", w.joints[i].id))
    }),
    Fact::new(
        "strain",
        NUMBER,
        "%",
        "strain of the snap-fit when it snaps, at the root of the arm, around the ring or in the bar, at the worst case of the tolerances given",
        |w, i, t| percent(strain(w, i, t)),
    ),
    Fact::new("beam_length", LENGTH, "mm", "length of the snap arm from the root to the hook", |w, i, t| beam(w, i, "length", t)),
    Fact::new("beam_thickness", LENGTH, "mm", "thickness of the snap arm at the root", |w, i, t| beam(w, i, "thickness", t)),
    Fact::new("beam_deflection", LENGTH, "mm", "deflection of the snap arm when it snaps", |w, i, t| beam(w, i, "deflection", t)),
    joint_number!("cycles", NUMBER, "", "how often it is opened", cycles),
    Fact::new("repeated", Type::Flag, "", "it is opened more than once", |w, i, t| {
        let joint = &w.joints[i];
        field(&joint.joint.cycles, t, || format!("joints.{}.cycles", joint.id)).map(|cycles| Value::Flag(cycles.si() > 1.0))
    }),
    Fact::new("squeeze", NUMBER, "%", "nominal squeeze of the gasket", |w, i, t| {
        let [section, depth] = gasket(w, i, t)?;
        percent(seal::squeeze(section.1, depth.1))
    }),
    Fact::new("squeeze_height", LENGTH, "mm", "height by which the gasket is squeezed at nominal", |w, i, t| {
        let [section, depth] = gasket(w, i, t)?;
        super::given::computed_in(Some(section.1 - depth.1), "mm")
    }),
    Fact::new("squeeze_min", NUMBER, "%", "least squeeze of the gasket at the worst case of its tolerances", |w, i, t| {
        let both = gasket(w, i, t);
        toleranced(w, i, t)?;
        let [section, depth] = both?;
        percent(seal::worst_case_squeeze(section.0, section.2, depth.0, depth.2).map(|range| range.minimum))
    }),
    Fact::new("squeeze_max", NUMBER, "%", "most squeeze of the gasket at the worst case of its tolerances", |w, i, t| {
        let both = gasket(w, i, t);
        toleranced(w, i, t)?;
        let [section, depth] = both?;
        percent(seal::worst_case_squeeze(section.0, section.2, depth.0, depth.2).map(|range| range.maximum))
    }),
    Fact::new("residual_squeeze", NUMBER, "%", "squeeze that is left after the compression set of the gasket", |w, i, t| {
        let both = gasket(w, i, t);
        let set = gasket_material(w, i).and_then(|material| {
            crate::vocabulary::find(Kind::Material, "compression_set").and_then(|fact| super::value_of(fact, w, material, t))
        });
        let [section, depth] = both?;
        let Some(Value::Number(set)) = set else { return None };
        let squeeze = seal::squeeze(section.1, depth.1)?;
        // A gasket that does not touch has nothing to lose.
        percent(if squeeze <= 0.0 { Some(squeeze) } else { seal::residual_squeeze(squeeze, set.si) })
    }),
    Fact::new(
        "gasket",
        Type::Item(Kind::Material),
        "",
        "material of the gasket: the joined part that is an elastomer or a foam",
        |w, i, t| match gasket_material(w, i) {
            Some(material) => Some(Value::Item(material)),
            None => t.need(|| format!("joints.{}.between", w.joints[i].id)),
        },
    ),
    Fact::new("fill", NUMBER, "%", "share of the groove that the gasket fills", |w, i, t| {
        let joint = &w.joints[i];
        let both = gasket(w, i, t);
        let path = format!("joints.{}.groove.width", joint.id);
        let width = match joint.joint.groove.get() {
            Some(groove) => extremes(&groove.width, t, &path),
            None => t.need(|| path),
        };
        let [section, depth] = both?;
        percent(seal::groove_fill(section.1, depth.1, width?.1))
    }),
    joint_number!("seam_allowance", LENGTH, "mm", "distance of the seam from the edge", seam_allowance),
    joint_number!("stitch_length", LENGTH, "mm", "length of a stitch", stitch_length),
    Fact::new(
        "stitches_per_length",
        Type::Number(Dimension::DENSITY_OF_STITCHES),
        "stitches/in",
        "stitches by length of the seam",
        |w, i, t| {
            let joint = &w.joints[i];
            let length = measure(&joint.joint.stitch_length, t, || format!("joints.{}.stitch_length", joint.id))?;
            sewing::stitches_per_length(length.si).map(|si| Value::Number(Measure::new(si, find_unit("stitches/in"))))
        },
    ),
    Fact::new("sews_coated", Type::Flag, "", "one of the joined parts is leather or a coated fabric", |w, i, _| {
        let coated = |material: usize| ["skin", "coated"].iter().any(|flag| state::material_has(w, material, flag));
        let joint = &w.joints[i];
        Some(Value::Flag(joint.parts.iter().any(|part| {
            let part = &w.parts[*part];
            part.layers.iter().filter_map(|layer| w.layers[*layer].material).chain(part.material).any(coated)
        })))
    }),
    Fact::new("thread", Type::Word(Words::Any), "", "its thread", |w, i, t| {
        super::given::word(&w.joints[i].joint.thread, t, || format!("joints.{}.thread", w.joints[i].id))
    }),
    joint_number!("corner_radius", LENGTH, "mm", "smallest radius of the path of the seam or zipper", corner_radius),
    joint_number!("hinge_thickness", LENGTH, "mm", "thickness of the living hinge", hinge_thickness),
    joint_number!("energy_director", LENGTH, "mm", "height of the energy director", energy_director),
    joint_number!("horn_distance", LENGTH, "mm", "distance from the horn to the weld", horn_distance),
    joint_number!("diameter", LENGTH, "mm", "diameter of screw, rivet, insert or pin", diameter),
    joint_number!("edge_distance", LENGTH, "mm", "distance of the fastener from the edge", edge_distance),
    joint_number!("pitch", LENGTH, "mm", "distance from fastener to fastener", pitch),
    joint_number!("quantity", NUMBER, "", "number of fasteners, magnets or arms", quantity),
    joint_number!("peel", Type::Number(Dimension::FORCE_PER_LENGTH), "N/mm", "peel strength that is required", peel),
    Fact::new("edge_to_diameter", NUMBER, "", "distance of the fastener from the edge by its diameter", |w, i, t| {
        let joint = &w.joints[i];
        let edge = measure(&joint.joint.edge_distance, t, || format!("joints.{}.edge_distance", joint.id));
        let diameter = measure(&joint.joint.diameter, t, || format!("joints.{}.diameter", joint.id));
        computed(crate::formulas::fastener::ratio_to_screw(edge?.si, diameter?.si))
    }),
    Fact::new("pitch_to_diameter", NUMBER, "", "distance from fastener to fastener by their diameter", |w, i, t| {
        let joint = &w.joints[i];
        let pitch = measure(&joint.joint.pitch, t, || format!("joints.{}.pitch", joint.id));
        let diameter = measure(&joint.joint.diameter, t, || format!("joints.{}.diameter", joint.id));
        computed(crate::formulas::fastener::ratio_to_screw(pitch?.si, diameter?.si))
    }),
    Fact::new("made_by", Type::Items(Kind::Step), "", "steps that make it", |w, i, _| {
        Some(Value::items(makers(w, i).map(|step| Item::new(Kind::Step, step)).collect()))
    }),
    Fact::new("made_before_parts", NUMBER, "", "parts it joins that no step has added when it is made", |w, i, t| {
        // Steps that wait for each other have no order in which anything could come too early.
        let waits = |step: usize, for_: usize| step == for_ || w.sequence.is_before(for_, step);
        if makers(w, i).any(|step| w.sequence.cycles.iter().flatten().any(|in_cycle| waits(step, *in_cycle))) {
            return t.need(|| "assembly without steps that wait for each other".to_owned());
        }
        let missing = makers(w, i)
            .flat_map(|step| w.joints[i].parts.iter().filter(move |part| !present(w, **part, step)).copied().collect::<Vec<_>>());
        let missing: Vec<usize> = missing.collect();
        for part in &missing {
            for step in adders(w, *part) {
                t.given(w.steps[step].span);
            }
        }
        counted(missing.len())
    }),
    Fact::new("enclosed_before", Type::Flag, "", "one of its parts is closed in by an earlier step", |w, i, t| {
        let enclosing = makers(w, i).find_map(|step| {
            (0..w.steps.len()).find(|earlier| {
                w.sequence.is_before(*earlier, step)
                    && w.joints[i].parts.iter().any(|part| w.steps[*earlier].encloses.contains(part))
            })
        });
        if let Some(step) = enclosing {
            t.given(w.steps[step].step.encloses.span());
        }
        Some(Value::Flag(enclosing.is_some()))
    }),
    Fact::new("tests", Type::Items(Kind::Test), "", "tests of it or of the whole case", tests),
    Fact::new("preparation", Type::Words(Words::Any), "", "treatments of the surfaces before it", |w, i, _| {
        Some(Value::words(elements(&w.joints[i].joint.preparation).map(|(word, _)| &**word).collect()))
    }),
];

/// Whether a part is there when a step runs: the step or one before it adds it. Bought-in parts that no step adds are
/// never there, which the check on parts that no step adds says once.
fn present(world: &World<'_>, part: usize, step: usize) -> bool {
    let mut adders = adders(world, part).peekable();
    adders.peek().is_none() || adders.any(|adder| adder == step || world.sequence.is_before(adder, step))
}

fn part_at<'w>(world: &'w World<'w>, i: usize, number: usize, trace: &mut Trace) -> Option<Value> {
    match world.joints[i].parts.get(number) {
        Some(part) => Some(Value::Item(Item::new(Kind::Part, *part))),
        None => trace.need(|| format!("joints.{}.between", world.joints[i].id)),
    }
}

fn arm<'w>(world: &'w World<'w>, i: usize, trace: &mut Trace) -> Option<Value> {
    let joint = &world.joints[i];
    if let Some(part) = joint.joint.beam.get().filter(|beam| beam.part.is_given()).and_then(|beam| beam.part.get()) {
        return world.part_named(part).map(|part| Value::Item(Item::new(Kind::Part, part)));
    }
    let same = |a: usize, b: usize| {
        world.parts[a].material.map(|m| world.material_identity(m)) == world.parts[b].material.map(|m| world.material_identity(m))
    };
    match joint.parts[..] {
        [first, ref others @ ..] if others.iter().all(|other| same(first, *other)) => {
            Some(Value::Item(Item::new(Kind::Part, first)))
        }
        _ => trace.need(|| format!("joints.{}.beam.part", joint.id)),
    }
}

fn gasket_material(world: &World<'_>, i: usize) -> Option<Item> {
    world.joints[i].parts.iter().find_map(|part| {
        let material = world.parts[*part].material?;
        state::material_has(world, material, "seals").then(|| Item::new(Kind::Material, material))
    })
}
