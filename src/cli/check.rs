//! `caseproof check`: the main job.

use std::io::{IsTerminal as _, Read as _};
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::FAILED;
use super::aside::left_out;
use super::baseline::{Base, BaselineArguments, Held};
use super::batch::judge_all;
use super::fix::FixArguments;
use super::judging::{Beside, Judging, Run as Judges};
use super::outlet::{Outlet, Outlets, folder};
use super::output::{note, style};
use super::page::Page;
use super::partition::Partition;
use super::shown::shown;
use super::strays::note_strays;
use super::tally::Tally;
use super::walk::{Entry, Walk, found};
use crate::config::{Threshold, share};
use crate::design::{MAX_FILE_BYTES, decode};
use crate::finding::{FileReport, Rejected, SourceFile};
use crate::report::{Format, Language, Rules, Run, Style, Unfold};
use crate::source::plain;
use crate::yaml::{Problem, Span};

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct Arguments {
    /// Files, folders, or `-` for standard input
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Name to show for standard input
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,
    /// Output format, and the file it goes to; may be given again, for standard output once: text, full, concise, json, jsonl,
    /// sarif, github, junit, gitlab, rdjson, markdown, agent. If left out, agent where the environment says that one runs, else
    /// text
    #[arg(long, value_name = "FORMAT[=FILE]")]
    format: Vec<Outlet>,
    /// Tell of waived findings too, where the format has a word for them: sarif has suppressions
    #[arg(long)]
    show_waived: bool,
    /// Judge only one part of the files, such as `2/8`: the second of eight; `merge` joins the parts, which are written as json or
    /// jsonl, and judges the gate
    #[arg(long, value_name = "K/N")]
    partition: Option<Partition>,
    /// Language of the sentences; `both` has Chinese below the English
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
    /// Exit with 1 if there are findings of this severity or worse [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY", ignore_case = true)]
    fail_on: Option<Threshold>,
    /// Exit with 1 if less than this share of the applicable checks of a design could be decided, such as `90%`
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_coverage: Option<f64>,
    #[command(flatten)]
    judging: Judging,
    /// Named settings of the configuration
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    #[command(flatten)]
    baseline: BaselineArguments,
    #[command(flatten)]
    fix: FixArguments,
    /// Show one cause in full, by its number: why, figures, sources
    #[arg(long, value_name = "NUMBER", conflicts_with = "quiet")]
    show: Option<NonZeroUsize>,
    /// List what is not assessed, each with what it needs
    #[arg(long)]
    missing: bool,
    /// List advice, which is counted only otherwise
    #[arg(long)]
    advice: bool,
    /// List advice, what is not assessed and what is known from the baseline; in the other formats all sources
    #[arg(long, short)]
    verbose: bool,
    /// Only the last line
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> u8 {
    let unfold = Unfold { advice: arguments.advice, missing: arguments.missing, show: arguments.show };
    let piped = arguments.is_piped();
    let walk = if piped { Walk::default() } else { found(&arguments.paths) };
    let entries = &walk.entries;
    let outlets = match arguments.outlets(unfold, piped, entries) {
        Ok(outlets) => outlets,
        Err(why) => {
            note(&why);
            return FAILED;
        }
    };
    let style = Style { verbose: arguments.verbose, quiet: arguments.quiet, unfold, ..style() };
    let mut paths = files(entries, &arguments.paths);
    if piped {
        paths = vec![PathBuf::from(&arguments.stdin_filename)];
    }
    let judges = match arguments.judging.resolve(&paths, arguments.beside(), outlets.clone(), &style) {
        Ok(judges) => judges,
        Err(code) => return code,
    };
    let read = judges.read();
    if let Some(why) = outlets.over_input(&read.iter().map(PathBuf::as_path)) {
        note(&why);
        return FAILED;
    }
    if let Some(code) = arguments.fix.run(entries, &judges) {
        return code;
    }
    judged(arguments, &walk, &judges, &outlets, &style)
}

/// Judges what was found, and writes what is said of it; the exit code.
fn judged(arguments: &Arguments, walk: &Walk, judges: &Judges, outlets: &Outlets, style: &Style) -> u8 {
    let entries = &walk.entries;
    let base = match Base::open(&arguments.baseline, outlets, style) {
        Ok(base) => base,
        Err(code) => return code,
    };
    let mut held = base.as_ref().map(Base::hold);
    let run = arguments.told(entries, judges, base.as_ref());
    let rules = Rules::new(judges.engine.checks()).speaking(arguments.lang);
    let mut page = match Page::new(outlets, style, rules, &run) {
        Ok(page) => page,
        Err(code) => return code,
    };
    let mut tally = Tally::default();
    let mut empty = arguments.roots();
    let take = |reports: Vec<(&Path, FileReport)>| {
        for (path, mut report) in reports {
            if report.rejected.is_some() || !report.designs.is_empty() {
                empty.retain(|root| !plainly(path).starts_with(plainly(root)));
            }
            let settled = judges.configured.settled(path);
            if let Some(held) = &mut held {
                held.settle(&mut report, &settled);
            }
            tally.add(&report, &settled);
            report.fail_on = Some(settled.threshold()).filter(|least| *least != Threshold::Error).map(Threshold::word);
            page.file(report);
        }
        page.flush();
    };
    arguments.judge(entries, judges, arguments.is_piped(), take);
    // The parts of a run walk the same folders: the first says what all leave out.
    if arguments.partition.is_none_or(|partition| partition.is_first()) {
        for report in left_out(&arguments.paths, walk) {
            page.file(report);
        }
    }
    for root in empty {
        note(&format!("{}: no design spec was found in it", shown(root)));
    }
    note_strays(entries, judges.configured.waivers());
    let code = match &run.part {
        _ if page.has_faults() => FAILED,
        Some(_) => tally.code_of_part(),
        None => tally.code(),
    };
    tally.omitted().iter().for_each(|words| page.omit(words));
    if run.part.is_some() {
        tally.hold(held.as_mut().map(Held::share));
        page.judged(&tally.gate());
        return page.end(code);
    }
    // What is refused is refused whole.
    let held = held.filter(|_| !page.refuses());
    page.end(held.map_or(code, |held| held.end(code)))
}

impl Arguments {
    /// Whether standard input is judged.
    fn is_piped(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// What is written, or why it does not go together.
    fn outlets(&self, unfold: Unfold, piped: bool, entries: &[Entry]) -> Result<Outlets, String> {
        self.misfit(piped).map_or(Ok(()), Err)?;
        let unfolded = unfold != Unfold::default();
        // Who asks for more of the text wants the text.
        if unfolded && self.format.is_empty() {
            return Ok(Format::Text.into());
        }
        let outlets = Outlets::asked(&self.format, Format::Text)?;
        if unfolded && outlets.0.iter().all(|outlet| outlet.format != Format::Text) {
            note("--show, --missing and --advice are for the format text; they are ignored");
        }
        if let Some(file) = self.baseline.written().filter(|file| outlets.name(file)) {
            return Err(format!("the baseline and a report would be written to one file: {}", shown(file)));
        }
        let read = entries.iter().map(|entry| entry.target.path.as_path()).chain(self.baseline.read());
        outlets.over_input(&read).map_or(Ok(outlets), Err)
    }

    /// Why what is named cannot be judged in this way.
    fn misfit(&self, piped: bool) -> Option<String> {
        if piped && self.paths.len() > 1 {
            return Some("standard input is read alone: name `-` or files, not both".to_owned());
        }
        if piped && self.fix.given() {
            return Some("standard input cannot be fixed: name files".to_owned());
        }
        if piped && self.partition.is_some() {
            return Some("standard input has no parts: leave out --partition".to_owned());
        }
        if self.baseline.written().is_some() && !self.judging.sets.is_empty() {
            return Some(
                "a baseline holds designs as they are: leave out --set, or write its values into the files first".to_owned(),
            );
        }
        let parted = self.partition.is_some() && self.baseline.written().is_some();
        parted.then(|| "a baseline is written by a whole run: leave out --partition, or --write-baseline".to_owned())
    }

    /// The folders that were named beside others, in a whole run: that nothing was found in one of them is seen by nobody else.
    fn roots(&self) -> Vec<&Path> {
        let several = self.paths.len() > 1 && self.partition.is_none();
        self.paths.iter().map(PathBuf::as_path).filter(|path| several && path.is_dir()).collect()
    }

    fn beside(&self) -> Beside<'_> {
        Beside { profile: self.profile.as_deref(), fail_on: self.fail_on, min_coverage: self.min_coverage }
    }

    /// What the reports say of the run.
    fn told(&self, entries: &[Entry], judges: &Judges, base: Option<&Base>) -> Run {
        let part = self.partition.map(|partition| {
            let day = Judging { date: Some(self.judging.day()), ..self.judging.clone() };
            let texts: Vec<&str> = judges.configured.files().map(|file| file.text.as_str()).collect();
            let judged = format!("{day:?} {:?} {texts:?} {:?}", self.beside(), base.map(Base::text));
            partition.part(entries, judges.engine.checks(), &judged, self.verbose)
        });
        let sets = self.judging.sets.iter().map(|(path, value)| format!("{path}={value}")).collect();
        Run { folder: folder(), waived: self.show_waived, part, sets }
    }

    /// Judges what is named, or the part of it that is asked for.
    fn judge<'e>(
        &'e self,
        entries: &'e [Entry],
        judges: &Judges,
        piped: bool,
        mut take: impl FnMut(Vec<(&'e Path, FileReport)>),
    ) {
        if piped {
            let path = Path::new(&self.stdin_filename);
            return take(vec![(path, judge_stdin(judges, path, &self.stdin_filename))]);
        }
        let entries = self.partition.map_or(entries, |partition| partition.share(entries));
        let progress = progress(entries.len(), self.quiet);
        judge_all(entries, judges, &progress, take);
        progress.finish_and_clear();
    }
}

/// What a run is about: its files, and what was named, so that a configuration is read where no file is.
fn files(entries: &[Entry], named: &[PathBuf]) -> Vec<PathBuf> {
    entries.iter().map(|entry| entry.target.path.clone()).chain(named.iter().cloned()).collect()
}

/// A path without steps that lead nowhere.
fn plainly(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

fn judge_stdin(judges: &Judges, path: &Path, shown: &str) -> FileReport {
    match stdin() {
        Ok(text) => judges.engine.check_text(&judges.loader, text, shown, &judges.options(path)),
        Err(problem) => {
            let file = Arc::new(SourceFile::new(shown.to_owned(), String::new()));
            Rejected::new(file, "design", vec![problem]).into()
        }
    }
}

/// Text of standard input, or why there is none.
fn stdin() -> Result<String, Problem> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Problem::new("unreadable", Span::default(), format!("cannot read standard input: {}", plain(&error))))?;
    decode(bytes)
}

/// A progress bar for runs of many files on a terminal.
fn progress(files: usize, quiet: bool) -> ProgressBar {
    const MANY: usize = 50;
    if quiet || files < MANY || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files") {
        bar.set_style(style);
    }
    bar
}
