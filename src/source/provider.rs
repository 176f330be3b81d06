//! Where texts come from: the disk, or memory for tests, editors and programs without a disk.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file with bytes.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device or the like, which would be waited for.
    Other,
    /// A link to nothing, to itself, or to what may not be seen.
    Dangling,
    /// Nothing, or nothing that may be seen.
    Missing,
}

/// Where files come from. Errors are sentences without a path.
pub trait Provider: fmt::Debug + Send + Sync {
    /// The first `most` bytes of a file.
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, String>;

    /// The one true path of what stands at a path, links followed.
    fn real(&self, path: &Path) -> Result<PathBuf, String>;

    /// What stands at a path.
    fn kind(&self, path: &Path) -> EntryKind;

    /// The paths of what stands in a folder, in no order.
    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, String>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Provider for Disk {
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, String> {
        // A pipe in a folder may have no writer and would be waited for; one that a shell hands over stands in `/dev`.
        if !path.starts_with("/dev") && self.kind(path) == EntryKind::Other {
            return Err("it is a pipe or a device; write its contents to a file".to_owned());
        }
        let file = fs::File::open(path).map_err(|error| plain(&error))?;
        // Room for all of it at once; a byte more, in which its end is seen.
        let length = file.metadata().map_or(0, |found| found.len().min(most));
        let mut bytes = Vec::with_capacity(usize::try_from(length).map_or(0, |length| length + 1));
        file.take(most).read_to_end(&mut bytes).map_err(|error| plain(&error))?;
        Ok(bytes)
    }

    fn real(&self, path: &Path) -> Result<PathBuf, String> {
        fs::canonicalize(path).map_err(|error| plain(&error))
    }

    fn kind(&self, path: &Path) -> EntryKind {
        match fs::metadata(path) {
            Ok(found) if found.is_file() => EntryKind::File,
            Ok(found) if found.is_dir() => EntryKind::Folder,
            Ok(_) => EntryKind::Other,
            Err(_) if fs::symlink_metadata(path).is_ok() => EntryKind::Dangling,
            Err(_) => EntryKind::Missing,
        }
    }

    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, String> {
        let entries = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        entries.map_err(|error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => "there is no such folder".to_owned(),
            ErrorKind::NotADirectory => "it is no folder".to_owned(),
            _ => plain(&error),
        })
    }
}

/// An operating-system error in plain words, without its number.
pub(crate) fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        // The standard library has no word of its own for these.
        _ if error.raw_os_error().is_some() => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
        kind => kind.to_string(),
    }
}

/// Texts by their paths, with or without other files below them.
#[derive(Debug, Default)]
pub struct Memory {
    texts: BTreeMap<PathBuf, String>,
    below: Option<Box<dyn Provider>>,
}

impl Memory {
    /// Nothing but what is put in.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Texts that stand in the place of files of another provider, such as what an editor has not saved yet.
    #[must_use]
    pub fn over(below: Box<dyn Provider>) -> Self {
        Self { texts: BTreeMap::new(), below: Some(below) }
    }

    /// The same with a text at a path.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, text: impl Into<String>) -> Self {
        self.set(path.as_ref(), text.into());
        self
    }

    /// Puts a text at a path.
    pub fn set(&mut self, path: &Path, text: String) {
        self.texts.insert(flat(path), text);
    }
}

impl Provider for Memory {
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, String> {
        let text = match (self.texts.get(&flat(path)), &self.below) {
            (Some(text), _) => text,
            (None, Some(below)) => return below.read(path, most),
            (None, None) if self.kind(path) == EntryKind::Folder => return Err("it is a folder".to_owned()),
            (None, None) => return Err("there is no such file".to_owned()),
        };
        let end = usize::try_from(most).unwrap_or(usize::MAX).min(text.len());
        Ok(text.as_bytes()[..end].to_vec())
    }

    fn real(&self, path: &Path) -> Result<PathBuf, String> {
        let path = flat(path);
        match (&self.below, self.kind(&path)) {
            (_, EntryKind::File | EntryKind::Folder) if self.holds(&path) => Ok(path),
            (Some(below), _) => below.real(&path),
            (None, _) => Err("there is no such file".to_owned()),
        }
    }

