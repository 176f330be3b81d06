//! Reading every format back: what each says of the same findings.

use std::path::Path;

use quick_junit::{Report, TestCaseStatus};
use serde_json::Value;

/// The formats that are read back.
pub const FORMATS: [&str; 10] = ["json", "jsonl", "concise", "sarif", "github", "junit", "gitlab", "rdjson", "markdown", "agent"];

/// What all formats have to agree on: file, line, column and severity. What keeps a file from being judged is an error.
pub type Row = (String, u64, u64, String);

fn row(file: &str, line: u64, column: u64, severity: &str) -> Row {
    (file.to_owned(), line, column, severity.to_owned())
}

/// The findings of a report, sorted. Texts of the files stand below the folder; columns in bytes are counted there.
pub fn rows(format: &str, text: &str, folder: &Path) -> Vec<Row> {
    let mut rows = match format {
        "json" => json(&parsed(text)),
        "jsonl" => jsonl(text),
        "concise" | "agent" => text.lines().filter_map(line).collect(),
        "sarif" => sarif(&parsed(text)),
        "github" => text.lines().map(github).collect(),
        "junit" => junit(text),
        "gitlab" => gitlab(&parsed(text)),
        "rdjson" => rdjson(&parsed(text), folder),
        "markdown" => text.lines().filter_map(markdown).collect(),
        _ => panic!("{format} is not read back"),
    };
    rows.sort();
    rows
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn list<'v>(of: &'v Value, key: &str) -> &'v Vec<Value> {
    of[key].as_array().unwrap_or_else(|| panic!("no list `{key}` in {of}"))
}

fn text<'v>(of: &'v Value, path: &str) -> &'v str {
    of.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path} in {of}"))
}

fn number(of: &Value, path: &str) -> u64 {
    of.pointer(path).and_then(Value::as_u64).unwrap_or_else(|| panic!("no number at {path} in {of}"))
}

fn found(finding: &Value) -> Row {
    let (line, column) = (number(finding, "/span/start/line"), number(finding, "/span/start/column"));
    row(text(finding, "/span/file"), line, column, text(finding, "/severity"))
}

fn refused(rejected: &Value) -> Vec<Row> {
    let of = |problem: &Value| {
        let file = problem["span"]["file"].as_str().unwrap_or_else(|| text(rejected, "/file"));
        row(file, number(problem, "/span/start/line"), number(problem, "/span/start/column"), "error")
    };
    list(rejected, "problems").iter().map(of).collect()
}

fn json(report: &Value) -> Vec<Row> {
    let findings = list(report, "designs").iter().flat_map(|design| list(design, "findings"));
    let standing = findings.filter(|finding| finding["folded_under"].is_null()).map(found);
    standing.chain(list(report, "rejected").iter().flat_map(refused)).collect()
}

fn jsonl(text: &str) -> Vec<Row> {
    let lines = text.lines().map(parsed);
    lines
        .flat_map(|line| match line["kind"].as_str() {
            Some("finding") if line["folded_under"].is_null() => vec![found(&line)],
            Some("rejected") => refused(&line),
            Some(_) => Vec::new(),
            None => panic!("no kind in {line}"),
        })
        .collect()
}

/// A line `file:line:column: severity[code] …`; none if it is another.
fn line(line: &str) -> Option<Row> {
    let starts = ["error", "warning", "advice"].iter().filter_map(|severity| {
        let at = line.find(&format!(": {severity}["))?;
        Some((at, *severity))
    });
    let (at, severity) = starts.min()?;
    let mut place = line[..at].rsplitn(3, ':');
    let (column, start, file) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?, place.next()?);
    Some(row(file, start, column, severity))
}

fn sarif(log: &Value) -> Vec<Row> {
    let run = &log["runs"][0];
    let results = list(run, "results").iter();
    results
        .map(|result| {
            let place = "/locations/0/physicalLocation";
            let uri = text(result, &format!("{place}/artifactLocation/uri"));
            let at = |key: &str| number(result, &format!("{place}/region/{key}"));
            let severity = if result["level"] == "note" { "advice" } else { text(result, "/level") };
            row(&decoded(uri), at("startLine"), at("startColumn"), severity)
        })
        .collect()
}

