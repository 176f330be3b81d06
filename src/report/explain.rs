//! Checks for reading: one in full, or a line for each.

use std::fmt::Write as _;

use super::said;
use super::tongue::{Phrase, Tongue};
use super::words::Rules;
use super::wrap::columns;
use crate::catalogue::{Definition, Example, SeverityRule, WindowRule};
use crate::knowledge::library;

/// Columns for the name of a row.
const NAMES: usize = 12;
/// Columns for a severity.
const SEVERITIES: usize = 8;

/// A line for each check, with its title in each language, and how many there are.
#[must_use]
pub fn checks_in_lines(definitions: &[&Definition], rules: Rules<'_>) -> String {
    let mut lines = String::new();
    let width = definitions.iter().map(|definition| definition.name.len()).max().unwrap_or(0);
    for definition in definitions {
        let titles: Vec<String> = rules.each().map(|rules| rules.definition(definition).title).collect();
        let severity = padded(rules.tongue().word(definition.worst().word()), SEVERITIES);
        let first = format!("{}  {:<width$}  {severity}  ", definition.code, definition.name);
        let indent = " ".repeat(columns(&first));
        for (number, title) in titles.iter().enumerate() {
            let _ = writeln!(lines, "{}{title}", if number == 0 { &first } else { &indent });
        }
    }
    for rules in rules.each() {
        let _ = writeln!(lines, "{}", said::CHECKS_LISTED.say(rules.tongue(), &[("n", &definitions.len())]));
    }
    lines
}

/// A check in full; what it says in each language, the rest in the first.
#[must_use]
pub fn check_in_full(definition: &Definition, rules: Rules<'_>) -> String {
    let mut shown = format!("{}  {}\n", definition.code, definition.name);
    for rules in rules.each() {
        let _ = writeln!(shown, "{}", rules.definition(definition).title);
    }
    shown.push('\n');
    for row in rows(definition, rules).into_iter().chain(texts(definition, rules)).chain(origins(definition, rules.tongue())) {
        line(row.name, &row.text, &mut shown);
    }
    definition.examples.iter().for_each(|of| example(of, rules.tongue(), &mut shown));
    shown
}

/// What is said of a check on one line.
pub(super) struct Row {
    /// What it is about.
    pub name: &'static str,
    /// What is said.
    pub text: String,
    /// Whether it is written in the language of the conditions.
    pub written: bool,
}

impl Row {
    const fn said(name: &'static str, text: String) -> Self {
        Self { name, text, written: false }
    }

    const fn written(name: &'static str, text: String) -> Self {
        Self { name, text, written: true }
    }
}

/// What it is judged on, when, what it asks or measures, against which bounds and limits, and how bad that is.
pub(super) fn rows(definition: &Definition, rules: Rules<'_>) -> Vec<Row> {
    let tongue = rules.tongue();
    let mut rows = conditions(definition, tongue);
    rows.extend(bounds(definition, tongue));
    if let Some(rule) = &definition.severity {
        rows.push(Row::said(said::SEVERITY.plain(tongue), severity(rule, tongue)));
    }
    if let Some(worse) = &definition.escalate {
        let worse = said::WORSE_WHEN.say(tongue, &[("severity", &tongue.word(worse.to.word())), ("when", &worse.when)]);
        rows.push(Row::written(said::WORSE.plain(tongue), worse));
    }
    if !definition.yields_to.is_empty() {
        rows.push(Row::said(said::YIELDS_TO.plain(tongue), definition.yields_to.join(", ")));
    }
    if let Some(loss) = &definition.loss {
        rows.push(Row::written(said::LOST.plain(tongue), loss.clone()));
    }
    for (name, limit) in &definition.limits {
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("name", name), ("value", &limit.value), ("source", &source(&limit.source))];
        rows.push(Row::said(said::LIMIT.plain(tongue), said::LIMIT_FROM.say(tongue, &values)));
    }
    rows
}

/// A text of a check.
type Text = fn(&Definition) -> &str;

/// Its message, help and reason, in each language.
pub(super) fn texts(definition: &Definition, rules: Rules<'_>) -> Vec<Row> {
    let each: Vec<(Tongue, Definition)> = rules.each().map(|rules| (rules.tongue(), rules.definition(definition))).collect();
    let texts: [(_, Text); 3] = [(said::MESSAGE, |of| &of.message), (said::HELP, |of| &of.help), (said::WHY, |of| &of.why)];
    let of = |(name, of): (Phrase, Text)| {
        each.iter().map(move |(tongue, said)| Row::said(name.plain(*tongue), of(said).to_owned())).collect::<Vec<_>>()
    };
    texts.into_iter().flat_map(of).collect()
}

