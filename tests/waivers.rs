//! Waivers: what they cover, and where each mistake in one is shown.

use std::collections::BTreeSet;

use crate::common::program::program;
use serde_json::Value;

const SPEC: &str = "caseproof: 1
design: { name: x }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.1 deg, size: [200 mm, 100 mm, 30 mm] }
  lid: { material: abs, process: injection-molding, draft: 0.1 deg, size: [200 mm, 100 mm, 30 mm] }
joints:
  clip: { method: snap-fit-cantilever, between: [tray, lid] }
assembly:
  - { step: close, makes: [clip] }
evidence:
  tests:
    - { name: drop, of: design, units: 5, failures: 1 }
waivers:
";

fn waiver(rest: &str) -> String {
    format!("{SPEC}  - {{ check: S10, reason: side action quoted, owner: tooling, {rest} }}\n")
}

fn check(spec: &str) -> (Option<i32>, String) {
    let mut command = program();
    let arguments = ["check", "--format", "concise", "--date", "2027-01-01", "--fail-on", "never", "-"];
    let output = command.args(arguments).write_stdin(spec).output().expect("it runs");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// How many parts still have too little draft, of the two.
fn left(rest: &str) -> usize {
    let (code, shown) = check(&waiver(rest));
    assert_eq!(code, Some(0), "{rest}: {shown}");
    shown.lines().filter(|line| line.contains("[S10]")).count()
}

#[test]
fn conditions_name_facts_of_the_subject_anywhere() {
    for (condition, expected) in [
        ("draft >= 0.05 deg", 0),
        ("0.05 deg <= draft", 0),
        ("not draft < 0.05 deg", 0),
        ("part.draft >= 0.05 deg", 0),
        ("0.1 deg <= draft and made and material is abs", 0),
        ("material is pc or draft > 1 deg or (draft + draft) / 2 between 0 and 0.1 deg", 0),
        ("design.has_assembly", 0),
        ("0.15 deg <= draft", 2),
        ("not draft < 0.15 deg", 2),
        ("material is pc", 2),
        ("draft > wall * 1 deg / 1 mm", 2),
    ] {
        assert_eq!(left(&format!("until: 2027-02-28, while: \"{condition}\"")), expected, "{condition}");
    }
}

#[test]
fn places_cover_what_is_at_below_or_rests_on_them() {
    for (at, expected) in [
        ("parts", 0),
        ("parts.tray", 1),
        ("parts.tray.draft", 1),
        ("parts.tray.material", 1),
        ("joints.clip", 2),
        ("assembly.close", 2),
        ("evidence.tests.0", 2),
        ("evidence", 2),
        ("design", 2),
    ] {
        assert_eq!(left(&format!("until: 2027-02-28, at: {at}")), expected, "{at}");
    }
}

#[test]
fn a_field_that_a_finding_shows_is_a_place() {
    let spec = "caseproof: 1
design: { name: x }
parts:
  tray:
    material: abs
    process: injection-molding
    draft: 1 deg
    wall: { nominal: 2 mm, min: 2 mm, max: 2 mm }
    ribs: { thickness: 2 mm, height: 5 mm }
    bosses: { screw_diameter: 4 mm, outer_diameter: 5 mm }
waivers:
";
    for (code, at) in
        [("S15", "parts.tray.ribs.thickness"), ("S15", "parts.tray.ribs"), ("A25", "parts.tray.bosses.outer_diameter")]
    {
        let (status, before) = check(&spec.replace("waivers:\n", ""));
        assert_eq!(status, Some(0), "{before}");
        assert_eq!(before.matches(&format!("[{code}]")).count(), 1, "{before}");
        let (status, after) = check(&format!(
            "{spec}  - {{ check: {code}, reason: side action quoted, owner: tooling, until: 2027-02-28, at: {at} }}\n"
        ));
        assert_eq!((status, after.matches(&format!("[{code}]")).count()), (Some(0), 0), "{at}: {after}");
    }
    let (status, shown) = check(&format!(
        "{spec}  - {{ check: S15, reason: side action quoted, owner: tooling, until: 2027-02-28, at: parts.tray.ribs.spacing }}\n"
    ));
    assert_eq!(status, Some(0), "{shown}");
    assert!(
        shown.contains("<stdin>:12:86: warning[W05] the waiver of S15 at `parts.tray.ribs.spacing` covers nothing"),
        "{shown}"
    );
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    for (rest, column, expected) in [
        ("until: 2027-02-31", 70, "`2027-02-31` is not a day"),
        ("until: 2027-+1-+1", 70, "`2027-+1-+1` is not a day"),
        ("until: 2027-02-28, while: darft >= 0.5 deg", 89, "a part has no fact `darft`"),
        ("until: 2027-02-28, while: '0.5 deg <= darft'", 101, "a part has no fact `darft`"),
        ("until: 2027-02-28, while: part.darft >= 0.5 deg", 94, "a part has no fact `darft`"),
        ("until: 2027-02-28, while: material.densty > 1 kg", 98, "a material has no fact `densty`"),
        ("until: 2027-02-28, while: draft > 1 mm", 89, "an angle does not compare with a length"),
        ("until: 2027-02-28, while: \"(((\"", 93, "the condition ends too early"),
        ("until: 2027-02-28, while: material is unobtainium", 101, "unobtainium"),
        ("until: 2029-01-02", 70, "a waiver ends within 2 years, by 2029-01-01 at the latest"),
        ("until: 2027-02-28, design: x.yaml", 82, "`design` belongs to a file with waivers of several designs"),
    ] {
        let (code, shown) = check(&waiver(rest));
        let place = format!("<stdin>:14:{column}: error[design/");
        assert_eq!(code, Some(2), "{rest}: {shown}");
        assert!(shown.starts_with(&place) && shown.contains(expected), "{rest} at {place}: {shown}");
        assert_eq!(shown.matches("error[design/").count(), 1, "said once: {shown}");
    }
}

#[test]
fn advice_says_what_was_meant() {
    let (rest, expected) = ("until: 2027-02-28, while: 0.5 deg <= darft", "did you mean `draft`?");
    let mut command = program();
    let output = command.args(["check", "-"]).write_stdin(waiver(rest)).output().expect("it runs");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains(expected), "{expected}: {shown}");
}

