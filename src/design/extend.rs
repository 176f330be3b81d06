//! `extends`: a spec is laid over the base that it names, which may have a base of its own.

use std::path::PathBuf;

use super::reading::Reading;
use crate::yaml::{Budget, Layer, Layers, NodeId, Problem, Tree, parse_file};

/// The key of a base.
pub(super) const KEY: &str = "extends";

/// How many files may stand behind each other in `extends`.
const MAX_EXTENDS: usize = 8;

/// Lays the document at `root` over the base that its `extends` names. What comes from the base keeps its place there.
pub(super) fn extend(
    reading: &mut Reading<'_>,
    tree: &mut Tree<'_>,
    root: NodeId,
    layers: &mut Layers,
    problems: &mut Vec<Problem>,
) {
    lay(reading, tree, root, &mut Vec::new(), layers, problems);
}

fn lay(
    reading: &mut Reading<'_>,
    tree: &mut Tree<'_>,
    root: NodeId,
    chain: &mut Vec<PathBuf>,
    layers: &mut Layers,
    problems: &mut Vec<Problem>,
) {
    let Some((_, value)) = tree.get(root, KEY) else { return };
    let span = tree.node(value).span;
    let Some(name) = tree.text(value).map(str::to_owned) else { return };
    let refuse = |message: String| Problem::new("extends", span, message);
    let (path, id) = match reading.beside(&name, span.file) {
        Ok((path, _)) if chain.contains(&path) => return problems.push(refuse(format!("`{name}` extends itself"))),
        Ok(_) if chain.len() >= MAX_EXTENDS => {
            return problems.push(refuse(format!("more than {MAX_EXTENDS} specs extend each other")));
        }
        Ok(found) => found,
        Err(message) => return problems.push(refuse(message)),
    };
    chain.push(path);
    let file = reading.file(id);
    let parsed = parse_file(&file.text, id, &Budget::SPEC);
    let Some(document) = parsed.documents.first().filter(|_| parsed.problems.is_empty()) else {
        let here = "extended here";
        problems.extend(parsed.problems.iter().cloned().map(|problem| match problem.related {
            Some(_) => problem,
            None => problem.with_related(span, here),
        }));
        if parsed.problems.is_empty() {
            problems.push(refuse(format!("`{name}` is empty")));
        }
        return;
    };
    let mut base = parsed.tree.clone();
    lay(reading, &mut base, document.root, chain, layers, problems);
    // Looked at before anything is taken in, so that a small spec cannot name its way to a large one.
    if base.len() + tree.len() > Budget::SPEC.nodes {
        return problems.push(Problem::new("too-large", span, "the base specs are too large"));
    }
    let root_of_base = tree.append(&base) + document.root;
    if layers.overlay(tree, root_of_base, root, Layer::Base).is_err() {
        problems.push(Problem::new("too-large", span, "the base specs hold too many values or nest them too deeply"));
    }
}
