//! What a formula is: its name, its inputs and outputs, its reference and limits of validity, and how it is computed.

use std::fmt::Write as _;

use super::arguments::{Arguments, Fault, Value};
use super::limit::Limit;
use crate::quantity::{Dimension, Unit, parse_as};

/// A field of engineering and its formulas.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// Short name, such as `snap-fit`.
    pub name: &'static str,
    /// Its formulas.
    pub formulas: &'static [Formula],
}

/// A formula that can be called by name.
#[derive(Clone, Copy, Debug)]
pub struct Formula {
    /// Standard term in kebab-case, such as `snap-fit-strain`.
    pub name: &'static str,
    /// What it gives, in a few words; names the convention where several share a name.
    pub title: &'static str,
    /// Written out in the names of its inputs and outputs.
    pub formula: &'static str,
    /// Public reference.
    pub source: &'static str,
    /// Limits of validity.
    pub validity: &'static str,
    /// Inputs in the order in which they are shown.
    pub inputs: &'static [Input],
    /// Outputs in the order in which they are computed.
    pub outputs: &'static [Output],
    /// Computes one value for each output, in SI units.
    pub(super) compute: fn(&Arguments) -> Computed,
}

/// Values of all outputs in their order, or why there are none.
pub(super) type Computed = Result<Vec<Value>, Fault>;

/// Whether an input has to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It has to be given.
    Required,
    /// It is this if it is not given.
    Default(&'static str),
    /// It may be left out.
    Optional,
}

/// What an input takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A number with a unit of this dimension; a plain number, a share or a percentage for `Dimension::NONE`.
    Quantity(Dimension),
    /// A number with a unit of any one dimension, the same for all inputs of this kind.
    AnyQuantity,
    /// A whole number.
    Count,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any text, which names a row and is not computed with.
    Label,
    /// A list of names of other rows, which may be empty.
    Labels,
    /// A list of numbers with units of this dimension.
    Quantities(Dimension),
    /// A list of numbers with units of any one dimension.
    AnyQuantities,
    /// A list of rows with these fields.
    Records(&'static [Input]),
}

impl Kind {
    /// Whether it is written as a list.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Labels | Self::Quantities(_) | Self::AnyQuantities | Self::Records(_))
    }

    /// Whether it takes numbers of any one dimension, alone, in a list or in rows.
    #[must_use]
    pub fn is_any(self) -> bool {
        match self {
            Self::AnyQuantity | Self::AnyQuantities => true,
            Self::Records(fields) => fields.iter().any(|field| field.kind.is_any()),
            _ => false,
        }
    }

    /// What it takes, in words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Quantity(dimension) => dimension.name(),
            Self::AnyQuantity => "a number with any one unit".to_owned(),
            Self::Count => "a whole number".to_owned(),
            Self::Word(words) => words.join(" or "),
            Self::Label => "text".to_owned(),
            Self::Labels => "a list of names".to_owned(),
            Self::Quantities(dimension) => format!("a list, each {}", dimension.name()),
            Self::AnyQuantities => "a list of numbers with any one unit".to_owned(),
            Self::Records(fields) => {
                let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                format!("a list of rows with {}", names.join(", "))
            }
        }
    }
}

/// An input of a formula, or a field of its rows.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// Its name in kebab-case.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// The range of its value, or of each value of a list.
    pub limit: Limit,
    /// Whether it has to be given.
    pub presence: Presence,
    /// A value that can be copied.
    pub example: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

impl Input {
    /// The same with a value for when it is not given.
    #[must_use]
    pub(super) const fn or(mut self, default: &'static str) -> Self {
        self.presence = Presence::Default(default);
        self
    }

    /// The unit of its example, in which its range is shown; none of a list, whose values may each have their own.
    #[must_use]
    pub fn unit(&self) -> Option<&'static Unit> {
        match self.kind {
            Kind::Quantity(dimension) => parse_as(self.example, dimension).ok()?.unit,
            _ => None,
        }
    }

    /// The same, which may be left out.
    #[must_use]
    pub(super) const fn optional(mut self) -> Self {
        self.presence = Presence::Optional;
        self
    }
}

/// An input that has to be given.
pub(super) const fn input(name: &'static str, kind: Kind, limit: Limit, example: &'static str, meaning: &'static str) -> Input {
    Input { name, kind, limit, presence: Presence::Required, example, meaning }
}

/// An output of a formula.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// Its name in kebab-case.
    pub name: &'static str,
    /// Unit it is printed in; empty for a plain number or a word; `=input` for the unit that this input was written in.
    pub unit: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

/// An output.
pub(super) const fn output(name: &'static str, unit: &'static str, meaning: &'static str) -> Output {
    Output { name, unit, meaning }
}

/// The value of a formula with one number.
pub(super) fn one(value: Option<f64>) -> Computed {
    numbers([value])
}

/// The values of a formula with several numbers.
pub(super) fn numbers<const N: usize>(values: [Option<f64>; N]) -> Computed {
    values.into_iter().map(|value| value.map(Value::Number).ok_or_else(Fault::beyond)).collect()
}

impl Formula {
    /// Names and values of an example call: all inputs but those with a default.
    pub fn example(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let given = self.inputs.iter().filter(|input| !matches!(input.presence, Presence::Default(_)));
        given.map(|input| (input.name, input.example))
    }

    /// A command that can be copied.
    #[must_use]
    pub fn example_command(&self) -> String {
        let mut command = format!("caseproof calc {}", self.name);
        for (name, value) in self.example() {
            let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
            let _ = if plain { write!(command, " {name}={value}") } else { write!(command, " {name}='{value}'") };
        }
        command
    }
}
