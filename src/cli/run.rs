//! The engine of the command line, and judging many files at once.

use std::path::PathBuf;
use std::sync::Arc;

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::FAILED;
use super::outlet::Outlets;
use super::output::{note, style};
use super::page::Page;
use super::walk::{Entry, Found};
use crate::design::Loader;
use crate::engine::{Engine, Options};
use crate::finding::{FileReport, Rejected, SourceFile};
use crate::report::{Format, Rules, Run, Style};

/// Files judged before what they yield is written: enough to keep all threads busy, few enough to take little memory.
const WINDOW: usize = 64;

/// The engine with the checks of some house folders. If a check cannot be loaded, all that is wrong is reported and the exit code is that of a failure.
/// It lives as long as the program: taking it apart at the end would take longer than judging a small design.
pub(super) fn engine(folders: &[PathBuf], outlets: impl Into<Outlets>, style: &Style) -> Result<&'static Engine, u8> {
    let engine = Engine::with_house(folders).map_err(|wrong| {
        let code = rejections(wrong, outlets, style);
        note("the checks could not be loaded; nothing was judged");
        code
    })?;
    engine.replacements().iter().for_each(|line| note(line));
    Ok(Box::leak(Box::new(engine)))
}

/// The engine of the built-in checks, for commands that report in text if it is damaged.
pub(super) fn builtin_engine() -> Result<&'static Engine, u8> {
    engine(&[], Format::Text, &style())
}

/// Reports files that could not be read; the exit code.
pub(super) fn rejections(wrong: Vec<Rejected>, outlets: impl Into<Outlets>, style: &Style) -> u8 {
    let mut page = match Page::new(&outlets.into(), style, Rules::new(&[]), &Run::default()) {
        Ok(page) => page,
        Err(code) => return code,
    };
    for rejected in wrong {
        page.file(rejected.into());
    }
    page.end(FAILED)
}

/// Judges files in parallel and hands on what each yields, in their order whatever the number of threads, as soon as it is
/// known.
pub(super) fn judge_all(
    entries: &[Entry],
    engine: &Engine,
    loader: &Loader,
    options: &Options,
    progress: &ProgressBar,
    mut sink: impl FnMut(Vec<FileReport>),
) {
    for window in entries.chunks(WINDOW) {
        let reports: Vec<FileReport> = window
            .par_iter()
            .map(|entry| {
                let report = report(entry, engine, loader, options);
                progress.inc(1);
                report
            })
            .collect();
        // The bar must not stand among the results.
        progress.suspend(|| sink(reports));
    }
}

fn report(entry: &Entry, engine: &Engine, loader: &Loader, options: &Options) -> FileReport {
    match &entry.found {
        Found::File => engine.check_file(loader, &entry.target, options),
        Found::NoFile => FileReport { skipped: Some(entry.target.shown.clone()), ..FileReport::default() },
        Found::Unreadable(problem) => {
            let file = Arc::new(SourceFile::new(entry.target.shown.clone(), String::new()));
            Rejected::new(file, "design", vec![problem.clone()]).into()
        }
    }
}
