//! `caseproof checks` and `caseproof explain`: the catalogue for reading.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use indexmap::IndexMap;
use serde::Serialize;

use super::configured::{Asked, Found};
use super::output::{json, note, style, text};
use super::reads::Wanted;
use super::run::engine;
use super::search::{Known, Output, missing, search};
use super::shown::shown;
use super::whole::write_whole;
use super::{CLEAN, FAILED, restrictions, symptoms, tables};
use crate::catalogue::Definition;
use crate::engine::Engine;
use crate::knowledge::{Table, library};
use crate::report::{Format, Language, Rules, check_in_full, check_pages, checks_in_lines, one_line};
use crate::source::{covers, plain};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Name or code of a check, such as `A07` or `snap-strained`
    check: String,
    /// Folder with house checks; those of the configuration in force here if left out
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Language of what the check says; `both` has Chinese below the English
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// Family, or words such as `draft`, the best match first; all if left out
    query: Option<String>,
    /// Folder with house checks; those of the configuration in force here if left out
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Only the checks that read a field of the design or a fact in the end, such as `joints.beam.length` or `step.temperature`
    #[arg(long, value_name = "FIELD")]
    reads: Option<String>,
    /// Language of what the check says; `both` has Chinese below the English
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
    /// Write a page in Markdown for each check into a folder, named by its code, and one that lists them by family
    #[arg(long, value_name = "FOLDER")]
    pages: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

#[derive(Serialize)]
struct Row<'c> {
    code: &'c str,
    check: &'c str,
    family: &'c str,
    severity: String,
    subject: &'c str,
    title: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_zh: Option<&'c str>,
    since: &'c str,
}

/// A check in full, with what it says in a second language beside it.
#[derive(Serialize)]
struct Explained {
    #[serde(flatten)]
    definition: Definition,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why_zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels_zh: Option<IndexMap<String, String>>,
}

impl Explained {
    fn new(definition: &Definition, rules: Rules<'_>) -> Self {
        let second = rules.second().map(|rules| rules.definition(definition));
        let (title_zh, message_zh, help_zh, why_zh, labels_zh) = second.map_or_else(Default::default, |said| {
            (Some(said.title), Some(said.message), Some(said.help), Some(said.why), Some(said.labels))
        });
        Self { definition: rules.definition(definition), title_zh, message_zh, help_zh, why_zh, labels_zh }
    }
}

/// The engine and its definitions with their examples. House checks are those of the folders that are named, otherwise those of the
/// configuration in force here.
fn catalogue(folders: &[PathBuf]) -> Result<(&'static Engine, Vec<Definition>), u8> {
    let here = || Found::read(Asked::Nearest, None, &[PathBuf::from(".")], (&Format::Text.into(), &style()))?.checks();
    let folders = if folders.is_empty() { here()? } else { folders.to_vec() };
    let engine = engine(&folders, Format::Text, &style())?;
    match engine.definitions() {
        Ok(definitions) => Ok((engine, definitions)),
        Err(message) => {
            note(&message);
            Err(FAILED)
        }
    }
}

pub(super) fn list(arguments: &ListArguments) -> u8 {
    let (engine, mut definitions) = match catalogue(&arguments.checks) {
        Ok(found) => found,
        Err(code) => return code,
    };
    if let Some(name) = &arguments.reads {
        let wanted = match Wanted::new(name) {
            Ok(wanted) => wanted,
            Err(message) => {
                note(&message);
                return FAILED;
            }
        };
        if let Some(said) = &wanted.note {
            note(said);
        }
        let readers = wanted.readers(engine.checks(), &definitions);
        definitions.retain(|definition| readers.contains(&definition.code));
    }
    if let Some(query) = &arguments.query {
        definitions = match searched(query, definitions) {
            Ok(found) => found,
            Err(code) => return code,
        };
    }
    let rules = Rules::new(engine.checks()).speaking(arguments.lang);
    if let Some(folder) = &arguments.pages {
        return write_pages(folder, &definitions, rules);
    }
    let rows: Vec<Row<'_>> = definitions.iter().map(|definition| row(definition, rules)).collect();
    if arguments.output.is_json() {
        return json(CLEAN, &rows);
    }
    if let (Some(name), true) = (&arguments.reads, rows.is_empty()) {
        return text(CLEAN, &format!("{}\n", unread(name)));
    }
    let definitions: Vec<&Definition> = definitions.iter().collect();
    text(CLEAN, &checks_in_lines(&definitions, rules))
}

/// Writes the pages of checks into a folder, which is made if it is not there.
fn write_pages(folder: &Path, definitions: &[Definition], rules: Rules<'_>) -> u8 {
    let pages = check_pages(definitions, rules);
    let written =
        fs::create_dir_all(folder).and_then(|()| pages.iter().try_for_each(|(name, page)| write_whole(&folder.join(name), page)));
    match written {
        Ok(()) => {
            note(&format!("wrote {} pages to {}", pages.len(), shown(folder)));
            CLEAN
        }
        Err(error) => {
            note(&format!("cannot write pages to {}: {}", shown(folder), plain(&error)));
            FAILED
        }
    }
}

