//! The fixes of `check`: units and names of specs as the format writes them, and waivers that cover nothing taken out; shown or
//! written.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

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
use crate::propose::Fixer;
use crate::report::one_line;
use crate::source::plain;

#[derive(Debug, Args)]
pub(super) struct FixArguments {
    /// Write what is certain to the files before they are judged: units and names as the format writes them, and no waivers that
    /// cover nothing
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
    /// With units and names as the format writes them.
    spelled: String,
    /// Without waivers that cover nothing as well.
    after: String,
    /// What is spelled in another way, in words.
    changes: Vec<String>,
    /// The waivers that go.
    idle: Vec<String>,
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
        let mut fixed: Vec<Fixed<'_>> = files.filter_map(|entry| fixed(entry, run)).collect();
        keep_for_others(&mut fixed, entries, run);
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
        for Fixed { entry, after, changes, idle, .. } in &fixed {
            let name = &entry.target.shown;
            match write_whole(&entry.target.path, after) {
                Ok(()) => {
                    let idle = idle.iter().map(|waiver| format!("waiver of {waiver}, which covers nothing: removed"));
                    let what: Vec<String> = changes.iter().cloned().chain(idle).collect();
                    note(&format!("{name}: fixed {}", one_line(&what.join(", "))));
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
    let fixer = Fixer { engine: run.engine, loader: &run.loader, folder: Some(folder), options };
    let (spelled, respelled) = fixer.respell(&before)?;
    let changes: Vec<String> = respelled.iter().map(|of| format!("{}: {} -> {}", of.at, of.from, of.to)).collect();
    let (after, idle) = fixer.without_idle_waivers(&spelled).unwrap_or_else(|| (spelled.clone(), Vec::new()));
    let fixed = Fixed { entry, before, spelled, after, changes, idle };
    (fixed.before != fixed.after).then_some(fixed)
}

/// Leaves the waivers of files that other designs build on: those may need them.
fn keep_for_others(fixed: &mut Vec<Fixed<'_>>, entries: &[Entry], run: &Run) {
    if fixed.iter().all(|file| file.idle.is_empty()) {
        return;
    }
    let name = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let bases = entries.par_iter().filter(|entry| matches!(entry.found, Found::File)).flat_map_iter(|entry| {
        let read = run.loader.file(&entry.target.path, &entry.target.shown);
        read.sources.files().skip(1).map(|file| name(Path::new(&file.path))).collect::<Vec<_>>()
    });
    let bases: BTreeSet<PathBuf> = bases.collect();
    for file in fixed.iter_mut().filter(|file| bases.contains(&name(&file.entry.target.path))) {
        file.after.clone_from(&file.spelled);
        file.idle.clear();
    }
    fixed.retain(|file| file.before != file.after);
}
