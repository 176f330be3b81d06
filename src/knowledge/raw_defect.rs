//! The table of defects as it is written by hand. Used by the build script only.

use std::collections::HashSet;

use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};

use super::defect::{DefectRow, Negations};
use super::feature::Feature;
use super::raw_list::{Index, OneOrMany, Result, sources, words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDefect {
    id: String,
    words: Vec<String>,
    #[serde(default)]
    at: Vec<String>,
    mechanism: String,
    fix: String,
    checks: Vec<String>,
    #[serde(default)]
    concerns: Vec<String>,
    #[serde(default)]
    grows: bool,
    source: OneOrMany<String>,
}

impl Negations<String> {
    pub(super) fn borrowed(&self) -> Negations<&str> {
        Negations { before: words(&self.before), behind: words(&self.behind) }
    }
}

/// The defects. Of one process a word means one of them only; processes are named by families that there are.
pub(super) fn defects<'s>(rows: &'s [RawDefect], families: &HashSet<&str>, index: &Index<'_>) -> Result<Vec<DefectRow<'s>>> {
    for (number, row) in rows.iter().enumerate() {
        let context = format!("defect {}", row.id);
        let shared = |other: &&RawDefect| other.words.iter().any(|word| row.words.contains(word));
        let both = |other: &&RawDefect| {
            other.at.is_empty() || row.at.is_empty() || other.at.iter().any(|family| row.at.contains(family))
        };
        if let Some(other) = rows[..number].iter().filter(shared).find(both) {
            return Err(format!("{context}: a word of it means {} already", other.id).into());
        }
        if let Some(unknown) = row.at.iter().find(|family| !families.contains(family.as_str())) {
            return Err(format!("{context}: no process is of the family `{unknown}`").into());
        }
        if row.words.is_empty() || row.checks.is_empty() {
            return Err(format!("{context}: needs words by which it is known and checks that look for its causes").into());
        }
    }
    rows.iter().map(|row| defect(row, index)).collect()
}

fn defect<'s>(raw: &'s RawDefect, index: &Index<'_>) -> Result<DefectRow<'s>> {
    let (basis, sources) = sources(&format!("defect {}", raw.id), &raw.source, index)?;
    Ok(DefectRow {
        id: &raw.id,
        words: words(&raw.words),
        at: words(&raw.at),
        mechanism: &raw.mechanism,
        fix: &raw.fix,
        checks: words(&raw.checks),
        concerns: raw.concerns.iter().map(|word| Ok((feature(word)?, word.as_str()))).collect::<Result<_>>()?,
        grows: raw.grows,
        basis,
        sources,
    })
}

/// The feature with this word.
fn feature(word: &str) -> Result<Feature> {
    Ok(Feature::deserialize(StrDeserializer::<Error>::new(word))?)
}
