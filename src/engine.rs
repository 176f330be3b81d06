//! The way in: the catalogue once, then any number of designs.
//!
//! An [`Engine`] holds the compiled checks, built in and of the house. It reads files by a [`Loader`], judges what they hold
//! and hands out plain data for the reports; commands and tests go through it, so that a program that uses the library gets
//! the same answers as the command line. Nothing here knows the clock, the environment or a thread: what they say is an
//! argument.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalogue::{
    Check, CheckFile, Definition, Purpose, Replacement, builtin, builtin_checks, builtin_examples, read_folder, refuse_clashes,
    refuse_false_yields, with_house_checks,
};
use crate::design::{Content, Loader, Read, Spec, Stage};
use crate::facts::World;
use crate::finding::{DesignReport, FileReport, Rejected, SourceFile, SourceMap, said};
use crate::judge::{ExampleOutcome, Judgement, Policy, judge_under, run_examples};
use crate::quantity::parse_measure;
use crate::source::Disk;
use crate::yaml::{Problem, Span, nearest};

/// How to judge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The stage to judge for; the stage that each design gives if none.
    pub gate: Option<Stage>,
    /// The day on which waivers are held to, as YYYY-MM-DD; none holds all of them.
    pub today: Option<String>,
    /// What the project makes of the checks.
    pub policy: Arc<Policy>,
}

impl Options {
    /// The stage as which a design is judged; none to take its own. Where a check is mandatory no gate lowers that.
    #[must_use]
    pub fn gate_for(&self, spec: &Spec) -> Option<Stage> {
        let own = own_stage(spec).filter(|_| self.policy.checks.values().any(|taken| taken.mandatory));
        self.gate.map(|gate| own.map_or(gate, |own| gate.max(own)))
    }
}

/// The stage that a design gives.
fn own_stage(spec: &Spec) -> Option<Stage> {
    spec.design.get().and_then(|about| about.stage.get().copied())
}

/// A file to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where it is.
    pub path: PathBuf,
    /// How it is shown.
    pub shown: String,
    /// Whether the user named it; then it must be a spec.
    pub named: bool,
}

/// The designs of one file.
#[derive(Debug)]
pub struct Designs {
    /// The file and those it is made of.
    pub sources: SourceMap,
    /// Its designs, in the order of the file.
    pub specs: Vec<Spec>,
}

/// A file that was judged, with its designs for studies of them.
#[derive(Debug, Default)]
pub struct Judged {
    /// What it yields.
    pub report: FileReport,
    /// Its designs, in the order of those of the report.
    pub specs: Vec<Spec>,
}

/// A check file whose examples were run.
pub struct Tested {
    /// The file.
    pub file: Arc<SourceFile>,
    /// How its examples went; what is wrong with the file if it cannot be loaded.
    pub outcome: Result<Outcomes, Vec<Problem>>,
}

/// How the examples of a check went.
pub struct Outcomes {
    /// Code of the check.
    pub code: String,
    /// Each example with its line, from 1.
    pub examples: Vec<(usize, ExampleOutcome)>,
}

/// The compiled catalogue.
pub struct Engine {
    checks: Vec<Check>,
    replacements: Vec<Replacement>,
}

impl Engine {
    /// The built-in checks. Fails only if the program itself is damaged.
    pub fn builtin() -> Result<Self, Vec<Rejected>> {
        Self::with_house(&[])
    }

    /// The built-in checks and those of house folders. If any cannot be loaded, all that is wrong with them.
    pub fn with_house(folders: &[PathBuf]) -> Result<Self, Vec<Rejected>> {
        let checks = builtin_checks().map_err(|message| vec![unlocated("built-in checks", [message])])?;
        let mut wrong = Vec::new();
        let house = house(folders, &checks, &mut wrong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let replacements = house.iter().filter_map(|(check, folder)| Replacement::of(check, *folder)).collect();
        let house = house.into_iter().map(|(check, _)| check).collect();
        Ok(Self { checks: with_house_checks(checks, house), replacements })
    }

    /// The checks, sorted by name. The built-in ones come without their examples.
    #[must_use]
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// Which house checks stand in for which built-in ones: every run says so.
    #[must_use]
    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }

