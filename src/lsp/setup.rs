//! By what designs are judged while they are written.

use std::path::PathBuf;

use crate::engine::{Engine, Options};
use crate::report::{Language, Rules};

/// By what designs are judged, and in which language it is said.
pub struct Setup<'e> {
    /// The checks.
    pub engine: &'e Engine,
    /// Stage, day, and what the project makes of the checks.
    pub options: Options,
    /// Files with waivers of the project.
    pub waivers: Vec<PathBuf>,
    /// The language of messages.
    pub language: Language,
}

impl<'e> Setup<'e> {
    /// The sentences of the checks.
    pub(super) fn rules(&self) -> Rules<'e> {
        Rules::new(self.engine.checks()).speaking(self.language)
    }
}
