//! Of which materials a process makes parts, as it is written by hand. Used by the build script only.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::entry::{Ability, Makes};
use super::raw_entry::RawEntry;
use super::raw_list::{OneOrMany, Result, sources, words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMakes {
    of: Vec<String>,
    answer: Ability,
    #[serde(default)]
    why: String,
    source: OneOrMany<String>,
}

/// The names under which the rows of a process may speak of materials.
pub(super) fn names(materials: &BTreeMap<String, RawEntry>) -> HashSet<String> {
    let own = |(id, entry): (&String, &RawEntry)| {
        let kinds = [id.clone(), entry.family.clone(), format!("{}/{}", entry.family, entry.chemistry)];
        kinds.into_iter().chain(entry.classes.iter().cloned()).collect::<Vec<_>>()
    };
    materials.iter().flat_map(own).collect()
}

/// The rows of an entry. Refused are a name that no material has or that stands twice, and a refusal that does not say why.
pub(super) fn rows<'s>(
    context: &str,
    raw: &'s [RawMakes],
    materials: &HashSet<String>,
    index: &HashMap<&str, u16>,
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