    /// The check of a name or code, in any case. If there is none, the closest name, if one is close enough to be meant.
    pub fn find(&self, name: &str) -> Result<&Check, Option<&str>> {
        let spelled = [name.to_owned(), name.to_uppercase(), name.to_lowercase().replace([' ', '_'], "-")];
        let found = spelled.iter().find_map(|name| self.checks.iter().find(|check| check.is_called(name)));
        found.ok_or_else(|| nearest(name, self.names()))
    }

    /// The definitions with the examples of the built-in checks, for reading.
    pub fn definitions(&self) -> Result<Vec<Definition>, String> {
        let mut definitions: Vec<Definition> = self.checks.iter().map(|check| Definition::clone(&check.definition)).collect();
        for (built_in, examples) in builtin()?.into_iter().zip(builtin_examples()?) {
            if let Some(definition) = definitions.iter_mut().find(|definition| **definition == built_in) {
                definition.examples = examples;
            }
        }
        Ok(definitions)
    }

    /// The strictest limit of a name among all checks that have to be at least that much, in SI units.
    #[must_use]
    pub fn limit(&self, name: &str) -> Option<f64> {
        let limits = self.checks.iter().filter_map(|check| check.definition.limits.get(name));
        limits.filter_map(|limit| parse_measure(&limit.value).ok()).map(|measure| measure.si).max_by(f64::total_cmp)
    }

    /// Judges a file. A fault of the program itself becomes an internal error of this file.
    #[must_use]
    pub fn check_file(&self, loader: &Loader, target: &Target, options: &Options) -> FileReport {
        guarded(&target.shown, || self.judged(loader.file(&target.path, &target.shown), Meant::of(target), options).report)
    }

    /// Judges a text, such as standard input; `shown` is its name in output.
    #[must_use]
    pub fn check_text(&self, loader: &Loader, text: String, shown: &str, options: &Options) -> FileReport {
        guarded(shown, || self.judged(loader.text(text, shown, None), Meant::Named, options).report.settled(|| false))
    }

    /// Judges a file, and hands out its designs with what it yields.
    #[must_use]
    pub fn judged_file(&self, loader: &Loader, target: &Target, options: &Options) -> Judged {
        let mut specs = Vec::new();
        let report = guarded(&target.shown, || {
            let judged = self.judged(loader.file(&target.path, &target.shown), Meant::of(target), options);
            specs = judged.specs;
            judged.report
        });
        Judged { report, specs }
    }

    /// Judges a text that stands in a folder, such as what an editor shows, and hands out its designs with what it yields. It need
    /// not be a spec.
    #[must_use]
    pub fn judged_text(&self, loader: &Loader, text: String, shown: &str, folder: Option<&Path>, options: &Options) -> Judged {
        let mut specs = Vec::new();
        let report = guarded(shown, || {
            let judged = self.judged(loader.text(text, shown, folder), Meant::Open, options);
            specs = judged.specs;
            judged.report
        });
        Judged { report, specs }
    }

    /// Judges one design.
    #[must_use]
    pub fn judge(&self, spec: &Spec, options: &Options) -> Judgement {
        self.judge_world(&World::new(spec, options.gate_for(spec)).on(options.today.as_deref()), options)
    }

    /// Judges a design that is resolved already, at its stage.
    #[must_use]
    pub fn judge_world(&self, world: &World<'_>, options: &Options) -> Judgement {
        judge_under(world, &self.checks.iter().collect::<Vec<_>>(), options.today.as_deref(), &options.policy)
    }

