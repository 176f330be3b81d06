//! What the forms say beside the findings, read from `checks/advice`: questions with their checks, who knows a field, steel.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::Side;
use crate::propose::fits;
use crate::yaml::{Budget, Session, parse};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the table of questions")]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) en: String,
    pub(super) zh: String,
    #[serde(default)]
    pub(super) no: Vec<String>,
    #[serde(default)]
    pub(super) open: Vec<String>,
    #[serde(default)]
    pub(super) applies: Vec<String>,
    /// What the design has to have any of, and the field that would say so.
    pub(super) kind: Option<String>,
    pub(super) field: Option<String>,
    /// Whether every tolerance and the gaps that it leaves have to be known.
    #[serde(default)]
    pub(super) dimensions: bool,
    /// Whether it is about what readings of critical dimensions show, which a design without such dimensions does not need.
    #[serde(default)]
    pub(super) critical: bool,
    /// Whether every tool that a process asks for has to be known.
    #[serde(default)]
    pub(super) tools: bool,
    /// Whether a design does not tell.
    #[serde(default)]
    pub(super) outside: bool,
    /// Whether the answer decides about the design.
    #[serde(default = "yes")]
    pub(super) weighs: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Questions {
    pub(super) source: String,
    pub(super) questions: Vec<Question>,
}

/// Who can answer for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Who {
    Client,
    Factory,
    Supplier,
}

impl Who {
    pub(super) const ALL: [Self; 3] = [Self::Client, Self::Factory, Self::Supplier];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Factory => "factory",
            Self::Supplier => "supplier",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Knows {
    path: String,
    who: Who,
}

/// What a change does to the steel of a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Steel {
    /// No tool is touched.
    None,
    /// It takes steel away: the tool can be cut further.
    Safe,
    /// It brings steel back.
    Unsafe,
    /// It hangs on which half of the tool gives.
    Either,
}

impl Steel {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::Either => "either",
        }
    }
}

/// On which side a value has to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Moves {
    AtLeast,
    AtMost,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SteelRow {
    #[serde(default)]
    checks: Vec<String>,
    path: Option<String>,
    side: Option<Moves>,
    steel: Steel,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Forms {
    knows: Vec<Knows>,
    steel: Vec<SteelRow>,
    /// Families of processes whose molds give a part all its faces.
    pub(super) closed_molds: Vec<String>,
}

static QUESTIONS_TEXT: &str = include_str!("../../../checks/advice/feasibility.yaml");
static FORMS_TEXT: &str = include_str!("../../../checks/advice/forms.yaml");

/// The questions. If the file could not be read there would be none, and a test fails.
pub(super) static QUESTIONS: LazyLock<Questions> = LazyLock::new(|| read(QUESTIONS_TEXT));
/// Who knows, and steel; as above.
pub(super) static FORMS: LazyLock<Forms> = LazyLock::new(|| read(FORMS_TEXT));

fn read<T: for<'t> Deserialize<'t> + Default>(text: &'static str) -> T {
    let parsed = parse(text, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default()
}

const fn yes() -> bool {
    true
}

impl Questions {
    /// Whether a question names a check among some of its patterns, exactly or by the longest beginning that any question has.
    pub(super) fn names(&self, patterns: &[String], check: &str) -> bool {
        let all = || self.questions.iter().flat_map(|question| question.no.iter().chain(&question.open));
        if all().any(|pattern| pattern == check) {
            return patterns.iter().any(|pattern| pattern == check);
        }
        let begins = |pattern: &&String| pattern.strip_suffix('*').is_some_and(|start| check.starts_with(start));
        let longest = all().filter(begins).map(String::len).max();
        patterns.iter().filter(begins).any(|pattern| Some(pattern.len()) == longest)
    }
}

impl Forms {
    /// Who can answer for a field; none where no row says it.
    pub(super) fn who(&self, path: &str) -> Option<Who> {
        self.knows.iter().find(|row| fits(&row.path, &plain(path))).map(|row| row.who)
    }

    /// What a change does to steel: by the check, else by the field that moves to one side.
    pub(super) fn steel(&self, check: &str, moves: Option<(&str, Side)>) -> Option<Steel> {
        let by_check = self.steel.iter().find(|row| row.checks.iter().any(|name| name == check));
        let by_field = || {
            let (path, side) = moves?;
            let side = if side == Side::AtLeast { Moves::AtLeast } else { Moves::AtMost };
            self.steel
                .iter()
                .find(|row| row.side == Some(side) && row.path.as_ref().is_some_and(|pattern| fits(pattern, &plain(path))))
        };
        by_check.or_else(by_field).map(|row| row.steel)
    }
}

/// A path with the numbers of lists as words.
fn plain(path: &str) -> String {
    path.replace('[', ".").replace(']', "")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::catalogue::builtin;

    fn problems<T: for<'t> Deserialize<'t>>(text: &str) -> Vec<crate::yaml::Problem> {
        let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
        let parsed = parse(text, &Budget::SPEC);
        let session = Session::new(&parsed.tree, Budget::SPEC);
        assert!(session.read::<T>(parsed.documents[0].root).is_some());
        session.into_problems()
    }

    #[test]
    fn the_tables_read_without_a_problem() {
        assert!(problems::<Questions>(QUESTIONS_TEXT).is_empty());
        assert!(problems::<Forms>(FORMS_TEXT).is_empty());
        assert_eq!(QUESTIONS.questions.len(), 13);
        assert!(FORMS.knows.len() > 35 && FORMS.steel.len() > 10, "{} and {}", FORMS.knows.len(), FORMS.steel.len());
    }

    #[test]
    fn every_check_answers_a_question_and_every_name_is_a_check() {
        let checks = builtin().expect("the built-in checks");
        for check in &checks {
            let asked =
                |question: &&Question| QUESTIONS.names(&question.no, &check.name) || QUESTIONS.names(&question.open, &check.name);
            assert!(QUESTIONS.questions.iter().any(|question| asked(&question)), "{} answers no question", check.name);
        }
        let known: HashSet<&str> = checks.iter().map(|check| check.name.as_str()).collect();
        let patterns =
            QUESTIONS.questions.iter().flat_map(|question| question.no.iter().chain(&question.open).chain(&question.applies));
        let names = patterns.filter(|name| !name.ends_with('*')).chain(FORMS.steel.iter().flat_map(|row| &row.checks));
        for name in names {
            assert!(known.contains(name.as_str()), "no check is called {name}");
        }
    }

    #[test]
    fn fields_and_steel_are_looked_up() {
        for (path, who) in [
            ("parts.tray.draft", Some(Who::Client)),
            ("parts.tray.tool.cavities", Some(Who::Factory)),
            ("parts.tray.cost", Some(Who::Supplier)),
            ("production.working_time", Some(Who::Factory)),
            ("production.annual_volume", Some(Who::Client)),
            ("evidence.tests", Some(Who::Factory)),
            ("assembly.heat.temperature", Some(Who::Factory)),
            ("elsewhere", None),
        ] {
            assert_eq!(FORMS.who(path), who, "{path}");
        }
        let wall = |side| FORMS.steel("house/other", Some(("parts.tray.wall", side)));
        assert_eq!((wall(Side::AtLeast), wall(Side::AtMost)), (Some(Steel::Safe), Some(Steel::Unsafe)));
        assert_eq!(FORMS.steel("scale-up/thick-rib", None), Some(Steel::Unsafe));
        assert_eq!(FORMS.steel("house/other", Some(("joints.clip.cycles", Side::AtLeast))), None);
    }
}
