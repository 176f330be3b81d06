//! The sentences about a finding: those of its check, filled in with its values.

use super::tongue::{Language, Tongue};
use super::wrap::is_wide;
use crate::catalogue::{Check, Definition, Texts, chinese};
use crate::finding::{Citation, Finding, Label, Shown};
use crate::knowledge::library;
use crate::language::{Message, Part, Path, Side};
use crate::yaml::Problem;

/// The checks by which a run was judged, sorted by name, and the language to speak: what they say is said from here.
#[derive(Clone, Copy)]
pub struct Rules<'c> {
    checks: &'c [Check],
    language: Language,
}

impl<'c> Rules<'c> {
    /// The checks, sorted by name, in English.
    #[must_use]
    pub const fn new(checks: &'c [Check]) -> Self {
        Self { checks, language: Language::En }
    }

    /// The same in another language.
    #[must_use]
    pub const fn speaking(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// All checks.
    pub(super) const fn all(self) -> &'c [Check] {
        self.checks
    }

    /// The language.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// The tongue in which it speaks; of several the first.
    #[must_use]
    pub const fn tongue(self) -> Tongue {
        self.language.tongues()[0]
    }

    /// The same, once for each tongue of its language.
    pub fn each(self) -> impl Iterator<Item = Self> {
        self.language.tongues().iter().map(move |tongue| self.in_tongue(*tongue))
    }

    /// The same in one tongue.
    pub(super) const fn in_tongue(self, tongue: Tongue) -> Self {
        self.speaking(match tongue {
            Tongue::En => Language::En,
            Tongue::Zh => Language::Zh,
        })
    }

    /// The same in the second tongue of its language, if it has two.
    #[must_use]
    pub fn second(self) -> Option<Self> {
        self.each().nth(1)
    }

    /// What is said in each tongue, one behind the other; once where both say the same.
    #[cfg(feature = "cli")]
    pub(super) fn joined(self, say: impl Fn(Self) -> String) -> String {
        let mut said: Vec<String> = self.each().map(say).collect();
        said.dedup();
        said.join(" / ")
    }

    /// The check of a name.
    #[must_use]
    pub fn of(self, name: &str) -> Option<&'c Check> {
        self.checks.binary_search_by(|check| (*check.name).cmp(name)).ok().map(|found| &self.checks[found])
    }

    /// The words of a check in its tongue, unless that is the one in which they are written.
    fn texts(self, check: &Check) -> Option<&'static Texts> {
        match self.tongue() {
            Tongue::En => None,
            Tongue::Zh => chinese().of(check),
        }
    }

    /// What the defect is, in a few words.
    #[must_use]
    pub fn title(self, check: &'c Check) -> &'c str {
        let said = self.texts(check).and_then(|texts| texts.title.as_deref());
        said.unwrap_or_else(|| check.definition.title.as_str())
    }

    /// A check as it is written, with its words in this tongue.
    #[must_use]
    pub fn definition(self, definition: &Definition) -> Definition {
        let mut said = definition.clone();
        let Some(texts) = self.of(&definition.name).and_then(|check| self.texts(check)) else { return said };
        let put = |place: &mut String, text: Option<String>| *place = text.unwrap_or_else(|| std::mem::take(place));
        put(&mut said.title, texts.title.clone());
        put(&mut said.message, texts.message.as_ref().map(ToString::to_string));
        put(&mut said.help, texts.help.as_ref().map(ToString::to_string));
        put(&mut said.why, texts.why.clone());
        for (place, text) in said.labels.values_mut().zip(&texts.labels) {
            put(place, text.as_ref().map(ToString::to_string));
        }
        said
    }

    /// One sentence about the design.
    #[must_use]
    pub fn message(self, finding: &Finding) -> String {
        let Some(check) = self.of(&finding.check) else { return String::new() };
        let said = self.texts(check).and_then(|texts| texts.message.as_ref());
        self.fill(said.unwrap_or(&check.message), &finding.values)
    }

    /// What to do.
    #[must_use]
    pub fn help(self, finding: &Finding) -> String {
        let Some(check) = self.of(&finding.check) else { return String::new() };
        let said = self.texts(check).and_then(|texts| texts.help.as_ref());
        self.fill(said.unwrap_or(&check.help), &finding.values)
    }

    /// Why the prototype passed and production fails.
    #[must_use]
    pub fn why(self, check: &'c Check) -> &'c str {
        let said = self.texts(check).and_then(|texts| texts.why.as_deref());
        said.unwrap_or_else(|| check.definition.why.trim())
    }

    /// What is wrong with a file.
    #[must_use]
    pub fn problem(self, problem: &Problem) -> String {
        self.tongue().problem(problem.code, &problem.message)
    }

    /// What to say at a place; empty if it speaks for itself.
    #[must_use]
    pub fn label(self, finding: &Finding, label: &Label) -> String {
        let message = label.label.and_then(|number| {
            let (check, number) = (self.of(&finding.check)?, usize::from(number));
            let said = self.texts(check).and_then(|texts| texts.labels.get(number)?.as_ref());
            said.or_else(|| check.labels.get(number).map(|(_, message)| message))
        });
        message.map_or_else(String::new, |message| self.fill(message, &finding.values))
    }

    /// The sentence with its values. A clause with something in it that is not known is left out; what is not known otherwise is
    /// written as `?`, a list of nothing as `none`.
    fn fill(self, message: &Message, values: &[(String, Shown)]) -> String {
        let tongue = self.tongue();
        let add = if tongue == Tongue::Zh { join } else { String::push_str };
        let parts = message.said(|part| is_known(part, values));
        let said: Vec<String> = parts.iter().map(|part| said(part, values, tongue)).collect();
        let mut filled = String::new();
        for (number, text) in said.iter().enumerate() {
            if !is_repeated(&parts, &said, number) {
                add(&mut filled, text);
            }
        }
        filled
    }
}

/// The value that a part of a sentence names.
fn value<'v>(part: &Part, values: &'v [(String, Shown)]) -> Option<&'v Shown> {
    values.iter().find(|(name, _)| Some(name.as_str()) == part.name()).map(|(_, shown)| shown)
}

