//! From `caseproof.toml` and its bases to layers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::layer::{Config, Layer, globs, names};
use super::toml::parse;
use super::written::{Shared, Texts, Written};
use crate::design::decode;
use crate::finding::Rejected;
use crate::source::{EntryKind, FileId, Provider, SourceFile, SourceMap, Span, flat, nearest};
use crate::yaml::{Budget, Entry, Field, Problem, Session};

/// The name of a configuration.
pub const FILE_NAME: &str = "caseproof.toml";

/// Bytes beyond which a configuration is refused unread: a project of thousands of designs writes some kilobytes.
const MOST_BYTES: u64 = 256 << 10;

/// How many files may stand behind each other in `extends`.
const MOST_EXTENDS: usize = 8;

/// The configuration that lies nearest above: in the folder itself or in one that holds it. The folder is its one true path.
#[must_use]
pub fn nearest_above(files: &dyn Provider, folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|above| above.join(FILE_NAME)).find(|path| files.kind(path) != EntryKind::Missing)
}

/// Reads a configuration with its bases, and of its profiles the one that is asked for. `shown` says how a path looks in output.
pub fn load(
    files: &dyn Provider,
    path: &Path,
    profile: Option<&str>,
    shown: &dyn Fn(&Path) -> String,
) -> Result<Config, Rejected> {
    let real = files.real(path).unwrap_or_else(|_| path.to_owned());
    let mut loading = Loading { files, shown, sources: None, read: Vec::new(), problems: Vec::new() };
    loading.file(&real, None, &mut Vec::new());
    let Loading { sources, read, mut problems, .. } = loading;
    let sources = sources.unwrap_or_else(|| SourceMap::from(Arc::new(SourceFile::new(shown(path), String::new()))));
    let config = settle(real, sources.clone(), &read, profile, &mut problems);
    for (folder, span) in &config.checks {
        if matches!(files.kind(folder), EntryKind::Missing | EntryKind::Dangling) {
            let message = format!("there is no folder with checks `{}`", shown(folder));
            problems
                .push(Problem::new("unreadable", *span, message).with_help("paths are relative to the file that they stand in"));
        }
    }
    if problems.is_empty() {
        return Ok(config);
    }
    problems.sort_by_key(|problem| problem.span);
    Err(Rejected { file: Arc::clone(sources.main()), sources, what: "config", problems })
}

/// A file that was read, and the folder that it lies in.
struct OneFile {
    id: FileId,
    written: Written,
    folder: PathBuf,
}

struct Loading<'l> {
    files: &'l dyn Provider,
    shown: &'l dyn Fn(&Path) -> String,
    sources: Option<SourceMap>,
    /// The farthest base first.
    read: Vec<OneFile>,
    problems: Vec<Problem>,
}

impl Loading<'_> {
    /// Reads a file after its bases. `named` is where it is named, `chain` the files that lead to it.
    fn file(&mut self, path: &Path, named: Option<Span>, chain: &mut Vec<PathBuf>) {
        let at = |id: FileId| named.unwrap_or(Span::default().of(id));
        let text = self.text(path);
        let id = self.add(SourceFile::new((self.shown)(path), text.as_ref().cloned().unwrap_or_default()));
        let text = match text {
            Ok(text) => text,
            Err(message) => return self.problems.push(Problem::new("unreadable", at(id), message)),
        };
        let written = match parse(&text, id) {
            Ok((tree, root)) => {
                let session = Session::new(&tree, Budget::SPEC);
                let written: Option<Written> = session.read(root);
                self.problems.extend(session.into_problems());
                written
            }
            Err(problem) => return self.problems.push(problem),
        };
        let Some(written) = written else { return };
        let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
        chain.push(path.to_owned());
        if let Some(base) = written.extends.get() {
            self.base(&flat(&folder.join(&**base)), base, written.extends.span(), chain);
        }
        self.read.push(OneFile { id, written, folder });
    }

    fn base(&mut self, path: &Path, name: &str, span: Span, chain: &mut Vec<PathBuf>) {
        let path = self.files.real(path).unwrap_or_else(|_| path.to_owned());
        if chain.contains(&path) {
            self.problems.push(Problem::new("extends", span, format!("`{name}` extends itself")));
        } else if chain.len() > MOST_EXTENDS {
            let message = format!("more than {MOST_EXTENDS} configurations extend each other");
            self.problems.push(Problem::new("extends", span, message));
        } else {
            self.file(&path, Some(span), chain);
        }
    }

    fn text(&self, path: &Path) -> Result<String, String> {
        match self.files.kind(path) {
            EntryKind::Folder => return Err("cannot read the configuration: it is a folder".to_owned()),
            EntryKind::Other => return Err("cannot read the configuration: it is a pipe or a device".to_owned()),
            EntryKind::Dangling => return Err("cannot read the configuration: it is a link to nothing".to_owned()),
            EntryKind::File | EntryKind::Missing => {}
        }
        let name = (self.shown)(path);
        let refused = |message: String| format!("cannot read the configuration `{name}`: {message}");
        let bytes = self.files.read(path, MOST_BYTES + 1).map_err(refused)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(refused(format!("it is larger than {} KiB", MOST_BYTES >> 10)));
        }
        decode(bytes).map_err(|problem| refused(problem.message))
    }

    fn add(&mut self, file: SourceFile) -> FileId {
        let file = Arc::new(file);
        match &mut self.sources {
            Some(sources) => sources.add(file).unwrap_or_default(),
            None => {
                self.sources = Some(SourceMap::from(file));
                0
            }
        }
    }
}

