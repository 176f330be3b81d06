//! Check files read at run time, with every mistake located in the file.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;

use super::builtin::{builtin_called, builtin_names};
use super::check::spellings;
use super::clash::{house_code, with_builtin};
use super::definition::{
    BoundRule, Consequence, Definition, Escalation, Example, FAMILIES, Limit, Replaced, Severity, SeverityRule, WindowRule,
};
use super::locate::inside;
use super::{Check, CheckError};
use crate::design::MAX_FILE_BYTES;
use crate::source::SourceFile;
use crate::source::plain;
use crate::yaml::{Budget, Entries, Field, Parsed, Problem, Session, Span, TextOr, nearest, parse};

type Text = Box<str>;

/// A check file with its spans.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Written {
    code: Field<Text>,
    replaces: Field<Text>,
    title: Field<Text>,
    subject: Field<Text>,
    applies: Field<Text>,
    when: Field<Text>,
    measure: Field<Text>,
    at_least: Field<Entries<TextOr<Text, WrittenBound>>>,
    at_most: Field<Entries<TextOr<Text, WrittenBound>>>,
    between: Field<Entries<WrittenWindow>>,
    claim: Field<bool>,
    severity: Field<TextOr<Severity, Entries<Severity>>>,
    escalate: Field<WrittenEscalation>,
    consequence: Field<Consequence>,
    message: Field<Text>,
    at: Field<Text>,
    cause: Field<Text>,
    loss: Field<Text>,
    labels: Field<Entries<Text>>,
    limits: Field<Entries<WrittenLimit>>,
    help: Field<Text>,
    why: Field<Text>,
    sources: Field<Vec<Field<Text>>>,
    since: Field<Text>,
    examples: Field<Vec<Field<WrittenExample>>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenEscalation {
    to: Field<Severity>,
    when: Field<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenBound {
    limit: Field<Text>,
    unless: Field<Text>,
}

/// A list of two ends, or a map of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
struct WrittenWindow(TextOr<Vec<Field<Text>>, WrittenEnds>);

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenEnds {
    low: Field<Text>,
    high: Field<Text>,
    unless: Field<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenLimit {
    value: Field<Text>,
    source: Field<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenExample {
    flags: Field<Text>,
    passes: Field<Text>,
    unknown: Field<Text>,
}

/// A check file that was read.
pub struct CheckFile {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The check, unless something is wrong with it.
    pub check: Option<Check>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Where each example stands, as a line number from 1.
    pub example_lines: Vec<usize>,
    /// Where its code stands.
    pub(super) code: Span,
}

/// What check files are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To judge designs by them beside the built-in ones: codes are those of a house.
    Judging,
    /// To run their examples: a file in the folder of a family may be one that is to be built in, with a code of that family.
    Testing,
}

/// Reads every check file below a folder, sorted by path. The name of a house check is its house and its file name.
pub fn read_folder(folder: &Path, purpose: Purpose) -> Result<Vec<CheckFile>, String> {
    let mut paths = Vec::new();
    collect(folder, &mut paths).map_err(|error| format!("{}: {error}", folder.display()))?;
    paths.sort();
    Ok(paths.iter().map(|path| read_file(path, purpose)).collect())
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if folder.is_file() {
        paths.push(folder.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            // Tables are no checks.
            if path.file_name().is_some_and(|name| name != "knowledge") {
                collect(&path, paths)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_file(path: &Path, purpose: Purpose) -> CheckFile {
    let shown = path.to_string_lossy().replace('\\', "/");
    let text = match read_bytes(path).and_then(|bytes| crate::design::decode(bytes).map_err(|problem| problem.message)) {
        Ok(text) => text,
        Err(message) => {
            let problems = vec![Problem::new("unreadable", Span::default(), message)];
            return CheckFile {
                file: Arc::new(SourceFile::new(shown, String::new())),
                check: None,
                problems,
                example_lines: Vec::new(),
                code: Span::default(),
            };
        }
    };
    let file = Arc::new(SourceFile::new(shown, text));
    let mut read = CheckFile { file, check: None, problems: Vec::new(), example_lines: Vec::new(), code: Span::default() };
    read_text(&mut read, path, purpose);
    read
}

/// The bytes of a file, as far as one over the budget, which is then refused. A pipe or device would be waited for, or never end.
fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let fail = |error: std::io::Error| format!("cannot read the file: {}", plain(&error));
    if !fs::metadata(path).map_err(fail)?.is_file() {
        return Err("it is not a file".to_owned());
    }
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)).map_err(fail)?;
    Ok(bytes)
}

fn read_text(read: &mut CheckFile, path: &Path, purpose: Purpose) {
    let file = Arc::clone(&read.file);
    let Parsed { tree, documents, problems } = parse(&file.text, &Budget::SPEC);
    read.problems = problems;
    let Some(document) = documents.first() else {
        if read.problems.is_empty() {
            read.problems.push(Problem::new("syntax", Span::default(), "an empty file is no check"));
        }
        return;
    };
    let session = Session::new(&tree, Budget::SPEC);
    let written: Option<Written> = session.read(document.root);
    read.problems.extend(session.into_problems());
    let Some(written) = written else { return };
    read.code = written.code.span();
    let line = |example: &Field<WrittenExample>| file.position(example.span().start as usize).line;
    read.example_lines = written.examples.get().into_iter().flatten().map(line).collect();
    let definition = define(&written, path, purpose, &mut read.problems);
    if let Some(definition) = definition.filter(|_| read.problems.is_empty()) {
        read.check = compile(&written, &file, definition, &mut read.problems);
    }
}

/// The check, unless something is wrong with it beyond its keys.
fn compile(written: &Written, file: &SourceFile, definition: Definition, problems: &mut Vec<Problem>) -> Option<Check> {
    if let Err(message) = definition.validate() {
        problems.push(Problem::new("form", written.code.span(), message));
    }
    problems.extend(with_builtin(&definition, written.code.span()));
    match Check::compile(definition, crate::knowledge::library()) {
        Ok(check) => Some(check).filter(|_| problems.is_empty()),
        Err(errors) => {
            problems.extend(errors.into_iter().map(|error| locate(written, file, error)));
            None
        }
    }
}

/// The definition without its spans.
fn define(written: &Written, path: &Path, purpose: Purpose, problems: &mut Vec<Problem>) -> Option<Definition> {
    let mut text = |field: &Field<Text>, name: &str| {
        if !field.is_given() {
            problems.push(Problem::new("missing-key", Span::default(), format!("`{name}` is missing")));
        }
        field.get().map(ToString::to_string)
    };
    let code = text(&written.code, "code");
    let title = text(&written.title, "title");
    let subject = text(&written.subject, "subject");
    let message = text(&written.message, "message");
    let help = text(&written.help, "help");
    let why = text(&written.why, "why");
    let since = text(&written.since, "since");
    for (given, name) in [(written.consequence.is_given(), "consequence"), (written.sources.is_given(), "sources")] {
        if !given {
            problems.push(Problem::new("missing-key", Span::default(), format!("`{name}` is missing")));
        }
    }
    let severity = written.severity.get().map(|rule| match rule {
        TextOr::Text(severity) => SeverityRule::Always(*severity),
        TextOr::Long(map) => {
            let entries = map.iter().filter_map(|entry| entry.value.map(|severity| (entry.id.to_string(), severity)));
            SeverityRule::ByStage(entries.collect())
        }
    });
    let code = code?;
    let family = family(path).filter(|_| purpose == Purpose::Testing && !code.contains('-'));
    if family.is_none() {
        problems.extend(house_code(&code, written.code.span()));
    }
    Some(Definition {
        name: name_of(path, family, &code),
        replaces: replaced(&written.replaces, family, problems),
        code,
        title: title?,
        subject: subject?,
        applies: written.applies.get().map(ToString::to_string),
        when: optional(&written.when),
        measure: optional(&written.measure),
        at_least: bounds(&written.at_least),
        at_most: bounds(&written.at_most),
        between: windows(&written.between),
        claim: written.claim.get().copied().unwrap_or(false),
        severity,
        escalate: written
            .escalate
            .get()
            .and_then(|worse| Some(Escalation { to: *worse.to.get()?, when: worse.when.get()?.to_string() })),
        consequence: *written.consequence.get()?,
        message: message?,
        at: optional(&written.at),
        cause: optional(&written.cause),
        loss: written.loss.get().map(ToString::to_string),
        labels: pairs(&written.labels),
        limits: limits(&written.limits),
        help: help?,
        why: why?,
        sources: written.sources.get()?.iter().filter_map(|source| source.get().map(ToString::to_string)).collect(),
        since: since?,
        examples: written.examples.get().into_iter().flatten().filter_map(|example| example.get().and_then(example_of)).collect(),
    })
}

fn example_of(written: &WrittenExample) -> Option<Example> {
    let text = |field: &Field<Text>| field.get().map(ToString::to_string);
    text(&written.flags)
        .map(Example::Flags)
        .or_else(|| text(&written.passes).map(Example::Passes))
        .or_else(|| text(&written.unknown).map(Example::Unknown))
}

fn optional(field: &Field<Text>) -> Option<String> {
    field.get().map(ToString::to_string)
}

fn severity_named(id: &str) -> Option<Severity> {
    [Severity::Advice, Severity::Warning, Severity::Error].into_iter().find(|severity| severity.word() == id)
}

fn bounds(map: &Field<Entries<TextOr<Text, WrittenBound>>>) -> IndexMap<Severity, BoundRule> {
    let entries = map.get().map_or(&[][..], |map| map).iter();
    entries
        .filter_map(|entry| {
            let rule = match entry.value.as_ref()? {
                TextOr::Text(limit) => BoundRule { limit: limit.to_string(), unless: None },
                TextOr::Long(long) => BoundRule { limit: optional(&long.limit)?, unless: optional(&long.unless) },
            };
            Some((severity_named(&entry.id)?, rule))
        })
        .collect()
}

fn windows(map: &Field<Entries<WrittenWindow>>) -> IndexMap<Severity, WindowRule> {
    let entries = map.get().map_or(&[][..], |map| map).iter();
    entries
        .filter_map(|entry| {
            let rule = match &entry.value.as_ref()?.0 {
                TextOr::Text(ends) => match &ends[..] {
                    [low, high] => WindowRule { low: optional(low)?, high: optional(high)?, unless: None },
                    _ => return None,
                },
                TextOr::Long(long) => {
                    WindowRule { low: optional(&long.low)?, high: optional(&long.high)?, unless: optional(&long.unless) }
                }
            };
            Some((severity_named(&entry.id)?, rule))
        })
        .collect()
}

fn pairs(map: &Field<Entries<Text>>) -> IndexMap<String, String> {
    map.get()
        .map_or(&[][..], |map| map)
        .iter()
        .filter_map(|entry| Some((entry.id.to_string(), entry.value.as_ref()?.to_string())))
        .collect()
}

fn limits(map: &Field<Entries<WrittenLimit>>) -> IndexMap<String, Limit> {
    let entries = map.get().map_or(&[][..], |map| map).iter();
    entries
        .filter_map(|entry| {
            let limit = entry.value.as_ref()?;
            let value = limit.value.get()?.to_string();
            Some((entry.id.to_string(), Limit { value, source: limit.source.get()?.to_string() }))
        })
        .collect()
}

/// The family whose folder a file lies in.
fn family(path: &Path) -> Option<&'static str> {
    let folder = path.parent().and_then(Path::file_name)?;
    FAMILIES.into_iter().find(|family| folder == *family)
}

/// `family/file-name`, or `acme/file-name` for a check of a house.
fn name_of(path: &Path, family: Option<&str>, code: &str) -> String {
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let house = || code.split('-').next().unwrap_or_default().to_ascii_lowercase();
    format!("{}/{stem}", family.map_or_else(house, str::to_owned))
}

/// The built-in check that a house check says it replaces.
fn replaced(written: &Field<Text>, family: Option<&str>, problems: &mut Vec<Problem>) -> Option<Replaced> {
    let name = written.get()?;
    if family.is_some() {
        problems.push(Problem::new("replaces", written.key(), "only a house check replaces another"));
        return None;
    }
    let found = builtin_called(name).cloned();
    if found.is_none() {
        let problem = Problem::new("replaces", written.span(), format!("there is no built-in check `{name}`"));
        let names = builtin_names().iter().flat_map(|check| spellings(&check.code, &check.name));
        problems.push(match nearest(name, names) {
            Some(near) => problem.with_help(format!("did you mean `{near}`?")),
            None => problem.with_help("`caseproof checks` lists them"),
        });
    }
    found
}

/// The mistake at the value of its key, and in it at the bytes that are wrong.
fn locate(written: &Written, file: &SourceFile, error: CheckError) -> Problem {
    let CheckError { key, error } = error;
    let (code, span, value) = place_of(written, &key).unwrap_or(("form", written.code.span(), None));
    let span = value.map_or(span, |value| inside(&file.text, span, value, &error.at));
    Problem { help: error.help, ..Problem::new(code, span, error.message) }
}

/// What a key is about, where its value stands, and the value.
fn place_of<'w>(written: &'w Written, key: &str) -> Option<(&'static str, Span, Option<&'w str>)> {
    let of = |code: &'static str, field: &'w Field<Text>| (code, field.span(), field.get().map(|text| &**text));
    let label = |path: &str| written.labels.get()?.iter().find(|entry| &*entry.id == path);
    let (first, rest) = key.split_once('.').unwrap_or((key, ""));
    Some(match first {
        "applies" => of("condition", &written.applies),
        "when" => of("condition", &written.when),
        "escalate" => of("condition", &written.escalate.get()?.when),
        "message" => of("text", &written.message),
        "help" => of("text", &written.help),
        "at" => of("fact", &written.at),
        "loss" => of("fact", &written.loss),
        "subject" => of("subject", &written.subject),
        "sources" => of("source", written.sources.get()?.get(rest.parse::<usize>().ok()?)?),
        "labels" => label(rest).map(|entry| ("label", entry.key, Some(&*entry.id)))?,
        "label-texts" => label(rest).map(|entry| ("label", entry.span, entry.value.as_deref()))?,
        _ => {
            let (name, part) = rest.split_once('.').unwrap_or((rest, ""));
            let entry = written.limits.get()?.iter().find(|entry| &*entry.id == name)?;
            match (part, entry.value.as_ref()?) {
                ("source", limit) => of("source", &limit.source),
                ("value", limit) => of("limit", &limit.value),
                _ => ("limit", entry.key, None),
            }
        }
    })
}
