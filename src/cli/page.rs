//! The reports of a run, written as they come: one on standard output at most, the others to files that are there whole or not at
//! all.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::mem::take;
use std::path::{Path, PathBuf};

use super::FAILED;
use super::outlet::{Outlet, Outlets, takes_the_place};
use super::output::{note, write_failure};
use super::shown::shown;
use super::whole::{Whole, unwritable};
use crate::finding::{FileReport, Rejected, SourceMap};
use crate::report::published::{Figure, Gate, Rule};
use crate::report::{Book, Rules, Run, Style, Summary, Told, Writer, beside_line, one_line, run_line};

/// Designs with the number or name of another that are named; more are counted.
const MOST_CLASHES: usize = 5;

/// All reports of a run.
pub(super) struct Page<'c> {
    outputs: Vec<Output<'c>>,
    /// What was said on standard error.
    said: BTreeSet<String>,
    /// Designs that have the number or name of another.
    clashes: usize,
    /// Whether the program itself had faults.
    faults: bool,
    /// The files that the reports would replace.
    replaced: Vec<PathBuf>,
    /// Why no report is put into a file: one that would be replaced was read.
    refusal: Option<String>,
    counts: Summary,
    /// Values that were set for the run.
    sets: Vec<String>,
    /// Whether all reports go to files and whoever looks at the run would see nothing.
    silent: bool,
    /// Whether a report on standard output says what was left out.
    tells: bool,
}

/// One report.
struct Output<'c> {
    writer: Writer<'c>,
    sink: Sink,
    /// Why nothing more can be written.
    failure: Option<io::Error>,
}

/// Where it goes.
enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    File(Whole, PathBuf),
}

impl Sink {
    fn begin(file: Option<&Path>) -> Result<Self, u8> {
        let Some(path) = file else { return Ok(Self::Stdout(BufWriter::new(io::stdout().lock()))) };
        Whole::begin(path).map(|whole| Self::File(whole, path.to_owned())).map_err(|error| cannot(path, &error))
    }

    fn out(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::File(out, _) => out,
        }
    }
}

/// Says that a file cannot be written; the exit code.
fn cannot(path: &Path, error: &io::Error) -> u8 {
    note(&format!("cannot write {}: {}; nothing was written", shown(path), unwritable(path, error)));
    FAILED
}

/// Says why a file could not be judged.
pub(super) fn say_rejected(rejected: &Rejected) {
    for problem in &rejected.problems {
        let (file, place) = rejected.sources.begin(problem.span);
        say_problem(&file.path, (place.line, place.column), &problem.message);
    }
}

fn say_problem(file: &str, (line, column): (usize, usize), message: &str) {
    note(&format!("{}:{line}:{column}: {}", one_line(file), one_line(message)));
}

impl<'c> Page<'c> {
    /// The reports with what comes first in them; the exit code if one cannot be written.
    pub(super) fn new(outlets: &Outlets, style: &Style, rules: Rules<'c>, run: &Run) -> Result<Self, u8> {
        Self::with(outlets, run, |outlet| Ok(Writer::of(outlet.format, style, rules, run)))
    }

    /// Reports that are written from those of the parts of a run; the exit code if that cannot be.
    pub(super) fn merging(outlets: &Outlets, verbose: bool, book: &Book, run: &Run) -> Result<Self, u8> {
        Self::with(outlets, run, |outlet| {
            Writer::merging(outlet.format, verbose, book.clone(), run).ok_or_else(|| {
                note("`text` and `full` show the texts of the files, which the parts do not hold; choose another format");
                FAILED
            })
        })
    }

    fn with(outlets: &Outlets, run: &Run, writer: impl Fn(&Outlet) -> Result<Writer<'c>, u8>) -> Result<Self, u8> {
        let mut outputs = Vec::new();
        for outlet in &outlets.0 {
            let (mut writer, mut sink) = (writer(outlet)?, Sink::begin(outlet.file.as_deref())?);
            let failure = writer.begin(sink.out()).err();
            outputs.push(Output { writer, sink, failure });
        }
        Ok(Self {
            outputs,
            said: BTreeSet::new(),
            clashes: 0,
            faults: false,
            replaced: outlets.replaced(),
            refusal: None,
            counts: Summary::default(),
            sets: run.sets.clone(),
            silent: outlets.is_silent(),
            tells: outlets.tell(),
        })
    }

    /// Why no report is put into a file, which is known once all is judged.
    pub(super) fn refuses(&self) -> bool {
        self.refusal.is_some()
    }

    /// Notes that a report would replace what was read for a file.
    fn guard(&mut self, report: &FileReport) {
        let designs = report.designs.iter().map(|design| &design.sources);
        let rejected = report.rejected.iter().chain(&report.mistaken).map(|rejected| &rejected.sources);
        for file in designs.chain(rejected).flat_map(SourceMap::files) {
            let real = fs::canonicalize(&file.path);
            if real.is_ok_and(|real| self.replaced.contains(&real)) {
                self.refusal.get_or_insert_with(|| takes_the_place(Path::new(&file.path)));
            }
        }
    }