#[test]
fn a_thousand_waivers_are_read_and_one_more_is_refused() {
    let one = "  - { check: S10, at: parts.lid, reason: side action quoted, owner: tooling, until: 2027-02-28, while: draft >= 0.5 deg }\n";
    let (code, shown) = check(&format!("{SPEC}{}", one.repeat(1000)));
    assert_eq!((code, shown.matches("[S10]").count()), (Some(0), 2), "{shown}");
    let (code, shown) = check(&format!("{SPEC}{}", one.repeat(1001)));
    assert_eq!(code, Some(2));
    assert!(shown.starts_with("<stdin>:13:1: error[design/too-large] more than 1000 entries in `waivers`"), "{shown}");
}

/// Findings of the checks about waivers: line, column, severity and code of each, and its sentence.
fn about(spec: &str) -> Vec<(String, String)> {
    let (code, shown) = check(spec);
    assert_eq!(code, Some(0), "{shown}");
    let lines = shown.lines().filter(|line| line.contains("[W0")).filter_map(|line| line.split_once("] "));
    lines.map(|(place, said)| (place.trim_start_matches("<stdin>:").to_owned() + "]", said.to_owned())).collect()
}

#[test]
fn a_waiver_that_does_not_do_what_its_owner_believes_is_a_finding_at_its_place() {
    for (rest, place, expected) in [
        (
            "until: 2026-12-31",
            "14:70: warning[W01]",
            "the waiver of S10 by tooling ended on 2026-12-31 and covers nothing any more",
        ),
        ("until: 2027-01-30", "14:70: advice[W02]", "the waiver of S10 by tooling ends on 2027-01-30, in 29 days"),
        (
            "until: 2027-02-28, while: draft >= 0.5 deg",
            "14:89: warning[W06]",
            "holds while `draft >= 0.5 deg`, and that is not so",
        ),
        ("until: 2027-02-28, at: zzz", "14:86: warning[W05]", "covers nothing: there is no `zzz`"),
        ("until: 2027-02-28, at: Parts.Tray", "14:86: warning[W05]", "did you mean `parts.tray`? capitals count"),
        (
            "until: 2027-02-28, at: parts.trya",
            "14:86: warning[W05]",
            "there is no `parts.trya` in this design; did you mean `parts.tray`?",
        ),
        ("until: 2027-02-28, at: parts.tray.darft", "14:86: warning[W05]", "did you mean `parts.tray.draft`?"),
        ("until: 2027-02-28, at: parts.tray.wall", "14:86: warning[W05]", "the design gives no value `parts.tray.wall`"),
        ("until: 2027-02-28, at: parts.tray+zzz", "14:86: warning[W05]", "there is no `parts.tray+zzz`"),
        ("until: 2027-02-28, at: evidence.tests.9", "14:86: warning[W05]", "there is no `evidence.tests.9`"),
    ] {
        let found = about(&waiver(rest));
        assert_eq!(found.len(), 1, "{rest}: {found:?}");
        assert!(found[0].0 == place && found[0].1.contains(expected), "{rest}: {found:?}");
    }
    assert_eq!(about(&waiver("until: 2027-01-31")), [], "30 days left");
    let mended = waiver("until: 2027-02-28").replace("draft: 0.1 deg", "draft: 2 deg");
    assert_eq!(about(&mended)[0].0, "14:14: warning[W03]");
    let misspelt = waiver("until: 2027-02-28").replace("check: S10", "check: shalow-draft");
    let found = about(&misspelt);
    assert_eq!(found[0].0, "14:14: warning[W04]");
    assert!(found[0].1.contains("there is no check `shalow-draft`; did you mean `shallow-draft`?"), "{found:?}");
}

