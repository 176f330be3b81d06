//! `caseproof check`: the main job.

use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::FAILED;
use super::judging::{Judging, Run, share};
use super::output::{Page, note, style};
use super::run::judge_all;
use super::tally::{Tally, Threshold};
use super::walk::entries;
use crate::design::{Loader, MAX_FILE_BYTES, decode};
use crate::engine::{Engine, Options};
use crate::finding::{FileReport, Rejected, SourceFile};
use crate::report::{Format, Language, Rules, Style};
use crate::source::plain;
use crate::yaml::{Problem, Span};

#[derive(Debug, Args)]
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
    /// Exit with 1 if there are findings of this severity or worse
    #[arg(long, value_enum, default_value = "error", value_name = "SEVERITY")]
    fail_on: Threshold,
    /// Exit with 1 if less than this share of the applicable checks of a design could be decided, such as `90%`
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_coverage: Option<f64>,
    #[command(flatten)]
    judging: Judging,
    /// List every check that could not be decided, and all sources
    #[arg(long, short)]
    verbose: bool,
    /// Only the last line
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> u8 {
    let style = Style { verbose: arguments.verbose, quiet: arguments.quiet, ..style() };
    let Run { engine, loader, options } = match arguments.judging.resolve(arguments.format, &style) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let piped = arguments.paths.iter().any(|path| path == Path::new("-"));
    if piped && arguments.paths.len() > 1 {
        note("standard input is read alone: name `-` or files, not both");
        return FAILED;
    }
    let mut page = Page::new(arguments.format, &style, Rules::new(engine.checks()).speaking(arguments.lang));
    let mut tally = Tally::new(arguments.min_coverage, options.gate.is_some());
    let mut take = |reports: Vec<FileReport>| {
        for report in reports {
            tally.add(&report);
            page.file(report);
        }
        page.flush();
    };
    if piped {
        take(vec![judge_stdin(engine, &loader, &arguments.stdin_filename, &options)]);
    } else {
        let entries = entries(&arguments.paths);
        let progress = progress(entries.len(), arguments.quiet);
        judge_all(&entries, engine, &loader, &options, &progress, take);
        progress.finish_and_clear();
    }
    let code = if page.has_faults() { FAILED } else { tally.code(arguments.fail_on) };
    page.end(code)
}

fn judge_stdin(engine: &Engine, loader: &Loader, shown: &str, options: &Options) -> FileReport {
    match stdin() {
        Ok(text) => engine.check_text(loader, text, shown, options),
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
