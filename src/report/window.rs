//! The part of a long line that fits on the screen, chosen by what is marked in it.

use super::wrap::{columns, fitting};
use crate::finding::Position;

/// A place, cut to the first of its lines.
pub(super) struct Spot<'f> {
    /// Number of the place among those given.
    pub index: usize,
    pub position: Position,
    /// Where its line begins in the file.
    pub begin: usize,
    /// Bytes in the line.
    pub start: usize,
    pub end: usize,
    pub text: &'f str,
}

/// Columns from a mark to the text that belongs to it.
pub(super) const ARM: usize = 4;
/// Columns that the text at a mark gets at least.
pub(super) const NARROWEST: usize = 24;

/// What of a line is shown.
pub(super) struct Window {
    /// The line as shown.
    pub text: String,
    /// Bytes of the line that are shown.
    from: usize,
    to: usize,
    /// Bytes of the ellipsis before them.
    lead: usize,
}

impl Window {
    /// Cuts at the left only as much as the texts at the marks need, and never into the first mark; then at the right.
    pub(super) fn new(line: &str, spots: &[&Spot<'_>], room: usize) -> Self {
        let first = spots.iter().map(|spot| spot.start).min().unwrap_or(0);
        let need = spots.iter().map(|spot| overhang(line, spot, room)).max().unwrap_or(0);
        let from = if need == 0 { 0 } else { cut(&line[..first], need) };
        let lead = if from == 0 { "" } else { "…" };
        let rest = &line[from..];
        if columns(lead) + columns(rest) <= room {
            return Self { text: format!("{lead}{rest}"), from, to: line.len(), lead: lead.len() };
        }
        let shown = fitting(rest, room.saturating_sub(columns(lead) + 1));
        Self { text: format!("{lead}{shown}…"), from, to: from + shown.len(), lead: lead.len() }
    }

    /// Offset in what is shown of an offset in the line; what was cut off lies at the ellipsis.
    pub(super) fn place(&self, offset: usize) -> usize {
        if offset < self.from { 0 } else { self.lead + offset.min(self.to) - self.from }
    }
}

/// Bytes to leave out at the left so that `need` columns are saved; up to the next word where there is one.
fn cut(before: &str, need: usize) -> usize {
    // The ellipsis takes a column itself.
    let least = fitting(before, need + 1).len();
    let word = before[least..].find(' ').map_or(least, |space| least + space + 1);
    if word < before.len() { word } else { least }
}

/// Columns by which a mark with its text would stand out of the screen.
fn overhang(line: &str, spot: &Spot<'_>, room: usize) -> usize {
    let width = columns(&line[spot.start..spot.end]).max(1);
    let text = columns(spot.text).min(NARROWEST);
    let text = if text == 0 { 0 } else { width / 2 + ARM + text };
    // What follows the mark is cut off if it does not fit, and the ellipsis there takes a column.
    let more = usize::from(!line[spot.end..].is_empty());
    let reach = columns(&line[..spot.start]) + (width + more).min(room / 2).max(text);
    reach.saturating_sub(room)
}
