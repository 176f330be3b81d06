//! From the tree of a condition to one in which every name is resolved and every unit fits.

use std::ops::Range;

use super::ConditionError;
use super::path::{Names, Path};
use super::syntax::{Comparison, Node, NodeKind, Quantifier, parse};
use serde::{Deserialize, Serialize};

use crate::knowledge::{Basis, Table};
use crate::quantity::{Dimension, Measure, combine};
use crate::source::nearest;
use crate::vocabulary::{Kind, Type, Words};

/// A threshold of a check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedLimit {
    /// Its name in the conditions.
    pub name: String,
    /// Its value.
    pub measure: Measure,
    /// How far it may be trusted.
    pub basis: Basis,
    /// Its source.
    pub source: String,
}

/// The tables as far as conditions name them: the program's own, or those that the build script is preparing.
pub trait Lexicon {
    /// The id of the entry with this id or alias.
    fn entry(&self, table: Table, name: &str) -> Option<&str>;
    /// The families of a table.
    fn families(&self, table: Table) -> Vec<&str>;
    /// The name closest to an unknown one.
    fn near(&self, table: Table, name: &str) -> Option<&str>;
    /// Whether there is a source with this id.
    fn has_source(&self, id: &str) -> bool;
    /// Whether nobody answers for what a source of this id says.
    fn is_blog(&self, id: &str) -> bool;
    /// The source closest to an unknown one.
    fn near_source(&self, id: &str) -> Option<&str>;
}

/// What a condition may name.
#[derive(Clone)]
pub struct Context<'l> {
    /// The tables.
    pub lexicon: &'l dyn Lexicon,
    /// Bound names with their kinds, by slot.
    pub names: Names,
    /// Thresholds of the check.
    pub limits: Vec<NamedLimit>,
}

/// A condition that is ready to be judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Condition {
    pub(super) root: Boolean,
}

/// A number that is ready to be computed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Figure {
    pub(super) root: Number,
}

/// What is true, false or unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) enum Boolean {
    Flag(Path),
    Compare(Comparison, Number, Number),
    Between(Number, Number, Number),
    IsWord(Path, String),
    Same(Path, Path),
    InWords(Path, Vec<String>),
    WordIn(String, Path),
    Not(Box<Boolean>),
    And(Vec<Boolean>),
    Or(Vec<Boolean>),
    Quantified(Quantifier, Path, Box<Boolean>),
}

/// What is a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) enum Number {
    Literal(Measure),
    Limit(usize, Measure),
    Path(Path),
    Negative(Box<Number>),
    Arithmetic(char, Box<Number>, Box<Number>),
    Count(Path, Option<Box<Boolean>>),
}

impl Condition {
    /// Reads and checks a condition.
    pub fn compile(text: &str, context: &Context<'_>) -> Result<Self, ConditionError> {
        let node = parse(text)?;
        Ok(Self { root: Compiler::new(context).boolean(&node)? })
    }
}

impl Condition {
    /// The same, where facts of the first name may stand without it: `draft` for `part.draft`.
    pub fn compile_bare(text: &str, context: &Context<'_>) -> Result<Self, ConditionError> {
        let node = parse(text)?;
        let mut compiler = Compiler { bare: true, ..Compiler::new(context) };
        Ok(Self { root: compiler.boolean(&node)? })
    }
}

impl Figure {
    /// Reads and checks a number, and says what it measures.
    pub fn compile(text: &str, context: &Context<'_>) -> Result<(Self, Dimension), ConditionError> {
        let node = parse(text)?;
        let (root, dimension) = Compiler::new(context).number(&node)?;
        Ok((Self { root }, dimension))
    }

    /// The path, if the number is just the value of a fact.
    #[must_use]
    pub const fn path(&self) -> Option<&Path> {
        match &self.root {
            Number::Path(path) => Some(path),
            _ => None,
        }
    }

