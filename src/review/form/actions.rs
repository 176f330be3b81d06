//! What has to be done about the findings: by whom, until which stage, whether the steel of a tool allows it, and what closes it.

use serde::Serialize;

use super::table::{FORMS, Steel};
use crate::catalogue::Severity;
use crate::design::{Spec, Stage};
use crate::engine::{Engine, Options};
use crate::facts::{FactId, World};
use crate::finding::{DesignReport, Finding};
use crate::knowledge::Table;
use crate::review::cause::{Cleared, Compared, compared};
use crate::review::wanted::side;
use crate::vocabulary::figure;
use crate::world::figures::holds;
use crate::world::views::PartView;

/// A process that works in a mold.
const USES_MOLD: FactId = figure(Table::Process, "uses_mold");
/// A process that needs another tool of its own, such as a die.
const OWN_TOOL: FactId = figure(Table::Process, "own_tool");

/// The list of actions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actions {
    /// One for each finding that stands, the worst first.
    pub actions: Vec<Action>,
    /// Findings that somebody accepted, by their numbers among those, which ask for nothing before their day.
    pub waived: usize,
}

/// What has to be done about one finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Action {
    /// The finding, by its number.
    pub number: usize,
    /// Code of its check.
    pub code: String,
    /// How bad it is.
    pub severity: &'static str,
    /// The field that it is about.
    pub at: String,
    /// What was held against what, of a measured check.
    pub compared: Option<Compared>,
    /// Who can act: `client`, `factory` or `supplier`; none where nothing says it.
    pub owner: Option<&'static str>,
    /// Before which stage: `now` if it stops this one, else the stage that it would stop; none if it stops none.
    pub due: Option<&'static str>,
    /// What the change does to the steel of a tool: `safe`, `unsafe`, `either`, `none` where no tool is concerned; none where
    /// nothing says it.
    pub steel: Option<&'static str>,
    /// The value from which the finding is gone, if one field decides.
    pub clears: Option<Cleared>,
    /// The finding that closes with it, whatever its place in the file.
    pub fingerprint: String,
}

pub(super) fn actions(engine: &Engine, world: &World<'_>, judged: &DesignReport, options: &Options) -> Actions {
    let later = later(engine, world.spec, world.stage, options);
    let action = |(number, finding): (usize, &Finding)| Action {
        number,
        code: finding.code.clone(),
        severity: finding.severity.word(),
        at: finding.cause.clone(),
        compared: finding.measured.as_ref().map(compared),
        owner: owner(&finding.cause, &finding.at),
        due: due(finding, &later),
        steel: steel(world, finding),
        clears: finding.clears.first().map(|clear| Cleared {
            severity: clear.severity.word(),
            at: clear.at.clone(),
            side: side(clear.side),
            value: clear.value.to_string(),
        }),
        fingerprint: finding.fingerprint.clone(),
    };
    Actions { actions: judged.standing().map(action).collect(), waived: judged.waived.len() }
}

/// Who can act on a finding: by the field that it points at, else by its subject.
pub(in crate::review) fn owner(cause: &str, at: &str) -> Option<&'static str> {
    FORMS.who(first(cause)).or_else(|| FORMS.who(first(at))).map(super::table::Who::word)
}

/// The first of the places of a path.
fn first(path: &str) -> &str {
    path.split('+').next().unwrap_or(path)
}

/// The errors of the design, judged as if it stood at each later stage, by their identity.
pub(in crate::review) fn later(
    engine: &Engine,
    spec: &Spec,
    stage: Option<Stage>,
    options: &Options,
) -> Vec<(Stage, Vec<String>)> {
    let after =
        Stage::WORDS.iter().filter_map(|word| Stage::from_word(word)).filter(|later| stage.is_some_and(|stage| *later > stage));
    let errors = |gate: Stage| {
        let judgement = engine.judge(spec, &Options { gate: Some(gate), ..options.clone() });
        let errors = judgement.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
        (gate, errors.map(|finding| finding.fingerprint).collect())
    };
    after.map(errors).collect()
}

/// Before which stage a finding has to be gone: `now` if it stops this one; none if it stops none.
pub(in crate::review) fn due(finding: &Finding, later: &[(Stage, Vec<String>)]) -> Option<&'static str> {
    if finding.severity == Severity::Error {
        return Some("now");
    }
    later.iter().find(|(_, errors)| errors.contains(&finding.fingerprint)).map(|(stage, _)| stage.word())
}

/// What the change does to steel: nothing where no part of the place is formed in a tool. Which way the change of a figure moves
/// steel is known of molds that give a part all its faces; of other tools only that a change does not touch them.
fn steel(world: &World<'_>, finding: &Finding) -> Option<&'static str> {
    let made: Vec<&PartView<'_>> = parts(world, &finding.at).into_iter().map(|part| &world.parts[part]).collect();
    let made = || made.iter().filter(|part| part.part.bought.get() != Some(&true));
    let tooled = |process: u16| [USES_MOLD, OWN_TOOL].into_iter().any(|tool| holds(world, tool, process.into()));
    if !made().any(|part| part.part.tool.is_given() || part.process.is_none_or(tooled)) {
        return Some(Steel::None.word());
    }
    let closed = |process: u16| {
        let family = world.library.entry(Table::Process, process).family;
        FORMS.closed_molds.iter().any(|closed| closed == family)
    };
    let moves = finding.clears.first().map(|clear| (clear.at.as_str(), clear.side));
    let steel = FORMS.steel(&finding.check, moves)?;
    (steel == Steel::None || made().any(|part| part.process.is_none_or(closed))).then(|| steel.word())
}

/// The parts of a place: the one that is named, or those of its joint.
fn parts(world: &World<'_>, path: &str) -> Vec<usize> {
    let mut words = first(path).split('.');
    match (words.next(), words.next()) {
        (Some("parts"), Some(id)) => world.part_named(id).into_iter().collect(),
        (Some("joints"), Some(id)) => {
            world.joints.iter().find(|joint| joint.id == id).map_or_else(Vec::new, |joint| joint.parts.clone())
        }
        _ => Vec::new(),
    }
}
