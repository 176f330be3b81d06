//! What a run yields in the published form, file by file, and what a format is that needs no more than that. Whatever such a
//! format writes can be written from the reports of the parts of a run as well.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::form::Tail;
use super::published::{Design, Finding, LeftOut, Part, Position, Problem, Rejected, Rule, Span};
use super::summary::Summary;
use super::tongue::Language;
use super::words::{Rules, repeated};
use crate::catalogue::Severity;
use crate::finding::fingerprint;

/// The severity of what keeps a file from being judged.
const ERROR: &str = "error";

/// What stands for the file of a value that was set for one run.
const SET: &str = "--set";
/// Where a file begins.
const TOP: Position = Position { line: 1, column: 1, bytes: None };

/// What one file yields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Its designs, in the order of the file.
    pub designs: Vec<Design>,
    /// Why it, or a document of it, could not be judged.
    pub rejected: Option<Rejected>,
    /// Its path, if it is no spec and was found on the way.
    pub skipped: Option<String>,
    /// What was left out, if it looks like a design.
    pub left_out: Option<LeftOut>,
}

/// What a report says of the run beside what was found.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Where the run is, for formats whose paths start at the root of the repository.
    pub folder: super::Folder,
    /// Whether formats that can say so tell of waived findings too.
    pub waived: bool,
    /// Which part of a run it is, if it is one.
    pub part: Option<Part>,
    /// Values that were set for it, each as `PATH=VALUE`.
    pub sets: Vec<String>,
}

/// What findings share: collected while a run goes on, and no larger than the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The language of its sentences.
    pub language: Language,
    /// What a check says wherever it finds something, by its code.
    pub rules: BTreeMap<String, Rule>,
    /// The figures that findings rest on, with the ids of their sources.
    pub figures: BTreeMap<String, BTreeSet<String>>,
    /// Names of all checks by their codes.
    pub checks: BTreeMap<String, String>,
}

impl Book {
    /// The book of a run that is judged by some checks.
    #[must_use]
    pub fn new(rules: Rules<'_>) -> Self {
        let names = rules.all().iter().map(|check| (check.definition.code.clone(), check.name.to_string()));
        Self { language: rules.language(), checks: names.collect(), ..Self::default() }
    }
}

/// A format that is written from the published form: what it writes before the first file, for each file and after the last.
pub(super) trait Teller {
    /// Writes what comes first.
    fn begin(&mut self, _out: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    /// Writes what one file yields, or keeps it for later.
    fn file(&mut self, told: &Told, book: &Book, out: &mut Vec<u8>) -> io::Result<()>;

    /// Writes what was kept and what comes last.
    fn end(&mut self, tail: &Tail, book: &Book, out: &mut Vec<u8>) -> io::Result<()>;

    /// What was left out because the reader of the format takes no more, if anything was.
    fn cut(&self) -> Option<String> {
        None
    }
}

/// How bad something is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A file that could not be judged.
    Rejected,
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// Advice.
    Advice,
}

/// A finding that is counted, or a problem of a file that could not be judged: what all formats agree on.
pub(super) struct Row<'t> {
    /// The file that it is in.
    pub file: &'t str,
    /// Where.
    pub start: Position,
    /// The first position after it.
    pub end: Position,
    /// How bad it is.
    pub rank: Rank,
    /// The word for that.
    pub severity: &'t str,
    /// Code of the check or of the problem.
    pub code: &'t str,
    /// What is said, in all languages asked for.
    pub message: String,
    /// What to do; empty if nothing is said.
    pub help: String,
    /// Identity, unique within a run.
    pub fingerprint: String,
    /// The finding and its design, if it is one.
    pub found: Option<(&'t Finding, &'t Design)>,
    /// What else belongs to a problem.
    pub problem: Option<&'t Problem>,
}

impl Told {
    /// The file.
    #[must_use]
    pub fn file(&self) -> &str {
        let rejected = self.rejected.as_ref().map(|rejected| &rejected.file);
        let left_out = self.left_out.as_ref().map(|left_out| &left_out.file);
        self.designs
            .first()
            .map(|design| &design.file)
            .or(rejected)
            .or(self.skipped.as_ref())
            .or(left_out)
            .map_or("", String::as_str)
    }

