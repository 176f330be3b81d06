//! Changes in the text of a YAML file that leave everything else as it is: comments, order, style and line ends.
//!
//! An edit is a stretch of the text and what comes in its place. It knows the shape of YAML and nothing of what a key means.

use std::ops::Range;

use super::assign::{Segment, element, segments};
use super::{Budget, Kind, NodeId, Parsed, Paths, Problem, Tree, parse};

/// A stretch of a text and what comes in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub range: Range<usize>,
    /// The text that comes.
    pub text: String,
}

impl Edit {
    /// The text with the edit made.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        [&text[..self.range.start], &self.text, &text[self.range.end..]].concat()
    }
}

/// The one spec of a text, read once for any number of edits and looks. `root` is the key that tells its document of several.
pub struct Original<'t> {
    text: &'t str,
    parsed: Parsed<'t>,
    root: &'t str,
}

impl<'t> Original<'t> {
    /// The spec of a text. What is wrong with the text is said when it is to be edited.
    #[must_use]
    pub fn new(text: &'t str, root: &'t str) -> Self {
        Self { text, parsed: parse(text, &Budget::SPEC), root }
    }

    fn top(&self) -> Option<NodeId> {
        let found = self.parsed.documents.iter().find(|document| self.parsed.tree.get(document.root, self.root).is_some());
        found.map(|document| document.root)
    }

    /// The edit that gives the value at a path another value, which is YAML in flow style; the key is added where it is not
    /// there. What stands in a base, or comes from an entry that is copied, is said here anew. A value with a tolerance keeps
    /// it: its `nominal` changes.
    pub fn edit(&self, path: &str, value: &str, paths: Paths<'_>) -> Result<Edit, Problem> {
        if let Some(problem) = self.parsed.problems.first() {
            return Err(problem.clone());
        }
        let missing = || Problem::new("not-a-spec", super::Span::default(), format!("there is no `{}`", self.root));
        let top = self.top().ok_or_else(missing)?;
        let place = Place { text: self.text, tree: &self.parsed.tree, segments: &segments(path, 0)?, paths };
        place.put(top, 0, value)
    }

    /// The text of the single value at a path, of a value with a tolerance its `nominal`; none if it stands nowhere in this
    /// text.
    #[must_use]
    pub fn value_at(&self, path: &str, paths: Paths<'_>) -> Option<String> {
        let tree = &self.parsed.tree;
        let node = self.node_at(path, paths)?;
        let node = tree.get(node, "nominal").map_or(node, |(_, nominal)| nominal);
        tree.text(node).map(str::to_owned)
    }

    /// The keys of the map at a path, in their order; none if there is no map.
    #[must_use]
    pub fn keys_at(&self, path: &str, paths: Paths<'_>) -> Vec<String> {
        let tree = &self.parsed.tree;
        let entries = self.node_at(path, paths).and_then(|node| tree.entries(tree.resolve(node)));
        entries.unwrap_or_default().iter().filter_map(|(key, _)| tree.text(*key).map(str::to_owned)).collect()
    }

    fn node_at(&self, path: &str, paths: Paths<'_>) -> Option<NodeId> {
        let tree = &self.parsed.tree;
        let mut node = self.top()?;
        for segment in segments(path, 0).ok()? {
            node = match &tree.node(tree.resolve(node)).kind {
                Kind::Sequence(items) => items[element(tree, items, &segment, paths, path).ok()?],
                _ => tree.get(node, segment.text)?.1,
            };
        }
        Some(node)
    }

    /// The edit that moves an element of a list to the place of another; none if the elements do not stand on lines of their
    /// own.
    #[must_use]
    pub fn move_element(&self, list: &str, from: usize, to: usize) -> Option<Edit> {
        let (text, tree) = (self.text, &self.parsed.tree);
        let mut node = self.top()?;
        for segment in segments(list, 0).ok()? {
            node = tree.get(node, segment.text)?.1;
        }
        let Kind::Sequence(items) = &tree.node(node).kind else { return None };
        let blocks = blocks(text, tree, items)?;
        let mut order: Vec<usize> = (0..blocks.len()).collect();
        let moved = (from < order.len() && to < order.len()).then(|| order.remove(from))?;
        order.insert(to, moved);
        let range = blocks.first()?.start..blocks.last()?.end;
        let line = |index: usize| text[blocks[index].clone()].trim_end_matches(['\r', '\n']);
        let ends = text[range.clone()].ends_with('\n');
        let mut joined = order.into_iter().map(line).collect::<Vec<_>>().join(newline(text));
        joined.push_str(if ends { newline(text) } else { "" });
        Some(Edit { range, text: joined })
    }

