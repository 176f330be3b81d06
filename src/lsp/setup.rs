//! By what designs are judged while they are written.

use std::path::{Path, PathBuf};

use crate::engine::{Engine, Options};
use crate::report::{Language, Rules};

/// What is in force for one file.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Stage, day, and what the project makes of the checks.
    pub options: Options,
    /// Files with waivers of the project.
    pub waivers: Vec<PathBuf>,
    /// What is in force there and cannot be held to, in a sentence.
    pub note: Option<String>,
}

/// Finds out what is in force for a file; in a sentence why it cannot.
pub type InForce<'s> = dyn Fn(&Path) -> Result<Terms, String> + 's;

/// By what designs are judged, and in which language it is said.
#[derive(Clone)]
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
    /// The same for a file under other terms.
    pub(super) fn under(&self, terms: Option<&Terms>) -> Self {
        match terms {
            Some(Terms { options, waivers, .. }) => Self { options: options.clone(), waivers: waivers.clone(), ..self.clone() },
            None => self.clone(),
        }
    }

    /// The sentences of the checks.
    pub(super) fn rules(&self) -> Rules<'e> {
        Rules::new(self.engine.checks()).speaking(self.language)
    }
}
