//! `caseproof calc` and `caseproof selftest` as a user calls them.

use assert_cmd::Command;
use serde_json::Value;

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("caseproof").expect("the program").args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

fn json(arguments: &[&str]) -> Value {
    let (code, stdout, stderr) = run(arguments);
    assert_eq!(code, 0, "{arguments:?}\n{stderr}");
    serde_json::from_str(&stdout).expect("JSON")
}

const ARM: [&str; 5] = ["calc", "snap-fit-strain", "length=10 mm", "thickness=1.5 mm", "deflection=1.2 mm"];

#[test]
fn text_has_value_formula_reference_and_limits() {
    let (code, stdout, stderr) = run(&ARM);
    assert_eq!((code, stderr.as_str()), (0, ""));
    for part in ["strain = 2.7 %", "1.5 * thickness * deflection / length^2", "https://studylib.net", "validity   rectangular"] {
        assert!(stdout.contains(part), "{part}\n{stdout}");
    }
}

#[test]
fn json_has_these_keys_and_full_precision() {
    let found = json(&[&ARM[..], &["--format", "json"]].concat());
    let keys: Vec<&String> = found.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["formula", "inputs", "name", "outputs", "source"]);
    assert_eq!(found["name"], "snap-fit-strain");
    assert_eq!(found["inputs"]["length"], serde_json::json!({ "value": 10.0, "unit": "mm" }));
    assert_eq!(found["outputs"]["strain"]["unit"], "%");
    let strain = found["outputs"]["strain"]["value"].as_f64().expect("a number");
    assert!((strain - 2.7).abs() < 1e-12);
}

