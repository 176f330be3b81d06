//! What results rest on: the weakest first, no error on a page that nobody answers for, and how much is unverified at most.

use assert_cmd::Command;
use caseproof::catalogue::Severity;
use caseproof::engine::Engine;
use caseproof::knowledge::{Basis, Table, Trust, library};
use caseproof::study::shares;
use serde_json::Value;

/// Unverified shares that may only go down: of the figures, the flags and the pairs. Of the pairs many say that a contact does no
/// harm, which few pages state; they make no finding.
const MOST_UNVERIFIED: [f64; 3] = [0.18, 0.153, 0.224];

fn run(arguments: &[&str]) -> (String, i32) {
    let output = Command::cargo_bin("caseproof").expect("the program").args(arguments).output().expect("it runs");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code().unwrap_or(-1))
}

fn json(arguments: &[&str]) -> Value {
    let (out, code) = run(arguments);
    assert_eq!(code, 0, "{out}");
    serde_json::from_str(&out).expect("one JSON value")
}

#[test]
fn little_of_what_can_make_an_error_is_unverified() {
    let engine = Engine::builtin().expect("the checks");
    let shares = shares(engine.checks());
    let read = [shares.figures, shares.flags, shares.pairs];
    assert!(shares.figures.count > 500 && shares.flags.count > 300 && shares.pairs.count > 400, "{shares:?}");
    for (share, most) in read.iter().zip(MOST_UNVERIFIED) {
        assert!(share.unverified_share() <= most, "{} of {}, at most {most}", share.unverified, share.count);
    }
    let said = json(&["sources", "--share", "--format", "json"]);
    assert_eq!(said["figures"]["unverified"], shares.figures.unverified);
    assert_eq!(said["flags"]["count"], shares.flags.count);
}

#[test]
fn the_weakest_come_first_and_the_most_used_of_them() {
    let whole = json(&["sources", "--weak", "sample_designs", "--format", "json"]);
    let rows = whole["rests_on"].as_array().expect("rows");
    assert!(rows.len() > 200, "{} rows", rows.len());
    let order = ["unverified", "blog", "widened", "trade", "handbook", "maker", "standard", "definition"];
    let place = |row: &Value| order.iter().position(|word| row["firmness"] == *word).expect("a class of sources");
    let used = |row: &Value| row["findings"].as_u64().unwrap() + row["passes"].as_u64().unwrap();
    for pair in rows.windows(2) {
        let ordered = (place(&pair[0]), u64::MAX - used(&pair[0])) <= (place(&pair[1]), u64::MAX - used(&pair[1]));
        assert!(ordered, "{} before {}", pair[0], pair[1]);
        assert!(used(&pair[0]) > 0, "{}", pair[0]);
    }
    for firmness in ["unverified", "trade", "maker", "standard", "definition"] {
        assert!(rows.iter().any(|row| row["firmness"] == firmness), "none of them is {firmness}");
    }
}

#[test]
fn every_result_is_counted_once() {
    let design = "sample_designs/flawed/pp-drybox.yaml";
    let whole = json(&["sources", "--weak", design, "--format", "json"]);
    let checked: Value = serde_json::from_str(&run(&["check", design, "--format", "json"]).0).expect("JSON");
    let coverage = &checked["designs"][0]["coverage"];
    assert_eq!(whole["designs"], 1);
    // What is said of the coverage does not count for it: one check of it passes here.
    assert_eq!(whole["passes"].as_u64(), coverage["passed"].as_u64().map(|passed| passed + 1));
    let failed = coverage["failed"].as_u64().unwrap() + coverage["waived"].as_u64().unwrap();
    assert_eq!(whole["findings"].as_u64(), Some(failed));
}

#[test]
fn no_figure_stands_on_pages_that_nobody_answers_for() {
    let weak = |sources: &[u16]| !sources.is_empty() && sources.iter().all(|id| library().source(*id).trust == Trust::Blog);
    let figures = [Table::Material, Table::Process, Table::Method].into_iter().flat_map(|table| library().entries(table));
    let mut seen = 0;
    for figure in figures.flat_map(|entry| &entry.figures).filter(|figure| weak(&figure.sources)) {
        seen += 1;
        assert_eq!(figure.basis, Basis::Unverified);
    }
    for pair in library().pairs().iter().filter(|pair| weak(&pair.sources)) {
        seen += 1;
        assert_eq!(pair.basis, Basis::Unverified, "{}", pair.id);
    }
    assert!(seen > 5, "{seen} were looked at");
    let engine = Engine::builtin().expect("the checks");
    let limits = engine.checks().iter().flat_map(|check| &*check.limits);
    for limit in limits.filter(|limit| library().find_source(&limit.source).is_some_and(|source| source.trust == Trust::Blog)) {
        assert_eq!(limit.basis, Basis::Unverified, "{}", limit.name);
    }
    assert!(engine.checks().iter().any(|check| check.definition.worst() == Severity::Error));
}

#[test]
fn it_is_said_what_to_list() {
    let (_, code) = run(&["sources"]);
    assert_eq!(code, 2);
    let (out, code) = run(&["sources", "--weak", "sample_designs/flawed/pp-drybox.yaml", "--most", "1"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("1 design, "), "{out}");
    assert!(out.contains("\nunverified: ") && out.contains(" more\n"), "{out}");
}
