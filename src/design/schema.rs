//! The JSON Schema of the spec, for editors.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use serde_json::Value;

use super::Spec;
use super::refers::{NAMES, Named};
use crate::knowledge::{Tone, library};
use crate::yaml::widen;

/// The schema of one design.
#[must_use]
pub fn spec_schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Spec>();
    if let Some(map) = schema.as_object_mut() {
        let mut whole = Value::Object(std::mem::take(map));
        offer_names(&mut whole);
        if let Value::Object(whole) = whole {
            *map = whole;
        }
    }
    schema.insert("required".to_owned(), serde_json::json!(["caseproof", "design", "parts"]));
    widen(&mut schema);
    // Keys that start with `x-` hold anchors for reuse, as in compose files.
    schema.insert("patternProperties".to_owned(), serde_json::json!({ "^x-": true }));
    schema
}

/// Offers what the tables know wherever a text names an entry of theirs.
fn offer_names(whole: &mut Value) {
    for (pattern, named) in NAMES {
        let words = words(named);
        if !words.is_empty() {
            offer(whole, &pattern.split('.').collect::<Vec<_>>(), &words);
        }
    }
}

/// The words of the tables that may stand for any of these, each once.
fn words(named: &[Named]) -> Vec<(&'static str, &'static str)> {
    let mut words: Vec<(&str, &str)> = named.iter().flat_map(|named| named.words(library())).collect();
    let mut seen = std::collections::HashSet::new();
    words.retain(|(word, _)| seen.insert(*word));
    words
}

/// Offers words at the fields of a path. Any other text stays right as well: a design names its own grades, and the names of the
/// tables are read in more than one spelling.
fn offer(root: &mut Value, path: &[&str], words: &[(&str, &str)]) {
    let mut way = vec![String::new()];
    for key in path {
        way = way.iter().flat_map(|node| below(root, node, key)).collect();
    }
    for place in way {
        let Some(field) = root.pointer_mut(&place).and_then(Value::as_object_mut) else { continue };
        // What is defined once and used elsewhere too is no name there.
        if field.remove("type").is_none() {
            continue;
        }
        let enumeration: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let said: Vec<&str> = words.iter().map(|(_, said)| *said).collect();
        let mut list = serde_json::json!({ "enum": enumeration });
        if said.iter().any(|said| !said.is_empty()) {
            list["enumDescriptions"] = serde_json::json!(said);
        }
        field.insert("anyOf".to_owned(), serde_json::json!([list, { "type": "string" }]));
    }
}

/// The pointers to what stands at a key below a node, `*` for any id or number.
fn below(root: &Value, node: &str, key: &str) -> Vec<String> {
    let Some(value) = root.pointer(node) else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(target) = value["$ref"].as_str() {
        found.extend(below(root, target.trim_start_matches('#'), key));
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        let count = value[choice].as_array().map_or(0, Vec::len);
        found.extend((0..count).flat_map(|number| below(root, &format!("{node}/{choice}/{number}"), key)));
    }
    let places = match key {
        "*" => vec![format!("{node}/additionalProperties"), format!("{node}/items")],
        key => vec![format!("{node}/properties/{key}")],
    };
    found.extend(places.into_iter().filter(|place| root.pointer(place).is_some_and(Value::is_object)));
    found
}

impl JsonSchema for Tone {
    fn schema_name() -> Cow<'static, str> {
        "Tone".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string", "enum": Self::WORDS })
    }
}

#[cfg(test)]
mod tests {
    use super::super::refers::GIVEN;
    use super::*;

    /// The places of a pattern in the schema.
    fn places(whole: &Value, pattern: &str) -> Vec<String> {
        let mut way = vec![String::new()];
        for key in pattern.split('.') {
            way = way.iter().flat_map(|node| below(whole, node, key)).collect();
        }
        way
    }

    #[test]
    fn every_field_that_names_something_is_one_of_the_format() {
        let whole = spec_schema().to_value();
        for pattern in NAMES.iter().map(|(pattern, _)| pattern).chain(GIVEN.iter().map(|(pattern, ..)| pattern)) {
            assert!(!places(&whole, pattern).is_empty(), "{pattern}");
        }
    }

    #[test]
    fn words_of_the_tables_are_offered_and_nothing_else_is_refused() {
        let whole = spec_schema().to_value();
        for (pattern, named) in NAMES {
            let expected: Vec<&str> = words(named).iter().map(|(word, _)| *word).collect();
            for place in places(&whole, pattern).into_iter().filter(|_| !expected.is_empty()) {
                let field = whole.pointer(&place).expect("a field");
                assert_eq!(field["anyOf"][0]["enum"], serde_json::json!(expected), "{pattern}");
                assert_eq!(field["anyOf"][1], serde_json::json!({ "type": "string" }), "{pattern}");
            }
        }
        let validator = jsonschema::validator_for(&whole).expect("a schema");
        let design = |material: &str| serde_json::json!({ "caseproof": 1, "design": { "name": "x" }, "parts": { "a": { "material": material, "process": "Injection Molding" } } });
        assert!(validator.is_valid(&design("abs")) && validator.is_valid(&design("My own ABS")));
        assert!(
            !validator
                .is_valid(&serde_json::json!({ "caseproof": 1, "design": { "name": "x" }, "parts": { "a": { "material": 7 } } }))
        );
    }
}
