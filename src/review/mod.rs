//! A review of a design as plain data: how it stands, what to decide, what it rests on and what is not known.
//!
//! Everything that a page for client and factory shows is derived here, from the judgement, the facts and the studies; pages only
//! set it. It must never know a language, a template, a picture or a file, and judges nothing: thresholds stand in the checks.

mod assembly;
mod cause;
mod cost;
mod decision;
mod figure;
mod footing;
mod form;
mod layers;
mod names;
mod proposal;
mod question;
mod risk;
mod stack;
mod standing;
mod wanted;
mod yields;

use serde::Serialize;

pub use assembly::{Assembly, Step};
pub use cause::{Cause, Cited, Cleared, Compared, Found, Loss, Place};
pub use cost::{Cost, PartCost, ToolCost};
pub use decision::{Decision, Kind};
pub use figure::Figure;
pub use footing::{Footing, Weak};
pub use form::{Action, Actions, Answer, Asked, Feasibility, Form, FormKind, Group, Letter, Sheet, form};
pub use layers::{Layer, Layers};
pub use names::{Name, blocks_to_come, field_name, quantity_name};
#[cfg(feature = "cli")]
pub(crate) use proposal::changed;
pub use proposal::{Changed, Proposal, Proposed, asking, proposal, proposed};
pub use question::{Question, Topic};
pub use risk::{Risk, Risks, Top};
pub use stack::Stack;
pub use standing::{Counts, Coverage, Gate, Standing};
pub use wanted::{Passing, Wanted};
pub use yields::{StepYield, Yields};

use crate::design::Spec;
use crate::engine::{Engine, Options};
use crate::facts::World;
use crate::finding::DesignReport;
use crate::knowledge::library;
use crate::study::{LineStudy, line_study};

/// The id of a source that is none.
const UNVERIFIED: &str = "unverified";

/// A review of one design.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Review {
    /// The file it stands in.
    pub file: String,
    /// What the design is called.
    pub about: About,
    /// How it stands, at its stage and at the others.
    pub standing: Standing,
    /// What to decide first.
    pub decisions: Vec<Decision>,
    /// What is most at risk.
    pub risks: Risks,
    /// The findings by the field that they share, the worst first.
    pub causes: Vec<Cause>,
    /// Proven changes for the errors and warnings; none if nobody looked for them.
    pub proposals: Option<Vec<Proposed>>,
    /// The parts with layers.
    pub layers: Vec<Layers>,
    /// The steps in their order; none if the design has no assembly.
    pub assembly: Option<Assembly>,
    /// What each step leaves of the units; none without steps.
    pub yields: Option<Yields>,
    /// The tolerance stacks.
    pub stacks: Vec<Stack>,
    /// The line; none without steps.
    pub line: Option<LineStudy>,
    /// What a unit costs, as far as the design says it.
    pub cost: Cost,
    /// What is not known, by what it is about.
    pub questions: Vec<Topic>,
    /// The weakest figures that the results rest on.
    pub footing: Footing,
    /// Findings that somebody accepted.
    pub waivers: Vec<Waiver>,
    /// The sources that findings cite, in the order in which they do.
    pub sources: Vec<Source>,
}

/// A source that a finding cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its id or address.
    pub id: String,
    /// Its title; empty if it is not known.
    pub title: String,
    /// Its address, or the document.
    pub address: String,
}

/// What a design is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct About {
    /// Its name.
    pub name: String,
    /// Its drawing or item number.
    pub number: String,
    /// Its revision.
    pub revision: String,
    /// The kind of case.
    pub kind: String,
}

/// A finding that somebody accepted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Waiver {
    /// The finding.
    pub finding: Found,
    /// Who accepted it.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// Last days on which waivers of this check hold, as written.
    pub until: Vec<String>,
}

/// The review of a design that was judged.
#[must_use]
pub fn review(engine: &Engine, spec: &Spec, judged: &DesignReport, options: &Options) -> Review {
    let world = World::new(spec, options.gate_for(spec)).on(options.today.as_deref());
    let causes = cause::causes(judged);
    let questions = question::topics(&world, judged);
    let line = (!world.steps.is_empty()).then(|| line_study(&world));
    let waivers = waivers(judged);
    let later = form::later(engine, spec, world.stage, options);
    let judgement = engine.judge_world(&world, options);
    Review {
        file: judged.file.path.clone(),
        about: about(spec),
        standing: standing::standing(engine, spec, judged, options),
        decisions: decision::first(&causes, &questions, judged, &later),
        risks: risk::risks(engine.checks(), &world, &judgement, &causes),
        proposals: None,
        layers: layers::layers(&world),
        assembly: assembly::assembly(&world),
        yields: line.as_ref().map(|line| yields::yields(&world, line)),
        stacks: stack::stacks(&world),
        cost: cost::cost(&world),
        footing: footing::footing(engine, &world),
        sources: sources(causes.iter().flat_map(|cause| &cause.findings).chain(waivers.iter().map(|waiver| &waiver.finding))),
        waivers,
        causes,
        questions,
        line,
    }
}

fn about(spec: &Spec) -> About {
    let Some(about) = spec.design.get() else { return About::default() };
    let text = |field: &crate::yaml::Field<Box<str>>| field.get().map_or_else(String::new, ToString::to_string);
    About {
        name: text(&about.name),
        number: text(&about.number),
        revision: text(&about.revision),
        kind: about.kind.get().map_or("", |kind| kind.word()).to_owned(),
    }
}

/// The sources of some findings and of those that are folded under them.
fn sources<'f>(found: impl Iterator<Item = &'f Found>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for cited in found.flat_map(|found| std::iter::once(found).chain(&found.folded)).flat_map(|found| &found.sources) {
        if cited.id == UNVERIFIED || sources.iter().any(|known| known.id == cited.id) {
            continue;
        }
        sources.push(source(&cited.id));
    }
    sources
}

/// A source of the tables; what is an address or a document itself has no more.
fn source(id: &str) -> Source {
    let known = library().find_source(id);
    Source {
        id: id.to_owned(),
        title: known.map_or("", |source| source.title).to_owned(),
        address: known.map_or(id, |source| source.address).to_owned(),
    }
}

fn waivers(judged: &DesignReport) -> Vec<Waiver> {
    let waived = judged.waived.iter().map(|waived| Waiver {
        finding: cause::found(judged, &waived.finding, None),
        owner: waived.owner.clone(),
        reason: waived.reason.clone(),
        until: vec![waived.until.clone()],
    });
    waived.collect()
}
