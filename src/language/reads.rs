//! What a condition, a number or a sentence reads: facts and thresholds, known from its compiled form.

use super::compile::{Boolean, Condition, Figure, Number};
use super::message::{Message, Part};
use super::path::Path;

/// Something that is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Read<'c> {
    /// A path with all the facts on its way.
    Path(&'c Path),
    /// A threshold, by its number.
    Limit(usize),
}

impl Condition {
    /// Everything that it reads, in the order of its text.
    #[must_use]
    pub fn reads(&self) -> Vec<Read<'_>> {
        let mut reads = Vec::new();
        boolean(&self.root, &mut reads);
        reads
    }
}

impl Figure {
    /// Everything that it reads, in the order of its text.
    #[must_use]
    pub fn reads(&self) -> Vec<Read<'_>> {
        let mut reads = Vec::new();
        number(&self.root, &mut reads);
        reads
    }
}

impl Message {
    /// The facts that it names.
    pub fn reads(&self) -> impl Iterator<Item = Read<'_>> {
        self.parts.iter().filter_map(|part| if let Part::Path(path) = part { Some(Read::Path(path)) } else { None })
    }
}

fn boolean<'c>(node: &'c Boolean, reads: &mut Vec<Read<'c>>) {
    match node {
        Boolean::Flag(path) | Boolean::IsWord(path, _) | Boolean::InWords(path, _) | Boolean::WordIn(_, path) => {
            reads.push(Read::Path(path));
        }
        Boolean::Same(left, right) => reads.extend([Read::Path(left), Read::Path(right)]),
        Boolean::Compare(_, left, right) => [left, right].into_iter().for_each(|side| number(side, reads)),
        Boolean::Between(value, low, high) => [value, low, high].into_iter().for_each(|side| number(side, reads)),
        Boolean::Not(inner) => boolean(inner, reads),
        Boolean::And(parts) | Boolean::Or(parts) => parts.iter().for_each(|part| boolean(part, reads)),
        Boolean::Quantified(_, list, body) => {
            reads.push(Read::Path(list));
            boolean(body, reads);
        }
    }
}

fn number<'c>(node: &'c Number, reads: &mut Vec<Read<'c>>) {
    match node {
        Number::Literal(_) => {}
        Number::Limit(index, _) => reads.push(Read::Limit(*index)),
        Number::Path(path) => reads.push(Read::Path(path)),
        Number::Negative(inner) => number(inner, reads),
        Number::Arithmetic(_, left, right) => {
            number(left, reads);
            number(right, reads);
        }
        Number::Count(list, body) => {
            reads.push(Read::Path(list));
            if let Some(body) = body {
                boolean(body, reads);
            }
        }
    }
}
