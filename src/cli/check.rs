//! `caseproof check`: the main job.

use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::FAILED;
use super::date::{date, today};
use super::outlet::{Outlet, Outlets, folder};
use super::output::{note, style};
use super::page::Page;
use super::partition::Partition;
use super::run::{engine, judge_all};
use super::tally::{Tally, Threshold};
use super::walk::{Entry, entries};
use crate::design::{Loader, MAX_FILE_BYTES, Stage, decode};
use crate::engine::{Engine, Options};
use crate::finding::{FileReport, Rejected, SourceFile};
use crate::report::published::Part;
use crate::report::{Format, Language, Rules, Run, Style};
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
    /// Exit with 1 if there are findings of this severity or worse
    #[arg(long, value_enum, default_value = "error", value_name = "SEVERITY")]
    fail_on: Threshold,
    /// Exit with 1 if less than this share of the applicable checks of a design could be decided, such as `90%`
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_coverage: Option<f64>,
    /// Judge as if every design stood at this stage
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    gate: Option<Stage>,
    /// Folder with house checks, which add to the built-in ones or say which of them they replace
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Judge every design with a value of its own at a path, such as `parts.tray.draft=1 deg`; may be given again
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = assignment)]
    sets: Vec<(String, String)>,
    /// Day of the run, as YYYY-MM-DD: waivers are held to it and the time to a launch is counted from it; today if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// List every check that could not be decided, and all sources
    #[arg(long, short)]
    verbose: bool,
    /// Only the last line
    #[arg(long, short)]
    quiet: bool,
}

/// A stage by its word.
pub(super) fn stage(word: &str) -> Result<Stage, String> {
    Stage::from_word(word).ok_or_else(|| format!("it is one of {}", Stage::WORDS.join(", ")))
}

/// A path and what is to stand there.
pub(super) fn assignment(text: &str) -> Result<(String, String), String> {
    let (path, value) = text.split_once('=').ok_or("write a path, `=` and a value, such as `parts.tray.draft=1 deg`")?;
    let (path, value) = (path.trim(), value.trim());
    if path.is_empty() || path.split('.').any(|key| key.trim().is_empty()) {
        return Err("a path is keys with one dot between them, such as `parts.tray.draft`".to_owned());
    }
    if value.is_empty() {
        return Err(format!("no value is given for `{path}`"));
    }
    Ok((path.to_owned(), value.to_owned()))
}

/// A share in percent or as a fraction.
pub(super) fn share(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim().parse::<f64>().map_err(|error| error.to_string())?;
    let share = if text.contains('%') { number / 100.0 } else { number };
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("a share lies between 0 and 100 %".to_owned()) }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> u8 {
    let style = Style { verbose: arguments.verbose, quiet: arguments.quiet, ..style() };
    let outlets = match Outlets::asked(&arguments.format, Format::Text) {
        Ok(outlets) => outlets,
        Err(why) => {
            note(&why);
            return FAILED;
        }
    };
    let engine = match engine(&arguments.checks, outlets.clone(), &style) {
        Ok(engine) => engine,
        Err(code) => return code,
    };
    let options = Options { gate: arguments.gate, today: Some(arguments.date.clone().unwrap_or_else(today)) };
    let loader = Loader::new(Path::new(".")).with_sets(arguments.sets.clone());
    let piped = arguments.paths.iter().any(|path| path == Path::new("-"));
    if piped && arguments.paths.len() > 1 {
        note("standard input is read alone: name `-` or files, not both");
        return FAILED;
    }
    if piped && arguments.partition.is_some() {
        note("standard input has no parts: leave out --partition");
        return FAILED;
    }
    let entries = if piped { Vec::new() } else { entries(&arguments.paths) };
    let run = arguments.run(&entries, engine, &options);
    let rules = Rules::new(engine.checks()).speaking(arguments.lang);
    let mut page = match Page::new(&outlets, &style, rules, &run) {
        Ok(page) => page,
        Err(code) => return code,
    };
    let mut tally = Tally::new(arguments.fail_on, arguments.min_coverage, arguments.gate.is_some());
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
        let entries = arguments.partition.map_or(&*entries, |partition| partition.share(&entries));
        let progress = progress(entries.len(), arguments.quiet);
        judge_all(entries, engine, &loader, &options, &progress, take);
        progress.finish_and_clear();
    }
    if run.part.is_some() {
        page.judged(&tally.gate());
    }
    let code = match &run.part {
        _ if page.has_faults() => FAILED,
        Some(_) => tally.code_of_part(),
        None => tally.code(),
    };
    page.end(code)
}

impl Arguments {
    /// What the reports say of the run.
    fn run(&self, entries: &[Entry], engine: &Engine, options: &Options) -> Run {
        let judged = format!("{options:?} {:?} {:?} {:?}", self.sets, self.checks, self.min_coverage);
        let part = self.partition.map(|partition| Part {
            fail_on: self.fail_on.word().to_owned(),
            ..partition.part(entries, engine.checks(), &judged, self.verbose)
        });
        Run { folder: folder(), fails: self.fail_on.severity(), waived: self.show_waived, part }
    }
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

#[cfg(test)]
mod tests {
    use super::{assignment, share};

    #[test]
    fn assignments_are_paths_and_values() {
        let pair = |path: &str, value: &str| Ok((path.to_owned(), value.to_owned()));
        assert_eq!(assignment("parts.tray.draft=1 deg"), pair("parts.tray.draft", "1 deg"));
        assert_eq!(assignment(" a.b = x=y "), pair("a.b", "x=y"));
        for (text, message) in [
            ("", "write a path"),
            ("a", "write a path"),
            ("=1", "a path is"),
            ("a..b=1", "a path is"),
            ("a= ", "no value is given for `a`"),
        ] {
            assert!(assignment(text).is_err_and(|said| said.starts_with(message)), "{text}");
        }
    }

    #[test]
    fn shares_as_percent_or_fraction() {
        assert_eq!(share("90%"), Ok(0.9));
        assert_eq!(share("0.5"), Ok(0.5));
        assert!(share("150%").is_err());
        assert!(share("many").is_err());
    }
}
