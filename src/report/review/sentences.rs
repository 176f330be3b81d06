//! The sentences about the findings of a design, in each language of a page.

use serde::Serialize;

use crate::finding::{DesignReport, Finding};
use crate::report::phrases::{figures, waits};
use crate::report::tongue::{Language, Tongue};
use crate::report::words::Rules;

/// What is said in the languages of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Said {
    /// In English, if the page has it.
    pub en: Option<String>,
    /// In Chinese, if the page has it and it is not the same.
    pub zh: Option<String>,
}

impl Said {
    /// What is said in each language of a page. What is not translated is English in all of them.
    pub(super) fn of(language: Language, say: impl Fn(Tongue) -> String) -> Self {
        let en = say(Tongue::En);
        let zh = (language != Language::En).then(|| say(Tongue::Zh)).filter(|zh| *zh != en);
        let shows = language != Language::Zh || zh.is_none();
        Self { en: shows.then_some(en), zh }
    }
}

/// What is said of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Sentences {
    /// What the defect is, in a few words.
    pub title: Said,
    /// One sentence about the design.
    pub message: Said,
    /// What was compared, what clears it, what is lost and how sure it is; empty if there is nothing of that.
    pub figures: Said,
    /// What is missing to see whether it is worse; empty if nothing is.
    pub waits: Said,
    /// Why the prototype passed and production fails.
    pub why: Said,
    /// What to do.
    pub help: Said,
}

/// The sentences of the findings of a design by their numbers, then of those that are waived.
pub(super) fn sentences(judged: &DesignReport, rules: Rules<'_>) -> (Vec<Sentences>, Vec<Sentences>) {
    let of = |finding: &Finding| of(finding, rules);
    (judged.findings.iter().map(of).collect(), judged.waived.iter().map(|waived| of(&waived.finding)).collect())
}

fn of(finding: &Finding, rules: Rules<'_>) -> Sentences {
    let language = rules.language();
    let speaking = |tongue: Tongue| rules.in_tongue(tongue);
    let check = rules.of(&finding.check);
    let say = |say: &dyn Fn(Rules<'_>) -> String| Said::of(language, |tongue| say(speaking(tongue)));
    Sentences {
        title: say(&|rules| check.map_or_else(String::new, |check| rules.in_tongue(rules.tongue()).title(check).to_owned())),
        message: say(&|rules| rules.message(finding)),
        figures: Said::of(language, |tongue| figures(finding, tongue).unwrap_or_default()),
        waits: Said::of(language, |tongue| waits(finding, tongue).unwrap_or_default()),
        why: say(&|rules| rules.of(&finding.check).map_or_else(String::new, |check| rules.why(check).to_owned())),
        help: say(&|rules| rules.help(finding)),
    }
}
