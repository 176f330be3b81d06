//! Whether a design can be made: each question of the commitment answered yes, no or cannot say, with what says so.

use std::collections::BTreeSet;

use serde::Serialize;

use super::table::{QUESTIONS, Question};
use crate::catalogue::{Check, Severity};
use crate::engine::{Engine, Options};
use crate::facts::typed::{Dimension, Measurement, Part, Process, Thing as _};
use crate::facts::{FactId, Trace, World};
use crate::finding::{DesignReport, Finding};
use crate::judge::judge_world;
use crate::knowledge::Table;
use crate::vocabulary::{Kind, figure};

/// A process that works in a mold.
const USES_MOLD: FactId = figure(Table::Process, "uses_mold");
/// A process that needs another tool of its own, such as a die.
const OWN_TOOL: FactId = figure(Table::Process, "own_tool");

/// Fields that are named with a question; of more the first tell enough.
const MOST_NEEDS: usize = 8;

/// The commitment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Feasibility {
    /// `feasible`, `with-changes`, `not` or `cannot-say`.
    pub result: &'static str,
    /// Where the subjects of the questions come from.
    pub source: String,
    /// The questions in their order.
    pub answers: Vec<Answer>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Its id.
    pub id: String,
    /// The question in English.
    pub en: String,
    /// The question in Chinese.
    pub zh: String,
    /// `yes`, `no`, `cannot-say` or `does-not-apply`.
    pub answer: &'static str,
    /// Whether it decides about the design.
    pub weighs: bool,
    /// Whether no design tells, so that somebody at the factory has to.
    pub outside: bool,
    /// Errors and warnings that say no, by their numbers among the findings.
    pub against: Vec<usize>,
    /// Errors and warnings by which nobody knows yet.
    pub open: Vec<usize>,
    /// Advice about it.
    pub advice: Vec<usize>,
    /// Judgements about it that passed.
    pub passed: usize,
    /// Judgements about it that could not be decided.
    pub undecided: usize,
    /// The fields that would decide most of these, the first ones.
    pub needs: Vec<Asked>,
    /// Fields beyond these.
    pub more: usize,
}

/// A field that is missing for an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// The field.
    pub at: String,
    /// Judgements that wait for it.
    pub decides: usize,
    /// Codes of their checks.
    pub codes: BTreeSet<String>,
}

pub(super) fn feasibility(engine: &Engine, world: &World<'_>, judged: &DesignReport, options: &Options) -> Feasibility {
    // Checks that read the coverage of the design ask for that of all checks.
    let all: Vec<&Check> = engine.checks().iter().collect();
    let _ = judge_world(world, &all, options.today.as_deref());
    let answers: Vec<Answer> =
        QUESTIONS.questions.iter().map(|question| answer(question, engine, world, judged, options)).collect();
    Feasibility { result: result(&answers, judged), source: QUESTIONS.source.clone(), answers }
}

