//! The words of the checks in Chinese: every check has all of its own, made from the English that it has now, and the words that
//! sentences are filled in with have theirs. What is missing is printed as it is to be written, with its file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::common::program::program;
use crate::common::rust::sources;
use caseproof::catalogue::{Definition, builtin, builtin_checks, chinese};
use caseproof::knowledge::library;
use serde::Deserialize;
use serde_json::Value;

const FOLDER: &str = "checks/texts/zh";

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    en: String,
    zh: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Texts {
    title: Text,
    message: Text,
    help: Text,
    why: Text,
    labels: BTreeMap<String, Text>,
}

/// The texts of a check, each with its key: those that it has, and those of its file.
fn pairs(check: &Definition, texts: &Texts) -> Vec<(String, String, Text)> {
    let mut pairs = vec![
        ("title".to_owned(), check.title.clone(), texts.title.clone()),
        ("message".to_owned(), check.message.clone(), texts.message.clone()),
        ("help".to_owned(), check.help.clone(), texts.help.clone()),
        ("why".to_owned(), check.why.clone(), texts.why.clone()),
    ];
    for (path, english) in &check.labels {
        pairs.push((format!("labels.{path}"), english.clone(), texts.labels.get(path).cloned().unwrap_or_default()));
    }
    pairs
}

/// The names in braces, in order.
fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names
}

/// Whether there is Chinese in a text.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_check_has_its_words_in_chinese() {
    let (mut missing, mut stale, mut other) = (String::new(), String::new(), Vec::new());
    let checks = builtin().expect("the built-in checks");
    let mut files = BTreeSet::new();
    for check in &checks {
        let path = format!("{FOLDER}/{}.yaml", check.name);
        files.insert(path.clone());
        let texts: Texts = fs::read_to_string(&path).map_or_else(
            |_| Texts::default(),
            |text| serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}")),
        );
        for (key, english, Text { en, zh }) in pairs(check, &texts) {
            let entry = || format!("\n{path}\n{key}:\n  en: {english:?}\n  zh: {:?}\n", if zh.is_empty() { "…" } else { &zh });
            if zh.trim().is_empty() {
                missing += &entry();
            } else if en != english {
                let _ = writeln!(stale, "{}  # was made from {en:?}", entry());
            } else if names(&english) != names(&zh) || !(is_chinese(&zh) || zh.starts_with('{') && zh.ends_with('}')) {
                other.push(format!("{path}: {key}: {zh}"));
            }
        }
        let gone = texts.labels.keys().filter(|path| !check.labels.contains_key(*path));
        other.extend(gone.map(|label| format!("{path}: labels.{label}: the check has no such label")));
    }
    for family in
        fs::read_dir(FOLDER).expect("the folder").map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir())
    {
        let found = fs::read_dir(family).expect("a folder").map(|entry| entry.expect("an entry").path());
        let found = found.map(|path| path.to_string_lossy().replace('\\', "/"));
        other.extend(found.filter(|path| !files.contains(path)).map(|path| format!("{path}: there is no such check")));
    }
    assert!(checks.len() >= 280, "{} checks", checks.len());
    assert!(
        missing.is_empty() && stale.is_empty() && other.is_empty(),
        "write these, `en` as it stands here:\nmissing:\n{missing}\nstale:\n{stale}\nwrong:\n{}",
        other.join("\n")
    );
}

#[test]
fn what_the_program_holds_is_what_the_files_say() {
    let checks = builtin_checks().expect("the built-in checks");
    for check in &checks {
        let path = format!("{FOLDER}/{}.yaml", check.name);
        let written: Texts = serde_yaml::from_str(&fs::read_to_string(&path).expect("its file")).expect("texts");
        let texts = chinese().of(check).unwrap_or_else(|| panic!("{}: no words", check.name));
        let said = |message: &Option<caseproof::language::Message>| message.as_ref().map(ToString::to_string);
        assert_eq!(texts.title.as_deref(), Some(written.title.zh.trim()), "{path}");
        assert_eq!(said(&texts.message), Some(written.message.zh), "{path}");
        assert_eq!(said(&texts.help), Some(written.help.zh), "{path}");
        assert_eq!(texts.why.as_deref(), Some(written.why.zh.trim()), "{path}");
        for ((label, _), text) in check.definition.labels.iter().zip(&texts.labels) {
            assert_eq!(said(text).as_ref(), written.labels.get(label).map(|text| &text.zh), "{path}: {label}");
        }
    }
}

