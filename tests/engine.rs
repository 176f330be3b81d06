//! The library as another program uses it: the same answers as the command line.

use std::fs;
use std::path::{Path, PathBuf};

use caseproof::design::{Loader, Stage};
use caseproof::engine::{Engine, Options, Target, read_designs};
use caseproof::report::{Format, Report, Rules, Style, Writer};

const SPEC: &str = "caseproof: 1
design: { name: Case, stage: dvt }
parts: { tray: { material: abs, process: injection-molding, draft: 0.1 deg, size: [200 mm, 100 mm, 30 mm] } }
waivers: [{ check: shallow-draft, at: parts.tray, reason: side action quoted, owner: tooling, until: 2027-03-31 }]
";

fn loader() -> Loader {
    Loader::new(Path::new("."))
}

fn builtin() -> Engine {
    Engine::builtin().unwrap_or_else(|wrong| panic!("{wrong:?}"))
}

/// Codes of the findings and of the waived ones.
fn judged(engine: &Engine, text: &str, options: &Options) -> (Vec<String>, Vec<String>) {
    let report = engine.check_text(&loader(), text.to_owned(), "case.yaml", options);
    assert!(report.rejected.is_none() && report.internal.is_empty(), "{:?} {:?}", report.rejected, report.internal);
    let waived = report.designs.iter().flat_map(|design| &design.waived).map(|waived| waived.finding.code.clone()).collect();
    (report.findings().map(|finding| finding.code.clone()).collect(), waived)
}

#[test]
fn what_is_no_spec_is_refused_by_name_and_skipped_if_found() {
    let report = builtin().check_text(&loader(), String::new(), "empty.yaml", &Options::default());
    let rejected = report.rejected.expect("nothing is no spec");
    assert_eq!((rejected.problems.len(), rejected.problems[0].code), (1, "no-spec"));
    assert!(rejected.problems[0].help.as_ref().is_some_and(|help| help.contains("caseproof new")));

    let target = |named| Target { path: PathBuf::from("Cargo.lock"), shown: "x.yaml".to_owned(), named };
    let found = builtin().check_file(&loader(), &target(false), &Options::default());
    assert_eq!((found.skipped.is_some(), found.rejected.is_some()), (true, false), "it says the word and nothing else");
    let missing = Target { path: PathBuf::from("no-such-file.yaml"), shown: "y.yaml".to_owned(), named: false };
    let report = builtin().check_file(&loader(), &missing, &Options::default());
    assert_eq!(report.rejected.expect("it is not there").problems[0].message, "cannot read the file: there is no such file");
}

#[test]
fn waivers_hold_until_their_day_and_unknown_ones_are_told() {
    let engine = builtin();
    let on = |day: &str| judged(&engine, SPEC, &Options { today: Some(day.to_owned()), ..Options::default() });
    let has = |codes: &[String]| codes.iter().any(|code| code == "S10");
    let (before, after) = (on("2027-03-31"), on("2027-04-01"));
    assert_eq!((has(&before.0), has(&before.1)), (false, true));
    assert_eq!((has(&after.0), has(&after.1)), (true, false));

    let slip = SPEC.replace("shallow-draft", "shalow-draft");
    let report = engine.check_text(&loader(), slip, "case.yaml", &Options::default());
    assert!(report.rejected.is_none(), "the design is judged");
    assert!(report.findings().any(|finding| finding.code == "W04" || finding.code == "W05"), "a waiver of nothing is found");
    assert!(report.findings().any(|finding| finding.code == "S10"), "it covers nothing");
}

#[test]
fn a_gate_is_an_option() {
    let engine = builtin();
    let at = |gate| judged(&engine, &SPEC.replace("dvt", "concept"), &Options { gate, ..Options::default() }).0.len();
    assert!(at(Some(Stage::Pvt)) > at(None), "a later gate asks for more");
}

