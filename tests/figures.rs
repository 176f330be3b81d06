//! Figures of the tables: each is read by a check or a fact, or says that it is for people only; none stands a second time as a limit.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use caseproof::catalogue::{Definition, builtin};
use caseproof::knowledge::{FigureValue, Table, library};
use caseproof::quantity::parse_measure;

/// The facts of a design that are an entry of a table, as the last word before the name of a figure.
const fn owners(table: Table) -> &'static [&'static str] {
    match table {
        Table::Material => &["material", "adhesive", "bond", "gasket", "zipper"],
        Table::Process => &["process"],
        Table::Method => &["method", "screwed_by"],
    }
}

/// What a check reads or says: its conditions, its message and the keys of its labels.
fn texts(check: &Definition) -> Vec<&str> {
    let said = check.labels.keys().map(String::as_str).chain([check.message.as_str()]);
    check.conditions().map(|(_, text)| text).chain(said).collect()
}

/// The dotted names in a text.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))).filter(|name| name.contains('.'))
}

/// The name of a figure without the end of its range.
fn plain(name: &str) -> &str {
    name.strip_suffix("_low").or_else(|| name.strip_suffix("_high")).unwrap_or(name)
}

/// The files below a folder.
fn files(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn every_figure_is_read_or_kept_for_reference() {
    let checks = builtin().expect("the checks");
    let read: HashSet<(&str, &str)> = checks
        .iter()
        .flat_map(texts)
        .flat_map(names)
        .filter_map(|name| {
            let (owner, figure) = name.trim_end_matches('.').rsplit_once('.')?;
            Some((owner.rsplit('.').next().unwrap_or(owner), figure))
        })
        .flat_map(|(owner, figure)| [(owner, figure), (owner, plain(figure))])
        .collect();
    let read_in = ["src/facts", "src/world"].into_iter().flat_map(files);
    let facts: String = read_in.map(|file| fs::read_to_string(file).expect("text")).collect();
    let mut counted = 0;
    let mut unread = Vec::new();
    for table in [Table::Material, Table::Process, Table::Method] {
        for property in table.properties() {
            let in_checks = owners(table).iter().any(|owner| read.contains(&(*owner, property.name)));
            let in_facts = facts.contains(&format!("\"{}\"", property.name));
            let name = format!("{} of a {}", property.name, table.word());
            if property.reference {
                assert!(!in_checks, "{name} is for reference, and a check reads it");
            } else {
                counted += 1;
                if !in_checks && !in_facts {
                    unread.push(name);
                }
            }
        }
    }
    assert!(unread.is_empty(), "read by nothing and not for reference: {unread:?}");
    assert!(counted > 100, "{counted} figures are read");
}

/// The facts of a design that a condition compares with a limit; what compares the figure of an entry itself is no second copy.
fn compared<'c>(condition: &'c str, limit: &str) -> Vec<&'c str> {
    let words: Vec<&str> = condition.split_whitespace().map(|word| word.trim_matches(['(', ')', ','])).collect();
    let mut found = Vec::new();
    for (i, _) in words.iter().enumerate().filter(|(_, word)| **word == limit) {
        let mut before = words[..i].iter().rev().take(5);
        let (owner, figure) = before.find_map(|word| word.rsplit_once('.')).unwrap_or_default();
        let of_entry = [Table::Material, Table::Process, Table::Method].into_iter().flat_map(owners);
        if !figure.is_empty() && !of_entry.into_iter().any(|known| owner.rsplit('.').next() == Some(known)) {
            found.push(plain(figure));
        }
    }
    found
}

/// Whether a figure of this name, or of its least or most, has this value at one end and is taken from the same source.
fn stands_in_the_tables(name: &str, si: f64, source: &str) -> bool {
    let named = [name.to_owned(), format!("{name}_min"), format!("{name}_max")];
    [Table::Material, Table::Process, Table::Method].into_iter().any(|table| {
        let figures = library().entries(table).iter().flat_map(|entry| &entry.figures);
        let same_name =
            figures.filter(|figure| named.contains(&table.properties()[usize::from(figure.property)].name.to_owned()));
        let same_source = same_name.filter(|figure| figure.sources.iter().any(|cited| library().source(*cited).id == source));
        same_source.into_iter().any(|figure| match figure.value {
            FigureValue::Range(low, high) => [low, high].iter().any(|end| (end - si).abs() <= 1e-9 * si.abs()),
            FigureValue::Word(_) | FigureValue::Flag(_) => false,
        })
    })
}

#[test]
fn the_search_for_doubled_figures_finds_one() {
    assert_eq!(compared("part.boss_to_screw < least", "least"), ["boss_to_screw"]);
    assert_eq!(compared("joint.gap not between thinnest and thickest", "thickest"), ["gap"]);
    assert_eq!(compared("least > 3", "least"), Vec::<&str>::new());
    assert_eq!(compared("use.material.moisture_content < driest", "driest"), Vec::<&str>::new());
    let hinge = "jeekmould-living-hinge-design-injection";
    assert!(stands_in_the_tables("hinge_thickness", 0.254e-3, hinge));
    assert!(stands_in_the_tables("boss_to_screw", 2.0, "celofasteners-220-boss-design-plastite"));
    assert!(!stands_in_the_tables("boss_to_screw", 2.0, hinge));
    assert!(!stands_in_the_tables("hinge_thickness", 0.3e-3, hinge));
    assert!(!stands_in_the_tables("", 2.0, hinge));
}

#[test]
fn no_limit_of_a_check_stands_in_the_tables() {
    let (mut read, mut doubled) = (0, Vec::new());
    for check in builtin().expect("the checks") {
        for (limit, value) in &check.limits {
            let si = parse_measure(&value.value).unwrap_or_else(|_| panic!("{}: {limit}", check.code)).si;
            let conditions = texts(&check);
            let facts = conditions.iter().flat_map(|text| compared(text, limit)).chain([limit.as_str()]);
            for fact in facts {
                if stands_in_the_tables(fact, si, &value.source) {
                    doubled.push(format!("{}: {limit} stands as {fact} in the tables", check.code));
                }
                read += 1;
            }
        }
    }
    assert!(doubled.is_empty(), "{}", doubled.join("\n"));
    assert!(read > 90, "{read} comparisons were read");
}
