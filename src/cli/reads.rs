//! `caseproof checks --reads`: the checks that read a fact or a field of the design, in the end.

use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;
use serde_json::Value;

use crate::catalogue::{Check, Definition};
use crate::design::spec_schema;
use crate::judge::Asked;
use crate::source::nearest;
use crate::vocabulary::{FactId, Kind, find, nearest_fact};

/// What is asked for: a fact, or fields of the design by their keys without ids.
#[derive(Debug)]
pub(super) struct Wanted {
    facts: Vec<FactId>,
    fields: Vec<Vec<String>>,
    /// What is to be said of the way in which the text was read.
    pub(super) note: Option<String>,
}

impl Wanted {
    /// What a text means: `part.draft`, or as a place of a design, `parts.draft`, `parts.tray.draft`, `joints.beam.length`.
    pub(super) fn new(name: &str) -> Result<Self, String> {
        let words: Vec<&str> = name.split('.').collect();
        let kind = Kind::of_place(words[0]);
        // The id of a thing may stand between its kind and the fact.
        let tries = || (1..words.len().min(3)).map(|skipped| words[skipped..].join("_"));
        let facts: Vec<FactId> = kind.into_iter().filter_map(|kind| tries().find_map(|fact| find(kind, &fact))).collect();
        let format = Format::new();
        let fields = format.paths(&words, true);
        if facts.is_empty() && fields.is_empty() {
            return Err(unknown(name, kind));
        }
        let whole =
            facts.is_empty() && fields.iter().all(|field| field.last().is_none_or(|last| *last != words[words.len() - 1]));
        let note = if whole { format.named(&words)? } else { None };
        Ok(Self { facts, fields, note })
    }

    /// The codes of the checks that read it, found out by judging the examples of all checks.
    pub(super) fn readers(&self, checks: &[Check], definitions: &[Definition]) -> HashSet<String> {
        let asked = learned(checks, definitions);
        let format = Format::new();
        let reads = |check: &&Check| {
            let (facts, fields) = asked.of(check);
            self.facts.iter().any(|fact| facts.contains(fact))
                || fields.into_iter().any(|field| self.holds(&format.paths(&field.split('.').collect::<Vec<_>>(), false)))
        };
        checks.iter().filter(reads).map(|check| check.code.to_string()).collect()
    }

    /// Whether one of these fields is wanted, or lies below one that is.
    fn holds(&self, found: &[Vec<String>]) -> bool {
        found.iter().any(|field| self.fields.iter().any(|wanted| field.starts_with(wanted)))
    }
}

fn unknown(name: &str, kind: Option<Kind>) -> String {
    let rest = name.split_once('.').map_or("", |(_, rest)| rest);
    let Some(kind) = kind else {
        let hint = nearest(name, Kind::ALL.iter().map(|kind| kind.word()));
        let hint = hint.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return format!("there is no field or subject `{name}`{hint}");
    };
    let near = nearest_fact(kind, &rest.replace('.', "_"));
    let hint = near
        .map_or_else(|| format!("; `caseproof facts {kind}` lists the facts"), |near| format!("; did you mean `{kind}.{near}`?"));
    format!("there is no field or fact `{name}`{hint}")
}

/// What the examples of all checks show of the facts.
fn learned(checks: &[Check], definitions: &[Definition]) -> Asked {
    let learn = |mut asked: Asked, (check, definition): (&Check, &Definition)| {
        asked.learn(check, &definition.examples);
        asked
    };
    let pairs: Vec<(&Check, &Definition)> = definitions
        .iter()
        .filter_map(|definition| Some((checks.iter().find(|check| check.code == definition.code)?, definition)))
        .collect();
    pairs.into_par_iter().fold(Asked::default, learn).reduce(Asked::default, Asked::with)
}

/// The format of a design: which keys stand where, and where ids stand in their place.
struct Format {
    schema: Value,
}

impl Format {
    fn new() -> Self {
        Self { schema: spec_schema().to_value() }
    }

