//! `caseproof import`: a bill of materials as the parts and materials of a spec.

mod columns;
mod read;
mod write;

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{note, text};
use super::shown::shown;
use super::whole::write_new;
use super::{CLEAN, FAILED, FINDINGS};
use crate::design::{Content, Loader};
use crate::report::{one_line, quoted};
use columns::{Meaning, columns};
use read::{Bill, read};
use write::{Written, write};

/// Cells that are named when they found no place; more are counted.
const MOST_NAMED: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The bill of materials, .csv or .xlsx
    file: PathBuf,
    /// File to write; standard output if left out
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which column means what, such as `material=Werkstoff`; may be given again. The rest is guessed
    #[arg(long = "map", value_name = "MEANING=HEADING", value_parser = told)]
    maps: Vec<(Meaning, String)>,
    /// Sheet of a workbook; the first with a heading if left out
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Name of the design; that of the file if left out
    #[arg(long)]
    name: Option<String>,
}

fn told(text: &str) -> Result<(Meaning, String), String> {
    let (word, heading) = text.split_once('=').ok_or("write a meaning, `=` and a heading, such as `material=Werkstoff`")?;
    let meaning =
        Meaning::from_word(word).ok_or_else(|| format!("there is no meaning `{word}`; they are {}", Meaning::words()))?;
    Ok((meaning, heading.trim().to_owned()))
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let name = shown(&arguments.file);
    let made = read(&arguments.file, arguments.sheet.as_deref()).and_then(|bill| {
        let columns = columns(&bill.headings, &bill.rows, &arguments.maps)?;
        Ok((said(&name, &bill, &columns), write(&bill, &columns, &design(arguments), &name)?))
    });
    let written = match made {
        Ok(((), written)) => written,
        Err(why) => {
            note(&format!("{name}: {why}; nothing was written"));
            return FAILED;
        }
    };
    if let Some(fault) = fault(&written.text) {
        note(&format!("{name}: what was made of it does not load: {fault}; nothing was written"));
        return FAILED;
    }
    finish(&written, arguments)
}

/// The name of the design.
fn design(arguments: &Arguments) -> String {
    let stem = || arguments.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    arguments.name.clone().or_else(stem).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "Imported".to_owned())
}

/// Says what each column was taken for.
fn said(file: &str, bill: &Bill, columns: &[Option<Meaning>]) {
    bill.notes.iter().for_each(|guess| note(&format!("{file}: {guess}")));
    let shown = bill.headings.iter().zip(columns).filter(|(heading, _)| !heading.is_empty());
    let shown: Vec<String> = shown
        .map(|(heading, meaning)| match meaning {
            Some(meaning) => format!("{}={heading}", meaning.word()),
            None => format!("`{heading}` is kept as a comment"),
        })
        .collect();
    note(&format!("{file}: columns: {}", shown.join(", ")));
}

/// What is wrong with a spec, if anything is.
fn fault(text: &str) -> Option<String> {
    let read = Loader::new(Path::new(".")).text(text.to_owned(), "imported", None);
    let problem = read.problems.first().map(|problem| problem.message.clone());
    problem.or_else(|| matches!(read.content, Content::NotASpec(_)).then(|| "it is no spec".to_owned()))
}

fn finish(written: &Written, arguments: &Arguments) -> u8 {
    let code = match &arguments.output {
        None => text(CLEAN, &written.text),
        Some(path) => match write_new(path, &written.text) {
            Ok(()) => {
                note(&format!(
                    "wrote {} with {} parts; next: caseproof check {}",
                    shown(path),
                    written.parts,
                    quoted(&shown(path))
                ));
                CLEAN
            }
            Err(why) => {
                note(&why);
                FAILED
            }
        },
    };
    for lost in written.unplaced.iter().take(MOST_NAMED) {
        note(&format!("not placed: {}", one_line(lost)));
    }
    if written.unplaced.len() > MOST_NAMED {
        note(&format!("not placed: {} more cells", written.unplaced.len() - MOST_NAMED));
    }
    if code == CLEAN && !written.unplaced.is_empty() { FINDINGS } else { code }
}
