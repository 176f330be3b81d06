//! The forms that client and factory fill in and sign, as plain data: feasibility, actions, questions and limits of one design.
//!
//! Each answer is derived by rule from findings, open checks and fields; which check answers which question, who knows a field and
//! what a change does to the steel of a tool are data in `checks/advice`. It must never know a language or a template.

mod actions;
mod feasibility;
mod letter;
mod table;

use serde::Serialize;

pub use actions::{Action, Actions};
pub(super) use actions::{due, later, owner};
pub use feasibility::{Answer, Asked, Feasibility};
pub use letter::{Group, Letter};

use super::{Review, Source, source};
use crate::design::Spec;
use crate::engine::{Engine, Options};
use crate::facts::World;
use crate::finding::DesignReport;
use crate::study::{Limits, aims, tightest};

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum FormKind {
    /// Whether it can be made, question by question, with lines to sign.
    Feasibility,
    /// What has to be done, by whom, until when, and whether steel allows it.
    Actions,
    /// A letter with what is not known, by who knows it.
    Questions,
    /// What each thing of the design may be.
    Limits,
}

impl FormKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Feasibility, Self::Actions, Self::Questions, Self::Limits];

    /// Its word on the command line and in the name of its template.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Feasibility => "feasibility",
            Self::Actions => "actions",
            Self::Questions => "questions",
            Self::Limits => "limits",
        }
    }
}

/// A form of one design.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Whether it can be made.
    Feasibility(Feasibility),
    /// What has to be done.
    Actions(Actions),
    /// What is not known.
    Questions(Letter),
    /// What each thing may be.
    Limits(Sheet),
}

/// The sheet of limits, with its sources.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// The windows.
    #[serde(flatten)]
    pub limits: Limits,
    /// The sources that they name, each once.
    pub sources: Vec<Source>,
}

/// The form of a design that was judged and reviewed; `limits` are its windows, for the form of that name.
#[must_use]
pub fn form(
    kind: FormKind,
    engine: &Engine,
    spec: &Spec,
    (judged, review): (&DesignReport, &Review),
    options: &Options,
    limits: impl FnOnce(&World<'_>) -> Limits,
) -> Form {
    let world = World::new(spec, options.gate_for(spec)).on(options.today.as_deref());
    match kind {
        FormKind::Feasibility => Form::Feasibility(feasibility::feasibility(engine, &world, judged, options)),
        FormKind::Actions => Form::Actions(actions::actions(engine, &world, judged, options)),
        FormKind::Questions => Form::Questions(letter::letter(review)),
        FormKind::Limits => Form::Limits(shown(limits(&world))),
    }
}

/// Of several edges on one side those that are met last.
fn shown(mut limits: Limits) -> Sheet {
    for row in limits.things.iter_mut().flat_map(|thing| &mut thing.rows) {
        row.hard = tightest(&row.hard).into_iter().cloned().collect();
        row.target = aims(row).into_iter().cloned().collect();
    }
    let mut ids: Vec<&str> =
        limits.things.iter().flat_map(|thing| &thing.rows).flat_map(|row| &row.sources).map(String::as_str).collect();
    ids.sort_unstable();
    ids.dedup();
    let sources = ids.into_iter().map(source).collect();
    Sheet { limits, sources }
}
