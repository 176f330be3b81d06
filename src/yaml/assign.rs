//! Values that are set on top of a spec by their path, as one more layer.

use std::borrow::Cow;

use super::{Budget, Kind, NodeId, Problem, Tree, nearest, parse_file};
use crate::source::{FileId, Span};

/// What a path may mean in one format.
#[derive(Clone, Copy, Debug)]
pub struct Paths<'r> {
    /// Keys by whose value an element of a list may be named instead of by its number.
    pub names: &'r [&'r str],
    /// Maps whose keys are ids, `*` standing for any id: an id that is not there is a slip, unless all of its entry is set.
    pub ids: &'r [&'r [&'r str]],
    /// Keys that may stand beside the one of a single value, once that is written with keys.
    pub beside: (&'r str, &'r [&'r str]),
    /// The map whose entries start from others outside.
    pub starts: Option<Starts<'r>>,
}

/// A map whose entries start from others, outside of the file.
#[derive(Clone, Copy, Debug)]
pub struct Starts<'r> {
    /// Its key.
    pub map: &'r str,
    /// The key of an entry that says from which.
    pub from: &'r str,
    /// Whether there is one with this name outside.
    pub known: fn(&str) -> bool,
}

/// A key or number of a path, and where it stands.
pub(super) struct Segment<'p> {
    pub(super) text: &'p str,
    pub(super) span: Span,
}

/// Sets the value that `text` assigns, in the map at `root`. The text is a path, a sign of equality and a value in YAML; the path
/// ends before byte `end`. What is set stands in the file with this number, whose text it is.
pub fn assign(tree: &mut Tree<'_>, root: NodeId, text: &str, end: usize, file: FileId, paths: Paths<'_>) -> Result<(), Problem> {
    let segments = segments(&text[..end], file)?;
    let value = value(tree, text, end, file)?;
    let root = tree.resolve(root);
    let whole = Span::new(0, text.len()).of(file);
    let changed = Assignment { segments: &segments, value, paths, whole }.put(tree, Some(root), 0)?;
    let kind = tree.node(changed).kind.clone();
    tree.set(root, kind);
    Ok(())
}

/// `parts.tray.layers[1].thickness` or `parts.tray.layers.1.thickness` in its segments.
pub(super) fn segments(path: &str, file: FileId) -> Result<Vec<Segment<'_>>, Problem> {
    let at = |start: usize, end: usize| Span::new(start, end).of(file);
    let wrong = |span: Span| {
        Problem::new("wrong-path", span, "this is no path such as `parts.tray.draft` or `parts.lid.layers[0].thickness`")
    };
    let mut segments = Vec::new();
    let mut begin = 0;
    for piece in path.split('.') {
        let mut start = begin;
        for (number, text) in piece.split('[').enumerate() {
            let bare = if number == 0 { Some(text) } else { text.strip_suffix(']') };
            let span = at(start, start + text.len());
            match bare.filter(|bare| !bare.is_empty() && !bare.contains([']', ' ', '\t', '\n'])) {
                Some(bare) => segments.push(Segment { text: bare, span: at(start, start + bare.len()) }),
                None => return Err(wrong(span)),
            }
            start += text.len() + 1;
        }
        begin += piece.len() + 1;
    }
    if segments.len() > Budget::SPEC.depth { Err(wrong(at(0, path.len()))) } else { Ok(segments) }
}

/// The value behind the path, taken into the tree.
fn value(tree: &mut Tree<'_>, text: &str, end: usize, file: FileId) -> Result<NodeId, Problem> {
    let span = Span::new((end + 1).min(text.len()), text.len()).of(file);
    // Spaces in the place of the path, so that the places in the value are those in the text.
    let padded = format!("{}{}", " ".repeat(end + 1), text.get(end + 1..).unwrap_or_default());
    let parsed = parse_file(&padded, file, &Budget::SPEC);
    match (parsed.problems.into_iter().next(), parsed.documents.first()) {
        (Some(problem), _) => Err(problem),
        (None, Some(document)) if tree.len() + parsed.tree.len() <= Budget::SPEC.nodes => {
            Ok(tree.append(&parsed.tree) + document.root)
        }
        (None, Some(_)) => Err(Problem::new("too-large", span, "too many values")),
        (None, None) => Err(Problem::new("missing-value", span, "there is no value behind the path")),
    }
}

