//! What judges designs, and as what: the options that commands share, resolved to what a run needs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::configured::{Asked, Configured, Found};
use super::date::{date, today};
use super::omitted::Omitted;
use super::outlet::Outlets;
use super::output::{note, style};
use super::run::engine;
use super::shown::shown;
use super::walk::entries;
use crate::config::{Named, Threshold};
use crate::design::{Loader, Stage};
use crate::engine::{Engine, Options, Target};
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
    /// Checks to judge by and no others: codes, names, families or `all`, with commas between them
    #[arg(long, value_name = "CHECKS", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Checks to leave out: codes, names or families, with commas between them
    #[arg(long, value_name = "CHECKS", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Configuration for every file; the nearest caseproof.toml above each file if left out
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(super) config: Option<PathBuf>,
    /// Judge as if there were no caseproof.toml
    #[arg(long)]
    pub(super) isolated: bool,
}

/// What a run asks beside what judges.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside<'a> {
    /// The profile of the configuration.
    pub(super) profile: Option<&'a str>,
    /// The severity from which the run fails.
    pub(super) fail_on: Option<Threshold>,
    /// The share of checks that has to be decided.
    pub(super) min_coverage: Option<f64>,
}

/// What a run needs.
pub(super) struct Run {
    /// The checks.
    pub(super) engine: &'static Engine,
    /// The folders of its house checks.
    pub(super) folders: Vec<PathBuf>,
    /// How files are read.
    pub(super) loader: Loader,
    /// What holds for which file.
    pub(super) configured: Configured,
    /// How to judge the first file.
    pub(super) options: Options,
}

impl Run {
    /// What is read beside the designs and what they name: configurations, house checks, and files with waivers.
    pub(super) fn read(&self) -> Vec<PathBuf> {
        let house = self.folders.iter().flat_map(|folder| entries(std::slice::from_ref(folder))).map(|entry| entry.target.path);
        let configurations = self.configured.files().map(|file| PathBuf::from(&file.path));
        configurations.chain(self.configured.waivers()).chain(house).collect()
    }

    /// Says on standard error what of the checks is left out of the designs of a file, and how much it would have found.
    fn say_left_out(&self, path: &Path) {
        if self.options.policy.left_out(&[]).is_none() {
            return;
        }
        let mut omitted = Omitted::default();
        let target = Target { path: path.to_owned(), shown: shown(path), named: true };
        let report = self.engine.check_file(&self.loader, &target, &self.options);
        omitted.add(&self.options.policy, &report.designs);
        omitted.words().iter().for_each(|words| note(words));
    }

    /// How to judge a file.
    pub(super) fn options(&self, path: &Path) -> Options {
        options(&self.configured, path, self.options.today.clone())
    }
}

fn options(configured: &Configured, path: &Path, today: Option<String>) -> Options {
    let settled = configured.settled(path);
    Options { gate: settled.gate.map(|(stage, _)| stage), today, policy: Arc::clone(&settled.policy) }
}

impl Judging {
    /// The day of the run.
    pub(super) fn day(&self) -> String {
        self.date.clone().unwrap_or_else(today)
    }

    /// What a run over files needs; the exit code if something cannot be loaded, which is then said in these formats.
    pub(super) fn resolve(
        &self,
        paths: &[PathBuf],
        beside: Beside<'_>,
        outlets: impl Into<Outlets>,
        style: &Style,
    ) -> Result<Run, u8> {
        let outlets = outlets.into();
        let asked = match &self.config {
            _ if self.isolated => Asked::Isolated,
            Some(file) => Asked::File(file),
            None => Asked::Nearest,
        };
        let found = Found::read(asked, beside.profile, paths, (&outlets, style))?;
        let mut folders = found.checks()?;
        folders.extend(self.checks.iter().filter(|folder| !folders.contains(folder)).cloned().collect::<Vec<_>>());
        let engine = engine(&folders, outlets.clone(), style)?;
        let named = Named {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            fail_on: beside.fail_on,
            min_coverage: beside.min_coverage,
            gate: self.gate,
        };
        let configured = found.settle(engine, &named, (&outlets, style))?;
        let loader = Loader::new(Path::new(".")).with_sets(self.sets.clone()).with_waivers(configured.waivers());
        let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
        let options = options(&configured, first, Some(self.day()));
        Ok(Run { engine, folders, loader, configured, options })
    }

    /// What a run over one file needs, for commands that say in text what cannot be loaded; what is left out of the checks is
    /// said.
    pub(super) fn run(&self, path: &Path) -> Result<Run, u8> {
        self.run_over(path).inspect(|run| run.say_left_out(path))
    }

    /// The same over a file or all files of a folder, for a command that says itself what is left out.
    pub(super) fn run_over(&self, path: &Path) -> Result<Run, u8> {
        let files = entries(&[path.to_owned()]).into_iter().map(|entry| entry.target.path);
        let paths: Vec<PathBuf> = std::iter::once(path.to_owned()).chain(files).collect();
        self.resolve(&paths, Beside::default(), Format::Text, &style())
    }
}

/// A stage by its word.
fn stage(word: &str) -> Result<Stage, String> {
    Stage::from_word(&word.to_ascii_lowercase()).ok_or_else(|| format!("it is one of {}", Stage::WORDS.join(", ")))
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

#[cfg(test)]
mod tests {
    use super::assignment;
    use crate::config::share;

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
        for text in ["150%", "200%", "-1%", "-1", "101"] {
            assert_eq!(share(text), Err("a share lies between 0 and 100 %".to_owned()), "{text}");
        }
        assert_eq!(share("90"), Err("a share lies between 0 and 100 %; write `90%`".to_owned()));
        assert!(share("many").is_err());
    }
}
