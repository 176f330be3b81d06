//! Judging a condition: true, false or unknown, and what it rests on.

use smallvec::SmallVec;

use super::Path;
use super::compile::{Boolean, Condition, Figure, Number};
use super::path::Start;
use super::syntax::{Comparison, Quantifier, Side};
use crate::facts::{Known, Lack, Note, Origin, Trace, Value, World};
use crate::quantity::{Bounds, Dimension, Unit, equal, less};
use crate::vocabulary::{FactId, Item, Kind};

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

    /// What is ruled out has no property; what is unknown may have it.
    fn known(found: Known<bool>) -> Self {
        match found {
            Ok(found) => Self::of(found),
            Err(Lack::RuledOut) => Self::False,
            Err(Lack::Unknown) => Self::Unknown,
        }
    }
}

/// What is bound within a list: the subject, its routes, and the element. No allocation for so few.
fn with(slots: &[Item], element: Item) -> SmallVec<[Item; 4]> {
    slots.iter().copied().chain([element]).collect()
}

impl Condition {
    /// True, false or unknown; nothing else is computed.
    #[must_use]
    pub fn judge(&self, world: &World<'_>, slots: &[Item]) -> Truth {
        truth(&self.root, world, slots, &mut Trace::off())
    }

    /// The notes of everything that was asked to judge it, whatever came of it.
    #[must_use]
    pub fn consulted(&self, world: &World<'_>, slots: &[Item]) -> Vec<Note> {
        let mut trace = Trace::on();
        truth(&self.root, world, slots, &mut trace);
        trace.into_notes()
    }

    /// The notes of everything that made the condition come out as it does, in the order of use.
    #[must_use]
    pub fn notes(&self, world: &World<'_>, slots: &[Item]) -> Vec<Note> {
        let want = truth(&self.root, world, slots, &mut Trace::off());
        let mut trace = Trace::on();
        collect(&self.root, want, world, slots, &mut trace);
        trace.into_notes()
    }
}

impl Figure {
    /// What is known of the number; the trace notes what it rests on.
    pub fn value(&self, world: &World<'_>, slots: &[Item], trace: &mut Trace) -> Known<Bounds> {
        number(&self.root, world, slots, trace)
    }
}

impl Path {
    /// Its value; the trace notes the facts on the way.
    pub fn value(&self, world: &World<'_>, slots: &[Item], trace: &mut Trace) -> Known<Value> {
        self.find(world, slots, trace).map(|found| match found {
            Found::Thing(item) => Value::Item(item),
            Found::Other(value) => value.clone(),
        })
    }

    /// The same without a copy.
    fn find<'w>(&self, world: &'w World<'_>, slots: &[Item], trace: &mut Trace) -> Known<Found<'w>> {
        let mut found = Found::Thing(self.start(slots));
        for fact in &self.facts {
            let Found::Thing(item) = found else { return Err(Lack::Unknown) };
            trace.note(|| Note::Fact(*fact, item));
            found = match world.recall(*fact, item)? {
                Value::Item(next) => Found::Thing(*next),
                value => Found::Other(value),
            };
        }
        Ok(found)
    }

    /// The thing whose fact stands at its end, if the way to it is known.
    #[must_use]
    pub fn owner(&self, world: &World<'_>, slots: &[Item]) -> Option<Item> {
        let mut item = self.start(slots);
        let (_, way) = self.facts.split_last()?;
        for fact in way {
            match world.recall(*fact, item) {
                Ok(Value::Item(next)) => item = *next,
                _ => return None,
            }
        }
        Some(item)
    }

    fn start(&self, slots: &[Item]) -> Item {
        match self.start {
            Start::Slot(slot) => slots[usize::from(slot)],
            Start::Single(kind) => Item { kind, index: 0 },
        }
    }
}

/// What stands at the end of a path.
#[derive(Clone, Copy)]
enum Found<'w> {
    /// Another thing.
    Thing(Item),
    /// Any other value, as it is remembered.
    Other(&'w Value),
}

pub(super) fn truth(node: &Boolean, world: &World<'_>, slots: &[Item], trace: &mut Trace) -> Truth {
    match node {
        Boolean::Not(inner) => truth(inner, world, slots, trace).not(),
        Boolean::And(parts) => fold(parts, Truth::False, world, slots, trace),
        Boolean::Or(parts) => fold(parts, Truth::True, world, slots, trace),
        Boolean::Quantified(quantifier, list, body) => quantified(*quantifier, list, body, world, slots, trace),
        // The most frequent one.
        Boolean::Flag(path) => flag(path, world, slots, trace),
        leaf => self::leaf(leaf, world, slots, trace),
    }
}

