//! Ways around the gate that are closed: what watches waivers is not waived, nothing is lost on the way out, nobody switches off what
//! is mandatory, and what is left out is said.

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use program::program;
use serde_json::Value;

const TRAY: &str = "caseproof: 1\ndesign: { name: Tray, stage: dvt }\nparts:\n  tray: { material: abs, process: injection-molding, draft: 0.1 deg, wall: 2 mm }\n";
const DAY: &str = "2026-11-22";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("caseproof-gate-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn with(self, name: &str, text: &str) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("a file")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

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

/// How often each code is in a concise report.
fn count(printed: &str, code: &str) -> usize {
    printed.lines().filter(|line| line.contains(&format!("[{code}]"))).count()
}

#[test]
fn what_watches_waivers_cannot_be_waived() {
    let waivers = "waivers:\n  - { check: S10, reason: quoted, owner: tooling, until: 2026-10-31 }\n  - { check: A31, reason: quoted, owner: tooling, until: 2027-03-31 }\n  - { check: [W01, W03], reason: noise, owner: me, until: 2027-03-31 }\n";
    let folder = Folder::new("watched").with("a.yaml", &format!("{TRAY}{waivers}"));
    let (printed, _, code) = check(&folder, &["a.yaml"]);
    // Expired, of nothing, and the two that cannot be.
    assert_eq!((count(&printed, "W01"), count(&printed, "W03"), count(&printed, "W07")), (1, 1, 2), "{printed}");
    assert_eq!((count(&printed, "S10"), code), (1, Some(1)));
}

#[test]
fn nobody_accepts_for_no_reason() {
    for (reason, owner, what) in [("\"\"", "tooling", "reason"), ("quoted", "\"  \"", "owner")] {
        let waiver = format!("waivers:\n  - {{ check: S10, reason: {reason}, owner: {owner}, until: 2027-03-31 }}\n");
        let folder = Folder::new(what).with("a.yaml", &format!("{TRAY}{waiver}"));
        let (printed, _, code) = check(&folder, &["a.yaml"]);
        assert_eq!(code, Some(2), "{printed}");
        assert!(printed.contains(&format!("`{what}` says nothing")), "{printed}");
    }
    let folder = Folder::new("written").with("a.yaml", TRAY);
    let waive = ["waive", "a.yaml", "S10", "--owner", "", "--reason", " ", "--until", "2027-03-31", "--date", DAY];
    assert_eq!(caseproof(&folder.0, &waive).2, Some(2));
    assert_eq!(folder.read("a.yaml"), TRAY);
}

#[test]
fn no_comment_that_was_meant_as_a_waiver_is_passed_over() {
    let last = format!("{TRAY}# caseproof: allow S10 until 2027-03-31 -- last line, nothing below (me)\n");
    let folder = Folder::new("comments").with("last.yaml", &last);
    let (printed, _, code) = check(&folder, &["last.yaml"]);
    assert_eq!((count(&printed, "W03"), count(&printed, "S10"), code), (1, 1, Some(1)), "{printed}");
    let (listed, ..) = caseproof(&folder.0, &["waivers", "last.yaml", "--date", DAY]);
    assert!(listed.contains("unused") && listed.ends_with("1 waiver\n"), "{listed}");
    // In the last of two documents, and not in the first.
    let two = format!("{}---\n{last}", TRAY.replace("Tray", "Other"));
    let folder = folder.with("two.yaml", &two);
    assert_eq!(count(&check(&folder, &["two.yaml"]).0, "W03"), 1);
    for (comment, refused) in [
        ("#caseproof:allow S10 until 2027-03-31 -- no space (me)", true),
        ("# Caseproof: Allow S10 until 2027-03-31 -- capitals (me)", true),
        ("# caseproof: ignore S10", true),
        ("# caseproof allow S10 until 2027-03-31 -- no colon (me)", true),
        ("# caseproof: allow S10 until 2027-03-31 -- as it should be (me)", false),
        ("# caseproof ignores what stands here", false),
        ("# see the manual of caseproof: allowances", false),
    ] {
        let text = TRAY.replace("  tray:", &format!("  {comment}\n  tray:"));
        let (printed, _, code) = check(&Folder::new("near").with("a.yaml", &text), &["a.yaml", "--fail-on", "never"]);
        assert_eq!(code == Some(2), refused, "{comment}: {printed}");
        assert_eq!(printed.contains("this comment is no waiver"), refused, "{comment}: {printed}");
    }
}

#[test]
fn a_waiver_for_a_design_that_is_not_there_is_said() {
    let entry = |design: &str, day: &str| {
        format!("  - {{ design: \"{design}\", check: S10, reason: quoted, owner: tooling, until: {day} }}\n")
    };
    let waivers = ["waivers:\n".to_owned(), entry("a*.yaml", "2027-03-31"), entry("gone.yaml", "2026-10-31")].concat();
    let folder = Folder::new("strays").with("designs/a.yaml", TRAY).with("designs/waivers.yaml", &waivers);
    for arguments in [&["check", "designs", "--date", DAY][..], &["waivers", "designs/a.yaml", "--date", DAY]] {
        let (_, notes, _) = caseproof(&folder.0, arguments);
        assert!(
            notes.contains("designs/waivers.yaml:3: no design is called `gone.yaml`, so this waiver covers nothing")
                && !notes.contains("a*.yaml"),
            "{notes}"
        );
    }
}

#[test]
fn what_can_no_longer_be_read_was_not_fixed() {
    let folder = Folder::new("unread").with("old/a.yaml", TRAY).with("new/a.yaml", &TRAY.replace("parts:", "parts: ["));
    let folder = folder.with("old/b.yaml", &TRAY.replace("Tray", "Other")).with("new/keep.yaml", &TRAY.replace("Tray", "Keep"));
    let (printed, notes, code) = caseproof(&folder.0, &["diff", "old", "new", "--format", "json", "--date", DAY]);
    assert_eq!(code, Some(2));
    let report: Value = serde_json::from_str(&printed).expect("JSON");
    let designs: Vec<&str> =
        report["designs"].as_array().expect("designs").iter().filter_map(|of| of["design"].as_str()).collect();
    // The one whose file is gone is gone with its findings; the broken one is neither fixed nor gone.
    assert!(designs.contains(&"Other") && !designs.contains(&"Tray"), "{designs:?}");
    assert!(notes.contains("a.yaml cannot be judged, so that nothing in it is compared"), "{notes}");
}

#[test]
fn no_report_takes_the_place_of_another_or_of_a_design() {
    let folder = Folder::new("places").with("a.yaml", TRAY).with("out/z", "before");
    for outlets in [["json=out/z", "sarif=./out/z"], ["json=out/z", "sarif=out/../out/z"], ["json=new", "sarif=./new"]] {
        let [one, other] = outlets;
        let (_, notes, code) = caseproof(&folder.0, &["check", "a.yaml", "--format", one, "--format", other]);
        assert_eq!(code, Some(2), "{outlets:?}");
        assert!(notes.contains("two formats for one file"), "{notes}");
    }
    assert_eq!(folder.read("out/z"), "before");
    for arguments in [
        &["check", ".", "--format", "json=./a.yaml"][..],
        &["report", "a.yaml", "-o", "a.yaml"],
        &["report", ".", "-o", "out/../a.yaml"],
        &["fmea", "a.yaml", "--output", "a.yaml"],
    ] {
        let (_, notes, code) = caseproof(&folder.0, arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(notes.contains("the report would take the place of"), "{arguments:?}: {notes}");
        assert_eq!(folder.read("a.yaml"), TRAY);
    }
}

#[test]
fn a_run_whose_reports_all_go_to_files_is_not_silent() {
    let folder = Folder::new("silent").with("a.yaml", TRAY).with("broken.yaml", "caseproof: 1\nparts: [\n");
    let run = |paths: &[&str]| caseproof(&folder.0, &[&["check", "--date", DAY, "--format", "json=out.json"], paths].concat());
    let (printed, notes, code) = run(&["a.yaml"]);
    assert_eq!((printed.as_str(), code), ("", Some(1)));
    assert!(notes.contains("1 file, 1 design: 1 error, "), "{notes}");
    let (_, notes, code) = run(&["broken.yaml", "nowhere.yaml"]);
    assert_eq!(code, Some(2));
    assert!(notes.contains("broken.yaml:2:") && notes.contains("nowhere.yaml:1:1: ") && notes.contains("2 files"), "{notes}");
}

#[test]
fn what_is_mandatory_fails_whatever_a_project_says() {
    let folder =
        Folder::new("mandatory").with("a.yaml", TRAY).with("caseproof.toml", "mandatory = [\"S10\"]\nfail-on = \"never\"\n");
    assert_eq!(check(&folder, &["."]).2, Some(1));
    assert_eq!(check(&folder, &[".", "--fail-on", "never"]).2, Some(1));
    let (_, notes, code) = check(&folder, &[".", "--write-baseline", "known.json"]);
    assert_eq!(code, Some(1), "{notes}");
    assert!(notes.contains("; 1 of mandatory checks, which no baseline accepts"), "{notes}");
    let (printed, notes, code) = check(&folder, &[".", "--baseline", "known.json"]);
    assert_eq!((count(&printed, "S10"), code), (1, Some(1)), "{notes}");
    // The same without: everything is known.
    let folder = folder.with("caseproof.toml", "");
    check(&folder, &[".", "--write-baseline", "known.json"]);
    assert_eq!(check(&folder, &[".", "--baseline", "known.json", "--fail-on", "advice"]).2, Some(0));
    // A baseline of what is not there.
    let (_, notes, code) = check(&folder, &[".", "--set", "parts.tray.draft=2 deg", "--write-baseline", "other.json"]);
    assert_eq!((code, folder.0.join("other.json").exists()), (Some(2), false), "{notes}");
}

#[test]
fn what_is_counted_is_swept_in_whole_numbers() {
    let design = "sample_designs/flawed/tpe-grip-phone-case.yaml";
    let (printed, ..) =
        caseproof(Path::new("."), &["sweep", design, "parts.grip.tool.cavities=1..8", "--date", DAY, "--format", "json"]);
    let swept: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(swept["within"], "1");
    assert_eq!(swept["refused"].as_array().map(Vec::len), Some(0), "{printed}");
    let row = swept["rows"].as_array().expect("rows").iter().find(|row| row["code"] == "S22").expect("capacity");
    let ends: Vec<(&str, &str)> = row["stretches"]
        .as_array()
        .expect("stretches")
        .iter()
        .map(|stretch| (stretch["state"].as_str().expect("a state"), stretch["to"].as_str().expect("a value")))
        .collect();
    assert_eq!(ends, [("error", "3"), ("nothing", "8")], "{printed}");
    // Where a part of the range is refused, what is found throughout the rest is still counted.
    let (printed, ..) =
        caseproof(Path::new("."), &["sweep", design, "parts.back.wall=-1mm..3mm", "--date", DAY, "--format", "json"]);
    let swept: Value = serde_json::from_str(&printed).expect("JSON");
    assert!(swept["throughout"].as_u64() > Some(5) && swept["refused"].as_array().map(Vec::len) > Some(0), "{printed}");
}
