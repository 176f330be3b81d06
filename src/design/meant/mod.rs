//! What a spec that does not load was meant to be: a list where a map is wanted, a text where a map is, a key that stands somewhere
//! else. Each is noted with what to write and put right in the tree, so that whatever else is wrong with the spec is said in the
//! same round. A spec with such a problem is never judged.

mod keys;
mod said;
mod shape;

use std::borrow::Cow;

use self::said::{Said, Value as Meant, elements, id_of, joint, pieces, said};
use self::shape::Shape;
use super::places::{SCHEMA, target};
use super::trade::names_itself;
use crate::knowledge::{Table, library};
use crate::source::Span;
use crate::yaml::{Kind, MAX_PROBLEMS, NodeId, Problem, Tree};

/// Values that are looked at; no spec of a person has as many.
const MOST_VALUES: usize = 20_000;

/// Most entries that an advice writes out.
const MOST_SHOWN: usize = 6;

/// Puts right what is certain, below the top of a spec whose text this is.
pub(super) fn settle(tree: &mut Tree<'_>, root: NodeId, text: &str, problems: &mut Vec<Problem>) {
    Settling { tree, root, text, problems, left: MOST_VALUES }.visit(root, &SCHEMA);
}

/// An id for an entry that has none, which no other has.
fn numbered(shape: &Shape, made: &[Entry], tree: &Tree<'_>) -> String {
    let taken = |id: &String| made.iter().any(|(key, _)| tree.text(*key) == Some(id));
    let ids = (made.len() + 1..).map(|number| format!("{}-{number}", shape.of.to_lowercase()));
    ids.into_iter().find(|id| !taken(id)).unwrap_or_default()
}

/// A spec that is put right.
struct Settling<'a, 's> {
    tree: &'a mut Tree<'s>,
    root: NodeId,
    text: &'a str,
    problems: &'a mut Vec<Problem>,
    left: usize,
}

type Entry = (NodeId, NodeId);

/// Words for nothing at all, of which only `none` is one of the format: what they stand for is said where they are read.
const NOTHING: [&str; 10] = ["~", "null", "none", "no", "nil", "nothing", "n/a", "na", "false", "-"];

impl Settling<'_, '_> {
    /// Looks at a value of which the schema says what it may be. A value that several places share is looked at where it stands.
    fn visit(&mut self, id: NodeId, schema: &'static serde_json::Value) {
        let Some(left) = self.left.checked_sub(1).filter(|_| self.problems.len() < MAX_PROBLEMS) else { return };
        self.left = left;
        let shape = Shape::of(schema);
        match self.tree.node(id).kind.clone() {
            Kind::Scalar { text, .. } => self.scalar(id, &text, &shape),
            Kind::Sequence(elements) => self.list(id, &elements, &shape),
            Kind::Mapping(entries) => self.map(id, entries, &shape),
            Kind::Alias(_) => {}
        }
    }

    fn list(&mut self, id: NodeId, elements: &[NodeId], shape: &Shape) {
        if let Some(items) = shape.items {
            for element in elements {
                self.visit(*element, items);
            }
        } else if let (true, Some(entry)) = (shape.wants_map(), shape.entries) {
            self.list_for_entries(id, elements, entry);
        } else if shape.wants_map() {
            self.list_for_fields(id, elements, shape);
        }
    }

    fn map(&mut self, id: NodeId, entries: Vec<Entry>, shape: &Shape) {
        if let Some(inner) = shape.wants_list() {
            self.map_for_list(id, &entries, &inner);
        } else if shape.items.is_some() {
            // What is wrong with it is said where it is read.
        } else if shape.fields.is_some() && !shape.of.is_empty() {
            self.fields(id, entries, shape);
        } else if let Some(entry) = shape.entries {
            for (key, value) in entries {
                self.empty(key, value, entry);
                self.visit(value, entry);
            }
        }
    }

