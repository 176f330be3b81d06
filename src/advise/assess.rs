//! The rows held against one design: each answered for each model with yes, no, or what would say it.

use super::advice::{Advice, Answer, CriterionRow, GateRow, ModelAdvice, MoneyRow, Open, PhaseRow, add};
use super::asked::Asked;
use super::away::{fits_best, in_question, model_advice};
use super::quantities::{Quantities, WEEK};
use super::rows::{Criterion, Gate, Level, Money, Phase, Profile};
use crate::catalogue::Severity;
use crate::facts::World;
use crate::judge::Judgement;
use crate::language::Truth;
use crate::quantity::{Bounds, find_unit};

/// All that can be said of a judged design but the questions.
pub(super) fn assess(profile: &Profile, world: &World<'_>, judgement: &Judgement, says: Option<String>) -> Advice {
    let about = world.spec.design.get();
    let (phases, weeks): (Vec<PhaseRow>, Vec<Bounds>) = way(profile, world);
    let found = found(judgement);
    let each: Vec<Quantities> = weeks.into_iter().map(|weeks| Quantities { weeks, ..found }).collect();
    let gates: Vec<GateRow> = profile.gates.iter().map(|gate| gate_row(gate, world, &each)).collect();
    let criteria: Vec<CriterionRow> = profile.criteria.iter().map(|criterion| criterion_row(criterion, world, &each)).collect();
    let money = profile.money.iter().filter_map(|money| money_row(money, world, &each, &found)).collect();
    let models: Vec<ModelAdvice> =
        (0..profile.models.len()).map(|model| model_advice(profile, model, world, &each[model], &gates, &criteria)).collect();
    let coverage = judgement.coverage;
    Advice {
        design: about.and_then(|about| about.name.get()).map_or_else(String::new, ToString::to_string),
        stage: world.stage.map(|stage| stage.word().to_owned()),
        says,
        open: Open {
            errors: found.errors,
            warnings: found.warnings,
            decided: coverage.applicable - coverage.not_assessed,
            applicable: coverage.applicable,
        },
        in_question: in_question(&models),
        fits_best: fits_best(&models),
        models,
        gates,
        criteria,
        phases,
        money,
        questions: Vec::new(),
        figures: profile.figures.all,
        proposals: profile.figures.proposed,
    }
}

/// The findings that stand, and what is expected to be lost to them.
fn found(judgement: &Judgement) -> Quantities {
    let standing = || judgement.findings.iter().filter(|finding| finding.stands());
    let count = |severity| standing().filter(|finding| finding.severity == severity).count();
    let money = standing().filter_map(|finding| finding.loss?.money);
    Quantities {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        loss: money.map(|money| money.si).fold(0.0, |sum, loss| sum + loss),
        ..Quantities::default()
    }
}

/// The phases that apply or may apply, and the sum of each model.
fn way(profile: &Profile, world: &World<'_>) -> (Vec<PhaseRow>, Vec<Bounds>) {
    let mut sums = vec![Bounds::exact(0.0, find_unit("weeks")); profile.models.len()];
    let mut rows = Vec::new();
    for phase in &profile.phases {
        let applies = holds(phase.applies.as_ref(), world, &Quantities::default());
        if applies == Answer::NotMet {
            continue;
        }
        let given = given(phase, world);
        let mut weeks = vec![None; sums.len()];
        for (model, usual) in &phase.weeks {
            let time = given.unwrap_or(*usual);
            let low = if applies == Answer::Met { time.low } else { 0.0 };
            sums[*model] = Bounds { low: sums[*model].low + low, high: sums[*model].high + time.high, ..sums[*model] };
            weeks[*model] = Some([low / WEEK, time.high / WEEK]);
        }
        let (id, title, sources) = (phase.id.clone(), phase.title.clone(), phase.sources.clone());
        rows.push(PhaseRow { id, title, applies, weeks, given: given.is_some(), sources });
    }
    (rows, sums)
}

/// The time of a phase that the spec gives, if it gives all of it.
fn given(phase: &Phase, world: &World<'_>) -> Option<Bounds> {
    let (given, all) = phase.given.as_ref()?;
    if holds(all.as_ref(), world, &Quantities::default()) != Answer::Met {
        return None;
    }
    given.value(world, &Quantities::default()).0.ok().filter(|time| time.low.is_finite() && time.high.is_finite())
}

/// Whether a condition holds; it does where there is none.
fn holds(asked: Option<&Asked>, world: &World<'_>, quantities: &Quantities) -> Answer {
    match asked.map(|asked| asked.judge(world, quantities)) {
        None | Some((Truth::True, _)) => Answer::Met,
        Some((Truth::False, _)) => Answer::NotMet,
        Some((Truth::Unknown, needs)) => Answer::CannotSay { needs, hangs_on: Vec::new() },
    }
}

fn gate_row(gate: &Gate, world: &World<'_>, each: &[Quantities]) -> GateRow {
    let answer = |(model, quantities): (usize, &Quantities)| {
        if gate.models.contains(&model) { gate_answer(gate, world, quantities) } else { Answer::NotAsked }
    };
    let answers: Vec<Answer> = each.iter().enumerate().map(answer).collect();
    let remedy = |(answer, quantities): (&Answer, &Quantities)| {
        let remedy = gate.remedy.as_ref().filter(|_| *answer == Answer::NotMet)?;
        Some(remedy.say(world, quantities))
    };
    GateRow {
        id: gate.id.clone(),
        title: gate.title.clone(),
        remedies: answers.iter().zip(each).map(remedy).collect(),
        answers,
        sources: gate.sources.clone(),
    }
}

