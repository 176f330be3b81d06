//! `caseproof fmt`: keys in order, comments kept, nothing judged otherwise.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use caseproof::design::{Arranged, arranged};
use serde_json::Value;

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command.current_dir(folder).args(arguments).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-fmt-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            let _ = fs::copy(&entry, &target).expect("a copy");
        }
    }
}

/// What is judged of the designs of a folder, without the lines on which it stands.
fn judged(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let (_, out, notes) = run(folder, &["check", "--format", "json", "--date", "2026-11-30", "."]);
    let report: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {notes}"));
    assert_eq!(report["rejected"].as_array().map(Vec::len), Some(0), "{}", report["rejected"]);
    let design = |design: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let finding = |finding: &Value| {
            format!(
                "{} {} {} {} {}",
                text(&finding["code"]),
                text(&finding["at"]),
                text(&finding["severity"]),
                text(&finding["fingerprint"]),
                text(&finding["message"])
            )
        };
        let mut said: Vec<String> = design["findings"].as_array().into_iter().flatten().map(finding).collect();
        said.extend(
            design["not_assessed"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|open| format!("{} {}", text(&open["code"]), text(&open["at"]))),
        );
        said.push(format!("{} {}", design["verdict"], design["coverage"]));
        said.sort();
        (text(&design["file"]), said)
    };
    report["designs"].as_array().expect("designs").iter().map(design).collect()
}

/// Over all samples and all real designs: the judged result is the same, the second run changes nothing, the comments are all there.
#[test]
fn samples_are_judged_the_same_in_order() {
    for (name, from) in [("samples", "sample_designs"), ("real", "tests/real")] {
        let folder = folder(name);
        copy(Path::new(from), &folder);
        let before = judged(&folder);
        assert!(before.len() >= 16, "{}", before.len());
        let (code, out, notes) = run(&folder, &["fmt", "."]);
        assert_eq!((code, out.as_str()), (0, ""), "{notes}");
        assert!(!notes.contains("left as it is"), "{notes}");
        assert!(notes.lines().count() >= 10, "{notes}");
        assert_eq!(before, judged(&folder), "{name}");
        assert_eq!(run(&folder, &["fmt", "--check", "."]), (0, String::new(), String::new()), "a second run changes nothing");
        fs::remove_dir_all(&folder).expect("cleaned up");
    }
}

#[test]
fn starters_and_documentation_are_in_order() {
    for entry in fs::read_dir("src/cli/starters").expect("a folder").map(|entry| entry.expect("an entry").path()) {
        assert_eq!(arranged(&fs::read_to_string(&entry).expect("a text")), Arranged::Already, "{}", entry.display());
    }
}

#[test]
fn a_mark_of_byte_order_stays_before_everything() {
    for end in ["\n", "\r\n"] {
        let text = "\u{feff}parts: { a: { material: abs } }\ncaseproof: 1\ndesign: { name: n }\n".replace('\n', end);
        let expected = "\u{feff}caseproof: 1\ndesign: { name: n }\nparts: { a: { material: abs } }\n".replace('\n', end);
        assert_eq!(arranged(&text), Arranged::Anew(expected.clone()));
        assert_eq!(arranged(&expected), Arranged::Already);
    }
}

#[test]
fn check_and_diff_write_nothing() {
    let folder = folder("modes");
    let text = "design: { stage: dvt, name: n } # who\ncaseproof: 1\nparts: {a: {draft: 1 deg, material: abs}}\n";
    let file = folder.join("a.yaml");
    fs::write(&file, text).expect("a file");
    assert_eq!(run(&folder, &["fmt", "--check", "."]), (1, "a.yaml\n".to_owned(), String::new()));
    let (code, diff, _) = run(&folder, &["fmt", "--diff", "a.yaml"]);
    assert_eq!(code, 1);
    assert!(diff.contains("--- a.yaml\n+++ a.yaml\n") && diff.contains("\n+design: { name: n, stage: dvt } # who\n"), "{diff}");
    assert_eq!(fs::read_to_string(&file).expect("a text"), text);
    let (code, out, notes) = run(&folder, &["fmt"]);
    assert_eq!((code, out.as_str(), notes.as_str()), (0, "", "caseproof: a.yaml is in order now\n"));
    let expected = "caseproof: 1\ndesign: { name: n, stage: dvt } # who\nparts: { a: { material: abs, draft: 1 deg } }\n";
    assert_eq!(fs::read_to_string(&file).expect("a text"), expected);
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn what_does_not_load_is_left_alone() {
    let folder = folder("broken");
    let text = "design: { name: n }\ncaseproof: 1\nparts: { a: { draft: 1 } }\n";
    fs::write(folder.join("a.yaml"), text).expect("a file");
    fs::write(folder.join("b.yaml"), "on: push\n").expect("a file");
    let (code, out, notes) = run(&folder, &["fmt", "."]);
    assert_eq!(code, 2);
    assert!(out.contains("`1` has no unit") && notes.contains("does not load is left as it is"), "{out}{notes}");
    assert_eq!(fs::read_to_string(folder.join("a.yaml")).expect("a text"), text);
    fs::remove_file(folder.join("a.yaml")).expect("removed");
    assert_eq!(run(&folder, &["fmt", "."]).0, 3, "nothing to put in order");
    fs::remove_dir_all(&folder).expect("cleaned up");
}
