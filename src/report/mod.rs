//! Reports: what a run found, in the form somebody asked for.
//!
//! One file a format. A format is given a run and a writer, and writes nowhere else. Only `terminal.rs` knows how source
//! snippets are drawn. Whatever comes from a file passes through `sanitize.rs` first, and every line and column comes from
//! [`SourceFile::position`](crate::finding::SourceFile::position), so that all formats agree. No module here may judge.

mod concise;
mod evidence;
mod excerpt;
mod json;
mod line;
mod phrases;
pub mod published;
mod sanitize;
mod stack;
mod summary;
mod table;
mod terminal;
mod text;
mod window;
mod wrap;

#[cfg(test)]
mod attack;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use std::io;

use crate::finding::Run;

pub use evidence::write_evidence;
pub use json::report_schema;
pub use line::write_line;
pub use published::Report;
pub(crate) use sanitize::{escape_json, one_line};
pub use stack::write_stack;
pub use summary::Summary;

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// Findings with source snippets, for people.
    #[default]
    Text,
    /// One line for each finding, for editors and grep.
    Concise,
    /// Everything, for programs.
    Json,
}

/// How text is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Colors by escape sequences.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// All sources and everything that was not assessed.
    pub verbose: bool,
    /// The last line only.
    pub quiet: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 80, verbose: false, quiet: false }
    }
}

/// Writes a run in a format. The style is for text; the other formats are the same for everyone.
pub fn write(run: &Run, format: Format, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Text => text::write(run, style, out),
        Format::Concise => concise::write(run, out),
        Format::Json => json::write(run, out),
    }
}
