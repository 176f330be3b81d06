//! Keys of a map that nothing there is called, and keys without a value: where they stand and what they hold.

use serde_json::Value as Node;

use super::said::{id_of, said};
use super::shape::Shape;
use super::{Entry, Settling};
use crate::design::places::target;
use crate::design::trade::{TEXTURE, is_texture, names_itself};
use crate::quantity::parse_measure;
use crate::source::{Span, crossed, fold};
use crate::yaml::{Kind, NodeId, Problem, certain, scalar, unknown};

impl Settling<'_, '_> {
    /// A map whose keys have names.
    pub(super) fn fields(&mut self, id: NodeId, entries: Vec<Entry>, shape: &Shape) {
        let entries = self.spaced(entries, shape);
        let entries = self.joined(&entries, shape);
        let entries = self.named_by_its_key(entries, shape);
        let (mut kept, mut moved): (Vec<Entry>, Vec<(String, Entry)>) = (Vec::new(), Vec::new());
        let mut again: Vec<(&'static str, NodeId)> = Vec::new();
        let mut given: Vec<String> = entries.iter().filter_map(|(key, _)| self.tree.text(*key).map(str::to_owned)).collect();
        for (key, value) in entries {
            let name = self.tree.text(key).unwrap_or_default().to_owned();
            if shape.fields.is_some_and(|fields| fields.contains_key(&name)) || self.is_bare(key, value) {
                kept.push((key, value));
                continue;
            }
            match self.place(&name, key, value, shape) {
                Place::Here => kept.push((key, value)),
                Place::Field(field) if given.iter().any(|other| other == field) => again.push((field, value)),
                Place::Field(field) => {
                    given.push(field.to_owned());
                    kept.push((self.word(self.tree.node(key).span, field), value));
                }
                Place::Below(field, inner) => {
                    let span = self.tree.node(key).span;
                    let below = vec![(self.word(span, inner), value)];
                    let below = self.tree.push(self.tree.node(value).span, Kind::Mapping(below));
                    if !given.iter().any(|other| other == field) {
                        kept.push((self.word(span, field), below));
                    }
                }
                Place::Moved(path) => moved.push((path, (key, value))),
                Place::Nowhere => {}
            }
        }
        for (field, value) in again {
            self.merge(field, value, &kept);
        }
        self.tree.set(id, Kind::Mapping(kept));
        for (path, (key, value)) in moved {
            self.attach(&path, key, value);
        }
        let entries = self.tree.entries(id).map(<[_]>::to_vec).unwrap_or_default();
        for (key, value) in entries {
            let name = self.tree.text(key).unwrap_or_default().to_owned();
            if let Some(schema) = shape.fields.and_then(|fields| fields.get(&name)) {
                self.sides(&name, value, shape);
                self.decimals(&name, value);
                self.empty(key, value, schema);
                self.visit(value, schema);
            }
        }
    }

    /// Adds the keys of a map that is written twice, under its name and under another, to those of the first.
    fn merge(&mut self, field: &str, value: NodeId, kept: &[Entry]) {
        let Some((_, first)) = kept.iter().find(|(key, _)| self.tree.text(*key) == Some(field)) else { return };
        let first = self.tree.resolve(*first);
        let both = self.tree.entries(first).map(<[_]>::to_vec).zip(self.tree.entries(value).map(<[_]>::to_vec));
        let Some((mut entries, more)) = both else { return };
        let names: Vec<String> = entries.iter().filter_map(|(key, _)| self.tree.text(*key).map(str::to_owned)).collect();
        entries.extend(
            more.into_iter().filter(|(key, _)| !self.tree.text(*key).is_some_and(|key| names.iter().any(|known| known == key))),
        );
        self.tree.set(first, Kind::Mapping(entries));
    }

    /// Keys that hold their value behind a colon without a space: `material:abs`.
    fn spaced(&mut self, mut entries: Vec<Entry>, shape: &Shape) -> Vec<Entry> {
        for (key, value) in &mut entries {
            let name = self.tree.text(*key).unwrap_or_default().to_owned();
            let parts = name.split_once(':').filter(|(field, text)| !text.is_empty() && shape.names().contains(field));
            let (Some((field, text)), true) = (parts, self.is_empty(*value)) else { continue };
            let span = self.tree.node(*key).span;
            let problem = Problem::new("unknown-key", span, format!("unknown key `{name}`"));
            self.problems.push(problem.with_help(format!("write a space behind the colon: `{field}: {}`", text.trim())));
            (*key, *value) = (self.word(span, field), self.word(span, text.trim()));
        }
        entries
    }

    /// Where an unknown key belongs; what is wrong with it is noted if that is known.
    fn place(&mut self, name: &str, key: NodeId, value: NodeId, shape: &Shape) -> Place {
        let span = self.tree.node(key).span;
        let names = shape.names();
        if name.starts_with("x-") {
            return Place::Here;
        }
        if let Some((field, inner)) = below(name, shape).filter(|_| !self.text_of(value).is_empty()) {
            let text = self.text_of(value);
            let problem = Problem::new("unknown-key", span, format!("unknown key `{name}`"));
            self.problems.push(problem.with_help(format!("write `{field}: {{ {inner}: {text} }}`")));
            return Place::Below(field, inner);
        }
        let Some(found) = target(shape.of, name) else { return self.near(name, key, value, shape) };
        let texture = shape.of == "Part" && found.to.is_empty() && is_texture(&self.text_of(value));
        let help = if texture { TEXTURE.to_owned() } else { self.with_value(&found.help, value) };
        self.problems.push(Problem::new("unknown-key", span, format!("unknown key `{name}`")).with_help(help));
        match found.to {
            to if to.contains('.') => Place::Moved(to),
            to => names.into_iter().find(|field| *field == to).map_or(Place::Nowhere, Place::Field),
        }
    }

    /// A key that is nearly one of the map, whose value cannot be one of that field.
    fn near(&mut self, name: &str, key: NodeId, value: NodeId, shape: &Shape) -> Place {
        let names = shape.names();
        let problem = unknown(name, self.tree.node(key).span, &names, None, false);
        let Some(schema) = certain(&problem, &names).and_then(|field| shape.fields?.get(field)) else { return Place::Here };
        let meant = Shape::of(schema);
        let is_text = self.tree.text(value).is_some();
        if is_text && (meant.wants_map() || meant.wants_list().is_some()) {
            self.problems.push(problem);
            return Place::Nowhere;
        }
        Place::Here
    }

    /// The advice with the value of the key in the place of its mark, as far as it is a text.
    fn with_value(&self, help: &str, value: NodeId) -> String {
        let text = self.text_of(value);
        let text = if text.is_empty() { "…" } else { &text };
        let sides = crossed(text).filter(|list| list.matches(',').count() == 2);
        help.replace("{size}", sides.as_deref().unwrap_or("[length, width, height]")).replace("{}", text)
    }

    /// A list item that has its name as a key: `- mold back: { time: 35 s }`.
    fn named_by_its_key(&mut self, entries: Vec<Entry>, shape: &Shape) -> Vec<Entry> {
        let Some((field, is_id)) = names_itself(shape.of) else { return entries };
        let known = |name: &str| shape.fields.is_some_and(|fields| fields.contains_key(name)) || target(shape.of, name).is_some();
        let strange: Vec<usize> = (0..entries.len()).filter(|at| !self.tree.text(entries[*at].0).is_some_and(known)).collect();
        let named = entries.iter().any(|(key, _)| self.tree.text(*key).is_some_and(|key| key == field || key == "name"));
        let [at] = strange[..] else { return entries };
        let (key, value) = entries[at];
        let name = self.tree.text(key).unwrap_or_default().to_owned();
        let inner = self.tree.entries(value).map(<[_]>::to_vec);
        let text = self.text_of(value);
        if named || inner.is_none() && !text.is_empty() && (entries.len() > 1 || !name.contains(' ')) {
            return entries;
        }
        let called = if is_id { id_of(&name) } else { name.clone() };
        let span = self.tree.node(key).span;
        let mut own = vec![(self.word(span, field), self.word(span, &called))];
        if !text.is_empty() {
            let names: Vec<&'static str> = shape.names().into_iter().filter(|other| *other != field).collect();
            let told = said(shape.of, &names, &text);
            let map = self.written(span, &told);
            own.extend(self.tree.entries(map).into_iter().flatten());
        }
        own.extend(inner.into_iter().flatten());
        let mut rest = entries;
        rest.remove(at);
        own.extend(rest);
        let others: Vec<String> =
            own[1..].iter().filter_map(|(key, _)| self.tree.text(*key).map(|key| format!(", {key}: …"))).collect();
        let help = format!("write `{{ {field}: {}{} }}`", scalar(&called), others.concat());
        let problem = Problem::new("unknown-key", span, format!("unknown key `{name}`; its name is the value of `{field}`"));
        self.problems.push(problem.with_help(help));
        own
    }

    /// What a comma has cut off a value goes back to it.
    fn joined(&mut self, entries: &[Entry], shape: &Shape) -> Vec<Entry> {
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        let mut at = 0;
        while at < entries.len() {
            let (key, value) = entries[at];
            at += 1;
            kept.push((key, value));
            let name = self.tree.text(key).unwrap_or_default();
            let Some(schema) = shape.fields.and_then(|fields| fields.get(name)) else { continue };
            let text = self.text_of(value);
            let cut = |(key, value): &&Entry| {
                let known = |key: &str| shape.fields.is_some_and(|fields| fields.contains_key(key));
                self.is_bare(*key, *value) && !self.tree.text(*key).is_some_and(known)
            };
            let run = entries[at..].iter().take_while(cut).count();
            let number = text.ends_with(|c: char| c.is_ascii_digit());
            if run == 0 || text.is_empty() || number {
                continue;
            }
            let name = name.to_owned();
            let rest: Vec<NodeId> = entries[at..at + run].iter().map(|(key, _)| *key).collect();
            at += run;
            let whole: Vec<&str> =
                std::iter::once(text.as_str()).chain(rest.iter().filter_map(|key| self.tree.text(*key))).collect();
            let whole = whole.join(", ");
            let mut span = self.tree.node(value).span;
            span.end = rest.last().map_or(span.end, |key| self.tree.node(*key).span.end);
            if Shape::of(schema).items.is_some() {
                let message = format!("`{whole}` is cut at its comma, which ends a value here");
                let problem = Problem::new("wrong-type", span, message).with_help(format!("write `{name}: [{whole}]`"));
                self.problems.push(problem);
                let first = self.word(self.tree.node(value).span, &text);
                let list = self.tree.push(span, Kind::Sequence(std::iter::once(first).chain(rest).collect()));
                *kept.last_mut().unwrap_or(&mut (key, value)) = (key, list);
            } else {
                let message = format!("`{whole}` is cut at its comma, which ends a value here");
                let help = format!("put the text in quotes: `{name}: \"{whole}\"`");
                self.problems.push(Problem::new("wrong-type", span, message).with_help(help));
            }
        }
        kept
    }

    /// Whether a key stands without a colon, as a word that a comma has cut off.
    fn is_bare(&self, key: NodeId, value: NodeId) -> bool {
        let (at, end) = (self.tree.node(value).span, self.tree.node(key).span.end);
        self.is_empty(value) && at.start == at.end && at.start == end
    }

    /// Whether nothing stands in the place of a value.
    fn is_empty(&self, value: NodeId) -> bool {
        matches!(&self.tree.node(value).kind, Kind::Scalar { text, plain: true } if matches!(text.as_ref(), "" | "~"))
    }

    /// The text of a value; empty where nothing stands, and of a list or map.
    fn text_of(&self, value: NodeId) -> String {
        if self.is_empty(value) { String::new() } else { self.tree.text(value).unwrap_or_default().to_owned() }
    }

    /// A key without a value: a comment has swallowed it, or the key alone was to say yes.
    pub(super) fn empty(&mut self, key: NodeId, value: NodeId, schema: &'static Node) {
        if !self.is_empty(value) {
            return;
        }
        let (shape, span) = (Shape::of(schema), self.tree.node(key).span);
        let name = self.tree.text(key).unwrap_or_default().to_owned();
        if let Some((at, text)) = self.swallowed(key) {
            let meant = if shape.wants_map() { said(shape.of, &shape.names(), &text).written() } else { scalar(&text) };
            let message = "` #` begins a comment, so this key has no value";
            let problem = Problem::new("syntax", at, message).with_help(format!("put the text in quotes: `{name}: {meant}`"));
            self.problems.push(problem);
            let kind = if shape.wants_map() {
                let map = self.written(at, &said(shape.of, &shape.names(), &text));
                self.tree.node(map).kind.clone()
            } else {
                Kind::Scalar { text: text.into(), plain: false }
            };
            self.tree.replace(value, at, kind);
        } else if shape.flag && self.is_bare(key, value) {
            let problem = Problem::new("missing-value", span, "this key has no value");
            self.problems.push(problem.with_help(format!("write `{name}: yes`, or leave the key out")));
            self.tree.set(value, Kind::Scalar { text: "yes".into(), plain: true });
        }
    }

    /// The text behind a key that a comment has swallowed: no space stands behind its `#`.
    fn swallowed(&self, key: NodeId) -> Option<(Span, String)> {
        let span = self.tree.node(key).span;
        let start = span.range().end;
        let line = self.text.get(start..).filter(|_| span.file == 0)?.lines().next()?;
        let text = line.trim_start_matches(['"', '\'', ' ']).strip_prefix(':')?.trim();
        let is_text = text.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        let at = start + line.find('#')?;
        is_text.then(|| (Span::new(at, at + text.len()), text.to_owned()))
    }

    /// Two sides where a size has three.
    fn sides(&mut self, name: &str, value: NodeId, shape: &Shape) {
        let is_list = shape.fields.and_then(|fields| fields.get(name)).is_some_and(|node| Shape::of(node).items.is_some());
        let is_size = matches!(name, "size" | "cavity") && is_list;
        let two = self.tree.text(value).and_then(crossed).filter(|list| list.matches(',').count() == 1);
        let (true, Some(list)) = (is_size, two) else { return };
        let both = list.trim_matches(['[', ']']);
        let span = self.tree.node(value).span;
        let text = self.tree.text(value).unwrap_or_default().to_owned();
        let problem = Problem::new("wrong-type", span, format!("a size is length, width and height, found two in `{text}`"));
        let first = both.split(", ").next().unwrap_or_default();
        let help = format!("write all three, such as `[{both}, {first}]`, or leave the key out");
        self.problems.push(problem.with_help(help));
        // It is read as if it had three, so that nothing else is said of it.
        let all = [both.split(", ").collect::<Vec<_>>(), vec![first]].concat();
        let all = all.into_iter().map(|side| self.word(span, side)).collect();
        self.tree.set(value, Kind::Sequence(all));
    }

    /// Sides that a comma for a decimal sign has cut: `[150,5 mm, 73,2 mm, 9 mm]`.
    fn decimals(&mut self, name: &str, value: NodeId) {
        let Some(elements) =
            self.tree.elements(value).map(<[_]>::to_vec).filter(|all| matches!(name, "size" | "cavity") && all.len() > 3)
        else {
            return;
        };
        let texts: Vec<&str> = elements.iter().filter_map(|element| self.tree.text(*element)).collect();
        let Some(sides) = rejoined(&texts).filter(|_| texts.len() == elements.len()) else { return };
        let span = self.tree.node(value).span;
        let problem = Problem::new("wrong-type", span, format!("a size has three sides, found {}", elements.len()));
        let help = format!("the decimal sign is a point, and a comma ends a side: write `[{}]`", sides.join(", "));
        self.problems.push(problem.with_help(help));
        let all = sides.iter().map(|side| self.word(span, side)).collect();
        self.tree.set(value, Kind::Sequence(all));
    }

    /// Puts a value at a path of keys below the top, unless something stands there.
    fn attach(&mut self, path: &str, key: NodeId, value: NodeId) {
        let Some(schema) = Shape::at(path) else { return };
        let (span, mut at) = (self.tree.node(key).span, self.root);
        let segments: Vec<&str> = path.split('.').collect();
        for (depth, segment) in segments.iter().enumerate() {
            let last = depth + 1 == segments.len();
            let next = self.tree.get(at, segment).map(|(_, next)| next);
            match next {
                Some(next) if !last => at = next,
                Some(_) => return,
                None => {
                    let Some(mut entries) = self.tree.entries(at).map(<[_]>::to_vec) else { return };
                    let next = if last { value } else { self.tree.push(span, Kind::Mapping(Vec::new())) };
                    entries.push((self.word(span, segment), next));
                    self.tree.set(self.tree.resolve(at), Kind::Mapping(entries));
                    at = next;
                }
            }
        }
        self.empty(key, value, schema);
        self.visit(value, schema);
    }
}

/// Three sides of which some were cut at a comma, each with its unit; none if these are not that.
fn rejoined(texts: &[&str]) -> Option<Vec<String>> {
    let whole = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut sides: Vec<String> = Vec::new();
    let mut open = false;
    for text in texts {
        match sides.last_mut() {
            Some(last) if open && text.starts_with(|c: char| c.is_ascii_digit()) => {
                last.push('.');
                last.push_str(text);
                open = false;
            }
            _ => {
                open = whole(text);
                sides.push((*text).to_owned());
            }
        }
    }
    (sides.len() == 3 && sides.iter().all(|side| parse_measure(side).is_ok_and(|side| side.unit.is_some()))).then_some(sides)
}

/// Where a key belongs.
enum Place {
    /// It is left for who reads the map.
    Here,
    /// It is a field of the map.
    Field(&'static str),
    /// It is a field of a map that is a field of this one.
    Below(&'static str, &'static str),
    /// It stands at a path below the top.
    Moved(String),
    /// It is said where it belongs, and its value with it.
    Nowhere,
}

/// A key of two words that are a field and a field of it: `drop height`.
fn below(name: &str, shape: &Shape) -> Option<(&'static str, &'static str)> {
    let at = name.find([' ', '_', '-', '.'])?;
    let (first, rest) = (fold(&name[..at]), fold(&name[at + 1..]));
    let (field, schema) = shape.fields?.iter().find(|(field, _)| fold(field) == first)?;
    let inner = Shape::of(schema);
    let named = inner.fields.filter(|_| inner.wants_map())?.keys().find(|field| fold(field) == rest)?;
    Some((field.as_str(), named.as_str()))
}
