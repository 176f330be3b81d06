//! The languages of a report, and how a phrase is said in one of them.

use std::borrow::Cow;
#[cfg(feature = "cli")]
use std::fmt::Display;

use crate::catalogue::chinese;
use crate::quantity::{Bounds, Measure, display_number};

/// The language of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese, and English where something has not been said in Chinese.
    Zh,
    /// English with Chinese below it.
    Both,
}

/// One language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl Language {
    /// The languages that it stands for, in their order.
    #[must_use]
    pub const fn tongues(self) -> &'static [Tongue] {
        match self {
            Self::En => &[Tongue::En],
            Self::Zh => &[Tongue::Zh],
            Self::Both => &[Tongue::En, Tongue::Zh],
        }
    }

    /// Its name as an argument.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
            Self::Both => "both",
        }
    }

    /// The language of a report that names it; English if it is none of these.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        [Self::Zh, Self::Both].into_iter().find(|language| language.word() == word).unwrap_or_default()
    }

    /// Its name in a report that is not in English.
    pub(super) const fn named(self) -> Option<&'static str> {
        match self {
            Self::En => None,
            Self::Zh => Some("zh"),
            Self::Both => Some("both"),
        }
    }
}

impl Tongue {
    /// What stands for an English word of the reports or for the name of a unit; the word itself where nothing does.
    #[must_use]
    pub fn word(self, word: &str) -> &str {
        match self {
            Self::En => word,
            Self::Zh => chinese().word(word),
        }
    }

    /// What stands for a word that a fact yields; the word itself where nothing does, as for a name or an id.
    pub(super) fn value<'w>(self, fact: &str, word: &'w str) -> Cow<'w, str> {
        match self {
            Self::En => word.into(),
            Self::Zh => chinese().value(fact, word),
        }
    }

    /// What is wrong with a file, by the code of the problem with or without the kind of file before it. A sentence that was not
    /// said in the language stands in English behind the word for its kind.
    pub(super) fn problem(self, code: &str, message: &str) -> String {
        let kind = code.rsplit('/').next().unwrap_or(code);
        if self == Self::En {
            return message.to_owned();
        }
        match chinese().value("fault", message) {
            said if said != message => said.into_owned(),
            _ => format!("{}：{message}", chinese().value("problem", kind)),
        }
    }

    /// Words or sentences one behind the other.
    pub(super) fn listed(self, words: &[Cow<'_, str>]) -> String {
        // What has commas itself is told apart by more than a comma.
        let sentences = self == Self::Zh && words.iter().any(|word| word.contains('，'));
        words.join(if sentences { "；" } else { self.list() })
    }

    /// A number with its unit.
    pub(super) fn measure(self, measure: &Measure) -> String {
        match (self, measure.unit) {
            (Self::Zh, Some(unit)) => format!("{} {}", display_number(measure.number()), self.word(unit.name)),
            _ => measure.to_string(),
        }
    }

    /// What is known of a number.
    pub(super) fn bounds(self, bounds: &Bounds) -> String {
        if self == Self::En || bounds.is_exact() {
            return if self == Self::En { bounds.to_string() } else { self.measure(&bounds.lower()) };
        }
        let (low, high) = (self.measure(&bounds.lower()), self.measure(&bounds.upper()));
        match (bounds.low.is_finite(), bounds.high.is_finite()) {
            (true, true) => format!("{low} {} {high}", self.word("to")),
            (true, false) => format!("{} {low}", self.word("at least")),
            (false, true) => format!("{} {high}", self.word("at most")),
            (false, false) => self.word("anything").to_owned(),
        }
    }

    /// A number with its unit that is already written out, such as `at least 9 weeks`.
    #[cfg(feature = "cli")]
    pub(super) fn figure(self, text: &str) -> String {
        if self == Self::En { text.to_owned() } else { chinese().figure(text) }
    }

    /// A figure, a row of the tables or a limit that a judgement read: its ids stay as they are.
    #[cfg(feature = "cli")]
    pub(super) fn resting(self, what: &str) -> String {
        self.value("resting", what).into_owned()
    }

    /// A finding that is written as `CODE at PLACE`.
    #[cfg(feature = "cli")]
    pub(super) fn placed(self, finding: &str) -> String {
        if self == Self::En { finding.to_owned() } else { finding.replacen(" at ", " ", 1) }
    }

    /// Where a step is moved to, which is written as `before STEP` or `after STEP`.
    #[cfg(feature = "cli")]
    pub(super) fn moved(self, to: &str) -> String {
        self.value("moved", to).into_owned()
    }

    /// What stands between words of one kind.
    pub(super) const fn list(self) -> &'static str {
        match self {
            Self::En => ", ",
            Self::Zh => "、",
        }
    }

    /// What stands between the parts of a line.
    #[cfg(feature = "cli")]
    pub(super) const fn comma(self) -> &'static str {
        match self {
            Self::En => ", ",
            Self::Zh => "，",
        }
    }

    /// What stands before what explains.
    #[cfg(feature = "cli")]
    pub(super) const fn colon(self) -> &'static str {
        match self {
            Self::En => ": ",
            Self::Zh => "：",
        }
    }

    /// What opens and closes an aside.
    #[cfg(feature = "cli")]
    pub(super) const fn parentheses(self) -> [char; 2] {
        match self {
            Self::En => ['(', ')'],
            Self::Zh => ['（', '）'],
        }
    }

    /// What stands between two clauses.
    #[cfg(feature = "cli")]
    pub(super) const fn semicolon(self) -> &'static str {
        match self {
            Self::En => "; ",
            Self::Zh => "；",
        }
    }
}

/// A fixed phrase of the reports in every language, with names in braces for what it is filled in with, and such as `{n|file|files}`
/// for a word that hangs on a number.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

#[cfg(feature = "cli")]
impl Phrase {
    /// The phrase as it is written.
    pub(super) const fn plain(self, tongue: Tongue) -> &'static str {
        match tongue {
            Tongue::En => self.en,
            Tongue::Zh => self.zh,
        }
    }

    /// The phrase, filled in. What is filled in is not read for names.
    pub(super) fn say(self, tongue: Tongue, values: &[(&str, &dyn Display)]) -> String {
        let mut said = String::new();
        let mut rest = self.plain(tongue);
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, of)| Some((before, of.split_once('}')?)))
        {
            said.push_str(before);
            // `{n|file|files}` is the word for so many of them.
            let mut parts = name.split('|');
            let value = parts.next().and_then(|name| values.iter().find(|(known, _)| *known == name));
            let value = value.map(|(_, value)| value.to_string()).unwrap_or_default();
            match (parts.next(), parts.next()) {
                (Some(one), Some(several)) => said.push_str(if value == "1" { one } else { several }),
                _ => said.push_str(&value),
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// So many of what it names: `1 file`, `2 files`.
    pub(super) fn counted(self, tongue: Tongue, count: usize) -> String {
        match tongue {
            Tongue::En => format!("{count} {}{}", self.en, if count == 1 { "" } else { "s" }),
            Tongue::Zh => format!("{count} {}", self.zh),
        }
    }
}
