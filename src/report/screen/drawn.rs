//! A cause drawn: the message of its worst finding, what of the file it is about, and what to do.

use std::fmt;

use super::cause::Cause;
use super::line::{cleared, fields};
use super::pen::{Pen, codes, line_of};
use crate::finding::{DesignReport, Finding};
use crate::report::last::advised;
use crate::report::phrases::{Place, also, apart, places};
use crate::report::said;
use crate::report::sanitize::one_line;
use crate::report::terminal::Notice;
use crate::report::wrap::{columns, lines};

/// Columns beside the place and the path in the head of a frame: the number of a line, up to five digits, and the frame.
const FRAME: usize = 13;
/// Places shown beside the first one.
const MOST_SIDES: usize = 2;

/// A cause by its worst finding, in as few lines as it takes.
pub(super) fn drawn(cause: &Cause<'_>, number: usize, design: &DesignReport, pen: &Pen<'_>) -> Result<String, fmt::Error> {
    let (worst, tongue) = (cause.worst(), pen.rules.tongue());
    let mut places = places(worst, pen.rules);
    let elsewhere = apart(&mut places, &design.sources, tongue);
    let places = sides(places);
    let paths = paths(&places, worst, design, pen);
    let codes = codes(cause.findings.iter().map(|(_, finding)| *finding).filter(|finding| finding.check == worst.check));
    let mut messages: Vec<String> = pen.rules.each().map(|rules| rules.message(worst)).collect();
    messages[0] = said::CAUSE.say(tongue, &[("codes", &codes), ("message", &messages[0])]);
    let file = design.sources.file(worst.span.file);
    let last = places.iter().map(|place| file.position(place.span.start as usize).line).max().unwrap_or(0);
    let note = |(word, text): (&'static str, String)| (word, lines(&text, pen.terminal.room_in_foot(word, last)));
    let notes = elsewhere.map(|text| ("", text)).into_iter().chain(others(cause, design, pen)).chain(help(cause, &paths, pen));
    let notice = Notice {
        severity: worst.severity,
        word: String::new(),
        heading: String::new(),
        messages: &messages,
        file,
        places,
        within: said::IN.plain(tongue),
        footer: notes.map(note).collect(),
    };
    pen.terminal.draw_short(number, &notice, &paths)
}

/// The first place and those that something is said of; without such the next one.
fn sides(places: Vec<Place>) -> Vec<Place> {
    let mut places = places.into_iter();
    let first = places.next();
    let (said, silent): (Vec<Place>, Vec<Place>) = places.partition(|place| !place.text.is_empty());
    let next = if said.is_empty() { silent.into_iter().take(1) } else { said.into_iter().take(MOST_SIDES) };
    first.into_iter().chain(next.collect::<Vec<_>>()).collect()
}

/// The paths of the places; none of the first one where there is no room beside the name of the file.
fn paths(places: &[Place], finding: &Finding, design: &DesignReport, pen: &Pen<'_>) -> Vec<String> {
    let label = |place: &Place| finding.labels.iter().find(|label| label.span == place.span);
    let path = |place: &Place| label(place).map_or_else(|| finding.cause.clone(), |label| label.at.clone());
    let mut paths: Vec<String> = places.iter().map(path).collect();
    let (file, position) = design.sources.begin(finding.span);
    let beside = FRAME + columns(&one_line(&file.path)) + format!("{}:{}", position.line, position.column).len();
    if let Some(first) = paths.first_mut().filter(|first| beside + columns(first) > pen.terminal.width) {
        first.clear();
    }
    paths
}

/// What else is found there: like places, other findings as bad, and the codes of what is milder or folded.
fn others(cause: &Cause<'_>, design: &DesignReport, pen: &Pen<'_>) -> Vec<(&'static str, String)> {
    let (worst, tongue) = (cause.worst(), pen.rules.tongue());
    let rest = || cause.findings.iter().skip(1).map(|(_, finding)| *finding);
    let mut notes = Vec::new();
    let like = rest().filter(|finding| finding.check == worst.check && finding.severity == worst.severity);
    let like: Vec<String> = like.map(|finding| format!("{} {}", finding.at, line_of(finding, &design.sources))).collect();
    if !like.is_empty() {
        notes.push(("", said::ALSO_AT.say(tongue, &[("places", &like.join(tongue.list()))])));
    }
    for finding in rest().filter(|finding| finding.check != worst.check && finding.severity == worst.severity) {
        notes.extend(pen.rules.each().map(|rules| (said::WITH.plain(rules.tongue()), also(finding, rules))));
    }
    let folded = cause.findings.iter().flat_map(|(number, _)| design.folded(*number));
    let milder = codes(rest().filter(|finding| finding.severity < worst.severity).chain(folded));
    if !milder.is_empty() {
        notes.push((said::WITH.plain(tongue), milder));
    }
    notes
}

/// The value or field to change and the first thing that the check advises. A field that stands at the snippet is not repeated.
fn help(cause: &Cause<'_>, paths: &[String], pen: &Pen<'_>) -> Vec<(&'static str, String)> {
    let known = |field: &String| cause.fields.len() > 1 || paths.first() != Some(field);
    let field = cleared(cause, pen).or_else(|| Some(fields(cause, pen)).filter(known));
    let text = |advice: String| match &field {
        Some(field) => format!("{field}: {advice}"),
        None => advice,
    };
    pen.rules.each().map(|rules| (said::HELP.plain(rules.tongue()), text(advised(cause.worst(), rules)))).collect()
}
