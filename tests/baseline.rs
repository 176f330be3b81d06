//! A repository that lives with findings it knows: adopted in one command, red at the next that is new or worse.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::program::program;
use serde_json::Value;

const DAY: &str = "2026-11-22";

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-baseline-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("designs")).expect("a folder");
    folder
}

/// Output, notes and exit code of `caseproof check` in a folder.
fn check(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = program();
    command.current_dir(folder).env("COLUMNS", "120").args(["check", "--date", DAY]).args(arguments);
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// The findings of a baseline, a line each.
fn entries(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("a baseline");
    let all: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(all["schema_version"], 1);
    let entries = all["findings"].as_array().expect("findings").clone();
    let lines = text.lines().filter(|line| line.contains("\"fingerprint\"")).count();
    assert_eq!(lines, entries.len(), "one finding a line");
    entries
}

fn samples() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for of in ["flawed", "sound"] {
        for entry in fs::read_dir(Path::new("sample_designs").join(of)).expect("samples") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
                all.push((name, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    all.sort();
    all
}

/// Copies of the samples as a repository gets them: some with the number or name of the first, some with one of their own, with
/// what stands beside them.
fn repository(name: &str, copies: usize) -> PathBuf {
    let root = folder(name);
    for number in 0..copies {
        let below = root.join(format!("designs/v{number}"));
        fs::create_dir_all(&below).expect("a folder");
        for (name, text) in samples() {
            let own = text.replacen("name: ", &format!("name: v{} ", number / 2), 1);
            fs::write(below.join(format!("{name}.yaml")), own).expect("a file");
        }
        for entry in fs::read_dir("sample_designs/sound").expect("samples") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                fs::copy(&path, below.join(path.file_name().expect("a name"))).expect("a copy");
            }
        }
    }
    root
}

#[test]
fn a_repository_with_hundreds_of_findings_is_adopted_in_one_command() {
    let root = repository("adopted", 4);
    let (found, _, code) = check(&root, &["designs", "--format", "json"]);
    assert_eq!(code, 1);
    let report: Value = serde_json::from_str(&found).expect("JSON");
    let findings: usize = report["designs"]
        .as_array()
        .expect("designs")
        .iter()
        .map(|design| design["findings"].as_array().map_or(0, Vec::len))
        .sum();
    assert!(findings >= 600, "{findings} findings");

    let (_, notes, code) = check(&root, &["designs", "--write-baseline", "known.json"]);
    assert_eq!(code, 0, "{notes}");
    assert!(notes.contains(&format!("known.json: {findings} findings written: 0 known, {findings} new, 0 worse")), "{notes}");
    let all = entries(&root.join("known.json"));
    assert_eq!(all.len(), findings);
    let prints: BTreeSet<&str> = all.iter().filter_map(|entry| entry["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), findings, "fingerprints are unique");
    let order: Vec<[&str; 4]> =
        all.iter().map(|entry| ["file", "design", "code", "subject"].map(|key| entry[key].as_str().expect(key))).collect();
    assert!(order.is_sorted(), "sorted by file, design, code and subject");

    // Green, whatever the folder it is called from, with every finding counted.
    let (text, notes, code) = check(&root, &["designs", "--baseline", "known.json", "--fail-on", "advice"]);
    assert_eq!(code, 0, "{text}");
    assert!(notes.contains(&format!("known.json: {findings} known, 0 new, 0 worse\n")), "{notes}");
    assert!(
        text.ends_with(&format!("0 errors, 0 warnings, 0 advice; 0 rejected, 0 skipped; {findings} known from the baseline\n")),
        "{text}"
    );
    let (_, notes, code) = check(&root.join("designs"), &[".", "--baseline", "../known.json", "--fail-on", "advice"]);
    assert_eq!((code, notes.contains(&format!("{findings} known, 0 new"))), (0, true), "{notes}");
    // Written again, not a byte is other.
    let before = fs::read(root.join("known.json")).expect("a baseline");
    check(&root, &["designs", "--write-baseline", "known.json"]);
    assert!(before == fs::read(root.join("known.json")).expect("a baseline"));

    // One more copy, although its name is known: red, and only it.
    let (name, text) = &samples()[0];
    fs::create_dir_all(root.join("designs/a0")).expect("a folder");
    fs::write(root.join(format!("designs/a0/{name}.yaml")), text.replacen("name: ", "name: v0 ", 1)).expect("a file");
    let (out, notes, code) = check(&root, &["designs", "--baseline", "known.json", "--format", "concise"]);
    assert_eq!(code, 1);
    assert!(notes.contains(&format!("{findings} known, ")) && !notes.contains(", 0 new"), "{notes}");
    assert!(out.lines().all(|line| line.starts_with("designs/a0/")), "{out}");
    fs::remove_dir_all(&root).expect("cleaned up");
}

const TRAY: &str = "caseproof: 1
design: { name: Tray, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.3 deg, size: [200 mm, 100 mm, 30 mm], wall: 2 mm }
";

fn write(root: &Path, file: &str, text: &str) {
    fs::write(root.join("designs").join(file), text).expect("a file");
}

/// What is said of the draft of the tray with a baseline that was written before: whether it counts, and the exit code.
fn draft(root: &Path, text: &str) -> (bool, i32) {
    write(root, "tray.yaml", text);
    let (out, _, code) = check(root, &["designs", "--baseline", "known.json", "--format", "concise"]);
    (out.contains("[S10]"), code)
}

#[test]
fn a_finding_that_gets_worse_is_new() {
    let root = folder("worse");
    write(&root, "tray.yaml", TRAY);
    let (_, notes, code) = check(&root, &["designs", "--write-baseline", "known.json"]);
    assert_eq!(code, 0, "{notes}");
    let known = entries(&root.join("known.json"));
    let of = known.iter().find(|entry| entry["code"] == "S10").expect("the draft");
    assert_eq!(of["file"], "designs/tray.yaml");
    assert_eq!((of["severity"].as_str(), of["subject"].as_str()), (Some("error"), Some("parts.tray")));
    assert_eq!(
        of["measured"],
        serde_json::json!({ "actual": 0.3, "unit": "deg", "side": "at-least", "limit": 0.5, "margin": -0.4 })
    );

    let with = |draft: &str| TRAY.replace("0.3 deg", draft);
    for (text, counts, code) in [
        (with("0.3 deg"), false, 0),
        (with("0.30001 deg"), false, 0),
        (with("0.29999 deg"), false, 0),
        (with("0.4 deg"), false, 0),
        (with("0.29 deg"), true, 1),
        (with("0.2 deg"), true, 1),
        // Milder: nearer to a limit that only a warning has.
        (with("0.6 deg"), false, 0),
        (with("2 deg"), false, 0),
        // More about the file, in another order.
        (format!("# a comment\n{}", TRAY.replace("wall: 2 mm", "wall: 2.0 mm")), false, 0),
    ] {
        assert_eq!(draft(&root, &text), (counts, code), "{text}");
    }
    // What it was stands beside it, for people and for programs.
    write(&root, "tray.yaml", &with("0.2 deg"));
    let (text, notes, _) = check(&root, &["designs", "--baseline", "known.json"]);
    assert!(text.contains("worse than the baseline: S10 at parts.tray, was error, actual 0.3 deg, at least 0.5 deg"), "{text}");
    assert!(notes.contains(", 0 new, 1 worse"), "{notes}");
    let (json, ..) = check(&root, &["designs", "--baseline", "known.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&json).expect("JSON");
    let baseline = &report["designs"][0]["baseline"];
    assert_eq!(baseline["worse"][0]["actual"], serde_json::json!({ "value": 0.3, "unit": "deg" }));
    assert_eq!(baseline["worse"][0]["fingerprint"], report["designs"][0]["findings"][0]["fingerprint"]);
    assert_eq!(report["summary"]["known"].as_u64(), baseline["known"].as_array().map(|known| known.len() as u64));

    // A warning that becomes an error is new as well.
    write(&root, "tray.yaml", &with("0.6 deg"));
    check(&root, &["designs", "--write-baseline", "known.json"]);
    assert_eq!(draft(&root, &with("0.6 deg")), (false, 0));
    assert_eq!(draft(&root, &with("0.45 deg")), (true, 1));
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn small_steps_do_not_add_up() {
    let root = folder("steps");
    let with = |draft: &str| TRAY.replace("0.3 deg", draft);
    write(&root, "tray.yaml", TRAY);
    check(&root, &["designs", "--write-baseline", "known.json"]);
    for draft in ["0.2998 deg", "0.29975 deg"] {
        write(&root, "tray.yaml", &with(draft));
        let (_, notes, _) = check(&root, &["designs", "--write-baseline", "known.json"]);
        assert!(notes.contains(" 0 new, 0 worse than before"), "{notes}");
    }
    assert_eq!(draft(&root, &with("0.2995 deg")), (true, 1), "compared with what was accepted first");
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn what_is_fixed_is_taken_out_and_said() {
    let root = folder("fixed");
    write(&root, "tray.yaml", TRAY);
    write(&root, "other.yaml", &TRAY.replace("Tray", "Other"));
    check(&root, &["designs", "--write-baseline", "known.json"]);
    let before = entries(&root.join("known.json")).len();
    write(&root, "tray.yaml", &TRAY.replace("0.3 deg", "2 deg"));
    let (_, notes, code) = check(&root, &["designs", "--baseline", "known.json"]);
    assert_eq!(code, 0, "{notes}");
    assert!(notes.contains("; 1 no longer found, which --write-baseline takes out"), "{notes}");
    let (_, notes, code) = check(&root, &["designs", "--write-baseline", "known.json"]);
    assert_eq!(code, 0, "{notes}");
    assert!(
        notes.contains("taken out: 1 fixed") && notes.contains("fixed: S10 at parts.tray of Tray (designs/tray.yaml)"),
        "{notes}"
    );
    assert_eq!(entries(&root.join("known.json")).len(), before - 1);
    // It is not known any more.
    assert_eq!(draft(&root, TRAY), (true, 1));

    // Where less is known than before, nothing was fixed.
    check(&root, &["designs", "--write-baseline", "known.json"]);
    write(&root, "tray.yaml", &TRAY.replace(", draft: 0.3 deg", ""));
    let (_, notes, _) = check(&root, &["designs", "--baseline", "known.json"]);
    assert!(notes.contains("1 can no longer be decided, because less is known than before"), "{notes}");
    let (_, notes, _) = check(&root, &["designs", "--write-baseline", "known.json"]);
    assert!(notes.contains("1 kept that can no longer be decided"), "{notes}");
    assert_eq!(draft(&root, TRAY), (false, 0), "it is still known");

    // A run over one file leaves what is known of the others; a file that is gone does not stay.
    let (_, notes, _) = check(&root, &["designs/tray.yaml", "--write-baseline", "known.json"]);
    assert!(!notes.contains("taken out"), "{notes}");
    fs::remove_file(root.join("designs/other.yaml")).expect("a file");
    let (_, notes, _) = check(&root, &["designs", "--write-baseline", "known.json"]);
    assert!(notes.contains("gone with their designs"), "{notes}");
    assert!(entries(&root.join("known.json")).iter().all(|entry| entry["design"] == "Tray"));
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn what_the_configuration_leaves_out_is_not_fixed() {
    let root = folder("left-out");
    write(&root, "tray.yaml", TRAY);
    check(&root, &["designs", "--write-baseline", "known.json"]);
    let before = entries(&root.join("known.json"));
    fs::write(root.join("caseproof.toml"), "ignore = [\"S10\"]\n").expect("a file");
    let (_, notes, code) = check(&root, &["designs", "--baseline", "known.json"]);
    assert_eq!(code, 0, "{notes}");
    let others = before.len() - 1;
    assert!(notes.contains(&format!("known.json: {others} known, 0 new, 0 worse; 1 left out by configuration\n")), "{notes}");
    let (_, notes, _) = check(&root, &["designs", "--write-baseline", "known.json"]);
    assert!(notes.contains("0 new, 0 worse than before, 1 kept that the configuration leaves out"), "{notes}");
    assert!(notes.contains("left out: S10 at parts.tray of Tray (designs/tray.yaml)"), "{notes}");
    assert_eq!(entries(&root.join("known.json")), before);
    // What is no longer there is fixed, whether its check is left out or not.
    write(&root, "tray.yaml", &TRAY.replace("0.3 deg", "2 deg"));
    let (_, notes, _) = check(&root, &["designs", "--write-baseline", "known.json"]);
    assert!(notes.contains("taken out: 1 fixed"), "{notes}");
    assert!(entries(&root.join("known.json")).iter().all(|entry| entry["code"] != "S10"));
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn a_file_that_moves_takes_what_is_known_along() {
    let root = folder("moved");
    write(&root, "tray.yaml", TRAY);
    check(&root, &["designs", "--write-baseline", "known.json"]);
    fs::rename(root.join("designs/tray.yaml"), root.join("designs/renamed.yaml")).expect("a file");
    let (out, notes, code) = check(&root, &["designs", "--baseline", "known.json", "--fail-on", "advice"]);
    assert_eq!(code, 0, "{out}{notes}");
    assert!(notes.contains(" known, 0 new, 0 worse\n"), "{notes}");
    check(&root, &["designs", "--write-baseline", "known.json"]);
    assert!(entries(&root.join("known.json")).iter().all(|entry| entry["file"] == "designs/renamed.yaml"));
    // A copy is another design.
    fs::copy(root.join("designs/renamed.yaml"), root.join("designs/copy.yaml")).expect("a copy");
    let (out, _, code) = check(&root, &["designs", "--baseline", "known.json", "--format", "concise"]);
    assert_eq!(code, 1);
    assert!(!out.is_empty() && out.lines().all(|line| line.starts_with("designs/copy.yaml")), "{out}");
    // So is one under another name in the same file.
    fs::remove_file(root.join("designs/copy.yaml")).expect("a file");
    write(&root, "renamed.yaml", &TRAY.replace("Tray", "Another"));
    assert_eq!(check(&root, &["designs", "--baseline", "known.json"]).2, 1);
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn a_rejected_file_is_never_accepted() {
    let root = folder("rejected");
    write(&root, "tray.yaml", TRAY);
    let broken = "caseproof: 1\ndesign: { name: Broken }\nparts: { tray: { wal: 2 mm } }\n";
    write(&root, "broken.yaml", &format!("{}---\n{broken}", TRAY.replace("Tray", "Beside")));
    let (out, notes, code) = check(&root, &["designs", "--write-baseline", "known.json"]);
    assert_eq!(code, 2, "{out}{notes}");
    assert!(entries(&root.join("known.json")).iter().all(|entry| entry["design"] == "Tray"));
    assert_eq!(check(&root, &["designs", "--baseline", "known.json"]).2, 2, "nor does it pass later");
    // What was known of a file stays while it does not load.
    write(&root, "broken.yaml", &TRAY.replace("Tray", "Broken"));
    check(&root, &["designs", "--write-baseline", "known.json"]);
    let known = entries(&root.join("known.json"));
    write(&root, "broken.yaml", broken);
    check(&root, &["designs", "--write-baseline", "known.json"]);
    assert_eq!(entries(&root.join("known.json")), known);
    // Nor is a baseline written of nothing.
    let empty = folder("rejected-empty");
    let (_, notes, code) = check(&empty, &["designs", "--write-baseline", "known.json"]);
    assert_eq!((code, empty.join("known.json").exists()), (3, false), "{notes}");
    for root in [root, empty] {
        fs::remove_dir_all(&root).expect("cleaned up");
    }
}

#[test]
fn a_damaged_baseline_stops_the_run_at_its_place() {
    let root = folder("damaged");
    write(&root, "tray.yaml", TRAY);
    check(&root, &["designs", "--write-baseline", "known.json"]);
    let good = fs::read_to_string(root.join("known.json")).expect("a baseline");
    let conflict = good.replace("  \"findings\": [", "<<<<<<< HEAD\n  \"findings\": [");
    for (text, place) in
        [(conflict, "known.json:3:1: "), (good[..good.len() / 2].to_owned(), "known.json:"), (String::new(), "known.json:1:1: ")]
    {
        fs::write(root.join("known.json"), &text).expect("a file");
        for option in ["--baseline", "--write-baseline"] {
            let (out, notes, code) = check(&root, &["designs", option, "known.json", "--format", "concise"]);
            assert_eq!(code, 2, "{out}{notes}");
            assert!(out.starts_with(place) && out.contains("error[baseline/damaged] no baseline: "), "{out}");
            assert_eq!(out.lines().count(), 1, "nothing was judged: {out}");
        }
        assert_eq!(fs::read_to_string(root.join("known.json")).expect("a file"), text, "it is left as it is");
    }
    let (out, _, code) = check(&root, &["designs", "--baseline", "none.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, &report["rejected"][0]["problems"][0]["code"]), (2, &"baseline/unreadable".into()));
    assert_eq!(check(&root, &["designs", "--baseline", "a.json", "--write-baseline", "a.json"]).2, 2, "one of them");
    fs::remove_dir_all(&root).expect("cleaned up");
}

#[test]
fn a_finding_that_was_folded_is_known_when_it_stands_alone() {
    let root = folder("folded");
    let text = "caseproof: 1
design: { name: Tray, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.3 deg, texture_depth: 0.02 mm, wall: 2 mm }
";
    write(&root, "tray.yaml", text);
    check(&root, &["designs", "--write-baseline", "known.json"]);
    let known = entries(&root.join("known.json"));
    let (json, ..) = check(&root, &["designs", "--format", "json"]);
    let report: Value = serde_json::from_str(&json).expect("JSON");
    let folded = report["designs"][0]["findings"].as_array().expect("findings");
    assert!(folded.iter().any(|finding| finding.get("folded_under").is_some()), "{json}");
    assert_eq!(known.len(), folded.len(), "what is folded is in it");
    let (out, notes, code) = check(&root, &["designs", "--baseline", "known.json", "--fail-on", "advice"]);
    assert_eq!(code, 0, "{out}{notes}");
    fs::remove_dir_all(&root).expect("cleaned up");
}
