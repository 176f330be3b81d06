//! The spanned tree and its builder over parser events. The only file that knows the parser.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};

use super::Problem;
use super::repair::advice;
use crate::source::{FileId, Span};

/// Index of a node in its tree.
pub type NodeId = u32;

/// A node's content.
#[derive(Clone, Debug)]
pub enum Kind<'s> {
    /// Text; `plain` if it was written without quotes.
    Scalar {
        /// The text after escapes.
        text: Cow<'s, str>,
        /// Written without quotes, so that `null` and `~` mean nothing.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<NodeId>),
    /// Keys and values in the order of the file.
    Mapping(Vec<(NodeId, NodeId)>),
    /// Another node, used here: what is said of it points here.
    Alias(NodeId),
}

/// A node and where it stands.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'s>,
}

/// All nodes of a file.
#[derive(Clone, Debug, Default)]
pub struct Tree<'s> {
    nodes: Vec<Node<'s>>,
    /// Where texts stand that are longer than any word or sentence is.
    long: Vec<Span>,
}

/// One YAML document of a file.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// Its top node.
    pub root: NodeId,
}

/// What reading a file yields.
#[derive(Debug)]
pub struct Parsed<'s> {
    /// The nodes of all documents.
    pub tree: Tree<'s>,
    /// The documents that could be read to their end.
    pub documents: Vec<Document>,
    /// Syntax errors and exceeded budgets.
    pub problems: Vec<Problem>,
}

/// How much a file may ask for.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Bytes of a file.
    pub bytes: usize,
    /// Bytes of one text: every line of a report holds some of them whole.
    pub text: usize,
    /// Nesting of lists and maps.
    pub depth: usize,
    /// Nodes of a file, those brought in by merge keys included.
    pub nodes: usize,
    /// Nodes visited while reading the tree, aliases expanded.
    pub visits: usize,
    /// Entries of maps looked at by merge keys, and again by laying maps over each other.
    pub merges: usize,
}

impl Budget {
    /// Far above any real spec (which has some hundred lines), far below what hurts.
    pub const SPEC: Self = Self { bytes: 4 << 20, text: 10_000, depth: 32, nodes: 200_000, visits: 400_000, merges: 400_000 };
}

impl<'s> Tree<'s> {
    /// The node with this index.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node<'s> {
        &self.nodes[id as usize]
    }

    /// Adds a node.
    pub fn push(&mut self, span: Span, kind: Kind<'s>) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).unwrap_or(NodeId::MAX);
        if let Kind::Scalar { text, .. } = &kind
            && text.len() > Budget::SPEC.text
        {
            self.long.push(span);
        }
        self.nodes.push(Node { span, kind });
        id
    }

    /// Where texts stand that are longer than a budget.
    #[must_use]
    pub fn long(&self) -> &[Span] {
        &self.long
    }

    /// Replaces what a node holds.
    pub fn set(&mut self, id: NodeId, kind: Kind<'s>) {
        self.nodes[id as usize].kind = kind;
    }

    /// Replaces what a node holds and where it stands.
    pub fn replace(&mut self, id: NodeId, span: Span, kind: Kind<'s>) {
        self.nodes[id as usize] = Node { span, kind };
    }

    /// The node behind any aliases. Anchors precede their aliases, so this ends.
    #[must_use]
    pub fn resolve(&self, mut id: NodeId) -> NodeId {
        while let Kind::Alias(target) = self.node(id).kind {
            id = target;
        }
        id
    }

    /// The text of a scalar.
    #[must_use]
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(self.resolve(id)).kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a map.
    #[must_use]
    pub fn entries(&self, id: NodeId) -> Option<&[(NodeId, NodeId)]> {
        match &self.node(self.resolve(id)).kind {
            Kind::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The elements of a list.
    #[must_use]
    pub fn elements(&self, id: NodeId) -> Option<&[NodeId]> {
        match &self.node(self.resolve(id)).kind {
            Kind::Sequence(elements) => Some(elements),
            _ => None,
        }
    }

    /// The key and value nodes of an entry of a map.
    #[must_use]
    pub fn get(&self, id: NodeId, key: &str) -> Option<(NodeId, NodeId)> {
        self.entries(id)?.iter().copied().find(|(k, _)| self.text(*k) == Some(key))
    }

    /// Whether a list or a map, or what is in it, holds not a single value. What stands elsewhere is taken to hold one.
    #[must_use]
    pub fn is_bare(&self, id: NodeId) -> bool {
        match &self.node(id).kind {
            Kind::Scalar { .. } | Kind::Alias(_) => false,
            Kind::Sequence(elements) => elements.iter().all(|element| self.is_bare(*element)),
            Kind::Mapping(entries) => entries.iter().all(|(_, value)| self.is_bare(*value)),
        }
    }

    /// Number of nodes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

/// A collection that is still open.
struct Open {
    id: NodeId,
    /// Where its items begin among those of all that is open.
    first: usize,
    mapping: bool,
    anchor: usize,
}

struct Builder<'s> {
    tree: Tree<'s>,
    open: Vec<Open>,
    /// Items of all that is open.
    items: Vec<NodeId>,
    anchors: HashMap<usize, NodeId>,
    root: Option<NodeId>,
    documents: Vec<Document>,
    problems: Vec<Problem>,
    file: FileId,
    source: &'s str,
    budget: Budget,
    /// Entries looked at by merge keys.
    merged: usize,
}

/// Reads the text that was asked for into a tree. Syntax errors cost the document they stand in; the documents after it are
/// still read.
#[must_use]
pub fn parse<'s>(source: &'s str, budget: &Budget) -> Parsed<'s> {
    parse_file(source, 0, budget)
}

