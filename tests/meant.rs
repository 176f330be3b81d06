//! Words that mean one of several materials: what all of these agree in holds, and what they differ in is asked, once for the whole
//! design.

use crate::common::run::{Design, judge};
use caseproof::knowledge::{Table, library};

fn judged(text: &str) -> Design {
    let text = format!("caseproof: 1\ndesign: {{ name: Case, stage: dvt }}\n{text}");
    judge(&[text], &[])[0].design().expect("it is judged").clone()
}

/// What comes of a check: its severity, or what it needs; empty where it passes or does not apply.
fn of(design: &Design, check: &str) -> Vec<String> {
    let found = design.findings.iter().filter(|finding| finding.check == check).map(|finding| finding.severity.clone());
    let open = design.not_assessed.iter().filter(|open| open.check == check);
    found.chain(open.flat_map(|open| open.needs().map(str::to_owned).collect::<Vec<_>>())).collect()
}

#[test]
fn a_sample_of_one_grade_is_no_sample_of_another_and_may_be_one_of_the_word() {
    let sampled = |production: &str, sample: &str| {
        let prototype = format!("prototype: {{ process: cnc-milling, material: {sample} }}");
        let design = judged(&format!("parts: {{ frame: {{ process: cnc-milling, material: {production}, {prototype} }} }}"));
        of(&design, "scale-up/sample-in-another-material")
    };
    let none: [&str; 0] = [];
    assert_eq!(sampled("aluminum", "aluminum-6061"), ["materials.aluminum.like"]);
    assert_eq!(sampled("aluminum-6061", "aluminium"), ["materials.aluminium.like"]);
    assert_eq!(sampled("aluminum", "brass"), ["warning"]);
    assert_eq!(sampled("aluminum-5052", "aluminum-6061"), ["warning"]);
    assert_eq!(sampled("aluminum", "same"), none);
    // One word means the same wherever it stands, whatever it is written like.
    assert_eq!(sampled("aluminum", "aluminium"), none);
}

#[test]
fn what_is_meant_is_said_once_for_all_places() {
    let parts = "parts:\n  a: { process: cnc-milling, material: pom, prototype: { process: cnc-milling, material: delrin } }\n  \
                 b: { process: cnc-milling, material: pom, prototype: { process: cnc-milling, material: delrin } }";
    let open = of(&judged(parts), "scale-up/sample-in-another-material");
    assert_eq!(open, ["materials.pom.like", "materials.pom.like"]);
    let said = |grade: &str| {
        let design = judged(&format!("materials: {{ pom: {{ like: {grade} }} }}\n{parts}"));
        of(&design, "scale-up/sample-in-another-material")
    };
    assert!(said("pom-homopolymer").is_empty());
    assert_eq!(said("pom-copolymer"), ["warning", "warning"]);
    // A grade that says no more than the word leaves it as open.
    assert_eq!(said("acetal"), open);
}

#[test]
fn evidence_in_one_grade_is_asked_about_and_not_dropped() {
    let tested = |material: &str| {
        let test = format!("name: drop, of: pad, units: 5, failures: 0, process: die-cutting, material: {material}");
        let design = judged(&format!(
            "parts: {{ pad: {{ process: die-cutting, material: eva }} }}\nevidence: {{ complete: true, tests: [{{ {test} }}] }}"
        ));
        of(&design, "scale-up/evidence-in-another-material")
    };
    assert_eq!(tested("eva-foam-45c"), ["materials.eva.like"]);
    assert_eq!(tested("EVA"), Vec::<String>::new());
    assert_eq!(tested("xlpe-33"), ["warning"]);
    let built = |material: &str| {
        let build = format!("of: frame, process: aluminum-extrusion, material: {material}, built: 50, rejected: 0, stage: dvt");
        let frame = "frame: { process: aluminum-extrusion, material: aluminum }";
        let design = judged(&format!("parts: {{ {frame} }}\nevidence: {{ complete: true, builds: [{{ {build} }}] }}"));
        of(&design, "scale-up/no-unit-from-production")
    };
    assert_eq!(built("aluminum-6063"), ["materials.aluminum.like"]);
    assert_eq!(built("aluminum"), Vec::<String>::new());
    assert_eq!(built("brass"), ["warning"]);
}

#[test]
fn no_figure_of_one_grade_makes_a_finding_of_the_word() {
    let cold = |material: &str, lowest: &str| {
        let shell = format!("shell: {{ process: injection-molding, material: {material} }}");
        let design = judged(&format!("environment: {{ service: [{lowest}, 60 °C] }}\nparts: {{ {shell} }}"));
        of(&design, "compatibility/material-brittle-in-cold")
    };
    assert_eq!(cold("pp", "-10 °C"), ["materials.pp.like"]);
    assert_eq!(cold("pp-homopolymer", "-10 °C"), ["warning"]);
    assert_eq!(cold("pp", "5 °C"), Vec::<String>::new());
    assert_eq!(cold("pp", "-25 °C")[0], "warning");
    let melt = |adhesive: &str| {
        let parts = "parts: { a: { material: abs }, b: { material: abs } }";
        let joint = format!("glue: {{ method: bonding-hot-melt, between: [a, b], adhesive: {adhesive} }}");
        let design =
            judged(&format!("environment: {{ service: [0 °C, 70 °C], storage: [0 °C, 70 °C] }}\n{parts}\njoints: {{ {joint} }}"));
        // The method tells that one of its own is meant.
        assert!(of(&design, "assembly/adhesive-of-another-kind-than-its-method").is_empty());
        of(&design, "compatibility/glued-joint-softens-in-heat")
    };
    assert_eq!(melt("eva-hot-melt"), ["warning"]);
    assert_eq!(melt("hot-melt"), ["materials.hot-melt.like"]);
}

#[test]
fn what_a_process_makes_of_one_grade_it_makes_of_the_word() {
    let made = |material: &str, process: &str| {
        let design = judged(&format!("parts: {{ part: {{ material: {material}, process: {process} }} }}"));
        of(&design, "compatibility/process-cannot-make-material")
    };
    for (material, process) in [
        ("silicone", "lsr-molding"),
        ("silicone", "compression-molding"),
        ("aluminum", "aluminum-die-casting"),
        ("aluminum", "sheet-metal-bending"),
        ("pp", "vacuum-forming"),
        ("pu-foam", "pick-and-pluck"),
    ] {
        assert!(made(material, process).is_empty(), "{material} by {process}");
    }
}

#[test]
fn a_word_names_no_grade_of_its_own() {
    let words: Vec<_> = library().entries(Table::Material).iter().filter(|entry| !entry.one_of.is_empty()).collect();
    assert!(words.len() >= 10);
    for word in words {
        assert!(word.figures.is_empty(), "{}", word.id);
        for meant in library().meant_by(word) {
            assert_eq!(meant.family, word.family, "{} of {}", meant.id, word.id);
            assert!(word.classes.iter().all(|class| meant.classes.contains(class)), "{} of {}", meant.id, word.id);
        }
    }
}
