//! What could stand at a place in words: what nothing beats, what is beaten by what, what is out, and what would change that.

use std::collections::BTreeMap;
use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::sanitize::one_line;
use super::table::table;
use super::wrap::paragraph;
use crate::propose::{Aspect, Flip, Known, Ranked, Screened, Selection};
use crate::quantity::{Measure, display_number, find_unit};

/// What could stand at a place, for programs.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Selected {
    /// Name of the file.
    pub file: String,
    /// The field that was chosen for.
    pub field: String,
    /// What stands there now.
    pub present: Option<String>,
    /// Candidates that nothing beats.
    pub standing: Vec<SelectedCandidate>,
    /// Candidates that are beaten in all that is known of them, and of which something is not.
    pub hanging: Vec<SelectedCandidate>,
    /// Candidates that are beaten.
    pub beaten: Vec<SelectedCandidate>,
    /// Candidates of which it cannot be told whether they raise an error, although it can be told of what stands there now.
    pub untold: Vec<SelectedOut>,
    /// Candidates that are out, what stands there now among them where it has an error that another one does without.
    pub screened: Vec<SelectedOut>,
    /// Entries that were not tried, because they do other work than what stands there now.
    pub aside: usize,
    /// What would change the order, in sentences.
    pub flips: Vec<String>,
}

/// A candidate without an error that another one does without. Its places go without its own name.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SelectedCandidate {
    /// Its id.
    pub id: String,
    /// Its family.
    pub family: String,
    /// Whether it stands there now.
    pub present: bool,
    /// Its quantities in SI units, each with its two ends; none where it is not known.
    pub quantities: BTreeMap<String, Option<[f64; 2]>>,
    /// The measured check with the least margin.
    pub least_margin: Option<String>,
    /// Findings that hang on the choice, as `CODE at PLACE`, the worst first.
    pub findings: Vec<String>,
    /// Checks that cannot be decided with it and can with another, as `CODE at PLACE`.
    pub open: Vec<String>,
    /// Ids of the candidates that beat it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beaten_by: Vec<String>,
}

/// A candidate that is out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SelectedOut {
    /// Its id.
    pub id: String,
    /// Whether it stands there now.
    pub present: bool,
    /// Code of the first error that it has or may have; none if the design does not load with it.
    pub code: Option<String>,
    /// Where that is.
    pub at: String,
    /// What would have to be known to tell; empty where it has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// How many errors it has that another one does without.
    pub errors: usize,
}

/// The name of a quantity, and its unit.
const fn said(aspect: Aspect) -> (&'static str, &'static str) {
    match aspect {
        Aspect::Errors => ("errors", ""),
        Aspect::Warnings => ("warnings", ""),
        Aspect::Advice => ("advice", ""),
        Aspect::Open => ("open", ""),
        Aspect::Unverified => ("unverified", ""),
        Aspect::Margin => ("least margin", "%"),
        Aspect::Mass => ("mass", "g"),
        Aspect::MassByArea => ("mass by area", "g/m2"),
        Aspect::Density => ("density", "kg/m3"),
        Aspect::ToolCost => ("tool", "USD"),
        Aspect::HardnessA => ("hardness shore a", "Shore A"),
        Aspect::HardnessC => ("hardness shore c", "Shore C"),
    }
}

/// What could stand at a place, as data.
#[must_use]
pub fn selected(selection: &Selection, file: &str) -> Selected {
    let plain = |all: &[Ranked]| all.iter().map(|one| candidate(one, &[])).collect();
    Selected {
        file: file.to_owned(),
        field: selection.field.clone(),
        present: selection.present.clone(),
        standing: plain(&selection.standing),
        hanging: plain(&selection.hanging),
        beaten: selection.beaten.iter().map(|(one, by)| candidate(one, by)).collect(),
        untold: selection.untold.iter().map(out).collect(),
        screened: selection.screened.iter().map(out).collect(),
        aside: selection.aside,
        flips: selection.flips.iter().map(flip).collect(),
    }
}

fn out(one: &Screened) -> SelectedOut {
    SelectedOut {
        id: one.id.clone(),
        present: one.present,
        code: one.code.clone(),
        at: one.at.clone(),
        needs: one.needs.clone(),
        errors: one.errors,
    }
}

