//! `caseproof checks` and `caseproof explain`: the catalogue for reading.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::output::{json, note, style, text};
use super::reads::Wanted;
use super::run::engine;
use super::{CLEAN, FAILED};
use crate::catalogue::{Definition, Example, SeverityRule};
use crate::engine::Engine;
use crate::knowledge::library;
use crate::report::Format;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Name or code of a check, such as `A07` or `snap-strained`
    check: String,
    /// Folder with house checks
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// Folder with house checks
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Only the checks that read a field of the design or a fact in the end, such as `joints.beam.length` or `step.temperature`
    #[arg(long, value_name = "FIELD")]
    reads: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'c> {
    code: &'c str,
    check: &'c str,
    family: &'c str,
    severity: String,
    subject: &'c str,
    title: &'c str,
    since: &'c str,
}

/// The engine and its definitions with their examples.
fn catalogue(folders: &[PathBuf]) -> Result<(&'static Engine, Vec<Definition>), u8> {
    let engine = engine(folders, Format::Text, &style())?;
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
        let readers = wanted.readers(engine.checks(), &definitions);
        definitions.retain(|definition| readers.contains(&definition.code));
    }
    let rows: Vec<Row<'_>> = definitions.iter().map(row).collect();
    if arguments.json {
        return json(CLEAN, &rows);
    }
    let mut lines = String::new();
    let width = rows.iter().map(|row| row.check.len()).max().unwrap_or(0);
    for row in &rows {
        let _ = writeln!(lines, "{}  {:<width$}  {:<8}  {}", row.code, row.check, row.severity, row.title);
    }
    let _ = writeln!(lines, "{} checks; `caseproof explain CODE` shows one in full", rows.len());
    text(CLEAN, &lines)
}

fn row(definition: &Definition) -> Row<'_> {
    Row {
        code: &definition.code,
        check: &definition.name,
        family: definition.family(),
        severity: severity(definition),
        subject: &definition.subject,
        title: &definition.title,
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
    let found = engine.find(&arguments.check).map(|check| &check.name);
    let definition = match found {
        Ok(name) => definitions.iter().find(|definition| definition.name == *name),
        Err(near) => {
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            note(&format!("there is no check `{}`{hint}", arguments.check));
            None
        }
    };
    match definition {
        None => FAILED,
        Some(definition) if arguments.json => json(CLEAN, definition),
        Some(definition) => text(CLEAN, &in_full(definition)),
    }
}

fn in_full(definition: &Definition) -> String {
    let mut shown = format!("{}  {}\n{}\n\n", definition.code, definition.name, definition.title);
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(shown, "{name:<12} {}", value.trim().replace('\n', "\n             "));
    };
    line("subject", &definition.subject);
    if let Some(concerns) = &definition.concerns {
        line("concerns", concerns);
    }
    line("applies", definition.applies.as_deref().unwrap_or("always"));
    if let Some(when) = &definition.when {
        line("finding when", when);
    }
    if let Some(measure) = &definition.measure {
        line("measures", measure);
    }
    for (side, rules) in [("at least", &definition.at_least), ("at most", &definition.at_most)] {
        for (severity, rule) in rules {
            let unless = rule.unless.as_ref().map_or_else(String::new, |unless| format!(", unless {unless}"));
            line(side, &format!("{}, or else {}{unless}", rule.limit, severity.word()));
        }
    }
    for (severity, rule) in &definition.between {
        let unless = rule.unless.as_ref().map_or_else(String::new, |unless| format!(", unless {unless}"));
        line("between", &format!("{} and {}, or else {}{unless}", rule.low, rule.high, severity.word()));
    }
    if let Some(rule) = &definition.severity {
        line("severity", &in_words(rule));
    }
    if let Some(worse) = &definition.escalate {
        line("worse", &format!("{} when {}", worse.to.word(), worse.when));
    }
    if !definition.yields_to.is_empty() {
        line("yields to", &definition.yields_to.join(", "));
    }
    if let Some(loss) = &definition.loss {
        line("loss", loss);
    }
    for (name, limit) in &definition.limits {
        line("limit", &format!("{name} = {}, from {}", limit.value, source(&limit.source)));
    }
    line("message", &definition.message);
    line("help", &definition.help);
    line("why", &definition.why);
    for id in &definition.sources {
        line("source", &source(id));
    }
    line("since", &definition.since);
    for example in &definition.examples {
        let (kind, text) = match example {
            Example::Flags(text) => ("flags", text),
            Example::Passes(text) => ("passes", text),
            Example::Unknown(text) => ("is not assessed", text),
        };
        let _ = writeln!(shown, "\nexample that {kind}:\n    {}", text.trim_end().replace('\n', "\n    "));
    }
    shown
}

fn in_words(rule: &SeverityRule) -> String {
    match rule {
        SeverityRule::Always(severity) => severity.word().to_owned(),
        SeverityRule::ByStage(map) => {
            let stages = map.iter().map(|(stage, severity)| format!("{} from {stage} on", severity.word()));
            stages.collect::<Vec<_>>().join(", ")
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
