//! Kinds of processes, methods and materials: what is true for a kind is judged for all that is of it, and no check lists them.

use std::collections::HashSet;
use std::fmt::Write as _;

use assert_cmd::Command;
use caseproof::catalogue::builtin;
use caseproof::knowledge::{Entry, Figure, FigureValue, MATERIAL_PROPERTIES, Table, library};
use serde_json::Value;

/// The kinds on which the shape of a molded part hangs, with the checks that judge it.
const SHAPE: [(&str, &str); 3] = [("drafted", "S10"), ("ribbed", "S15"), ("walled", "S12")];

fn figure<'e>(table: Table, entry: &'e Entry<'static>, name: &str) -> Option<&'e Figure<'static>> {
    let number = table.properties().iter().position(|property| property.name == name);
    entry.figures.iter().find(|figure| Some(usize::from(figure.property)) == number)
}

fn flag(table: Table, entry: &Entry<'static>, name: &str) -> Option<bool> {
    match figure(table, entry, name)?.value {
        FigureValue::Flag(flag) => Some(flag),
        FigureValue::Range(..) | FigureValue::Word(_) => None,
    }
}

fn entry(table: Table, id: &str) -> &'static Entry<'static> {
    library().entry(table, library().find(table, id).unwrap_or_else(|| panic!("there is no {id}")))
}

/// Processes whose parts leave a mold.
fn molding() -> impl Iterator<Item = &'static Entry<'static>> {
    library()
        .entries(Table::Process)
        .iter()
        .map(|entry| &**entry)
        .filter(|entry| flag(Table::Process, entry, "uses_mold") == Some(true))
}

#[test]
fn a_process_with_a_mold_says_what_it_asks_of_a_shape_and_why_if_nothing() {
    for entry in molding() {
        for (kind, _) in SHAPE {
            let figure = figure(Table::Process, entry, kind).unwrap_or_else(|| panic!("{} does not say `{kind}`", entry.id));
            if figure.value == FigureValue::Flag(false) {
                assert!(!figure.why.is_empty(), "{} is not `{kind}` and does not say why", entry.id);
            }
        }
    }
}

/// A design with one part for each of these processes, all of the same bad shape.
fn bad_shapes<'e>(processes: impl Iterator<Item = &'e str>) -> String {
    let mut spec = String::from("caseproof: 1\ndesign: { name: Probe, stage: production }\nparts:\n");
    for id in processes {
        // Liquid silicone fills a wall of 0.25 mm and takes a rib that is as thick as its wall, so both go a little beyond.
        let shape = "draft: 0.1 deg, wall: 0.2 mm, ribs: { thickness: 0.21 mm, height: 3 mm }";
        let _ = writeln!(spec, "  {id}: {{ process: {id}, material: abs, {shape} }}");
    }
    spec
}