    /// The edit that takes an element out of a top-level list, and with the last one the key of the list. Comments on lines of
    /// their own stay. None if the list does not say where the element ends, or if a comment would go that is about more.
    #[must_use]
    pub fn remove_element(&self, list: &str, index: usize) -> Option<Edit> {
        let (text, tree) = (self.text, &self.parsed.tree);
        let (key, node) = tree.get(self.top()?, list)?;
        let Kind::Sequence(items) = &tree.node(node).kind else { return None };
        let bytes = |item: NodeId| tree.node(item).span.range();
        let item = bytes(*items.get(index)?);
        let line = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
        let blocks = blocks(text, tree, items);
        let range = if items.len() == 1 {
            let start = tree.node(key).span.start as usize;
            // A key within braces, or behind them.
            if line(start) != start {
                return None;
            }
            start..line_end(text, item.end)
        } else if let Some(blocks) = blocks {
            line(item.start)..blocks[index].end
        } else if !text[tree.node(node).span.start as usize..].starts_with('[') {
            return None;
        } else if let Some(next) = items.get(index + 1) {
            item.start..bytes(*next).start
        } else {
            bytes(items[index - 1]).end..item.end
        };
        let alone = |line: &str| line.trim_start().starts_with('#');
        (!text[range.clone()].lines().any(alone)).then(|| Edit { range, text: String::new() })
    }
}

/// [`Original::edit`] of a text that is edited once.
pub fn edit(text: &str, root: &str, path: &str, value: &str, paths: Paths<'_>) -> Result<Edit, Problem> {
    Original::new(text, root).edit(path, value, paths)
}

/// [`Original::value_at`] of a text that is looked at once.
#[must_use]
pub fn value_at(text: &str, root: &str, path: &str, paths: Paths<'_>) -> Option<String> {
    Original::new(text, root).value_at(path, paths)
}

/// The edit that adds an element, which is YAML in flow style, behind the last of a top-level list; the list is made if it is not
/// there.
pub fn append(text: &str, root: &str, list: &str, value: &str, paths: Paths<'_>) -> Result<Edit, Problem> {
    let parsed = parse(text, &Budget::SPEC);
    let tree = &parsed.tree;
    let document = parsed.documents.iter().find(|document| tree.get(document.root, root).is_some());
    let node = document.and_then(|document| tree.get(document.root, list)).map(|(_, node)| node);
    let items = match node.map(|node| &tree.node(node).kind) {
        Some(Kind::Sequence(items)) => &items[..],
        Some(Kind::Alias(_)) | None => &[],
        // A key without a value, or the word for no list.
        Some(_) => return edit(text, root, list, &format!("[{value}]"), paths),
    };
    match (node, blocks(text, tree, items).filter(|blocks| !blocks.is_empty())) {
        (Some(_), Some(blocks)) => {
            let end = blocks.last().map_or(0, |block| block.end);
            let line = &text[blocks.last().map_or(0, |block| block.start)..];
            let line = line.lines().find(|line| line.trim_start().starts_with('-')).unwrap_or_default();
            let indent = &line[..line.len() - line.trim_start().len()];
            let newline = newline(text);
            Ok(if text[..end].ends_with('\n') {
                at(end, format!("{indent}- {value}{newline}"))
            } else {
                at(end, format!("{newline}{indent}- {value}"))
            })
        }
        (Some(node), None) => {
            let start = tree.node(node).span.start as usize;
            match items.last() {
                Some(last) if text[start..].starts_with('[') => Ok(at(tree.node(*last).span.end as usize, format!(", {value}"))),
                Some(last) => Err(Problem::new(
                    "wrong-path",
                    tree.node(*last).span,
                    format!("the elements of `{list}` do not stand on lines of their own"),
                )),
                None => Ok(at(start + 1, value.to_owned())),
            }
        }
        (None, _) => {
            let flow = format!("{list}: [{value}]");
            let made = edit(text, root, list, &format!("[{value}]"), paths)?;
            let is_flow = document.is_some_and(|document| text[tree.node(document.root).span.start as usize..].starts_with('{'));
            let block = if is_flow { flow.clone() } else { format!("{list}:{}  - {value}", newline(text)) };
            Ok(Edit { text: made.text.replace(&flow, &block), ..made })
        }
    }
}

/// The lines of each element of a block list, with the comments above it.
fn blocks(text: &str, tree: &Tree<'_>, items: &[NodeId]) -> Option<Vec<Range<usize>>> {
    let mut start = None;
    let mut blocks = Vec::new();
    for item in items {
        let span = tree.node(*item).span;
        let line = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let before = text[line..span.start as usize].trim();
        let end = line_end(text, span.end as usize);
        let first = start.unwrap_or(line);
        if before != "-" || first > line {
            return None;
        }
        blocks.push(first..end);
        start = Some(end);
    }
    Some(blocks)
}

/// A value as it may stand in flow style: plain where that is read as the same text, quoted otherwise.
#[must_use]
pub fn scalar(text: &str) -> String {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '%' | '°' | '±' | '+' | '²' | '³' | ' ');
    let first = text.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '+' | '±') || is_number(text));
    let reserved = ["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str());
    if first && !reserved && text.chars().all(word) && text.trim() == text {
        return text.to_owned();
    }
    // JSON is a form of YAML.
    serde_json::Value::from(text).to_string()
}

