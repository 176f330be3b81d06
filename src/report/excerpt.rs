//! The few lines of a file that a finding is about, as a small text of their own: harmless, cut to the width of the screen,
//! with the places to mark in offsets of that text. Knows the real line and column of everything in it.
//!
//! A text of its own is needed because the drawing library shows lines as they are, however long, and in the order of the
//! file, while the primary place is to come first.

use super::phrases::Place;
use super::sanitize::sanitize;
use super::window::{ARM, NARROWEST, Spot, Window};
use super::wrap::{columns, lines};
use crate::finding::{Position, SourceFile};

const BOM: char = '\u{feff}';
/// Lines shown although nothing is marked in them, because leaving them out would take as much room.
const GAP: usize = 2;
/// Columns around a line: its number, the bar and the spaces.
const GUTTER: usize = 4;

/// A marked place of an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Offset in the excerpt.
    pub start: usize,
    /// Bytes; never 0.
    pub length: usize,
    /// What to say there, in lines.
    pub text: Option<String>,
    /// Where it really is.
    pub position: Position,
}

/// A line of an excerpt.
#[derive(Debug)]
struct Row {
    /// Offset in the excerpt.
    start: usize,
    /// Its real number, from 1.
    number: usize,
    /// Rows of one block follow each other in the file.
    block: usize,
}

/// Lines of a file with marks.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The lines, each with its line end.
    pub text: String,
    /// The marked places; the first is the primary one.
    pub marks: Vec<Mark>,
    rows: Vec<Row>,
}

/// Rows of one block that cover a mark or several.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct View {
    /// Bytes of the excerpt.
    pub range: std::ops::Range<usize>,
    /// Number of the first row, from 1.
    pub line: usize,
    /// Column of what was asked for, from 1.
    pub column: usize,
    /// Number of the block, from 0: the first is that of the primary place.
    pub block: usize,
}

impl Excerpt {
    /// The lines around some places, the first of which is the primary one; none if there is nothing to show.
    pub(super) fn new(file: &SourceFile, places: &[Place], width: usize) -> Option<Self> {
        if file.text.is_empty() || places.is_empty() {
            return None;
        }
        let spots: Vec<Spot<'_>> = places.iter().enumerate().map(|(index, place)| Spot::new(file, index, place)).collect();
        let last = spots.iter().map(|spot| spot.position.line).max().unwrap_or(1);
        let room = width.saturating_sub(GUTTER + last.to_string().len()).max(NARROWEST);
        let mut excerpt = Self { text: String::new(), marks: Vec::new(), rows: Vec::new() };
        let mut marks = Vec::new();
        for (index, block) in blocks(&spots).into_iter().enumerate() {
            // Read on from its first line, because counting lines from the beginning of a large file is slow.
            for (number, source) in (block.first..=block.last).zip(file.text[block.start..].split('\n')) {
                let here: Vec<&Spot<'_>> = spots.iter().filter(|spot| spot.position.line == number).collect();
                let start = excerpt.text.len();
                excerpt.rows.push(Row { start, number, block: index });
                marks.extend(excerpt.add_row(bare(source), &here, room));
            }
        }
        marks.sort_by_key(|(index, _)| *index);
        excerpt.marks = marks.into_iter().map(|(_, mark)| mark).collect();
        Some(excerpt)
    }

