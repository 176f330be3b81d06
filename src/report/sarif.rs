//! SARIF 2.1.0 as code scanning takes it: the worst results first, because what goes over its limits is dropped there unseen.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Folder;
use super::form::Tail;
use super::json::line;
use super::markdown::cell;
use super::publish::source;
use super::published::{Label, Position, Rule, Tool, Waived};
use super::sanitize::one_line;
use super::told::{Book, Rank, Row, Run, Teller, Told, of_finding};
use super::tongue::Language;
use super::worst::Worst;

/// Results that are shown of a run.
/// Source: <https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit>
const MOST_RESULTS: usize = 5000;
/// Locations that are shown of a result, of which the first is the primary one.
const MOST_RELATED: usize = 99;
/// What stands in a URI as it is, besides letters and digits: what needs no escape, and what is between folders.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
/// Where the schema is that the form keeps to.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A log in the making.
pub(super) struct Sarif {
    folder: Folder,
    waived: bool,
    /// Code of the rule and the rest of the result.
    results: Worst<(String, String)>,
}

impl Sarif {
    /// Nothing yet.
    pub(super) fn new(run: &Run) -> Self {
        Self { folder: run.folder.clone(), waived: run.waived, results: Worst::new(MOST_RESULTS) }
    }

    fn push(&mut self, row: &Row<'_>, waived: Option<&Waived>, language: Language) -> io::Result<()> {
        let mut result = json!({
            "level": level(row.rank),
            "message": { "text": message(row, language) },
            "locations": [self.location(row)],
            "partialFingerprints": {
                "caseproof/v1": one_line(&row.fingerprint),
                "primaryLocationLineHash": one_line(&row.fingerprint),
            },
        });
        let related = self.related(row);
        if !related.is_empty() {
            result["relatedLocations"] = Value::Array(related);
        }
        if let Some((finding, _)) = row.found {
            result["properties"] = json!({ "confidence": finding.confidence, "cause": one_line(&finding.cause) });
        }
        if let Some(waived) = waived {
            let why = one_line(&format!("{}: {}", waived.owner, waived.reason));
            result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": why }]);
        }
        self.results.push(row.rank, (one_line(row.code), line(&result)?));
        Ok(())
    }

    /// The primary place: a key or a value.
    fn location(&self, row: &Row<'_>) -> Value {
        let (file, start, end) = row.filed();
        let mut location = json!({ "physicalLocation": self.place(file, start, end) });
        if let Some((finding, _)) = row.found {
            location["logicalLocations"] = json!([{ "fullyQualifiedName": one_line(&finding.at) }]);
        }
        location
    }

    fn place(&self, file: &str, start: Position, end: Position) -> Value {
        let path = one_line(&self.folder.seen_from_root(file));
        json!({
            "artifactLocation": { "uri": utf8_percent_encode(&path, ESCAPED).to_string(), "uriBaseId": "%SRCROOT%" },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        })
    }

    /// The other places, with what is to be said of them.
    fn related(&self, row: &Row<'_>) -> Vec<Value> {
        let (labels, file) = match (row.found, row.problem) {
            (Some((finding, design)), _) => (&*finding.labels, &*design.file),
            (None, Some(problem)) => (problem.related.as_slice(), row.file),
            (None, None) => return Vec::new(),
        };
        let placed = labels.iter().filter_map(|label| Some((label, label.start?))).take(MOST_RELATED);
        let place = |(id, (label, start)): (usize, (&Label, Position))| {
            json!({
                "id": id + 1,
                "physicalLocation": self.place(label.file.as_deref().unwrap_or(file), start, start),
                "message": { "text": one_line(&label.text) },
            })
        };
        placed.enumerate().map(place).collect()
    }

    /// The rules of the results that are shown, each with its number.
    fn rules(&self) -> BTreeMap<&str, usize> {
        let mut rules: BTreeMap<&str, usize> = self.results.values().map(|(code, _)| (code.as_str(), 0)).collect();
        rules.values_mut().enumerate().for_each(|(number, place)| *place = number);
        rules
    }

    /// What went wrong or was left out.
    fn notifications(&self, tail: &Tail) -> Vec<Value> {
        let note = |level: &str, text: &str| json!({ "level": level, "message": { "text": one_line(text) } });
        let faults = tail.internal.iter().map(|fault| note("error", fault));
        let omitted = tail.omitted.iter().map(|words| note("note", words));
        let cut = self.cut().into_iter().map(|cut| note("warning", &cut));
        let skipped = tail.skipped.iter().map(|file| note("note", &format!("skipped, not a spec: {file}")));
        let left_out = tail.left_out.iter().map(|of| note("note", &format!("left out, {}: {}", of.reason, of.file)));
        faults.chain(omitted).chain(cut).chain(skipped).chain(left_out).collect()
    }
}

