//! Defects by their name: each is tied to checks that there are, and to the causes that the design shows.

use std::collections::HashSet;

use assert_cmd::Command;
use caseproof::catalogue::builtin;
use caseproof::knowledge::library;
use serde_json::Value;

/// The message of a check in what is printed of a design, if it has a finding.
fn message(spec: &str, code: &str) -> Option<String> {
    let output = Command::cargo_bin("caseproof")
        .unwrap()
        .args(["check", "-", "--format", "json"])
        .write_stdin(format!("caseproof: 1\ndesign: {{ name: example, stage: pvt }}\n{spec}"))
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["designs"][0]["findings"].as_array().unwrap();
    findings.iter().find(|finding| finding["code"] == code).map(|finding| finding["message"].as_str().unwrap().to_owned())
}

fn tray(defect: &str, rib: &str) -> String {
    format!(
        "parts:\n  tray: {{ process: injection-molding, material: abs, wall: 2 mm, ribs: {{ thickness: {rib}, height: 6 mm }} }}\n\
         evidence:\n  builds: [{{ of: tray, process: injection-molding, built: 400, rejected: 6, defects: {{ {defect}: 6 }} }}]\n"
    )
}

#[test]
fn every_row_names_checks_that_there_are() {
    let checks = builtin().unwrap();
    let known: HashSet<&str> = checks.iter().map(|check| &*check.name).collect();
    let mut rows = 0;
    for row in library().defects() {
        rows += 1;
        for check in &row.checks {
            assert!(known.contains(check), "{}: there is no {check}", row.id);
        }
        let lower = |word: &&str| word.chars().all(|char| !char.is_uppercase());
        assert!(row.words.iter().all(lower), "{}: words are in lower case", row.id);
    }
    assert!(rows > 25, "{rows} rows");
}

#[test]
fn a_sink_is_tied_to_the_rib_that_makes_it() {
    let found = message(&tray("Sink marks", "1.9 mm"), "Y76").unwrap();
    assert!(found.starts_with("6 units out of 400 units of tray rejected for `Sink marks`"), "{found}");
    assert!(found.contains("are a cause of it: S15; features that bring it along: ribs"), "{found}");
    assert_eq!(message(&tray("Sink marks", "1 mm"), "Y76"), None);
    // The same rib has nothing to do with streaks.
    let streaks = message(&tray("splay", "1.9 mm"), "Y76");
    assert!(streaks.is_none_or(|streaks| !streaks.contains("S15")));
}

#[test]
fn what_a_process_cannot_bring_about_is_not_known_of_it() {
    let laminate = |defect: &str| {
        format!(
            "production: {{ target_yield: 99 % }}\nparts: {{ cover: {{ layers: [{{ material: abs }}, {{ material: abs }}] }} }}\n\
             assembly: [{{ step: press, process: hot-melt-lamination, of: [cover] }}]\n\
             evidence:\n  builds: [{{ of: press, process: hot-melt-lamination, built: 100, rejected: 9, defects: {{ {defect}: 9 }} }}]\n"
        )
    };
    let short = message(&laminate("short shot"), "Y76").unwrap();
    assert!(short.contains("known mechanisms: none"), "{short}");
    let bubble = message(&laminate("bubbles"), "Y76").unwrap();
    assert!(bubble.contains("is shut in and swells with heat"), "{bubble}");
}
