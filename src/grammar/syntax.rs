//! The grammar: from tokens to a tree of names, numbers and operators.
//!
//! ```text
//! condition  = conjunction { "or" conjunction }
//! conjunction = negation { "and" negation }
//! negation   = "not" negation | comparison
//! comparison = sum [ ("<" | "<=" | ">" | ">=") sum | "is" ["not"] sum | ["not"] "in" list
//!            | ["not"] "between" sum "and" sum ]
//! sum        = product { ("+" | "-") product }
//! product    = factor { ("*" | "/") factor }
//! factor     = "-" factor | atom [ "^" factor ]
//! atom       = number | name | "(" condition ")" | ("any" | "all" | "count") "(" name [":" condition] ")"
//!            | name "(" sum { "," sum } ")"
//! list       = "[" item { "," item } "]" | name
//! ```
//!
//! The formula of a stack is one `sum`, with a `sum` in its parentheses. Only there are powers and functions; a condition
//! compares, and what it would have to compute is a fact.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ConditionError;
use super::lexer::{Placed, Token, tokens};
use crate::quantity::Measure;

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// On which side of a bound a quantity has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// At the bound or above it.
    AtLeast,
    /// At the bound or below it.
    AtMost,
}

/// `any`, `all` or `count` over a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quantifier {
    /// At least one.
    Any,
    /// Every one.
    All,
    /// How many.
    Count,
}

/// A condition as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub at: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
}

/// The parts of a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// `a.b.c`, a word, or the name of a limit.
    Name(String),
    /// A number with its unit.
    Number(Measure),
    /// `-a`
    Negative(Box<Node>),
    /// `a + b`
    Arithmetic(char, Box<Node>, Box<Node>),
    /// `a ^ b`, in a formula.
    Power(Box<Node>, Box<Node>),
    /// `sin(a)`, in a formula.
    Call(String, Vec<Node>),
    /// `a < b`
    Compare(Comparison, Box<Node>, Box<Node>),
    /// `a between b and c`
    Between(Box<Node>, Box<Node>, Box<Node>),
    /// `a is b`
    Is(Box<Node>, Box<Node>),
    /// `a in [b, c]`
    In(Box<Node>, Vec<Node>),
    /// `a in b`
    InList(Box<Node>, Box<Node>),
    /// `not a`
    Not(Box<Node>),
    /// `a and b`
    And(Vec<Node>),
    /// `a or b`
    Or(Vec<Node>),
    /// `any(a: b)`
    Quantified(Quantifier, Box<Node>, Option<Box<Node>>),
}

/// Reads a condition.
pub fn parse(text: &str) -> Result<Node, ConditionError> {
    let mut parser = Parser::new(text, Subject::Condition)?;
    let node = parser.condition()?;
    parser.end(node, "expected `and`, `or` or the end of the condition")
}

/// Reads a formula.
pub fn parse_formula(text: &str) -> Result<Node, ConditionError> {
    let mut parser = Parser::new(text, Subject::Formula)?;
    let node = parser.sum()?;
    parser.end(node, "expected an operator or the end of the formula")
}

/// Deepest nesting of parentheses, signs, powers, functions, lists and `not`.
const MAX_DEPTH: usize = 40;

/// Most operators in one text: far more than anybody reads, and few enough that a long chain of them, which is a deep tree, is
/// harmless.
const MAX_OPERATORS: usize = 200;

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Condition,
    Formula,
}

impl Subject {
    const fn word(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Formula => "formula",
        }
    }

    /// Whether a token makes the tree larger by a step. Lists of words in a condition may be long.
    fn counts(self, token: &Token) -> bool {
        match token {
            Token::Sign(",") => self == Self::Formula,
            Token::Sign(sign) => matches!(*sign, "+" | "-" | "*" | "/" | "^" | "<" | "<=" | ">" | ">="),
            Token::Word(word) => matches!(word.as_str(), "and" | "or" | "not"),
            Token::Number(_) => false,
        }
    }
}

struct Parser {
    subject: Subject,
    tokens: Vec<Placed>,
    next: usize,
    end: usize,
    depth: usize,
}

type Parsed = Result<Node, ConditionError>;

impl Parser {
    fn new(text: &str, subject: Subject) -> Result<Self, ConditionError> {
        let tokens = tokens(text)?;
        if let Some(extra) = tokens.iter().filter(|placed| subject.counts(&placed.token)).nth(MAX_OPERATORS) {
            let message = format!("more than {MAX_OPERATORS} operators in one {}", subject.word());
            return Err(ConditionError::new(extra.at.clone(), message));
        }
        Ok(Self { subject, tokens, next: 0, end: text.len(), depth: 0 })
    }

