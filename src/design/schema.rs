//! The JSON Schema of the spec, for editors.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use schemars::generate::SchemaSettings;

use super::Spec;
use crate::knowledge::Tone;

/// The schema of one design.
#[must_use]
pub fn spec_schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Spec>();
    schema.insert("required".to_owned(), serde_json::json!(["caseproof", "design", "parts"]));
    // Keys that start with `x-` hold anchors for reuse, as in compose files.
    schema.insert("patternProperties".to_owned(), serde_json::json!({ "^x-": true }));
    schema
}

impl JsonSchema for Tone {
    fn schema_name() -> Cow<'static, str> {
        "Tone".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string", "enum": Self::WORDS })
    }
}
