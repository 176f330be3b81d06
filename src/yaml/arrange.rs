//! Keys of maps in a given order, with everything that stands beside them kept: comments, styles, blank lines, line ends.
//!
//! What cannot be moved safely stays where it is: maps with merge keys, anchors or aliases in them, keys that are no plain text.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;

use super::{Budget, Document, Kind, NodeId, Tree, parse};

/// The order of the keys of maps, by the node of the map.
pub type Orders = HashMap<NodeId, &'static [&'static str]>;

/// The text of a document with the keys of its maps in order.
#[must_use]
pub fn arrange(text: &str, tree: &Tree<'_>, document: Document, orders: &Orders) -> String {
    let writer = Writer { text, tree, orders };
    writer.inside(0..text.len(), std::iter::once(document.root))
}

/// Whether two texts say the same, whatever the order of keys, and have the same comments.
#[must_use]
pub fn says_the_same(a: &str, b: &str) -> bool {
    let meaning = |text: &str| -> Option<Vec<Value>> {
        let parsed = parse(text, &Budget::SPEC);
        parsed.problems.is_empty().then(|| parsed.documents.iter().map(|document| value(&parsed.tree, document.root)).collect())
    };
    comments(a) == comments(b) && meaning(a).is_some_and(|meant| meaning(b) == Some(meant))
}

fn value(tree: &Tree<'_>, id: NodeId) -> Value {
    match &tree.node(tree.resolve(id)).kind {
        Kind::Scalar { text, plain } => Value::from(vec![Value::from(text.as_ref()), Value::from(*plain)]),
        Kind::Sequence(items) => items.iter().map(|item| value(tree, *item)).collect(),
        Kind::Mapping(entries) => {
            // Repeated keys would be lost in a map.
            let mut pairs: Vec<Value> =
                entries.iter().map(|(key, held)| Value::from(vec![value(tree, *key), value(tree, *held)])).collect();
            pairs.sort_by_key(ToString::to_string);
            Value::from(vec![Value::from("map"), Value::from(pairs)])
        }
        Kind::Alias(_) => Value::Null,
    }
}

/// What follows a `#` that may begin a comment, sorted.
fn comments(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.lines().filter_map(comment).collect();
    found.sort_unstable();
    found
}

fn comment(line: &str) -> Option<&str> {
    let at = if line.trim_start().starts_with('#') { line.find('#') } else { line.find(" #").map(|at| at + 1) };
    at.map(|at| line[at..].trim_end())
}

struct Writer<'w> {
    text: &'w str,
    tree: &'w Tree<'w>,
    orders: &'w Orders,
}

/// An entry of a map on lines of its own.
struct Block {
    /// Blank lines before it, which stay where they are.
    blank: Range<usize>,
    /// Its comments, key and value, without the last line end. The first entry begins at its key, the others with their line.
    lines: Range<usize>,
    value: NodeId,
}

