//! Advice on who designs and who builds: what is said of a brief and of designs, with figures, and what is refused.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;

/// The fenced block of docs/advice.md with this info string.
fn block(info: &str) -> String {
    let text = fs::read_to_string("docs/advice.md").expect("a text");
    let start = text.find(&format!("```{info}\n")).expect("a block") + info.len() + 4;
    text[start..].split("```").next().expect("its end").to_owned()
}

fn file(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("caseproof-advise-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    fs::write(&file, text).expect("a file");
    file
}

/// Output, notes and exit code of `caseproof advise`.
fn advise(file: &str, more: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    command.arg("advise").arg(file).args(["--date", "2026-11-22"]).args(more).env("COLUMNS", "80");
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn advice(file: &str, more: &[&str]) -> Value {
    let (out, notes, code) = advise(file, &[&["--format", "json"], more].concat());
    assert_eq!(code, 0, "{notes}{out}");
    let all: Value = serde_json::from_str(&out).expect("JSON");
    all["advice"].clone()
}

fn brief(more: &[&str]) -> Value {
    advice(file("brief", &block("yaml spec")).to_str().expect("a path"), more)
}

/// The row with this id.
fn row<'v>(advice: &'v Value, of: &str, id: &str) -> &'v Value {
    advice[of].as_array().expect(of).iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no {id} in {of}"))
}

/// The answers of a row in the order of the models.
fn answers<'v>(advice: &'v Value, of: &str, id: &str) -> Vec<&'v str> {
    row(advice, of, id)["answers"].as_array().expect("answers").iter().filter_map(|answer| answer["is"].as_str()).collect()
}

/// Two numbers, in hundredths.
fn ends(value: &Value) -> [i64; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "small numbers, rounded")]
    let end = |number: usize| (value[number].as_f64().expect("a number") * 100.0).round() as i64;
    [end(0), end(1)]
}

#[test]
fn a_brief_of_fifteen_lines_is_told_all_models_side_by_side() {
    let advice = brief(&[]);
    let models: Vec<(&str, &str)> = advice["models"]
        .as_array()
        .expect("models")
        .iter()
        .map(|model| (model["id"].as_str().expect("an id"), model["standing"].as_str().expect("a standing")))
        .collect();
    let expected = [("oem", "closed"), ("joint", "closed"), ("odm-engineering", "open"), ("odm-catalogue", "cannot-say")];
    assert_eq!(models, expected);
    let fits: Vec<[i64; 2]> = advice["models"].as_array().expect("models").iter().map(|model| ends(&model["fit"])).collect();
    assert_eq!(fits, [[10, 60], [40, 60], [80, 100], [50, 90]]);
    assert_eq!(row(&advice, "models", "oem")["away"], serde_json::json!(["2 documents (drawings, tolerances)", "an engineer"]));
    assert_eq!(advice["in_question"], serde_json::json!(["odm-engineering", "odm-catalogue"]));
    assert_eq!(advice["fits_best"], Value::Null);
}

#[test]
fn gates_are_three_valued_and_name_the_field_that_they_need() {
    let advice = brief(&[]);
    assert_eq!(answers(&advice, "gates", "drawings"), ["not-met", "not-asked", "not-asked", "not-asked"]);
    assert_eq!(row(&advice, "gates", "bom")["answers"][0]["needs"], serde_json::json!(["engagement.documents.bom"]));
    assert_eq!(answers(&advice, "gates", "engineer"), ["not-asked", "not-met", "not-asked", "not-asked"]);
    assert_eq!(answers(&advice, "gates", "golden-sample"), ["not-due"; 4]);
    assert_eq!(answers(&advice, "gates", "time"), ["met"; 4]);
    let needs = &row(&advice, "gates", "production-evidence")["answers"][0]["needs"];
    assert_eq!(*needs, serde_json::json!(["evidence.builds", "evidence.tests"]));

    let at_pvt = brief(&["--gate", "pvt", "--set", "engagement.documents.golden-sample=missing"]);
    assert_eq!(answers(&at_pvt, "gates", "golden-sample"), ["not-met"; 4]);
}

