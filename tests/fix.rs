//! Fixes of a spec that are certain: they change no judgement, keep everything else, and need no second run.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

const TRAY: &str = "# A tray, five inches deep.
caseproof: 1
design:
  name: 5 inches   # a name is no quantity
  stage: dvt
parts:
  tray: # molded
    material: ABS
    process: injection-molding
    draft: '0.3 degrees' # as drawn
    size: [200 mm, 100 mm, 30 mm]
    wall: {nominal: 0.08inch, min: 1 mm}
    pull: 1
environment:
  service: [-10 degC, 45 degC] # in use
";

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-fix-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Output, notes and exit code of `caseproof check` in a folder.
fn check(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command.current_dir(folder).args(["check", "--date", "2026-11-22"]).args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

#[test]
fn units_and_names_are_respelled_and_nothing_else() {
    let root = folder("once");
    let text = TRAY.replace("    pull: 1\n", "");
    fs::write(root.join("tray.yaml"), &text).expect("a file");
    let expected = text
        .replace("material: ABS", "material: abs")
        .replace("0.3 degrees", "0.3 deg")
        .replace("0.08inch", "0.08 in")
        .replace("-10 degC, 45 degC", "-10 °C, 45 °C");
    let (diff, notes, code) = check(&root, &["tray.yaml", "--diff"]);
    assert_eq!(code, 1, "{diff}{notes}");
    let lines = |sign: char| {
        diff.lines().filter(|line| line.starts_with(sign) && !line.starts_with("+++") && !line.starts_with("---")).count()
    };
    assert_eq!((lines('-'), lines('+')), (4, 4), "{diff}");
    assert_eq!(fs::read_to_string(root.join("tray.yaml")).expect("a file"), text, "a diff changes nothing");
    assert_eq!(check(&root, &["tray.yaml", "--fix", "--diff"]), (diff, notes, code), "both are one");
    assert_eq!(fs::read_to_string(root.join("tray.yaml")).expect("a file"), text, "a diff changes nothing");
    let (before, ..) = check(&root, &["tray.yaml", "--format", "concise"]);
    let (after, notes, code) = check(&root, &["tray.yaml", "--fix", "--format", "concise"]);
    assert_eq!(fs::read_to_string(root.join("tray.yaml")).expect("a file"), expected);
    assert_eq!(code, 1, "it is judged after it was fixed");
    assert!(
        notes.contains("tray.yaml: fixed parts.tray.material: ABS -> abs, parts.tray.draft: 0.3 degrees -> 0.3 deg"),
        "{notes}"
    );
    let codes = |out: &str| out.lines().filter_map(|line| line.split(' ').nth(1).map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(codes(&before), codes(&after));
    // Once is enough.
    assert_eq!(check(&root, &["tray.yaml", "--diff"]), (String::new(), String::new(), 0));
    let (_, notes, _) = check(&root, &["tray.yaml", "--fix", "--format", "concise"]);
    assert_eq!(notes, "");
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn what_is_not_certain_is_left_alone() {
    let root = folder("left");
    let own = "caseproof: 1
design: { name: Own, stage: dvt }
materials: { ABS: { like: pp-homopolymer } }
parts:
  tray: { material: ABS, process: injection-molding, draft: 2 deg }
";
    let broken = TRAY;
    // Each says less than the id of what it stands for.
    let wide = "caseproof: 1
design: { name: Wide, stage: dvt }
parts:
  hinge: { material: zinc alloy, bought: true }
  tray: { material: PP, process: molding, draft: 2 deg }
";
    fs::write(root.join("wide.yaml"), wide).expect("a file");
    for (name, text) in [("own.yaml", own), ("broken.yaml", broken), ("other.yaml", "a: 5 inches\n")] {
        fs::write(root.join(name), text).expect("a file");
    }
    let (diff, notes, code) = check(&root, &[".", "--diff"]);
    assert_eq!((diff.as_str(), code), ("", 2));
    assert!(notes.contains("broken.yaml:13:5: ") && notes.contains("wide.yaml:5:34: ") && !notes.contains("own.yaml"), "{notes}");
    let (_, _, code) = check(&root, &[".", "--fix"]);
    assert_eq!(code, 2, "what does not load is said as ever");
    for (name, text) in [("own.yaml", own), ("broken.yaml", broken), ("other.yaml", "a: 5 inches\n"), ("wide.yaml", wide)] {
        assert_eq!(fs::read_to_string(root.join(name)).expect("a file"), text);
    }
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command.args(["check", "--fix", "-"]).write_stdin(own).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn waivers_that_cover_nothing_at_any_later_stage_go() {
    let root = folder("idle");
    let text = "# Tray.
caseproof: 1
design: { name: Tray, stage: concept }
parts:
  tray: { material: abs, process: injection-molding, draft: 3 deg } # caseproof: allow S10 until 2027-01-31 -- was drawn steep (tooling)
  # caseproof: allow S10 until 2027-01-31 -- was drawn steep (tooling)
  top: { material: abs, process: injection-molding, draft: 3 deg }
  lid: { material: abs, process: injection-molding, draft: 0.1 deg }
waivers:
  # side action quoted
  - { check: S10, at: parts.lid, reason: side action quoted, owner: tooling, until: 2027-01-31 } # kept
  # steep now
  - check: [S10, A07]
    at: parts.tray
    reason: side action quoted
    owner: tooling
    until: 2027-01-31
  - { check: E02, reason: needed when tools are cut, owner: tooling, until: 2027-01-31 }
  - { check: S10, at: parts.tray, reason: it has run out, owner: tooling, until: 2026-01-31 }
";
    let expected = "# Tray.
caseproof: 1
design: { name: Tray, stage: concept }
parts:
  tray: { material: abs, process: injection-molding, draft: 3 deg }
  top: { material: abs, process: injection-molding, draft: 3 deg }
  lid: { material: abs, process: injection-molding, draft: 0.1 deg }
waivers:
  # side action quoted
  - { check: S10, at: parts.lid, reason: side action quoted, owner: tooling, until: 2027-01-31 } # kept
  # steep now
  - { check: E02, reason: needed when tools are cut, owner: tooling, until: 2027-01-31 }
  - { check: S10, at: parts.tray, reason: it has run out, owner: tooling, until: 2026-01-31 }
";
    fs::write(root.join("tray.yaml"), text).expect("a file");
    let (_, notes, _) = check(&root, &["tray.yaml", "--fix", "--quiet"]);
    assert_eq!(fs::read_to_string(root.join("tray.yaml")).expect("a file"), expected, "{notes}");
    assert!(notes.contains("waiver of S10+A07@parts.tray, which covers nothing: removed"), "{notes}");
    assert_eq!(check(&root, &["tray.yaml", "--diff"]), (String::new(), String::new(), 0), "once is enough");

    // What others build on keeps them, and so does a list whose comment would go.
    let base = "caseproof: 1
design: { name: Base, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, draft: 3 deg }
waivers:
  - { check: S10, reason: side action quoted, owner: tooling, until: 2027-01-31 }
";
    let derived = "caseproof: 1\nextends: base.yaml\ndesign: { name: Derived }\nparts: { tray: { draft: 0.1 deg } }\n";
    let told = base.replace("waivers:\n", "waivers:\n  # as agreed\n");
    for (name, text) in [("base.yaml", base), ("derived.yaml", derived), ("told.yaml", &told)] {
        fs::write(root.join(name), text).expect("a file");
    }
    assert_eq!(check(&root, &[".", "--diff"]).0, "");
    fs::remove_file(root.join("derived.yaml")).expect("a file");
    check(&root, &[".", "--fix", "--quiet"]);
    let left = fs::read_to_string(root.join("base.yaml")).expect("a file");
    assert_eq!(left, base.split_once("waivers:").expect("waivers").0);
    assert_eq!(fs::read_to_string(root.join("told.yaml")).expect("a file"), told);
    fs::remove_dir_all(&root).expect("cleaned up");
}

/// The samples, written as somebody else would: the same report after as before, and what the samples have is what comes out.
#[test]
fn the_judgement_of_every_sample_is_the_same() {
    let root = folder("samples");
    let mut fixed = 0;
    for of in ["flawed", "sound"] {
        for entry in fs::read_dir(Path::new("sample_designs").join(of)).expect("samples") {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("a text");
            let text = text
                .replace(" deg,", " degrees,")
                .replace(" deg }", " degrees }")
                .replace(" s }", " seconds }")
                .replace("material: abs", "material: ABS")
                .replace(" °C]", " degC]");
            fs::write(root.join(path.file_name().expect("a name")), text).expect("a file");
        }
    }
    let judged = || {
        let (json, ..) = check(&root, &[".", "--format", "json"]);
        let report: Value = serde_json::from_str(&json).expect("JSON");
        let designs = report["designs"].as_array().expect("designs").clone();
        assert_eq!(designs.len(), 16);
        let all = designs.into_iter().map(|design| {
            let findings = design["findings"].as_array().expect("findings").clone();
            let findings: Vec<[Value; 4]> = findings
                .iter()
                .map(|finding| ["fingerprint", "severity", "at", "measured"].map(|key| finding[key].clone()))
                .collect();
            (design["coverage"].clone(), design["not_assessed"].clone(), findings)
        });
        all.collect::<Vec<_>>()
    };
    let before = judged();
    let (_, notes, _) = check(&root, &[".", "--fix", "--quiet"]);
    fixed += notes.lines().filter(|line| line.contains(": fixed ")).count();
    assert!(fixed >= 5, "{notes}");
    assert_eq!(judged(), before);
    assert_eq!(check(&root, &[".", "--diff"]), (String::new(), String::new(), 0), "once is enough");
    fs::remove_dir_all(&root).expect("cleaned up");
}

/// The samples themselves are written as the format writes.
#[test]
fn the_samples_need_no_fix() {
    let (diff, notes, code) = check(Path::new("."), &["sample_designs", "--diff"]);
    assert_eq!(code, 0, "{diff}{notes}");
}
