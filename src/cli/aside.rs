//! What looks like a design and is left out with the folder that it lies in: a green run says so.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::output::note;
use super::shown::shown;
use super::walk::{Entry, Walk, real};
use crate::finding::{Aside, FileReport};
use crate::source::is_yaml;

/// Files and folders that are looked at; a folder of what was built may hold millions.
const MOST_SEEN: usize = 100_000;
/// Bytes of a file that are looked at: the key of a design stands at its top.
const MOST_BYTES: u64 = 64 << 10;
/// Folders in which programs that keep revisions hold theirs.
const REVISIONS: [&str; 4] = [".git", ".hg", ".svn", ".jj"];
/// The key that makes a file a design.
const KEY: &str = "caseproof";

/// What looks like a design below some folders and is not among what was found there, each as what it yields.
pub(super) fn left_out(paths: &[PathBuf], walk: &Walk) -> Vec<FileReport> {
    let read: BTreeSet<PathBuf> = walk.entries.iter().map(|entry: &Entry| real(&entry.target.path)).collect();
    let mut seen = 0;
    let mut files: BTreeSet<(String, usize)> = BTreeSet::new();
    let mut reasons = Vec::new();
    for folder in paths.iter().filter(|path| path.is_dir()) {
        for item in everything(folder).filter_map(Result::ok) {
            seen += 1;
            if seen > MOST_SEEN {
                break;
            }
            let path = item.path();
            if is_yaml(path)
                && item.file_type().is_some_and(|kind| kind.is_file())
                && !read.contains(&real(path))
                && is_design(path)
            {
                files.insert((shown(path), reasons.len()));
                reasons.push(why(folder, path));
            }
        }
    }
    if seen > MOST_SEEN {
        note(&format!("of what is left out here the first {MOST_SEEN} files and folders were looked at for designs"));
    }
    let mut known = BTreeSet::new();
    let files = files.into_iter().filter(|(file, _)| known.insert(file.clone())).map(|(file, number)| (file, reasons[number]));
    let linked = walk.linked.values().map(|link| (shown(link), Aside::Linked));
    files.chain(linked).map(|left_out| FileReport { left_out: Some(left_out), ..FileReport::default() }).collect()
}

/// All that is below a folder, in the order of names, whatever is ignored or hidden.
fn everything(folder: &Path) -> ignore::Walk {
    let mut walker = WalkBuilder::new(folder);
    walker.standard_filters(false).sort_by_file_name(std::ffi::OsStr::cmp);
    walker.filter_entry(|entry| !REVISIONS.iter().any(|name| entry.file_name() == *name));
    walker.build()
}

/// Why a file below a folder is left out.
fn why(folder: &Path, path: &Path) -> Aside {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let hidden = below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
    if hidden { Aside::Hidden } else { Aside::Ignored }
}

/// Whether a file has the key of a design at its top level.
fn is_design(path: &Path) -> bool {
    let Ok(file) = fs::File::open(path) else { return false };
    let mut lines = BufReader::new(file.take(MOST_BYTES));
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let text = String::from_utf8_lossy(&line);
        let key = text.trim_start_matches('\u{feff}').split_once(':').map(|(key, _)| key.trim_end().trim_matches(['"', '\'']));
        if key.is_some_and(|key| key.eq_ignore_ascii_case(KEY)) {
            return true;
        }
        line.clear();
    }
    false
}
