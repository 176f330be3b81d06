//! Our own serde deserializer over the tree: problems are collected where they occur and reading goes on.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use serde::de::value::{BorrowedStrDeserializer, U128Deserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::field::{BARE, ENTRIES, FIELD, NONE, OR_NONE, TEXT_OR, pack};
use super::keys::{Given, Trade, bare, certain, meant_as_list, rejoin, unknown};
use super::read_error::{ReadError, no_map, some_of, unknown_word, wrong};
use super::word::Word;
use super::{Budget, Kind, NodeId, Problem, Span, Tree, fold};

/// Reading one file: its tree, and the problems found so far.
pub struct Session<'t> {
    tree: &'t Tree<'t>,
    budget: Budget,
    visits: Cell<usize>,
    problems: RefCell<Vec<Problem>>,
    trade: Trade,
    orders: RefCell<HashMap<NodeId, &'static [&'static str]>>,
}

impl<'t> Session<'t> {
    /// A session over a tree.
    pub fn new(tree: &'t Tree<'t>, budget: Budget) -> Self {
        Self {
            tree,
            budget,
            visits: Cell::new(0),
            problems: RefCell::new(Vec::new()),
            trade: Trade::NONE,
            orders: RefCell::default(),
        }
    }

    /// The same, knowing what people mean who know the trade better than the format.
    #[must_use]
    pub fn with_trade(self, trade: Trade) -> Self {
        Self { trade, ..self }
    }

