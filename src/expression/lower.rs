//! From the tree of a formula to its program: operands first, then what is done with them, and the dimension of each.

use super::step::{Binary, MOST_VALUES, Step, Unary, run};
use crate::grammar::ConditionError;
use crate::grammar::syntax::{Node, NodeKind};
use crate::quantity::{Dimension, combine, display_number, units_of};
use crate::source::nearest;
use std::f64::consts::PI;

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

type Lowered<T = Dimension> = Result<T, ConditionError>;

/// The program of a tree, and the dimension that its value has.
pub(super) fn lower(node: &Node, names: &[(&str, Dimension)]) -> Lowered<(Vec<Step>, Dimension)> {
    let mut lowering = Lowering { names, height: 0, steps: Vec::new() };
    let dimension = lowering.node(node)?;
    Ok((lowering.steps, dimension))
}

struct Lowering<'a> {
    names: &'a [(&'a str, Dimension)],
    /// Values on the pile after the steps so far.
    height: usize,
    steps: Vec<Step>,
}

impl Lowering<'_> {
    fn push(&mut self, step: Step, node: &Node) -> Lowered<()> {
        match step {
            Step::Number(_) | Step::Name(_) => self.height += 1,
            Step::Binary(_) => self.height -= 1,
            Step::Unary(_) | Step::Whole(_) => (),
        }
        if self.height > MOST_VALUES {
            return refuse(node, "nested too deeply");
        }
        self.steps.push(step);
        Ok(())
    }

    fn node(&mut self, node: &Node) -> Lowered {
        match &node.kind {
            NodeKind::Number(measure) => self.push(Step::Number(measure.si), node).map(|()| measure.dimension()),
            NodeKind::Name(name) => self.name(name, node),
            NodeKind::Negative(inner) => {
                let dimension = self.node(inner)?;
                self.push(Step::Unary(Unary::Negate), node).map(|()| dimension)
            }
            NodeKind::Arithmetic(sign, left, right) => {
                let operator = match sign {
                    '+' => Binary::Add,
                    '-' => Binary::Subtract,
                    '*' => Binary::Multiply,
                    _ => Binary::Divide,
                };
                let dimensions = (self.node(left)?, self.node(right)?);
                self.push(Step::Binary(operator), node)?;
                combined(*sign, (left, right), dimensions)
            }
            NodeKind::Power(base, exponent) => self.power(base, exponent),
            NodeKind::Call(name, values) => self.call(name, values, node),
            _ => refuse(node, "expected a number"),
        }
    }

    fn name(&mut self, name: &str, node: &Node) -> Lowered {
        if let Some(index) = self.names.iter().position(|known| known.0 == name) {
            return self.push(Step::Name(index), node).map(|()| self.names[index].1);
        }
        if name == "pi" {
            return self.push(Step::Number(PI), node).map(|()| Dimension::NONE);
        }
        if functions().any(|known| known == name) {
            return refuse(node, format!("expected `(` after `{name}`"));
        }
        let known = |part: &str| self.names.iter().any(|known| known.0 == part);
        let help = match name.split_once('-').filter(|(left, right)| known(left) || known(right)) {
            Some((left, right)) => Some(format!("put spaces about the minus sign for a difference: `{left} - {right}`")),
            None => nearest(name, self.names.iter().map(|known| known.0).chain(["pi"])).map(did_you_mean),
        };
        Err(ConditionError { help, ..ConditionError::new(node.at.clone(), format!("unknown name `{name}`")) })
    }

    /// A power of a quantity has a dimension only if its exponent is known; a small whole one is multiplied out.
    fn power(&mut self, base: &Node, exponent: &Node) -> Lowered {
        let dimension = self.node(base)?;
        let before = self.steps.len();
        if self.node(exponent)? != Dimension::NONE {
            return refuse(exponent, "an exponent is a plain number");
        }
        let steps = &self.steps[before..];
        let constant = !steps.iter().any(|step| matches!(step, Step::Name(_)));
        let value = constant.then(|| run(steps, 0, &[]));
        match value.and_then(whole) {
            Some(exponent) => {
                self.steps.truncate(before);
                self.height -= 1;
                self.push(Step::Whole(exponent), base)?;
            }
            None => self.push(Step::Binary(Binary::Power), base)?,
        }
        let raised = if dimension == Dimension::NONE { Some(dimension) } else { value.and_then(|value| dimension.power(value)) };
        raised.map_or_else(|| refuse(exponent, format!("{} to this power has no unit", dimension.name())), Ok)
    }

    fn call(&mut self, name: &str, values: &[Node], node: &Node) -> Lowered {
        let [first, others @ ..] = values else { return refuse(node, "expected a value") };
        if let Some((_, function)) = FUNCTIONS.iter().find(|known| known.0 == name) {
            if let [second, ..] = others {
                return refuse(second, format!("`{name}` takes one value"));
            }
            let dimension = self.node(first)?;
            self.push(Step::Unary(*function), node)?;
            return of_function(*function, dimension, first, name);
        }
        let Some((_, choice)) = CHOICES.iter().find(|known| known.0 == name) else {
            let at = node.at.start..node.at.start + name.len();
            let error = ConditionError::new(at, format!("unknown function `{name}`"));
            return Err(ConditionError { help: nearest(name, functions()).map(did_you_mean), ..error });
        };
        if others.is_empty() {
            return refuse(node, format!("`{name}` takes two values or more"));
        }
        let mut dimension = self.node(first)?;
        for other in others {
            let next = self.node(other)?;
            self.push(Step::Binary(*choice), node)?;
            dimension = same(first, dimension, other, next).ok_or_else(|| {
                let message = format!("`{name}` does not compare {} with {}", dimension.name(), next.name());
                with_unit(ConditionError::new(node.at.clone(), message), (first, other), (dimension, next))
            })?;
        }
        Ok(dimension)
    }
}