fn candidate(one: &Ranked, by: &[String]) -> SelectedCandidate {
    let ends = |known: Known| match known {
        Known::Not => None,
        Known::Between(low, high) => Some([low, high]),
    };
    SelectedCandidate {
        id: one.id.clone(),
        family: one.family.clone(),
        present: one.present,
        quantities: one.amounts.iter().map(|amount| (said(amount.aspect).0.replace(' ', "_"), ends(amount.known))).collect(),
        least_margin: one.least_margin.clone(),
        findings: one.findings.clone(),
        open: one.open.iter().cloned().collect(),
        beaten_by: by.to_vec(),
    }
}

/// A number of a quantity with its unit.
fn amount(aspect: Aspect, si: f64) -> String {
    match said(aspect).1 {
        "" => display_number(si),
        unit => Measure::new(si, find_unit(unit)).to_string(),
    }
}

fn cell(aspect: Aspect, known: Known) -> String {
    match known {
        Known::Not => "?".to_owned(),
        Known::Between(low, high) if low == high => amount(aspect, low),
        Known::Between(low, high) => {
            format!("{} to {}", amount(aspect, low).split(' ').next().unwrap_or_default(), amount(aspect, high))
        }
    }
}

fn flip(flip: &Flip) -> String {
    match flip {
        Flip::Weight { aspect, first } => format!("if {} counts most: {}", said(*aspect).0, few(first)),
        Flip::Figure { id, aspect, by, from } => {
            let side = if aspect.more_is_better() { "at most" } else { "at least" };
            format!(
                "{} of {}: if it is {side} {}, {} beats it",
                said(*aspect).0,
                one_line(id),
                amount(*aspect, *from),
                one_line(by)
            )
        }
    }
}

/// Names of candidates that are shown of a longer list.
const FEW: usize = 4;