/// Where it comes from, and since when it is there.
pub(super) fn origins(definition: &Definition, tongue: Tongue) -> Vec<Row> {
    let mut rows: Vec<Row> = definition.sources.iter().map(|id| Row::said(said::SOURCE.plain(tongue), source(id))).collect();
    rows.push(Row::said(said::SINCE.plain(tongue), definition.since.clone()));
    rows
}

/// What it is judged on, when, and what it asks or measures.
fn conditions(definition: &Definition, tongue: Tongue) -> Vec<Row> {
    let mut rows = vec![Row::said(said::SUBJECT.plain(tongue), definition.subject.clone())];
    if let Some(concerns) = &definition.concerns {
        rows.push(Row::written(said::CONCERNS.plain(tongue), concerns.clone()));
    }
    rows.push(match &definition.applies {
        Some(applies) => Row::written(said::APPLIES.plain(tongue), applies.clone()),
        None => Row::said(said::APPLIES.plain(tongue), said::ALWAYS.plain(tongue).to_owned()),
    });
    for (name, text) in [(said::FINDING_WHEN, &definition.when), (said::MEASURES, &definition.measure)] {
        rows.extend(text.as_ref().map(|text| Row::written(name.plain(tongue), text.clone())));
    }
    rows
}

/// The bounds of what it measures.
fn bounds(definition: &Definition, tongue: Tongue) -> Vec<Row> {
    let unless = |unless: &Option<String>| {
        unless.as_ref().map_or_else(String::new, |unless| said::UNLESS.say(tongue, &[("unless", unless)]))
    };
    let mut rows = Vec::new();
    for (side, rules) in [("at least", &definition.at_least), ("at most", &definition.at_most)] {
        for (severity, rule) in rules {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("limit", &rule.limit), ("severity", &tongue.word(severity.word()))];
            rows.push(Row::written(tongue.word(side), said::OR_ELSE.say(tongue, &values) + &unless(&rule.unless)));
        }
    }
    for (severity, rule) in &definition.between {
        let WindowRule { low, high, .. } = rule;
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("low", low), ("high", high), ("severity", &tongue.word(severity.word()))];
        let window = said::WINDOW_OR_ELSE.say(tongue, &values);
        rows.push(Row::written(said::BETWEEN.plain(tongue), window + &unless(&rule.unless)));
    }
    rows
}

/// A row: its name, and below each other the lines of what it holds.
fn line(name: &str, value: &str, shown: &mut String) {
    let _ = writeln!(shown, "{} {}", padded(name, NAMES), value.trim().replace('\n', "\n             "));
}

/// A word in so many columns.
fn padded(word: &str, width: usize) -> String {
    format!("{word}{}", " ".repeat(width.saturating_sub(columns(word))))
}

fn example(example: &Example, tongue: Tongue, shown: &mut String) {
    let (kind, text) = match example {
        Example::Flags(text) => (said::FLAGS, text),
        Example::Passes(text) => (said::PASSES, text),
        Example::Unknown(text) => (said::UNKNOWN, text),
    };
    let _ = writeln!(shown, "\n{}\n    {}", kind.plain(tongue), text.trim_end().replace('\n', "\n    "));
}

fn severity(rule: &SeverityRule, tongue: Tongue) -> String {
    match rule {
        SeverityRule::Always(severity) => tongue.word(severity.word()).to_owned(),
        SeverityRule::ByStage(map) => {
            let from = |(stage, severity): (&String, &crate::catalogue::Severity)| {
                said::FROM_STAGE
                    .say(tongue, &[("severity", &tongue.word(severity.word())), ("stage", &tongue.value("stage", stage))])
            };
            map.iter().map(from).collect::<Vec<_>>().join(tongue.comma())
        }
    }
}

fn source(id: &str) -> String {
    match library().find_source(id) {
        Some(source) if source.title.is_empty() => source.address.to_owned(),
        Some(source) => format!("{}, {}", source.title, source.address),
        None => id.to_owned(),
    }
}
