//! What pairs lead to in a design: states, finishes, packaging and process aids reach their rows, and what a row may do.

use assert_cmd::Command;
use caseproof::catalogue::{Definition, builtin};
use serde_json::Value;

/// The findings on a spec whose head is left out.
fn report(body: &str) -> Value {
    // Nothing was tested: what would settle a condition is missing, not unknown.
    let spec = format!("caseproof: 1\nevidence: {{ tests: [], builds: [], measurements: [] }}\n{body}");
    let spec = if body.contains("design:") { spec } else { format!("{spec}design: {{ name: Case, stage: production }}\n") };
    let output = Command::cargo_bin("caseproof")
        .expect("the program")
        .args(["check", "--format", "json", "--date", "2026-11-22", "--fail-on", "never", "-"])
        .write_stdin(spec.clone())
        .output()
        .expect("it runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    assert_eq!(report["rejected"], serde_json::json!([]), "{spec}");
    report
}

/// The findings of a design.
fn findings(body: &str) -> Vec<Value> {
    report(body)["designs"][0]["findings"].as_array().expect("findings").clone()
}

/// The severity and message of the first finding with a code, if there is one.
fn found(body: &str, code: &str) -> Option<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings(body)
        .iter()
        .find(|finding| finding["code"] == code)
        .map(|finding| (text(&finding["severity"]), text(&finding["message"])))
}

fn joint(first: &str, second: &str, joint: &str) -> String {
    format!("parts:\n  one: {{ {first} }}\n  two: {{ {second} }}\njoints:\n  bond: {{ between: [one, two], {joint} }}\n")
}

#[test]
fn what_surrounds_a_pair_decides() {
    let glued = "method: bonding-cyanoacrylate, adhesive: cyanoacrylate";
    let cases = [
        // Color, visibility and primer of a substrate.
        (joint("material: abs, color: black, appearance: visible", "material: abs", glued), "C40", "white bloom"),
        (joint("material: abs, color: black, appearance: hidden", "material: abs", glued), "C40", ""),
        (joint("material: abs, color: white, appearance: visible", "material: abs", glued), "C40", ""),
        // A strained resin and what wipes it.
        (
            format!(
                "environment: {{ exposure: [cleaning-alcohol] }}\n{}",
                joint("material: abs", "material: brass", "method: insert-molding")
            ),
            "C10",
            "brass nuts",
        ),
        (
            format!(
                "environment: {{ exposure: [cleaning-alcohol] }}\n{}",
                joint("material: abs", "material: brass", "method: heat-set-insert")
            ),
            "C10",
            "",
        ),
        (
            format!(
                "environment: {{ exposure: [cleaning-ammonia] }}\n{}",
                joint("material: brass", "material: pp-copolymer", "method: press-fit")
            ),
            "C10",
            "season cracking",
        ),
        // Sulfur in the air, and regrind in a weld.
        (
            "environment: { exposure: [sulfur-gas] }\nparts:\n  board: { material: circuit-board-immersion-silver }\n".to_owned(),
            "C24",
            "computers",
        ),
        (joint("material: pc, regrind: 30 %", "material: pc", "method: ultrasonic-welding"), "C45", "property scatter"),
        (joint("material: pc, regrind: 0 %", "material: pc", "method: ultrasonic-welding"), "C45", ""),
        // Dyed leather against a light face; what the color does not say is not guessed.
        (
            joint("material: chrome-tanned-leather, color: red", "material: tpu, color: white", "method: blind-rivet"),
            "C43",
            "crocking",
        ),
        (joint("material: chrome-tanned-leather, color: red", "material: tpu", "method: blind-rivet"), "C43", ""),
        (
            joint("material: natural-rubber, color: black", "material: abs, color: white", "method: blind-rivet"),
            "C33",
            "staining",
        ),
        // A finish is the surface of its part.
        (
            joint("material: pvc-soft", "material: abs, finish: [soft-touch-paint]", "method: blind-rivet"),
            "C09",
            "softens lacquer",
        ),
        (
            joint(
                "material: abs, finish: [powder-coat]",
                "material: aluminum-5052",
                "method: acrylic-tape-bonding, adhesive: acrylic-foam-tape, side: outside",
            ),
            "C44",
            "low energy",
        ),
        (
            joint(
                "material: abs, finish: [powder-coat]",
                "material: aluminum-5052",
                "method: acrylic-tape-bonding, adhesive: acrylic-foam-tape, side: inside",
            ),
            "C44",
            "",
        ),
    ];
    for (body, code, fragment) in cases {
        match found(&body, code) {
            Some((_, message)) if !fragment.is_empty() => assert!(message.contains(fragment), "{body}{message}"),
            Some((_, message)) => panic!("{code} on\n{body}{message}"),
            None => assert!(fragment.is_empty(), "no {code} on\n{body}"),
        }
    }
}

