//! The text of specs with their keys in the order of the format.

use super::Spec;
use super::mistaken::MARK;
use crate::yaml::{Budget, Session, arrange, parse, says_the_same};

/// What may stand before the first letter of a text and says in which encoding it is.
const MARK_OF_ORDER: char = '\u{feff}';

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arranged {
    /// Everything stands in order.
    Already,
    /// The text in order; it says the same.
    Anew(String),
    /// Something in it could not be moved without changing what it says.
    Kept,
}

/// Puts the keys of all specs of a text in the order of the format, with their comments. Spaces at line ends, a second blank line
/// and blank lines at the end go.
#[must_use]
pub fn arranged(text: &str) -> Arranged {
    // A byte-order mark stays before everything; a key behind it would stand in another column than the rest.
    if let Some(rest) = text.strip_prefix(MARK_OF_ORDER) {
        return match arranged(rest) {
            Arranged::Anew(after) => Arranged::Anew(format!("{MARK_OF_ORDER}{after}")),
            other => other,
        };
    }
    let mut out = text.to_owned();
    let specs = parse(text, &Budget::SPEC).documents.len();
    for number in 0..specs {
        let parsed = parse(&out, &Budget::SPEC);
        let Some(document) = parsed.documents.get(number).filter(|document| parsed.tree.get(document.root, MARK).is_some())
        else {
            continue;
        };
        let session = Session::new(&parsed.tree, Budget::SPEC);
        // What is wrong with it is found by loading it; here only the places of its keys count.
        let _: Option<Spec> = session.read(document.root);
        let moved = arrange(&out, &parsed.tree, *document, &session.into_orders());
        out = moved;
    }
    let tidied = tidy(&out);
    if says_the_same(&out, &tidied) {
        out = tidied;
    }
    if out == text {
        Arranged::Already
    } else if says_the_same(text, &out) {
        Arranged::Anew(out)
    } else {
        Arranged::Kept
    }
}

fn tidy(text: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && blank) {
            out.push_str(line);
            out.push_str(end);
        }
        blank = line.is_empty();
    }
    let whole = out.trim_end().len();
    out.truncate(whole);
    out.push_str(end);
    out
}

#[cfg(test)]
mod tests {
    use super::{Arranged, arranged};

    #[test]
    fn keys_stand_in_the_order_of_the_format() {
        let text = "parts:\n  lid: {draft: 1 deg, material: abs}   \n\n\ndesign: { stage: dvt, name: n }\ncaseproof: 1\n";
        let expected = "caseproof: 1\ndesign: { name: n, stage: dvt }\nparts:\n  lid: { material: abs, draft: 1 deg }\n";
        let Arranged::Anew(out) = arranged(text) else { panic!("{:?}", arranged(text)) };
        // The blank line stays between the first entry and the second.
        assert_eq!(out, expected.replace("1\ndesign", "1\n\ndesign"));
        assert_eq!(arranged(&out), Arranged::Already);
    }

    #[test]
    fn documents_of_one_file_are_put_in_order_one_by_one() {
        let text = "design: { name: a }\ncaseproof: 1\n---\nparts: {}\ndesign: {}\n---\nparts: { a: { process: x, material: y } }\ncaseproof: 1\n";
        let Arranged::Anew(out) = arranged(text) else { panic!("{:?}", arranged(text)) };
        assert_eq!(
            out,
            "caseproof: 1\ndesign: { name: a }\n---\nparts: {}\ndesign: {}\n---\ncaseproof: 1\nparts: { a: { material: y, process: x } }\n"
        );
    }
}
