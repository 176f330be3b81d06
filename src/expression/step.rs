//! The steps of a program.

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

/// The value of steps over so many names, for given values of these in their order; not a number if there are fewer.
pub(super) fn run(steps: &[Step], names: usize, values: &[f64]) -> f64 {
    if values.len() < names {
        return f64::NAN;
    }
    let mut pile = [0.0; MOST_VALUES];
    let mut height = 0;
    for step in steps {
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

/// How a value follows from the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bend {
    /// Not at all.
    Fixed,
    /// In proportion, but for a number that is added.
    Straight,
    /// Otherwise, as far as its steps tell.
    Bent,
}

/// How the value of steps follows from the names.
pub(super) fn bends(steps: &[Step]) -> Bend {
    let mut pile = Vec::new();
    for step in steps {
        let top = pile.pop().unwrap_or(Bend::Fixed);
        match *step {
            Step::Number(_) => pile.extend([top, Bend::Fixed]),
            Step::Name(_) => pile.extend([top, Bend::Straight]),
            Step::Unary(Unary::Negate) | Step::Whole(1) => pile.push(top),
            Step::Unary(_) | Step::Whole(_) => pile.push(if top == Bend::Fixed { top } else { Bend::Bent }),
            Step::Binary(function) => {
                let (left, right) = (pile.pop().unwrap_or(Bend::Fixed), top);
                pile.push(match function {
                    Binary::Add | Binary::Subtract => left.max(right),
                    Binary::Multiply if left.min(right) == Bend::Fixed => left.max(right),
                    Binary::Divide if right == Bend::Fixed => left,
                    _ if left.max(right) == Bend::Fixed => Bend::Fixed,
                    _ => Bend::Bent,
                });
            }
        }
    }
    pile.pop().unwrap_or(Bend::Fixed)
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