    /// The number in SI units, if it is made of thresholds of the check alone.
    #[must_use]
    pub fn constant(&self) -> Option<f64> {
        self.root.constant()
    }

    /// Whether the number is just a threshold of the check.
    #[must_use]
    pub const fn is_limit(&self) -> bool {
        matches!(self.root, Number::Limit(..))
    }
}

impl Number {
    fn constant(&self) -> Option<f64> {
        match self {
            Self::Literal(measure) | Self::Limit(_, measure) => Some(measure.si),
            Self::Path(_) | Self::Count(..) => None,
            Self::Negative(inner) => inner.constant().map(|number| -number),
            Self::Arithmetic(sign, left, right) => {
                let (left, right) = (left.constant()?, right.constant()?);
                Some(match sign {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    _ => left / right,
                })
            }
        }
    }
}

struct Compiler<'c> {
    names: Names,
    limits: &'c [NamedLimit],
    lexicon: &'c dyn Lexicon,
    bare: bool,
}

type Checked<T> = Result<T, ConditionError>;

impl<'c> Compiler<'c> {
    fn new(context: &'c Context<'c>) -> Self {
        Self { names: context.names.clone(), limits: &context.limits, lexicon: context.lexicon, bare: false }
    }

    fn boolean(&mut self, node: &Node) -> Checked<Boolean> {
        match &node.kind {
            NodeKind::And(parts) => Ok(Boolean::And(self.booleans(parts)?)),
            NodeKind::Or(parts) => Ok(Boolean::Or(self.booleans(parts)?)),
            NodeKind::Not(inner) => Ok(Boolean::Not(Box::new(self.boolean(inner)?))),
            NodeKind::Compare(comparison, left, right) => {
                let (left, right) = self.same_dimension(left, right)?;
                Ok(Boolean::Compare(*comparison, left, right))
            }
            NodeKind::Between(value, low, high) => {
                let (middle, low) = self.same_dimension(value, low)?;
                let (_, high) = self.same_dimension(value, high)?;
                Ok(Boolean::Between(middle, low, high))
            }
            NodeKind::Is(left, right) => self.is(left, right),
            NodeKind::In(left, items) => self.is_in(left, items),
            NodeKind::InList(word, list) => self.word_in(word, list),
            NodeKind::Quantified(Quantifier::Count, ..)
            | NodeKind::Number(_)
            | NodeKind::Negative(_)
            | NodeKind::Arithmetic(..)
            | NodeKind::Power(..)
            | NodeKind::Call(..) => {
                Err(ConditionError::new(node.at.clone(), "a number is not true or false; compare it with something"))
            }
            NodeKind::Quantified(quantifier, list, Some(body)) => {
                let (list, body) = self.quantified(list, body)?;
                Ok(Boolean::Quantified(*quantifier, list, Box::new(body)))
            }
            NodeKind::Quantified(_, _, None) => Err(ConditionError::new(node.at.clone(), "say of what")),
            NodeKind::Name(name) => {
                let path = self.path(name, &node.at)?;
                match path.kind() {
                    Type::Flag => Ok(Boolean::Flag(path)),
                    other => Err(ConditionError::new(node.at.clone(), format!("`{name}` is {}, not yes or no", describe(other)))),
                }
            }
        }
    }

    fn booleans(&mut self, parts: &[Node]) -> Checked<Vec<Boolean>> {
        parts.iter().map(|part| self.boolean(part)).collect()
    }

    /// Resolves a name that must be a path.
    fn path(&self, name: &str, at: &Range<usize>) -> Checked<Path> {
        if self.bare
            && let Some(path) = super::bare::resolve(name, at, &self.names)
        {
            return path;
        }
        Path::resolve(name, at, &self.names).unwrap_or_else(|| {
            let known: Vec<&str> = self
                .names
                .iter()
                .map(|(name, _)| *name)
                .chain(self.limits.iter().map(|limit| limit.name.as_str()))
                .chain(Kind::ALL.iter().filter(|kind| kind.is_single()).map(|kind| kind.word()))
                .collect();
            let error = ConditionError::new(at.clone(), format!("`{name}` is not known here"));
            Err(match nearest(name, known.iter().copied()) {
                Some(near) => error.or_did_you_mean(Some(near)),
                None => error.with_help(format!("names here are {}", known.join(", "))),
            })
        })
    }

