//! What is most at risk: the worst findings, and what samples leave open for production.

use serde::Serialize;

use super::cause::{Cause, Found};

use crate::catalogue::{Check, Severity};
use crate::facts::typed::{Risk as Thing, Thing as _};
use crate::facts::{Known, Trace, Word, World};
use crate::formulas::fmea::ActionPriority;
use crate::judge::Judgement;
use crate::study::{FmeaRow, Subject, fmea};

/// Findings of a table that fits on a page.
const MOST: usize = 10;

/// What is most at risk.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Risks {
    /// The worst findings.
    pub top: Vec<Top>,
    /// Errors and warnings beyond these.
    pub more: usize,
    /// What samples leave open: what stops a release first.
    pub open: Vec<Risk>,
    /// How many of them there are, each counted once for each part.
    pub left_open: usize,
    /// How many evidence from production has closed.
    pub closed: usize,
}

/// A finding at the top.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Top {
    /// Its number among the findings of the design.
    pub number: usize,
    /// The field that it is grouped under.
    pub cause: String,
    /// Other fields with the same finding from the same lines.
    pub also: Vec<String>,
    /// Code of the check.
    pub code: String,
    /// How bad it is.
    pub severity: &'static str,
    /// What is lost if nothing is done.
    pub consequence: &'static str,
    /// How sure it is.
    pub confidence: &'static str,
    /// How urgently it asks for action by the table of AIAG and VDA; none where the ratings do not say it, or it is not rated.
    pub priority: Option<&'static str>,
    /// Its ratings of severity, occurrence and detection, as far as they are known.
    pub ratings: [Option<u32>; 3],
    /// Semantic path of its subject.
    pub at: String,
    /// Share of the units that is expected to be lost.
    pub loss: Option<f64>,
}

/// Something that samples of a part leave open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Risk {
    /// Semantic paths of the parts of which samples leave it open.
    pub at: Vec<String>,
    /// What it is about.
    pub topic: String,
    /// How urgently it asks for action by the table of AIAG and VDA; none where the ratings do not say it.
    pub priority: Option<&'static str>,
    /// How bad it is if it is still open in mass production.
    pub severity: String,
    /// Why the sample does not show it.
    pub why: String,
    /// What has to be shown.
    pub evidence: String,
    /// When that is good enough.
    pub acceptance: String,
    /// What to change if the evidence is bad.
    pub fix: String,
    /// Lists of evidence that are not part of the design, so that it is not known to be open.
    pub unrecorded: Vec<String>,
}

pub(super) fn risks(checks: &[Check], world: &World<'_>, judgement: &Judgement, causes: &[Cause]) -> Risks {
    let rows = fmea(checks, world, judgement);
    let rated = |found: &Found| {
        let same = |row: &&FmeaRow| match row.subject {
            Subject::Finding(number) => judgement.findings[number].fingerprint == found.fingerprint,
            _ => false,
        };
        rows.iter().find(same)
    };
    let advice = Severity::Advice.word();
    let grave = causes.iter().flat_map(|cause| cause.findings.iter().map(move |found| (cause, found)));
    let grave = grave.filter(|(_, found)| found.severity != advice);
    let mut top: Vec<Top> = grave.filter_map(|(cause, found)| top(cause, found, rated(found))).collect();
    top.sort_by_key(|top| top.number);
    let more = top.len().saturating_sub(MOST);
    top.truncate(MOST);
    let all = || (0..world.risks.len()).map(|number| Thing::at(world, number));
    let mut open: Vec<Risk> = Vec::new();
    let mut left_open = 0;
    for (number, risk) in all().enumerate() {
        let row = rows.iter().find(|row| row.subject == Subject::Risk(number));
        let Some(risk) = unclosed(world, risk, row) else { continue };
        left_open += 1;
        let same = |other: &&mut Risk| {
            (&other.topic, &other.unrecorded, other.priority) == (&risk.topic, &risk.unrecorded, risk.priority)
        };
        match open.iter_mut().find(same) {
            Some(known) => known.at.extend(risk.at),
            None => open.push(risk),
        }
    }
    let worse = [Severity::Error, Severity::Warning, Severity::Advice];
    open.sort_by_key(|risk| worse.iter().position(|severity| severity.word() == risk.severity));
    Risks { top, more, left_open, closed: world.risks.len() - left_open, open }
}

/// A finding that is counted.
fn top(cause: &Cause, found: &Found, row: Option<&FmeaRow>) -> Option<Top> {
    Some(Top {
        number: found.number?,
        cause: cause.path.clone(),
        also: cause.also.clone(),
        code: found.code.clone(),
        severity: found.severity,
        consequence: found.consequence,
        confidence: found.confidence,
        priority: row.and_then(priority),
        ratings: row.map_or([None; 3], |row| [row.severity(), row.occurrence.rating(), row.detection.rating()]),
        at: found.at.clone(),
        loss: found.loss.map(|loss| loss.share),
    })
}

/// The priority of a row in a word.
fn priority(row: &FmeaRow) -> Option<&'static str> {
    row.priority.map(|priority| match priority {
        ActionPriority::High => "high",
        ActionPriority::Medium => "medium",
        ActionPriority::Low => "low",
    })
}

/// A risk that no evidence closes.
fn unclosed(world: &World<'_>, risk: Thing<'_>, row: Option<&FmeaRow>) -> Option<Risk> {
    let mut trace = Trace::on();
    if risk.closed(&mut trace) == Ok(true) {
        return None;
    }
    let unrecorded = world.needs(trace.notes()).into_iter().map(|wish| wish.at.to_string()).collect();
    let text = |known: Known<Word>| known.map_or_else(|_| String::new(), |word| word.to_string());
    let mut off = Trace::off();
    Some(Risk {
        at: vec![format!("parts.{}", world.parts[world.risks[risk.index].part].id)],
        topic: text(risk.topic(&mut off)),
        priority: row.and_then(priority),
        severity: text(risk.severity(&mut off)),
        why: text(risk.why(&mut off)),
        evidence: text(risk.evidence(&mut off)),
        acceptance: text(risk.acceptance(&mut off)),
        fix: text(risk.fix(&mut off)),
        unrecorded,
    })
}