/// The pairs of code and part that a design is flagged for or asked about.
fn spoken_of(spec: &str) -> HashSet<(String, String)> {
    let output = Command::cargo_bin("caseproof")
        .expect("the program")
        .args(["check", "--format", "json", "--date", "2026-11-22", "--fail-on", "never", "-"])
        .write_stdin(spec.to_owned())
        .output()
        .expect("it runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    assert_eq!(report["rejected"], serde_json::json!([]), "{spec}");
    let design = &report["designs"][0];
    let listed = ["findings", "not_assessed"].into_iter().flat_map(|key| design[key].as_array().expect("a list"));
    listed
        .map(|item| {
            let at = item["at"].as_str().unwrap_or_else(|| panic!("no place: {item}"));
            let part = at.strip_prefix("parts.").and_then(|rest| rest.split('.').next()).unwrap_or_default();
            (item["code"].as_str().expect("a code").to_owned(), part.to_owned())
        })
        .collect()
}

#[test]
fn no_process_with_a_mold_is_silent_about_a_bad_shape() {
    let spoken = spoken_of(&bad_shapes(molding().map(|entry| entry.id)));
    let mut probed = [0; SHAPE.len()];
    for entry in molding() {
        for (number, (kind, code)) in SHAPE.into_iter().enumerate() {
            if flag(Table::Process, entry, kind) == Some(true) {
                probed[number] += 1;
                assert!(spoken.contains(&(code.to_owned(), entry.id.to_owned())), "{code} is silent about {}", entry.id);
            } else {
                assert!(!spoken.contains(&(code.to_owned(), entry.id.to_owned())), "{code} speaks of {}", entry.id);
            }
        }
    }
    for (count, least) in probed.into_iter().zip([24, 12, 22]) {
        assert!(count >= least, "{probed:?} processes are drafted, ribbed and walled");
    }
}

#[test]
fn what_is_like_another_has_its_figures_unless_it_says_otherwise() {
    let process = |id: &str| entry(Table::Process, id);
    let draft = |id: &str| figure(Table::Process, process(id), "draft_target").map(|figure| figure.value);
    let degrees = |low: f64, high: f64| Some(FigureValue::Range(low.to_radians(), high.to_radians()));
    assert_eq!(draft("multi-cavity-molding"), degrees(1.0, 2.0));
    assert_eq!(draft("insert-molding"), degrees(1.0, 2.0));
    assert_eq!(draft("two-shot-molding"), degrees(1.0, 3.0), "its own");
    assert_eq!(draft("eva-sample-forming"), degrees(5.0, 10.0));
    assert_eq!(flag(Table::Process, process("soft-tooling"), "serial"), None, "left out");
    assert_eq!(flag(Table::Process, process("injection-molding"), "serial"), Some(true));
    assert!(figure(Table::Process, process("overmolding"), "tolerance_floor").is_none(), "left out");
    assert!(figure(Table::Process, process("insert-molding"), "tolerance_floor").is_some());
}

#[test]
fn entries_have_the_flags_of_their_family() {
    for (table, family, name) in [
        (Table::Material, "metal", "opaque"),
        (Table::Material, "leather", "skin"),
        (Table::Process, "lamination", "laminates"),
        (Table::Method, "seal", "keeps_apart"),
    ] {
        // A word for several of a family has no flags of its own.
        let of_family = library().entries(table).iter().filter(|entry| entry.family == family && entry.one_of.is_empty());
        let of_family: Vec<_> = of_family.collect();
        assert!(of_family.len() > 2, "{family}");
        assert!(of_family.iter().all(|entry| flag(table, entry, name) == Some(true)), "{family} {name}");
    }
    assert_eq!(flag(Table::Material, entry(Table::Material, "abs"), "opaque"), None);
}

#[test]
fn a_family_says_which_flags_were_looked_at() {
    let number = |name: &str| MATERIAL_PROPERTIES.iter().position(|property| property.name == name);
    let flag = |name: &str| number(name).and_then(|number| u16::try_from(number).ok());
    let surveyed = |family: &str, name: &str| flag(name).is_some_and(|flag| library().is_surveyed(family, flag));
    assert!(surveyed("rigid-plastic", "plasticized"));
    assert!(surveyed("metal", "amorphous"));
    assert!(!surveyed("device", "plasticized"), "nobody has asked what a device holds");
    assert!(!surveyed("rigid-plastic", "density"), "no flag");
    assert!(!surveyed("no-such-family", "plasticized"));
    assert!(!surveyed("", ""));
    for entry in library().entries(Table::Material) {
        assert!(surveyed(entry.family, "skin") || entry.family == "leather", "{} has a family without a survey", entry.id);
    }
}

#[test]
fn no_condition_lists_more_than_three_entries_of_the_tables() {
    let known = |word: &str| {
        let word = word.trim();
        [Table::Material, Table::Process, Table::Method].iter().any(|table| {
            let entries = library().entries(*table);
            entries.binary_search_by(|entry| entry.id.cmp(word)).is_ok()
        })
    };
    let mut read = 0;
    for check in builtin().expect("the checks") {
        for (_, condition) in check.conditions() {
            for list in condition.split('[').skip(1).filter_map(|rest| rest.split(']').next()) {
                let ids = list.split(',').filter(|word| known(word)).count();
                assert!(ids <= 3, "{} lists {ids} entries: [{list}]", check.code);
                read += 1;
            }
        }
    }
    assert!(read > 50, "{read} lists were read");
}
