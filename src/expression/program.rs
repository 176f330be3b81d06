//! The flat program of an expression, and running it.

use super::lower::lower;
use super::step::{Bend, Step, bends, run};
use crate::grammar::ConditionError;
use crate::grammar::syntax::parse_formula;
use crate::quantity::Dimension;

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

    /// The same over fewer names: each stands for the one with the number that it has here.
    #[must_use]
    pub fn renumbered(mut self, numbers: &[usize]) -> Self {
        for step in &mut self.steps {
            if let Step::Name(name) = step {
                *name = numbers[*name];
            }
        }
        self.names = numbers.iter().map(|number| number + 1).max().unwrap_or(0);
        self
    }

    /// The names that it uses, in the order in which it first does.
    #[must_use]
    pub fn used(&self) -> Vec<usize> {
        let mut used = Vec::new();
        for step in &self.steps {
            if let Step::Name(name) = step
                && !used.contains(name)
            {
                used.push(*name);
            }
        }
        used
    }

    /// Whether it is a sum of its names, each times a number, and a number.
    #[must_use]
    pub fn is_linear(&self) -> bool {
        bends(&self.steps) != Bend::Bent
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
        run(&self.steps, self.names, values)
    }
}
