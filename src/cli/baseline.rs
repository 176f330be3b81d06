//! The baseline of `check`: read before the run, held against what is found, written when that is asked for.

use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::outlet::Outlets;
use super::output::note;
use super::run::rejections;
use super::shown::shown;
use super::walk::real;
use super::whole::{unwritable, write_whole};
use super::{FAILED, NOTHING};
use crate::compare::{Baseline, Ended, Entry, Hold, Outcome, Share};
use crate::config::Settled;
use crate::finding::{FileReport, Rejected, SourceFile};
use crate::report::Style;
use crate::report::published::Against;
use crate::source::{Disk, Provider as _, Span};
use crate::yaml::Problem;

/// Most bytes of a baseline: some hundred thousand findings.
const MOST_BYTES: u64 = 64 << 20;
/// Findings that have ended and are named; more are counted.
const MOST_NAMED: usize = 10;

#[derive(Debug, Args)]
pub(super) struct BaselineArguments {
    /// Count what this file has as known: only findings that are new, or worse than it says, fail the run
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Write what is found to this file, for `--baseline`; what it has and was fixed is taken out
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

impl BaselineArguments {
    /// The one that is written.
    pub(super) fn written(&self) -> Option<&Path> {
        self.write_baseline.as_deref()
    }

    /// The one that is read.
    pub(super) fn read(&self) -> Option<&Path> {
        self.baseline.as_deref()
    }
}

/// A baseline with its place.
pub(super) struct Base {
    path: PathBuf,
    /// Its folder, from which it names files.
    folder: PathBuf,
    was: Baseline,
    there: Box<dyn Fn(&str) -> bool>,
    writes: bool,
}

impl Base {
    /// The baseline that is asked for, if one is; the exit code if it cannot be read.
    pub(super) fn open(arguments: &BaselineArguments, outlets: &Outlets, style: &Style) -> Result<Option<Self>, u8> {
        let BaselineArguments { baseline, write_baseline } = arguments;
        let Some(path) = write_baseline.as_ref().or(baseline.as_ref()) else { return Ok(None) };
        let writes = write_baseline.is_some();
        let was = if writes && !path.exists() { Ok(Baseline::default()) } else { read(path) };
        let was = was.map_err(|rejected| {
            let code = rejections(vec![*rejected], outlets.clone(), style);
            note("the baseline cannot be read; nothing was judged");
            code
        })?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let from = folder.clone();
        // What cannot be looked at may be there.
        let there = Box::new(move |file: &str| from.join(file).try_exists().unwrap_or(true));
        Ok(Some(Self { path: path.clone(), folder, was, there, writes }))
    }

    /// All that a run hangs on of it.
    pub(super) fn text(&self) -> String {
        self.was.text().unwrap_or_default()
    }

    /// A run that is held against it.
    pub(super) fn hold(&self) -> Held<'_> {
        let hold = Hold::new(&self.was, &*self.there);
        Held { base: self, hold: if self.writes { hold.accepting() } else { hold } }
    }
}

/// A run that is held against a baseline.
pub(super) struct Held<'b> {
    base: &'b Base,
    hold: Hold<'b>,
}

impl Held<'_> {
    /// Sets apart what is known in what one file yields.
    pub(super) fn settle(&mut self, report: &mut FileReport, settled: &Settled) {
        let designs = report.designs.first().map(|design| &design.file);
        let Some(file) = designs.or(report.rejected.as_ref().map(|rejected| &rejected.file)) else { return };
        let file = relative(&self.base.folder, &real(Path::new(&file.path)));
        self.hold.settle(report, &file, &|check| settled.is_mandatory(check));
    }

    /// What came of it in a part of a run.
    pub(super) fn share(&mut self) -> Against {
        let Share { outcome, gone, followed, moved } = self.hold.share();
        Against { gone, followed, moved, ..against(shown(&self.base.path), &outcome) }
    }

    /// Says what came of it, and writes the baseline if that is asked for. The exit code: `code` if all went well.
    pub(super) fn end(mut self, code: u8) -> u8 {
        let outcome = self.hold.outcome();
        let name = shown(&self.base.path);
        if !self.base.writes {
            note_standing(&against(name, &outcome));
            return code;
        }
        if code == NOTHING {
            note(&format!("{name} was not written"));
            return code;
        }
        let next = self.hold.next();
        let written = next.text().map_err(Into::into).and_then(|text| write_whole(&self.base.path, &text));
        if let Err(error) = written {
            note(&format!("cannot write {name}: {}; nothing was written", unwritable(&self.base.path, &error)));
            return FAILED;
        }
        note(&format!("{name}: {}", written_words(&next, &outcome)));
        name_ended(&outcome);
        code
    }
}

