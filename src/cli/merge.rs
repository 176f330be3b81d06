//! `caseproof merge`: the reports of the parts of a run become that of the whole run, and the gate is judged.

use std::path::PathBuf;

use clap::Args;

use super::FAILED;
use super::baseline::note_standing;
use super::outlet::{Outlet, Outlets, folder};
use super::output::note;
use super::page::Page;
use super::parts::{Input, inputs};
use super::tally::Tally;
use crate::report::{Book, Format, Run};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What `check --partition` wrote with `--format json` or `--format jsonl`, all parts of one run in any order
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Output format, and the file it goes to; may be given again. All those of `check` but `text` and `full`; `concise` if left
    /// out
    #[arg(long, value_name = "FORMAT[=FILE]")]
    format: Vec<Outlet>,
    /// File for the format that names none
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Tell of waived findings too, where the format has a word for them: `sarif` has suppressions
    #[arg(long)]
    show_waived: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> u8 {
    merge(arguments).unwrap_or_else(|(code, why)| {
        if let Some(why) = why {
            note(&why);
        }
        code
    })
}

/// An exit code, with what is to be said if it was not said yet.
type Failure = (u8, Option<String>);

fn failed(why: String) -> Failure {
    (FAILED, Some(why))
}

fn merge(arguments: &Arguments) -> Result<u8, Failure> {
    let mut outlets = Outlets::asked(&arguments.format, Format::Concise).map_err(failed)?;
    if let Some(file) = &arguments.output {
        let loose = outlets.0.iter_mut().find(|outlet| outlet.file.is_none());
        loose.ok_or_else(|| failed("every format names a file of its own; leave out --output".to_owned()))?.file =
            Some(file.clone());
    }
    if let Some(why) = outlets.over_input(&arguments.files.iter().map(PathBuf::as_path)) {
        return Err(failed(why));
    }
    let (shared, inputs) = inputs(&arguments.files).map_err(failed)?;
    let run = Run { folder: folder(), waived: arguments.show_waived, part: None, sets: shared.sets };
    let book = Book { language: shared.language, checks: shared.part.checks.clone(), ..Book::default() };
    let mut page = Page::merging(&outlets, shared.part.verbose, &book, &run).map_err(|code| (code, None))?;
    let mut tally = Tally::default();
    for input in inputs {
        take(input, &mut page, &mut tally).map_err(failed)?;
    }
    tally.omitted().iter().for_each(|words| page.omit(words));
    let code = if page.has_faults() { FAILED } else { tally.code() };
    tally.against().iter().for_each(|against| note_standing(against));
    Ok(page.end(code))
}

/// Hands on what a part tells, file by file.
fn take(input: Input, page: &mut Page<'_>, tally: &mut Tally) -> Result<(), String> {
    let mut absorbed = Ok(());
    input.read(&mut |news| {
        page.learn(&news.rules, &news.figures);
        page.take_internal(&news.internal);
        news.files.iter().for_each(|told| page.told(told));
        absorbed = absorbed.clone().and(news.gate.map_or(Ok(()), |gate| tally.absorb(gate)));
        page.flush();
    })?;
    absorbed
}
