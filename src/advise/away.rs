//! What the rows come to for one model: its standing, the share of the weight that speaks for it, and how far away it is.

use super::advice::{Answer, CriterionRow, GateRow, ModelAdvice, Remedy, Standing, add};
use super::quantities::{Quantities, WEEK};
use super::rows::Profile;
use crate::facts::World;

/// What the rows come to for the model with this number.
pub(super) fn model_advice(
    profile: &Profile,
    number: usize,
    world: &World<'_>,
    quantities: &Quantities,
    gates: &[GateRow],
    criteria: &[CriterionRow],
) -> ModelAdvice {
    let model = &profile.models[number];
    let is = |answer: &Answer, kind: Kind| kind_of(answer) == kind;
    let gates_in = |kind| gates.iter().filter(|gate| is(&gate.answers[number], kind)).count();
    let criteria_in = |kind| criteria.iter().filter(move |row| is(&row.answers[number], kind));
    let weight = |kind| criteria_in(kind).map(|row| row.weight).fold(0.0, |sum, weight| sum + weight);
    let (gates_closed, gates_open) = (gates_in(Kind::No), gates_in(Kind::Open));
    let fit = [weight(Kind::Yes), weight(Kind::Yes) + weight(Kind::Open)];
    let mut bands: Vec<String> = fit.iter().filter_map(|share| band(profile, *share)).collect();
    bands.dedup();
    ModelAdvice {
        id: model.id.clone(),
        name: model.name.clone(),
        short: model.short.clone(),
        word: model.word.clone(),
        about: model.about.clone(),
        owner: model.owner.clone(),
        client: model.client.clone(),
        factory: model.factory.clone(),
        standing: match (gates_closed, gates_open) {
            (0, 0) => Standing::Open,
            (0, _) => Standing::CannotSay,
            _ => Standing::Closed,
        },
        gates_closed,
        gates_open,
        met: criteria_in(Kind::Yes).count(),
        not_met: criteria_in(Kind::No).count(),
        cannot_say: criteria_in(Kind::Open).count(),
        fit,
        bands,
        weeks: [quantities.weeks.low / WEEK, quantities.weeks.high / WEEK],
        away: away(profile, number, world, quantities, gates, criteria),
        remedies: remedies(number, gates, criteria),
        sources: model.sources.clone(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Yes,
    No,
    Open,
    Nothing,
}

const fn kind_of(answer: &Answer) -> Kind {
    match answer {
        Answer::Met => Kind::Yes,
        Answer::NotMet => Kind::No,
        Answer::CannotSay { .. } => Kind::Open,
        Answer::NotDue | Answer::NotAsked => Kind::Nothing,
    }
}

/// What a share is called. A share that falls short by floating-point dust is not less.
fn band(profile: &Profile, share: f64) -> Option<String> {
    profile.bands.iter().find(|band| share >= band.from - 1e-9).map(|band| band.says.clone())
}

/// What lies between a design and a model: things of a kind counted together, then each in its own words, once.
fn away(
    profile: &Profile,
    model: usize,
    world: &World<'_>,
    quantities: &Quantities,
    gates: &[GateRow],
    criteria: &[CriterionRow],
) -> Vec<String> {
    let closed = profile.gates.iter().zip(gates).filter(|(_, row)| row.answers[model] == Answer::NotMet).map(|(gate, _)| gate);
    let mut lacks: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut said = Vec::new();
    for gate in closed {
        match &gate.lacks {
            Some(noun) => match lacks.iter_mut().find(|(known, _)| known == noun) {
                Some((_, ids)) => ids.push(&gate.id),
                None => lacks.push((noun, vec![&gate.id])),
            },
            None => add(&mut said, gate.away.iter().map(|away| away.say(world, quantities)).collect()),
        }
    }
    let counted = |(noun, ids): (&str, Vec<&str>)| {
        let end = if ids.len() == 1 { "" } else { "s" };
        format!("{} {noun}{end} ({})", ids.len(), ids.join(", "))
    };
    let mut all: Vec<String> = lacks.into_iter().map(counted).collect();
    add(&mut all, said);
    add(&mut all, criteria.iter().filter_map(|row| row.away[model].clone()).collect());
    all
}

fn remedies(model: usize, gates: &[GateRow], criteria: &[CriterionRow]) -> Vec<Remedy> {
    let of_gates = gates.iter().filter_map(|row| {
        let does = row.remedies[model].clone()?;
        Some(Remedy { does, of: row.id.clone(), gate: true, weight: 0.0 })
    });
    let of_criteria = criteria.iter().filter_map(|row| {
        let does = row.remedies[model].clone()?;
        Some(Remedy { does, of: row.id.clone(), gate: false, weight: row.weight })
    });
    let mut by_weight: Vec<Remedy> = of_criteria.collect();
    by_weight.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    of_gates.chain(by_weight).collect()
}

/// The models that no gate closes and that may fit best, whatever is answered.
pub(super) fn in_question(models: &[ModelAdvice]) -> Vec<String> {
    let candidates = || models.iter().filter(|model| model.standing != Standing::Closed);
    let sure = candidates().map(|model| model.fit[0]).fold(0.0, f64::max);
    candidates().filter(|model| model.fit[1] >= sure - 1e-9).map(|model| model.id.clone()).collect()
}

/// The model that is open and fits better than every other that may be, whatever is answered.
pub(super) fn fits_best(models: &[ModelAdvice]) -> Option<String> {
    let open = models.iter().filter(|model| model.standing == Standing::Open);
    let others = |id: &str| {
        models
            .iter()
            .filter(|other| other.id != *id && other.standing != Standing::Closed)
            .map(|other| other.fit[1])
            .collect::<Vec<_>>()
    };
    open.into_iter()
        .find(|model| others(&model.id).into_iter().all(|most| model.fit[0] > most + 1e-9))
        .map(|model| model.id.clone())
}
