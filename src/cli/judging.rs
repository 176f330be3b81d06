//! What judges designs, and as what: the options that commands share, resolved to what a run needs.

use std::path::{Path, PathBuf};

use clap::Args;

use super::date::{date, today};
use super::output::style;
use super::run::engine;
use crate::design::{Loader, Stage};
use crate::engine::{Engine, Options};
use crate::report::{Format, Style};

/// The options of every command that judges.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Judging {
    /// Judge as if every design stood at this stage
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    pub(super) gate: Option<Stage>,
    /// Folder with house checks, which add to the built-in ones or say which of them they replace; may be given again
    #[arg(long, value_name = "FOLDER")]
    pub(super) checks: Vec<PathBuf>,
    /// Judge with a value of its own at a path, such as `parts.tray.draft=1 deg`; may be given again
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = assignment)]
    pub(super) sets: Vec<(String, String)>,
    /// Day of the run, as YYYY-MM-DD: waivers are held to it and the time to a launch is counted from it; today if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<String>,
}

/// What a run needs.
pub(super) struct Run {
    /// The checks.
    pub(super) engine: &'static Engine,
    /// How files are read.
    pub(super) loader: Loader,
    /// Stage and day.
    pub(super) options: Options,
}

impl Judging {
    /// The day of the run.
    pub(super) fn day(&self) -> String {
        self.date.clone().unwrap_or_else(today)
    }

    /// What a run needs; the exit code if something cannot be loaded, which is then said in this format.
    pub(super) fn resolve(&self, format: Format, style: &Style) -> Result<Run, u8> {
        let engine = engine(&self.checks, format, style)?;
        let loader = Loader::new(Path::new(".")).with_sets(self.sets.clone());
        Ok(Run { engine, loader, options: Options { gate: self.gate, today: Some(self.day()) } })
    }

    /// The same for commands that say in text what cannot be loaded.
    pub(super) fn run(&self) -> Result<Run, u8> {
        self.resolve(Format::Text, &style())
    }
}

/// A stage by its word.
fn stage(word: &str) -> Result<Stage, String> {
    Stage::from_word(word).ok_or_else(|| format!("it is one of {}", Stage::WORDS.join(", ")))
}

/// A path and what is to stand there.
fn assignment(text: &str) -> Result<(String, String), String> {
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
