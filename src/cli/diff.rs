//! `caseproof diff`: what a change of designs does to their findings, between files, folders or revisions of git.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::batch::report;
use super::configured::config_shown;
use super::git::{Repository, Tree};
use super::judging::{Beside, Judging, Run};
use super::omitted::Omitted;
use super::output::{data, json, note, style};
use super::shown::shown;
use super::walk::{Entry, Found, entries, real};
use super::{CLEAN, FAILED, FINDINGS, NOTHING};
use crate::catalogue::Severity;
use crate::compare::{Designed, Kind, Placed, any, difference};
use crate::design::Loader;
use crate::engine::Target;
use crate::finding::{FileReport, Rejected};
use crate::report::{Differences, Format, Rules, differences, write_difference, write_difference_markdown};
use crate::source::{EntryKind, Provider as _, flat};

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// Two files or folders; or a revision of git, two, `A..B` or `A...B`, and paths; the last commit if none is named
    #[arg(value_name = "OLD NEW | REVISION")]
    what: Vec<String>,
    /// Paths to compare between revisions
    #[arg(last = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Compare with this revision of git, or `A..B`; what else is named is a path
    #[arg(long, value_name = "REVISION")]
    git: Option<String>,
    /// Exit with 1 if a finding is new, or new or worse
    #[arg(long, value_enum, default_value = "never", value_name = "CHANGE")]
    fail_on: FailOn,
    /// Leave out findings milder than this
    #[arg(long, value_name = "SEVERITY", value_parser = severity, default_value = "advice")]
    least: Severity,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: DiffFormat,
    #[command(flatten)]
    judging: Judging,
}

/// What fails the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A finding that was not there.
    New,
    /// One that was not there, or that is worse.
    Worsened,
    /// Nothing.
    Never,
}

/// Output of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For reading.
    Text,
    /// For programs.
    Json,
    /// For a pull request.
    Markdown,
}

fn severity(word: &str) -> Result<Severity, String> {
    let all = [Severity::Advice, Severity::Warning, Severity::Error];
    let found = all.into_iter().find(|severity| severity.word().eq_ignore_ascii_case(word.trim()));
    found.ok_or_else(|| "it is one of advice, warning, error".to_owned())
}

/// Where the designs of one side are.
struct Side {
    name: String,
    /// The files of a revision; the disk if none.
    tree: Option<Arc<Tree>>,
    entries: Vec<Entry>,
    /// Files that are no longer where they were, and are compared only with what goes by the same number or name elsewhere.
    gone: BTreeSet<String>,
    /// What is taken off the names of files, so that both sides call the same file the same.
    root: Option<String>,
}

impl Side {
    /// What both sides call a file of this one.
    fn place<'f>(&self, file: &'f str) -> &'f str {
        self.root.as_deref().and_then(|root| file.strip_prefix(root)).unwrap_or(file)
    }
}

/// What one side yields.
#[derive(Default)]
struct Judged {
    designs: Vec<Placed>,
    rejected: Vec<Rejected>,
    internal: usize,
}

/// Runs the command.
pub(super) fn run(arguments: &DiffArguments) -> u8 {
    let [old, new] = match sides(arguments) {
        Ok(sides) => sides,
        Err(message) => {
            note(&message);
            return FAILED;
        }
    };
    let files: Vec<PathBuf> = [&new, &old].iter().flat_map(|side| &side.entries).map(|entry| entry.target.path.clone()).collect();
    // A configuration is read as well where no file is.
    let files = if files.is_empty() { vec![PathBuf::from(".")] } else { files };
    let mut run = match arguments.judging.resolve(&files, Beside::default(), Format::Text, &style()) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let [mut before, now] = [&old, &new].map(|side| judged(side, arguments, &mut run));
    before.rejected.retain(|rejected| !old.gone.contains(&rejected.file.path));
    [&now, &before].into_iter().find_map(|side| left_out(side, &run)).iter().for_each(|words| note(words));
    let mut designs = difference(&before.designs, &now.designs);
    // What can no longer be read has not been fixed.
    let unread: Vec<&str> = now.rejected.iter().map(|rejected| new.place(&rejected.file.path)).collect();
    designs.retain(|design| match &design.files {
        (Some(file), None) => !unread.contains(&old.place(file)) && !old.gone.contains(file),
        _ => true,
    });
    for design in &mut designs {
        design.changes.retain(|change| change.finding.severity >= arguments.least);
    }
    for rejected in &before.rejected {
        let file = &rejected.file.path;
        let there = new.entries.iter().any(|entry| new.place(&entry.target.shown) == old.place(file));
        let now = if there { "what is found in it now is new" } else { "it is not there any more" };
        note(&format!("{}: {file} could not be judged; {now}", old.name));
    }
    for rejected in &now.rejected {
        note(&format!(
            "{}: {} cannot be judged, so that nothing in it is compared; `caseproof check` says why",
            new.name, rejected.file.path
        ));
    }
    let code = code(arguments, &designs, &now, before.internal);
    if code == NOTHING {
        note("no design spec was found on either side");
    }
    let names = [old.name.as_str(), new.name.as_str()];
    let all = Differences { names, designs: &designs, rejected: [&before.rejected, &now.rejected] };
    let rules = Rules::new(run.engine.checks());
    match arguments.format {
        DiffFormat::Text => data(code, |out| write_difference(all, rules, style().width, out)),
        DiffFormat::Markdown => data(code, |out| write_difference_markdown(all, rules, out)),
        DiffFormat::Json => json(code, &differences(all, rules)),
    }
}