/// What is advised where a pair names no condition.
const ADVISED: [&str; 5] = [
    "another material or method",
    "another material or bond",
    "another adhesive",
    "keep the two apart",
    "show by a test on production parts that it holds",
];

/// The sentences of the tables that a finding may be filled in with, each with the fact that yields it.
fn sentences() -> BTreeSet<(&'static str, String)> {
    let mut sentences: BTreeSet<_> = ADVISED.iter().map(|text| ("remedy", (*text).to_owned())).collect();
    for pair in library().pairs().iter().filter(|pair| pair.rating != "good") {
        sentences.insert(("reason", pair.why.to_owned()));
        sentences.insert(("remedy", pair.condition.to_owned()));
    }
    let processes = library().entries(caseproof::knowledge::Table::Process);
    sentences.extend(processes.iter().flat_map(|entry| entry.makes.iter()).map(|row| ("refusal", row.why.to_owned())));
    for row in library().defects() {
        sentences.insert(("mechanisms", row.mechanism.to_owned()));
        sentences.insert(("fixes", row.fix.to_owned()));
    }
    for risk in library().risks() {
        sentences.insert(("open_release_risks", risk.topic.to_owned()));
        sentences.insert(("why", risk.why.to_owned()));
        sentences.insert(("evidence", risk.evidence.to_owned()));
        sentences.insert(("acceptance", risk.acceptance.to_owned()));
        sentences.insert(("fix", risk.fix.to_owned()));
    }
    sentences.retain(|(_, text)| !text.is_empty());
    sentences
}

#[test]
fn what_the_tables_say_in_a_finding_is_said_in_chinese() {
    let sentences = sentences();
    assert!(sentences.len() >= 600, "{} sentences", sentences.len());
    let missing: Vec<String> = sentences
        .iter()
        .filter(|(fact, text)| chinese().value(fact, text) == *text)
        .map(|(_, text)| format!("      {text:?}: …"))
        .collect();
    assert!(missing.is_empty(), "{FOLDER}/tables.yaml has no Chinese for\n{}", missing.join("\n"));
    // What is no longer said is taken out.
    let file = fs::read_to_string(Path::new(FOLDER).join("tables.yaml")).expect("the file");
    let said: BTreeSet<&str> = sentences.iter().map(|(_, text)| text.as_str()).collect();
    let tables: Tables = serde_yaml::from_str(&file).expect("words");
    let words = tables.values.iter().flat_map(|values| values.words.keys());
    let gone: Vec<&String> = words.filter(|text| !said.contains(text.as_str())).collect();
    assert!(gone.is_empty(), "{FOLDER}/tables.yaml has Chinese for what no table says: {gone:#?}");
}

/// Texts of a YAML file that are sentences or names, below the keys that a page shows.
fn shown_texts(value: &Value, key: &str, texts: &mut BTreeSet<String>) {
    const SHOWN: [&str; 14] = [
        "name", "short", "about", "owner", "client", "factory", "says", "title", "remedy", "away", "against", "hangs_on",
        "basis", "ask",
    ];
    match value {
        Value::String(text) if SHOWN.contains(&key) || ["paid", "means"].contains(&key) => {
            texts.insert(text.clone());
        }
        Value::Array(list) => list.iter().for_each(|value| shown_texts(value, key, texts)),
        Value::Object(map) => {
            for (name, value) in map {
                // The models under a key such as `remedy` are not keys of their own.
                let below = if ["remedy", "away", "against", "hangs_on", "paid"].contains(&key) { key } else { name.as_str() };
                shown_texts(value, below, texts);
            }
        }
        _ => {}
    }
}

