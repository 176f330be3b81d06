//! Keys of the design format: each is read by what judges, studies or reports, or says why it is not.

use std::collections::BTreeMap;

use crate::common::rust::{Source, is_word, sources};

/// The files that say which keys there are.
const FORMAT: [&str; 6] = [
    "src/design/bears.rs",
    "src/design/spec.rs",
    "src/design/part.rs",
    "src/design/joint.rs",
    "src/design/evidence.rs",
    "src/design/sorts.rs",
];

/// Keys that are read while a spec is laid together, before it has a type: the base below it, the part it
/// copies, and the rows of CSV files.
const LAID_TOGETHER: [(&str, &str); 5] =
    [("Spec", "extends"), ("Part", "like"), ("Build", "file"), ("Measurement", "file"), ("Test", "file")];

/// Keys that nothing judges by, each kept for people.
const FOR_PEOPLE: [(&str, &str, &str); 2] = [
    ("Beam", "width", "the strain of an arm does not hang on its width; it belongs to the drawing of the arm"),
    ("Drop", "count", "standards share their drops out among several units, so that the drops of a test are not held against it"),
];

/// The keys of each struct of the format, with the type of each.
fn keys(format: &[&Source]) -> BTreeMap<String, Vec<(String, String)>> {
    let mut found = BTreeMap::new();
    for block in format.iter().flat_map(|source| source.code.split("pub struct ").skip(1)) {
        let name: String = block.chars().take_while(|char| is_word(*char)).collect();
        let body = block.split_once('{').and_then(|(_, rest)| rest.split_once("\n}")).map_or("", |(body, _)| body);
        let fields = body.lines().filter_map(|line| {
            let (key, kind) = line.trim().strip_prefix("pub ")?.split_once(": ")?;
            (kind.contains("Field<") || kind.contains("Records<")).then(|| (key.to_owned(), kind.to_owned()))
        });
        let fields: Vec<_> = fields.collect();
        if !fields.is_empty() {
            found.insert(name, fields);
        }
    }
    found
}

/// Whether a text holds a word as a whole.
fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// Whether code reads a field of this name: `given.name`, `name: name` or `name: outer.name` in a list of facts, or the name
/// alone in such a list. A call `.name(` is the fact and not the key.
fn reads(code: &str, key: &str) -> bool {
    let listed = |line: &str| line.split_whitespace().all(|word| word.chars().all(is_word)) && names(line, key);
    code.match_indices(key).any(|(at, _)| {
        let (before, after) = (&code[..at], code[at + key.len()..].chars().next());
        let accessed = before.ends_with('.') || before.ends_with(": ");
        accessed && !after.is_some_and(|char| is_word(char) || char == '(')
    }) || code.lines().any(|line| line.trim().contains(' ') && listed(line))
}

/// Keys that no file about their struct reads. A file is about a struct if it names it, or reads a key that holds it.
fn unread(all: &[Source]) -> (Vec<(String, String)>, usize) {
    let format: Vec<&Source> = all.iter().filter(|source| FORMAT.contains(&&*source.path)).collect();
    // What only tells whether a value is allowed does not make anything of it.
    let reader = |source: &&Source| {
        !FORMAT.contains(&&*source.path)
            && !source.is_test()
            && !["src/design/validate", "src/design/contradictions"].iter().any(|file| source.path.starts_with(file))
            && !["src/vocabulary/", "src/formulas/", "src/calc/"].iter().any(|folder| source.path.starts_with(folder))
    };
    let readers: Vec<&Source> = all.iter().filter(reader).collect();
    let structs = keys(&format);
    let (mut found, mut read) = (Vec::new(), 0);
    for (name, fields) in &structs {
        let owners: Vec<&String> = structs.values().flatten().filter(|(_, kind)| names(kind, name)).map(|(key, _)| key).collect();
        let about = |source: &&&Source| {
            name == "Spec" || names(&source.code, name) || owners.iter().any(|owner| reads(&source.code, owner))
        };
        let about: Vec<&&Source> = readers.iter().filter(about).collect();
        for (key, _) in fields {
            read += 1;
            if !about.iter().any(|source| reads(&source.code, key)) {
                found.push((name.clone(), key.clone()));
            }
        }
    }
    (found, read)
}

#[test]
fn every_key_of_the_format_is_read_or_kept_for_people() {
    let (mut found, read) = unread(&sources("src"));
    assert!(read > 250, "{read} keys were looked at");
    found.retain(|(name, key)| !LAID_TOGETHER.contains(&(name.as_str(), key.as_str())));
    let kept: Vec<(String, String)> = FOR_PEOPLE.iter().map(|(name, key, _)| ((*name).to_owned(), (*key).to_owned())).collect();
    assert_eq!(found, kept, "keys that nothing reads, against those kept for people");
}

#[test]
fn the_search_finds_a_key_that_nothing_reads() {
    let source = |path: &str, text: &str| Source::new(path, text.to_owned());
    let format = "pub struct Lid {\n    pub depth: Field<Length>,\n    pub secret: Field<Length>,\n}\n";
    let all = [source(FORMAT[2], format), source("src/facts/lid.rs", "fn depth(lid: Lid) { lid.depth }\nfn secret() {}\n")];
    assert_eq!(unread(&all), (vec![("Lid".to_owned(), "secret".to_owned())], 2));
    assert!(reads("fields! {\n    cycles peel\n}", "peel"));
    assert!(!reads("part.peel(trace)", "peel"));
    assert!(reads("rib: ribs.thickness;", "thickness"));
}
