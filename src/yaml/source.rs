//! A file as it was read, and where its lines begin.

/// A file as it was read: where it is and what it holds.
#[derive(Debug)]
pub struct SourceFile {
    /// Its path as the user would name it, with `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Byte offsets of the beginnings of its lines.
    lines: Vec<u32>,
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
        let breaks = text.bytes().zip(1_u32..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        let lines = std::iter::once(0).chain(breaks).collect();
        Self { path, text, lines }
    }

    /// Line and column of a byte offset. A byte-order mark takes no column.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|start| *start as usize <= offset).max(1);
        let before = &self.text[self.lines[line - 1] as usize..offset];
        Position { line, column: before.chars().filter(|c| *c != '\u{feff}').count() + 1, offset }
    }
}
