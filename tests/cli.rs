//! Commands as a user calls them: arguments, exit codes, and where output goes.

use crate::common::program::program;

const SPEC: &str = "caseproof: 1\ndesign: { name: Case, stage: dvt }\nparts:\n  tray:\n    material: abs\n    process: injection-molding\n    draft: 0.2 deg\n    size: [200 mm, 100 mm, 30 mm]\n    wall: 2 mm\nwaivers:\n  - { check: too-much-regrind, at: parts.tray, reason: side action quoted, owner: tooling, until: 2027-03-31 }\n";

fn run(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut command = program();
    let output = command.args(arguments).write_stdin(input).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

#[test]
fn exit_codes() {
    let sound = SPEC.replace("0.2 deg", "2 deg");
    let invalid = SPEC.replace("0.2 deg", "0.2");
    for (arguments, input, code) in [
        (vec!["check", "-"], SPEC, 1),
        (vec!["check", "--fail-on", "never", "-"], SPEC, 0),
        (vec!["check", "-"], sound.as_str(), 0),
        (vec!["check", "--fail-on", "advice", "-"], SPEC, 1),
        (vec!["check", "--fail-on", "never", "--min-coverage", "100%", "-"], SPEC, 1),
        (vec!["check", "--fail-on", "never", "--min-coverage", "0", "-"], SPEC, 0),
        (vec!["check", "-"], invalid.as_str(), 2),
        (vec!["check", "--fail-on", "never", "-"], invalid.as_str(), 2),
        (vec!["check", "-", "other.yaml"], SPEC, 2),
        (vec!["check", "--gate", "never", "-"], SPEC, 2),
        (vec!["check", "--date", "soon", "-"], SPEC, 2),
        (vec!["check", "--checks", "no-such-folder", "-"], SPEC, 2),
        (vec!["check", "no-such-file.yaml"], "", 2),
        (vec!["check", "docs"], "", 3),
        (vec!["no-such-command"], "", 2),
        (vec!["--version"], "", 0),
        (vec!["--help"], "", 0),
        (vec!["explain", "S10"], "", 0),
        (vec!["explain", "shallow-draft"], "", 0),
        (vec!["explain", "scale-up/shallow-draft"], "", 0),
        (vec!["explain", "shalow-draft"], "", 2),
        (vec!["facts", "joint"], "", 0),
        (vec!["facts", "jiont"], "", 2),
        (vec!["materials", "abs"], "", 0),
        (vec!["materials", "unobtainium"], "", 2),
        (vec!["processes", "molding", "--json"], "", 0),
        (vec!["methods"], "", 0),
        (vec!["schema"], "", 0),
        (vec!["schema", "--of", "report"], "", 0),
        (vec!["new", "eva-case"], "", 0),
        (vec!["test-checks", "checks"], "", 0),
        (vec!["test-checks", "checks/scale-up"], "", 0),
        (vec!["test-checks", "no-such-folder"], "", 2),
        (vec!["test-checks", "docs"], "", 3),
    ] {
        let (found, stdout, stderr) = run(&arguments, input);
        assert_eq!(found, code, "{arguments:?}\n{stdout}\n{stderr}");
    }
}

#[test]
fn slips_are_answered_with_what_was_meant() {
    for (arguments, expected) in [
        (vec!["explain", "shalow-draft"], "did you mean `shallow-draft` (walls without enough draft to leave the mold)"),
        (vec!["facts", "jiont"], "did you mean `joint`?"),
        (vec!["materials", "polycarbonat"], "polycarbonate"),
    ] {
        let (_, stdout, stderr) = run(&arguments, "");
        assert!(format!("{stdout}{stderr}").contains(expected), "{arguments:?}: {stdout}{stderr}");
    }
}

#[test]
fn the_draft_is_found_where_it_stands() {
    let (_, stdout, stderr) = run(&["check", "--format", "concise", "--stdin-filename", "case.yaml", "-"], SPEC);
    let line = stdout.lines().find(|line| line.contains("[S10]")).expect("the draft is too small");
    assert!(line.starts_with("case.yaml:7:12: error[S10] tray has 0.2 deg of draft per side"), "{line}");
    assert!(stderr.is_empty(), "{stderr}");
}

#[test]
fn a_waiver_covers_its_finding_while_it_holds() {
    let waived = SPEC.replace("too-much-regrind", "shallow-draft");
    let codes = |spec: &str, date: &str| run(&["check", "--format", "concise", "--date", date, "-"], spec).1.contains("[S10]");
    assert!(!codes(&waived, "2027-03-31"), "on its last day");
    assert!(codes(&waived, "2027-04-01"), "a day later");
    assert!(!codes(&SPEC.replace("too-much-regrind", "S10"), "2027-01-01"), "by code");
    for slip in [waived.replace("parts.tray,", "parts.trya,"), SPEC.replace("too-much-regrind", "shalow-draft")] {
        let (code, stdout, _) = run(&["check", "--format", "concise", "-"], &slip);
        assert!(code == 1 && stdout.contains(":11:") && stdout.contains("there is no"), "{stdout}");
    }
    for (given, left) in
        [("owner: tooling, ", ""), ("until: 2027-03-31", "until: soon"), ("until: 2027-03-31", "until: 2027-13-01")]
    {
        let (code, stdout, _) = run(&["check", "--format", "concise", "-"], &waived.replace(given, left));
        assert_eq!(code, 2, "{left}: {stdout}");
        assert!(stdout.contains(":11:"), "located: {stdout}");
    }
    let bound = waived.replace("until: 2027-03-31", "until: 2027-03-31, while: draft >= 0.2 deg");
    assert!(!codes(&bound, "2027-01-01"), "while its condition holds");
    assert!(codes(&bound.replace("draft: 0.2 deg\n", "draft: 0.1 deg\n"), "2027-01-01"), "the value got worse");
    let (_, stdout, _) = run(&["check", "--format", "json", "--date", "2027-01-01", "-"], &waived);
    let report: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    assert_eq!(report["summary"]["waived"], 1, "{stdout}");
}

#[test]
fn gates_judge_as_if_at_another_stage() {
    let spec = SPEC.replace("stage: dvt", "stage: concept");
    let count = |gate: &[&str]| {
        let mut arguments = vec!["check", "--format", "concise", "-"];
        arguments.extend(gate);
        run(&arguments, &spec).1.lines().count()
    };
    assert!(count(&["--gate", "pvt"]) > count(&[]), "a later gate asks for more");
}

#[test]
fn every_check_can_be_explained() {
    let (_, stdout, _) = run(&["checks", "--json"], "");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&stdout).expect("json");
    assert!(rows.len() >= 45);
    let code = rows[0]["code"].as_str().expect("a code");
    let (_, explained, _) = run(&["explain", code], "");
    for part in ["subject", "finding when", "severity", "help", "why", "source", "example that flags"] {
        assert!(explained.contains(part), "{part} is missing: {explained}");
    }
}

