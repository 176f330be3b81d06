//! What the schema says may stand at a place.

use serde_json::{Map, Value};

use crate::design::places::{SCHEMA, forms};

/// What may stand at a place: fields of a type, entries with ids, elements of a list, a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Name of the type that has the fields; empty if there is none.
    pub of: &'static str,
    /// Fields, each with what may stand there.
    pub fields: Option<&'static Map<String, Value>>,
    /// What an entry of a map of ids may be.
    pub entries: Option<&'static Value>,
    /// What an element of a list may be.
    pub items: Option<&'static Value>,
    /// Whether yes or no is asked for.
    pub flag: bool,
    /// Whether a text, a number or a flag may stand there.
    pub text: bool,
}

impl Shape {
    /// What may stand at a node of the schema.
    pub(super) fn of(node: &'static Value) -> Self {
        let mut shape = Self { of: "", fields: None, entries: None, items: None, flag: false, text: false };
        for form in forms(node) {
            if let (None, Some(fields)) = (shape.fields, form.get("properties").and_then(Value::as_object)) {
                shape.fields = Some(fields);
                shape.of = name(form);
            }
            shape.entries = shape.entries.or_else(|| form.get("additionalProperties").filter(|entry| entry.is_object()));
            shape.items = shape.items.or_else(|| form.get("items"));
            let is = |wanted: &str| match form.get("type") {
                Some(Value::String(kind)) => kind == wanted,
                Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == wanted),
                _ => false,
            };
            shape.flag |= is("boolean");
            shape.text |= ["string", "number", "integer", "boolean"].into_iter().any(is) || form.get("enum").is_some();
        }
        shape
    }

    /// What may stand at a path of keys below the top, such as `production.annual_volume`.
    pub(super) fn at(path: &str) -> Option<&'static Value> {
        path.split('.').try_fold(&*SCHEMA, |node, key| Self::of(node).fields?.get(key))
    }

    /// Whether only a map may stand there.
    pub(super) fn wants_map(&self) -> bool {
        !self.text && self.items.is_none() && (self.fields.is_some() || self.entries.is_some())
    }

    /// Whether only a list of maps may stand there.
    pub(super) fn wants_list(&self) -> Option<Self> {
        let inner = Self::of(self.items?);
        (!self.text && self.fields.is_none() && inner.wants_map()).then_some(inner)
    }

    /// Names of the fields.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.fields.into_iter().flat_map(Map::keys).map(String::as_str).collect()
    }
}

/// The name of a type; that of the whole format is `Spec`.
fn name(form: &'static Value) -> &'static str {
    if std::ptr::eq(form, &raw const *SCHEMA) {
        return "Spec";
    }
    let named = SCHEMA.get("$defs").and_then(Value::as_object).into_iter().flatten();
    named.into_iter().find(|(_, node)| std::ptr::eq(*node, form)).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn shapes_are_those_of_the_format() {
        let at = |path: &str| Shape::of(Shape::at(path).expect(path));
        assert_eq!((at("design").of, at("design").wants_map()), ("About", true));
        assert!(at("parts").entries.is_some() && at("parts").wants_map());
        assert_eq!(at("assembly").wants_list().map(|step| step.of), Some("Step"));
        assert_eq!(at("evidence.tests").wants_list().map(|test| test.of), Some("Test"));
        assert!(at("environment.markets").text && at("environment.markets").wants_list().is_none());
        assert!(at("environment.air_transport").flag && !at("environment.drop").text);
        assert!(Shape::at("design.nonsense").is_none());
    }
}
