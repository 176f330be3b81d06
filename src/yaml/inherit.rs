//! `like` inside a file and `extends` across files, on the tree, before anything is typed.

use std::borrow::Cow;

use super::{Kind, NodeId, Problem, Span, Tree};

/// Merges, in each entry of the map at `map`, the entry that its `like` names: keys of the entry itself win, maps below
/// merge key by key. What is brought in points at the `like`. Unknown names and cycles are problems.
pub fn resolve_likes(tree: &mut Tree<'_>, map: NodeId, problems: &mut Vec<Problem>) {
    let Some(entries) = tree.entries(map).map(<[_]>::to_vec) else { return };
    let mut done = vec![false; entries.len()];
    for index in 0..entries.len() {
        resolve_entry(tree, &entries, index, &mut done, &mut Vec::new(), problems);
    }
}

fn resolve_entry(
    tree: &mut Tree<'_>,
    entries: &[(NodeId, NodeId)],
    index: usize,
    done: &mut [bool],
    chain: &mut Vec<usize>,
    problems: &mut Vec<Problem>,
) {
    if done[index] {
        return;
    }
    done[index] = true;
    let value = entries[index].1;
    let Some((_, like)) = tree.get(value, "like") else { return };
    let span = tree.node(like).span;
    let Some(name) = tree.text(like).map(str::to_owned) else { return };
    chain.push(index);
    let found = entries.iter().position(|(key, _)| tree.text(*key) == Some(name.as_str()));
    match found {
        Some(target) if chain.contains(&target) => {
            problems.push(Problem::new("cycle", span, format!("`{name}` is copied from itself")));
        }
        Some(target) => {
            resolve_entry(tree, entries, target, done, chain, problems);
            overlay(tree, entries[target].1, value, span);
        }
        None => {
            let near = super::nearest(&name, entries.iter().filter_map(|(key, _)| tree.text(*key)));
            let problem = Problem::new("dangling-reference", span, format!("there is no `{name}` here to copy"));
            problems.push(match near {
                Some(near) => problem.with_help(format!("did you mean `{near}`?")),
                None => problem,
            });
        }
    }
    chain.pop();
}

/// Lays the map `over` onto the map `base`: `over` becomes the merger of both. Nodes of the base point at `at`.
pub fn overlay(tree: &mut Tree<'_>, base: NodeId, over: NodeId, at: Span) {
    let over = tree.resolve(over);
    let (Some(below), Some(above)) = (tree.entries(base).map(<[_]>::to_vec), tree.entries(over).map(<[_]>::to_vec)) else {
        return;
    };
    let mut merged = Vec::with_capacity(below.len() + above.len());
    for (key, value) in below {
        let name = tree.text(key).map(str::to_owned);
        let mine = above.iter().find(|(other, _)| tree.text(*other) == name.as_deref()).copied();
        match mine {
            // Both are maps: merge below, into a copy so that the base itself stays as it is.
            Some((my_key, my_value)) if tree.entries(value).is_some() && tree.entries(my_value).is_some() => {
                let copy = tree.entries(my_value).map(<[_]>::to_vec).unwrap_or_default();
                let span = tree.node(my_value).span;
                let copied = tree.push(span, Kind::Mapping(copy));
                overlay(tree, value, copied, at);
                merged.push((my_key, copied));
            }
            Some(pair) => merged.push(pair),
            None if name.as_deref() == Some("like") => {}
            None => {
                let key = tree.push(at, Kind::Alias(key));
                let value = tree.push(at, Kind::Alias(value));
                merged.push((key, value));
            }
        }
    }
    for (key, value) in above {
        let name = tree.text(key).map(str::to_owned);
        if !merged.iter().any(|(other, _)| tree.text(*other) == name.as_deref()) {
            merged.push((key, value));
        }
    }
    tree.set(over, Kind::Mapping(merged));
}

impl Tree<'_> {
    /// Copies a node of another file with all below it into this tree; every copy stands at `at`.
    pub fn import(&mut self, other: &Tree<'_>, id: NodeId, at: Span) -> NodeId {
        let kind = match &other.node(other.resolve(id)).kind {
            Kind::Scalar { text, plain } => Kind::Scalar { text: Cow::Owned(text.clone().into_owned()), plain: *plain },
            Kind::Sequence(items) => Kind::Sequence(items.iter().map(|item| self.import(other, *item, at)).collect()),
            Kind::Mapping(entries) => Kind::Mapping(
                entries.iter().map(|(key, value)| (self.import(other, *key, at), self.import(other, *value, at))).collect(),
            ),
            Kind::Alias(_) => Kind::Sequence(Vec::new()),
        };
        self.push(at, kind)
    }
}