/// `and` ends at the first false, `or` at the first true. Apart, so that a single fact is judged without what a list takes.
#[inline(never)]
fn fold(parts: &[Boolean], ends: Truth, world: &World<'_>, slots: &[Item], trace: &mut Trace) -> Truth {
    let mut result = ends.not();
    for part in parts {
        let found = truth(part, world, slots, trace);
        if found == ends {
            return ends;
        }
        if found == Truth::Unknown {
            result = Truth::Unknown;
        }
    }
    result
}

fn quantified(
    quantifier: Quantifier,
    list: &Path,
    body: &Boolean,
    world: &World<'_>,
    slots: &[Item],
    trace: &mut Trace,
) -> Truth {
    let ends = if quantifier == Quantifier::Any { Truth::True } else { Truth::False };
    let (items, mut result) = match list.find(world, slots, trace) {
        Ok(Found::Other(Value::Items(items))) => (&items[..], ends.not()),
        // One that is known may decide, although there may be more.
        Ok(Found::Other(Value::Among(items))) => (&items[..], Truth::Unknown),
        // Of what there is not, there is none.
        Err(Lack::RuledOut) => (&[][..], ends.not()),
        _ => return Truth::Unknown,
    };
    for item in items {
        let found = truth(body, world, &with(slots, *item), trace);
        if found == ends {
            return ends;
        }
        if found == Truth::Unknown {
            result = Truth::Unknown;
        }
    }
    result
}

fn flag(path: &Path, world: &World<'_>, slots: &[Item], trace: &mut Trace) -> Truth {
    match path.find(world, slots, trace) {
        Ok(Found::Other(Value::Flag(flag))) => Truth::of(*flag),
        Err(lack) => Truth::known(Err(lack)),
        Ok(_) => Truth::Unknown,
    }
}

/// A single fact or comparison.
fn leaf(node: &Boolean, world: &World<'_>, slots: &[Item], trace: &mut Trace) -> Truth {
    match node {
        Boolean::Flag(path) => flag(path, world, slots, trace),
        Boolean::Compare(comparison, left, right) => {
            // Both sides are asked, so that all that is missing is named.
            let (left, right) = (number(left, world, slots, trace), number(right, world, slots, trace));
            compared(*comparison, left, right)
        }
        Boolean::Between(value, low, high) => {
            let value = number(value, world, slots, trace);
            let (low, high) = (number(low, world, slots, trace), number(high, world, slots, trace));
            let above = compared(Comparison::AtLeast, value, low);
            let below = compared(Comparison::AtMost, value, high);
            match (above, below) {
                (Truth::False, _) | (_, Truth::False) => Truth::False,
                (Truth::True, Truth::True) => Truth::True,
                _ => Truth::Unknown,
            }
        }
        Boolean::IsWord(path, word) => Truth::known(is_word(path, world, slots, trace, |found| found == word)),
        Boolean::Same(left, right) => {
            let (left, right) = (identity(left, world, slots, trace), identity(right, world, slots, trace));
            match (left, right) {
                (Ok(left), Ok(right)) => same(&left, &right, world, trace),
                (Err(Lack::RuledOut), _) | (_, Err(Lack::RuledOut)) => Truth::False,
                _ => Truth::Unknown,
            }
        }
        Boolean::InWords(path, words) => {
            Truth::known(is_word(path, world, slots, trace, |found| words.iter().any(|word| word == found)))
        }
        Boolean::WordIn(word, path) => match path.find(world, slots, trace) {
            Ok(Found::Other(Value::Words(words))) => Truth::of(words.iter().any(|found| **found == **word)),
            Err(lack) => Truth::known(Err(lack)),
            Ok(_) => Truth::Unknown,
        },
        Boolean::Not(_) | Boolean::And(_) | Boolean::Or(_) | Boolean::Quantified(..) => truth(node, world, slots, trace),
    }
}

