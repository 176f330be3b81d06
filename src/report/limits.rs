//! The sheet of windows as a table, for the terminal and as Markdown.

use std::io;

use super::said;
use super::sanitize::one_line;
use super::table::table;
use super::tongue::{Language, Phrase, Tongue};
use super::words::side_words;
use crate::review::{field_name, quantity_name};
use crate::study::{Edge, Limits, Row, Stands, Thing, aims, tightest};

/// Fields that are named where a window waits for them; of more the first tell enough.
const NEEDS: usize = 3;

/// Writes the sheet as text: what stands outside is marked, and what is not given yet shows a dash.
pub fn write_limits(limits: &Limits, language: Language, out: &mut dyn io::Write) -> io::Result<()> {
    if !limits.design.is_empty() && !limits.things.is_empty() {
        writeln!(out, "{}\n", one_line(&limits.design))?;
    }
    for (number, thing) in limits.things.iter().enumerate() {
        let gap = if number > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{}", heading(thing))?;
        let rows: Vec<Vec<String>> = shown(thing)
            .map(|row| {
                let [name, given, hard, target, by, field] = cells(row, language);
                vec![format!("  {} {name}", mark(row.stands)), given, hard, target, by, field]
            })
            .collect();
        if !rows.is_empty() {
            let mut head = said::SHEET_HEAD.map(|phrase| each(language, |tongue| phrase.plain(tongue).to_owned())).to_vec();
            head[0] = format!("    {}", head[0]);
            write!(out, "{}", table(&std::iter::once(head).chain(rows).collect::<Vec<_>>()))?;
        }
        for line in waiting(thing, language) {
            writeln!(out, "  … {line}")?;
        }
    }
    if limits.things.iter().flat_map(|thing| &thing.rows).any(|row| row.stands != Stands::Within) {
        writeln!(out, "\n{}", each(language, |tongue| said::SHEET_LEGEND.plain(tongue).to_owned()))?;
    }
    Ok(())
}

/// Writes the sheet as Markdown, with the sources of each window.
pub fn write_limits_markdown(limits: &Limits, language: Language, out: &mut dyn io::Write) -> io::Result<()> {
    let word = |phrase: Phrase| each(language, |tongue| phrase.plain(tongue).to_owned());
    writeln!(out, "# {}: {}", word(said::SHEET_TITLE), escaped(&limits.design))?;
    for thing in &limits.things {
        writeln!(out, "\n## {}\n", escaped(&heading(thing)))?;
        if shown(thing).next().is_some() {
            let [name, given, hard, target, by, field] = said::SHEET_HEAD.map(word);
            let (stands, sources) = (word(said::SHEET_STANDS), word(said::SOURCES));
            writeln!(
                out,
                "| {name} | {field} | {given} | {hard} | {target} | {stands} | {by} | {sources} |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
            )?;
        }
        for row in shown(thing) {
            let [name, given, hard, target, by, field] = cells(row, language).map(|cell| escaped(&cell));
            let (stands, sources) = (word(words(row.stands)), escaped(&row.sources.join(", ")));
            writeln!(out, "| {name} | {field} | {given} | {hard} | {target} | {stands} | {by} | {sources} |")?;
        }
        for (number, line) in waiting(thing, language).iter().enumerate() {
            writeln!(out, "{}- {}", if number == 0 { "\n" } else { "" }, escaped(line))?;
        }
    }
    Ok(())
}

/// What is said in each language, one behind the other; once where all say the same.
fn each(language: Language, say: impl Fn(Tongue) -> String) -> String {
    let mut said: Vec<String> = language.tongues().iter().map(|tongue| say(*tongue)).collect();
    said.dedup();
    said.join(" / ")
}

/// The rows of which there is a figure to draw by.
fn shown(thing: &Thing) -> impl Iterator<Item = &Row> {
    thing.rows.iter().filter(|row| has_figure(row))
}

fn has_figure(row: &Row) -> bool {
    !row.hard.is_empty() || !row.target.is_empty()
}

fn heading(thing: &Thing) -> String {
    if thing.made.is_empty() { one_line(&thing.at) } else { format!("{} ({})", one_line(&thing.at), one_line(&thing.made)) }
}

