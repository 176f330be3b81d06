//! The sheet of windows: of a design of ten lines, of a full one, and what cannot be shown.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

const TEN: &str = "caseproof: 1
design: { name: tray case, stage: concept }
parts:
  shell: { material: pc-abs, process: injection-molding, size: [180 mm, 90 mm, 12 mm] }
  bumper: { material: tpu, process: overmolding }
  lid: { material: pp-copolymer, process: injection-molding }
joints:
  bumper-on-shell: { method: overmolding, between: [shell, bumper] }
  lid-snap: { method: snap-cantilever, between: [shell, lid] }
";

/// Output, notes and exit code of `caseproof limits` on a text.
fn limits(name: &str, text: &str, more: &[&str]) -> (String, String, i32) {
    let folder = std::env::temp_dir().join(format!("caseproof-limits-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    fs::write(&file, text).expect("a file");
    let output =
        Command::cargo_bin("caseproof").expect("the program").arg("limits").arg(&file).args(more).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn sheet(name: &str, text: &str, more: &[&str]) -> Value {
    let (out, notes, code) = limits(name, text, &[&["--format", "json"], more].concat());
    assert_eq!(code, 0, "{notes}");
    serde_json::from_str::<Value>(&out).expect("JSON")["designs"][0].take()
}

/// The row of a quantity of a thing.
fn row(sheet: &Value, at: &str, quantity: &str) -> Value {
    let thing = sheet["things"].as_array().expect("things").iter().find(|thing| thing["at"] == at).expect(at);
    thing["rows"].as_array().expect("rows").iter().find(|row| row["quantity"] == quantity).expect(quantity).clone()
}

fn edges(row: &Value, which: &str) -> Vec<String> {
    let edge = |edge: &Value| format!("{} {}", edge["side"].as_str().expect("side"), edge["value"].as_str().expect("value"));
    row[which].as_array().expect("edges").iter().map(edge).collect()
}

#[test]
fn ten_lines_yield_the_windows_that_one_draws_by() {
    let sheet = sheet("ten", TEN, &[]);
    let order: Vec<&str> = sheet["things"].as_array().expect("things").iter().filter_map(|thing| thing["at"].as_str()).collect();
    assert_eq!(&order[..3], ["parts.shell", "parts.bumper", "parts.lid"]);
    let draft = row(&sheet, "parts.shell", "draft");
    assert_eq!(
        (edges(&draft, "hard"), edges(&draft, "target")),
        (vec!["at-least 0.5 deg".into()], vec!["at-least 1 deg".into()])
    );
    assert_eq!(
        (&draft["stands"], &draft["field"], &draft["given"]),
        (&"not-given".into(), &"parts.shell.draft".into(), &Value::Null)
    );
    assert!(draft["sources"].as_array().is_some_and(|sources| !sources.is_empty()));
    assert!(edges(&row(&sheet, "parts.shell", "moisture"), "hard").contains(&"at-most 0.02 %".to_owned()));
    // What it does not have yet, and what hangs on a drawing.
    let ribs = row(&sheet, "parts.lid", "rib to wall");
    assert_eq!((&ribs["optional"], edges(&ribs, "target")), (&true.into(), vec!["at-most 60 %".into()]));
    let strain = row(&sheet, "joints.lid-snap", "strain");
    assert!(strain["needs"].as_array().is_some_and(|needs| needs.contains(&"joints.lid-snap.beam".into())), "{strain}");
}

#[test]
fn what_stands_outside_is_marked() {
    let text = TEN.replace(
        "size: [180 mm, 90 mm, 12 mm]",
        "draft: 0.2 deg, wall: { nominal: 2 mm, min: 1.8 mm, max: 2.2 mm }, ribs: { thickness: 1.6 mm }",
    );
    let sheet = sheet("full", &text, &["parts.shell"]);
    assert_eq!(sheet["things"].as_array().map(Vec::len), Some(1));
    let stands = |quantity| row(&sheet, "parts.shell", quantity)["stands"].as_str().map(str::to_owned);
    assert_eq!(stands("draft").as_deref(), Some("outside-hard"));
    assert_eq!(stands("rib to wall").as_deref(), Some("outside-target"));
    assert_eq!(stands("wall.max").as_deref(), Some("within"));
    let ribs = row(&sheet, "parts.shell", "rib to wall");
    assert_eq!((&ribs["given"], &ribs["optional"]), (&"80 %".into(), &false.into()));
    let (text, _, code) = limits("full", &text, &["parts.shell"]);
    assert_eq!(code, 0);
    assert!(text.lines().any(|line| line.starts_with("  ✗ draft") && line.contains("0.2 deg")), "{text}");
    assert!(text.contains("✗ outside a hard limit"), "{text}");
}

#[test]
fn it_is_a_table_in_markdown() {
    let (text, _, code) = limits("markdown", TEN, &["parts.lid", "--format", "markdown"]);
    assert_eq!(code, 0);
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 8 && rows.iter().all(|row| row.matches(" | ").count() == 6), "{text}");
    assert!(
        rows.iter().any(|row| row.starts_with("| draft | - | at least 0.5 deg | at least 1 deg | not given | S10 |")),
        "{text}"
    );
}

#[test]
fn what_cannot_be_shown_is_said() {
    let (out, notes, code) = limits("place", TEN, &["parts.handle"]);
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(notes.contains("no check measures anything at `parts.handle`"), "{notes}");
    let (_, notes, code) = limits("broken", "caseproof: 1\nparts: {\n", &[]);
    assert_eq!(code, 2, "{notes}");
    let (_, _, code) = limits("nothing", "caseproof: 1\ndesign: { name: x }\nparts: { a: {} }\n", &["--format", "json"]);
    assert!(code == 0 || code == 3, "{code}");
}
