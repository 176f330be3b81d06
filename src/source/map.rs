//! The texts that were read for one spec.

use std::sync::Arc;

use super::{FileId, Position, SourceFile, Span};

/// The texts that were read for one spec: the file that was asked for, its bases, its records and the values that were set on
/// top of it. There is always a first one.
#[derive(Clone, Debug)]
pub struct SourceMap {
    main: Arc<SourceFile>,
    others: Vec<Arc<SourceFile>>,
}

impl From<Arc<SourceFile>> for SourceMap {
    fn from(main: Arc<SourceFile>) -> Self {
        Self { main, others: Vec::new() }
    }
}

impl SourceMap {
    /// The file with a number; the file that was asked for if there is none with it.
    #[must_use]
    pub fn file(&self, id: FileId) -> &Arc<SourceFile> {
        usize::from(id).checked_sub(1).and_then(|other| self.others.get(other)).unwrap_or(&self.main)
    }

    /// The file that was asked for.
    #[must_use]
    pub const fn main(&self) -> &Arc<SourceFile> {
        &self.main
    }

    /// All files, the one that was asked for first.
    pub fn files(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        std::iter::once(&self.main).chain(&self.others)
    }

    /// Adds a text; none if there are too many to be numbered.
    pub fn add(&mut self, file: Arc<SourceFile>) -> Option<FileId> {
        let id = FileId::try_from(self.others.len() + 1).ok()?;
        self.others.push(file);
        Some(id)
    }

    /// The file and the position at which a span begins.
    #[must_use]
    pub fn begin(&self, span: Span) -> (&SourceFile, Position) {
        let file = self.file(span.file);
        (file, file.position(span.start as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_their_numbers() {
        let file = |path: &str, text: &str| Arc::new(SourceFile::new(path.to_owned(), text.to_owned()));
        let mut map = SourceMap::from(file("a.yaml", "a\nb"));
        assert_eq!(map.files().count(), 1);
        assert_eq!(map.add(file("b.yaml", "x\ny\nz")), Some(1));
        assert_eq!((map.file(0).path.as_str(), map.file(1).path.as_str()), ("a.yaml", "b.yaml"));
        assert_eq!(map.file(7).path, "a.yaml", "an unknown number is the file that was asked for");
        let (found, position) = map.begin(Span::new(4, 5).of(1));
        assert_eq!((found.path.as_str(), position.line, position.column), ("b.yaml", 3, 1));
    }
}