#[test]
fn one_waiver_may_name_several_checks_in_any_case() {
    let spec = waiver("until: 2027-02-28").replace("check: S10", "check: [s10, Shallow-Draft, S999]");
    let (code, shown) = check(&spec);
    assert_eq!((code, shown.matches("[S10]").count()), (Some(0), 0), "{shown}");
    let found = about(&spec);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "14:35: warning[W04]");
    let (code, shown) = check(&waiver("until: 2027-02-28").replace("check: S10", "check: []"));
    assert!(code == Some(2) && shown.contains("this waiver names no check"), "{shown}");
}

#[test]
fn what_is_not_assessed_is_not_waived_in_vain() {
    let spec = waiver("until: 2027-02-28, at: parts.tray").replacen(", draft: 0.1 deg", "", 1);
    assert_eq!(about(&spec), [], "the draft is not known, so that a finding may come");
}

#[test]
fn a_comment_accepts_what_stands_on_its_line_or_below_it() {
    let plain = SPEC.replace("waivers:\n", "");
    let allow = "# caseproof: allow S10 until 2027-02-28 -- side action quoted (tooling)";
    let behind = plain.replacen("30 mm] }", &format!("30 mm] }} {allow}"), 1);
    let above = plain.replacen("  lid:", &format!("  {allow}\n\n  # a note\n  lid:"), 1);
    for (spec, line, left) in [(&behind, 4, ":5:"), (&above, 5, ":4:")] {
        let (code, shown) = check(spec);
        let found: Vec<&str> = shown.lines().filter(|line| line.contains("[S10]")).collect();
        assert_eq!((code, found.len()), (Some(0), 1), "{shown}");
        assert!(found[0].starts_with(&format!("<stdin>{left}")), "{line}: {shown}");
        assert_eq!(about(spec), [], "{spec}");
    }
    let several = behind.replace("allow S10 until", "allow S39, S10 until");
    assert_eq!(check(&several).1.matches("[S10]").count(), 1);
    let old = behind.replace("2027-02-28", "2026-12-31");
    assert_eq!(about(&old)[0].0, "4:131: warning[W01]");
    let idle = plain.replace("caseproof: 1\n", &format!("caseproof: 1 {allow}\n"));
    assert_eq!(about(&idle)[0].0, "1:33: warning[W03]");
    let quoted = plain.replace("name: x", &format!("name: \"{allow}\""));
    assert_eq!(about(&quoted), [], "a text is no comment");
    let broken = behind.replace(" -- side action quoted (tooling)", "");
    let (code, shown) = check(&broken);
    assert_eq!(code, Some(2), "{shown}");
    assert!(shown.contains("<stdin>:4:102: error[design/syntax] this comment is no waiver"), "{shown}");
}

