//! What the project has to say of a design beside its checks: which findings are accepted, and what the design has to have.

use super::World;
use super::document::{named, span as document_span};
use crate::design::{DocumentState, Waiver};
use crate::vocabulary::words::{DOCUMENTS, WAIVER_STATES};
use crate::yaml::Span;

/// What a waiver does in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiverState {
    /// It covers a finding, or would if it was not told what day it is.
    InForce,
    /// Its last day is over.
    Expired,
    /// It covers no finding.
    Unused,
    /// Its condition does not hold where its findings are.
    ConditionFalse,
    /// No check is called so.
    UnknownCheck,
    /// The design has no such place.
    UnknownPlace,
    /// The project lets nobody waive that check.
    NotWaivable,
}

impl WaiverState {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        WAIVER_STATES[self as usize]
    }
}

/// A check whose findings a waiver accepts.
#[derive(Clone, Debug)]
pub struct WaiverView {
    /// The waiver.
    pub waiver: Waiver,
    /// The check as it is named.
    pub check: Box<str>,
    /// Where it is named.
    pub span: Span,
    /// What it does.
    pub state: WaiverState,
    /// Whether it covers a finding.
    pub used: bool,
    /// What is wrong with the check or place that it names, and where.
    pub fault: Option<(Span, String)>,
}

/// What kind of thing a project wants a design to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WantedKind {
    /// A section of the spec.
    Section,
    /// A document of the engagement.
    Document,
}

/// Sections of a spec that a project may want.
pub const SECTIONS: [&str; 8] =
    ["production", "environment", "materials", "joints", "stacks", "assembly", "evidence", "engagement"];

/// The section with this name.
#[must_use]
pub fn section(name: &str) -> Option<&'static str> {
    SECTIONS.into_iter().find(|known| *known == name)
}

/// Something that a project wants every design to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// What kind of thing.
    pub kind: WantedKind,
    /// Which.
    pub name: &'static str,
}

impl Wanted {
    /// Whether the design has it: a section that says something, a document that exists at least in draft.
    pub(crate) fn is_met(self, world: &World<'_>) -> bool {
        let spec = world.spec;
        match (self.kind, self.name) {
            (WantedKind::Document, name) => named(world, name)
                .and_then(|state| state.get())
                .is_some_and(|state| !matches!(state, DocumentState::Missing | DocumentState::NotNeeded)),
            (_, "production") => spec.production.says_something(),
            (_, "environment") => spec.environment.says_something(),
            (_, "materials") => spec.materials.says_something(),
            (_, "joints") => spec.joints.says_something(),
            (_, "stacks") => spec.stacks.says_something(),
            (_, "assembly") => spec.assembly.says_something(),
            (_, "evidence") => spec.evidence.says_something(),
            (_, "engagement") => spec.engagement.says_something(),
            _ => false,
        }
    }

    /// The path of what is wanted.
    pub(crate) fn path(self) -> String {
        match self.kind {
            WantedKind::Section => self.name.to_owned(),
            WantedKind::Document => format!("engagement.documents.{}", self.name),
        }
    }

    /// Where it is missing.
    pub(crate) fn span(self, world: &World<'_>) -> Span {
        let document = DOCUMENTS.iter().position(|known| *known == self.name).filter(|_| self.kind == WantedKind::Document);
        document.map_or_else(|| world.spec.design.key(), |number| document_span(world, number))
    }
}
