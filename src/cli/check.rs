//! `caseproof check`: the main job.

use std::io::{IsTerminal as _, Read as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::FAILED;
use super::baseline::{Base, BaselineArguments};
use super::batch::judge_all;
use super::fix::FixArguments;
use super::judging::{Beside, Judging, Run};
use super::output::{Page, note, style};
use super::tally::Tally;
use super::walk::{Entry, entries};
use crate::config::{Threshold, share};
use crate::design::{MAX_FILE_BYTES, decode};
use crate::finding::{FileReport, Rejected, SourceFile};
use crate::report::{Format, Language, Rules, Style, Unfold};
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
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
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
    if unfold != Unfold::default() && arguments.format != Format::Text {
        note("--show, --missing and --advice are for the format text; they are ignored");
    }
    let style = Style { verbose: arguments.verbose, quiet: arguments.quiet, unfold, ..style() };
    let piped = arguments.paths.iter().any(|path| path == Path::new("-"));
    if piped && arguments.paths.len() > 1 {
        note("standard input is read alone: name `-` or files, not both");
        return FAILED;
    }
    if piped && arguments.fix.given() {
        note("standard input cannot be fixed: name files");
        return FAILED;
    }
    let entries = if piped { Vec::new() } else { entries(&arguments.paths) };
    let mut paths = files(&entries, &arguments.paths);
    if piped {
        paths = vec![PathBuf::from(&arguments.stdin_filename)];
    }
    let beside =
        Beside { profile: arguments.profile.as_deref(), fail_on: arguments.fail_on, min_coverage: arguments.min_coverage };
    let run = match arguments.judging.resolve(&paths, beside, arguments.format, &style) {
        Ok(run) => run,
        Err(code) => return code,
    };
    if let Some(code) = arguments.fix.run(&entries, &run) {
        return code;
    }
    let base = match Base::open(&arguments.baseline, arguments.format, &style) {
        Ok(base) => base,
        Err(code) => return code,
    };
    let mut held = base.as_ref().map(Base::hold);
    let mut page = Page::new(arguments.format, &style, Rules::new(run.engine.checks()).speaking(arguments.lang));
    let mut tally = Tally::default();
    let mut take = |reports: Vec<(&Path, FileReport)>| {
        for (path, mut report) in reports {
            if let Some(held) = &mut held {
                held.settle(&mut report);
            }
            tally.add(&report, &run.configured.settled(path));
            page.file(report);
        }
        page.flush();
    };
    if piped {
        let path = Path::new(&arguments.stdin_filename);
        take(vec![(path, judge_stdin(&run, path, &arguments.stdin_filename))]);
    } else {
        let progress = progress(entries.len(), arguments.quiet);
        judge_all(&entries, &run, &progress, take);
        progress.finish_and_clear();
    }
    let code = if page.has_faults() { FAILED } else { tally.code() };
    page.end(held.map_or(code, |held| held.end(code)))
}

/// What a run is about: its files, and what was named, so that a configuration is read where no file is.
fn files(entries: &[Entry], named: &[PathBuf]) -> Vec<PathBuf> {
    entries.iter().map(|entry| entry.target.path.clone()).chain(named.iter().cloned()).collect()
}

fn judge_stdin(run: &Run, path: &Path, shown: &str) -> FileReport {
    match stdin() {
        Ok(text) => run.engine.check_text(&run.loader, text, shown, &run.options(path)),
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
