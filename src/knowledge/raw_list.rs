//! Lists as they are written by hand, and sources with what they say of a figure. Used by the build script only.

use std::collections::HashMap;
use std::error::Error;

use serde::Deserialize;

use super::basis::{Basis, Sources, Trust};

pub(super) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// One or many.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    pub(super) fn list(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// The sources by id: the place of each in the table, and who answers for it.
pub(super) type Index<'s> = HashMap<&'s str, (u16, Trust)>;

pub(super) fn words(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

pub(super) fn sources(context: &str, ids: &OneOrMany<String>, index: &Index<'_>) -> Result<(Basis, Sources)> {
    let mut found = Sources::new();
    let (mut unverified, mut best) = (false, Trust::Blog);
    for id in ids.list() {
        if id == "unverified" {
            unverified = true;
        } else {
            let (number, trust) = *index.get(id.as_str()).ok_or_else(|| format!("{context}: unknown source `{id}`"))?;
            found.push(number);
            best = best.max(trust);
        }
    }
    let basis = match (found.is_empty(), unverified) {
        (true, true) => Basis::Unverified,
        (true, false) => return Err(format!("{context}: no source").into()),
        // Nobody answers for what only a blog says.
        (false, _) if best == Trust::Blog => Basis::Unverified,
        (false, true) => Basis::Widened,
        (false, false) => Basis::Sourced,
    };
    Ok((basis, found))
}