    /// Adds what it holds to the counts of a run.
    pub fn count(&self, summary: &mut Summary) {
        let findings = || self.designs.iter().flat_map(|design| &design.findings);
        let standing = || findings().filter(|finding| finding.folded_under.is_none());
        let count = |severity: Severity| standing().filter(|finding| finding.severity == severity.word()).count();
        summary.files += usize::from(!self.designs.is_empty() || self.rejected.is_some());
        summary.designs += self.designs.len();
        summary.errors += count(Severity::Error);
        summary.warnings += count(Severity::Warning);
        summary.advice += count(Severity::Advice);
        summary.folded += findings().count() - standing().count();
        summary.ignored += self.designs.iter().flat_map(|design| design.ignored.values()).sum::<usize>();
        summary.waived += self.designs.iter().map(|design| design.waived.len()).sum::<usize>();
        let baselines = self.designs.iter().filter_map(|design| design.baseline.as_ref());
        summary.known += baselines.map(|baseline| baseline.known.len()).sum::<usize>();
        summary.not_assessed += self.designs.iter().map(|design| design.not_assessed.len()).sum::<usize>();
        summary.rejected += usize::from(self.rejected.is_some());
        summary.skipped += usize::from(self.skipped.is_some());
        summary.leave_out(self.left_out.as_ref().map(|left_out| left_out.reason.as_str()));
    }

    /// What is counted, in order: problems of the file, then its findings.
    pub(super) fn rows(&self, language: Language) -> impl Iterator<Item = Row<'_>> {
        let problems = self.rejected.iter().flat_map(move |rejected| problems(rejected, language));
        let findings = self.designs.iter().flat_map(|design| {
            let standing = design.findings.iter().filter(|finding| finding.folded_under.is_none());
            standing.map(move |finding| of_finding(finding, design))
        });
        problems.chain(findings)
    }
}

/// The problems of a file. Of several that say the same each has an identity of its own.
fn problems(rejected: &Rejected, language: Language) -> impl Iterator<Item = Row<'_>> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    rejected.problems.iter().map(move |problem| {
        let identity = [&rejected.file, &problem.code, &problem.message].map(String::as_str).join("\u{1f}");
        let count = seen.entry(identity.clone()).or_default();
        *count += 1;
        let identity = if *count == 1 { identity } else { format!("{identity}\u{1f}{count}") };
        let said = language.tongues().iter().map(|tongue| tongue.problem(&problem.code, &problem.message));
        Row {
            file: problem.span.file.as_deref().unwrap_or(&rejected.file),
            start: problem.span.start,
            end: problem.span.end,
            rank: Rank::Rejected,
            severity: ERROR,
            code: &problem.code,
            message: joined(said),
            help: problem.help.clone().unwrap_or_default(),
            fingerprint: fingerprint(&identity),
            found: None,
            problem: Some(problem),
        }
    })
}

/// A finding as a row.
pub(super) fn of_finding<'t>(finding: &'t Finding, design: &'t Design) -> Row<'t> {
    let Span { file, start, end } = &finding.span;
    let both = |first: &String, second: &Option<String>| joined(std::iter::once(first.clone()).chain(second.clone()));
    Row {
        file: file.as_deref().unwrap_or(&design.file),
        start: *start,
        end: *end,
        rank: match finding.severity.as_str() {
            ERROR => Rank::Error,
            "warning" => Rank::Warning,
            _ => Rank::Advice,
        },
        severity: &finding.severity,
        code: &finding.code,
        message: both(&finding.message, &finding.message_zh),
        help: both(&finding.help, &finding.help_zh),
        fingerprint: finding.fingerprint.clone(),
        found: Some((finding, design)),
        problem: None,
    }
}

/// What is said in each language, one behind the other; once where all say the same.
fn joined(said: impl Iterator<Item = String>) -> String {
    let mut said: Vec<String> = said.collect();
    said.dedup();
    said.join(" / ")
}

impl Row<'_> {
    /// A place in a file of the repository, for who looks it up there: of a value that was set for this run, the design.
    pub(super) fn filed(&self) -> (&str, Position, Position) {
        match self.found {
            Some((_, design)) if self.file == SET => (&design.file, TOP, TOP),
            _ => (self.file, self.start, self.end),
        }
    }

    /// What is folded under it: ` (with C44, C49)`.
    pub(super) fn with(&self, language: Language) -> String {
        let Some((finding, design)) = self.found else { return String::new() };
        let under = design.findings.iter().filter(|other| other.folded_under.as_deref() == Some(finding.fingerprint.as_str()));
        let tongue = language.tongues()[0];
        let codes = repeated(under.map(|other| other.code.as_str()), tongue);
        if codes.is_empty() { String::new() } else { format!(" ({} {codes})", tongue.word("with")) }
    }
}
