//! Ways around the gate that are closed: what watches waivers is not waived, nothing is lost on the way out, nobody switches off what
//! is mandatory, and what is left out is said.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::common::folder::Folder;
use crate::common::program::program;
use serde_json::Value;

const TRAY: &str = "caseproof: 1\ndesign: { name: Tray, stage: dvt }\nparts:\n  tray: { material: abs, process: injection-molding, draft: 0.1 deg, size: [200 mm, 100 mm, 30 mm], wall: 2 mm }\n";
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

/// How often each code is in a concise report.
fn count(printed: &str, code: &str) -> usize {
    printed.lines().filter(|line| line.contains(&format!("[{code}]"))).count()
}

#[test]
fn what_watches_waivers_cannot_be_waived() {
    let waivers = "waivers:\n  - { check: S10, reason: side action quoted, owner: tooling, until: 2026-10-31 }\n  - { check: A31, reason: side action quoted, owner: tooling, until: 2027-03-31 }\n  - { check: [W01, W03], reason: only noise, owner: me, until: 2027-03-31 }\n";
    let folder = Folder::new("watched").with("a.yaml", &format!("{TRAY}{waivers}"));
    let (printed, _, code) = check(&folder, &["a.yaml"]);
    // Expired, of nothing, and the two that cannot be.
    assert_eq!((count(&printed, "W01"), count(&printed, "W03"), count(&printed, "W07")), (1, 1, 2), "{printed}");
    assert_eq!((count(&printed, "S10"), code), (1, Some(1)));
}

