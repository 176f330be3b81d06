//! Waivers that stand elsewhere than in the list of a design: in a file for several designs, and in comments.
//!
//! They become entries of the list before anything is typed, each with its own place. What a check or a place is called is not
//! known here.

use std::path::{Path, PathBuf};

use super::reading::Reading;
use crate::source::{FileId, SourceFile, Span, glob};
use crate::yaml::{Budget, Kind, NodeId, Problem, Tree, parse_file};

/// The key of the designs that an entry is about.
const DESIGN: &str = "design";

/// The key of the list.
const WAIVERS: &str = "waivers";

/// How a waiver begins in a comment.
const MARK: &str = "# caseproof: allow ";

/// What a comment for this program begins with.
const TOOL: &str = "caseproof";

/// How a waiver is written in a comment.
const FORM: &str = "write `# caseproof: allow CHECK until 2027-01-31 -- reason (owner)`";

/// Adds waivers of comments and of files for several designs to the list of the document at `root`.
pub(super) fn gather(reading: &mut Reading<'_>, tree: &mut Tree<'_>, root: NodeId, problems: &mut Vec<Problem>) {
    let mut found = Vec::new();
    for (id, file) in reading.texts() {
        comments(tree, root, id, &file, &mut found, problems);
    }
    for central in reading.central() {
        match central {
            Ok((path, id)) => listed(reading, tree, &path, id, &mut found, problems),
            Err(problem) => problems.push(problem),
        }
    }
    if !found.is_empty() {
        add(tree, root, found);
    }
}

/// Puts entries behind those of the list, which is made if there is none.
fn add(tree: &mut Tree<'_>, root: NodeId, found: Vec<NodeId>) {
    let root = tree.resolve(root);
    let Some(mut entries) = tree.entries(root).map(<[_]>::to_vec) else { return };
    let place = entries.iter().position(|(key, _)| tree.text(*key) == Some(WAIVERS));
    let own = place.map(|place| tree.resolve(entries[place].1));
    let mut all = match own.map(|own| &tree.node(own).kind) {
        Some(Kind::Sequence(items)) => items.clone(),
        Some(Kind::Scalar { text, .. }) if text == "none" => Vec::new(),
        // What is no list is said to be none where it is read.
        Some(_) => return,
        None => Vec::new(),
    };
    let span = tree.node(own.unwrap_or(found[0])).span;
    all.extend(found);
    let list = tree.push(span, Kind::Sequence(all));
    match place {
        Some(place) => entries[place].1 = list,
        None => {
            let key = scalar(tree, WAIVERS, span);
            entries.push((key, list));
        }
    }
    tree.set(root, Kind::Mapping(entries));
}

/// The entries of a file for several designs that are about this one.
fn listed(
    reading: &Reading<'_>,
    tree: &mut Tree<'_>,
    path: &Path,
    id: FileId,
    found: &mut Vec<NodeId>,
    problems: &mut Vec<Problem>,
) {
    let file = reading.file(id);
    let parsed = parse_file(&file.text, id, &Budget::SPEC);
    let before = problems.len();
    problems.extend(parsed.problems.iter().cloned());
    let Some(document) = parsed.documents.first().filter(|_| problems.len() == before) else { return };
    let top = |key: &(NodeId, NodeId)| parsed.tree.text(key.0) != Some(WAIVERS);
    if let Some((key, _)) = parsed.tree.entries(document.root).unwrap_or_default().iter().find(|key| top(key)) {
        let name = parsed.tree.text(*key).unwrap_or_default();
        let problem = Problem::new("unknown-key", parsed.tree.node(*key).span, format!("unknown key `{name}`"));
        return problems.push(problem.with_help("a file with waivers has the key `waivers` alone"));
    }
    let Some((_, list)) = parsed.tree.get(document.root, WAIVERS) else {
        let span = Span::new(0, 0).of(id);
        return problems.push(Problem::new("wrong-type", span, "expected the key `waivers` with a list"));
    };
    let Kind::Sequence(items) = &parsed.tree.node(parsed.tree.resolve(list)).kind else {
        return problems.push(Problem::new("wrong-type", parsed.tree.node(list).span, "expected a list of waivers"));
    };
    if tree.len() + parsed.tree.len() > Budget::SPEC.nodes {
        return problems.push(Problem::new("too-large", Span::new(0, 0).of(id), "the file with waivers is too large"));
    }
    let design = reading.path();
    let below = path.parent().zip(design.as_deref()).and_then(|(folder, design)| design.strip_prefix(folder).ok());
    let offset = tree.append(&parsed.tree);
    for item in items {
        let named = parsed.tree.get(*item, DESIGN).and_then(|(_, value)| Some((parsed.tree.text(value)?, value)));
        let about = match named {
            Some((pattern, value)) => {
                glob(pattern).map(|set| below.is_some_and(|below| set.is_match(below))).map_err(|message| {
                    problems.push(Problem::new("impossible-value", parsed.tree.node(value).span, message));
                })
            }
            None => Ok(true),
        };
        if about == Ok(true) {
            found.push(offset + item);
            if named.is_none() {
                about_all(tree, offset + item);
            }
        }
    }
}

