//! The flat program of an expression, and running it.

use super::lower::lower;
use crate::language::{ConditionError, parse_formula};
use crate::quantity::Dimension;

/// Deepest pile of values a program may need. A formula that would need more is refused.
pub(super) const MOST_VALUES: usize = 32;

/// A function or sign of one argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unary {
    Negate,
    Sqrt,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Abs,
}

/// A function or sign of two arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Min,
    Max,
}

/// One step: push a value, or put one in the place of the topmost one or two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    Number(f64),
    Name(usize),
    Unary(Unary),
    Binary(Binary),
    /// Raise to a whole number, which is much faster than [`Binary::Power`].
    Whole(i32),
}

/// An expression ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    pub(super) steps: Vec<Step>,
    pub(super) names: usize,
}

impl Expression {
    /// Reads a formula over the given names, and says what its value measures. The values are later given in the order of the
    /// names, in SI units.
    pub fn parse(text: &str, names: &[(&str, Dimension)]) -> Result<(Self, Dimension), ConditionError> {
        let (steps, dimension) = lower(&parse_formula(text)?, names)?;
        Ok((Self { steps, names: names.len() }, dimension))
    }

    /// Reads a formula of lengths that comes out as a length.
    pub fn length(text: &str, names: &[&str]) -> Result<Self, ConditionError> {
        let names: Vec<(&str, Dimension)> = names.iter().map(|name| (*name, Dimension::LENGTH)).collect();
        match Self::parse(text, &names)? {
            (expression, Dimension::LENGTH) => Ok(expression),
            (_, other) => Err(ConditionError::new(0..text.len(), format!("it comes out as {}, not as a length", other.name()))),
        }
    }

    /// Whether the value depends on the name at this place at all.
    pub fn uses(&self, name: usize) -> bool {
        self.steps.contains(&Step::Name(name))
    }

    /// Value for given values of the names, in their order.
    ///
    /// Not a number outside the domain of a function, as for the root of a negative number, and if there are fewer values than
    /// names; possibly infinite, as after a division by zero. The caller looks at the result once instead of at every step.
    pub fn evaluate(&self, values: &[f64]) -> f64 {
        if values.len() < self.names {
            return f64::NAN;
        }
        let mut pile = [0.0; MOST_VALUES];
        let mut height = 0;
        for step in &self.steps {
            match *step {
                Step::Number(value) => {
                    pile[height] = value;
                    height += 1;
                }
                Step::Name(index) => {
                    pile[height] = values[index];
                    height += 1;
                }
                Step::Unary(function) => pile[height - 1] = function.of(pile[height - 1]),
                Step::Whole(2) => pile[height - 1] *= pile[height - 1],
                Step::Whole(exponent) => pile[height - 1] = pile[height - 1].powi(exponent),
                Step::Binary(function) => {
                    height -= 1;
                    pile[height - 1] = function.of(pile[height - 1], pile[height]);
                }
            }
        }
        pile[0]
    }
}

impl Unary {
    pub(super) fn of(self, x: f64) -> f64 {
        match self {
            Self::Negate => -x,
            Self::Sqrt => x.sqrt(),
            Self::Sin => x.sin(),
            Self::Cos => x.cos(),
            Self::Tan => x.tan(),
            Self::Asin => x.asin(),
            Self::Acos => x.acos(),
            Self::Atan => x.atan(),
            Self::Abs => x.abs(),
        }
    }
}

impl Binary {
    pub(super) fn of(self, x: f64, y: f64) -> f64 {
        match self {
            Self::Add => x + y,
            Self::Subtract => x - y,
            Self::Multiply => x * y,
            Self::Divide => x / y,
            Self::Power => x.powf(y),
            // Unlike `f64::min`, which drops an undefined argument.
            Self::Min => undefined_or(x, y, x.min(y)),
            Self::Max => undefined_or(x, y, x.max(y)),
        }
    }
}

fn undefined_or(x: f64, y: f64, value: f64) -> f64 {
    if x.is_nan() || y.is_nan() { f64::NAN } else { value }
}
