//! A text as an editor counts in it: lines, and characters of the encoding that was agreed on.

use gen_lsp_types::{Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent};

use crate::source::Span;

/// In what the columns of positions are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16: what the protocol counts in if nothing else was agreed on.
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The first of those that a client offers which is known here.
    pub(super) fn agreed(offered: Option<&[PositionEncodingKind]>) -> Self {
        let known = |kind: &PositionEncodingKind| match kind {
            PositionEncodingKind::UTF8 => Some(Self::Utf8),
            PositionEncodingKind::UTF16 => Some(Self::Utf16),
            PositionEncodingKind::UTF32 => Some(Self::Utf32),
            PositionEncodingKind::Custom(_) => None,
        };
        offered.and_then(|offered| offered.iter().find_map(known)).unwrap_or(Self::Utf16)
    }

    /// Its word in the protocol.
    pub(super) const fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    const fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A text with the beginnings of its lines, which end with `\n`, `\r\n` or `\r`.
#[derive(Clone, Debug)]
pub(super) struct Text {
    content: String,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl Text {
    /// A text with its lines counted.
    pub(super) fn new(text: String, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = |at: &usize| match bytes[*at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|at| at + 1)).collect();
        Self { content: text, starts, encoding }
    }

    /// The text.
    pub(super) fn as_str(&self) -> &str {
        &self.content
    }

    /// The position of a byte; one inside of a character is at its beginning.
    pub(super) fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.content.len());
        while !self.content.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let before = &self.content[self.starts[line]..offset];
        let column: usize = before.chars().map(|c| self.encoding.width(c)).sum();
        Position { line: number(line), character: number(column) }
    }

    /// The byte of a position; beyond the end of a line it is that end, and inside of a character its beginning.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.content.len() };
        let end = self.line_end(line);
        let mut left = position.character as usize;
        let mut at = start;
        for c in self.content[start..end].chars() {
            let width = self.encoding.width(c);
            if width > left {
                break;
            }
            left -= width;
            at += c.len_utf8();
        }
        at
    }

    /// The range of some bytes.
    pub(super) fn range(&self, span: std::ops::Range<usize>) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The range of a span, of whatever file it is.
    pub(super) fn span(&self, span: Span) -> Range {
        self.range(span.range())
    }

    /// Where the line that holds a byte begins, and where it ends without its line break.
    pub(super) fn line(&self, offset: usize) -> std::ops::Range<usize> {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        self.starts[line]..self.line_end(line)
    }

    /// Makes a change; a range that ends before it begins is empty.
    pub(super) fn change(&mut self, change: TextDocumentContentChangeEvent) {
        let text = match change {
            TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                let start = self.offset(part.range.start);
                let end = self.offset(part.range.end).max(start);
                [&self.content[..start], &part.text, &self.content[end..]].concat()
            }
            TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text,
        };
        *self = Self::new(text, self.encoding);
    }

    fn line_end(&self, line: usize) -> usize {
        let end = self.starts.get(line + 1).copied().unwrap_or(self.content.len());
        let start = self.starts[line];
        start + self.content[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn columns_are_counted_in_the_encoding() {
        let text = "a\r\n漢🦀b\rc";
        for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            let text = Text::new(text.to_owned(), encoding);
            let b = text.as_str().find('b').expect("there");
            assert_eq!(text.position(b), Position { line: 1, character: column }, "{encoding:?}");
            assert_eq!(text.offset(Position { line: 1, character: column }), b, "{encoding:?}");
            assert_eq!(text.offset(Position { line: 1, character: 99 }), b + 1, "the end of the line");
            assert_eq!(text.offset(Position { line: 9, character: 0 }), text.as_str().len(), "the end of the text");
            assert_eq!(text.position(text.as_str().len()), Position { line: 2, character: 1 });
        }
        let text = Text::new("🦀b".to_owned(), Encoding::Utf16);
        assert_eq!(text.offset(Position { line: 0, character: 1 }), 0, "inside of a character");
    }

    #[test]
    fn changes_are_made_where_they_say() {
        let part = |line, from, to, text: &str| {
            let at = |character| Position { line, character };
            serde_json::from_value::<TextDocumentContentChangeEvent>(
                serde_json::json!({ "range": { "start": at(from), "end": at(to) }, "text": text }),
            )
            .expect("a change")
        };
        let mut text = Text::new("a: 1\r\nb: 🦀2\r\n".to_owned(), Encoding::Utf16);
        text.change(part(1, 3, 5, "漢"));
        assert_eq!(text.as_str(), "a: 1\r\nb: 漢2\r\n");
        text.change(part(0, 4, 4, "0\nc: 3"));
        assert_eq!(text.as_str(), "a: 10\nc: 3\r\nb: 漢2\r\n");
        text.change(serde_json::from_value(serde_json::json!({ "text": "new" })).expect("a change"));
        assert_eq!(text.as_str(), "new");
    }

    proptest! {
        #[test]
        fn positions_lead_back(text in "(a|é|漢|🦀|\n|\r\n|\r|: ){0,30}", offset in 0_usize..100) {
            for encoding in ALL {
                let text = Text::new(text.clone(), encoding);
                let position = text.position(offset);
                let mut at = offset.min(text.as_str().len());
                while !text.as_str().is_char_boundary(at) {
                    at -= 1;
                }
                // Between `\r` and `\n` there is no place.
                if !text.as_str()[at..].starts_with('\n') || !text.as_str()[..at].ends_with('\r') {
                    prop_assert_eq!(text.offset(position), at);
                }
            }
        }
    }
}
