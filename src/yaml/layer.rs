//! Layers of one tree: a base below a spec, a copied entry below the one that is `like` it, values set on top. Each value keeps
//! the place where it was written, whichever layer it comes from.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Budget, Kind, MAX_PROBLEMS, NodeId, Problem, Tree, nearest};
use crate::source::Span;

/// How a map lies below another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// A base that is extended: nothing of it is lost, its `like` included, which is resolved later.
    Base,
    /// An entry that is copied: its own `like` has been followed and means nothing to the copy.
    Copy,
}

/// Lays maps over each other, within a budget of entries looked at.
#[derive(Debug)]
pub struct Layers {
    left: usize,
    depth: usize,
}

/// Layers take more work than the budget allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// Entries of a map as keys and values.
type Entries = Vec<(NodeId, NodeId)>;

impl Layers {
    /// Layers of one spec.
    #[must_use]
    pub const fn new(budget: &Budget) -> Self {
        Self { left: budget.merges, depth: budget.depth }
    }

    /// Lays the map `over` onto the map `base`: `over` becomes the merger of both, keys of `over` win and maps merge key by key.
    /// Nothing happens if one of them is no map.
    pub fn overlay(&mut self, tree: &mut Tree<'_>, base: NodeId, over: NodeId, layer: Layer) -> Result<(), TooLarge> {
        self.lay(tree, base, over, layer, self.depth)
    }

    fn lay(&mut self, tree: &mut Tree<'_>, base: NodeId, over: NodeId, layer: Layer, depth: usize) -> Result<(), TooLarge> {
        let over = tree.resolve(over);
        let (Some(below), Some(above)) = (tree.entries(base), tree.entries(over)) else { return Ok(()) };
        // Aliases can nest maps deeper than they are written.
        let work = below.len() + above.len();
        self.left = self.left.checked_sub(work).filter(|_| depth > 0).ok_or(TooLarge)?;
        let (mut merged, both) = merge(tree, below, above, layer);
        for (at, below) in both {
            let mine = merged[at].1;
            // Into a copy, because other places may use the same map.
            let copy = Kind::Mapping(tree.entries(mine).map(<[_]>::to_vec).unwrap_or_default());
            let copied = tree.push(tree.node(mine).span, copy);
            self.lay(tree, below, copied, layer, depth - 1)?;
            merged[at].1 = copied;
        }
        tree.set(over, Kind::Mapping(merged));
        Ok(())
    }
}

/// The entries of two maps as one, those of `below` first, and which of them are maps on both sides, with that of `below`. A key
/// that one of the maps repeats stays repeated, so that it is still found to be.
fn merge(
    tree: &Tree<'_>,
    below: &[(NodeId, NodeId)],
    above: &[(NodeId, NodeId)],
    layer: Layer,
) -> (Entries, Vec<(usize, NodeId)>) {
    let mut mine: HashMap<&str, usize> = HashMap::with_capacity(above.len());
    for (index, (key, _)) in above.iter().enumerate() {
        if let Some(name) = tree.text(*key) {
            mine.entry(name).or_insert(index);
        }
    }
    let mut used = vec![false; above.len()];
    let (mut merged, mut both) = (Vec::with_capacity(below.len() + above.len()), Vec::new());
    for (key, value) in below {
        let name = tree.text(*key);
        match name.and_then(|name| mine.remove(name)) {
            Some(index) => {
                let pair = above[index];
                used[index] = true;
                if tree.entries(*value).is_some() && tree.entries(pair.1).is_some() {
                    both.push((merged.len(), *value));
                }
                merged.push(pair);
            }
            None if layer == Layer::Copy && name == Some("like") => {}
            None => merged.push((*key, *value)),
        }
    }
    merged.extend(above.iter().zip(used).filter(|(_, used)| !used).map(|(pair, _)| *pair));
    (merged, both)
}

