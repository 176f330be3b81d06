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
    assert!(found["message"].as_str().expect("a message").contains("demonstrates 95.4 %"), "{found}");
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

/// Two metals that a rivet holds together: who is named first is no difference, for the fingerprint and for a waiver.
#[test]
fn the_order_of_joined_parts_moves_no_fingerprint() {
    let text = |between: &str| {
        format!(
            "caseproof: 1
design: {{ name: R, stage: pvt }}
environment: {{ exposure: [salt-spray], humidity: 95 % }}
parts:
  latch: {{ material: copper, bought: true }}
  plate: {{ material: aluminum-5052, process: sheet-metal-bending }}
joints: {{ riv: {{ method: solid-rivet, between: [{between}], diameter: 4 mm }} }}
"
        )
    };
    let found = |between| {
        let report = json("rivet", &text(between), &["check", "--fail-on", "never"]);
        let found = report["findings"].as_array().expect("findings").iter().find(|finding| finding["code"] == "C12").cloned();
        let found = found.expect("C12");
        (found["fingerprint"].clone(), found["at"].clone())
    };
    assert_eq!(found("latch, plate"), found("plate, latch"));
    assert_eq!(found("latch, plate").1, "joints.riv+aluminum-5052+copper");
}

/// What the air and the device both bring meets a part once.
#[test]
fn what_comes_from_two_sides_is_met_once() {
    let text = |location: &str| {
        format!(
            "caseproof: 1
design: {{ name: Sun, stage: pvt, protects: {{ mass: 10 g, touches: [sunscreen] }} }}
environment: {{ exposure: [sunscreen] }}
parts: {{ shell: {{ material: san, process: injection-molding, draft: 2 deg, color: red{location} }} }}
"
        )
    };
    for location in ["", ", location: inside", ", location: outside"] {
        let report = json("sun", &text(location), &["check", "--fail-on", "never"]);
        assert_eq!(said(&report, "C10").len(), 1, "{location}");
        let open = report["not_assessed"].as_array().expect("open").iter().filter(|open| open["code"] == "C10").count();
        assert_eq!(open, 0, "{location}");
    }
}

/// A case with a drop of 1.2 m on concrete, a load of 98.1 N at the handle and IP67 claimed, and these tests of production units.
fn tested(name: &str, tests: &[&str]) -> Value {
    let tests: Vec<String> =
        tests.iter().map(|test| format!("{{ {test}, process: injection-molding, stage: pvt, material: abs }}")).collect();
    let text = format!(
        "caseproof: 1
design: {{ name: T, kind: rugged-case, stage: pvt }}
environment: {{ drop: {{ height: 1.2 m, count: 26, surface: concrete }}, carry: {{ mass: 10 kg }}, ingress: ip67, crush: {{ force: 1400 N }}, \
         stack: {{ mass: 120 kg }} }}
parts: {{ base: {{ material: abs, process: injection-molding }} }}
evidence: {{ complete: true, builds: none, measurements: none, tests: [{}] }}
",
        tests.join(", ")
    );
    json(name, &text, &["check"])
}

/// Severity and message of the findings of a check.
fn said(report: &Value, code: &str) -> Vec<String> {
    let findings = report["findings"].as_array().expect("findings").iter().filter(|finding| finding["code"] == code);
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    findings.map(|finding| format!("{}: {}", text(&finding["severity"]), text(&finding["message"]))).collect()
}

/// A drop by another name is a drop: the newest of those as hard as what is claimed decides, whatever it is called.
#[test]
fn a_test_by_another_name_is_of_the_same_kind() {
    let report = tested(
        "names",
        &[
            "name: MIL drop, height: 0.6 m, surface: wood, units: 30, failures: 0",
            "name: tumble drop, height: 1.5 m, surface: concrete, units: 30, failures: 0",
            "name: b load, kind: load, force: 60 N, units: 5, failures: 0",
            "name: a load, kind: load, force: 400 N, units: 30, failures: 0",
            "name: ingress, ingress: IPX4, units: 30, failures: 0",
            "name: immersion and dust, ingress: IP67, units: 60, failures: 0",
            "name: stacking, force: 785 N, units: 30, failures: 0",
            "name: crush, force: 1500 N, units: 30, failures: 0",
        ],
    );
    for code in ["Y72", "Y73", "Y74", "Y75", "Y80", "Y83"] {
        assert_eq!(said(&report, code), Vec::<String>::new(), "{code}");
    }
    let short = tested(
        "short",
        &["name: stacking, force: 785 N, units: 30, failures: 0", "name: crush, force: 1300 N, units: 30, failures: 0"],
    );
    let under = said(&short, "Y80");
    assert_eq!(under.len(), 1, "{short}");
    assert!(
        under[0].starts_with("error: a load of at least 1400 N on the closed case") && under[0].ends_with("made under 1300 N"),
        "{under:?}"
    );
    assert_eq!(said(&short, "Y83"), Vec::<String>::new(), "1300 N are more than 1177 N");
}

