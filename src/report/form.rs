//! What a format for people is, and what all formats know in the end.

#[cfg(feature = "cli")]
use std::io;

use super::Summary;
use super::published::{Gate, LeftOut};
#[cfg(feature = "cli")]
use crate::finding::FileReport;

/// A format for people, which shows the texts of the files: what it writes before the first file, for each file and after the last.
#[cfg(feature = "cli")]
pub(super) trait Form {
    /// Writes what comes first.
    fn begin(&mut self, _out: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    /// Writes what one file yields, or keeps it for later.
    fn file(&mut self, report: FileReport, out: &mut Vec<u8>) -> io::Result<()>;

    /// Writes what was kept and what comes last.
    fn end(&mut self, tail: &Tail, out: &mut Vec<u8>) -> io::Result<()>;
}

/// What is known when all files are through.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// Counts.
    pub summary: Summary,
    /// Files that are no specs.
    pub skipped: Vec<String>,
    /// Files that look like designs and were not read.
    pub left_out: Vec<LeftOut>,
    /// Faults of the program itself.
    pub internal: Vec<String>,
    /// Designs that go by one number or name.
    pub clashes: Vec<String>,
    /// What of the checks was left out, in a sentence.
    pub omitted: Option<String>,
    /// Values that were set for this run, each as `PATH=VALUE`.
    pub sets: Vec<String>,
    /// What the exit code of the whole run will hang on, in a part of it.
    pub gate: Option<Gate>,
}