    /// Adds a line, cut to what fits, and yields its marks.
    fn add_row(&mut self, source: &str, spots: &[&Spot<'_>], room: usize) -> Vec<(usize, Mark)> {
        let window = Window::new(&sanitize(source), spots, room);
        let base = self.text.len();
        self.text.push_str(&window.text);
        let mut marks = Vec::new();
        for spot in spots {
            let start = window.place(spot.start).min(self.text.len() - base);
            if base + start == self.text.len() {
                // Something must be there to be marked.
                self.text.push(' ');
            }
            let shortest = self.text[base + start..].chars().next().map_or(1, char::len_utf8);
            let end = window.place(spot.end).max(start + shortest);
            let middle = columns(&self.text[base..base + start]) + columns(&self.text[base + start..base + end]) / 2;
            let text = lines(spot.text, room.saturating_sub(middle + ARM).max(NARROWEST)).join("\n");
            let text = (!text.is_empty()).then_some(text);
            marks.push((spot.index, Mark { start: base + start, length: end - start, text, position: spot.position }));
        }
        self.text.push('\n');
        marks
    }

    /// For each block the mark that it is about: the primary one, of the others the first.
    pub(super) fn firsts(&self) -> Vec<usize> {
        let block = |mark: &Mark| {
            let row = self.rows.partition_point(|row| row.start <= mark.start).checked_sub(1);
            row.and_then(|row| self.rows.get(row)).map(|row| row.block)
        };
        let last = self.rows.last().map_or(0, |row| row.block);
        let of = |number: usize| {
            let marks = self.marks.iter().enumerate().filter(|(_, mark)| block(mark) == Some(number));
            marks.min_by_key(|(index, mark)| (*index > 0, mark.start)).map(|(index, _)| index)
        };
        (0..=last).filter_map(of).collect()
    }

    /// The rows that cover some bytes; none if they are not of one block.
    pub(super) fn view(&self, start: usize, length: usize) -> Option<View> {
        let row_of = |offset: usize| self.rows.partition_point(|row| row.start <= offset).checked_sub(1);
        let first = row_of(start)?;
        let last = row_of(start + length.saturating_sub(1))?;
        let (first_row, last_row) = (self.rows.get(first)?, self.rows.get(last)?);
        if first_row.block != last_row.block {
            return None;
        }
        let end = self.rows.get(last + 1).map_or(self.text.len(), |next| next.start);
        let mark = self.marks.iter().find(|mark| mark.start == start);
        let column = mark.map_or(1, |mark| mark.position.column);
        Some(View { range: first_row.start..end, line: first_row.number, column, block: first_row.block })
    }
}

impl<'f> Spot<'f> {
    pub(super) fn new(file: &SourceFile, index: usize, place: &'f Place) -> Self {
        let position = file.position(place.span.start as usize);
        let begin = file.text[..position.offset].rfind('\n').map_or(0, |end| end + 1);
        let source = file.text[begin..].split('\n').next().unwrap_or_default();
        let line = bare(source);
        // Offsets count from behind the byte-order mark.
        let skipped = begin + if source.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let start = position.offset.saturating_sub(skipped).min(line.len());
        let end = file.position(place.span.end as usize).offset.saturating_sub(skipped).clamp(start, line.len());
        let end = start + line[start..end].trim_end().len();
        Self { index, position, begin, start, end, text: &place.text }
    }
}

/// Lines that follow each other in the file.
#[derive(Clone, Copy)]
struct Block {
    /// Numbers of its first and last line.
    first: usize,
    last: usize,
    /// Where it begins in the file.
    start: usize,
}

/// The lines to show; the block of the first spot comes first, the others in the order of the file.
fn blocks(spots: &[Spot<'_>]) -> Vec<Block> {
    let mut lines: Vec<(usize, usize)> = spots.iter().map(|spot| (spot.position.line, spot.begin)).collect();
    lines.sort_unstable();
    let mut blocks: Vec<Block> = Vec::new();
    for (number, start) in lines {
        match blocks.last_mut() {
            Some(block) if number <= block.last + GAP + 1 => block.last = number,
            _ => blocks.push(Block { first: number, last: number, start }),
        }
    }
    let primary = spots.first().map_or(0, |spot| spot.position.line);
    blocks.sort_by_key(|block| !(block.first..=block.last).contains(&primary));
    blocks
}

/// A line without its end and without a byte-order mark.
fn bare(line: &str) -> &str {
    let line = line.strip_suffix('\r').unwrap_or(line);
    line.strip_prefix(BOM).unwrap_or(line)
}
