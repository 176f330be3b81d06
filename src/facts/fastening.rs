//! Facts of joints that hold by force or form: rings, torsion bars, press fits, screws, rivets and O-rings.

use super::given::{computed, computed_in, field, measure, number};
use super::listed::Fact;
use super::state::{has_flag, material_has};
use super::{Item, Kind, Trace, Type, Value, World};
use crate::formulas::{fastener, seal, snap_fit};
use crate::knowledge::Table;
use crate::quantity::Dimension;

const NUMBER: Type = Type::Number(Dimension::NONE);
const LENGTH: Type = Type::Number(Dimension::LENGTH);

/// Strain of an annular snap-fit when it snaps, at the worst case of the tolerances given.
pub(super) fn ring_strain(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<f64> {
    let joint = &world.joints[i];
    let path = |name: &str| format!("joints.{}.ring.{name}", joint.id);
    let Some(ring) = joint.joint.ring.get() else { return trace.need(|| format!("joints.{}.ring", joint.id)) };
    let undercut = field(&ring.undercut, trace, || path("undercut"));
    let diameter = field(&ring.diameter, trace, || path("diameter"));
    snap_fit::annular_strain(undercut?.most(), diameter?.least())
}

/// Strain of the bar of a torsion snap-fit when it snaps, at the worst case of the tolerances given.
pub(super) fn torsion_strain(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<f64> {
    let joint = &world.joints[i];
    let path = |name: &str| format!("joints.{}.torsion_bar.{name}", joint.id);
    let Some(bar) = joint.joint.torsion_bar.get() else { return trace.need(|| format!("joints.{}.torsion_bar", joint.id)) };
    let radius = field(&bar.radius, trace, || path("radius"));
    let length = field(&bar.length, trace, || path("length"));
    let angle = field(&bar.angle, trace, || path("angle"));
    snap_fit::torsion_strain(radius?.most(), length?.least(), angle?.most())
}

/// The part that is stretched by a pin, insert or magnet: the joined part whose material is a plastic, the first of several.
fn hub(world: &World<'_>, i: usize) -> Option<usize> {
    let plastic =
        |part: &&usize| world.parts[**part].material.is_some_and(|material| material_has(world, material, "stretched_by_pin"));
    world.joints[i].parts.iter().find(plastic).copied()
}

/// A figure of the material of the hub.
fn hub_figure(world: &World<'_>, i: usize, name: &str, trace: &mut Trace) -> Option<f64> {
    let material = hub(world, i).and_then(|part| world.parts[part].material)?;
    let fact = crate::vocabulary::find(Kind::Material, name)?;
    match super::value_of(fact, world, Item::new(Kind::Material, material), trace) {
        Some(Value::Number(figure)) => Some(figure.si),
        _ => None,
    }
}

/// Hoop stress at the hole of a press fit, at the worst case of the tolerances given.
fn hoop_stress(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Value> {
    let joint = &world.joints[i];
    let path = |name: &str| format!("joints.{}.{name}", joint.id);
    let interference = field(&joint.joint.interference, trace, || path("interference"));
    let bore = field(&joint.joint.diameter, trace, || path("diameter"));
    let outside = field(&joint.joint.hub_diameter, trace, || path("hub_diameter"));
    if hub(world, i).is_none() {
        return trace.need(|| path("between with a plastic part"));
    }
    let modulus = hub_figure(world, i, "youngs_modulus", trace);
    let poisson = hub_figure(world, i, "poisson_ratio", trace);
    let stress = fastener::press_fit_hoop_stress(interference?.most(), bore?.least(), outside?.least(), modulus?, poisson?);
    computed_in(stress, "MPa")
}

/// The method whose screws form their thread in the bosses of a part: that of one of its joints, otherwise the first of the tables.
pub(super) fn screwed_by(world: &World<'_>, part: usize, trace: &mut Trace) -> Option<Value> {
    let forms = |method: &u16| has_flag(world, Table::Method, *method, "forms_thread");
    let item = |method: u16| Some(Value::Item(Item::new(Kind::Method, usize::from(method))));
    for joint in world.joints.iter().filter(|joint| joint.parts.contains(&part)) {
        if let Some(method) = joint.method.filter(forms) {
            trace.given(joint.joint.method.span());
            return item(method);
        }
    }
    let methods = 0..u16::try_from(world.library.entries(Table::Method).len()).unwrap_or(0);
    methods.into_iter().find(forms).and_then(item)
}

/// Thickness of what a fastener holds together: the thinnest and thickest the walls and layers allow.
fn stack_thickness(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(f64, f64)> {
    let mut total = (0.0, 0.0);
    let mut complete = true;
    for part in world.joints[i].parts.iter().filter(|part| !is_fastener(world, **part)) {
        match super::part::thickness_range(world, *part, trace) {
            Some((least, most)) => total = (total.0 + least, total.1 + most),
            None => complete = false,
        }
    }
    (complete && !world.joints[i].parts.is_empty()).then_some(total)
}

/// Whether a joined part is the rivet itself and not what it holds: bought, of metal, and without a thickness of its own.
fn is_fastener(world: &World<'_>, part: usize) -> bool {
    let view = &world.parts[part];
    let metal = view.material.is_some_and(|material| material_has(world, material, "metallic"));
    metal && view.part.bought.get() == Some(&true) && !view.part.wall.is_given()
}

/// One end of the grip range of a rivet.
fn grip(world: &World<'_>, i: usize, high: bool, trace: &mut Trace) -> Option<Value> {
    let joint = &world.joints[i];
    let range = field(&joint.joint.grip, trace, || format!("joints.{}.grip", joint.id))?;
    Some(Value::Number(if high { range.high.measure } else { range.low.measure }))
}

/// Facts of joints that hold by force or form.
pub static JOINT: &[Fact] = &[
    Fact::new("interference", LENGTH, "mm", "diameter by which a pin or insert is larger than its hole", |w, i, t| {
        number(&w.joints[i].joint.interference, t, || format!("joints.{}.interference", w.joints[i].id))
    }),
    Fact::new("hub", Type::Item(Kind::Part), "", "the plastic part that is stretched by a pin or insert", |w, i, t| {
        match hub(w, i) {
            Some(part) => Some(Value::Item(Item::new(Kind::Part, part))),
            None => t.need(|| format!("joints.{}.between with a plastic part", w.joints[i].id)),
        }
    }),
    Fact::new("hub_to_diameter", NUMBER, "", "outer diameter of the hub or boss by the diameter of pin or insert", |w, i, t| {
        let joint = &w.joints[i];
        let hub = measure(&joint.joint.hub_diameter, t, || format!("joints.{}.hub_diameter", joint.id));
        let diameter = measure(&joint.joint.diameter, t, || format!("joints.{}.diameter", joint.id));
        computed(fastener::ratio_to_screw(hub?.si, diameter?.si))
    }),
    Fact::new(
        "hoop_stress",
        Type::Number(Dimension::PRESSURE),
        "MPa",
        "stress around the hole of a press fit, at the worst case of the tolerances given",
        hoop_stress,
    ),
    Fact::new("strip_to_drive", NUMBER, "", "torque that strips the thread by the torque that drives it home", |w, i, t| {
        let joint = &w.joints[i];
        let strip = measure(&joint.joint.strip_torque, t, || format!("joints.{}.strip_torque", joint.id));
        let drive = measure(&joint.joint.drive_torque, t, || format!("joints.{}.drive_torque", joint.id));
        computed(fastener::strip_to_drive_ratio(strip?.si, drive?.si))
    }),
    Fact::new("grip_min", LENGTH, "mm", "thinnest stack that the rivet takes", |w, i, t| grip(w, i, false, t)),
    Fact::new("grip_max", LENGTH, "mm", "thickest stack that the rivet takes", |w, i, t| grip(w, i, true, t)),
    Fact::new("stack_min", LENGTH, "mm", "least thickness of what it holds together", |w, i, t| {
        computed_in(stack_thickness(w, i, t).map(|range| range.0), "mm")
    }),
    Fact::new("stack_max", LENGTH, "mm", "largest thickness of what it holds together", |w, i, t| {
        computed_in(stack_thickness(w, i, t).map(|range| range.1), "mm")
    }),
    Fact::new("stretch", NUMBER, "%", "share by which an O-ring is stretched over the bottom of its groove", |w, i, t| {
        let joint = &w.joints[i];
        let ring = measure(&joint.joint.ring_diameter, t, || format!("joints.{}.ring_diameter", joint.id));
        let path = || format!("joints.{}.groove.diameter", joint.id);
        let groove = match joint.joint.groove.get() {
            Some(groove) => measure(&groove.diameter, t, path),
            None => t.need(path),
        };
        computed_in(seal::stretch(ring?.si, groove?.si), "%")
    }),
];
