//! How long the lists of a spec may be, looked at before anything is made of them.
//!
//! Some checks hold each entry of a list against each of another, so that a list of thousands, which no case has, would take
//! minutes. This module must never know what a list means.

use std::collections::HashMap;

use crate::yaml::{Kind, NodeId, Problem, Tree};

/// Whether a word may stand twice in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// An order, in which something may come again, or no words at all.
    Again,
    /// A set: naming something twice is a slip.
    Once,
}

/// A list or map of the format, `*` standing for any key or element, with the most entries it may have.
struct Budget {
    path: &'static [&'static str],
    most: usize,
    words: Words,
}

const fn again(path: &'static [&'static str], most: usize) -> Budget {
    Budget { path, most, words: Words::Again }
}

const fn once(path: &'static [&'static str], most: usize) -> Budget {
    Budget { path, most, words: Words::Once }
}

/// What is copied by `like`, which is looked at before it is copied.
const PARTS: Budget = again(&["parts"], 300);

/// All other lists and maps; those that hold others come before them.
const BUDGETS: &[Budget] = &[
    again(&["design", "protects", "size"], 10),
    once(&["design", "protects", "touches"], 50),
    again(&["production", "plan"], 500),
    once(&["production", "plan", "*", "after"], 100),
    once(&["environment", "exposure"], 50),
    once(&["environment", "markets"], 50),
    once(&["environment", "packaging"], 50),
    again(&["materials"], 300),
    again(&["materials", "*"], 300),
    again(&["parts", "*", "size"], 10),
    again(&["parts", "*", "cavity"], 10),
    once(&["parts", "*", "free_of"], 100),
    again(&["parts", "*", "finish"], 50),
    once(&["parts", "*", "process_aids"], 50),
    again(&["parts", "*", "layers"], 50),
    again(&["parts", "*", "dimensions"], 100),
    again(&["joints"], 600),
    again(&["joints", "*", "between"], 50),
    again(&["joints", "*", "preparation"], 50),
    again(&["stacks"], 300),
    again(&["stacks", "*", "chain"], 200),
    again(&["stacks", "*", "variables"], 50),
    again(&["assembly"], 300),
    once(&["assembly", "*", "adds"], 300),
    once(&["assembly", "*", "makes"], 600),
    once(&["assembly", "*", "encloses"], 300),
    once(&["assembly", "*", "of"], 300),
    once(&["assembly", "*", "undoes"], 600),
    once(&["assembly", "*", "after"], 300),
    again(&["evidence", "builds"], 20_000),
    again(&["evidence", "builds", "*", "defects"], 100),
    again(&["evidence", "measurements"], 2000),
    again(&["evidence", "measurements", "*", "values"], 20_000),
    again(&["evidence", "measurements", "*", "cavities"], 20_000),
    again(&["evidence", "tests"], 20_000),
    once(&["evidence", "tests", "*", "under"], 100),
    again(&["production", "sampling"], 100),
    again(&["waivers"], 1000),
    again(&["waivers", "*", "check"], 100),
];

/// Notes if there are too many entries to copy; then nothing should be copied.
pub(super) fn copies(tree: &Tree<'_>, root: NodeId, problems: &mut Vec<Problem>) {
    walk(tree, root, root, PARTS.path, &PARTS, problems);
}

/// Notes every list that is too long, and every word that a list names twice.
pub(super) fn lists(tree: &Tree<'_>, root: NodeId, problems: &mut Vec<Problem>) {
    for budget in BUDGETS {
        walk(tree, root, root, budget.path, budget, problems);
    }
}

/// Goes down the rest of a path; `key` is the node to point at.
fn walk(tree: &Tree<'_>, key: NodeId, node: NodeId, path: &[&str], budget: &Budget, problems: &mut Vec<Problem>) {
    let node = tree.resolve(node);
    let [step, rest @ ..] = path else { return hold(tree, key, node, budget, problems) };
    match &tree.node(node).kind {
        Kind::Mapping(entries) if *step == "*" => {
            // What is too long has been noted, and its entries are not worth looking at.
            for (key, value) in entries.iter().take(most_of(budget, rest)) {
                walk(tree, *key, *value, rest, budget, problems);
            }
        }
        Kind::Mapping(_) => {
            if let Some((key, value)) = tree.get(node, step) {
                walk(tree, key, value, rest, budget, problems);
            }
        }
        Kind::Sequence(items) if *step == "*" => {
            for item in items.iter().take(most_of(budget, rest)) {
                walk(tree, *item, *item, rest, budget, problems);
            }
        }
        _ => {}
    }
}

/// The most entries of the list of which `rest` follows in the path of a budget.
fn most_of(budget: &Budget, rest: &[&str]) -> usize {
    let above = &budget.path[..budget.path.len() - rest.len() - 1];
    BUDGETS.iter().chain([&PARTS]).find(|other| other.path == above).map_or(0, |other| other.most)
}

