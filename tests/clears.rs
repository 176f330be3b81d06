//! What clears, clears: every value that a finding names is put where it says, and the design is judged again.
//!
//! Over the examples of the checks, the sample designs, the public designs and, with `CASEPROOF_CASES=DIR`, those of DIR.

use std::collections::BTreeMap;

use crate::common::corpus;
use crate::common::node::{Node, Step};
use crate::common::run::{Clear, Design, Finding, Outcome, judge};
use serde_json::Value;

/// Values that do not clear the finding that names them, make its check worse, are refused, or are not of the field that is
/// shown. THE AIM IS 0. It may only go down.
const BROKEN: usize = 0;

/// A design to be judged.
struct Case {
    name: String,
    text: String,
    beside: Vec<(String, Vec<u8>)>,
}

/// A value that is said to clear a finding.
struct Clearing {
    /// The severity that goes; milder ones may stay.
    severity: u8,
    /// Where it is to be put, with dots between the words of the path.
    path: String,
    value: String,
}

fn rank(severity: &str) -> u8 {
    match severity {
        "error" => 2,
        "warning" => 1,
        _ => 0,
    }
}

/// The values that a finding says would clear it.
fn clearings(finding: &Finding) -> Vec<Clearing> {
    let clearing = |one: &Clear| Clearing { severity: rank(&one.severity), path: one.at.clone(), value: one.value.clone() };
    finding.clears.iter().map(clearing).collect()
}

/// Whether a field of a design has the figure that a finding shows, in its unit.
fn shows(field: &str, finding: &Finding) -> bool {
    let Some(actual) = finding.measured.as_ref().map(|measured| &measured["actual"]) else { return false };
    let words: Vec<&str> = field.trim_matches(['"', '\'']).split(' ').collect();
    let (number, written) = (words[0], words.get(1).copied().unwrap_or_default());
    let unit = actual["unit"].as_str().unwrap_or_default();
    let near =
        |number: f64| actual["value"].as_f64().is_some_and(|actual| (number - actual).abs() <= 1e-9 * actual.abs().max(1.0));
    words.len() <= 2 && (written == unit || written.is_empty()) && number.parse().is_ok_and(near)
}

/// The text of a design with a value put in its place; none if there is no such place.
fn put(text: &str, clearing: &Clearing) -> Option<String> {
    let mut node = Node::read(text)?;
    let value = clearing.value.parse().map_or_else(|_| Node::Text(clearing.value.clone()), Node::Number);
    write(&mut node, &clearing.path, value).then(|| node.json())
}

/// Writes a value at a path; keys that are not there are added, since what comes from elsewhere may be overridden.
fn write(node: &mut Node, path: &str, value: Node) -> bool {
    let (word, rest) = path.split_once('.').map_or((path, None), |(word, rest)| (word, Some(rest)));
    let child = match node {
        Node::Map(entries) => {
            let index = entries.iter().position(|(key, _)| key == word).unwrap_or_else(|| {
                entries.push((word.to_owned(), Node::Map(Vec::new())));
                entries.len() - 1
            });
            &mut entries[index].1
        }
        Node::List(items) => {
            let named = items.iter().position(|item| item.get("step").and_then(Node::text) == Some(word));
            let Some(item) = named.or_else(|| word.parse().ok()).and_then(|index| items.get_mut(index)) else { return false };
            item
        }
        _ => return false,
    };
    match rest {
        Some(rest) => write(child, rest, value),
        // What is toleranced keeps its tolerance.
        None if child.get("nominal").is_some() => child.at_mut(&[Step::Key("nominal".to_owned())]).is_some_and(|nominal| {
            *nominal = value;
            true
        }),
        None => {
            *child = value;
            true
        }
    }
}

/// Whether the field that a value is for has the figure that the finding shows; one that comes from elsewhere cannot be looked at.
fn of_the_field(design: &Node, finding: &Finding, path: &str) -> bool {
    let field = design.paths(usize::MAX).into_iter().find(|steps| design.place(steps) == path);
    let field = field.and_then(|steps| design.at(&steps));
    let field = field.map(|field| field.get("nominal").unwrap_or(field));
    match field {
        Some(Node::Text(text)) => shows(text, finding),
        Some(Node::Whole(number)) => shows(&number.to_string(), finding),
        Some(Node::Number(number)) => shows(&number.to_string(), finding),
        _ => true,
    }
}