fn answer(question: &Question, engine: &Engine, world: &World<'_>, judged: &DesignReport, options: &Options) -> Answer {
    let numbers = |patterns: &[String], grave: bool| -> Vec<usize> {
        let found =
            |finding: &Finding| QUESTIONS.names(patterns, &finding.check) && (finding.severity > Severity::Advice) == grave;
        // What is folded under a finding that is named here says the same.
        let leads = |finding: &Finding| finding.folded_under.is_some_and(|lead| found(&judged.findings[lead]));
        let named = judged.findings.iter().enumerate().filter(|(_, finding)| found(finding) && !leads(finding));
        named.map(|(number, _)| number).collect()
    };
    let concerns = |check: &str| {
        let named = |patterns: &[String]| QUESTIONS.names(patterns, check);
        named(&question.no) || named(&question.open) || question.applies.iter().any(|name| name == check)
    };
    let own: Vec<&Check> = engine.checks().iter().filter(|check| concerns(&check.name)).collect();
    let coverage = judge_world(world, &own, options.today.as_deref()).coverage;
    let undecided = judged.not_assessed.iter().filter(|open| concerns(&open.check)).count();
    let mut needs = needs(judged, concerns);
    let advice = || numbers(&question.no, false).into_iter().chain(numbers(&question.open, false));
    let mut said = Answer {
        id: question.id.clone(),
        en: question.en.clone(),
        zh: question.zh.clone(),
        answer: "",
        weighs: question.weighs,
        outside: question.outside,
        against: numbers(&question.no, true),
        open: numbers(&question.open, true),
        advice: advice().collect(),
        passed: coverage.passed,
        undecided,
        more: needs.len().saturating_sub(MOST_NEEDS),
        needs: needs.drain(..needs.len().min(MOST_NEEDS)).collect(),
    };
    if question.dimensions {
        tolerances(world, &mut said);
    }
    if question.tools {
        also(&mut said, tools(world));
    }
    said.answer = if !question.applies.is_empty() {
        applies(question, world, &mut said, coverage.failed)
    } else if question.critical {
        critical(world, &mut said)
    } else {
        verdict(&said)
    };
    said
}

/// What stands of a question about critical dimensions, each of which has to be read on pieces that its process made.
fn critical(world: &World<'_>, said: &mut Answer) -> &'static str {
    let all = (0..world.dimensions.len()).map(|number| Dimension::at(world, number));
    let critical: Vec<Dimension<'_>> = all.filter(|dimension| dimension.critical(&mut Trace::off()) != Ok(false)).collect();
    if world.dimensions.is_empty() {
        also(said, vec!["parts.*.dimensions".to_owned()]);
    } else if critical.is_empty() {
        // Nothing has to be read, so nothing is missing.
        said.undecided = 0;
        said.needs.clear();
        said.more = 0;
    }
    also(said, critical.into_iter().filter_map(|dimension| unread(world, dimension)).collect());
    verdict(said)
}

/// What would say how a dimension comes out of its process; none where readings do.
fn unread(world: &World<'_>, dimension: Dimension<'_>) -> Option<String> {
    let readings = dimension.measurements(&mut Trace::off()).unwrap_or_default();
    let made = |reading: &Measurement<'_>| reading.from_production(&mut Trace::off());
    if readings.iter().any(|reading| made(reading) == Ok(true)) {
        return None;
    }
    let untold = readings.iter().find(|reading| made(reading).is_err());
    Some(untold.map_or_else(|| "evidence.measurements".to_owned(), |reading| format!("{}.process", world.path(reading.item()))))
}

/// The tools that processes ask for and that are not described, or whose cost is not.
fn tools(world: &World<'_>) -> Vec<String> {
    let off = &mut Trace::off();
    let mut missing = Vec::new();
    for (number, view) in world.parts.iter().enumerate() {
        let Some(process) = view.process.map(|process| Process::at(world, process.into())) else { continue };
        let asks = [USES_MOLD, OWN_TOOL].into_iter().any(|fact| process.flag(fact, off) == Ok(true));
        match view.part.tool.get() {
            None if asks && Part::at(world, number).made(off) == Ok(true) => missing.push(format!("parts.{}.tool", view.id)),
            Some(tool) if !tool.cost.is_given() => missing.push(format!("parts.{}.tool.cost", view.id)),
            _ => {}
        }
    }
    missing
}

/// What the findings and the open checks of a question say.
fn verdict(said: &Answer) -> &'static str {
    if !said.against.is_empty() {
        "no"
    } else if said.outside || !said.open.is_empty() || said.undecided > 0 {
        "cannot-say"
    } else if said.passed > 0 {
        "yes"
    } else {
        "does-not-apply"
    }
}

