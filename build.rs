//! Prepares the tables and the built-in checks: reads their YAML, refuses what is wrong, and writes a form that is read
//! without copying at start.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/quantity/mod.rs"]
mod quantity;

#[allow(dead_code, unused_imports, reason = "shared with the program, which uses more of it")]
#[path = "src/knowledge"]
mod knowledge {
    #[path = "entry.rs"]
    pub mod entry;
    #[path = "property.rs"]
    pub mod property;
    #[path = "raw.rs"]
    pub mod raw;
    #[path = "raw_entry.rs"]
    mod raw_entry;
}

#[allow(dead_code, reason = "shared with the program, which uses more of it")]
#[path = "src/catalogue/definition.rs"]
mod definition;

#[allow(dead_code, reason = "shared with the program, which uses more of it")]
#[path = "src/catalogue/source.rs"]
mod source;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=checks");
    println!("cargo:rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);

    let raw = knowledge::raw::RawTables::read(Path::new("checks/knowledge"))?;
    let tables = raw.tables()?;
    fs::write(out.join("tables.postcard"), postcard::to_allocvec(&tables)?)?;

    let checks = read_checks(Path::new("checks"))?;
    for check in &checks {
        check.validate()?;
        let limits = check.limits.values().map(|limit| &limit.source);
        if check.is_house() {
            return Err(format!("{}: a built-in check has no house code", check.name).into());
        }
        for source in check.sources.iter().chain(limits) {
            if let Some(fault) = source::source_fault(source, false, |id| tables.sources.iter().any(|known| known.id == id)) {
                return Err(format!("{}: {fault}", check.name).into());
            }
        }
    }
    for (i, check) in checks.iter().enumerate() {
        if let Some(other) = checks[..i].iter().find(|other| other.code == check.code) {
            return Err(format!("{}: the code {} belongs to {}", check.name, check.code, other.name).into());
        }
    }
    let examples: Vec<_> = checks.iter().map(|check| check.examples.clone()).collect();
    let lean: Vec<_> = checks
        .into_iter()
        .map(|mut check| {
            check.examples.clear();
            check
        })
        .collect();
    fs::write(out.join("checks.postcard"), postcard::to_allocvec(&lean)?)?;
    fs::write(out.join("examples.postcard"), postcard::to_allocvec(&examples)?)?;
    Ok(())
}

/// The check files of all families, sorted by name.
fn read_checks(folder: &Path) -> Result<Vec<definition::Definition>, Box<dyn Error>> {
    let mut checks = Vec::new();
    for family in definition::FAMILIES {
        for path in knowledge::raw::yaml_files(&folder.join(family))? {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a check file needs a name")?;
            let text = fs::read_to_string(&path)?;
            let mut check: definition::Definition =
                serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            check.name = format!("{family}/{stem}");
            checks.push(check);
        }
    }
    Ok(checks)
}
