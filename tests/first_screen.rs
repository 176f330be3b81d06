//! The first screen of `check`: short enough to act on, complete, and nothing cut that tells what to do next.

use std::collections::BTreeSet;
use std::fs;

use crate::common::program::program;
use serde_json::Value;

/// Lines of two screens of 40.
const TWO_SCREENS: usize = 80;

/// What `check` prints on a screen of so many columns, with its exit code and what it says beside.
fn run(columns: &str, more: &[&str]) -> (String, Option<i32>, String) {
    let mut command = program();
    command.env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1").env("COLUMNS", columns);
    let output = command.args(["check", "--date", "2026-11-22"]).args(more).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), output.status.code(), text(&output.stderr))
}

fn shown(more: &[&str]) -> String {
    run("80", more).0
}

fn json(path: &str) -> Value {
    serde_json::from_str(&shown(&["--format", "json", path])).expect("JSON")
}

/// The samples, sound and flawed.
fn samples() -> Vec<String> {
    let folders = ["sample_designs/flawed", "sample_designs/sound"].map(|folder| fs::read_dir(folder).expect("a folder"));
    let paths = folders.into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let mut files: Vec<String> = paths.map(|path| path.to_string_lossy().replace('\\', "/")).collect();
    files.retain(|file| file.contains(".yaml"));
    files.sort();
    assert!(files.len() >= 16, "{files:?}");
    files
}

/// Columns of a line: what is wide takes two.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
}

/// The findings of a report that are counted.
fn standing(report: &Value) -> Vec<&Value> {
    let findings = report["designs"].as_array().expect("designs").iter().filter_map(|design| design["findings"].as_array());
    findings.flatten().filter(|finding| finding["folded_under"].is_null()).collect()
}

fn codes<'r>(findings: &[&'r Value], severity: &str) -> BTreeSet<&'r str> {
    let of = findings.iter().filter(|finding| finding["severity"] == severity);
    of.map(|finding| finding["code"].as_str().expect("a code")).collect()
}

/// The numbers of the causes, in the order in which they are shown.
fn numbers(shown: &str) -> Vec<usize> {
    let begins = |line: &str| {
        let (number, rest) = line.get(..2)?.trim_start().parse::<usize>().ok().zip(line.get(2..))?;
        (rest.starts_with(" × ") || rest.starts_with("  ")).then_some(number)
    };
    shown.lines().filter_map(begins).collect()
}

#[test]
fn each_sample_fits_two_screens_and_nothing_is_left_out() {
    for file in samples() {
        let (report, shown) = (json(&file), shown(&[&file]));
        let lines = shown.lines().count();
        assert!(lines <= TWO_SCREENS, "{file}: {lines} lines\n{shown}");
        let findings = standing(&report);
        for code in codes(&findings, "error").union(&codes(&findings, "warning")) {
            assert!(shown.contains(code), "{file}: {code}\n{shown}");
        }
        let found = |severity: &str| findings.iter().filter(|finding| finding["severity"] == severity).count();
        for (severity, word) in [("error", "error"), ("warning", "warning")] {
            let count = found(severity);
            let said = format!("{count} {word}{}", if count == 1 { "" } else { "s" });
            assert_eq!(count > 0, shown.contains(&said), "{file}: {said}\n{shown}");
        }
        // What stands last: the design, how it stands, and what can be asked for, each whole.
        let end: Vec<&str> = shown.lines().rev().take(9).collect();
        assert!(end.iter().any(|line| line.ends_with(&file)), "{file}: {end:#?}");
        for hint in ["one in full: --show 1", "where a rule comes from: caseproof explain ", "what is missing: --missing"] {
            assert!(end.iter().any(|line| line.contains(hint)), "{file}: {hint}: {end:#?}");
        }
        assert!(found("advice") == 0 || shown.contains("advice: --advice"), "{file}: {end:#?}");
        let numbers = numbers(&shown);
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "{file}\n{shown}");
    }
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for file in samples() {
        for (width, lang) in [(60, "en"), (80, "en"), (80, "zh"), (80, "both"), (120, "en")] {
            for more in [&[][..], &["--advice"], &["--missing"]] {
                let all = [&["--lang", lang, file.as_str()], more].concat();
                let (shown, _, _) = run(&width.to_string(), &all);
                for line in shown.lines() {
                    // On a screen that is narrower than 80 columns a path may be wider than it, and is there to be copied.
                    let path = width < 80 && line.split(' ').any(|word| columns(word) + "    1  ".len() > width);
                    assert!(columns(line) <= width || path, "{file} {lang} {width}: {line}");
                    assert!(!line.contains("https://"), "{file}: {line}");
                }
            }
        }
    }
}

