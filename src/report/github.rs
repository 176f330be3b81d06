//! Workflow commands of GitHub: an annotation for each finding, the worst first, because a step shows ten of each kind.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use super::Folder;
use super::form::Tail;
use super::sanitize::one_line;
use super::told::{Book, Rank, Row, Run, Teller, Told};
use super::tongue::Language;
use super::worst::Worst;

/// Annotations that are written; a run shows fifty of them, the others stand in its log.
const MOST: usize = 1000;

/// Annotations of each kind that a step shows.
const SHOWN: usize = 10;

/// Annotations in the making.
pub(super) struct Github {
    folder: Folder,
    lines: Worst<String>,
}

impl Github {
    /// Nothing yet.
    pub(super) fn new(run: &Run) -> Self {
        Self { folder: run.folder.clone(), lines: Worst::new(MOST).with_each(SHOWN) }
    }

    fn command(&self, row: &Row<'_>, language: Language) -> String {
        let kind = match row.rank {
            Rank::Rejected | Rank::Error => "error",
            Rank::Warning => "warning",
            Rank::Advice => "notice",
        };
        let (file, start, end) = row.filed();
        let name = row.found.map_or(String::new(), |(finding, _)| format!(" {}", finding.check));
        let mut command = format!("::{kind} file={},line={}", property(&self.folder.seen_from_root(file)), start.line);
        // Columns mean something on one line only.
        if start.line == end.line {
            // Writing to a string cannot fail.
            let _ = write!(command, ",col={},endLine={},endColumn={}", start.column, end.line, end.column);
        }
        let title = property(&format!("{}{name}", row.code));
        let said = data(&format!("{}{}", row.message, row.with(language)));
        let help = if row.help.is_empty() { String::new() } else { format!("%0A{}", data(&row.help)) };
        format!("{command},title={title}::{said}{help}")
    }
}

impl Teller for Github {
    fn file(&mut self, told: &Told, book: &Book, _: &mut Vec<u8>) -> io::Result<()> {
        for row in told.rows(book.language) {
            self.lines.push(row.rank, self.command(&row, book.language));
        }
        Ok(())
    }

    fn end(&mut self, tail: &Tail, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        self.lines.values().try_for_each(|line| writeln!(out, "{line}"))?;
        if let Some(words) = &tail.omitted {
            writeln!(out, "::notice title=left out::{}", data(words))?;
        }
        // What was not read is no green run; more of them are counted on standard error.
        tail.left_out.iter().take(SHOWN).try_for_each(|of| {
            let file = property(&self.folder.seen_from_root(&of.file));
            let why = data(&of.reason);
            writeln!(out, "::warning file={file},line=1,title=left out::this looks like a design and was not read: {why}")
        })
    }

    fn cut(&self) -> Option<String> {
        let (cut, of) = self.lines.cut();
        (cut > 0).then(|| format!("github: {cut} of {of} findings are left out, the mildest; a run shows fifty"))
    }
}

/// What stands behind the last `::`: one line, and nothing of it is read as an escape.
fn data(text: &str) -> String {
    one_line(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
