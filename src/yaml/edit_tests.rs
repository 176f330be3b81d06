use proptest::prelude::*;

use super::*;

const PATHS: Paths<'static> = Paths { names: &["step"], ids: &[], beside: ("nominal", &[]), starts: None };

fn edited(text: &str, path: &str, value: &str) -> String {
    edit(text, "c", path, value, PATHS).expect(path).apply(text)
}

#[test]
fn a_value_changes_and_nothing_else() {
    for (text, path, value, expected) in [
        ("c: 1\na: 2 mm # why\nb: 3\n", "a", "5 mm", "c: 1\na: 5 mm # why\nb: 3\n"),
        ("{ c: 1, a: 'x' }", "a", "y", "{ c: 1, a: y }"),
        ("c: 1\np:\n  t: { wall: 1 mm, d: 2 } # t\n", "p.t.wall", "2 mm", "c: 1\np:\n  t: { wall: 2 mm, d: 2 } # t\n"),
        (
            "c: 1\np: { w: { nominal: 1 mm, tolerance: ±1 mm } }",
            "p.w",
            "2 mm",
            "c: 1\np: { w: { nominal: 2 mm, tolerance: ±1 mm } }",
        ),
        (
            "c: 1\nl:\n  - { step: a, t: 1 s }\n  - step: b\n    t: 2 s\n",
            "l.b.t",
            "9 s",
            "c: 1\nl:\n  - { step: a, t: 1 s }\n  - step: b\n    t: 9 s\n",
        ),
        ("c: 1\nl: [1, 2, 3]\n", "l[1]", "9", "c: 1\nl: [1, 9, 3]\n"),
        ("c: 1\na: |\n  long\n  text\nb: 1\n", "b", "2", "c: 1\na: |\n  long\n  text\nb: 2\n"),
        ("c: 1\r\na: 2 # é\r\n", "a", "3", "c: 1\r\na: 3 # é\r\n"),
        ("# head\n---\nx: 1\n---\nc: 1\na: 2\n", "a", "3", "# head\n---\nx: 1\n---\nc: 1\na: 3\n"),
    ] {
        assert_eq!(edited(text, path, value), expected, "{path}");
    }
}

#[test]
fn an_element_goes_with_its_lines_and_no_comment_of_its_own() {
    let without = |text: &str, index: usize| Original::new(text, "c").remove_element("w", index).map(|edit| edit.apply(text));
    for (text, index, expected) in [
        ("c: 1\nw:\n  - { a: 1 } # one\n  # two\n  - { a: 2 }\nb: 1\n", 0, Some("c: 1\nw:\n  # two\n  - { a: 2 }\nb: 1\n")),
        ("c: 1\nw:\n  - a: 1\n    b: 2\n  # two\n  - a: 2\n", 1, Some("c: 1\nw:\n  - a: 1\n    b: 2\n  # two\n")),
        ("c: 1\r\nw:\r\n- a: 1\r\n- a: 2", 1, Some("c: 1\r\nw:\r\n- a: 1\r\n")),
        // With the last one the key goes.
        ("c: 1\nw:\n  - { a: 1 }\nb: 1\n", 0, Some("c: 1\nb: 1\n")),
        ("c: 1\nw: [{ a: 1 }] # é\n", 0, Some("c: 1\n")),
        ("c: 1\nw:\n  # about all\n  - { a: 1 }\n", 0, None),
        ("{ c: 1, w: [{ a: 1 }] }\n", 0, None),
        ("c: 1\nw: [{ a: 1 }, { a: 2 }]\n", 0, Some("c: 1\nw: [{ a: 2 }]\n")),
        ("c: 1\nw: [{ a: 1 }, { a: 2 }]\n", 1, Some("c: 1\nw: [{ a: 1 }]\n")),
        ("c: 1\nw: [\n  { a: 1 },\n  # two\n  { a: 2 },\n]\n", 0, None),
        ("c: 1\nw: &all [{ a: 1 }]\nx: *all\n", 1, None),
        ("c: 1\nw: none\n", 0, None),
        ("c: 1\n", 0, None),
    ] {
        assert_eq!(without(text, index).as_deref(), expected, "{text}");
    }
}

#[test]
fn a_key_that_is_missing_is_added_in_the_style_of_its_map() {
    for (text, path, value, expected) in [
        ("c: 1\n", "a", "2", "c: 1\na: 2\n"),
        ("c: 1", "a.b", "2", "c: 1\na: { b: 2 }"),
        ("{ c: 1 }", "a", "2", "{ c: 1, a: 2 }"),
        ("c: 1\np: {}\n", "p.a", "2", "c: 1\np: { a: 2 }\n"),
        (
            "c: 1\np:\n  t: # part\n    wall: 1 mm # thin\n  # next\n  u: { wall: 1 }\n",
            "p.t.draft",
            "1 deg",
            "c: 1\np:\n  t: # part\n    wall: 1 mm # thin\n    draft: 1 deg\n  # next\n  u: { wall: 1 }\n",
        ),
        (
            "c: 1\nl:\n  - step: a\n    t: 1\n  - step: b\n",
            "l.a.wait",
            "4 h",
            "c: 1\nl:\n  - step: a\n    t: 1\n    wait: 4 h\n  - step: b\n",
        ),
        ("c: 1\nd:\n  w: |\n    a\n    b\n\ne: 1\n", "d.x", "2", "c: 1\nd:\n  w: |\n    a\n    b\n  x: 2\n\ne: 1\n"),
        ("c: 1\r\np:\r\n  t: 1\r\n", "p.u", "2", "c: 1\r\np:\r\n  t: 1\r\n  u: 2\r\n"),
        ("c: 1\na:\nb: 1\n", "a", "2", "c: 1\na: 2\nb: 1\n"),
        ("c: 1\np: {\n  a: 1,\n  b: 2,\n}\n", "p.d", "3", "c: 1\np: {\n  a: 1,\n  b: 2, d: 3,\n}\n"),
        // What an anchor brings is said anew where it is used.
        ("c: 1\nx: &x { a: 1 }\ny: { <<: *x, b: 2 }\n", "y.a", "3", "c: 1\nx: &x { a: 1 }\ny: { <<: *x, b: 2, a: 3 }\n"),
    ] {
        assert_eq!(edited(text, path, value), expected, "{path}");
    }
}

