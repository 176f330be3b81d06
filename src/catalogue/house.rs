//! Check files read at run time, with every mistake located in the file.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;

use super::definition::{Consequence, Definition, Escalation, Example, FAMILIES, Limit, Severity, SeverityRule};
use super::{Check, CheckError};
use crate::design::{MAX_FILE_BYTES, plain};
use crate::finding::SourceFile;
use crate::yaml::{Budget, Entries, Field, Parsed, Problem, Session, Span, TextOr, parse};

type Text = Box<str>;

/// A check file with its spans.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Written {
    code: Field<Text>,
    title: Field<Text>,
    subject: Field<Text>,
    applies: Field<Text>,
    when: Field<Text>,
    severity: Field<TextOr<Severity, Entries<Severity>>>,
    escalate: Field<WrittenEscalation>,
    consequence: Field<Consequence>,
    message: Field<Text>,
    at: Field<Text>,
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
}

/// Reads every check file below a folder, sorted by path. The name of a check is its folder and file name; a folder that is
/// no family counts as the family that its code says.
pub fn read_folder(folder: &Path) -> Result<Vec<CheckFile>, String> {
    let mut paths = Vec::new();
    collect(folder, &mut paths).map_err(|error| format!("{}: {error}", folder.display()))?;
    paths.sort();
    Ok(paths.iter().map(|path| read_file(path)).collect())
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

fn read_file(path: &Path) -> CheckFile {
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
            };
        }
    };
    let file = Arc::new(SourceFile::new(shown, text));
    let (check, problems, example_lines) = read_text(&file, path);
    CheckFile { file, check, problems, example_lines }
}

/// The bytes of a file, cut off behind the most that a file may have.
fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let fail = |error: std::io::Error| format!("cannot read the file: {}", plain(&error));
    // A pipe or device would be waited for.
    if !fs::metadata(path).map_err(fail)?.is_file() {
        return Err("it is not a file".to_owned());
    }
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)).map_err(fail)?;
    Ok(bytes)
}

fn read_text(file: &SourceFile, path: &Path) -> (Option<Check>, Vec<Problem>, Vec<usize>) {
    let Parsed { tree, documents, mut problems } = parse(&file.text, &Budget::SPEC);
    let Some(document) = documents.first() else {
        if problems.is_empty() {
            problems.push(Problem::new("syntax", Span::default(), "an empty file is no check"));
        }
        return (None, problems, Vec::new());
    };
    let session = Session::new(&tree, Budget::SPEC);
    let written: Option<Written> = session.read(document.root);
    problems.extend(session.into_problems());
    let Some(written) = written else { return (None, problems, Vec::new()) };
    let lines =
        written.examples.get().into_iter().flatten().map(|example| file.position(example.span().start as usize).line).collect();
    let definition = define(&written, path, &mut problems);
    if let Some(definition) = definition.filter(|_| problems.is_empty()) {
        if let Err(message) = definition.validate() {
            problems.push(Problem::new("check", written.code.span(), message));
        }
        match Check::compile(definition) {
            Ok(check) if problems.is_empty() => return (Some(check), problems, lines),
            Ok(_) => {}
            Err(errors) => problems.extend(errors.into_iter().map(|error| locate(&written, file, error))),
        }
    }
    (None, problems, lines)
}

/// The definition without its spans.
fn define(written: &Written, path: &Path, problems: &mut Vec<Problem>) -> Option<Definition> {
    let mut text = |field: &Field<Text>, name: &str| {
        if !field.is_given() {
            problems.push(Problem::new("missing-key", Span::default(), format!("`{name}` is missing")));
        }
        field.get().map(ToString::to_string)
    };
    let code = text(&written.code, "code");
    let title = text(&written.title, "title");
    let subject = text(&written.subject, "subject");
    let when = text(&written.when, "when");
    let message = text(&written.message, "message");
    let help = text(&written.help, "help");
    let why = text(&written.why, "why");
    let since = text(&written.since, "since");
    for (given, name) in [
        (written.severity.is_given(), "severity"),
        (written.consequence.is_given(), "consequence"),
        (written.sources.is_given(), "sources"),
    ] {
        if !given {
            problems.push(Problem::new("missing-key", Span::default(), format!("`{name}` is missing")));
        }
    }
    let severity = match written.severity.get()? {
        TextOr::Text(severity) => SeverityRule::Always(*severity),
        TextOr::Long(map) => {
            let entries = map.iter().filter_map(|entry| entry.value.map(|severity| (entry.id.to_string(), severity)));
            SeverityRule::ByStage(entries.collect())
        }
    };
    let code = code?;
    Some(Definition {
        name: name_of(path, &code),
        code,
        title: title?,
        subject: subject?,
        applies: written.applies.get().map(ToString::to_string),
        when: when?,
        severity,
        escalate: written
            .escalate
            .get()
            .and_then(|worse| Some(Escalation { to: *worse.to.get()?, when: worse.when.get()?.to_string() })),
        consequence: *written.consequence.get()?,
        message: message?,
        at: written.at.get().map(ToString::to_string),
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

/// `family/file-name`: the family is the folder if it is one, otherwise the one that the code's letter says.
fn name_of(path: &Path, code: &str) -> String {
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let folder = path.parent().and_then(Path::file_name).map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let family = FAMILIES.iter().find(|family| **family == folder).or_else(|| {
        let letter = code.chars().next();
        FAMILIES.iter().find(|family| letter == family.chars().next().map(|first| first.to_ascii_uppercase()))
    });
    format!("{}/{stem}", family.unwrap_or(&"compatibility"))
}

/// The place of a mistake: the value of its key, and in it the bytes that are wrong where the value is written as it is read.
fn locate(written: &Written, file: &SourceFile, error: CheckError) -> Problem {
    let in_map = |map: &Field<Entries<Text>>, key: &str| {
        map.get().and_then(|map| map.iter().find(|entry| &*entry.id == key).map(|entry| entry.key))
    };
    let span = match error.key.split_once('.') {
        Some(("labels", path)) => in_map(&written.labels, path),
        Some(("limits", name)) => {
            written.limits.get().and_then(|map| map.iter().find(|entry| &*entry.id == name).map(|entry| entry.span))
        }
        Some(("escalate", _)) => written.escalate.get().map(|worse| worse.when.span()),
        _ => match error.key.as_str() {
            "applies" => Some(written.applies.span()),
            "when" => Some(written.when.span()),
            "message" => Some(written.message.span()),
            "at" => Some(written.at.span()),
            "loss" => Some(written.loss.span()),
            "help" => Some(written.help.span()),
            "subject" => Some(written.subject.span()),
            _ => Some(written.sources.span()),
        },
    };
    let span = span.unwrap_or_default();
    let raw = &file.text[span.range()];
    let quoted = usize::from(raw.starts_with(['"', '\'']));
    let inside =
        Span::new(span.start as usize + quoted + error.error.at.start, span.start as usize + quoted + error.error.at.end);
    let plain = !raw.starts_with(['|', '>']) && !raw.contains('\n') && inside.end <= span.end;
    Problem { help: error.error.help, ..Problem::new("check", if plain { inside } else { span }, error.error.message) }
}

/// The built-in checks with those of house folders added; a house check of the same name or code replaces a built-in one.
pub fn with_house_checks(mut checks: Vec<Check>, house: Vec<Check>) -> Vec<Check> {
    for check in house {
        checks.retain(|known| known.definition.name != check.definition.name && known.definition.code != check.definition.code);
        checks.push(check);
    }
    checks.sort_by(|a, b| a.definition.name.cmp(&b.definition.name));
    checks
}
