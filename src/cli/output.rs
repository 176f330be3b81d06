//! Writing to the terminal: data to stdout, notes to stderr, and a reader that went away is no failure.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use super::walk::shown;
use super::whole::write_whole;
use super::{CLEAN, FAILED};
use crate::finding::FileReport;
use crate::report::{Format, Rules, Style, Writer, escape_json, one_line};
use crate::source::plain;

/// Writes data to stdout; `code` is the exit code if that works or if the reader has gone.
pub(super) fn data(code: u8, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> u8 {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    written.map_or_else(|error| write_failure(code, &error), |()| code)
}

/// The exit code if output cannot be written. A reader that has gone has read what it wanted.
pub(super) fn write_failure(code: u8, error: &io::Error) -> u8 {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return code;
    }
    // What was asked for is not there; everything else is about the reader.
    let asked = error.kind() == io::ErrorKind::InvalidInput;
    note(&if asked { error.to_string() } else { format!("cannot write the output: {error}") });
    FAILED
}

/// A report on stdout, written as it comes.
pub(super) struct Page<'c> {
    writer: Writer<'c>,
    out: BufWriter<StdoutLock<'static>>,
    /// Why nothing more can be written.
    failure: Option<io::Error>,
    /// Internal errors that were said.
    said: usize,
    /// Clashes that were said.
    told: usize,
}

impl<'c> Page<'c> {
    /// A page with what comes first on it.
    pub(super) fn new(format: Format, style: &Style, rules: Rules<'c>) -> Self {
        let mut writer = Writer::new(format, style, rules);
        let mut out = BufWriter::new(io::stdout().lock());
        let failure = writer.begin(&mut out).err();
        Self { writer, out, failure, said: 0, told: 0 }
    }

    /// Adds what one file yields. Faults of the program itself are said on stderr as well.
    pub(super) fn file(&mut self, report: FileReport) {
        let written = if self.failure.is_some() {
            // Counted all the same: the exit code does not hang on the reader.
            self.writer.file(report, &mut io::sink())
        } else {
            self.writer.file(report, &mut self.out)
        };
        self.failure = self.failure.take().or(written.err());
        for fault in &self.writer.internal()[self.said..] {
            note(&format!("internal error: {fault}"));
        }
        self.said = self.writer.internal().len();
        self.writer.clashes()[self.told..].iter().for_each(|clash| note(clash));
        self.told = self.writer.clashes().len();
    }

    /// Whether there were faults of the program itself.
    pub(super) const fn has_faults(&self) -> bool {
        self.said > 0
    }

    /// Hands on what is there.
    pub(super) fn flush(&mut self) {
        if self.failure.is_none() {
            self.failure = self.out.flush().err();
        }
    }

    /// Adds what comes last. `code` is the exit code if all could be written or if the reader has gone.
    pub(super) fn end(self, code: u8) -> u8 {
        let Self { writer, mut out, failure, .. } = self;
        let written = failure.map_or(Ok(()), Err).and_then(|()| writer.end(&mut out)).and_then(|()| out.flush());
        // What could not be written is not tried again.
        let _ = out.into_parts();
        written.map_or_else(|error| write_failure(code, &error), |()| code)
    }
}

/// Writes text to stdout.
pub(super) fn text(code: u8, text: &str) -> u8 {
    data(code, |out| out.write_all(text.as_bytes()))
}

/// Writes text to a file, whole or not at all; to stdout if none is named.
pub(super) fn to_file(path: Option<&Path>, text: &str) -> u8 {
    let Some(path) = path else { return self::text(CLEAN, text) };
    match write_whole(path, text) {
        Ok(()) => CLEAN,
        Err(error) => {
            note(&format!("cannot write {}: {}; nothing was written", shown(path), plain(&error)));
            FAILED
        }
    }
}

/// Writes JSON to stdout.
pub(super) fn json(code: u8, value: &impl serde::Serialize) -> u8 {
    data(code, |out| {
        let text = serde_json::to_string_pretty(value)?;
        writeln!(out, "{}", escape_json(&text))
    })
}

/// Writes a note to stderr.
pub(super) fn note(message: &str) {
    let _ = writeln!(io::stderr(), "caseproof: {}", one_line(message));
}

/// How text is to look on this terminal.
pub(super) fn style() -> Style {
    Style { color: color(), unicode: unicode(), width: width(), ..Style::default() }
}

/// Whether to color: never with `NO_COLOR`, always with `CLICOLOR_FORCE`, otherwise on a terminal.
fn color() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    if set("NO_COLOR") {
        return false;
    }
    set("CLICOLOR_FORCE") || io::stdout().is_terminal()
}

/// Whether to draw boxes: the screens that cannot are the text console of Linux and what calls itself dumb.
fn unicode() -> bool {
    let plain = std::env::var_os("TERM").is_some_and(|term| term == "linux" || term == "dumb");
    !(plain && io::stdout().is_terminal())
}

/// Columns of the screen: what COLUMNS says, otherwise those of the terminal, and 80 where there is none.
fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let real = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    asked.or_else(real).filter(|columns| *columns > 0).unwrap_or(80).clamp(40, 160)
}