/// A folder that goes away with the test.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Self(std::env::temp_dir().join(format!("caseproof-waivers-{name}-{}", std::process::id())));
        for (file, text) in files {
            folder.write(file, text);
        }
        folder
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).expect("a file")
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = program();
        let output = command.current_dir(&self.0).args(arguments).args(["--date", "2027-01-01"]).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_file_beside_the_designs_accepts_findings_of_several() {
    let plain = SPEC.replace("waivers:\n", "");
    let central = "waivers:
  - { design: \"*.yaml\", check: S10, at: parts.tray, reason: side action quoted, owner: tooling, until: 2027-02-28 }
  - { design: b.yaml, check: S10, at: parts.lid, reason: side action quoted, owner: tooling, until: 2026-12-31 }
";
    let folder = Folder::new(
        "central",
        &[("a.yaml", &plain), ("b.yaml", &plain.replace("name: x", "name: y")), ("waivers.yaml", central)],
    );
    let (code, shown, _) = folder.run(&["check", "--format", "concise", "."]);
    assert_eq!(code, Some(1), "{shown}");
    let places = |code: &str| -> Vec<String> {
        let found = shown.lines().filter(|line| line.contains(&format!("[{code}]")));
        found.map(|line| line.split(": ").next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(places("S10"), ["a.yaml:5:60", "b.yaml:5:60"], "{shown}");
    assert_eq!(places("W01"), ["waivers.yaml:3:101"], "{shown}");
    assert!(!shown.contains("[W03]"), "{shown}");

    folder.write("waivers.yaml", "waivers: [\n");
    let (code, shown, _) = folder.run(&["check", "--format", "concise", "a.yaml"]);
    assert!(code == Some(2) && shown.starts_with("waivers.yaml:"), "{shown}");
    folder.write(
        "waivers.yaml",
        "waivers:\n  - { design: \"a[\", check: S10, reason: side action quoted, owner: tooling, until: 2027-02-28 }\n",
    );
    let (code, shown, _) = folder.run(&["check", "--format", "concise", "a.yaml"]);
    assert!(code == Some(2) && shown.contains("waivers.yaml:2:15: error[design/impossible-value] `a[` is no glob"), "{shown}");

    folder.write("waivers.yaml", "waivers: []\n");
    folder.write(
        "house/accepted.yaml",
        "waivers:\n  - { check: S10, reason: side action quoted, owner: tooling, until: 2027-02-28 }\n",
    );
    folder.write("caseproof.toml", "waivers = [\"house/accepted.yaml\"]\n");
    let (code, shown, _) = folder.run(&["check", "--format", "concise", "a.yaml"]);
    assert_eq!((code, shown.matches("[S10]").count()), (Some(1), 0), "{shown}");
    folder.write("caseproof.toml", "waivers = [\"house/none.yaml\"]\n");
    let (code, shown, _) = folder.run(&["check", "--format", "concise", "a.yaml"]);
    assert!(code == Some(2) && shown.contains("cannot read the waivers in `house/none.yaml`"), "{shown}");
}

#[test]
fn a_waiver_is_written_with_everything_else_left_as_it_is() {
    let plain = SPEC.replace("waivers:\n", "# the end\n");
    let folder = Folder::new("waive", &[("a.yaml", &plain)]);
    let with = ["--reason", "side action: quoted", "--owner", "tooling", "--until", "2027-03-31"];
    let (code, diff, _) = folder.run(&[&["waive", "a.yaml", "S10@parts.tray", "--diff"], &with[..]].concat());
    assert_eq!(code, Some(0));
    assert!(
        diff.contains(
            "+waivers:\n+  - { check: S10, at: parts.tray, reason: \"side action: quoted\", owner: tooling, until: 2027-03-31 }\n"
        ),
        "{diff}"
    );
    assert_eq!(folder.read("a.yaml"), plain);
    let (code, _, notes) = folder.run(&[&["waive", "a.yaml", "S10@parts.tray"], &with[..]].concat());
    assert_eq!(code, Some(0), "{notes}");
    let (code, _, notes) = folder.run(&[&["waive", "a.yaml", "S10@parts.lid"], &with[..]].concat());
    assert_eq!(code, Some(0), "{notes}");
    let written = folder.read("a.yaml");
    assert!(written.contains("# the end\n") && written.matches("  - { check: S10, at: parts.").count() == 2, "{written}");
    let (code, shown, _) = folder.run(&["check", "--format", "json", "a.yaml"]);
    let report: Value = serde_json::from_str(&shown).expect("json");
    let waived = report["designs"][0]["waived"].as_array().expect("a list");
    assert_eq!((code, waived.len()), (Some(1), 2));
    assert_eq!(waived[0]["until"], "2027-03-31");
    let (_, text, _) = folder.run(&["check", "--format", "full", "a.yaml"]);
    assert!(text.contains("waived: S10 at parts.tray by tooling until 2027-03-31: side action: quoted"), "{text}");

    for (what, until, code, expected) in [
        ("S10@parts.trya", "2027-03-31", 3, "there is no `parts.trya` in this design; did you mean `parts.tray`?"),
        ("S999", "2027-03-31", 3, "there is no check `S999`"),
        ("A11", "2027-03-31", 3, "this waiver would cover nothing"),
        ("S10@parts.tray", "2029-03-31", 2, "nothing was written"),
    ] {
        let (found, _, notes) =
            folder.run(&["waive", "a.yaml", what, "--reason", "side action quoted", "--owner", "tooling", "--until", until]);
        assert!(found == Some(code) && notes.contains(expected), "{what}: {notes}");
        assert_eq!(folder.read("a.yaml"), written);
    }
}

#[test]
fn all_waivers_are_listed_the_first_to_end_first() {
    let one = waiver("until: 2027-02-28, at: parts.tray");
    let spec = format!("{one}  - {{ check: A11, reason: side action quoted, owner: planning, until: 2026-12-31 }}\n");
    let folder = Folder::new("list", &[("a.yaml", &spec)]);
    let (code, shown, _) = folder.run(&["waivers", "."]);
    assert_eq!(code, Some(0));
    assert_eq!(
        shown,
        "2026-12-31 (1 days ago)  A11             planning  expired   a.yaml:15\n\
         2027-02-28 (58 days)     S10@parts.tray  tooling   in-force  a.yaml:14\n\
         2 waivers\n"
    );
    let (_, shown, _) = folder.run(&["waivers", "--expiring", "30d", "--format", "json", "a.yaml"]);
    let listed: Value = serde_json::from_str(&shown).expect("json");
    let rows = listed["waivers"].as_array().expect("a list");
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (&rows[0]["check"], &rows[0]["left"], &rows[0]["state"], &rows[0]["line"]),
        (&"A11".into(), &(-1).into(), &"expired".into(), &15.into())
    );
    let (code, _, notes) = folder.run(&["waivers", "--expiring", "soon", "."]);
    assert!(code == Some(2) && notes.contains("write a number of days such as `30d`"), "{notes}");
}

/// Every place that a finding of the samples shows: where it stands, what it goes by, what it points at, what it measures and what
/// would clear it. Each is accepted in a waiver of that check, and covers something.
#[test]
fn every_place_that_is_printed_is_accepted() {
    let mut tried = 0;
    let folder = std::env::temp_dir().join(format!("caseproof-waivers-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let readings = "pc-tpu-phone-case-cavity-length.csv";
    std::fs::copy(format!("sample_designs/sound/{readings}"), folder.join(readings)).expect("a copy");
    for file in ["flawed", "sound"].iter().flat_map(|of| std::fs::read_dir(format!("sample_designs/{of}")).expect("samples")) {
        let file = file.expect("an entry").path();
        let text = std::fs::read_to_string(&file).expect("a text");
        if file.extension().is_none_or(|extension| extension != "yaml") || text.contains("\nwaivers:") {
            continue;
        }
        let judged = |spec: &str, format: &str| {
            std::fs::write(folder.join("spec.yaml"), spec).expect("a file");
            let mut command = program();
            command.current_dir(&folder).args(["check", "--format", format, "--date", "2027-01-01", "--fail-on", "never"]);
            String::from_utf8(command.arg("spec.yaml").output().expect("it runs").stdout).expect("UTF-8")
        };
        let report: Value = serde_json::from_str(&judged(&text, "json")).expect("JSON");
        let places = printed(&report["designs"][0]);
        tried += places.len();
        let lines: Vec<String> = places
            .iter()
            .map(|(code, at)| {
                format!("  - {{ check: {code}, at: \"{at}\", reason: side action quoted, owner: tooling, until: 2028-06-30 }}\n")
            })
            .collect();
        let shown = judged(&format!("{text}\nwaivers:\n{}", lines.concat()), "concise");
        let refused: Vec<&str> = shown.lines().filter(|line| line.contains("[W0") || line.contains("error[design/")).collect();
        assert!(refused.is_empty(), "{}: {refused:#?}", file.display());
    }
    assert!(tried > 400, "{tried}");
    std::fs::remove_dir_all(&folder).expect("cleaned up");
}

/// The places that the findings of a design show, each with the code of its check.
fn printed(design: &Value) -> BTreeSet<(String, String)> {
    let mut places = BTreeSet::new();
    for finding in design["findings"].as_array().expect("findings") {
        let each = |key: &str| finding[key].as_array().into_iter().flatten().map(|of| &of["at"]).collect::<Vec<_>>();
        let own = [&finding["at"], &finding["cause"], &finding["measured"]["at"]];
        let all = own.into_iter().chain(each("labels")).chain(each("clears"));
        let code = finding["code"].as_str().expect("a code");
        places.extend(all.filter_map(Value::as_str).map(|at| (code.to_owned(), at.to_owned())));
    }
    places
}