#[test]
fn what_is_advised_is_said_in_chinese() {
    let mut texts = BTreeSet::new();
    for file in ["models", "gates", "criteria", "phases", "money", "questions", "roles"] {
        let text = fs::read_to_string(format!("checks/advice/{file}.yaml")).expect("rows");
        shown_texts(&serde_yaml::from_str::<Value>(&text).expect("YAML"), "", &mut texts);
    }
    assert!(texts.len() > 150, "{} texts", texts.len());
    // Names that a row is filled in with stand for figures.
    let filled = |text: &str| {
        let mut filled = String::new();
        for (number, part) in text.split('{').enumerate() {
            match part.split_once('}').filter(|(name, _)| number > 0 && !name.contains(' ')) {
                Some((_, after)) => filled.extend(["7", after]),
                None if number > 0 => filled.extend(["{", part]),
                None => filled += part,
            }
        }
        filled
    };
    let kept = ["OEM", "joint", "client", "factory"];
    let missing: Vec<String> = texts
        .iter()
        .map(|text| filled(text))
        .filter(|text| {
            !kept.contains(&text.as_str())
                && !is_chinese(&chinese().value("advised", text))
                && chinese().value("advised", text) == *text
        })
        .collect();
    assert!(missing.is_empty(), "{FOLDER}/advice.yaml has no Chinese for {missing:#?}");
}

#[derive(Deserialize)]
struct Tables {
    values: Vec<Values>,
}

#[derive(Deserialize)]
struct Values {
    words: BTreeMap<String, String>,
}

/// The designs of a folder.
fn designs(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let yaml = entries.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let mut designs: Vec<String> = yaml.map(|path| path.to_string_lossy().into_owned()).collect();
    designs.sort();
    designs
}