impl Writer<'_> {
    /// Where a node stands; a map or list on lines of its own up to the end of its last line, which is of no other.
    fn extent(&self, id: NodeId) -> Range<usize> {
        let own = self.tree.node(id).span.range();
        let collection = matches!(self.tree.node(id).kind, Kind::Mapping(_) | Kind::Sequence(_));
        if collection && !self.text[own.clone()].starts_with(['{', '[']) { own.start..self.line_end(&own) } else { own }
    }

    /// The end of the last line of a stretch.
    fn line_end(&self, range: &Range<usize>) -> usize {
        let end = range.start + self.text[range.clone()].trim_end().len();
        self.text[end..].find('\n').map_or(self.text.len(), |line| end + line)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |line| line + 1)
    }

    /// The text of a node, where it stands.
    fn part(&self, id: NodeId) -> String {
        let range = self.extent(id);
        match &self.tree.node(id).kind {
            Kind::Mapping(entries) if self.is_knotted(id) => {
                self.inside(range, entries.iter().filter(|(key, _)| self.is_written(*key)).map(|(_, value)| *value))
            }
            Kind::Mapping(entries) if self.text[range.clone()].starts_with('{') => self.flow_map(id, entries),
            Kind::Mapping(entries) => match self.orders.get(&id).and_then(|order| self.lines(entries, order)) {
                Some(text) => text,
                None => self.inside(range, entries.iter().map(|(_, value)| *value)),
            },
            Kind::Sequence(items) => self.inside(range, items.iter().copied()),
            _ => self.text[range].to_owned(),
        }
    }

    /// A stretch with what its nodes hold in order; the nodes themselves stay.
    fn inside(&self, range: Range<usize>, nodes: impl Iterator<Item = NodeId>) -> String {
        let (mut out, mut at) = (String::new(), range.start);
        for id in nodes {
            let own = self.extent(id);
            // What an alias names stands elsewhere.
            if own.start < at || own.end > range.end {
                continue;
            }
            out.push_str(&self.text[at..own.start]);
            at = own.end;
            out.push_str(&self.part(id));
        }
        out.push_str(&self.text[at..range.end]);
        out
    }

    /// Whether keys of a map may not change places: something in it is named elsewhere or comes from elsewhere.
    fn is_knotted(&self, id: NodeId) -> bool {
        let own = &self.text[self.tree.node(id).span.range()];
        let held = self.tree.entries(id).unwrap_or_default();
        own.contains(['&', '*', '!', '?']) || own.contains("<<") || !held.iter().all(|(key, _)| self.is_written(*key))
    }

    fn is_written(&self, key: NodeId) -> bool {
        matches!(self.tree.node(key).kind, Kind::Scalar { .. })
    }

    /// A map in braces; on one line with a space inside the braces and behind each comma.
    fn flow_map(&self, id: NodeId, entries: &[(NodeId, NodeId)]) -> String {
        let own = self.tree.node(id).span.range();
        let text = &self.text[own.clone()];
        if text.contains(['\n', '#']) || entries.is_empty() || !text.ends_with('}') {
            return self.inside(own, entries.iter().map(|(_, value)| *value));
        }
        let order = self.orders.get(&id).copied().unwrap_or_default();
        let written = self.sorted(entries, order).into_iter().map(|number| {
            let (key, value) = entries[number];
            format!("{}: {}", &self.text[self.tree.node(key).span.range()], self.part(value))
        });
        format!("{{ {} }}", written.collect::<Vec<_>>().join(", "))
    }

    /// The numbers of entries in the order of their keys; others stay behind them as they are.
    fn sorted(&self, entries: &[(NodeId, NodeId)], order: &[&str]) -> Vec<usize> {
        let place = |key: NodeId| {
            let name = self.tree.text(key).unwrap_or_default();
            order.iter().position(|known| *known == name).unwrap_or(order.len())
        };
        let mut numbers: Vec<usize> = (0..entries.len()).collect();
        numbers.sort_by_key(|number| place(entries[*number].0));
        numbers
    }

    /// A map on lines of its own with its entries in order; none if a line holds more than one of them.
    fn lines(&self, entries: &[(NodeId, NodeId)], order: &[&str]) -> Option<String> {
        let blocks = self.blocks(entries)?;
        let first = blocks.first()?.lines.start;
        let indent = " ".repeat(first - self.line_start(first));
        let mut out = String::new();
        for (place, number) in self.sorted(entries, order).into_iter().enumerate() {
            let block = &blocks[number];
            let written = self.inside(block.lines.clone(), std::iter::once(block.value));
            match (place, number) {
                (0, 0) => out.push_str(&written),
                // The first entry stands behind what precedes it on its line; the others begin lines.
                (0, _) => out.push_str(written.strip_prefix(&indent)?),
                _ => {
                    out.push('\n');
                    out.push_str(&self.text[blocks[place].blank.clone()]);
                    out.push_str(if number == 0 { &indent } else { "" });
                    out.push_str(&written);
                }
            }
        }
        Some(out)
    }

    fn blocks(&self, entries: &[(NodeId, NodeId)]) -> Option<Vec<Block>> {
        let mut blocks: Vec<Block> = Vec::with_capacity(entries.len());
        let column = entries.first().map(|(key, _)| self.column(*key))?;
        for (key, value) in entries {
            let at = self.tree.node(*key).span.start as usize;
            let end = self.line_end(&(at..self.extent(*value).end));
            let Some(before) = blocks.last_mut() else {
                blocks.push(Block { blank: at..at, lines: at..end, value: *value });
                continue;
            };
            let line = self.line_start(at);
            if line <= before.lines.end || !self.text[line..at].bytes().all(|byte| byte == b' ') || self.column(*key) != column {
                return None;
            }
            let (comments, blank) = self.between(before.lines.end + 1..line, column);
            before.lines.end = before.lines.end.max(comments.saturating_sub(1));
            blocks.push(Block { blank: comments..blank, lines: blank..end, value: *value });
        }
        Some(blocks)
    }

    fn column(&self, key: NodeId) -> usize {
        let at = self.tree.node(key).span.start as usize;
        at - self.line_start(at)
    }

    /// The ends of the comments that belong to the entry before, being indented deeper, and of the blank lines after them.
    fn between(&self, gap: Range<usize>, column: usize) -> (usize, usize) {
        let mut at = gap.start;
        let next = |at: usize| self.text[at..gap.end].split_inclusive('\n').next().unwrap_or_default();
        let deeper = |line: &str| line.trim_start().starts_with('#') && line.len() - line.trim_start().len() > column;
        while deeper(next(at)) {
            at += next(at).len();
        }
        let comments = at;
        while at < gap.end && next(at).trim().is_empty() {
            at += next(at).len();
        }
        (comments, at)
    }
}

#[cfg(test)]
#[path = "arrange_tests.rs"]
mod tests;
