//! What is known of the key or value under the cursor: what it means, what the checks want of it, and what reads it.

use std::fmt::Write as _;

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use super::documents::{Document, Documents};
use super::format::Format;
use super::names::{Page, is_given, name_at, pages, same};
use super::place::{Spot, spot_at, spots};
use super::setup::Setup;
use super::windows::{edges, rows};
use crate::design::{Named, named};
use crate::facts::{Origin, World};
use crate::finding::DesignReport;
use crate::judge::{Outcome, grounds};
use crate::knowledge::{Table, library};
use crate::report::{Rules, ShownFigure, one_line, shown_entry, side_words};
use crate::source::Span;

/// Most findings, checks or figures that are listed.
const MOST: usize = 12;

/// What is shown at a byte of an open text.
pub(super) fn hover(documents: &Documents, document: &Document, offset: usize, format: &Format, setup: &Setup) -> Option<Hover> {
    let all = spots(document.text.as_str());
    let spot = spot_at(&all, offset)?;
    let path = spot.path();
    if !format.has(&path) {
        return None;
    }
    let value = if spot.key {
        all.iter().find(|other| !other.key && other.design == spot.design && other.path == spot.path)
    } else {
        Some(spot)
    };
    let mut said = head(spot, value, format);
    let pages = pages(documents, document, document.text.as_str(), spot.design);
    where_given(&mut said, &pages, offset);
    let design = document.judged.designs.get(spot.design);
    let spec = document.specs.get(spot.design);
    // A list of steps is told by their names where places are said.
    let place = semantic(&all, spot);
    if let Some(design) = design {
        findings(&mut said, design, &place, setup.rules());
    }
    if let (Some(spec), Some(_)) = (spec, design) {
        let world = World::new(spec, setup.options.gate_for(spec)).on(setup.options.today.as_deref());
        windows(&mut said, setup, spec, &place);
        let own = Span::new(spot.range.start, spot.range.end);
        let written = value.map(|value| Span::new(value.range.start, value.range.end));
        readers(&mut said, setup, &world, &[Some(own), written].into_iter().flatten().collect::<Vec<_>>(), &place);
    }
    if let Some(design) = design {
        wanted(&mut said, design, &place);
    }
    entries(&mut said, value.unwrap_or(spot));
    let contents = Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: said });
    Some(Hover { contents, range: Some(document.text.range(spot.range.clone())) })
}

/// The path of a spot as places are said: the steps of an assembly and the tasks of a plan by their names.
pub(super) fn semantic(all: &[Spot], spot: &Spot) -> String {
    let mut said: Vec<&str> = Vec::new();
    for (depth, key) in spot.path.iter().enumerate() {
        let named = ["step", "task"].into_iter().find_map(|word| {
            let way = [&spot.path[..=depth], &[word.to_owned()]].concat();
            all.iter().find(|other| !other.key && other.design == spot.design && other.path == way)
        });
        let number = key.bytes().all(|byte| byte.is_ascii_digit());
        said.push(named.filter(|_| number).map_or(key.as_str(), |name| &name.text));
    }
    said.join(".")
}

fn head(spot: &Spot, value: Option<&Spot>, format: &Format) -> String {
    let mut said = format!("**{}**", code(&spot.path.join(".")));
    if let Some(value) = value {
        let _ = write!(said, " = {}", code(&value.text));
    }
    let meaning = format.meaning(&spot.path());
    if !meaning.is_empty() {
        let _ = write!(said, "\n\n{meaning}");
    }
    // What the tables know of a word follows below.
    let own = value.filter(|value| named(&value.path()).is_empty());
    let word = own.and_then(|value| format.words(&value.path()).into_iter().find(|choice| choice.word == value.text));
    if let Some(word) = word.filter(|word| !word.meaning.is_empty()) {
        let _ = write!(said, "\n\n{}: {}", code(&word.word), one_line(&word.meaning));
    }
    said
}

/// Where the id under the cursor is given.
fn where_given(said: &mut String, pages: &[Page], offset: usize) {
    let Some(name) = name_at(pages, offset).filter(|name| !name.given && is_given(pages, name)) else { return };
    let given = pages.iter().find_map(|page| Some((page, page.names.iter().find(|other| other.given && same(other, name))?)));
    let Some((page, given)) = given else { return };
    let file = page
        .path
        .as_ref()
        .and_then(|path| path.file_name())
        .map_or_else(String::new, |file| format!(" of {}", one_line(&file.to_string_lossy())));
    let line = page.text.position(given.range.start).line + 1;
    let _ = write!(said, "\n\n{} is given in line {line}{file}", code(&name.id));
}