/// The checks of a family, or those that words mean.
fn searched(query: &str, definitions: Vec<Definition>) -> Result<Vec<Definition>, u8> {
    let family = query.to_lowercase();
    if definitions.iter().any(|definition| definition.family() == family) {
        return Ok(definitions.into_iter().filter(|definition| definition.family() == family).collect());
    }
    let found = {
        let known = known(&definitions);
        let found = by_words(query, &definitions, &known);
        if found.is_empty() {
            elsewhere(query);
            return Err(missing("check", query, &known, "`caseproof checks`"));
        }
        found
    };
    let mut waiting: Vec<Option<Definition>> = definitions.into_iter().map(Some).collect();
    Ok(found.into_iter().filter_map(|number| waiting[number].take()).collect())
}

/// The numbers of the checks that words mean: the causes of a symptom first, in the order of its page, then what the words are met by.
fn by_words(query: &str, definitions: &[Definition], known: &[Known<'_>]) -> Vec<usize> {
    let causes = symptoms::meant(query).into_iter().flat_map(|symptom| symptom.causes.iter());
    let mut found: Vec<usize> =
        causes.filter_map(|(code, _)| definitions.iter().position(|definition| definition.code == *code)).collect();
    found.extend(search(&as_named(query, known), known));
    if found.is_empty() {
        let causes = symptoms::with_word(query).into_iter().flat_map(|symptom| symptom.causes.iter());
        found.extend(causes.filter_map(|(code, _)| definitions.iter().position(|definition| definition.code == *code)));
    }
    let mut seen = HashSet::new();
    found.retain(|number| seen.insert(*number));
    found
}

/// What the tables call a way of making or joining of which no check has the words of the trade.
fn as_named(query: &str, known: &[Known<'_>]) -> String {
    let is_said = known.iter().any(|known| covers(known.name, query) || covers(known.what, query));
    let named = |table| Some(library().entry(table, library().find(table, query)?).id);
    let named: Vec<&str> = [Table::Process, Table::Method].into_iter().filter_map(named).collect();
    if is_said || named.is_empty() { query.to_owned() } else { named.join(" ") }
}

/// How many names of another table are said.
const FEW: usize = 3;

/// Says which tables have the words that no check has: a substance, a material or a process is no check, but checks read it.
fn elsewhere(query: &str) {
    let tables =
        [Table::Material, Table::Process, Table::Method].map(|table| (tables::command(table), tables::meant(table, query)));
    for (command, found) in std::iter::once(("restrictions", restrictions::meant(query))).chain(tables) {
        if !found.is_empty() {
            let more = if found.len() > FEW { ", …" } else { "" };
            note(&format!("`caseproof {command} {query}` finds {}{more}", found[..found.len().min(FEW)].join(", ")));
        }
    }
}

/// Says that nothing is called so, and what may be meant; of a symptom all causes as well.
fn unknown(name: &str, definitions: &[Definition]) -> u8 {
    let named = symptoms::meant(name);
    let told = if named.is_empty() && search(name, &known(definitions)).is_empty() { symptoms::with_word(name) } else { named };
    for symptom in told {
        let causes: Vec<String> = symptom.causes.iter().map(|(code, why)| format!("`{code}` ({why})")).collect();
        note(&format!("checks for causes of \"{}\": {}", symptom.seen, causes.join(", ")));
    }
    elsewhere(name);
    missing("check", name, &known(definitions), "`caseproof checks`")
}

fn known(definitions: &[Definition]) -> Vec<Known<'_>> {
    let short = |name: &str| name.split_once('/').map_or(0, |(family, _)| family.len() + 1);
    let known = definitions.iter().map(|definition| Known {
        name: &definition.name[short(&definition.name)..],
        also: vec![&definition.code, &definition.name],
        what: &definition.title,
    });
    known.collect()
}

/// What is known of a field that no fact was seen to ask for.
fn unread(name: &str) -> String {
    format!(
        "in the examples of the checks none was seen to read `{}`: it may tell things apart or relate them before they are judged, be read by \
         `evidence`, `stack` or `line`, or be kept for people",
        one_line(name)
    )
}

fn row<'c>(definition: &'c Definition, rules: Rules<'c>) -> Row<'c> {
    let check = rules.of(&definition.name);
    Row {
        code: &definition.code,
        check: &definition.name,
        family: definition.family(),
        severity: severity(definition),
        subject: &definition.subject,
        title: check.map_or(definition.title.as_str(), |check| rules.title(check)),
        title_zh: check.and_then(|check| Some(rules.second()?.title(check))),
        since: &definition.since,
    }
}

/// The severity, or the worst of those by stage.
fn severity(definition: &Definition) -> String {
    definition.worst().word().to_owned()
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let (engine, definitions) = match catalogue(&arguments.checks) {
        Ok(catalogue) => catalogue,
        Err(code) => return code,
    };
    let found = engine.find(&arguments.check).ok().map(|check| &check.name);
    let definition = found.and_then(|name| definitions.iter().find(|definition| definition.name == *name));
    match definition {
        None => unknown(&arguments.check, &definitions),
        Some(definition) => {
            let rules = Rules::new(engine.checks()).speaking(arguments.lang);
            if arguments.output.is_json() {
                json(CLEAN, &Explained::new(definition, rules))
            } else {
                text(CLEAN, &check_in_full(definition, rules))
            }
        }
    }
}
