//! Files on the way to a spec: what is read, and what it turned out to be.

use std::path::PathBuf;
use std::sync::Arc;

use super::Spec;
use crate::source::{Provider, SourceFile, SourceMap, Span};
use crate::yaml::{Budget, Problem};

/// Bytes beyond which a file is refused unread.
pub const MAX_FILE_BYTES: u64 = Budget::SPEC.bytes as u64;

/// What a file turned out to be.
#[derive(Debug)]
pub enum Content {
    /// Specs, in the order of the file; those with problems are left out.
    Specs(Vec<Spec>),
    /// YAML, or something else, that is no spec. If it looks as if it was meant to be one: what is wrong with it, unless another
    /// spec extends it.
    NotASpec(Option<Box<Problem>>),
}

/// A file that was looked at on the way to a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its path.
    pub path: PathBuf,
    /// The [content hash](crate::source::content_hash) of what it held; none if it could not be read.
    pub hash: Option<u64>,
}

/// A file that was read.
#[derive(Debug)]
pub struct Read {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The file and all others that were read for it; spans of the specs and problems are of these.
    pub sources: SourceMap,
    /// What it is.
    pub content: Content,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The files it depends on, itself included: as long as none of them changes, reading it again yields the same.
    pub inputs: Vec<Input>,
}

/// Reads specs. `extends` may not leave the project of a spec: the nearest folder above it with `.git`, otherwise the working
/// folder if the spec lies in it, otherwise the folder of the spec.
#[derive(Clone, Debug)]
pub struct Loader {
    pub(super) provider: Arc<dyn Provider>,
    pub(super) working: PathBuf,
    pub(super) sets: Vec<(String, String)>,
    pub(super) waivers: Vec<PathBuf>,
    /// Whether a brief may name no part.
    pub(super) briefs: bool,
}

/// Bytes as text, or why they are none.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, Problem> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let message = format!("the file is larger than {} MiB", MAX_FILE_BYTES >> 20);
        return Err(Problem::new("too-large", Span::default(), message));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        Problem::new("encoding", Span::default(), format!("not UTF-8: byte {at}, in line {line}"))
            .with_help("save the file as UTF-8")
    })
}