    /// A text where a map or a list of maps is wanted.
    fn scalar(&mut self, id: NodeId, text: &str, shape: &Shape) {
        let inner = shape.wants_list();
        if text.is_empty() || NOTHING.contains(&text.to_lowercase().as_str()) || !(shape.wants_map() || inner.is_some()) {
            return;
        }
        let span = self.tree.node(id).span;
        if let Some(inner) = inner {
            let all = elements(inner.of, &inner.names(), text);
            let written: Vec<String> = all.iter().map(Said::written).collect();
            // Of what is not placed as a whole the rest would be lost.
            let empty = all.iter().any(|said| said.entries.is_empty() || !said.left.is_empty());
            let keys: Vec<String> = inner.names().iter().map(|name| format!("`{name}`")).collect();
            let help = if empty {
                format!("write each as a map with some of the keys {}", keys.join(", "))
            } else {
                format!("write `[{}]`", written.join(", "))
            };
            self.wrong(span, "a list", &format!("`{text}`"), help);
            let elements = all.iter().map(|said| self.written(span, said)).collect();
            self.tree.set(id, Kind::Sequence(elements));
        } else if let Some(entry) = shape.entries {
            let (shape, parts) = (Shape::of(entry), self.parts());
            let named: Vec<(String, Said)> = pieces(text).into_iter().map(|piece| Self::named(piece, &shape, &parts)).collect();
            let written: Vec<String> = named.iter().map(|(id, told)| format!("{id}: {}", told.written())).collect();
            let help = format!("write each with its id, such as `{{ {} }}`", written.join(", "));
            self.wrong(span, "a map", &format!("`{text}`"), help);
            let entries = named.iter().map(|(id, told)| (self.word(span, id), self.written(span, told))).collect();
            self.tree.set(id, Kind::Mapping(entries));
        } else {
            let told = said(shape.of, &shape.names(), text);
            if told.entries.is_empty() {
                // Which keys there are is said where it is read.
                return;
            }
            self.wrong(span, "a map", &format!("`{text}`"), told.help());
            let map = self.written(span, &told);
            self.tree.set(id, self.tree.node(map).kind.clone());
        }
    }

    /// A list where a map with ids is wanted.
    fn list_for_entries(&mut self, id: NodeId, elements: &[NodeId], entry: &'static serde_json::Value) {
        let shape = Shape::of(entry);
        let parts = self.parts();
        let (mut made, mut shown): (Vec<Entry>, Vec<String>) = (Vec::new(), Vec::new());
        for element in elements {
            let span = self.tree.node(*element).span;
            match self.tree.node(*element).kind.clone() {
                Kind::Scalar { text, .. } => {
                    let (name, told) = Self::named(&text, &shape, &parts);
                    shown.push(format!("{name}: {}", told.written()));
                    made.push((self.word(span, &name), self.written(span, &told)));
                }
                Kind::Mapping(mut entries) => {
                    let named = entries.iter().position(|(key, _)| self.is_name(*key, &shape));
                    if let Some(at) = named.filter(|at| !matches!(self.tree.text(entries[*at].1), None | Some("" | "~"))) {
                        let (_, name) = entries.remove(at);
                        let id = id_of(self.tree.text(name).unwrap_or_default());
                        shown.push(format!("{id}: {{ … }}"));
                        let key = self.word(self.tree.node(name).span, &id);
                        self.tree.set(*element, Kind::Mapping(entries));
                        made.push((key, *element));
                    } else if let [(key, value)] = entries[..]
                        && !self.is_field(key, &shape)
                    {
                        shown.push(format!("{}: {{ … }}", self.tree.text(key).unwrap_or_default()));
                        made.push((key, value));
                    } else {
                        // It has no name, so it gets one, and what is wrong in it is said all the same.
                        let id = numbered(&shape, &made, self.tree);
                        shown.push(format!("{id}: {{ … }}"));
                        made.push((self.word(span, &id), *element));
                    }
                }
                _ => {}
            }
        }
        if shown.is_empty() {
            shown.push("ID: { … }".to_owned());
        }
        let more = if shown.len() > MOST_SHOWN { ", …" } else { "" };
        shown.truncate(MOST_SHOWN);
        let help = format!("write each behind its id, without `- `: `{{ {}{more} }}`", shown.join(", "));
        self.wrong(self.tree.node(id).span, "a map", "a list", help);
        self.tree.set(id, Kind::Mapping(made.clone()));
        for (key, value) in made {
            self.empty(key, value, entry);
            self.visit(value, entry);
        }
    }

    /// Whether a key is one of an entry, or is meant as one, and no id.
    fn is_field(&self, key: NodeId, shape: &Shape) -> bool {
        let known = |name: &str| shape.fields.is_some_and(|fields| fields.contains_key(name)) || target(shape.of, name).is_some();
        self.tree.text(key).is_some_and(known)
    }

    /// What a text in a list of entries with ids is called, and what it says.
    fn named(text: &str, shape: &Shape, parts: &[String]) -> (String, Said) {
        if shape.of == "Joint" {
            let method = library().search(Table::Method, text).first().map(|index| library().entry(Table::Method, *index).id);
            return joint(text, parts, method);
        }
        (id_of(text), Said::default())
    }

