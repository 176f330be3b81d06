//! `caseproof config`: which settings are in force for a path, and whence each comes.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::CLEAN;
use super::configured::config_shown;
use super::judging::{Beside, Judging, Run};
use super::output::{data, json, style};
use super::shown::shown;
use super::study::StudyFormat;
use crate::catalogue::Check;
use crate::config::{Config, Settled, Threshold, Whence, share};
use crate::quantity::display_number;
use crate::report::{Format, one_line};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file or folder for which the settings hold
    #[arg(default_value = ".")]
    path: PathBuf,
    #[command(flatten)]
    judging: Judging,
    /// Named settings of the configuration
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Severity from which a run fails
    #[arg(long, value_enum, value_name = "SEVERITY", ignore_case = true)]
    fail_on: Option<Threshold>,
    /// Share of the applicable checks that has to be decided
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_coverage: Option<f64>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
}

/// What is in force.
#[derive(Serialize)]
struct Shown {
    /// For what.
    path: String,
    /// The configuration and its bases.
    files: Vec<String>,
    /// Single settings.
    settings: Vec<Setting>,
    /// Folders with house checks.
    house_checks: Vec<Setting>,
    /// Files with waivers.
    waivers: Vec<Setting>,
    /// What every design has to have.
    require: Vec<Setting>,
    /// Checks that nobody may leave out, lower or waive.
    mandatory: Vec<Setting>,
    /// How bad findings are.
    severity: Vec<Setting>,
    /// Checks that are left out.
    ignored: Vec<Setting>,
    /// How many checks there are.
    checks: usize,
}

/// One setting.
#[derive(Serialize)]
struct Setting {
    /// What is set.
    key: String,
    /// To what; nothing where that is said by being there.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// Where: a file and line, the command line, or the default.
    from: String,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let beside =
        Beside { profile: arguments.profile.as_deref(), fail_on: arguments.fail_on, min_coverage: arguments.min_coverage };
    let run = match arguments.judging.resolve(std::slice::from_ref(&arguments.path), beside, Format::Text, &style()) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let shown = in_force(arguments, &run);
    match arguments.format {
        StudyFormat::Json => json(CLEAN, &shown),
        StudyFormat::Text => data(CLEAN, |out| out.write_all(text(&shown).as_bytes())),
    }
}

fn in_force(arguments: &Arguments, run: &Run) -> Shown {
    let config = run.configured.config(&arguments.path);
    let settled = run.configured.settled(&arguments.path);
    let from = |whence: Whence| place(config, whence);
    let setting = |key: &str, value: Option<String>, whence| Setting { key: key.to_owned(), value, from: from(whence) };
    let check = |name: &String| run.engine.checks().iter().find(|check| check.name == *name);
    let named = |list: &[(String, Whence)], value: &dyn Fn(&str) -> Option<String>| -> Vec<Setting> {
        let settings = list.iter().filter_map(|(name, whence)| {
            let Check { code, name, .. } = check(name)?;
            Some(setting(&format!("{code} {name}"), value(name), *whence))
        });
        settings.collect()
    };
    let files = |list: &[(PathBuf, crate::source::Span)]| -> Vec<Setting> {
        list.iter().map(|(path, span)| setting(&config_shown(path), None, Whence::File(*span))).collect()
    };
    let given = arguments.judging.checks.iter().map(|folder| setting(&shown(folder), None, Whence::CommandLine));
    let words = |key: &str, list: &[(&str, Whence)]| -> Vec<Setting> {
        list.iter().map(|(word, whence)| setting(key, Some((*word).to_owned()), *whence)).collect()
    };
    Shown {
        path: shown(&arguments.path),
        files: config.map_or_else(Vec::new, |config| config.sources.files().map(|file| file.path.clone()).collect()),
        settings: single(arguments, &settled).into_iter().map(|(key, value, whence)| setting(key, value, whence)).collect(),
        house_checks: files(config.map_or(&[], |config| &config.checks)).into_iter().chain(given).collect(),
        waivers: files(config.map_or(&[], |config| &config.waivers)),
        require: [words("document", &settled.documents), words("section", &settled.sections)].into_iter().flatten().collect(),
        mandatory: named(&settled.mandatory, &|_| None),
        severity: named(&settled.severities, &|name| Some(severities(&settled, name))),
        ignored: named(&settled.ignored, &|_| None),
        checks: run.engine.checks().len(),
    }
}

