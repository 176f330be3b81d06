//! The loosest tolerances of a stack in words: what each contributor gets, what comes of it, and why nothing looser does.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::sanitize::one_line;
use super::stack::{length, ppm};
use super::table::table;
use super::wrap::paragraph;
use crate::finding::SourceFile;
use crate::propose::{Effect, Place};
use crate::quantity::display_number;
use crate::study::{Allocated, Allocation, Fixed, Held, Step};

/// What the checks say of the design with the loosest tolerances in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Judged {
    /// Errors and warnings that are gone, as `CODE at PLACE`.
    pub cleared: Vec<String>,
    /// Findings that are new or worse.
    pub raised: Vec<String>,
    /// Checks that can no longer be decided.
    pub opened: Vec<String>,
}

impl From<&Effect> for Judged {
    fn from(effect: &Effect) -> Self {
        let said = |places: &[Place]| places.iter().map(|place| format!("{} at {}", place.code, place.at)).collect();
        Self { cleared: said(&effect.cleared), raised: said(&effect.raised), opened: said(&effect.opened) }
    }
}

/// Writes the loosest tolerances of a stack.
pub fn write_allocation(
    file: &SourceFile,
    study: &Allocation,
    judged: Option<&Judged>,
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let (low, high) = study.limits;
    let goal = match study.share {
        Some(share) => format!("at most {} of the units may be outside", ppm(share)),
        None => "no unit may be outside at the worst case".to_owned(),
    };
    let works = format!("a gap of {} to {} works, {goal}", length(low), length(high));
    writeln!(out, "{} ({}): {works}\n", one_line(&study.stack), one_line(&file.path))?;
    write!(out, "{}", table(&contributors(study)))?;
    writeln!(out)?;
    write!(out, "{}", table(&outcomes(study)))?;
    writeln!(out)?;
    for line in said(study).into_iter().chain(judged.map(judgement)) {
        write!(out, "{}", paragraph("", &line, width))?;
    }
    Ok(())
}

fn plus_minus(half_width: f64) -> String {
    format!("±{}", length(half_width))
}

/// A tolerance with its group.
fn step(step: &Step) -> String {
    let group = if step.group.is_empty() { String::new() } else { format!(" {}", one_line(&step.group)) };
    let star = if step.unverified { " *" } else { "" };
    format!("{}{group}{star}", plus_minus(step.half_width))
}

/// What comes of a set, by what it is asked to keep.
fn outcome(study: &Allocation, held: &Held) -> String {
    match study.share {
        Some(_) => ppm(held.outside),
        None => gap(held),
    }
}

fn gap(held: &Held) -> String {
    format!("{} to {}", length(held.worst_case.minimum), length(held.worst_case.maximum))
}

fn contributors(study: &Allocation) -> Vec<Vec<String>> {
    let mut head = vec!["  contributor", "nominal", "now", "as usual", "loosest set", "closer"];
    head.extend(study.by_cost.then_some("cost"));
    head.extend(["one step wider", "alone at its closest"]);
    let mut rows = vec![head.into_iter().map(str::to_owned).collect()];
    rows.extend(study.contributors.iter().map(|one| row(study, one)));
    rows
}

fn row(study: &Allocation, one: &Allocated) -> Vec<String> {
    let shown = |held: Option<Held>| held.map_or_else(String::new, |held| outcome(study, &held));
    let chosen = match (&one.chosen, one.fixed) {
        (_, Some(_)) => "kept".to_owned(),
        (Some(chosen), None) => step(chosen),
        (None, None) => "none".to_owned(),
    };
    let closer = one.chosen.as_ref().filter(|chosen| chosen.closer > 1.0);
    let mark = if changes(one) { "> " } else { "  " };
    let mut row = vec![
        format!("{mark}{}", one_line(&one.name)),
        length(one.nominal),
        plus_minus(one.present),
        one.usual.map_or_else(String::new, plus_minus),
        chosen,
        closer.map_or_else(String::new, |chosen| format!("{} times", display_number(chosen.closer))),
    ];
    if study.by_cost {
        row.push(one.chosen.as_ref().and_then(|chosen| chosen.cost).map_or_else(String::new, money));
    }
    row.extend([shown(one.one_wider), shown(one.alone_closest)]);
    row
}

/// Whether the loosest set gives a contributor another tolerance than the design has.
fn changes(one: &Allocated) -> bool {
    one.fixed.is_none() && one.chosen.as_ref().is_some_and(|chosen| !chosen.present)
}

fn money(cost: f64) -> String {
    format!("{} USD", display_number(cost))
}

fn outcomes(study: &Allocation) -> Vec<Vec<String>> {
    let mut rows = vec![["", "units outside", "worst case"].map(str::to_owned).to_vec()];
    let mut add = |name: &str, held: &Held| rows.push(vec![name.to_owned(), ppm(held.outside), gap(held)]);
    add("now", &study.present);
    add("all as usual", &study.usual);
    add("all at their closest", &study.closest);
    if let Some(held) = &study.held {
        add("loosest set", held);
    }
    rows
}

