//! Keys that a map has and should not: what a comma has cut off, and what nothing is called.

use super::{Problem, Span, did_you_mean_one_of};
use crate::source::without_comma;

/// An entry of a map.
#[derive(Clone, Copy)]
pub(super) struct Given<'g> {
    /// Its key.
    pub key: &'g str,
    /// Where the key stands.
    pub at: Span,
    /// The text that is its value; none for a list or a map.
    pub text: Option<&'g str>,
    /// Where the value stands.
    pub value: Span,
}

impl Given<'_> {
    /// Whether it is a word alone, without a colon: `sweat` in `{ exposure: uv, sweat }`.
    fn is_bare(&self) -> bool {
        matches!(self.text, Some("" | "~")) && self.value.start == self.value.end && self.value.start == self.at.end
    }
}

/// Finds what a comma has cut off the value before it. Which entries are still to be read, and what is wrong.
pub(super) fn rejoin(given: &[Given<'_>], fields: &[&str]) -> (Vec<bool>, Vec<Problem>) {
    let (mut keep, mut problems) = (vec![true; given.len()], Vec::new());
    let cut_off = |entry: &Given<'_>| entry.is_bare() && !fields.contains(&entry.key);
    let mut next = 1;
    while next < given.len() {
        let before = &given[next - 1];
        let text = before.text.filter(|text| !text.is_empty() && fields.contains(&before.key));
        let run = given[next..].iter().take_while(|entry| cut_off(entry)).count();
        let (Some(text), true) = (text, run > 0) else {
            next += 1;
            continue;
        };
        let rest = &given[next..next + run];
        keep[next..next + run].fill(false);
        let number = format!("{text},{}", rest[0].key);
        if let (Some(write), true) = (without_comma(&number), before.value.end + 1 == rest[0].at.start) {
            keep[next - 1] = false;
            let span = Span { end: rest[0].at.end, ..before.value };
            problems.push(
                Problem::new("wrong-type", span, format!("`{number}` has a comma, which ends a value here")).with_help(write),
            );
        } else {
            problems.push(listed(before, text, rest));
        }
        next += run + 1;
    }
    (keep, problems)
}

/// Words with commas between them that stand for a list, or for one text.
fn listed(before: &Given<'_>, text: &str, rest: &[Given<'_>]) -> Problem {
    let words = std::iter::once(text).chain(rest.iter().map(|entry| entry.key)).collect::<Vec<_>>().join(", ");
    let span = Span { end: rest.last().map_or(before.value.end, |entry| entry.at.end), ..before.value };
    Problem::new("wrong-type", span, format!("`{words}` is cut at its comma, which ends a value here"))
        .with_help(format!("write `{}: [{words}]` for a list, or the text in quotes", before.key))
}

/// A key that nothing here is called.
pub(super) fn unknown(key: &str, at: Span, fields: &[&str], place: Option<String>) -> Problem {
    let problem = Problem::new("unknown-key", at, format!("unknown key `{key}`"));
    if let Some((name, value)) = key.split_once(':').filter(|(name, _)| fields.contains(name)) {
        return problem.with_help(format!("write a space behind the colon: `{name}: {}`", value.trim()));
    }
    if let Some((name, value)) = key.split_once(' ').filter(|(name, _)| fields.contains(name)) {
        return problem.with_help(format!("write a colon between key and value: `{name}: {}`", value.trim()));
    }
    problem.with_help(match place.or_else(|| did_you_mean_one_of(key, fields.iter().copied())) {
        Some(help) => help,
        None => format!("keys here are {}", fields.join(", ")),
    })
}