/// An entry that is a copy of another.
#[derive(Clone, Copy)]
struct Copied {
    target: usize,
    /// Where its `like` stands.
    span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// Its own copy is waited for.
    Waiting,
    Done,
}

/// Merges, in each entry of the map at `map`, the entry that its `like` names: keys of the entry itself win, maps below
/// merge key by key. What is brought in keeps its place. Unknown names and cycles are problems.
pub fn resolve_likes(tree: &mut Tree<'_>, map: NodeId, layers: &mut Layers, problems: &mut Vec<Problem>) {
    let Some(entries) = tree.entries(map).map(<[_]>::to_vec) else { return };
    let copies = copies(tree, &entries, problems);
    let mut states = vec![State::New; entries.len()];
    for first in 0..entries.len() {
        // Down to an entry that copies nothing or is whole already, then back up: chains may be long, so nothing recurses.
        let mut chain: Vec<(usize, Copied)> = Vec::new();
        let mut at = first;
        while let (State::New, Some(copy)) = (states[at], copies[at]) {
            states[at] = State::Waiting;
            chain.push((at, copy));
            at = copy.target;
        }
        if states[at] == State::Waiting
            && let Some((last, copy)) = chain.pop()
        {
            states[last] = State::Done;
            let name = tree.text(entries[at].0).unwrap_or_default();
            problems.push(Problem::new("cycle", copy.span, format!("`{name}` is copied from itself")));
        }
        while let Some((entry, copy)) = chain.pop() {
            states[entry] = State::Done;
            if layers.overlay(tree, entries[copy.target].1, entries[entry].1, Layer::Copy).is_err() {
                problems.push(Problem::new("too-large", copy.span, "copies of copies hold too many values"));
                return;
            }
        }
    }
}

/// Which entries copy which; a name that is not among them is a problem.
fn copies(tree: &Tree<'_>, entries: &[(NodeId, NodeId)], problems: &mut Vec<Problem>) -> Vec<Option<Copied>> {
    let mut names: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
    for (index, (key, _)) in entries.iter().enumerate() {
        if let Some(name) = tree.text(*key) {
            names.entry(name).or_insert(index);
        }
    }
    let copied = |value: NodeId| {
        let (_, like) = tree.get(value, "like")?;
        let (span, name) = (tree.node(like).span, tree.text(like)?);
        if let Some(target) = names.get(name) {
            return Some(Copied { target: *target, span });
        }
        let problem = Problem::new("dangling-reference", span, format!("there is no `{name}` here to copy"));
        // Candidates are only worth their time while problems are still shown.
        let near = if problems.len() < MAX_PROBLEMS {
            nearest(name, entries.iter().filter_map(|(key, _)| tree.text(*key)))
        } else {
            None
        };
        problems.push(match near {
            Some(near) => problem.with_help(format!("did you mean `{near}`?")),
            None => problem,
        });
        None
    };
    entries.iter().map(|(_, value)| *value).map(copied).collect()
}

impl Tree<'_> {
    /// Takes in all nodes of the tree of another file; what had a number there has it here plus the number that is returned.
    /// Aliases stay aliases, so that a tree never grows by being taken in.
    pub fn append(&mut self, other: &Tree<'_>) -> NodeId {
        let offset = NodeId::try_from(self.len()).unwrap_or(NodeId::MAX);
        for id in (0..other.len()).filter_map(|id| NodeId::try_from(id).ok()) {
            let node = other.node(id);
            let kind = match &node.kind {
                Kind::Scalar { text, plain } => Kind::Scalar { text: Cow::Owned(text.as_ref().to_owned()), plain: *plain },
                Kind::Sequence(items) => Kind::Sequence(items.iter().map(|item| item + offset).collect()),
                Kind::Mapping(entries) => {
                    Kind::Mapping(entries.iter().map(|(key, value)| (key + offset, value + offset)).collect())
                }
                Kind::Alias(target) => Kind::Alias(target + offset),
            };
            self.push(node.span, kind);
        }
        offset
    }
}