    /// The keys on the way of a path, without ids and numbers; none if the format has no such path. With `lax` ids may be left
    /// out of the path.
    fn paths(&self, words: &[&str], lax: bool) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        self.walk(&self.schema, words, lax, &mut Vec::new(), &mut found);
        // `parts.draft` may be a part of this id; where it may be a key, that is what is meant.
        let longest = found.iter().map(Vec::len).max().unwrap_or(0);
        found.retain(|path| path.len() == longest);
        found.sort();
        found.dedup();
        found
    }

    /// What is said of a text whose last word is no key, so that it was read as an id; what is near a key may be a slip, and nobody
    /// knows which of the two is meant.
    fn named(&self, words: &[&str]) -> Result<Option<String>, String> {
        let Some((id, above)) = words.split_last().filter(|(_, above)| !above.is_empty()) else { return Ok(None) };
        let block = above.join(".");
        let mut keys = BTreeSet::new();
        properties(&self.schema, &mut keys);
        let is_key = |key: &&str| {
            let way: Vec<&str> = above.iter().chain([key]).copied().collect();
            self.paths(&way, true).iter().any(|path| path.last().is_some_and(|last| last == key))
        };
        let thing = Kind::of_place(above[above.len() - 1]).map_or("thing", Kind::word);
        match nearest(id, keys.into_iter().filter(is_key)) {
            Some(near) => Err(format!(
                "`{block}.{id}` may be the field `{block}.{near}` or a {thing} called `{id}`; write `{block}.{near}` for the field, `{block}` for all of a {thing}"
            )),
            None => Ok(Some(format!("`{id}` was read as the id of a {thing}: these checks read any field of `{block}`"))),
        }
    }

    fn walk(&self, node: &Value, words: &[&str], lax: bool, way: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
        let Some((first, rest)) = words.split_first() else {
            found.push(way.clone());
            return;
        };
        if let Some(name) = node["$ref"].as_str() {
            let target = name.trim_start_matches('#');
            self.schema.pointer(target).into_iter().for_each(|target| self.walk(target, words, lax, way, found));
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            node[key].as_array().into_iter().flatten().for_each(|node| self.walk(node, words, lax, way, found));
        }
        if let Some(below) = node["properties"].get(*first) {
            way.push((*first).to_owned());
            self.walk(below, rest, lax, way, found);
            way.pop();
        }
        for below in [&node["additionalProperties"], &node["items"]].into_iter().filter(|below| below.is_object()) {
            self.walk(below, rest, lax, way, found);
            if lax {
                self.walk(below, words, lax, way, found);
            }
        }
    }
}

