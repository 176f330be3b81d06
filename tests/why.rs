//! `caseproof why`: what is shown of a judgement is what a run says of it, and a place that is nearly right is understood.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::corpus;
use crate::common::program::program;
use caseproof::catalogue::Check;
use caseproof::design::{Content, Loader};
use caseproof::engine::Engine;
use caseproof::facts::World;
use caseproof::judge::{Outcome, Proof, cover, judge_world, proofs};

/// Output, notes and exit code of a command over a file.
fn run(name: &str, text: &str, arguments: &[&str]) -> (String, String, i32) {
    let folder: PathBuf = std::env::temp_dir().join(format!("caseproof-why-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("case.yaml"), text).expect("a file");
    let output = program().args(arguments).current_dir(&folder).output().expect("it runs");
    fs::remove_dir_all(&folder).expect("the folder is removed");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// Over all designs at hand: a finding has a proof of the same severity at its place, and what is open has one that is open and
/// names every need.
#[test]
fn a_proof_says_what_a_run_says() {
    let engine = Engine::builtin().expect("the checks that were built in");
    let checks: Vec<&Check> = engine.checks().iter().collect();
    let (mut looked, mut faults) = (0, Vec::new());
    for sample in corpus::own().into_iter().chain(corpus::further()) {
        let read = Loader::new(Path::new(".")).text(sample.text.clone(), &sample.name, None);
        let Content::Specs(specs) = read.content else { continue };
        for spec in &specs {
            let judgement = judge_world(&World::new(spec, None).on(Some("2026-11-30")), &checks, Some("2026-11-30"));
            let world = World::new(spec, None).on(Some("2026-11-30"));
            cover(&world, engine.checks());
            let first = |name: &str, at: &str, fits: &dyn Fn(&Proof) -> bool| {
                let check = checks.iter().find(|check| *check.name == *name).expect("a check");
                proofs(check, &world, at).iter().any(|proof| proof.at == at && fits(proof))
            };
            for finding in &judgement.findings {
                looked += 1;
                if !first(&finding.check, &finding.at, &|proof| proof.outcome == Outcome::Finding(finding.severity)) {
                    faults.push(format!("{}: {} at {} is {}", sample.name, finding.code, finding.at, finding.severity.word()));
                }
            }
            for open in &judgement.not_assessed {
                looked += 1;
                let names = |proof: &Proof| open.needs.iter().all(|need| proof.asks.contains(&need.at));
                if !first(&open.check, &open.at, &|proof| proof.outcome == Outcome::Open && names(proof)) {
                    faults.push(format!("{}: {} at {} is open", sample.name, open.code, open.at));
                }
            }
        }
    }
    assert!(looked > 500, "only {looked} judgements were looked at");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const POUCH: &str = "
caseproof: 1
design: { name: Pouch, stage: dvt }
parts:
  face: { material: tpu-film, process: die-cutting }
  clamp: { material: abs, process: injection-molding }
joints:
  cl: { method: ultrasonic-welding, between: [clamp, face] }
";

/// What rests on a figure that nobody answers for is no error, in a report and here.
#[test]
fn an_unverified_figure_makes_no_error() {
    let (shown, _, code) = run("cap", POUCH, &["why", "C25", "joints.cl", "case.yaml"]);
    assert_eq!(code, 0);
    assert!(shown.starts_with("C25 compatibility/ultrasonic-pair-does-not-weld at joints.cl (case.yaml): warning\n"), "{shown}");
}

const TRAY: &str = "
caseproof: 1
design: { name: Tray, stage: pvt }
environment: { stack: { force: 900 N } }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.2 deg, size: [200 mm, 100 mm, 30 mm] }
  pad: { material: natural-rubber, process: compression-molding }
  lid: { material: abs, process: injection-molding }
evidence: { tests: [] }
";

#[test]
fn a_place_that_is_nearly_right_is_understood() {
    for place in ["parts.tray", "parts.tray.draft", "tray"] {
        let (shown, notes, code) = run("near", TRAY, &["why", "S10", place, "case.yaml"]);
        assert_eq!(code, 0, "{place}: {notes}");
        assert!(shown.starts_with("S10 scale-up/shallow-draft at parts.tray (case.yaml): error\n"), "{place}: {shown}");
        assert!(!shown.contains("parts.lid"), "{place}: {shown}");
    }
    for place in ["parts.try", "case.yaml"] {
        let (shown, notes, code) = run("far", TRAY, &["why", "S10", place, "case.yaml"]);
        assert_eq!((code, &*shown), (3, ""), "{notes}");
        assert!(notes.contains("it is judged at parts.lid, parts.pad, parts.tray"), "{notes}");
        assert_eq!(notes.contains("did you mean `parts.tray`?"), place == "parts.try", "{notes}");
    }
}

/// The missing field of what is open is printed, and the block that a claim rests on.
#[test]
fn what_is_asked_for_and_what_is_claimed_have_their_places() {
    let (shown, _, _) = run("open", TRAY, &["why", "S10", "parts.lid", "case.yaml"]);
    assert!(shown.contains("(case.yaml): not assessed\n") && shown.contains("\n  needs parts.lid.draft\n"), "{shown}");
    let (shown, _, _) = run("claim", TRAY, &["why", "Y61", "environment", "case.yaml"]);
    assert!(shown.contains("from case.yaml:4:16  environment.stack\n"), "{shown}");
}

/// A process that the tables let off says why.
#[test]
fn the_reason_of_the_tables_is_shown() {
    let (shown, _, code) = run("reason", TRAY, &["why", "S10", "parts.pad", "case.yaml"]);
    assert_eq!(code, 0);
    assert!(shown.contains("compression-molding drafted  [unverified], because rubber is stretched off its core"), "{shown}");
}
