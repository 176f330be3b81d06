//! `caseproof.toml`: what it does to a run, whence each setting is said to come, and where each mistake in it is shown.

use std::fs;
use std::path::PathBuf;

use crate::common::program::program;
use serde_json::{Value, json};

/// A tray with a shallow draft, which S10 finds to be an error, beside advice and warnings of other checks.
const SPEC: &str = "caseproof: 1
design: { name: x, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.1 deg, size: [200 mm, 100 mm, 30 mm] }
";

/// A project that goes away with the test.
struct Project(PathBuf);

impl Project {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("caseproof-config-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let project = Self(fs::canonicalize(std::env::temp_dir()).expect("a folder").join(folder.file_name().expect("a name")));
        project.write("case.yaml", SPEC);
        for (file, text) in files {
            project.write(file, text);
        }
        project
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a temporary folder");
        fs::write(path, text).expect("a file");
    }

    /// Exit code, standard output and standard error of a run in the project.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        self.run_in("", arguments)
    }

    fn run_in(&self, folder: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = program();
        let output = command.current_dir(self.0.join(folder)).args(arguments).write_stdin(SPEC).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    fn check(&self, more: &[&str]) -> (Option<i32>, String, String) {
        self.run(&[&["check", "--format", "concise", "--date", "2027-01-01"], more].concat())
    }

    fn config(&self, more: &[&str]) -> Value {
        let (code, shown, notes) = self.run(&[&["config", "--format", "json"], more].concat());
        assert_eq!(code, Some(0), "{notes}");
        serde_json::from_str(&shown).expect("json")
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The severity of the finding of a check in concise output.
fn severity(shown: &str, code: &str) -> Option<String> {
    let line = shown.lines().find(|line| line.contains(&format!("[{code}]")))?;
    Some(line.split(": ").nth(1)?.split('[').next()?.to_owned())
}

#[test]
fn what_is_left_out_is_counted_and_said() {
    let project = Project::new("ignore", &[("caseproof.toml", "ignore = [\"s10\"]\n")]);
    let (code, shown, notes) = project.check(&["case.yaml"]);
    assert_eq!((code, severity(&shown, "S10")), (Some(0), None), "{shown}{notes}");
    assert!(notes.contains("left out by configuration: 1 check with 1 finding: S10 1; `caseproof config` says where"), "{notes}");
    let (_, text, _) = project.run(&["check", "case.yaml"]);
    assert!(text.contains("; 1 left out by configuration\n"), "{text}");
    let (_, json, _) = project.run(&["check", "--format", "json", "case.yaml"]);
    let report: Value = serde_json::from_str(&json).expect("json");
    assert_eq!(report["summary"]["ignored"], 1);
    let (code, shown, notes) = project.check(&["--isolated", "case.yaml"]);
    assert_eq!((code, severity(&shown, "S10").as_deref(), notes.as_str()), (Some(1), Some("error"), ""), "{shown}");
}

#[test]
fn a_run_that_judges_nothing_is_never_green() {
    for (number, settings) in ["ignore = [\"all\"]\n", "select = []\n", "select = [\"Y13\"]\n"].into_iter().enumerate() {
        let project = Project::new(&format!("nothing-{number}"), &[("caseproof.toml", settings)]);
        let (code, shown, notes) = project.check(&["case.yaml"]);
        assert_eq!((code, shown.as_str()), (Some(3), ""), "{settings}: {notes}");
        assert!(notes.contains("no check could be decided; nothing was checked"), "{notes}");
        assert!(notes.contains("left out by configuration: "), "{notes}");
    }
}

#[test]
fn checks_are_chosen_by_code_name_and_family_and_the_later_layer_decides() {
    for (number, (settings, arguments, expected)) in [
        ("select = [\"scale-up\"]\n", &[][..], Some("error")),
        ("select = [\"compatibility\"]\n", &[], None),
        ("ignore = [\"scale-up\"]\n", &[], None),
        ("select = [\"shallow-draft\"]\nignore = [\"scale-up\"]\n", &[], Some("error")),
        ("ignore = [\"scale-up/shallow-draft\"]\nselect = [\"scale-up\"]\n", &[], None),
        ("ignore = [\"S10\"]\n", &["--select", "S10"], Some("error")),
        ("select = [\"all\"]\n", &["--ignore", "yield,Shallow-Draft"], None),
        ("ignore = [\"S10\"]\n[profile.strict]\nselect = [\"all\"]\n", &["--profile", "strict"], Some("error")),
        ("ignore = [\"S10\"]\n[profile.strict]\nselect = [\"all\"]\n", &[], None),
        ("ignore = [\"S10\"]\n[[override]]\npaths = [\"*.yaml\"]\nselect = [\"S10\"]\n", &[], Some("error")),
        ("[[override]]\npaths = [\"other/**\"]\nignore = [\"S10\"]\n", &[], Some("error")),
        ("[[override]]\npaths = [\"designs/\", \"case.*\"]\nignore = [\"S10\"]\n", &[], None),
    ]
    .into_iter()
    .enumerate()
    {
        let project = Project::new(&format!("choose-{number}"), &[("caseproof.toml", settings)]);
        let (_, shown, notes) = project.check(&[arguments, &["case.yaml"]].concat());
        assert_eq!(severity(&shown, "S10").as_deref(), expected, "{settings}{arguments:?}: {shown}{notes}");
    }
}

#[test]
fn severities_are_set_by_check_and_stage_but_no_figure_without_a_source_makes_an_error() {
    for (number, (settings, arguments, expected, code)) in [
        ("[severity]\nS10 = \"warning\"\n", &[][..], "warning", 0),
        ("[severity]\nscale-up = \"advice\"\nS10 = \"Warning\"\n", &[], "warning", 0),
        ("[severity]\nS10 = { concept = \"advice\", pvt = \"error\" }\n", &[], "advice", 0),
        ("[severity]\nS10 = { concept = \"advice\", pvt = \"error\" }\n", &["--gate", "PVT"], "error", 1),
        ("[severity]\nS10 = { pvt = \"advice\" }\n", &[], "error", 1),
        ("fail-on = \"warning\"\n[severity]\nS10 = \"warning\"\n", &[], "warning", 1),
        ("fail-on = \"never\"\n", &[], "error", 0),
        ("fail-on = \"never\"\n", &["--fail-on", "error"], "error", 1),
    ]
    .into_iter()
    .enumerate()
    {
        let project = Project::new(&format!("severity-{number}"), &[("caseproof.toml", settings)]);
        let (found, shown, notes) = project.check(&[arguments, &["--select", "S10", "case.yaml"]].concat());
        let found = (severity(&shown, "S10"), found);
        assert_eq!(found, (Some(expected.to_owned()), Some(code)), "{settings}{arguments:?}: {shown}{notes}");
    }
    let project = Project::new("severity-all", &[("caseproof.toml", "[severity]\nall = \"error\"\n")]);
    let (_, json, _) = project.run(&["check", "--format", "json", "case.yaml"]);
    let report: Value = serde_json::from_str(&json).expect("json");
    let findings = report["designs"][0]["findings"].as_array().expect("findings");
    assert!(findings.len() > 3, "{findings:?}");
    for finding in findings {
        let low = finding["confidence"] == "low";
        assert_eq!(finding["severity"], if low { "warning" } else { "error" }, "{finding}");
    }
}

#[test]
fn the_nearest_configuration_above_each_file_is_in_force() {
    let project = Project::new(
        "nearest",
        &[
            ("caseproof.toml", "fail-on = \"never\"\n"),
            ("sub/caseproof.toml", "ignore = [\"S10\"]\n"),
            ("sub/deep/case.yaml", SPEC),
            ("other/deep/case.yaml", &SPEC.replace("name: x", "name: y")),
        ],
    );
    let (code, shown, _) = project.check(&["sub/deep/case.yaml"]);
    assert_eq!((code, severity(&shown, "S10")), (Some(0), None), "{shown}");
    let (code, shown, _) = project.check(&["."]);
    let found: Vec<&str> =
        shown.lines().filter(|line| line.contains("[S10]")).filter_map(|line| line.split(':').next()).collect();
    assert_eq!((code, found), (Some(0), vec!["case.yaml", "other/deep/case.yaml"]), "{shown}");
    let (code, shown, _) = project.check(&["--config", "sub/caseproof.toml", "other"]);
    assert_eq!((code, severity(&shown, "S10")), (Some(0), None), "{shown}");
    let (code, shown, _) = project.run_in("sub/deep", &["check", "--format", "concise", "-"]);
    assert_eq!((code, severity(&shown, "S10")), (Some(0), None), "{shown}");
    let (code, shown, _) = project.run_in("sub/deep", &["check", "--format", "concise", "--stdin-filename", "../../z.yaml", "-"]);
    assert_eq!((code, severity(&shown, "S10").as_deref()), (Some(0), Some("error")), "{shown}");
}

#[test]
fn a_base_comes_first_and_its_mandatory_checks_hold() {
    let house = "mandatory = [\"S10\"]\nfail-on = \"warning\"\nignore = [\"yield\"]\n";
    let family = "extends = \"house/house.toml\"\nignore = [\"scale-up\"]\n";
    let project = Project::new("base", &[("house/house.toml", house), ("caseproof.toml", family)]);
    let (code, shown, _) = project.check(&["case.yaml"]);
    assert_eq!((code, severity(&shown, "S10").as_deref()), (Some(1), Some("error")), "{shown}");
    let shown = project.config(&["case.yaml"]);
    assert_eq!(shown["files"], json!(["caseproof.toml", "house/house.toml"]));
    assert_eq!(shown["mandatory"][0]["key"], "S10 scale-up/shallow-draft");
    assert_eq!(shown["mandatory"][0]["from"], "house/house.toml:1");
    assert_eq!(
        (&shown["settings"][0]["value"], &shown["settings"][0]["from"]),
        (&"warning".into(), &"house/house.toml:2".into())
    );
    let ignored = shown["ignored"].as_array().expect("a list");
    let from = |family: &str| {
        ignored.iter().find(|one| one["key"].as_str().is_some_and(|key| key.contains(family))).map(|one| one["from"].clone())
    };
    assert_eq!((from("yield/"), from("scale-up/")), (Some("house/house.toml:3".into()), Some("caseproof.toml:2".into())));

    // A family around it may be lowered; the check itself keeps what it says.
    project.write("caseproof.toml", "extends = \"house/house.toml\"\n[severity]\nscale-up = \"advice\"\n");
    let (_, shown, _) = project.check(&["case.yaml"]);
    assert_eq!(severity(&shown, "S10").as_deref(), Some("error"), "{shown}");
    let waived = format!("{SPEC}waivers:\n  - {{ check: S10, reason: side action quoted, owner: tooling, until: 2027-02-28 }}\n");
    project.write("case.yaml", &waived);
    let (code, shown, _) = project.check(&["case.yaml"]);
    assert_eq!((code, severity(&shown, "S10").as_deref()), (Some(1), Some("error")), "{shown}");
    assert!(shown.contains("case.yaml:6:14: warning[W07] the waiver of S10 covers nothing"), "{shown}");

    for (settings, expected) in [
        ("ignore = [\"S10\"]\n", "caseproof.toml:2:11: error[config/clash] S10 is mandatory, and cannot be left out"),
        (
            "[severity]\nshallow-draft = \"warning\"\n",
            "caseproof.toml:3:1: error[config/clash] S10 is mandatory, and cannot be lowered",
        ),
    ] {
        project.write("caseproof.toml", &format!("extends = \"house/house.toml\"\n{settings}"));
        let (code, shown, _) = project.check(&["case.yaml"]);
        assert!(code == Some(2) && shown.contains(expected), "{settings}: {shown}");
    }
    project.write("caseproof.toml", "extends = \"house/house.toml\"\n");
    let (code, _, notes) = project.check(&["--ignore", "S10", "case.yaml"]);
    assert!(code == Some(2) && notes.contains("S10 is mandatory, and cannot be left out"), "{notes}");
}

#[test]
fn what_a_project_wants_of_every_design_is_missed_where_it_is_missing() {
    let project = Project::new(
        "require",
        &[("caseproof.toml", "[require]\ndocuments = [\"bom\", \"Drawings\"]\nsections = [\"assembly\", \"engagement\"]\n")],
    );
    let places = |shown: &str| -> Vec<String> {
        let found = shown.lines().filter(|line| line.contains("[W08]"));
        found.map(|line| line.replace("the project wants every design to have the ", "")).collect()
    };
    let (code, shown, _) = project.check(&["case.yaml"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        places(&shown),
        ["section `assembly`", "section `engagement`", "document `bom`", "document `drawings`"]
            .map(|what| format!("case.yaml:2:1: error[W08] {what}, and this one does not"))
    );
    let more = "assembly: [{ step: pack, adds: [tray] }]\nengagement:\n  documents: { bom: draft, drawings: missing }\n";
    project.write("case.yaml", &format!("{SPEC}{more}"));
    let (_, shown, _) = project.check(&["case.yaml"]);
    assert_eq!(places(&shown), ["case.yaml:7:28: error[W08] document `drawings`, and this one does not"], "{shown}");
    let (_, shown, _) = project.check(&["--isolated", "case.yaml"]);
    assert_eq!(places(&shown), Vec::<String>::new());
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    let long = format!("ignore = [{}]\n", "\"S10\", ".repeat(40_000));
    for (number, (settings, place, expected)) in [
        ("fail-no = \"warning\"\n", "1:1: error[config/unknown-key]", "unknown key `fail-no`"),
        ("fail-on = \"wraning\"\n", "1:11: error[config/unknown-word]", "did you mean `warning`?"),
        ("ignore = [\"S10\", \"S999\"]\n", "1:18: error[config/dangling-reference]", "there is no check and no family `S999`"),
        ("[severity]\nscale-pu = \"error\"\n", "2:1: error[config/dangling-reference]", "no family `scale-pu`"),
        ("[severity]\nS10 = { dvp = \"error\" }\n", "2:9: error[config/unknown-key]", "unknown key `dvp`"),
        ("[profile.ci]\nselect = [\"all\"]\nextends = \"x\"\n", "3:1: error[config/unknown-key]", "unknown key `extends`"),
        ("min-coverage = 90\n", "1:16: error[config/impossible-value]", "write `90%`"),
        ("min-coverage = \"200%\"\n", "1:16: error[config/impossible-value]", "a share lies between 0 and 100 %\n"),
        ("[[override]]\npaths = []\nignore = [\"S10\"]\n", "2:9: error[config/missing-value]", "`paths` names nothing"),
        ("[[override]]\npaths = \"none\"\nignore = [\"S10\"]\n", "2:9: error[config/missing-value]", "would apply to no file"),
        ("gate = \"dtv\"\n", "1:8: error[config/unknown-word]", "did you mean `dvt`?"),
        ("[[override]]\npaths = [\"a[b\"]\n", "2:10: error[config/impossible-value]", "`a[b` is no glob"),
        ("[[override]]\nignore = [\"S10\"]\n", "1:3: error[config/missing-key]", "`paths` is missing"),
        ("extends = \"caseproof.toml\"\n", "1:11: error[config/extends]", "`caseproof.toml` extends itself"),
        ("extends = \"b.toml\"\n", "b.toml:1:11: error[config/extends]", "`caseproof.toml` extends itself"),
        (
            "extends = \"none.toml\"\n",
            "1:11: error[config/unreadable]",
            "cannot read the configuration `none.toml`: there is no such file",
        ),
        ("extends = \".\"\n", "1:11: error[config/unreadable]", "it is a folder"),
        ("ignore = [\n\"S10\"\nfail-on = 3\n", "3:1: error[config/syntax]", "not valid TOML"),
        ("ignore = [\"S10\"]\nignore = []\n", "2:1: error[config/syntax]", "not valid TOML"),
        ("require.documents = [\"drawing\"]\n", "1:22: error[config/unknown-word]", "did you mean `drawings`?"),
        (&*long, "1:1: error[config/unreadable]", "larger than 256 KiB"),
    ]
    .into_iter()
    .enumerate()
    {
        let files = [("caseproof.toml", settings), ("b.toml", "extends = \"caseproof.toml\"\n")];
        let project = Project::new(&format!("mistakes-{number}"), &files);
        let (code, shown, notes) = project.check(&["case.yaml"]);
        assert_eq!(code, Some(2), "{settings}: {shown}{notes}");
        let place = if place.starts_with("b.toml") { place.to_owned() } else { format!("caseproof.toml:{place}") };
        assert!(shown.contains(&place) && shown.contains(expected), "{place} {expected}: {shown}");
        assert!(notes.contains("nothing was judged"), "{notes}");
        assert!(!shown.contains("[S10]"), "{shown}");
        let (code, ..) = project.run(&["config"]);
        assert_eq!(code, Some(2));
    }
}

#[test]
fn a_profile_has_to_be_there() {
    let project = Project::new("profile", &[("caseproof.toml", "[profile.release]\nfail-on = \"warning\"\n")]);
    let (code, shown, _) = project.check(&["--profile", "relese", "case.yaml"]);
    assert_eq!(code, Some(2));
    assert!(shown.contains("error[config/dangling-reference] there is no profile `relese`"), "{shown}");
    let (_, text, _) = project.run(&["check", "--profile", "relese", "case.yaml"]);
    assert!(text.contains("did you mean `release`?"), "{text}");
    let (code, _, notes) = project.check(&["--isolated", "--profile", "release", "case.yaml"]);
    assert!(code == Some(2) && notes.contains("there is no profile `release`"), "{notes}");
}

#[test]
fn every_setting_is_said_with_its_place() {
    let settings = "fail-on = \"warning\"\nmin-coverage = 0.5\n\n[severity]\nS10 = { dvt = \"error\" }\n\n[[override]]\npaths = [\"case.yaml\"]\ngate = \"pvt\"\n";
    let project = Project::new("whence", &[("caseproof.toml", settings)]);
    let (code, shown, _) = project.run(&["config", "case.yaml", "--min-coverage", "80%"]);
    assert_eq!(code, Some(0));
    assert_eq!(
        shown,
        "in force for case.yaml: caseproof.toml\n\
         \n\
         settings\n  \
           fail-on       warning  caseproof.toml:1\n  \
           min-coverage  80 %     command line\n  \
           gate          pvt      caseproof.toml:9\n\
         \n\
         severities of findings\n  \
           S10 scale-up/shallow-draft  from dvt error  caseproof.toml:5\n"
    );
    let (_, shown, _) = project.run(&["config", "--isolated"]);
    assert!(
        shown.starts_with("in force for .: no caseproof.toml\n") && shown.contains("  gate          -      default\n"),
        "{shown}"
    );
}

#[test]
fn house_checks_come_with_the_configuration() {
    let check = r#"code: ACME-7
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
    let files = [
        ("caseproof.toml", "checks = [\"rules\"]\nselect = [\"acme\"]\n"),
        ("rules/low-draft.yaml", check),
        ("sub/case.yaml", SPEC),
    ];
    let project = Project::new("house", &files);
    let (code, shown, notes) = project.run_in("sub", &["check", "--format", "concise", "case.yaml"]);
    assert_eq!((code, severity(&shown, "ACME-7").as_deref()), (Some(1), Some("error")), "{shown}{notes}");
    assert_eq!(shown.lines().count(), 1, "{shown}");
    project.write("rules/low-draft.yaml", "code: ACME-7\n");
    let (code, _, notes) = project.check(&["case.yaml"]);
    assert!(code == Some(2) && notes.contains("the checks could not be loaded"), "{notes}");
    project.write("sub/caseproof.toml", "");
    let (code, _, notes) = project.check(&["."]);
    assert!(code == Some(2) && notes.contains("different house checks"), "{notes}");
}

#[test]
fn the_schema_takes_what_the_program_takes() {
    let project = Project::new("schema", &[]);
    let (code, shown, _) = project.run(&["schema", "config"]);
    assert_eq!(code, Some(0));
    let schema: Value = serde_json::from_str(&shown).expect("json");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (settings, instance, valid) in [
        (
            "fail-on = \"warning\"\nmin-coverage = \"90%\"\nseverity.S10 = { dvt = \"error\" }\n",
            json!({ "fail-on": "warning", "min-coverage": "90%", "severity": { "S10": { "dvt": "error" } } }),
            true,
        ),
        (
            "[[override]]\npaths = [\"a/**\"]\ngate = \"dvt\"\n[profile.ci]\nmin-coverage = 0.5\n",
            json!({ "override": [{ "paths": ["a/**"], "gate": "dvt" }], "profile": { "ci": { "min-coverage": 0.5 } } }),
            true,
        ),
        (
            "mandatory = [\"S10\"]\n[require]\ndocuments = [\"bom\"]\n",
            json!({ "require": { "documents": ["bom"] }, "mandatory": ["S10"] }),
            true,
        ),
        ("gate = \"DVT\"\n", json!({ "gate": "DVT" }), true),
        ("fail-on = \"ERROR\"\n", json!({ "fail-on": "ERROR" }), true),
        ("severity.S10 = { DVT = \"error\" }\n", json!({ "severity": { "S10": { "DVT": "error" } } }), false),
        ("severity.S10 = \"Advice\"\n", json!({ "severity": { "S10": "Advice" } }), true),
        ("require.documents = \"Test Plan\"\n", json!({ "require": { "documents": "Test Plan" } }), true),
        ("ignore = \"S39\"\n", json!({ "ignore": "S39" }), true),
        ("ignore = \"none\"\n", json!({ "ignore": "none" }), true),
        ("[[override]]\npaths = \"a/**\"\n", json!({ "override": [{ "paths": "a/**" }] }), true),
        ("[[override]]\npaths = []\n", json!({ "override": [{ "paths": [] }] }), false),
        ("[[override]]\nignore = \"S10\"\n", json!({ "override": [{ "ignore": "S10" }] }), false),
        ("min-coverage = 60\n", json!({ "min-coverage": 60 }), false),
        ("min-coverage = \"60\"\n", json!({ "min-coverage": "60" }), false),
        ("min-coverage = \"200%\"\n", json!({ "min-coverage": "200%" }), false),
        ("min-coverage = \"62.5 %\"\n", json!({ "min-coverage": "62.5 %" }), true),
        ("min-coverage = \"0.6\"\n", json!({ "min-coverage": "0.6" }), true),
        ("min-coverage = 1\n", json!({ "min-coverage": 1 }), true),
        ("fail-no = \"warning\"\n", json!({ "fail-no": "warning" }), false),
        ("fail-on = \"sometimes\"\n", json!({ "fail-on": "sometimes" }), false),
        ("[profile.ci]\nextends = \"x\"\n", json!({ "profile": { "ci": { "extends": "x" } } }), false),
    ] {
        assert_eq!(validator.is_valid(&instance), valid, "{instance}");
        project.write("caseproof.toml", settings);
        let (code, shown, notes) = project.check(&["case.yaml"]);
        assert_eq!(!shown.contains("error[config/"), valid, "{settings}: {code:?} {shown}{notes}");
    }
}
