//! What checks read in the end: the facts behind the facts that they name, and the fields of the design behind those.
//!
//! A condition says which facts it names; what those ask is known only when they are evaluated. So it is learned from designs:
//! each fact that a check names is evaluated for every thing of a design, and what it notes is kept.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use super::examples::complete;
use super::subjects::gaps;
use crate::catalogue::{Check, Example};
use crate::design::{Content, Loader};
use crate::facts::{Note, Origin, World};
use crate::vocabulary::{FactId, Item};
use crate::yaml::{Budget, Kind, NodeId, Span, Tree, parse};

/// What facts ask for, and what designs are asked for where a check finds nothing to judge.
#[derive(Debug, Default)]
pub struct Asked {
    facts: HashMap<FactId, Behind>,
    gaps: HashMap<String, BTreeSet<String>>,
}

/// What one fact was seen to ask.
#[derive(Debug, Default)]
struct Behind {
    facts: HashSet<FactId>,
    fields: BTreeSet<String>,
}

impl Asked {
    /// Learns from the examples of a check what the facts that it names ask.
    pub fn learn(&mut self, check: &Check, examples: &[Example]) {
        for example in examples {
            let (Example::Flags(text) | Example::Passes(text) | Example::Unknown(text)) = example;
            let text = complete(text);
            let keys = keys(&text);
            let Content::Specs(specs) = Loader::new(Path::new(".")).text(text, "example", None).content else { continue };
            for spec in &specs {
                let world = World::new(spec, None);
                let untold = gaps(check.subject, &world).into_iter().flat_map(|gap| gap.needs);
                self.gaps.entry(check.code.to_string()).or_default().extend(untold);
                self.facts_of(check, &world, &keys);
            }
        }
    }

    /// What two have learned.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        for (fact, behind) in other.facts {
            let own = self.facts.entry(fact).or_default();
            own.facts.extend(behind.facts);
            own.fields.extend(behind.fields);
        }
        for (code, fields) in other.gaps {
            self.gaps.entry(code).or_default().extend(fields);
        }
        self
    }

    fn facts_of(&mut self, check: &Check, world: &World<'_>, keys: &HashMap<(u32, u32), String>) {
        let things = |fact: FactId| (0..world.count(fact.kind)).map(move |thing| (fact, Item::new(fact.kind, thing)));
        let mut open: Vec<(FactId, Item)> = check.facts().into_iter().flat_map(things).collect();
        let mut seen: HashSet<(FactId, Item)> = open.iter().copied().collect();
        while let Some((fact, item)) = open.pop() {
            let behind = self.facts.entry(fact).or_default();
            for note in &world.behind(fact, item).notes {
                match note {
                    Note::Fact(other, of) => {
                        behind.facts.insert(*other);
                        if seen.insert((*other, *of)) {
                            open.push((*other, *of));
                        }
                    }
                    Note::Need(at) | Note::Closer(at) | Note::Usual(at) | Note::Origin(Origin::Given { at: Some(at), .. }) => {
                        behind.fields.insert(at.to_string());
                    }
                    Note::Origin(Origin::Given { span, at: None }) => {
                        behind.fields.extend(keys.get(&(span.start, span.end)).cloned());
                    }
                    Note::Origin(_) => {}
                }
            }
        }
    }

    /// The facts that a check reads in the end, and the fields of designs, each as it stood in an example.
    #[must_use]
    pub fn of(&self, check: &Check) -> (HashSet<FactId>, BTreeSet<&str>) {
        let mut open = check.facts();
        let mut facts: HashSet<FactId> = open.iter().copied().collect();
        let mut fields: BTreeSet<&str> = self.gaps.get(&*check.code).into_iter().flatten().map(String::as_str).collect();
        while let Some(fact) = open.pop() {
            let Some(behind) = self.facts.get(&fact) else { continue };
            fields.extend(behind.fields.iter().map(String::as_str));
            open.extend(behind.facts.iter().filter(|other| facts.insert(**other)));
        }
        (facts, fields)
    }
}

/// The path of every key and value of a text, by where it stands.
fn keys(text: &str) -> HashMap<(u32, u32), String> {
    let parsed = parse(text, &Budget::SPEC);
    let mut keys = HashMap::new();
    for document in &parsed.documents {
        name(&parsed.tree, document.root, "", &mut keys);
    }
    keys
}

fn name(tree: &Tree<'_>, node: NodeId, path: &str, keys: &mut HashMap<(u32, u32), String>) {
    let mut put = |span: Span, path: &str| {
        keys.entry((span.start, span.end)).or_insert_with(|| path.to_owned());
    };
    put(tree.node(node).span, path);
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match &tree.node(node).kind {
        Kind::Sequence(items) => {
            items.iter().enumerate().for_each(|(number, item)| name(tree, *item, &below(&number.to_string()), keys));
        }
        Kind::Mapping(entries) => {
            for (key, value) in entries {
                let Kind::Scalar { text, .. } = &tree.node(*key).kind else { continue };
                let path = below(text);
                keys.entry((tree.node(*key).span.start, tree.node(*key).span.end)).or_insert_with(|| path.clone());
                name(tree, *value, &path, keys);
            }
        }
        Kind::Scalar { .. } | Kind::Alias(_) => {}
    }
}