/// A URI without its escapes.
fn decoded(uri: &str) -> String {
    assert!(uri.is_ascii() && !uri.starts_with('/') && !uri.contains(':'), "{uri}");
    String::from_utf8(unescaped(uri, 2)).expect("UTF-8")
}

/// A text without escapes of a percent sign and so many digits.
fn unescaped(text: &str, digits: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.as_bytes());
        bytes.push(u8::from_str_radix(&after[..digits], 16).expect("an escape"));
        rest = &after[digits..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}

/// A workflow command as the runner reads it: the first `::` behind the properties ends them.
fn github(line: &str) -> Row {
    let (kind, rest) = line.strip_prefix("::").and_then(|line| line.split_once(' ')).expect("a command");
    let (properties, message) = rest.split_once("::").expect("a message");
    assert!(!message.is_empty(), "{line}");
    let mut values = properties.split(',').map(|property| property.split_once('=').expect("a property"));
    let mut value = |name: &str| {
        let (_, value) = values.find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no {name} in {line}"));
        String::from_utf8(unescaped(value, 2)).expect("UTF-8")
    };
    let (file, start, column) = (value("file"), value("line"), value("col"));
    let severity = if kind == "notice" { "advice" } else { kind };
    row(&file, start.parse().expect("a line"), column.parse().expect("a column"), severity)
}

fn junit(text: &str) -> Vec<Row> {
    let report = Report::deserialize_from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let cases = report.test_suites.iter().flat_map(|suite| &suite.test_cases);
    let lines = cases.map(|case| match &case.status {
        TestCaseStatus::NonSuccess { description, .. } => description.as_ref(),
        _ => case.system_out.as_ref(),
    });
    lines.flatten().flat_map(|lines| lines.as_str().lines()).filter_map(line).collect()
}

fn gitlab(issues: &Value) -> Vec<Row> {
    let issues = issues.as_array().expect("a list").iter();
    issues
        .map(|issue| {
            let severity = match text(issue, "/severity") {
                "blocker" | "critical" => "error",
                "minor" => "warning",
                "info" => "advice",
                other => panic!("{other} is no severity"),
            };
            let (line, column) = (number(issue, "/location/lines/begin"), number(issue, "/location/positions/begin/column"));
            assert_eq!(line, number(issue, "/location/positions/begin/line"));
            row(text(issue, "/location/path"), line, column, severity)
        })
        .collect()
}

fn rdjson(report: &Value, folder: &Path) -> Vec<Row> {
    list(report, "diagnostics")
        .iter()
        .map(|found| {
            let severity = match text(found, "/severity") {
                "ERROR" => "error",
                "WARNING" => "warning",
                "INFO" => "advice",
                other => panic!("{other} is no severity"),
            };
            let start = "/location/range/start";
            let (file, line) = (text(found, "/location/path"), number(found, &format!("{start}/line")));
            let bytes = number(found, &format!("{start}/column"));
            row(file, line, characters(&folder.join(file), line, bytes), severity)
        })
        .collect()
}

/// A column in characters where one in bytes is given, both from 1.
fn characters(file: &Path, line: u64, bytes: u64) -> u64 {
    let whole = std::fs::read_to_string(file).unwrap_or_default();
    let index = |number: u64| usize::try_from(number - 1).expect("a small number");
    let line = whole.trim_start_matches('\u{feff}').split('\n').nth(index(line)).unwrap_or_default();
    let before = line.get(..index(bytes)).unwrap_or_else(|| panic!("{bytes} is inside of a character of {line}"));
    before.chars().count() as u64 + 1
}

/// A row of the table of findings; none if it is another line.
fn markdown(line: &str) -> Option<Row> {
    let mut cells = vec![String::new()];
    let mut chars = line.strip_prefix('|')?.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => cells.last_mut()?.extend(chars.next()),
            '|' => cells.push(String::new()),
            c => cells.last_mut()?.push(c),
        }
    }
    let cells: Vec<String> =
        cells.iter().map(|cell| cell.trim().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).collect();
    let [severity, code, place, ..] = &cells[..] else { return None };
    if !["error", "warning", "advice"].contains(&severity.as_str()) {
        return None;
    }
    assert_eq!(cells.len(), 6, "five cells and an end: {line}");
    self::line(&format!("{place}: {severity}[{code}]"))
}
