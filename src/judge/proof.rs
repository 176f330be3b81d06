//! The tree behind one judgement: which facts were asked, what they are, and where they come from.

use super::place::{JOINTS, is_below, is_paired};
use super::subjects::{gaps, slots};
use super::weigh::{Weighed, allowed, measures_nothing, weigh};
use super::{clear, open};
use crate::catalogue::{Check, SUBJECTS, Severity};
use crate::facts::{Gap, Lack, Note, Origin, Value, World};
use crate::language::{Condition, Truth};
use crate::vocabulary::{FactId, Item};
use crate::yaml::Span;

/// What came of a check on one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A finding of this severity.
    Finding(Severity),
    /// Nothing is wrong.
    Passed,
    /// It cannot be decided.
    Open,
    /// It does not apply.
    NotApplicable,
}

/// A judgement with all that was asked for it.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The semantic path of the subject.
    pub at: String,
    /// What came of it.
    pub outcome: Outcome,
    /// What was asked to see whether the check applies.
    pub applies: Vec<Branch>,
    /// What was asked to judge.
    pub judged: Vec<Branch>,
    /// What the design is asked for: to decide it, or to see whether a finding is worse.
    pub asks: Vec<String>,
}

/// One note: a fact with what it rests on, or where a value comes from, or what is missing.
#[derive(Clone, Debug)]
pub enum Branch {
    /// A fact of a thing.
    Fact {
        /// Its path, such as `parts.tray.draft`.
        name: String,
        /// Its value in words; why there is none.
        value: Result<String, Lack>,
        /// What it means.
        sentence: &'static str,
        /// What it rests on.
        behind: Vec<Branch>,
    },
    /// Where a value comes from.
    Origin(Origin),
    /// A place of the design or the tables that says nothing.
    Need(String),
}

/// The judgements of a check on every subject whose path is, or lies below, a place, and on what the design may have there
/// without telling of it; those of exactly this place first. Where there is none of these, the nearest that may be meant: those
/// that rest on a value of that place, as of a list of records; those of the thing that the place lies in; those of things with
/// this id.
#[must_use]
pub fn proofs(check: &Check, world: &World<'_>, place: &str) -> Vec<Proof> {
    let all = slots(check.subject, world);
    let of = |meant: &dyn Fn(&str) -> bool| -> Vec<Proof> {
        let here = all.iter().filter(|slots| meant(&world.path(slots[0])));
        here.map(|slots| proof(check, world, slots)).collect()
    };
    let mut found = of(&|at| is_below(place, at));
    if found.is_empty() {
        let there = Place { path: place, spans: spans(world, place) };
        found = of(&|_| true).into_iter().filter(|proof| proof.rests_on(&there)).collect();
    }
    found.extend(gaps(check.subject, world).iter().filter(|gap| is_below(place, &gap.at)).map(untold));
    found.sort_by_key(|proof| proof.at != place);
    if found.is_empty() {
        found = of(&|at| is_below(at, place));
    }
    if found.is_empty() {
        found = of(&|at| at.split(JOINTS).any(|word| word == place));
    }
    found
}

/// The paths of all that a check is judged on in a design, and of what the design may have without telling of it.
#[must_use]
pub fn places(check: &Check, world: &World<'_>) -> Vec<String> {
    let all = slots(check.subject, world).into_iter().map(|slots| world.path(slots[0]));
    let mut places: Vec<String> = all.chain(gaps(check.subject, world).into_iter().map(|gap| gap.at)).collect();
    places.dedup();
    places
}

/// What could not be judged because the design does not tell of it.
fn untold(gap: &Gap) -> Proof {
    let asks = super::unsaid::of_gap(gap);
    Proof { at: gap.at.clone(), outcome: Outcome::Open, applies: Vec::new(), judged: Vec::new(), asks }
}

/// Where the things stand whose path is, or lies below, a place.
fn spans(world: &World<'_>, place: &str) -> Vec<Span> {
    let things = SUBJECTS.into_iter().filter(|kind| !is_paired(*kind));
    let things = things.flat_map(|kind| (0..world.count(kind)).map(move |number| Item::new(kind, number)));
    things.filter(|item| is_below(place, &world.path(*item))).map(|item| world.span(item)).collect()
}

/// A place of the design, with the things that stand there.
struct Place<'p> {
    path: &'p str,
    spans: Vec<Span>,
}

