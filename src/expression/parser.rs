//! The grammar, straight into a program: operands first, then what is done with them.

use super::ExpressionError;
use super::lexer::{Placed, Token, tokens};
use super::program::{Binary, MOST_VALUES, Step, Unary};
use crate::yaml::nearest;
use std::f64::consts::PI;
use std::ops::Range;

/// Deepest nesting of parentheses, functions, signs and powers.
const MAX_DEPTH: usize = 40;

/// Most steps: far more than any stack needs, and few enough that a hostile text costs nothing.
const MOST_STEPS: usize = 10_000;

/// Largest whole exponent that is multiplied out.
const LARGEST_WHOLE: f64 = 64.0;

const FUNCTIONS: [(&str, Unary); 8] = [
    ("sqrt", Unary::Sqrt),
    ("sin", Unary::Sin),
    ("cos", Unary::Cos),
    ("tan", Unary::Tan),
    ("asin", Unary::Asin),
    ("acos", Unary::Acos),
    ("atan", Unary::Atan),
    ("abs", Unary::Abs),
];

const CHOICES: [(&str, Binary); 2] = [("min", Binary::Min), ("max", Binary::Max)];

type Parsed = Result<(), ExpressionError>;

/// Reads an expression over the given names.
pub(super) fn parse(text: &str, names: &[&str]) -> Result<Vec<Step>, ExpressionError> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, end: text.len(), names, depth: 0, height: 0, steps: Vec::new() };
    parser.sum()?;
    if parser.next < parser.tokens.len() {
        return parser.fail("expected an operator or the end");
    }
    Ok(parser.steps)
}

struct Parser<'a> {
    tokens: Vec<Placed>,
    next: usize,
    end: usize,
    names: &'a [&'a str],
    depth: usize,
    /// Values on the pile after the steps so far.
    height: usize,
    steps: Vec<Step>,
}

impl Parser<'_> {
    fn here(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.end..self.end, |placed| placed.at.clone())
    }

    fn fail<T>(&self, message: &str) -> Result<T, ExpressionError> {
        Err(ExpressionError::new(self.here(), message))
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.tokens.get(self.next).is_some_and(|placed| placed.token == Token::Sign(sign));
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, sign: char) -> Parsed {
        if self.take(sign) { Ok(()) } else { self.fail(&format!("expected `{sign}`")) }
    }

    fn push(&mut self, step: Step) -> Parsed {
        match step {
            Step::Number(_) | Step::Name(_) => self.height += 1,
            Step::Binary(_) => self.height -= 1,
            Step::Unary(_) | Step::Whole(_) => (),
        }
        if self.steps.len() >= MOST_STEPS {
            return self.fail("the expression is too long");
        }
        if self.height > MOST_VALUES {
            return self.fail("nested too deeply");
        }
        self.steps.push(step);
        Ok(())
    }

    fn deeper(&mut self, inner: fn(&mut Self) -> Parsed) -> Parsed {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.fail("nested too deeply");
        }
        inner(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn sum(&mut self) -> Parsed {
        self.product()?;
        loop {
            let operator = match () {
                () if self.take('+') => Binary::Add,
                () if self.take('-') => Binary::Subtract,
                () => return Ok(()),
            };
            self.product()?;
            self.push(Step::Binary(operator))?;
        }
    }

    fn product(&mut self) -> Parsed {
        self.signed()?;
        loop {
            let operator = match () {
                () if self.take('*') => Binary::Multiply,
                () if self.take('/') => Binary::Divide,
                () => return Ok(()),
            };
            self.signed()?;
            self.push(Step::Binary(operator))?;
        }
    }

    /// A minus sign binds less than a power: `-2^2` is -4.
    fn signed(&mut self) -> Parsed {
        if !self.take('-') {
            return self.power();
        }
        self.deeper(Self::signed)?;
        self.push(Step::Unary(Unary::Negate))
    }

    /// Powers bind from the right: `2^3^2` is 512.
    fn power(&mut self) -> Parsed {
        self.atom()?;
        if !self.take('^') {
            return Ok(());
        }
        let before = self.steps.len();
        self.deeper(Self::signed)?;
        match whole(&self.steps[before..]) {
            Some(exponent) => {
                self.steps.truncate(before);
                self.height -= 1;
                self.push(Step::Whole(exponent))
            }
            None => self.push(Step::Binary(Binary::Power)),
        }
    }

    fn atom(&mut self) -> Parsed {
        let at = self.here();
        let Some(Placed { token, .. }) = self.tokens.get(self.next).cloned() else {
            return self.fail("expected a number, a name or `(`");
        };
        match token {
            Token::Number(value) => {
                self.next += 1;
                self.push(Step::Number(value))
            }
            Token::Name(name) => {
                self.next += 1;
                self.named(&name, at)
            }
            Token::Sign('(') => {
                self.next += 1;
                self.deeper(Self::sum)?;
                self.expect(')')
            }
            Token::Sign(_) => self.fail("expected a number, a name or `(`"),
        }
    }

    /// A contributor comes before a function or constant of the same name, unless a parenthesis follows.
    fn named(&mut self, name: &str, at: Range<usize>) -> Parsed {
        if self.take('(') {
            return self.call(name, at);
        }
        if let Some(index) = self.names.iter().position(|known| *known == name) {
            return self.push(Step::Name(index));
        }
        if name == "pi" {
            return self.push(Step::Number(PI));
        }
        if FUNCTIONS.iter().any(|known| known.0 == name) || CHOICES.iter().any(|known| known.0 == name) {
            return self.fail(&format!("expected `(` after `{name}`"));
        }
        let error = ExpressionError::new(at, format!("unknown name `{name}`"));
        Err(error.with_help(self.meant(name)))
    }

    fn call(&mut self, name: &str, at: Range<usize>) -> Parsed {
        if let Some((_, function)) = FUNCTIONS.iter().find(|known| known.0 == name) {
            self.deeper(Self::sum)?;
            if self.take(',') {
                self.next -= 1;
                return self.fail(&format!("`{name}` takes one value: expected `)`"));
            }
            self.expect(')')?;
            return self.push(Step::Unary(*function));
        }
        let Some((_, choice)) = CHOICES.iter().find(|known| known.0 == name) else {
            let known = FUNCTIONS.iter().map(|known| known.0).chain(CHOICES.iter().map(|known| known.0));
            let help = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
            return Err(ExpressionError::new(at, format!("unknown function `{name}`")).with_help(help));
        };
        self.deeper(Self::sum)?;
        self.expect(',')?;
        loop {
            self.deeper(Self::sum)?;
            self.push(Step::Binary(*choice))?;
            if !self.take(',') {
                return self.expect(')');
            }
        }
    }

    fn meant(&self, name: &str) -> Option<String> {
        let known = |part: &str| self.names.contains(&part);
        if let Some((left, right)) = name.split_once('-').filter(|(left, right)| known(left) || known(right)) {
            return Some(format!("put spaces about the minus sign for a difference: `{left} - {right}`"));
        }
        nearest(name, self.names.iter().copied().chain(["pi"])).map(|near| format!("did you mean `{near}`?"))
    }
}

/// The whole number that these steps stand for, if they are just one.
#[allow(clippy::cast_possible_truncation)]
fn whole(steps: &[Step]) -> Option<i32> {
    let value = match steps {
        [Step::Number(value)] => *value,
        [Step::Number(value), Step::Unary(Unary::Negate)] => -value,
        _ => return None,
    };
    (value.fract() == 0.0 && value.abs() <= LARGEST_WHOLE).then_some(value as i32)
}
