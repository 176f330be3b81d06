//! The worked examples: formula, inputs, what the source prints, and what it misprints.

use super::entry::{Formula, Output};
use super::find;
use crate::quantity::parse_measure;
use crate::yaml::{Budget, Kind, NodeId, Tree, parse};

const TEXT: &str = include_str!("published.yaml");

/// Relative tolerance of an expected value that names none: rounding of the arithmetic.
const ROUNDING: f64 = 1e-9;

/// Where the expected values come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The source prints them.
    Published,
    /// Computed apart from this program, by hand or by the program that the source names.
    Recomputed,
}

/// A value that an output is expected to have, or that a source misprints.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// Numbers in SI units; one for an output that is no list.
    Numbers(Vec<f64>),
    /// A word, or words with a comma between them.
    Word(String),
}

/// What an output is compared with.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The output.
    pub output: &'static Output,
    /// The right value; if the source misprints it, recomputed.
    pub expected: Expected,
    /// By how much each number may differ, in SI units.
    pub within: Vec<f64>,
    /// What the source misprints instead, if it does.
    pub misprinted: Option<Expected>,
}

/// A worked example.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its id, such as `SNP-01`.
    pub id: &'static str,
    /// Its formula.
    pub formula: &'static Formula,
    /// Where the expected values come from.
    pub basis: Basis,
    /// Names and nodes of the inputs.
    pub(super) inputs: Vec<(&'static str, NodeId)>,
    /// What is compared.
    pub comparisons: Vec<Comparison>,
    /// Public source.
    pub source: &'static str,
    /// What is worth knowing about it; empty if nothing is.
    pub note: &'static str,
}

/// All worked examples with the tree that their inputs stand in.
#[derive(Debug)]
pub struct Examples {
    /// The tree of the inputs.
    pub(super) tree: Tree<'static>,
    /// The examples in their order.
    pub examples: Vec<Example>,
}

/// The worked examples that the program brings along; the first mistake in them if there is one.
pub fn examples() -> Result<Examples, String> {
    read(TEXT)
}

/// Reads worked examples.
pub(super) fn read(text: &'static str) -> Result<Examples, String> {
    let parsed = parse(text, &Budget::SPEC);
    if let Some(problem) = parsed.problems.first() {
        return Err(problem.message.clone());
    }
    let [document] = parsed.documents.as_slice() else { return Err("expected one list of examples".to_owned()) };
    let tree = parsed.tree;
    let Kind::Sequence(items) = &tree.node(document.root).kind else { return Err("expected a list of examples".to_owned()) };
    let examples = items.iter().map(|item| example(&tree, *item)).collect::<Result<_, _>>()?;
    Ok(Examples { tree, examples })
}

/// Text that lives as long as the program, which that of the tree's source does but its escapes do not.
fn text(tree: &Tree<'static>, id: NodeId) -> Option<&'static str> {
    match &tree.node(tree.resolve(id)).kind {
        Kind::Scalar { text: std::borrow::Cow::Borrowed(text), .. } => Some(text),
        _ => None,
    }
}

fn example(tree: &Tree<'static>, item: NodeId) -> Result<Example, String> {
    let field = |name: &str| tree.get(item, name).and_then(|(_, value)| text(tree, value));
    let id = field("id").ok_or("an example has no id on one line")?;
    let needed = |name: &str| field(name).ok_or_else(|| format!("{id}: `{name}` is missing or not on one line"));
    let entries = |name: &str| tree.get(item, name).and_then(|(_, value)| tree.entries(value)).unwrap_or_default();
    let name = needed("formula")?;
    let formula = find(name).ok_or_else(|| format!("{id}: there is no formula `{name}`"))?;
    let basis = match field("basis") {
        None | Some("published") => Basis::Published,
        Some("recomputed") => Basis::Recomputed,
        Some(other) => return Err(format!("{id}: there is no basis `{other}`")),
    };
    let mut inputs = Vec::new();
    for (key, value) in entries("inputs") {
        inputs.push((text(tree, *key).ok_or_else(|| format!("{id}: an input has no name"))?, *value));
    }
    let mut comparisons = Vec::new();
    for (key, value) in entries("expected") {
        comparisons.push(comparison(tree, formula, *key, *value).map_err(|message| format!("{id}: {message}"))?);
    }
    for (key, value) in entries("misprinted") {
        let name = text(tree, *key).unwrap_or_default();
        let target = comparisons.iter_mut().find(|comparison| comparison.output.name == name);
        let target = target.ok_or_else(|| format!("{id}: `{name}` is misprinted but not expected"))?;
        target.misprinted = Some(expected(tree, *value).map_err(|message| format!("{id}: {message}"))?);
    }
    if comparisons.is_empty() {
        return Err(format!("{id}: nothing is expected"));
    }
    let (source, note) = (needed("source")?, field("note").unwrap_or_default());
    Ok(Example { id, formula, basis, inputs, comparisons, source, note })
}

fn comparison(tree: &Tree<'static>, formula: &'static Formula, key: NodeId, node: NodeId) -> Result<Comparison, String> {
    let name = text(tree, key).unwrap_or_default();
    let output = formula.outputs.iter().find(|output| output.name == name);
    let output = output.ok_or_else(|| format!("{} has no output `{name}`", formula.name))?;
    let part = |part: &str| tree.get(node, part).map(|(_, value)| value);
    let value = part("value").ok_or_else(|| format!("`{name}` has no value"))?;
    let expected = expected(tree, value)?;
    let tolerance = |part: NodeId| match self::expected(tree, part)? {
        Expected::Numbers(numbers) if numbers.len() == 1 => Ok(numbers[0]),
        _ => Err(format!("`{name}` has no single tolerance")),
    };
    let within = match (&expected, part("within"), part("relative")) {
        (Expected::Word(_), ..) => Vec::new(),
        (Expected::Numbers(numbers), Some(within), _) => vec![tolerance(within)?; numbers.len()],
        (Expected::Numbers(numbers), None, relative) => {
            let relative = relative.map_or(Ok(ROUNDING), tolerance)?;
            numbers.iter().map(|number| relative * number.abs()).collect()
        }
    };
    Ok(Comparison { output, expected, within, misprinted: None })
}

fn expected(tree: &Tree<'static>, id: NodeId) -> Result<Expected, String> {
    let number = |id: NodeId| {
        let text = tree.text(id).ok_or("expected a number or a list of numbers")?;
        parse_measure(text).map(|measure| measure.si).map_err(|_| format!("`{text}` is not a number with a unit"))
    };
    match &tree.node(tree.resolve(id)).kind {
        Kind::Sequence(items) if items.iter().all(|item| number(*item).is_err()) => {
            let words: Option<Vec<&str>> = items.iter().map(|item| tree.text(*item)).collect();
            Ok(Expected::Word(words.ok_or("expected a list of words")?.join(", ")))
        }
        Kind::Sequence(items) => items.iter().map(|item| number(*item)).collect::<Result<_, _>>().map(Expected::Numbers),
        Kind::Scalar { text, .. } if is_word(text) => Ok(Expected::Word(text.clone().into_owned())),
        _ => number(id).map(|number| Expected::Numbers(vec![number])),
    }
}

/// Whether an output can be this word: a letter, or one of those that formulas print.
fn is_word(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'Z'])
        || matches!(text, "yes" | "no" | "none" | "acceptable" | "marginal" | "not-acceptable")
}
