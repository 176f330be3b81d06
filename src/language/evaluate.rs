//! Judging a condition: true, false or unknown, and what it rests on.

use smallvec::SmallVec;

use super::compile::{Boolean, Condition, Number};
use super::syntax::{Comparison, Quantifier};
use crate::facts::{Item, Kind, Origin, Trace, Value, World};
use crate::quantity::{Dimension, Measure};

/// Kleene's three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// The condition holds.
    True,
    /// It does not hold.
    False,
    /// It cannot be decided.
    Unknown,
}

impl Truth {
    /// True and false exchanged; unknown stays unknown.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    const fn of(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }
}

/// The comparison that made a condition true.
#[derive(Clone, Debug, PartialEq)]
pub struct Deciding {
    /// The value of the design.
    pub actual: Measure,
    /// The value it was held against.
    pub limit: Measure,
    /// Whether the limit is an upper one for the actual value.
    pub upper: bool,
    /// Where the actual value came from.
    pub actual_origins: Vec<Origin>,
    /// Where the limit came from.
    pub limit_origins: Vec<Origin>,
}

/// What a judgement rests on.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The judgement.
    pub truth: Truth,
    /// The comparison that decided it, if one did.
    pub deciding: Option<Deciding>,
    /// Everything that made the condition true, in the order of use.
    pub origins: Vec<Origin>,
    /// What is missing, as semantic paths.
    pub needs: Vec<String>,
}

/// What is bound: the subject, its routes, and the element of one list. No allocation for so few.
type Slots = SmallVec<[Item; 4]>;

/// Floating-point dust: values this close are equal, so that 1.4 mm on a wall of 2 mm is 70 % and not more.
const EQUAL: f64 = 1e-9;

impl Condition {
    /// True, false or unknown; nothing else is computed.
    pub fn judge<'w>(&self, world: &'w World<'w>, slots: &[Item]) -> Truth {
        truth(&self.root, world, &mut Slots::from_slice(slots), &mut Trace::off())
    }

    /// The judgement with everything it rests on.
    pub fn explain<'w>(&self, world: &'w World<'w>, slots: &[Item]) -> Evidence {
        let mut slots = Slots::from_slice(slots);
        let mut trace = Trace::on();
        let truth = truth(&self.root, world, &mut slots, &mut trace);
        let mut evidence = Evidence { truth, deciding: None, origins: Vec::new(), needs: trace.needs };
        if truth == Truth::True {
            evidence.needs.clear();
            collect(&self.root, true, world, &mut slots, &mut evidence);
        }
        evidence
    }
}

fn truth<'w>(node: &Boolean, world: &'w World<'w>, slots: &mut Slots, trace: &mut Trace) -> Truth {
    match node {
        Boolean::Not(inner) => truth(inner, world, slots, trace).not(),
        Boolean::And(parts) => fold(parts, Truth::False, world, slots, trace),
        Boolean::Or(parts) => fold(parts, Truth::True, world, slots, trace),
        Boolean::Quantified(quantifier, list, body) => quantified(*quantifier, list, body, world, slots, trace),
        leaf => self::leaf(leaf, world, slots, trace).map_or(Truth::Unknown, Truth::of),
    }
}

/// `and` ends at the first false, `or` at the first true; needs of a part that no longer matters are dropped.
fn fold<'w>(parts: &[Boolean], ends: Truth, world: &'w World<'w>, slots: &mut Slots, trace: &mut Trace) -> Truth {
    let before = trace.needs.len();
    let mut result = ends.not();
    for part in parts {
        let found = truth(part, world, slots, trace);
        if found == ends {
            trace.needs.truncate(before);
            return ends;
        }
        if found == Truth::Unknown {
            result = Truth::Unknown;
        }
    }
    result
}

fn quantified<'w>(
    quantifier: Quantifier,
    list: &super::Path,
    body: &Boolean,
    world: &'w World<'w>,
    slots: &mut Slots,
    trace: &mut Trace,
) -> Truth {
    let Some(Value::Items(items)) = list.value(world, slots, trace) else { return Truth::Unknown };
    let ends = if quantifier == Quantifier::Any { Truth::True } else { Truth::False };
    let before = trace.needs.len();
    let mut result = ends.not();
    for item in items {
        slots.push(item);
        let found = truth(body, world, slots, trace);
        slots.pop();
        if found == ends {
            trace.needs.truncate(before);
            return ends;
        }
        if found == Truth::Unknown {
            result = Truth::Unknown;
        }
    }
    result
}

