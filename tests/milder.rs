//! Which of several tests decides about a claim, as `caseproof evidence` shows it.

use std::fs;
use std::path::Path;

use crate::common::program::program;
use serde_json::Value;

/// What `evidence` says of the one design of a file.
fn claims(file: &Path) -> Vec<Value> {
    let mut command = program();
    let output = command.arg("evidence").arg(file).args(["--format", "json"]).output().expect("it runs");
    let whole: Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    whole["designs"][0]["claims"].as_array().expect("claims").clone()
}

#[test]
fn a_milder_test_shows_nothing_of_the_claim() {
    let folder = std::env::temp_dir().join(format!("caseproof-milder-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let of = |tests: &str| {
        let spec = format!(
            "caseproof: 1\ndesign: {{ name: Lid, stage: pvt }}\nproduction: {{ target_yield: 85 % }}\nenvironment: {{ drop: {{ height: 1.2 m }} }}\n\
             parts: {{ lid: {{ material: abs, process: injection-molding }} }}\nevidence: {{ tests: [{tests}] }}\n"
        );
        let file = folder.join("lid.yaml");
        fs::write(&file, spec).expect("a file");
        let claims = claims(&file);
        let drop = claims.iter().find(|claim| claim["kind"] == "test").expect("a claim").clone();
        let notes = drop["notes"].to_string();
        (drop["standing"].as_str().expect("a standing").to_owned(), drop["shown"].as_str().expect("a text").to_owned(), notes)
    };
    let test = |more: &str| format!("{{ name: drop, units: 30, source: production-lot, {more} }}");
    let (standing, _, notes) = of(&test("failures: 0, method: 1.2 m on steel"));
    assert_eq!(standing, "shown");
    assert!(notes.contains("its height is read from its words; confirm it by evidence.tests.0.height"), "{notes}");
    let (standing, _, notes) = of(&test("failures: 0, height: 0.8 m"));
    assert_eq!(standing, "open");
    assert!(notes.contains("evidence.tests.0.height is milder than what is claimed"), "{notes}");
    let (standing, _, notes) = of(&test("failures: 0"));
    assert_eq!(standing, "open");
    assert!(notes.contains("evidence.tests.0.height would say whether it was as hard as what is claimed"), "{notes}");
    let (standing, shown, notes) = of(&[test("failures: 9, height: 1.2 m"), test("failures: 0, height: 0.8 m")].join(", "));
    assert_eq!((standing.as_str(), shown.starts_with("9 of 30 failed")), ("contradicted", true), "{shown}");
    assert!(notes.contains("evidence.tests.1 takes nothing of it back"), "{notes}");
    let (standing, shown, _) = of(&[test("failures: 9, height: 1.2 m"), test("failures: 0, height: 1.5 m")].join(", "));
    assert_eq!((standing.as_str(), shown.starts_with("0 of 30 failed")), ("shown", true), "{shown}");
    fs::remove_dir_all(&folder).expect("the folder goes");
}

/// A claim of the environment and a test, in the words of a design.
type Held = (String, String);

/// What a design of each claim and test comes to: whether `check` finds the test below the claim, and how `evidence` calls it.
fn held(cases: &[Held]) -> Vec<(bool, String)> {
    let folder = std::env::temp_dir().join(format!("caseproof-held-{}-{}", std::process::id(), cases.len()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("held.case.yaml");
    let design = |(number, (claim, test)): (usize, &Held)| {
        format!(
            "caseproof: 1\ndesign: {{ name: D{number}, stage: pvt }}\nproduction: {{ target_yield: 85 % }}\nenvironment: {{ {claim} }}\n\
             parts: {{ lid: {{ material: abs, process: injection-molding }} }}\n\
             evidence: {{ tests: [{{ units: 30, failures: 0, process: injection-molding, {test} }}] }}\n"
        )
    };
    fs::write(&file, cases.iter().enumerate().map(design).collect::<Vec<_>>().join("---\n")).expect("a file");
    let told = |command: &str| -> Value {
        let output = program().arg(command).arg(&file).args(["--format", "json"]).output().expect("it runs");
        serde_json::from_slice(&output.stdout).expect("one JSON value")
    };
    let (checked, shown) = (told("check"), told("evidence"));
    fs::remove_dir_all(&folder).expect("the folder goes");
    let below = |design: &Value| {
        let findings = design["findings"].as_array().expect("findings");
        findings.iter().any(|finding| finding["check"].as_str().is_some_and(|check| check.ends_with("-test-below-claim")))
    };
    let standing = |design: &Value| {
        let claims = design["claims"].as_array().expect("claims");
        let claim = claims.iter().find(|claim| claim["kind"] == "test").expect("a claim");
        claim["standing"].as_str().expect("a standing").to_owned()
    };
    let checked = checked["designs"].as_array().expect("designs").iter().map(below);
    checked.zip(shown["designs"].as_array().expect("designs").iter().map(standing)).collect()
}

/// Each claim with a test at it, in several units and roundings, and with one 3 % below.
fn at_and_below() -> (Vec<Held>, Vec<Held>) {
    const GRAVITY: f64 = 9.806_65;
    let (mut at, mut below) = (Vec::new(), Vec::new());
    for kilograms in [3.0, 4.0, 7.0, 12.5, 20.0, 37.0, 50.0, 99.0, 150.0, 200.0] {
        let force = kilograms * GRAVITY;
        for (claimed, name) in [("carry", "handle load"), ("crush", "compression"), ("stack", "stacking")] {
            let claim = format!("{claimed}: {{ mass: {kilograms} kg }}");
            for written in [format!("{kilograms} kgf"), format!("{force:.0} N"), format!("{force:.1} N"), format!("{force:.2} N")]
            {
                at.push((claim.clone(), format!("name: {name}, force: {written}")));
                at.push((format!("{claimed}: {{ force: {written} }}"), format!("name: {name} {kilograms} kg")));
            }
            at.push((claim.clone(), format!("name: {name} {kilograms} kg")));
            below.push((claim.clone(), format!("name: {name}, force: {:.2} N", 0.97 * force)));
            below.push((claim, format!("name: {name}, force: {:.3} kgf", 0.97 * kilograms)));
        }
    }
    for feet in [2.0, 2.5, 3.0, 4.0, 5.0, 6.0] {
        let height = 0.3048 * feet;
        let claim = format!("drop: {{ height: {feet} ft, count: 6 }}");
        for written in [format!("{feet} ft"), format!("{} in", 12.0 * feet), format!("{height:.2} m"), format!("{height:.3} m")] {
            at.push((claim.clone(), format!("name: drop, height: {written}")));
            at.push((format!("drop: {{ height: {written}, count: 6 }}"), format!("name: drop, height: {feet} ft")));
        }
        below.push((claim, format!("name: drop, height: {:.3} m", 0.97 * height)));
    }
    (at, below)
}

#[test]
fn a_test_at_the_claim_shows_it_in_whatever_unit_and_one_3_percent_below_does_not() {
    let (at, below) = at_and_below();
    for (case, result) in at.iter().zip(held(&at)) {
        assert_eq!(result, (false, "shown".to_owned()), "{case:?}");
    }
    for (case, result) in below.iter().zip(held(&below)) {
        assert_eq!(result, (true, "open".to_owned()), "{case:?}");
    }
}

/// What `evidence` calls the claims of a part of which printed samples were made, each with how it stands and its notes.
fn stood(name: &str, more: &str, evidence: &str) -> Vec<(String, String, String)> {
    let folder = std::env::temp_dir().join(format!("caseproof-stood-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("stood.case.yaml");
    let spec = format!(
        "caseproof: 1\ndesign: {{ name: Meter, stage: pvt, protects: {{ size: [160 mm, 90 mm, 40 mm] }} }}\nproduction: {{ target_yield: 85 % }}\n\
         environment: {{ drop: {{ height: 1 m, count: 6 }} }}\nparts:\n  base:\n    material: pc-abs\n    process: injection-molding\n    \
         prototype: {{ process: sla, material: sla-tough-resin, quantity: 4 }}\n    tool: {{ cavities: 1 }}\n    dimensions:\n      \
         groove: {{ nominal: 3.2 mm, tolerance: ±0.1 mm, critical: true }}\n      pocket: {{ nominal: 160.4 mm, tolerance: ±0.3 mm }}\n{more}\
         evidence:\n  complete: true\n  builds: none\n{evidence}\n"
    );
    fs::write(&file, spec).expect("a file");
    let claims = claims(&file);
    fs::remove_dir_all(&folder).expect("the folder goes");
    let text = |claim: &Value, key: &str| claim[key].as_str().unwrap_or_default().to_owned();
    claims.iter().map(|claim| (text(claim, "claim"), text(claim, "standing"), claim["notes"].to_string())).collect()
}

fn standing(claims: &[(String, String, String)], words: &str) -> String {
    claims.iter().find(|(claim, ..)| claim.contains(words)).expect(words).1.clone()
}

#[test]
fn a_failure_that_was_repeated_on_as_many_units_keeps_no_risk_open() {
    let tests = |units: u32, temperature: &str| {
        let test = "name: drop, height: 1 m, process: injection-molding";
        let tests = format!(
            "  measurements: none\n  tests:\n    - {{ {test}, units: 30, failures: 3{temperature} }}\n    - {{ {test}, units: {units}, failures: 0 }}"
        );
        let claims = stood(&format!("repeat{units}{}", temperature.len()), "", &tests);
        (standing(&claims, "passes `drop`"), standing(&claims, "drop protection"))
    };
    assert_eq!(tests(30, ""), ("shown".to_owned(), "shown".to_owned()));
    assert_eq!(tests(30, ", temperature: 23 °C"), ("shown".to_owned(), "shown".to_owned()), "what no one says is the room");
    assert_eq!(tests(10, ""), ("contradicted".to_owned(), "open".to_owned()));
    assert_eq!(tests(30, ", temperature: -20 °C").1, "open", "a cold drop is another one");
}

#[test]
fn readings_close_what_hangs_on_their_dimension() {
    let read = |of: &str| {
        format!(
            "  tests: none\n  measurements: [{{ of: base.{of}, process: injection-molding, mean: {}, deviation: 0.01 mm, count: 100 }}]",
            if of == "groove" { "3.2 mm" } else { "160.4 mm" }
        )
    };
    let stack = "stacks:\n  seat:\n    limits: [0 mm, 1 mm]\n    chain: [{ plus: base.pocket }, { minus: { nominal: 160 mm, tolerance: ±0.2 mm } }]\n";
    let claims = stood("groove", stack, &read("groove"));
    let (_, how, notes) = claims.iter().find(|(claim, ..)| claim.contains("fit to the protected device")).expect("the risk");
    assert!(how == "open" && notes.contains("evidence.measurements.of: base.pocket"), "{how} {notes}");
    assert_eq!(standing(&claims, "capability of critical dimensions"), "shown");
    let claims = stood("pocket", stack, &read("pocket"));
    assert_eq!(standing(&claims, "fit to the protected device"), "shown");
    assert_eq!(standing(&claims, "capability of critical dimensions"), "open");
    assert_eq!(
        standing(&stood("unsaid", "", &read("pocket")), "fit to the protected device"),
        "open",
        "nothing says that it meets the device"
    );
}

#[test]
fn few_readings_show_no_capability_and_one_outside_denies_it() {
    let read = |name: &str, more: &str| {
        let record = format!("  tests: none\n  measurements: [{{ of: base.groove, process: injection-molding, {more} }}]");
        standing(&stood(name, "", &record), "is held with Cpk")
    };
    assert_eq!(read("two", "values: [3.2 mm, 3.2001 mm]"), "open");
    assert_eq!(read("many", "mean: 3.2 mm, deviation: 0.01 mm, count: 30"), "shown");
    assert_eq!(read("none", "values: []"), "open");
    for (name, outside) in [
        ("one", "values: [3.5 mm]"),
        ("mean", "mean: 3.5 mm, count: 50"),
        ("bare", "mean: 3.5 mm"),
        ("single", "mean: 3.5 mm, count: 1"),
    ] {
        assert_eq!(read(name, outside), "contradicted", "{outside}");
    }
}