/// The examples of a check file that flag, completed to designs.
fn examples() -> Vec<Case> {
    let mut cases = Vec::new();
    for family in ["compatibility", "assembly", "yield", "scale-up", "engagement"] {
        for entry in std::fs::read_dir(format!("checks/{family}")).expect("a family") {
            let path = entry.expect("an entry").path();
            let check = Node::read(&std::fs::read_to_string(&path).expect("a check")).expect("YAML");
            let Some(Node::List(examples)) = check.get("examples") else { continue };
            for (index, text) in examples.iter().filter_map(|example| example.get("flags")).filter_map(Node::text).enumerate() {
                cases.push(Case {
                    name: format!("{} example {index}", path.display()),
                    text: complete(text),
                    beside: Vec::new(),
                });
            }
        }
    }
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(cases.len() >= 250, "{} examples", cases.len());
    cases
}

/// What an example leaves out that every design has.
fn complete(text: &str) -> String {
    let lines =
        [("parts:", "parts: { example: {} }\n"), ("design:", "design: { name: example }\n"), ("caseproof:", "caseproof: 1\n")];
    let missing = lines.iter().filter(|(key, _)| !text.lines().any(|line| line.starts_with(key)));
    missing.fold(format!("{}\n", text.trim_end()), |text, (_, line)| text + line)
}

/// Judges each case; those with files beside them alone, the others in one run.
fn judge_all(cases: &[Case]) -> Vec<Option<Design>> {
    let mut reports: BTreeMap<usize, Outcome> = BTreeMap::new();
    let (alone, together): (Vec<usize>, Vec<usize>) = (0..cases.len()).partition(|index| !cases[*index].beside.is_empty());
    for index in alone {
        let outcome = judge(std::slice::from_ref(&cases[index].text), &cases[index].beside).remove(0);
        reports.insert(index, outcome);
    }
    let texts: Vec<String> = together.iter().map(|index| cases[*index].text.clone()).collect();
    reports.extend(together.into_iter().zip(judge(&texts, &[])));
    reports.into_values().map(|outcome| outcome.design().cloned()).collect()
}

/// What is wrong with a value, judged again: the finding is still as bad, or another check finds an error where it found none.
fn fault(before: &Design, after: Option<&Design>, finding: &Finding, severity: u8) -> Option<String> {
    let Some(after) = after else { return Some("is refused".to_owned()) };
    let (old, new) = (&before.findings, &after.findings);
    let same = |other: &&Finding| other.check == finding.check && other.at == finding.at && other.rank() >= severity;
    if new.iter().filter(same).count() >= old.iter().filter(same).count() {
        return Some("does not clear it".to_owned());
    }
    let known =
        |error: &&Finding| old.iter().any(|other| (&other.check, &other.at, other.rank()) == (&error.check, &error.at, 2));
    let raised = new.iter().find(|error| error.rank() == 2 && !known(error))?;
    Some(format!("makes {} an error at {}", raised.code, raised.at))
}

#[test]
fn what_clears_clears() {
    let samples = corpus::own().into_iter().chain(corpus::further());
    let mut cases = examples();
    cases.extend(samples.map(|sample| Case { name: sample.name, text: sample.text, beside: sample.beside }));
    let before = judge_all(&cases);
    let (mut tried, mut changed, mut broken) = (Vec::new(), Vec::new(), Vec::new());
    for (case, report) in cases.iter().zip(&before) {
        let findings = report.iter().flat_map(|report| report.findings.iter().map(move |finding| (report, finding)));
        for (report, finding) in findings {
            for clearing in clearings(finding) {
                let said = format!("{}: {} at {} cleared by {}", case.name, finding.code, finding.at, clearing.value);
                let node = Node::read(&case.text).expect("YAML");
                if !of_the_field(&node, finding, &clearing.path) {
                    broken.push(format!("{said} is not of the field that is shown"));
                }
                match put(&case.text, &clearing) {
                    Some(text) => {
                        changed.push(Case { name: said.clone(), text, beside: case.beside.clone() });
                        tried.push((report, finding, clearing.severity));
                    }
                    None => broken.push(format!("{said} has no place")),
                }
            }
        }
    }
    for (((report, finding, severity), case), after) in tried.iter().zip(&changed).zip(judge_all(&changed)) {
        broken.extend(fault(report, after.as_ref(), finding, *severity).map(|fault| format!("{} {fault}", case.name)));
    }
    broken.sort();
    println!("{} values of {} designs tried, {} broken\n  {}", tried.len(), cases.len(), broken.len(), broken.join("\n  "));
    assert!(tried.len() >= 60, "only {} values were tried", tried.len());
    at_most(BROKEN, &broken);
}