/// Whether a gate is open for a model of which it is asked.
fn gate_answer(gate: &Gate, world: &World<'_>, quantities: &Quantities) -> Answer {
    match holds(gate.applies.as_ref(), world, quantities) {
        Answer::NotMet => return Answer::NotDue,
        Answer::Met => {}
        open => return open,
    }
    let closed = gate.closed.as_ref().map_or(Answer::NotMet, |closed| holds(Some(closed), world, quantities));
    let hangs_on: Vec<String> = gate.hangs_on.iter().cloned().collect();
    match closed {
        Answer::Met => Answer::NotMet,
        Answer::NotMet if hangs_on.is_empty() => Answer::Met,
        Answer::CannotSay { needs, .. } => Answer::CannotSay { needs, hangs_on },
        _ => Answer::CannotSay { needs: Vec::new(), hangs_on },
    }
}

/// The levels at which a design may stand, and the fields that would say at which.
fn levels<'l>(criterion: &'l Criterion, world: &World<'_>, quantities: &Quantities) -> (Vec<&'l Level>, Vec<String>) {
    let (mut possible, mut open) = (Vec::new(), Vec::new());
    for level in &criterion.levels {
        match holds(level.when.as_ref(), world, quantities) {
            Answer::Met => {
                possible.push(level);
                break;
            }
            Answer::CannotSay { needs, .. } => {
                possible.push(level);
                add(&mut open, needs);
            }
            _ => {}
        }
    }
    (possible, open)
}

fn criterion_row(criterion: &Criterion, world: &World<'_>, each: &[Quantities]) -> CriterionRow {
    let mut row = CriterionRow {
        id: criterion.id.clone(),
        title: criterion.title.clone(),
        weight: criterion.weight,
        weight_proposed: criterion.weight_proposed,
        answers: Vec::new(),
        stands: Vec::new(),
        remedies: Vec::new(),
        against: Vec::new(),
        needs: Vec::new(),
        sources: criterion.sources.clone(),
        away: Vec::new(),
    };
    for (model, quantities) in each.iter().enumerate() {
        let (possible, needs) = levels(criterion, world, quantities);
        let answer = answered(&possible, model, &needs);
        let level = if let [level] = possible[..] { Some(level) } else { None };
        let said = |of: &[(usize, super::asked::Sentence)]| {
            let (_, sentence) = of.iter().find(|(number, _)| *number == model)?;
            (answer == Answer::NotMet).then(|| sentence.say(world, quantities))
        };
        row.stands.push(level.map(|level| level.says.say(world, quantities)));
        // Where several levels are possible, all of them against a model, the one that is nearest says what to do.
        let first = possible.first();
        row.remedies.push(first.and_then(|level| said(&level.remedy)));
        row.against.push(first.and_then(|level| said(&level.against)));
        row.away.push(first.and_then(|level| said(&level.away)));
        row.answers.push(answer);
        add(&mut row.needs, needs);
    }
    row
}

/// Whether the levels at which a design may stand speak for a model.
fn answered(possible: &[&Level], model: usize, needs: &[String]) -> Answer {
    let fits = |level: &&Level| level.fits.contains(&model);
    let hangs = |level: &&Level| level.hangs_on.iter().find(|(number, _)| *number == model).map(|(_, on)| on.clone());
    if possible.iter().all(fits) {
        return Answer::Met;
    }
    if !possible.iter().any(fits) && !possible.iter().any(|level| hangs(level).is_some()) {
        return Answer::NotMet;
    }
    Answer::CannotSay { needs: needs.to_vec(), hangs_on: possible.iter().filter_map(hangs).collect() }
}

fn money_row(money: &Money, world: &World<'_>, each: &[Quantities], found: &Quantities) -> Option<MoneyRow> {
    let applies = holds(money.applies.as_ref(), world, found);
    let mut needs = match applies {
        Answer::NotMet => return None,
        Answer::CannotSay { needs, .. } => needs,
        _ => Vec::new(),
    };
    let sure = needs.is_empty();
    let mut known = None;
    if let Some([low, high]) = &money.ends {
        let (low, least) = low.value(world, found);
        let (high, most) = high.value(world, found);
        add(&mut needs, least);
        add(&mut needs, most);
        known = low.ok().zip(high.ok()).map(|(low, high)| {
            let least = if sure { low.low } else { 0.0 };
            Bounds { low: least.max(0.0), high: high.high, unit: find_unit("USD") }
        });
    }
    let finite = |end: f64| end.is_finite().then_some(end);
    Some(MoneyRow {
        id: money.id.clone(),
        title: money.title.clone(),
        usd: known.map(|known| [finite(known.low), finite(known.high)]),
        shown: known.map(|known| known.in_three_figures().to_string()),
        quoted: money.ends.is_none(),
        basis: money.basis.say(world, found),
        paid: (0..each.len())
            .map(|model| money.paid.iter().find(|(number, _)| *number == model).map(|(_, by)| by.clone()))
            .collect(),
        needs,
        sources: money.sources.clone(),
    })
}
