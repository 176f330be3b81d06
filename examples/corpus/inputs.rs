//! What the corpus holds: specs in a fixed order, each with a name that stays when others come and go.
//!
//! Knows no check and judges nothing.

use std::path::{Path, PathBuf};

use caseproof::catalogue::{Example, builtin, builtin_examples};
use caseproof::judge::complete;
use ignore::WalkBuilder;

#[path = "../../benches/generator.rs"]
pub mod generator;

/// Designs with faults that no other design has.
pub const WITNESSES: &str = "tests/witness";
/// How many generated specs make a group.
const GENERATED_IN_A_GROUP: u64 = 100;

/// One spec of the corpus.
pub struct Input {
    /// Its path in output and in a frozen corpus, with `/` between folders.
    pub name: String,
    /// What it is counted with in the digest.
    pub group: String,
    /// Where its text comes from.
    pub source: Source,
}

/// Where the text of a spec comes from.
pub enum Source {
    /// From here.
    Text(String),
    /// From a file, which may name others beside it.
    File(PathBuf),
}

/// Everything that stands in the repository: examples of the built-in checks, sample designs, real designs,
/// witnesses, and generated specs.
pub fn repository(generated: u64) -> Result<Vec<Input>, String> {
    let mut inputs = examples();
    for folder in ["sample_designs", "tests/real", WITNESSES] {
        inputs.extend(files(Path::new(folder), folder)?);
    }
    inputs.extend((0..generated).map(generate));
    Ok(inputs)
}

/// The YAML files of a folder, sorted; `shown` stands for the folder in their names.
pub fn files(folder: &Path, shown: &str) -> Result<Vec<Input>, String> {
    let mut inputs = Vec::new();
    for entry in WalkBuilder::new(folder).require_git(false).sort_by_file_name(Ord::cmp).build() {
        let path = entry.map_err(|error| error.to_string())?.into_path();
        if path.is_file() && path.extension().is_some_and(|extension| extension == "yaml") {
            let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let name = format!("{shown}/{inside}");
            inputs.push(Input { group: name.clone(), name, source: Source::File(path) });
        }
    }
    Ok(inputs)
}

fn examples() -> Vec<Input> {
    let of_each = builtin().into_iter().flatten().zip(builtin_examples().into_iter().flatten());
    of_each
        .flat_map(|(check, examples)| (1..).zip(examples).map(|(n, of)| example(&check.name, n, &of)).collect::<Vec<_>>())
        .collect()
}

fn example(check: &str, number: usize, of: &Example) -> Input {
    let (kind, text) = match of {
        Example::Flags(text) => ("flags", text),
        Example::Passes(text) => ("passes", text),
        Example::Unknown(text) => ("unknown", text),
    };
    let group = format!("examples/{check}");
    Input { name: format!("{group}/{number}-{kind}.yaml"), group, source: Source::Text(complete(text)) }
}

fn generate(seed: u64) -> Input {
    let first = seed - seed % GENERATED_IN_A_GROUP;
    let group = format!("generated/{first:04}-{:04}", first + GENERATED_IN_A_GROUP - 1);
    Input { name: format!("{group}/{seed:04}.yaml"), group, source: Source::Text(generator::spec(seed)) }
}