#[test]
fn house_checks_are_judged_with_the_others_and_bad_ones_are_all_told() {
    let folder = std::env::temp_dir().join(format!("caseproof-engine-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("good/scale-up")).expect("a folder");
    fs::create_dir_all(folder.join("twice/scale-up")).expect("a folder");
    fs::create_dir_all(folder.join("empty")).expect("a folder");
    let own = fs::read_to_string("checks/scale-up/shallow-draft.yaml")
        .expect("a check")
        .replace("code: S10", "code: ACME-1\nreplaces: S10")
        .replace("title: ", "title: house rule, ");
    fs::write(folder.join("good/scale-up/shallow-draft.yaml"), &own).expect("a file");
    fs::write(folder.join("twice/scale-up/one.yaml"), &own).expect("a file");
    fs::write(folder.join("twice/scale-up/two.yaml"), &own).expect("a file");

    let engine = Engine::with_house(&[folder.join("good")]).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    assert_eq!(engine.checks().len(), builtin().checks().len());
    assert!(engine.find("S10").is_ok_and(|check| check.definition.title.starts_with("house rule, ")));
    assert!(judged(&engine, SPEC, &Options::default()).1.contains(&"ACME-1".to_owned()));
    let said: Vec<String> = engine.replacements().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["house check ACME-1 replaces S10 scale-up/shallow-draft"]);

    for (names, count) in [(vec!["empty"], 1), (vec!["twice"], 1), (vec!["none", "empty", "twice"], 3)] {
        let folders: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
        assert_eq!(Engine::with_house(&folders).err().map(|wrong| wrong.len()), Some(count), "{names:?}");
    }
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn the_catalogue_can_be_read() {
    let engine = builtin();
    assert_eq!(engine.find("shalow-draft").err(), Some(Some("shallow-draft")));
    assert_eq!(engine.find("nothing like it at all").err(), Some(None));
    let definitions = engine.definitions().expect("the catalogue");
    assert_eq!(definitions.len(), engine.checks().len());
    assert!(definitions.iter().all(|definition| definition.examples.len() >= 2), "every check has its examples");
    assert_eq!(engine.limit("no-such-limit"), None);
    assert!(engine.limit("capable").is_some_and(|cpk| cpk > 1.0));
}

#[test]
fn designs_are_read_without_being_judged() {
    let folder = std::env::temp_dir().join(format!("caseproof-read-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("two.yaml");
    fs::write(&path, format!("---\n{SPEC}---\n{SPEC}")).expect("a file");
    let designs = read_designs(&loader(), &path, "two.yaml").expect("two designs");
    assert_eq!((designs.specs.len(), designs.sources.main().path.as_str()), (2, "two.yaml"));
    fs::write(&path, SPEC.replace("abs", "abz")).expect("a file");
    assert_eq!(read_designs(&loader(), &path, "two.yaml").expect_err("no such material").problems.len(), 1);
    fs::remove_dir_all(&folder).expect("cleaned up");
}

#[test]
fn a_report_is_written_file_by_file() {
    let engine = builtin();
    let mut writer = Writer::new(Format::Json, &Style::default(), Rules::new(engine.checks()));
    let mut out = Vec::new();
    writer.begin(&mut out).expect("a vector takes everything");
    for name in ["a.yaml", "b.yaml"] {
        let before = out.len();
        let report = engine.check_text(
            &loader(),
            SPEC.to_owned(),
            name,
            &Options { today: Some("2028-01-01".to_owned()), ..Options::default() },
        );
        writer.file(report, &mut out).expect("a vector takes everything");
        assert!(String::from_utf8_lossy(&out[before..]).contains(name), "{name} is written at once");
    }
    let clash = "b.yaml: a design of a.yaml has the number or name `Case` as well; fingerprints tell them apart by their files";
    assert_eq!(writer.clashes(), [clash]);
    writer.end(&mut out).expect("a vector takes everything");
    let report: Report = serde_json::from_slice(&out).expect("one report");
    assert_eq!((report.designs.len(), report.summary.files, report.summary.errors), (2, 2, 2));
    let print = |design: usize| &report.designs[design].findings[0].fingerprint;
    assert_ne!(print(0), print(1));
    assert_eq!(report.clashes, [clash]);
}