/// Says of a waiver that names no design that it is about all: none of them alone tells whether it is used.
fn about_all(tree: &mut Tree<'_>, item: NodeId) {
    let item = tree.resolve(item);
    let Some(mut entries) = tree.entries(item).map(<[_]>::to_vec) else { return };
    let Span { start, file, .. } = tree.node(item).span;
    let span = Span { start, end: start, file };
    entries.push((scalar(tree, DESIGN, span), scalar(tree, "**", span)));
    tree.set(item, Kind::Mapping(entries));
}

/// A waiver of a file for several designs whose pattern fits none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Its line, from 1.
    pub line: usize,
    /// Its pattern.
    pub design: String,
    /// The checks that it names.
    pub checks: Vec<String>,
    /// What it says under other keys; empty where it says nothing.
    pub at: String,
    /// Who answers for it.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// Its last day.
    pub until: String,
}

/// The entries of a file for several designs that fit none of these.
#[must_use]
pub fn stray_waivers(text: &str, designs: &[PathBuf]) -> Vec<Stray> {
    let parsed = parse_file(text, 0, &Budget::SPEC);
    let Some(document) = parsed.documents.first() else { return Vec::new() };
    let list = parsed.tree.get(document.root, WAIVERS).map(|(_, list)| parsed.tree.resolve(list));
    let Some(Kind::Sequence(items)) = list.map(|list| &parsed.tree.node(list).kind) else { return Vec::new() };
    let stray = |item: &NodeId| {
        let (_, value) = parsed.tree.get(*item, DESIGN)?;
        let pattern = parsed.tree.text(value)?;
        let fits = glob(pattern).map(|set| designs.iter().any(|design| set.is_match(design)));
        let line = text.get(..parsed.tree.node(value).span.start as usize)?.matches('\n').count() + 1;
        let said =
            |key: &str| parsed.tree.get(*item, key).and_then(|(_, value)| parsed.tree.text(value)).unwrap_or_default().to_owned();
        let several = parsed.tree.get(*item, "check").and_then(|(_, value)| parsed.tree.elements(value)).unwrap_or_default();
        let checks = several.iter().filter_map(|name| parsed.tree.text(*name)).map(str::to_owned);
        (fits == Ok(false)).then(|| Stray {
            line,
            design: pattern.to_owned(),
            checks: checks.chain(Some(said("check")).filter(|name| !name.is_empty())).collect(),
            at: said("at"),
            owner: said("owner"),
            reason: said("reason"),
            until: said("until"),
        })
    };
    items.iter().filter_map(stray).collect()
}

/// The waivers in the comments of a file, as far as the document at `root` has the lines that they are about.
fn comments(
    tree: &mut Tree<'_>,
    root: NodeId,
    id: FileId,
    file: &SourceFile,
    found: &mut Vec<NodeId>,
    problems: &mut Vec<Problem>,
) {
    let text = &file.text;
    let whole = tree.node(tree.resolve(root)).span;
    let marks = text.match_indices('#').map(|(at, _)| at).filter(|at| wants_to_be_one(&text[*at..]));
    for at in marks {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        // A `#` inside of a word or a text begins no comment.
        let begins = text[line..at].chars().next_back().is_none_or(char::is_whitespace);
        if !begins || is_text(tree, id, at) {
            continue;
        }
        let about = lines(text, (line, at), end);
        if id == whole.file && !within(text, whole, about, at) {
            continue;
        }
        let span = Span::new(at, at + text[at..end].trim_end().len()).of(id);
        match comment(tree, text, span, about) {
            Some(node) => found.push(node),
            None => problems.push(Problem::new("syntax", span, "this comment is no waiver").with_help(FORM)),
        }
    }
}

