//! `caseproof sources`: what results rest on, the weakest first, and how much of what checks read is unverified.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::output::{json, note, style, text};
use super::run::{builtin_engine, rejections};
use super::study::StudyFormat;
use super::walk::{Found, entries};
use super::{CLEAN, NOTHING};
use crate::design::Loader;
use crate::engine::{Engine, read_designs};
use crate::facts::World;
use crate::report::{Format, one_line};
use crate::study::{Firmness, Footing, Resting, Share, Shares, shares};

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["weak", "share"]))]
pub(super) struct Arguments {
    /// List what the findings and passes of designs rest on, the weakest first
    #[arg(long)]
    weak: bool,
    /// Count the unverified share of what checks read that may give an error
    #[arg(long, conflicts_with = "paths")]
    share: bool,
    /// Files or folders with designs
    paths: Vec<PathBuf>,
    /// Show at most so many of each class of source; 0 shows all
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    most: usize,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let engine = match builtin_engine() {
        Ok(engine) => engine,
        Err(code) => return code,
    };
    if arguments.share {
        let shares = shares(engine.checks());
        return match arguments.format {
            StudyFormat::Json => json(CLEAN, &shares),
            StudyFormat::Text => text(CLEAN, &share_lines(&shares)),
        };
    }
    weak(arguments, engine)
}

fn share_lines(shares: &Shares) -> String {
    let mut lines = String::from("Of what checks read that may give an error\n");
    for (name, share) in
        [("figures", shares.figures), ("flags", shares.flags), ("limits", shares.limits), ("pairs, all", shares.pairs)]
    {
        let Share { count, unverified, widened } = share;
        let percent = share.unverified_share() * 100.0;
        let _ = writeln!(lines, "  {name:<10} {count:>5}  unverified {unverified:>4}, {percent:>4.1} %; widened {widened:>4}");
    }
    lines
}

#[derive(Serialize)]
struct Output<'f> {
    designs: usize,
    findings: usize,
    passes: usize,
    rests_on: Vec<&'f Resting>,
}

fn weak(arguments: &Arguments, engine: &Engine) -> u8 {
    let here = [PathBuf::from(".")];
    let paths = if arguments.paths.is_empty() { &here[..] } else { &arguments.paths };
    let loader = Loader::new(Path::new("."));
    let (mut footing, mut designs) = (Footing::default(), 0);
    for entry in entries(paths).iter().filter(|entry| matches!(entry.found, Found::File)) {
        match read_designs(&loader, &entry.target.path, &entry.target.shown) {
            Ok(read) => {
                for spec in &read.specs {
                    footing.add(engine.checks(), &World::new(spec, None));
                    designs += 1;
                }
            }
            Err(rejected) if entry.target.named => return rejections(vec![rejected], Format::Text, &style()),
            Err(_) => {}
        }
    }
    if designs == 0 {
        note("there is no design here");
        return NOTHING;
    }
    let (findings, passes) = (footing.findings, footing.passes);
    let rests_on = footing.weakest_first();
    match arguments.format {
        StudyFormat::Json => json(CLEAN, &Output { designs, findings, passes, rests_on }),
        StudyFormat::Text => {
            let noun = if designs == 1 { "design" } else { "designs" };
            let heading =
                format!("{designs} {noun}, {findings} findings and {passes} passes: what they rest on, the weakest first");
            text(CLEAN, &weak_lines(&heading, &rests_on, arguments.most))
        }
    }
}

fn weak_lines(heading: &str, rests_on: &[&Resting], most: usize) -> String {
    let mut lines = format!("{heading}\n");
    for firmness in Firmness::ALL {
        let of_it: Vec<&&Resting> = rests_on.iter().filter(|resting| resting.firmness == firmness).collect();
        if of_it.is_empty() {
            continue;
        }
        let results: usize = of_it.iter().map(|resting| resting.results()).sum();
        let _ = writeln!(lines, "\n{}: {}, read {results} times", firmness.word(), of_it.len());
        let shown = if most == 0 { of_it.len() } else { most };
        for resting in of_it.iter().take(shown) {
            let Resting { what, sources, findings, errors, passes, checks, .. } = resting;
            let checks: Vec<&str> = checks.iter().map(String::as_str).collect();
            let _ = write!(lines, "  {:<52} {findings:>3} findings", one_line(what));
            let _ = write!(lines, ", {errors:>3} errors, {passes:>3} passes  {}", checks.join(" "));
            let named: Vec<String> = sources.iter().filter(|source| *source != "unverified").map(|id| one_line(id)).collect();
            let _ = if named.is_empty() { writeln!(lines) } else { writeln!(lines, "  [{}]", named.join(", ")) };
        }
        if of_it.len() > shown {
            let _ = writeln!(lines, "  and {} more", of_it.len() - shown);
        }
    }
    lines
}
