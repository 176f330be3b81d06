//! What is not known, as questions: each field with the checks that it would decide.

use std::collections::BTreeSet;

use serde::Serialize;

use super::wanted::{Wanted, wanted};
use crate::facts::World;
use crate::finding::{DesignReport, Need};

/// The list of tests, and the field that says whether a record is complete.
const TESTS: &str = "evidence.tests";
const COMPLETE: &str = "evidence.complete";

/// What is asked about one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Topic {
    /// The thing, such as `parts.tray`.
    pub place: String,
    /// Judgements that its fields would decide, or help to decide.
    pub decides: usize,
    /// Its fields, that first which would decide most.
    pub questions: Vec<Question>,
}

/// A field that is missing, or has to be closer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// What is asked for.
    pub wanted: Wanted,
    /// Judgements that it would decide, or help to decide.
    pub decides: usize,
    /// Of these, those that wait for nothing else.
    pub alone: usize,
    /// Codes of their checks.
    pub codes: BTreeSet<String>,
}

/// What is asked, by what it is about; that first which would decide most.
pub(super) fn topics(world: &World<'_>, judged: &DesignReport) -> Vec<Topic> {
    let open = judged.not_assessed.iter().map(|open| (&open.code, &open.needs));
    let waiting = judged.findings.iter().map(|finding| (&finding.code, &finding.waits));
    let mut questions: Vec<Question> = Vec::new();
    for (code, needs) in open.chain(waiting) {
        let needs = closing(world, needs);
        for need in &needs {
            ask(&mut questions, need, code, needs.len() == 1);
        }
    }
    for question in questions.iter_mut().filter(|question| [TESTS, COMPLETE].contains(&&*question.wanted.at)) {
        question.wanted.expected = expected(world);
    }
    let mut topics: Vec<Topic> = Vec::new();
    for question in questions {
        let place = thing(&question.wanted.at);
        let decides = question.decides;
        match topics.iter_mut().find(|topic| topic.place == place) {
            Some(topic) => {
                topic.decides += decides;
                topic.questions.push(question);
            }
            None => topics.push(Topic { place, decides, questions: vec![question] }),
        }
    }
    for topic in &mut topics {
        let rank = |question: &Question| (std::cmp::Reverse((question.alone, question.decides)), question.wanted.at.clone());
        topic.questions.sort_by_cached_key(rank);
    }
    topics.sort_by(|one, other| other.decides.cmp(&one.decides).then_with(|| one.place.cmp(&other.place)));
    topics
}

/// What a judgement waits for. Where tests are on record and nothing says whether they are all, that is asked, and not for tests.
fn closing(world: &World<'_>, needs: &[Need]) -> Vec<Need> {
    let evidence = world.spec.evidence.get();
    let open = !world.tests.is_empty() && evidence.is_some_and(|evidence| !evidence.complete.is_given());
    let mut asked: Vec<Need> = Vec::new();
    for need in needs {
        let need = if open && need.at == TESTS { Need { at: COMPLETE.to_owned(), ..need.clone() } } else { need.clone() };
        if !asked.iter().any(|known| known.at == need.at) {
            asked.push(need);
        }
    }
    asked
}

/// Kinds of tests that the design asks for by what it promises or how it is built, and of which none is on record.
fn expected(world: &World<'_>) -> Vec<String> {
    let missing = world.claims.iter().filter(|claim| claim.made.is_certain() && claim.tests.is_empty());
    let mut kinds: Vec<String> = missing.filter_map(|claim| claim.kind.map(str::to_owned)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Adds what one judgement waits for.
fn ask(questions: &mut Vec<Question>, need: &Need, code: &str, alone: bool) {
    let number = questions.iter().position(|question| question.wanted.at == need.at).unwrap_or_else(|| {
        questions.push(Question { wanted: wanted(need), decides: 0, alone: 0, codes: BTreeSet::new() });
        questions.len() - 1
    });
    let question = &mut questions[number];
    question.decides += 1;
    question.alone += usize::from(alone);
    question.codes.insert(code.to_owned());
    let more = wanted(need);
    question.wanted.closer &= more.closer;
    for passing in more.passes {
        if !question.wanted.passes.contains(&passing) {
            question.wanted.passes.push(passing);
        }
    }
}

/// The thing to which a path belongs: its first two keys.
fn thing(path: &str) -> String {
    let end = path.match_indices('.').nth(1).map_or(path.len(), |(end, _)| end);
    path[..end].to_owned()
}
