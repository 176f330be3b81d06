//! Where in a design a place of its text is: the path of keys and numbers that leads there.

use std::ops::Range;

use crate::yaml::{Budget, Kind, NodeId, Tree, parse};

/// A key or a single value of a design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Which design of the file it is in, from 0.
    pub design: usize,
    /// The keys and numbers that lead to it; of a key it is the last one.
    pub path: Vec<String>,
    /// Whether it is a key.
    pub key: bool,
    /// What it says.
    pub text: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
    /// Where the map or list that holds it begins and ends.
    pub inside: Range<usize>,
}

impl Spot {
    /// Its path in words.
    pub(super) fn path(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }
}

/// All keys and single values of a text, in the order of the file. Of a text that is no whole YAML those before the fault.
pub(super) fn spots(text: &str) -> Vec<Spot> {
    let parsed = parse(text, &Budget::SPEC);
    match parsed.problems.first() {
        Some(problem) if !parsed.documents.is_empty() || problem.span.start == 0 => {
            collect(&parsed.tree, parsed.documents.iter().map(|document| document.root))
        }
        Some(problem) => {
            let end = text[..(problem.span.start as usize).min(text.len())].rfind('\n').map_or(0, |at| at + 1);
            let parsed = parse(&text[..end], &Budget::SPEC);
            collect(&parsed.tree, parsed.documents.iter().map(|document| document.root))
        }
        None => collect(&parsed.tree, parsed.documents.iter().map(|document| document.root)),
    }
}

fn collect(tree: &Tree<'_>, roots: impl Iterator<Item = NodeId>) -> Vec<Spot> {
    let mut walk = Walk { tree, design: 0, path: Vec::new(), found: Vec::new() };
    for (design, root) in roots.enumerate() {
        walk.design = design;
        walk.node(root, 0..usize::MAX);
    }
    walk.found
}

/// The spot that holds a byte, or ends there.
pub(super) fn spot_at(spots: &[Spot], offset: usize) -> Option<&Spot> {
    spots.iter().find(|spot| spot.range.start <= offset && offset <= spot.range.end)
}

struct Walk<'t> {
    tree: &'t Tree<'t>,
    design: usize,
    path: Vec<String>,
    found: Vec<Spot>,
}

impl Walk<'_> {
    fn node(&mut self, id: NodeId, inside: Range<usize>) {
        let node = self.tree.node(id);
        match &node.kind {
            Kind::Scalar { text, .. } => self.put(id, text, false, inside),
            Kind::Sequence(items) => {
                for (number, item) in items.iter().enumerate() {
                    self.path.push(number.to_string());
                    self.node(*item, node.span.range());
                    self.path.pop();
                }
            }
            Kind::Mapping(entries) => {
                for (key, value) in entries {
                    // What a merge key brought stands elsewhere.
                    let Kind::Scalar { text, .. } = &self.tree.node(*key).kind else { continue };
                    self.path.push(text.to_string());
                    self.put(*key, text, true, node.span.range());
                    self.node(*value, node.span.range());
                    self.path.pop();
                }
            }
            // What an anchor names is told where it stands.
            Kind::Alias(_) => {}
        }
    }

    fn put(&mut self, id: NodeId, text: &str, key: bool, inside: Range<usize>) {
        let range = self.tree.node(id).span.range();
        self.found.push(Spot { design: self.design, path: self.path.clone(), key, text: text.to_owned(), range, inside });
    }
}

/// Where in the file the word of a spot begins, if it is written as it is read: without escapes, on one line.
pub(super) fn plain_start(text: &str, spot: &Spot) -> Option<usize> {
    let written = text.get(spot.range.clone())?;
    match written.len().checked_sub(spot.text.len())? {
        0 if written == spot.text => Some(spot.range.start),
        2 if written[1..written.len() - 1] == spot.text => Some(spot.range.start + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        spots(text).iter().map(|spot| format!("{}{}", spot.path.join("."), if spot.key { ":" } else { "" })).collect()
    }

    #[test]
    fn spots_have_their_paths() {
        let text = "a: { b: [x, 'y'] }\nc: &k 1\nd: *k\n---\ne: 2\n";
        assert_eq!(paths(text), ["a:", "a.b:", "a.b.0", "a.b.1", "c:", "c", "d:", "e:", "e"]);
        let spots = spots(text);
        assert_eq!(
            spot_at(&spots, 13).map(|spot| (spot.path.join("."), plain_start(text, spot))),
            Some(("a.b.1".to_owned(), Some(13)))
        );
        assert_eq!(spots.last().map(|spot| spot.design), Some(1));
    }

    #[test]
    fn what_stands_before_a_fault_is_there() {
        assert_eq!(paths("a: 1\nb: { c: 2 }\nd: [1,\ne: }"), ["a:", "a", "b:", "b.c:", "b.c"]);
        assert_eq!(paths("}"), [""; 0]);
    }
}
