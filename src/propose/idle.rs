//! Waivers of a spec that cover nothing, neither at its stage nor at any later one: they are taken out where nothing else changes.

use std::cmp::Reverse;

use super::spelling::{Fixer, same};
use crate::design::{Spec, Stage, Waiver};
use crate::engine::Options;
use crate::facts::Kind;
use crate::judge::Judgement;
use crate::world::project::WaiverState;
use crate::yaml::{Edit, Original, Span};

const STAGES: [Stage; 6] = [Stage::Concept, Stage::Prototype, Stage::Evt, Stage::Dvt, Stage::Pvt, Stage::Production];

impl Fixer<'_> {
    /// The text of a spec without the waivers in it that cover nothing, and the checks that each of them named; none if there are
    /// none, if the text holds several designs, or if the judgement would be another without them.
    #[must_use]
    pub fn without_idle_waivers(&self, text: &str) -> Option<(String, Vec<String>)> {
        let spec = self.only(text)?;
        let now = spec.design.get().and_then(|about| about.stage.get().copied()).max(self.options.gate);
        let later = STAGES.into_iter().filter(|stage| Some(*stage) >= now);
        let gates = later.map(|stage| Options { gate: Some(stage), ..self.options.clone() });
        let judged: Vec<Judgement> = gates.map(|options| self.engine.judge(&spec, &options)).collect();
        let list = spec.waivers.get().map_or(&[][..], |list| list);
        let own = list.iter().enumerate().filter(|(_, element)| element.span().file == 0 && is_idle(element.span(), &judged));
        let mut idle: Vec<(usize, &Waiver)> = own.filter_map(|(index, element)| Some((index, element.get()?))).collect();
        // Comments, whose places are those of the text as it was, before those of the list, which are counted; each from the last.
        idle.sort_by_key(|(index, waiver)| (!waiver.lines.is_given(), Reverse((waiver.lines.span().start, *index))));
        let (mut after, mut gone) = (text.to_owned(), Vec::new());
        for (index, waiver) in idle {
            let edit = if waiver.lines.is_given() {
                Some(without_comment(&after, waiver.lines.span()))
            } else {
                Original::new(&after, "caseproof").remove_element("waivers", index)
            };
            if let Some(edit) = edit {
                after = edit.apply(&after);
                gone.push((index, named(waiver)));
            }
        }
        gone.sort();
        let gone: Vec<String> = gone.into_iter().map(|(_, name)| name).collect();
        let found = |spec: &Spec| self.besides_waivers(self.engine.judge(spec, self.options));
        let unchanged = || Some(same(&found(&spec), &found(&self.only(&after)?)));
        (!gone.is_empty() && unchanged() == Some(true)).then_some((after, gone))
    }

    /// The design of a text that holds one.
    fn only(&self, text: &str) -> Option<Spec> {
        let mut specs = self.specs(text)?;
        specs.pop().filter(|_| specs.is_empty())
    }

    /// A judgement without what is said of waivers, whose places shift as others go.
    fn besides_waivers(&self, mut judgement: Judgement) -> Judgement {
        let of_waiver = |check: &str| self.engine.find(check).is_ok_and(|check| check.subject.kind() == Kind::Waiver);
        judgement.findings.retain(|finding| !of_waiver(&finding.check));
        judgement
    }
}

/// Whether every check that a waiver names is without a finding for it in every judgement.
fn is_idle(waiver: Span, judged: &[Judgement]) -> bool {
    let inside = |span: Span| span.file == waiver.file && waiver.start <= span.start && span.end <= waiver.end;
    judged.iter().all(|judgement| {
        let mut states = judgement.accepted.iter().filter(|view| inside(view.span)).map(|view| view.state).peekable();
        states.peek().is_some() && states.all(|state| state == WaiverState::Unused)
    })
}

/// The edit that takes a comment out, with its line if nothing else stands in it.
fn without_comment(text: &str, comment: Span) -> Edit {
    let range = comment.range();
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[..range.start].trim_end_matches([' ', '\t']).len();
    let next = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at + 1);
    let range = if before <= line { line..next } else { before..range.end };
    Edit { range, text: String::new() }
}

/// What a waiver is about, as it is written on a command line.
fn named(waiver: &Waiver) -> String {
    let checks: Vec<&str> = waiver.checks().map(|(name, _)| name).collect();
    let at = waiver.at.get().map_or_else(String::new, |at| format!("@{at}"));
    format!("{}{at}", checks.join("+"))
}
