//! TOML as the tree that everything else is read from, so that keys and values keep their places. The only file that knows the
//! parser of TOML.

use toml_edit::{Array, Document, InlineTable, Item, Key, Table, Value};

use crate::source::{FileId, Span};
use crate::yaml::{Kind, NodeId, Problem, Tree};

/// The tree of a text and its top; what is wrong with the text otherwise.
pub(super) fn parse(text: &str, file: FileId) -> Result<(Tree<'static>, NodeId), Problem> {
    let document = Document::parse(text).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        Problem::new("syntax", Span::new(at.start, at.end).of(file), format!("not valid TOML: {message}"))
    })?;
    let mut growing = Growing { tree: Tree::default(), text, file };
    let root = growing.table(document.as_table(), Span::new(0, 0).of(file));
    Ok((growing.tree, root))
}

struct Growing<'a> {
    tree: Tree<'static>,
    text: &'a str,
    file: FileId,
}

impl Growing<'_> {
    fn span(&self, range: Option<std::ops::Range<usize>>, otherwise: Span) -> Span {
        range.map_or(otherwise, |range| Span::new(range.start, range.end).of(self.file))
    }

    fn table(&mut self, table: &Table, span: Span) -> NodeId {
        let keyed = table.iter().filter_map(|(name, _)| table.get_key_value(name));
        let entries = keyed.filter(|(_, item)| !item.is_none()).map(|(key, item)| self.entry(key, item, span)).collect();
        self.tree.push(span, Kind::Mapping(entries))
    }

    fn inline(&mut self, table: &InlineTable, span: Span) -> NodeId {
        let keyed = table.iter().filter_map(|(name, _)| table.get_key_value(name));
        let entries = keyed.map(|(key, item)| self.entry(key, item, span)).collect();
        self.tree.push(span, Kind::Mapping(entries))
    }

    /// What is said of a table as a whole is said at its key.
    fn entry(&mut self, key: &Key, item: &Item, above: Span) -> (NodeId, NodeId) {
        let at = self.span(key.span(), above);
        let name = self.tree.push(at, Kind::Scalar { text: key.get().to_owned().into(), plain: false });
        let value = match item {
            Item::Table(table) => self.table(table, at),
            Item::ArrayOfTables(list) => {
                let items = list.iter().map(|table| self.table(table, at)).collect();
                self.tree.push(at, Kind::Sequence(items))
            }
            Item::Value(value) => self.value(value, at),
            Item::None => self.tree.push(at, Kind::Scalar { text: "".into(), plain: true }),
        };
        (name, value)
    }

    fn value(&mut self, value: &Value, above: Span) -> NodeId {
        let span = self.span(value.span(), above);
        match value {
            Value::String(text) => self.tree.push(span, Kind::Scalar { text: text.value().clone().into(), plain: false }),
            Value::Array(list) => self.list(list, span),
            Value::InlineTable(table) => self.inline(table, span),
            // Numbers and the like are read from what is written.
            _ => self.tree.push(span, Kind::Scalar { text: self.text[span.range()].to_owned().into(), plain: false }),
        }
    }

    fn list(&mut self, list: &Array, span: Span) -> NodeId {
        let items = list.iter().map(|value| self.value(value, span)).collect();
        self.tree.push(span, Kind::Sequence(items))
    }
}
