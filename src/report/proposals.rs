//! What can be done about the findings of a design, in words: proven changes, or what has to be produced.

#[cfg(feature = "cli")]
use std::io;

use schemars::JsonSchema;
use serde::Serialize;

#[cfg(feature = "cli")]
use super::said;
#[cfg(feature = "cli")]
use super::sanitize::one_line;
#[cfg(feature = "cli")]
use super::tongue::{Phrase, Tongue};
use super::words::Rules;
#[cfg(feature = "cli")]
use super::wrap::paragraph;
use crate::finding::Finding;
use crate::propose::{Answer, Answers};
#[cfg(feature = "cli")]
use crate::review::Changed;
use crate::review::{Proposal, asking, proposal};

/// What can be done about a design, for programs.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Suggestions {
    /// Name of the file.
    pub file: String,
    /// For each error and warning that stands by itself.
    pub answers: Vec<Suggested>,
}

/// What can be done about one finding.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Suggested {
    /// Code of the check.
    pub code: String,
    /// How bad it is.
    pub severity: String,
    /// Semantic path of the subject.
    pub at: String,
    /// The finding in a sentence.
    pub message: String,
    /// Changes that clear it or make it milder, raise nothing and open nothing, the best first.
    pub proposals: Vec<Proposal>,
    /// Where there are none, the nearest change that clears it and raises nothing, but for which something has to be answered
    /// first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asking: Option<Asking>,
    /// How many changes were judged.
    pub tried: usize,
    /// What to produce or decide where no change clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
}

/// A change after which more has to be known than before.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Asking {
    /// The change.
    pub proposal: Proposal,
    /// The checks that cannot be decided with it, as `CODE at PLACE`.
    pub opens: Vec<String>,
}

/// The answers as data; `text` is that of the design.
#[must_use]
pub fn suggestions(answers: &Answers, rules: Rules<'_>, file: &str, text: &str) -> Suggestions {
    let one = |answer: &Answer| {
        let finding = &answers.findings[answer.finding];
        Suggested {
            code: finding.code.clone(),
            severity: finding.severity.word().to_owned(),
            at: finding.at.clone(),
            message: rules.message(finding),
            proposals: answer.proposals.iter().map(|tried| proposal(tried, text)).collect(),
            asking: answer.asking.as_ref().map(|tried| {
                let (proposal, opens) = asking(tried, text);
                Asking { proposal, opens }
            }),
            tried: answer.tried,
            instead: answer.proposals.is_empty().then(|| instead(finding, rules)),
        }
    };
    Suggestions { file: file.to_owned(), answers: answers.answers.iter().map(one).collect() }
}

/// What to do where no change of a decision clears a finding: what it asks for, with its size.
fn instead(finding: &Finding, rules: Rules<'_>) -> String {
    rules.help(finding)
}

/// Writes the answers as text, of each the first proposals.
#[cfg(feature = "cli")]
pub fn write_suggestions(
    suggestions: &Suggestions,
    most: usize,
    tongue: Tongue,
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for answer in &suggestions.answers {
        let (code, severity) = (&answer.code, tongue.word(&answer.severity));
        let place = said::SUGGEST_AT.say(tongue, &[("message", &one_line(&answer.message)), ("at", &one_line(&answer.at))]);
        write!(out, "{}", paragraph(&format!("{severity} {code}  "), &place, width))?;
        for proposal in answer.proposals.iter().take(most) {
            write_changes(said::SUGGEST_CHANGE, proposal, tongue, width, out)?;
            write!(out, "{}", paragraph("          ", &proof(proposal, tongue), width))?;
        }
        if answer.proposals.len() > most {
            let more = said::SUGGEST_MORE.say(tongue, &[("n", &(answer.proposals.len() - most))]);
            write!(out, "{}", paragraph("          ", &more, width))?;
        }
        if let Some(Asking { proposal, opens }) = &answer.asking {
            write_changes(said::SUGGEST_PERHAPS, proposal, tongue, width, out)?;
            let opens: Vec<String> = opens.iter().map(|finding| tongue.placed(finding)).collect();
            let asks = said::SUGGEST_OPENS.say(tongue, &[("opens", &one_line(&opens.join(tongue.list())))]);
            write!(out, "{}", paragraph("          ", &asks, width))?;
        }
        if let Some(instead) = &answer.instead {
            let tried = match answer.tried {
                0 => said::SUGGEST_NO_CHANGE.plain(tongue).to_owned(),
                1 => said::SUGGEST_ONE_TRIED.plain(tongue).to_owned(),
                tried => said::SUGGEST_TRIED.say(tongue, &[("n", &tried)]),
            };
            let text = said::SUGGEST_INSTEAD.say(tongue, &[("tried", &tried), ("instead", &one_line(instead))]);
            write!(out, "{}", paragraph(said::SUGGEST_INSTEAD_HEAD.plain(tongue), &text, width))?;
        }
        writeln!(out)?;
    }
    let answered = suggestions.answers.iter().filter(|answer| !answer.proposals.is_empty()).count();
    let all = suggestions.answers.len();
    writeln!(out, "{}", said::SUGGEST_SUM.say(tongue, &[("answered", &answered), ("all", &all)]))
}

