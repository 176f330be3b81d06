//! The stages of a project.

use schemars::JsonSchema;
use serde::Deserialize;

/// Where a project stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the format say it")]
pub enum Stage {
    Concept,
    Prototype,
    Evt,
    Dvt,
    Pvt,
    Production,
}
