//! Of which materials a process makes parts, as it is written by hand. Used by the build script only.

use std::collections::HashSet;

use serde::Deserialize;

use super::entry::{Ability, Makes};
use super::raw_list::{Index, OneOrMany, Result, sources, words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMakes {
    of: Vec<String>,
    answer: Ability,
    #[serde(default)]
    why: String,
    source: OneOrMany<String>,
}

/// The rows of an entry. Refused are a name that no material has or that stands twice, and a refusal that does not say why.
pub(super) fn rows<'s>(
    context: &str,
    raw: &'s [RawMakes],
    materials: &HashSet<String>,
    index: &Index<'_>,
) -> Result<Vec<Makes<'s>>> {
    let mut seen: HashSet<&str> = HashSet::new();
    for name in raw.iter().flat_map(|row| &row.of) {
        if !materials.contains(name) {
            return Err(format!("{context}: makes: no material is or belongs to `{name}`").into());
        }
        if !seen.insert(name) {
            return Err(format!("{context}: makes: `{name}` stands twice").into());
        }
    }
    let row = |row: &'s RawMakes| -> Result<Makes<'s>> {
        if row.answer == Ability::Cannot && row.why.is_empty() {
            return Err(format!("{context}: makes: a refusal says why").into());
        }
        let (basis, sources) = sources(context, &row.source, index)?;
        Ok(Makes { of: words(&row.of), answer: row.answer, why: &row.why, basis, sources })
    };
    raw.iter().map(row).collect()
}
