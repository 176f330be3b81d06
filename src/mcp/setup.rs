//! By what designs are judged for an agent.

use crate::engine::{Engine, Options};
use crate::report::Rules;

/// By what designs are judged.
#[derive(Clone)]
pub struct Setup<'e> {
    /// The checks.
    pub engine: &'e Engine,
    /// Stage and day.
    pub options: Options,
}

impl<'e> Setup<'e> {
    /// The sentences of the checks.
    pub(super) fn rules(&self) -> Rules<'e> {
        Rules::new(self.engine.checks())
    }
}