/// What the program says of a file.
fn said(more: &[&str]) -> String {
    let output = program()
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .args(["check", "--date", "2026-11-22"])
        .args(more)
        .output()
        .expect("it runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The words in a row that make a sentence of English; none of these are ids, which have no spaces.
fn english(text: &str) -> bool {
    let mut row = 0;
    // What stands in backticks is taken from a file.
    let outside = text.split('`').step_by(2).collect::<Vec<_>>().join(" 0 ");
    outside.split(' ').any(|word| {
        let plain = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        row = if plain { row + 1 } else { 0 };
        row >= 3
    })
}

#[test]
fn no_sentence_of_a_report_in_chinese_is_english() {
    let mut sentences = 0;
    let mut left = BTreeSet::new();
    let folders = ["sample_designs/flawed", "sample_designs/sound", "tests/real", "tests/witness"];
    for file in folders.into_iter().flat_map(designs) {
        let report: Value = serde_json::from_str(&said(&["--lang", "zh", "--format", "json", &file])).expect("JSON");
        assert_eq!(report["language"], "zh");
        let findings = report["designs"].as_array().expect("designs").iter().flat_map(|design| {
            let lists = ["findings", "waived"].map(|list| design[list].as_array().expect("a list"));
            lists.into_iter().flatten()
        });
        let labels = findings.clone().flat_map(|finding| finding["labels"].as_array().into_iter().flatten());
        let texts =
            findings.flat_map(|finding| [&finding["message"], &finding["help"]]).chain(labels.map(|label| &label["text"]));
        let rules = report["rules"].as_array().expect("rules").iter().flat_map(|rule| [&rule["title"], &rule["why"]]);
        for text in texts.chain(rules).filter_map(Value::as_str) {
            sentences += 1;
            if english(text) || !is_chinese(text) && text.contains(' ') {
                left.insert(text.to_owned());
            }
        }
    }
    assert!(sentences > 1000, "{sentences} sentences");
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn both_languages_stand_in_one_report() {
    let file = "sample_designs/flawed/pp-drybox.yaml";
    let report =
        |lang: &str| -> Value { serde_json::from_str(&said(&["--lang", lang, "--format", "json", file])).expect("JSON") };
    let (english, chinese, both) = (report("en"), report("zh"), report("both"));
    assert_eq!(english.get("language"), None);
    let list = |report: &Value| report["designs"][0]["findings"].as_array().expect("findings").clone();
    let (findings, other) = (list(&english), list(&chinese));
    assert!(findings.len() > 10 && findings.len() == other.len());
    for ((english, chinese), both) in findings.iter().zip(&other).zip(&list(&both)) {
        for key in ["code", "severity", "at", "span", "measured", "clears", "fingerprint", "cause"] {
            assert_eq!((&english[key], &english[key]), (&chinese[key], &both[key]), "{key}");
        }
        for key in ["message", "help"] {
            assert_eq!((&english[key], &chinese[key]), (&both[key], &both[format!("{key}_zh")]));
        }
    }
    assert_eq!(chinese["summary"], english["summary"]);
    let lines = said(&["--lang", "both", "--format", "concise", file]).lines().count();
    assert_eq!(lines, said(&["--format", "concise", file]).lines().count(), "a finding is one line in any language");
}

#[test]
fn two_designs_as_the_engineer_sees_them() {
    for (name, lang, file) in
        [("eva-headphone-case", "zh", "eva-headphone-case"), ("clear-phone-case", "both", "clear-phone-case")]
    {
        let file = format!("sample_designs/flawed/{file}.yaml");
        let shown = |more: &[&str]| said(&[&["--lang", lang, file.as_str()], more].concat());
        insta::assert_snapshot!(format!("{name}-{lang}"), shown(&["--format", "full"]));
        insta::assert_snapshot!(format!("{name}-{lang}-first-screen"), shown(&[]));
    }
}

/// The lines of the short form that are words of the program and not of a check.
#[test]
fn the_first_screen_is_chinese_in_chinese() {
    let file = "sample_designs/flawed/pp-drybox.yaml";
    for more in [&["--advice"][..], &["--missing"], &["--verbose"], &["sample_designs/sound"]] {
        for line in said(&[&["--lang", "zh", file], more].concat()).lines() {
            // A snippet is the file itself.
            let snippet = line.contains('│') || line.contains('·');
            assert!(snippet || !english(line), "{line}");
        }
    }
}

#[test]
fn a_check_is_explained_in_chinese() {
    let explained = |more: &[&str]| {
        let output = program().args(more).output().expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    insta::assert_snapshot!("explain-zh", explained(&["explain", "S10", "--lang", "zh"]));
    let (english, both) = (explained(&["checks"]), explained(&["checks", "--lang", "both"]));
    assert_eq!(both.lines().count(), 2 * english.lines().count());
}

#[test]
fn every_kind_of_problem_of_a_file_has_its_word() {
    let mut missing = BTreeSet::new();
    let mut codes = 0;
    for source in sources("src").iter().filter(|source| !source.is_test()) {
        for (_, rest) in source.text.match_indices("Problem::new(").map(|(at, found)| source.text.split_at(at + found.len())) {
            // A code that is handed on is one of the others.
            let Some(code) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else { continue };
            codes += 1;
            if chinese().value("problem", code) == code {
                missing.insert(code.to_owned());
            }
        }
    }
    assert!(codes >= 60, "{codes} problems");
    assert!(missing.is_empty(), "{FOLDER}/words.yaml has no word for {missing:?}");
}

/// A sentence about a file is said in Chinese and not behind a word for it.
#[test]
fn problems_of_a_file_are_said_in_chinese() {
    let zh = |text: &str| {
        let file = std::env::temp_dir().join(format!("caseproof-problems-{}.yaml", std::process::id()));
        fs::write(&file, text).expect("a file");
        let mut command = assert_cmd::Command::cargo_bin("caseproof").expect("the program");
        let output = command.arg("check").arg(&file).args(["--lang", "zh", "--format", "concise"]).output().expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let head = "caseproof: 1\ndesign: { name: n }\n";
    for (text, said) in [
        ("parts: { a: { colours: red } }\n", "未知的键 `colours`"),
        ("parts: { a: { material: nonsense } }\n", "没有材料 `nonsense`"),
        ("parts: { a: { wall: 2 } }\n", "`2` 没有单位；请写长度，如 `2 mm`"),
        ("parts: { a: { wall: 2 kg } }\n", "应为长度，写的是质量（`2 kg`）"),
        ("parts: [{ material: abs }]\n", "应为键值表，写的是列表"),
        ("parts: { a b: {} }\n", "`a b` 不能作零件的标识"),
        ("", "缺少 `parts`"),
    ] {
        let out = zh(&format!("{head}{text}"));
        assert!(out.contains(said) && !out.contains("：unknown") && !out.contains("：expected"), "{said}: {out}");
    }
}
