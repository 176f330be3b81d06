//! The checks that something names: one, or several.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use super::sorts::Text;
use crate::yaml::Field;

/// The checks that one waiver names: one, or several.
#[derive(Clone, Debug)]
pub enum Checks {
    /// One.
    One(Text),
    /// Several, each with its place.
    Several(Vec<Field<Text>>),
}

impl<'de> Deserialize<'de> for Checks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Checks;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the code or name of a check, or a list of them")
            }
            fn visit_str<E>(self, text: &str) -> Result<Checks, E> {
                Ok(Checks::One(text.into()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Checks, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Checks::Several)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for Checks {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Checks".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "anyOf": [
            { "type": "string" },
            { "type": "array", "items": { "type": "string" }, "minItems": 1 },
        ] })
    }
}