/// Whether a word passes a test. A grade of the project counts as the library material it starts from.
fn is_word(path: &Path, world: &World<'_>, slots: &[Item], trace: &mut Trace, test: impl Fn(&str) -> bool) -> Known<bool> {
    match path.find(world, slots, trace)? {
        Found::Thing(item) if item.kind == Kind::Material => {
            let all = all_or_none(world.meant_entries(item.at()).map(|entry| test(entry.id)));
            all.map_or_else(|| world.ask_which([item.at()], trace), Ok)
        }
        Found::Thing(item) => Ok(test(world.name(item))),
        Found::Other(Value::Word(word)) => Ok(test(word)),
        Found::Other(Value::OneOf(words)) => all_or_none(words.iter().map(|word| test(word))).ok_or(Lack::Unknown),
        Found::Other(_) => Err(Lack::Unknown),
    }
}

/// What all say; none where they differ, or where nobody says anything.
fn all_or_none(mut each: impl Iterator<Item = bool>) -> Option<bool> {
    let first = each.next()?;
    each.all(|other| other == first).then_some(first)
}

/// What tells one thing from another.
struct Identity<'w> {
    /// Its word, or those of which it has one.
    words: SmallVec<[&'w str; 1]>,
    /// Where it has one of several: the material, and the fact of it that the word is, if it is not the material itself.
    of: Option<(Item, Option<FactId>)>,
}

/// A word for comparison with another fact: a grade is not the material it starts from, and two aliases are one material.
fn identity<'w>(path: &Path, world: &'w World<'_>, slots: &[Item], trace: &mut Trace) -> Known<Identity<'w>> {
    let one = |word: &'w str, of| Identity { words: SmallVec::from_elem(word, 1), of };
    match path.find(world, slots, trace)? {
        Found::Other(Value::Word(word)) => Ok(one(word, None)),
        Found::Other(Value::OneOf(words)) => {
            let of = path.owner(world, slots).map(|owner| (owner, path.facts.last().copied()));
            Ok(Identity { words: words.iter().map(|word| &**word).collect(), of })
        }
        Found::Thing(item) if item.kind == Kind::Material => {
            let meant = world.meant(item.at());
            if meant.is_empty() || world.materials[item.at()].grade.is_some() {
                return Ok(one(world.material_identity(item.at()), None));
            }
            Ok(Identity { words: meant.map(|meant| world.material_identity(meant)).collect(), of: Some((item, None)) })
        }
        Found::Thing(item) => Ok(one(world.name(item), None)),
        Found::Other(_) => Err(Lack::Unknown),
    }
}

/// Whether two things are one: what is one of several is the same as itself, and may be what another is or may be.
fn same(left: &Identity<'_>, right: &Identity<'_>, world: &World<'_>, trace: &mut Trace) -> Truth {
    let word = |(item, fact): (Item, Option<FactId>)| (world.material_identity(item.at()), fact);
    match (&left.words[..], &right.words[..]) {
        ([one], [other]) => Truth::of(one == other),
        _ if left.of.zip(right.of).is_some_and(|(left, right)| word(left) == word(right)) => Truth::True,
        (words, others) if words.iter().any(|word| others.contains(word)) => {
            let things = [left.of, right.of].into_iter().flatten().filter(|(_, fact)| fact.is_none());
            let _ = world.ask_which::<()>(things.map(|(item, _)| item.at()), trace);
            Truth::Unknown
        }
        _ => Truth::False,
    }
}

fn number(node: &Number, world: &World<'_>, slots: &[Item], trace: &mut Trace) -> Known<Bounds> {
    match node {
        Number::Literal(measure) => Ok((*measure).into()),
        Number::Limit(index, measure) => {
            trace.origin(|| Origin::Limit(*index));
            Ok((*measure).into())
        }
        Number::Path(path) => match path.find(world, slots, trace)? {
            Found::Other(value) => value.bounds().ok_or(Lack::Unknown),
            Found::Thing(_) => Err(Lack::Unknown),
        },
        Number::Negative(inner) => {
            let inner = number(inner, world, slots, trace)?;
            Ok(Bounds { low: -inner.high, high: -inner.low, unit: inner.unit })
        }
        Number::Arithmetic(operator, left, right) => {
            let (left, right) = (number(left, world, slots, trace), number(right, world, slots, trace));
            let (left, right) = crate::facts::both(left, right)?;
            arithmetic(*operator, left, right).ok_or(Lack::Unknown)
        }
        Number::Count(path, body) => count(path, body.as_deref(), world, slots, trace),
    }
}

