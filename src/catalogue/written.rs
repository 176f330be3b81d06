//! A check file as it is written, with its spans: read for the built-in checks when the program is built, and for house
//! checks when it runs. It knows no folder and no other check.

use indexmap::IndexMap;
use serde::Deserialize;

use super::check::Check;
use super::definition::{
    BoundRule, Consequence, Definition, Escalation, Example, Limit, STAGES, Severity, SeverityRule, WindowRule,
};
use super::error::CheckError;
use super::locate::inside;
use crate::language::Lexicon;
use crate::source::{SourceFile, Span};
use crate::yaml::{Budget, Document, Entries, Field, Kind, Parsed, Problem, Session, TextOr, Tree, did_you_mean_one_of, parse};

type Text = Box<str>;

/// A check file with its spans.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Written {
    pub(super) code: Field<Text>,
    pub(super) replaces: Field<Text>,
    title: Field<Text>,
    subject: Field<Text>,
    concerns: Field<Text>,
    applies: Field<Text>,
    when: Field<Text>,
    measure: Field<Text>,
    at_least: Field<Entries<TextOr<Text, WrittenBound>>>,
    at_most: Field<Entries<TextOr<Text, WrittenBound>>>,
    between: Field<Entries<WrittenWindow>>,
    claim: Field<bool>,
    opens: Field<bool>,
    severity: Field<TextOr<Severity, Entries<Severity>>>,
    escalate: Field<WrittenEscalation>,
    consequence: Field<Consequence>,
    message: Field<Text>,
    at: Field<Text>,
    cause: Field<Text>,
    yields_to: Field<Vec<Field<Text>>>,
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

impl Written {
    /// Reads a check file; everything that is wrong with its form is a problem.
    pub fn read(file: &SourceFile, problems: &mut Vec<Problem>) -> Option<Self> {
        let Parsed { tree, documents, problems: syntax } = parse(&file.text, &Budget::SPEC);
        problems.extend(syntax);
        let Some(document) = documents.first() else {
            if problems.is_empty() {
                problems.push(Problem::new("syntax", Span::default(), "an empty file is no check"));
            }
            return None;
        };
        problems.extend(documents[1..].iter().filter_map(|other| second(&tree, *other)));
        let session = Session::new(&tree, Budget::SPEC);
        let written = session.read(document.root);
        problems.extend(session.into_problems());
        written
    }

    /// Where its code stands.
    pub fn code_span(&self) -> Span {
        self.code.span()
    }

    /// Where it names each check that it yields to.
    pub fn yields_spans(&self) -> Vec<Span> {
        self.yields_to.get().into_iter().flatten().map(Field::span).collect()
    }

    /// The lines of its examples, from 1.
    pub fn example_lines(&self, file: &SourceFile) -> Vec<usize> {
        let line = |example: &Field<WrittenExample>| file.position(example.span().start as usize).line;
        self.examples.get().into_iter().flatten().map(line).collect()
    }

    /// The check, unless something is wrong with it beyond its keys; each mistake is a problem at its place.
    pub fn compile(
        &self,
        file: &SourceFile,
        definition: Definition,
        lexicon: &dyn Lexicon,
        problems: &mut Vec<Problem>,
    ) -> Option<Check> {
        if let Err(message) = definition.validate() {
            problems.push(Problem::new("form", self.code.span(), message));
        }
        match Check::compile(definition, lexicon) {
            Ok(check) => Some(check).filter(|_| problems.is_empty()),
            Err(errors) => {
                problems.extend(errors.into_iter().map(|error| locate(self, file, error)));
                None
            }
        }
    }

    /// The definition without its spans, under a name.
    pub fn define(&self, name: String, problems: &mut Vec<Problem>) -> Option<Definition> {
        let written = self;
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
        severities(written, problems);
        stages(written, problems);
        Some(Definition {
            name,
            replaces: None,
            code: code?,
            title: title?,
            subject: subject?,
            concerns: optional(&written.concerns),
            applies: written.applies.get().map(ToString::to_string),
            when: optional(&written.when),
            measure: optional(&written.measure),
            at_least: bounds(&written.at_least),
            at_most: bounds(&written.at_most),
            between: windows(&written.between),
            claim: written.claim.get().copied().unwrap_or(false),
            opens: written.opens.get().copied().unwrap_or(false),
            severity: severity(written),
            escalate: written
                .escalate
                .get()
                .and_then(|worse| Some(Escalation { to: *worse.to.get()?, when: worse.when.get()?.to_string() })),
            consequence: *written.consequence.get()?,
            message: message?,
            at: optional(&written.at),
            cause: optional(&written.cause),
            yields_to: texts(&written.yields_to),
            loss: written.loss.get().map(ToString::to_string),
            labels: pairs(&written.labels),
            limits: limits(&written.limits),
            help: help?,
            why: why?,
            sources: written.sources.get().map(|_| texts(&written.sources))?,
            since: since?,
            examples: examples(written),
        })
    }
}

/// The examples as they are written.
fn examples(written: &Written) -> Vec<Example> {
    written.examples.get().into_iter().flatten().filter_map(|example| example.get().and_then(example_of)).collect()
}

/// The severity, always or by the stage.
fn severity(written: &Written) -> Option<SeverityRule> {
    written.severity.get().map(|rule| match rule {
        TextOr::Text(severity) => SeverityRule::Always(*severity),
        TextOr::Long(map) => {
            let entries = map.iter().filter_map(|entry| Some((stage_named(&entry.id)?.to_owned(), entry.value?)));
            SeverityRule::ByStage(entries.collect())
        }
    })
}

