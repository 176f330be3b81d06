//! The findings of a design, by the field that they share.

use std::collections::HashMap;

use serde::Serialize;

use super::standing::Counts;
use super::wanted::{Wanted, side, wanted};
use crate::finding::{Citation, DesignReport, Finding, Measured};
use crate::source::Span;

/// A field that one finding or several point at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cause {
    /// The path of the field.
    pub path: String,
    /// Paths of other fields with the same findings from the same lines, such as those of a copied part.
    pub also: Vec<String>,
    /// The worst severity.
    pub severity: &'static str,
    /// Its findings by severity.
    pub counts: Counts,
    /// Its findings, the worst first.
    pub findings: Vec<Found>,
}

/// A finding. Its sentences are those of its check, filled in by the reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// Its number among the findings of the design; none of a waived one.
    pub number: Option<usize>,
    /// Code of the check.
    pub code: String,
    /// Name of the check.
    pub check: String,
    /// How bad it is.
    pub severity: &'static str,
    /// What is lost if nothing is done.
    pub consequence: &'static str,
    /// How sure it is.
    pub confidence: &'static str,
    /// Semantic path of its subject.
    pub at: String,
    /// Where it is, then other places that led to it, each once.
    pub places: Vec<Place>,
    /// What was compared, of a measured check.
    pub compared: Option<Compared>,
    /// What would clear it, the mildest severity first.
    pub clears: Vec<Cleared>,
    /// What is expected to be lost.
    pub loss: Option<Loss>,
    /// What is missing to see whether it is worse.
    pub waits: Vec<Wanted>,
    /// On whose authority.
    pub sources: Vec<Cited>,
    /// Its identity, whatever its place in the file.
    pub fingerprint: String,
    /// Findings about the same fault, which are not counted.
    pub folded: Vec<Found>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Semantic path.
    pub at: String,
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
}

/// A quantity that was held against a bound.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compared {
    /// The fact.
    pub quantity: String,
    /// What is known of it.
    pub actual: String,
    /// `at least` or `at most`.
    pub side: &'static str,
    /// The bound.
    pub limit: String,
    /// Distance to the bound as a share of it, negative beyond it.
    pub margin: Option<f64>,
}

/// What would clear a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cleared {
    /// The severity that would be gone.
    pub severity: &'static str,
    /// The field.
    pub at: String,
    /// On which side of the value.
    pub side: &'static str,
    /// The value.
    pub value: String,
}

/// What is expected to be lost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Loss {
    /// Share of the units.
    pub share: f64,
    /// In a year, in USD.
    pub money: Option<f64>,
}

/// A cited source, with all that was taken from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Its id or address; `unverified` if there is none.
    pub id: String,
    /// The figures taken from it.
    pub figures: Vec<String>,
}

/// The findings that are counted by the field that they share, in the order of the worst of each.
pub(super) fn causes(judged: &DesignReport) -> Vec<Cause> {
    let mut causes: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (number, finding) in judged.standing() {
        let place = *known.entry(&finding.cause).or_insert(causes.len());
        match causes.get_mut(place) {
            Some((_, findings)) => findings.push(number),
            None => causes.push((&finding.cause, vec![number])),
        }
    }
    let cause = |(path, numbers): (&str, Vec<usize>)| {
        let findings = numbers.iter().map(|number| &judged.findings[*number]);
        Cause {
            path: path.to_owned(),
            also: Vec::new(),
            severity: judged.findings[numbers[0]].severity.word(),
            counts: Counts::of(findings),
            findings: numbers.iter().map(|number| found(judged, &judged.findings[*number], Some(*number))).collect(),
        }
    };
    let mut apart: Vec<Cause> = Vec::new();
    for cause in causes.into_iter().map(cause) {
        match apart.iter_mut().find(|other| is_twin(other, &cause)) {
            Some(first) => {
                first.counts = first.counts.and(cause.counts);
                first.also.push(cause.path);
            }
            None => apart.push(cause),
        }
    }
    apart
}

/// Whether two causes are one to who mends them: the same checks find something at the same lines.
fn is_twin(one: &Cause, other: &Cause) -> bool {
    let lines = |found: &Found| found.places.iter().map(|place| (place.file.clone(), place.line)).collect::<Vec<_>>();
    let same =
        |(one, other): (&Found, &Found)| one.code == other.code && one.severity == other.severity && lines(one) == lines(other);
    // What is folded under each is about the same fault, and so are its places.
    one.findings.len() == other.findings.len() && one.findings.iter().zip(&other.findings).all(same)
}

/// A finding as data.
pub(super) fn found(judged: &DesignReport, of: &Finding, number: Option<usize>) -> Found {
    let folded = judged.findings.iter().enumerate().filter(|(_, other)| number.is_some() && other.folded_under == number);
    Found {
        number,
        code: of.code.clone(),
        check: of.check.clone(),
        severity: of.severity.word(),
        consequence: of.consequence.word(),
        confidence: of.confidence.word(),
        at: of.at.clone(),
        places: places(judged, of),
        compared: of.measured.as_ref().map(compared),
        clears: of
            .clears
            .iter()
            .map(|clear| Cleared {
                severity: clear.severity.word(),
                at: clear.at.clone(),
                side: side(clear.side),
                value: clear.value.to_string(),
            })
            .collect(),
        loss: of.loss.map(|loss| Loss { share: loss.share, money: loss.money.map(|money| money.si) }),
        waits: of.waits.iter().map(wanted).collect(),
        sources: cited(&of.sources),
        fingerprint: of.fingerprint.clone(),
        // Nothing is folded under what is folded itself.
        folded: folded.map(|(number, other)| found(judged, other, Some(number))).collect(),
    }
}

fn places(judged: &DesignReport, of: &Finding) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let labels = of.labels.iter().map(|label| (&label.at, label.span));
    for (at, span) in std::iter::once((&of.at, of.span)).chain(labels) {
        let place = place(judged, at, span);
        if !places.iter().any(|known| (&known.file, known.line) == (&place.file, place.line)) {
            places.push(place);
        }
    }
    places
}

fn place(judged: &DesignReport, at: &str, span: Span) -> Place {
    let (file, position) = judged.sources.begin(span);
    Place { at: at.to_owned(), file: file.path.clone(), line: position.line }
}

/// What a measured check held against what.
pub(super) fn compared(of: &Measured) -> Compared {
    let (actual, limit) = of.shown();
    Compared {
        quantity: of.name.clone(),
        actual: actual.to_string(),
        side: side(of.limit().side),
        limit: limit.to_string(),
        margin: of.margin().filter(|margin| margin.is_finite()),
    }
}

/// Each source once with all that was taken from it.
fn cited(sources: &[Citation]) -> Vec<Cited> {
    let mut cited: Vec<Cited> = Vec::new();
    for source in sources {
        let figure = Some(&source.figure).filter(|figure| !figure.is_empty()).cloned();
        match cited.iter_mut().find(|known| known.id == source.id) {
            Some(known) => known.figures.extend(figure),
            None => cited.push(Cited { id: source.id.clone(), figures: figure.into_iter().collect() }),
        }
    }
    cited
}
