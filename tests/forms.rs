//! The forms of a review: answers given by hand from five designs beside those that are derived, who is asked, what steel allows,
//! and every form in every format and language.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// Output, notes and exit code of `caseproof report` with a form.
fn report(file: &Path, more: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command.arg("report").arg(file).args(["--date", "2026-11-30"]).args(more).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// The data of a form on its page.
fn form(file: &Path, kind: &str) -> (Value, Value) {
    let (page, notes, code) = report(file, &["--form", kind]);
    assert_eq!((code, notes.as_str()), (0, ""));
    let data = page.split_once("id=\"caseproof-data\">").expect("data").1.split_once("</script>").expect("its end").0;
    let mut data: Value = serde_json::from_str(data).expect("JSON");
    (data["forms"][0][kind].take(), data["designs"][0].take())
}

fn sample(name: &str) -> PathBuf {
    PathBuf::from(format!("sample_designs/{name}.yaml"))
}

/// A file in a folder of its own.
fn written(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-forms-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    fs::write(&file, text).expect("a file");
    file
}

/// Questions in the order of the form.
const QUESTIONS: [&str; 13] = [
    "defined",
    "performance",
    "tolerances",
    "capability",
    "capacity",
    "handling",
    "equipment-cost",
    "tooling-cost",
    "methods",
    "spc-required",
    "spc-similar",
    "spc-stable",
    "spc-capable",
];

/// What an engineer answered who read the spec alone, before the form was derived: y yes, n no, ? cannot say; then what is
/// derived, with - for what does not apply; then both results.
const BY_HAND: [(&str, &str, &str, &str, &str); 5] = [
    ("flawed/pp-drybox", "?nn?y????y???", "ynn??y???y???", "not", "not"),
    ("flawed/abs-tool-case", "?ny?yn??nn???", "?ny-?n??nn?--", "not", "not"),
    ("flawed/universal-sleeve", "?nn?ynn?yn???", "?nn-?nn??n?--", "not", "with-changes"),
    ("sound/pc-tpu-phone-case", "yyyyyy?yyy??y", "??y??y?y?y?yy", "cannot-say", "cannot-say"),
    ("sound/neoprene-laptop-sleeve", "yyyyyy?yyy??y", "??y????-yy?-y", "cannot-say", "cannot-say"),
];

fn letter(answer: &str) -> char {
    match answer {
        "yes" => 'y',
        "no" => 'n',
        "cannot-say" => '?',
        _ => '-',
    }
}

#[test]
fn what_is_derived_never_contradicts_what_was_answered_by_hand() {
    let (mut same, mut careful, mut known) = (0, 0, 0);
    for (name, hand, derived, result_by_hand, result) in BY_HAND {
        let (form, _) = form(&sample(name), "feasibility");
        let answers = form["answers"].as_array().expect("answers");
        let ids: Vec<&str> = answers.iter().filter_map(|answer| answer["id"].as_str()).collect();
        assert_eq!(ids, QUESTIONS);
        let now: String = answers.iter().map(|answer| letter(answer["answer"].as_str().expect("a word"))).collect();
        assert_eq!(now, derived, "{name}");
        assert_eq!(form["result"], result, "{name}");
        for ((question, hand), derived) in QUESTIONS.iter().zip(hand.chars()).zip(now.chars()) {
            assert!(!matches!((hand, derived), ('y', 'n') | ('n', 'y')), "{name}: {question}");
            same += usize::from(hand == derived);
            careful += usize::from(hand == 'y' && derived != 'y');
            known += usize::from(hand == '?' && derived != '?');
        }
        // What an engineer calls not feasible is never feasible as it is.
        assert!(result_by_hand != "not" || matches!(result, "not" | "with-changes"), "{name}");
    }
    // The engineer says yes where nothing looks wrong; the form asks for what would show it.
    assert_eq!((same, careful, known), (40, 15, 10));
}

#[test]
fn every_no_has_findings_and_every_doubt_says_what_is_missing() {
    for (name, ..) in BY_HAND {
        let (form, _) = form(&sample(name), "feasibility");
        for answer in form["answers"].as_array().expect("answers") {
            let count = |key: &str| answer[key].as_array().expect("a list").len();
            match answer["answer"].as_str().expect("a word") {
                "no" if answer["id"] != "spc-required" => assert!(count("against") > 0, "{name}: {answer}"),
                "cannot-say" => {
                    let said = count("needs") + count("open") > 0 || answer["outside"] == true;
                    assert!(said, "{name}: {answer}");
                }
                "yes" => assert!(answer["passed"].as_u64() > Some(0) || answer["id"] == "spc-required", "{name}: {answer}"),
                _ => {}
            }
        }
    }
}

#[test]
fn nothing_is_feasible_of_which_nothing_is_said() {
    let (form, _) =
        form(&written("empty", "caseproof: 1\ndesign: { name: empty }\nparts: { tray: { material: abs } }\n"), "feasibility");
    assert_eq!(form["result"], "cannot-say");
    let dimensions = &form["answers"][9];
    assert_eq!((&dimensions["answer"], &dimensions["needs"][0]["at"]), (&"cannot-say".into(), &"parts.*.dimensions".into()));
}

const TRAY: &str = "caseproof: 1
design: { name: tray, stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, wall: 0.2 mm, draft: 0.3 deg, size: [200 mm, 100 mm, 30 mm], ribs: { thickness: 0.19 mm, height: 1 mm, spacing: 3 mm } }
";

/// By hand: a thicker wall and a sharper corner made round are cut out of the steel; a thinner rib is steel put back; draft hangs
/// on the half that gives; drying and documents touch no tool.
#[test]
fn actions_say_what_steel_allows() {
    let (form, _) = form(&written("steel", TRAY), "actions");
    let actions = form["actions"].as_array().expect("actions");
    let steel = |code: &str| {
        let action = actions.iter().find(|action| action["code"] == code).unwrap_or_else(|| panic!("no action for {code}"));
        action["steel"].as_str().map(str::to_owned)
    };
    assert_eq!(steel("S12").as_deref(), Some("safe"));
    assert_eq!(steel("S15").as_deref(), Some("unsafe"));
    assert_eq!(steel("S10").as_deref(), Some("either"));
    assert_eq!(steel("A72").as_deref(), Some("none"));
    // The molds of EVA shells form a sheet: that a change of draft touches one is known, and not which way its metal goes.
    let shell = "caseproof: 1
design: { name: shell, stage: dvt }
parts:
  shell: { process: eva-forming, draft: 1 deg, layers: [{ material: eva-foam-75c, thickness: 5 mm }] }
";
    let (formed, _) = self::form(&written("formed", shell), "actions");
    let formed = formed["actions"].as_array().expect("actions").iter().find(|action| action["code"] == "S10").expect("the draft");
    assert_eq!(formed["steel"], Value::Null);
    let draft = actions.iter().find(|action| action["code"] == "S10").expect("the draft");
    assert_eq!(draft["clears"]["at"], "parts.tray.draft");
    assert_eq!((&draft["due"], &draft["owner"]), (&"now".into(), &"client".into()));
    let checked = Command::cargo_bin("caseproof")
        .expect("the program")
        .args(["check", "--format", "json"])
        .arg(written("steel", TRAY))
        .output();
    let checked: Value = serde_json::from_slice(&checked.expect("it runs").stdout).expect("JSON");
    let findings = checked["designs"][0]["findings"].as_array().expect("findings");
    let standing = findings.iter().filter(|finding| finding["folded_under"].is_null()).count();
    assert_eq!(actions.len(), standing, "one action for each finding that stands");
}

/// A critical dimension without a tolerance is advice at concept, a warning at evt and an error at dvt: so it is due before dvt.
#[test]
fn an_action_is_due_before_the_stage_that_it_would_stop() {
    let dimensions = "    dimensions: { width: { nominal: 100 mm, critical: true } }\n";
    let at = |stage: &str| {
        let head = format!("caseproof: 1\ndesign: {{ name: tray, stage: {stage} }}\nparts:\n  tray:\n    material: abs\n");
        let (form, _) = form(&written(stage, &format!("{head}{dimensions}")), "actions");
        let actions = form["actions"].as_array().expect("actions");
        let action = actions.iter().find(|action| action["code"] == "Y06").expect("the dimension");
        [&action["severity"], &action["due"]].map(|word| word.as_str().expect("a word").to_owned())
    };
    assert_eq!(at("concept"), ["advice", "dvt"]);
    assert_eq!(at("evt"), ["warning", "dvt"]);
    assert_eq!(at("dvt"), ["error", "now"]);
}

#[test]
fn questions_go_to_who_knows_the_answer() {
    let (form, review) = form(&sample("flawed/pp-drybox"), "questions");
    let groups = form["groups"].as_array().expect("groups");
    let of = |who: &str| groups.iter().find(|group| group["who"] == who).unwrap_or_else(|| panic!("nobody asks the {who}"));
    let fields = |who: &str| -> Vec<String> {
        let questions = of(who)["questions"].as_array().expect("questions");
        questions.iter().filter_map(|question| question["wanted"]["at"].as_str().map(str::to_owned)).collect()
    };
    assert!(fields("factory").contains(&"evidence.measurements".to_owned()));
    assert!(fields("client").contains(&"production.target_unit_cost".to_owned()));
    let asked: usize = groups.iter().map(|group| group["questions"].as_array().expect("questions").len()).sum();
    let all: usize = review["questions"]
        .as_array()
        .expect("topics")
        .iter()
        .map(|topic| topic["questions"].as_array().expect("list").len())
        .sum();
    assert_eq!((asked, form["fields"].as_u64()), (all, Some(all as u64)), "no question is lost");
    let alone: Vec<u64> = of("factory")["questions"]
        .as_array()
        .expect("questions")
        .iter()
        .filter_map(|question| question["alone"].as_u64())
        .collect();
    assert!(alone.windows(2).all(|pair| pair[0] >= pair[1]), "{alone:?}");
}

#[test]
fn the_sheet_of_limits_is_that_of_the_command() {
    let (form, _) = form(&sample("flawed/pp-drybox"), "limits");
    let output = Command::cargo_bin("caseproof")
        .expect("the program")
        .args(["limits", "sample_designs/flawed/pp-drybox.yaml", "--format", "json"])
        .output();
    let sheet: Value = serde_json::from_slice(&output.expect("it runs").stdout).expect("JSON");
    let rows = |sheet: &Value| -> Vec<(String, String, String)> {
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let things = sheet["things"].as_array().expect("things").iter();
        things
            .flat_map(|thing| {
                thing["rows"]
                    .as_array()
                    .expect("rows")
                    .iter()
                    .map(|row| (text(&thing["at"]), text(&row["quantity"]), text(&row["stands"])))
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    assert_eq!(rows(&form), rows(&sheet["designs"][0]));
    assert!(rows(&form).len() > 30);
}

#[test]
fn every_form_is_written_in_every_format_and_language() {
    let file = sample("flawed/pp-drybox");
    for kind in ["feasibility", "actions", "questions", "limits"] {
        for format in ["html", "markdown", "text"] {
            let made = |lang: &str| {
                let (text, notes, code) = report(&file, &["--form", kind, "--format", format, "--lang", lang]);
                assert_eq!((code, notes.as_str()), (0, ""), "{kind} {format} {lang}");
                text
            };
            let (en, zh, both) = (made("en"), made("zh"), made("both"));
            assert!(zh.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() > 100, "{kind} {format}");
            // The data of a page hold the questions in both.
            assert!(format == "html" || !en.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{kind} {format}");
            assert!(both.len() > en.len());
            if format == "text" {
                let wide =
                    en.lines().filter(|line| line.chars().count() > 80 && line.contains(' ') && !line.contains("  ")).count();
                assert_eq!(wide, 0, "{kind}: {en}");
            }
        }
    }
    let (_, notes, code) = report(&file, &["--format", "text"]);
    assert_eq!(code, 2);
    assert!(notes.contains("--form"), "{notes}");
}

#[test]
fn a_form_can_be_verified_and_hostile_text_stays_text() {
    let hostile = TRAY.replace("name: tray", "name: \"<img src=x onerror=alert(1)>\"");
    let file = written("hostile", &hostile);
    for kind in ["feasibility", "actions", "questions", "limits"] {
        let (page, _, code) = report(&file, &["--form", kind]);
        assert_eq!(code, 0);
        assert!(!page.contains("<img"), "{kind}");
        assert!(page.contains("&lt;img"), "{kind}");
    }
    let out = file.with_file_name("form.html");
    let path = out.to_str().expect("a path");
    assert_eq!(report(&file, &["--form", "feasibility", "-o", path]).2, 0);
    let verify = || {
        let mut command = Command::cargo_bin("caseproof").expect("the program");
        command.args(["report", "--verify", path]).output().expect("it runs").status.code()
    };
    assert_eq!(verify(), Some(0));
    let text = fs::read_to_string(&out).expect("a file");
    fs::write(&out, text.replace("\"result\":\"not\"", "\"result\":\"feasible\"")).expect("a file");
    assert_eq!(verify(), Some(1));
}

/// A dimension that is read on samples of another process, and designs without a critical one.
#[test]
fn what_readings_of_critical_dimensions_show_is_asked_where_there_are_such() {
    let answer = |name: &str, id: &str| {
        let (form, _) = form(&sample(name), "feasibility");
        let answers = form["answers"].as_array().expect("answers");
        answers.iter().find(|answer| answer["id"] == id).expect(id).clone()
    };
    for id in ["capability", "spc-stable", "spc-capable"] {
        let cast = answer("flawed/tpe-grip-phone-case", id);
        let needs: Vec<&str> = cast["needs"].as_array().expect("needs").iter().filter_map(|need| need["at"].as_str()).collect();
        assert_eq!((&cast["answer"], needs.contains(&"evidence.measurements")), (&"cannot-say".into(), true), "{id}: {cast}");
        for name in ["flawed/marine-flight-case", "flawed/instrument-eva-case"] {
            assert_eq!(answer(name, id)["answer"], "does-not-apply", "{name}: {id}");
        }
    }
    let tools = answer("flawed/marine-flight-case", "tooling-cost");
    let needs: Vec<&str> = tools["needs"].as_array().expect("needs").iter().filter_map(|need| need["at"].as_str()).collect();
    assert_eq!((&tools["answer"], needs.contains(&"parts.edge-profile.tool")), (&"cannot-say".into(), true), "{tools}");
    // Tolerances take the squeeze of the gasket below nothing.
    assert_eq!(answer("flawed/pp-drybox", "tolerances")["answer"], "no");
}

#[test]
fn an_action_tells_the_bound_of_the_finding_from_its_target() {
    let file = sample("flawed/tpe-grip-phone-case");
    for format in ["markdown", "html", "text"] {
        let (text, ..) = report(&file, &["--form", "actions", "--format", format]);
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains("at least 2 deg (beyond this an error)"), "{format}");
        assert!(plain.contains("4 deg (the target: nothing of the finding is left)"), "{format}");
    }
}

#[test]
fn documents_have_their_names_in_chinese() {
    let (text, ..) = report(&sample("flawed/tpe-grip-phone-case"), &["--format", "markdown", "--lang", "zh"]);
    assert!(text.contains("缺公差表") && !text.contains("缺 tolerances"), "the message of the missing document");
}
