//! Searching by words among things that have names: what every look-up has in common.

use super::suggest::{MOST_CANDIDATES, Thing, did_you_mean, rank};

/// Something that is found by words: its name, its other names and what it is.
#[derive(Clone, Debug)]
pub struct Known<'k> {
    /// Its name.
    pub name: &'k str,
    /// Other names.
    pub also: Vec<&'k str>,
    /// What it is, in a sentence.
    pub what: &'k str,
}

impl<'k> Known<'k> {
    fn thing(&self) -> Thing<'k> {
        Thing {
            names: std::iter::once(self.name).chain(self.also.iter().copied()).chain([self.what]).collect(),
            about: Vec::new(),
        }
    }
}

/// The numbers of those that the words of a text mean, the best first; of none, those that hold the text.
#[must_use]
pub fn search(text: &str, known: &[Known<'_>]) -> Vec<usize> {
    let things: Vec<Thing<'_>> = known.iter().map(Known::thing).collect();
    let ranked = rank(text, &things);
    let wanted = text.to_lowercase();
    let holds = |thing: &Thing<'_>| thing.names.iter().any(|name| name.to_lowercase().contains(&wanted));
    if ranked.is_empty() && !wanted.is_empty() {
        return things.iter().enumerate().filter(|(_, thing)| holds(thing)).map(|(number, _)| number).collect();
    }
    ranked
}

/// That nothing has a name, with three that may be meant, or else how to see `all`.
#[must_use]
pub fn missing(what: &str, name: &str, known: &[Known<'_>], all: &str) -> String {
    let found = search(name, known).into_iter().take(MOST_CANDIDATES).map(|number| &known[number]);
    let shown: Vec<String> = found.map(|known| format!("`{}` ({})", known.name, known.what)).collect();
    let hint = did_you_mean(&shown).unwrap_or_else(|| format!("{all} lists them all"));
    format!("there is no {what} `{name}`; {hint}")
}
