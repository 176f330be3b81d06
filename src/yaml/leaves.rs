//! The single values of a spec with their paths, as they are named where a value is set.

use super::{Budget, Kind, NodeId, Paths, Span, Tree, parse};

/// A single value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its path, such as `parts.tray.draft`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Whether it is written without quotes.
    pub plain: bool,
    /// Where it stands.
    pub span: Span,
}

/// The single values of all documents of a text that have the key `root`, in the order of the file. What an alias brings stands
/// where its anchor is.
#[must_use]
pub fn leaves(text: &str, root: &str, paths: Paths<'_>) -> Vec<Leaf> {
    let parsed = parse(text, &Budget::SPEC);
    let tree = &parsed.tree;
    let mut leaves = Vec::new();
    for document in parsed.documents.iter().filter(|document| tree.get(document.root, root).is_some()) {
        add(tree, document.root, "", paths, &mut leaves);
    }
    leaves
}

/// The depth is that of the file, which has a budget.
fn add(tree: &Tree<'_>, node: NodeId, path: &str, paths: Paths<'_>, leaves: &mut Vec<Leaf>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match &tree.node(node).kind {
        Kind::Scalar { text, plain } => {
            let span = tree.node(node).span;
            leaves.push(Leaf { path: path.to_owned(), text: text.to_string(), plain: *plain, span });
        }
        Kind::Sequence(items) => {
            for (number, item) in items.iter().enumerate() {
                let name = paths.names.iter().find_map(|key| tree.text(tree.get(*item, key)?.1));
                add(tree, *item, &below(name.map_or(&number.to_string(), |name| name)), paths, leaves);
            }
        }
        Kind::Mapping(entries) => {
            for (key, value) in entries {
                if let Some(name) = tree.text(*key).filter(|_| !matches!(tree.node(*key).kind, Kind::Alias(_))) {
                    add(tree, *value, &below(name), paths, leaves);
                }
            }
        }
        Kind::Alias(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::leaves;
    use crate::yaml::Paths;

    #[test]
    fn values_have_the_paths_by_which_they_are_set() {
        const PATHS: Paths<'static> = Paths { names: &["step"], ids: &[], beside: ("nominal", &[]), starts: None };
        let text = "a: 1\n---\nroot: 1\nparts: { tray: { draft: 1 deg, layers: [{ t: 2 mm }] } }\nassembly:\n  - { step: form, time: '9 s' }\n";
        let found: Vec<(String, String, bool)> =
            leaves(text, "root", PATHS).into_iter().map(|leaf| (leaf.path, leaf.text, leaf.plain)).collect();
        let leaf = |path: &str, text: &str, plain: bool| (path.to_owned(), text.to_owned(), plain);
        assert_eq!(
            found,
            [
                leaf("root", "1", true),
                leaf("parts.tray.draft", "1 deg", true),
                leaf("parts.tray.layers.0.t", "2 mm", true),
                leaf("assembly.form.step", "form", true),
                leaf("assembly.form.time", "9 s", false),
            ]
        );
        assert!(leaves("a: [", "a", PATHS).is_empty());
    }
}
