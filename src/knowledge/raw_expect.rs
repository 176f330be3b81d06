//! The tables of tests and expectations as they are written by hand. Used by the build script only.

use std::collections::HashMap;

use serde::Deserialize;

use super::expected::{Claimant, Condition, Expectation, IngressRow, Numeral, SurfaceRow, TestRow};
use super::feature::Feature;
use super::raw_list::{Index, OneOrMany, Result, sources, words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTest {
    kind: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    standards: Vec<String>,
    claimed: Option<RawClaimed>,
    #[serde(default)]
    conditions: Vec<Condition>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    within: Vec<String>,
    #[serde(default)]
    respects: Vec<String>,
    #[serde(default)]
    rules_out: Vec<String>,
    #[serde(default)]
    strained: Vec<String>,
    #[serde(default)]
    form: bool,
    #[serde(default)]
    setting: bool,
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClaimed {
    of: Claimant,
    by: Vec<Feature>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExpectation {
    block: String,
    from: String,
    #[serde(default)]
    kinds: Vec<String>,
    why: String,
    source: OneOrMany<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSurface {
    surface: String,
    level: u8,
    words: Vec<String>,
    source: OneOrMany<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIngress {
    numeral: Numeral,
    code: String,
    includes: Vec<String>,
    source: OneOrMany<String>,
}

/// The surfaces of drops. A word means one of them only.
pub(super) fn surfaces<'s>(rows: &'s [RawSurface], index: &Index<'_>) -> Result<Vec<SurfaceRow<'s>>> {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for row in rows {
        for word in &row.words {
            if let Some(other) = seen.insert(word, &row.surface) {
                return Err(format!("surface {}: `{word}` means {other} already", row.surface).into());
            }
        }
    }
    let surface = |raw: &'s RawSurface| {
        let (basis, sources) = sources(&format!("surface {}", raw.surface), &raw.source, index)?;
        Ok(SurfaceRow { surface: &raw.surface, level: raw.level, words: words(&raw.words), basis, sources })
    };
    rows.iter().map(surface).collect()
}

/// What a numeral of a code of protection shows.
pub(super) fn ingress<'s>(raw: &'s RawIngress, index: &Index<'_>) -> Result<IngressRow<'s>> {
    let (basis, sources) = sources(&format!("ingress numeral {}", raw.code), &raw.source, index)?;
    Ok(IngressRow { numeral: raw.numeral, code: &raw.code, includes: words(&raw.includes), basis, sources })
}

/// The kinds of tests. A word of a name may mean one kind only.
pub(super) fn tests(rows: &[RawTest]) -> Result<Vec<TestRow<'_>>> {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for row in rows {
        let context = format!("test kind {}", row.kind);
        if row.why.is_empty() {
            return Err(format!("{context}: no reason").into());
        }
        if let Some(mode) = row.strained.iter().find(|mode| !row.rules_out.contains(mode)) {
            return Err(format!("{context}: `{mode}` is strained and not ruled out").into());
        }
        for word in row.words.iter().chain(&row.standards) {
            if let Some(other) = seen.insert(word, &row.kind) {
                return Err(format!("{context}: `{word}` means {other} already").into());
            }
        }
    }
    Ok(rows.iter().map(test).collect())
}

fn test(raw: &RawTest) -> TestRow<'_> {
    TestRow {
        kind: &raw.kind,
        words: words(&raw.words),
        standards: words(&raw.standards),
        claimed: raw.claimed.as_ref().map(|claimed| (claimed.of, claimed.by.clone())),
        conditions: raw.conditions.clone(),
        also: words(&raw.also),
        within: words(&raw.within),
        respects: words(&raw.respects),
        rules_out: words(&raw.rules_out),
        strained: words(&raw.strained),
        form: raw.form,
        setting: raw.setting,
    }
}

/// What designs have to state.
pub(super) fn expectation<'s>(raw: &'s RawExpectation, index: &Index<'_>) -> Result<Expectation<'s>> {
    let context = format!("expectation {}", raw.block);
    let (basis, _) = sources(&context, &raw.source, index)?;
    Ok(Expectation { block: &raw.block, from: &raw.from, kinds: words(&raw.kinds), why: &raw.why, basis })
}
