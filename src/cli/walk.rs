//! Which files to read: those that are named, and the YAML files of folders with .gitignore respected.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// How it is shown.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether the user named it; then it must be a spec.
    pub named: bool,
}

/// The files that the paths mean, each once, sorted. Errors name the path.
pub(super) fn targets(paths: &[PathBuf]) -> Result<Vec<Target>, String> {
    let mut targets = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut targets)?;
        } else {
            targets.push(Target { shown: shown(path), path: path.clone(), named: true });
        }
    }
    targets.sort();
    // A file that is named and found is named.
    targets.sort_by(|a, b| (&a.shown, b.named).cmp(&(&b.shown, a.named)));
    targets.dedup_by(|later, earlier| later.shown == earlier.shown);
    Ok(targets)
}

fn walk(folder: &Path, targets: &mut Vec<Target>) -> Result<(), String> {
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        let entry = entry.map_err(|error| error.to_string())?;
        let path = entry.path();
        let yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        if yaml && entry.file_type().is_some_and(|kind| !kind.is_dir()) {
            targets.push(Target { shown: shown(path), path: path.to_owned(), named: false });
        }
    }
    Ok(())
}

/// A path with `/` between folders and without a leading `./`.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or_else(|| text.clone(), str::to_owned)
}
