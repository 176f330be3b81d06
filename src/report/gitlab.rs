//! Code quality of GitLab: a list of issues, each with an identity that stays.

use std::io::{self, Write as _};

use serde_json::json;

use super::Folder;
use super::form::Tail;
use super::json::line;
use super::sanitize::one_line;
use super::told::{Book, Rank, Row, Run, Teller, Told};

/// Issues in the making.
pub(super) struct Gitlab {
    folder: Folder,
    written: usize,
}

impl Gitlab {
    /// Nothing yet.
    pub(super) fn new(run: &Run) -> Self {
        Self { folder: run.folder.clone(), written: 0 }
    }

    fn issue(&self, row: &Row<'_>) -> serde_json::Value {
        let check = row.found.map_or(row.code, |(finding, _)| &finding.check);
        let severity = match row.rank {
            Rank::Rejected => "blocker",
            Rank::Error => "critical",
            Rank::Warning => "minor",
            Rank::Advice => "info",
        };
        let (file, start, end) = row.filed();
        json!({
            "type": "issue",
            "check_name": one_line(check),
            "description": format!("{}: {}", one_line(row.code), one_line(&row.message)),
            "severity": severity,
            "fingerprint": one_line(&row.fingerprint),
            "content": { "body": one_line(&row.help) },
            "location": {
                "path": one_line(&self.folder.seen_from_root(file)),
                "lines": { "begin": start.line, "end": end.line },
                "positions": {
                    "begin": { "line": start.line, "column": start.column },
                    "end": { "line": end.line, "column": end.column },
                },
            },
        })
    }
}

impl Teller for Gitlab {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        write!(out, "[")
    }

    fn file(&mut self, told: &Told, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        let mut written = self.written;
        for row in told.rows(book.language) {
            write!(out, "{}\n{}", if written == 0 { "" } else { "," }, line(&self.issue(&row))?)?;
            written += 1;
        }
        // Last, so that a page that fails and is dropped was not counted.
        self.written = written;
        Ok(())
    }

    fn end(&mut self, _: &Tail, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        writeln!(out, "{}]", if self.written == 0 { "" } else { "\n" })
    }
}
