//! Facts of the engagement and its documents.

use super::given::{counted, field, flag, number};
use super::listed::Fact;
use super::{Item, Kind, Type, Value, Words, World};
use crate::design::{DocumentState, Documents, Model};
use crate::quantity::{Dimension, Measure, find_unit};
use crate::yaml::{Field, Span};

/// The documents a factory needs to build to print.
pub const DOCUMENTS: [&str; 11] = [
    "drawings",
    "bom",
    "tolerances",
    "ctq-list",
    "golden-sample",
    "test-plan",
    "qc-plan",
    "packaging",
    "artwork",
    "compliance",
    "tooling-agreement",
];

fn state(documents: &Documents, number: usize) -> &Field<DocumentState> {
    match number {
        0 => &documents.drawings,
        1 => &documents.bom,
        2 => &documents.tolerances,
        3 => &documents.ctq_list,
        4 => &documents.golden_sample,
        5 => &documents.test_plan,
        6 => &documents.qc_plan,
        7 => &documents.packaging,
        8 => &documents.artwork,
        9 => &documents.compliance,
        _ => &documents.tooling_agreement,
    }
}

fn given<'w>(world: &'w World<'_>, number: usize) -> Option<&'w Field<DocumentState>> {
    let documents = world.spec.engagement.get()?.documents.get()?;
    Some(state(documents, number)).filter(|field| field.is_given())
}

/// The state of a document by its name, if it is given.
pub(super) fn document<'w>(world: &'w World<'_>, name: &str) -> Option<&'w Field<DocumentState>> {
    given(world, DOCUMENTS.iter().position(|known| *known == name)?)
}

/// Where a document stands, or where it is missing.
pub(super) fn document_span(world: &World<'_>, number: usize) -> Span {
    if let Some(field) = given(world, number) {
        return field.key();
    }
    match world.spec.engagement.get() {
        Some(engagement) if engagement.documents.is_given() => engagement.documents.key(),
        Some(_) => world.spec.engagement.key(),
        None => world.spec.design.key(),
    }
}

/// Facts of a document.
pub static DOCUMENT: &[Fact] = &[
    Fact::new("name", Type::Word(Words::These(&DOCUMENTS)), "", "which document it is", |_, i, _| {
        Some(Value::word(DOCUMENTS[i]))
    }),
    Fact::new("state", Type::Word(Words::These(DocumentState::WORDS)), "", "its state", |w, i, t| match given(w, i) {
        Some(found) => field(found, t, String::new).map(|state| Value::word(state.word())),
        None => t.need(|| format!("engagement.documents.{}", DOCUMENTS[i])),
    }),
];

/// Facts of the engagement.
pub static ENGAGEMENT: &[Fact] = &[
    Fact::new("given", Type::Flag, "", "the design says how the work is shared", |w, _, _| {
        Some(Value::Flag(w.spec.engagement.is_given()))
    }),
    Fact::new("model", Type::Word(Words::These(Model::WORDS)), "", "how the work is shared", |w, _, t| {
        match w.spec.engagement.get() {
            Some(engagement) => {
                field(&engagement.model, t, || "engagement.model".to_owned()).map(|model| Value::word(model.word()))
            }
            None => t.need(|| "engagement.model".to_owned()),
        }
    }),
    Fact::new("engineers", Type::Number(Dimension::NONE), "", "engineers on the client's side", |w, _, t| {
        match w.spec.engagement.get().and_then(|engagement| engagement.client.get()) {
            Some(client) => number(&client.engineers, t, || "engagement.client.engineers".to_owned()),
            None => t.need(|| "engagement.client.engineers".to_owned()),
        }
    }),
    Fact::new("supplier_quality", Type::Flag, "", "the client has supplier-quality staff at the factory", |w, _, t| {
        match w.spec.engagement.get().and_then(|engagement| engagement.client.get()) {
            Some(client) => flag(&client.supplier_quality, t, || "engagement.client.supplier_quality".to_owned()),
            None => t.need(|| "engagement.client.supplier_quality".to_owned()),
        }
    }),
    Fact::new("client_owns_design", Type::Flag, "", "the client owns the design", |w, _, t| {
        match w.spec.engagement.get().and_then(|engagement| engagement.client.get()) {
            Some(client) => flag(&client.owns_design, t, || "engagement.client.owns_design".to_owned()),
            None => t.need(|| "engagement.client.owns_design".to_owned()),
        }
    }),
    Fact::new("documents", Type::Items(Kind::Document), "", "all documents a factory needs", |_, _, _| {
        Some(Value::items((0..DOCUMENTS.len()).map(|i| Item::new(Kind::Document, i)).collect()))
    }),
    Fact::new(
        "documents_ready",
        Type::Number(Dimension::NONE),
        "",
        "documents that are released, approved or not needed",
        |w, _, t| {
            let ready = (0..DOCUMENTS.len()).filter(|i| {
                given(w, *i).is_some_and(|field| {
                    t.given(field.span());
                    matches!(field.get(), Some(DocumentState::Released | DocumentState::Approved | DocumentState::NotNeeded))
                })
            });
            counted(ready.count())
        },
    ),
    Fact::new(
        "coverage",
        Type::Number(Dimension::NONE),
        "%",
        "share of the other families' applicable checks that could be decided",
        |w, _, _| {
            let share = w.coverage.get()?.share()?;
            Some(Value::Number(Measure::new(share, find_unit("%"))))
        },
    ),
];
