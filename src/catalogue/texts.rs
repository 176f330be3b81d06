//! The words of checks in another language, as the build prepared them. It knows no report.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::check::Check;
use super::definition::is_house;
use crate::language::Message;
use crate::source::Prepared;

/// The words of one check in another language; what is missing or stale is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Texts {
    /// What the defect is, in a few words.
    pub title: Option<String>,
    /// One sentence about a design.
    pub message: Option<Message>,
    /// What to do.
    pub help: Option<Message>,
    /// Why it fails in production although the prototype passed.
    pub why: Option<String>,
    /// What to say at the places that led to it, by the number of the label.
    pub labels: Vec<Option<Message>>,
}

/// All that was said in another language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Translation {
    /// The words of each check, by its name; sorted.
    pub texts: Vec<(Cow<'static, str>, Prepared<Texts>)>,
    /// What stands for the words of the reports themselves, such as names of units and severities.
    pub words: BTreeMap<String, String>,
    /// What stands for the words that facts yield, such as ratings and the reasons of the tables.
    pub values: Vec<Prepared<BTreeMap<String, String>>>,
    /// Which of these a fact yields, by its name. What any other fact yields is a name or an id, and stays as it is.
    pub facts: BTreeMap<String, usize>,
}

impl Translation {
    /// The words of a check. A check of a house has none, whatever it is called.
    #[must_use]
    pub fn of(&self, check: &Check) -> Option<&Texts> {
        if is_house(&check.code) {
            return None;
        }
        let found = self.texts.binary_search_by(|(name, _)| (**name).cmp(&*check.name)).ok()?;
        Some(&self.texts[found].1)
    }

    /// What stands for a word of the reports; the word itself where nothing does.
    #[must_use]
    pub fn word<'w>(&'w self, word: &'w str) -> &'w str {
        self.words.get(word).map_or(word, String::as_str)
    }

    /// What stands for a word that a fact yields; the word itself where nothing does.
    #[must_use]
    pub fn value<'w>(&'w self, fact: &str, word: &'w str) -> Cow<'w, str> {
        let Some(values) = self.facts.get(fact).map(|number| &*self.values[*number]) else { return word.into() };
        if let Some(said) = values.get(word) {
            return said.as_str().into();
        }
        let mut patterns: Vec<(&String, &String)> = values.iter().filter(|(pattern, _)| pattern.contains('{')).collect();
        // The one that says most of its own is meant.
        patterns.sort_by_key(|(pattern, _)| std::cmp::Reverse(said_itself(pattern)));
        let said = patterns.into_iter().find_map(|(pattern, said)| Some(self.filled(said, &matched(pattern, word)?, values)));
        said.map_or(Cow::Borrowed(word), Cow::Owned)
    }

    /// A number with its unit that is written out, such as `at least 9 weeks`.
    #[must_use]
    pub fn figure(&self, text: &str) -> String {
        let sides = ["at least", "at most"].iter().fold(text.to_owned(), |text, side| text.replace(side, self.word(side)));
        sides.split(' ').map(|word| self.word(word)).collect::<Vec<_>>().join(" ")
    }

    /// A text with what was found for its names: a number is written as numbers are, and what is called `word`, or begins so, is looked
    /// up.
    fn filled(&self, said: &str, found: &[(&str, &str)], words: &BTreeMap<String, String>) -> String {
        found.iter().fold(said.to_owned(), |said, (name, held)| {
            let held = match *name {
                name if name.starts_with("word") => words.get(*held).map_or(Cow::Borrowed(*held), |said| said.as_str().into()),
                _ if is_number(held) => self.figure(held).into(),
                _ => Cow::Borrowed(*held),
            };
            said.replace(&format!("{{{name}}}"), &held)
        })
    }
}

/// What stands in a text where a pattern such as `{word} of {thing}` has names; none if the rest differs.
fn matched<'t>(pattern: &'t str, text: &'t str) -> Option<Vec<(&'t str, &'t str)>> {
    let (before, after) = pattern.split_once('{')?;
    let mut text = text.strip_prefix(before)?;
    let mut found = Vec::new();
    let mut rest = after;
    while let Some((name, after)) = rest.split_once('}') {
        let (literal, next) = after.split_once('{').unwrap_or((after, ""));
        let held = if next.is_empty() { text.strip_suffix(literal)? } else { text.split_once(literal)?.0 };
        found.push((name, held));
        text = &text[held.len() + literal.len()..];
        rest = next;
    }
    Some(found)
}

/// Bytes of a pattern that stand outside of its names.
fn said_itself(pattern: &str) -> usize {
    pattern.split('{').map(|part| part.split_once('}').map_or(part, |(_, literal)| literal).len()).sum()
}

/// Whether a text is a number with a unit, or a bound that is one.
fn is_number(text: &str) -> bool {
    let bare = ["at least ", "at most "].iter().find_map(|side| text.strip_prefix(side)).unwrap_or(text);
    bare.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Translation, matched};

    #[test]
    fn a_pattern_holds_what_stands_in_the_place_of_its_names() {
        assert_eq!(
            matched("{word} of {thing}", "drop of the lid of it"),
            Some(vec![("word", "drop"), ("thing", "the lid of it")])
        );
        assert_eq!(matched("readings of {thing}", "readings of lid.depth"), Some(vec![("thing", "lid.depth")]));
        assert_eq!(matched("readings of {thing}", "reading of lid"), None);
        assert_eq!(matched("{a} mm", "5 in"), None);
    }

    #[test]
    fn only_words_of_its_fact_are_said_in_another_language() {
        let words = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(word, said)| ((*word).to_owned(), (*said).to_owned())).collect()
        };
        let drop = words(&[("drop", "跌落"), ("{word} of {thing}", "{thing} 的{word}")]);
        let translation = Translation {
            words: words(&[("days", "天")]),
            values: vec![drop.into()],
            facts: [("what".to_owned(), 0)].into_iter().collect(),
            ..Translation::default()
        };
        assert_eq!(translation.value("what", "drop of lid"), "lid 的跌落");
        assert_eq!(translation.value("what", "drop"), "跌落");
        assert_eq!(translation.value("what", "days"), "days");
        assert_eq!(translation.value("what", "drop of 5 days"), "5 天 的跌落", "a number is written as numbers are");
        assert_eq!(translation.value("color", "drop of lid"), "drop of lid");
        assert_eq!((translation.word("days"), translation.word("drop")), ("天", "drop"));
    }
}
