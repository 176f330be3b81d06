//! A file that is written whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

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