#[test]
fn wherever_a_length_is_asked_for_a_toleranced_one_may_stand() {
    let spec = |length: &str| {
        format!(
            "caseproof: 1\ndesign: {{ name: x }}\nparts:\n  tray: {{ material: pc, wall: {{ nominal: 2 mm, tolerance: ±0.1 mm }}, inside_radius: {{ nominal: 1 mm, tolerance: +0.2 -0.1 mm }} }}\n  base: {{ material: pc }}\njoints:\n  clip: {{ method: snap-fit-cantilever, between: [tray, base], beam: {{ length: {length}, thickness: 1.5 mm, deflection: 1.2 mm }} }}\n"
        )
    };
    let strain = |length: &str| run(&["check", "--format", "concise", "-"], &spec(length)).1;
    // 1.5 t y / L² = 2.7 % at 10 mm, 4.219 % at 8 mm; polycarbonate takes 4 %.
    assert!(!strain("10 mm").contains("[A11]"));
    assert!(strain("{ nominal: 10 mm, tolerance: ±2 mm }").contains("by 4.22 %"), "the worst case counts");
    for (length, code) in [
        ("{ tolerance: ±1 mm }", "missing-key"),
        ("{ nominal: 3 s }", "wrong-dimension"),
        ("{ nominal: 3 mm, tol: 1 mm }", "unknown-key"),
    ] {
        let lines: Vec<String> = strain(length).lines().map(str::to_owned).collect();
        assert!(lines.len() == 1 && lines[0].contains(code), "{length}: {lines:?}");
    }
}

/// A check that reads how much of the design is known is shown with the share that a run judges it by.
#[test]
fn why_knows_the_coverage_of_the_design() {
    let (_, checked, _) = run(&["check", "--format", "json", "sample_designs/flawed/pp-drybox.yaml"], "");
    let checked: serde_json::Value = serde_json::from_str(&checked).expect("JSON");
    let open = checked["designs"][0]["not_assessed"].as_array().expect("what is open");
    assert!(open.iter().all(|entry| entry["code"] != "Y43"), "a run decides it");
    let (code, shown, _) = run(&["why", "Y43", "design", "sample_designs/flawed/pp-drybox.yaml"], "");
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("engagement.coverage = ") && !shown.contains("not assessed"), "{shown}");
    assert!(!shown.contains("engagement.coverage = not known"), "{shown}");
}

