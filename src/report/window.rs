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
    /// What was left out between two marks.
    gap: Gap,
}

/// What stands for something that was left out.
const ELLIPSIS: &str = "…";
/// Columns from which what stands between two marks is left out where there is no room for it.
const WIDE_GAP: usize = 16;
/// Columns of it that are kept before the second mark.
const KEPT: usize = 12;

/// Bytes of a line that an ellipsis stands for; none if both ends are one.
#[derive(Clone, Copy, Default)]
struct Gap {
    from: usize,
    to: usize,
}

impl Gap {
    /// The widest between two marks of a line, up to a word or two before the second.
    fn widest(line: &str, spots: &[&Spot<'_>]) -> Self {
        let mut marks: Vec<(usize, usize)> = spots.iter().map(|spot| (spot.start, spot.end)).collect();
        marks.sort_unstable();
        let (mut end, mut widest) = (usize::MAX, Self::default());
        for (start, next) in marks {
            if start > end && columns(&line[end..start]) > columns(&line[widest.from..widest.to]).max(WIDE_GAP) {
                widest = Self { from: end, to: start };
            }
            end = if end == usize::MAX { next } else { end.max(next) };
        }
        let between = &line[widest.from..widest.to];
        let words = between.char_indices().filter(|(_, c)| *c == ' ').map(|(space, _)| space + 1);
        let keep = words.into_iter().find(|word| columns(&between[*word..]) <= KEPT).unwrap_or(between.len());
        Self { to: widest.from + keep, ..widest }
    }

    /// The line without it.
    fn close(self, line: &str) -> String {
        if self.from == self.to { line.to_owned() } else { format!("{}{ELLIPSIS}{}", &line[..self.from], &line[self.to..]) }
    }

    /// Where an offset in the line is without it.
    fn place(self, offset: usize) -> usize {
        if self.from == self.to || offset <= self.from {
            return offset;
        }
        offset.max(self.to) - self.to + self.from + ELLIPSIS.len()
    }
}

impl Window {
    /// Cuts at the left only as much as the texts at the marks need, and never into the first mark; where that is not enough,
    /// between two marks; then at the right.
    pub(super) fn new(line: &str, spots: &[&Spot<'_>], room: usize) -> Self {
        let first = spots.iter().map(|spot| spot.start).min().unwrap_or(0);
        let need = |line: &str, gap: Gap| spots.iter().map(|spot| overhang(line, spot, gap, room)).max().unwrap_or(0);
        let enough = need(line, Gap::default()) < columns(&line[..first]).max(1);
        let gap = if enough { Gap::default() } else { Gap::widest(line, spots) };
        let line = gap.close(line);
        let need = need(&line, gap);
        let from = if need == 0 { 0 } else { cut(&line[..first], need) };
        let lead = if from == 0 { "" } else { ELLIPSIS };
        let rest = &line[from..];
        if columns(lead) + columns(rest) <= room {
            return Self { text: format!("{lead}{rest}"), from, to: line.len(), lead: lead.len(), gap };
        }
        let shown = fitting(rest, room.saturating_sub(columns(lead) + 1));
        Self { text: format!("{lead}{shown}{ELLIPSIS}"), from, to: from + shown.len(), lead: lead.len(), gap }
    }

    /// Offset in what is shown of an offset in the line; what was cut off lies at the ellipsis.
    pub(super) fn place(&self, offset: usize) -> usize {
        let offset = self.gap.place(offset);
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

/// Columns by which a mark with its text would stand out of the screen, in a line without a gap.
fn overhang(line: &str, spot: &Spot<'_>, gap: Gap, room: usize) -> usize {
    let (start, end) = (gap.place(spot.start), gap.place(spot.end));
    let width = columns(&line[start..end]).max(1);
    let text = columns(spot.text).min(NARROWEST);
    let text = if text == 0 { 0 } else { width / 2 + ARM + text };
    // What follows the mark is cut off if it does not fit, and the ellipsis there takes a column.
    let more = usize::from(!line[end..].is_empty());
    let reach = columns(&line[..start]) + (width + more).min(room / 2).max(text);
    reach.saturating_sub(room)
}

#[cfg(test)]
mod tests {
    use super::{Spot, Window};
    use crate::finding::SourceFile;
    use crate::report::wrap::columns;

    #[test]
    fn what_stands_between_two_marks_gives_way_to_their_texts() {
        let line = "  - { name: drop, process: vacuum-casting, material: cast-pu-rubber-like, stage: evt }";
        let file = SourceFile::new("a.yaml".to_owned(), line.to_owned());
        let spot = |index: usize, what: &str, text: &'static str| {
            let start = line.find(what).expect("it is there");
            let span = crate::source::Span::new(start, start + what.len());
            (index, crate::report::phrases::Place { span, text: text.to_owned() })
        };
        let places = [spot(0, "vacuum-casting", "made this way"), spot(1, "evt", "at this stage there is no lot of production")];
        let spots: Vec<Spot<'_>> = places.iter().map(|(index, place)| Spot::new(&file, *index, place)).collect();
        let spots: Vec<&Spot<'_>> = spots.iter().collect();
        let shown = |room: usize| {
            let window = Window::new(line, &spots, room);
            let marked = |spot: &Spot<'_>| window.text[window.place(spot.start)..window.place(spot.end)].to_owned();
            assert!(columns(&window.text) <= room, "{room}: {}", window.text);
            (marked(spots[0]), marked(spots[1]), window.text.contains("…stage: evt"), window.text.contains("rubber"))
        };
        let marks = |gap: bool, all: bool| ("vacuum-casting".to_owned(), "evt".to_owned(), gap, all);
        assert_eq!(shown(140), marks(false, true));
        assert_eq!(shown(74), marks(true, false), "cut at the left it would not do");
        assert_eq!(shown(60), marks(true, false));
    }
}