/// Reads the text of a file with this number.
#[must_use]
pub fn parse_file<'s>(source: &'s str, file: FileId, budget: &Budget) -> Parsed<'s> {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: budget.depth,
        block_nesting_limit: budget.depth,
    };
    let mut builder = Builder {
        tree: Tree { nodes: Vec::with_capacity(source.len() / 8), long: Vec::new() },
        open: Vec::new(),
        items: Vec::new(),
        anchors: HashMap::new(),
        root: None,
        documents: Vec::new(),
        problems: Vec::new(),
        file,
        source,
        budget: *budget,
        merged: 0,
    };
    let mut parser = Parser::new_from_str_with_options(source, options);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::StreamEnd, _)) => break,
            Ok((event, span)) => {
                let bytes = span.byte_range().unwrap_or(0..0);
                let span = Span::new(bytes.start, bytes.end).of(file);
                builder.take(event, span);
                if builder.tree.len() > budget.nodes {
                    let message = format!("more than {} values in one file", budget.nodes);
                    builder.problems.push(Problem::new("too-large", span, message));
                    break;
                }
            }
            Err(error) => {
                builder.problems.push(syntax_problem(&error, source, file));
                builder.abandon();
                if !matches!(parser.proceed_next_document(), Ok(true)) {
                    break;
                }
            }
        }
    }
    Parsed { tree: builder.tree, documents: builder.documents, problems: builder.problems }
}

