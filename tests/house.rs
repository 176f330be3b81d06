//! House checks: their codes, what they replace, what they may rest on, and where each mistake is shown.

use std::fs;
use std::path::PathBuf;

use crate::common::program::program;
use caseproof::engine::Engine;

const SPEC: &str = "caseproof: 1\ndesign: { name: x, stage: dvt }\nparts:\n  tray: { material: abs, process: injection-molding, draft: 0.2 deg, size: [200 mm, 100 mm, 30 mm] }\n";

/// Flags a part whose draft is below the limit of the house.
const CHECK: &str = r#"code: ACME-7
title: draft below the rule of the house
subject: part
applies: part.made
when: part.draft < least
severity: error
consequence: yield
message: "{part} has {part.draft}; the house wants {least}"
limits:
  least: { value: 0.5 deg, source: "house: ACME design manual 4.2, 2025-03" }
help: raise the draft to {least}
why: our tool shop does not polish deep walls
sources: ["house: ACME design manual 4.2, 2025-03"]
since: 0.1.0
examples:
  - flags: |
      parts:
        tray: { process: injection-molding, draft: 0.4 deg }  # <- flagged
  - passes: |
      parts:
        tray: { process: injection-molding, draft: 0.5 deg }
"#;

/// A folder with house checks that goes away with the test.
struct House(PathBuf);

