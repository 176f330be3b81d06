//! The findings that a repository has accepted for now, as a file: one finding a line, sorted, so that a change of it reads well.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalogue::Severity;
use crate::finding::{Gauge, Mark};
use crate::language::Side;
use crate::quantity::{Unit, find_unit};
use crate::source::Span;
use crate::yaml::Problem;

/// Version of the form of the file.
const VERSION: u32 = 1;

/// A finding that is known.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Line")]
pub struct Entry {
    /// The file of its design, as seen from the folder of the baseline, with `/` between folders.
    pub file: String,
    /// What its design goes by: its number, else its name.
    pub design: String,
    /// Code of its check.
    pub code: String,
    /// Name of its check.
    pub check: String,
    /// What it is about, whatever its place in a list.
    pub subject: String,
    /// How bad it is.
    pub mark: Mark,
    /// What tells it from all others of the baseline, whatever the values of the design.
    pub fingerprint: String,
}

/// Known findings by file and fingerprint.
#[derive(Clone, Debug, Default)]
pub struct Baseline(BTreeMap<(String, String), Entry>);

impl Baseline {
    /// Reads the text of a baseline. What is wrong with it is said at its place.
    pub fn read(text: &str) -> Result<Self, Problem> {
        // The version first: a later one may hold what this program takes for a mistake.
        if let Ok(Head { schema_version }) = serde_json::from_str(text)
            && schema_version != VERSION
        {
            let at = text.find("\"schema_version\"").unwrap_or(0);
            let message = format!("a baseline of version {schema_version}; this program reads version {VERSION}");
            return Err(damaged(Span::new(at, at + 1), message).with_help("use the program that wrote it, or write it anew"));
        }
        let file: File = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
            damaged(place(text, error.line(), error.column()), format!("no baseline: {message}"))
        })?;
        Ok(Self(file.findings.0))
    }

    /// What it holds of these findings; of two with one file and fingerprint the later one.
    #[must_use]
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        Self(entries.into_iter().map(|entry| ((entry.file.clone(), entry.fingerprint.clone()), entry)).collect())
    }

    /// The finding with this fingerprint of a file.
    #[must_use]
    pub fn get(&self, file: &str, fingerprint: &str) -> Option<&Entry> {
        self.0.get(&(file.to_owned(), fingerprint.to_owned()))
    }

    /// The findings of a file, each with its file and fingerprint.
    pub(super) fn of_file<'b>(&'b self, file: &str) -> impl Iterator<Item = (&'b (String, String), &'b Entry)> + use<'b> {
        let file = file.to_owned();
        let from = (file.clone(), String::new());
        self.0.range(from..).take_while(move |((of, _), _)| *of == file)
    }

    /// All of them, by file and fingerprint.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of the file: JSON with a line for each finding, by file, design, code and subject.
    pub fn text(&self) -> serde_json::Result<String> {
        let mut sorted: Vec<&Entry> = self.0.values().collect();
        sorted.sort_by_key(|entry| (&entry.file, &entry.design, &entry.code, &entry.subject, &entry.fingerprint));
        let lines: serde_json::Result<Vec<String>> = sorted
            .into_iter()
            .map(|entry| serde_json::to_string(&Line::from(entry)).map(|line| format!("\n    {line}")))
            .collect();
        let lines = lines?;
        let close = if lines.is_empty() { "" } else { "\n  " };
        Ok(format!("{{\n  \"schema_version\": {VERSION},\n  \"findings\": [{}{close}]\n}}\n", lines.join(",")))
    }
}

fn damaged(span: Span, message: String) -> Problem {
    Problem::new("damaged", span, message)
        .with_help("take back the change of it, or remove the file and write it anew with `--write-baseline`")
}

/// The byte at a line and a column in bytes, both from 1, as a span; the end of the text where there is none.
fn place(text: &str, line: usize, column: usize) -> Span {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    // Column 0 is behind the last sign of the line before.
    let mut start = (before + column).saturating_sub(1).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
    Span::new(start, end)
}

