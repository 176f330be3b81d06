//! The texts that an editor has open, and what the engine says of each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::Uri;

use super::setup::{Setup, Terms};
use super::text::{Encoding, Text};
use super::uri;
use crate::design::{Loader, Spec};
use crate::engine::Judged;
use crate::finding::{FileReport, SourceFile, SourceMap};
use crate::source::{Disk, Memory, Provider};

/// An open text.
pub(super) struct Document {
    /// What the editor calls it.
    pub uri: Uri,
    /// Where it is or will be saved; none if that is not known.
    pub path: Option<PathBuf>,
    /// Its version, as the editor counts.
    pub version: i32,
    /// The text.
    pub text: Text,
    /// What is in force for it; none if that is what is in force for the server.
    pub terms: Option<Terms>,
    /// What was said of it the last time.
    pub judged: FileReport,
    /// Its designs when it was whole the last time.
    pub specs: Arc<Vec<Spec>>,
    /// The texts that it was made of when its bases were read the last time, itself first.
    pub sources: Vec<Arc<SourceFile>>,
}

impl Document {
    /// How it is named in what the engine says.
    pub(super) fn shown(&self) -> String {
        self.path.as_ref().map_or_else(|| self.uri.to_string(), |path| path.to_string_lossy().replace('\\', "/"))
    }

    /// The folder in which it stands.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }

    /// Whether it names another text by its path: a base that it extends, or records.
    pub(super) fn reads(&self, path: &Path) -> bool {
        let shown = path.to_string_lossy().replace('\\', "/");
        self.sources.iter().skip(1).any(|source| source.path == shown)
    }
}

/// All open texts by their URIs.
pub(super) struct Documents {
    open: BTreeMap<String, Document>,
    /// Folders of the project, for what a design may name.
    folders: Vec<PathBuf>,
    /// In what columns are counted.
    pub encoding: Encoding,
}

impl Documents {
    /// None yet.
    pub(super) const fn new(folders: Vec<PathBuf>, encoding: Encoding) -> Self {
        Self { open: BTreeMap::new(), folders, encoding }
    }

    /// Takes a text that was opened.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) {
        let path = uri::path(&uri.0).map(|path| real(&path));
        let text = Text::new(text, self.encoding);
        let document = Document {
            path,
            version,
            text,
            terms: None,
            judged: FileReport::default(),
            specs: Arc::default(),
            sources: Vec::new(),
            uri: uri.clone(),
        };
        self.open.insert(uri.0, document);
    }

    /// Forgets a text that was closed.
    pub(super) fn close(&mut self, uri: &Uri) -> Option<Document> {
        self.open.remove(&uri.0)
    }

    /// An open text.
    pub(super) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.open.get(&uri.0)
    }

    /// An open text, to change it.
    pub(super) fn get_mut(&mut self, uri: &Uri) -> Option<&mut Document> {
        self.open.get_mut(&uri.0)
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &Document> {
        self.open.values()
    }

    /// The URI by which the editor knows a file.
    pub(super) fn uri_of(&self, path: &Path) -> Uri {
        let open = self.all().find(|document| document.path.as_deref() == Some(path));
        open.map_or_else(|| uri::uri(path), |document| document.uri.clone())
    }

    /// What reads the files that a text names: what is open first, then the disk.
    pub(super) fn loader(&self, document: &Document, setup: &Setup<'_>) -> Loader {
        let mut memory = Memory::over(Box::new(Disk));
        for other in self.all() {
            if let Some(path) = &other.path {
                memory.set(path, other.text.as_str().to_owned());
            }
        }
        let project = self.folders.iter().find(|folder| document.path.as_ref().is_some_and(|path| path.starts_with(folder)));
        let folder = project.map(PathBuf::as_path).or_else(|| document.folder()).unwrap_or_else(|| Path::new("."));
        Loader::from(Arc::new(memory), folder).with_waivers(setup.waivers.clone())
    }

    /// What the engine says of some text in the place of an open one.
    pub(super) fn judge(&self, document: &Document, text: String, setup: &Setup) -> Judged {
        let loader = self.loader(document, setup);
        setup.engine.judged_text(&loader, text, &document.shown(), document.folder(), &setup.options)
    }

    /// Judges an open text anew.
    pub(super) fn refresh(&mut self, uri: &Uri, setup: &Setup) {
        let Some(document) = self.get(uri) else { return };
        let judged = self.judge(document, document.text.as_str().to_owned(), setup);
        let Some(document) = self.get_mut(uri) else { return };
        if let Some(sources) = sources(&judged.report) {
            let whole = judged
                .report
                .rejected
                .as_ref()
                .is_none_or(|rejected| rejected.problems.iter().all(|problem| problem.code != "syntax"));
            if whole || document.sources.is_empty() {
                document.sources = sources.files().cloned().collect();
            }
        }
        if !judged.specs.is_empty() {
            document.specs = Arc::new(judged.specs);
        }
        document.judged = judged.report;
    }
}

/// The texts of which a report speaks.
pub(super) fn sources(report: &FileReport) -> Option<&SourceMap> {
    report.designs.first().map(|design| &design.sources).or_else(|| report.rejected.as_ref().map(|rejected| &rejected.sources))
}

/// The true path of a file, or of one that is to be saved in a folder that is there.
pub(super) fn real(path: &Path) -> PathBuf {
    let in_folder = || Some(Disk.real(path.parent()?).ok()?.join(path.file_name()?));
    Disk.real(path).ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}
