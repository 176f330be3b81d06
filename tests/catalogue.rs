//! The catalogue as a whole: every built-in check compiles, its examples behave, and its sources exist.

use std::collections::HashSet;

use caseproof::catalogue::{Check, FAMILIES, builtin, builtin_examples};
use caseproof::judge::run_examples;
use caseproof::knowledge::{Basis, FigureValue, Table, Trust, library};

fn checks() -> Vec<Check> {
    builtin()
        .expect("the checks")
        .into_iter()
        .map(|definition| {
            let name = definition.name.clone();
            Check::compile(definition, library()).unwrap_or_else(|errors| panic!("{name}: {errors:?}"))
        })
        .collect()
}

#[test]
fn every_check_compiles_and_there_are_enough() {
    let checks = checks();
    assert!(checks.len() >= 45, "{} checks", checks.len());
    for (family, least) in FAMILIES.iter().zip([8, 8, 8, 8, 4, 8]) {
        let count = checks.iter().filter(|check| check.definition.family() == *family).count();
        assert!(count >= least, "{family} has {count} checks");
    }
}

#[test]
fn every_example_behaves() {
    let mut faults = Vec::new();
    let examples = builtin_examples().expect("the examples");
    let checks = checks();
    assert_eq!(checks.len(), examples.len());
    for (check, examples) in checks.iter().zip(&examples) {
        for outcome in run_examples(check, examples) {
            if let Some(fault) = outcome.fault {
                faults.push(format!("{} {}: {fault}", check.name, outcome.kind));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn codes_and_short_names_are_unique() {
    let mut seen = HashSet::new();
    for check in builtin().expect("the checks") {
        let short = check.name.split_once('/').map_or(check.name.clone(), |(_, short)| short.to_owned());
        assert!(seen.insert(check.code.clone()), "{} occurs twice", check.code);
        assert!(seen.insert(short.clone()), "{short} occurs twice");
    }
}

#[test]
fn the_tables_can_be_read_and_every_figure_says_where_it_comes_from() {
    for (table, least) in [(Table::Material, 140), (Table::Process, 70), (Table::Method, 45)] {
        let entries = library().entries(table);
        assert!(entries.len() >= least, "{} {}", entries.len(), table.word());
        for entry in entries {
            for figure in &entry.figures {
                // What nobody answers for is unverified, whatever it names.
                let answered = figure.sources.iter().any(|source| library().source(*source).trust != Trust::Blog);
                assert_eq!(answered, figure.basis != Basis::Unverified, "{} {:?}", entry.id, figure);
                if let FigureValue::Range(low, high) = figure.value {
                    assert!(low <= high && low.is_finite() && high.is_finite(), "{}", entry.id);
                }
            }
        }
    }
}

#[test]
fn ids_and_aliases_lead_to_one_entry_whatever_their_case() {
    for table in [Table::Material, Table::Process, Table::Method] {
        for (index, entry) in library().entries(table).iter().enumerate() {
            for name in std::iter::once(&entry.id).chain(&entry.aliases) {
                assert_eq!(library().find(table, name).map(usize::from), Some(index), "{name}");
                assert_eq!(library().find(table, &name.to_uppercase()).map(usize::from), Some(index), "{name}");
            }
        }
    }
}

#[test]
fn din_16742_annex_g_example() {
    // Annex G of DIN 16742:2013: 84.13 mm in TG4 is held to 0.32 mm each way as a general tolerance.
    let table = library().tolerances("din-16742", "TG4").expect("TG4");
    let limit = table.limit(0.08413).expect("inside the table");
    assert!((limit - 0.00032).abs() < 1e-12, "{limit}");
    assert_eq!(table.limit(0.0005), None, "below 1 mm by agreement only");
    assert_eq!(table.limit(1.5), None, "above 1000 mm by agreement only");
}
