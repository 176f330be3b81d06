//! Files that were meant to be specs and are not: a key beside `caseproof`, or a design and parts without it.

use crate::source::fold;
use crate::yaml::{Document, Problem, Span, Tree};

/// The key that makes a file a spec.
pub(super) const MARK: &str = "caseproof";

/// Letters that may be wrong in that key.
const SLIPS: usize = 2;

/// Top-level keys among which a misspelt one is looked for.
const FIRST_KEYS: usize = 3;

/// What is wrong with a file that has no key `caseproof` but looks like a spec; none if it looks like anything else.
pub(super) fn mistaken(text: &str, tree: &Tree<'_>, documents: &[Document]) -> Option<Problem> {
    misspelt(text).or_else(|| documents.iter().find_map(|document| unmarked(tree, *document)))
}

/// Whether a file without the key may look like a spec; only then is it worth reading whole.
pub(super) fn may_be_meant(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    misspelt(text).is_some() || has("design") && has("parts")
}

/// A key near `caseproof` among the first of the file: what is wrong with it.
#[must_use]
pub fn misspelt(text: &str) -> Option<Problem> {
    let mut at = 0;
    let mut keys = 0;
    for line in text.split_inclusive('\n') {
        let begin = at;
        at += line.len();
        let Some((key, _)) = line.split_once(':').filter(|_| !line.starts_with([' ', '\t', '#', '-'])) else { continue };
        keys += 1;
        if keys > FIRST_KEYS {
            return None;
        }
        let key = key.trim_end();
        let bare = key.trim_start_matches('\u{feff}').trim_matches(['"', '\'']);
        if bare != MARK && is_near(bare) {
            return Some(slip(bare, Span::new(begin, begin + key.len())));
        }
    }
    None
}

fn is_near(key: &str) -> bool {
    // Longer keys would take their time and cannot be near.
    key.len() <= 2 * MARK.len() && strsim::damerau_levenshtein(&fold(key), MARK) <= SLIPS
}

fn slip(key: &str, at: Span) -> Problem {
    Problem::new("no-spec", at, format!("the key `{key}` is not `{MARK}`, so this file would not be judged"))
        .with_help(format!("write `{MARK}: 1`"))
}

/// A design with parts that nothing marks as a spec, or specs in a list.
fn unmarked(tree: &Tree<'_>, document: Document) -> Option<Problem> {
    if let (Some((design, _)), Some(_)) = (tree.get(document.root, "design"), tree.get(document.root, "parts")) {
        let message = "a design with parts, but no key `caseproof`, so this file would not be judged";
        let help = "write `caseproof: 1` above it; without it a file is only a base that specs name in `extends`";
        return Some(Problem::new("no-spec", tree.node(design).span, message).with_help(help));
    }
    let elements = tree.elements(document.root)?;
    let mark = elements.iter().find_map(|element| tree.get(*element, MARK))?.0;
    let problem = Problem::new("no-spec", tree.node(mark).span, "a spec is a map, found it in a list");
    Some(problem.with_help("begin with `caseproof: 1` in the first column; several specs of one file stand below each other, with `---` between them"))
}

#[cfg(test)]
mod tests {
    use super::mistaken;
    use crate::yaml::{Budget, parse};

    fn found(text: &str) -> Option<String> {
        let parsed = parse(text, &Budget::SPEC);
        mistaken(text, &parsed.tree, &parsed.documents).map(|problem| problem.message)
    }

    #[test]
    fn what_looks_like_a_spec_is_one_with_a_mistake() {
        for text in [
            "caseprof: 1\n",
            "Caseproof: 1\n",
            "case-proof: 1\n",
            "# note\ncase_proof: 1\ndesign: {}\n",
            "design: { name: n }\ncasproof: 1\n",
        ] {
            assert!(found(text).is_some_and(|message| message.contains("is not `caseproof`")), "{text}");
        }
        assert!(
            found("design: { name: n }\nparts: { a: { material: abs } }\n")
                .is_some_and(|message| message.contains("no key `caseproof`"))
        );
        assert!(found("- caseproof: 1\n  design: { name: n }\n").is_some_and(|message| message.contains("in a list")));
    }

    #[test]
    fn what_looks_like_something_else_is_left_alone() {
        for text in [
            "",
            "name: ci\non: push\njobs:\n  caseprof: 1\n",
            "parts: { a: b }\n",
            "a: 1\nb: 2\nc: 3\ncaseprof: 1\n",
            "- a\n- b\n",
            "showcase: 1\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
