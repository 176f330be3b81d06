//! `caseproof check`: the main job.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::{color, data, note, width};
use super::run::{Settings, checks, run, run_text};
use super::walk::targets;
use super::{CLEAN, FAILED, FINDINGS, NOTHING};
use crate::catalogue::Severity;
use crate::design::{MAX_FILE_BYTES, Stage, is_date};
use crate::finding::Run;
use crate::report::{Format, Style, write};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files, folders, or `-` for standard input
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Name to show for standard input
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
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
    /// Date on which waivers are held to, as YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// List every check that could not be decided, and all sources
    #[arg(long, short)]
    verbose: bool,
    /// Only the last line
    #[arg(long, short)]
    quiet: bool,
}

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Threshold {
    Error,
    Warning,
    Advice,
    Never,
}

fn stage(word: &str) -> Result<Stage, String> {
    Stage::from_word(word).ok_or_else(|| format!("it is one of {}", Stage::WORDS.join(", ")))
}

fn date(text: &str) -> Result<String, String> {
    if is_date(text) { Ok(text.to_owned()) } else { Err("write a day such as 2027-03-31".to_owned()) }
}

fn share(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim().parse::<f64>().map_err(|error| error.to_string())?;
    let share = if text.contains('%') { number / 100.0 } else { number };
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("a share lies between 0 and 100 %".to_owned()) }
}

pub(super) fn run_check(arguments: &Arguments) -> Result<(Run, Style), u8> {
    let style = Style { color: color(), width: width(), verbose: arguments.verbose, quiet: arguments.quiet };
    // A panic in a check is reported as an internal error of that check; its default message would tear the output.
    std::panic::set_hook(Box::new(|_| {}));
    let checks = checks(&arguments.checks).map_err(|wrong| {
        let failed = Run { rejected: wrong, ..Run::default() };
        data(FAILED, |out| write(&failed, arguments.format, &style, out));
        note("the checks could not be loaded; nothing was judged");
        FAILED
    })?;
    let settings = Settings { checks, gate: arguments.gate, today: arguments.date.clone().unwrap_or_else(today) };
    if arguments.paths.iter().any(|path| path == Path::new("-")) {
        if arguments.paths.len() > 1 {
            note("standard input is read alone: name `-` or files, not both");
            return Err(FAILED);
        }
        let text = stdin().map_err(|message| {
            note(&message);
            FAILED
        })?;
        return Ok((run_text(text, &arguments.stdin_filename, &settings), style));
    }
    let targets = targets(&arguments.paths).map_err(|message| {
        note(&message);
        FAILED
    })?;
    let progress = progress(targets.len(), arguments.quiet);
    let run = run(&targets, &settings, &progress);
    progress.finish_and_clear();
    Ok((run, style))
}

/// Runs the command.
pub(super) fn run_command(arguments: &Arguments) -> u8 {
    match run_check(arguments) {
        Ok((run, style)) => data(code(&run, arguments), |out| write(&run, arguments.format, &style, out)),
        Err(code) => code,
    }
}

/// The exit code of a run.
fn code(run: &Run, arguments: &Arguments) -> u8 {
    if !run.rejected.is_empty() || !run.internal.is_empty() {
        return FAILED;
    }
    let decided = run.designs.iter().any(|design| design.coverage.applicable > design.coverage.not_assessed);
    if run.designs.is_empty() || !decided {
        let what = if run.designs.is_empty() { "no design spec was found" } else { "no check could be decided" };
        note(&format!("{what}; nothing was checked"));
        return NOTHING;
    }
    let worst = run.findings().map(|finding| finding.severity).max();
    let fails = match arguments.fail_on {
        Threshold::Error => worst == Some(Severity::Error),
        Threshold::Warning => worst >= Some(Severity::Warning),
        Threshold::Advice => worst.is_some(),
        Threshold::Never => false,
    };
    let thin = arguments.min_coverage.is_some_and(|least| {
        let thin: Vec<&str> = run
            .designs
            .iter()
            .filter(|design| design.coverage.share().is_none_or(|share| share < least))
            .map(|design| design.design.as_str())
            .collect();
        if !thin.is_empty() {
            note(&format!("coverage is below {:.0} % for {}", least * 100.0, thin.join(", ")));
        }
        !thin.is_empty()
    });
    if fails || thin { FINDINGS } else { CLEAN }
}

fn stdin() -> Result<String, String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read standard input: {error}"))?;
    crate::design::decode(bytes).map_err(|problem| problem.message)
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

/// Today in UTC as YYYY-MM-DD.
fn today() -> String {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs() / 86_400);
    date_of(days)
}

/// The civil date of a number of days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn date_of(days: u64) -> String {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::{date_of, share};

    #[test]
    fn dates_of_known_days() {
        for (days, date) in [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_779, "2026-11-22")] {
            assert_eq!(date_of(days), date);
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