impl Proof {
    /// Whether a value of a place, or what it lacks there, is anywhere behind it.
    fn rests_on(&self, place: &Place<'_>) -> bool {
        let asked = self.asks.iter().any(|ask| is_below(place.path, ask));
        asked || self.applies.iter().chain(&self.judged).any(|branch| branch.rests_on(place))
    }
}

impl Branch {
    fn rests_on(&self, place: &Place<'_>) -> bool {
        match self {
            Self::Fact { name, behind, .. } => is_below(place.path, name) || behind.iter().any(|branch| branch.rests_on(place)),
            Self::Origin(Origin::Given { span, at }) => {
                place.spans.contains(span) || at.as_ref().is_some_and(|at| is_below(place.path, at))
            }
            Self::Origin(_) => false,
            Self::Need(need) => is_below(place.path, need),
        }
    }
}

/// What came of a check that applies.
pub(super) fn outcome_of(check: &Check, world: &World<'_>, weighed: &Weighed) -> Outcome {
    match weighed.truth {
        Truth::True => Outcome::Finding(allowed(check, world, weighed.severity, &weighed.notes)),
        Truth::False => Outcome::Passed,
        Truth::Unknown => Outcome::Open,
    }
}

fn proof(check: &Check, world: &World<'_>, slots: &[Item]) -> Proof {
    let consulted = |condition: &Condition| condition.consulted(world, slots);
    let applies = super::applies(check, world, slots);
    let asked = check.applies.as_ref().map_or_else(Vec::new, |condition| consulted(condition));
    let missing = |weighed| open(check, world, slots, weighed).needs;
    let (outcome, notes, asks) = match applies {
        Truth::False => (Outcome::NotApplicable, Vec::new(), Vec::new()),
        Truth::True if measures_nothing(check, world, slots) => (Outcome::NotApplicable, Vec::new(), Vec::new()),
        Truth::Unknown => (Outcome::Open, Vec::new(), missing(None)),
        Truth::True => {
            let weighed = weigh(check, world, slots);
            let outcome = outcome_of(check, world, &weighed);
            let asks = match outcome {
                Outcome::Open => missing(Some(&weighed)),
                _ => clear::needs(world, world.needs(&weighed.worse), None, &[]),
            };
            let notes = match (&check.when, &weighed.measured) {
                (Some(when), _) => consulted(when),
                (None, Some(weight)) => {
                    weight.notes.iter().chain(weight.bounds.iter().flat_map(|bound| &bound.notes)).cloned().collect()
                }
                (None, None) => weighed.notes,
            };
            (outcome, notes, asks)
        }
    };
    let asks = asks.into_iter().map(|need| need.at).collect();
    Proof { at: world.path(slots[0]), outcome, applies: branches(&asked, world, 0), judged: branches(&notes, world, 0), asks }
}

/// Deeper than any fact reaches; what would go on for ever ends here.
const DEEPEST: usize = 24;

fn branches(notes: &[Note], world: &World<'_>, depth: usize) -> Vec<Branch> {
    let mut seen: Vec<&Note> = Vec::new();
    let mut found = Vec::new();
    for note in notes {
        if seen.contains(&note) || depth > DEEPEST {
            continue;
        }
        seen.push(note);
        found.push(match note {
            Note::Origin(origin) => Branch::Origin(origin.clone()),
            Note::Need(need) => Branch::Need(need.to_string()),
            // A range is shown as the value of its field.
            Note::Closer(_) | Note::Usual(_) => continue,
            Note::Fact(fact, item) => fact_branch(*fact, *item, world, depth),
        });
    }
    found
}

fn fact_branch(fact: FactId, item: Item, world: &World<'_>, depth: usize) -> Branch {
    let row = fact.row();
    Branch::Fact {
        name: format!("{}.{}", world.path(item), row.name),
        value: world.recall(fact, item).map(|value| words(value, world)),
        sentence: row.sentence,
        behind: branches(&world.behind(fact, item).notes, world, depth + 1),
    }
}

fn words(value: &Value, world: &World<'_>) -> String {
    match value {
        Value::Number(_) | Value::Within(_) => value.bounds().map_or_else(String::new, |bounds| bounds.to_string()),
        Value::Word(word) => word.to_string(),
        Value::OneOf(words) => words.join(" or "),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Item(item) => world.name(*item).to_owned(),
        Value::Items(items) | Value::Among(items) => listed(&items.iter().map(|item| world.name(*item)).collect::<Vec<_>>()),
        Value::Words(words) => listed(&words.iter().map(|word| &**word).collect::<Vec<_>>()),
    }
}

fn listed(words: &[&str]) -> String {
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}