#[test]
fn nobody_accepts_for_no_reason() {
    for (reason, owner, what) in [("\"\"", "tooling", "reason"), ("side action quoted", "\"  \"", "owner")] {
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
        format!("  - {{ design: \"{design}\", check: S10, reason: side action quoted, owner: tooling, until: {day} }}\n")
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

/// A check of a house that asks nothing of anybody, and stands for a built-in one.
const LAX: &str = r#"code: ACME-1
replaces: scale-up/shallow-draft
title: draft of the house
subject: part
applies: part.made
when: part.draft < least
severity: error
consequence: yield
message: "{part} has {part.draft}; the house wants {least}"
limits:
  least: { value: 0.001 deg, source: "house: ACME design manual 4.2, 2025-03" }
help: raise the draft to {least}
why: our tool shop polishes deep walls
sources: ["house: ACME design manual 4.2, 2025-03"]
since: 0.1.0
examples:
  - flags: |
      parts:
        tray: { process: injection-molding, draft: 0.0001 deg }  # <- flagged
  - passes: |
      parts:
        tray: { process: injection-molding, draft: 0.5 deg }
"#;

#[test]
fn what_is_mandatory_is_replaced_by_nobody_above_who_says_so() {
    for named in ["S10", "shallow-draft", "scale-up", "all"] {
        let folder = Folder::new("replaced")
            .with("a.yaml", TRAY)
            .with("rules/lax.yaml", LAX)
            .with("house/house.toml", &format!("mandatory = [\"{named}\"]\n"))
            .with("caseproof.toml", "extends = \"house/house.toml\"\nchecks = [\"rules\"]\n");
        let (printed, notes, code) = check(&folder, &["a.yaml"]);
        assert_eq!(code, Some(2), "{printed}{notes}");
        assert!(
            printed.contains("caseproof.toml:2:11: error[config/clash] S10 is mandatory, and cannot be replaced by ACME-1"),
            "{printed}"
        );
        let folder = folder.with("caseproof.toml", "extends = \"house/house.toml\"\n");
        let (_, notes, code) = check(&folder, &["a.yaml", "--checks", "rules"]);
        assert_eq!(code, Some(2), "{notes}");
        assert!(notes.contains("S10 is mandatory, and cannot be replaced by ACME-1, which --checks names"), "{notes}");
        // Who makes it mandatory says by which check.
        let folder = folder.with("house/house.toml", &format!("mandatory = [\"{named}\"]\nchecks = [\"../rules\"]\n"));
        let (printed, notes, _) = check(&folder, &["a.yaml"]);
        assert!(count(&printed, "S10") == 0 && notes.contains("house check ACME-1 replaces S10"), "{printed}{notes}");
    }
}

#[test]
fn what_a_base_requires_is_not_talked_away() {
    let base = "[require]\nsections = [\"assembly\", \"evidence\", \"joints\"]\n";
    let says_nothing = format!("{TRAY}assembly: []\nevidence: {{ builds: [] }}\njoints: {{}}\n");
    let folder = Folder::new("required").with("a.yaml", &says_nothing).with("house/house.toml", base);
    for settings in ["", "ignore = [\"project\"]\n", "select = [\"S10\"]\n", "[severity]\nproject = \"advice\"\n"] {
        let folder = Folder::new("required-family")
            .with("a.yaml", &says_nothing)
            .with("house/house.toml", base)
            .with("caseproof.toml", &format!("extends = \"house/house.toml\"\n{settings}"));
        let (printed, notes, _) = check(&folder, &["a.yaml"]);
        assert_eq!(printed.matches("error[W08]").count(), 3, "{settings}: {printed}{notes}");
    }
    for (settings, what) in [("ignore = [\"W08\"]\n", "left out"), ("[severity]\nW08 = \"advice\"\n", "lowered")] {
        let folder = Folder::new("required-code")
            .with("a.yaml", &says_nothing)
            .with("house/house.toml", base)
            .with("caseproof.toml", &format!("extends = \"house/house.toml\"\n{settings}"));
        let (printed, _, code) = check(&folder, &["a.yaml"]);
        assert_eq!(code, Some(2), "{printed}");
        assert!(printed.contains(&format!("W08 judges what a base requires, and cannot be {what}")), "{printed}");
    }
    // What a project requires itself it may also leave out.
    let own = folder.with("caseproof.toml", &format!("ignore = [\"W08\"]\n{base}"));
    assert_eq!(count(&check(&own, &["a.yaml"]).0, "W08"), 0);
    let said =
        "assembly: [{ step: pack, adds: [tray] }]\nevidence: none\njoints: { lid: { method: bonding, between: [tray, tray] } }\n";
    let own = own.with("caseproof.toml", base).with("a.yaml", &format!("{TRAY}{said}"));
    assert_eq!(count(&check(&own, &["a.yaml"]).0, "W08"), 0);
}

#[cfg(unix)]
#[test]
fn a_configuration_that_leads_nowhere_is_no_default() {
    let folder = Folder::new("dangling").with("a.yaml", TRAY);
    std::os::unix::fs::symlink("nowhere.toml", folder.0.join("caseproof.toml")).expect("a link");
    let (printed, _, code) = check(&folder, &["a.yaml"]);
    assert_eq!(code, Some(2), "{printed}");
    assert!(printed.contains("it is a link to nothing"), "{printed}");
    let folder = Folder::new("no-checks").with("a.yaml", TRAY).with("caseproof.toml", "checks = [\"none\"]\n");
    let (printed, _, code) = check(&folder, &["a.yaml"]);
    assert_eq!(code, Some(2), "{printed}");
    assert!(printed.contains("caseproof.toml:1:11: ") && printed.contains("there is no folder with checks `none`"), "{printed}");
}

/// The counts of the last line, and what JSON says was left out.
fn left_out(folder: &Folder, paths: &[&str]) -> (String, Vec<(String, String)>) {
    let (printed, ..) = caseproof(&folder.0, &[&["check", "--date", DAY, "--format", "text"], paths].concat());
    let last = printed.lines().last().expect("a line").to_owned();
    let (json, ..) = caseproof(&folder.0, &[&["check", "--date", DAY, "--format", "json"], paths].concat());
    let report: Value = serde_json::from_str(&json).expect("JSON");
    let text = |of: &Value, key: &str| of[key].as_str().expect("a text").to_owned();
    let list = report["left_out"].as_array().cloned().unwrap_or_default();
    (last, list.iter().map(|of| (text(of, "file"), text(of, "reason"))).collect())
}

#[test]
fn what_is_left_out_of_a_folder_is_counted_and_said() {
    let other = |name: &str| TRAY.replace("Tray", name);
    let folder = Folder::new("left-out")
        .with("designs/a.yaml", TRAY)
        .with("designs/B.YAML", &other("B"))
        .with("designs/c.Yml", &other("C"))
        .with("designs/.ignore", "d.yaml\n")
        .with("designs/d.yaml", &other("D"))
        .with("designs/.gitignore", "drafts/\nno-design.yaml\n")
        .with("designs/drafts/e.yaml", &other("E"))
        .with("designs/no-design.yaml", "a: 1\n")
        .with("designs/.f.yaml", &other("F"))
        .with("designs/.old/g.yaml", &other("G"));
    let (last, files) = left_out(&folder, &["designs"]);
    assert!(last.starts_with("4 files, 4 designs: "), "{last}");
    assert!(last.ends_with("; 1 left out by .gitignore; 2 left out because hidden"), "{last}");
    let expected = [("designs/.f.yaml", "hidden"), ("designs/.old/g.yaml", "hidden"), ("designs/drafts/e.yaml", "gitignore")];
    assert_eq!(files, expected.map(|(file, why)| (file.to_owned(), why.to_owned())));
    // What is named is judged, whatever ignores it.
    let (last, files) = left_out(&folder, &["designs/drafts/e.yaml", "designs/.f.yaml"]);
    assert!(last.starts_with("2 files, 2 designs: ") && files.is_empty(), "{last}");
    // A run that leaves everything out is not green.
    let (_, notes, code) = check(&folder.with("designs/.gitignore", "*\n"), &["designs"]);
    assert_eq!(code, Some(3), "{notes}");
}

#[cfg(unix)]
#[test]
fn a_named_folder_without_a_design_is_said() {
    let sound = TRAY.replace("0.1 deg", "2 deg");
    let folder = Folder::new("empty").with("one/case.yaml", &sound).with("two/compose.yaml", "services: {}\n");
    for (paths, said) in [(&["one", "two"][..], true), (&["./one", "./two"], true), (&["one"], false), (&["one", "."], false)] {
        let (_, notes, code) = check(&folder, &[&["--quiet"], paths].concat());
        assert_eq!(code, Some(0), "{notes}");
        assert_eq!(notes.contains("two: no design spec was found in it"), said, "{paths:?}: {notes}");
    }
}

#[test]
fn a_configuration_that_is_not_there_is_named_as_it_was() {
    let folder = Folder::new("nowhere");
    let (said, _, code) = check(&folder, &[".", "--config", "nope.toml"]);
    assert!(code == Some(2) && said.contains("configuration `nope.toml`"), "{said}");
}

#[test]
fn linked_folders_are_read_once_or_said() {
    use std::os::unix::fs::symlink;
    let outside = Folder::new("elsewhere").with("far.yaml", &TRAY.replace("Tray", "Far"));
    let folder = Folder::new("linked")
        .with(".git/HEAD", "ref: refs/heads/main\n")
        .with("shared/b.yaml", &TRAY.replace("Tray", "B"))
        .with("designs/a.yaml", TRAY);
    symlink("../shared", folder.0.join("designs/shared")).expect("a link");
    symlink("..", folder.0.join("designs/up")).expect("a link");
    symlink("../designs", folder.0.join("shared/back")).expect("a link");
    symlink(&outside.0, folder.0.join("designs/far")).expect("a link");
    let (last, files) = left_out(&folder, &["designs"]);
    assert!(last.starts_with("2 files, 2 designs: ") && last.ends_with("; 1 left out as linked from elsewhere"), "{last}");
    assert_eq!(files, [("designs/far".to_owned(), "linked".to_owned())]);
}

#[test]
fn no_report_takes_the_place_of_anything_that_is_read() {
    let design = "caseproof: 1\nextends: base.txt\ndesign: { name: Tray, stage: dvt }\n";
    let base = "parts:\n  tray: { material: abs, process: injection-molding, draft: 0.1 deg, size: [200 mm, 100 mm, 30 mm], wall: 2 mm }\n";
    let waivers = "waivers:\n  - { check: S10, reason: side action quoted, owner: tooling, until: 2027-03-31 }\n";
    let own = LAX.replace("replaces: scale-up/shallow-draft\n", "");
    let folder = Folder::new("over")
        .with("a.yaml", design)
        .with("base.txt", base)
        .with("waivers.yaml", waivers)
        .with("more.yaml", waivers)
        .with("rules/lax.yaml", &own)
        .with("caseproof.toml", "checks = [\"rules\"]\nwaivers = [\"more.yaml\"]\n");
    assert_eq!(check(&folder, &["a.yaml", "--write-baseline", "bl.json"]).2, Some(0));
    for file in ["a.yaml", "base.txt", "waivers.yaml", "more.yaml", "rules/lax.yaml", "caseproof.toml", "bl.json"] {
        let before = folder.read(file);
        let out = format!("json={file}");
        let arguments =
            ["check", "a.yaml", "--date", DAY, "--baseline", "bl.json", "--format", &out, "--format", "sarif=new.sarif"];
        let (_, notes, code) = caseproof(&folder.0, &arguments);
        assert_eq!(code, Some(2), "{file}: {notes}");
        assert!(notes.contains("the report would take the place of"), "{file}: {notes}");
        assert_eq!(folder.read(file), before, "{file}");
        assert!(!folder.0.join("new.sarif").exists(), "{file}");
        for command in ["report", "fmea"] {
            let (_, notes, code) = caseproof(&folder.0, &[command, "a.yaml", "-o", file, "--date", DAY]);
            assert_eq!(
                (code == Some(2), folder.read(file) == before),
                (file != "bl.json", file != "bl.json"),
                "{command} {file}: {notes}"
            );
            fs::write(folder.0.join(file), &before).expect("a file");
        }
    }
    let (_, notes, code) = check(&folder, &["a.yaml", "--write-baseline", "./b.json", "--format", "json=b.json"]);
    assert_eq!((code, folder.0.join("b.json").exists()), (Some(2), false), "{notes}");
    let (_, notes, code) = check(&folder, &["a.yaml", "--format", "json=nowhere/b.json"]);
    assert!(code == Some(2) && notes.contains("cannot write nowhere/b.json: there is no folder nowhere"), "{notes}");
}

#[test]
fn a_broken_file_has_no_clean_diff() {
    let broken = TRAY.replace("0.1 deg", "5 kg");
    let folder = Folder::new("fix-diff").with("broken.yaml", &broken).with("a.yaml", TRAY).with("sub/none.yaml", "a: 1\n");
    let run = |path: &str| caseproof(&folder.0, &["check", path, "--fix", "--diff"]);
    let (_, notes, code) = run("broken.yaml");
    assert_eq!(code, Some(2), "{notes}");
    assert!(notes.contains("broken.yaml:4:"), "{notes}");
    assert_eq!((run("a.yaml").2, run("sub").2), (Some(0), Some(3)));
}

#[test]
fn no_log_obeys_a_name() {
    let name = "x ##[error]pwn ##vso[task.complete result=Succeeded;] ##teamcity[buildStop]";
    let folder = Folder::new("logs").with("a.yaml", &TRAY.replace("name: Tray", &format!("name: \"{name}\"")));
    let folder = folder.with("b.yaml", &TRAY.replace("tray:", &format!("\"{name}\":")));
    for format in
        ["text", "full", "concise", "github", "agent", "markdown", "json", "jsonl", "sarif", "gitlab", "rdjson", "junit"]
    {
        let (printed, notes, _) = caseproof(&folder.0, &["check", ".", "--date", DAY, "--format", format, "-v"]);
        for command in ["##[", "##vso[", "##teamcity["] {
            assert!(!printed.contains(command) && !notes.contains(command), "{format}: {printed}{notes}");
        }
    }
}

#[test]
fn a_waiver_is_not_written_twice() {
    let folder = Folder::new("twice").with("a.yaml", TRAY);
    let waive = |what: &str, reason: &str| {
        let given = ["--reason", reason, "--owner", "tooling", "--until", "2027-03-31", "--date", DAY];
        caseproof(&folder.0, &[&["waive", "a.yaml", what], &given[..]].concat())
    };
    assert_eq!(waive("S10@parts.tray", "side action quoted").2, Some(0));
    let written = folder.read("a.yaml");
    for what in ["S10@parts.tray", "s10@parts.tray", "shallow-draft@parts.tray"] {
        let (_, notes, code) = waive(what, "side action quoted again");
        assert_eq!(code, Some(3), "{notes}");
        assert!(notes.contains("a.yaml:6: this is waived already, until 2027-03-31"), "{notes}");
        assert_eq!(folder.read("a.yaml"), written);
    }
    let (_, notes, code) = waive("A31@parts.tray", "side action quoted");
    assert!(code == Some(3) && notes.contains("would cover nothing: the check has no finding there"), "{notes}");
}

#[test]
fn a_waiver_of_all_designs_ends_where_it_would_cover_something() {
    let waivers = "waivers:\n  - { check: S10, reason: side action quoted, owner: tooling, until: 2026-10-31 }\n  - { design: gone.yaml, check: [S10, S39], reason: side action quoted, owner: tooling, until: 2027-03-31 }\n";
    let sound = TRAY.replace("0.1 deg", "2 deg");
    let folder = Folder::new("all-designs").with("d/a.yaml", TRAY).with("d/waivers.yaml", waivers);
    let folder = (0..5).fold(folder, |folder, n| folder.with(&format!("d/s{n}.yaml"), &sound.replace("Tray", &format!("S{n}"))));
    let (printed, ..) = check(&folder, &["d"]);
    assert_eq!((count(&printed, "W01"), count(&printed, "W03")), (1, 0), "{printed}");
    let (listed, ..) = caseproof(&folder.0, &["waivers", "d", "--date", DAY, "--format", "json"]);
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    let rows = listed["waivers"].as_array().expect("waivers");
    let states: Vec<(&str, &str)> =
        rows.iter().map(|row| (row["check"].as_str().expect("a check"), row["state"].as_str().expect("a state"))).collect();
    assert_eq!(states, [("S10", "expired"), ("S10", "no-design"), ("S39", "no-design")], "{listed}");
    assert_eq!((&rows[1]["owner"], &rows[1]["design"], &rows[1]["line"]), (&"tooling".into(), &"gone.yaml".into(), &3.into()));
}
