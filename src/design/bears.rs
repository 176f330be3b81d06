//! What a part or joint bears.

use schemars::JsonSchema;
use serde::Deserialize;

use super::sorts::{AtLeastOne, Force, Quantity};
use crate::yaml::Field;

/// Which load of the environment a part or joint bears, and what it stands.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Bears {
    /// The load.
    pub load: Field<Borne>,
    /// Load for which one piece of it is rated by its maker.
    pub rated: Field<Quantity<Force>>,
    /// Load at which one piece of it breaks, by its maker.
    pub breaking: Field<Quantity<Force>>,
    /// Pieces or fasteners that take the load at once.
    pub at_once: Field<Quantity<AtLeastOne>>,
}

/// A load of the environment that something bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Borne {
    /// What hangs from a handle or strap.
    Carry,
    /// What is stacked on the closed case.
    Stack,
    /// What presses on the closed case.
    Crush,
}
