//! `caseproof why`: the tree of facts, values, origins and sources behind one judgement.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::check::assignment;
use super::date::{date, today};
use super::output::{note, style, text};
use super::run::{engine, rejections};
use super::walk::{Found, entries};
use super::{CLEAN, FAILED, NOTHING};
use crate::design::Loader;
use crate::engine::read_designs;
use crate::facts::{Lack, Origin, World};
use crate::judge::{Branch, Outcome, Proof, cover, proofs};
use crate::knowledge::{Basis, library};
use crate::report::{Format, one_line};
use crate::source::SourceMap;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Name or code of a check, such as `S10`
    check: String,
    /// Semantic path of what it is judged on, such as `parts.tray`
    place: String,
    /// Files or folders with designs
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Folder with house checks
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Judge every design with a value of its own at a path, such as `parts.tray.draft=1 deg`; may be given again
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = assignment)]
    sets: Vec<(String, String)>,
    /// Day of the run, as YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let engine = match engine(&arguments.checks, Format::Text, &style()) {
        Ok(engine) => engine,
        Err(code) => return code,
    };
    let check = match engine.find(&arguments.check) {
        Ok(check) => check,
        Err(near) => {
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            note(&format!("there is no check `{}`{hint}", arguments.check));
            return FAILED;
        }
    };
    let loader = Loader::new(Path::new(".")).with_sets(arguments.sets.clone());
    let mut shown = String::new();
    let today = arguments.date.clone().unwrap_or_else(today);
    for entry in entries(&arguments.paths).iter().filter(|entry| matches!(entry.found, Found::File)) {
        match read_designs(&loader, &entry.target.path, &entry.target.shown) {
            Ok(designs) => {
                for spec in &designs.specs {
                    let world = World::new(spec, None).on(Some(&today));
                    if check.late {
                        cover(&world, engine.checks());
                    }
                    for proof in proofs(check, &world, &arguments.place) {
                        let limits: Vec<String> = check
                            .limits
                            .iter()
                            .map(|limit| format!("limit {} {}  [{}]", limit.name, limit.measure, limit.source))
                            .collect();
                        let heading = format!("{} {}", check.code, check.name);
                        tree(&mut shown, &heading, &proof, &designs.sources, &limits);
                    }
                }
            }
            Err(rejected) if entry.target.named => return rejections(vec![rejected], Format::Text, &style()),
            Err(_) => {}
        }
    }
    if shown.is_empty() {
        note(&format!("{} is judged on nothing at `{}`", check.code, arguments.place));
        return NOTHING;
    }
    text(CLEAN, &shown)
}

fn tree(shown: &mut String, heading: &str, proof: &Proof, sources: &SourceMap, limits: &[String]) {
    let outcome = match proof.outcome {
        Outcome::Finding(severity) => severity.word(),
        Outcome::Passed => "passed",
        Outcome::Open => "not assessed",
        Outcome::NotApplicable => "not applicable",
    };
    let _ = writeln!(shown, "{heading} at {} ({}): {outcome}", one_line(&proof.at), one_line(&sources.main().path));
    for (name, branches) in [("applies", &proof.applies), ("judged", &proof.judged)] {
        if !branches.is_empty() {
            let _ = writeln!(shown, "  {name}");
            for branch in branches {
                self::branch(shown, branch, sources, limits, 2);
            }
        }
    }
    shown.push('\n');
}

fn branch(shown: &mut String, branch: &Branch, sources: &SourceMap, limits: &[String], depth: usize) {
    let indent = "  ".repeat(depth);
    let _ = match branch {
        Branch::Fact { name, value, sentence, .. } => {
            let value = match value {
                Ok(value) => one_line(value),
                Err(Lack::Unknown) => "not known".to_owned(),
                Err(Lack::RuledOut) => "ruled out".to_owned(),
            };
            writeln!(shown, "{indent}{} = {value}   ({sentence})", one_line(name))
        }
        Branch::Origin(origin) => writeln!(shown, "{indent}from {}", one_line(&origin_words(origin, sources, limits))),
        Branch::Need(need) => writeln!(shown, "{indent}needs {}", one_line(need)),
    };
    if let Branch::Fact { behind, .. } = branch {
        for inner in behind {
            self::branch(shown, inner, sources, limits, depth + 1);
        }
    }
}

fn origin_words(origin: &Origin, sources: &SourceMap, limits: &[String]) -> String {
    let cited = |ids: &[u16], basis: Basis| {
        let ids: Vec<&str> = ids.iter().map(|id| library().source(*id).id).collect();
        let ids = if ids.is_empty() { "unverified".to_owned() } else { ids.join(", ") };
        if basis == Basis::Widened { format!("[{ids}, widened]") } else { format!("[{ids}]") }
    };
    match origin {
        Origin::Given { span, at } => {
            let (file, position) = sources.begin(*span);
            let at = at.as_deref().map_or_else(String::new, |at| format!("  {at}"));
            format!("{}:{}:{}{at}", file.path, position.line, position.column)
        }
        Origin::Table { table, entry, property, basis, sources } => {
            format!("the table of {}: {entry} {property}  {}", table.word(), cited(sources, *basis))
        }
        Origin::Row { what, basis, sources } => format!("{what}  {}", cited(sources, *basis)),
        Origin::Limit(index) => limits.get(*index).cloned().unwrap_or_default(),
    }
}
