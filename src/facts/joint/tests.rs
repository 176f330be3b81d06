//! What is known of joints, from nothing said to everything said.

#![expect(clippy::redundant_closure_for_method_calls, reason = "the methods are of one lifetime, the closures of any")]

use super::*;
use crate::design::{Content, Loader};

/// What a test asks of the joint `j`, and the fields that are missing for it.
fn ask<A>(joint: &str, fact: impl Fn(Joint<'_>, &mut Trace) -> Known<A>) -> (Known<A>, Vec<String>) {
    let parts =
        "{ lid: { material: abs }, cord: { material: hcr-silicone }, base: { material: abs }, logo: { material: uv-ink } }";
    let spec = format!("caseproof: 1\ndesign: {{ name: Joint }}\nparts: {parts}\njoints: {{ j: {joint} }}\n");
    let Content::Specs(specs) = Loader::new(std::path::Path::new(".")).text(spec, "spec", None).content else { panic!("a spec") };
    let world = World::new(&specs[0], None);
    let mut trace = Trace::on();
    let found = fact(Joint::at(&world, 0), &mut trace);
    let needs = world.needs(trace.notes()).iter().map(|wish| wish.at.to_string()).collect();
    (found, needs)
}

fn glued(joint: &str) -> (Known<bool>, Vec<String>) {
    ask(joint, |joint, trace| joint.glued(trace))
}

fn percent(joint: &str, fact: impl Fn(Joint<'_>, &mut Trace) -> Known<Bounds>) -> (f64, f64) {
    let found = ask(joint, fact).0.unwrap();
    (100.0 * found.low, 100.0 * found.high)
}

fn close(found: (f64, f64), expected: (f64, f64)) {
    let near = |a: f64, b: f64| a == b || (a - b).abs() < 1e-6;
    assert!(near(found.0, expected.0) && near(found.1, expected.1), "{found:?}, not {expected:?}");
}

#[test]
fn glued_is_no_only_where_nothing_sticks() {
    let open = (Err(Lack::Unknown), vec!["joints.j.adhesive".to_owned()]);
    assert_eq!(glued("{ method: bonding, between: [lid, base] }"), open);
    assert_eq!(glued("{ method: print, between: [lid] }"), open);
    for no in ["bonding, adhesive: none", "lockstitch"] {
        assert_eq!(glued(&format!("{{ method: {no} }}")).0, Ok(false), "{no}");
    }
    let named = ["bonding, adhesive: epoxy", "thread-forming-screw, adhesive: cyanoacrylate", "bonding-contact-cement"];
    for yes in named.into_iter().chain(["print, between: [lid, logo]"]) {
        assert_eq!(glued(&format!("{{ method: {yes} }}")).0, Ok(true), "{yes}");
    }
}

#[test]
fn a_method_names_its_adhesive_and_a_design_another() {
    let adhesive = |joint: &str| {
        ask(joint, |joint, trace| joint.adhesive(trace).map(|found| joint.world.materials[found.index].id.to_owned())).0
    };
    assert_eq!(adhesive("{ method: bonding-contact-cement }").as_deref(), Ok("contact-cement"));
    assert_eq!(adhesive("{ method: bonding-contact-cement, adhesive: pu-cement }").as_deref(), Ok("pu-cement"));
}

#[test]
fn squeeze_is_bounded_without_its_tolerances() {
    let seal = |rest: &str| format!("{{ method: compression-gasket, between: [base, cord, lid], section: 4 mm{rest} }}");
    let (found, needs) = ask(&seal(""), |joint, trace| joint.squeeze(trace));
    assert_eq!((found, needs), (Err(Lack::Unknown), vec!["joints.j.groove.depth".to_owned()]));
    let plain = seal(", groove: { depth: 3 mm }");
    close(percent(&plain, |joint, trace| joint.squeeze(trace)), (25.0, 25.0));
    close(percent(&plain, |joint, trace| joint.squeeze_min(trace)), (f64::NEG_INFINITY, 25.0));
    close(percent(&plain, |joint, trace| joint.squeeze_max(trace)), (25.0, 100.0));
    let undecided = seal(", groove: { depth: 3 mm to 3.2 mm }");
    close(percent(&undecided, |joint, trace| joint.squeeze(trace)), (20.0, 25.0));
    let both = "{ method: compression-gasket, section: { nominal: 4 mm, tolerance: ±0.2 mm }, groove: { depth: { nominal: 3 mm, tolerance: ±0.1 mm } } }";
    close(percent(both, |joint, trace| joint.squeeze_min(trace)), (100.0 * 0.7 / 3.8, 100.0 * 0.7 / 3.8));
    close(percent(both, |joint, trace| joint.squeeze_max(trace)), (100.0 * 1.3 / 4.2, 100.0 * 1.3 / 4.2));
}

/// A ring that is stretched by 5 % keeps its volume, so 3.53 mm become 3.445 mm.
#[test]
fn a_stretched_ring_is_squeezed_less() {
    let ring = |more: &str| format!("{{ method: o-ring-radial, between: [base, cord, lid], section: 3.53 mm{more} }}");
    let section = 3.53 / 1.05_f64.sqrt();
    let stretched = ring(", ring_diameter: 50 mm, groove: { depth: 2.98 mm, diameter: 52.5 mm }");
    let thinner = 100.0 * (section - 2.98) / section;
    close(percent(&stretched, |joint, trace| joint.squeeze(trace)), (thinner, thinner));
    // Where the stretch is not said, it is between none and the largest usual one.
    let plain = ring(", groove: { depth: 2.98 mm }");
    close(percent(&plain, |joint, trace| joint.squeeze(trace)), (thinner, 100.0 * 0.55 / 3.53));
    let (_, needs) = ask(&plain, |joint, trace| joint.squeeze(trace));
    assert_eq!(needs, ["joints.j.ring_diameter", "joints.j.groove.diameter"]);
    // Of a drawn section the tolerance is asked for all the same.
    let (_, needs) = ask(&plain, |joint, trace| joint.squeeze_min(trace));
    assert!(needs.contains(&"joints.j.section.tolerance".to_owned()), "{needs:?}");
    let cord = "{ method: compression-gasket, between: [base, cord, lid], section: 4 mm, groove: { depth: 3 mm } }";
    assert_eq!(ask(cord, |joint, trace| joint.squeeze(trace)).1, [""; 0]);
}

/// A part of which nothing says what it is made of may be the gasket.
#[test]
fn the_material_of_the_gasket_is_asked_for_at_its_part() {
    let gasket = |parts: &str| {
        let spec = format!(
            "caseproof: 1\ndesign: {{ name: Joint }}\nparts: {{ {parts} }}\njoints: {{ j: {{ method: compression-gasket, between: [lid, cord] }} }}\n"
        );
        let Content::Specs(specs) = Loader::new(std::path::Path::new(".")).text(spec, "spec", None).content else {
            panic!("a spec")
        };
        let world = World::new(&specs[0], None);
        let mut trace = Trace::on();
        let known = Joint::at(&world, 0).gasket(&mut trace).is_ok();
        (known, world.needs(trace.notes()).iter().map(|wish| wish.at.to_string()).collect::<Vec<_>>())
    };
    let needs = |key: &str| (false, vec![key.to_owned()]);
    assert_eq!(gasket("lid: { material: abs }, cord: { bought: true }"), needs("parts.cord.material"));
    assert_eq!(gasket("lid: { material: abs }, cord: { material: pom-copolymer }"), needs("joints.j.between"));
    assert_eq!(gasket("lid: { bought: true }, cord: { material: hcr-silicone }"), needs("joints.j.gasket"));
    assert_eq!(gasket("lid: { material: abs }, cord: { material: hcr-silicone }"), (true, vec![]));
}

#[test]
fn strain_of_an_arm_that_is_not_decided_has_bounds() {
    let arm = |length: &str| {
        format!(
            "{{ method: snap-fit-cantilever, between: [lid, base], beam: {{ length: {length}, thickness: 2 mm, deflection: 1 mm }} }}"
        )
    };
    // 1.5 · thickness · deflection / length².
    close(percent(&arm("10 mm"), |joint, trace| joint.strain(trace)), (3.0, 3.0));
    close(percent(&arm("10 mm to 20 mm"), |joint, trace| joint.strain(trace)), (0.75, 3.0));
}

#[test]
fn every_operand_is_asked_for() {
    let (_, needs) = ask("{ method: blind-rivet }", |joint, trace| joint.edge_to_diameter(trace));
    assert_eq!(needs, ["joints.j.edge_distance", "joints.j.diameter"]);
}
