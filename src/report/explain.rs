//! Checks for reading: one in full, or a line for each.

use std::fmt::Write as _;

use super::said;
use super::tongue::Tongue;
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
    let tongue = rules.tongue();
    let each: Vec<(Tongue, Definition)> = rules.each().map(|rules| (rules.tongue(), rules.definition(definition))).collect();
    let mut shown = format!("{}  {}\n", definition.code, definition.name);
    for (_, said) in &each {
        let _ = writeln!(shown, "{}", said.title);
    }
    shown.push('\n');
    conditions(definition, tongue, &mut shown);
    bounds(definition, tongue, &mut shown);
    if let Some(rule) = &definition.severity {
        line(said::SEVERITY.plain(tongue), &severity(rule, tongue), &mut shown);
    }
    if let Some(worse) = &definition.escalate {
        let worse = said::WORSE_WHEN.say(tongue, &[("severity", &tongue.word(worse.to.word())), ("when", &worse.when)]);
        line(said::WORSE.plain(tongue), &worse, &mut shown);
    }
    if !definition.yields_to.is_empty() {
        line(said::YIELDS_TO.plain(tongue), &definition.yields_to.join(", "), &mut shown);
    }
    if let Some(loss) = &definition.loss {
        line(said::LOST.plain(tongue), loss, &mut shown);
    }
    for (name, limit) in &definition.limits {
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("name", name), ("value", &limit.value), ("source", &source(&limit.source))];
        line(said::LIMIT.plain(tongue), &said::LIMIT_FROM.say(tongue, &values), &mut shown);
    }
    let texts: [(_, Text); 3] = [(said::MESSAGE, |of| &of.message), (said::HELP, |of| &of.help), (said::WHY, |of| &of.why)];
    for (name, of) in texts {
        for (tongue, said) in &each {
            line(name.plain(*tongue), of(said), &mut shown);
        }
    }
    definition.sources.iter().for_each(|id| line(said::SOURCE.plain(tongue), &source(id), &mut shown));
    line(said::SINCE.plain(tongue), &definition.since, &mut shown);
    definition.examples.iter().for_each(|of| example(of, tongue, &mut shown));
    shown
}

/// A text of a check.
type Text = fn(&Definition) -> &str;

/// What it is judged on, when, and what it asks or measures.
fn conditions(definition: &Definition, tongue: Tongue, shown: &mut String) {
    line(said::SUBJECT.plain(tongue), &definition.subject, shown);
    if let Some(concerns) = &definition.concerns {
        line(said::CONCERNS.plain(tongue), concerns, shown);
    }
    line(said::APPLIES.plain(tongue), definition.applies.as_deref().unwrap_or(said::ALWAYS.plain(tongue)), shown);
    for (name, text) in [(said::FINDING_WHEN, &definition.when), (said::MEASURES, &definition.measure)] {
        if let Some(text) = text {
            line(name.plain(tongue), text, shown);
        }
    }
}

/// The bounds of what it measures.
fn bounds(definition: &Definition, tongue: Tongue, shown: &mut String) {
    let unless = |unless: &Option<String>| {
        unless.as_ref().map_or_else(String::new, |unless| said::UNLESS.say(tongue, &[("unless", unless)]))
    };
    for (side, rules) in [("at least", &definition.at_least), ("at most", &definition.at_most)] {
        for (severity, rule) in rules {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("limit", &rule.limit), ("severity", &tongue.word(severity.word()))];
            line(tongue.word(side), &format!("{}{}", said::OR_ELSE.say(tongue, &values), unless(&rule.unless)), shown);
        }
    }
    for (severity, rule) in &definition.between {
        let WindowRule { low, high, .. } = rule;
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("low", low), ("high", high), ("severity", &tongue.word(severity.word()))];
        let window = said::WINDOW_OR_ELSE.say(tongue, &values);
        line(said::BETWEEN.plain(tongue), &format!("{window}{}", unless(&rule.unless)), shown);
    }
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
