//! A corpus in a folder: one file for each spec and format.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::inputs::Input;
use super::judged::{Judge, Outputs};
use crate::difference::first_lines;

/// How an output differs from the frozen one.
enum Change {
    Differs,
    New,
}

/// What a comparison comes to.
pub struct Tally {
    /// Outputs that are as they were.
    pub same: usize,
    /// Outputs that are not.
    pub different: usize,
    /// Outputs that were not frozen.
    pub new: usize,
    /// Frozen outputs that are no longer written.
    pub gone: usize,
}

/// The outputs by the ends of their file names.
fn named(input: &Input, outputs: Outputs) -> [(String, Vec<u8>); 2] {
    [(format!("{}.json", input.name), outputs.json), (format!("{}.txt", input.name), outputs.text)]
}

/// Writes the corpus into a folder that is new or empty; how many bytes it holds.
pub fn freeze(folder: &Path, judge: &Judge, inputs: &[Input]) -> Result<usize, String> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("{} is not empty", folder.display()));
    }
    let sizes: Result<Vec<usize>, String> = inputs
        .par_iter()
        .map(|input| {
            let mut size = 0;
            for (name, bytes) in named(input, judge.outputs(input)?) {
                let path = folder.join(&name);
                let parent = path.parent().unwrap_or(folder);
                fs::create_dir_all(parent).and_then(|()| fs::write(&path, &bytes)).map_err(|error| format!("{name}: {error}"))?;
                size += bytes.len();
            }
            Ok(size)
        })
        .collect();
    Ok(sizes?.iter().sum())
}

/// Compares the corpus with a frozen one, byte by byte. Prints the first lines of the first `shown` differences, and the names of
/// all others.
pub fn compare(folder: &Path, judge: &Judge, inputs: &[Input], shown: usize) -> Result<Tally, String> {
    let mut frozen = files(folder)?;
    let changes: Result<Vec<_>, String> = inputs.par_iter().map(|input| changes(folder, judge, input)).collect();
    let mut tally = Tally { same: 0, different: 0, new: 0, gone: 0 };
    for (input, changes) in inputs.iter().zip(changes?) {
        for (name, change) in changes {
            frozen.remove(&name);
            match change {
                None => tally.same += 1,
                Some(Change::New) => {
                    tally.new += 1;
                    println!("new: {name}");
                }
                Some(Change::Differs) => {
                    tally.different += 1;
                    println!("differs: {name}");
                    if tally.different <= shown {
                        println!("{}\n", difference(folder, judge, input, &name)?);
                    }
                }
            }
        }
    }
    for name in &frozen {
        println!("gone: {name}");
    }
    tally.gone = frozen.len();
    Ok(tally)
}

/// The names of the outputs of a spec, each with its change.
fn changes(folder: &Path, judge: &Judge, input: &Input) -> Result<Vec<(String, Option<Change>)>, String> {
    let outputs = named(input, judge.outputs(input)?);
    let changes = outputs.into_iter().map(|(name, now)| {
        let change = match fs::read(folder.join(&name)) {
            Ok(before) => (before != now).then_some(Change::Differs),
            Err(_) => Some(Change::New),
        };
        (name, change)
    });
    Ok(changes.collect())
}

/// Judges again, so that a corpus in which everything changed is not held in memory twice.
fn difference(folder: &Path, judge: &Judge, input: &Input, name: &str) -> Result<String, String> {
    let before = fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
    let now = named(input, judge.outputs(input)?).into_iter().find(|(other, _)| other == name);
    Ok(now.map_or_else(String::new, |(_, now)| first_lines(name, &before, &now)))
}

/// The names of all files in a folder and below.
fn files(folder: &Path) -> Result<BTreeSet<String>, String> {
    let mut names = BTreeSet::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = fs::read_dir(&next).map_err(|error| format!("{}: {error}", next.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                names.insert(path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(names)
}
