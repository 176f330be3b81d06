//! By what designs are judged for an agent.

use std::path::PathBuf;

use crate::engine::{Engine, Options};
use crate::report::Rules;

/// By what designs are judged.
#[derive(Clone)]
pub struct Setup<'e> {
    /// The checks.
    pub engine: &'e Engine,
    /// Stage, day, and what the project makes of the checks.
    pub options: Options,
    /// Files with waivers of the project.
    pub waivers: Vec<PathBuf>,
}

impl<'e> Setup<'e> {
    /// The sentences of the checks.
    pub(super) fn rules(&self) -> Rules<'e> {
        Rules::new(self.engine.checks())
    }
}