/// A single fact or comparison; `None` if it cannot be decided.
fn leaf<'w>(node: &Boolean, world: &'w World<'w>, slots: &mut Slots, trace: &mut Trace) -> Option<bool> {
    match node {
        Boolean::Flag(path) => match path.value(world, slots, trace)? {
            Value::Flag(flag) => Some(flag),
            _ => None,
        },
        Boolean::Compare(comparison, left, right) => {
            // Both sides are asked, so that all that is missing is named.
            let (left, right) = (number(left, world, slots, trace), number(right, world, slots, trace));
            Some(compare(*comparison, left?.si, right?.si))
        }
        Boolean::Between(value, low, high) => {
            let value = number(value, world, slots, trace);
            let (low, high) = (number(low, world, slots, trace), number(high, world, slots, trace));
            let value = value?.si;
            let inside = |low: Measure, high: Measure| {
                compare(Comparison::AtLeast, value, low.si) && compare(Comparison::AtMost, value, high.si)
            };
            Some(inside(low?, high?))
        }
        Boolean::IsWord(path, word) => Some(library_word(path, world, slots, trace)? == word),
        Boolean::Same(left, right) => {
            let (left, right) = (word_value(left, world, slots, trace), word_value(right, world, slots, trace));
            Some(left? == right?)
        }
        Boolean::InWords(path, words) => {
            let found = library_word(path, world, slots, trace)?;
            Some(words.iter().any(|word| word == found))
        }
        Boolean::WordIn(word, path) => match path.value(world, slots, trace)? {
            Value::Words(words) => Some(words.contains(&word.as_str())),
            _ => None,
        },
        Boolean::Not(_) | Boolean::And(_) | Boolean::Or(_) | Boolean::Quantified(..) => None,
    }
}

/// A word for comparison with a word of the check: a grade of the project counts as the library material it starts from.
fn library_word<'w>(path: &super::Path, world: &'w World<'w>, slots: &[Item], trace: &mut Trace) -> Option<&'w str> {
    match path.value(world, slots, trace)? {
        Value::Item(item) if item.kind == Kind::Material => world.material_entry(item.at()).map(|entry| entry.id),
        Value::Item(item) => Some(world.name(item)),
        Value::Word(word) => Some(word),
        _ => None,
    }
}

/// A word for comparison with another fact: a grade is not the material it starts from, and two aliases are one material.
fn word_value<'w>(path: &super::Path, world: &'w World<'w>, slots: &[Item], trace: &mut Trace) -> Option<&'w str> {
    match path.value(world, slots, trace)? {
        Value::Word(word) => Some(word),
        Value::Item(item) if item.kind == Kind::Material => Some(world.material_identity(item.at())),
        Value::Item(item) => Some(world.name(item)),
        _ => None,
    }
}

fn number<'w>(node: &Number, world: &'w World<'w>, slots: &mut Slots, trace: &mut Trace) -> Option<Measure> {
    match node {
        Number::Literal(measure) => Some(*measure),
        Number::Limit(index, measure) => {
            trace.origin(|| Origin::Limit(*index));
            Some(*measure)
        }
        Number::Path(path) => match path.value(world, slots, trace)? {
            Value::Number(measure) => {
                Some(Measure::new(measure.si, measure.unit.or_else(|| path.fact().and_then(crate::facts::Fact::display_unit))))
            }
            _ => None,
        },
        Number::Negative(inner) => number(inner, world, slots, trace).map(|m| Measure::new(-m.si, m.unit)),
        Number::Arithmetic(operator, left, right, dimension) => {
            let (left, right) = (number(left, world, slots, trace), number(right, world, slots, trace));
            arithmetic(*operator, left?, right?, *dimension)
        }
        Number::Count(path, body) => count(path, body.as_deref(), world, slots, trace),
    }
}

fn arithmetic(operator: char, left: Measure, right: Measure, dimension: Dimension) -> Option<Measure> {
    let si = match operator {
        '+' => left.si + right.si,
        '-' => left.si - right.si,
        '*' => left.si * right.si,
        _ => left.si / right.si,
    };
    let same = |unit: Option<&'static crate::quantity::Unit>| unit.filter(|unit| unit.dimension == dimension);
    si.is_finite().then(|| Measure::new(si, same(left.unit).or_else(|| same(right.unit))))
}