/// A field is read where a fact that rests on it is, however far behind.
#[test]
fn the_readers_of_a_field_are_found() {
    for (field, codes) in [
        ("parts.draft", &["S10", "S11"][..]),
        ("parts.tray.draft", &["S10", "S11"]),
        ("joints.beam.length", &["A11", "A12", "S14"]),
        ("joints.latch.beam.length", &["A11", "A12", "S14"]),
        ("production.annual_volume", &["S20", "S22"]),
        ("joints.groove.depth", &["A13"]),
        ("joints.side", &["C39"]),
        ("parts.location", &["C43"]),
        ("environment.stack", &["Y61"]),
    ] {
        let (code, shown, notes) = run(&["checks", "--reads", field], "");
        assert_eq!(code, 0, "{field}: {notes}");
        let missing: Vec<&&str> = codes.iter().filter(|code| !shown.lines().any(|line| line.starts_with(**code))).collect();
        assert!(missing.is_empty(), "{field}: {missing:?} are not in\n{shown}");
    }
    let (code, shown, _) = run(&["checks", "--reads", "joints.beam.width"], "");
    assert!(code == 0 && shown.contains("none was seen to read `joints.beam.width`"), "{shown}");
    let (code, _, notes) = run(&["checks", "--reads", "environment.stak"], "");
    assert_eq!(code, 2);
    assert!(notes.contains("there is no field or fact `environment.stak`"), "{notes}");
    let (code, shown, notes) = run(&["checks", "--reads", "parts.drafft"], "");
    assert_eq!((code, shown.as_str()), (2, ""));
    assert!(notes.contains("may be the field `parts.draft` or a part called `drafft`"), "{notes}");
    let (code, _, notes) = run(&["checks", "--reads", "parts.lid"], "");
    assert!(code == 0 && notes.contains("`lid` was read as the id of a part"), "{notes}");
    let (code, _, notes) = run(&["checks", "--reads", "parts.draft"], "");
    assert_eq!((code, notes.as_str()), (0, ""));
}

/// What is not said of a claim leaves no hole in the sentence about it, in either language.
#[test]
fn a_sentence_reads_without_what_is_not_known() {
    let spec = |drop: &str| {
        format!(
            "caseproof: 1\ndesign: {{ name: x, stage: pvt }}\nenvironment: {{ drop: {drop} }}\nparts: {{ a: {{ material: abs }} }}\nevidence: {{ tests: none }}\n"
        )
    };
    for (drop, language, said) in [
        ("{ count: 5 }", "en", "error[Y31] drops are claimed, and no drop test"),
        ("{ count: 5, height: 1 m }", "en", "error[Y31] drops from 1 m are claimed, and no drop test"),
        ("{ count: 5 }", "zh", "宣称能耐跌落，却没有"),
        ("{ count: 5, height: 1 m }", "zh", "宣称能耐跌落（1 m），却没有"),
    ] {
        let (_, shown, _) = run(&["check", "--isolated", "--format", "concise", "--lang", language, "-"], &spec(drop));
        assert!(shown.contains(said), "{said}: {shown}");
        let (_, full, _) = run(&["check", "--isolated", "--format", "full", "--lang", language, "-"], &spec(drop));
        assert!(!full.contains(" ? ") && !full.contains(" ?,"), "{full}");
    }
}

/// A range that is written in another way is shown as it is written here; a file that is refused is no design without errors.
#[test]
fn a_range_that_is_written_otherwise_is_understood() {
    for (written, meant) in [
        ("[0.5 deg, 2 deg]", "`0.5 deg to 2 deg`, found a list"),
        ("0.5-2 deg", "`0.5 deg to 2 deg`, found `0.5-2 deg`"),
        ("0.5 deg – 2 deg", "`0.5 deg to 2 deg`, found `0.5 deg – 2 deg`"),
        ("0.5..2 deg", "`0.5 deg to 2 deg`, found `0.5..2 deg`"),
    ] {
        let spec = format!("caseproof: 1\ndesign: {{ name: A }}\nparts: {{ tray: {{ draft: {written} }} }}\n");
        let (code, shown, _) = run(&["check", "-", "--format", "concise"], &spec);
        assert_eq!(code, 2, "{written}");
        assert!(shown.contains(&format!("error[design/wrong-range] a range is written {meant}")), "{written}: {shown}");
        let (_, shown, _) = run(&["check", "-"], &spec);
        assert!(shown.ends_with("1 file, no design that can be judged; 1 rejected, 0 skipped\n"), "{shown}");
    }
}

