//! The templates of a page: those of the program, and those that stand in their place.

use std::collections::BTreeMap;
use std::fmt;

use minijinja::{Environment, Error, UndefinedBehavior, Value};

use super::filters;
use crate::report::tongue::Language;

/// The templates of the program by name.
macro_rules! embedded {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("templates/", $name)))),*]
    };
}

/// Sorted by name.
const EMBEDDED: &[(&str, &str)] = embedded! {
    "assembly.html" "causes.html" "cost.html" "decisions.html" "design.html" "design.md" "footing.html" "form-actions.html"
    "form-actions.md" "form-actions.txt" "form-feasibility.html" "form-feasibility.md" "form-feasibility.txt" "form-limits.html"
    "form-limits.md" "form-limits.txt" "form-questions.html" "form-questions.md" "form-questions.txt" "form.html" "form.md"
    "form.txt" "layers.html"
    "line.html" "origin.html" "parts.html" "patterns.html" "portfolio.html" "proposals.html" "questions.html" "review.html" "review.md"
    "risks.html" "script.js" "stacks.html" "style.css" "verdict.html" "waivers.html" "waterfall.html" "yields.html"
};

/// Templates, of which any may be replaced by name.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    /// The folder that the replacements come from, as it is shown.
    folder: String,
    own: BTreeMap<String, String>,
}

/// Why a page could not be made: the template, the line and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template, with its folder if it is none of the program's.
    pub file: String,
    /// The line, from 1; 0 if it is not known.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: template: {}", self.file, self.line, self.message)
    }
}

impl Templates {
    /// Templates of a folder by their names, in the place of those of the program.
    #[must_use]
    pub fn replaced(folder: String, own: BTreeMap<String, String>) -> Self {
        Self { folder, own }
    }

    /// The names of the templates of the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(name, _)| *name)
    }

    /// The text of a template.
    pub(super) fn text(&self, name: &str) -> &str {
        let built_in = || EMBEDDED.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| *text);
        self.own.get(name).map_or_else(built_in, String::as_str)
    }

    /// Fills in a template.
    pub(super) fn fill(&self, name: &str, language: Language, values: Value) -> Result<String, TemplateFault> {
        let environment = self.environment(language)?;
        let filled = environment.get_template(name).and_then(|template| template.render(values));
        filled.map_err(|error| self.fault(name, &error))
    }

    fn environment(&self, language: Language) -> Result<Environment<'_>, TemplateFault> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        filters::install(&mut environment, language);
        let own = self.own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let built_in = EMBEDDED.iter().copied().filter(|(name, _)| !self.own.contains_key(*name));
        for (name, text) in own.chain(built_in) {
            environment.add_template(name, text).map_err(|error| self.fault(name, &error))?;
        }
        Ok(environment)
    }

    /// The innermost place of an error: an included template has its own.
    fn fault(&self, name: &str, error: &Error) -> TemplateFault {
        let mut innermost = error;
        while let Some(cause) = std::error::Error::source(innermost).and_then(|cause| cause.downcast_ref::<Error>()) {
            innermost = cause;
        }
        let name = innermost.name().or(error.name()).unwrap_or(name);
        let file = if self.own.contains_key(name) { format!("{}/{name}", self.folder) } else { name.to_owned() };
        let detail =
            innermost.detail().map_or_else(|| innermost.kind().to_string(), |detail| format!("{}: {detail}", innermost.kind()));
        TemplateFault { file, line: innermost.line().or(error.line()).unwrap_or(0), message: detail }
    }
}
