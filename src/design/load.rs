//! From a file to specs: bytes, text, tree, inheritance, types, references.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Spec, validate};
use crate::yaml::{
    Budget, Document, MAX_PROBLEMS, NodeId, Parsed, Problem, Session, SourceFile, Span, Tree, overlay, parse, resolve_likes,
};

/// Bytes beyond which a file is refused unread.
pub const MAX_FILE_BYTES: u64 = Budget::SPEC.bytes as u64;

/// How many files may stand behind each other in `extends`.
const MAX_EXTENDS: usize = 8;

/// What a file turned out to be.
#[derive(Debug)]
pub enum Content {
    /// Specs, in the order of the file; those with problems are left out.
    Specs(Vec<Spec>),
    /// YAML, or something else, that is no spec.
    NotASpec,
}

/// A file that was read.
#[derive(Debug)]
pub struct Read {
    /// The file.
    pub file: Arc<SourceFile>,
    /// What it is.
    pub content: Content,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Reads specs. `extends` may not leave the project of a spec: the nearest folder above it with `.git`, otherwise the working
/// folder if the spec lies in it, otherwise the folder of the spec.
#[derive(Clone, Debug)]
pub struct Loader {
    working: PathBuf,
}

impl Loader {
    /// A loader for a working folder.
    #[must_use]
    pub fn new(working: &Path) -> Self {
        Self { working: fs::canonicalize(working).unwrap_or_else(|_| working.to_owned()) }
    }

    /// The folder that the `extends` of a spec in `folder` may not leave.
    fn root(&self, folder: &Path) -> PathBuf {
        let project = folder.ancestors().find(|above| above.join(".git").exists());
        match project {
            Some(project) => project.to_owned(),
            None if folder.starts_with(&self.working) => self.working.clone(),
            None => folder.to_owned(),
        }
    }

    /// Reads a file. `shown` is its path in output.
    #[must_use]
    pub fn file(&self, path: &Path, shown: &str) -> Read {
        match read_text(path) {
            Ok(text) => self.text(text, shown, path.parent()),
            Err(problem) => {
                let file = Arc::new(SourceFile::new(shown.to_owned(), String::new()));
                Read { file, content: Content::Specs(Vec::new()), problems: vec![problem] }
            }
        }
    }

    /// Reads a text that stands in `folder`.
    #[must_use]
    pub fn text(&self, text: String, shown: &str, folder: Option<&Path>) -> Read {
        let file = Arc::new(SourceFile::new(shown.to_owned(), text));
        let text = &file.text;
        // A file that never says the word is no spec, and what is wrong with it is not ours to say.
        if !text.contains("caseproof") {
            return Read { file, content: Content::NotASpec, problems: Vec::new() };
        }
        if let Some(at) = text.find('\0') {
            let problem = Problem::new("syntax", Span::new(at, at + 1), "a NUL byte; YAML is text");
            return Read { file, content: Content::Specs(Vec::new()), problems: vec![problem] };
        }
        let Parsed { mut tree, documents, mut problems } = parse(text, &Budget::SPEC);
        let mut specs = Vec::new();
        let mut found = false;
        for document in documents {
            if tree.get(document.root, "caseproof").is_none() {
                continue;
            }
            found = true;
            let before = problems.len();
            let spec = self.document(&mut tree, document, folder, &mut problems);
            specs.extend(spec.filter(|_| problems.len() == before));
        }
        problems.sort_by_key(|problem| problem.span);
        limit(&mut problems);
        let content = if found || !problems.is_empty() { Content::Specs(specs) } else { Content::NotASpec };
        Read { file, content, problems }
    }

    fn document(
        &self,
        tree: &mut Tree<'_>,
        document: Document,
        folder: Option<&Path>,
        problems: &mut Vec<Problem>,
    ) -> Option<Spec> {
        let before = problems.len();
        self.extend(tree, document.root, folder, &mut Vec::new(), problems);
        let complete = problems.len() == before;
        if let Some((_, parts)) = tree.get(document.root, "parts") {
            resolve_likes(tree, parts, problems);
        }
        drop_notes(tree, document.root);
        super::records::expand(tree, document.root, |name| self.beside(name, folder).map(|(_, text)| text), problems);
        if tree.len() > Budget::SPEC.nodes {
            problems.push(Problem::new("too-large", tree.node(document.root).span, "the spec and its records are too large"));
            return None;
        }
        let session = Session::new(tree, Budget::SPEC);
        let spec: Option<Spec> = session.read(document.root);
        problems.extend(session.into_problems());
        // Without its base a spec lacks what the base would have brought; saying so once is enough.
        if let (Some(spec), true) = (&spec, complete) {
            validate::references(spec, tree.node(document.root).span, problems);
        }
        spec
    }