    /// Whether a key gives a name where the entry has none.
    fn is_name(&self, key: NodeId, shape: &Shape) -> bool {
        let known = |name: &str| shape.fields.is_some_and(|fields| fields.contains_key(name));
        self.tree.text(key).is_some_and(|key| (matches!(key, "id" | "name") || key.eq_ignore_ascii_case(shape.of)) && !known(key))
    }

    /// A list of single keys, or of what a text says of some, where a map is wanted.
    fn list_for_fields(&mut self, id: NodeId, elements: &[NodeId], shape: &Shape) {
        let mut entries: Vec<Entry> = Vec::new();
        for element in elements {
            let span = self.tree.node(*element).span;
            match self.tree.node(*element).kind.clone() {
                Kind::Mapping(own) => entries.extend(own),
                Kind::Scalar { text, .. } => {
                    let map = self.written(span, &said(shape.of, &shape.names(), &text));
                    entries.extend(self.tree.entries(map).into_iter().flatten());
                }
                _ => {}
            }
        }
        if entries.is_empty() {
            return;
        }
        let first = self.tree.text(entries[0].0).unwrap_or_default().to_owned();
        self.wrong(self.tree.node(id).span, "a map", "a list", format!("write its keys without `- `: `{first}: …`"));
        self.fields(id, entries, shape);
    }

    /// A map where a list of maps is wanted: one of them without its dash, or each behind its name.
    fn map_for_list(&mut self, id: NodeId, entries: &[Entry], inner: &Shape) {
        let span = self.tree.node(id).span;
        let known = |key: &str| inner.fields.is_some_and(|fields| fields.contains_key(key));
        let named = names_itself(inner.of).filter(|_| !entries.iter().any(|(key, _)| self.tree.text(*key).is_some_and(known)));
        let Some((name, is_id)) = named else {
            let first = entries.first().and_then(|(key, _)| self.tree.text(*key)).unwrap_or_default();
            let help = format!("write a dash and a space before its first key: `- {first}: …`");
            self.wrong(span, "a list", "a map", help);
            let element = self.tree.push(span, Kind::Mapping(entries.to_vec()));
            self.tree.set(id, Kind::Sequence(vec![element]));
            self.fields(element, entries.to_vec(), inner);
            return;
        };
        let called: Vec<String> = entries.iter().map(|(key, _)| self.tree.text(*key).unwrap_or_default().to_owned()).collect();
        let called: Vec<String> = called.iter().map(|name| if is_id { id_of(name) } else { name.clone() }).collect();
        let shown: Vec<String> = called.iter().take(MOST_SHOWN).map(|of| format!("{{ {name}: {of}, … }}")).collect();
        self.wrong(span, "a list", "a map", format!("write `[{}]`", shown.join(", ")));
        let mut elements = Vec::new();
        for ((key, value), called) in entries.iter().zip(called) {
            let at = self.tree.node(*key).span;
            let mut own = vec![(self.word(at, name), self.word(at, &called))];
            own.extend(self.tree.entries(*value).into_iter().flatten());
            elements.push(self.tree.push(at, Kind::Mapping(own.clone())));
            self.fields(elements[elements.len() - 1], own, inner);
        }
        self.tree.set(id, Kind::Sequence(elements));
    }

    /// The ids of the parts, whatever shape they are written in.
    fn parts(&self) -> Vec<String> {
        let Some((_, parts)) = self.tree.get(self.root, "parts") else { return Vec::new() };
        let keys = self.tree.entries(parts).into_iter().flatten().filter_map(|(key, _)| self.tree.text(*key));
        keys.map(str::to_owned).collect()
    }

    fn wrong(&mut self, span: Span, expected: &str, found: &str, help: String) {
        let problem = Problem::new("wrong-type", span, format!("expected {expected}, found {found}"));
        self.problems.push(problem.with_help(help));
    }

    fn word(&mut self, span: Span, text: &str) -> NodeId {
        self.tree.push(span, Kind::Scalar { text: Cow::Owned(text.to_owned()), plain: true })
    }

    /// A map in the tree of what was said.
    fn written(&mut self, span: Span, told: &Said) -> NodeId {
        let mut entries = Vec::new();
        for (key, value) in &told.entries {
            let value = match value {
                Meant::Text(text) => self.word(span, text),
                Meant::List(all) => {
                    let all = all.iter().map(|text| self.word(span, text)).collect();
                    self.tree.push(span, Kind::Sequence(all))
                }
            };
            entries.push((self.word(span, key), value));
        }
        self.tree.push(span, Kind::Mapping(entries))
    }
}
