//! What a test is about: as given, or by whole words of its name, and of its method where the name says nothing.

use crate::design::Test;
use crate::knowledge::{Library, TestRow};

/// What is known of the kind of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The design gives it.
    Given(&'static str),
    /// The words of its name or method mean it.
    Guessed(&'static str),
    /// Nothing says it, or its words mean several.
    Not,
}

impl Told {
    /// The kind, if it is known or guessed.
    #[must_use]
    pub const fn kind(self) -> Option<&'static str> {
        match self {
            Self::Given(kind) | Self::Guessed(kind) => Some(kind),
            Self::Not => None,
        }
    }
}

/// The kind of a test; of one that is given as a wide kind the closer one that its name means.
pub fn told(library: &'static Library, test: &Test) -> Told {
    if let Some(kind) = test.kind.get().map(|kind| kind.word()) {
        return closer(library, test, kind).map_or(Told::Given(kind), Told::Guessed);
    }
    match by_name(library, test) {
        Guess::One(kind) => Told::Guessed(kind),
        Guess::Several => Told::Not,
        Guess::None => match by_method(library, test) {
            Guess::One(kind) => Told::Guessed(kind),
            Guess::None | Guess::Several => Told::Not,
        },
    }
}

/// The kind that the name of a test means, where the one that is given is wider.
fn closer(library: &'static Library, test: &Test, given: &str) -> Option<&'static str> {
    let named = named(library, test)?;
    library.tests().iter().any(|row| row.kind == named && row.within.contains(&given)).then_some(named)
}

/// The one kind that the name of a test means.
pub(super) fn named(library: &'static Library, test: &Test) -> Option<&'static str> {
    if let Guess::One(kind) = by_name(library, test) { Some(kind) } else { None }
}

/// Whether the name or method of a test cites a standard by which such tests are made.
pub(crate) fn cites_standard(library: &'static Library, test: &Test) -> bool {
    let texts = [&test.name, &test.method].into_iter().filter_map(|text| text.get());
    texts.map(|text| words(text)).any(|words| library.tests().iter().any(|row| length(&words, &row.standards).is_some()))
}

/// A kind that a test is, by what says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The design gives it.
    Kind(&'static str),
    /// The words of its name mean it.
    Name(&'static str),
    /// The standards of its method mean it.
    Method(&'static str),
}

impl Shown {
    /// The kind.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Kind(kind) | Self::Name(kind) | Self::Method(kind) => kind,
        }
    }
}

/// All kinds that a test is. Who gives a wide kind, such as that of all tests of color, may name or cite a closer one beside.
pub fn shown(library: &'static Library, test: &Test) -> Vec<Shown> {
    let one = |guess| if let Guess::One(kind) = guess { Some(kind) } else { None };
    let given = test.kind.get().map(|kind| Shown::Kind(kind.word()));
    let named = one(by_name(library, test)).map(Shown::Name);
    let cited = one(by_method(library, test)).map(Shown::Method);
    given.into_iter().chain(named).chain(cited).collect()
}

fn by_name(library: &'static Library, test: &Test) -> Guess {
    guess(library, test.name.get().map(|name| &**name), |row| &row.words)
}

fn by_method(library: &'static Library, test: &Test) -> Guess {
    guess(library, test.method.get().map(|method| &**method), |row| &row.standards)
}

fn guess(library: &'static Library, text: Option<&str>, marks: Marks) -> Guess {
    let words = text.map(words).unwrap_or_default();
    guessed(library.tests(), &words, marks)
}

/// The words and phrases of a row that are looked for.
type Marks = for<'a> fn(&'a TestRow<'static>) -> &'a [&'static str];

#[derive(PartialEq, Eq)]
enum Guess {
    None,
    One(&'static str),
    Several,
}

/// The words of a text, in lower case; a dot within a number belongs to it.
pub(super) fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let each = lower.split(|char: char| !char.is_alphanumeric() && char != '.');
    each.map(|word| word.trim_matches('.')).filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
}

/// A word as one that may stand for it: itself, or with an `s` behind it.
fn same(word: &str, mark: &str) -> bool {
    word == mark || word.strip_suffix('s') == Some(mark) || word.strip_suffix("es") == Some(mark)
}

/// How many words of the text the longest mark of a row takes up, if one stands in it.
pub(super) fn length(words: &[String], marks: &[&str]) -> Option<usize> {
    let found = marks.iter().filter_map(|mark| {
        let phrase = || mark.split([' ', '-']);
        let begins = |word: &String| phrase().next().is_some_and(|first| same(word, first));
        // Hardly any mark stands in a text: most are ruled out by their first word.
        if !words.iter().any(begins) {
            return None;
        }
        let length = phrase().count();
        let stands = |window: &[String]| window.iter().zip(phrase()).all(|(word, mark)| same(word, mark));
        words.windows(length).any(stands).then_some(length)
    });
    found.max()
}

/// The climates that the words name.
pub(super) fn settings(rows: &[TestRow<'static>], words: &[String]) -> Vec<String> {
    let named = rows.iter().filter(|row| row.setting && length(words, &row.words).is_some());
    named.map(|row| row.kind.to_owned()).collect()
}

/// What the words of a name say of what was tried beside the kind of the test: words that the tables know as such a respect, and
/// other kinds, but those of form alone, which look at the units.
pub(super) fn respects(rows: &[TestRow<'static>], kind: Option<&str>, words: &[String]) -> Vec<String> {
    let own = rows.iter().filter(|row| Some(row.kind) == kind);
    let marks = own.flat_map(|row| &row.respects).filter(|mark| length(words, &[mark]).is_some());
    let others = rows.iter().filter(|row| Some(row.kind) != kind && !row.form && length(words, &row.words).is_some());
    marks.map(|mark| (*mark).to_owned()).chain(others.map(|row| row.kind.to_owned())).collect()
}

/// The one kind that the words mean. A longer phrase says more than a word, and a climate says least.
fn guessed(rows: &[TestRow<'static>], words: &[String], marks: Marks) -> Guess {
    let found: Vec<(bool, usize, &'static str)> =
        rows.iter().filter_map(|row| Some((!row.setting, length(words, marks(row))?, row.kind))).collect();
    let Some((most, longest)) = found.iter().map(|(plain, length, _)| (*plain, *length)).max() else { return Guess::None };
    let mut best = found.iter().filter(|(plain, length, _)| (*plain, *length) == (most, longest)).map(|(.., kind)| *kind);
    let first = best.next();
    match first {
        Some(kind) if best.all(|other| other == kind) => Guess::One(kind),
        _ => Guess::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::library;
    use crate::vocabulary::words::{CASE_KINDS, STAGES, TEST_KINDS};

    fn kind(name: &str, method: &str) -> Option<&'static str> {
        let (names, methods) = (words(name), words(method));
        let rows = library().tests();
        match guessed(rows, &names, |row| &row.words) {
            Guess::One(kind) => Some(kind),
            Guess::Several => None,
            Guess::None => match guessed(rows, &methods, |row| &row.standards) {
                Guess::One(kind) => Some(kind),
                _ => None,
            },
        }
    }

    #[test]
    fn the_tables_speak_of_what_there_is() {
        for row in library().tests() {
            assert!(row.also.iter().chain(&row.within).chain([&row.kind]).all(|kind| TEST_KINDS.contains(kind)), "{}", row.kind);
        }
        for row in library().expectations() {
            assert!(STAGES.contains(&row.from) && row.kinds.iter().all(|kind| CASE_KINDS.contains(kind)), "{}", row.block);
        }
        let kinds = TEST_KINDS.iter().filter(|kind| **kind != "other");
        let without: Vec<_> = kinds.filter(|kind| !library().tests().iter().any(|row| row.kind == **kind)).collect();
        assert!(without.is_empty(), "no row for {without:?}");
    }

    #[test]
    fn whole_words_tell_a_kind() {
        for (name, expected) in [
            ("drop", Some("drop")),
            ("Drops", Some("drop")),
            ("cold drop", Some("drop")),
            ("industrial drop test", Some("drop")),
            ("IP67 immersion", Some("ingress")),
            ("water-immersion", Some("ingress")),
            ("hot peel", Some("peel")),
            ("device fit", Some("fit")),
            ("open and close", Some("life")),
            ("strap slip", Some("load")),
            ("pull apart", Some("load")),
            ("thermal cycle and cross-cut", Some("adhesion")),
            ("raindrop visual", Some("appearance")),
            ("bond line appearance", Some("appearance")),
            ("clip-5000 cycle life", Some("life")),
            ("Hot water bottle wash", Some("chemical")),
            ("waterproof zipper peel", Some("peel")),
            ("zip-6000 open-close", Some("life")),
            ("retrofit check", None),
            ("bldrp", None),
            ("", None),
            ("fit and drop", None),
        ] {
            assert_eq!(kind(name, ""), expected, "{name}");
        }
    }

    #[test]
    fn the_method_tells_where_the_name_does_not() {
        assert_eq!(kind("number 7", "MIL-STD-810H 516.8 procedure IV"), Some("drop"));
        assert_eq!(kind("number 7", "IEC 60529 IP67"), Some("ingress"));
        assert_eq!(kind("number 7", "516 cycles at 60.529"), None);
        assert_eq!(kind("peel", "MIL-STD-810H 516.8"), Some("peel"));
    }
}