/// The baseline of a file, or why it cannot be read.
fn read(path: &Path) -> Result<Baseline, Box<Rejected>> {
    let rejected = |text: String, problem: Problem| {
        let file = Arc::new(SourceFile::new(shown(path), text));
        Box::new(Rejected::new(file, "baseline", vec![problem]))
    };
    let unreadable = |message: String| {
        let problem = Problem::new("unreadable", Span::default(), format!("cannot read the baseline: {message}"));
        rejected(String::new(), problem.with_help("write one with `caseproof check --write-baseline FILE`"))
    };
    let bytes = Disk.read(path, MOST_BYTES + 1).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(unreadable(format!("it is larger than {} MiB", MOST_BYTES >> 20)));
    }
    let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
    Baseline::read(&text).map_err(|problem| rejected(text.clone(), problem))
}

/// What came of a run, in numbers.
fn against(name: String, outcome: &Outcome) -> Against {
    let Outcome { known, new, worse, bound, folded, ref ended } = *outcome;
    let of = |what: Ended| ended.iter().filter(|(_, ended)| *ended == what).count();
    let (open, left_out) = (of(Ended::Open), of(Ended::LeftOut));
    let over = ended.len() - open - left_out;
    Against { name, known, new, worse, bound, folded, over, open, left_out, ..Against::default() }
}

/// Says what came of a run that is held against a baseline.
pub(super) fn note_standing(against: &Against) {
    let Against { name, known, new, worse, bound, folded, over, open, left_out, gone, followed, .. } = against;
    let mut words = format!("{name}: {known} known, {new} new, {worse} worse");
    if *folded > 0 {
        let _ = write!(words, " ({folded} of them folded under another)");
    }
    words.push_str(&bound_words(*bound));
    let over = over + gone - followed;
    if over > 0 {
        let _ = write!(words, "; {over} no longer found, which --write-baseline takes out");
    }
    if *open > 0 {
        let _ = write!(words, "; {open} can no longer be decided, because less is known than before");
    }
    if *left_out > 0 {
        let _ = write!(words, "; {left_out} left out by configuration");
    }
    note(&words);
}

/// How many findings cannot be known, if any.
fn bound_words(bound: usize) -> String {
    if bound == 0 { String::new() } else { format!("; {bound} of mandatory checks, which no baseline accepts") }
}

/// What was written, and what that changes.
fn written_words(next: &Baseline, outcome: &Outcome) -> String {
    let of = |what: Ended| outcome.ended.iter().filter(|(_, ended)| *ended == what).count();
    let [fixed, waived, gone] = [Ended::Fixed, Ended::Waived, Ended::Gone].map(of);
    let (open, left_out) = (of(Ended::Open), of(Ended::LeftOut));
    let Outcome { known, worse, .. } = *outcome;
    // What no baseline accepts is new in every run, and not written.
    let new = outcome.new - outcome.bound;
    let mut words = format!("{} findings written: {known} known, {new} new, {worse} worse than before", next.len());
    let unread = next.len().saturating_sub(known + new + worse + open + left_out);
    for (kept, why) in [
        (open, "kept that can no longer be decided"),
        (left_out, "kept that the configuration leaves out"),
        (unread, "kept of files that were not judged"),
    ] {
        if kept > 0 {
            let _ = write!(words, ", {kept} {why}");
        }
    }
    words.push_str(&bound_words(outcome.bound));
    let ended = [(fixed, "fixed"), (waived, "waived"), (gone, "gone with their designs")];
    let ended: Vec<String> = ended.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if !ended.is_empty() {
        let _ = write!(words, "; taken out: {}", ended.join(", "));
    }
    words
}

/// Names the first findings that have ended.
fn name_ended(outcome: &Outcome) {
    for (Entry { file, design, code, subject, .. }, ended) in outcome.ended.iter().take(MOST_NAMED) {
        let what = match ended {
            Ended::Fixed => "fixed",
            Ended::Waived => "waived",
            Ended::Gone => "gone",
            Ended::Open => "cannot be decided",
            Ended::LeftOut => "left out",
        };
        note(&format!("{what}: {code} at {subject} of {design} ({file})"));
    }
    if let Some(more @ 1..) = outcome.ended.len().checked_sub(MOST_NAMED) {
        note(&format!("and {more} more"));
    }
}

/// A path as seen from a folder, with `/` between folders; both without links and `..`. On another drive it stays as it is.
fn relative(folder: &Path, file: &Path) -> String {
    let file: Vec<Component<'_>> = file.components().collect();
    let folder: Vec<Component<'_>> = folder.components().collect();
    let shared = folder.iter().zip(&file).take_while(|(one, other)| one == other).count();
    if shared == 0 && file.first().is_some_and(|first| !matches!(first, Component::Normal(_))) {
        return shown(&file.iter().collect::<PathBuf>());
    }
    let up = folder[shared..].iter().map(|_| Component::ParentDir);
    shown(&up.chain(file[shared..].iter().copied()).collect::<PathBuf>())
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn files_are_named_from_the_folder_of_the_baseline() {
        for (folder, file, expected) in [
            ("/a/b", "/a/b/c.yaml", "c.yaml"),
            ("/a/b", "/a/b/d/c.yaml", "d/c.yaml"),
            ("/a/b", "/a/c.yaml", "../c.yaml"),
            ("/a/b", "/x/c.yaml", "../../x/c.yaml"),
        ] {
            assert_eq!(relative(Path::new(folder), Path::new(file)), expected, "{file}");
        }
    }
}