    fn judged(&self, read: Read, meant: Meant, options: &Options) -> Judged {
        let mut report = FileReport::default();
        let mut problems = read.problems;
        let specs = match read.content {
            Content::Specs(specs) => specs,
            Content::NotASpec(None) if meant == Meant::Named => {
                problems.push(no_spec());
                Vec::new()
            }
            Content::NotASpec(problem) => {
                report.skipped = Some(read.file.path.clone());
                let problem = problem.map(|problem| *problem).or_else(|| (meant == Meant::ByName).then(no_spec_by_name));
                let (file, sources) = (Arc::clone(&read.file), read.sources.clone());
                report.mistaken = problem.map(|problem| Rejected { file, sources, what: "design", problems: vec![problem] });
                Vec::new()
            }
        };
        for spec in &specs {
            let (design, internal) = self.design(spec, &read.sources, options, &mut problems);
            report.designs.push(design);
            report.internal.extend(internal);
        }
        report.rejected =
            (!problems.is_empty()).then_some(Rejected { file: read.file, sources: read.sources, what: "design", problems });
        Judged { report, specs }
    }

    /// What is found in a design, and the checks that failed themselves.
    fn design(
        &self,
        spec: &Spec,
        sources: &SourceMap,
        options: &Options,
        problems: &mut Vec<Problem>,
    ) -> (DesignReport, Vec<String>) {
        let judgement = self.judge(spec, options);
        problems.extend(judgement.waiver_faults.iter().map(|fault| fault.problem(&sources.main().text)));
        let about = spec.design.get();
        let internal = judgement.internal.iter().map(|check| format!("{}: {check}", sources.main().path)).collect();
        let design = DesignReport {
            file: Arc::clone(sources.main()),
            sources: sources.clone(),
            design: about.and_then(|about| about.name.get()).map_or_else(String::new, ToString::to_string),
            stage: options.gate_for(spec).or_else(|| own_stage(spec)).map(Stage::word),
            verdict: judgement.verdict(),
            identity: judgement.identity,
            coverage: judgement.coverage,
            findings: judgement.findings,
            ignored: judgement.ignored,
            waived: judgement.waived,
            accepted: judgement.accepted,
            not_assessed: judgement.not_assessed,
            baseline: None,
            passed: judgement.passed,
        };
        (design, internal)
    }

    /// Every name by which a check may be called.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.checks.iter().flat_map(|check| {
            let full = &*check.name;
            [full, full.split_once('/').map_or(full, |(_, short)| short), &*check.code]
        })
    }
}

/// Reads the designs of a file without judging them, for studies; why it cannot be read if it has any problem.
pub fn read_designs(loader: &Loader, path: &Path, shown: &str) -> Result<Designs, Rejected> {
    let Read { file, sources, content, mut problems, .. } = loader.file(path, shown);
    let specs = match content {
        Content::Specs(specs) => specs,
        Content::NotASpec(meant) => {
            problems.push(meant.map_or_else(no_spec, |problem| *problem));
            Vec::new()
        }
    };
    if problems.is_empty() { Ok(Designs { sources, specs }) } else { Err(Rejected { file, sources, what: "design", problems }) }
}

/// Runs the examples of every check file of a folder; why the folder cannot be read.
pub fn test_checks(folder: &Path) -> Result<Vec<Tested>, String> {
    let mut files = read_folder(&Disk, folder, Purpose::Testing)?;
    refuse_clashes(&mut files);
    refuse_false_yields(&mut files, &builtin_checks()?);
    Ok(files.into_iter().map(tested).collect())
}

fn tested(read: CheckFile) -> Tested {
    let CheckFile { file, check, problems, example_lines, .. } = read;
    let outcome = match check {
        Some(check) => {
            let outcomes = run_examples(&check, &check.definition.examples);
            Ok(Outcomes { code: check.code.to_string(), examples: example_lines.into_iter().zip(outcomes).collect() })
        }
        None => Err(problems),
    };
    Tested { file, outcome }
}

