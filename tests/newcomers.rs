//! Specs written from trade words alone: what the first load says of each mistake, and that the second load, written by these
//! messages and nothing else, succeeds.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

/// What a check of a file yields: exit code and report.
fn check(file: &str) -> (i32, Value) {
    let mut command = Command::cargo_bin("caseproof").expect("the program");
    let output = command.args(["check", "--format", "json", file]).output().expect("it runs");
    let report = serde_json::from_slice(&output.stdout).expect("JSON");
    (output.status.code().expect("a code"), report)
}

/// `line:column code: message | help` of every problem.
fn problems(report: &Value) -> Vec<String> {
    let rejected = report["rejected"].as_array().expect("a list").iter();
    let say = |problem: &Value| {
        let start = &problem["span"]["start"];
        let help = problem["help"].as_str().map_or_else(String::new, |help| format!(" | {help}"));
        let (code, message) = (problem["code"].as_str().expect("a code"), problem["message"].as_str().expect("a message"));
        format!("{}:{} {}: {message}{help}", start["line"], start["column"], code.trim_start_matches("design/"))
    };
    rejected.flat_map(|file| file["problems"].as_array().expect("a list").iter().map(say)).collect()
}

/// A first load names so many problems, each once and with what to write; the second load has none.
fn first_and_second(name: &str, count: usize) {
    let (code, report) = check(&format!("tests/newcomers/{name}.first.yaml"));
    let found = problems(&report);
    assert_eq!((code, found.len()), (2, count), "{found:#?}");
    for problem in &found {
        let says = [" | ", "; write ", "; did you mean ", " such as "].iter().any(|word| problem.contains(word));
        assert!(says, "nothing to write: {problem}");
    }
    let mut once = found.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), found.len(), "{found:#?}");
    insta::assert_snapshot!(format!("newcomer-{name}"), found.join("\n"));

    let (code, report) = check(&format!("tests/newcomers/{name}.second.yaml"));
    assert_eq!(problems(&report), Vec::<String>::new(), "{name}");
    assert!(code == 0 || code == 1, "{name}: {code}");
    assert_eq!(report["summary"]["designs"], 1, "{name}");
}

#[test]
fn an_eva_case_loads_after_one_round() {
    first_and_second("eva-zip-case", 25);
}

#[test]
fn a_rugged_phone_case_loads_after_one_round() {
    first_and_second("rugged-phone-case", 18);
}

#[test]
fn a_flight_case_loads_after_one_round() {
    first_and_second("flight-case", 17);
}

