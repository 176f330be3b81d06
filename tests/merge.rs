//! The parts of a run, joined, are that run: byte for byte, in every format, with its exit code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::common::formats::FORMATS;
use crate::common::program::program;
use crate::common::run::TODAY;
use serde_json::Value;

struct Folder(PathBuf);

impl Folder {
    /// The samples, with a file that does not load, one that is no spec, and designs that go by one number.
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("caseproof-merge-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        for kind in ["sound", "flawed"] {
            fs::create_dir_all(path.join(kind)).expect("a temporary folder");
            for entry in fs::read_dir(format!("sample_designs/{kind}")).expect("samples") {
                let from = entry.expect("an entry").path();
                fs::copy(&from, path.join(kind).join(from.file_name().expect("a name"))).expect("a copy");
            }
        }
        let put = |name: &str, text: &str| fs::write(path.join(name), text).expect("a file");
        put("flawed/broken.yaml", "caseproof: 1\ndesign: { name: x }\nparts:\n  tray: { wal: 2 mm }\n");
        put("flawed/compose.yaml", "services: {}\n");
        let twin = |draft: &str| {
            format!(
                "caseproof: 1\ndesign: {{ name: Twin, number: \"7\", stage: dvt }}\nparts:\n  tray: {{ material: abs, process: injection-molding, draft: {draft} }}\nwaivers:\n  - {{ check: S10, owner: tooling, reason: side action quoted, until: 2028-01-01, while: part.draft >= 0.2 deg }}\n"
            )
        };
        // The first of them falls to another part than the last.
        put("flawed/a-twin.yaml", &twin("0.1 deg"));
        put("sound/z-twin.yaml", &format!("{}---\n{}", twin("0.3 deg"), twin("0.1 deg")));
        Self(path)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn caseproof(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = program();
    command.current_dir(folder).env("NO_COLOR", "1").args(arguments).output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Arguments for all formats, each to a file whose name begins so.
fn outlets(start: &str) -> Vec<String> {
    FORMATS.iter().flat_map(|format| ["--format".to_owned(), format!("{format}={start}.{format}")]).collect()
}

fn words(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// Writes the parts of a run, as JSON and as lines; the names of the files.
fn parts(folder: &Folder, of: usize, options: &[&str]) -> [Vec<String>; 2] {
    let mut names = [Vec::new(), Vec::new()];
    for number in 1..=of {
        let partition = format!("{number}/{of}");
        let [json, lines] = ["json", "jsonl"].map(|kind| format!("part-{of}-{number}.{kind}"));
        let (one, other) = (format!("json={json}"), format!("jsonl={lines}"));
        let all = [
            &["check", "--date", TODAY, "--partition", &partition, "--format", &one, "--format", &other, "flawed", "sound"],
            options,
        ]
        .concat();
        let output = caseproof(&folder.0, &all);
        assert!(matches!(output.status.code(), Some(0 | 2)), "a part judges no gate: {}", said(&output));
        names[0].push(json);
        names[1].push(lines);
    }
    names
}

#[test]
fn parts_joined_are_the_whole_run() {
    let folder = Folder::new("whole");
    let whole = caseproof(&folder.0, &[&["check", "--date", TODAY, "flawed", "sound"][..], &words(&outlets("whole"))].concat());
    assert_eq!(whole.status.code(), Some(2), "{}", said(&whole));
    for of in [1, 3, 7] {
        for (kind, mut names) in ["json", "jsonl"].into_iter().zip(parts(&folder, of, &[])) {
            // They come in any order.
            names.reverse();
            let merged = caseproof(&folder.0, &[&["merge"][..], &words(&names), &words(&outlets("merged"))].concat());
            assert_eq!(merged.status.code(), whole.status.code(), "{of} {kind}: {}", said(&merged));
            for format in FORMATS {
                let (expected, found) = (folder.read(&format!("whole.{format}")), folder.read(&format!("merged.{format}")));
                let differs = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
                assert!(expected == found, "{of} parts as {kind}, {format}: {differs:?}");
            }
            assert_eq!(said(&merged), said(&whole), "{of} {kind}");
        }
    }
    // There is something to tell apart in them.
    let report: Value = serde_json::from_str(&folder.read("merged.json")).expect("JSON");
    let count = |key: &str| report[key].as_array().map(Vec::len);
    assert_eq!((count("clashes"), count("rejected"), count("skipped")), (Some(2), Some(1), Some(1)));
    assert!(
        report["summary"]["waived"].as_u64() > Some(0) && report["summary"]["folded"].as_u64() > Some(0),
        "{}",
        report["summary"]
    );
}

#[test]
fn the_gate_is_judged_by_all_parts_together() {
    let folder = Folder::new("gate");
    fs::remove_file(folder.0.join("flawed/broken.yaml")).expect("it was there");
    let settings = "ignore = [\"S10\"]\nmin-coverage = 0.9\n[[override]]\npaths = [\"flawed/**\"]\nfail-on = \"never\"\n";
    fs::write(folder.0.join("some.toml"), settings).expect("a file");
    for options in [
        &["--fail-on", "never"][..],
        &["--min-coverage", "99%", "--fail-on", "never"],
        &["--gate", "production"],
        &["--lang", "both", "--verbose"],
        &["--ignore", "S10,yield", "--fail-on", "never"],
        &["--config", "some.toml"],
    ] {
        let whole = caseproof(&folder.0, &[&["check", "--date", TODAY, "--format", "json", "flawed", "sound"], options].concat());
        let names = parts(&folder, 3, options);
        for names in &names {
            let merged = caseproof(&folder.0, &[&["merge", "--format", "json"][..], &words(names)].concat());
            assert_eq!(merged.status.code(), whole.status.code(), "{options:?}: {}", said(&merged));
            assert!(merged.stdout == whole.stdout, "{options:?}");
            assert_eq!(said(&merged), said(&whole), "{options:?}");
        }
    }
}

#[test]
fn what_is_no_whole_run_is_refused() {
    let folder = Folder::new("refused");
    let [json, lines] = parts(&folder, 3, &[]);
    parts(&folder, 7, &["--gate", "pvt"]);
    fs::write(folder.0.join("caseproof.toml"), "fail-on = \"never\"\n").expect("a file");
    parts(&folder, 4, &[]);
    fs::write(folder.0.join("caseproof.toml"), "fail-on = \"warning\"\n").expect("a file");
    caseproof(&folder.0, &["check", "--date", TODAY, "--partition", "2/4", "--format", "json=changed-2.json", "flawed", "sound"]);
    fs::remove_file(folder.0.join("caseproof.toml")).expect("it was there");
    caseproof(&folder.0, &["check", "--format", "json=all.json", "sound"]);
    let cut = |name: &str, until: usize| {
        let text = folder.read(name);
        let lines: Vec<&str> = text.lines().collect();
        fs::write(folder.0.join(format!("cut-{name}")), lines[..lines.len() - until].join("\n")).expect("a file");
        format!("cut-{name}")
    };
    let (cut_lines, cut_json) = (cut(&lines[0], 1), cut(&json[0], 3));
    let text =
        folder.read(&lines[0]).lines().filter(|line| !line.contains("\"kind\":\"finding\"")).collect::<Vec<_>>().join("\n");
    fs::write(folder.0.join("thin.jsonl"), text).expect("a file");
    for (files, expected) in [
        (vec![json[0].as_str(), &json[2]], "missing of 3 parts: 2"),
        (vec![&json[0], &lines[0], &json[1]], "are the same part: 1 of 3"),
        (vec![&json[0], "part-7-2.json"], "parts of different runs"),
        (vec!["part-4-1.json", "changed-2.json", "part-4-3.json", "part-4-4.json"], "parts of different runs"),
        (vec!["all.json"], "is the report of a whole run"),
        (vec![&cut_lines, &json[1], &json[2]], "it is not whole"),
        (vec![&cut_json, &json[1], &json[2]], "cannot read cut-part-3-1.json"),
        (vec!["thin.jsonl", &json[1], &json[2]], "its counts are not those"),
        (vec!["nowhere.json"], "cannot read nowhere.json: there is no such file"),
        (vec!["flawed/compose.yaml"], "cannot read flawed/compose.yaml"),
    ] {
        let output = caseproof(&folder.0, &[&["merge", "-o", "out.json", "--format", "json"][..], &files].concat());
        assert_eq!(output.status.code(), Some(2), "{files:?}");
        assert!(said(&output).contains(expected), "{files:?}: {}", said(&output));
        assert!(!folder.0.join("out.json").exists(), "{files:?}: nothing is written");
    }
    let output = caseproof(&folder.0, &[&["merge", "--format", "full"][..], &words(&json)].concat());
    assert!(output.status.code() == Some(2) && said(&output).contains("choose another format"), "{}", said(&output));
}

#[test]
fn a_part_without_files_is_no_failure_and_a_run_without_is() {
    let folder = Folder::new("few");
    let run = |arguments: &[&str]| caseproof(&folder.0, &[&["check", "--date", TODAY], arguments].concat());
    for number in 1..=3 {
        let (partition, format) = (format!("{number}/3"), format!("jsonl=few-{number}.jsonl"));
        let output = run(&["--partition", &partition, "--format", &format, "sound/z-twin.yaml"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let format = format!("jsonl=none-{number}.jsonl");
        fs::create_dir_all(folder.0.join("empty")).expect("a folder");
        assert_eq!(run(&["--partition", &partition, "--format", &format, "empty"]).status.code(), Some(0));
    }
    let merged = |name: &str| {
        caseproof(&folder.0, &["merge", &format!("{name}-1.jsonl"), &format!("{name}-2.jsonl"), &format!("{name}-3.jsonl")])
    };
    assert_eq!(merged("few").status.code(), run(&["sound/z-twin.yaml", "--format", "concise"]).status.code());
    assert_eq!(merged("none").status.code(), Some(3), "{}", said(&merged("none")));
    assert_eq!(run(&["--partition", "1/2", "-"]).status.code(), Some(2));
    assert!(said(&run(&["--partition", "3/2", "sound"])).contains("such as `2/8`"));
}

#[test]
fn a_baseline_is_held_against_the_parts_as_against_the_whole_run() {
    let folder = Folder::new("known");
    let at = |name: &str| folder.0.join(name);
    let run = |options: &[&str]| caseproof(&folder.0, &[&["check", "--date", TODAY, "flawed", "sound"], options].concat());
    fs::remove_file(at("flawed/broken.yaml")).expect("it was there");
    assert_eq!(run(&["--write-baseline", "known.json", "--quiet"]).status.code(), Some(0));
    // One design has moved to the last part, one is gone, of one a finding got worse and of another all are new.
    fs::rename(at("flawed/abs-tool-case.yaml"), at("sound/zz-tool-case.yaml")).expect("a move");
    fs::remove_file(at("flawed/pu-business-folio.yaml")).expect("it was there");
    let worse = folder.read("flawed/a-twin.yaml").replace("0.1 deg", "0.05 deg");
    fs::write(at("flawed/a-twin.yaml"), worse).expect("a file");
    let news = folder.read("flawed/a-twin.yaml").replace("Twin", "News").replace("\"7\"", "\"8\"");
    fs::write(at("flawed/news.yaml"), news).expect("a file");
    let held = ["--baseline", "known.json", "--fail-on", "warning"];
    let whole = run(&[&held[..], &words(&outlets("whole"))].concat());
    assert_eq!(whole.status.code(), Some(1), "{}", said(&whole));
    assert!(said(&whole).contains(" known, 5 new, 1 worse;") && said(&whole).contains("no longer found"), "{}", said(&whole));
    for of in [1, 3, 7] {
        for names in parts(&folder, of, &held) {
            let merged = caseproof(&folder.0, &[&["merge"][..], &words(&names), &words(&outlets("merged"))].concat());
            assert_eq!(merged.status.code(), Some(1), "{of}: {}", said(&merged));
            for format in FORMATS {
                assert!(folder.read(&format!("whole.{format}")) == folder.read(&format!("merged.{format}")), "{of} {format}");
            }
            assert_eq!(said(&merged), said(&whole), "{of}");
        }
    }
    // Which of two is the design that has moved, no part can say alone.
    fs::copy(at("sound/zz-tool-case.yaml"), at("flawed/aa-tool-case.yaml")).expect("a copy");
    let [json, lines] = parts(&folder, 3, &held);
    for names in [json, lines] {
        let merged = caseproof(&folder.0, &[&["merge"][..], &words(&names)].concat());
        assert_eq!(merged.status.code(), Some(2));
        assert!(
            said(&merged).contains("flawed/abs-tool-case.yaml, which is no longer there, is found in two parts"),
            "{}",
            said(&merged)
        );
    }
    // Another baseline is another run, and a part writes none.
    fs::remove_file(at("flawed/aa-tool-case.yaml")).expect("it was there");
    let [json, _] = parts(&folder, 3, &held);
    run(&["--partition", "2/3", "--format", "json=part-3-2.json"]);
    let merged = caseproof(&folder.0, &[&["merge"][..], &words(&json)].concat());
    assert!(merged.status.code() == Some(2) && said(&merged).contains("different runs"), "{}", said(&merged));
    let written = run(&["--partition", "1/2", "--write-baseline", "part.json"]);
    assert!(written.status.code() == Some(2) && said(&written).contains("--write-baseline"), "{}", said(&written));
}
