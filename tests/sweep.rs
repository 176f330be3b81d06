//! One value through a range: where findings appear and vanish.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::{Value, json};

const TRAY: &str = "caseproof: 1
design: { name: Tray, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.3 deg, size: [200 mm, 100 mm, 30 mm], texture_depth: 0.02 mm, wall: { nominal: 2 mm, min: 1.5 mm } }
";

fn file(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-sweep-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("tray.yaml");
    fs::write(&file, text).expect("a file");
    file
}

fn sweep(file: &PathBuf, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    command.env("COLUMNS", "100").arg("sweep").arg(file).args(arguments).args(["--date", "2026-11-22"]);
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn stretches(of: &Value, code: &str) -> Vec<[String; 3]> {
    let rows = of["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["code"] == code).unwrap_or_else(|| panic!("{code}: {of}"));
    let word = |stretch: &Value, key: &str| stretch[key].as_str().expect(key).to_owned();
    let all = row["stretches"].as_array().expect("stretches").iter();
    all.map(|stretch| ["state", "from", "to"].map(|key| word(stretch, key))).collect()
}

/// The limits are those of the checks: 0.5 and 1 degree for the draft, and what the texture asks for.
#[test]
fn change_points_are_the_limits_of_the_checks() {
    let tray = file("points", TRAY);
    for steps in ["9", "57"] {
        let (out, notes, code) = sweep(&tray, &["parts.tray.draft=0.2deg..4deg", "--steps", steps, "--format", "json"]);
        assert_eq!(code, 0, "{notes}");
        let found: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(found["within"], "0.001 deg");
        let draft = stretches(&found, "S10");
        assert_eq!(draft[0], ["error", "0.2 deg", "0.499 deg"], "{steps} steps");
        assert_eq!(draft[1], ["warning", "0.5 deg", "0.999 deg"]);
        assert_eq!(draft[2], ["nothing", "1 deg", "4 deg"]);
        let texture = stretches(&found, "S11");
        assert_eq!(texture[0], ["error", "0.2 deg", "0.799 deg"]);
        assert_eq!(texture.last().expect("an end")[0], "nothing");
        assert_eq!(found["values"].as_array().map(Vec::len), Some(steps.parse::<usize>().expect("a number") + 1));
    }
    // What is said of a change point holds: on one side there is a finding, on the other there is none.
    for (draft, count) in [("0.999 deg", 1), ("1 deg", 0)] {
        let mut command = Command::cargo_bin("caseproof").expect("the program");
        let set = format!("parts.tray.draft={draft}");
        let output = command.args(["check", "--format", "json", "--set", &set]).arg(&tray).output().expect("it runs");
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let findings = report["designs"][0]["findings"].as_array().expect("findings");
        assert_eq!(findings.iter().filter(|finding| finding["code"] == "S10").count(), count, "{draft}");
    }
}

#[test]
fn a_picture_and_a_table_say_the_same() {
    let tray = file("picture", TRAY);
    let (text, notes, code) = sweep(&tray, &["parts.tray.draft=0.2deg..4deg", "--steps", "38"]);
    assert_eq!(code, 0, "{notes}");
    assert!(text.starts_with("parts.tray.draft from 0.2 deg to 4 deg in 38 steps, judged "), "{text}");
    assert!(text.contains("changes to within 0.001 deg"), "{text}");
    let bar = text.lines().find(|line| line.starts_with("S10  parts.tray") && !line.contains(':')).expect("a bar");
    let letters = bar.split_whitespace().nth(2).expect("letters");
    // 0.2, 0.3 and 0.4 degrees; 0.5 to 0.9; 1 to 4.
    assert_eq!(letters, format!("{}{}{}", "E".repeat(3), "W".repeat(5), ".".repeat(31)));
    assert!(
        text.contains("S10  parts.tray: error up to 0.499 deg, warning from 0.5 deg to 0.999 deg, nothing from 1 deg"),
        "{text}"
    );
    let (table, ..) = sweep(&tray, &["parts.tray.draft=0.2deg..4deg", "--steps", "38", "--format", "csv"]);
    assert!(table.starts_with("code,check,at,state,from,to,within\n"), "{table}");
    assert!(table.contains("S10,scale-up/shallow-draft,parts.tray,warning,0.5 deg,0.999 deg,0.001 deg\n"), "{table}");
    let (text, ..) = sweep(&tray, &["parts.tray.draft=5deg..6deg", "--within", "0.25 deg"]);
    assert!(text.contains("in 4 steps") && text.contains("changes to within 0.25 deg"), "{text}");
    assert!(text.contains("no finding hangs on it in this range"), "{text}");
}

/// A wall may be too thin and too thick.
#[test]
fn both_sides_of_a_window_are_shown() {
    let tray = file("window", &TRAY.replace("wall: { nominal: 2 mm, min: 1.5 mm }", "wall: 2 mm"));
    let (out, notes, code) = sweep(&tray, &["parts.tray.wall=0.1mm..20mm", "--format", "json"]);
    assert_eq!(code, 0, "{notes}");
    let found: Value = serde_json::from_str(&out).expect("JSON");
    let rows = found["rows"].as_array().expect("rows");
    let both = |row: &&Value| {
        let states: Vec<&str> =
            row["stretches"].as_array().expect("stretches").iter().filter_map(|one| one["state"].as_str()).collect();
        let inside = states.iter().position(|state| *state == "nothing");
        inside.is_some_and(|at| at > 0 && at + 1 < states.len())
    };
    let low = |row: &&Value| row["stretches"][0]["state"] != json!("nothing");
    let high = |row: &&Value| {
        row["stretches"].as_array().and_then(|all| all.last()).is_some_and(|last| last["state"] != json!("nothing"))
    };
    assert!(
        rows.iter().any(|row| both(&row)) || (rows.iter().any(|row| low(&row)) && rows.iter().any(|row| high(&row))),
        "{out}"
    );
}

#[test]
fn a_value_that_the_format_refuses_is_a_state_of_its_own() {
    let tray = file("refused", TRAY);
    let (text, notes, code) = sweep(&tray, &["parts.tray.wall.nominal=-1mm..20mm"]);
    assert_eq!(code, 0, "{notes}");
    assert!(text.contains("x refused") && text.contains("\nrefused: "), "{text}");
    // A refused end makes no change of what is found at every other value.
    let tray = file("refused-once", &TRAY.replace(", min: 1.5 mm", ""));
    let (out, notes, code) = sweep(&tray, &["parts.tray.wall.nominal=0mm..10mm", "--format", "json"]);
    assert_eq!(code, 0, "{notes}");
    let found: Value = serde_json::from_str(&out).expect("JSON");
    for row in found["rows"].as_array().expect("rows") {
        let stretches = row["stretches"].as_array().expect("stretches");
        let states = stretches.iter().filter(|one| one["state"] != "refused").count();
        assert!(states > 1, "{row}");
    }
    assert!(found["refused"].as_array().is_some_and(|all| all.len() == 1), "{out}");
}

#[test]
fn a_place_that_is_no_quantity_is_refused_with_what_is_one() {
    let tray = file("places", TRAY);
    for (range, message) in [
        ("parts.tray.drafft=0.5deg..3deg", "parts.tray.draft"),
        ("parts.trai.draft=0.5deg..3deg", "parts.tray.draft"),
        ("parts.tray.material=1mm..2mm", "parts.tray.draft"),
        ("parts.tray.draft=1mm..2mm", "parts.tray.draft"),
        ("design.name=1mm..2mm", "`design.name` is no quantity"),
        ("parts.tray.draft=1deg", "write a path and a range"),
        ("parts.tray.draft=3deg..1deg", "smaller end first"),
    ] {
        let (out, notes, code) = sweep(&tray, &[range]);
        assert_eq!(code, 2, "{range}: {out}{notes}");
        assert!(notes.contains(message), "{range}: {notes}");
    }
    let (out, notes, _) = sweep(&tray, &["parts.tray.drafft=0.5deg..3deg"]);
    assert!(out.contains("did you mean `draft`?"), "{out}");
    assert!(notes.contains("quantities of this design: parts.tray.draft, "), "the nearest first: {notes}");
    let none = file("none", "caseproof: 1\ndesign: { name: A }\n---\ncaseproof: 1\ndesign: { name: B }\n");
    assert_eq!(sweep(&none, &["parts.tray.draft=1deg..2deg"]).2, 2, "two designs");
}
