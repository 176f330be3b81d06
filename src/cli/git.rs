//! Revisions of git as folders: what a commit holds, read by the git program without a checkout.
//!
//! The git program is called with an environment without any `GIT_` variable, without a pager, without hooks and without fetching
//! anything, and only for what asks for objects by their names. Nothing of a repository is run.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::design::WAIVERS_FILE;
use crate::report::one_line;
use crate::source::{EntryKind, Provider, flat, is_yaml, plain};

/// Links that are followed one after the other.
const MOST_LINKS: usize = 16;

/// A repository.
#[derive(Clone, Debug)]
pub(super) struct Repository {
    /// Its top folder, links followed.
    pub(super) root: PathBuf,
}

/// The files of a revision.
pub(super) struct Tree {
    repository: Repository,
    /// Files by their path below the root.
    files: BTreeMap<PathBuf, Blob>,
}

/// A file of a revision.
#[derive(Clone, Debug)]
struct Blob {
    name: String,
    link: bool,
}

/// The git program, safe to call in a folder of somebody else.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    let own = std::env::vars_os().map(|(name, _)| name);
    for name in own.filter(|name| name.as_encoded_bytes().to_ascii_uppercase().starts_with(b"GIT_")) {
        command.env_remove(name);
    }
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        // No transport at all, whatever a configuration allows.
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("LC_ALL", "C")
        .args(["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat"]);
    command
}

/// What git writes, or what it says of why it does not.
fn output(command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command.output().map_err(|error| format!("cannot run git: {}", plain(&error)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let first = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it failed");
    Err(format!("git: {}", one_line(first.trim_start_matches("fatal: "))))
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\r', '\n']).to_owned()
}

impl Repository {
    /// The repository that a folder is in.
    pub(super) fn of(folder: &Path) -> Result<Self, String> {
        let root = line(&output(git(folder).args(["rev-parse", "--show-toplevel"]))?);
        let root = fs::canonicalize(&root).map_err(|error| format!("cannot read {}: {}", one_line(&root), plain(&error)))?;
        Ok(Self { root })
    }

    /// The commit of a revision; none if there is none.
    pub(super) fn commit(&self, revision: &str) -> Option<String> {
        // What starts with a dash would be an option.
        let wanted = format!("{revision}^{{commit}}");
        let found = output(git(&self.root).args(["rev-parse", "--quiet", "--verify", "--end-of-options", &wanted]));
        found.ok().map(|bytes| line(&bytes)).filter(|name| !name.is_empty())
    }

    /// The commit from which two went apart.
    pub(super) fn base(&self, one: &str, other: &str) -> Result<String, String> {
        let found = output(git(&self.root).args(["merge-base", one, other])).map(|bytes| line(&bytes)).unwrap_or_default();
        if found.is_empty() { Err("the two revisions have no commit in common".to_owned()) } else { Ok(found) }
    }

    /// What a commit holds.
    pub(super) fn tree(&self, commit: &str) -> Result<Tree, String> {
        let listed = output(git(&self.root).args(["ls-tree", "-r", "-z", "--full-tree", commit]))?;
        let mut files = BTreeMap::new();
        for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            let Some(tab) = entry.iter().position(|byte| *byte == b'\t') else { continue };
            let head = String::from_utf8_lossy(&entry[..tab]).into_owned();
            let mut words = head.split(' ');
            // What is no blob is a repository in the repository, which holds files of its own.
            if let (Some(mode), Some("blob"), Some(name)) = (words.next(), words.next(), words.next()) {
                files.insert(path(&entry[tab + 1..]), Blob { name: name.to_owned(), link: mode == "120000" });
            }
        }
        Ok(Tree { repository: self.clone(), files })
    }
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

impl Tree {
    /// The YAML files at a path, or below it if it is a folder, each as seen from the path. What is hidden is left out, as it is
    /// on disk.
    pub(super) fn specs<'t>(&'t self, at: &Path) -> impl Iterator<Item = PathBuf> + use<'t> {
        let below = at.strip_prefix(&self.repository.root).unwrap_or(at).to_owned();
        let named = self.files.contains_key(&below);
        self.files.keys().filter_map(move |file| {
            let rest = file.strip_prefix(&below).ok()?;
            let hidden = rest.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
            let yaml = is_yaml(file);
            // What designs beside it accept is no design.
            let accepted = file.file_name().is_some_and(|name| name == WAIVERS_FILE);
            (named || yaml && !hidden && !accepted).then(|| rest.to_owned())
        })
    }

    /// The path below the root of what stands at a path, links followed; none if there is nothing.
    fn find(&self, path: &Path) -> Option<PathBuf> {
        let mut left: Vec<PathBuf> = parts(flat(path).strip_prefix(&self.repository.root).ok()?);
        let (mut found, mut links) = (PathBuf::new(), 0);
        while let Some(next) = left.pop() {
            if next == Path::new("..") {
                if !found.pop() {
                    return None;
                }
                continue;
            }
            let here = found.join(&next);
            match self.files.get(&here) {
                Some(blob) if blob.link => {
                    links += 1;
                    let target = self.blob(blob, 1 << 12).ok().filter(|_| links <= MOST_LINKS)?;
                    let target = self::path(&target);
                    if target.is_absolute() {
                        return None;
                    }
                    left.extend(parts(&target));
                }
                _ => found = here,
            }
        }
        (self.files.contains_key(&found) || self.is_folder(&found)).then_some(found)
    }

    fn is_folder(&self, path: &Path) -> bool {
        let after = self.files.range(path.to_owned()..).find(|(file, _)| *file != path);
        path.as_os_str().is_empty() || after.is_some_and(|(file, _)| file.starts_with(path))
    }

    /// The first bytes of a blob.
    fn blob(&self, blob: &Blob, most: u64) -> Result<Vec<u8>, String> {
        let mut command = git(&self.repository.root);
        command.args(["cat-file", "blob", &blob.name]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| format!("cannot run git: {}", plain(&error)))?;
        let mut bytes = Vec::new();
        let read = child.stdout.take().map_or(Ok(0), |out| out.take(most).read_to_end(&mut bytes));
        // What is longer than wanted is not waited for: its pipe is closed.
        let status = child.wait().map_err(|error| plain(&error))?;
        read.map_err(|error| plain(&error))?;
        let whole = (bytes.len() as u64) < most;
        if status.success() || !whole { Ok(bytes) } else { Err("git cannot read it".to_owned()) }
    }
}

