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
    let properties = schema.as_object_mut();
    properties.into_iter().flat_map(serde_json::Map::values_mut).for_each(or_none);
    // Keys that start with `x-` hold anchors for reuse, as in compose files.
    schema.insert("patternProperties".to_owned(), serde_json::json!({ "^x-": true }));
    schema
}

/// Lets `none` stand for every list without a number of elements of its own, and for every map of ids.
fn or_none(schema: &mut Value) {
    let list = |map: &serde_json::Map<String, Value>| {
        map.get("type").is_some_and(|kind| kind == "array") && !map.contains_key("minItems")
            || map.get("additionalProperties").is_some_and(Value::is_object)
    };
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(or_none);
            if list(map) {
                let mut whole = serde_json::Map::new();
                whole.extend(map.remove("description").map(|text| ("description".to_owned(), text)));
                let own = Value::Object(std::mem::take(map));
                whole.insert("anyOf".to_owned(), serde_json::json!([own, { "const": "none" }]));
                *map = whole;
            }
        }
        Value::Array(all) => all.iter_mut().for_each(or_none),
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
