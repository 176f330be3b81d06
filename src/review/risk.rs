//! What is most at risk: the worst findings, and what samples leave open for production.

use serde::Serialize;

use crate::catalogue::Severity;
use crate::facts::typed::{Risk as Thing, Thing as _};
use crate::facts::{Known, Trace, Word, World};
use crate::finding::DesignReport;

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
    /// How many of such questions evidence from production has closed.
    pub closed: usize,
}

/// A finding at the top.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Top {
    /// Its number among the findings of the design.
    pub number: usize,
    /// The field that it is grouped under.
    pub cause: String,
    /// Code of the check.
    pub code: String,
    /// How bad it is.
    pub severity: &'static str,
    /// What is lost if nothing is done.
    pub consequence: &'static str,
    /// How sure it is.
    pub confidence: &'static str,
    /// Semantic path of its subject.
    pub at: String,
    /// Share of the units that is expected to be lost.
    pub loss: Option<f64>,
}

/// Something that samples of a part leave open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Risk {
    /// Semantic path.
    pub at: String,
    /// What it is about.
    pub topic: String,
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

pub(super) fn risks(world: &World<'_>, judged: &DesignReport) -> Risks {
    let grave = || judged.standing().filter(|(_, finding)| finding.severity >= Severity::Warning);
    let top = grave().take(MOST).map(|(number, finding)| Top {
        number,
        cause: finding.cause.clone(),
        code: finding.code.clone(),
        severity: finding.severity.word(),
        consequence: finding.consequence.word(),
        confidence: finding.confidence.word(),
        at: finding.at.clone(),
        loss: finding.loss.map(|loss| loss.share),
    });
    let all = || (0..world.risks.len()).map(|number| Thing::at(world, number));
    let mut open: Vec<Risk> = all().filter_map(|risk| unclosed(world, risk)).collect();
    let worse = [Severity::Error, Severity::Warning, Severity::Advice];
    open.sort_by_key(|risk| worse.iter().position(|severity| severity.word() == risk.severity));
    Risks { top: top.collect(), more: grave().count().saturating_sub(MOST), closed: world.risks.len() - open.len(), open }
}

/// A risk that no evidence closes.
fn unclosed(world: &World<'_>, risk: Thing<'_>) -> Option<Risk> {
    let mut trace = Trace::on();
    if risk.closed(&mut trace) == Ok(true) {
        return None;
    }
    let unrecorded = world.needs(trace.notes()).into_iter().map(|wish| wish.at.to_string()).collect();
    let text = |known: Known<Word>| known.map_or_else(|_| String::new(), |word| word.to_string());
    let mut off = Trace::off();
    Some(Risk {
        at: world.path(risk.item()),
        topic: text(risk.topic(&mut off)),
        severity: text(risk.severity(&mut off)),
        why: text(risk.why(&mut off)),
        evidence: text(risk.evidence(&mut off)),
        acceptance: text(risk.acceptance(&mut off)),
        fix: text(risk.fix(&mut off)),
        unrecorded,
    })
}