/// What every version has.
#[derive(Deserialize)]
struct Head {
    schema_version: u32,
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema_version")]
    _version: u32,
    findings: Findings,
}

/// Findings, each once.
#[derive(Default)]
struct Findings(BTreeMap<(String, String), Entry>);

impl<'de> Deserialize<'de> for Findings {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Findings;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of findings")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Findings, A::Error> {
                let mut findings = Findings::default();
                while let Some(entry) = list.next_element::<Entry>()? {
                    let key = (entry.file.clone(), entry.fingerprint.clone());
                    if findings.0.insert(key, entry).is_some() {
                        return Err(serde::de::Error::custom("this finding is there twice"));
                    }
                }
                Ok(findings)
            }
        }
        deserializer.deserialize_seq(Visitor)
    }
}

/// A finding as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    file: String,
    design: String,
    code: String,
    check: String,
    subject: String,
    severity: Severity,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measured: Option<Measured>,
    fingerprint: String,
}

/// What was measured as it is written: numbers in the unit in which they are shown.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Measured {
    actual: f64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    unit: String,
    side: Side,
    limit: f64,
    /// The unit of the limit, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    limit_unit: Option<String>,
    /// The severity of the limit, where the stage made the finding milder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bound: Option<Severity>,
    /// Distance to the limit as a share of it, for whoever reads the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    margin: Option<f64>,
}

impl From<&Entry> for Line {
    fn from(entry: &Entry) -> Self {
        let Entry { file, design, code, check, subject, mark, fingerprint } = entry.clone();
        let measured = mark.gauge.map(|gauge| written(&gauge, mark.severity));
        Self { file, design, code, check, subject, severity: mark.severity, measured, fingerprint }
    }
}

fn written(gauge: &Gauge, severity: Severity) -> Measured {
    let name = |unit: Option<&'static Unit>| unit.map_or_else(String::new, |unit| unit.name.to_owned());
    let (actual, limit) = gauge.shown();
    let (unit, limit_unit) = (name(gauge.unit), name(gauge.limit_unit));
    let point = gauge.unit.is_some_and(|unit| unit.dimension.is_point());
    let margin = (gauge.limit != 0.0 && !point).then(|| rounded(-gauge.beyond() / gauge.limit.abs(), 3));
    Measured {
        actual: rounded(actual.lower().number(), 11),
        limit_unit: (limit_unit != unit).then_some(limit_unit),
        unit,
        side: gauge.side,
        limit: rounded(limit.lower().number(), 11),
        bound: (gauge.bound != severity).then_some(gauge.bound),
        margin,
    }
}

/// The number with so many digits after the first: without the dust of conversion, and the same on every machine.
fn rounded(number: f64, digits: usize) -> f64 {
    format!("{number:.digits$e}").parse().unwrap_or(number)
}

impl TryFrom<Line> for Entry {
    type Error = String;

    fn try_from(line: Line) -> Result<Self, String> {
        let Line { file, design, code, check, subject, severity, measured, fingerprint } = line;
        if fingerprint.len() != 16 || !fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(format!("`{fingerprint}` is no fingerprint: 16 digits from 0 to f"));
        }
        let gauge = measured.map(|measured| gauge(&measured, severity)).transpose()?;
        Ok(Self { file, design, code, check, subject, mark: Mark { severity, gauge }, fingerprint })
    }
}

