//! Changes in the text of a YAML file that leave everything else as it is: comments, order, style and line ends.
//!
//! An edit is a stretch of the text and what comes in its place. It knows the shape of YAML and nothing of what a key means.

use std::ops::Range;

use super::assign::{Segment, element, segments};
use super::{Budget, Kind, NodeId, Paths, Problem, Tree, parse};

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

/// The edit that gives the value at a path of the spec in `text` another value, which is YAML in flow style; the key is added
/// where it is not there. `root` is the key that tells the document of several. What stands in a base, or comes from an entry
/// that is copied, is said here anew. A value with a tolerance keeps it: its `nominal` changes.
pub fn edit(text: &str, root: &str, path: &str, value: &str, paths: Paths<'_>) -> Result<Edit, Problem> {
    let parsed = parse(text, &Budget::SPEC);
    if let Some(problem) = parsed.problems.into_iter().next() {
        return Err(problem);
    }
    let tree = &parsed.tree;
    let found = parsed.documents.iter().find(|document| tree.get(document.root, root).is_some());
    let document = found.ok_or_else(|| Problem::new("not-a-spec", super::Span::default(), format!("there is no `{root}`")))?;
    let segments = segments(path, 0)?;
    let place = Place { text, tree, segments: &segments, paths };
    place.put(document.root, 0, value)
}

/// The text of the single value at a path of the spec in `text`, of a value with a tolerance its `nominal`; none if it stands
/// nowhere in this text.
#[must_use]
pub fn value_at(text: &str, root: &str, path: &str, paths: Paths<'_>) -> Option<String> {
    let parsed = parse(text, &Budget::SPEC);
    let tree = &parsed.tree;
    let mut node = parsed.documents.iter().find(|document| tree.get(document.root, root).is_some())?.root;
    for segment in segments(path, 0).ok()? {
        node = match &tree.node(tree.resolve(node)).kind {
            Kind::Sequence(items) => items[element(tree, items, &segment, paths, path).ok()?],
            _ => tree.get(node, segment.text)?.1,
        };
    }
    let node = tree.get(node, "nominal").map_or(node, |(_, nominal)| nominal);
    tree.text(node).map(str::to_owned)
}

/// The edit that moves an element of a list to the place of another; none if the elements do not stand on lines of their own.
#[must_use]
pub fn move_element(text: &str, root: &str, list: &str, from: usize, to: usize) -> Option<Edit> {
    let parsed = parse(text, &Budget::SPEC);
    let tree = &parsed.tree;
    let document = parsed.documents.iter().find(|document| tree.get(document.root, root).is_some())?;
    let mut node = document.root;
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

/// The edit that adds a map, one `key: value` a line, to the list at a top key of the spec in `text`, in the style in which the list
/// is written; the list is made where it is not there.
pub fn append(text: &str, root: &str, list: &str, entry: &[String]) -> Result<Edit, Problem> {
    let parsed = parse(text, &Budget::SPEC);
    if let Some(problem) = parsed.problems.into_iter().next() {
        return Err(problem);
    }
    let tree = &parsed.tree;
    let found = parsed.documents.iter().find(|document| tree.get(document.root, root).is_some());
    let document = found.ok_or_else(|| Problem::new("not-a-spec", super::Span::default(), format!("there is no `{root}`")))?;
    let flow = format!("{{ {} }}", entry.join(", "));
    let Some((_, value)) = tree.get(document.root, list) else {
        let span = tree.node(document.root).span.range();
        if text[span.start..].starts_with('{') {
            return edit(text, root, list, &format!("[{flow}]"), PLAIN);
        }
        let first = tree
            .entries(document.root)
            .and_then(|entries| entries.first())
            .map_or(span.start, |(key, _)| tree.node(*key).span.start as usize);
        let indent = column(text, first);
        let item = block_item(entry, &format!("{indent}  "), newline(text));
        return Ok(below(text, span.end, &format!("{indent}{list}:{}{item}", newline(text))));
    };
    let span = tree.node(value).span.range();
    match &tree.node(value).kind {
        Kind::Sequence(items) if !text[span.start..].starts_with('[') && !items.is_empty() => {
            let dash = text[..tree.node(items[items.len() - 1]).span.start as usize].rfind('-').unwrap_or(span.start);
            Ok(below(text, span.end, &block_item(entry, &column(text, dash), newline(text))))
        }
        Kind::Sequence(items) => {
            let last = items.last().map_or(span.start + 1, |item| tree.node(*item).span.end as usize);
            Ok(at(last, if items.is_empty() { flow } else { format!(", {flow}") }))
        }
        Kind::Scalar { .. } => edit(text, root, list, &format!("[{flow}]"), PLAIN),
        _ => Err(Problem::new("shared", tree.node(value).span, format!("`{list}` is no list that is written here"))),
    }
}

/// Paths of top keys, which need nothing to be known.
const PLAIN: Paths<'static> = Paths { names: &[], ids: &[], beside: ("", &[]), starts: None };

/// The spaces before a byte of its line.
fn column(text: &str, at: usize) -> String {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    " ".repeat(text[line..at].trim_start_matches('\u{feff}').chars().count())
}

/// A map as an element of a block list.
fn block_item(entry: &[String], indent: &str, newline: &str) -> String {
    let line = |(number, line): (usize, &String)| format!("{indent}{} {line}", if number == 0 { "-" } else { " " });
    entry.iter().enumerate().map(line).collect::<Vec<_>>().join(newline)
}

/// Lines that come below what ends at a byte.
fn below(text: &str, end: usize, lines: &str) -> Edit {
    let after = line_end(text, end);
    let newline = newline(text);
    if text[..after].ends_with('\n') { at(after, format!("{lines}{newline}")) } else { at(after, format!("{newline}{lines}")) }
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
