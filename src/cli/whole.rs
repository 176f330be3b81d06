//! A file that is written whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::walk::shown;
use crate::source::plain;

/// Puts a text in the place of a file, whole or not at all, or makes the file. A link stays a link, and who may read a file that is
/// there stays as it was. What is no file, such as a pipe, is written to.
pub(super) fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let Ok(real) = fs::canonicalize(path) else { return create(path, text) };
    let metadata = fs::metadata(&real)?;
    if metadata.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    if !metadata.is_file() {
        return fs::OpenOptions::new().write(true).open(&real)?.write_all(text.as_bytes());
    }
    if metadata.permissions().readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    let mut file = NamedTempFile::new_in(folder(&real))?;
    file.as_file().set_permissions(metadata.permissions())?;
    fill(&mut file, text)?;
    file.persist(&real).map_err(|error| error.error)?;
    Ok(())
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
        fill(&mut file, text)?;
        file.persist_noclobber(path).map_err(|error| error.error)
    });
    match written {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(format!("refusing to overwrite {name}")),
        Err(error) => Err(format!("cannot write {name}: {}", plain(&error))),
    }
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    readable(&mut builder);
    let mut file = builder.tempfile_in(folder(path))?;
    fill(&mut file, text)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn fill(file: &mut NamedTempFile, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()
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