fn at_most(ceiling: usize, broken: &[String]) {
    assert!(broken.len() <= ceiling, "{} values rather than at most {ceiling}:\n  {}", broken.len(), broken.join("\n  "));
}

#[test]
fn what_clears_is_said_where_a_finding_may_be_worse() {
    let text =
        "caseproof: 1\ndesign: { name: x }\nparts: { tray: { material: abs, process: injection-molding, draft: 0.2 deg } }\n";
    let outcomes = judge(&[text.to_owned()], &[]);
    let findings = &outcomes[0].design().expect("a design").findings;
    let shallow = findings.iter().find(|finding| finding.check == "scale-up/shallow-draft").expect("the draft");
    let cleared: Vec<(&str, &str)> = shallow.clears.iter().map(|clear| (&*clear.severity, &*clear.value)).collect();
    assert_eq!((&*shallow.severity, cleared), ("warning", vec![("warning", "1 deg")]));
}

#[test]
fn a_value_is_put_where_it_belongs() {
    let text = "caseproof: 1\nparts:\n  tray: { draft: 0.2 deg, wall: { nominal: 1 mm, tolerance: ±0.1 mm } }\nassembly:\n  - { step: press, temperature: 90 °C }\n  - { step: fit }\n";
    let finding = |more: Value| -> Finding {
        let mut finding = serde_json::json!({
            "code": "S10", "check": "scale-up/shallow-draft", "severity": "error", "message": "", "at": "parts.tray",
        });
        finding.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
        serde_json::from_value(finding).expect("a finding")
    };
    let one = |finding: &Finding| {
        let clearing = clearings(finding);
        assert_eq!(clearing.len(), 1);
        (put(text, &clearing[0]).expect("a place"), clearing[0].severity)
    };
    assert!(clearings(&finding(serde_json::json!({}))).is_empty());
    // A field, a toleranced one, a step by its name, a field that comes from elsewhere.
    for (at, value, end) in [
        ("parts.tray.draft", "0.5 deg", vec!["parts", "tray", "draft"]),
        ("parts.tray.wall", "2 mm", vec!["parts", "tray", "wall", "nominal"]),
        ("assembly.press.temperature", "80 °C", vec!["assembly", "0", "temperature"]),
        ("parts.tray.tool.life", "9 shots", vec!["parts", "tray", "tool", "life"]),
    ] {
        let listed = serde_json::json!({ "clears": [{ "severity": "warning", "at": at, "value": value }] });
        let (changed, severity) = one(&finding(listed));
        let step = |word: &str| word.parse().map_or_else(|_| Step::Key(word.to_owned()), Step::Item);
        let path: Vec<Step> = end.into_iter().map(step).collect();
        let node = Node::read(&changed).expect("YAML");
        assert_eq!((node.at(&path).and_then(Node::text), severity), (Some(value), 1), "{at}");
    }
    let nowhere = serde_json::json!({ "clears": [{ "severity": "error", "at": "assembly.none.time", "value": "1 s" }] });
    assert_eq!(put(text, &clearings(&finding(nowhere))[0]), None);
    let node = Node::read(text).expect("YAML");
    let shown = finding(serde_json::json!({ "measured": { "actual": { "value": 0.2, "unit": "deg" } } }));
    assert!(of_the_field(&node, &shown, "parts.tray.draft"));
    assert!(!of_the_field(&node, &shown, "assembly.press.temperature"));
}