#[cfg(feature = "cli")]
fn write_changes(first: Phrase, proposal: &Proposal, tongue: Tongue, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for (number, changed) in proposal.changes.iter().enumerate() {
        let word = if number == 0 { first } else { said::SUGGEST_AND };
        write!(out, "{}", paragraph(word.plain(tongue), &changed_in(changed, tongue), width))?;
    }
    Ok(())
}

/// A change in a language: what it means for the product is said in that.
#[cfg(feature = "cli")]
fn changed_in(changed: &Changed, tongue: Tongue) -> String {
    let means = changed.means.as_deref().map(|means| tongue.value("advised", means).into_owned());
    let to = if changed.from.is_none() { tongue.moved(&changed.to) } else { changed.to.clone() };
    change_words_in(&Changed { to, means, ..changed.clone() }, tongue)
}

/// A change as `path: old -> new`.
#[cfg(feature = "cli")]
pub(crate) fn change_words(changed: &Changed) -> String {
    change_words_in(changed, Tongue::En)
}

#[cfg(feature = "cli")]
fn change_words_in(changed: &Changed, tongue: Tongue) -> String {
    let from = changed.from.as_deref().map_or_else(String::new, |from| format!("{} -> ", one_line(from)));
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("at", &one_line(&changed.at)), ("from", &from), ("to", &one_line(&changed.to))];
    let said = said::SUGGEST_SET.say(tongue, &values);
    let said = match &changed.means {
        Some(means) => said::SUGGEST_MEANS.say(tongue, &[("said", &said), ("means", means)]),
        None => said,
    };
    match &changed.also[..] {
        [] => said,
        also => said::SUGGEST_ALSO.say(tongue, &[("said", &said), ("places", &one_line(&also.join(tongue.list())))]),
    }
}

/// What was seen when the changed design was judged.
#[cfg(feature = "cli")]
fn proof(proposal: &Proposal, tongue: Tongue) -> String {
    let place = |place: &String| tongue.placed(place);
    let places = |places: &[String]| one_line(&places.iter().map(place).collect::<Vec<_>>().join(tongue.list()));
    let mut said = match proposal.cleared.len() {
        0 => said::SUGGEST_CLEARED_NONE.plain(tongue).to_owned(),
        n => said::SUGGEST_CLEARED.say(tongue, &[("n", &n), ("places", &places(&proposal.cleared))]),
    };
    let milder = [
        (said::SUGGEST_ADVISED, &proposal.advised),
        (said::SUGGEST_LOWERED, &proposal.lowered),
        (said::SUGGEST_SHORTENED, &proposal.shortened),
    ];
    for (phrase, found) in milder.into_iter().filter(|(_, found)| !found.is_empty()) {
        said = phrase.say(tongue, &[("said", &said), ("n", &found.len()), ("places", &places(found))]);
    }
    let mut said = said::SUGGEST_RAISED.say(tongue, &[("said", &said)]);
    for (phrase, found) in [(said::SUGGEST_WORSENED, &proposal.worsened), (said::SUGGEST_ASKS, &proposal.asks)] {
        if !found.is_empty() {
            said = phrase.say(tongue, &[("said", &said), ("n", &found.len()), ("places", &places(found))]);
        }
    }
    if proposal.unverified > 0 {
        said = said::SUGGEST_RESTS.say(tongue, &[("said", &said), ("n", &proposal.unverified)]);
    }
    match &proposal.again[..] {
        [] => said,
        again => said::SUGGEST_AGAIN.say(tongue, &[("said", &said), ("places", &places(again))]),
    }
}