    /// Lays the document over the base that its `extends` names.
    fn extend(
        &self,
        tree: &mut Tree<'_>,
        root: NodeId,
        folder: Option<&Path>,
        chain: &mut Vec<PathBuf>,
        problems: &mut Vec<Problem>,
    ) {
        let Some((_, value)) = tree.get(root, "extends") else { return };
        let span = tree.node(value).span;
        let Some(name) = tree.text(value).map(str::to_owned) else { return };
        match self.base(&name, folder, chain) {
            Err(message) => problems.push(Problem::new("extends", span, message)),
            Ok((path, text)) => {
                let parsed = parse(&text, &Budget::SPEC);
                let Some(document) = parsed.documents.first().filter(|_| parsed.problems.is_empty()) else {
                    problems.push(
                        Problem::new("extends", span, format!("`{name}` is not valid YAML")).with_help("check that file itself"),
                    );
                    return;
                };
                chain.push(path.clone());
                let mut base_tree = parsed.tree.clone();
                self.extend(&mut base_tree, document.root, path.parent(), chain, problems);
                if base_tree.len() > Budget::SPEC.nodes {
                    problems.push(Problem::new("too-large", span, "the base specs are too large"));
                    return;
                }
                let base = tree.import(&base_tree, document.root, span);
                overlay(tree, base, root, span);
            }
        }
    }

    fn base(&self, name: &str, folder: Option<&Path>, chain: &[PathBuf]) -> Result<(PathBuf, String), String> {
        let (path, text) = self.beside(name, folder)?;
        if chain.contains(&path) {
            return Err(format!("`{name}` extends itself"));
        }
        if chain.len() >= MAX_EXTENDS {
            return Err(format!("more than {MAX_EXTENDS} specs extend each other"));
        }
        Ok((path, text))
    }

    /// A file that a spec in `folder` names, with its text; it may not lie outside of the project.
    fn beside(&self, name: &str, folder: Option<&Path>) -> Result<(PathBuf, String), String> {
        let folder = folder.ok_or("a spec from standard input cannot name a file")?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let folder =
            fs::canonicalize(folder).map_err(|error| format!("cannot read the folder of the spec: {}", plain(&error)))?;
        let path = fs::canonicalize(folder.join(name)).map_err(|error| format!("cannot read `{name}`: {}", plain(&error)))?;
        if !path.starts_with(self.root(&folder)) {
            return Err(format!("`{name}` lies outside of the project of this spec"));
        }
        // A pipe or device would be waited for.
        if !fs::metadata(&path).is_ok_and(|found| found.is_file() || found.is_dir()) {
            return Err(format!("`{name}` is not a file"));
        }
        let text = read_text(&path).map_err(|problem| format!("`{name}`: {}", problem.message))?;
        Ok((path, text))
    }
}

/// Takes out top-level keys that start with `x-`: a place for anchors, which no check reads.
fn drop_notes(tree: &mut Tree<'_>, root: NodeId) {
    let Some(entries) = tree.entries(root) else { return };
    if entries.iter().any(|(key, _)| tree.text(*key).is_some_and(|text| text.starts_with("x-"))) {
        let kept =
            entries.iter().copied().filter(|(key, _)| !tree.text(*key).is_some_and(|text| text.starts_with("x-"))).collect();
        let root = tree.resolve(root);
        tree.set(root, crate::yaml::Kind::Mapping(kept));
    }
}

/// The text of a file within the budget.
fn read_text(path: &Path) -> Result<String, Problem> {
    let fail = |message: String| Problem::new("unreadable", Span::default(), message);
    let file = fs::File::open(path).map_err(|error| fail(format!("cannot read the file: {}", plain(&error))))?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fail(format!("cannot read the file: {}", plain(&error))))?;
    decode(bytes)
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

/// An operating-system error in plain words, without its number.
pub(crate) fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => {
            let text = error.to_string();
            let words = text.split(" (os error").next().unwrap_or_default();
            words.chars().take(1).flat_map(char::to_lowercase).chain(words.chars().skip(1)).collect()
        }
    }
}

/// Keeps the first problems and says how many more there were.
fn limit(problems: &mut Vec<Problem>) {
    if problems.len() > MAX_PROBLEMS {
        let more = problems.len() - MAX_PROBLEMS;
        let span = problems[MAX_PROBLEMS].span;
        problems.truncate(MAX_PROBLEMS);
        problems.push(Problem::new("more", span, format!("{more} more problems in this file")));
    }
}