    fn kind(&self, path: &Path) -> EntryKind {
        let path = flat(path);
        if self.texts.contains_key(&path) {
            EntryKind::File
        } else if self.holds(&path) {
            EntryKind::Folder
        } else {
            self.below.as_ref().map_or(EntryKind::Missing, |below| below.kind(&path))
        }
    }

    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, String> {
        let folder = flat(folder);
        let below = self.below.as_ref().map(|below| below.entries(&folder));
        if !self.holds(&folder) {
            return below.unwrap_or_else(|| Err("there is no such folder".to_owned()));
        }
        let inside =
            self.texts.keys().filter_map(|path| Some(folder.join(path.strip_prefix(&folder).ok()?.components().next()?)));
        let mut entries: Vec<PathBuf> = below.and_then(Result::ok).into_iter().flatten().chain(inside).collect();
        entries.sort();
        entries.dedup();
        Ok(entries)
    }
}

impl Memory {
    /// Whether a text stands at a path or below it.
    fn holds(&self, path: &Path) -> bool {
        self.texts.range(path.to_owned()..).next().is_some_and(|(known, _)| known.starts_with(path))
    }
}

/// A path without `.` and, where that can be said without looking, without `..`.
#[must_use]
pub fn flat(path: &Path) -> PathBuf {
    let mut flat = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(flat.components().next_back(), Some(Component::Normal(_))) => {
                flat.pop();
            }
            other => flat.push(other),
        }
    }
    flat
}

/// A hash of some bytes that is the same on every machine and in every version (FNV-1a, 64 bits): for telling whether something
/// has changed, not against somebody who wants two texts to look the same.
#[must_use]
pub fn content_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_the_published_ones() {
        // Test vectors of the authors: http://www.isthe.com/chongo/src/fnv/test_fnv.c
        for (text, hash) in [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)] {
            assert_eq!(content_hash(text.as_bytes()), hash, "{text}");
        }
    }

    #[test]
    fn memory_holds_files_and_their_folders() {
        let memory = Memory::new().with("/p/a.yaml", "text").with("/p/deep/b.yaml", "");
        for (path, kind) in [
            ("/p/a.yaml", EntryKind::File),
            ("/p/./deep/../a.yaml", EntryKind::File),
            ("/p", EntryKind::Folder),
            ("/p/deep", EntryKind::Folder),
            ("/p/dee", EntryKind::Missing),
            ("/p/c.yaml", EntryKind::Missing),
        ] {
            assert_eq!(memory.kind(Path::new(path)), kind, "{path}");
        }
        assert_eq!(memory.read(Path::new("/p/a.yaml"), 99), Ok(b"text".to_vec()));
        assert_eq!(memory.read(Path::new("/p/a.yaml"), 2), Ok(b"te".to_vec()));
        assert_eq!(memory.read(Path::new("/p"), 2), Err("it is a folder".to_owned()));
        assert_eq!(memory.read(Path::new("/q"), 2), Err("there is no such file".to_owned()));
        assert_eq!(memory.real(Path::new("/p/deep/../a.yaml")), Ok(PathBuf::from("/p/a.yaml")));
        assert!(memory.real(Path::new("/p/c.yaml")).is_err());
        assert_eq!(memory.entries(Path::new("/p")), Ok(vec![PathBuf::from("/p/a.yaml"), PathBuf::from("/p/deep")]));
        assert_eq!(memory.entries(Path::new("/q")), Err("there is no such folder".to_owned()));
    }

    #[test]
    fn memory_stands_in_the_place_of_what_is_below() {
        let below = Memory::new().with("/p/a.yaml", "old").with("/p/b.yaml", "below");
        let memory = Memory::over(Box::new(below)).with("/p/a.yaml", "new");
        assert_eq!(memory.read(Path::new("/p/a.yaml"), 9), Ok(b"new".to_vec()));
        assert_eq!(memory.read(Path::new("/p/b.yaml"), 9), Ok(b"below".to_vec()));
        assert_eq!(memory.kind(Path::new("/p/b.yaml")), EntryKind::File);
        assert_eq!(memory.kind(Path::new("/p/c.yaml")), EntryKind::Missing);
        assert_eq!(memory.entries(Path::new("/p")), Ok(vec![PathBuf::from("/p/a.yaml"), PathBuf::from("/p/b.yaml")]));
    }

    #[test]
    fn paths_are_made_flat_without_looking() {
        for (path, expected) in [("a/./b", "a/b"), ("a/../b", "b"), ("../b", "../b"), ("a/../../b", "../b"), ("", "")] {
            assert_eq!(flat(Path::new(path)), PathBuf::from(expected), "{path}");
        }
    }
}