fn combined(sign: char, (left, right): (&Node, &Node), (a, b): (Dimension, Dimension)) -> Lowered {
    if matches!(sign, '+' | '-')
        && let Some(dimension) = same(left, a, right, b).filter(|dimension| !dimension.is_point())
    {
        return Ok(dimension);
    }
    let error = |message| ConditionError::new(left.at.start..right.at.end, message);
    combine(sign, a, b).map_err(|message| with_unit(error(message), (left, right), (a, b)))
}

/// The one dimension of two values; a bare zero is the same length or angle in every unit.
fn same(left: &Node, a: Dimension, right: &Node, b: Dimension) -> Option<Dimension> {
    let zero = |node: &Node| bare(node) == Some(0.0);
    match () {
        () if a == b || (zero(right) && !a.is_point()) => Some(a),
        () if zero(left) && !b.is_point() => Some(b),
        () => None,
    }
}

/// The number that stands here without a unit.
fn bare(node: &Node) -> Option<f64> {
    match &node.kind {
        NodeKind::Number(measure) if measure.unit.is_none() => Some(measure.si),
        _ => None,
    }
}

/// Says which unit a bare number beside a quantity lacks.
fn with_unit(error: ConditionError, (left, right): (&Node, &Node), (a, b): (Dimension, Dimension)) -> ConditionError {
    let lacking = bare(right).map(|number| (number, a)).or_else(|| bare(left).map(|number| (number, b)));
    match lacking.and_then(|(number, dimension)| Some((number, units_of(dimension).next()?))) {
        Some((number, unit)) => error.with_help(format!("write `{} {unit}`", display_number(number))),
        None => error,
    }
}

fn of_function(function: Unary, dimension: Dimension, value: &Node, name: &str) -> Lowered {
    match function {
        Unary::Negate | Unary::Abs => Ok(dimension),
        Unary::Sqrt => {
            let root = dimension.power(0.5);
            root.map_or_else(|| refuse(value, format!("the square root of {} has no unit", dimension.name())), Ok)
        }
        Unary::Asin | Unary::Acos | Unary::Atan if dimension == Dimension::NONE => Ok(Dimension::ANGLE),
        Unary::Sin | Unary::Cos | Unary::Tan if dimension == Dimension::ANGLE => Ok(Dimension::NONE),
        Unary::Asin | Unary::Acos | Unary::Atan => {
            refuse(value, format!("`{name}` takes a plain number, not {}", dimension.name()))
        }
        Unary::Sin | Unary::Cos | Unary::Tan => {
            let error = ConditionError::new(value.at.clone(), format!("`{name}` takes an angle, not {}", dimension.name()));
            Err(error.with_help("write an angle, such as `30 deg`; `* 1 rad` makes one of a plain number"))
        }
    }
}

/// The whole number that this is, if it is a small one.
#[expect(clippy::cast_possible_truncation, reason = "whole and small")]
fn whole(value: f64) -> Option<i32> {
    (value.fract() == 0.0 && value.abs() <= LARGEST_WHOLE).then_some(value as i32)
}

fn functions() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|known| known.0).chain(CHOICES.iter().map(|known| known.0))
}

fn did_you_mean(near: &str) -> String {
    format!("did you mean `{near}`?")
}

fn refuse<T>(node: &Node, message: impl Into<String>) -> Lowered<T> {
    Err(ConditionError::new(node.at.clone(), message))
}
