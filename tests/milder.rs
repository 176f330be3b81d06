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
