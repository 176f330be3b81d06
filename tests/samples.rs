//! The sample designs: sound ones stay silent at error level, every finding of the flawed ones is recorded and read.

use std::fs;
use std::path::Path;

use crate::common::program::program;
use serde_json::Value;

fn json(path: &str) -> Value {
    let output = program().args(["check", "--format", "json", "--date", "2026-11-22", path]).output().expect("it runs");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{path}: {error}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn files(folder: &str) -> Vec<String> {
    let mut files: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path().to_string_lossy().into_owned())
        .filter(|path| Path::new(path).extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    files
}

#[test]
fn sound_designs_raise_no_error_and_can_be_judged() {
    let files = files("sample_designs/sound");
    assert!(files.len() >= 5, "{} sound designs", files.len());
    for file in files {
        let report = json(&file);
        let design = &report["designs"][0];
        let findings = design["findings"].as_array().expect("findings");
        let errors: Vec<&Value> = findings.iter().filter(|finding| finding["severity"] == "error").collect();
        assert!(errors.is_empty(), "{file}: {errors:#?}");
        let warnings = findings.iter().filter(|finding| finding["severity"] == "warning").count();
        assert!(warnings <= 3, "{file}: {warnings} warnings: {findings:#?}");
        let coverage = &design["coverage"];
        let (applicable, open) =
            (coverage["applicable"].as_f64().expect("a number"), coverage["not_assessed"].as_f64().expect("a number"));
        assert!((applicable - open) / applicable >= 0.7, "{file}: {coverage}");
    }
}

#[test]
fn flawed_designs_are_caught() {
    let files = files("sample_designs/flawed");
    assert!(files.len() >= 8, "{} flawed designs", files.len());
    for file in files {
        let report = json(&file);
        assert!(report["summary"]["errors"].as_u64() > Some(0), "{file} has no error");
        let output = program().args(["check", "--format", "concise", "--date", "2026-11-22", &file]).output().expect("it runs");
        let name = Path::new(&file).file_stem().expect("a name").to_string_lossy().into_owned();
        insta::assert_snapshot!(name, String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn one_design_in_full_as_the_engineer_sees_it() {
    let file = files("sample_designs/flawed").into_iter().next().expect("a design");
    let output = program()
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .args(["check", "--format", "full", "--date", "2026-11-22", &file])
        .output()
        .expect("it runs");
    insta::assert_snapshot!("in-full", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn every_output_validates_and_formats_agree() {
    let validator = |of: &str| {
        let output = program().args(["schema", "--of", of]).output().expect("it runs");
        let schema: Value = serde_json::from_slice(&output.stdout).expect("a schema");
        jsonschema::validator_for(&schema).expect("a valid schema")
    };
    let (report_schema, spec_schema) = (validator("report"), validator("spec"));
    for file in files("sample_designs/sound").into_iter().chain(files("sample_designs/flawed")) {
        let report = json(&file);
        let errors: Vec<String> = report_schema.iter_errors(&report).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{file}: {errors:?}");
        let text = fs::read_to_string(&file).expect("a file");
        let spec: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let errors: Vec<String> =
            spec_schema.iter_errors(&spec).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{file}: {errors:?}");

        let output = program().args(["check", "--format", "concise", "--date", "2026-11-22", &file]).output().expect("it runs");
        let lines: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
        let findings = report["designs"][0]["findings"].as_array().expect("findings");
        // What is folded under another finding is counted nowhere, and named behind that one.
        let standing: Vec<&Value> = findings.iter().filter(|finding| finding["folded_under"].is_null()).collect();
        assert_eq!(lines.len(), standing.len(), "{file}");
        let summary = &report["summary"];
        assert_eq!(summary["folded"].as_u64(), u64::try_from(findings.len() - standing.len()).ok(), "{file}");
        let counted = ["errors", "warnings", "advice"].iter().filter_map(|severity| summary[severity].as_u64()).sum::<u64>();
        assert_eq!(u64::try_from(standing.len()).ok(), Some(counted), "{file}");
        for (line, finding) in lines.iter().zip(standing) {
            let start = &finding["span"]["start"];
            let place = format!("{file}:{}:{}: ", start["line"], start["column"]);
            assert!(line.starts_with(&place), "{line} is not at {place}");
            assert_ne!((start["line"].as_u64(), start["column"].as_u64()), (Some(1), Some(1)), "{line} has no place of its own");
        }
    }
}

/// What is the same for many findings stands once, so that a report of many findings stays short enough to be read by a program
/// that pays for each word.
#[test]
fn a_report_of_many_findings_stays_small() {
    let run = |more: &[&str]| {
        let mut command = program();
        let file = "sample_designs/flawed/universal-sleeve.yaml";
        command.args(["check", "--format", "json", "--date", "2026-11-22", file]).args(more);
        command.output().expect("it runs").stdout
    };
    let (short, long) = (run(&[]), run(&["--verbose"]));
    let report: Value = serde_json::from_slice(&short).expect("JSON");
    let findings = report["designs"][0]["findings"].as_array().expect("findings");
    assert!(findings.len() >= 25, "{} findings", findings.len());
    assert!(short.len() < 1_500 * findings.len(), "{} bytes for {} findings", short.len(), findings.len());
    assert!(report.get("sources").is_none());

    // Every figure of a finding is told with its sources, and every source in full on demand.
    let report: Value = serde_json::from_slice(&long).expect("JSON");
    let named = |list: &str, key: &str| -> Vec<String> {
        let rows = report[list].as_array().expect("a list").iter();
        rows.map(|row| row[key].as_str().expect("a name").to_owned()).collect()
    };
    let (figures, sources) = (named("figures", "figure"), named("sources", "id"));
    for figure in findings.iter().filter_map(|finding| finding["figures"].as_array()).flatten() {
        assert!(figures.iter().any(|known| figure == known), "{figure}");
    }
    let cited = |list: &str| report[list].as_array().expect("a list").clone();
    let cited = [cited("figures"), cited("rules")].concat();
    let ids: Vec<&Value> = cited.iter().filter_map(|row| row["sources"].as_array()).flatten().collect();
    assert!(ids.len() > 30, "{} sources", ids.len());
    assert!(ids.iter().all(|id| sources.iter().any(|known| *id == known)), "{sources:?}");
}

#[test]
fn the_same_bytes_with_one_thread_and_with_many() {
    let run = |threads: &str| {
        let mut command = program();
        command.env("RAYON_NUM_THREADS", threads).args(["check", "--format", "json", "--date", "2026-11-22", "sample_designs"]);
        command.output().expect("it runs").stdout
    };
    assert_eq!(run("1"), run("8"));
    assert_eq!(run("8"), run("8"));
}

fn fingerprints(report: &Value) -> Vec<String> {
    let designs = report["designs"].as_array().expect("designs").iter();
    let findings = designs.flat_map(|design| design["findings"].as_array().expect("findings"));
    findings.map(|finding| finding["fingerprint"].as_str().expect("a fingerprint").to_owned()).collect()
}

#[test]
fn fingerprints_are_unique_and_survive_moves_comments_and_changed_values() {
    let mut all = fingerprints(&json("sample_designs"));
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);

    let spec = |draft: &str, order: [&str; 2]| {
        let parts =
            order.map(|part| format!("  {part}: {{ material: abs, process: injection-molding, draft: {draft} }}\n")).concat();
        format!("caseproof: 1\ndesign: {{ name: x }}\nparts:\n{parts}")
    };
    let of = |text: String| {
        let mut command = program();
        let output = command.args(["check", "--format", "json", "-"]).write_stdin(text).output().expect("it runs");
        let mut found = fingerprints(&serde_json::from_slice(&output.stdout).expect("json"));
        found.sort_unstable();
        found
    };
    let before = of(spec("0.1 deg", ["a", "b"]));
    assert!(before.len() >= 2);
    assert_eq!(before, of(spec("0.2 deg", ["b", "a"])));
    assert_eq!(before, of(format!("# a comment\n\n{}", spec("0.1 deg", ["a", "b"]))));
    assert_ne!(before, of(spec("0.1 deg", ["a", "c"])));
}

/// Tests have no ids: what is said of them tells them apart, not their place in the list.
#[test]
fn fingerprints_survive_a_test_that_is_put_before_another() {
    let of = |before: &str| {
        let spec = format!(
            "caseproof: 1\ndesign: {{ name: x, stage: pvt }}\nparts:\n  a: {{ material: abs, process: injection-molding }}\nevidence:\n  tests:\n{before}    - {{ name: vibration, of: a, process: fdm-printing, units: 1 }}\n"
        );
        let mut command = program();
        let output = command.args(["check", "--format", "json", "-"]).write_stdin(spec).output().expect("it runs");
        let report: Value = serde_json::from_slice(&output.stdout).expect("json");
        assert_eq!(report["rejected"].as_array().map(Vec::len), Some(0), "{}", report["rejected"]);
        let findings = report["designs"][0]["findings"].as_array().expect("findings").clone();
        let row = |finding: &Value| (finding["code"].to_string(), finding["at"].to_string(), finding["fingerprint"].to_string());
        findings.iter().map(row).collect::<Vec<_>>()
    };
    let (alone, pushed) = (of(""), of("    - { name: peel, of: a, process: injection-molding, units: 8 }\n"));
    let about: Vec<_> = alone.iter().filter(|(_, at, _)| at.contains("evidence.tests.0")).collect();
    assert!(!about.is_empty(), "{alone:?}");
    for (code, at, print) in about {
        let at = at.replace("tests.0", "tests.1");
        assert!(pushed.iter().any(|row| *row == (code.clone(), at.clone(), print.clone())), "{code} {at}: {pushed:?}");
    }
}

#[test]
fn starters_load() {
    for kind in ["phone-case", "eva-case", "rugged-case", "flight-case", "sleeve", "folio"] {
        let starter = program().args(["new", kind]).output().expect("it runs").stdout;
        let output = program()
            .args(["check", "--format", "json", "--fail-on", "never", "-"])
            .write_stdin(starter)
            .output()
            .expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{kind}: {}", String::from_utf8_lossy(&output.stdout));
        let report: Value = serde_json::from_slice(&output.stdout).expect("json");
        assert_eq!(report["rejected"].as_array().map(Vec::len), Some(0), "{kind}");
    }
}
