//! What is read on the way to one spec: its file and the others that it names.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::input::{Content, Input, Loader, MAX_FILE_BYTES, Read, decode};
use crate::source::{EntryKind, FileId, SourceFile, SourceMap, Span, content_hash, flat};
use crate::yaml::Problem;

/// Files that one spec may name, each counted once.
const MAX_FILES: usize = 200;

/// Bytes of all files that one spec names.
const MAX_BYTES: usize = 16 << 20;

/// The file with waivers that is looked for beside a spec.
pub const WAIVERS_FILE: &str = "waivers.yaml";

/// The texts that were read so far.
pub(super) struct Reading<'l> {
    loader: &'l Loader,
    sources: SourceMap,
    /// The folder of each source; none for a text that stands nowhere.
    folders: Vec<Option<PathBuf>>,
    /// Files by their true path, so that one that is named often is read once.
    known: HashMap<PathBuf, FileId>,
    inputs: Vec<Input>,
    bytes: usize,
}

impl<'l> Reading<'l> {
    /// A reading that begins with a file that stands in `folder`.
    pub(super) fn new(loader: &'l Loader, file: Arc<SourceFile>, folder: Option<&Path>, inputs: Vec<Input>) -> Self {
        let folders = vec![folder.map(Path::to_owned)];
        Self { loader, sources: SourceMap::from(file), folders, known: HashMap::new(), inputs, bytes: 0 }
    }

    /// The file with a number.
    pub(super) fn file(&self, id: FileId) -> Arc<SourceFile> {
        Arc::clone(self.sources.file(id))
    }

    /// The texts that were read so far, with their numbers.
    pub(super) fn texts(&self) -> Vec<(FileId, Arc<SourceFile>)> {
        (0..).zip(self.sources.files().cloned()).collect()
    }

    /// The one true path of the spec, as far as its folder is known.
    pub(super) fn path(&self) -> Option<PathBuf> {
        let folder = self.folders.first()?.as_deref()?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Some(self.loader.provider.real(folder).ok()?.join(Path::new(&self.sources.main().path).file_name()?))
    }

    /// The files with waivers of several designs: those that were named, and the one beside the spec if there is one.
    pub(super) fn central(&mut self) -> Vec<Result<(PathBuf, FileId), Problem>> {
        let provider = Arc::clone(&self.loader.provider);
        let mut paths = self.loader.waivers.clone();
        let beside = self.path().map(|path| path.with_file_name(WAIVERS_FILE));
        paths.extend(
            beside.filter(|path| matches!(provider.kind(path), EntryKind::File | EntryKind::Dangling) && !paths.contains(path)),
        );
        let read = |path: PathBuf| {
            let name = self.central_shown(&path);
            let text = self.text(&path).map_err(|message| {
                Problem::new("unreadable", Span::default(), format!("cannot read the waivers in `{name}`: {message}"))
            })?;
            let id = self.add(&name, text, path.parent().map(Path::to_owned));
            Ok((path, id.map_err(|message| Problem::new("too-large", Span::default(), message))?))
        };
        paths.into_iter().map(read).collect()
    }

    /// The path of a file with waivers in output: beside the spec as the spec is shown, otherwise from the working folder.
    fn central_shown(&self, path: &Path) -> String {
        let beside = self.path().filter(|design| design.parent() == path.parent());
        let main = Path::new(&self.sources.main().path);
        let shown = match (beside, path.file_name()) {
            (Some(_), Some(name)) => main.with_file_name(name),
            _ => path.strip_prefix(&self.loader.working).unwrap_or(path).to_owned(),
        };
        shown.to_string_lossy().replace('\\', "/")
    }

    /// What was read, with what it turned out to be.
    pub(super) fn finish(self, content: Content, problems: Vec<Problem>) -> Read {
        Read { file: Arc::clone(self.sources.main()), sources: self.sources, content, problems, inputs: self.inputs }
    }

    /// A file that the source `from` names relative to itself, with its true path; it may not lie outside of the project.
    pub(super) fn beside(&mut self, name: &str, from: FileId) -> Result<(PathBuf, FileId), String> {
        let provider = &self.loader.provider;
        let folder = self.folders.get(usize::from(from)).and_then(Option::as_deref);
        let folder = folder.ok_or("a text that stands in no folder, such as one from standard input, cannot name a file")?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let folder = provider.real(folder).map_err(|error| format!("cannot read the folder of the spec: {error}"))?;
        let wanted = folder.join(name);
        let path = match provider.real(&wanted) {
            Ok(path) => path,
            Err(error) => {
                // A spec that is read again, with what is certain put right, misses it again.
                if !self.inputs.iter().any(|input| input.path == wanted) {
                    self.inputs.push(Input { path: wanted, hash: None });
                }
                return Err(format!("cannot read `{name}`: {error}"));
            }
        };
        if !path.starts_with(self.root(&folder)) {
            return Err(format!("`{name}` lies outside of the project of this spec"));
        }
        if let Some(id) = self.known.get(&path) {
            return Ok((path, *id));
        }
        // A pipe or device would be waited for.
        if matches!(provider.kind(&path), EntryKind::Other | EntryKind::Dangling | EntryKind::Missing) {
            return Err(format!("`{name}` is not a file"));
        }
        if self.known.len() >= MAX_FILES {
            return Err(format!("a spec names at most {MAX_FILES} files"));
        }
        let text = self.text(&path).map_err(|message| format!("`{name}`: {message}"))?;
        let id = self.add(&self.shown(name, from), text, path.parent().map(Path::to_owned))?;
        self.known.insert(path.clone(), id);
        Ok((path, id))
    }

    /// A text of its own for a value that is set on top of the spec; files that it names stand beside the spec.
    pub(super) fn set(&mut self, text: &str) -> Result<FileId, String> {
        let folder = self.folders.first().cloned().flatten();
        self.add("--set", text.to_owned(), folder)
    }

    fn add(&mut self, shown: &str, text: String, folder: Option<PathBuf>) -> Result<FileId, String> {
        let file = Arc::new(SourceFile::new(shown.to_owned(), text));
        let id = self.sources.add(file).ok_or("too many texts are read for one spec")?;
        self.folders.push(folder);
        Ok(id)
    }

    /// The text of a file within the budgets.
    fn text(&mut self, path: &Path) -> Result<String, String> {
        let read = self.loader.provider.read(path, MAX_FILE_BYTES + 1);
        let hash = read.as_ref().ok().map(|bytes| content_hash(bytes));
        self.inputs.push(Input { path: path.to_owned(), hash });
        let bytes = read.map_err(|error| format!("cannot read the file: {error}"))?;
        self.bytes += bytes.len();
        if self.bytes > MAX_BYTES {
            return Err(format!("the files that a spec names hold at most {} MiB", MAX_BYTES >> 20));
        }
        decode(bytes).map_err(|problem| problem.message)
    }

    /// The path of a file in output: as the one that names it is shown, and from there.
    fn shown(&self, name: &str, from: FileId) -> String {
        let folder = Path::new(&self.sources.file(from).path).parent().unwrap_or(Path::new(""));
        flat(&folder.join(name)).to_string_lossy().replace('\\', "/")
    }

    /// The folder that a spec in `folder` may not leave.
    fn root(&self, folder: &Path) -> PathBuf {
        let loader = self.loader;
        let project = folder.ancestors().find(|above| loader.provider.kind(&above.join(".git")) != EntryKind::Missing);
        match project {
            Some(project) => project.to_owned(),
            None if folder.starts_with(&loader.working) => loader.working.clone(),
            None => folder.to_owned(),
        }
    }
}
