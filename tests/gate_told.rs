//! What a gate judges and what it says of it: the stage where a check is mandatory, files called as designs, values that were set, and
//! what was not read.

use std::path::Path;
use std::process::Output;

use crate::common::folder::Folder;
use crate::common::program::program;
use serde_json::Value;

const TRAY: &str = "caseproof: 1\ndesign: { name: Tray, stage: dvt }\nparts:\n  tray: { material: abs, process: injection-molding, draft: 0.1 deg, wall: 2 mm }\n";
const DAY: &str = "2026-11-22";

/// What is printed, what is noted, and the exit code.
fn caseproof(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = program();
    let Output { status, stdout, stderr } = command.current_dir(folder).args(arguments).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(stdout), text(stderr), status.code())
}

fn check(folder: &Folder, arguments: &[&str]) -> (String, String, Option<i32>) {
    caseproof(&folder.0, &[&["check", "--date", DAY, "--format", "concise"], arguments].concat())
}

/// The stages at which the designs of a run are judged.
fn stages(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let (out, _, _) = caseproof(&folder.0, &[&["check", "--date", DAY, "--format", "json", "tray.yaml"], arguments].concat());
    let report: Value = serde_json::from_str(&out).expect("JSON");
    let designs = report["designs"].as_array().expect("a list").iter();
    designs.map(|design| design["stage"].as_str().expect("a stage").to_owned()).collect()
}

#[test]
fn no_gate_lowers_the_stage_where_a_check_is_mandatory() {
    let plain = Folder::new("told-lowered").with("tray.yaml", TRAY).with("caseproof.toml", "gate = \"concept\"\n");
    assert_eq!(stages(&plain, &[]), ["concept"], "without a mandatory check the gate is the stage");
    let bound = Folder::new("told-raised")
        .with("tray.yaml", TRAY)
        .with("house.toml", "mandatory = [\"S10\"]\n")
        .with("strict.toml", "mandatory = [\"S10\"]\ngate = \"pvt\"\n")
        .with("caseproof.toml", "extends = \"house.toml\"\n[[override]]\npaths = [\"*.yaml\"]\ngate = \"concept\"\n")
        .with("above.toml", "extends = \"strict.toml\"\ngate = \"concept\"\n");
    for (arguments, stage) in [
        (&[][..], "dvt"),
        (&["--gate", "concept"], "dvt"),
        (&["--gate", "production"], "production"),
        (&["--config", "above.toml"], "pvt"),
        (&["--config", "above.toml", "--gate", "evt"], "pvt"),
    ] {
        assert_eq!(stages(&bound, arguments), [stage], "{arguments:?}");
    }
}

#[test]
fn a_file_called_as_a_design_is_one_or_rejected() {
    let folder =
        Folder::new("told-called").with("tray.yaml", TRAY).with("ci.yaml", "on: push\n").with("a.case.yaml", "# nothing yet\n");
    let (out, _, code) = check(&folder, &["."]);
    assert_eq!(code, Some(2), "{out}");
    assert!(out.contains("a.case.yaml:1:1: error[design/no-spec] by its name this is a design"), "{out}");
    assert!(!out.contains("ci.yaml"), "{out}");
    let based = Folder::new("told-based").with("a.case.yaml", "parts: { tray: { wall: 3 mm } }\n");
    let based = based.with("b.case.yaml", &TRAY.replace("design:", "extends: a.case.yaml\ndesign:"));
    let (out, _, code) = check(&based, &["."]);
    assert!(code < Some(2), "a base is none: {out}");
}