/// What `like` copies is said once, where it is written; so is what a base brings.
#[test]
fn what_is_inherited_is_said_once() {
    let folder = std::env::temp_dir().join(format!("caseproof-newcomers-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let base = "parts:\n  a: { material: unobtainium, draft: 5 }\n  b: { like: a }\n  c: { like: b }\n";
    fs::write(folder.join("base.yaml"), base).expect("a file");
    fs::write(folder.join("case.yaml"), "caseproof: 1\nextends: base.yaml\ndesign: { name: n }\n").expect("a file");
    let (code, report) = check(folder.join("case.yaml").to_str().expect("a path"));
    let found = problems(&report);
    assert_eq!((code, found.len()), (2, 2), "{found:#?}");
    assert!(found[0].starts_with("2:18 unknown-material: there is no material `unobtainium`"), "{found:#?}");
    assert!(found[1].starts_with("2:38 missing-unit: `5` has no unit"), "{found:#?}");
    fs::remove_dir_all(&folder).expect("cleaned up");
}

/// A file that was meant to be a spec is never skipped, unless a spec extends it.
#[test]
fn a_misspelt_mark_is_a_mistake_and_a_base_is_none() {
    let folder = std::env::temp_dir().join(format!("caseproof-mistaken-{}", std::process::id()));
    fs::create_dir_all(folder.join("family")).expect("a folder");
    let part = "design: { name: n }\nparts: { a: { material: abs, process: injection-molding, draft: 2 deg } }\n";
    let put = |name: &str, text: String| fs::write(folder.join(name), text).expect("a file");
    let run = |paths: &[&str]| {
        let mut command = Command::cargo_bin("caseproof").expect("the program");
        let output = command.current_dir(&folder).args(["check", "--format", "concise"]).args(paths).output().expect("it runs");
        (output.status.code().expect("a code"), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    put("a.yaml", format!("caseproof: 1\n{part}"));
    let (fine, _) = run(&["."]);
    assert!(fine < 2, "{fine}");
    put("b.yaml", format!("caseprof: 1\n{part}"));
    let (code, said) = run(&["."]);
    assert_eq!(code, 2);
    assert!(said.contains("b.yaml:1:1: error[design/no-spec] the key `caseprof` is not `caseproof`"), "{said}");
    put("b.yaml", "name: ci\non: push\n".to_owned());
    put("family/base.yaml", part.to_owned());
    let (code, said) = run(&["."]);
    assert_eq!(code, 2);
    assert!(said.contains("family/base.yaml:1:1: error[design/no-spec] a design with parts, but no key `caseproof`"), "{said}");
    put("c.yaml", "caseproof: 1\nextends: family/base.yaml\n".to_owned());
    for paths in [&["."][..], &["family"], &["family/base.yaml", "a.yaml"]] {
        let (code, said) = run(paths);
        assert!(code != 2 && !said.contains("no-spec"), "{paths:?}: {code} {said}");
    }
    fs::remove_dir_all(&folder).expect("cleaned up");
}

/// What loads is right by the published schema, whatever case and hyphens its words have; what does not load is wrong by it.
#[test]
fn the_schema_takes_the_words_that_load() {
    let schema = Command::cargo_bin("caseproof").expect("the program").arg("schema").output().expect("it runs").stdout;
    let schema: Value = serde_json::from_slice(&schema).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let folder = std::env::temp_dir().join(format!("caseproof-words-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("words.case.yaml");
    let tray = "parts: { tray: { material: abs, process: injection-molding, draft: 1 deg } }";
    for (number, (text, valid)) in [
        (format!("design: {{ name: x, stage: DVT, kind: EVA case }}\n{tray}"), true),
        (format!("design: {{ name: x, stage: d-v-t, kind: evacase }}\n{tray}"), true),
        (format!("design: {{ name: x, stage: dvtt }}\n{tray}"), false),
        (format!("design: {{ name: x, kind: eva }}\n{tray}"), false),
        (format!("design: {{ name: x }}\nenvironment: {{ exposure: [UV, Salt spray, parked_car] }}\n{tray}"), true),
        (format!("design: {{ name: x }}\nenvironment: {{ exposure: Sweat }}\n{tray}"), true),
        (format!("design: {{ name: x }}\nenvironment: {{ exposure: [sun] }}\n{tray}"), false),
        (format!("design: {{ name: x }}\nengagement: {{ model: OEM, documents: {{ bom: Not needed }} }}\n{tray}"), true),
        (format!("design: {{ name: x }}\nengagement: {{ model: oen }}\n{tray}"), false),
        ("design: { name: x }\nparts: { tray: { appearance: VISIBLE, bought: yes } }".to_owned(), true),
        ("design: { name: x }\nparts: { tray: { bought: \"No\" } }".to_owned(), true),
        ("design: { name: x }\nparts: { tray: { bought: maybe } }".to_owned(), false),
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!("caseproof: 1\n{text}\n");
        fs::write(&file, &text).expect("a file");
        let (_, report) = check(&file.to_string_lossy());
        assert_eq!(problems(&report).is_empty(), valid, "{number}: {text}{:?}", problems(&report));
        let spec: Value = serde_yaml::from_str(&text).expect("YAML");
        assert_eq!(validator.is_valid(&spec), valid, "{number}: {text}");
    }
    fs::remove_dir_all(&folder).expect("removed");
}

/// A share without its sign is told as it has to be written.
#[test]
fn a_bare_share_is_told_in_percent() {
    let folder = std::env::temp_dir().join(format!("caseproof-shares-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("shares.case.yaml");
    for (given, write) in [
        ("0.95", "`95 %`"),
        ("95", "`95 %`"),
        ("0.29", "`29 %`"),
        ("0.005", "`0.5 %`"),
        ("62.5", "`62.5 %`"),
        ("1", "`100 %` or `1 %`"),
    ] {
        let text = format!(
            "caseproof: 1\ndesign: {{ name: x }}\nproduction: {{ target_yield: {given} }}\nenvironment: {{ humidity: {given} }}\nparts: {{ a: {{}} }}\n"
        );
        fs::write(&file, text).expect("a file");
        let (_, report) = check(&file.to_string_lossy());
        let said = |line: u32, column: u32| format!("{line}:{column} missing-unit: `{given}` has no unit; write {write}");
        assert_eq!(problems(&report), [said(3, 29), said(4, 26)]);
    }
    fs::remove_dir_all(&folder).expect("removed");
}
