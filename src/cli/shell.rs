//! `caseproof completions` and `caseproof man`: what shells and readers of manuals want, from the definition of the arguments alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;

use super::output::{data, note};
use super::shown::shown;
use super::whole::write_whole;
use super::{CLEAN, FAILED};
use crate::source::plain;

#[derive(Debug, Args)]
pub(super) struct CompletionArguments {
    /// Shell that is to complete
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Command whose page to write; that of the program if left out
    command: Option<String>,
    /// Folder to write all pages to, such as `caseproof.1` and `caseproof-check.1`
    #[arg(long, short, value_name = "FOLDER", conflicts_with = "command")]
    output: Option<PathBuf>,
}

pub(super) fn completions(arguments: &CompletionArguments) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "caseproof", &mut script);
    data(CLEAN, |out| out.write_all(&script))
}

pub(super) fn man(arguments: &ManArguments) -> u8 {
    let mut program = super::Arguments::command();
    // Gives each command its full name and the options that hold for all.
    program.build();
    if let Some(folder) = &arguments.output {
        return write_all(&program, folder);
    }
    let Some(name) = &arguments.command else { return one(program) };
    match program.find_subcommand(name) {
        Some(command) => one(command.clone()),
        None => {
            note(&format!("there is no command `{name}`; `caseproof help` lists them"));
            FAILED
        }
    }
}

fn one(command: Command) -> u8 {
    match page(command) {
        Ok((_, page)) => data(CLEAN, |out| out.write_all(page.as_bytes())),
        Err(error) => failed("the page", &error),
    }
}

/// Writes the page of the program and of each command into a folder, which is made if it is not there.
fn write_all(program: &Command, folder: &Path) -> u8 {
    let commands = program.get_subcommands().filter(|command| command.get_name() != "help");
    let pages: io::Result<Vec<(String, String)>> = std::iter::once(program).chain(commands).cloned().map(page).collect();
    let written = pages.and_then(|pages| {
        fs::create_dir_all(folder)?;
        pages.iter().try_for_each(|(name, page)| write_whole(&folder.join(name), page))?;
        Ok(pages.len())
    });
    match written {
        Ok(count) => {
            note(&format!("wrote {count} pages to {}", shown(folder)));
            CLEAN
        }
        Err(error) => failed(&shown(folder), &error),
    }
}

/// File name and text of a page.
fn page(command: Command) -> io::Result<(String, String)> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let manual = Man::new(command).title(&name);
    let mut page = Vec::new();
    manual.render(&mut page)?;
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    Ok((format!("{name}.1"), page))
}

fn failed(what: &str, error: &io::Error) -> u8 {
    note(&format!("cannot write {what}: {}", plain(error)));
    FAILED
}