fn cells(row: &Row, language: Language) -> [String; 6] {
    let condition = match (row.optional, row.holds) {
        (true, _) => Some(said::SHEET_IF_ANY),
        (false, true) => None,
        (false, false) => Some(said::SHEET_IF_APPLIES),
    };
    let name = each(language, |tongue| match condition {
        None => named(row, tongue),
        Some(phrase) => phrase.say(tongue, &[("name", &named(row, tongue))]),
    });
    let given = row.given.as_deref().map_or_else(|| "-".to_owned(), |given| each(language, |tongue| tongue.figure(given)));
    let field = row.field.as_ref().map_or("", |_| row.quantity.as_str());
    let (hard, target) = (edges(&tightest(&row.hard), language), edges(&aims(row), language));
    [name, given, hard, target, row.checks.join(" "), one_line(field)]
}

fn named(row: &Row, tongue: Tongue) -> String {
    quantity_words(tongue, [&row.measure, row.field.as_deref().unwrap_or_default(), &row.quantity, &row.of])
}

/// What the trade calls a quantity, with what it is about: by its measure, its field, its plain name and what it is of.
pub(super) fn quantity_words(tongue: Tongue, [measure, field, quantity, of]: [&str; 4]) -> String {
    let Some(name) = quantity_name(measure).or_else(|| field_name(field)) else { return one_line(quantity) };
    let name = if tongue == Tongue::Zh { &name.zh } else { &name.en };
    let of = of.rsplit("dimensions.").next().unwrap_or_default();
    // That a material is meant says the name.
    if of.is_empty() || of == "material" { name.clone() } else { format!("{name}{}", aside(tongue, &one_line(of))) }
}

fn aside(tongue: Tongue, text: &str) -> String {
    let [open, close] = tongue.parentheses();
    let gap = if tongue == Tongue::En { " " } else { "" };
    format!("{gap}{open}{text}{close}")
}

/// Lines about the quantities of which there is no figure yet, those together that wait for the same.
fn waiting(thing: &Thing, language: Language) -> Vec<String> {
    let mut groups: Vec<(&[String], Vec<&Row>)> = Vec::new();
    for row in thing.rows.iter().filter(|row| !has_figure(row)) {
        match groups.iter_mut().find(|(needs, _)| **needs == row.needs[..]) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((&row.needs, vec![row])),
        }
    }
    let line = |(needs, rows): &(&[String], Vec<&Row>)| {
        each(language, |tongue| {
            let of = |row: &&Row| format!("{}{}", named(row, tongue), aside(tongue, &row.checks.join(" ")));
            let names = rows.iter().map(of).collect::<Vec<_>>().join(tongue.list());
            let mut fields = needs.iter().take(NEEDS).map(|need| one_line(need)).collect::<Vec<_>>().join(tongue.list());
            if needs.len() > NEEDS {
                fields = said::AND_MORE.say(tongue, &[("field", &fields), ("n", &(needs.len() - NEEDS))]);
            }
            said::SHEET_WAITS.say(tongue, &[("names", &names), ("fields", &fields)])
        })
    };
    groups.iter().map(line).collect()
}

/// Edges as `at least 1 mm, at most 3 mm`; a star marks a figure without a source.
fn edges(edges: &[&Edge], language: Language) -> String {
    each(language, |tongue| edges.iter().map(|of| edge(of, tongue)).collect::<Vec<_>>().join(tongue.comma()))
}

fn edge(edge: &Edge, tongue: Tongue) -> String {
    let star = if edge.unverified { "*" } else { "" };
    let mut said = format!("{} {}{star}", tongue.word(side_words(edge.side)), tongue.figure(&edge.value));
    if let Some(mildest) = &edge.mildest {
        said = said::SHEET_MILDEST.say(tongue, &[("edge", &said), ("mildest", &tongue.figure(mildest))]);
    } else if edge.stricter {
        said = said::SHEET_STRICTER.say(tongue, &[("edge", &said)]);
    }
    match edge.from {
        None => said,
        Some(stage) => said::SHEET_FROM.say(tongue, &[("edge", &said), ("stage", &tongue.value("stage", stage))]),
    }
}

const fn mark(stands: Stands) -> &'static str {
    match stands {
        Stands::Within => " ",
        Stands::NotGiven => "-",
        Stands::Open => "?",
        Stands::OutsideTarget => "!",
        Stands::OutsideHard => "✗",
    }
}

const fn words(stands: Stands) -> Phrase {
    match stands {
        Stands::Within => said::SHEET_WITHIN,
        Stands::NotGiven => said::SHEET_NOT_GIVEN,
        Stands::Open => said::SHEET_OPEN,
        Stands::OutsideTarget => said::SHEET_OUTSIDE_TARGET,
        Stands::OutsideHard => said::SHEET_OUTSIDE_HARD,
    }
}

/// A text that stays one cell.
fn escaped(text: &str) -> String {
    one_line(text).replace('|', "\\|").replace('<', "&lt;")
}