struct Assignment<'a> {
    segments: &'a [Segment<'a>],
    value: NodeId,
    paths: Paths<'a>,
    whole: Span,
}

impl Assignment<'_> {
    /// The node with the value set below it. What is on the way is copied, since other places may use it as well.
    fn put(&self, tree: &mut Tree<'_>, node: Option<NodeId>, depth: usize) -> Result<NodeId, Problem> {
        let Some(segment) = self.segments.get(depth) else { return Ok(self.value) };
        let Some(node) = node else { return self.make(tree, segment, depth) };
        let node = tree.resolve(node);
        let span = tree.node(node).span;
        match tree.node(node).kind.clone() {
            Kind::Mapping(entries) => self.map(tree, span, entries, segment, depth),
            Kind::Sequence(mut items) => {
                let index = element(tree, &items, segment, self.paths, &self.path(depth))?;
                items[index] = self.put(tree, Some(items[index]), depth + 1)?;
                Ok(tree.push(span, Kind::Sequence(items)))
            }
            Kind::Scalar { .. } if self.paths.beside.1.contains(&segment.text) => {
                let (long, value) = (key(tree, self.paths.beside.0, segment.span), self.put(tree, None, depth + 1)?);
                let key = key(tree, segment.text, segment.span);
                Ok(tree.push(span, Kind::Mapping(vec![(long, node), (key, value)])))
            }
            Kind::Scalar { .. } | Kind::Alias(_) => {
                let message = format!("`{}` is a single value, which holds no `{}`", self.path(depth), segment.text);
                Err(Problem::new("wrong-path", segment.span, message))
            }
        }
    }

    fn map(
        &self,
        tree: &mut Tree<'_>,
        span: Span,
        mut entries: Vec<(NodeId, NodeId)>,
        segment: &Segment<'_>,
        depth: usize,
    ) -> Result<NodeId, Problem> {
        if let Some(index) = entries.iter().position(|(key, _)| tree.text(*key) == Some(segment.text)) {
            let below = Some(entries[index].1);
            entries[index].1 = self.put(tree, below, depth + 1)?;
        } else {
            if depth + 1 < self.segments.len() && self.is_id(depth) && !self.is_outside(depth) {
                let near = nearest(segment.text, entries.iter().filter_map(|(key, _)| tree.text(*key)));
                return Err(missing(segment, &self.path(depth), near));
            }
            let key = key(tree, segment.text, segment.span);
            let value = self.fresh(tree, depth)?;
            entries.push((key, value));
        }
        Ok(tree.push(span, Kind::Mapping(entries)))
    }

    /// A map that is not there yet, with the value in it.
    fn make(&self, tree: &mut Tree<'_>, segment: &Segment<'_>, depth: usize) -> Result<NodeId, Problem> {
        if segment.text.bytes().all(|byte| byte.is_ascii_digit()) {
            let message = format!("there is no list `{}` of which this could be an element", self.path(depth));
            return Err(Problem::new("wrong-path", segment.span, message));
        }
        if depth + 1 < self.segments.len() && self.is_id(depth) && !self.is_outside(depth) {
            return Err(missing(segment, &self.path(depth), None));
        }
        let key = key(tree, segment.text, segment.span);
        let value = self.fresh(tree, depth)?;
        Ok(tree.push(self.whole, Kind::Mapping(vec![(key, value)])))
    }

    /// What is set behind a key that is not there yet. An entry that goes by the name of something outside starts from it.
    fn fresh(&self, tree: &mut Tree<'_>, depth: usize) -> Result<NodeId, Problem> {
        let node = self.put(tree, None, depth + 1)?;
        let (Some(Starts { from, .. }), Kind::Mapping(mut entries)) = (self.paths.starts, tree.node(node).kind.clone()) else {
            return Ok(node);
        };
        if depth + 1 == self.segments.len() || !self.is_outside(depth) {
            return Ok(node);
        }
        let segment = &self.segments[depth];
        let pair = (key(tree, from, segment.span), key(tree, segment.text, segment.span));
        entries.insert(0, pair);
        Ok(tree.push(self.whole, Kind::Mapping(entries)))
    }

    /// Whether the keys of the map at this depth are ids.
    fn is_id(&self, depth: usize) -> bool {
        let fits = |pattern: &&[&str]| {
            pattern.len() == depth
                && pattern.iter().zip(self.segments).all(|(part, segment)| *part == "*" || *part == segment.text)
        };
        self.paths.ids.iter().any(fits)
    }

    /// Whether the key at this depth is that of something outside from which an entry of the map may start.
    fn is_outside(&self, depth: usize) -> bool {
        let known = |starts: Starts<'_>| self.segments[0].text == starts.map && (starts.known)(self.segments[depth].text);
        depth == 1 && self.paths.starts.is_some_and(known)
    }

    fn path(&self, depth: usize) -> String {
        self.segments[..depth].iter().map(|segment| segment.text).collect::<Vec<_>>().join(".")
    }
}

