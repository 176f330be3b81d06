//! Diagnostics for reviewdog (`rdjson`), whose columns count bytes of UTF-8.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use super::form::Tail;
use super::json::line;
use super::published::Position;
use super::sanitize::one_line;
use super::told::{Book, Rank, Row, Teller, Told};
use super::tongue::Language;

/// Diagnostics in the making.
#[derive(Default)]
pub(super) struct Rdjson {
    written: usize,
}

impl Teller for Rdjson {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        write!(out, "{{\n  \"source\": {},\n  \"diagnostics\": [", line(&json!({ "name": "caseproof" }))?)
    }

    fn file(&mut self, told: &Told, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        let mut written = self.written;
        for row in told.rows(book.language) {
            write!(out, "{}\n{}", if written == 0 { "" } else { "," }, line(&diagnostic(&row, book.language))?)?;
            written += 1;
        }
        // Last, so that a page that fails and is dropped was not counted.
        self.written = written;
        Ok(())
    }

    fn end(&mut self, _: &Tail, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        writeln!(out, "{}]\n}}", if self.written == 0 { "" } else { "\n  " })
    }
}

fn diagnostic(row: &Row<'_>, language: Language) -> Value {
    let severity = match row.rank {
        Rank::Rejected | Rank::Error => "ERROR",
        Rank::Warning => "WARNING",
        Rank::Advice => "INFO",
    };
    let help = one_line(&row.help);
    let said = one_line(&format!("{}{}", row.message, row.with(language)));
    json!({
        "message": if help.is_empty() { said } else { format!("{said}\n{help}") },
        "location": { "path": one_line(row.file), "range": { "start": place(row.start), "end": place(row.end) } },
        "severity": severity,
        "code": { "value": one_line(row.code) },
    })
}

fn place(position: Position) -> Value {
    json!({ "line": position.line, "column": position.bytes.unwrap_or(position.column) })
}
