//! Searching by words: what the look-up commands have in common.

use clap::{Args, ValueEnum};

use super::FAILED;
use super::output::note;
pub(super) use crate::source::{Known, search};

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

/// Says that nothing has a name, with three that may be meant; the exit code.
pub(super) fn missing(what: &str, name: &str, known: &[Known<'_>], all: &str) -> u8 {
    note(&crate::source::missing(what, name, known, all));
    FAILED
}
