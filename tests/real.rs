//! Public designs, written with what is public of them only: a proven product raises no error, and a product with a documented
//! failure raises the finding that matches it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::program::program;
use caseproof::engine::Engine;
use serde::Deserialize;
use serde_json::Value;

/// What is expected of one design.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Made and used for years without a known failure.
    #[serde(default)]
    proven: bool,
    /// What went wrong with it.
    documented: Option<Documented>,
    /// Other findings that are right.
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Documented {
    failure: String,
    source: String,
    #[serde(default)]
    findings: Vec<String>,
    /// Checks that wait for the tests of the maker.
    #[serde(default)]
    asks: Vec<String>,
}

/// The report of one file.
fn report(path: &Path) -> Value {
    let output = program().args(["check", "--format", "json", "--fail-on", "never"]).arg(path).output().expect("it runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(report["rejected"].as_array().is_none_or(Vec::is_empty), "{}: {}", path.display(), report["rejected"]);
    report
}

/// Names and severities of the findings of a design.
fn findings(path: &Path) -> Vec<(String, String)> {
    let report = report(path);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let designs = report["designs"].as_array().expect("designs");
    let findings = designs.iter().flat_map(|design| design["findings"].as_array().expect("findings"));
    findings
        .map(|finding| {
            let message = text(&finding["message"]);
            assert!(!message.trim_end().ends_with([':', ',']), "{}: a sentence without its end: {message}", path.display());
            (text(&finding["check"]), text(&finding["severity"]))
        })
        .collect()
}

/// Asserts that a check waits for the tests of the maker, and finds something once it is said that there are none.
fn waits_for_tests(path: &Path, check: &str) {
    let report = report(path);
    let open = report["designs"][0]["not_assessed"].as_array().expect("what is open");
    let engine = Engine::builtin().expect("the checks");
    let code =
        engine.checks().iter().find(|known| *known.name == *check).map(|known| known.definition.code.clone()).expect(check);
    let asks = |entry: &&Value| entry["code"] == *code && entry["needs"].to_string().contains("evidence.tests");
    assert!(open.iter().any(|entry| asks(&entry)), "{}: {check} asks for no tests", path.display());
    let text = std::fs::read_to_string(path).expect("a design").replace("\nevidence:\n", "\nevidence:\n  tests: []\n");
    let folder = std::env::temp_dir().join(format!("caseproof-real-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let untested = folder.join("untested.yaml");
    std::fs::write(&untested, text).expect("a file");
    let found = findings(&untested);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    assert!(found.iter().any(|(found, _)| found == check), "{}: {check} is not among {found:?}", path.display());
}

#[test]
fn public_designs_are_judged_as_history_did() {
    let folder = Path::new("tests/real");
    let text = std::fs::read_to_string(folder.join("expected.yaml")).expect("expectations");
    let expected: BTreeMap<String, Expected> = serde_yaml::from_str(&text).expect("expectations in their form");
    let specs = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = specs.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "expected.yaml");
    names.sort();
    assert_eq!(names, expected.keys().cloned().collect::<Vec<_>>(), "every design has its expectation");
    assert!(names.len() >= 10);

    for (name, expected) in expected {
        let found = findings(&folder.join(&name));
        let has = |check: &String| found.iter().any(|(found, _)| found == check);
        for check in &expected.also {
            assert!(has(check), "{name}: {check} is not among {found:?}");
        }
        match expected.documented {
            Some(documented) => {
                let some = !documented.findings.is_empty() || !documented.asks.is_empty();
                assert!(!expected.proven && some, "{name}: proven or documented, one of them");
                for check in &documented.asks {
                    waits_for_tests(&folder.join(&name), check);
                }
                for check in &documented.findings {
                    assert!(has(check), "{name}: {} ({}); {check} is not among {found:?}", documented.failure, documented.source);
                }
            }
            None => {
                assert!(expected.proven, "{name}: proven or documented, one of them");
                let errors: Vec<_> = found.iter().filter(|(_, severity)| severity == "error").collect();
                assert!(errors.is_empty(), "{name} is proven, and yet: {errors:?}");
            }
        }
    }
}