    fn node_path(&self, node: &Node) -> Checked<Path> {
        match &node.kind {
            NodeKind::Name(name) => self.path(name, &node.at),
            _ => Err(ConditionError::new(node.at.clone(), "expected the name of a fact")),
        }
    }

    fn quantified(&mut self, list: &Node, body: &Node) -> Checked<(Path, Boolean)> {
        let path = self.node_path(list)?;
        let Type::Items(kind) = path.kind() else {
            return Err(ConditionError::new(
                list.at.clone(),
                format!("`{}` is {}, not a list of things", path.text, describe(path.kind())),
            ));
        };
        if matches!(&body.kind, NodeKind::Quantified(..)) {
            return Err(ConditionError::new(body.at.clone(), "one list inside another; this wants a new fact"));
        }
        self.names.push((kind.word(), kind));
        let body = self.boolean(body);
        self.names.pop();
        Ok((path, body?))
    }

    fn number(&mut self, node: &Node) -> Checked<(Number, Dimension)> {
        match &node.kind {
            NodeKind::Number(measure) => Ok((Number::Literal(*measure), measure.dimension())),
            NodeKind::Negative(inner) => {
                let (inner, dimension) = self.number(inner)?;
                Ok((Number::Negative(Box::new(inner)), dimension))
            }
            NodeKind::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right),
            NodeKind::Quantified(Quantifier::Count, list, body) => {
                let (path, body) = match body {
                    Some(body) => self.quantified(list, body).map(|(path, body)| (path, Some(Box::new(body))))?,
                    None => (self.node_path(list)?, None),
                };
                match path.kind() {
                    Type::Items(_) | Type::Words(_) => Ok((Number::Count(path, body), Dimension::NONE)),
                    other => {
                        Err(ConditionError::new(list.at.clone(), format!("`{}` is {}, not a list", path.text, describe(other))))
                    }
                }
            }
            NodeKind::Name(name) => {
                if let Some(index) = self.limits.iter().position(|limit| limit.name == *name) {
                    let measure = self.limits[index].measure;
                    return Ok((Number::Limit(index, measure), measure.dimension()));
                }
                let path = self.path(name, &node.at)?;
                match path.kind() {
                    Type::Number(dimension) => Ok((Number::Path(path), dimension)),
                    other => Err(ConditionError::new(node.at.clone(), format!("`{name}` is {}, not a number", describe(other)))),
                }
            }
            _ => Err(ConditionError::new(node.at.clone(), "expected a number")),
        }
    }

    fn arithmetic(&mut self, operator: char, left: &Node, right: &Node) -> Checked<(Number, Dimension)> {
        let at = left.at.start..right.at.end;
        let (left, a) = self.number(left)?;
        let (right, b) = self.number(right)?;
        let dimension = combine(operator, a, b).map_err(|message| ConditionError::new(at, message))?;
        Ok((Number::Arithmetic(operator, Box::new(left), Box::new(right)), dimension))
    }

    fn same_dimension(&mut self, left: &Node, right: &Node) -> Checked<(Number, Number)> {
        let at = left.at.start..right.at.end;
        let (left, a) = self.number(left)?;
        let (right, b) = self.number(right)?;
        // Zero is the same length, time or force in every unit; a temperature has no such zero.
        let zero = |number: &Number, other: Dimension| matches!(number, Number::Literal(m) if m.si == 0.0 && m.unit.is_none() && !other.is_point());
        if a == b || zero(&left, b) || zero(&right, a) {
            Ok((left, right))
        } else {
            Err(ConditionError::new(at, format!("{} does not compare with {}", a.name(), b.name())))
        }
    }

    fn is(&mut self, left: &Node, right: &Node) -> Checked<Boolean> {
        if let (NodeKind::Name(_), NodeKind::Number(_)) = (&left.kind, &right.kind) {
            return Err(ConditionError::new(right.at.clone(), "compare numbers with < <= > >= or between"));
        }
        let path = self.node_path(left)?;
        let words = words_of(&path, &left.at)?;
        let NodeKind::Name(name) = &right.kind else {
            return Err(ConditionError::new(right.at.clone(), "expected a word"));
        };
        match Path::resolve(name, &right.at, &self.names) {
            Some(other) => {
                let other = other?;
                words_of(&other, &right.at)?;
                Ok(Boolean::Same(path, other))
            }
            None => Ok(Boolean::IsWord(path, word(name, words, self.lexicon, &right.at)?)),
        }
    }

    fn is_in(&mut self, left: &Node, items: &[Node]) -> Checked<Boolean> {
        let path = self.node_path(left)?;
        let words = words_of(&path, &left.at)?;
        let list = items.iter().map(|item| match &item.kind {
            NodeKind::Name(name) => word(name, words, self.lexicon, &item.at),
            _ => Err(ConditionError::new(item.at.clone(), "expected a word")),
        });
        Ok(Boolean::InWords(path, list.collect::<Checked<_>>()?))
    }

    fn word_in(&mut self, left: &Node, list: &Node) -> Checked<Boolean> {
        let path = self.node_path(list)?;
        let (NodeKind::Name(name), Type::Words(words)) = (&left.kind, path.kind()) else {
            return Err(ConditionError::new(
                list.at.clone(),
                format!("`{}` is {}, not a list of words", path.text, describe(path.kind())),
            ));
        };
        Ok(Boolean::WordIn(word(name, words, self.lexicon, &left.at)?, path))
    }
}

