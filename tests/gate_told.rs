//! What a gate judges and what it says of it: the stage where a check is mandatory, files called as designs, values that were set, and
//! what was not read.

use std::path::Path;
use std::process::Output;

use crate::common::folder::Folder;
use crate::common::program::program;
use serde_json::Value;

const TRAY: &str = "caseproof: 1\ndesign: { name: Tray, stage: dvt }\nparts:\n  tray: { material: abs, process: injection-molding, draft: 0.1 deg, wall: 2 mm }\n";
const DAY: &str = "2026-11-22";

/// What is printed, what is noted, and the exit code.
fn caseproof(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = program();
    let Output { status, stdout, stderr } = command.current_dir(folder).args(arguments).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(stdout), text(stderr), status.code())
}

fn check(folder: &Folder, arguments: &[&str]) -> (String, String, Option<i32>) {
    caseproof(&folder.0, &[&["check", "--date", DAY, "--format", "concise"], arguments].concat())
}

/// The stages at which the designs of a run are judged.
fn stages(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let (out, _, _) = caseproof(&folder.0, &[&["check", "--date", DAY, "--format", "json", "tray.yaml"], arguments].concat());
    let report: Value = serde_json::from_str(&out).expect("JSON");
    let designs = report["designs"].as_array().expect("a list").iter();
    designs.map(|design| design["stage"].as_str().expect("a stage").to_owned()).collect()
}

#[test]
fn no_gate_lowers_the_stage_where_a_check_is_mandatory() {
    let plain = Folder::new("told-lowered").with("tray.yaml", TRAY).with("caseproof.toml", "gate = \"concept\"\n");
    assert_eq!(stages(&plain, &[]), ["concept"], "without a mandatory check the gate is the stage");
    let bound = Folder::new("told-raised")
        .with("tray.yaml", TRAY)
        .with("house.toml", "mandatory = [\"S10\"]\n")
        .with("strict.toml", "mandatory = [\"S10\"]\ngate = \"pvt\"\n")
        .with("caseproof.toml", "extends = \"house.toml\"\n[[override]]\npaths = [\"*.yaml\"]\ngate = \"concept\"\n")
        .with("above.toml", "extends = \"strict.toml\"\ngate = \"concept\"\n");
    for (arguments, stage) in [
        (&[][..], "dvt"),
        (&["--gate", "concept"], "dvt"),
        (&["--gate", "production"], "production"),
        (&["--config", "above.toml"], "pvt"),
        (&["--config", "above.toml", "--gate", "evt"], "pvt"),
    ] {
        assert_eq!(stages(&bound, arguments), [stage], "{arguments:?}");
    }
}

#[test]
fn a_file_called_as_a_design_is_one_or_rejected() {
    let folder =
        Folder::new("told-called").with("tray.yaml", TRAY).with("ci.yaml", "on: push\n").with("a.case.yaml", "# nothing yet\n");
    let (out, _, code) = check(&folder, &["."]);
    assert_eq!(code, Some(2), "{out}");
    assert!(out.contains("a.case.yaml:1:1: error[design/no-spec] by its name this is a design"), "{out}");
    assert!(!out.contains("ci.yaml"), "{out}");
    let based = Folder::new("told-based").with("a.case.yaml", "parts: { tray: { wall: 3 mm } }\n");
    let based = based.with("b.case.yaml", &TRAY.replace("design:", "extends: a.case.yaml\ndesign:"));
    let (out, _, code) = check(&based, &["."]);
    assert!(code < Some(2), "a base is none: {out}");
}

#[test]
fn what_is_set_or_not_read_is_said_in_every_format() {
    let folder = Folder::new("told-said").with("tray.yaml", TRAY).with("other.yaml", "on: push\n");
    let folder = folder.with(".gitignore", "aside.yaml\n").with("aside.yaml", TRAY);
    let run = |format: &str, set: &[&str]| {
        let (out, notes, _) = caseproof(&folder.0, &[&["check", "--date", DAY, "--format", format, "."], set].concat());
        (out, notes)
    };
    let set = ["--set", "parts.tray.draft=0.05 deg"];
    for format in ["text", "full", "json", "jsonl", "markdown", "agent", "sarif", "junit"] {
        let ((with, notes), (without, _)) = (run(format, &set), run(format, &[]));
        let said = with.replace("\\_", "_");
        assert!(said.contains("parts.tray.draft=0.05 deg"), "{format}: {with}");
        assert!(!without.contains("set for this run") && !without.contains("\"set\""), "{format}: {without}");
        assert_eq!(notes.contains("1 left out by .gitignore"), matches!(format, "sarif" | "junit"), "{format}: {notes}");
    }
    for format in ["concise", "github", "gitlab", "rdjson"] {
        let (_, notes) = run(format, &set);
        assert!(
            notes.contains("set for this run: parts.tray.draft=0.05 deg; 1 skipped, not specs; 1 left out by .gitignore"),
            "{format}: {notes}"
        );
    }
    let (github, _) = run("github", &set);
    assert!(github.contains("::warning file=aside.yaml,line=1,title=left out::"), "{github}");
    assert!(github.contains("file=tray.yaml,line=1,col=1") && !github.contains("file=--set"), "{github}");
    assert!(run("junit", &[]).0.contains("type=\"left-out\""));
    assert!(!run("sarif", &set).0.contains("\"uri\":\"--set\""));
    let (out, _) = run("concise", &["--set", "extends=other.yaml"]);
    assert!(out.contains("a base cannot be set for one run"), "{out}");
}