fn code(arguments: &DiffArguments, designs: &[Designed], now: &Judged, faults_before: usize) -> u8 {
    if !now.rejected.is_empty() || now.internal + faults_before > 0 {
        return FAILED;
    }
    if designs.is_empty() {
        return NOTHING;
    }
    let kinds: &[Kind] = match arguments.fail_on {
        FailOn::New => &[Kind::New],
        FailOn::Worsened => &[Kind::New, Kind::Worsened],
        FailOn::Never => &[],
    };
    if any(designs, kinds, arguments.least) { FINDINGS } else { CLEAN }
}

/// Judges one side, with its files read where it is.
fn judged(side: &Side, arguments: &DiffArguments, run: &mut Run) -> Judged {
    let mut waivers = run.configured.waivers();
    let loader = match &side.tree {
        Some(tree) => {
            // A file with waivers that the revision does not have yet accepts nothing there.
            waivers.retain(|path| tree.kind(path) == EntryKind::File);
            let provider: Arc<Tree> = Arc::clone(tree);
            Loader::from(provider, &env::current_dir().unwrap_or_default())
        }
        None => Loader::new(Path::new(".")),
    };
    run.loader = loader.with_sets(arguments.judging.sets.clone()).with_waivers(waivers);
    let run = &*run;
    let reports: Vec<FileReport> = side.entries.par_iter().map(|entry| report(entry, run)).collect();
    let mut judged = Judged::default();
    for report in reports {
        for fault in &report.internal {
            note(&format!("internal error: {fault}"));
        }
        judged.internal += report.internal.len();
        judged.rejected.extend(report.rejected);
        judged.designs.extend(report.designs.into_iter().map(|report| {
            let place = side.place(&report.file.path).to_owned();
            Placed { place, report }
        }));
    }
    judged
}

/// What of the checks is left out of the designs of one side, in a sentence; none if nothing is.
fn left_out(judged: &Judged, run: &Run) -> Option<String> {
    let mut omitted = Omitted::default();
    for Placed { report, .. } in &judged.designs {
        omitted.add(&run.options(Path::new(&report.file.path)).policy, std::slice::from_ref(report));
    }
    omitted.words()
}

/// The two sides that are asked for.
fn sides(arguments: &DiffArguments) -> Result<[Side; 2], String> {
    let DiffArguments { what, paths, git, .. } = arguments;
    let is_path = |text: &String| Path::new(text).exists();
    // As git has it: what comes first and is no file is a revision, and what follows are paths.
    let revisions = match git {
        Some(revision) => vec![revision.clone()],
        None if paths.is_empty() => what.iter().take_while(|text| !is_path(text)).cloned().collect(),
        None => what.clone(),
    };
    let rest = if git.is_some() { &what[..] } else { &what[revisions.len()..] };
    if let (true, [old, new]) = (revisions.is_empty() && paths.is_empty(), rest) {
        return [old, new]
            .map(|path| on_disk(path))
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?
            .try_into()
            .map_err(|_| String::new());
    }
    let mut paths: Vec<PathBuf> = rest.iter().map(PathBuf::from).chain(paths.iter().cloned()).collect();
    if revisions.is_empty() && paths.len() > 2 {
        return Err("two files or folders can be compared, or paths between revisions of git".to_owned());
    }
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    between(&revisions, &paths)
}

/// A file or folder as one side.
fn on_disk(path: &str) -> Result<Side, String> {
    let entries = entries(&[PathBuf::from(path)]);
    let root = shown(Path::new(path));
    let root = if Path::new(path).is_dir() { format!("{}/", root.trim_end_matches('/')) } else { root };
    // The folder in which the program runs is not part of the names.
    let root = root.strip_prefix("./").map_or_else(|| root.clone(), str::to_owned);
    Ok(Side { name: path.to_owned(), tree: None, entries, gone: BTreeSet::new(), root: Some(root) })
}

