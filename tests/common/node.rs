//! YAML as data that keeps the order of its keys.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Null,
    Bool(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Key(String),
    Item(usize),
}

impl Node {
    /// Reads YAML; nothing if it is none.
    pub fn read(text: &str) -> Option<Self> {
        serde_yaml::from_str(text).ok()
    }

    /// JSON, which is YAML in flow style, a line for each value.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("plain data")
    }

    /// YAML in block style.
    pub fn block(&self) -> String {
        let mut out = String::new();
        self.write_block(0, &mut out);
        out
    }

    fn write_block(&self, indent: usize, out: &mut String) {
        let pad = " ".repeat(indent);
        match self {
            Self::Map(entries) if !entries.is_empty() => {
                for (key, value) in entries {
                    out.push_str(&pad);
                    out.push_str(&quoted(key));
                    out.push(':');
                    value.write_value(indent, out);
                }
            }
            Self::List(items) if !items.is_empty() => {
                for item in items {
                    out.push_str(&pad);
                    out.push('-');
                    item.write_value(indent, out);
                }
            }
            leaf => {
                out.push_str(&pad);
                out.push_str(&serde_json::to_string(leaf).expect("plain data"));
                out.push('\n');
            }
        }
    }

    /// What stands behind a key or a dash.
    fn write_value(&self, indent: usize, out: &mut String) {
        let below = match self {
            Self::Map(entries) => !entries.is_empty(),
            Self::List(items) => !items.is_empty(),
            _ => false,
        };
        if below {
            out.push('\n');
            self.write_block(indent + 2, out);
        } else {
            out.push(' ');
            self.write_block(0, out);
        }
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(known, _)| known == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether nothing stands below it.
    pub const fn is_leaf(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Map(_))
    }

    /// The text, if it is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value at a path.
    pub fn at_mut(&mut self, path: &[Step]) -> Option<&mut Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        match (first, self) {
            (Step::Key(key), Self::Map(entries)) => {
                entries.iter_mut().find(|(known, _)| known == key).and_then(|(_, value)| value.at_mut(rest))
            }
            (Step::Item(index), Self::List(items)) => items.get_mut(*index).and_then(|item| item.at_mut(rest)),
            _ => None,
        }
    }

    /// The value at a path.
    pub fn at(&self, path: &[Step]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        match (first, self) {
            (Step::Key(key), Self::Map(_)) => self.get(key).and_then(|value| value.at(rest)),
            (Step::Item(index), Self::List(items)) => items.get(*index).and_then(|item| item.at(rest)),
            _ => None,
        }
    }

    /// The same without what stands at a path.
    pub fn without(&self, path: &[Step]) -> Self {
        let mut rest = self.clone();
        let Some((last, above)) = path.split_last() else { return rest };
        match (last, rest.at_mut(above)) {
            (Step::Key(key), Some(Self::Map(entries))) => entries.retain(|(known, _)| known != key),
            (Step::Item(index), Some(Self::List(items))) => {
                items.remove(*index);
            }
            _ => {}
        }
        rest
    }

    /// The paths of all keys and items, outermost first; of lists of more than `long` leaves the first and the last.
    pub fn paths(&self, long: usize) -> Vec<Vec<Step>> {
        let mut paths = Vec::new();
        self.collect(long, &mut Vec::new(), &mut paths);
        paths
    }

    fn collect(&self, long: usize, above: &mut Vec<Step>, paths: &mut Vec<Vec<Step>>) {
        let children: Vec<(Step, &Self)> = match self {
            Self::Map(entries) => entries.iter().map(|(key, value)| (Step::Key(key.clone()), value)).collect(),
            Self::List(items) => {
                let ends = |index: usize| index == 0 || index + 1 == items.len();
                let taken =
                    items.iter().enumerate().filter(|(index, item)| items.len() <= long || !item.is_leaf() || ends(*index));
                taken.map(|(index, item)| (Step::Item(index), item)).collect()
            }
            _ => return,
        };
        for (step, child) in children {
            above.push(step);
            paths.push(above.clone());
            child.collect(long, above, paths);
            above.pop();
        }
    }

    /// A path as findings write it: keys and numbers with dots between, a step of the assembly by its name.
    pub fn place(&self, path: &[Step]) -> String {
        let mut words: Vec<String> = Vec::new();
        for (depth, step) in path.iter().enumerate() {
            let named = || self.at(&path[..=depth]).and_then(|item| item.get("step")).and_then(Self::text);
            words.push(match step {
                Step::Key(key) => key.clone(),
                Step::Item(index) => named().map_or_else(|| index.to_string(), str::to_owned),
            });
        }
        words.join(".")
    }
}

/// A key or word in quotes where YAML needs them.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-' || char == '_');
    if plain { text.to_owned() } else { serde_json::to_string(text).expect("text") }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(value) => to.serialize_bool(*value),
            Self::Whole(value) => to.serialize_i64(*value),
            Self::Number(value) => to.serialize_f64(*value),
            Self::Text(value) => to.serialize_str(value),
            Self::List(items) => {
                let mut list = to.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Map(entries) => {
                let mut map = to.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        i64::try_from(value).map_or_else(|_| Ok(Node::Text(value.to_string())), |value| Ok(Node::Whole(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = from.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }
}