    /// Reads a value; `None` if the top itself is broken. Problems are kept for [`Session::into_problems`].
    pub fn read<T: de::Deserialize<'t>>(&self, root: NodeId) -> Option<T> {
        let reader = Reader { session: self, id: root, at: None, key: self.tree.node(root).span };
        let span = reader.span();
        T::deserialize(reader).map_err(|error| self.note(error.at(span))).ok()
    }

    /// The keys that each map that was read may have, in the order of the format.
    #[must_use]
    pub fn into_orders(self) -> HashMap<NodeId, &'static [&'static str]> {
        self.orders.into_inner()
    }

    /// Notes a problem.
    pub fn note(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// All problems, in the order of the file.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}

/// One node to read. `at` is the alias through which it is reached: what is said of it points there.
#[derive(Clone, Copy)]
struct Reader<'s, 't> {
    session: &'s Session<'t>,
    id: NodeId,
    at: Option<Span>,
    key: Span,
}

impl<'s, 't> Reader<'s, 't> {
    fn span(&self) -> Span {
        self.at.unwrap_or_else(|| self.session.tree.node(self.id).span)
    }

    fn child(&self, id: NodeId) -> Self {
        let span = self.at.unwrap_or_else(|| self.session.tree.node(id).span);
        Reader { session: self.session, id, at: self.at, key: span }
    }

    /// Follows aliases and counts the visit.
    fn enter(mut self) -> Result<(Self, &'t Kind<'t>), ReadError> {
        let visits = self.session.visits.get() + 1;
        self.session.visits.set(visits);
        if visits > self.session.budget.visits {
            let message = "aliases expand to too many values".to_owned();
            return Err(ReadError { code: "too-large", message, help: None });
        }
        while let Kind::Alias(target) = &self.session.tree.node(self.id).kind {
            self.at = Some(self.span());
            self.id = *target;
        }
        Ok((self, &self.session.tree.node(self.id).kind))
    }

    fn text(self) -> Result<&'t str, ReadError> {
        match self.enter()?.1 {
            Kind::Scalar { text, .. } => Ok(text),
            Kind::Sequence(_) => Err(wrong("text", "a list")),
            _ => Err(wrong("text", "a map")),
        }
    }

    fn is_null(&self) -> bool {
        let resolved = self.session.tree.resolve(self.id);
        matches!(&self.session.tree.node(resolved).kind, Kind::Scalar { text, plain: true } if matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Whether an alias stands here inside what it names, which is a problem of the tree: nothing is written there, and yet it has
    /// a length.
    fn is_cyclic(&self) -> bool {
        let node = self.session.tree.node(self.id);
        matches!(&node.kind, Kind::Scalar { text, plain: true } if text.is_empty() && node.span.end > node.span.start)
    }

    /// Whether the word for what there is not stands here.
    fn is_none(&self) -> bool {
        self.session.tree.text(self.id) == Some(NONE)
    }

    /// Reads a part; if it is broken the problem is noted and there is no value.
    fn part<S: DeserializeSeed<'t>>(self, seed: S) -> Option<S::Value> {
        let span = self.span();
        if self.is_cyclic() {
            // Said once, and yet what it stands in is no design.
            self.session.note(Problem::cycle(self.session.tree.node(self.id).span));
            return None;
        }
        if self.is_null() {
            self.session.note(
                Problem::new("missing-value", self.key, "this key has no value")
                    .with_help("give it a value or leave the key out"),
            );
            return None;
        }
        match seed.deserialize(self) {
            Ok(value) => Some(value),
            Err(error) => {
                self.session.note(error.at(span));
                None
            }
        }
    }

    /// The entries of a map whose keys have names, with what a comma has cut off noted and left out.
    fn joined(&self, entries: &[(NodeId, NodeId)], fields: &[&str]) -> Vec<(NodeId, NodeId)> {
        let tree = self.session.tree;
        let given = |(key, value): &(NodeId, NodeId)| Given {
            key: tree.text(*key).unwrap_or_default(),
            at: tree.node(*key).span,
            text: tree.text(*value),
            value: tree.node(*value).span,
        };
        let (keep, problems) = rejoin(&entries.iter().map(given).collect::<Vec<_>>(), fields);
        for problem in problems {
            self.session.note(problem);
        }
        entries.iter().zip(keep).filter(|(_, keep)| *keep).map(|(entry, _)| *entry).collect()
    }

    /// The entries whose keys are fields. What is not one is noted; where it is certain which field it means, its value is read as
    /// that of the field, so that all that is wrong with it is said at once.
    fn known(&self, of: &str, fields: &[&'static str], mut entries: Entries<'s, 't>) -> Entries<'s, 't> {
        let mut given: Vec<&str> = entries.iter().map(|(_, name, _)| *name).collect();
        entries.retain_mut(|(key, name, value)| {
            if fields.contains(name) {
                return true;
            }
            let place = (self.session.trade.places)(of, name);
            let problem = unknown(name, key.span(), fields, place, value.is_null());
            let field = certain(&problem, fields).filter(|field| !given.contains(field));
            self.session.note(problem);
            let Some(field) = field else { return false };
            given.push(field);
            *name = field;
            true
        });
        entries
    }

    /// The entries of a map with repeated keys noted and left out.
    fn unique(&self, entries: &[(NodeId, NodeId)]) -> Entries<'s, 't> {
        let mut seen: Entries<'s, 't> = Vec::with_capacity(entries.len());
        let mut names = HashMap::with_capacity(if entries.len() > 16 { entries.len() } else { 0 });
        for (key, value) in entries {
            let key = self.child(*key);
            let Ok(name) = key.text() else {
                self.session.note(Problem::new("wrong-type", key.span(), "a key must be text"));
                continue;
            };
            let earlier = if entries.len() > 16 {
                names.insert(name, key.span())
            } else {
                seen.iter().find(|(_, other, _)| *other == name).map(|(other, _, _)| other.span())
            };
            if let Some(first) = earlier {
                self.session.note(
                    Problem::new("duplicate-key", key.span(), format!("`{name}` is given twice"))
                        .with_related(first, "first given here"),
                );
                continue;
            }
            let mut value = self.child(*value);
            value.key = key.span();
            seen.push((key, name, value));
        }
        seen
    }
}

impl<'t> Deserializer<'t> for Reader<'_, 't> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let (here, kind) = self.enter()?;
        match kind {
            Kind::Sequence(items) => visitor.visit_seq(List { parent: here, items: items.iter() }),
            Kind::Mapping(_) => here.deserialize_map(visitor),
            _ => visitor.visit_borrowed_str(here.text()?),
        }
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let text = self.text()?;
        match text.to_ascii_lowercase().as_str() {
            "true" | "yes" => visitor.visit_bool(true),
            "false" | "no" => visitor.visit_bool(false),
            _ => Err(wrong("true or false", &format!("`{text}`"))),
        }
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let (here, kind) = self.enter()?;
        match kind {
            Kind::Sequence(items) => {
                let before = here.session.problems.borrow().len();
                let read = visitor.visit_seq(List { parent: here, items: items.iter() });
                bare(&mut here.session.problems.borrow_mut(), before, here.span());
                read
            }
            Kind::Mapping(_) => Err(wrong("a list", "a map")),
            _ if here.is_none() => visitor.visit_seq(List { parent: here, items: [].iter() }),
            Kind::Scalar { text, plain } => match meant_as_list(text).filter(|_| *plain) {
                Some(list) => Err(wrong("a list", &format!("`{text}`")).with_help(format!("write `{list}`"))),
                None => visitor.visit_seq(Single { only: Some(here) }),
            },
            Kind::Alias(_) => Err(wrong("a list", "an alias")),
        }
    }

    /// A map whose keys are ids: visited as a list of entries.
    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let (here, kind) = self.enter()?;
        match kind {
            Kind::Mapping(entries) => visitor.visit_seq(EntryList { entries: here.unique(entries).into_iter() }),
            Kind::Sequence(_) => Err(wrong("a map", "a list")),
            _ if here.is_none() => visitor.visit_seq(EntryList { entries: Vec::new().into_iter() }),
            _ => {
                Err(wrong("a map", &format!("`{}`", here.text()?))
                    .with_help("write `none` if there is none, or leave the key out"))
            }
        }
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        of: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match of {
            FIELD => return visitor.visit_seq(FieldParts { reader: self, bare: self.session.tree.is_bare(self.id), step: 0 }),
            TEXT_OR => {
                return match self.enter()?.1 {
                    Kind::Mapping(_) => visitor.visit_newtype_struct(self),
                    _ => visitor.visit_some(self),
                };
            }
            OR_NONE => return if self.is_none() { visitor.visit_unit() } else { visitor.visit_newtype_struct(self) },
            _ => {}
        }
        let (here, kind) = self.enter()?;
        let entries = match kind {
            Kind::Mapping(entries) => {
                here.session.orders.borrow_mut().insert(here.id, fields);
                here.unique(&here.joined(entries, fields))
            }
            Kind::Sequence(_) => return Err(wrong(&format!("a map with keys such as {}", some_of(fields)), "a list")),
            _ => {
                let text = here.text()?;
                return Err(no_map(text, fields, (here.session.trade.takes)(of, fields, text)));
            }
        };
        visitor.visit_map(Known { entries: here.known(of, fields, entries).into_iter(), value: None })
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        of: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let text = self.text()?;
        // Case, spaces and hyphens tell no two words apart.
        match variants.iter().copied().find(|word| *word == text || fold(word) == fold(text)) {
            Some(word) => visitor.visit_enum(Word(word)),
            None => Err(unknown_word(text, variants, (self.session.trade.words)(of))),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(self, _name: &'static str, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_some(self)
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'t>>
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// Elements of a list. Broken ones are noted and left out.
struct List<'s, 't> {
    parent: Reader<'s, 't>,
    items: std::slice::Iter<'t, NodeId>,
}

impl<'t> SeqAccess<'t> for List<'_, 't> {
    type Error = ReadError;
    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, ReadError> {
        // serde hands over one seed a call, so a broken element ends the list unless the element type is a `Field`,
        // which is never broken. All lists of the spec are lists of fields.
        match self.items.next() {
            Some(id) => seed.deserialize(self.parent.child(*id)).map(Some),
            None => Ok(None),
        }
    }
    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// One value in the place of a list.
struct Single<'s, 't> {
    only: Option<Reader<'s, 't>>,
}

impl<'t> SeqAccess<'t> for Single<'_, 't> {
    type Error = ReadError;
    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, ReadError> {
        self.only.take().map(|reader| seed.deserialize(reader)).transpose()
    }
    fn size_hint(&self) -> Option<usize> {
        Some(usize::from(self.only.is_some()))
    }
}

/// Entries of a map: the key as it is written, the name that it is read by, and the value.
type Entries<'s, 't> = Vec<(Reader<'s, 't>, &'t str, Reader<'s, 't>)>;

type Unique<'s, 't> = std::vec::IntoIter<(Reader<'s, 't>, &'t str, Reader<'s, 't>)>;

/// Entries of a map with ids as keys.
struct EntryList<'s, 't> {
    entries: Unique<'s, 't>,
}

impl<'t> SeqAccess<'t> for EntryList<'_, 't> {
    type Error = ReadError;
    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, ReadError> {
        match self.entries.next() {
            Some((key, _, value)) => seed.deserialize(EntryReader { key, value }).map(Some),
            None => Ok(None),
        }
    }
    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// One entry of a map with ids as keys.
struct EntryReader<'s, 't> {
    key: Reader<'s, 't>,
    value: Reader<'s, 't>,
}

impl<'t> Deserializer<'t> for EntryReader<'_, 't> {
    type Error = ReadError;
    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_seq(EntryParts { entry: self, step: 0 })
    }
    fn deserialize_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        debug_assert_eq!(name, ENTRIES, "maps with ids are read as lists of entries");
        self.deserialize_any(visitor)
    }
    serde::forward_to_deserialize_any! {
        <V: Visitor<'t>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct EntryParts<'s, 't> {
    entry: EntryReader<'s, 't>,
    step: u8,
}

impl<'t> SeqAccess<'t> for EntryParts<'_, 't> {
    type Error = ReadError;
    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, ReadError> {
        self.step += 1;
        match self.step {
            1 => seed.deserialize(number(pack(self.entry.key.span()))).map(Some),
            2 => seed.deserialize(BorrowedStrDeserializer::new(self.entry.key.text()?)).map(Some),
            3 => seed.deserialize(number(pack(self.entry.value.span()))).map(Some),
            4 => Ok(self.entry.value.part(seed)),
            _ => Ok(None),
        }
    }
}

struct FieldParts<'s, 't> {
    reader: Reader<'s, 't>,
    bare: bool,
    step: u8,
}

impl<'t> SeqAccess<'t> for FieldParts<'_, 't> {
    type Error = ReadError;
    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, ReadError> {
        self.step += 1;
        match self.step {
            1 => seed.deserialize(number(pack(self.reader.key) | if self.bare { BARE } else { 0 })).map(Some),
            2 => seed.deserialize(number(pack(self.reader.span()))).map(Some),
            3 => Ok(self.reader.part(seed)),
            _ => Ok(None),
        }
    }
}

fn number(packed: u128) -> U128Deserializer<ReadError> {
    packed.into_deserializer()
}

/// The known keys of a struct.
struct Known<'s, 't> {
    entries: Unique<'s, 't>,
    value: Option<Reader<'s, 't>>,
}

impl<'t> MapAccess<'t> for Known<'_, 't> {
    type Error = ReadError;
    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, ReadError> {
        match self.entries.next() {
            Some((_, name, value)) => {
                self.value = Some(value);
                seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
            }
            None => Ok(None),
        }
    }
    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, ReadError> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => Err(wrong("a value", "nothing")),
        }
    }
}
