//! One line for each finding: `file:line:column: severity[code] message`. Data only, so that it can be counted and sorted:
//! whatever the language, a finding is one line, and its severity the word that editors know.

use std::io::{self, Write as _};

use super::form::Tail;
use super::sanitize::one_line;
use super::told::{Book, Teller, Told};

/// A line for each problem of a file that could not be judged, then for each finding.
pub(super) struct Concise;

impl Teller for Concise {
    fn file(&mut self, told: &Told, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        told.rows(book.language).try_for_each(|row| {
            let [file, code, message, with] = [row.file, row.code, &row.message, &row.with(book.language)].map(one_line);
            let gap = if with.is_empty() { "" } else { " " };
            let (line, column) = (row.start.line, row.start.column);
            writeln!(out, "{file}:{line}:{column}: {}[{code}] {message}{gap}{with}", row.severity)
        })
    }

    fn end(&mut self, _: &Tail, _: &Book, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}