/// The names of all keys below a node of the schema.
fn properties<'s>(node: &'s Value, found: &mut BTreeSet<&'s str>) {
    if let Some(keys) = node["properties"].as_object() {
        found.extend(keys.keys().map(String::as_str));
    }
    let below = node.as_object().into_iter().flat_map(|map| map.values()).chain(node.as_array().into_iter().flatten());
    below.for_each(|below| properties(below, found));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{Format, learned};
    use crate::engine::Engine;

    /// Keys that no fact of a check was seen to ask for in an example: names and references, what relates things before they are
    /// judged, what belongs to a study or to people, and what no example gives. The list may only become shorter.
    const UNTOLD: &[&str] = &[
        "assembly.adds",
        "assembly.makes",
        "assembly.operators",
        "assembly.undoes",
        "caseproof",
        "design.name",
        "design.number",
        "environment.drop.count",
        "evidence.builds.date",
        "evidence.builds.file",
        "evidence.builds.revision",
        "evidence.measurements.date",
        "evidence.measurements.file",
        "evidence.measurements.mean",
        "evidence.measurements.of",
        "evidence.tests.date",
        "evidence.tests.file",
        "extends",
        "joints.area",
        "joints.beam.taper",
        "joints.beam.width",
        "joints.bears.at_once",
        "joints.bears.breaking",
        "joints.bears.rated",
        "joints.groove.depth.after_finish",
        "joints.groove.depth.capability",
        "joints.groove.depth.critical",
        "joints.groove.depth.crosses_parting",
        "joints.groove.depth.distribution",
        "joints.groove.depth.skewness",
        "joints.groove.width.after_finish",
        "joints.groove.width.capability",
        "joints.groove.width.critical",
        "joints.groove.width.crosses_parting",
        "joints.groove.width.distribution",
        "joints.groove.width.skewness",
        "joints.peel",
        "joints.section.after_finish",
        "joints.section.capability",
        "joints.section.critical",
        "joints.section.crosses_parting",
        "joints.section.distribution",
        "joints.section.skewness",
        "joints.stacked",
        "joints.thread",
        "parts.corner_radius",
        "parts.dimensions.capability",
        "parts.dimensions.distribution",
        "parts.dimensions.skewness",
        "parts.free_of",
        "parts.like",
        "parts.prototype.quantity",
        "parts.ribs.spacing",
        "production.launch",
        "production.learning",
        "production.learning.first_unit",
        "production.learning.model",
        "production.learning.rate",
        "production.plan.after",
        "production.plan.task",
        "production.sampling.kind",
        "stacks.chain.minus.after_finish",
        "stacks.chain.minus.critical",
        "stacks.chain.minus.crosses_parting",
        "stacks.chain.minus.distribution",
        "stacks.chain.minus.skewness",
        "stacks.chain.plus.after_finish",
        "stacks.chain.plus.critical",
        "stacks.chain.plus.crosses_parting",
        "stacks.chain.plus.distribution",
        "stacks.chain.plus.skewness",
        "stacks.expression",
        "stacks.variables",
        "stacks.variables.after_finish",
        "stacks.variables.capability",
        "stacks.variables.critical",
        "stacks.variables.crosses_parting",
        "stacks.variables.distribution",
        "stacks.variables.skewness",
        "waivers",
        "waivers.at",
        "waivers.check",
        "waivers.design",
        "waivers.owner",
        "waivers.reason",
        "waivers.until",
        "waivers.while",
    ];

    /// Every key below a node, without ids.
    fn keys(schema: &Value, node: &Value, way: &str, seen: &[&str], found: &mut BTreeSet<String>) {
        if let Some(name) = node["$ref"].as_str().filter(|name| !seen.contains(name)) {
            let target = schema.pointer(name.trim_start_matches('#')).expect("a definition");
            keys(schema, target, way, &[seen, &[name]].concat(), found);
        }
        for kind in ["anyOf", "oneOf", "allOf"] {
            node[kind].as_array().into_iter().flatten().for_each(|node| keys(schema, node, way, seen, found));
        }
        for (key, below) in node["properties"].as_object().into_iter().flatten() {
            let way = if way.is_empty() { key.clone() } else { format!("{way}.{key}") };
            keys(schema, below, &way, seen, found);
            found.insert(way);
        }
        for below in ["additionalProperties", "items"].iter().map(|key| &node[*key]).filter(|below| below.is_object()) {
            keys(schema, below, way, seen, found);
        }
    }

    #[test]
    fn every_key_has_a_reader_or_is_named_here() {
        let engine = Engine::builtin().expect("the checks that were built in");
        let asked = learned(engine.checks(), &engine.definitions().expect("definitions"));
        let format = Format::new();
        let fields = engine.checks().iter().flat_map(|check| asked.of(check).1);
        let read: BTreeSet<String> = fields
            .flat_map(|field| format.paths(&field.split('.').collect::<Vec<_>>(), false))
            .map(|path| path.join("."))
            .collect();
        let mut all = BTreeSet::new();
        keys(&format.schema, &format.schema, "", &[], &mut all);
        let holds = |key: &String| read.iter().any(|read| read == key || read.starts_with(&format!("{key}.")));
        // Figures of grades are facts of materials; a toleranced length is one length.
        let other = |key: &String| key.starts_with("materials.") || key.ends_with(".nominal") || key.ends_with(".tolerance");
        let untold: Vec<&str> = all.iter().filter(|key| !holds(key) && !other(key)).map(String::as_str).collect();
        assert!(all.len() > 400, "{}", all.len());
        assert_eq!(untold, UNTOLD);
    }
}