fn few(ids: &[String]) -> String {
    let shown = ids.iter().take(FEW).map(|id| one_line(id)).collect::<Vec<_>>().join(", ");
    match ids.len().saturating_sub(FEW) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Writes what could stand at a place.
pub fn write_selection(selection: &Selection, file: &str, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let now =
        selection.present.as_ref().map_or_else(|| "nothing stands there yet".to_owned(), |id| format!("now {}", one_line(id)));
    writeln!(out, "{} ({}): {now}", one_line(&selection.field), one_line(file))?;
    let counts = [
        (selection.standing.len(), "that nothing beats"),
        (selection.hanging.len(), "that hang on a figure"),
        (selection.beaten.len(), "beaten"),
        (selection.untold.len(), "not told yet"),
        (selection.screened.len(), "out"),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let aside = match selection.aside {
        0 => String::new(),
        aside => format!("; {aside} that do other work were not tried (`--all` tries them)"),
    };
    write!(out, "{}", paragraph("", &format!("candidates: {}{aside}", counts.join(", ")), width))?;
    writeln!(out)?;
    if !selection.standing.is_empty() {
        let beaten = selection.beaten.iter().map(|(one, _)| one).filter(|one| one.present);
        write!(out, "{}", table(&rows(selection, selection.standing.iter().chain(beaten))))?;
        for (finding, ids) in findings(&selection.standing) {
            write!(out, "{}", paragraph("  ", &format!("{}: {}", one_line(&finding), ids.join(", ")), width))?;
        }
        writeln!(out)?;
    }
    if !selection.hanging.is_empty() {
        writeln!(out, "beaten in all that is known of them, but not all is (?)")?;
        write!(out, "{}", table(&rows(selection, selection.hanging.iter())))?;
        writeln!(out)?;
    }
    write_rest(selection, width, out)?;
    writeln!(out, "what would change the order")?;
    for line in selection.flips.iter().map(flip) {
        write!(out, "{}", paragraph("  ", &line, width))?;
    }
    if !selection.aspects.contains(&Aspect::ToolCost) {
        write!(
            out,
            "{}",
            paragraph("  ", "cost: the tables have none of these; hold those that nothing beats against their quotes", width)
        )?;
    }
    Ok(())
}

/// The findings that hang on the choice, each with the candidates that have it, in the order of the list.
fn findings(all: &[Ranked]) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for (one, finding) in all.iter().flat_map(|one| one.findings.iter().map(move |finding| (one, finding))) {
        match found.iter_mut().find(|(known, _)| known == finding) {
            Some((_, ids)) => ids.push(one_line(&one.id)),
            None => found.push((finding.clone(), vec![one_line(&one.id)])),
        }
    }
    found
}

/// The candidates that are beaten, with what beats them, and those that are out, by the first error.
fn write_rest(selection: &Selection, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    if !selection.beaten.is_empty() {
        writeln!(out, "beaten")?;
        for (one, by) in &selection.beaten {
            write!(out, "{}", paragraph("  ", &format!("{}{}: by {}", mark(one.present), one_line(&one.id), few(by)), width))?;
        }
        writeln!(out)?;
    }
    write_reasons("out, by the first error", &selection.screened, width, out)?;
    write_fewest(selection, width, out)?;
    write_untold(&selection.untold, width, out)
}

/// Where nothing stands the candidates with the fewest errors: the design has to change elsewhere as well.
fn write_fewest(selection: &Selection, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let stands = !(selection.standing.is_empty() && selection.hanging.is_empty() && selection.beaten.is_empty());
    let least = selection.screened.iter().map(|one| one.errors).filter(|errors| *errors > 0).min();
    let Some(least) = least.filter(|_| !stands) else { return Ok(()) };
    let ids: Vec<String> = selection.screened.iter().filter(|one| one.errors == least).map(|one| one.id.clone()).collect();
    let line = format!("each has an error that another one does without; fewest, {least}: {}", few(&ids));
    write!(out, "{}", paragraph("", &line, width))?;
    writeln!(out)
}

/// Candidates of which it is not known whether they raise an error, as a count for each reason with what would decide, those
/// first by which most are held up.
fn write_untold(all: &[Screened], width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let mut reasons: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for one in all {
        // The same figure of each: it is named once, for all of them.
        let needs: Vec<String> = one.needs.iter().map(|need| need.replace(&format!(".{}.", one.id), ".*.")).collect();
        reasons.entry((reason(one), needs.join(", "))).or_default().push(one.id.clone());
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
    writeln!(out, "it is not known whether they raise an error")?;
    for ((reason, needs), ids) in reasons {
        let decides = if needs.is_empty() { String::new() } else { format!("; {} would decide", one_line(&needs)) };
        write!(out, "{}", paragraph("  ", &format!("{} by {reason}: {}{decides}", ids.len(), few(&ids)), width))?;
    }
    writeln!(out)
}

/// Candidates by the first reason against them.
fn write_reasons(head: &str, all: &[Screened], width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let mut reasons: BTreeMap<String, Vec<&Screened>> = BTreeMap::new();
    for one in all {
        reasons.entry(reason(one)).or_default().push(one);
    }
    writeln!(out, "{head}")?;
    for (reason, ones) in reasons {
        let ids: Vec<String> = ones.iter().map(|one| format!("{}{}", mark(one.present), one_line(&one.id))).collect();
        let needs = ones.iter().all(|one| one.needs == ones[0].needs).then(|| one_line(&ones[0].needs.join(", ")));
        let needs = needs.filter(|needs| !needs.is_empty()).map_or_else(String::new, |needs| format!(" needs {needs}"));
        write!(out, "{}", paragraph("  ", &format!("{reason}{needs}: {}", ids.join(", ")), width))?;
    }
    writeln!(out)
}

/// Why a candidate is out.
fn reason(one: &Screened) -> String {
    let Some(code) = &one.code else { return "the design does not load with it".to_owned() };
    format!("{code} at {}", one_line(&one.at))
}

/// What marks the candidate that stands there now.
const fn mark(present: bool) -> &'static str {
    if present { "* " } else { "" }
}

fn rows<'r>(selection: &Selection, all: impl Iterator<Item = &'r Ranked>) -> Vec<Vec<String>> {
    let mut head = vec!["candidate".to_owned(), "family".to_owned()];
    head.extend(selection.aspects.iter().map(|aspect| said(*aspect).0.to_owned()));
    let margins = selection.aspects.contains(&Aspect::Margin);
    head.extend(margins.then(|| "least margin by".to_owned()));
    let mut rows = vec![head];
    rows.extend(all.map(|one| {
        let mut row = vec![format!("{}{}", mark(one.present), one_line(&one.id)), one_line(&one.family)];
        row.extend(selection.aspects.iter().map(|aspect| cell(*aspect, one.of(*aspect))));
        row.extend(margins.then(|| one.least_margin.as_deref().map_or_else(String::new, one_line)));
        row
    }));
    rows
}
