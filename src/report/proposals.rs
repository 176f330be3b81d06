//! What can be done about the findings of a design, in words: proven changes, or what has to be produced.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::sanitize::one_line;
use super::words::Rules;
use super::wrap::paragraph;
use crate::finding::Finding;
use crate::propose::{Answer, Answers};
use crate::review::{Changed, Proposal, asking, proposal};

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
    /// Changes that clear it, raise nothing and open nothing, the nearest first.
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

/// Writes the answers as text.
pub fn write_suggestions(suggestions: &Suggestions, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for answer in &suggestions.answers {
        let head = format!("{} {}", answer.severity, answer.code);
        write!(
            out,
            "{}",
            paragraph(&format!("{head}  "), &format!("{} at {}", one_line(&answer.message), one_line(&answer.at)), width)
        )?;
        for proposal in &answer.proposals {
            write_changes("  change  ", proposal, width, out)?;
            write!(out, "{}", paragraph("          ", &proof(proposal), width))?;
        }
        if let Some(Asking { proposal, opens }) = &answer.asking {
            write_changes("  perhaps ", proposal, width, out)?;
            let asks = format!("clears it and raises nothing, but leaves open {}", one_line(&opens.join(", ")));
            write!(out, "{}", paragraph("          ", &asks, width))?;
        }
        if let Some(instead) = &answer.instead {
            let tried = match answer.tried {
                0 => "no change of the design clears it".to_owned(),
                1 => "the change that was tried does harm or does not clear it".to_owned(),
                tried => format!("none of {tried} changes clears it without harm"),
            };
            write!(out, "{}", paragraph("  instead ", &format!("{tried}: {}", one_line(instead)), width))?;
        }
        writeln!(out)?;
    }
    let answered = suggestions.answers.iter().filter(|answer| !answer.proposals.is_empty()).count();
    let all = suggestions.answers.len();
    writeln!(
        out,
        "{answered} of {all} errors and warnings have a change that clears them or makes a warning of an error; each was judged again by all checks"
    )
}

fn write_changes(first: &str, proposal: &Proposal, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for (number, changed) in proposal.changes.iter().enumerate() {
        let word = if number == 0 { first } else { "     and  " };
        write!(out, "{}", paragraph(word, &change_words(changed), width))?;
    }
    Ok(())
}

/// A change as `path: old -> new`.
pub(crate) fn change_words(changed: &Changed) -> String {
    let from = changed.from.as_deref().map_or_else(String::new, |from| format!("{} -> ", one_line(from)));
    let means = changed.means.as_deref().map_or_else(String::new, |means| format!(" ({means})"));
    format!("{}: {from}{}{means}", one_line(&changed.at), one_line(&changed.to))
}

/// What was seen when the changed design was judged.
fn proof(proposal: &Proposal) -> String {
    let rests = match proposal.unverified {
        0 => String::new(),
        1 => ", rests on 1 unverified figure".to_owned(),
        more => format!(", rests on {more} unverified figures"),
    };
    let cleared = match proposal.cleared.len() {
        0 => "cleared 0".to_owned(),
        some => format!("cleared {some} ({})", one_line(&proposal.cleared.join(", "))),
    };
    let lowered = match proposal.lowered.len() {
        0 => String::new(),
        some => format!(", made warnings of {some} ({})", one_line(&proposal.lowered.join(", "))),
    };
    format!("{cleared}{lowered}, raised 0, opened 0{rests}")
}
