//! The failure mode and effects analysis: ratings of two samples worked by hand, and what a spreadsheet, a shop and an attacker
//! make of it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::program::program;
use serde_json::Value;

const SOUND: &str = "sample_designs/sound/pc-tpu-phone-case.yaml";
const FLAWED: &str = "sample_designs/flawed/pp-drybox.yaml";

/// Output, notes and exit code of `caseproof fmea`.
fn fmea(file: &Path, more: &[&str]) -> (String, String, i32) {
    let mut command = program();
    let output = command.arg("fmea").arg(file).args(["--date", "2026-11-30"]).args(more).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn rows(file: &Path) -> Vec<Value> {
    let (out, notes, code) = fmea(file, &["--format", "json"]);
    assert_eq!((code, notes.as_str()), (0, ""));
    let mut sheet: Value = serde_json::from_str(&out).expect("JSON");
    sheet["designs"][0]["rows"].as_array_mut().expect("rows").split_off(0)
}

/// A file in a folder of its own.
fn written(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-fmea-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    fs::write(&file, text).expect("a file");
    file
}

fn row<'r>(rows: &'r [Value], check: &str, at: &str) -> &'r Value {
    rows.iter().find(|row| row["check"] == check && row["at"] == at).unwrap_or_else(|| panic!("no row {check} {at}"))
}

/// Severity, occurrence, detection and priority of a row.
fn rated(row: &Value) -> (Option<u64>, Option<u64>, Option<u64>, Option<&str>) {
    (row["severity"].as_u64(), row["occurrence"].as_u64(), row["detection"].as_u64(), row["priority"].as_str())
}

/// By hand: the box states one inspection at the end, by people, and only tests of printed samples. So nothing is recorded
/// (occurrence 10), the seal was tried on samples only (detection 9), and nobody opens the latch until it breaks (10).
#[test]
fn the_dry_box_by_hand() {
    let rows = rows(Path::new(FLAWED));
    for (check, at, severity, occurrence, detection) in [
        ("A12", "joints.latch-hook", 8, 10, 10),
        ("A81", "joints.lid-seal", 8, 10, 9),
        ("A79", "joints.lid-seal", 8, 10, 9),
        ("C03", "joints.label-tape+pp-copolymer", 6, 10, 10),
        ("S01", "design+drop", 8, 10, 9),
        ("S07", "design+ingress", 8, 10, 9),
        ("A72", "parts.latch", 7, 10, 10),
        ("S39", "parts.base", 7, 10, 8),
        ("", "parts.base.prototype+gate-vestige", 4, 10, 8),
        ("", "parts.latch.prototype+snap-strain", 8, 10, 10),
    ] {
        let row = row(&rows, check, at);
        assert_eq!(rated(row), (Some(severity), Some(occurrence), Some(detection), Some("high")), "{check} {at}");
    }
    let seal = row(&rows, "A81", "joints.lid-seal");
    assert!(seal["control"].as_str().expect("text").ends_with(": evidence.tests.0"), "{seal}");
    assert_eq!((seal["step"].as_str(), seal["status"].as_str()), (Some("fit-gasket"), Some("open")));
    // The latch is fitted before the inspection, which looks at it and opens nothing.
    assert_eq!(row(&rows, "A12", "joints.latch-hook")["remarks"], "with A11, S14");
    assert_eq!(row(&rows, "", "parts.base.prototype+color-match")["status"], "closed by the released document");
    let findings = rows.iter().filter(|row| row["check"] != "").count();
    assert_eq!(findings, 19, "one row for each finding that stands");
}