#[test]
fn weeks_are_the_sum_of_the_phases_and_close_a_model_before_the_launch() {
    let advice = brief(&[]);
    let weeks = |id: &str| ends(&row(&advice, "models", id)["weeks"]);
    // 4 + 0.6 + 4 + 3.6 weeks at the least; evidence and golden sample are not said, so that their phases may take nothing.
    assert_eq!(weeks("oem"), [1220, 3480]);
    assert_eq!(weeks("odm-engineering"), [920, 2580]);
    assert_eq!(weeks("odm-catalogue"), [420, 980]);
    let soon = brief(&["--set", "production.launch_in=5 weeks"]);
    assert_eq!(answers(&soon, "gates", "time"), ["not-met", "not-met", "not-met", "met"]);
    let late = brief(&["--set", "production.launch_in=50 weeks"]);
    assert_eq!(answers(&late, "criteria", "time"), ["met"; 4]);
    assert_eq!(answers(&advice, "criteria", "time"), ["cannot-say", "cannot-say", "cannot-say", "met"]);
}

#[test]
fn the_lead_time_of_a_tool_that_is_described_takes_the_place_of_the_usual_one() {
    let told = brief(&["--set", "parts.shell.tool={ lead_time: 9 weeks }"]);
    let tools = row(&told, "phases", "forming-tools");
    assert_eq!((ends(&tools["weeks"][0]), &tools["given"]), ([900, 900], &Value::Bool(true)));
    let usual = brief(&[]);
    let tools = row(&usual, "phases", "forming-tools");
    assert_eq!((ends(&tools["weeks"][0]), &tools["given"]), ([400, 500], &Value::Bool(false)));
}

