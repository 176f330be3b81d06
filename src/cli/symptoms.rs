//! What people say when a case fails, and the checks that look for its causes: the page of symptoms, read for searching.

use std::sync::LazyLock;

use crate::source::{covers, fold};

/// The page, which people read as well; a test holds it against the checks.
const PAGE: &str = include_str!("../../docs/symptoms.md");

/// A symptom with its causes.
pub(super) struct Symptom {
    /// What is seen.
    pub seen: &'static str,
    /// The code of each check that looks for a cause, and what the cause is.
    pub causes: Vec<(&'static str, &'static str)>,
}

static SYMPTOMS: LazyLock<Vec<Symptom>> = LazyLock::new(|| PAGE.lines().filter_map(symptom).collect());

/// `- **seen**: [A36](checks/A36.md) why; …`
fn symptom(line: &'static str) -> Option<Symptom> {
    let (seen, causes) = line.strip_prefix("- **")?.split_once("**: ")?;
    let cause = |text: &'static str| {
        let (code, rest) = text.trim().strip_prefix('[')?.split_once(']')?;
        Some((code, rest.split_once(") ")?.1))
    };
    Some(Symptom { seen, causes: causes.split("; ").filter_map(cause).collect() })
}

/// The symptoms that a text means: one of that name, else those that have all of its words, two at least.
pub(super) fn meant(text: &str) -> Vec<&'static Symptom> {
    let named = SYMPTOMS.iter().find(|symptom| fold(symptom.seen) == fold(text));
    let covering = || SYMPTOMS.iter().filter(|symptom| covers(symptom.seen, text)).collect();
    named.map_or_else(covering, |symptom| vec![symptom])
}

/// The symptoms that have a word, for a text of one word that nothing else is called by.
pub(super) fn with_word(text: &str) -> Vec<&'static Symptom> {
    let word = fold(text);
    let has = |symptom: &&Symptom| {
        let words = symptom.seen.split(|c: char| !c.is_alphanumeric()).map(fold);
        let form =
            |known: String| known.strip_prefix(&word).is_some_and(|rest| ["", "s", "es", "ed", "ing", "age"].contains(&rest));
        words.into_iter().any(form)
    };
    if word.chars().count() < 3 { Vec::new() } else { SYMPTOMS.iter().filter(has).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_read() {
        let lines = PAGE.lines().filter(|line| line.starts_with("- **")).count();
        assert!(lines >= 40 && SYMPTOMS.len() == lines, "{lines} {}", SYMPTOMS.len());
        let links = PAGE.matches("](checks/").count();
        assert_eq!(SYMPTOMS.iter().map(|symptom| symptom.causes.len()).sum::<usize>(), links);
    }

    #[test]
    fn a_symptom_is_found_by_its_words() {
        for (text, count) in [("zipper waves", 1), ("Zipper  Waves", 1), ("wave zipper", 1), ("waves in the zipper", 0)] {
            assert_eq!(meant(text).len(), count, "{text}");
        }
        let codes: Vec<&str> = meant("zipper waves")[0].causes.iter().map(|cause| cause.0).collect();
        assert_eq!(codes, ["A24", "A36", "A108", "C37"]);
        assert_eq!(meant("lid leaks").len(), 1);
        assert_eq!(with_word("warp").len(), 1);
        assert!(with_word("wa").is_empty() && with_word("draft").is_empty());
        assert!(meant("zipper").is_empty() && meant("").is_empty() && meant("no such thing").is_empty());
    }
}
