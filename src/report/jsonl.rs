//! One object a line, for tables and for runs of any length: what findings share stands before the first that needs it.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::mem::take;

use serde::{Deserialize, Serialize};

use super::form::Tail;
use super::json::{SCHEMA_VERSION, line};
use super::publish::source;
use super::published::{
    Baseline, Coverage, Design, Figure, Finding, Gate, LeftOut, NotAssessed, Part, Rejected, Rule, Source, Tool, Waived,
};
use super::summary::Summary;
use super::told::{Book, Run, Teller, Told};
use super::tongue::Language;

/// A line. Its `kind` says what it holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Line {
    /// The run, first.
    Run {
        tool: Tool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<Part>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        set: Vec<String>,
    },
    /// What a check says wherever it finds something, before its first finding.
    Rule(Rule),
    /// A figure that findings rest on, before the first of them.
    Figure(Figure),
    /// A source, before the first rule or figure that names it; in a verbose report.
    Source(Source),
    /// A design, before its findings.
    Design(DesignLine),
    Finding(Of<Finding>),
    Waived(Of<Waived>),
    NotAssessed(Of<NotAssessed>),
    Rejected(Rejected),
    Skipped {
        file: String,
    },
    /// A file that looks like a design and was not read.
    LeftOut(LeftOut),
    Internal {
        message: String,
    },
    Clash {
        message: String,
    },
    /// The counts, last.
    Summary {
        summary: Summary,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gate: Option<Gate>,
    },
}

/// A design without what stands on lines of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct DesignLine {
    pub file: String,
    pub design: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    pub stage: Option<String>,
    pub verdict: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<String>,
    pub coverage: Coverage,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ignored: BTreeMap<String, usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<String>,
}

/// Something of a design.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Of<T> {
    pub file: String,
    pub design: String,
    pub stage: Option<String>,
    #[serde(flatten)]
    pub what: T,
}

/// A line with the version of its form.
#[derive(Serialize)]
struct Versioned<'l> {
    schema_version: u32,
    #[serde(flatten)]
    line: &'l Line,
}

/// Lines in the making.
pub(super) struct Jsonl {
    language: Language,
    part: Option<Part>,
    sets: Vec<String>,
    verbose: bool,
    /// What was written of what findings share: rules by code, figures with how many sources, sources by id.
    written: BTreeMap<(char, String), usize>,
}

impl Jsonl {
    /// Nothing yet.
    pub(super) fn new(run: &Run, language: Language, verbose: bool) -> Self {
        Self { language, part: run.part.clone(), sets: run.sets.clone(), verbose, written: BTreeMap::new() }
    }

    /// Whether so much of something is news.
    fn news(&mut self, kind: char, id: &str, much: usize) -> bool {
        self.written.insert((kind, id.to_owned()), much) != Some(much)
    }

    /// What the findings of a design share, as far as it was not written.
    fn shared(&mut self, design: &Design, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        let waived = design.waived.iter().map(|waived| &waived.finding);
        for finding in design.findings.iter().chain(waived) {
            if let Some(rule) = book.rules.get(&finding.code).filter(|_| self.news('r', &finding.code, 0)) {
                self.sources(&rule.sources, out)?;
                put(&Line::Rule(rule.clone()), out)?;
            }
            for figure in &finding.figures {
                let Some(sources) = book.figures.get(figure).filter(|sources| self.verbose || !sources.is_empty()) else {
                    continue;
                };
                if self.news('f', figure, sources.len()) {
                    let sources: Vec<String> = sources.iter().cloned().collect();
                    self.sources(&sources, out)?;
                    put(&Line::Figure(Figure { figure: figure.clone(), sources }), out)?;
                }
            }
        }
        Ok(())
    }

    fn sources(&mut self, ids: &[String], out: &mut Vec<u8>) -> io::Result<()> {
        for id in ids {
            if self.verbose && self.news('s', id, 0) {
                put(&Line::Source(source(id.clone())), out)?;
            }
        }
        Ok(())
    }

    fn design(&mut self, design: &Design, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        self.shared(design, book, out)?;
        let passed = if self.part.is_some() { design.passed.clone() } else { Vec::new() };
        put(
            &Line::Design(DesignLine {
                file: design.file.clone(),
                design: design.design.clone(),
                identity: design.identity.clone(),
                stage: design.stage.clone(),
                verdict: design.verdict.clone(),
                fail_on: design.fail_on.clone(),
                coverage: design.coverage,
                ignored: design.ignored.clone(),
                baseline: design.baseline.clone(),
                passed,
            }),
            out,
        )?;
        design.findings.iter().try_for_each(|finding| put(&Line::Finding(of(design, finding)), out))?;
        design.waived.iter().try_for_each(|waived| put(&Line::Waived(of(design, waived)), out))?;
        design.not_assessed.iter().try_for_each(|open| put(&Line::NotAssessed(of(design, open)), out))
    }
}