fn is_number(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

struct Place<'a> {
    text: &'a str,
    tree: &'a Tree<'a>,
    segments: &'a [Segment<'a>],
    paths: Paths<'a>,
}

impl Place<'_> {
    /// The edit below a node that is there.
    fn put(&self, node: NodeId, depth: usize, value: &str) -> Result<Edit, Problem> {
        let Some(segment) = self.segments.get(depth) else { return Ok(self.replace(node, value)) };
        let own = &self.tree.node(node).kind;
        match own {
            Kind::Mapping(entries) => {
                // What a merge key brought is not written here.
                let written = |(key, _): &&(NodeId, NodeId)| !matches!(self.tree.node(*key).kind, Kind::Alias(_));
                let found = entries.iter().filter(written).find(|(key, _)| self.tree.text(*key) == Some(segment.text));
                match found {
                    Some((key, below)) if self.is_empty(*below) => Ok(self.fill(*key, &self.nested(depth + 1, value))),
                    Some((_, below)) => self.put(*below, depth + 1, value),
                    None => Ok(self.insert(node, depth, value)),
                }
            }
            Kind::Sequence(items) => {
                let index = element(self.tree, items, segment, self.paths, &self.path(depth))?;
                self.put(items[index], depth + 1, value)
            }
            Kind::Scalar { .. } => {
                let message = format!("`{}` is a single value, which holds no `{}`", self.path(depth), segment.text);
                Err(Problem::new("wrong-path", segment.span, message))
            }
            Kind::Alias(_) => {
                let message = format!("`{}` is shared by an anchor: change it where it is written", self.path(depth));
                Err(Problem::new("shared", self.tree.node(node).span, message))
            }
        }
    }

    fn is_empty(&self, node: NodeId) -> bool {
        let span = self.tree.node(node).span;
        span.start == span.end
    }

    fn replace(&self, node: NodeId, value: &str) -> Edit {
        let node = match self.tree.get(node, "nominal") {
            Some((_, nominal)) if matches!(self.tree.node(node).kind, Kind::Mapping(_)) && !value.starts_with('{') => nominal,
            _ => node,
        };
        let span = self.tree.node(node).span;
        Edit { range: span.start as usize..span.end as usize, text: value.to_owned() }
    }

    /// A value behind a key that has none.
    fn fill(&self, key: NodeId, value: &str) -> Edit {
        let end = self.tree.node(key).span.end as usize;
        let colon = self.text[end..].find(':').map_or(end, |at| end + at + 1);
        Edit { range: colon..colon, text: format!(" {value}") }
    }

    /// A key that is not there, as the last one of its map.
    fn insert(&self, node: NodeId, depth: usize, value: &str) -> Edit {
        let span = self.tree.node(node).span;
        let (start, end) = (span.start as usize, span.end as usize);
        let entry = format!("{}: {}", scalar(self.segments[depth].text), self.nested(depth + 1, value));
        let entries = self.tree.entries(node).unwrap_or_default();
        let written: Vec<&(NodeId, NodeId)> =
            entries.iter().filter(|(key, _)| !matches!(self.tree.node(*key).kind, Kind::Alias(_))).collect();
        if self.text[start..].starts_with('{') {
            let Some((key, last)) = written.last() else { return at(start + 1, format!(" {entry} ")) };
            let last = self.tree.node(*last).span.end.max(self.tree.node(*key).span.end) as usize;
            return at(last, format!(", {entry}"));
        }
        let first = written.first().map_or(start, |(key, _)| self.tree.node(*key).span.start as usize);
        let line = self.text[..first].rfind('\n').map_or(0, |at| at + 1);
        let indent = " ".repeat(self.text[line..first].chars().count());
        let after = line_end(self.text, end.max(first));
        let newline = newline(self.text);
        if self.text[..after].ends_with('\n') {
            at(after, format!("{indent}{entry}{newline}"))
        } else {
            at(after, format!("{newline}{indent}{entry}"))
        }
    }

    /// The value in maps for the segments from here on.
    fn nested(&self, depth: usize, value: &str) -> String {
        let rest = self.segments.get(depth..).unwrap_or_default();
        rest.iter().rev().fold(value.to_owned(), |value, segment| format!("{{ {}: {value} }}", scalar(segment.text)))
    }

    fn path(&self, depth: usize) -> String {
        self.segments[..depth].iter().map(|segment| segment.text).collect::<Vec<_>>().join(".")
    }
}

fn at(place: usize, text: String) -> Edit {
    Edit { range: place..place, text }
}

/// The end of the line in which a value ends, behind its line break. A block of text takes the empty lines after it along.
fn line_end(text: &str, end: usize) -> usize {
    let last = text[..end].trim_end().len();
    text[last..].find('\n').map_or(text.len(), |at| last + at + 1)
}

fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;
