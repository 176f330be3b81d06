//! Which files other specs of their project extend: such a file is a base and needs no key of its own.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use super::walk::walker;
use crate::design::MAX_FILE_BYTES;
use crate::source::is_yaml;

/// The bases of each project that was asked about.
static BASES: LazyLock<Mutex<HashMap<PathBuf, Arc<HashSet<PathBuf>>>>> = LazyLock::new(Mutex::default);

/// Whether a spec of the project of this file extends it.
pub(super) fn is_base(path: &Path) -> bool {
    let Ok(path) = fs::canonicalize(path) else { return false };
    let Some(root) = project(&path) else { return false };
    let Ok(mut known) = BASES.lock() else { return false };
    let bases = known.entry(root).or_insert_with_key(|root| Arc::new(extended(root)));
    bases.contains(&path)
}

/// The folder that holds whatever may extend a file: the nearest with `.git`, else the current folder if the file lies in it, else
/// its own.
fn project(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    if let Some(root) = folder.ancestors().find(|above| above.join(".git").exists()) {
        return Some(root.to_owned());
    }
    let current = std::env::current_dir().ok().filter(|current| folder.starts_with(current));
    Some(current.unwrap_or_else(|| folder.to_owned()))
}

fn extended(root: &Path) -> HashSet<PathBuf> {
    let files = walker(root).build().filter_map(Result::ok);
    let files = files.filter(|entry| {
        is_yaml(entry.path()) && entry.metadata().is_ok_and(|found| found.is_file() && found.len() <= MAX_FILE_BYTES)
    });
    let named = files.filter_map(|entry| {
        let text = fs::read_to_string(entry.path()).ok()?;
        let folder = entry.path().parent()?.to_owned();
        Some(bases_of(&text).filter_map(|name| fs::canonicalize(folder.join(name)).ok()).collect::<Vec<_>>())
    });
    named.flatten().collect()
}

/// What the specs of a text extend.
fn bases_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let name = line.strip_prefix("extends:")?.split(" #").next()?.trim();
        Some(name.trim_matches(['"', '\'']))
    })
}

#[cfg(test)]
mod tests {
    use super::bases_of;

    #[test]
    fn bases_are_named_by_a_key_of_their_own() {
        let text = "caseproof: 1\nextends: family/base.yaml # all\n---\nextends: \"b.yaml\"\nparts:\n  extends: no.yaml\n";
        assert_eq!(bases_of(text).collect::<Vec<_>>(), ["family/base.yaml", "b.yaml"]);
    }
}