/// By hand, with one-sided bounds at 95 %: 30 drops without a failure leave 1 - 0.05^(1/30) = 9.50 %, which is more than 5 %
/// (10); 60 fits leave 4.87 % (9); 8 rejects of 1200 leave 1.20 %, more than 1 % (8); 6 of 1170 leave 1.01 % (8). The drop test names
/// its method and was made at pvt, after the tools (7).
#[test]
fn the_phone_case_by_hand() {
    let rows = rows(Path::new(SOUND));
    for (check, at, by_hand) in [
        ("", "parts.bumper.prototype+drop-protection", (Some(8), Some(10), Some(7), Some("high"))),
        ("", "parts.bumper.prototype+device-fit", (Some(8), Some(9), Some(7), Some("high"))),
        ("", "parts.bumper.prototype+overmold-bond", (Some(8), Some(10), Some(10), Some("high"))),
        ("", "parts.back.prototype+draft", (Some(7), Some(8), Some(8), Some("high"))),
        ("", "parts.back.prototype+gate-vestige", (Some(4), Some(8), Some(8), Some("high"))),
        ("S06", "parts.lining", (Some(7), Some(8), Some(8), Some("high"))),
        ("", "parts.back.prototype+shrink-and-warp", (Some(7), Some(2), Some(10), Some("medium"))),
        ("Y21", "evidence.measurements.1", (Some(7), Some(2), Some(10), Some("medium"))),
    ] {
        assert_eq!(rated(row(&rows, check, at)), by_hand, "{check} {at}");
    }
    let basis = |at: &str| row(&rows, "", at)["occurrence_basis"].as_str().expect("text").to_owned();
    assert_eq!(
        basis("parts.bumper.prototype+drop-protection"),
        "0 of 30 failed in evidence.tests.0: at most 9.5 %, with 95 % confidence"
    );
    assert_eq!(
        basis("parts.back.prototype+draft"),
        "8 of 1200 failed in evidence.builds (mold-back): at most 1.2 %, with 95 % confidence"
    );
    assert!(rows.iter().any(|row| row["status"].as_str().is_some_and(|status| status.starts_with("closed by a test"))));
}

const SMALL: &str = "caseproof: 1
design: { name: tray, stage: dvt }
parts:
  tray:
    material: abs
    process: injection-molding
    wall: 2 mm
    draft: 0.3 deg
    dimensions: { width: { nominal: 100 mm, tolerance: ±0.3 mm, critical: true } }
";

#[test]
fn what_the_design_does_not_state_is_named() {
    let shallow = |more: &str| {
        let rows = rows(&written("small", &format!("{SMALL}{more}")));
        rated_with_control(row(&rows, "S10", "parts.tray"))
    };
    // Without steps nobody knows what is looked at; at severity 7 and occurrence 10 the priority is high all the same.
    assert_eq!(shallow(""), (None, "cannot say: needs assembly".to_owned(), Some("high".to_owned())));
    let look = "assembly:\n  - { step: mold, process: injection-molding, adds: [tray] }\n  - { step: look, process: visual-inspection }\n";
    let seen = "people look at or gauge units; the method is not shown to work: assembly.look";
    assert_eq!(shallow(look), (Some(8), seen.to_owned(), Some("high".to_owned())));
    // What is looked at before the tray is molded is no control of it.
    let early = "assembly:\n  - { step: look, process: visual-inspection }\n  - { step: mold, process: injection-molding, adds: [tray] }\n";
    assert_eq!(shallow(early).0, Some(10));
}

fn rated_with_control(row: &Value) -> (Option<u64>, String, Option<String>) {
    let text = |key: &str| row[key].as_str().map(str::to_owned);
    (row["detection"].as_u64(), text("control").unwrap_or_default(), text("priority"))
}

/// 299 shots without a reject leave 1.0 % with 95 % confidence (7); with 3 they leave 2.6 % (9).
#[test]
fn more_records_lower_the_occurrence() {
    let occurrence = |built: u32, rejected: u32| {
        let build = format!(
            "evidence:\n  builds:\n    - {{ of: tray, process: injection-molding, built: {built}, rejected: {rejected}, stage: pvt }}\n"
        );
        let rows = rows(&written("records", &format!("{SMALL}{build}")));
        row(&rows, "S10", "parts.tray")["occurrence"].as_u64()
    };
    assert_eq!(occurrence(299, 0), Some(7));
    assert_eq!(occurrence(299, 3), Some(9));
    assert_eq!(occurrence(3000, 0), Some(6));
}

/// 6 times 0.008 mm in a tolerance of 0.6 mm are 8 %, which is good (6); 0.02 mm are 20 %, which is not (8). 100 readings with Cpk
/// 0.3 / (3 * 0.05) = 2 show 1.76 at least, so that 1e-7 are outside (2); 30 with Cpk 1 show 0.76, so that 2.2 % are (9).
#[test]
fn gauges_and_readings_are_rated() {
    let rated_with = |gauge: &str, deviation: &str, count: u32| {
        let study = format!(
            "evidence:\n  measurements:\n    - {{ of: tray.width, process: injection-molding, gauge: {gauge}, mean: 100 mm, deviation: {deviation}, count: {count} }}\n"
        );
        let text = format!("{SMALL}{study}");
        let rows = rows(&written("gauge", &text));
        let row = rows.iter().find(|row| row["at"] == "evidence.measurements.0").expect("a finding on the readings");
        (row["occurrence"].as_u64(), row["detection"].as_u64(), row["critical"].as_bool())
    };
    assert_eq!(rated_with("0.02 mm", "0.05 mm", 100), (Some(2), Some(8), Some(true)));
    assert_eq!(rated_with("0.008 mm", "0.1 mm", 30), (Some(9), Some(6), Some(true)));
}

