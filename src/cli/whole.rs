//! A file that is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::shown::shown;
use crate::source::plain;

/// A file in the making. A link stays a link, and who may read a file that is there stays as it was. What is no file, such as a
/// pipe, is written to as it comes. Until it is kept nothing of it is seen, and if it is not kept nothing is left.
pub(super) struct Whole(Place);

enum Place {
    /// To be put there.
    New(BufWriter<NamedTempFile>, PathBuf),
    /// Something that is no file.
    There(File),
}

impl Whole {
    /// Begins a file, or says why it could not be written.
    pub(super) fn begin(path: &Path) -> io::Result<Self> {
        let Ok(real) = fs::canonicalize(path) else {
            let mut builder = tempfile::Builder::new();
            readable(&mut builder);
            return Ok(Self(Place::New(BufWriter::new(builder.tempfile_in(folder(path))?), path.to_owned())));
        };
        let metadata = fs::metadata(&real)?;
        if metadata.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        if !metadata.is_file() {
            return Ok(Self(Place::There(fs::OpenOptions::new().write(true).open(&real)?)));
        }
        if metadata.permissions().readonly() {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied));
        }
        let file = NamedTempFile::new_in(folder(&real))?;
        file.as_file().set_permissions(metadata.permissions())?;
        Ok(Self(Place::New(BufWriter::new(file), real)))
    }

    /// Puts it where it belongs.
    pub(super) fn keep(self) -> io::Result<()> {
        match self.0 {
            Place::There(mut file) => file.flush(),
            Place::New(out, path) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                file.persist(&path).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Place::New(out, _) => out.write(bytes),
            Place::There(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Place::New(out, _) => out.flush(),
            Place::There(file) => file.flush(),
        }
    }
}

/// Why a file could not be written, in a few words.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> String {
    let folder = folder(path);
    if error.kind() == io::ErrorKind::NotFound && !folder.is_dir() {
        return format!("there is no folder {}", shown(&folder));
    }
    plain(error)
}

/// Puts a text in the place of a file, or makes the file.
pub(super) fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let mut file = Whole::begin(path)?;
    file.write_all(text.as_bytes())?;
    file.keep()
}

/// Writes a text to a new file, whole or not at all. What is there is somebody's work and stays; otherwise why it could not be
/// written.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), String> {
    let name = shown(path);
    if fs::symlink_metadata(path).is_ok() {
        return Err(format!("refusing to overwrite {name}: name another file, or take that one away"));
    }
    let folder = folder(path);
    if !folder.is_dir() {
        return Err(format!("cannot write {name}: there is no folder {}", shown(&folder)));
    }
    let mut builder = tempfile::Builder::new();
    readable(&mut builder);
    let written = builder.tempfile_in(folder).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path).map_err(|error| error.error)
    });
    match written {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(format!("refusing to overwrite {name}")),
        Err(error) => Err(format!("cannot write {name}: {}", plain(&error))),
    }
}

/// A new file may be read by whom new files may be read; a temporary one is for its owner alone.
#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_: &mut tempfile::Builder<'_, '_>) {}

fn folder(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}
