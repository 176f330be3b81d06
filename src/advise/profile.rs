//! The rows of the advice, compiled: the built-in ones, with those of a factory laid over them.

use std::sync::Arc;

use super::compile::Compiler;
use super::rows::Profile;
use super::written::Written;
use crate::finding::Rejected;
use crate::source::{SourceFile, SourceMap};

/// The built-in files, in the order in which they are laid over each other.
const FILES: [(&str, &str); 6] = [
    ("checks/advice/models.yaml", include_str!("../../checks/advice/models.yaml")),
    ("checks/advice/gates.yaml", include_str!("../../checks/advice/gates.yaml")),
    ("checks/advice/criteria.yaml", include_str!("../../checks/advice/criteria.yaml")),
    ("checks/advice/phases.yaml", include_str!("../../checks/advice/phases.yaml")),
    ("checks/advice/money.yaml", include_str!("../../checks/advice/money.yaml")),
    ("checks/advice/questions.yaml", include_str!("../../checks/advice/questions.yaml")),
];

impl Profile {
    /// The built-in rows. Fails only if the program itself is damaged.
    pub fn builtin() -> Result<Self, Rejected> {
        let mut files = FILES.iter().map(|(path, text)| Arc::new(SourceFile::new((*path).to_owned(), (*text).to_owned())));
        let first = files.next().unwrap_or_else(|| Arc::new(SourceFile::new(String::new(), String::new())));
        Self::of(first, files, false)
    }

    /// The built-in rows with those of a factory laid over them, key by key; all that is wrong with these.
    pub fn with(file: Arc<SourceFile>) -> Result<Self, Rejected> {
        let files = FILES.iter().map(|(path, text)| Arc::new(SourceFile::new((*path).to_owned(), (*text).to_owned())));
        Self::of(file, files, true)
    }

    /// `first` is the file of a factory, which is laid over all others, or the first of ours, which lies below them.
    fn of(first: Arc<SourceFile>, others: impl Iterator<Item = Arc<SourceFile>>, house: bool) -> Result<Self, Rejected> {
        let mut sources = SourceMap::from(Arc::clone(&first));
        let mut order: Vec<u16> = others.filter_map(|file| sources.add(file)).collect();
        if house {
            order.push(0);
        } else {
            order.insert(0, 0);
        }
        let mut problems = Vec::new();
        let written = Written::read(&sources, &order, &mut problems);
        let profile = written.and_then(|written| Compiler::new(&sources, house, &mut problems).profile(&written));
        match profile {
            Some(profile) if problems.is_empty() => Ok(profile),
            _ => Err(Rejected { file: first, sources, what: "profile", problems }),
        }
    }
}
