//! Failure mode and effects analysis of a design: a row for each finding and for each thing that samples leave open, rated by rule.
//!
//! Severity comes from the effect that the table gives a check or a claim, occurrence from records with their confidence, detection
//! from the controls that the design states. What cannot be rated says what it needs. It must never know a sentence about a design:
//! rows point at findings and risks, whose words the reports say.

mod place;
mod rate;
mod table;

pub use rate::{Rated, Record, Seen};
pub use table::{Effect, Falls, Function, Nature, Sources};

use crate::catalogue::Check;
use crate::design::TestKind;
use crate::facts::World;
use crate::facts::typed::{Risk, Thing as _};
use crate::finding::Finding;
use crate::formulas::fmea::{ActionPriority, HIGHEST, action_priority};
use crate::judge::Judgement;
use crate::vocabulary::{Item, Kind};
use place::Place;
use rate::{Asked, closing, rated};
use table::TABLE;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A finding that stands, by its number among those of the design.
    Finding(usize),
    /// A finding that was accepted, by its number among those.
    Waived(usize),
    /// What samples of a part leave open, by its number; it may be closed by evidence.
    Risk(usize),
}

/// A failure with its ratings.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is about.
    pub subject: Subject,
    /// Whether it is built in or comes with the line.
    pub nature: Nature,
    /// Semantic path of the place.
    pub at: String,
    /// The step that brings it about.
    pub step: Option<String>,
    /// What the thing is there to do.
    pub function: Option<&'static Function>,
    /// What the failure does.
    pub effect: Option<&'static Effect>,
    /// How often it occurs.
    pub occurrence: Rated<Record>,
    /// How it would be found.
    pub detection: Rated<Seen>,
    /// How urgently it asks for action; none where that hangs on what is missing.
    pub priority: Option<ActionPriority>,
    /// Whether a critical dimension is concerned.
    pub critical: bool,
}

impl Row {
    /// How severe the effect is; none where the scale has no row for it.
    #[must_use]
    pub fn severity(&self) -> Option<u32> {
        self.effect.and_then(|effect| effect.severity)
    }
}

/// Where the ratings come from.
#[must_use]
pub fn fmea_sources() -> &'static Sources {
    &TABLE.sources
}

/// Whether a finding says that something fails, and not that something is not stated, or what somebody accepts or wants.
fn fails(checks: &[Check], finding: &Finding) -> bool {
    !checks.iter().any(|check| check.name == finding.check && check.is_of_record())
}