#[test]
fn what_is_set_or_not_read_is_said_in_every_format() {
    let folder = Folder::new("told-said").with("tray.yaml", TRAY).with("other.yaml", "on: push\n");
    let folder = folder.with(".gitignore", "aside.yaml\n").with("aside.yaml", TRAY);
    let run = |format: &str, set: &[&str]| {
        let (out, notes, _) = caseproof(&folder.0, &[&["check", "--date", DAY, "--format", format, "."], set].concat());
        (out, notes)
    };
    let set = ["--set", "parts.tray.draft=0.05 deg"];
    for format in ["text", "full", "json", "jsonl", "markdown", "agent", "sarif", "junit"] {
        let ((with, notes), (without, _)) = (run(format, &set), run(format, &[]));
        let said = with.replace("\\_", "_");
        assert!(said.contains("parts.tray.draft=0.05 deg"), "{format}: {with}");
        assert!(!without.contains("set for this run") && !without.contains("\"set\""), "{format}: {without}");
        assert_eq!(notes.contains("1 left out by .gitignore"), matches!(format, "sarif" | "junit"), "{format}: {notes}");
    }
    for format in ["concise", "github", "gitlab", "rdjson"] {
        let (_, notes) = run(format, &set);
        assert!(
            notes.contains("set for this run: parts.tray.draft=0.05 deg; 1 skipped, not specs; 1 left out by .gitignore"),
            "{format}: {notes}"
        );
    }
    let (github, _) = run("github", &set);
    assert!(github.contains("::warning file=aside.yaml,line=1,title=left out::"), "{github}");
    assert!(github.contains("file=tray.yaml,line=1,col=1") && !github.contains("file=--set"), "{github}");
    assert!(run("junit", &[]).0.contains("type=\"left-out\""));
    assert!(!run("sarif", &set).0.contains("\"uri\":\"--set\""));
    let (out, _) = run("concise", &["--set", "extends=other.yaml"]);
    assert!(out.contains("a base cannot be set for one run"), "{out}");
}

/// A tray whose one error is of a check that is left out.
const LEFT_OUT: &str = "left out by configuration: 1 check with 1 finding: S10 1";
const LEFT_OUT_ZH: &str = "按配置略去 1 项检查，其中有 1 个问题：S10 1";

#[test]
fn what_is_left_out_stands_on_every_page_and_beside_every_study() {
    let early = TRAY.replace("dvt", "concept");
    let folder = Folder::new("told-left-out").with("tray.yaml", &early).with("caseproof.toml", "ignore = [\"S10\"]\n");
    let run = |arguments: &[&str]| caseproof(&folder.0, &[arguments, &["--date", DAY]].concat());
    let forms = ["feasibility", "actions", "questions", "limits"].map(|form| vec!["--form", form]);
    let whole = ["html", "markdown"].map(|format| (Vec::new(), format));
    let formed = forms.into_iter().flat_map(|form| ["html", "markdown", "text"].map(|format| (form.clone(), format)));
    for (form, format) in whole.into_iter().chain(formed) {
        for (language, says) in [("en", &[LEFT_OUT][..]), ("zh", &[LEFT_OUT_ZH]), ("both", &[LEFT_OUT, LEFT_OUT_ZH])] {
            let asked = ["report", "tray.yaml", "--format", format, "--lang", language, "--set", "parts.tray.wall=3 mm"];
            let (page, notes, code) = run(&[&asked[..], &form].concat());
            let page = page.replace("<wbr>", "").replace('\n', " ").replace("  ", " ");
            let flat = page.split_whitespace().collect::<String>();
            assert_eq!(code, Some(0), "{notes}");
            for said in says.iter().copied().chain(["parts.tray.wall = 3 mm"]) {
                assert!(flat.contains(&said.split_whitespace().collect::<String>()), "{form:?} {format} {language}: {said}");
            }
            assert!(notes.contains(LEFT_OUT), "{notes}");
        }
    }
    let page = folder.0.join("page.html");
    let (_, _, code) = run(&["report", "tray.yaml", "-o", "page.html"]);
    assert!(code == Some(0) && page.exists());
    let (same, notes, code) = caseproof(&folder.0, &["report", "--verify", "page.html"]);
    assert!(code == Some(0) && same.contains("the same") && notes.contains(LEFT_OUT), "{same}{notes}");
    let (table, _, _) = run(&["report", ".", "--format", "markdown"]);
    let row = table.lines().find(|line| line.starts_with("| Tray |")).expect("a row");
    assert!(row.contains(LEFT_OUT), "{row}");
    for study in ["suggest", "advise", "fmea", "limits"] {
        let (out, notes, code) = run(&[study, "tray.yaml"]);
        assert!(code == Some(0) && notes.contains(LEFT_OUT), "{study}: {notes}{out}");
        let (_, notes, _) = run(&[study, "tray.yaml", "--isolated"]);
        assert!(!notes.contains("left out"), "{study}: {notes}");
    }
    let (sheet, _, _) = run(&["limits", "tray.yaml"]);
    assert!(!sheet.split([' ', '(', ')', '\n']).any(|word| word == "S10"), "{sheet}");
}

