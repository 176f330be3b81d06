//! Keys in order, and everything else where it was.

use super::*;

const TOP: &[&str] = &["caseproof", "design", "parts"];
const PART: &[&str] = &["material", "process", "wall"];

/// The text with the keys of its top and of each part in order.
fn arranged(text: &str) -> String {
    let parsed = parse(text, &Budget::SPEC);
    let root = parsed.documents[0].root;
    let mut orders = Orders::new();
    orders.insert(root, TOP);
    if let Some((_, parts)) = parsed.tree.get(root, "parts") {
        for (_, part) in parsed.tree.entries(parts).unwrap_or_default() {
            orders.insert(*part, PART);
        }
    }
    let out = arrange(text, &parsed.tree, parsed.documents[0], &orders);
    assert!(says_the_same(text, &out), "{text}\n{out}");
    out
}

#[test]
fn blocks_move_with_their_comments() {
    let text = "# head\n\n# of parts\nparts:\n  b:            # tray\n    wall: 2 mm  # thin\n    # what\n    material: abs\n    # left out: draft\n\n  a: {wall: 1 mm,material: pc}\ncaseproof: 1\n# who\ndesign: { name: n } # end\n# tail\n";
    let expected = "# head\n\n# of parts\ncaseproof: 1\n# who\ndesign: { name: n } # end\nparts:\n  b:            # tray\n    # what\n    material: abs\n    wall: 2 mm  # thin\n    # left out: draft\n\n  a: { material: pc, wall: 1 mm }\n# tail\n";
    assert_eq!(arranged(text), expected);
    assert_eq!(arranged(expected), expected);
}

#[test]
fn elements_of_lists_keep_their_hyphen() {
    let text = "parts:\n  a:\n    wall: [1 mm,  2 mm]\n    material: abs";
    assert_eq!(arranged(text), "parts:\n  a:\n    material: abs\n    wall: [1 mm,  2 mm]");
    let text = "caseproof: 1\nparts:\n  a:\n    wall: |\n      one\n      two\n    material: abs\ndesign: {}\n";
    assert_eq!(arranged(text), "caseproof: 1\ndesign: {}\nparts:\n  a:\n    material: abs\n    wall: |\n      one\n      two\n");
}

#[test]
fn what_is_named_elsewhere_stays() {
    for text in [
        "parts:\n  a: &a { wall: 1 mm, material: pc }\n  b: { <<: *a, wall: 2 mm }\ncaseproof: 1\n",
        "parts: { a: { wall: *x } }\nx-y: &x 1 mm\ncaseproof: 1\n",
    ] {
        let parsed = parse(text, &Budget::SPEC);
        let orders: Orders = [(parsed.documents.first().map_or(0, |document| document.root), TOP)].into_iter().collect();
        if let Some(document) = parsed.documents.first() {
            assert_eq!(arrange(text, &parsed.tree, *document, &orders), text);
        }
    }
}

#[test]
fn lost_comments_and_values_are_seen() {
    assert!(says_the_same("a: 1\nb: 2 # x\n", "b: 2 # x\na: 1\n"));
    assert!(!says_the_same("a: 1\nb: 2 # x\n", "b: 2\na: 1\n"));
    assert!(!says_the_same("a: 1\n", "a: 2\n"));
    assert!(!says_the_same("a: [1, 2]\n", "a: [2, 1]\n"));
    assert!(!says_the_same("a: \"1\"\n", "a: 1\n"));
}
