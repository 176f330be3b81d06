//! Searching by words: what the look-up commands have in common.

use clap::{Args, ValueEnum};

use super::FAILED;
use super::output::note;
use crate::source::{MOST_CANDIDATES, Thing, did_you_mean, rank};

/// The form of what is looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// The switch for it.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Output {
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    /// The same as `--format json`
    #[arg(long, hide = true)]
    json: bool,
}

impl Output {
    /// Whether programs are to read it.
    pub(super) fn is_json(self) -> bool {
        self.json || self.format == Form::Json
    }
}

/// Something that is found by words: its name, its other names and what it is.
pub(super) struct Known<'k> {
    /// Its name.
    pub name: &'k str,
    /// Other names.
    pub also: Vec<&'k str>,
    /// What it is, in a sentence.
    pub what: &'k str,
}

impl<'k> Known<'k> {
    fn thing(&self) -> Thing<'k> {
        Thing {
            names: std::iter::once(self.name).chain(self.also.iter().copied()).chain([self.what]).collect(),
            about: Vec::new(),
        }
    }
}

/// The numbers of those that the words of a text mean, the best first; of none, those that hold the text.
pub(super) fn search(text: &str, known: &[Known<'_>]) -> Vec<usize> {
    let things: Vec<Thing<'_>> = known.iter().map(Known::thing).collect();
    let ranked = rank(text, &things);
    let wanted = text.to_lowercase();
    let holds = |thing: &Thing<'_>| thing.names.iter().any(|name| name.to_lowercase().contains(&wanted));
    if ranked.is_empty() && !wanted.is_empty() {
        return things.iter().enumerate().filter(|(_, thing)| holds(thing)).map(|(number, _)| number).collect();
    }
    ranked
}

/// Says that nothing has a name, with three that may be meant; the exit code.
pub(super) fn missing(what: &str, name: &str, known: &[Known<'_>], all: &str) -> u8 {
    let found = search(name, known).into_iter().take(MOST_CANDIDATES).map(|number| &known[number]);
    let shown: Vec<String> = found.map(|known| format!("`{}` ({})", known.name, known.what)).collect();
    let hint = did_you_mean(&shown).unwrap_or_else(|| format!("{all} lists them all"));
    note(&format!("there is no {what} `{name}`; {hint}"));
    FAILED
}