/// A list of records is no subject: what was judged on its records is shown, and that the list may hold more.
#[test]
fn why_shows_what_was_judged_on_a_list_of_evidence() {
    let spec = "caseproof: 1\ndesign: { name: Case, stage: dvt }\nparts: { tray: { material: abs, process: injection-molding } }\nenvironment: { drop: { height: 1 m } }\nevidence:\n  builds: [{ of: tray, process: injection-molding, built: 10, rejected: 8 }]\n  tests: [{ name: drop, units: 5, failures: 3 }]\n";
    let folder = std::env::temp_dir().join(format!("caseproof-cli-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    std::fs::write(&file, spec).expect("a file");
    let why = |check, place| run(&["why", check, place, file.to_str().expect("a path")], "");
    for (check, place, outcome, shown) in [
        ("Y71", "evidence.builds", ("at parts.tray+injection-molding (", "): warning"), "evidence.builds.0.shown_yield = 20 %"),
        ("Y71", "evidence.builds.0", ("at parts.tray+injection-molding (", "): warning"), "evidence.builds.0.rejected = 8 units"),
        ("Y71", "evidence.builds", ("at evidence.builds (", "): not assessed"), "needs evidence.complete"),
        ("Y70", "evidence.tests", ("at design+drop (", "): warning"), "evidence.tests.0.failures = 3 units"),
        ("Y31", "evidence.tests", ("at environment (", "): passed"), "environment.drop_tested = yes"),
    ] {
        let (code, out, _) = why(check, place);
        assert_eq!(code, 0, "{check} {place}");
        let judged = |line: &str| line.contains(outcome.0) && line.ends_with(outcome.1);
        assert!(out.lines().any(judged) && out.contains(shown), "{check} {place}: {out}");
    }
    let (code, out, _) = why("Y71", "evidence.measurements");
    assert_eq!((code, out.as_str()), (3, ""), "nothing is judged on readings here");
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

/// A figure of a grade is written as any quantity is, or by one end.
#[test]
fn grades_take_ranges_and_single_ends() {
    let spec = |figure: &str| {
        format!(
            "caseproof: 1\ndesign: {{ name: Case }}\nmaterials: {{ acme: {{ like: abs, wall: {figure} }} }}\nparts:\n  tray: {{ material: acme, process: injection-molding, wall: {{ nominal: 1 mm, min: 0.9 mm }} }}\n"
        )
    };
    let check = |figure: &str| run(&["check", "--format", "concise", "--fail-on", "never", "-"], &spec(figure)).1;
    for figure in ["1.1 mm to 3.5 mm", "1.1 to 3.5 mm", "[1.1 mm, 3.5 mm]", "min 1.1 mm"] {
        assert!(check(figure).contains("[S34]"), "{figure}: {}", check(figure));
    }
    // The least wall is anything up to 0.5 mm, and then 0.9 mm is enough; up to 3 mm, and nobody knows.
    for (figure, open) in [("max 0.5 mm", false), ("max 3 mm", true)] {
        let (_, out, _) = run(&["check", "--format", "json", "--fail-on", "never", "-"], &spec(figure));
        let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        assert!(!report["designs"][0]["findings"].to_string().contains("\"S34\""), "{figure}");
        let listed = report["designs"][0]["not_assessed"].as_array().expect("a list");
        let asked = listed.iter().filter(|entry| entry["code"] == "S34").map(|entry| entry["needs"][0]["at"].clone());
        let wanted = if open { vec![serde_json::json!("materials.acme.wall")] } else { Vec::new() };
        assert_eq!(asked.collect::<Vec<_>>(), wanted, "{figure}");
    }
    for (figure, code, help) in [
        ("1.1-3.5 mm", "unknown-unit", "`LOW to HIGH`"),
        ("about 2 mm", "wrong-type", "`min LOW`"),
        ("[1.1 mm]", "wrong-range", "low first"),
        ("3.5 mm to 1.1 mm", "wrong-range", "exceeds"),
        ("min 3 MPa", "wrong-dimension", "found a pressure"),
    ] {
        let (exit, out, _) = run(&["check", "-"], &spec(figure));
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(exit == 2 && out.contains(code) && out.contains(help), "{figure}: {out}");
    }
}