/// Codes of the findings that stand and have no row, because nothing fails by them; each once.
#[must_use]
pub fn of_record(checks: &[Check], judgement: &Judgement) -> Vec<String> {
    let standing = judgement.findings.iter().filter(|finding| finding.stands() && !fails(checks, finding));
    let mut codes: Vec<String> = standing.map(|finding| finding.code.clone()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The rows of a design, the most urgent first.
#[must_use]
pub fn fmea(checks: &[Check], world: &World<'_>, judgement: &Judgement) -> Vec<Row> {
    let standing = judgement.findings.iter().enumerate().filter(|(_, finding)| finding.stands() && fails(checks, finding));
    let mut rows: Vec<Row> = standing.map(|(number, finding)| of_finding(world, Subject::Finding(number), finding)).collect();
    let waived = judgement.waived.iter().enumerate().filter(|(_, waived)| fails(checks, &waived.finding));
    rows.extend(waived.map(|(number, waived)| of_finding(world, Subject::Waived(number), &waived.finding)));
    rows.extend((0..world.risks.len()).map(|risk| of_risk(world, risk)));
    rows.sort_by_key(|row| {
        let rating = |rating: Option<u32>| std::cmp::Reverse(rating.unwrap_or(0));
        let urgency = match row.priority {
            Some(ActionPriority::High) => 0,
            None => 1,
            Some(ActionPriority::Medium) => 2,
            Some(ActionPriority::Low) => 3,
        };
        (urgency, rating(row.severity()), rating(row.occurrence.rating()), rating(row.detection.rating()))
    });
    rows
}

fn of_finding(world: &World<'_>, subject: Subject, finding: &Finding) -> Row {
    let named = TABLE.named(&finding.check);
    // What a test is to show is built in, and a test of its kind sees it.
    let claim = named.map_or_else(|| claimed(world, &finding.at), |_| None);
    let of_claim = claim.and_then(|kind| TABLE.claims.iter().find(|row| row.kinds.contains(&kind)).zip(Some(kind)));
    let by_rule = named.or_else(|| TABLE.by_consequence(finding.consequence));
    let (nature, effect, seen) = match (of_claim, by_rule) {
        (Some((row, kind)), _) => (Nature::Design, Some(row.effect.as_str()), vec![kind]),
        (None, Some(rule)) => (rule.of, Some(rule.effect.as_str()), rule.seen.clone()),
        (None, None) => (Nature::Design, None, Vec::new()),
    };
    row(world, subject, &finding.at, nature, effect, &seen, &finding.code, None)
}

fn of_risk(world: &World<'_>, number: usize) -> Row {
    let item = Item::new(Kind::Risk, number);
    let risk = Risk::at(world, number);
    let rule = TABLE.of_risk(world.library.risks()[usize::from(world.risks[number].risk)].id);
    let (nature, seen) = rule.map_or((Nature::Process, &[][..]), |rule| (rule.of, &rule.seen[..]));
    let effect = rule.map(|rule| rule.effect.as_str());
    row(world, Subject::Risk(number), &world.path(item), nature, effect, seen, "", closing(world, risk))
}

#[expect(clippy::too_many_arguments, reason = "a row is made of what its finding or risk says, in one place")]
fn row(
    world: &World<'_>,
    subject: Subject,
    at: &str,
    nature: Nature,
    effect: Option<&str>,
    seen: &[TestKind],
    code: &str,
    record: Option<Record>,
) -> Row {
    let place = Place::of(world, at);
    let asked = Asked { world, place: &place, at, nature, seen, code };
    let effect = effect.and_then(|id| TABLE.effect(id));
    let (occurrence, detection) = (record.map_or_else(|| asked.occurrence(), rated), asked.detection());
    let critical = place.dimension.is_some_and(|of| world.dimensions[of].dimension.critical.get() == Some(&true));
    Row {
        subject,
        nature,
        at: at.to_owned(),
        step: place.step.map(|step| world.steps[step].id.to_owned()),
        function: TABLE.functions.iter().find(|function| function.section == place.section),
        priority: priority(effect.and_then(|effect| effect.severity), occurrence.rating(), detection.rating()),
        effect,
        occurrence,
        detection,
        critical,
    }
}

/// The kind of the test by which a place is a claim or a test.
fn claimed(world: &World<'_>, at: &str) -> Option<TestKind> {
    let claim = (0..world.claims.len()).find(|claim| world.path(Item::new(Kind::Claim, *claim)) == at)?;
    let kind = world.claims[claim].kind?;
    TABLE.claims.iter().flat_map(|row| &row.kinds).copied().find(|known| known.word() == kind)
}

/// The priority, where it is the same whatever a rating that is missing would be.
fn priority(severity: Option<u32>, occurrence: Option<u32>, detection: Option<u32>) -> Option<ActionPriority> {
    // The priority never falls as a rating gets worse, so that the ends decide.
    let at = |missing: u32| {
        let [s, o, d] = [severity, occurrence, detection].map(|rating| rating.unwrap_or(missing));
        action_priority(s, o, d)
    };
    at(1).filter(|low| Some(*low) == at(HIGHEST))
}

#[cfg(test)]
mod tests {
    use super::{ActionPriority, priority};

    #[test]
    fn a_priority_is_said_where_what_is_missing_changes_nothing() {
        assert_eq!(priority(Some(8), Some(10), None), Some(ActionPriority::High));
        assert_eq!(priority(Some(8), Some(5), None), None);
        assert_eq!(priority(None, Some(1), Some(10)), Some(ActionPriority::Low));
        assert_eq!(priority(None, Some(10), Some(10)), None);
        assert_eq!(priority(Some(7), Some(7), Some(8)), Some(ActionPriority::High));
    }
}