/// Each number shows findings of one cause in full, and all numbers show all findings.
#[test]
fn the_numbers_show_every_finding_in_full() {
    for file in ["sample_designs/flawed/universal-sleeve.yaml", "sample_designs/sound/pp-rugged-case.yaml"] {
        let all = numbers(&shown(&["--advice", file]));
        let mut seen: Vec<String> = Vec::new();
        for number in &all {
            let (full, code, _) = run("80", &["--show", &number.to_string(), "--fail-on", "never", file]);
            assert_eq!(code, Some(0), "{file} {number}");
            assert!(full.contains("why: ") && full.contains("help: "), "{full}");
            let heads = full.lines().filter(|line| ["error ", "warning ", "advice "].iter().any(|word| line.starts_with(word)));
            seen.extend(heads.map(|line| line.split(' ').nth(1).expect("a code").to_owned()));
        }
        let report = json(file);
        let mut expected: Vec<&str> = standing(&report).iter().map(|finding| finding["code"].as_str().expect("a code")).collect();
        expected.sort_unstable();
        seen.sort_unstable();
        assert_eq!(seen, expected, "{file}");
        let past = all.len() + 1;
        let (out, code, notes) = run("80", &["--show", &past.to_string(), file]);
        assert_eq!((out.as_str(), code), ("", Some(2)));
        assert!(notes.contains(&format!("there is no cause {past}; the last is {}", all.len())), "{notes}");
    }
}

#[test]
fn what_is_missing_is_listed_whole() {
    let file = "sample_designs/flawed/pp-drybox.yaml";
    let (report, shown) = (json(file), shown(&["--missing", file]));
    let open = report["designs"][0]["not_assessed"].as_array().expect("a list");
    assert!(open.len() > 40, "{}", open.len());
    let listed = shown.lines().take_while(|line| !line.starts_with("──"));
    let counted = listed.filter(|line| line.starts_with("  ") && !line.starts_with("     "));
    let counted = counted.filter_map(|line| line.trim_start().split(' ').next()?.parse::<usize>().ok());
    assert_eq!(counted.sum::<usize>(), open.len(), "{shown}");
    for entry in open {
        assert!(shown.contains(entry["code"].as_str().expect("a code")), "{entry}");
        for need in entry["needs"].as_array().expect("a list") {
            assert!(shown.contains(need["at"].as_str().expect("a path")), "{entry}");
        }
    }
}

