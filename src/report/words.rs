//! The sentences about a finding: those of its check, filled in with its values.

use crate::catalogue::Check;
use crate::finding::{Citation, Finding, Label, Shown};
use crate::knowledge::library;
use crate::language::{Message, Part, Side};

/// The checks by which a run was judged, sorted by name: what they say is said from here.
#[derive(Clone, Copy)]
pub struct Rules<'c>(&'c [Check]);

impl<'c> Rules<'c> {
    /// The checks, sorted by name.
    #[must_use]
    pub const fn new(checks: &'c [Check]) -> Self {
        Self(checks)
    }

    /// The check of a name.
    #[must_use]
    pub fn of(self, name: &str) -> Option<&'c Check> {
        self.0.binary_search_by(|check| (*check.name).cmp(name)).ok().map(|found| &self.0[found])
    }

    /// One sentence about the design.
    #[must_use]
    pub fn message(self, finding: &Finding) -> String {
        self.of(&finding.check).map_or_else(String::new, |check| fill(&check.message, &finding.values))
    }

    /// What to do.
    #[must_use]
    pub fn help(self, finding: &Finding) -> String {
        self.of(&finding.check).map_or_else(String::new, |check| fill(&check.help, &finding.values))
    }

    /// Why the prototype passed and production fails.
    #[must_use]
    pub fn why(self, finding: &Finding) -> &'c str {
        self.of(&finding.check).map_or("", |check| check.definition.why.trim())
    }

    /// What to say at a place; empty if it speaks for itself.
    #[must_use]
    pub fn label(self, finding: &Finding, label: &Label) -> String {
        let message = label.label.and_then(|number| self.of(&finding.check)?.labels.get(usize::from(number)));
        message.map_or_else(String::new, |(_, message)| fill(message, &finding.values))
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

/// The sentence with its values. What is not known is written as `?`, a list of nothing as `none`.
fn fill(message: &Message, values: &[(String, Shown)]) -> String {
    let mut filled = String::new();
    for part in &message.parts {
        match part {
            Part::Text(text) => filled.push_str(text),
            Part::Limit(_, measure) => filled.push_str(&measure.to_string()),
            Part::Path(_) | Part::Measured | Part::Bound => {
                let shown = values.iter().find(|(name, _)| Some(name.as_str()) == part.name());
                filled.push_str(&shown.map_or_else(|| "?".to_owned(), |(_, shown)| words(shown)));
            }
        }
    }
    filled
}

fn words(shown: &Shown) -> String {
    match shown {
        Shown::Number(bounds) => bounds.to_string(),
        Shown::Bound(side, bounds) => format!("{} {bounds}", side_words(*side)),
        Shown::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Shown::Words(words) if words.is_empty() => "none".to_owned(),
        Shown::Words(words) => words.join(", "),
        Shown::Unknown => "?".to_owned(),
    }
}

/// `at least` or `at most`.
pub(super) const fn side_words(side: Side) -> &'static str {
    match side {
        Side::AtLeast => "at least",
        Side::AtMost => "at most",
    }
}

/// Words in their order, each once with how often it occurs: `C44 2 times, C49`.
pub(super) fn repeated<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for word in words {
        match counted.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counted.push((word, 1)),
        }
    }
    let said = counted.iter().map(|(word, count)| if *count == 1 { (*word).to_owned() } else { format!("{word} {count} times") });
    said.collect::<Vec<_>>().join(", ")
}
