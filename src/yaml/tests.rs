use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Thing {
    name: Field<String>,
    flag: Field<bool>,
    list: Field<Vec<Field<String>>>,
    things: Field<Entries<Thing>>,
    either: Field<TextOr<String, Short>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Short {
    name: Field<String>,
}

fn read(text: &str) -> (Option<Thing>, Vec<Problem>) {
    let Parsed { tree, documents, mut problems } = parse(text, &Budget::SPEC);
    let Some(document) = documents.first() else { return (None, problems) };
    let session = Session::new(&tree, Budget::SPEC);
    let thing = session.read(document.root);
    problems.extend(session.into_problems());
    (thing, problems)
}

fn at(text: &str, span: Span) -> &str {
    &text[span.range()]
}

#[test]
fn spans_of_keys_and_values_are_exact() {
    let text = "# ä comment\nname: 'quoted ü' \nflag: yes\nlist: [a, \"b\"]\nthings:\n  one: { name: x }\neither: { name: y }\n";
    let (thing, problems) = read(text);
    assert!(problems.is_empty(), "{problems:?}");
    let thing = thing.expect("a thing");
    assert_eq!(at(text, thing.name.key()), "name");
    assert_eq!(at(text, thing.name.span()), "'quoted ü'");
    assert_eq!(thing.name.get().map(String::as_str), Some("quoted ü"));
    assert_eq!(thing.flag.get(), Some(&true));
    let list = thing.list.get().expect("a list");
    assert_eq!(list.iter().map(|element| at(text, element.span())).collect::<Vec<_>>(), ["a", "\"b\""]);
    let one = &thing.things.get().expect("things")[0];
    assert_eq!((at(text, one.key), at(text, one.span)), ("one", "{ name: x }"));
    assert!(matches!(thing.either.get(), Some(TextOr::Long(short)) if short.name.get().is_some()));
}

#[test]
fn every_problem_of_a_file_is_found_in_one_run() {
    let text = "nmae: x\nname: [1]\nflag: maybe\nlist: { a: 1 }\nflag: true\nthings:\n  a: { list: x, name: {} }\n  a: {}\n  b:\neither: [x]\nzzzzzz: 1\n";
    let (_, problems) = read(text);
    let found: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.code, at(text, problem.span))).collect();
    for expected in [
        ("unknown-key", "nmae"),
        ("unknown-key", "zzzzzz"),
        ("wrong-type", "[1]"),
        ("wrong-type", "maybe"),
        ("wrong-type", "{ a: 1 }"),
        ("duplicate-key", "flag"),
        ("duplicate-key", "a"),
        ("wrong-type", "{}"),
        ("missing-value", "b"),
        ("wrong-type", "[x]"),
    ] {
        assert!(found.contains(&expected), "{expected:?} is not in {found:?}");
    }
    assert_eq!(found.len(), 10, "{found:?}");
    let unknown = problems.iter().find(|problem| problem.code == "unknown-key").expect("one");
    assert_eq!(unknown.help.as_deref(), Some("did you mean `name`?"));
}

#[test]
fn what_comes_through_an_alias_points_at_its_use() {
    let text = "things:\n  base: &base { flag: maybe }\n  use: *base\n  merged: { <<: *base, name: x }\n";
    let (_, problems) = read(text);
    let places: Vec<&str> = problems.iter().map(|problem| at(text, problem.span)).collect();
    assert_eq!(places, ["maybe", "*base", "*base"]);
}

#[test]
fn merged_keys_give_way_to_own_keys_and_to_earlier_merges() {
    let text = "things:\n  a: &a { name: a, flag: true }\n  b: &b { name: b, list: [x] }\n  c: { <<: [*a, *b], flag: false }\n";
    let (thing, problems) = read(text);
    assert!(problems.is_empty(), "{problems:?}");
    let thing = thing.expect("a thing");
    let c = thing.things.get().expect("things")[2].value.as_ref().expect("c");
    assert_eq!(c.name.get().map(String::as_str), Some("a"));
    assert_eq!(c.flag.get(), Some(&false));
    assert_eq!(c.list.get().map(Vec::len), Some(1));
}

#[test]
fn copies_override_key_by_key_and_cycles_are_named() {
    let text = "a: { like: b, name: mine }\nb: { like: c, flag: true }\nc: { name: theirs, either: { name: deep } }\nd: { like: e }\ne: { like: d }\nf: { like: cc }\n";
    let Parsed { mut tree, documents, .. } = parse(text, &Budget::SPEC);
    let mut problems = Vec::new();
    resolve_likes(&mut tree, documents[0].root, &mut Layers::new(&Budget::SPEC), &mut problems);
    let value = |name: &str, key: &str| {
        let (_, entry) = tree.get(documents[0].root, name)?;
        let (_, value) = tree.get(entry, key)?;
        tree.text(value).map(str::to_owned)
    };
    assert_eq!(value("a", "name").as_deref(), Some("mine"));
    assert_eq!(value("a", "flag").as_deref(), Some("true"));
    assert_eq!(value("b", "name").as_deref(), Some("theirs"));
    problems.sort_by_key(|problem| problem.span);
    let codes: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.code, at(text, problem.span))).collect();
    assert_eq!(codes, [("cycle", "d"), ("dangling-reference", "cc")]);
}

#[test]
fn a_syntax_error_costs_its_document_only() {
    let text = "name: one\n---\nname: \"two\n---\nname: three\n";
    let parsed = parse(text, &Budget::SPEC);
    assert!(!parsed.problems.is_empty());
    assert!(!parsed.documents.is_empty());
}

#[test]
fn nearest_finds_slips_and_nothing_else() {
    let words = ["draft", "wall", "material", "process"];
    assert_eq!(nearest("darft", words), Some("draft"));
    assert_eq!(nearest("Material", words), Some("material"));
    assert_eq!(nearest("wal", words), Some("wall"));
    assert_eq!(nearest("temperature", words), None);
    assert_eq!(nearest("", words), None);
}

proptest! {
    #[test]
    fn no_text_makes_it_fail_and_spans_stay_inside(text in "\\PC{0,80}|[a-c:&* \\[\\]{},\n\"'<|>-]{0,80}") {
        let (_, problems) = read(&text);
        for problem in problems {
            prop_assert!(problem.span.range().end <= text.len());
            prop_assert!(text.is_char_boundary(problem.span.start as usize) && text.is_char_boundary(problem.span.end as usize));
        }
    }
}