/// The checks of house folders, each with the number of its folder; what is wrong with them is added to `wrong`.
fn house(folders: &[PathBuf], builtin: &[Check], wrong: &mut Vec<Rejected>) -> Vec<(Check, usize)> {
    let (mut files, mut origins) = (Vec::new(), Vec::new());
    for (number, folder) in folders.iter().enumerate() {
        let name = folder.to_string_lossy();
        match read_folder(&Disk, folder, Purpose::Judging) {
            Ok(found) if found.is_empty() => wrong.push(unlocated(&name, ["no check files here".to_owned()])),
            Ok(found) => {
                origins.extend(vec![number; found.len()]);
                files.extend(found);
            }
            Err(message) => wrong.push(unlocated(&name, [message])),
        }
    }
    refuse_clashes(&mut files);
    refuse_false_yields(&mut files, builtin);
    let mut house = Vec::new();
    for (CheckFile { file, check, problems, .. }, folder) in files.into_iter().zip(origins) {
        house.extend(check.map(|check| (check, folder)));
        if !problems.is_empty() {
            wrong.push(Rejected::new(file, "check", problems));
        }
    }
    house
}

/// Ends of the names of designs, by which editors find them.
const CASES: [&str; 2] = [".case.yaml", ".case.yml"];

/// Whether a file is meant as a spec, whatever stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meant {
    /// The user named it.
    Named,
    /// It is called as designs are; only a base that a spec extends is none.
    ByName,
    /// What stands in it decides.
    Open,
}

impl Meant {
    fn of(target: &Target) -> Self {
        let name = target.path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        match CASES.iter().any(|end| name.ends_with(end)) {
            _ if target.named => Self::Named,
            true => Self::ByName,
            false => Self::Open,
        }
    }
}

/// A file that is called as designs are and is none of ours.
fn no_spec_by_name() -> Problem {
    let problem = Problem::new("no-spec", Span::default(), "by its name this is a design, but it has no key `caseproof`");
    problem.with_help("start with `caseproof: 1`, or give it a name that does not end in `.case.yaml`")
}

/// A file that was named but is none of ours.
fn no_spec() -> Problem {
    let problem = Problem::new("no-spec", Span::default(), "this is no design spec: it has no key `caseproof`");
    problem.with_help("start with `caseproof: 1`, or write a starter with `caseproof new`")
}

fn unlocated(path: &str, messages: impl IntoIterator<Item = String>) -> Rejected {
    let file = Arc::new(SourceFile::new(path.to_owned(), String::new()));
    let problems = messages.into_iter().map(|message| Problem::new("unreadable", Span::default(), message)).collect();
    Rejected::new(file, "check", problems)
}

/// Runs the work on a file; if the program fails in it, that is what is reported of this file, and the others go on.
fn guarded(shown: &str, work: impl FnOnce() -> FileReport) -> FileReport {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| FileReport {
        internal: vec![format!("{shown}: the program failed: {}", said(&*panic))],
        ..FileReport::default()
    })
}

#[cfg(test)]
mod tests {
    use super::{FileReport, guarded};

    #[test]
    fn a_fault_of_the_program_is_reported_of_its_file() {
        let none: [u8; 0] = [];
        let report = guarded("a.yaml", || FileReport { skipped: Some(none[none.len()].to_string()), ..FileReport::default() });
        assert_eq!(report.internal.len(), 1);
        assert!(report.internal[0].starts_with("a.yaml: the program failed: index out of bounds"), "{:?}", report.internal);
        assert!(report.skipped.is_none() && report.designs.is_empty() && report.rejected.is_none());

        let good = guarded("b.yaml", || FileReport { skipped: Some("b.yaml".to_owned()), ..FileReport::default() });
        assert_eq!((good.internal.len(), good.skipped.as_deref()), (0, Some("b.yaml")));
    }
}
