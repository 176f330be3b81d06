//! The JSON Schema of the spec, for editors.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use serde_json::Value;

use super::Spec;
use crate::knowledge::Tone;

/// The schema of one design.
#[must_use]
pub fn spec_schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Spec>();
    schema.insert("required".to_owned(), serde_json::json!(["caseproof", "design", "parts"]));
    let blocks = schema.get("$defs").cloned().unwrap_or_default();
    let properties = schema.as_object_mut();
    properties.into_iter().flat_map(serde_json::Map::values_mut).for_each(|value| or_none(value, &blocks));
    // Keys that start with `x-` hold anchors for reuse, as in compose files.
    schema.insert("patternProperties".to_owned(), serde_json::json!({ "^x-": true }));
    schema
}

/// Whether a node holds a single text or number, which may stand alone in the place of a list.
fn is_single(node: &Value, blocks: &Value) -> bool {
    let of = |name: &str| name.strip_prefix("#/$defs/").and_then(|name| blocks.get(name));
    if let Some(block) = node.get("$ref").and_then(Value::as_str).and_then(of) {
        return is_single(block, blocks);
    }
    let kind = |kind: &Value| kind == "string" || kind.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "string"));
    let forms = ["anyOf", "allOf", "oneOf"].into_iter().filter_map(|key| node.get(key)?.as_array());
    node.get("type").is_some_and(kind) || forms.flatten().any(|form| is_single(form, blocks))
}

/// Lets `none` stand for every list without a number of elements of its own, and for every map of ids; and one value for a list of
/// values.
fn or_none(schema: &mut Value, blocks: &Value) {
    let list = |map: &serde_json::Map<String, Value>| {
        map.get("type").is_some_and(|kind| kind == "array") && !map.contains_key("minItems")
            || map.get("additionalProperties").is_some_and(Value::is_object)
    };
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(|value| or_none(value, blocks));
            if list(map) {
                let mut whole = serde_json::Map::new();
                whole.extend(map.remove("description").map(|text| ("description".to_owned(), text)));
                let single = map.get("items").filter(|items| is_single(items, blocks)).cloned();
                let own = Value::Object(std::mem::take(map));
                let mut forms = vec![own, serde_json::json!({ "const": "none" })];
                forms.extend(single);
                whole.insert("anyOf".to_owned(), Value::from(forms));
                *map = whole;
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|value| or_none(value, blocks)),
        _ => {}
    }
}

impl JsonSchema for Tone {
    fn schema_name() -> Cow<'static, str> {
        "Tone".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string", "enum": Self::WORDS })
    }
}
