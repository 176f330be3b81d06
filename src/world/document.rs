//! The documents that a factory needs to build to print, as they are given.

use super::World;
use crate::design::{DocumentState, Documents};
use crate::vocabulary::words::DOCUMENTS;
use crate::yaml::{Field, Span};

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

/// The block that would say how far the documents are, if the design does not have it.
pub(crate) fn unsaid(world: &World<'_>) -> Option<&'static str> {
    let engagement = &world.spec.engagement;
    match engagement.get() {
        None if !engagement.is_given() => Some("engagement"),
        Some(engagement) if !engagement.is_none() && !engagement.documents.is_given() => Some("engagement.documents"),
        _ => None,
    }
}

/// The state of a document by its number, if it is given.
pub(crate) fn given<'w>(world: &'w World<'_>, number: usize) -> Option<&'w Field<DocumentState>> {
    let documents = world.spec.engagement.get()?.documents.get()?;
    Some(state(documents, number)).filter(|field| field.is_given())
}

/// The state of a document by its name, if it is given.
pub(crate) fn named<'w>(world: &'w World<'_>, name: &str) -> Option<&'w Field<DocumentState>> {
    given(world, DOCUMENTS.iter().position(|known| *known == name)?)
}

/// Where a document stands, or where it is missing.
pub(crate) fn span(world: &World<'_>, number: usize) -> Span {
    if let Some(field) = given(world, number) {
        return field.key();
    }
    match world.spec.engagement.get() {
        Some(engagement) if engagement.documents.is_given() => engagement.documents.key(),
        Some(_) => world.spec.engagement.key(),
        None => world.spec.design.key(),
    }
}
