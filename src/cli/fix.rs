//! The fixes of `check`: units and names of specs as the format writes them, shown or written.

use std::fs;
use std::path::Path;

use clap::Args;
use rayon::prelude::*;
use similar::TextDiff;

use super::batch::report;
use super::judging::Run;
use super::output::{data, note};
use super::page::say_rejected;
use super::walk::{Entry, Found};
use super::whole::write_whole;
use super::{CLEAN, FAILED, FINDINGS, NOTHING};
use crate::finding::FileReport;
use crate::propose::{Respelled, Speller};
use crate::report::one_line;
use crate::source::plain;

#[derive(Debug, Args)]
pub(super) struct FixArguments {
    /// Write what is certain to the files before they are judged: units and names as the format writes them
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would write, and write and judge nothing, with `--fix` or without; exit with 1 if there is anything
    #[arg(long)]
    diff: bool,
}

/// A file with its fixes.
struct Fixed<'e> {
    entry: &'e Entry,
    before: String,
    after: String,
    changes: Vec<Respelled>,
}

impl FixArguments {
    /// Whether anything is asked for.
    pub(super) const fn given(&self) -> bool {
        self.fix || self.diff
    }

    /// Fixes files, or shows how they would be fixed, if that is asked for. The exit code, if that was all or failed.
    pub(super) fn run(&self, entries: &[Entry], run: &Run) -> Option<u8> {
        if !self.given() {
            return None;
        }
        let files = entries.par_iter().filter(|entry| matches!(entry.found, Found::File));
        let fixed: Vec<Fixed<'_>> = files.filter_map(|entry| fixed(entry, run)).collect();
        if self.diff {
            let code = match judgeable(entries, run) {
                CLEAN if !fixed.is_empty() => FINDINGS,
                code => code,
            };
            return Some(data(code, |out| {
                fixed.iter().try_for_each(|file| {
                    let name = one_line(&file.entry.target.shown);
                    write!(out, "{}", TextDiff::from_lines(&file.before, &file.after).unified_diff().header(&name, &name))
                })
            }));
        }
        let mut failed = false;
        for Fixed { entry, after, changes, .. } in &fixed {
            let name = &entry.target.shown;
            match write_whole(&entry.target.path, after) {
                Ok(()) => {
                    let what: Vec<String> = changes.iter().map(|of| format!("{}: {} -> {}", of.at, of.from, of.to)).collect();
                    note(&format!("{name}: fixed {}", what.join(", ")));
                }
                Err(error) => {
                    note(&format!("cannot write {name}: {}; nothing was changed in it", plain(&error)));
                    failed = true;
                }
            }
        }
        failed.then_some(FAILED)
    }
}

/// Says what is wrong with files that do not load, because nothing is judged after a diff. The exit code: whether there is a spec, and
/// all of them load.
fn judgeable(entries: &[Entry], run: &Run) -> u8 {
    let reports: Vec<FileReport> = entries.par_iter().map(|entry| report(entry, run)).collect();
    let rejected: Vec<_> = reports.iter().filter_map(|report| report.rejected.as_ref()).collect();
    for rejected in &rejected {
        say_rejected(rejected);
    }
    if !rejected.is_empty() {
        return FAILED;
    }
    if reports.iter().any(|report| !report.designs.is_empty()) {
        return CLEAN;
    }
    note("no design spec was found");
    NOTHING
}

/// A file with its fixes; none if it needs none, is no spec, or does not load: what is wrong with it is said when it is judged.
fn fixed<'e>(entry: &'e Entry, run: &Run) -> Option<Fixed<'e>> {
    let before = fs::read_to_string(&entry.target.path).ok()?;
    let folder = entry.target.path.parent().unwrap_or(Path::new("."));
    let options = &run.options(&entry.target.path);
    let speller = Speller { engine: run.engine, loader: &run.loader, folder: Some(folder), options };
    let (after, changes) = speller.respell(&before)?;
    (!changes.is_empty()).then_some(Fixed { entry, before, after, changes })
}