impl<'s> Builder<'s> {
    fn take(&mut self, event: Event<'s>, span: Span) {
        match event {
            Event::DocumentStart(..) => self.abandon(),
            Event::DocumentEnd => self.documents.extend(self.root.take().map(|root| Document { root })),
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let id = self.tree.push(span, Kind::Scalar { text, plain });
                self.add(id, anchor);
            }
            Event::SequenceStart(_, anchor, _) => self.begin(span, anchor, false),
            Event::MappingStart(_, anchor, _) => self.begin(span, anchor, true),
            Event::SequenceEnd | Event::MappingEnd => self.finish(span),
            Event::Alias(anchor) => {
                let kind = if let Some(target) = self.anchors.get(&anchor) {
                    Kind::Alias(*target)
                } else {
                    self.problems.push(Problem::cycle(span));
                    Kind::Scalar { text: Cow::Borrowed(""), plain: true }
                };
                let id = self.tree.push(span, kind);
                self.add(id, 0);
            }
            _ => {}
        }
    }

    fn abandon(&mut self) {
        self.open.clear();
        self.items.clear();
        self.anchors.clear();
        self.root = None;
    }

    fn begin(&mut self, span: Span, anchor: usize, mapping: bool) {
        let id = self.tree.push(span, Kind::Sequence(Vec::new()));
        self.open.push(Open { id, first: self.items.len(), mapping, anchor });
    }

    fn finish(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let items = self.items.split_off(open.first);
        let start = self.tree.node(open.id).span.start as usize;
        let last = items.last().map_or(start, |id| self.tree.node(*id).span.end as usize);
        // Block collections end where the parser sees the next token; their last value is the honest end.
        let end = if span.end > span.start { span.end as usize } else { last };
        self.tree.nodes[open.id as usize].span = Span::new(start, end.max(last)).of(self.file);
        let kind = if open.mapping { self.mapping(&items) } else { Kind::Sequence(items) };
        self.tree.set(open.id, kind);
        // The anchor is known only after the end, so that nothing can hold itself.
        self.add(open.id, open.anchor);
    }

    /// The value of a key without a colon, as `sweat` in `{ exposure: uv, sweat }`, stands right behind it.
    fn bare(&mut self, key: NodeId, value: NodeId) {
        let (end, Span { start, end: last, .. }) = (self.tree.node(key).span.end as usize, self.tree.node(value).span);
        let between = self.source.get(end..start as usize).filter(|_| start == last);
        if between.is_some_and(|between| !between.contains(':')) {
            self.tree.nodes[value as usize].span = Span::new(end, end).of(self.file);
        }
    }

    /// Pairs up keys and values, and brings in merge keys: keys of the map itself win, then earlier merges.
    fn mapping(&mut self, items: &[NodeId]) -> Kind<'s> {
        let mut entries: Vec<(NodeId, NodeId)> = items.as_chunks::<2>().0.iter().map(|[key, value]| (*key, *value)).collect();
        for (key, value) in &entries {
            self.bare(*key, *value);
        }
        let is_merge =
            |tree: &Tree<'_>, key: NodeId| matches!(&tree.node(key).kind, Kind::Scalar { text, plain: true } if text == "<<");
        if !entries.iter().any(|(key, _)| is_merge(&self.tree, *key)) {
            return Kind::Mapping(entries);
        }
        let merges: Vec<NodeId> = entries.iter().filter(|(key, _)| is_merge(&self.tree, *key)).map(|(_, value)| *value).collect();
        entries.retain(|(key, _)| !is_merge(&self.tree, *key));
        let parts: Vec<NodeId> = merges
            .into_iter()
            .flat_map(|merge| match &self.tree.node(self.tree.resolve(merge)).kind {
                Kind::Sequence(parts) => parts.clone(),
                _ => vec![merge],
            })
            .collect();
        for (span, key, value) in self.brought(&entries, &parts) {
            let key = self.tree.push(span, Kind::Alias(key));
            let value = self.tree.push(span, Kind::Alias(value));
            entries.push((key, value));
        }
        Kind::Mapping(entries)
    }

    /// What maps bring into a map that does not have it, each with the place that brought it.
    fn brought(&mut self, entries: &[(NodeId, NodeId)], parts: &[NodeId]) -> Vec<(Span, NodeId, NodeId)> {
        let tree = &self.tree;
        let mut names: HashSet<Option<&str>> = entries.iter().map(|(key, _)| tree.text(*key)).collect();
        let mut brought = Vec::new();
        for part in parts {
            let span = tree.node(*part).span;
            let Some(below) = tree.entries(*part) else {
                self.problems.push(Problem::new("wrong-type", span, "a merge key takes a map or a list of maps"));
                continue;
            };
            if self.merged > self.budget.merges {
                break;
            }
            self.merged += below.len();
            if self.merged > self.budget.merges {
                let message = format!("merge keys look at more than {} entries", self.budget.merges);
                self.problems.push(Problem::new("too-large", span, message));
                break;
            }
            // Resolved at once, because aliases of aliases would be followed again at each use.
            let new = below.iter().filter(|(key, _)| names.insert(tree.text(*key)));
            brought.extend(new.map(|(key, value)| (span, tree.resolve(*key), tree.resolve(*value))));
        }
        brought
    }

    fn add(&mut self, id: NodeId, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        if self.open.is_empty() {
            self.root = Some(id);
        } else {
            self.items.push(id);
        }
    }
}

/// A syntax error in the words of someone who writes specs.
fn syntax_problem(error: &ScanError, source: &str, file: FileId) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(source.len()).min(source.len());
    let end = source[at..].chars().next().map_or(at, |next| at + next.len_utf8());
    let span = Span::new(at, end).of(file);
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => Problem::new("too-large", span, "lists and maps are nested too deeply"),
        ErrorKind::UnknownAnchor => Problem::new("dangling-reference", span, "this alias has no anchor before it"),
        ErrorKind::TabInIndentation | ErrorKind::TabInBlockIndentation | ErrorKind::TabNotAllowed => {
            Problem::new("syntax", span, "a tab cannot indent YAML").with_help("use spaces")
        }
        kind => {
            let problem = Problem::new("syntax", span, format!("not valid YAML: {kind}"));
            Problem { help: advice(source, at), ..problem }
        }
    }
}