/// What the tables know of a word.
fn entries(said: &mut String, value: &Spot) {
    let tables = named(&value.path()).iter().filter_map(|named| match named {
        Named::Material | Named::TableMaterial => Some(Table::Material),
        Named::Process => Some(Table::Process),
        Named::Method => Some(Table::Method),
        _ => None,
    });
    for table in tables {
        let Some(index) = library().find(table, &value.text) else { continue };
        let entry = library().entry(table, index);
        let _ = write!(said, "\n\n{}: {}, {} {}", code(entry.id), entry.name, table.word(), entry.family);
        if !entry.notes.is_empty() {
            let _ = write!(said, "\n\n{}", entry.notes);
        }
        let figures = shown_entry(table, entry).properties;
        if !figures.is_empty() {
            said.push_str("\n\n| figure | value | meaning | source |\n| --- | --- | --- | --- |");
        }
        for figure in figures.iter().take(MOST) {
            let _ = write!(
                said,
                "\n| {} | {} | {} | {} |",
                figure.property,
                cell(&figure.value),
                cell(figure.meaning),
                cell(&sources(figure))
            );
        }
        more(said, figures.len());
    }
}

/// On whose authority a figure is: the first, and how many more.
fn sources(figure: &ShownFigure) -> String {
    match &figure.sources[..] {
        [] => "unverified".to_owned(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first}, and {} more", rest.len()),
    }
}

/// What was found at a place or below it.
fn findings(said: &mut String, design: &DesignReport, place: &str, rules: Rules<'_>) {
    let here = |path: &str| path == place || path.strip_prefix(place).is_some_and(|rest| rest.starts_with(['.', '+']));
    let found: Vec<_> = design
        .standing()
        .filter(|(_, finding)| here(&finding.at) || here(&finding.cause) || finding.labels.iter().any(|label| label.at == place))
        .collect();
    for (_, finding) in found.iter().take(MOST) {
        let _ = write!(said, "\n\n{} {}: {}", finding.severity.word(), finding.code, one_line(&rules.message(finding)));
        // The mildest comes first: from there nothing of it is left.
        if let Some(clear) = finding.clears.first() {
            let _ = write!(said, "; cleared by {} {} {}", code(&clear.at), side_words(clear.side), clear.value);
        }
    }
    more(said, found.len());
}

/// The windows of a field.
fn windows(said: &mut String, setup: &Setup, spec: &crate::design::Spec, place: &str) {
    for row in rows(&setup.options.policy.judged(setup.engine.checks()), spec, setup.options.gate_for(spec), place) {
        let held = if row.holds { "" } else { ", if it applies" };
        if !row.hard.is_empty() {
            let _ = write!(said, "\n\nhard limit: {}{held}", edges(&row.hard));
        }
        if !row.target.is_empty() {
            let _ = write!(said, "\n\ntarget: {}{held}", edges(&row.target));
        }
        let sources: Vec<String> = row.sources.iter().map(|id| source(id)).collect();
        if !sources.is_empty() {
            let _ = write!(said, "\n\nsources: {}", sources.join("; "));
        }
    }
}

fn source(id: &str) -> String {
    match library().find_source(id) {
        Some(source) if source.title.is_empty() => format!("<{}>", source.address),
        Some(source) => format!("[{}](<{}>)", source.title, source.address),
        None => one_line(id),
    }
}

/// The checks that read a value in this design, with what came of them.
fn readers(said: &mut String, setup: &Setup, world: &World<'_>, spans: &[Span], place: &str) {
    let mut found: Vec<String> = Vec::new();
    // What judges the coverage of the design rests on all of it.
    for check in setup.engine.checks().iter().filter(|check| !check.late) {
        let reads = |origin: &Origin| match origin {
            Origin::Given { span, at } => at.as_deref().is_some_and(|at| at == place) || spans.contains(span),
            _ => false,
        };
        let ground = grounds(check, world).into_iter().find(|ground| ground.origins.iter().any(reads));
        found.extend(ground.map(|ground| {
            let word = match ground.outcome {
                Outcome::Finding(severity) => severity.word(),
                _ => "passed",
            };
            format!("{} {word}", check.code)
        }));
    }
    if !found.is_empty() {
        let _ = write!(said, "\n\nread by {}", found[..found.len().min(MOST)].join(", "));
        more(said, found.len());
    }
}

/// The checks that ask for a field that is missing or is to be said closer.
fn wanted(said: &mut String, design: &DesignReport, place: &str) {
    let mut codes: Vec<&str> = design
        .not_assessed
        .iter()
        .filter(|open| open.needs.iter().any(|need| need.at == place))
        .map(|open| &*open.code)
        .collect();
    codes.dedup();
    if !codes.is_empty() {
        let _ =
            write!(said, "\n\nnot assessed without it, or without it said closer: {}", codes[..codes.len().min(MOST)].join(", "));
        more(said, codes.len());
    }
}

/// That there is more than is listed.
fn more(said: &mut String, count: usize) {
    if count > MOST {
        let _ = write!(said, "\n\nand {} more", count - MOST);
    }
}

/// Words of a file as code, which nothing in them can end.
fn code(text: &str) -> String {
    format!("`{}`", one_line(text).replace('`', "'"))
}

/// A text that stays one cell of a table.
fn cell(text: &str) -> String {
    one_line(text).replace('|', "\\|").replace('<', "&lt;")
}
