//! Reading and judging many files at once.

use std::path::Path;
use std::sync::Arc;

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::walk::Target;
use crate::catalogue::{Check, CheckFile, builtin, judge, read_folder, with_house_checks};
use crate::design::{Content, Loader, Read, Spec, Stage};
use crate::finding::{DesignReport, Rejected, Run, SourceFile};
use crate::yaml::{Field, Problem, nearest};

/// How to judge.
pub(super) struct Settings {
    /// The checks.
    pub checks: Vec<Check>,
    /// The stage to judge for.
    pub gate: Option<Stage>,
    /// The date on which waivers are held to.
    pub today: String,
}

/// What one file yields.
#[derive(Default)]
struct Outcome {
    designs: Vec<DesignReport>,
    rejected: Option<Rejected>,
    skipped: Option<String>,
    internal: Vec<String>,
}

/// Judges files in parallel; the result is in the order of the files, whatever the number of threads.
pub(super) fn run(targets: &[Target], settings: &Settings, progress: &ProgressBar) -> Run {
    let loader = Loader::new(Path::new("."));
    let outcomes: Vec<Outcome> = targets
        .par_iter()
        .map(|target| {
            let outcome = outcome(loader.file(&target.path, &target.shown), target.named, settings);
            progress.inc(1);
            outcome
        })
        .collect();
    collect(outcomes)
}

/// Judges one text.
pub(super) fn run_text(text: String, shown: &str, settings: &Settings) -> Run {
    let read = Loader::new(Path::new(".")).text(text, shown, None);
    collect(vec![outcome(read, true, settings)])
}

fn collect(outcomes: Vec<Outcome>) -> Run {
    let mut run = Run::default();
    for outcome in outcomes {
        run.designs.extend(outcome.designs);
        run.rejected.extend(outcome.rejected);
        run.skipped.extend(outcome.skipped);
        run.internal.extend(outcome.internal);
    }
    run
}

fn outcome(read: Read, named: bool, settings: &Settings) -> Outcome {
    let mut outcome = Outcome::default();
    let mut problems = read.problems;
    match &read.content {
        Content::NotASpec if named => {
            let span = crate::yaml::Span::default();
            let problem = Problem::new("no-spec", span, "this is no design spec: it has no key `caseproof`");
            problems.push(problem.with_help("start with `caseproof: 1`, or write a starter with `caseproof new`"));
        }
        Content::NotASpec => outcome.skipped = Some(read.file.path.clone()),
        Content::Specs(specs) => {
            for spec in specs {
                unknown_waivers(spec, &settings.checks, &mut problems);
                let judgement = judge(spec, &settings.checks.iter().collect::<Vec<_>>(), settings.gate, Some(&settings.today));
                let about = spec.design.get();
                let internal = judgement.internal.iter().map(|check| format!("{}: {check}", read.file.path));
                outcome.internal.extend(internal);
                // The text is kept for what is shown of it; a clean design shows nothing, so that memory does not grow with it.
                let shown = !judgement.findings.is_empty() || !judgement.waived.is_empty();
                let file =
                    if shown { read.file.clone() } else { Arc::new(SourceFile::new(read.file.path.clone(), String::new())) };
                let sources = if shown { read.sources.clone() } else { file.clone().into() };
                outcome.designs.push(DesignReport {
                    file,
                    sources,
                    design: about.and_then(|about| about.name.get()).map_or_else(String::new, ToString::to_string),
                    stage: settings.gate.or_else(|| about.and_then(|about| about.stage.get().copied())).map(Stage::word),
                    verdict: judgement.verdict(),
                    coverage: judgement.coverage,
                    findings: judgement.findings,
                    waived: judgement.waived,
                    not_assessed: judgement.not_assessed,
                });
            }
        }
    }
    if !problems.is_empty() {
        outcome.rejected = Some(Rejected { file: read.file, sources: read.sources, problems });
    }
    outcome
}

/// Waivers of checks that do not exist: their owner believes that they hold.
fn unknown_waivers(spec: &Spec, checks: &[Check], problems: &mut Vec<Problem>) {
    for waiver in spec.waivers.get().into_iter().flatten().filter_map(Field::get) {
        let Some(name) = waiver.check.get() else { continue };
        if checks.iter().any(|check| check.is_called(name)) {
            continue;
        }
        let names = checks.iter().flat_map(|check| {
            let full = check.definition.name.as_str();
            [full, full.split_once('/').map_or(full, |(_, short)| short), check.definition.code.as_str()]
        });
        let problem = Problem::new("dangling-reference", waiver.check.span(), format!("there is no check `{name}`"));
        problems.push(match nearest(name, names) {
            Some(near) => problem.with_help(format!("did you mean `{near}`?")),
            None => problem.with_help("see `caseproof checks`"),
        });
    }
}

/// The built-in checks and those of house folders. If any cannot be loaded, all that is wrong with them.
pub(super) fn checks(folders: &[std::path::PathBuf]) -> Result<Vec<Check>, Vec<Rejected>> {
    let mut wrong = Vec::new();
    let mut checks = Vec::new();
    // Compiling is most of a cold start, so it is shared among the threads.
    let compiled: Vec<_> = builtin()
        .into_par_iter()
        .map(|definition| {
            let name = definition.name.clone();
            Check::compile(definition).map_err(|errors| (name, errors))
        })
        .collect();
    for outcome in compiled {
        match outcome {
            Ok(check) => checks.push(check),
            Err((name, errors)) => {
                wrong.push(unlocated(&name, errors.iter().map(|error| format!("{}: {}", error.key, error.error.message))));
            }
        }
    }
    let mut house = Vec::new();
    for folder in folders {
        match read_folder(folder) {
            Ok(files) if files.is_empty() => {
                wrong.push(unlocated(&super::walk::shown(folder), ["no check files here".to_owned()]));
            }
            Ok(files) => {
                for CheckFile { file, check, problems, .. } in files {
                    house.extend(check);
                    if !problems.is_empty() {
                        wrong.push(Rejected { sources: file.clone().into(), file, problems });
                    }
                }
            }
            Err(message) => wrong.push(unlocated(&super::walk::shown(folder), [message])),
        }
    }
    for (i, check) in house.iter().enumerate() {
        let same =
            |other: &&Check| other.definition.name == check.definition.name || other.definition.code == check.definition.code;
        if let Some(other) = house[..i].iter().find(same) {
            let message = format!(
                "{} {} and {} {} share a name or a code",
                check.definition.code, check.definition.name, other.definition.code, other.definition.name
            );
            wrong.push(unlocated("house checks", [message]));
        }
    }
    if wrong.is_empty() { Ok(with_house_checks(checks, house)) } else { Err(wrong) }
}

fn unlocated(path: &str, messages: impl IntoIterator<Item = String>) -> Rejected {
    let file = Arc::new(SourceFile::new(path.to_owned(), String::new()));
    let span = crate::yaml::Span::default();
    let problems = messages.into_iter().map(|message| Problem::new("check", span, message)).collect();
    Rejected { sources: file.clone().into(), file, problems }
}
