//! A range of bytes, and the text it is of.

use serde::{Deserialize, Serialize};

/// Number of a text among those that were read for one spec; 0 is the file that was asked for.
pub type FileId = u16;

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Number of the file in its [`SourceMap`](super::SourceMap); first, so that spans sort by file and place.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
}

impl Span {
    /// A range from `start` up to `end` of the file that was asked for; offsets beyond 4 GiB, which no file within the budget
    /// has, are clamped.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file: 0, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The same range of another file.
    #[must_use]
    pub const fn of(self, file: FileId) -> Self {
        Self { file, ..self }
    }

    /// The range as indices.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Nothing but where it begins.
    #[must_use]
    pub const fn begin(self) -> Self {
        Self { end: self.start, ..self }
    }
}