/// A drop in the cold that was as hard as what is claimed speaks for the claim rather than a plain one that was milder.
#[test]
fn a_milder_test_hides_none_in_another_climate() {
    let plain = "name: drop, height: 0.6 m, surface: concrete, units: 30, failures: 0";
    let cold = "name: cold drop, height: 1.3 m, surface: concrete, temperature: -20 °C, units: 30, failures: 0";
    assert_eq!(said(&tested("cold", &[plain, cold]), "Y72"), Vec::<String>::new());
    let failed = "name: drop, height: 1.2 m, surface: concrete, units: 30, failures: 9";
    let stands = said(&tested("warm", &[failed, cold]), "Y13");
    assert!(stands[0].starts_with("error: 9 units of 30 units"), "{stands:?}");
}

/// What failed is taken back by a test that tried the same, not by one of another corner, and a sample by production units.
#[test]
fn a_failure_is_taken_back_by_what_tries_the_same() {
    let failed = "name: corner drop, height: 1.2 m, surface: concrete, units: 30, failures: 10";
    let flat = "name: flat drop, height: 1.2 m, surface: concrete, units: 30, failures: 0";
    let again = "name: corner drop of the second lot, height: 1.2 m, surface: concrete, units: 60, failures: 0";
    let stands = said(&tested("flat", &[failed, flat]), "Y13");
    assert_eq!(stands.len(), 1, "{stands:?}");
    assert!(stands[0].starts_with("error: 10 units of 30 units"), "{stands:?}");
    assert_eq!(said(&tested("again", &[failed, flat, again]), "Y13"), Vec::<String>::new());
    let plain = "name: MIL drop, height: 1.2 m, surface: concrete, units: 30, failures: 10";
    assert_eq!(said(&tested("plain", &[plain, flat]), "Y13"), Vec::<String>::new());
    let text = "caseproof: 1
design: { name: T, stage: pvt }
environment: { drop: { height: 1.2 m, count: 26, surface: concrete } }
parts: { base: { material: abs, process: injection-molding } }
evidence:
  tests:
    - { name: sample drop, height: 1.2 m, surface: concrete, units: 3, failures: 2, process: sls }
    - { name: production drop, height: 1.2 m, surface: concrete, units: 30, failures: 0, process: injection-molding, stage: pvt }
";
    let report = json("sample", text, &["check"]);
    for code in ["S01", "Y13", "Y41"] {
        assert_eq!(said(&report, code), Vec::<String>::new(), "{code}");
    }
}

/// What a test is called does not matter where its kind is given, nor its kind where its words or its standard say more.
#[test]
fn a_kind_that_is_given_answers_by_any_name() {
    let text = |kind: &str| {
        format!(
            "caseproof: 1
design: {{ name: T, kind: eva-case, stage: dvt }}
environment: {{ exposure: [uv, cleaning-alcohol] }}
parts:
  shell: {{ material: pc, process: injection-molding, color: clear, bosses: {{ outer_diameter: 6 mm, screw_diameter: 3 mm }} }}
  cover: {{ process: eva-forming, appearance: visible, layers: [{{ material: microfiber-suede, thickness: 0.6 mm, color: white }}] }}
evidence:
  tests:
    - {{ name: number 1, kind: {kind}, of: shell, units: 10, failures: 0 }}
    - {{ name: number 2, kind: chemical, of: shell, units: 10, failures: 0 }}
    - {{ name: number 3, kind: color, method: ISO 105-X18, of: cover, units: 10, failures: 0 }}
"
        )
    };
    let report = json("kinds", &text("light"), &["check"]);
    for code in ["C62", "C11", "C48"] {
        assert_eq!(said(&report, code), Vec::<String>::new(), "{code}");
    }
    let report = json("kinds", &text("vibration"), &["check"]);
    assert_eq!(said(&report, "C62").len(), 1, "{report}");
}