/// Words with which other tools begin what this one calls `allow`.
const VERBS: [&str; 7] = ["allow", "accept", "waive", "ignore", "disable", "skip", "noqa"];

/// Whether a comment is a waiver, or was meant as one.
fn wants_to_be_one(comment: &str) -> bool {
    let line = comment.lines().next().unwrap_or_default();
    let body = line.trim_start_matches('#').trim_start();
    let Some(rest) = body.get(..TOOL.len()).filter(|name| name.eq_ignore_ascii_case(TOOL)).map(|_| &body[TOOL.len()..]) else {
        return false;
    };
    let rest = rest.trim_start_matches([' ', '\t', ':', '-']);
    let verb: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    VERBS.contains(&verb.to_ascii_lowercase().as_str())
}

/// Whether a document has the lines that a comment is about. Below the last line of one, the comment is about nothing in it.
fn within(text: &str, whole: Span, about: (usize, usize), at: usize) -> bool {
    let (start, end) = (whole.start as usize, whole.end as usize);
    let last = || {
        let between = text.get(end..at).unwrap_or_default();
        about.0 == text.len() && !between.lines().any(|line| line.starts_with("---"))
    };
    start <= about.1 && (about.0 <= end || last())
}

/// Whether a place lies inside of a text of the tree.
fn is_text(tree: &Tree<'_>, file: FileId, at: usize) -> bool {
    let nodes = (0..tree.len()).filter_map(|id| NodeId::try_from(id).ok()).map(|id| tree.node(id));
    let mut texts = nodes.filter(|node| matches!(node.kind, Kind::Scalar { .. }) && node.span.file == file);
    texts.any(|node| node.span.range().contains(&at))
}

/// The bytes of the line that a comment is about: its own, or the next that is more than a comment.
fn lines(text: &str, (line, at): (usize, usize), end: usize) -> (usize, usize) {
    if !text[line..at].trim().is_empty() {
        return (line, end);
    }
    let mut start = end + 1;
    for next in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        if !next.trim().is_empty() && !next.trim_start().starts_with('#') {
            return (start, start + next.trim_end().len());
        }
        start += next.len();
    }
    (text.len(), text.len())
}

/// The entry that a comment stands for: `CHECKS until DAY -- reason (owner)`.
fn comment(tree: &mut Tree<'_>, text: &str, span: Span, about: (usize, usize)) -> Option<NodeId> {
    let (start, end) = (span.range().start + MARK.len(), span.range().end);
    let body = text.get(start..end).filter(|_| text[span.range()].starts_with(MARK))?;
    let (what, why) = body.split_once(" -- ")?;
    let (checks, until) = what.split_once(" until ")?;
    let (reason, owner) = why.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let place = |part: &str| {
        let at = part.trim().as_ptr() as usize - text.as_ptr() as usize;
        Span::new(at, at + part.trim().len()).of(span.file)
    };
    if [until, reason, owner].iter().any(|part| part.trim().is_empty()) {
        return None;
    }
    let names: Vec<NodeId> = checks.split(',').map(|name| scalar(tree, name.trim(), place(name))).collect();
    let names = tree.push(place(checks), Kind::Sequence(names));
    let mut entries = vec![(scalar(tree, "check", place(checks)), names)];
    for (key, value) in [("until", until), ("reason", reason), ("owner", owner)] {
        entries.push((scalar(tree, key, place(value)), scalar(tree, value.trim(), place(value))));
    }
    entries.push((scalar(tree, "$lines", span), scalar(tree, &format!("{}-{}", about.0, about.1 + 1), span)));
    Some(tree.push(span, Kind::Mapping(entries)))
}

fn scalar(tree: &mut Tree<'_>, text: &str, span: Span) -> NodeId {
    tree.push(span, Kind::Scalar { text: text.to_owned().into(), plain: false })
}
