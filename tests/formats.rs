//! All formats say the same of the same findings, whatever stands in the files, and nothing hostile comes through any of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::common::formats::{FORMATS, Row, rows};
use crate::common::program::{agents, program};
use crate::common::run::TODAY;
use serde_json::Value;

/// A design with an error, a warning and advice.
const TRAY: &str = "caseproof: 1\ndesign: { name: Tray, stage: dvt }\nparts:\n  tray: { material: abs, process: injection-molding, draft: 0.1 deg, size: [200 mm, 100 mm, 30 mm], wall: 2 mm, prototype: { process: sls, material: pa12-sls, quantity: 3 } }\n";
/// What attacks a terminal, a log of a service, a page, a table.
const EVIL: &str = "\\e[2J\\u202e\\u2066::error file=a,line=1::x ]]> <script>alert(1)</script> | =cmd|'/c calc'!A1 %0A::error::y `@all` & \\r::notice::z";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("caseproof-formats-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn with(self, name: &str, text: &str) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn caseproof(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = program();
    command.current_dir(folder).env("NO_COLOR", "1").args(arguments).output().expect("it runs")
}

/// What each format says of a folder, from one run, with its exit code.
fn reports(folder: &Path, out: &Path, arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    let asked: Vec<String> = FORMATS.iter().map(|format| format!("{format}={}", out.join(format).display())).collect();
    let formats = asked.iter().flat_map(|asked| ["--format", asked.as_str()]);
    let all: Vec<&str> = ["check", "--date", TODAY].into_iter().chain(formats).chain(arguments.iter().copied()).collect();
    let output = caseproof(folder, &all);
    assert!(output.stdout.is_empty(), "everything goes to files");
    let read = |format: &&str| {
        fs::read_to_string(out.join(format)).unwrap_or_else(|error| panic!("{format}: {error}: {}", said(&output)))
    };
    (FORMATS.iter().map(read).collect(), output.status.code())
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Files that are hard to place or to say, good ones and one that is broken.
fn hostile() -> Folder {
    let evil = format!(
        "caseproof: 1\ndesign: {{ name: \"{EVIL}\", stage: dvt }}\nparts:\n  a: {{ material: \"{EVIL}\", process: injection-molding, draft: 0.1 deg }}\n"
    );
    let wide = TRAY.replace("Tray", "漢字🦀蓋").replace("  tray: {", "  tray: { # 🦀\n    color: \"漢字🦀\",");
    let tabs = "caseproof: 1\ndesign: { name: Tabs }\nparts:\n  tray:\n    material: abs\t# tab\n    process:\tinjection-molding\n    draft:\t0.1 deg\n";
    let broken =
        format!("caseproof: 1\ndesign: {{ name: x }}\nparts:\n  \"{EVIL}\": {{}}\n  漢字🦀: {{ wal: 2 mm }}\n\"{EVIL}\": 1\n");
    Folder::new("hostile")
        .with("designs/a.yaml", TRAY)
        .with("designs/bom.yaml", &format!("\u{feff}{TRAY}"))
        .with("designs/crlf.yaml", &TRAY.replace('\n', "\r\n"))
        .with("designs/bom-crlf.yaml", &format!("\u{feff}{}", wide.replace('\n', "\r\n")))
        .with("designs/tabs.yaml", tabs)
        .with("designs/wide.yaml", &wide)
        .with("designs/evil.yaml", &evil)
        .with("designs/broken.yaml", &broken)
        .with("designs/syntax.yaml", "caseproof: 1\ndesign: { name: \"漢🦀\", stage: [ }\n")
        .with("designs/other.yaml", "services: {}\n")
        .with("odd/a b%41,c;漢<script>|x.yaml", TRAY)
}

fn agree(of: &str, reports: &[String], folder: &Path, least: usize) {
    let expected: Vec<Row> = rows("json", &reports[0], folder);
    assert!(expected.len() >= least, "{of}: {} findings", expected.len());
    for (format, report) in FORMATS.iter().zip(reports) {
        assert_eq!(rows(format, report, folder), expected, "{of}: {format}");
    }
}

#[test]
fn all_formats_agree_on_the_samples() {
    let out = Folder::new("samples");
    let (reports, code) = reports(Path::new("."), &out.0, &["sample_designs"]);
    assert_eq!(code, Some(1));
    agree("samples", &reports, Path::new("."), 200);
    let json: Value = serde_json::from_str(&reports[0]).expect("JSON");
    let count = |key: &str| json["summary"][key].as_u64().expect("a count");
    let last = format!("{} errors, {} warnings, {} advice", count("errors"), count("warnings"), count("advice"));
    assert!(reports[9].lines().last().is_some_and(|line| line.starts_with("summary: ") && line.contains(&last)), "{last}");
    assert!(reports[8].contains(&last), "{last}");
}

#[test]
fn all_formats_agree_on_hostile_files() {
    let (folder, out) = (hostile(), Folder::new("hostile-out"));
    let (reports, code) = reports(&folder.0, &out.0, &["."]);
    assert_eq!(code, Some(2), "two files do not load");
    agree("hostile", &reports, &folder.0, 20);
    for (format, report) in FORMATS.iter().zip(&reports) {
        let bad: BTreeSet<char> = report.chars().filter(|c| is_hostile(*c)).collect();
        assert!(bad.is_empty(), "{format}: {bad:?}");
        // Each file that does not load is told of in every format, and so is each that does.
        for file in ["broken.yaml", "syntax.yaml", "evil.yaml", "bom-crlf.yaml"] {
            assert!(report.contains(file), "{format}: {file}");
        }
    }
    let (sarif, github, junit, markdown) = (&reports[3], &reports[4], &reports[5], &reports[8]);
    assert_eq!(github.lines().count(), rows("json", &reports[0], &folder.0).len(), "no line begins another command");
    for (format, report) in [("junit", junit), ("markdown", markdown)] {
        assert!(!report.contains("<script>") && !report.contains("]]>"), "{format}");
    }
    assert!(!sarif.contains("a b%41"), "what looks like an escape is one no more");
}

/// What a terminal obeys or what hides or reorders its neighbors.
fn is_hostile(c: char) -> bool {
    let control = c.is_control() && c != '\n';
    control || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn columns_count_what_the_format_says() {
    let (folder, out) = (
        Folder::new("columns").with("a.yaml", &TRAY.replace("  tray: {", "  tray: { color: \"漢字🦀\",")),
        Folder::new("columns-out"),
    );
    let (reports, _) = reports(&folder.0, &out.0, &["."]);
    let json: Value = serde_json::from_str(&reports[0]).expect("JSON");
    let draft = json["designs"][0]["findings"].as_array().expect("findings").iter().find(|finding| finding["code"] == "S10");
    let start = &draft.expect("the draft")["span"]["start"];
    // Two characters of three bytes and one of four: seven bytes more than characters.
    let (column, bytes) = (start["column"].as_u64().expect("a column"), start["bytes"].as_u64().expect("bytes"));
    assert_eq!(bytes, column + 7);
    let rdjson: Value = serde_json::from_str(&reports[7]).expect("JSON");
    let found = rdjson["diagnostics"].as_array().expect("a list").iter().find(|found| found["code"]["value"] == "S10");
    assert_eq!(found.expect("the draft")["location"]["range"]["start"]["column"].as_u64(), Some(bytes));
}

#[test]
fn paths_start_at_the_root_of_the_repository() {
    let folder = Folder::new("root").with("designs/new/a.yaml", TRAY).with(".git/HEAD", "");
    let below = folder.0.join("designs/new");
    let absolute = below.join("a.yaml").display().to_string();
    for (here, path) in
        [(&folder.0, "designs"), (&below, "."), (&below, "../new/a.yaml"), (&below, &absolute), (&folder.0, &absolute)]
    {
        let of = |format: &str| String::from_utf8(caseproof(here, &["check", "--format", format, path]).stdout).expect("UTF-8");
        for format in ["sarif", "github", "gitlab", "markdown"] {
            let found = rows(format, &of(format), here);
            assert!(
                !found.is_empty() && found.iter().all(|(file, ..)| file == "designs/new/a.yaml"),
                "{format} {path}: {found:?}"
            );
        }
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = Folder::new("whole").with("a.yaml", TRAY).with("kept.json", "before").with("broken/b.yaml", "caseproof: 1\n");
    let run = |arguments: &[&str]| caseproof(&folder.0, &[&["check"], arguments].concat());
    for (arguments, expected) in [
        (&["--format", "json", "--format", "sarif", "a.yaml"][..], "two formats for standard output: json and sarif"),
        (&["--format", "json=x", "--format", "sarif=x", "a.yaml"], "two formats for one file: x"),
        (
            &["--format", "json=kept.json", "--format", "sarif=no/such/folder.sarif", "a.yaml"],
            "cannot write no/such/folder.sarif",
        ),
        (
            &["--format", "json=kept.json", "--format", "json", "--checks", "nowhere", "--format", "sarif=no/x", "a.yaml"],
            "cannot write no/x",
        ),
        (&["--format", "sarf", "a.yaml"], "did you mean `sarif`?"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
    }
    assert_eq!(fs::read_to_string(folder.0.join("kept.json")).expect("it is still there"), "before");
    assert!(!folder.0.join("x").exists());

    // A run that rejects a file writes all the same, and so does one whose checks do not load.
    assert_eq!(run(&["--format", "JSON=kept.json", "--format", "concise", "broken", "a.yaml"]).status.code(), Some(2));
    let report: Value = serde_json::from_str(&fs::read_to_string(folder.0.join("kept.json")).expect("a file")).expect("JSON");
    assert_eq!((report["designs"].as_array().map(Vec::len), report["rejected"].as_array().map(Vec::len)), (Some(1), Some(1)));
    assert_eq!(run(&["--format", "sarif=x.sarif", "--checks", "nowhere", "a.yaml"]).status.code(), Some(2));
    let log: Value = serde_json::from_str(&fs::read_to_string(folder.0.join("x.sarif")).expect("a file")).expect("JSON");
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let left: Vec<_> = fs::read_dir(&folder.0).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left.len(), 4, "nothing temporary is left: {left:?}");
}

/// The variables by which agents say that they run, each alone.
#[test]
fn the_short_form_is_chosen_where_an_agent_runs() {
    let folder = Folder::new("agent").with("a.yaml", TRAY);
    let named = agents();
    assert!(named.len() >= 10 && named.contains("CLAUDECODE") && named.contains("AI_AGENT"), "{named:?}");
    let run = |set: Option<(&str, &str)>, arguments: &[&str]| {
        let mut command = program();
        command.current_dir(&folder.0).env("NO_COLOR", "1").arg("check").args(arguments).arg("a.yaml");
        let output = command.envs(set).output().expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let agent = run(None, &["--format", "agent"]);
    assert!(agent.lines().last().is_some_and(|line| line.starts_with("summary: 1 design, ")), "{agent}");
    assert!(agent.contains(" | change: parts.tray.draft at least "), "{agent}");
    for name in &named {
        assert_eq!(run(Some((name, "1")), &[]), agent, "{name}");
        assert_ne!(run(Some((name, "0")), &[]), agent, "{name}=0");
    }
    assert_ne!(run(Some(("CLAUDECODE", "1")), &["--format", "concise"]), agent, "what is asked for is done");
}

/// A test case fails where the run does.
#[test]
fn junit_fails_where_the_run_fails() {
    let spec = TRAY.replace("stage: dvt", "stage: pvt").replace("draft: 0.1 deg", "draft: 0.6 deg");
    let folder = Folder::new("junit").with("a.yaml", &spec);
    for fail_on in ["error", "warning", "advice", "never"] {
        let output = caseproof(&folder.0, &["check", "--format", "junit", "--fail-on", fail_on, "a.yaml"]);
        let report = quick_junit::Report::deserialize_from_str(&String::from_utf8_lossy(&output.stdout)).expect("JUnit");
        let suite = &report.test_suites[0];
        assert_eq!(output.status.code(), Some(i32::from(suite.failures > 0)), "{fail_on}: {} failures", suite.failures);
        let json = caseproof(&folder.0, &["check", "--format", "json", "a.yaml"]).stdout;
        let json: Value = serde_json::from_slice(&json).expect("JSON");
        let open: BTreeSet<&str> = json["designs"][0]["not_assessed"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|open| open["code"].as_str())
            .collect();
        let passed = suite.test_cases.iter().filter(|case| case.status == quick_junit::TestCaseStatus::success()).count();
        assert!(
            suite.skipped >= 10 && suite.skipped <= open.len() + 5 && passed >= 3,
            "{} skipped, {passed} passed",
            suite.skipped
        );
    }
}

/// Where a file has a threshold of its own, its test cases fail by that.
#[test]
fn junit_fails_by_the_threshold_of_each_file() {
    let config =
        "[[override]]\npaths = [\"a.yaml\"]\nfail-on = \"never\"\n\n[[override]]\npaths = [\"c.yaml\"]\nfail-on = \"advice\"\n";
    let folder = Folder::new("thresholds").with("caseproof.toml", config);
    let folder = ["a", "b", "c"]
        .iter()
        .fold(folder, |folder, name| folder.with(&format!("{name}.yaml"), &TRAY.replace("name: Tray", &format!("name: {name}"))));
    let output = caseproof(&folder.0, &["check", "--format", "junit", "a.yaml", "b.yaml", "c.yaml"]);
    let report = quick_junit::Report::deserialize_from_str(&String::from_utf8_lossy(&output.stdout)).expect("JUnit");
    let failures: Vec<usize> = report.test_suites.iter().map(|suite| suite.failures).collect();
    assert_eq!((output.status.code(), failures[0]), (Some(1), 0), "{failures:?}");
    assert!(failures[1] >= 1 && failures[2] > failures[1], "{failures:?}");
    let alone = caseproof(&folder.0, &["check", "--format", "json", "a.yaml"]);
    let json: Value = serde_json::from_slice(&alone.stdout).expect("JSON");
    assert_eq!((alone.status.code(), &json["designs"][0]["fail_on"]), (Some(0), &"never".into()));
}

#[test]
fn what_is_left_out_is_counted_where_it_was_found() {
    let folder = Folder::new("left-out").with("a.yaml", TRAY);
    let run = |format: &str| {
        let output = caseproof(&folder.0, &["check", "--ignore", "S10", "--format", format, "a.yaml"]);
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let one = serde_json::json!({ "S10": 1 });
    let json: Value = serde_json::from_str(&run("json")).expect("JSON");
    assert_eq!((&json["designs"][0]["ignored"], &json["summary"]["ignored"]), (&one, &1.into()));
    let lines = run("jsonl");
    let mut lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    assert_eq!(lines.find(|line| line["kind"] == "design").expect("a design")["ignored"], one);
    let report = quick_junit::Report::deserialize_from_str(&run("junit")).expect("JUnit");
    let cases = report.test_suites[0].test_cases.iter();
    let left_out: Vec<_> = cases.filter(|case| case.name.as_str().starts_with("S10 ")).map(|case| &case.status).collect();
    let [quick_junit::TestCaseStatus::Skipped { ty, message, .. }] = left_out[..] else { panic!("{left_out:?}") };
    let said = [ty, message].map(|text| text.as_ref().map_or("", |text| text.as_str()));
    assert_eq!(said, ["ignored", "left out by configuration: 1 of its findings"]);
}

/// What code scanning asks of a log: the rules of the format that its schema cannot say included.
#[test]
fn the_log_is_what_code_scanning_takes() {
    let output = caseproof(Path::new("."), &["check", "--format", "sarif", "--date", TODAY, "sample_designs"]);
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&log["version"], log["runs"].as_array().map(Vec::len)), (&"2.1.0".into(), Some(1)));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), rules.len(), "each rule stands once");
    for rule in rules {
        for path in ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"] {
            assert!(rule.pointer(path).and_then(Value::as_str).is_some_and(|text| !text.is_empty()), "{path}: {rule}");
        }
        assert!(rule["properties"]["tags"].as_array().is_some_and(|tags| (1..=10).contains(&tags.len())), "{rule}");
        let tags: BTreeSet<&str> =
            rule["properties"]["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(rule["properties"]["tags"].as_array().map(Vec::len), Some(tags.len()), "each tag once: {rule}");
    }
    let (mut prints, mut before) = (BTreeSet::new(), 0);
    for result in run["results"].as_array().expect("results") {
        let number = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("a small number");
        assert_eq!(rules[number]["id"], result["ruleId"]);
        let rank = ["error", "warning", "note"].iter().position(|level| result["level"] == *level).expect("a level");
        assert!(rank >= before, "the worst come first");
        before = rank;
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        let at = |key: &str| location["region"][key].as_u64().unwrap_or_else(|| panic!("no {key}: {result}"));
        assert_eq!(at("startLine"), at("endLine"), "a key or a value, and no block: {result}");
        assert!(at("startLine") >= 1 && at("startColumn") >= 1 && at("endColumn") > at("startColumn"), "{result}");
        let print = result["partialFingerprints"]["caseproof/v1"].as_str().expect("a fingerprint");
        assert!(prints.insert(print.to_owned()), "{print} stands twice");
    }
    assert!(prints.len() >= 200 && before == 2, "{} results", prints.len());
}

#[test]
fn waived_findings_are_left_out_unless_asked_for() {
    let waiver =
        "waivers:\n  - { check: S10, at: parts.tray, owner: \"tooling ]]>\", reason: side action quoted, until: 2028-01-01 }\n";
    let folder = Folder::new("waived").with("a.yaml", &format!("{TRAY}{waiver}"));
    let results = |more: &[&str]| {
        let output = caseproof(&folder.0, &[&["check", "--format", "sarif", "a.yaml"], more].concat());
        let log: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(&output)));
        log["runs"][0]["results"].as_array().expect("results").clone()
    };
    let (plain, with) = (results(&[]), results(&["--show-waived"]));
    let suppressed: Vec<&Value> = with.iter().filter(|result| result.get("suppressions").is_some()).collect();
    assert_eq!((plain.iter().filter(|result| result["ruleId"] == "S10").count(), suppressed.len()), (0, 1));
    assert_eq!(with.len(), plain.len() + 1);
    assert_eq!(suppressed[0]["suppressions"][0]["justification"], "tooling ]]>: side action quoted");
    let output = caseproof(&folder.0, &["check", "--format", "jsonl", "a.yaml"]);
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let waived: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .filter(|line: &Value| line["kind"] == "waived")
        .collect();
    assert_eq!((waived.len(), &waived[0]["owner"], &waived[0]["code"]), (1, &"tooling ]]>".into(), &"S10".into()));
}