#[test]
fn what_cannot_be_changed_is_said() {
    for (text, path, message) in [
        ("c: 1\na: 1\n", "a.b", "a single value"),
        ("c: 1\nl: [1]\n", "l[4]", "1 elements"),
        ("c: 1\nx: &x { a: 1 }\ny: *x\n", "y.a", "shared by an anchor"),
        ("d: 1\n", "a", "there is no `c`"),
        ("c: [", "a", "not valid YAML"),
    ] {
        let problem = edit(text, "c", path, "1", PATHS).expect_err(path);
        assert!(problem.message.contains(message), "{}", problem.message);
    }
}

#[test]
fn an_element_moves_with_its_comments() {
    let text = "c: 1\nl:\n  - { step: a } # first\n  # why b\n  - step: b\n    t: 1\n  - { step: z }\nend: 1\n";
    let moved = |from, to| Original::new(text, "c").move_element("l", from, to).map(|edit| edit.apply(text));
    let expected = "c: 1\nl:\n  # why b\n  - step: b\n    t: 1\n  - { step: a } # first\n  - { step: z }\nend: 1\n";
    assert_eq!(moved(1, 0).as_deref(), Some(expected));
    assert_eq!(moved(0, 0).as_deref(), Some(text));
    assert_eq!(moved(0, 3), None);
    assert_eq!(Original::new("c: 1\nl: [a, b]\n", "c").move_element("l", 0, 1), None);
    let open = "c: 1\nl:\n- a\n- b";
    assert_eq!(
        Original::new(open, "c").move_element("l", 0, 1).map(|edit| edit.apply(open)).as_deref(),
        Some("c: 1\nl:\n- b\n- a")
    );
}

#[test]
fn texts_are_quoted_where_yaml_would_read_something_else() {
    for (text, expected) in [
        ("2 mm", "2 mm"),
        ("-5 °C", "-5 °C"),
        ("±0.1 mm", "±0.1 mm"),
        ("pc-abs", "pc-abs"),
        ("true", "\"true\""),
        ("a: b", "\"a: b\""),
        ("- x", "\"- x\""),
        ("[1]", "\"[1]\""),
        ("#5", "\"#5\""),
        ("", "\"\""),
        (" x", "\" x\""),
    ] {
        assert_eq!(scalar(text), expected);
    }
}

proptest! {
    /// Whatever the text of a value, what is written is read as that text, in a block and in a flow map.
    #[test]
    fn what_is_written_is_read(value in "[ -~°±µé]{0,12}", flow in any::<bool>()) {
        let text = if flow { "{ c: 1, p: { a: 1 } }" } else { "c: 1\np:\n  a: 1\n" };
        for path in ["p.a", "p.b", "q.r"] {
            let after = edited(text, path, &scalar(&value));
            let parsed = parse(&after, &Budget::SPEC);
            prop_assert!(parsed.problems.is_empty(), "{after}");
            let mut node = parsed.documents[0].root;
            for key in path.split('.') {
                node = parsed.tree.get(node, key).expect("the key").1;
            }
            prop_assert_eq!(parsed.tree.text(node), Some(&*value));
        }
    }
}

#[test]
fn an_element_is_added_behind_the_last_and_everything_else_stays() {
    for (text, expected) in [
        ("caseproof: 1 # format\n", "caseproof: 1 # format\nl:\n  - { a: 1 }\n"),
        ("caseproof: 1", "caseproof: 1\nl:\n  - { a: 1 }"),
        ("l:\n- x: 1\n  y: 2 # why\n# end\ncaseproof: 1\n", "l:\n- x: 1\n  y: 2 # why\n- { a: 1 }\n# end\ncaseproof: 1\n"),
        ("l:\n  # first\n  - { x: 1 }\ncaseproof: 1\n", "l:\n  # first\n  - { x: 1 }\n  - { a: 1 }\ncaseproof: 1\n"),
        ("l: []\ncaseproof: 1\n", "l: [{ a: 1 }]\ncaseproof: 1\n"),
        ("l: [x]\ncaseproof: 1\n", "l: [x, { a: 1 }]\ncaseproof: 1\n"),
        ("{ caseproof: 1 }", "{ caseproof: 1, l: [{ a: 1 }] }"),
        ("l: none\ncaseproof: 1\n", "l: [{ a: 1 }]\ncaseproof: 1\n"),
        ("caseproof: 1\r\nl:\r\n  - x\r\n", "caseproof: 1\r\nl:\r\n  - x\r\n  - { a: 1 }\r\n"),
    ] {
        let edit = append(text, "caseproof", "l", "{ a: 1 }", crate::design::PATHS).expect(text);
        assert_eq!(edit.apply(text), expected, "{text}");
    }
}