fn gauge(measured: &Measured, severity: Severity) -> Result<Gauge, String> {
    let unit_of = |name: &str| match name {
        "" => Ok(None),
        name => find_unit(name).map(Some).ok_or_else(|| format!("there is no unit `{name}`")),
    };
    let unit = unit_of(&measured.unit)?;
    let limit_unit = measured.limit_unit.as_deref().map_or(Ok(unit), unit_of)?;
    let si = |number: f64, unit: Option<&'static Unit>| unit.map_or(number, |unit| unit.to_si(number));
    Ok(Gauge {
        actual: si(measured.actual, unit),
        limit: si(measured.limit, limit_unit),
        unit,
        limit_unit,
        side: measured.side,
        bound: measured.bound.unwrap_or(severity),
    })
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Entry, Gauge, Mark, find_unit};
    use crate::catalogue::Severity;
    use crate::language::Side;

    fn entry(file: &str, fingerprint: &str) -> Entry {
        let deg = find_unit("deg");
        let gauge = Gauge {
            actual: 0.3_f64.to_radians(),
            limit: 0.5_f64.to_radians(),
            unit: deg,
            limit_unit: deg,
            side: Side::AtLeast,
            bound: Severity::Error,
        };
        Entry {
            file: file.to_owned(),
            design: "Tray".to_owned(),
            code: "X10".to_owned(),
            check: "x/shallow".to_owned(),
            subject: "parts.tray".to_owned(),
            mark: Mark { severity: Severity::Error, gauge: Some(gauge) },
            fingerprint: fingerprint.to_owned(),
        }
    }

    const FIRST: &str = "00000000000000aa";

    #[test]
    fn what_is_written_is_read_again() {
        let all = Baseline::of([entry("b.yaml", FIRST), entry("a.yaml", FIRST)]);
        let text = all.text().expect("JSON");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 7, "{text}");
        assert_eq!(
            lines[3].trim(),
            r#"{"file":"a.yaml","design":"Tray","code":"X10","check":"x/shallow","subject":"parts.tray","severity":"error","measured":{"actual":0.3,"unit":"deg","side":"at-least","limit":0.5,"margin":-0.4},"fingerprint":"00000000000000aa"},"#
        );
        let again = Baseline::read(&text).expect("a baseline");
        assert_eq!(again.text().expect("JSON"), text);
        assert_eq!(
            again.get("a.yaml", FIRST).map(|entry| entry.mark.turn(&all.0.values().next().expect("one").mark)),
            Some(super::super::Turn::Same)
        );
        assert_eq!(Baseline::default().text().expect("JSON"), "{\n  \"schema_version\": 1,\n  \"findings\": []\n}\n");
    }

    #[test]
    fn damage_is_said_at_its_place() {
        let text = Baseline::of([entry("a.yaml", FIRST), entry("b.yaml", FIRST)]).text().expect("JSON");
        for (damaged, line, message) in [
            (String::new(), 1, "EOF"),
            (text[..text.len() - 20].to_owned(), 5, "EOF"),
            (text.replace("\"findings\": [", "<<<<<<< HEAD\n\"findings\": ["), 3, "key must be a string"),
            (text.replace("b.yaml", "a.yaml"), 5, "this finding is there twice"),
            (text.replacen("00aa", "zz", 1), 4, "is no fingerprint"),
            (text.replacen("\"unit\":\"deg\"", "\"unit\":\"dog\"", 1), 4, "there is no unit `dog`"),
            (text.replacen("\"error\"", "\"awful\"", 1), 4, "unknown variant `awful`"),
            (text.replacen("\"subject\"", "\"place\"", 1), 4, "unknown field `place`"),
            (text.replace("version\": 1", "version\": 2"), 2, "a baseline of version 2"),
            (text.replace("0.3", "\"0.3\""), 4, "invalid type"),
            ("[]".to_owned(), 1, "no baseline"),
        ] {
            let problem = Baseline::read(&damaged).expect_err(message);
            let found = damaged[..problem.span.start as usize].matches('\n').count() + 1;
            assert!(problem.message.contains(message), "{message}: {}", problem.message);
            // A reader of JSON that looks ahead says the line behind.
            assert!(found == line || found == line + 1, "{found} for {line}: {message}: {}", problem.message);
        }
    }
}
