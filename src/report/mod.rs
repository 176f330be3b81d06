//! Reports: what a run found, in the form somebody asked for, file by file.
//!
//! One file a format. A [`Writer`] is given what each file yields as soon as that is known, and keeps of it only what is
//! counted or comes last, so that a run of any length takes little memory. Only `terminal.rs` knows how source snippets are
//! drawn. Whatever comes from a file passes through `sanitize.rs` first, and every line and column comes from
//! [`SourceFile::position`](crate::finding::SourceFile::position), so that all formats agree. No module here may judge.

use std::num::NonZeroUsize;

#[cfg(feature = "cli")]
mod advice;
mod agent;
mod allocate;
mod concise;
#[cfg(feature = "cli")]
mod difference;
mod entry;
mod evidence;
#[cfg(feature = "cli")]
mod excerpt;
#[cfg(feature = "cli")]
mod explain;
#[cfg(feature = "cli")]
mod fmea;
mod folder;
mod form;
mod format;
mod github;
mod gitlab;
mod json;
mod jsonl;
#[cfg(feature = "cli")]
mod junit;
#[cfg(feature = "cli")]
mod last;
#[cfg(feature = "cli")]
mod left_out;
#[cfg(feature = "cli")]
mod limits;
mod line;
mod markdown;
mod namesakes;
#[cfg(feature = "cli")]
mod pages;
#[cfg(feature = "cli")]
mod phrases;
mod proposals;
mod publish;
pub mod published;
mod rdjson;
#[cfg(feature = "cli")]
pub mod review;
#[cfg(feature = "cli")]
mod said;
mod sanitize;
mod sarif;
#[cfg(feature = "cli")]
mod screen;
mod select;
mod stack;
mod summary;
#[cfg(feature = "cli")]
mod sweep;
mod table;
#[cfg(feature = "cli")]
mod terminal;
#[cfg(feature = "cli")]
mod text;
mod told;
mod tongue;
#[cfg(feature = "cli")]
mod window;
mod words;
mod worst;
mod wrap;
mod writer;

#[cfg(all(test, feature = "cli"))]
mod attack;
#[cfg(all(test, feature = "cli"))]
mod cut;
#[cfg(all(test, feature = "cli"))]
mod sample_checks;
#[cfg(all(test, feature = "cli"))]
mod samples;
#[cfg(all(test, feature = "cli"))]
mod tests;

#[cfg(feature = "cli")]
pub use advice::write_advice;
pub use allocate::{Judged, write_allocation};
#[cfg(feature = "cli")]
pub use difference::{Differences, differences, write_difference, write_difference_markdown};
pub use entry::{ShownEntry, ShownFigure, ShownMakes, shown_entry};
pub use evidence::write_evidence;
#[cfg(feature = "cli")]
pub use explain::{check_in_full, checks_in_lines};
#[cfg(feature = "cli")]
pub use fmea::{FmeaBasis, FmeaLine, FmeaSheet, fmea_sheet, write_fmea, write_fmea_csv};
pub use folder::Folder;
pub use format::Format;
pub use json::report_schema;
pub use jsonl::Lines;
#[cfg(feature = "cli")]
pub(crate) use left_out::left_out_words;
#[cfg(feature = "cli")]
pub use limits::{write_limits, write_limits_markdown};
pub use line::write_line;
#[cfg(feature = "cli")]
pub use pages::{check_page, check_pages};
#[cfg(feature = "cli")]
pub(crate) use phrases::{beside_line, run_line};
#[cfg(feature = "lsp")]
pub(crate) use proposals::change_words;
#[cfg(feature = "cli")]
pub use proposals::write_suggestions;
pub use proposals::{Suggestions, suggestions};
pub use published::Report;
#[cfg(feature = "cli")]
pub(crate) use sanitize::{escape_json, one_line, quoted};
pub use select::{Selected, selected, write_selection};
pub use stack::write_stack;
pub use summary::Summary;
#[cfg(feature = "cli")]
pub use sweep::{sweep_steps, write_sweep, write_sweep_csv};
pub use told::{Book, Run, Told};
pub use tongue::{Language, Tongue};
pub use words::Rules;
#[cfg(any(feature = "lsp", feature = "mcp"))]
pub(crate) use words::side_words;
pub use writer::Writer;

/// What of the short text is unfolded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unfold {
    /// Advice, which is counted only otherwise.
    pub advice: bool,
    /// What is not assessed, with what it needs.
    pub missing: bool,
    /// Nothing but the cause of this number, in full.
    pub show: Option<NonZeroUsize>,
}

/// How text is to look.
#[expect(clippy::struct_excessive_bools, reason = "switches that have nothing to do with each other")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Colors by escape sequences.
    pub color: bool,
    /// Box-drawing characters; otherwise ASCII only.
    pub unicode: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// All sources and everything that was not assessed.
    pub verbose: bool,
    /// The last line only.
    pub quiet: bool,
    /// What of the short form is unfolded.
    pub unfold: Unfold,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, unicode: true, width: 80, verbose: false, quiet: false, unfold: Unfold::default() }
    }
}