impl Teller for Jsonl {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        let language = self.language.named().map(str::to_owned);
        put(&Line::Run { tool: Tool::this(), language, part: self.part.clone(), set: self.sets.clone() }, out)
    }

    fn file(&mut self, told: &Told, book: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        if let Some(file) = &told.skipped {
            put(&Line::Skipped { file: file.clone() }, out)?;
        }
        if let Some(left_out) = &told.left_out {
            put(&Line::LeftOut(left_out.clone()), out)?;
        }
        if let Some(rejected) = &told.rejected {
            put(&Line::Rejected(rejected.clone()), out)?;
        }
        told.designs.iter().try_for_each(|design| self.design(design, book, out))
    }

    fn end(&mut self, tail: &Tail, _: &Book, out: &mut Vec<u8>) -> io::Result<()> {
        tail.internal.iter().try_for_each(|message| put(&Line::Internal { message: message.clone() }, out))?;
        tail.clashes.iter().try_for_each(|message| put(&Line::Clash { message: message.clone() }, out))?;
        put(&Line::Summary { summary: tail.summary, gate: tail.gate.clone() }, out)
    }
}

/// Something of a design, with what it is of.
fn of<T: Clone>(design: &Design, what: &T) -> Of<T> {
    Of { file: design.file.clone(), design: design.design.clone(), stage: design.stage.clone(), what: what.clone() }
}

fn put(of: &Line, out: &mut Vec<u8>) -> io::Result<()> {
    writeln!(out, "{}", line(&Versioned { schema_version: SCHEMA_VERSION, line: of })?)
}

/// Lines that are read again, file by file.
#[derive(Default)]
pub struct Lines {
    /// What is known of the present file.
    told: Told,
    rules: Vec<Rule>,
    figures: Vec<Figure>,
    internal: Vec<String>,
    summary: Option<Summary>,
    gate: Option<Gate>,
}

impl Lines {
    /// Reads the next line. If it begins another file, what the one before it yields.
    pub fn read(&mut self, line: &str) -> Result<Option<Told>, serde_json::Error> {
        let mut done = None;
        match serde_json::from_str(line)? {
            // The first was read before; what a clash is is found anew, and sources are known.
            Line::Run { .. } | Line::Clash { .. } | Line::Source(_) => {}
            Line::Rule(rule) => self.rules.push(rule),
            Line::Figure(figure) => self.figures.push(figure),
            Line::Internal { message } => self.internal.push(message),
            Line::Summary { summary, gate } => (self.summary, self.gate) = (Some(summary), gate),
            Line::Skipped { file } => {
                done = self.turn(&file);
                self.told.skipped = Some(file);
            }
            Line::LeftOut(left_out) => {
                done = self.turn(&left_out.file);
                self.told.left_out = Some(left_out);
            }
            Line::Rejected(rejected) => {
                done = self.turn(&rejected.file);
                self.told.rejected = Some(rejected);
            }
            Line::Design(line) => {
                done = self.turn(&line.file);
                self.told.designs.push(line.into());
            }
            Line::Finding(of) => self.design(|design| design.findings.push(of.what)),
            Line::Waived(of) => self.design(|design| design.waived.push(of.what)),
            Line::NotAssessed(of) => self.design(|design| design.not_assessed.push(of.what)),
        }
        Ok(done)
    }

    /// Turns to a file. If that is another, what the one before it yields.
    fn turn(&mut self, file: &str) -> Option<Told> {
        if self.told == Told::default() || self.told.file() == file { None } else { Some(take(&mut self.told)) }
    }

    fn design(&mut self, add: impl FnOnce(&mut Design)) {
        if let Some(design) = self.told.designs.last_mut() {
            add(design);
        }
    }

    /// What the last file yields.
    #[must_use]
    pub fn last(&mut self) -> Option<Told> {
        Some(take(&mut self.told)).filter(|told| *told != Told::default())
    }

    /// The rules that were read since this was asked.
    #[must_use]
    pub fn rules(&mut self) -> Vec<Rule> {
        take(&mut self.rules)
    }

    /// The figures that were read since this was asked.
    #[must_use]
    pub fn figures(&mut self) -> Vec<Figure> {
        take(&mut self.figures)
    }

    /// Faults of the program itself that were read.
    #[must_use]
    pub fn internal(&mut self) -> Vec<String> {
        take(&mut self.internal)
    }

    /// What the exit code of the whole run hangs on, as far as this part goes.
    #[must_use]
    pub fn gate(&mut self) -> Option<Gate> {
        take(&mut self.gate)
    }

    /// The counts, which stand last; none if the lines are not whole.
    #[must_use]
    pub const fn summary(&self) -> Option<Summary> {
        self.summary
    }
}

impl From<DesignLine> for Design {
    fn from(line: DesignLine) -> Self {
        let DesignLine { file, design, identity, stage, verdict, fail_on, coverage, ignored, baseline, passed } = line;
        let (findings, waived, not_assessed) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            file,
            design,
            identity,
            stage,
            verdict,
            fail_on,
            coverage,
            findings,
            ignored,
            waived,
            not_assessed,
            baseline,
            passed,
        }
    }
}
