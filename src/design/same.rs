//! Names of parts, joints, steps and tasks as they are given: case, spaces and hyphens tell no two apart, so `top shell` names the
//! part `Top-Shell`. What names one so is read as its id.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::refers::{GIVEN, NAMES, Named};
use crate::source::fold;
use crate::yaml::{Kind, NodeId, Tree};

/// Ids of one sort.
#[derive(Default)]
struct Ids {
    all: HashSet<String>,
    /// By what they are without case, spaces and hyphens; none where two are alike in that.
    folded: HashMap<String, Option<String>>,
}

impl Ids {
    fn add(&mut self, id: &str) {
        if self.all.insert(id.to_owned()) {
            self.folded.entry(fold(id)).and_modify(|met| *met = None).or_insert_with(|| Some(id.to_owned()));
        }
    }
}

/// Writes every name of a spec as the id that it means, where that is one.
pub(super) fn names(tree: &mut Tree<'_>, root: NodeId) {
    let mut known: HashMap<Named, Ids> = HashMap::new();
    for (path, named, by_key) in GIVEN {
        if matches!(named, Named::Part | Named::Joint | Named::Step | Named::Task) {
            for (key, value) in places(tree, root, path) {
                let id = if by_key { key } else { Some(value) }.and_then(|id| tree.text(id));
                known.entry(named).or_default().add(id.unwrap_or_default());
            }
        }
    }
    for (path, may) in NAMES {
        let ids: Vec<&Ids> = may.iter().filter_map(|named| known.get(named)).collect();
        if ids.is_empty() {
            continue;
        }
        for (_, value) in places(tree, root, path) {
            if let Some(id) = meant(tree, value, may, &ids) {
                tree.set(value, Kind::Scalar { text: Cow::Owned(id), plain: false });
            }
        }
    }
}

/// The id that a text means which is none itself.
fn meant(tree: &Tree<'_>, value: NodeId, may: &[Named], ids: &[&Ids]) -> Option<String> {
    // What is written elsewhere may mean something else there.
    let Kind::Scalar { text, .. } = &tree.node(value).kind else { return None };
    let word = |named: &Named| matches!(named, Named::Word(words) if words.contains(&&**text));
    if ids.iter().any(|ids| ids.all.contains(&**text)) || may.iter().any(word) {
        return None;
    }
    let folded = fold(text);
    let mut found = ids.iter().filter_map(|ids| ids.folded.get(&folded));
    match (found.next(), found.next()) {
        (Some(id), None) => id.clone(),
        _ => None,
    }
}

/// The keys and values at a path with `*` for any id or number; one value stands for a list of it.
fn places(tree: &Tree<'_>, root: NodeId, path: &str) -> Vec<(Option<NodeId>, NodeId)> {
    let mut found = vec![(None, root)];
    for segment in path.split('.') {
        let mut next = Vec::new();
        for (_, node) in found {
            if segment != "*" {
                next.extend(tree.get(node, segment).map(|(key, value)| (Some(key), value)));
            } else if let Some(entries) = tree.entries(node) {
                next.extend(entries.iter().map(|(key, value)| (Some(*key), *value)));
            } else if let Some(elements) = tree.elements(node) {
                next.extend(elements.iter().map(|element| (None, *element)));
            } else if tree.text(node).is_some() {
                next.push((None, node));
            }
        }
        found = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::yaml::{Budget, parse};

    #[test]
    fn names_are_those_of_the_ids_they_mean() {
        let text = "parts: { Top-Shell: {}, lid: { like: top shell }, LID: {} }\njoints: { seam: { between: [TOP_SHELL, Lid] } }\n\
                    assembly: [{ step: hot-press, makes: Seam, adds: topshell }, { step: qc, after: [Hot Press, other] }]\n";
        let mut parsed = parse(text, &Budget::SPEC);
        let root = parsed.documents[0].root;
        names(&mut parsed.tree, root);
        let at = |path: &str| {
            let found = super::places(&parsed.tree, root, path);
            found.into_iter().map(|(_, value)| parsed.tree.text(value).unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(at("parts.*.like"), ["Top-Shell"]);
        // `lid` and `LID` are two, so `Lid` is neither.
        assert_eq!(at("joints.*.between.*"), ["Top-Shell", "Lid"]);
        assert_eq!((at("assembly.*.makes.*"), at("assembly.*.adds.*")), (vec!["seam".to_owned()], vec!["Top-Shell".to_owned()]));
        assert_eq!(at("assembly.*.after.*"), ["hot-press", "other"]);
    }
}