/// Two revisions, or one and what is on disk.
fn between(revisions: &[String], paths: &[PathBuf]) -> Result<[Side; 2], String> {
    let here = env::current_dir().and_then(|folder| folder.canonicalize());
    let here = here.map_err(|error| format!("cannot read the folder: {error}"))?;
    let repository = Repository::of(&here)?;
    let commit = |name: &str| {
        let name = if name.is_empty() { "HEAD" } else { name };
        let found = repository.commit(name).ok_or_else(|| format!("there is no file and no revision `{name}`"))?;
        Ok::<_, String>((name.to_owned(), found))
    };
    let (old, new) = match revisions {
        [] => (commit("HEAD")?, None),
        [one] => match (one.split_once("..."), one.split_once("..")) {
            (Some((old, new)), _) => {
                let (old, new) = (commit(old)?, commit(new)?);
                let base = repository.base(&old.1, &new.1)?;
                ((format!("{}...", old.0), base), Some(new))
            }
            (None, Some((old, new))) => (commit(old)?, Some(commit(new)?)),
            (None, None) => (commit(one)?, None),
        },
        [old, new] => (commit(old)?, Some(commit(new)?)),
        _ => return Err("two revisions can be compared".to_owned()),
    };
    let mut old = in_tree(&repository, &old, &here, paths)?;
    let new = match new {
        Some(new) => in_tree(&repository, &new, &here, paths)?,
        None => in_folder(paths, &old),
    };
    let unknown = paths.iter().find(|path| {
        let name = shown(path);
        let inside = |entry: &Entry| entry.target.shown == name || entry.target.shown.starts_with(&format!("{name}/"));
        !path.exists() && !old.entries.iter().chain(&new.entries).any(inside)
    });
    add_gone(&repository, &mut old, &new);
    match unknown {
        Some(path) => Err(format!("there is no `{}` on either side", shown(path))),
        None => Ok([old, new]),
    }
}

/// Adds what the older side had elsewhere and the newer has no more, if that has a file that the older had not: it may have moved.
fn add_gone(repository: &Repository, old: &mut Side, new: &Side) {
    let known: BTreeSet<PathBuf> = old.entries.iter().map(|entry| entry.target.path.clone()).collect();
    let Some(tree) = old.tree.clone().filter(|_| new.entries.iter().any(|entry| !known.contains(&real(&entry.target.path))))
    else {
        return;
    };
    let there = |path: &Path| new.tree.as_ref().map_or_else(|| path.exists(), |tree| tree.kind(path) != EntryKind::Missing);
    for path in tree.specs(&repository.root).map(|rest| repository.root.join(rest)) {
        if !known.contains(&path) && !there(&path) {
            let shown = config_shown(&path);
            old.gone.insert(shown.clone());
            old.entries.push(Entry { target: Target { path, shown, named: false }, found: Found::File });
        }
    }
}

/// What a revision has at some paths.
fn in_tree(repository: &Repository, (name, commit): &(String, String), here: &Path, paths: &[PathBuf]) -> Result<Side, String> {
    let tree = repository.tree(commit)?;
    let mut entries = Vec::new();
    for path in paths {
        let at = flat(&here.join(path));
        if !at.starts_with(&repository.root) {
            return Err(format!("`{}` lies outside of the repository", shown(path)));
        }
        for rest in tree.specs(&at) {
            // A file is named itself; below a folder stands what is found there.
            let (file, full) =
                if rest.as_os_str().is_empty() { (path.clone(), at.clone()) } else { (path.join(&rest), at.join(&rest)) };
            let target = Target { path: full, shown: shown(&file), named: false };
            entries.push(Entry { target, found: Found::File });
        }
    }
    entries.sort_by(|a, b| a.target.shown.cmp(&b.target.shown));
    entries.dedup_by(|later, earlier| later.target.path == earlier.target.path);
    Ok(Side { name: name.clone(), tree: Some(Arc::new(tree)), entries, gone: BTreeSet::new(), root: None })
}

/// What is on disk at some paths. What a revision has is compared although it is ignored by now.
fn in_folder(paths: &[PathBuf], old: &Side) -> Side {
    let there: Vec<PathBuf> = paths.iter().filter(|path| path.exists()).cloned().collect();
    let mut entries = if there.is_empty() { Vec::new() } else { entries(&there) };
    for entry in &mut entries {
        entry.target.named = false;
    }
    for before in &old.entries {
        let known = entries.iter().any(|entry| real(&entry.target.path) == real(&before.target.path));
        if !known && before.target.path.is_file() {
            entries.push(Entry { target: before.target.clone(), found: Found::File });
        }
    }
    Side { name: "the working folder".to_owned(), tree: None, entries, gone: BTreeSet::new(), root: None }
}