#[test]
fn lists_come_from_the_command_line_or_a_file() {
    let inline = json(&[
        "calc",
        "tolerance-stack",
        r#"dims=[{"nominal": "20 mm", "plus": "0.1 mm", "minus": "-0.1 mm"}, {"nominal": "-19.5 mm", "plus": "0 mm", "minus": "-0.2 mm"}]"#,
        "--format",
        "json",
    ]);
    assert!((inline["outputs"]["mean"]["value"].as_f64().expect("a number") - 0.6).abs() < 1e-9);
    let folder = std::env::temp_dir().join(format!("caseproof-calc-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let rows =
        "- { name: box, nominal: 20 mm, plus: 0.1 mm, minus: -0.1 mm }\n- { nominal: -19.5 mm, plus: 0 mm, minus: -0.2 mm }\n";
    let keyed = format!("dims:\n{rows}");
    for (name, text) in [("plain.yaml", rows), ("keyed.yaml", keyed.as_str())] {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file");
        let found = json(&["calc", "tolerance-stack", &format!("dims=@{}", path.display()), "--format", "json"]);
        assert_eq!(found["outputs"], inline["outputs"], "{name}");
    }
    let path = folder.join("wrong.yaml");
    std::fs::write(&path, "- { nominal: 20 mm, plus: 0.1 mm, minus: -0.1 mm }\n- { nominal: 20, plus: 0 mm, minus: 0 mm }\n")
        .expect("a file");
    let (code, _, stderr) = run(&["calc", "tolerance-stack", &format!("dims=@{}", path.display())]);
    assert_eq!(code, 2);
    assert!(stderr.contains("wrong.yaml:2:14: dims row 2: nominal: `20` has no unit"), "{stderr}");
    std::fs::remove_dir_all(&folder).expect("the temporary folder");
}

#[test]
fn list_outputs_are_arrays() {
    let found = json(&["calc", "rolled-throughput-yield-from-defects", "defects-per-unit=[0.1, 0.05]", "--format", "json"]);
    let steps = found["outputs"]["steps"]["value"].as_array().expect("an array");
    assert_eq!(steps.len(), 2);
    let (_, stdout, _) = run(&["calc", "rolled-throughput-yield-from-defects", "defects-per-unit=[0.1, 0.05]"]);
    assert!(stdout.contains("steps = 90.4837, 95.1229 %"), "{stdout}");
}

#[test]
fn slips_exit_with_2_and_say_what_was_meant() {
    for (arguments, expected) in [
        (vec!["calc", "snap-fit-strian"], "did you mean `snap-fit-strain` (strain of a straight cantilever snap arm)"),
        (vec!["calc", "nonsense-formula"], "`caseproof calc` lists them all"),
        (vec!["calc", "snap-fit-strain", "lenth=10 mm"], "did you mean `length`?"),
        (vec!["calc", "snap-fit-strain", "length"], "expected INPUT=VALUE, found `length`"),
        (vec!["calc", "snap-fit-strain", "length=10"], "accepted units: mm"),
        (vec!["calc", "snap-fit-strain", "length=10 mm"], "deflection: is missing"),
        (vec!["calc", "snap-fit-strain", "length=0 mm", "thickness=1 mm", "deflection=1 mm"], "length: must be above 0"),
        (vec!["calc", "snap-fit-strain", "length=10 mm", "thickness=-1 mm", "deflection=1 mm"], "thickness: must be above 0"),
        (vec!["calc", "groove-depth", "section=3 mm", "squeeze=101 %"], "squeeze: must be from 0 to 100 %"),
        (vec!["calc", "clopper-pearson-lower", "successes=5", "trials=4"], "successes: must not be above `trials`"),
        (vec!["calc", "first-pass-yield", "defectives=0", "units=0"], "units: must be 1 or more"),
        (vec!["calc", "action-priority", "severity=11", "occurrence=1", "detection=1"], "severity: must be from 1 to 10"),
        (vec!["calc", "drop-energy", "mass=1e308 kg", "height=1e308 m"], "too large or too small"),
        (vec!["calc", "tolerance-stack", "dims=@no-such-file.yaml"], "cannot read no-such-file.yaml"),
        (vec!["calc", "tolerance-stack", "dims=[]"], "dims: is empty"),
        (vec!["calc", "snap-fit-strain", "--format", "xml"], "possible values: text, json"),
    ] {
        let (code, stdout, stderr) = run(&arguments);
        assert_eq!(code, 2, "{arguments:?}\n{stdout}");
        assert!(stderr.contains(expected), "{arguments:?}: {stderr}");
        assert_eq!(stdout, "", "{arguments:?}");
    }
    if cfg!(unix) {
        let (code, _, stderr) = run(&["calc", "tolerance-stack", "dims=@/dev/zero"]);
        assert!(code == 2 && stderr.contains("dims: /dev/zero is larger than 4 MiB"), "{stderr}");
    }
    let (code, _, stderr) = run(&["calc", &"x".repeat(100_000)]);
    assert!(code == 2 && stderr.len() < 300, "{stderr}");
    let (_, _, stderr) = run(&["calc", "snap-fit-strain", "length=10 mm"]);
    assert!(stderr.contains("thickness: is missing") && stderr.contains("deflection: is missing"), "{stderr}");
}

/// The words of a command line with single quotes, as a shell splits them.
fn split(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words
}

#[test]
fn the_command_in_the_help_of_every_formula_runs() {
    let formulas = json(&["calc", "--format", "json"]);
    let formulas = formulas.as_array().expect("a list");
    assert!(formulas.len() > 80);
    let (_, list, _) = run(&["calc"]);
    for formula in formulas {
        let name = formula["name"].as_str().expect("a name");
        assert!(list.contains(name), "{name}");
        let (code, help, _) = run(&["calc", name]);
        assert_eq!(code, 0);
        let command = help.lines().last().expect("a command").trim().to_owned();
        let words = split(&command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words[0], "caseproof", "{command}");
        let (code, stdout, stderr) = run(&words[1..]);
        assert_eq!(code, 0, "{command}\n{stderr}");
        assert!(stdout.contains(" = "), "{stdout}");
    }
}

#[test]
fn help_shows_inputs_defaults_and_fields() {
    let (_, help, _) = run(&["calc", "success-run-sample"]);
    for part in ["reliability=95 %", "95 % if left out", "a number or percentage, above 0 and below 1", "gives samples"] {
        assert!(help.contains(part), "{part}\n{help}");
    }
    let (_, help, _) = run(&["calc", "assembly-worksheet"]);
    assert!(help.contains("field essential"), "{help}");
    let described = json(&["calc", "cpk", "--format", "json"]);
    assert_eq!(described["inputs"][2]["required"], false);
}

#[test]
fn selftest_agrees() {
    let (code, stdout, stderr) = run(&["selftest"]);
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    assert!(stdout.contains("SNP-01 snap-fit-strain strain: published 4.16 %, computed 4.16667 %"), "{stdout}");
    assert!(stdout.contains("published 62.8 %, computed 73.2369 %") && stdout.contains("source is misprinted"), "{stdout}");
    assert!(stdout.lines().last().expect("a line").ends_with(" 0 differ"), "{stdout}");
    let report = json(&["selftest", "--format", "json"]);
    assert_eq!(report["differ"], 0);
    assert_eq!(report["failures"], serde_json::json!([]));
    let lines = report["lines"].as_array().expect("lines");
    assert!(lines.len() > 150 && lines.iter().all(|line| line["source"].as_str().is_some_and(|source| !source.is_empty())));
}

#[test]
fn rows_of_a_file_balance_a_line_and_a_stack() {
    let folder = std::env::temp_dir().join(format!("caseproof-rows-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let path = folder.join("line.yaml");
    std::fs::write(&path, "tasks:\n- { task: cut, time: 30 s }\n- { task: sew, time: 20 s, after: [cut] }\n").expect("a file");
    let tasks = format!("tasks=@{}", path.display());
    let line = json(&["calc", "line-balance", &tasks, "cycle=50 s", "--format", "json"]);
    assert_eq!(line["outputs"]["assignment"]["value"], serde_json::json!(["cut + sew"]));
    assert_eq!(line["outputs"]["proven"]["value"], "yes");
    assert_eq!(line["inputs"]["tasks"][1]["after"], serde_json::json!(["cut"]));
    std::fs::write(&path, "- { task: cut, time: 30 s, after: [sewing] }\n").expect("a file");
    let (code, _, stderr) = run(&["calc", "line-balance", &tasks, "cycle=50 s"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("`cut` comes after `sewing`, which is not among them"), "{stderr}");
    std::fs::remove_dir_all(&folder).expect("removed");
    let (_, text, _) = run(&["calc", "line-balance"]);
    assert!(text.contains("(a list of names; may be left out)"), "{text}");
}
