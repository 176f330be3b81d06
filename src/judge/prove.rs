//! What is said of a finding: severity, confidence, places, sources, values. Everything comes from the judgement and the notes
//! behind it.

use std::borrow::Cow;

use super::clear::{clears, field};
use super::fill::{show, telling, values};
use super::weigh::{Weighed, Weight, capped, is_given, weakest};
use crate::catalogue::{Check, Measure};
use crate::facts::{Note, Origin, Trace, Value, World};
use crate::finding::{Citation, Confidence, Finding, Label, Limit, Loss, Measured};
use crate::knowledge::library;
use crate::language::{Figure, Path, Truth};
use crate::quantity::{self, Toward, find_unit};
use crate::vocabulary::Item;
use crate::yaml::Span;

/// The finding of a check that holds.
pub(super) fn finding(check: &Check, world: &World<'_>, slots: &[Item], weighed: &Weighed) -> Finding {
    let definition = &check.definition;
    let origins = world.origins(&weighed.notes);
    let basis = weakest(check, &origins);
    let confidence = Confidence::from(basis);
    let severity = capped(weighed.severity, basis);
    let at = world.path(slots[0]);
    let weight = weighed.measured.as_ref();
    let field = check.measure.as_ref().and_then(|measure| field(measure, world, slots));
    let labels = labels(check, world, slots, weight, &origins);
    let cause = check.cause.as_ref().and_then(|path| cause(path, world, slots));
    let clears = match weight {
        Some(weight) if !definition.claim => clears(weight, field.as_ref(), world),
        _ => Vec::new(),
    };
    let measured = weight.zip(check.measure.as_deref()).and_then(|(weight, measure)| {
        let given = |figure: &Figure| is_given(figure, world, slots);
        measured(measure, weight, field.as_deref(), given)
    });
    Finding {
        code: definition.code.clone(),
        check: definition.name.clone(),
        severity,
        consequence: definition.consequence,
        confidence,
        values: values(check, world, slots, measured.as_ref()),
        sources: citations(check, world, weight, &origins),
        identity: world.identity(slots[0]),
        span: labels.first().map_or_else(|| world.span(slots[0]), |label| label.span),
        cause: cause.or_else(|| labels.first().map(|label| label.at.clone())).unwrap_or_else(|| at.clone()),
        at,
        folded_under: None,
        labels,
        measured,
        clears,
        loss: check.loss.as_ref().and_then(|path| loss(path, world, slots)),
        waits: super::clear::needs(world, world.needs(&weighed.worse), None, &[]),
        fingerprint: String::new(),
    }
}

/// To which side a number is rounded, if it is an end of a confidence interval.
fn toward(figure: &Figure) -> Option<Toward> {
    figure.path()?.fact()?.toward()
}

/// What was measured; `given` tells whether a number stands in the design or a table as it is.
fn measured(measure: &Measure, weight: &Weight, field: Option<&str>, given: impl Fn(&Figure) -> bool) -> Option<Measured> {
    let bounds = weight.bounds.iter().map(|bound| Limit {
        severity: bound.severity,
        side: bound.side,
        value: show(telling(bound), weight),
        given: given(&measure.bounds[bound.number].limit),
        toward: toward(&measure.bounds[bound.number].limit),
    });
    Some(Measured {
        name: measure.name.to_string(),
        at: field.map(str::to_owned),
        actual: show(weight.actual, weight),
        given: given(&measure.figure),
        toward: toward(&measure.figure),
        bounds: bounds.collect(),
        decided: weight.decided?,
    })
}

/// The path of the thing that a fact names, if that is a thing of the design; otherwise where its value stands.
fn cause(path: &Path, world: &World<'_>, slots: &[Item]) -> Option<String> {
    match path.value(world, slots, &mut Trace::off()) {
        Ok(Value::Item(item)) if world.span(item) != Span::default() => Some(world.path(item)),
        _ => place(path, world, slots).map(|(at, _)| at),
    }
}

/// The labels of a check that find a place where it flags a design.
pub(super) fn used_labels(world: &World<'_>, check: &Check) -> Vec<usize> {
    let flagged = super::subjects::slots(check.subject, world)
        .into_iter()
        .filter(|slots| super::weigh::weigh(check, world, slots).truth == Truth::True);
    let mut used = Vec::new();
    for slots in flagged {
        used.extend((0..check.labels.len()).filter(|label| place(&check.labels[*label].0, world, &slots).is_some()));
    }
    used
}