#[test]
fn paint_after_silicone_is_caught_and_paint_before_it_is_not() {
    let parts = "parts:\n  window: { material: pmma }\n  shell: { material: abs }\njoints:\n  seal: { method: bonding-silicone, between: [shell, window], adhesive: silicone-rtv }\n";
    let add = "- { step: add, process: hand-assembly, adds: [shell, window] }";
    let (paint, seal) =
        ("- { step: paint, process: painting, of: [shell] }", "- { step: seal, process: hand-assembly, makes: [seal] }");
    let order = |first: &str, second: &str| format!("{parts}assembly:\n  {add}\n  {first}\n  {second}\n");
    let late = found(&order(seal, paint), "C40").expect("paint that comes after");
    assert!(late.1.contains("nothing sticks over silicone"), "{late:?}");
    assert_eq!(found(&order(paint, seal), "C40"), None);
}

#[test]
fn an_unverified_pair_never_makes_an_error() {
    // P113 has a source, P114 has none; so with P372 and P379.
    let weld = |part: &str| found(&joint(part, part, "method: rf-welding"), "C26").expect("a finding").0;
    assert_eq!(weld("material: pp-copolymer"), "error");
    assert_eq!(weld("material: ps"), "warning");
    let print = |finish: &str, material: &str| {
        found(&format!("parts:\n  back: {{ material: {material}, finish: [{finish}] }}\n"), "C41").expect("a finding").0
    };
    assert_eq!(print("pad-printing-ink", "hcr-silicone"), "error");
    assert_eq!(print("sublimation-ink", "tpu"), "warning");
}

#[test]
fn a_conditional_pair_is_never_an_error() {
    for (body, code) in [
        (joint("material: abs", "material: pc", "method: ultrasonic-welding"), "C45"),
        (joint("material: pmma", "material: abs", "method: acrylic-tape-bonding, adhesive: acrylic-foam-tape"), "C44"),
        (
            "parts:\n  cover:\n    layers: [{ material: velvet }, { material: eva-foam-45c, bond: hot-melt-web }]\n".to_owned(),
            "C42",
        ),
        (joint("material: pvc-soft", "material: eva-foam-45c", "method: lockstitch"), "C83"),
    ] {
        let (severity, message) = found(&body, code).unwrap_or_else(|| panic!("no {code} on\n{body}"));
        assert_eq!(severity, "advice", "{message}");
    }
    // Checks that let a conditional pair pass to a finding do not start as errors.
    for check in builtin().expect("the checks").iter().filter(|check| reads(check, "conditional") || reads(check, "is not good"))
    {
        let severity = format!("{:?}", check.severity).to_lowercase();
        assert!(!severity.contains("error"), "{} is {severity}", check.name);
        if let Some(escalate) = &check.escalate {
            assert!(!escalate.when.contains("conditional"), "{}", check.name);
        }
    }
}

/// Whether a check judges by something.
fn reads(check: &Definition, what: &str) -> bool {
    check.when.as_ref().is_some_and(|when| when.contains(what))
}

#[test]
fn findings_of_pairs_give_reason_and_remedy() {
    let mut seen = 0;
    for check in builtin().expect("the checks") {
        // Rates plasticizer by a property of the adhesive as well, for which no pair need exist.
        if check.name.ends_with("adhesive-on-plasticized-vinyl") {
            continue;
        }
        for (rating, reason, remedy) in [
            ("pairing.rating", "{pairing.reason}", "{pairing.remedy}"),
            ("joint.pair_rating", "{joint.pair_reason}", "{joint.pair_remedy}"),
            ("layer.pair_rating", "{layer.pair_reason}", "{layer.pair_remedy}"),
            ("face.rating", "{face.reason}", "{face.remedy}"),
            ("contact.couple_rating", "{contact.couple_reason}", "{contact.couple_remedy}"),
        ] {
            if reads(&check, rating) {
                seen += 1;
                let text = format!("{} {}", check.message, check.help);
                assert!(text.contains(reason) && text.contains(remedy), "{}: {text}", check.name);
            }
        }
    }
    assert!(seen >= 15, "{seen} checks read ratings");
}

#[test]
fn findings_of_pairs_cite_the_row() {
    let body = joint("material: pp-copolymer", "material: abs", "method: vibration-welding");
    let report = report(&body);
    let finding = findings(&body).into_iter().find(|finding| finding["code"] == "C36").expect("a finding");
    let figures: Vec<&str> = finding["figures"].as_array().expect("figures").iter().filter_map(Value::as_str).collect();
    assert_eq!(figures, ["pair P397: pp with abs"], "{finding}");
    let row = report["figures"].as_array().expect("figures").iter().find(|row| row["figure"] == figures[0]).expect("the row");
    assert!(row.to_string().contains("flipbuilder-hot-plate-table"), "{row}");
}

#[test]
fn unknown_materials_of_the_new_keys_are_problems() {
    for body in [
        "parts:\n  lid: { material: abs, finish: [no-such-paint] }\n",
        "parts:\n  lid: { material: abs, process_aids: [no-such-aid] }\n",
        "parts:\n  lid: { material: abs }\nenvironment: { packaging: [no-such-bag] }\n",
    ] {
        let output = Command::cargo_bin("caseproof")
            .expect("the program")
            .args(["check", "--format", "concise", "-"])
            .write_stdin(format!("caseproof: 1\ndesign: {{ name: Case }}\n{body}"))
            .output()
            .expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{body}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("unknown-material"), "{body}");
    }
}