/// What the spec says of tolerances and of the gaps that they leave, as far as no check judges it: each tolerance against that which
/// its process holds as a matter of course.
fn tolerances(world: &World<'_>, said: &mut Answer) {
    let mut needs: Vec<String> = Vec::new();
    let mut known = 0;
    for number in 0..world.dimensions.len() {
        let dimension = Dimension::at(world, number);
        let path = world.path(dimension.item());
        let mut trace = Trace::on();
        match (dimension.tolerance(&mut Trace::off()), dimension.general_tolerance(&mut trace)) {
            (Err(_), _) => needs.push(format!("{path}.tolerance")),
            // The checks speak of what was measured.
            _ if is_measured(dimension) => known += 1,
            (Ok(given), Ok(usual)) if given.low >= usual.high => known += 1,
            // A check speaks of what is tighter and matters; of the others nobody knows before it is measured.
            (Ok(_), Ok(_)) => needs.push("evidence.measurements".to_owned()),
            (Ok(_), Err(_)) => {
                let wanted = world.needs(trace.notes()).first().map(|wish| wish.at.to_string());
                needs.push(wanted.unwrap_or_else(|| format!("{path}.nominal")));
            }
        }
    }
    if world.dimensions.is_empty() {
        needs.push("parts.*.dimensions".to_owned());
    }
    if world.stacks.is_empty() {
        needs.push("stacks".to_owned());
    }
    said.passed += known;
    also(said, needs);
}

/// Adds fields that are missing for an answer beside those of its checks.
fn also(said: &mut Answer, needs: Vec<String>) {
    said.undecided += needs.len();
    for at in needs {
        let shown = said.needs.len();
        match said.needs.iter_mut().find(|asked| asked.at == at) {
            Some(asked) => asked.decides += 1,
            None if shown < MOST_NEEDS => said.needs.push(Asked { at, decides: 1, codes: BTreeSet::new() }),
            None => said.more += 1,
        }
    }
}

/// Whether there is a measurement of a dimension.
fn is_measured(dimension: Dimension<'_>) -> bool {
    dimension.measurements(&mut Trace::off()).is_ok_and(|list| !list.is_empty())
}

/// Whether one of the checks has anything to judge.
fn applies(question: &Question, world: &World<'_>, said: &mut Answer, failed: usize) -> &'static str {
    let kind = question.kind.as_deref().and_then(Kind::from_word);
    if said.passed + failed > 0 {
        "yes"
    } else if kind.is_some_and(|kind| world.count(kind) == 0) {
        let at = question.field.clone().unwrap_or_default();
        said.needs = vec![Asked { at, decides: 1, codes: BTreeSet::new() }];
        "cannot-say"
    } else if said.undecided > 0 {
        "cannot-say"
    } else {
        "no"
    }
}

/// The fields that some checks wait for, that first for which most do.
fn needs(judged: &DesignReport, concerns: impl Fn(&str) -> bool) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for open in judged.not_assessed.iter().filter(|open| concerns(&open.check)) {
        for need in &open.needs {
            let known = asked.iter().position(|asked| asked.at == need.at).unwrap_or_else(|| {
                asked.push(Asked { at: need.at.clone(), decides: 0, codes: BTreeSet::new() });
                asked.len() - 1
            });
            asked[known].decides += 1;
            asked[known].codes.insert(open.code.clone());
        }
    }
    asked.sort_by(|one, other| other.decides.cmp(&one.decides).then_with(|| one.at.cmp(&other.at)));
    asked
}

/// What all answers that weigh come to: an error says that the design has to be revised, a warning that it has to be changed.
fn result(answers: &[Answer], judged: &DesignReport) -> &'static str {
    let weighing = || answers.iter().filter(|answer| answer.weighs);
    let mut against = weighing().flat_map(|answer| &answer.against);
    if against.any(|number| judged.findings[*number].severity == Severity::Error) {
        "not"
    } else if weighing().any(|answer| answer.answer == "no") {
        "with-changes"
    } else if weighing().any(|answer| answer.answer == "cannot-say") {
        "cannot-say"
    } else {
        "feasible"
    }
}