/// The element of a list at a path that a segment names by its number, from 0, or by the name it has.
pub(super) fn element(
    tree: &Tree<'_>,
    items: &[NodeId],
    segment: &Segment<'_>,
    paths: Paths<'_>,
    path: &str,
) -> Result<usize, Problem> {
    if let Ok(number) = segment.text.parse::<usize>() {
        let message = format!("`{path}` has {} elements, counted from 0", items.len());
        return if number < items.len() { Ok(number) } else { Err(Problem::new("wrong-path", segment.span, message)) };
    }
    let name = |item: &NodeId| paths.names.iter().find_map(|key| tree.text(tree.get(*item, key)?.1));
    let found = items.iter().position(|item| name(item) == Some(segment.text));
    found.ok_or_else(|| missing(segment, path, nearest(segment.text, items.iter().filter_map(name))))
}

fn key(tree: &mut Tree<'_>, text: &str, span: Span) -> NodeId {
    tree.push(span, Kind::Scalar { text: Cow::Owned(text.to_owned()), plain: false })
}

fn missing(segment: &Segment<'_>, path: &str, near: Option<&str>) -> Problem {
    let problem = Problem::new("dangling-reference", segment.span, format!("there is no `{}` in `{path}`", segment.text));
    match near {
        Some(near) => problem.with_help(format!("did you mean `{near}`?")),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Document, parse};

    const PATHS: Paths<'static> = Paths {
        names: &["step"],
        ids: &[&["parts"], &["parts", "*", "dimensions"], &["materials"]],
        beside: ("nominal", &["min"]),
        starts: Some(Starts { map: "materials", from: "like", known: |id| id == "nbr" }),
    };

    /// The document after an assignment, or what is wrong with it and where.
    fn set(spec: &str, path: &str, value: &str) -> Result<String, (String, String)> {
        let parsed = parse(spec, &Budget::SPEC);
        let Document { root } = parsed.documents[0];
        let mut tree = parsed.tree.clone();
        let text = format!("{path}={value}");
        match assign(&mut tree, root, &text, path.len(), 1, PATHS) {
            Ok(()) => Ok(shown(&tree, root)),
            Err(problem) => {
                assert_eq!(problem.span.file, 1, "{problem:?}");
                Err((text[problem.span.range()].to_owned(), problem.message))
            }
        }
    }

    fn shown(tree: &Tree<'_>, id: NodeId) -> String {
        match &tree.node(tree.resolve(id)).kind {
            Kind::Scalar { text, .. } => text.to_string(),
            Kind::Sequence(items) => {
                format!("[{}]", items.iter().map(|item| shown(tree, *item)).collect::<Vec<_>>().join(" "))
            }
            Kind::Mapping(entries) => {
                let entry = |(key, value): &(NodeId, NodeId)| format!("{}={}", shown(tree, *key), shown(tree, *value));
                format!("({})", entries.iter().map(entry).collect::<Vec<_>>().join(" "))
            }
            Kind::Alias(_) => "alias".to_owned(),
        }
    }

    #[test]
    fn values_are_set_where_their_path_says() {
        for (spec, path, value, expected) in [
            ("{}", "a", "1", "(a=1)"),
            ("{ a: 1 }", "a", "2 mm", "(a=2 mm)"),
            ("{ a: 1 }", "b.c.d", "[x, y]", "(a=1 b=(c=(d=[x y])))"),
            ("{ wall: 2 mm }", "wall.min", "1 mm", "(wall=(nominal=2 mm min=1 mm))"),
            ("{}", "materials.nbr.hardness", "70", "(materials=(nbr=(like=nbr hardness=70)))"),
            ("{ materials: { tpu: 1 } }", "materials.nbr.a", "7", "(materials=(tpu=1 nbr=(like=nbr a=7)))"),
            ("{ materials: { nbr: { b: 1 } } }", "materials.nbr.a", "7", "(materials=(nbr=(b=1 a=7)))"),
            ("{ parts: { tray: { draft: 1 deg } } }", "parts.tray.draft", "1.5 deg", "(parts=(tray=(draft=1.5 deg)))"),
            ("{ parts: { a: {} } }", "parts.b", "{ wall: 2 mm }", "(parts=(a=() b=(wall=2 mm)))"),
            ("{ l: [{ t: 1 }, { t: 2 }] }", "l[1].t", "3", "(l=[(t=1) (t=3)])"),
            ("{ l: [{ t: 1 }, { t: 2 }] }", "l.0", "x", "(l=[x (t=2)])"),
            (
                "{ assembly: [{ step: a }, { step: form }] }",
                "assembly.form.time",
                "9 s",
                "(assembly=[(step=a) (step=form time=9 s)])",
            ),
            // What is shared by an anchor changes at one place only.
            ("{ x: &x { k: { v: 1 } }, y: *x }", "y.k.v", "2", "(x=(k=(v=1)) y=(k=(v=2)))"),
        ] {
            assert_eq!(set(spec, path, value).as_deref(), Ok(expected), "{path}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_path_is_said_at_its_place() {
        let spec = "{ parts: { tray: { draft: 1 deg, layers: [{ t: 1 }] } } }";
        for (path, value, place, message) in [
            ("", "1", "", "this is no path"),
            ("parts..draft", "1", "", "this is no path"),
            ("parts.tray.layers[0", "1", "0", "this is no path"),
            ("parts.tray.layers[]", "1", "]", "this is no path"),
            ("parts.trai.draft", "1", "trai", "there is no `trai` in `parts`"),
            ("parts.tray.dimensions.w.nominal", "1", "w", "there is no `w` in `parts.tray.dimensions`"),
            ("parts.tray.draft.x", "1", "x", "`parts.tray.draft` is a single value"),
            ("parts.tray.layers[1].t", "1", "1", "`parts.tray.layers` has 1 elements"),
            ("parts.tray.layers.x", "1", "x", "there is no `x` in `parts.tray.layers`"),
            ("parts.tray.finish[0]", "1", "0", "there is no list `parts.tray.finish`"),
            ("parts.tray.draft", "[1", "", "not valid YAML"),
            ("parts.tray.draft", "", "", "there is no value"),
        ] {
            let (found, said) = set(spec, path, value).expect_err(path);
            assert!(said.contains(message), "{path}: {said}");
            assert!(found.contains(place) && (found.len() <= place.len() || place.is_empty()), "{path}: at `{found}`");
        }
        let deep = vec!["a"; 40].join(".");
        assert!(set(spec, &deep, "1").is_err());
    }
}