/// What follows from the tables, a sentence each.
fn said(study: &Allocation) -> Vec<String> {
    let mut lines = Vec::new();
    match &study.held {
        Some(held) => found(study, held, &mut lines),
        None => not_found(study, &mut lines),
    }
    if let Some(least) = named(study, study.least_worth.as_ref()) {
        let closest = least.steps.last().map_or_else(String::new, step);
        if let Some(alone) = &least.alone_closest {
            lines.push(format!(
                "not worth holding closer: {}; even {closest} leaves {}, where all as usual leaves {}",
                one_line(&least.name),
                outcome(study, alone),
                outcome(study, &study.usual)
            ));
        }
    }
    lines.extend(study.contributors.iter().filter_map(kept));
    let left_out = study.contributors.iter().filter(|one| !one.without_cost.is_empty());
    lines.extend(left_out.map(|one| {
        format!("{}: no cost is given for {}, so it was left out", one_line(&one.name), one_line(&one.without_cost.join(", ")))
    }));
    if study.contributors.iter().any(changes) {
        lines.push("> a tolerance that the loosest set changes; the others stay as the design has them".to_owned());
    }
    if study.contributors.iter().flat_map(|one| &one.steps).any(|step| step.unverified) {
        lines.push("* rests on a figure without a source".to_owned());
    }
    lines
}

fn named<'s>(study: &'s Allocation, name: Option<&String>) -> Option<&'s Allocated> {
    name.and_then(|name| study.contributors.iter().find(|one| one.name == *name))
}

fn found(study: &Allocation, held: &Held, lines: &mut Vec<String>) {
    let closer = study.contributors.iter().filter_map(|one| one.chosen.as_ref()).filter(|chosen| chosen.closer > 1.0).count();
    let all = study.contributors.len();
    let asks = match (study.cost, closer) {
        (Some(cost), _) => format!("costs {} for one unit on top of what is usual", money(cost)),
        (None, 0) => "asks nothing that is not usual".to_owned(),
        (None, 1) => format!("holds 1 of {all} contributors closer than is usual"),
        (None, closer) => format!("holds {closer} of {all} contributors closer than is usual"),
    };
    let proof =
        if study.proven { "no looser one keeps the limits" } else { "no looser one was found; of a formula that is not proven" };
    let sets =
        if study.sets > 1.0 { format!("the loosest of {} sets", display_number(study.sets)) } else { "the only set".to_owned() };
    let proof = if study.sets > 1.0 { format!("; {proof}") } else { String::new() };
    lines.push(format!("{sets} {asks}{proof}"));
    if study.contributors.iter().all(|one| one.chosen.as_ref().is_some_and(|chosen| chosen.present)) {
        lines.push("it is what the design has".to_owned());
    }
    match study.share {
        Some(share) => lines.push(format!("margin: {} of the units below the {} allowed", ppm(share - held.outside), ppm(share))),
        None => {
            let (low, high) = (held.worst_case.minimum - study.limits.0, study.limits.1 - held.worst_case.maximum);
            lines.push(format!("margin: {} at the small end, {} at the large end", length(low.max(0.0)), length(high.max(0.0))));
        }
    }
    let Some(looser) = named(study, study.next_looser.as_ref()) else { return };
    let chosen = looser.chosen.as_ref().and_then(|chosen| looser.steps.iter().position(|step| step == chosen));
    let wider = chosen.and_then(|number| number.checked_sub(1)).map(|number| step(&looser.steps[number]));
    if let (Some(wider), Some(held)) = (wider, &looser.one_wider) {
        let verdict = match study.share {
            Some(share) if held.outside <= share => "which costs more",
            Some(_) => "too many",
            None if held.worst_case.minimum >= study.limits.0 && held.worst_case.maximum <= study.limits.1 => "which costs more",
            None => "outside the limits",
        };
        lines.push(format!("the next looser set has {} at {wider}: {}, {verdict}", one_line(&looser.name), outcome(study, held)));
    }
}

fn not_found(study: &Allocation, lines: &mut Vec<String>) {
    if !study.proven && study.sets > 1.0 {
        lines.push(format!("no set was found that keeps the limits, and not all of {} were tried", display_number(study.sets)));
        return;
    }
    lines.push(format!(
        "no set keeps the limits: even with all contributors at the closest that their processes are made to it is {}",
        outcome(study, &study.closest)
    ));
    let middle = f64::midpoint(study.limits.0, study.limits.1);
    if let Some(centered) = &study.centered {
        let moved = middle - study.mean;
        if moved.abs() > f64::EPSILON {
            lines.push(format!(
                "the mean gap is {}, the middle of its limits {}: with a nominal moved by {} it would be {}",
                length(study.mean),
                length(middle),
                length(moved),
                outcome(study, centered)
            ));
        }
    }
}

/// Why a contributor keeps its tolerance.
fn kept(one: &Allocated) -> Option<String> {
    let why = match one.fixed? {
        Fixed::NoPart => "it belongs to no part of the design".to_owned(),
        Fixed::NoScatter => "it does not scatter".to_owned(),
        Fixed::Measured => "it scatters as measured, whatever the drawing says".to_owned(),
        Fixed::Bought => "its part is bought, and holds what its maker holds".to_owned(),
        Fixed::NotKnown if one.needs.is_empty() => "no general tolerance is known for its process".to_owned(),
        Fixed::NotKnown => format!("what its process holds is not known, needs {}", one_line(&one.needs.join(", "))),
    };
    Some(format!("{} keeps {}: {why}", one_line(&one.name), plus_minus(one.present)))
}

fn judgement(judged: &Judged) -> String {
    let said = |word: &str, places: &[String]| match places {
        [] => format!("{word} nothing"),
        places => format!("{word} {}", one_line(&places.join(", "))),
    };
    let opened = if judged.opened.is_empty() { String::new() } else { format!(", {}", said("opens", &judged.opened)) };
    format!("judged again with this set: {}, {}{opened}", said("clears", &judged.cleared), said("raises", &judged.raised))
}