/// The parts of a path, the first one last; a root or `.` is none.
fn parts(path: &Path) -> Vec<PathBuf> {
    let part = |part: Component<'_>| match part {
        Component::Normal(name) => Some(PathBuf::from(name)),
        Component::ParentDir => Some(PathBuf::from("..")),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
    };
    path.components().rev().filter_map(part).collect()
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} files of {}", self.files.len(), self.repository.root.display())
    }
}

impl Provider for Tree {
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, String> {
        let found = self.find(path).ok_or("there is no such file")?;
        let blob = self.files.get(&found).ok_or("it is a folder")?;
        self.blob(blob, most)
    }

    fn real(&self, path: &Path) -> Result<PathBuf, String> {
        let found = self.find(path).ok_or("there is no such file")?;
        Ok(self.repository.root.join(found))
    }

    fn kind(&self, path: &Path) -> EntryKind {
        // By its folder a spec knows the project that it may not leave.
        if flat(path) == self.repository.root.join(".git") {
            return EntryKind::Folder;
        }
        match self.find(path) {
            Some(found) if self.files.contains_key(&found) => EntryKind::File,
            Some(_) => EntryKind::Folder,
            None => EntryKind::Missing,
        }
    }

    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, String> {
        let found = self.find(folder).filter(|found| self.is_folder(found)).ok_or("there is no such folder")?;
        let inside = self
            .files
            .keys()
            .filter_map(|file| file.strip_prefix(&found).ok()?.components().next().map(|part| PathBuf::from(part.as_os_str())));
        let mut entries: Vec<PathBuf> = inside.map(|name| self.repository.root.join(&found).join(name)).collect();
        entries.dedup();
        Ok(entries)
    }
}