/// Whether a part of a sentence is text, or a value that is known.
fn is_known(part: &Part, values: &[(String, Shown)]) -> bool {
    let named = matches!(part, Part::Path(_) | Part::Measured | Part::Bound);
    !named || value(part, values).is_some_and(|shown| !matches!(shown, Shown::Unknown))
}

/// One part of a sentence, filled in.
fn said(part: &Part, values: &[(String, Shown)], tongue: Tongue) -> String {
    match part {
        Part::Text(text) => text.to_string(),
        Part::Limit(_, measure) => tongue.measure(measure),
        Part::Path(_) | Part::Measured | Part::Bound => {
            let of = if let Part::Path(path) = part { yielded_by(path) } else { "" };
            value(part, values).map_or_else(|| "?".to_owned(), |shown| words(shown, of, tongue))
        }
        Part::Clause(_) => String::new(),
    }
}

/// Whether a part says the second end of a range whose ends are one value, or the word before it: `4 % to 4 %` is 4 %.
fn is_repeated(parts: &[&Part], said: &[String], number: usize) -> bool {
    const UP_TO: [&str; 2] = ["to", "至"];
    let one = |first: usize| {
        let ends = matches!(parts.get(first..first + 3), Some([Part::Path(_), Part::Text(to), Part::Path(_)]) if UP_TO.contains(&to.trim()));
        ends && said[first] == said[first + 2]
    };
    number > 0 && one(number - 1) || number > 1 && one(number - 2)
}

/// Adds the next part of a sentence in Chinese. A space is for words of Latin letters: between two of Chinese there is none.
fn join(filled: &mut String, part: &str) {
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    let start = part.trim_start_matches(' ');
    let spaced = start.len() < part.len();
    if spaced && wide(start.chars().next()) && wide(filled.chars().next_back()) {
        filled.push_str(start);
    } else {
        let before = filled.trim_end_matches(' ').len();
        if before < filled.len() && wide(part.chars().next()) && wide(filled[..before].chars().next_back()) {
            filled.truncate(before);
        }
        filled.push_str(part);
    }
}

/// Title and address of a source; the id itself where it is an address or a document.
#[must_use]
pub fn source_words(citation: &Citation) -> String {
    library().find_source(&citation.id).map_or_else(
        || citation.id.clone(),
        |source| {
            if source.title.is_empty() { source.address.to_owned() } else { format!("{}, {}", source.title, source.address) }
        },
    )
}

/// The name of the fact that yields a value; the kind of thing where it is one itself.
fn yielded_by(path: &Path) -> &'static str {
    path.fact().map_or_else(|| path.from.word(), |fact| fact.row().name)
}

/// A value in words; `of` is what yields it.
fn words(shown: &Shown, of: &str, tongue: Tongue) -> String {
    match shown {
        Shown::Number(bounds) => tongue.bounds(bounds),
        Shown::Bound(side, bounds) => format!("{} {}", tongue.word(side_words(*side)), tongue.bounds(bounds)),
        Shown::Flag(flag) => tongue.word(if *flag { "yes" } else { "no" }).to_owned(),
        Shown::Words(words) if words.is_empty() => tongue.word("none").to_owned(),
        Shown::Words(words) => tongue.listed(&words.iter().map(|word| tongue.value(of, word)).collect::<Vec<_>>()),
        Shown::Unknown => "?".to_owned(),
    }
}

/// `at least` or `at most`.
pub(crate) const fn side_words(side: Side) -> &'static str {
    match side {
        Side::AtLeast => "at least",
        Side::AtMost => "at most",
    }
}

/// Words in their order, each once with how often it occurs: `C44 2 times, C49`.
pub(super) fn repeated<'w>(words: impl Iterator<Item = &'w str>, tongue: Tongue) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for word in words {
        match counted.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counted.push((word, 1)),
        }
    }
    let times = tongue.word("times");
    let said =
        counted.iter().map(|(word, count)| if *count == 1 { (*word).to_owned() } else { format!("{word} {count} {times}") });
    said.collect::<Vec<_>>().join(tongue.list())
}

/// So many of what it names: `1 file`, `2 files`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{end}")
}
