//! Waivers of a file for several designs that are about no design: their pattern fits no file below it, as after a file was renamed.
//! Only who sees the folder can tell; a design knows its own alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::output::note;
use super::shown::shown;
use super::walk::{Entry, entries, real};
use crate::design::{Stray, WAIVERS_FILE, stray_waivers};
use crate::report::one_line;

/// Says so of each in the files that are named and in those beside the files of a run; each with the name of its file.
pub(super) fn note_strays(run: &[Entry], named: Vec<PathBuf>) -> Vec<(String, Stray)> {
    let beside = run.iter().map(|entry| real(&entry.target.path.with_file_name(WAIVERS_FILE)));
    let files: BTreeSet<PathBuf> = named.into_iter().chain(beside).filter(|path| path.is_file()).collect();
    let here = std::env::current_dir().map(|here| real(&here)).unwrap_or_default();
    let mut strays = Vec::new();
    for path in files {
        // What is wrong with the file itself is said with each design.
        let (Ok(text), Some(folder)) = (fs::read_to_string(&path), path.parent()) else { continue };
        let designs: Vec<PathBuf> = entries(&[folder.to_owned()])
            .iter()
            .filter_map(|entry| real(&entry.target.path).strip_prefix(folder).map(Path::to_owned).ok())
            .collect();
        let name = shown(path.strip_prefix(&here).unwrap_or(&path));
        strays.extend(stray_waivers(&text, &designs).into_iter().map(|stray| (name.clone(), stray)));
    }
    for (name, Stray { line, design, .. }) in &strays {
        note(&format!("{name}:{line}: no design is called `{}`, so this waiver covers nothing", one_line(design)));
    }
    strays
}