/// By the table of processes a mold for rubber takes two to five weeks, and one for an injected part up to twenty.
#[test]
fn quick_molds_are_not_taken_for_those_of_injection() {
    let pressed = brief(&["--set", "parts.shell.process=compression-molding", "--set", "parts.shell.material=silicone"]);
    let phases = |advice: &Value| {
        let rows = advice["phases"].as_array().expect("phases").clone();
        rows.iter().filter_map(|row| row["id"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(!phases(&pressed).iter().any(|phase| phase == "molding-tools"), "{:?}", phases(&pressed));
    assert_eq!(ends(&row(&pressed, "phases", "quick-tools")["weeks"][0]), [200, 600]);
    let injected = brief(&["--set", "parts.shell.process=injection-molding", "--set", "parts.shell.material=abs"]);
    assert!(!phases(&injected).iter().any(|phase| phase == "quick-tools"), "{:?}", phases(&injected));
    assert_eq!(ends(&row(&injected, "phases", "molding-tools")["weeks"][0]), [400, 2000]);
}

#[test]
fn money_is_a_range_with_its_basis() {
    let advice = brief(&[]);
    let deposit = row(&advice, "money", "deposit");
    assert_eq!(ends(&deposit["usd"]), [210_000, 350_000], "30 to 50 % of 1000 units at 7 USD");
    assert!(deposit["basis"].as_str().expect("a basis").contains("30 % to 50 %"));
    assert_eq!(ends(&row(&advice, "money", "validation")["usd"]), [0, 175_000], "whether it is still to come is not said");
    assert_eq!(row(&advice, "money", "engineering")["quoted"], true);
    let unknown = brief(&["--set", "production={ order_quantity: 1000 }"]);
    let deposit = row(&unknown, "money", "deposit");
    assert_eq!((&deposit["usd"], &deposit["needs"]), (&Value::Null, &serde_json::json!(["production.target_unit_cost"])));
}

#[test]
fn questions_stand_in_the_order_of_what_their_answers_change() {
    let advice = brief(&[]);
    let questions = advice["questions"].as_array().expect("questions");
    let effect = |question: &Value| question["gates"].as_f64().expect("gates") + question["moves"].as_f64().expect("moves");
    let effects: Vec<f64> = questions.iter().map(effect).collect();
    assert!(effects.len() >= 6 && effects.windows(2).all(|pair| pair[0] >= pair[1]), "{effects:?}");
    let of = |field: &str| questions.iter().find(|question| question["field"] == field).expect(field);
    let owner = of("engagement.client.owns_design");
    assert_eq!(owner["gates"], 1);
    // What is said of an answer is what follows if it is given.
    for effect in owner["effects"].as_array().expect("effects") {
        let answer = format!("engagement.client.owns_design={}", effect["answer"].as_str().expect("an answer"));
        let then = brief(&["--set", &answer]);
        let fits: Vec<&Value> = then["models"].as_array().expect("models").iter().map(|model| &model["fit"]).collect();
        assert_eq!(serde_json::json!(fits), effect["fit"], "{answer}");
    }
    let answered = brief(&["--set", "engagement.client.owns_design=true"]);
    let left = answered["questions"].as_array().expect("questions");
    assert!(left.iter().all(|question| question["field"] != "engagement.client.owns_design"));
}

#[test]
fn a_design_that_is_drawn_proven_and_owned_is_open_for_oem() {
    let phone = advice("sample_designs/sound/pc-tpu-phone-case.yaml", &[]);
    let oem = row(&phone, "models", "oem");
    assert_eq!((&oem["standing"], &oem["not_met"]), (&"open".into(), &0.into()));
    assert_eq!(ends(&oem["fit"]), [80, 100]);
    // Without its tolerances and its evidence it is two gates away.
    let worse = advice(
        "sample_designs/sound/pc-tpu-phone-case.yaml",
        &["--set", "engagement.documents.tolerances=draft", "--set", "evidence={ builds: [], tests: [], measurements: [] }"],
    );
    let away = row(&worse, "models", "oem")["away"].to_string();
    assert!(away.contains("1 document (tolerances)") && away.contains("a DVT build of 50 units"), "{away}");
    let sleeve = advice("sample_designs/sound/neoprene-laptop-sleeve.yaml", &[]);
    assert_eq!(sleeve["fits_best"], "odm-engineering");
}

#[test]
fn what_the_spec_does_not_say_is_taken_as_undecided() {
    let silent = advice("sample_designs/flawed/universal-sleeve.yaml", &[]);
    assert_eq!(silent["says"], Value::Null);
    assert_eq!(row(&silent, "gates", "drawings")["answers"][0]["needs"], serde_json::json!(["engagement.documents.drawings"]));
    let open = &silent["open"];
    assert_eq!(open["errors"], 1, "{open}");
}

#[test]
fn the_text_says_what_the_documentation_shows() {
    let path = file("text", &block("yaml spec"));
    let (out, _, code) = advise(path.to_str().expect("a path"), &[]);
    assert_eq!(code, 0);
    assert!(out.contains(block("text advice").trim_end()), "{out}");
    for part in
        ["Gates:", "Criteria:", "Questions,", "What would change", "Weeks to the first lot", "Money at stake", "What each asks"]
    {
        assert!(out.lines().any(|line| line.starts_with(part)), "{part}\n{out}");
    }
}

#[test]
fn a_profile_is_laid_over_the_rows_key_by_key() {
    let profile = file("profile", &block("yaml profile"));
    let with = ["--profile", profile.to_str().expect("a path"), "--set", "production.order_quantity=250"];
    let (usual, own) = (brief(&with[2..]), brief(&with));
    assert_eq!(answers(&usual, "gates", "minimum-order")[0], "not-met");
    assert_eq!(answers(&own, "gates", "minimum-order")[0], "met");
    assert_eq!(ends(&row(&own, "phases", "forming-tools")["weeks"][0]), [200, 300]);
    assert_eq!(ends(&row(&own, "phases", "forming-tools")["weeks"][1]), [400, 500], "what it does not name stays");
    let engineering = row(&own, "criteria", "engineering");
    assert_eq!(engineering["weight_proposed"], false);
    // 25 % of weights that come to 110 %.
    assert!((engineering["weight"].as_f64().expect("a weight") - 0.25 / 1.1).abs() < 1e-12);
    assert!(own["proposals"].as_u64() < usual["proposals"].as_u64());
}

#[test]
fn a_wrong_profile_is_refused_with_its_place_and_the_nearest_name() {
    let brief = file("refused", &block("yaml spec"));
    let brief = brief.to_str().expect("a path");
    for (text, expected) in [
        ("gates:\n  bom: { closd: open_errors > 0 }\n", &["unknown key `closd`", "did you mean `closed`?", ":2:10"][..]),
        ("gates:\n  drawing: { models: [oem] }\n", &["`drawing` needs", "did you mean `drawings`?"]),
        ("gates:\n  bom: { models: [oen] }\n", &["there is no model `oen`", "did you mean `oem`?"]),
        ("gates:\n  bom: { closed: engagement.enginers < 1 }\n", &["has no fact `enginers`", "did you mean `engineers`?"]),
        ("gates:\n  bom: { closed: engagement.engineers < 3 }\n", &["a bare `3` has no source"]),
        ("criteria:\n  cost: { weight: 2 mm }\n", &["expected a share such as `20 %`"]),
        ("criteria:\n  cost: { weight_source: hearsay }\n", &["there is no source `hearsay`"]),
        ("phases:\n  review: { weeks: { oem: 3 mm } }\n", &["expected a time such as `2 weeks to 6 weeks`"]),
        ("money:\n  deposit: { low: production.order_quantity }\n", &["not an amount of money"]),
        ("models: 3\n", &["a map"]),
        ("gates: [\n", &["profile/syntax"]),
        ("", &["an empty file"]),
    ] {
        let profile = file("wrong", text);
        let (out, _, code) = advise(brief, &["--profile", profile.to_str().expect("a path")]);
        assert_eq!(code, 2, "{text}{out}");
        for part in expected {
            assert!(out.contains(part), "{text}\n{part}\n{out}");
        }
    }
    let (out, _, code) = advise(brief, &["--profile", "no-such-file.yaml"]);
    assert!(code == 2 && out.contains("cannot read the file"), "{out}");
}

#[test]
fn a_spec_that_does_not_load_is_refused_in_both_formats() {
    let broken = file("broken", "caseproof: 1\ndesign: { name: x, stag: dvt }\n");
    let broken = broken.to_str().expect("a path");
    let (out, _, code) = advise(broken, &[]);
    assert!(code == 2 && out.contains("unknown key `stag`") && out.contains(":2:20"), "{out}");
    let (out, _, code) = advise(broken, &["--format", "json"]);
    let all: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, &all["advice"], all["rejected"].as_array().map(Vec::len)), (2, &Value::Null, Some(1)));
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let path = file("interactive", &block("yaml spec"));
    let (out, notes, code) = advise(path.to_str().expect("a path"), &["--interactive"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(notes.contains("asks on a terminal, and there is none"), "{notes}");
    assert_eq!(fs::read_to_string(&path).expect("the file"), block("yaml spec"));
}

/// The sample designs: one that is open for OEM is never said to lack a document, and none says nothing.
#[test]
fn every_sample_is_told_something_of_every_model() {
    for kind in ["flawed", "sound"] {
        for entry in fs::read_dir(format!("sample_designs/{kind}")).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            let advice = advice(path.to_str().expect("a path"), &[]);
            let errors = advice["open"]["errors"].as_u64().expect("errors");
            assert_eq!(errors > 0, kind == "flawed", "{}", path.display());
            for model in advice["models"].as_array().expect("models") {
                let fit = ends(&model["fit"]);
                assert!(fit[0] >= 0 && fit[0] <= fit[1] && fit[1] <= 100, "{fit:?}");
                let rows: u64 = ["met", "not_met", "cannot_say"].iter().filter_map(|key| model[*key].as_u64()).sum();
                assert_eq!(rows, 8);
                let weeks = ends(&model["weeks"]);
                assert!(weeks[0] > 0 && weeks[0] <= weeks[1], "{weeks:?}");
            }
            let oem = row(&advice, "models", "oem");
            assert_eq!(errors > 0, answers(&advice, "gates", "open-errors")[0] == "not-met");
            assert!(errors == 0 || oem["standing"] == "closed");
        }
    }
}

#[test]
fn a_mold_that_made_what_is_on_record_is_not_waited_for() {
    // 60 readings and 30 drops on molded shells; the build of the whole case names the process of its insert molding.
    let advice = advice("sample_designs/flawed/clear-phone-case.yaml", &[]);
    let phases: Vec<&str> = advice["phases"].as_array().expect("phases").iter().filter_map(|row| row["id"].as_str()).collect();
    assert!(!phases.contains(&"molding-tools") && !phases.contains(&"corrections"), "{phases:?}");
    assert!(!phases.contains(&"validation") && !phases.contains(&"sample"), "60 units of pvt and their tests: {phases:?}");
}

#[test]
fn a_build_counts_as_validation_by_its_size_alone() {
    for name in ["marine-flight-case", "eva-headphone-case"] {
        let advice = advice(&format!("sample_designs/flawed/{name}.yaml"), &[]);
        let weeks = &row(&advice, "phases", "validation")["weeks"][0];
        assert_eq!(ends(weeks)[1], 600, "{name}: 2 or 5 units of one step are no build of 50");
    }
    let advice = advice("sample_designs/flawed/pp-drybox.yaml", &[]);
    let phases: Vec<&str> = advice["phases"].as_array().expect("phases").iter().filter_map(|row| row["id"].as_str()).collect();
    assert!(phases.contains(&"validation") && !phases.contains(&"sample"), "three printed units were tested: {phases:?}");
}

#[test]
fn an_order_is_large_enough_where_its_processes_start_up_for_it() {
    let gate = |units: &str| {
        let advice = brief(&["--set", "parts.shell.process=injection-molding", "--set", units]);
        answers(&advice, "gates", "minimum-order")[0].to_owned()
    };
    assert_eq!([gate("production.order_quantity=999"), gate("production.order_quantity=1000")], ["not-met", "met"]);
}

/// A brief before anything is drawn: what is protected, what it has to stand, how many and when.
const FIFTEEN: &str = "caseproof: 1
design:
  name: Field meter case
  kind: rugged-case
  stage: concept
  protects: { mass: 800 g, size: [180 mm, 90 mm, 45 mm] }
environment:
  markets: [eu]
  ingress: ip65
  drop: { height: 1.2 m }
production:
  annual_volume: 8000 units
  launch_in: 30 weeks
";

#[test]
fn a_brief_without_parts_is_advised_on() {
    let path = file("partless", FIFTEEN);
    let (out, notes, code) = advise(path.to_str().expect("a path"), &[]);
    assert_eq!(code, 0, "{notes}{out}");
    assert!(notes.contains("no part is named: one of which nothing is known, `parts.case`, stands for all of them"), "{notes}");
    assert!(out.contains("Questions, in the order") && out.contains("weeks to the first lot"), "{out}");
    // What is drawn has parts, and no other command guesses any.
    let late = file("partless-late", &FIFTEEN.replace("concept", "dvt"));
    let (_, notes, code) = advise(late.to_str().expect("a path"), &[]);
    assert_eq!((code, notes.contains("stands for all")), (2, false), "{notes}");
    let mut check = Command::cargo_bin("caseproof").expect("the program");
    let output = check.arg("check").arg(&path).output().expect("it runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains("`parts` is missing") && output.status.code() == Some(2));
}

#[test]
fn what_the_checks_find_is_what_check_counts() {
    for text in [FIFTEEN.to_owned() + "parts: { shell: {} }\n", block("yaml spec")] {
        let path = file("counts", &text);
        let of = advice(path.to_str().expect("a path"), &[]);
        let mut check = Command::cargo_bin("caseproof").expect("the program");
        let output = check.args(["check", "--format", "json", "--date", "2026-11-22"]).arg(&path).output().expect("it runs");
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        for key in ["errors", "warnings"] {
            assert_eq!(of["open"][key], report["summary"][key], "{key}");
        }
        let coverage = &report["designs"][0]["coverage"];
        assert_eq!(of["open"]["applicable"], coverage["applicable"]);
    }
}
