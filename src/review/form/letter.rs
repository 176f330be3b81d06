//! What is not known, as a letter to each side: the fields by who knows them, that first which would decide most.

use std::cmp::Reverse;

use serde::Serialize;

use super::table::{FORMS, Who};
use crate::review::{Question, Review};

/// The letter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Letter {
    /// Fields that are missing in all.
    pub fields: usize,
    /// The fields by who knows them, the side first that could decide most.
    pub groups: Vec<Group>,
}

/// The fields that one side knows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// `client`, `factory` or `supplier`; none for places of the tables of this program and for what no row names.
    pub who: Option<&'static str>,
    /// Judgements that its fields would decide, or help to decide.
    pub decides: usize,
    /// The fields, that first which would decide most.
    pub questions: Vec<Question>,
}

pub(super) fn letter(review: &Review) -> Letter {
    let questions: Vec<&Question> = review.questions.iter().flat_map(|topic| &topic.questions).collect();
    let of = |who: Option<Who>| {
        let mut own: Vec<Question> =
            questions.iter().filter(|question| FORMS.who(&question.wanted.at) == who).map(|of| (*of).clone()).collect();
        own.sort_by_cached_key(|question| (Reverse((question.alone, question.decides)), question.wanted.at.clone()));
        Group { who: who.map(Who::word), decides: own.iter().map(|question| question.decides).sum(), questions: own }
    };
    let sides = Who::ALL.map(Some).into_iter().chain([None]);
    let mut groups: Vec<Group> = sides.map(of).filter(|group| !group.questions.is_empty()).collect();
    groups.sort_by_key(|group| Reverse(group.decides));
    Letter { fields: questions.len(), groups }
}
