//! The JSON Schema of the spec, for editors.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::Spec;

/// The schema of one design.
#[must_use]
pub fn spec_schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Spec>();
    schema.insert("required".to_owned(), serde_json::json!(["caseproof", "design", "parts"]));
    // Keys that start with `x-` hold anchors for reuse, as in compose files.
    schema.insert("patternProperties".to_owned(), serde_json::json!({ "^x-": true }));
    schema
}