fn arithmetic(operator: char, left: Bounds, right: Bounds) -> Option<Bounds> {
    let (a, b) = (left.dimension(), right.dimension());
    let dimension = match operator {
        '*' => Some(a * b),
        '/' => Some(a / b),
        // Of two temperatures it is no temperature, and in °C it would be shown as one.
        '-' if a.is_point() && b.is_point() => Some(a.difference()),
        _ => None,
    };
    let fits = |unit: &&'static Unit| dimension.is_none_or(|dimension: Dimension| unit.dimension == dimension);
    // A share by a share is how many times, and no share.
    let cancels = operator == '/' && a == b && left.unit.is_some() && right.unit.is_some();
    let unit = left.unit.filter(fits).or_else(|| right.unit.filter(fits)).filter(|_| !cancels);
    let formula = |[left, right]: [f64; 2]| {
        Some(match operator {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            _ => left / right,
        })
    };
    // A divisor that may be zero leaves the quotient open; a product is not monotone across zero, but its extremes still
    // lie at the corners.
    let crosses = operator == '/' && right.low <= 0.0 && right.high >= 0.0;
    if crosses {
        return None;
    }
    Bounds::over([left, right], unit, formula)
}

fn count(path: &Path, body: Option<&Boolean>, world: &World<'_>, slots: &[Item], trace: &mut Trace) -> Known<Bounds> {
    let (mut low, mut high) = (0, 0);
    let Found::Other(list) = path.find(world, slots, trace)? else { return Err(Lack::Unknown) };
    match (list, body) {
        (Value::Words(words), _) => (low, high) = (words.len(), words.len()),
        (Value::Items(items) | Value::Among(items), None) => (low, high) = (items.len(), items.len()),
        (Value::Items(items) | Value::Among(items), Some(body)) => {
            for item in items.iter() {
                match truth(body, world, &with(slots, *item), trace) {
                    Truth::True => (low, high) = (low + 1, high + 1),
                    Truth::False => {}
                    // It may count or not.
                    Truth::Unknown => high += 1,
                }
            }
        }
        _ => return Err(Lack::Unknown),
    }
    let high = if matches!(list, Value::Among(_)) { f64::INFINITY } else { high as f64 };
    Ok(Bounds { low: low as f64, high, unit: None })
}

/// Compares what is known of two numbers: it holds, it does not, or it is open.
fn compared(comparison: Comparison, left: Known<Bounds>, right: Known<Bounds>) -> Truth {
    match crate::facts::both(left, right) {
        Ok((left, right)) => compare_bounds(comparison, left, right),
        Err(lack) => Truth::known(Err(lack)),
    }
}

fn compare_bounds(comparison: Comparison, left: Bounds, right: Bounds) -> Truth {
    // The most and the least favorable ends for "less".
    let (best, worst) = match comparison {
        Comparison::Less | Comparison::AtMost => ((left.low, right.high), (left.high, right.low)),
        Comparison::More | Comparison::AtLeast => ((left.high, right.low), (left.low, right.high)),
    };
    if compare(comparison, worst.0, worst.1) {
        Truth::True
    } else if compare(comparison, best.0, best.1) {
        Truth::Unknown
    } else {
        Truth::False
    }
}

/// Whether a quantity is on the wrong side of a bound.
#[must_use]
pub fn violated(side: Side, actual: Bounds, limit: Bounds) -> Truth {
    match side {
        Side::AtLeast => compare_bounds(Comparison::Less, actual, limit),
        Side::AtMost => compare_bounds(Comparison::More, actual, limit),
    }
}

fn compare(comparison: Comparison, left: f64, right: f64) -> bool {
    match comparison {
        Comparison::Less => less(left, right),
        Comparison::AtMost => left <= right || equal(left, right),
        Comparison::More => less(right, left),
        Comparison::AtLeast => left >= right || equal(left, right),
    }
}

/// Notes what made `node` come out as `want`.
fn collect(node: &Boolean, want: Truth, world: &World<'_>, slots: &[Item], trace: &mut Trace) {
    match node {
        Boolean::Not(inner) => collect(inner, want.not(), world, slots, trace),
        Boolean::And(parts) | Boolean::Or(parts) => {
            for part in parts {
                if truth(part, world, slots, &mut Trace::off()) == want {
                    collect(part, want, world, slots, trace);
                }
            }
        }
        Boolean::Quantified(_, list, body) => {
            let Ok(Found::Other(Value::Items(items) | Value::Among(items))) = list.find(world, slots, trace) else { return };
            for item in items.iter() {
                let slots = &with(slots, *item);
                if truth(body, world, slots, &mut Trace::off()) == want {
                    collect(body, want, world, slots, trace);
                }
            }
        }
        leaf => {
            self::leaf(leaf, world, slots, trace);
        }
    }
}