/// The settings of which there is one each.
fn single(arguments: &Arguments, settled: &Settled) -> Vec<(&'static str, Option<String>, Whence)> {
    let (fail_on, fail_whence) = settled.fail_on.unwrap_or((Threshold::Error, Whence::Default));
    let (least, least_whence) = settled.min_coverage.map_or((None, Whence::Default), |(share, whence)| (Some(share), whence));
    let (gate, gate_whence) = settled.gate.map_or((None, Whence::Default), |(stage, whence)| (Some(stage), whence));
    let profile = (arguments.profile.clone(), Whence::CommandLine);
    let mut settings = vec![
        ("fail-on", Some(fail_on.word().to_owned()), fail_whence),
        ("min-coverage", least.map(|share| format!("{} %", display_number(share * 100.0))), least_whence),
        ("gate", gate.map(|stage| stage.word().to_owned()), gate_whence),
    ];
    settings.extend(profile.0.is_some().then_some(("profile", profile.0, profile.1)));
    settings
}

/// `error`, or `advice, from dvt error`.
fn severities(settled: &Settled, name: &str) -> String {
    let given = settled.policy.checks.get(name).map_or(&[][..], |taken| &taken.severity);
    let each = given.iter().map(|(stage, severity)| match stage {
        Some(stage) => format!("from {} {}", stage.word(), severity.word()),
        None => severity.word().to_owned(),
    });
    each.collect::<Vec<_>>().join(", ")
}

/// `caseproof.toml:3`, or what else decided.
fn place(config: Option<&Config>, whence: Whence) -> String {
    match (whence, config) {
        (Whence::File(span), Some(config)) => {
            let (file, position) = config.sources.begin(span);
            format!("{}:{}", file.path, position.line)
        }
        (Whence::CommandLine, _) => "command line".to_owned(),
        (Whence::Default | Whence::File(_), _) => "default".to_owned(),
    }
}

fn text(of: &Shown) -> String {
    let files = if of.files.is_empty() { "no caseproof.toml".to_owned() } else { of.files.join(", extends ") };
    let mut lines = vec![one_line(&format!("in force for {}: {files}", of.path))];
    let blocks: [(&str, &[Setting]); 7] = [
        ("settings", &of.settings),
        ("house checks", &of.house_checks),
        ("files with waivers", &of.waivers),
        ("every design has to have", &of.require),
        ("mandatory checks, which nobody may leave out, lower or waive", &of.mandatory),
        ("severities of findings", &of.severity),
        ("checks left out", &of.ignored),
    ];
    for (title, settings) in blocks.into_iter().filter(|(_, settings)| !settings.is_empty()) {
        lines.push(String::new());
        let count = if title == "checks left out" { format!(", {} of {}", settings.len(), of.checks) } else { String::new() };
        lines.push(format!("{title}{count}"));
        let width = |column: &dyn Fn(&Setting) -> usize| settings.iter().map(column).max().unwrap_or(0);
        let keys = width(&|setting| setting.key.chars().count());
        let values = width(&|setting| setting.value.as_ref().map_or(1, |value| value.chars().count()));
        for Setting { key, value, from } in settings {
            // What says nothing but that it is there has no column for a value.
            let bare = settings.iter().all(|setting| setting.value.is_none());
            let value = if bare { String::new() } else { format!("  {:values$}", value.as_deref().unwrap_or("-")) };
            // Cleaned before it is set in: what comes from a file may hold anything.
            lines.push(format!("  {}", one_line(&format!("{key:keys$}{value}  {from}"))));
        }
    }
    lines.join("\n") + "\n"
}