/// Many designs: errors only, then a table with each of them, the worst last, then one line for the run.
#[test]
fn many_designs_end_with_a_table() {
    let (report, shown) = (json("sample_designs"), shown(&["sample_designs"]));
    let designs = report["designs"].as_array().expect("designs");
    let of = |design: &Value, severity: &str| {
        let findings = design["findings"].as_array().expect("findings").iter();
        findings.filter(|finding| finding["folded_under"].is_null() && finding["severity"] == severity).count()
    };
    let lines: Vec<&str> = shown.lines().collect();
    let rows: Vec<&&str> = lines.iter().filter(|line| line.contains(" % known")).collect();
    assert_eq!(rows.len(), designs.len(), "{shown}");
    let mut ranks: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        let named = row.split(' ').filter(|word| word.contains(".yaml")).filter_map(|word| word.rsplit(['/', '…']).next());
        let named: Vec<&str> = named.collect();
        let design = designs.iter().find(|design| {
            let name = design["file"].as_str().expect("a file").rsplit('/').next();
            named.first().copied() == name
        });
        let design = design.unwrap_or_else(|| panic!("{row}"));
        let (errors, warnings) = (of(design, "error"), of(design, "warning"));
        assert!(row.contains(&format!(" {errors} e {warnings} w ")), "{row}");
        // One with advice is not without findings.
        let advised = !design["findings"].as_array().expect("findings").is_empty();
        let verdict = design["verdict"].as_str().expect("a verdict");
        assert!(row.starts_with(if verdict == "no-findings" && advised { "no-warnings" } else { verdict }), "{row}");
        ranks.push((errors, warnings));
    }
    assert!(ranks.is_sorted(), "{ranks:?}");
    assert!(lines.last().is_some_and(|line| line.starts_with("16 files, 16 designs: ")), "{shown}");
    assert!(lines.len() < 600, "{} lines", lines.len());
    assert!(!shown.contains("\nwarnings\n"), "{shown}");
    let numbers = numbers(&shown);
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
    // A number is that of this run, whatever else it shows.
    let last = numbers.len().to_string();
    let full = self::shown(&["--show", &last, "sample_designs"]);
    let drawn = lines.iter().rfind(|line| line.starts_with(&format!("{last:>2} "))).expect("the last cause");
    let code = full.split(' ').nth(1).expect("a code");
    assert!(full.starts_with("error ") && drawn.contains(code), "{drawn}\n{full}");
}

#[test]
fn a_file_that_is_rejected_stands_in_the_table_as_the_worst() {
    let folder = std::env::temp_dir().join(format!("caseproof-screen-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let sound = fs::read_to_string("sample_designs/sound/flight-case.yaml").expect("a design");
    fs::write(folder.join("a.yaml"), sound).expect("a file");
    fs::write(folder.join("b.yaml"), "caseproof: 1\ndesign: { name: b }\nparts: { tray: { wal: 2 mm } }\n").expect("a file");
    let (out, code, _) = run("80", &[folder.to_str().expect("a path")]);
    assert_eq!(code, Some(2));
    let place = |start: &str| out.lines().position(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {out}"));
    assert!(place("error design/unknown-key") < place("no-warnings") && place("no-warnings") < place("rejected "), "{out}");
    assert!(out.contains("rejected     b.yaml  1 problem"), "{out}");
    fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn the_same_bytes_with_one_thread_and_with_many() {
    let run = |threads: &str, format: &str| {
        let mut command = program();
        command.env("RAYON_NUM_THREADS", threads).env("COLUMNS", "80");
        command
            .args(["check", "--format", format, "--date", "2026-11-22", "sample_designs", "tests/real"])
            .output()
            .expect("it runs")
            .stdout
    };
    for format in ["text", "full"] {
        assert_eq!(run("1", format), run("8", format), "{format}");
    }
}

#[test]
fn what_is_ignored_is_said() {
    let file = "sample_designs/sound/flight-case.yaml";
    for option in [&["--show", "1"][..], &["--missing"], &["--advice"]] {
        let (out, code, notes) = run("80", &[&["--format", "concise", file], option].concat());
        assert_eq!((code, out.lines().count()), (Some(0), 3), "{out}");
        assert!(notes.contains("they are ignored"), "{notes}");
    }
    assert_eq!(run("80", &["--show", "0", file]).1, Some(2), "numbers begin with 1");
}

#[test]
fn samples_as_the_engineer_sees_them() {
    for name in ["flawed/pp-drybox", "flawed/universal-sleeve", "sound/pp-rugged-case"] {
        let file = format!("sample_designs/{name}.yaml");
        insta::assert_snapshot!(name.replace('/', "-"), shown(&[&file]));
    }
    let many = shown(&["sample_designs"]);
    let table: Vec<&str> = many.lines().rev().take_while(|line| !line.trim_start().starts_with("release")).collect();
    insta::assert_snapshot!("table", table.into_iter().rev().collect::<Vec<_>>().join("\n"));
}
