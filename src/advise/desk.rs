//! Where a design is read, judged and held against the rows, as often as answers are tried.

use std::path::PathBuf;

use super::advice::Advice;
use super::assess::assess;
use super::rows::Profile;
use crate::design::{Content, Loader, Spec};
use crate::engine::{Engine, Options};
use crate::facts::World;
use crate::yaml::Problem;

/// What stands for blocks of a spec that are not there: nobody has decided, and no document is spoken of. With them each field
/// that is missing is asked for by itself.
const UNDECIDED: (&str, &str) = ("engagement", "{ model: undecided, documents: {} }");
const NO_DOCUMENTS: (&str, &str) = ("engagement.documents", "{}");

/// Everything by which a design is advised.
pub struct Desk<'e> {
    /// The checks.
    pub engine: &'e Engine,
    /// The rows.
    pub profile: &'e Profile,
    /// How files are read.
    pub loader: Loader,
    /// Values on top of the spec: paths and values in YAML.
    pub sets: Vec<(String, String)>,
    /// The folder of the design, for its base and its CSV files.
    pub folder: Option<PathBuf>,
    /// Stage and day.
    pub options: Options,
}

impl Desk<'_> {
    /// What can be said of the one design of a text, with further values on top, but for the questions; otherwise the first problem.
    pub(super) fn assess(&self, text: &str, answers: &[(String, String)]) -> Result<Advice, Problem> {
        let spec = self.spec(text, answers)?;
        let says = spec.engagement.get().and_then(|block| block.model.get()).map(|model| model.word().to_owned());
        let (path, value) = match spec.engagement.get() {
            Some(block) if !block.is_none() && block.documents.is_given() => return Ok(self.assessed(&spec, None, says)),
            Some(block) if !block.is_none() => NO_DOCUMENTS,
            _ => UNDECIDED,
        };
        let block = [(path.to_owned(), value.to_owned())];
        let filled = self.spec(text, &[&block, answers].concat())?;
        Ok(self.assessed(&filled, Some(&spec), says))
    }

    /// What can be said of a design. What the checks find is counted of the design as it is written, without the blocks that
    /// stand for those that are not there.
    fn assessed(&self, spec: &Spec, written: Option<&Spec>, says: Option<String>) -> Advice {
        let today = self.options.today.as_deref();
        let world = World::new(spec, self.options.gate_for(spec)).on(today);
        let mut judgement = self.engine.judge_world(&world, &self.options);
        if let Some(written) = written {
            judgement = self.engine.judge(written, &self.options);
        }
        assess(self.profile, &world, &judgement, says)
    }

    /// The one design of a text with values on top.
    fn spec(&self, text: &str, answers: &[(String, String)]) -> Result<Spec, Problem> {
        let sets = self.sets.iter().chain(answers).cloned().collect();
        let read = self.loader.clone().with_sets(sets).text(text.to_owned(), "advised", self.folder.as_deref());
        if let Some(problem) = read.problems.into_iter().next() {
            return Err(problem);
        }
        match read.content {
            Content::Specs(mut specs) if specs.len() == 1 => Ok(specs.remove(0)),
            _ => Err(Problem::new("no-spec", crate::yaml::Span::default(), "there is not one design in this text")),
        }
    }

    /// What is wrong with an answer to a question, if anything is.
    #[must_use]
    pub fn fault(&self, text: &str, path: &str, value: &str) -> Option<String> {
        self.spec(text, &[(path.to_owned(), value.to_owned())]).err().map(|problem| problem.message)
    }

    /// A part whose process is given, and that process, for answers that name one.
    pub(super) fn made(&self, text: &str) -> Option<(String, String)> {
        let spec = self.spec(text, &[]).ok()?;
        let parts = spec.parts.get()?;
        parts.iter().find_map(|entry| {
            let process = entry.value.as_ref()?.process.get()?;
            Some((entry.id.to_string(), process.to_string()))
        })
    }
}
