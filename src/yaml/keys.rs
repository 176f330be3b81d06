//! Keys that a map has and should not: what a comma has cut off, and what nothing is called.

use super::{Problem, Span, did_you_mean_one_of};
use crate::source::{crossed, without_comma};

/// What people call the words of a field: each word with what it is called.
pub type TradeWords = &'static [(&'static str, &'static [&'static str])];

/// What people mean who know the trade better than the format.
#[derive(Clone, Copy)]
pub struct Trade {
    /// Where a key belongs that stands in a map of a type where it does not; none if that is not known.
    pub places: fn(of: &str, key: &str) -> Option<String>,
    /// What the words of an enumeration are called.
    pub words: fn(of: &str) -> TradeWords,
    /// The field of a map of a type that takes a text which stands in the place of the map.
    pub takes: fn(of: &str, fields: &[&'static str], text: &str) -> Option<&'static str>,
}

impl Trade {
    /// Knows nothing.
    pub const NONE: Self = Self { places: |_, _| None, words: |_| &[], takes: |_, _, _| None };
}

/// The field that a key which is none certainly means: the only word that its problem tells to write.
pub(crate) fn certain(problem: &Problem, fields: &[&'static str]) -> Option<&'static str> {
    let help = problem.help.as_deref()?;
    let parts: Vec<&str> = help.split('`').collect();
    let [before, word, _] = parts[..] else { return None };
    fields.iter().copied().find(|field| *field == word && !before.starts_with("if "))
}

/// Makes one problem of a list of numbers of which none has a unit.
pub(super) fn bare(problems: &mut Vec<Problem>, from: usize, list: Span) {
    let rows: Vec<Vec<&str>> = problems[from..].iter().map(|problem| problem.message.split('`').collect()).collect();
    let all = rows.len() > 1 && problems[from..].iter().all(|problem| problem.code == "missing-unit");
    let Some([first, ..]) = rows.get(..).filter(|_| all) else { return };
    let [_, _, said, example, _] = first[..] else { return };
    let Some((_, unit)) = example.split_once(' ') else { return };
    if rows.iter().any(|row| row.len() != first.len() || row[2..] != first[2..]) {
        return;
    }
    let numbers: Vec<&str> = rows.iter().map(|row| row[1]).collect();
    let with_units: Vec<String> = numbers.iter().map(|number| format!("{number} {unit}")).collect();
    let message = format!("`[{}]`{said}`{example}`", numbers.join(", "));
    let help = format!("write `[{}]` if {unit} is meant", with_units.join(", "));
    let problem = Problem::new("missing-unit", list, message).with_help(help);
    problems.truncate(from);
    problems.push(problem);
}

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
    let cut_off = |entry: &Given<'_>| entry.is_bare() && !fields.contains(&entry.key) && !entry.key.contains(':');
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

/// How a text without brackets would be written as the list that it looks like; none if it looks like one value.
pub(super) fn meant_as_list(text: &str) -> Option<String> {
    let listed = || {
        let parts: Vec<&str> = text.split([',', ';', '、', '，']).map(str::trim).collect();
        let several = parts.len() > 1 && parts.iter().all(|part| !part.is_empty()) && without_comma(text).is_none();
        several.then(|| format!("[{}]", parts.join(", ")))
    };
    crossed(text).or_else(listed)
}

/// A key that nothing here is called; `alone` if it has no value, which may stand in it.
pub(crate) fn unknown(key: &str, at: Span, fields: &[&str], place: Option<String>, alone: bool) -> Problem {
    let problem = Problem::new("unknown-key", at, format!("unknown key `{key}`"));
    if let Some((name, value)) = key.split_once(':').filter(|(name, _)| alone && fields.contains(name)) {
        return problem.with_help(format!("write a space behind the colon: `{name}: {}`", value.trim()));
    }
    if let Some((name, value)) = key.split_once(' ').filter(|(name, _)| alone && fields.contains(name)) {
        return problem.with_help(format!("write a colon between key and value: `{name}: {}`", value.trim()));
    }
    problem.with_help(match place.or_else(|| did_you_mean_one_of(key, fields.iter().copied())) {
        Some(help) => help,
        None => format!("keys here are {}", fields.join(", ")),
    })
}