fn hold(tree: &Tree<'_>, key: NodeId, node: NodeId, budget: &Budget, problems: &mut Vec<Problem>) {
    let count = match &tree.node(node).kind {
        Kind::Mapping(entries) => entries.len(),
        Kind::Sequence(items) => items.len(),
        _ => 0,
    };
    let span = tree.node(key).span;
    if count > budget.most {
        let name = budget.path.iter().rev().find(|part| **part != "*").copied().unwrap_or_default();
        problems.push(Problem::new("too-large", span, format!("more than {} entries in `{name}`", budget.most)));
    } else if let (Words::Once, Kind::Sequence(items)) = (budget.words, &tree.node(node).kind) {
        let mut named: HashMap<&str, NodeId> = HashMap::with_capacity(items.len());
        for item in items {
            let Some(word) = tree.text(*item) else { continue };
            if let Some(first) = named.insert(word, *item) {
                let problem = Problem::new("duplicate-word", tree.node(*item).span, format!("`{word}` is named twice"));
                problems.push(problem.with_related(tree.node(first).span, "first named here"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::design::spec_schema;
    use crate::yaml::{Budget as Reading, parse};

    fn found(spec: &str) -> Vec<String> {
        let parsed = parse(spec, &Reading::SPEC);
        let mut problems = Vec::new();
        copies(&parsed.tree, parsed.documents[0].root, &mut problems);
        lists(&parsed.tree, parsed.documents[0].root, &mut problems);
        problems.iter().map(|problem| format!("{} {}", &spec[problem.span.range()], problem.message)).collect()
    }

    #[test]
    fn lists_that_are_too_long_are_named_by_their_key() {
        let words = |count: usize| (0..count).map(|number| format!("w{number}")).collect::<Vec<_>>().join(", ");
        assert_eq!(found("{}"), Vec::<String>::new());
        assert_eq!(found("environment: { exposure: [] }"), Vec::<String>::new());
        assert_eq!(found(&format!("environment: {{ exposure: [{}] }}", words(50))), Vec::<String>::new());
        assert_eq!(
            found(&format!("environment: {{ exposure: [{}] }}", words(51))),
            ["exposure more than 50 entries in `exposure`"]
        );
        let between = |count: usize| format!("joints: {{ j: {{ between: [{}] }} }}", vec!["a"; count].join(", "));
        assert_eq!(found(&between(50)), Vec::<String>::new(), "parts may be joined to their like");
        assert_eq!(found(&between(51)), ["between more than 50 entries in `between`"]);
        let parts =
            |count: usize| format!("parts: {{ {} }}", (0..count).map(|n| format!("p{n}: {{}}")).collect::<Vec<_>>().join(", "));
        assert_eq!(found(&parts(300)), Vec::<String>::new());
        assert_eq!(found(&parts(301)), ["parts more than 300 entries in `parts`"]);
    }

    #[test]
    fn a_set_names_nothing_twice() {
        assert_eq!(found("design: { protects: { touches: [glass, silver, glass] } }"), ["glass `glass` is named twice"]);
        assert_eq!(found("assembly: [{ adds: [a, b, a, a] }]"), ["a `a` is named twice", "a `a` is named twice"]);
        assert_eq!(found("parts: { a: { finish: [primer, paint, paint] } }"), Vec::<String>::new());
    }

    /// The paths of all lists and maps below a schema that have no length of their own.
    fn lists_of(root: &Value, schema: &Value, path: &mut Vec<String>, all: &mut Vec<String>) {
        if let Some(name) = schema["$ref"].as_str() {
            let below = &root["$defs"][name.trim_start_matches("#/$defs/")];
            assert!(below.is_object(), "{name}");
            return lists_of(root, below, path, all);
        }
        for (key, below) in schema["properties"].as_object().into_iter().flatten() {
            path.push(key.clone());
            lists_of(root, below, path, all);
            path.pop();
        }
        for form in ["anyOf", "allOf", "oneOf"] {
            schema[form].as_array().into_iter().flatten().for_each(|below| lists_of(root, below, path, all));
        }
        for (below, unbounded) in [(&schema["items"], schema["maxItems"].is_null()), (&schema["additionalProperties"], true)] {
            if below.is_object() && unbounded {
                all.push(path.join("."));
                path.push("*".to_owned());
                lists_of(root, below, path, all);
                path.pop();
            }
        }
    }

    #[test]
    fn every_list_of_the_format_has_a_budget() {
        let schema = serde_json::to_value(spec_schema()).expect("a schema");
        let mut all = Vec::new();
        lists_of(&schema, &schema, &mut Vec::new(), &mut all);
        let known: Vec<String> = BUDGETS.iter().chain([&PARTS]).map(|budget| budget.path.join(".")).collect();
        let without: Vec<&String> = all.iter().filter(|path| !known.contains(path)).collect();
        assert!(without.is_empty(), "{without:?}");
        assert!(all.len() > 30, "{all:?}");
    }
}
