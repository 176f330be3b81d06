//! The commands about one design: evidence, stack, line, and the evidence files they read.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-studies-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("design")).expect("a folder");
    folder
}

/// Output, notes and exit code.
fn run(arguments: &[&str], threads: &str) -> (String, String, i32) {
    let output = Command::cargo_bin("caseproof")
        .expect("the program")
        .args(arguments)
        .env("RAYON_NUM_THREADS", threads)
        .env("COLUMNS", "100")
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn json(arguments: &[&str]) -> Value {
    let (out, notes, code) = run(arguments, "2");
    assert_eq!(code, 0, "{notes}");
    serde_json::from_str(&out).expect("JSON")
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    path.to_str().expect("a path").to_owned()
}

const LID: &str = "
caseproof: 1
design: { name: Lid }
parts:
  lid:
    material: abs
    process: injection-molding
    dimensions: { gap: { nominal: 2 mm, tolerance: ±0.3 mm, critical: true }, rim: { nominal: 1 mm, tolerance: ±0.4 mm, distribution: uniform } }
stacks:
  fit: { limits: [0.5 mm, 1.5 mm], chain: [{ plus: lid.gap }, { minus: lid.rim }] }
  slope: { limits: [2.1 mm, 2.4 mm], expression: \"sqrt(gap^2 + rim^2)\", variables: { gap: lid.gap, rim: lid.rim } }
";

#[test]
fn a_stack_is_the_same_whatever_the_threads() {
    let folder = folder("threads");
    let file = write(&folder, "lid.yaml", LID);
    let arguments = ["stack", file.as_str(), "--samples", "50000", "--seed", "7"];
    let (one, _, code) = run(&arguments, "1");
    assert_eq!(code, 0);
    assert_eq!(one, run(&arguments, "8").0);
    assert_ne!(one, run(&["stack", &file, "--samples", "50000", "--seed", "8"], "1").0, "another seed is another simulation");
}

#[test]
fn exact_and_simulated_shares_agree() {
    let folder = folder("agree");
    let file = write(&folder, "lid.yaml", LID);
    // For the plain sum only: the share of an expression is a linear estimate.
    let study = json(&["stack", &file, "fit", "--format", "json"]);
    let share = |by: &str, side: &str| study[by][side].as_f64().expect("a share");
    for side in ["below", "above"] {
        let error = share("simulated", &format!("{side}_error"));
        let distance = (share("exact", side) - share("simulated", side)).abs();
        assert!(distance < 5.0 * error, "{side}: {distance} against {error}");
        assert!(share("exact", side) > 0.001, "limits that nothing crosses would show nothing");
    }
    let shares: f64 =
        study["contributors"].as_array().expect("rows").iter().map(|row| row["variance_share"].as_f64().unwrap()).sum();
    assert!((shares - 1.0).abs() < 1e-9);
}

#[test]
fn a_stack_that_cannot_be_computed_says_what_it_needs() {
    let folder = folder("needs");
    let file = write(&folder, "lid.yaml", &LID.replace("tolerance: ±0.3 mm, ", ""));
    let (_, notes, code) = run(&["stack", &file, "fit"], "1");
    assert_eq!(code, 2);
    assert!(notes.contains("parts.lid.dimensions.gap.tolerance"), "{notes}");
    let (_, notes, code) = run(&["stack", &file, "fitt"], "1");
    assert_eq!(code, 2);
    assert!(notes.contains("did you mean `fit`"), "{notes}");
}

#[test]
fn broken_expressions_are_located() {
    let folder = folder("expression");
    for (wrong, message) in [("sqrt(gap^2", "`)`"), ("gap + rimm", "did you mean `rim`"), ("gap +", "at its end")] {
        let file = write(&folder, "lid.yaml", &LID.replace("sqrt(gap^2 + rim^2)", wrong));
        let (out, _, code) = run(&["check", &file], "1");
        assert_eq!(code, 2, "{wrong}");
        assert!(out.contains("lid.yaml:11:") && out.contains(message), "{wrong}: {out}");
    }
}

#[test]
fn readings_come_from_a_file_within_the_project() {
    let folder = folder("records");
    let spec = "
evidence: { measurements: [{ of: lid.gap, process: injection-molding, file: readings.csv }] }
";
    let readings: Vec<String> = (0..60).map(|i| format!("{:.3},{}\n", 2.0 + f64::from(i % 7) * 0.01, 1 + i % 2)).collect();
    let readings = readings.concat();
    write(&folder.join("design"), "readings.csv", &format!("value [mm],cavity\n{readings}"));
    let file = write(&folder.join("design"), "lid.yaml", &format!("{LID}{spec}"));
    let study = json(&["evidence", &file, "--format", "json"]);
    let claims = study["claims"].as_array().expect("claims");
    let claim = claims.iter().find(|claim| claim["kind"] == "capability").expect("the critical dimension");
    assert_eq!(claim["standing"], "shown", "{claim}");
    assert!(claim["shown"].as_str().unwrap().starts_with("60 readings"), "{claim}");

    for (name, message) in [("../outside.csv", "outside of the project"), ("none.csv", "no such file"), ("lid.yaml", "no column")]
    {
        fs::write(folder.join("outside.csv"), "value [mm]\n1\n").expect("a file");
        fs::create_dir_all(folder.join("design/.git")).expect("a project");
        let file = write(&folder.join("design"), "lid.yaml", &format!("{LID}{}", spec.replace("readings.csv", name)));
        let (out, _, code) = run(&["check", &file], "1");
        assert_eq!(code, 2, "{name}: {out}");
        assert!(out.replace('\n', " ").contains(message), "{name}: {out}");
    }
}

#[test]
fn evidence_shows_what_is_missing() {
    let folder = folder("evidence");
    let spec = "
caseproof: 1
design: { name: Lid, stage: dvt }
production: { target_yield: 97 % }
parts: { lid: { material: abs, process: injection-molding, prototype: { process: sla, material: same } } }
evidence:
  builds:
    - { of: design, process: injection-molding, built: 5, rejected: 0 }
  tests:
    - { name: drop, of: lid, process: sla, units: 5, failures: 0 }
";
    let file = write(&folder, "lid.yaml", spec);
    let study = json(&["evidence", &file, "--format", "json"]);
    let claims = study["claims"].as_array().expect("claims");
    let yields = claims.iter().find(|claim| claim["kind"] == "yield").expect("the yield");
    // Five good units show 54.9 %; 99 in a row show 97 % with 95 % confidence.
    assert!(yields["shown"].as_str().unwrap().contains("54.92"), "{yields}");
    assert!(yields["missing"].as_str().unwrap().starts_with("94 more units"), "{yields}");
    let drop = claims.iter().find(|claim| claim["kind"] == "test").expect("the test");
    assert_eq!(drop["standing"], "open", "samples show form and fit only: {drop}");
    assert!(
        claims.iter().any(|claim| claim["kind"] == "transition" && claim["standing"] == "open"),
        "samples leave something open"
    );
}

#[test]
fn a_line_is_balanced_and_its_plan_is_followed() {
    let folder = folder("line");
    let spec = "
caseproof: 1
design: { name: Wagon }
production:
  annual_volume: 120000
  target_yield: 100 %
  launch_in: 9 weeks
  working_time: { days_per_month: 20, shifts_per_day: 1, hours_per_shift: 7, efficiency: 100 % }
  learning: { model: unit, rate: 80 %, first_unit: 100 s }
  plan:
    - { task: tool, time: 6 weeks }
    - { task: trial, time: 1 week, after: [tool] }
    - { task: packaging, time: 3 weeks }
    - { task: pilot, time: 3 weeks, after: [trial, packaging] }
parts: { lid: { material: abs } }
assembly:
  - { step: a, time: 45 s, after: [] }
  - { step: b, time: 11 s, after: [a] }
  - { step: c, time: 9 s, after: [b] }
  - { step: d, time: 50 s, after: [] }
  - { step: e, time: 15 s, after: [d] }
  - { step: f, time: 12 s, after: [c] }
  - { step: g, time: 12 s, after: [c] }
  - { step: h, time: 12 s, after: [e] }
  - { step: i, time: 12 s, after: [e] }
  - { step: j, time: 8 s, after: [f, g, h, i] }
  - { step: k, time: 9 s, after: [j] }
";
    let file = write(&folder, "wagon.yaml", spec);
    let study = json(&["line", &file, "--format", "json"]);
    // 12 x 20 x 7 h of a year over 120,000 units.
    assert!((study["takt"].as_f64().unwrap() - 50.4).abs() < 1e-9);
    assert_eq!(study["balanced"]["best"]["count"], 4, "the optimum of the textbook line");
    assert_eq!(study["balanced"]["proven"], true);
    let rules: Vec<u64> = study["balanced"]["rules"].as_array().unwrap().iter().map(|rule| rule[1].as_u64().unwrap()).collect();
    assert!(rules.contains(&5), "a textbook rule takes five: {rules:?}");
    let weeks = study["plan"]["duration"].as_f64().unwrap() / 604_800.0;
    assert!((weeks - 10.0).abs() < 1e-9);
    let (text, _, _) = run(&["line", &file], "1");
    assert!(text.contains("after the launch"), "{text}");
    assert!(text.contains("learning curve of the unit model"), "{text}");
}

#[test]
fn what_is_no_design_is_said() {
    let folder = folder("none");
    let file = write(&folder, "list.yaml", "- caseproof\n");
    for command in ["evidence", "stack", "line"] {
        let (_, _, code) = run(&[command, &file], "1");
        assert_eq!(code, 2, "{command}");
        let (_, _, code) = run(&[command, "no-such-file.yaml"], "1");
        assert_eq!(code, 2, "{command}");
    }
}