#[test]
fn what_is_selected_is_said() {
    let folder = Folder::new("told-selected").with("tray.yaml", TRAY);
    let (page, notes, code) = caseproof(&folder.0, &["report", "tray.yaml", "--format", "markdown", "--select", "S11,yield"]);
    assert_eq!(code, Some(0), "{notes}");
    assert!(page.contains("**judged by S11, yield alone; left out by configuration: "), "{page}");
    assert!(page.contains(" S10 1"), "{page}");
}

#[test]
fn reports_of_a_run_say_what_was_left_out() {
    let folder = Folder::new("told-omitted").with("tray.yaml", TRAY).with("caseproof.toml", "ignore = [\"S10\"]\n");
    for format in ["markdown", "github", "sarif", "agent"] {
        let (out, notes, _) = caseproof(&folder.0, &["check", "--date", DAY, "--format", format, "tray.yaml"]);
        assert!(out.contains(LEFT_OUT) && notes.contains(LEFT_OUT), "{format}: {out}{notes}");
        let (out, _, _) = caseproof(&folder.0, &["check", "--date", DAY, "--format", format, "--isolated", "tray.yaml"]);
        assert!(!out.contains("left out by"), "{format}: {out}");
    }
    // Parts of a run say it together.
    for part in ["1/2", "2/2"] {
        let name = format!("{}.jsonl", &part[..1]);
        let format = format!("jsonl={name}");
        caseproof(&folder.0, &["check", "--date", DAY, "--partition", part, "--format", &format, "tray.yaml"]);
    }
    let (out, notes, _) = caseproof(&folder.0, &["merge", "1.jsonl", "2.jsonl", "--format", "markdown"]);
    assert!(out.contains(LEFT_OUT), "{out}{notes}");
}

#[test]
fn a_configuration_below_a_folder_holds_on_its_page() {
    let folder = Folder::new("told-below").with("a/tray.yaml", TRAY).with("a/caseproof.toml", "ignore = [\"S10\"]\n");
    let (page, notes, code) = caseproof(&folder.0, &["report", ".", "--format", "markdown", "--date", DAY]);
    assert_eq!(code, Some(0), "{notes}");
    assert!(page.contains(LEFT_OUT) && notes.contains(LEFT_OUT), "{page}{notes}");
}

/// A design of which nothing is known.
const BARE: &str = "caseproof: 1\ndesign: { name: Bare }\nparts: { a: {} }\n";

#[test]
fn without_a_stage_nobody_knows_whether_enough_is_known() {
    let folder = Folder::new("told-bare").with("bare.yaml", BARE);
    for (language, verdict, field) in
        [("en", "OPEN, 0 % known", "without design.stage"), ("zh", "待定，已知 0 %", "缺少 design.stage")]
    {
        for format in ["text", "full"] {
            let (out, _, code) = caseproof(&folder.0, &["check", "bare.yaml", "--format", format, "--lang", language]);
            assert!(code == Some(0) && out.contains(verdict) && out.contains(field), "{out}");
        }
        let (page, _, _) = caseproof(&folder.0, &["report", "bare.yaml", "--format", "markdown", "--lang", language]);
        assert!(page.contains(verdict) && page.contains("design.stage"), "{page}");
    }
    let (out, _, code) = caseproof(&folder.0, &["check", "bare.yaml", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&report["designs"][0]["verdict"], code), (&"open".into(), Some(0)));
    let open = report["designs"][0]["not_assessed"].as_array().expect("a list").iter();
    assert!(open.filter(|open| open["needs"][0]["at"] == "design.stage").count() >= 2, "{out}");
    // It passes nothing that asks for coverage; with a stage it is judged by that.
    let (_, notes, code) = caseproof(&folder.0, &["check", "bare.yaml", "--min-coverage", "0"]);
    assert!(code == Some(1) && notes.contains("open, which does not pass a gate: Bare"), "{notes}");
}

#[test]
fn a_clean_verdict_says_how_much_is_known() {
    let folder = Folder::new("told-clean").with("bare.yaml", BARE);
    let (out, notes, code) = caseproof(&folder.0, &["check", "bare.yaml", "--gate", "dvt", "--ignore", "Y42,Y43"]);
    assert!(code == Some(0) && out.contains("NO ERRORS OR WARNINGS, 0 % known"), "{out}");
    assert!(notes.contains("left out by configuration: 2 checks with 2 findings: Y42 1, Y43 1"), "{notes}");
}
