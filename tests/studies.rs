//! The commands about one design: evidence, stack, line, and the evidence files they read.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::program::program;
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
    let output = program().args(arguments).env("RAYON_NUM_THREADS", threads).env("COLUMNS", "100").output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// What a command says of the one design of a file.
fn json(arguments: &[&str]) -> Value {
    let (out, notes, code) = run(arguments, "2");
    assert_eq!(code, 0, "{notes}");
    let mut whole: Value = serde_json::from_str(&out).expect("one JSON value");
    assert_eq!(whole["designs"].as_array().map(Vec::len), Some(1), "{whole}");
    whole["designs"][0].take()
}

/// The one stack that was asked for.
fn stack(file: &str, id: &str) -> Value {
    let mut design = json(&["stack", file, id, "--format", "json"]);
    assert_eq!(design["stacks"].as_array().map(Vec::len), Some(1), "{design}");
    design["stacks"][0].take()
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
    let study = stack(&file, "fit");
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
    let text = LID.lines().nth(10).and_then(|line| line.find('"')).expect("a quote") + 2;
    for (wrong, message, at) in [
        ("sqrt(gap^2", "`)`", 10),
        ("gap + rimm", "did you mean `rim`", 6),
        ("gap +", "at its end", 5),
        ("rim + (gap + 3)", "a length cannot be added to a plain number", 7),
        ("rim + (gap + 3)", "write `3 mm`", 7),
    ] {
        let file = write(&folder, "lid.yaml", &LID.replace("sqrt(gap^2 + rim^2)", wrong));
        let (out, _, code) = run(&["check", &file], "1");
        assert_eq!(code, 2, "{wrong}");
        assert!(out.contains(&format!("lid.yaml:11:{}]", text + at)) && out.contains(message), "{wrong}: {out}");
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
    // Five good units show 0.05^(1/5) = 54.93 %, rounded down as any lower bound; 99 in a row show 97 % with 95 % confidence.
    assert!(yields["shown"].as_str().unwrap().contains("at least 54.9 % are good"), "{yields}");
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
    let study = json(&["line", &file, "--format", "json"])["line"].take();
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

#[test]
fn json_is_one_value_whatever_the_file_holds() {
    let folder = folder("one-value");
    let lid = LID.replace("design: { name: Lid }", "design: { name: Lid, stage: dvt }");
    let bare = "caseproof: 1\ndesign: { name: Bare }\nparts: { lid: { material: abs } }\n";
    for (name, text, designs, rejected) in [
        ("absent.yaml", None, 0, 1),
        ("empty.yaml", Some(String::new()), 0, 1),
        ("one.yaml", Some(bare.to_owned()), 1, 0),
        ("two.yaml", Some(format!("---\n{bare}---\n{}", lid.trim_start())), 2, 0),
        ("refused.yaml", Some(bare.replace("abs", "abz")), 0, 1),
        ("half.yaml", Some(format!("---\n{bare}---\n{}", bare.replace("abs", "abz"))), 0, 1),
    ] {
        let path = folder.join(name);
        if let Some(text) = text {
            fs::write(&path, text).expect("a file");
        }
        for command in ["evidence", "stack", "line"] {
            let (out, notes, code) = run(&[command, path.to_str().expect("a path"), "--format", "json"], "1");
            let whole: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{command} {name}: {error}: {out}"));
            let count = |key: &str| whole[key].as_array().map(Vec::len);
            assert_eq!((count("designs"), count("rejected")), (Some(designs), Some(rejected)), "{command} {name}: {out}");
            assert_eq!(code == 2, rejected > 0, "{command} {name}: {code} {notes}");
            assert!(whole["file"].as_str().is_some_and(|file| file.ends_with(name)), "{whole}");
        }
    }
    let two = folder.join("two.yaml");
    let (out, _, _) = run(&["stack", two.to_str().expect("a path"), "--format", "json"], "1");
    let whole: Value = serde_json::from_str(&out).expect("JSON");
    let stacks: Vec<Option<usize>> = (0..2).map(|design| whole["designs"][design]["stacks"].as_array().map(Vec::len)).collect();
    assert_eq!(stacks, [Some(0), Some(2)]);
}

#[test]
fn what_has_no_value_is_outside() {
    let folder = folder("undefined");
    // A root of a dimension that may be negative: below zero there is no gap at all.
    let spec = "
caseproof: 1
design: { name: Root }
parts: { lid: { material: abs, dimensions: { x: { nominal: 0.11 mm, tolerance: ±0.1 mm, capability: 0.4 } } } }
stacks: { root: { limits: [0 mm, 10 mm], expression: sqrt(x * 1 mm), variables: { x: lid.x } } }
";
    let file = write(&folder, "root.yaml", spec);
    let study = stack(&file, "root");
    // A normal share below zero: 0.11 mm over 0.1 / 1.2 mm.
    let undefined = study["undefined"].as_f64().expect("a share");
    assert!((undefined - 0.0934).abs() < 0.002, "{undefined}");
    let (text, _, _) = run(&["stack", &file, "root"], "1");
    assert!(text.contains("without a value"), "{text}");
}

#[test]
fn the_worst_case_of_a_formula_holds_its_nominal() {
    let folder = folder("bend");
    let spec = "
caseproof: 1
design: { name: Bend }
parts: { lid: { material: abs, dimensions: { x: { nominal: 1 mm, tolerance: ±0.1 mm } } } }
stacks: { bend: { limits: [-1 mm, 0.05 mm], expression: abs(x - 1 mm), variables: { x: lid.x } } }
";
    let file = write(&folder, "bend.yaml", spec);
    let study = stack(&file, "bend");
    assert!(study["worst_case"]["minimum"].as_f64().unwrap() <= study["nominal"].as_f64().unwrap());
    assert!(study["worst_case"]["maximum"].as_f64().unwrap() > 0.000_09);
    let (text, _, _) = run(&["stack", &file, "bend"], "1");
    assert!(text.contains("the linear estimate does not hold"), "{text}");
    // Thirteen percent outside is found by the check as well.
    let (findings, _, _) = run(&["check", "--format", "concise", &file], "1");
    assert!(findings.contains("[Y09]"), "{findings}");
}

/// Which risks of a molded lid with printed samples this evidence leaves open.
fn open_risks(name: &str, evidence: &str) -> Vec<String> {
    let folder = folder(name);
    let spec = format!(
        "
caseproof: 1
design: {{ name: Lid, stage: dvt }}
environment: {{ drop: {{ height: 1 m }} }}
parts:
  lid: {{ material: abs, process: injection-molding, prototype: {{ process: sla, material: same }} }}
  cover: {{ material: pvc-soft, process: thermoforming }}
assembly:
  - {{ step: close, process: manual-assembly, adds: [lid, cover] }}
evidence: {evidence}
"
    );
    let spec = spec.replace("thermoforming", "vacuum-forming");
    let file = write(&folder, "lid.yaml", &spec);
    let study = json(&["evidence", &file, "--format", "json"]);
    let claims = study["claims"].as_array().expect("claims").iter();
    let open = claims.filter(|claim| claim["kind"] == "transition" && claim["standing"] == "open");
    open.map(|claim| claim["claim"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn only_evidence_that_speaks_for_the_part_closes_a_risk() {
    let drop = |open: &[String]| open.iter().any(|claim| claim.contains("drop protection"));
    let draft = |open: &[String]| open.iter().any(|claim| claim == "lid: draft");
    let none = open_risks("risk-none", "{}");
    assert!(drop(&none) && draft(&none), "{none:?}");
    let good = "{ tests: [{ name: cold drops, of: lid, process: injection-molding, units: 500, failures: 0 }], \
                builds: [{ of: lid, process: injection-molding, built: 500, rejected: 5 }] }";
    let closed = open_risks("risk-good", good);
    assert!(!drop(&closed) && !draft(&closed), "{closed:?}");
    for (name, evidence) in [
        ("assembly", "{ tests: [{ name: drop, process: manual-assembly, units: 500, failures: 0 }] }"),
        ("sample", "{ tests: [{ name: drop, of: lid, process: sla, units: 500, failures: 0 }] }"),
        ("few", "{ tests: [{ name: drop, of: lid, process: injection-molding, units: 1, failures: 0 }] }"),
        ("word", "{ tests: [{ name: no raindrop stains, of: lid, process: injection-molding, units: 500, failures: 0 }] }"),
        (
            "failed",
            "{ tests: [{ name: drop, of: lid, process: injection-molding, units: 500, failures: 0 }, \
             { name: drop, of: lid, process: injection-molding, units: 500, failures: 400 }] }",
        ),
        ("rejects", "{ builds: [{ of: lid, process: injection-molding, built: 500, rejected: 500 }] }"),
        ("other", "{ builds: [{ of: design, process: vacuum-forming, built: 500, rejected: 0 }] }"),
    ] {
        let open = open_risks(&format!("risk-{name}"), evidence);
        assert!(drop(&open) && draft(&open), "{name}: {open:?}");
    }
}

#[test]
fn hostile_names_and_files_do_no_harm() {
    let folder = folder("hostile");
    let spec = LID.replace("fit:", "\"g\\e]0;owned\\a\":").replace("name: Lid", "name: \"Lid\\u009b\\u202e\"");
    let file = write(&folder, "lid.yaml", &spec.replace("tolerance: ±0.3 mm, ", ""));
    let (out, notes, _) = run(&["stack", &file], "1");
    let hostile = |text: &str| text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{7}']);
    assert!(!hostile(&out) && !hostile(&notes), "{notes:?}");
    let (out, _, _) = run(&["evidence", &file, "--format", "json"], "1");
    assert!(!hostile(&out) && out.contains("Lid"), "{out}");

    let columns: Vec<String> = (0..1000).map(|number| format!("c{number}")).collect();
    write(&folder, "wide.csv", &format!("value,{}\n", columns.join(",")));
    let measured = "evidence: { measurements: [{ of: lid.gap, file: wide.csv }] }";
    let file = write(&folder, "lid.yaml", &format!("{LID}{measured}\n"));
    let (out, _, code) = run(&["check", &file], "1");
    assert!(code == 2 && out.contains("more than 500 columns"), "{out}");
}

#[test]
fn more_units_than_can_be_counted_are_many() {
    let folder = folder("many");
    let build = "    - { of: lid, process: injection-molding, built: 1000000000, rejected: 0 }\n";
    let spec = format!(
        "caseproof: 1\ndesign: {{ name: Lid }}\nproduction: {{ target_yield: 97 % }}\nparts: {{ lid: {{ material: abs, process: \
         injection-molding }} }}\nassembly:\n  - {{ step: mold, process: injection-molding, adds: [lid], yield: 99 % }}\nevidence:\n  \
         builds:\n{}",
        build.replace("of: lid", "of: mold").repeat(7)
    );
    let file = write(&folder, "lid.yaml", &spec);
    for command in ["evidence", "line"] {
        let (out, notes, code) = run(&[command, &file], "1");
        assert_eq!(code, 0, "{command}: {out}{notes}");
    }
}

/// What is not decided is shown as a range, and the line is balanced for its worst corner.
#[test]
fn a_line_of_ranges_shows_both_ends() {
    let folder = folder("ranges");
    let text = "caseproof: 1
design: { name: Case }
parts: { lid: { material: abs, process: injection-molding } }
production:
  annual_volume: 50000 to 80000
  order_quantity: 1000
  target_yield: 95 %
  working_time: { days_per_month: 26, shifts_per_day: 1, hours_per_shift: 10, efficiency: 80 % }
  learning: { model: unit, rate: 85 % to 90 %, first_unit: 400 s }
  plan: [{ task: tool, time: 6 weeks to 8 weeks }, { task: pilot, time: 2 weeks, after: [tool] }]
assembly:
  - { step: fit, process: manual-assembly, time: 60 s to 80 s, yield: 97 % to 98 % }
  - { step: pack, process: manual-assembly, time: 30 s, yield: 99 % }
";
    let file = write(&folder, "ranges.yaml", text);
    let (shown, ..) = run(&["line", &file], "1");
    for line in [
        "takt 140.4 s to 224.64 s, allowed station time 106.7 s to 170.73 s after effectiveness and yield, work content 90 s to 110 s",
        "fit *  60 s to 80 s  1         97.0 % to 98.0 % stated",
        // 110 s at the longest do not fit into 106.7 s, though 90 s would.
        "2 stations, no line has fewer; slowest 80 s, 51.5 % of the stations' time is work",
        "balanced for the longest times and the shortest allowed one",
        "rolled throughput yield 96.0 % to 97.0 %",
        "the plan takes 8 weeks to 10 weeks",
        "pilot  6 weeks to 8 weeks  2 weeks             none",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    // (90 s to 110 s over 400 s) by the exponents of 90 % and of 85 %.
    assert!(shown.contains("from unit 247 to 18276 on the steps keep their times"), "{shown}");
    let study = &json(&["line", &file, "--format", "json"])["line"];
    assert_eq!(study["takt"], serde_json::json!({ "low": 140.4, "high": 224.64 }));
    assert_eq!(study["steps"][1]["time"], 30.0);
}

/// A shell whose first builds, tests and readings are of revision A, the newest of revision B.
fn of_two_revisions(now: &str) -> String {
    format!(
        "
caseproof: 1
design: {{ name: Shell, stage: pvt, revision: {now} }}
environment: {{ drop: {{ height: 1 m }} }}
production: {{ target_yield: 95 % }}
parts:
  shell:
    material: abs
    process: injection-molding
    prototype: {{ process: sla, material: same }}
    dimensions: {{ gap: {{ nominal: 2 mm, tolerance: ±0.3 mm, critical: true, distribution: measured }} }}
stacks: {{ fit: {{ limits: [1.7 mm, 2.3 mm], chain: [{{ plus: shell.gap }}] }} }}
assembly: [{{ step: mold, process: injection-molding, adds: [shell], yield: 97 % }}]
evidence:
  complete: true
  builds:
    - {{ of: mold, process: injection-molding, built: 200, rejected: 40, revision: A }}
    - {{ of: mold, process: injection-molding, built: 300, rejected: 0, revision: B }}
  tests:
    - {{ name: drop, of: shell, process: injection-molding, stage: pvt, units: 200, failures: 90, revision: A }}
    - {{ name: drop, of: shell, process: injection-molding, stage: pvt, units: 500, failures: 0, revision: B }}
  measurements:
    - {{ of: shell.gap, process: injection-molding, mean: 2.2 mm, deviation: 0.1 mm, count: 50, revision: A }}
    - {{ of: shell.gap, process: injection-molding, mean: 2.0 mm, deviation: 0.01 mm, count: 50, revision: B }}
"
    )
}

/// Builds, tests and readings of another revision are history for whatever reads them: the step, the line, the risk, the stack.
#[test]
fn records_of_another_revision_are_history() {
    let folder = folder("revisions");
    let of = |now: &str| {
        let file = write(&folder, &format!("shell-{now}.yaml"), &of_two_revisions(now));
        let line = json(&["line", &file, "--format", "json"])["line"].take();
        let open = json(&["evidence", &file, "--format", "json"])["claims"].take();
        let drop = open.as_array().expect("claims").iter().find(|claim| claim["claim"] == "shell: drop protection");
        let closed = drop.expect("a claim")["standing"] == "shown";
        let findings = run(&["check", "--format", "concise", &file], "1").0;
        let codes = ["[Y01]", "[Y09]", "[Y10]", "[Y13]"].map(|code| findings.contains(code));
        let step = &line["steps"][0];
        let mean = stack(&file, "fit")["mean"].as_f64().expect("a mean");
        (step["built"].as_u64(), step["first_pass_yield"].as_f64(), line["rolled"]["point"].as_f64(), mean, closed, codes)
    };
    assert_eq!(of("B"), (Some(300), Some(1.0), Some(1.0), 0.002, true, [false; 4]));
    assert_eq!(of("A"), (Some(200), Some(0.8), Some(0.8), 0.0022, false, [true; 4]));
}
