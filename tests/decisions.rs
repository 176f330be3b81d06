//! The review as both sides use it: who decides until when, how urgent the risks are, every section in Markdown, and a page held
//! against its files by what its findings are.

use std::fs;

use crate::common::page::{DAY, SHORT, folder, page, report, review, shown};
use assert_cmd::Command;
use serde_json::Value;

/// What to decide says who decides until when, and the worst findings how urgent they are.
#[test]
fn a_decision_has_somebody_who_takes_it() {
    let page = page("sample_designs/flawed/abs-tool-case.yaml", &[]);
    let of = review(&page, 0);
    let decisions = of["decisions"].as_array().expect("decisions");
    let who: Vec<(&str, &str)> =
        decisions.iter().map(|one| (one["owner"].as_str().unwrap_or("-"), one["due"].as_str().unwrap_or("-"))).collect();
    assert_eq!(who, [("client", "now"), ("client", "now"), ("client", "now"), ("client", "now"), ("factory", "now")]);
    assert!(page.contains("Decide: make this change, or accept the finding in writing"), "what is decided");
    let top = of["risks"]["top"].as_array().expect("risks");
    let first = &top[0];
    let ratings: Vec<u64> = first["ratings"].as_array().expect("ratings").iter().filter_map(Value::as_u64).collect();
    assert_eq!((first["code"].as_str(), first["priority"].as_str(), ratings.len()), (Some("A31"), Some("high"), 3), "{first}");
    // As the analysis of its own rates it.
    let fmea = Command::cargo_bin("caseproof")
        .expect("the program")
        .args(["fmea", "sample_designs/flawed/abs-tool-case.yaml", "--date", DAY, "--format", "json"])
        .output();
    let fmea: Value = serde_json::from_slice(&fmea.expect("it runs").stdout).expect("JSON");
    let text = fmea.to_string();
    assert!(text.contains("A31"), "{text}");
}

/// The page in Markdown has the sections of the page.
#[test]
fn markdown_has_every_section() {
    let page = page("sample_designs/flawed/abs-tool-case.yaml", &["--format", "markdown", "--proposals"]);
    let heads = [
        "Five decisions to take first",
        "Top risks",
        "Causes",
        "Proposals",
        "Cross-sections",
        "Order of the assembly",
        "Yield from step to step",
        "Tolerance stacks",
        "The line against its takt",
        "Cost against its target",
        "What is not known",
        "Waivers",
        "Where this comes from",
    ];
    let at: Vec<usize> =
        heads.iter().map(|head| page.find(&format!("\n## {head}\n")).unwrap_or_else(|| panic!("{head}"))).collect();
    assert!(at.windows(2).all(|pair| pair[0] < pair[1]), "{at:?}");
    // -1.45 mm to 1.65 mm at the worst case, within 2 mm each way.
    assert!(page.contains("| worst case | -1.45 mm | 1.65 mm | within |"), "{page}");
    // How many stations it has is not said.
    assert!(page.contains("| weld | 20 s | ? | 1 |"), "the line");
    let table = |line: &&str| line.starts_with('|');
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut before: Option<&str> = None;
    for line in page.lines() {
        if let Some(above) = before.filter(table).filter(|_| line.starts_with('|')) {
            assert_eq!(columns(above), columns(line), "{above}\n{line}");
        }
        before = Some(line);
    }
}

/// One finding more is one finding more: those behind it are the same, whatever their numbers.
#[test]
fn a_page_is_held_against_findings_by_what_they_are() {
    let text = SHORT
        .replace("stage: concept", "stage: dvt")
        .replace("    bought: false\n", "    process: injection-molding\n    draft: 0.2 deg\n");
    let folder = folder("identity", &[("case.yaml", &text)]);
    let (file, output) = (folder.join("case.yaml"), folder.join("page.html"));
    assert_eq!(report(&[shown(&file), "--date", DAY, "-o", shown(&output)]).2, 0);
    let more = text.replace("parts:\n", "parts:\n  cover: { material: abs, process: injection-molding, draft: 0.1 deg }\n");
    fs::write(&file, more).expect("a design");
    let (said, _, code) = report(&["--verify", shown(&output)]);
    assert_eq!(code, 1);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.iter().any(|line| line.ends_with("parts.cover.draft is derived and not on the page")), "{said}");
    // What stands one place further back is neither gone nor another finding.
    assert!(!lines.iter().any(|line| line.contains("is on the page and is not derived") && line.contains("parts.lid")), "{said}");
    assert!(!lines.iter().any(|line| line.contains("S10 parts.lid") && line.contains(".code:")), "{said}");
    assert!(!said.contains(".number:") && !said.contains(".line:"), "{said}");
}