#[test]
fn money_is_rated_by_the_team_and_a_waiver_shows() {
    let text = "caseproof: 1
design: { name: tray, stage: dvt }
production: { target_unit_cost: 1 USD }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.3 deg, cost: 2 USD }
waivers:
  - { check: S10, at: parts.tray, owner: A. Smith, reason: soft tool first, until: 2027-03-31 }
";
    let rows = rows(&written("money", text));
    let money = row(&rows, "S92", "design");
    assert_eq!((money["severity"].as_u64(), money["priority"].as_str()), (None, None));
    assert_eq!(money["remarks"], "cannot say: needs a rating by the team, the scale has no row for it");
    assert_eq!(row(&rows, "S10", "parts.tray")["status"], "accepted by A. Smith: soft tool first");
}

/// The fields of a CSV text by RFC 4180.
fn fields(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_sheet_opens_in_a_spreadsheet() {
    let (out, _, code) = fmea(Path::new(FLAWED), &["--format", "csv"]);
    assert_eq!(code, 0);
    assert_eq!(out.matches("\r\n").count(), out.matches('\n').count(), "lines end with CRLF");
    let sheet = fields(&out);
    assert!(sheet.iter().all(|row| row.len() == 30));
    assert_eq!(&sheet[0][..3], ["no.", "check", "process item"]);
    let latch = sheet.iter().find(|row| row[1] == "A12").expect("the latch");
    assert_eq!([&latch[9], &latch[13], &latch[16], &latch[17]], ["8", "10", "10", "H"]);
    let prevention = sheet[0].iter().position(|name| name == "prevention control").expect("the column");
    assert_eq!(latch[prevention], "none: design rule A12 is missed", "a rule that is missed prevents nothing");
    // What people fill in is empty.
    assert!([20, 21, 23, 24, 25, 26, 27, 28].into_iter().all(|column| latch[column].is_empty()));
    let (zh, _, _) = fmea(Path::new(FLAWED), &["--format", "csv", "--lang", "zh"]);
    assert!(zh.starts_with("\u{feff}序号,"));
    assert_eq!(fields(&zh).len(), sheet.len());
}

#[test]
fn a_cell_never_runs() {
    let text = SMALL.replace("name: tray", "name: \"=cmd|'/C calc'!A0\"").replace("tray", "t1");
    let waived = format!(
        "{text}waivers:\n  - {{ check: S10, at: parts.t1, owner: \"@SUM(1)\", reason: side action quoted, until: 2027-03-31 }}\n"
    );
    let (out, notes, code) = fmea(&written("hostile", &waived), &["--format", "csv"]);
    assert_eq!(code, 0, "{notes}");
    for row in fields(&out).iter().skip(1) {
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])), "{row:?}");
        assert_eq!(row[2], "'=cmd|'/C calc'!A0");
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let spec = written("out", SMALL);
    let out = spec.with_file_name("fmea.csv");
    let (shown, notes, code) = fmea(&spec, &["--format", "csv", "-o", out.to_str().expect("a path")]);
    assert_eq!((shown.as_str(), notes.as_str(), code), ("", "", 0));
    let (printed, _, _) = fmea(&spec, &["--format", "csv"]);
    assert_eq!(fs::read_to_string(&out).expect("a file"), printed);
    let nowhere = spec.with_file_name("no").join("fmea.csv");
    let (_, notes, code) = fmea(&spec, &["-o", nowhere.to_str().expect("a path")]);
    assert_eq!(code, 2);
    assert!(notes.contains("nothing was written"), "{notes}");
    let (out, _, code) = fmea(&written("broken", "caseproof: 1\nparts: { tray: { draft: 3 mm } }\n"), &[]);
    assert_eq!(code, 2);
    assert!(out.contains("case.yaml:2"), "{out}");
}

#[test]
fn what_is_not_stated_is_no_failure_mode() {
    let text = "caseproof: 1\ndesign: { name: x, stage: production }\nparts: { a: {} }\nwaivers: [{ check: S10, reason: side action quoted, owner: tooling, until: 2026-01-31 }]\n";
    let file = written("record", text);
    assert_eq!(rows(&file), Vec::<Value>::new());
    let (out, _, _) = fmea(&file, &[]);
    assert!(out.contains("% of the checks that apply could be decided"), "{out}");
    let named = out.lines().skip_while(|line| !line.starts_with("what is not stated")).collect::<String>();
    assert!(["Y42", "Y43"].iter().all(|code| named.contains(code)), "{out}");
}
