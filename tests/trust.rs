//! What the studies say of records that are not whole, of days to come, and of ends that are not to be rounded the wrong way.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

/// Output of the program on a spec, with the notes behind it.
fn run(name: &str, text: &str, arguments: &[&str]) -> (String, String) {
    let folder = std::env::temp_dir().join(format!("caseproof-trust-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("case.yaml");
    fs::write(&file, text).expect("a file");
    let (command, rest) = arguments.split_first().expect("a command");
    let mut program = Command::cargo_bin("caseproof").expect("the program");
    let output = program.arg(command).arg(&file).args(rest).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr))
}

fn json(name: &str, text: &str, arguments: &[&str]) -> Value {
    let (out, notes) = run(name, text, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str::<Value>(&out).unwrap_or_else(|error| panic!("{error}: {out}{notes}"))["designs"][0].take()
}

fn claim(study: &Value, kind: &str) -> Value {
    study["claims"].as_array().expect("claims").iter().find(|claim| claim["kind"] == kind).expect(kind).clone()
}

const BUILDS: &str = "caseproof: 1
design: { name: T, stage: pvt }
production: { target_yield: 95 % }
parts: { lid: { material: pp-copolymer, process: injection-molding } }
";

/// 30 of at most 200: with 170 good units of 200 at most 88.9 % are good with 95 % confidence, and with 70 at least 29.1 %.
#[test]
fn a_build_without_its_rejects_takes_nothing_back() {
    let text = format!(
        "{BUILDS}evidence: {{ complete: true, tests: none, measurements: none, builds: [{{ of: design, process: injection-molding, \
         built: 100, rejected: 30, stage: pvt }}, {{ of: design, process: injection-molding, built: 100, stage: pvt }}] }}\n"
    );
    let yields = claim(&json("partial", &text, &["evidence"]), "yield");
    assert_eq!(yields["standing"], "contradicted", "{yields}");
    let shown = yields["shown"].as_str().expect("shown");
    assert!(shown.starts_with("30 of 200 units rejected, and of 100 it is not said: at most 89 % and at least"), "{shown}");
    let open = text.replace("rejected: 30", "rejected: 1");
    let yields = claim(&json("open", &open, &["evidence"]), "yield");
    assert_eq!((&yields["standing"], &yields["missing"]), (&"open".into(), &"the rejects of each build".into()), "{yields}");
}

/// What bears a day to come is none, and the day can be given.
#[test]
fn records_of_days_to_come_are_none() {
    let text = format!(
        "{BUILDS}environment: {{ drop: {{ height: 1 m, count: 5, surface: wood }} }}\nevidence: {{ complete: true, measurements: none, \
         builds: [{{ of: design, process: injection-molding, built: 100, rejected: 0, stage: pvt, date: \"2031-01-01\" }}], tests: [{{ \
         name: drop, height: 1 m, surface: wood, units: 60, failures: 0, process: injection-molding, stage: pvt, date: \"2031-05-05\" \
         }}] }}\n"
    );
    let standing = |date: &str| {
        let study = json("future", &text, &["evidence", "--date", date]);
        ["yield", "test"].map(|kind| claim(&study, kind)["standing"].as_str().expect("a standing").to_owned())
    };
    assert_eq!(standing("2026-11-30"), ["open", "open"]);
    assert_eq!(standing("2031-01-01"), ["shown", "open"]);
    assert_eq!(standing("2031-06-01"), ["shown", "shown"]);
    let (_, notes) = run("future", &text, &["evidence", "--date", "2026-11-30"]);
    assert!(notes.contains("evidence.builds.0 bears a day that is still to come"), "{notes}");
    let report = json("future", &text, &["check", "--date", "2026-11-30"]);
    let found = |code: &str| report["findings"].as_array().expect("findings").iter().any(|finding| finding["code"] == code);
    assert!(found("Y86"), "{report}");
    let report = json("future", &text, &["check", "--date", "2031-06-01"]);
    assert!(!report["findings"].as_array().expect("findings").iter().any(|finding| finding["code"] == "Y86"), "{report}");
}

/// The share of the samples outside is one share: the root of p (1 - p) / n.
#[test]
fn the_error_of_all_units_outside_is_that_of_one_share() {
    let text = "caseproof: 1\ndesign: { name: S }\nparts: { a: { material: abs } }\nstacks: { g: { limits: [-0.02 mm, 0.02 mm], chain: \
                [{ plus: { nominal: 10 mm, tolerance: ±0.1 mm } }, { minus: { nominal: 10 mm, tolerance: ±0.1 mm } }] } }\n";
    let study = json("stack", text, &["stack"]);
    let outside = &study["stacks"][0]["simulated"];
    let number = |key: &str| outside[key].as_f64().expect(key);
    let share = number("below") + number("above");
    assert!((number("together_error") - (share * (1.0 - share) / 1e6).sqrt()).abs() < 1e-9, "{outside}");
    assert!((number("together_error") * 1e6 - 469.7).abs() < 0.2, "{outside}");
}

/// Three stations that are given stay, though two would keep the allowed time.
#[test]
fn stations_that_are_given_stay() {
    let text = "caseproof: 1
design: { name: L1 }
production: { annual_volume: 100000, working_time: { days_per_month: 22, shifts_per_day: 2, hours_per_shift: 8, efficiency: 85 % }, target_yield: 92 % }
parts: { a: { material: abs } }
assembly:
  - { step: one, process: manual-assembly, adds: [a], time: 40 s }
  - { step: two, process: manual-assembly, time: 110 s, stations: 3 }
  - { step: three, process: manual-assembly, time: 70 s }
";
    let line = json("line", text, &["line"])["line"].take();
    let places = line["balanced"]["best"]["places"].as_array().expect("places").clone();
    let two = places.iter().find(|place| place["steps"].as_array().expect("steps").contains(&"two".into())).expect("its station");
    assert_eq!((&two["parallel"], two["steps"].as_array().map(Vec::len)), (&3.into(), Some(1)), "{places:?}");
}

#[test]
fn a_line_of_machines_alone_is_no_line_without_steps() {
    let text = "caseproof: 1
design: { name: Machines }
production: { annual_volume: 100000, target_yield: 95 %, working_time: { days_per_month: 22, shifts_per_day: 1, hours_per_shift: 8, efficiency: 85 % } }
parts: { a: { material: abs, process: injection-molding, tool: { cavities: 1, cycle: 30 s } } }
assembly: [{ step: mold, process: injection-molding, adds: [a], time: 5 s, yield: 99 % }]
";
    let (shown, _) = run("machines", text, &["line"]);
    assert!(shown.contains("none is at a bench") && !shown.contains("there are no steps"), "{shown}");
}

/// 200 units, 4 rejected: 95.6621 % are shown with 95 % confidence (Clopper-Pearson), one-sided.
#[test]
fn a_lower_bound_is_rounded_down_everywhere() {
    let text = format!(
        "{BUILDS}evidence: {{ complete: true, tests: none, measurements: none, builds: [{{ of: design, process: injection-molding, \
         built: 200, rejected: 4, stage: pvt }}] }}\n"
    )
    .replace("95 %", "97 %");
    let yields = claim(&json("bound", &text, &["evidence"]), "yield");
    assert!(yields["shown"].as_str().expect("shown").contains("at least 95.4 %"), "{yields}");
    let report = json("bound", &text, &["check"]);
    let findings = report["findings"].as_array().expect("findings");
    let found = findings.iter().find(|finding| finding["code"] == "Y02").expect("Y02");
    assert!(found["message"].as_str().expect("a message").contains("demonstrate 95.4 %"), "{found}");
}

/// What is not judged stands within nothing, and cavities are whole.
#[test]
fn the_sheet_says_what_is_open_and_counts_in_whole_numbers() {
    let text = "caseproof: 1
design: { name: LF, stage: pvt }
production: { annual_volume: 100000, target_yield: 95 %, working_time: { days_per_month: 22, shifts_per_day: 1, hours_per_shift: 8, efficiency: 85 % } }
parts:
  base: { material: abs, process: injection-molding, size: [320 mm, 220 mm, 110 mm], flatness: 0.01 mm, tool: { cavities: 4, cycle: 30 s } }
";
    let sheet = json("limits", text, &["limits"]);
    let rows = sheet["things"].as_array().expect("things").iter().flat_map(|thing| thing["rows"].as_array().expect("rows"));
    let rows: Vec<&Value> = rows.collect();
    let row = |quantity: &str| *rows.iter().find(|row| row["quantity"] == quantity).expect(quantity);
    let flat = row("flatness");
    assert_eq!((&flat["stands"], &flat["holds"]), (&"open".into(), &false.into()), "{flat}");
    let cavities = row("tool.cavities");
    let edges = [&cavities["hard"], &cavities["target"]].map(|edges| edges.as_array().expect("edges").clone()).concat();
    assert!(!edges.is_empty(), "{cavities}");
    for edge in edges {
        let value = edge["value"].as_str().expect("a value");
        assert!(value.parse::<u32>().is_ok_and(|value| value >= 1), "{value} is no count");
    }
}

#[test]
fn an_alias_inside_what_it_names_is_one_problem() {
    let text = "caseproof: 1\ndesign: &d { name: D, protects: *d }\nparts: { a: { material: abs } }\n";
    let (out, _) = run("cycle", text, &["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).expect("JSON");
    let problems = report["rejected"][0]["problems"].as_array().expect("problems").clone();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0]["message"].as_str().expect("a message").contains("stands inside what it names"), "{problems:?}");
}

/// Markets and parts are sets: another order says the same.
#[test]
fn the_order_of_a_set_moves_no_message() {
    let design = |markets: &str, parts: &str| {
        format!(
            "caseproof: 1
design: {{ name: Sets, stage: pvt }}
environment: {{ markets: [{markets}] }}
engagement: {{ model: odm, client: {{ engineers: 0, supplier_quality: false, owns_design: false }}, documents: {{ compliance: missing }} }}
parts: {{ base: {{ material: abs, process: injection-molding }}, {parts} }}
evidence: {{ complete: true, tests: none, measurements: none, builds: [{{ of: base, process: injection-molding, built: 200, rejected: 0 }}] }}
"
        )
    };
    let (lid, tray) =
        ("lid: { material: abs, process: injection-molding }", "tray: { material: pc, process: injection-molding }");
    let messages = |text: &str| {
        let report = json("sets", text, &["check"]);
        let of = |code: &str| {
            let findings = report["findings"].as_array().expect("findings");
            findings.iter().find(|finding| finding["code"] == code).expect(code)["message"].clone()
        };
        [of("E12"), of("S94")]
    };
    assert_eq!(messages(&design("eu, us", &format!("{lid}, {tray}"))), messages(&design("us, eu", &format!("{tray}, {lid}"))));
}
