//! Writing to the terminal: data to stdout, notes to stderr, and a reader that went away is no failure.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use super::shown::shown;
use super::whole::{unwritable, write_whole};
use super::{CLEAN, FAILED};
use crate::report::{Style, escape_json, one_line};

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
            note(&format!("cannot write {}: {}; nothing was written", shown(path), unwritable(path, &error)));
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
