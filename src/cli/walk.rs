//! Which files to read: those that are named, and the YAML files of folders with .gitignore respected.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::{fs, io};

use ignore::WalkBuilder;

use super::output::note;
use super::shown::shown;
use crate::design::WAIVERS_FILE;
use crate::engine::Target;
use crate::source::{is_yaml, plain};
use crate::yaml::{Problem, Span};

/// The file by which a folder says what is to be ignored in it. What one person ignores, by a list of their own or for another
/// program, silences no gate.
const IGNORE_FILE: &str = ".gitignore";

/// Something on the way.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where it is.
    pub target: Target,
    /// What it is.
    pub found: Found,
}

/// What stands at a place.
#[derive(Debug)]
pub(super) enum Found {
    /// A file, or something that the user named.
    File,
    /// Something with the name of a file, such as a pipe or a device, that would be waited for.
    NoFile,
    /// A folder that cannot be read.
    Unreadable(Problem),
}

/// What the paths mean, each once, sorted. What cannot be read is among it.
pub(super) fn entries(paths: &[PathBuf]) -> Vec<Entry> {
    found(paths).entries
}

/// What the paths mean, and linked folders outside of the project, which are not read.
pub(super) fn found(paths: &[PathBuf]) -> Walk {
    let mut walk = Walk::default();
    for path in paths {
        if path.is_dir() {
            walk.root(path);
        } else {
            walk.entries.push(entry(path, true, Found::File));
        }
    }
    // One file may be named in several ways; a file that is named and found is named.
    let mut keyed: Vec<(PathBuf, Entry)> =
        take(&mut walk.entries).into_iter().map(|entry| (real(&entry.target.path), entry)).collect();
    keyed.sort_by(|(a, first), (b, second)| {
        let order = |entry: &Entry| (!entry.target.named, entry.target.shown.clone());
        a.cmp(b).then_with(|| order(first).cmp(&order(second)))
    });
    keyed.dedup_by(|(later, _), (earlier, _)| later == earlier);
    walk.entries = keyed.into_iter().map(|(_, entry)| entry).collect();
    walk.entries.sort_by(|a, b| (&a.target.shown, &a.target.path).cmp(&(&b.target.shown, &b.target.path)));
    walk
}

/// The one path of a file. A link stays a file of its own, because what it extends lies beside the link.
pub(super) fn real(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn entry(path: &Path, named: bool, found: Found) -> Entry {
    Entry { target: Target { path: path.to_owned(), shown: shown(path), named }, found }
}

/// A walker that leaves out what a `.gitignore` names and what is hidden, with a repository around it or without.
pub(super) fn walker(folder: &Path) -> WalkBuilder {
    let mut walker = WalkBuilder::new(folder);
    walker.require_git(false).ignore(false).git_exclude(false).git_global(false);
    walker
}

/// What is found below some folders.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The YAML files.
    pub(super) entries: Vec<Entry>,
    /// Links to folders outside of the project, by what they lead to.
    pub(super) linked: BTreeMap<PathBuf, PathBuf>,
    /// The folders that links led to, by their true paths: each is walked once.
    followed: BTreeSet<PathBuf>,
}

impl Walk {
    /// Adds what is below a folder that is named, and below the folders of the project that links in it lead to.
    fn root(&mut self, folder: &Path) {
        let project = fs::canonicalize(folder).map(|real| {
            let root = real.ancestors().find(|above| above.join(".git").exists()).map(Path::to_owned);
            root.unwrap_or(real)
        });
        self.followed.extend(fs::canonicalize(folder));
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for link in self.below(&folder) {
                let (Ok(to), Ok(project)) = (fs::canonicalize(&link), &project) else { continue };
                // What a link is below itself is walked already.
                let round = real(&link).starts_with(&to);
                if !round && !to.starts_with(project) {
                    self.linked.entry(to).or_insert(link);
                } else if !round && self.followed.insert(to) {
                    folders.push(link);
                }
            }
        }
    }

    /// Adds the YAML files below a folder; the links to folders. Where a list of what to ignore is a pipe or a device, reading it
    /// would wait for ever, and leaving the folder out would lose what is in it: it is walked without such lists.
    fn below(&mut self, folder: &Path) -> Vec<PathBuf> {
        let left_out = Arc::new(Mutex::new(Vec::new()));
        let mut walker = walker(folder);
        // The lists of the folders above count as well.
        if fs::canonicalize(folder).is_ok_and(|folder| folder.ancestors().any(has_odd_list)) {
            note(&format!("{}: a list of what to ignore is no file; nothing is ignored here", shown(folder)));
            walker.standard_filters(false).hidden(true);
        } else {
            let left_out = Arc::clone(&left_out);
            walker.filter_entry(move |entry| {
                let odd = entry.file_type().is_some_and(|kind| kind.is_dir()) && has_odd_list(entry.path());
                if odd && let Ok(mut left_out) = left_out.lock() {
                    left_out.push(entry.path().to_owned());
                }
                !odd
            });
        }
        let mut links = Vec::new();
        for item in walker.build() {
            match item {
                Ok(item) if item.depth() > 0 && item.path_is_symlink() && item.path().is_dir() => links.push(item.into_path()),
                Ok(item) => self.entries.extend(candidate(item.path())),
                Err(error) => self.entries.push(unreadable(folder, &error)),
            }
        }
        let left_out = left_out.lock().map_or_else(|_| Vec::new(), |mut left_out| take(&mut *left_out));
        for folder in left_out {
            links.extend(self.below(&folder));
        }
        links
    }
}

/// Whether the list of what to ignore in a folder is a pipe, a device or the like.
fn has_odd_list(folder: &Path) -> bool {
    fs::metadata(folder.join(IGNORE_FILE)).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// What has the name of a YAML file: a file, a link to one or to nothing, or something that is no file.
fn candidate(path: &Path) -> Option<Entry> {
    // What designs beside it accept is no design.
    if !is_yaml(path) || path.file_name().is_some_and(|name| name == WAIVERS_FILE) {
        return None;
    }
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => None,
        Ok(found) if !found.is_file() => Some(entry(path, false, Found::NoFile)),
        // What cannot be looked at is reported when it is read.
        _ => Some(entry(path, false, Found::File)),
    }
}

/// A place that the walker could not read.
fn unreadable(folder: &Path, error: &ignore::Error) -> Entry {
    let (path, reason) = match origin(error, folder) {
        (path, Some(error)) => (path, format!("cannot read the folder: {}", plain(error))),
        (path, None) => (path, error.to_string()),
    };
    entry(path, false, Found::Unreadable(Problem::new("unreadable", Span::default(), reason)))
}

/// Where an error of the walker arose, and its cause in the operating system.
fn origin<'e>(error: &'e ignore::Error, place: &'e Path) -> (&'e Path, Option<&'e io::Error>) {
    match error {
        ignore::Error::WithPath { path, err } => origin(err, path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => origin(err, place),
        ignore::Error::Io(error) => (place, Some(innermost(error))),
        _ => (place, None),
    }
}

/// The error of the operating system, without the path that the walker wraps it in.
fn innermost(error: &io::Error) -> &io::Error {
    error.source().and_then(|inner| inner.downcast_ref()).map_or(error, innermost)
}
