//! Reading the reports of the parts of a run.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::shown::shown;
use crate::report::published::{Figure, Gate, Part, Report, Rule, Tool};
use crate::report::{Language, Lines, Summary, Told};
use crate::source::plain;

/// What all parts share.
pub(super) struct Shared {
    pub part: Part,
    pub language: Language,
    /// Values that were set for the run.
    pub sets: Vec<String>,
}

/// What a part tells at once: what its files yield, and what their findings share.
#[derive(Default)]
pub(super) struct News {
    pub files: Vec<Told>,
    pub rules: Vec<Rule>,
    pub figures: Vec<Figure>,
    pub internal: Vec<String>,
    pub gate: Option<Gate>,
}

/// The report of a part, to be read.
pub(super) struct Input {
    path: PathBuf,
    head: Head,
    /// Whether it is one object a line.
    lines: bool,
}

/// What stands first in a report.
#[derive(Deserialize)]
struct Head {
    tool: Tool,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    part: Option<Part>,
    #[serde(default)]
    set: Vec<String>,
}

/// The reports of all parts of one run, in the order of the parts; why they are not that.
pub(super) fn inputs(paths: &[PathBuf]) -> Result<(Shared, Vec<Input>), String> {
    let mut parts: BTreeMap<usize, (Part, Input)> = BTreeMap::new();
    for path in paths {
        let input = Input::open(path)?;
        let name = shown(path);
        let Some(part) = input.head.part.clone() else {
            return Err(format!("{name} is the report of a whole run; `check --partition 1/2` writes that of a part"));
        };
        if input.head.tool != Tool::this() {
            let Tool { name: tool, version } = &input.head.tool;
            return Err(format!("{name} was written by another version: {tool} {version}"));
        }
        if let Some((_, other)) = parts.get(&part.number) {
            return Err(format!("{} and {name} are the same part: {} of {}", shown(&other.path), part.number, part.of));
        }
        if let Some((first, other)) = parts.values().next()
            && (!first.is_beside(&part) || other.head.language != input.head.language)
        {
            let (one, files) = (shown(&other.path), "files, days or options");
            return Err(format!("{one} and {name} are parts of different runs: their {files} differ; give --date to all"));
        }
        parts.insert(part.number, (part, input));
    }
    let part = parts.values().next().map(|(part, _)| part.clone()).unwrap_or_default();
    let missing: Vec<String> = (1..=part.of).filter(|number| !parts.contains_key(number)).map(|n| n.to_string()).collect();
    if !missing.is_empty() {
        return Err(format!("missing of {} parts: {}", part.of, missing.join(", ")));
    }
    let inputs: Vec<Input> = parts.into_values().map(|(_, input)| input).collect();
    let language = inputs.first().and_then(|input| input.head.language.as_deref()).map_or(Language::En, Language::from_word);
    let sets = inputs.first().map(|input| input.head.set.clone()).unwrap_or_default();
    Ok((Shared { part, language, sets }, inputs))
}

impl Input {
    /// Opens a report and reads what stands first.
    fn open(path: &Path) -> Result<Self, String> {
        let mut first = String::new();
        reader(path)?.read_line(&mut first).map_err(|error| unreadable(path, &plain(&error)))?;
        let lines = first.trim_end() != "{";
        let head = if lines {
            serde_json::from_str(&first)
        } else {
            // What follows is passed over.
            serde_json::from_reader(reader(path)?)
        };
        let head = head.map_err(|error| unreadable(path, &error.to_string()))?;
        Ok(Self { path: path.to_owned(), head, lines })
    }

    /// Hands on what it tells; why it cannot be read to its end.
    pub(super) fn read(self, take: &mut dyn FnMut(News)) -> Result<(), String> {
        let mut counted = Summary::default();
        let mut counting = |news: News| {
            news.files.iter().for_each(|told| told.count(&mut counted));
            take(news);
        };
        let said = if self.lines { self.read_lines(&mut counting)? } else { self.read_object(&mut counting)? };
        let whole = said.is_some_and(|said| said == counted);
        if whole { Ok(()) } else { Err(unreadable(&self.path, "it is not whole: its counts are not those of what stands in it")) }
    }

    fn read_object(&self, take: &mut dyn FnMut(News)) -> Result<Option<Summary>, String> {
        let report: Report =
            serde_json::from_reader(reader(&self.path)?).map_err(|error| unreadable(&self.path, &error.to_string()))?;
        let Report { designs, rejected, skipped, left_out, internal, rules, figures, gate, summary, .. } = report;
        // Files were judged in the order of their names.
        let mut files: BTreeMap<String, Told> = BTreeMap::new();
        for design in designs {
            files.entry(design.file.clone()).or_default().designs.push(design);
        }
        for rejected in rejected {
            let told = files.entry(rejected.file.clone()).or_default();
            told.rejected = Some(rejected);
        }
        for file in skipped {
            let told = files.entry(file.clone()).or_default();
            told.skipped = Some(file);
        }
        for left_out in left_out {
            let told = files.entry(left_out.file.clone()).or_default();
            told.left_out = Some(left_out);
        }
        take(News { files: files.into_values().collect(), rules, figures, internal, gate });
        Ok(Some(summary))
    }

    fn read_lines(&self, take: &mut dyn FnMut(News)) -> Result<Option<Summary>, String> {
        let mut lines = Lines::default();
        for (number, line) in reader(&self.path)?.lines().enumerate() {
            let line = line.map_err(|error| unreadable(&self.path, &plain(&error)))?;
            let read = lines.read(&line).map_err(|error| unreadable(&self.path, &format!("line {}: {error}", number + 1)))?;
            if let Some(told) = read {
                take(News { files: vec![told], rules: lines.rules(), figures: lines.figures(), ..News::default() });
            }
        }
        let files: Vec<Told> = lines.last().into_iter().collect();
        let (rules, figures, internal) = (lines.rules(), lines.figures(), lines.internal());
        take(News { files, rules, figures, internal, gate: lines.gate() });
        Ok(lines.summary())
    }
}

fn reader(path: &Path) -> Result<BufReader<File>, String> {
    File::open(path).map(BufReader::new).map_err(|error| unreadable(path, &plain(&error)))
}

fn unreadable(path: &Path, why: &str) -> String {
    format!("cannot read {}: {why}", shown(path))
}