/// The words that a path may yield.
fn words_of(path: &Path, at: &Range<usize>) -> Checked<Words> {
    match path.kind() {
        Type::Word(words) => Ok(words),
        Type::Item(Kind::Material) => Ok(Words::Of(Table::Material)),
        Type::Item(Kind::Process) => Ok(Words::Of(Table::Process)),
        Type::Item(Kind::Method) => Ok(Words::Of(Table::Method)),
        other => Err(ConditionError::new(at.clone(), format!("`{}` is {}, not a word", path.text, describe(other)))),
    }
}

/// A word as the facts yield it; refused if the fact can never have it.
fn word(name: &str, words: Words, lexicon: &dyn Lexicon, at: &Range<usize>) -> Checked<String> {
    match words {
        Words::Any => Ok(name.to_owned()),
        Words::These(list) => one_of(name, list, at),
        Words::Family(table) => one_of(name, &lexicon.families(table), at),
        Words::Of(table) => match lexicon.entry(table, name) {
            Some(id) => Ok(id.to_owned()),
            None => Err(ConditionError::new(at.clone(), format!("there is no {} `{name}`", table.word()))
                .or_did_you_mean(lexicon.near(table, name))),
        },
    }
}

fn one_of(name: &str, list: &[&str], at: &Range<usize>) -> Checked<String> {
    if list.contains(&name) {
        return Ok(name.to_owned());
    }
    let error = ConditionError::new(at.clone(), format!("it is never `{name}`"));
    Err(match nearest(name, list.iter().copied()) {
        Some(near) => error.or_did_you_mean(Some(near)),
        None => error.with_help(format!("it is one of {}", list.join(", "))),
    })
}

fn describe(kind: Type) -> String {
    match kind {
        Type::Number(dimension) => dimension.name(),
        Type::Word(_) => "a word".to_owned(),
        Type::Flag => "yes or no".to_owned(),
        Type::Item(kind) => format!("a {kind}"),
        Type::Items(kind) => format!("a list of {kind}s"),
        Type::Words(_) => "a list of words".to_owned(),
    }
}