/// The layers of the files: what each says at its top, then the profile, then what is said of paths.
fn settle(path: PathBuf, sources: SourceMap, read: &[OneFile], profile: Option<&str>, problems: &mut Vec<Problem>) -> Config {
    let mut layers: Vec<Layer> = read.iter().map(|file| Layer::read(file.id, &file.written.shared(), problems)).collect();
    if let Some(name) = profile {
        layers.extend(profiles(read, name, problems).iter().map(|(file, shared)| Layer::read(*file, shared, problems)));
    }
    // A profile that is not chosen has to be right as well.
    for file in read {
        for entry in entries(file).iter().filter(|entry| Some(&*entry.id) != profile) {
            entry.value.iter().for_each(|profile| drop(Layer::read(file.id, &profile.shared(), problems)));
        }
    }
    for file in read {
        for field in file.written.overrides.get().into_iter().flatten() {
            let Some(section) = field.get() else { continue };
            if !section.paths.is_given() {
                problems.push(Problem::new("missing-key", field.span(), "`paths` is missing"));
            } else if section.paths.get().is_some_and(Vec::is_empty) {
                let message = "`paths` names nothing, so these settings would apply to no file";
                let problem = Problem::new("missing-value", section.paths.span(), message);
                problems.push(problem.with_help("name files, such as `prototypes/**`, or take the section out"));
            }
            let paths = Some((globs(&section.paths, problems), file.folder.clone()));
            layers.push(Layer { paths, ..Layer::read(file.id, &section.shared(), problems) });
        }
    }
    Config {
        path,
        sources,
        checks: read.iter().flat_map(|file| paths(&file.written.checks, &file.folder)).collect(),
        waivers: read.iter().flat_map(|file| paths(&file.written.waivers, &file.folder)).collect(),
        mandatory: read.iter().flat_map(|file| names(&file.written.mandatory)).collect(),
        layers,
    }
}

/// The profiles of this name, that of the farthest base first.
fn profiles(read: &[OneFile], name: &str, problems: &mut Vec<Problem>) -> Vec<(FileId, Shared)> {
    let of = |file: &OneFile| {
        let chosen = entries(file).iter().filter(|entry| &*entry.id == name);
        chosen.filter_map(|entry| Some((file.id, entry.value.as_ref()?.shared()))).collect::<Vec<_>>()
    };
    let chosen: Vec<(FileId, Shared)> = read.iter().flat_map(of).collect();
    if chosen.is_empty() {
        let known: Vec<&str> = read.iter().flat_map(entries).map(|entry| &*entry.id).collect();
        let span = read.last().map_or_else(Span::default, |file| file.written.profile.key());
        let problem = Problem::new("dangling-reference", span, format!("there is no profile `{name}`"));
        problems.push(match nearest(name, known.iter().copied()) {
            Some(near) => problem.with_help(format!("did you mean `{near}`?")),
            None if known.is_empty() => problem.with_help(format!("write one as `[profile.{name}]`")),
            None => problem.with_help(format!("profiles here are {}", known.join(", "))),
        });
    }
    chosen
}

fn entries(file: &OneFile) -> &[Entry<super::written::Profile>] {
    file.written.profile.get().map_or(&[], |entries| entries)
}

/// Paths relative to the file that they stand in, and where each stands.
fn paths(texts: &Texts, folder: &Path) -> Vec<(PathBuf, Span)> {
    let given = texts.get().into_iter().flatten();
    given.filter_map(|field: &Field<Box<str>>| Some((flat(&folder.join(&**field.get()?)), field.span()))).collect()
}