    fn end(&self, node: Node, expected: &str) -> Parsed {
        if self.peek().is_some() { self.fail(expected) } else { Ok(node) }
    }

    fn peek(&self) -> Option<&Placed> {
        self.tokens.get(self.next)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Placed { token: Token::Word(found), .. }) if found == word)
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.next += usize::from(found);
        found
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Placed { token: Token::Sign(found), .. }) if *found == sign);
        self.next += usize::from(found);
        found
    }

    fn fail<T>(&self, message: &str) -> Result<T, ConditionError> {
        let at = self.peek().map_or(self.end..self.end, |token| token.at.clone());
        Err(ConditionError::new(at, message))
    }

    fn expect_sign(&mut self, sign: &str) -> Result<(), ConditionError> {
        if self.take_sign(sign) { Ok(()) } else { self.fail(&format!("expected `{sign}`")) }
    }

    fn joined(&mut self, word: &str, part: fn(&mut Self) -> Parsed, make: fn(Vec<Node>) -> NodeKind) -> Parsed {
        let first = part(self)?;
        if !self.is_word(word) {
            return Ok(first);
        }
        let start = first.at.start;
        let mut parts = vec![first];
        while self.take_word(word) {
            parts.push(part(self)?);
        }
        let end = parts.last().map_or(start, |last| last.at.end);
        Ok(Node { at: start..end, kind: make(parts) })
    }

    fn condition(&mut self) -> Parsed {
        self.joined("or", Self::conjunction, NodeKind::Or)
    }

    fn conjunction(&mut self) -> Parsed {
        self.joined("and", Self::negation, NodeKind::And)
    }

    fn deeper(&mut self, inner: fn(&mut Self) -> Parsed) -> Parsed {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.fail("nested too deeply");
        }
        let node = inner(self);
        self.depth -= 1;
        node
    }

    fn negation(&mut self) -> Parsed {
        let start = self.peek().map_or(self.end, |token| token.at.start);
        if self.take_word("not") {
            let inner = self.deeper(Self::negation)?;
            return Ok(Node { at: start..inner.at.end, kind: NodeKind::Not(Box::new(inner)) });
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.sum()?;
        let start = left.at.start;
        for (sign, comparison) in
            [("<=", Comparison::AtMost), (">=", Comparison::AtLeast), ("<", Comparison::Less), (">", Comparison::More)]
        {
            if self.take_sign(sign) {
                let right = self.sum()?;
                let at = start..right.at.end;
                return Ok(Node { at, kind: NodeKind::Compare(comparison, Box::new(left), Box::new(right)) });
            }
        }
        if self.take_word("is") {
            let negated = self.take_word("not");
            let right = self.sum()?;
            let at = start..right.at.end;
            return Ok(negate(negated, Node { at, kind: NodeKind::Is(Box::new(left), Box::new(right)) }));
        }
        let negated = self.take_word("not");
        if self.take_word("in") {
            return Ok(negate(negated, self.list(left)?));
        }
        if self.take_word("between") {
            let low = self.sum()?;
            if !self.take_word("and") {
                return self.fail("expected `and` and the upper end");
            }
            let high = self.sum()?;
            let at = start..high.at.end;
            return Ok(negate(negated, Node { at, kind: NodeKind::Between(Box::new(left), Box::new(low), Box::new(high)) }));
        }
        if negated { self.fail("expected `in` or `between` after `not`") } else { Ok(left) }
    }

    fn list(&mut self, left: Node) -> Parsed {
        let start = left.at.start;
        if !self.take_sign("[") {
            let right = self.factor()?;
            return Ok(Node { at: start..right.at.end, kind: NodeKind::InList(Box::new(left), Box::new(right)) });
        }
        let mut items = vec![self.sum()?];
        while self.take_sign(",") {
            items.push(self.sum()?);
        }
        let end = self.peek().map_or(self.end, |token| token.at.end);
        self.expect_sign("]")?;
        Ok(Node { at: start..end, kind: NodeKind::In(Box::new(left), items) })
    }

    fn arithmetic(&mut self, signs: [(&str, char); 2], part: fn(&mut Self) -> Parsed) -> Parsed {
        let mut left = part(self)?;
        'more: loop {
            for (sign, operator) in signs {
                if self.take_sign(sign) {
                    let right = part(self)?;
                    let at = left.at.start..right.at.end;
                    left = Node { at, kind: NodeKind::Arithmetic(operator, Box::new(left), Box::new(right)) };
                    continue 'more;
                }
            }
            return Ok(left);
        }
    }

    fn sum(&mut self) -> Parsed {
        self.arithmetic([("+", '+'), ("-", '-')], Self::product)
    }

    fn product(&mut self) -> Parsed {
        self.arithmetic([("*", '*'), ("/", '/')], Self::factor)
    }

    /// A minus sign binds less than a power: `-2^2` is -4. Powers bind from the right: `2^3^2` is 512.
    fn factor(&mut self) -> Parsed {
        let start = self.peek().map_or(self.end, |token| token.at.start);
        if self.take_sign("-") {
            let inner = self.deeper(Self::factor)?;
            return Ok(Node { at: start..inner.at.end, kind: NodeKind::Negative(Box::new(inner)) });
        }
        let base = self.atom()?;
        let bare = self.tokens[self.next - 1].clone();
        if self.subject == Subject::Condition || !self.take_sign("^") {
            return Ok(base);
        }
        // `3 mm^2` would be 9 mm², which is not what it looks like.
        if let Token::Number(Measure { unit: Some(_), .. }) = bare.token {
            let error = ConditionError::new(bare.at, "a number with a unit is raised to a power");
            return Err(error.with_help("put it in parentheses, as in `(3 mm)^2`, which is 9 mm²"));
        }
        let exponent = self.deeper(Self::factor)?;
        Ok(Node { at: start..exponent.at.end, kind: NodeKind::Power(Box::new(base), Box::new(exponent)) })
    }

    fn atom(&mut self) -> Parsed {
        let Some(placed) = self.peek().cloned() else {
            return self.fail(&format!("the {} ends too early", self.subject.word()));
        };
        let at = placed.at;
        if self.take_sign("(") {
            let inner = self.deeper(if self.subject == Subject::Formula { Self::sum } else { Self::condition })?;
            self.expect_sign(")")?;
            return Ok(inner);
        }
        match (placed.token, self.subject) {
            (Token::Number(measure), _) => {
                self.next += 1;
                Ok(Node { at, kind: NodeKind::Number(measure) })
            }
            (Token::Word(word), subject) => {
                self.next += 1;
                let quantifier = match (word.as_str(), subject) {
                    (_, Subject::Formula) => return self.name_or_call(word, at),
                    ("any", _) => Quantifier::Any,
                    ("all", _) => Quantifier::All,
                    ("count", _) => Quantifier::Count,
                    _ => return Ok(Node { at, kind: NodeKind::Name(word) }),
                };
                self.quantified(at.start, quantifier)
            }
            (Token::Sign(sign), Subject::Condition) => {
                Err(ConditionError::new(at, format!("expected a fact, a word or a number, found `{sign}`")))
            }
            (Token::Sign(sign), Subject::Formula) => {
                Err(ConditionError::new(at, format!("expected a number, a name or `(`, found `{sign}`")))
            }
        }
    }

    fn name_or_call(&mut self, word: String, at: Range<usize>) -> Parsed {
        if !self.take_sign("(") {
            return Ok(Node { at, kind: NodeKind::Name(word) });
        }
        let mut values = vec![self.deeper(Self::sum)?];
        while self.take_sign(",") {
            values.push(self.deeper(Self::sum)?);
        }
        let end = self.peek().map_or(self.end, |token| token.at.end);
        self.expect_sign(")")?;
        Ok(Node { at: at.start..end, kind: NodeKind::Call(word, values) })
    }

    fn quantified(&mut self, start: usize, quantifier: Quantifier) -> Parsed {
        self.expect_sign("(")?;
        let list = self.deeper(Self::factor)?;
        let condition = if self.take_sign(":") { Some(Box::new(self.deeper(Self::condition)?)) } else { None };
        let end = self.peek().map_or(self.end, |token| token.at.end);
        self.expect_sign(")")?;
        if condition.is_none() && quantifier != Quantifier::Count {
            return Err(ConditionError::new(start..end, "say of what: `any(part.layers: layer.material.plasticized)`"));
        }
        Ok(Node { at: start..end, kind: NodeKind::Quantified(quantifier, Box::new(list), condition) })
    }
}

fn negate(negated: bool, node: Node) -> Node {
    if negated { Node { at: node.at.clone(), kind: NodeKind::Not(Box::new(node)) } } else { node }
}
