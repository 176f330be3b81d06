//! Lists as they are written by hand, and sources with what they say of a figure. Used by the build script only.

use std::collections::HashMap;
use std::error::Error;

use serde::Deserialize;

use super::entry::{Basis, Sources};

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

pub(super) fn words(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

pub(super) fn sources(context: &str, ids: &OneOrMany<String>, index: &HashMap<&str, u16>) -> Result<(Basis, Sources)> {
    let mut found = Sources::new();
    let mut unverified = false;
    for id in ids.list() {
        if id == "unverified" {
            unverified = true;
        } else {
            found.push(*index.get(id.as_str()).ok_or_else(|| format!("{context}: unknown source `{id}`"))?);
        }
    }
    let basis = match (found.is_empty(), unverified) {
        (true, true) => Basis::Unverified,
        (true, false) => return Err(format!("{context}: no source").into()),
        (false, true) => Basis::Widened,
        (false, false) => Basis::Sourced,
    };
    Ok((basis, found))
}
