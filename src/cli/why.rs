//! `caseproof why`: the tree of facts, values, origins and sources behind one judgement.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::judging::{Beside, Judging};
use super::output::{note, style, text};
use super::run::rejections;
use super::walk::{Entry, Found, entries};
use super::{CLEAN, FAILED, NOTHING};
use crate::catalogue::Check;
use crate::engine::read_designs;
use crate::facts::{Lack, Origin, World};
use crate::judge::{Branch, Outcome, Proof, cover, places, proofs};
use crate::knowledge::{Basis, Table, library};
use crate::report::{Format, one_line};
use crate::source::{SourceMap, nearest};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Name or code of a check, such as `S10`
    check: String,
    /// What it is judged on, as a finding names it: `parts.tray`; a field below it, `parts.tray.draft`, or an id, `tray`, will do
    place: String,
    /// Files or folders with designs
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    judging: Judging,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    // A file in the place of a place: what may stand there is what is asked.
    let place = (!Path::new(&arguments.place).is_file()).then_some(&*arguments.place);
    let own = [PathBuf::from(&arguments.place)];
    let paths = if place.is_some() { &*arguments.paths } else { &own };
    let entries: Vec<Entry> = entries(paths).into_iter().filter(|entry| matches!(entry.found, Found::File)).collect();
    let files: Vec<PathBuf> = entries.iter().map(|entry| entry.target.path.clone()).collect();
    let run = match arguments.judging.resolve(&files, Beside::default(), Format::Text, &style()) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let engine = run.engine;
    let check = match engine.find(&arguments.check) {
        Ok(check) => check,
        Err(near) => {
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            note(&format!("there is no check `{}`{hint}", arguments.check));
            return FAILED;
        }
    };
    let (mut shown, mut known) = (String::new(), Vec::new());
    for entry in &entries {
        let options = run.options(&entry.target.path);
        match read_designs(&run.loader, &entry.target.path, &entry.target.shown) {
            Ok(designs) => {
                for spec in &designs.specs {
                    let world = World::new(spec, options.gate_for(spec)).on(options.today.as_deref());
                    if check.late {
                        cover(&world, engine.checks());
                    }
                    for proof in place.map_or_else(Vec::new, |place| proofs(check, &world, place)) {
                        tree(&mut shown, check, &proof, &designs.sources);
                    }
                    known.extend(places(check, &world));
                }
            }
            Err(rejected) if entry.target.named => return rejections(vec![rejected], Format::Text, &style()),
            Err(_) => {}
        }
    }
    if shown.is_empty() {
        note(&nothing(&check.code, &arguments.place, known));
        return NOTHING;
    }
    text(CLEAN, &shown)
}

/// The most places that are listed.
const MOST_PLACES: usize = 12;

/// That a check is judged on nothing at a place, and on what it is judged.
fn nothing(code: &str, place: &str, mut known: Vec<String>) -> String {
    known.sort_unstable();
    known.dedup();
    let first = format!("{code} is judged on nothing at `{}`", one_line(place));
    if known.is_empty() {
        return format!("{first}, nor anywhere else here; `caseproof explain {code}` says what it is judged on");
    }
    let near = nearest(place, known.iter().map(String::as_str));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{}`?", one_line(near)));
    let rest = known.len().saturating_sub(MOST_PLACES);
    let rest = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    let listed: Vec<String> = known.iter().take(MOST_PLACES).map(|place| one_line(place)).collect();
    format!("{first}; it is judged at {}{rest}{hint}", listed.join(", "))
}

fn tree(shown: &mut String, check: &Check, proof: &Proof, sources: &SourceMap) {
    let limits = check.limits.iter().map(|limit| format!("limit {} {}  [{}]", limit.name, limit.measure, limit.source));
    let limits: &[String] = &limits.collect::<Vec<_>>();
    let outcome = match proof.outcome {
        Outcome::Finding(severity) => severity.word(),
        Outcome::Passed => "passed",
        Outcome::Open => "not assessed",
        Outcome::NotApplicable => "not applicable",
    };
    let (code, name) = (&check.code, &check.name);
    let _ = writeln!(shown, "{code} {name} at {} ({}): {outcome}", one_line(&proof.at), one_line(&sources.main().path));
    for (name, branches) in [("applies", &proof.applies), ("judged", &proof.judged)] {
        if !branches.is_empty() {
            let _ = writeln!(shown, "  {name}");
            for branch in branches {
                self::branch(shown, branch, sources, limits, 2);
            }
        }
    }
    let needs = if proof.outcome == Outcome::Open { "needs" } else { "may be worse, needs" };
    for ask in &proof.asks {
        let _ = writeln!(shown, "  {needs} {}", one_line(ask));
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
            let why = reason(*table, entry, property).map_or_else(String::new, |why| format!(", because {why}"));
            format!("the table of {}: {entry} {property}  {}{why}", table.word(), cited(sources, *basis))
        }
        Origin::Row { what, basis, sources } => format!("{what}  {}", cited(sources, *basis)),
        Origin::Limit(index) => limits.get(*index).cloned().unwrap_or_default(),
    }
}

/// Why a figure of a table is what it is, where the table says so.
fn reason(table: Table, entry: &str, property: &str) -> Option<&'static str> {
    let entry = library().entry(table, library().find(table, entry)?);
    let figure = entry.figures.iter().find(|figure| table.properties()[usize::from(figure.property)].name == property)?;
    (!figure.why.is_empty()).then_some(figure.why)
}
