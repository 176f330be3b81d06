//! Writing to the terminal: data to stdout, notes to stderr, and a reader that went away is no failure.

use std::io::{self, IsTerminal, Write};

use super::FAILED;
use crate::report::{escape_json, one_line};

/// Writes data to stdout; `code` is the exit code if that works or if the reader has gone.
pub(super) fn data(code: u8, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> u8 {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => code,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => code,
        Err(error) => {
            note(&format!("cannot write the output: {error}"));
            FAILED
        }
    }
}

/// Writes text to stdout.
pub(super) fn text(code: u8, text: &str) -> u8 {
    data(code, |out| out.write_all(text.as_bytes()))
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

/// Whether to color: never with `NO_COLOR`, always with `CLICOLOR_FORCE`, otherwise on a terminal.
pub(super) fn color() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    if set("NO_COLOR") {
        return false;
    }
    set("CLICOLOR_FORCE") || io::stdout().is_terminal()
}

/// Columns of the terminal: COLUMNS if it is set, otherwise 80.
pub(super) fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(80).clamp(40, 160)
}