    /// Adds what one file yields. Faults of the program itself are said on stderr as well.
    pub(super) fn file(&mut self, report: FileReport) {
        if !self.replaced.is_empty() && self.refusal.is_none() {
            self.guard(&report);
        }
        self.counts.add(&report);
        if self.silent {
            report.rejected.iter().for_each(say_rejected);
        }
        // Nearly always there is one report only, and nothing has to be copied.
        let (mut left, mut more) = (report, self.outputs.len());
        self.each(|writer, out| {
            more -= 1;
            let report = if more == 0 { take(&mut left) } else { left.clone() };
            writer.file(report, out)
        });
    }

    /// Adds what one file yielded in a part of the run.
    pub(super) fn told(&mut self, told: &Told) {
        told.count(&mut self.counts);
        if self.silent {
            for problem in told.rejected.iter().flat_map(|rejected| &rejected.problems) {
                let place = &problem.span.start;
                say_problem(problem.span.file.as_deref().unwrap_or(told.file()), (place.line, place.column), &problem.message);
            }
        }
        self.each(|writer, out| writer.told(told.clone(), out));
    }

    /// Takes up what findings of a part of the run share.
    pub(super) fn learn(&mut self, rules: &[Rule], figures: &[Figure]) {
        for output in &mut self.outputs {
            output.writer.learn(rules.to_vec(), figures.to_vec());
        }
    }

    /// Takes up what the exit code of the whole run will hang on, in a part of it.
    pub(super) fn judged(&mut self, gate: &Gate) {
        for output in &mut self.outputs {
            output.writer.judged(gate.clone());
        }
    }

    /// Takes up what of the checks was left out of the run, in a sentence.
    pub(super) fn omit(&mut self, words: &str) {
        for output in &mut self.outputs {
            output.writer.omit(words.to_owned());
        }
    }

    /// Takes up faults of the program itself that a part of the run tells of.
    pub(super) fn take_internal(&mut self, faults: &[String]) {
        for output in &mut self.outputs {
            output.writer.take_internal(faults.to_vec());
        }
        self.tell();
    }

    fn each(&mut self, mut write: impl FnMut(&mut Writer<'c>, &mut dyn Write) -> io::Result<()>) {
        for Output { writer, sink, failure } in &mut self.outputs {
            // Counted all the same: the exit code does not hang on the reader.
            let written = if failure.is_some() { write(writer, &mut io::sink()) } else { write(writer, sink.out()) };
            *failure = failure.take().or(written.err());
        }
        self.tell();
    }

    /// Says faults and the first clashes, each once.
    fn tell(&mut self) {
        for Output { writer, .. } in &self.outputs {
            self.faults |= !writer.internal().is_empty();
            for fault in writer.internal() {
                if self.said.insert(fault.clone()) {
                    note(&format!("internal error: {fault}"));
                }
            }
            for clash in writer.clashes() {
                if !self.said.contains(clash) {
                    self.said.insert(clash.clone());
                    self.clashes += 1;
                    if self.clashes <= MOST_CLASHES {
                        note(clash);
                    }
                }
            }
        }
    }

    /// Whether there were faults of the program itself.
    pub(super) const fn has_faults(&self) -> bool {
        self.faults
    }

    /// Hands on what is there to who reads along.
    pub(super) fn flush(&mut self) {
        for Output { sink, failure, .. } in &mut self.outputs {
            if let (Sink::Stdout(out), None) = (sink, &failure) {
                *failure = out.flush().err();
            }
        }
    }

    /// Adds what comes last. `code` is the exit code if all could be written or if the reader has gone.
    pub(super) fn end(self, code: u8) -> u8 {
        if let Some(more @ 1..) = self.clashes.checked_sub(MOST_CLASHES) {
            note(&format!("{more} more designs have the number or name of another"));
        }
        if self.silent {
            note(&run_line(&self.counts));
        }
        // The first line says what was left out; the set values are said where no report on the screen says them.
        if !self.tells {
            let counts = if self.silent { Summary::default() } else { self.counts };
            if let Some(line) = beside_line(&counts, &self.sets) {
                note(&line);
            }
        }
        let code = match &self.refusal {
            Some(why) => {
                note(&format!("{why}; no report was written to a file"));
                FAILED
            }
            None => code,
        };
        let keep = self.refusal.is_none();
        self.outputs.into_iter().fold(code, |worst, output| worst.max(output.end(code, keep)))
    }
}

impl Output<'_> {
    fn end(self, code: u8, keep: bool) -> u8 {
        let Self { writer, mut sink, failure } = self;
        writer.cut().iter().for_each(|cut| note(cut));
        let written = failure.map_or(Ok(()), Err).and_then(|()| writer.end(sink.out()));
        match sink {
            Sink::Stdout(mut out) => {
                let written = written.and_then(|()| out.flush());
                // What could not be written is not tried again.
                let _ = out.into_parts();
                written.map_or_else(|error| write_failure(code, &error), |()| code)
            }
            Sink::File(..) if !keep => code,
            Sink::File(whole, path) => written.and_then(|()| whole.keep()).map_or_else(|error| cannot(&path, &error), |()| code),
        }
    }
}
