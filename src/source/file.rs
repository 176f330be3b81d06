//! A file as it was read, and where its lines begin.

use std::path::Path;

/// How far apart the bytes are up to which characters are counted once. A column costs at most so many bytes of counting,
/// however long its line.
const STRIDE: usize = 256;

/// A file as it was read: where it is and what it holds.
#[derive(Debug)]
pub struct SourceFile {
    /// Its path as the user would name it, with `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Byte offsets of the beginnings of its lines.
    lines: Vec<u32>,
    /// Characters before every byte whose offset is a multiple of the stride.
    characters: Vec<u32>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Offset in bytes, from 0.
    pub offset: usize,
}

impl SourceFile {
    /// A file with its lines counted.
    #[must_use]
    pub fn new(path: String, text: String) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let breaks = ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
        let lines = std::iter::once(0).chain(breaks).collect();
        let mut count = 0;
        let before = |bytes: &[u8]| {
            let first = count;
            count += begun(bytes);
            first
        };
        let characters = text.as_bytes().chunks(STRIDE).map(before).collect();
        Self { path, text, lines, characters }
    }

    /// Line and column of a byte offset. A byte-order mark takes no column.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|start| *start as usize <= offset).max(1);
        let start = self.lines[line - 1] as usize;
        let marked = self.text[start..offset].starts_with('\u{feff}');
        let column = (self.before(offset) - self.before(start)) as usize + 1 - usize::from(marked);
        Position { line, column, offset }
    }

    /// Column of a byte offset in bytes of UTF-8, from 1. A byte-order mark takes none.
    #[must_use]
    pub fn byte_column(&self, offset: usize) -> usize {
        let Position { line, offset, .. } = self.position(offset);
        let start = self.lines[line - 1] as usize;
        let mark = if self.text[start..offset].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        offset - start - mark + 1
    }

    /// Characters that begin before a byte.
    fn before(&self, offset: usize) -> u32 {
        let Some(last) = self.characters.len().checked_sub(1) else { return 0 };
        // The end of a text whose length is a multiple of the stride has no count of its own.
        let chunk = (offset / STRIDE).min(last);
        self.characters[chunk] + begun(&self.text.as_bytes()[chunk * STRIDE..offset])
    }
}

/// Characters that begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(*byte & 0xC0 != 0x80)).sum()
}

/// Whether a path has the name of a YAML file, in small letters or capitals.
#[must_use]
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn positions_of_known_places() {
        let at = |text: &str, offset: usize| {
            let Position { line, column, offset } = SourceFile::new(String::new(), text.to_owned()).position(offset);
            (line, column, offset)
        };
        assert_eq!(at("", 0), (1, 1, 0));
        assert_eq!(at("", 9), (1, 1, 0), "beyond the end is the end");
        assert_eq!(at("a\nb", 2), (2, 1, 2));
        assert_eq!(at("\u{feff}ab", 3), (1, 1, 3), "a byte-order mark takes no column");
        assert_eq!(at("ü:x", 1), (1, 1, 0), "inside of a character is at its beginning");
        assert_eq!(at("ü:x", 3), (1, 3, 3));
        assert_eq!(SourceFile::new(String::new(), "a\n\u{fc}:x".to_owned()).byte_column(5), 4, "two bytes and one");
        assert_eq!(SourceFile::new(String::new(), "\u{feff}ab".to_owned()).byte_column(4), 2, "without the mark");
        let long = "é".repeat(STRIDE);
        assert_eq!(at(&long, 2 * STRIDE), (1, STRIDE + 1, 2 * STRIDE), "the end, at a multiple of the stride");
        assert_eq!(at(&format!("\n{long}"), 1 + 2 * 200), (2, 201, 401));
    }

    proptest! {
        #[test]
        fn columns_are_those_of_plain_counting(text in "(a|é|漢|🦀|\n|x{90}){0,40}", offset in 0_usize..3000) {
            let file = SourceFile::new(String::new(), text.clone());
            let position = file.position(offset);
            let before = &text[..position.offset];
            let line = before.rfind('\n').map_or(0, |end| end + 1);
            prop_assert_eq!(position.line, before.matches('\n').count() + 1);
            prop_assert_eq!(position.column, before[line..].chars().count() + 1);
        }
    }
}