/// The stage with this name, in any case.
fn stage_named(id: &str) -> Option<&'static str> {
    STAGES.into_iter().find(|stage| stage.eq_ignore_ascii_case(id.trim()))
}

/// The keys of a severity by stage are stages, each once, and there is at least one: what no stage reaches would be advice at all.
fn stages(written: &Written, problems: &mut Vec<Problem>) {
    let Some(TextOr::Long(map)) = written.severity.get() else { return };
    if map.is_empty() {
        let problem = Problem::new("missing-value", written.severity.span(), "a map of severities names a stage at least");
        problems.push(
            problem
                .with_help("write one severity for all stages, such as `severity: warning`, or the stages from which it holds"),
        );
    }
    for (number, entry) in map.iter().enumerate() {
        let Some(stage) = stage_named(&entry.id) else {
            let all = || format!("the stages are {}", STAGES.join(", "));
            let help = did_you_mean_one_of(&entry.id, STAGES).unwrap_or_else(all);
            problems.push(Problem::new("unknown-word", entry.key, format!("`{}` is no stage", entry.id)).with_help(help));
            continue;
        };
        if let Some(first) = map[..number].iter().find(|other| stage_named(&other.id) == Some(stage)) {
            let problem = Problem::new("duplicate-key", entry.key, format!("the stage `{stage}` is given twice"));
            problems.push(problem.with_related(first.key, "first given here"));
        }
    }
}

/// What is wrong with a document behind the first one; nothing if nothing is written in it.
fn second(tree: &Tree<'_>, document: Document) -> Option<Problem> {
    let node = tree.node(document.root);
    if matches!(&node.kind, Kind::Scalar { text, plain: true } if matches!(&**text, "" | "~")) {
        return None;
    }
    let problem = Problem::new("form", node.span.begin(), "a file holds one check, and here a second document begins");
    Some(problem.with_help("write the second check into a file of its own"))
}

/// Bounds are named by the severity that they give.
fn severities(written: &Written, problems: &mut Vec<Problem>) {
    let ids = |map: &Field<Entries<TextOr<Text, WrittenBound>>>| -> Vec<(Text, Span)> {
        map.get().map_or(&[][..], |map| map).iter().map(|entry| (entry.id.clone(), entry.key)).collect()
    };
    let windows = written.between.get().map_or(&[][..], |map| map).iter().map(|entry| (entry.id.clone(), entry.key));
    for (id, key) in ids(&written.at_least).into_iter().chain(ids(&written.at_most)).chain(windows) {
        if severity_named(&id).is_none() {
            let problem = Problem::new("unknown-key", key, format!("`{id}` is no severity"));
            problems.push(problem.with_help("a bound is named `advice`, `warning` or `error`"));
        }
    }
}

fn example_of(written: &WrittenExample) -> Option<Example> {
    let text = |field: &Field<Text>| field.get().map(ToString::to_string);
    text(&written.flags)
        .map(Example::Flags)
        .or_else(|| text(&written.passes).map(Example::Passes))
        .or_else(|| text(&written.unknown).map(Example::Unknown))
}

fn texts(list: &Field<Vec<Field<Text>>>) -> Vec<String> {
    list.get().into_iter().flatten().filter_map(|text| text.get().map(ToString::to_string)).collect()
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
        "measure" => of("condition", &written.measure),
        "at_least" => bound(&written.at_least, rest)?,
        "at_most" => bound(&written.at_most, rest)?,
        "between" => window(&written.between, rest)?,
        "cause" => of("fact", &written.cause),
        "concerns" => of("condition", &written.concerns),
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

/// Where a bound, or the condition under which it does not hold, stands.
fn bound<'w>(map: &'w Field<Entries<TextOr<Text, WrittenBound>>>, key: &str) -> Option<(&'static str, Span, Option<&'w str>)> {
    let (severity, part) = key.split_once('.').unwrap_or((key, ""));
    let entry = map.get()?.iter().find(|entry| &*entry.id == severity)?;
    Some(match (entry.value.as_ref()?, part) {
        (TextOr::Text(limit), _) => ("condition", entry.span, Some(limit)),
        (TextOr::Long(long), "unless") => ("condition", long.unless.span(), long.unless.get().map(|text| &**text)),
        (TextOr::Long(long), _) => ("condition", long.limit.span(), long.limit.get().map(|text| &**text)),
    })
}

/// Where an end of a window, or the condition under which it does not hold, stands.
fn window<'w>(map: &'w Field<Entries<WrittenWindow>>, key: &str) -> Option<(&'static str, Span, Option<&'w str>)> {
    let (severity, part) = key.split_once('.').unwrap_or((key, ""));
    let entry = map.get()?.iter().find(|entry| &*entry.id == severity)?;
    let field = match (&entry.value.as_ref()?.0, part) {
        (TextOr::Text(ends), "high") => ends.get(1)?,
        (TextOr::Text(ends), _) => ends.first()?,
        (TextOr::Long(long), "unless") => &long.unless,
        (TextOr::Long(long), "high") => &long.high,
        (TextOr::Long(long), _) => &long.low,
    };
    Some(("condition", field.span(), field.get().map(|text| &**text)))
}
