//! The designs that properties are tried on.

use std::fs;
use std::path::{Path, PathBuf};

use super::node::Node;

/// A design of the corpus.
pub struct Sample {
    /// Its path, as it is shown.
    pub name: String,
    /// The text of its file.
    pub text: String,
    /// The same as data.
    pub node: Node,
    /// Whether it belongs to this repository.
    pub own: bool,
    /// Files beside it that it may name.
    pub beside: Vec<(String, Vec<u8>)>,
}

/// The designs of this repository.
pub fn own() -> Vec<Sample> {
    ["sample_designs/sound", "sample_designs/flawed", "tests/real"]
        .iter()
        .flat_map(|folder| read(Path::new(folder), true))
        .collect()
}

/// Larger files are tried by no property: each key of a design is a run of its own.
const LARGEST: usize = 20_000;

/// Further designs, in the folder that `CASEPROOF_CASES` names and those directly below it; none if it is not set.
pub fn further() -> Vec<Sample> {
    let Some(root) = std::env::var_os("CASEPROOF_CASES").map(PathBuf::from) else { return Vec::new() };
    let entries = fs::read_dir(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    folders.push(root);
    folders.sort();
    let samples = folders.iter().flat_map(|folder| read(folder, false));
    samples.filter(|sample| sample.text.len() <= LARGEST).collect()
}

/// The designs of a folder, by name. Files that take from others (`extends`, anchors) are left out: a key of theirs is not one
/// key of a design.
fn read(folder: &Path, own: bool) -> Vec<Sample> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let beside: Vec<(String, Vec<u8>)> = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .map(|path| (name(path), fs::read(path).expect("a table")))
        .collect();
    let specs = paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    specs.filter_map(|path| sample(folder, path, own, &beside)).collect()
}

fn sample(folder: &Path, path: &Path, own: bool, beside: &[(String, Vec<u8>)]) -> Option<Sample> {
    let text = fs::read_to_string(path).ok()?;
    let node = Node::read(&text)?;
    let shown = folder.file_name().map_or_else(String::new, |folder| folder.to_string_lossy().into_owned());
    let alone =
        node.get("caseproof").is_some() && node.get("extends").is_none() && !text.contains(": &") && !text.contains("- &");
    alone.then(|| Sample { name: format!("{shown}/{}", name(path)), text, node, own, beside: beside.to_vec() })
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}