fn count<'w>(
    path: &super::Path,
    body: Option<&Boolean>,
    world: &'w World<'w>,
    slots: &mut Slots,
    trace: &mut Trace,
) -> Option<Measure> {
    let counted = match (path.value(world, slots, trace)?, body) {
        (Value::Words(words), _) => words.len(),
        (Value::Items(items), None) => items.len(),
        (Value::Items(items), Some(body)) => {
            let mut counted = 0;
            let mut unknown = false;
            for item in items {
                slots.push(item);
                match truth(body, world, slots, trace) {
                    Truth::True => counted += 1,
                    Truth::False => {}
                    Truth::Unknown => unknown = true,
                }
                slots.pop();
            }
            if unknown {
                return None;
            }
            counted
        }
        _ => return None,
    };
    Some(Measure::new(counted as f64, None))
}

fn compare(comparison: Comparison, left: f64, right: f64) -> bool {
    let equal = (left - right).abs() <= EQUAL * left.abs().max(right.abs());
    match comparison {
        Comparison::Less => left < right && !equal,
        Comparison::AtMost => left <= right || equal,
        Comparison::More => left > right && !equal,
        Comparison::AtLeast => left >= right || equal,
    }
}

/// Collects what made `node` come out as `want`: origins, and the last comparison of numbers.
fn collect<'w>(node: &Boolean, want: bool, world: &'w World<'w>, slots: &mut Slots, evidence: &mut Evidence) {
    match node {
        Boolean::Not(inner) => collect(inner, !want, world, slots, evidence),
        Boolean::And(parts) | Boolean::Or(parts) => {
            for part in parts {
                if truth(part, world, slots, &mut Trace::off()) == Truth::of(want) {
                    collect(part, want, world, slots, evidence);
                }
            }
        }
        Boolean::Quantified(_, list, body) => {
            let mut trace = Trace::off();
            let Some(Value::Items(items)) = list.value(world, slots, &mut trace) else { return };
            for item in items {
                slots.push(item);
                if truth(body, world, slots, &mut Trace::off()) == Truth::of(want) {
                    collect(body, want, world, slots, evidence);
                }
                slots.pop();
            }
        }
        Boolean::Compare(comparison, left, right) => {
            let upper = matches!(comparison, Comparison::More | Comparison::AtLeast) == want;
            decide(left, right, upper, world, slots, evidence);
        }
        Boolean::Between(value, low, high) => {
            let mut trace = Trace::off();
            let above = match (number(value, world, slots, &mut trace), number(high, world, slots, &mut trace)) {
                (Some(value), Some(high)) => compare(Comparison::More, value.si, high.si),
                _ => false,
            };
            decide(value, if above { high } else { low }, above, world, slots, evidence);
        }
        leaf => {
            let mut trace = Trace::on();
            self::leaf(leaf, world, slots, &mut trace);
            add(&mut evidence.origins, &trace.origins);
        }
    }
}

fn decide<'w>(left: &Number, right: &Number, upper: bool, world: &'w World<'w>, slots: &mut Slots, evidence: &mut Evidence) {
    let (mut left_trace, mut right_trace) = (Trace::on(), Trace::on());
    let left = number(left, world, slots, &mut left_trace);
    let right = number(right, world, slots, &mut right_trace);
    add(&mut evidence.origins, &left_trace.origins);
    add(&mut evidence.origins, &right_trace.origins);
    let (Some(left), Some(right)) = (left, right) else { return };
    let (left, right) = same_unit(left, right);
    let deciding = if is_limit(&left_trace) > is_limit(&right_trace) {
        Deciding {
            actual: right,
            limit: left,
            upper: !upper,
            actual_origins: right_trace.origins,
            limit_origins: left_trace.origins,
        }
    } else {
        Deciding { actual: left, limit: right, upper, actual_origins: left_trace.origins, limit_origins: right_trace.origins }
    };
    evidence.deciding = Some(deciding);
}

/// How much a side is a limit rather than a value of the design: a threshold of the check or a bare number most, then a
/// figure of a table, then what the design gives. Of two equal sides the right one is the limit.
fn is_limit(trace: &Trace) -> u8 {
    let has = |kind: fn(&Origin) -> bool| trace.origins.iter().any(kind);
    if trace.origins.is_empty() || has(|origin| matches!(origin, Origin::Limit(_))) {
        2
    } else {
        u8::from(has(|origin| matches!(origin, Origin::Table { .. } | Origin::Row { .. })))
    }
}

/// Plain numbers beside percentages are shown as percentages.
fn same_unit(left: Measure, right: Measure) -> (Measure, Measure) {
    let unit = left.unit.or(right.unit);
    let with = |measure: Measure| Measure::new(measure.si, measure.unit.or(unit));
    (with(left), with(right))
}

fn add(all: &mut Vec<Origin>, more: &[Origin]) {
    for origin in more {
        if !all.contains(origin) {
            all.push(origin.clone());
        }
    }
}