/// Where the value of a fact stands in the design; the thing itself for a name without facts.
fn place(path: &Path, world: &World<'_>, slots: &[Item]) -> Option<(String, Span)> {
    let mut trace = Trace::on();
    let _ = path.value(world, slots, &mut trace);
    let origins = world.origins(trace.notes());
    let last = given(&origins).last().map(|(at, span)| (at.map_or_else(|| world.path(slots[0]), str::to_owned), span));
    last.or_else(|| path.fact().is_none().then(|| (world.path(slots[0]), world.span(slots[0]))))
}

/// What is expected to be lost to a finding: the share that its check names, in money where the design gives cost and volume.
fn loss(path: &Path, world: &World<'_>, slots: &[Item]) -> Option<Loss> {
    let Ok(Value::Number(share)) = path.value(world, slots, &mut Trace::off()) else { return None };
    let share = share.si.clamp(0.0, 1.0);
    let production = world.spec.production.get();
    let cost = production.and_then(|production| production.target_unit_cost.get());
    let volume = production.and_then(|production| production.annual_volume.get());
    let money = cost.zip(volume).and_then(|(cost, volume)| {
        // A share that is lost has to be made again: for each good unit share / (1 - share) more are started.
        crate::formulas::cost::cost_of_yield_gap(volume.si(), cost.si(), 1.0, 1.0 - share)
    });
    Some(Loss { share, money: money.map(|money| quantity::Measure::new(money, find_unit("USD"))) })
}

fn given(origins: &[Origin]) -> impl Iterator<Item = (Option<&str>, Span)> {
    origins.iter().filter_map(|origin| match origin {
        Origin::Given { span, at } if *span != Span::default() => Some((at.as_deref(), *span)),
        _ => None,
    })
}

/// The places to show: the one that was measured or decided first, then those the check has something to say about, then all
/// others.
fn labels(check: &Check, world: &World<'_>, slots: &[Item], weight: Option<&Weight>, origins: &[Origin]) -> Vec<Label> {
    let own = world.path(slots[0]);
    let mut labels: Vec<Label> = Vec::new();
    let mut add = |at: Option<&str>, span: Span, text: Option<u16>| match labels.iter_mut().find(|label| label.span == span) {
        Some(known) => known.label = known.label.or(text),
        None => labels.push(Label { at: at.unwrap_or(&own).to_owned(), span, label: text }),
    };
    let stated = check.at.as_ref().and_then(|path| place(path, world, slots));
    if let Some((at, span)) = &stated {
        add(Some(at), *span, None);
    } else {
        let measured = weight.map_or_else(Vec::new, |weight| world.origins(&weight.notes));
        let first = given(&measured).next().or_else(|| given(origins).next()).unwrap_or_else(|| (None, world.span(slots[0])));
        add(first.0, first.1, None);
    }
    for (number, (path, _)) in (0..).zip(&*check.labels) {
        if let Some((at, span)) = place(path, world, slots) {
            add(Some(&at), span, Some(number));
        }
    }
    for (at, span) in given(origins) {
        add(at, span, None);
    }
    labels
}

fn citations(check: &Check, world: &World<'_>, weight: Option<&Weight>, origins: &[Origin]) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    let mut add = |id: &str, figure: &str| {
        if !citations.iter().any(|known| known.id == id && known.figure == figure) {
            citations.push(Citation { id: id.to_owned(), figure: figure.to_owned() });
        }
    };
    let cite = |origin: &Origin, add: &mut dyn FnMut(&str, &str)| {
        let (sources, figure): (&[u16], Cow<'_, str>) = match origin {
            Origin::Given { .. } => return,
            Origin::Table { entry, property, sources, .. } => (sources, [*entry, " ", *property].concat().into()),
            Origin::Row { what, sources, .. } => (sources, Cow::Borrowed(what)),
            Origin::Limit(index) => {
                let limit = &check.limits[*index];
                add(&limit.source, &format!("{} {}", limit.name, limit.measure));
                return;
            }
        };
        if sources.is_empty() {
            add("unverified", &figure);
        }
        for source in sources {
            add(library().source(*source).id, &figure);
        }
    };
    // What decided comes first, then the mechanism, then what else the judgement asked of the tables.
    let decided: &[Note] = weight.and_then(|weight| Some(&weight.bounds[weight.decided?])).map_or(&[], |bound| &bound.notes);
    let decided = world.origins(decided);
    for origin in &decided {
        cite(origin, &mut add);
    }
    for source in &check.definition.sources {
        add(source, "");
    }
    for origin in origins.iter().filter(|origin| !decided.contains(origin)) {
        cite(origin, &mut add);
    }
    citations
}
