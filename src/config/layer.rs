//! The settings of one section as plain data, each with whence it comes.

use std::path::{Path, PathBuf};

use globset::GlobSet;

use super::written::{Shared, Texts, Threshold, share, stages};
use crate::catalogue::Severity;
use crate::design::Stage;
use crate::source::{FileId, SourceMap, Span, glob};
use crate::yaml::{Field, Problem, TextOr};

/// Whence a setting comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whence {
    /// Nobody said anything.
    #[default]
    Default,
    /// A place in a configuration.
    File(Span),
    /// The command line.
    CommandLine,
}

/// A setting and whence it comes.
pub(super) type Set<T> = Option<(T, Whence)>;

/// What stands for checks: a code, a name, a family, or all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) whence: Whence,
}

/// How bad findings of some checks are: always, and from stages on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grades {
    pub(super) name: Name,
    pub(super) grades: Vec<(Option<Stage>, Severity)>,
}

/// The settings of one section.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    /// The paths that it is about, and the folder to which they are relative; all if none.
    pub(super) paths: Option<(Vec<GlobSet>, PathBuf)>,
    /// The file that it stands in, the later the farther below; none for the command line, which lies on all.
    pub(super) file: Option<FileId>,
    /// The checks that are judged and no others; all that others leave if none.
    pub(super) select: Option<Vec<Name>>,
    pub(super) ignore: Vec<Name>,
    pub(super) severity: Vec<Grades>,
    pub(super) fail_on: Set<Threshold>,
    pub(super) min_coverage: Set<f64>,
    pub(super) gate: Set<Stage>,
    pub(super) documents: Vec<(&'static str, Whence)>,
    pub(super) sections: Vec<(&'static str, Whence)>,
}

/// What was read for one `caseproof.toml`.
#[derive(Debug)]
pub struct Config {
    /// Its one true path.
    pub path: PathBuf,
    /// It and its bases.
    pub sources: SourceMap,
    /// Folders with house checks, the farthest base first, and where each is named.
    pub checks: Vec<(PathBuf, Span)>,
    /// Files with waivers, and where each is named.
    pub waivers: Vec<(PathBuf, Span)>,
    pub(super) mandatory: Vec<Name>,
    /// In the order in which they lie on each other.
    pub(super) layers: Vec<Layer>,
}

impl Layer {
    /// The settings of a section; what is wrong with them is noted.
    pub(super) fn read(file: FileId, shared: &Shared, problems: &mut Vec<Problem>) -> Self {
        let require = shared.require.get();
        let coverage = |text: &str| share(text).map_err(|message| impossible(&shared.min_coverage, message));
        Self {
            paths: None,
            file: Some(file),
            select: shared.select.is_given().then(|| names(&shared.select)),
            ignore: names(&shared.ignore),
            severity: grades(shared),
            fail_on: set(&shared.fail_on, |word| word.0),
            min_coverage: shared.min_coverage.get().and_then(|text| match coverage(text) {
                Ok(share) => Some((share, Whence::File(shared.min_coverage.span()))),
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            }),
            gate: set(&shared.gate, |word| word.0),
            documents: require.map_or_else(Vec::new, |require| listed(&require.documents, |word| word.0)),
            sections: require.map_or_else(Vec::new, |require| listed(&require.sections, |word| word.0)),
        }
    }

    /// Whether it is about a path.
    pub(super) fn covers(&self, path: &Path) -> bool {
        let Some((globs, folder)) = &self.paths else { return true };
        path.strip_prefix(folder).is_ok_and(|below| globs.iter().any(|glob| glob.is_match(below)))
    }
}

/// The globs of a list; what is wrong with one is noted.
pub(super) fn globs(patterns: &Texts, problems: &mut Vec<Problem>) -> Vec<GlobSet> {
    let mut sets = Vec::new();
    for pattern in patterns.get().into_iter().flatten() {
        match pattern.get().map(|text| glob(text)) {
            Some(Ok(set)) => sets.push(set),
            Some(Err(message)) => problems.push(impossible(pattern, message)),
            None => {}
        }
    }
    sets
}

pub(super) fn names(texts: &Texts) -> Vec<Name> {
    let given = texts.get().into_iter().flatten();
    given.filter_map(|field| Some(Name { text: field.get()?.to_string(), whence: Whence::File(field.span()) })).collect()
}

fn set<T, V>(field: &Field<T>, value: impl Fn(&T) -> V) -> Set<V> {
    field.get().map(|word| (value(word), Whence::File(field.span())))
}

fn listed<T, V>(fields: &Field<Vec<Field<T>>>, value: impl Fn(&T) -> V) -> Vec<(V, Whence)> {
    fields.get().into_iter().flatten().filter_map(|field| set(field, &value)).collect()
}

fn grades(shared: &Shared) -> Vec<Grades> {
    let entries = shared.severity.get().map_or(&[][..], |entries| entries);
    let grades = entries.iter().filter_map(|entry| {
        let grades = match entry.value.as_ref()? {
            TextOr::Text(level) => vec![(None, level.0)],
            TextOr::Long(by) => stages(by).into_iter().filter_map(|(stage, level)| Some((Some(stage), level.get()?.0))).collect(),
        };
        let name = Name { text: entry.id.to_string(), whence: Whence::File(entry.key) };
        Some(Grades { name, grades })
    });
    grades.collect()
}

fn impossible<T>(field: &Field<T>, message: String) -> Problem {
    Problem::new("impossible-value", field.span(), message)
}
