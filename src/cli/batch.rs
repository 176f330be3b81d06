//! Judging many files at once.

use std::path::Path;
use std::sync::Arc;

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::judging::Run;
use super::walk::{Entry, Found};
use crate::finding::{FileReport, Rejected, SourceFile};

/// Files judged before what they yield is written: enough to keep all threads busy, few enough to take little memory.
const WINDOW: usize = 64;

/// Judges files in parallel and hands on what each yields, in their order whatever the number of threads, as soon as it is
/// known.
pub(super) fn judge_all<'e>(
    entries: &'e [Entry],
    run: &Run,
    progress: &ProgressBar,
    mut sink: impl FnMut(Vec<(&'e Path, FileReport)>),
) {
    for window in entries.chunks(WINDOW) {
        let reports: Vec<(&Path, FileReport)> = window
            .par_iter()
            .map(|entry| {
                let report = report(entry, run);
                progress.inc(1);
                (&*entry.target.path, report)
            })
            .collect();
        // The bar must not stand among the results.
        progress.suspend(|| sink(reports));
    }
}

fn report(entry: &Entry, run: &Run) -> FileReport {
    match &entry.found {
        Found::File => run.engine.check_file(&run.loader, &entry.target, &run.options(&entry.target.path)),
        Found::NoFile => FileReport { skipped: Some(entry.target.shown.clone()), ..FileReport::default() },
        Found::Unreadable(problem) => {
            let file = Arc::new(SourceFile::new(entry.target.shown.clone(), String::new()));
            Rejected::new(file, "design", vec![problem.clone()]).into()
        }
    }
}