impl House {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("caseproof-house-{name}-{}", std::process::id()));
        for (file, text) in files {
            let path = folder.join("house").join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a temporary folder");
            fs::write(path, text).expect("a file");
        }
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = program();
        let output = command.current_dir(&self.0).args(arguments).write_stdin(SPEC).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    fn check(&self) -> (Option<i32>, String, String) {
        self.run(&["check", "--checks", "house", "--format", "concise", "-"])
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_house_check_judges_beside_the_built_in_ones() {
    let house = House::new("beside", &[("low-draft.yaml", CHECK)]);
    let (code, shown, notes) = house.check();
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("<stdin>:4:61: error[ACME-7] tray has 0.2 deg; the house wants 0.5 deg"), "{shown}");
    assert!(shown.contains("[S10]") && notes.is_empty(), "{shown}{notes}");
    let (code, shown, _) = house.run(&["test-checks", "house"]);
    assert_eq!((code, shown.as_str()), (Some(0), "2 examples behave, 0 do not, 0 check files cannot be loaded\n"));
    let staged = CHECK.replace("severity: error", "severity: { concept: advice, DVT: error }") + "---\n";
    let (code, shown, _) = House::new("staged", &[("low-draft.yaml", &staged)]).check();
    assert!(code == Some(1) && shown.contains("error[ACME-7]"), "{shown}");
    let (_, listed, _) = house.run(&["checks", "--checks", "house"]);
    assert!(listed.contains("ACME-7  acme/low-draft "), "{listed}");
    // What the configuration names is known without being named.
    fs::write(house.0.join("caseproof.toml"), "checks = [\"house\"]\n").expect("a file");
    let (code, explained, _) = house.run(&["explain", "ACME-7"]);
    assert!(code == Some(0) && explained.contains("draft below the rule of the house"), "{explained}");
    assert!(house.run(&["checks", "acme"]).1.contains("ACME-7  acme/low-draft "));
    fs::remove_file(house.0.join("caseproof.toml")).expect("it was there");
    let (_, json, _) = house.run(&["check", "--checks", "house", "--format", "json", "-"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("json");
    let findings = report["designs"][0]["findings"].as_array().expect("findings");
    let own = findings.iter().find(|finding| finding["code"] == "ACME-7").expect("the house check");
    assert_eq!(own["confidence"], "high", "a document of the house is a source");
}

#[test]
fn a_house_check_yields_to_a_built_in_one() {
    let yielding = |to: &str| CHECK.replace("labels:\n", "").replace("limits:\n", &format!("yields_to: [{to}]\nlimits:\n"));
    let house = House::new("yields", &[("low-draft.yaml", &yielding("shallow-draft"))]);
    let (code, shown, notes) = house.check();
    assert_eq!(code, Some(1), "{shown}{notes}");
    assert!(shown.contains("error[S10] ") && shown.contains(" (with ACME-7)"), "{shown}");
    assert!(!shown.contains("error[ACME-7]"), "{shown}");

    for (to, message) in [("shalow-draft", "there is no check `shalow-draft`"), ("ACME-8", "ACME-8 yields to ACME-7 as well")] {
        let other = CHECK.replace("ACME-7", "ACME-8").replace("limits:\n", "yields_to: [ACME-7]\nlimits:\n");
        let house = House::new("yields-wrong", &[("low-draft.yaml", &yielding(to)), ("other.yaml", &other)]);
        let (code, shown, notes) = house.check();
        assert_eq!(code, Some(2), "{shown}{notes}");
        assert!(
            shown.contains("low-draft.yaml:9:13") && shown.contains("error[check/yields]") && shown.contains(message),
            "{shown}"
        );
    }
}

#[test]
fn a_replacement_is_said_and_answers_to_the_old_names() {
    for name in ["S10", "shallow-draft", "scale-up/shallow-draft"] {
        let check = CHECK.replace("code: ACME-7\n", &format!("code: ACME-7\nreplaces: {name}\n"));
        let house = House::new("replaces", &[("shallow-draft.yaml", &check)]);
        let (code, shown, notes) = house.check();
        assert_eq!(code, Some(1), "{name}: {shown}");
        assert!(shown.contains("[ACME-7]") && !shown.contains("[S10]"), "{name}: {shown}");
        assert_eq!(notes, "caseproof: house check ACME-7 replaces S10 scale-up/shallow-draft\n");
        let (_, listed, _) = house.run(&["checks", "--checks", "house"]);
        assert!(listed.contains("acme/shallow-draft ") && !listed.contains("scale-up/shallow-draft "), "{listed}");
        let (_, explained, _) = house.run(&["explain", "S10", "--checks", "house"]);
        assert!(explained.starts_with("ACME-7  acme/shallow-draft\n"), "{explained}");
    }
}

/// Each mistake with its line, column and code; nothing is judged.
#[test]
fn mistakes_are_shown_where_they_stand() {
    let code = |code: &str| CHECK.replace("ACME-7", code);
    let replaces = |name: &str| CHECK.replace("code: ACME-7\n", &format!("code: ACME-7\nreplaces: {name}\n"));
    let when = |when: &str| CHECK.replace("part.draft < least", when);
    let source = |source: &str| {
        CHECK.replace("sources: [\"house: ACME design manual 4.2, 2025-03\"]", &format!("sources: [unverified, {source}]"))
    };
    let no_source = "no source `general practice`";
    let severity = |by_stage: &str| CHECK.replace("severity: error", &format!("severity: {by_stage}"));
    let bounds = |bounds: &str| {
        let measured = CHECK.replace("when: part.draft < least\nseverity: error", &format!("measure: part.draft\n{bounds}"));
        measured.replace("limits:\n", "limits:\n  most: { value: 1 deg, source: unverified }\n")
    };
    for (number, (text, place, expected)) in [
        (code("S10"), "1:7: error[check/code]", "`S10` is no code of a house"),
        (code("S90"), "1:7: error[check/code]", "`S90` is no code of a house"),
        (code("acme-7"), "1:7: error[check/code]", "`acme-7` is no code of a house"),
        (code("A-7"), "1:7: error[check/code]", "`A-7` is no code of a house"),
        (code("A1-7"), "1:7: error[check/code]", "`A1-7` is no code of a house"),
        (code("ACME-"), "1:7: error[check/code]", "`ACME-` is no code of a house"),
        (code("ACME-7b"), "1:7: error[check/code]", "`ACME-7b` is no code of a house"),
        (code("ACME-X-7"), "1:7: error[check/code]", "`ACME-X-7` is no code of a house"),
        (replaces("shalow-draft"), "2:11: error[check/replaces]", "there is no built-in check `shalow-draft`"),
        (when("part.draft < 0.5 deg or part.draft < least"), "5:20: error[check/condition]", "a bare `0.5 deg`"),
        (when("part.draft < least / 2"), "5:28: error[check/condition]", "a bare `2`"),
        (when("part.darft < least"), "5:12: error[check/condition]", "a part has no fact `darft`"),
        (CHECK.replace("part.made", "part.made and part.cavities > 4"), "4:40: error[check/condition]", "a bare `4`"),
        (source("\"general practice\""), "13:24: error[check/source]", no_source),
        (source("\"house: our manual\""), "13:24: error[check/source]", "names no document"),
        (source("\"ftp://example.org/x\""), "13:24: error[check/source]", "there is no source"),
        (source("\"https://two words.org\""), "13:24: error[check/source]", "there is no source"),
        (source("efunda-draf"), "13:23: error[check/source]", "there is no source `efunda-draf`"),
        (CHECK.replace("source: \"house: ACME", "source: \"hose: ACME"), "10:37: error[check/source]", "there is no source"),
        (CHECK.replace("{part.draft}; the", "{part.darft}; the"), "8:28: error[check/text]", "a part has no fact `darft`"),
        (severity("{ concept: advice, mp: error }"), "6:30: error[check/unknown-word]", "`mp` is no stage"),
        (severity("{ dvtt: error }"), "6:13: error[check/unknown-word]", "`dvtt` is no stage"),
        (severity("{ dvt: warning, DVT: error }"), "6:27: error[check/duplicate-key]", "the stage `dvt` is given twice"),
        (severity("{}"), "6:11: error[check/missing-value]", "names a stage at least"),
        (format!("{CHECK}---\n{CHECK}"), "23:1: error[check/form]", "a second document"),
        (bounds("at_least: { warning: least, error: most }"), "6:22: error[check/condition]", "nothing is ever `warning`"),
        (bounds("at_most: { advice: most, error: least }"), "6:20: error[check/condition]", "nothing is ever `advice`"),
        (bounds("between: { error: [most, least] }"), "6:26: error[check/condition]", "no value keeps this bound"),
        (CHECK.replace("subject: part", "subjct: part"), "3:1: error[check/unknown-key]", "unknown key `subjct`"),
    ]
    .into_iter()
    .enumerate()
    {
        let house = House::new(&format!("mistake-{number}"), &[("low-draft.yaml", &text)]);
        let (code, shown, notes) = house.check();
        let line = format!("house/low-draft.yaml:{place} ");
        assert_eq!(code, Some(2), "{number}: {shown}");
        assert!(shown.lines().any(|shown| shown.starts_with(&line) && shown.contains(expected)), "{line}{expected}:\n{shown}");
        assert!(!shown.contains("<stdin>") && notes.contains("nothing was judged"), "{shown}{notes}");
        assert_eq!(house.run(&["test-checks", "house"]).0, Some(2), "{number}");
    }
}

#[test]
fn advice_says_what_was_meant() {
    for (from, to, expected) in [
        ("code: ACME-7", "code: S10", "`replaces: scale-up/shallow-draft`"),
        ("code: ACME-7", "code: ACME-7\nreplaces: shalow-draft", "did you mean `shallow-draft`?"),
        ("severity: error", "severity: { dvtt: error }", "did you mean `dvt`?"),
        ("severity: error", "severity: { xyz: error }", "the stages are concept, prototype, evt, dvt, pvt, production"),
        ("part.draft < least", "part.draft < 0.5 deg or part.draft < least", "in `limits`, with its source"),
        ("sources: [\"house: ACME design manual 4.2, 2025-03\"]", "sources: [efunda-draf]", "did you mean `efunda-draft`?"),
    ] {
        let house = House::new("advice", &[("low-draft.yaml", &CHECK.replace(from, to))]);
        let (_, shown, _) = house.run(&["check", "--checks", "house", "-"]);
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
}

#[test]
fn what_is_taken_stays_taken() {
    let other = CHECK.replace("ACME-7", "ACME-8");
    let instead = |code: &str| CHECK.replace("code: ACME-7\n", &format!("code: {code}\nreplaces: S10\n"));
    let (first, second) = (instead("ACME-7"), instead("ACME-8"));
    for (number, (files, place, expected)) in [
        (vec![("shallow-draft.yaml", CHECK)], "shallow-draft.yaml:1:7", "`shallow-draft` is taken: it means S10"),
        (vec![("a.yaml", CHECK), ("b.yaml", CHECK)], "b.yaml:1:7", "`ACME-7` is used twice: house/a.yaml:1 has it too"),
        (vec![("a.yaml", CHECK), ("z/a.yaml", &other)], "z/a.yaml:1:7", "`acme/a` is used twice: house/a.yaml:1"),
        (vec![("a.yaml", &first), ("b.yaml", &second)], "b.yaml:1:7", "`S10` is replaced twice: house/a.yaml:1"),
    ]
    .into_iter()
    .enumerate()
    {
        let house = House::new(&format!("taken-{number}"), &files);
        let (code, shown, _) = house.check();
        assert_eq!((code, shown.lines().count()), (Some(2), 1), "{shown}");
        let line = format!("house/{place}: error[check/clash] ");
        assert!(shown.starts_with(&line) && shown.contains(expected), "{line}{expected}: {shown}");
    }
    let apart = House::new("apart", &[("a.yaml", CHECK), ("b.yaml", &other)]);
    let (code, shown, _) = apart.check();
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains("[ACME-7]") && shown.contains("[ACME-8]"), "{shown}");
}

/// A file in the folder of a family may be one that is to be built in; it is tested, and never judged by.
#[test]
fn codes_of_families_are_for_checks_to_be_built_in() {
    let engine = Engine::builtin().expect("the checks");
    let free = (1..1000).map(|number| format!("S{number:02}")).find(|code| engine.find(code).is_err()).expect("a free code");
    let house = House::new(
        "family",
        &[(
            "scale-up/low-draft.yaml",
            &CHECK.replace("ACME-7", &free).replace("\"house: ACME design manual 4.2, 2025-03\"", "unverified"),
        )],
    );
    let (code, shown, _) = house.run(&["test-checks", "house"]);
    assert_eq!((code, shown.as_str()), (Some(0), "2 examples behave, 0 do not, 0 check files cannot be loaded\n"));
    let (code, shown, _) = house.check();
    assert_eq!(code, Some(2));
    let line = format!("house/scale-up/low-draft.yaml:1:7: error[check/code] `{free}` is no code of a house");
    assert!(shown.starts_with(&line), "{shown}");
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_no_check_file() {
    let house = House::new("endless", &[("low-draft.yaml", CHECK)]);
    std::os::unix::fs::symlink("/dev/zero", house.0.join("house/zero.yaml")).expect("a link");
    let (code, shown, _) = house.check();
    assert_eq!(code, Some(2));
    assert_eq!(shown, "house/zero.yaml:1:1: error[check/unreadable] it is not a file\n");
}
