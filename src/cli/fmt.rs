//! `caseproof fmt`: the keys of specs in the order of the format.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;

use super::output::{note, style, text};
use super::run::rejections;
use super::shown::shown;
use super::walk::{Entry, Found, entries};
use super::whole::write_whole;
use super::{CLEAN, FAILED, FINDINGS};
use crate::design::{Arranged, Content, Loader, arranged};
use crate::finding::Rejected;
use crate::report::{Format, one_line};
use crate::source::plain;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files or folders
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Write nothing; name the files that are not in order, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Write nothing; show what would change, and exit with 1 if anything would
    #[arg(long, conflicts_with = "check")]
    diff: bool,
}

/// Counts of a run.
#[derive(Default)]
struct Tally {
    /// What goes to standard output.
    shown: String,
    rejected: Vec<Rejected>,
    specs: usize,
    changed: usize,
    failed: bool,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let loader = Loader::new(Path::new("."));
    let mut tally = Tally::default();
    for Entry { target, found } in entries(&arguments.paths) {
        match found {
            Found::File => one(&target.path, &target.shown, target.named, arguments, &loader, &mut tally),
            Found::NoFile => {}
            Found::Unreadable(problem) => {
                note(&format!("{}: {}", target.shown, problem.message));
                tally.failed = true;
            }
        }
    }
    if !tally.rejected.is_empty() {
        note("what does not load is left as it is; `caseproof check` says what to write");
        return rejections(tally.rejected, Format::Text, &style());
    }
    let code = match tally {
        Tally { failed: true, .. } => FAILED,
        Tally { specs: 0, .. } => {
            note("no design spec was found");
            super::NOTHING
        }
        Tally { changed, .. } if changed > 0 && (arguments.check || arguments.diff) => FINDINGS,
        _ => CLEAN,
    };
    text(code, &tally.shown)
}

fn one(path: &Path, name: &str, named: bool, arguments: &Arguments, loader: &Loader, tally: &mut Tally) {
    let read = loader.file(path, name);
    if matches!(read.content, Content::NotASpec(_)) && read.problems.is_empty() {
        if named {
            note(&format!("{name}: no design spec; left as it is"));
        }
        return;
    }
    if !read.problems.is_empty() {
        tally.rejected.push(Rejected { file: read.file, sources: read.sources, what: "design", problems: read.problems });
        return;
    }
    tally.specs += 1;
    let before = &read.file.text;
    let after = match arranged(before) {
        Arranged::Already => return,
        Arranged::Anew(after) => after,
        Arranged::Kept => {
            note(&format!("{name}: its keys cannot change places without changing what it says; left as it is"));
            return;
        }
    };
    tally.changed += 1;
    if arguments.check {
        let _ = writeln!(tally.shown, "{}", one_line(name));
    } else if arguments.diff {
        let diff = TextDiff::from_lines(before.as_str(), after.as_str());
        let name = one_line(name);
        tally.shown.push_str(&diff.unified_diff().header(&name, &name).to_string());
    } else {
        write(path, before, &after, tally);
    }
}

/// Writes the file whole, unless it has changed since it was read.
fn write(path: &Path, before: &str, after: &str, tally: &mut Tally) {
    let unchanged = fs::read(path).is_ok_and(|now| now == before.as_bytes());
    let written =
        if unchanged { write_whole(path, after).map_err(|error| plain(&error)) } else { Err("it changed meanwhile".to_owned()) };
    match written {
        Ok(()) => note(&format!("{} is in order now", shown(path))),
        Err(why) => {
            note(&format!("cannot write {}: {why}; nothing was written", shown(path)));
            tally.failed = true;
        }
    }
}