impl Teller for Sarif {
    fn file(&mut self, told: &Told, book: &Book, _: &mut Vec<u8>) -> io::Result<()> {
        told.rows(book.language).try_for_each(|row| self.push(&row, None, book.language))?;
        let waived = told.designs.iter().flat_map(|design| design.waived.iter().map(move |waived| (design, waived)));
        for (design, waived) in waived.filter(|_| self.waived).collect::<Vec<_>>() {
            self.push(&of_finding(&waived.finding, design), Some(waived), book.language)?;
        }
        Ok(())
    }

    fn end(&mut self, tail: &Tail, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        let numbers = self.rules();
        let sound = tail.internal.is_empty() && tail.summary.rejected == 0;
        let invocation = json!([{ "executionSuccessful": sound, "toolExecutionNotifications": self.notifications(tail) }]);
        let Tool { name, version } = Tool::this();
        writeln!(out, "{{\n\"$schema\": {},\n\"version\": \"2.1.0\",\n\"runs\": [{{", line(&SCHEMA)?)?;
        write!(
            out,
            "\"tool\": {{ \"driver\": {{ \"name\": {}, \"semanticVersion\": {}, \"rules\": [",
            line(&name)?,
            line(&version)?
        )?;
        for (code, number) in &numbers {
            write!(out, "{}\n{}", if *number == 0 { "" } else { "," }, line(&rule(code, book))?)?;
        }
        let sets: Vec<String> = tail.sets.iter().map(|set| one_line(set)).collect();
        let set = if sets.is_empty() { String::new() } else { format!("\"properties\": {{ \"set\": {} }},\n", line(&sets)?) };
        writeln!(
            out,
            "\n] }} }},\n{set}\"automationDetails\": {{ \"id\": \"caseproof/\" }},\n\"columnKind\": \"unicodeCodePoints\","
        )?;
        write!(out, "\"invocations\": {},\n\"results\": [", line(&invocation)?)?;
        for (index, (code, rest)) in self.results.values().enumerate() {
            let gap = if index == 0 { "" } else { "," };
            let number = numbers.get(code.as_str()).copied().unwrap_or_default();
            // What was kept is an object; the rule goes in front of its keys.
            write!(out, "{gap}\n{{\"ruleId\":{},\"ruleIndex\":{number},{}", line(code)?, &rest[1..])?;
        }
        writeln!(out, "\n]\n}}]\n}}")
    }

    fn cut(&self) -> Option<String> {
        let (cut, of) = self.results.cut();
        (cut > 0)
            .then(|| format!("sarif: {cut} of {of} results are left out, the mildest; no more than {MOST_RESULTS} are shown"))
    }
}

const fn level(rank: Rank) -> &'static str {
    match rank {
        Rank::Rejected | Rank::Error => "error",
        Rank::Warning => "warning",
        Rank::Advice => "note",
    }
}

/// The sentence, then what to do in a paragraph of its own.
fn message(row: &Row<'_>, language: Language) -> String {
    let said = one_line(&format!("{}{}", row.message, row.with(language)));
    let help = one_line(&row.help);
    if help.is_empty() { said } else { format!("{said}\n\n{help}") }
}

/// A rule: that of a check, or for a file that could not be judged the kind of problem.
fn rule(code: &str, book: &Book) -> Value {
    let known = book.rules.iter().find(|(known, _)| one_line(known) == code);
    let Some((known, rule)) = known else {
        let text = "a file that could not be judged";
        return json!({
            "id": code,
            "shortDescription": { "text": text },
            "fullDescription": { "text": text },
            "help": { "text": "mend the file and run the check again" },
        });
    };
    let name = book.checks.get(known).map_or("", String::as_str);
    let family = name.split('/').next().unwrap_or_default();
    let both = |first: &String, second: &Option<String>| {
        let second = second.as_ref().filter(|second| *second != first);
        one_line(&second.map_or_else(|| first.clone(), |second| format!("{first} / {second}")))
    };
    let (title, why) = (both(&rule.title, &rule.title_zh), both(&rule.why, &rule.why_zh));
    json!({
        "id": code,
        "name": one_line(name),
        "shortDescription": { "text": title },
        "fullDescription": { "text": why },
        "help": { "text": why, "markdown": help(code, &why, rule) },
        "properties": { "tags": BTreeSet::from([one_line(family), one_line(&rule.consequence)]) },
    })
}

/// Why, on whose authority, and where to read more.
fn help(code: &str, why: &str, rule: &Rule) -> String {
    let sources = rule.sources.iter().map(|id| format!("\n- {}", cell(&source(id.clone()).text)));
    let sources = sources.collect::<String>();
    let heading = if sources.is_empty() { "" } else { "\n\nSources:\n" };
    format!("{}{heading}{sources}\n\n`caseproof explain {}` shows the check in full.", cell(why), one_line(code).replace('`', ""))
}
