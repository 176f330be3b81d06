//! `caseproof lsp`: a language server on standard input and output.

use std::path::PathBuf;

use clap::Args;
use lsp_server::Connection;

use super::date::{date, today};
use super::output::note;
use super::run::engine;
use super::{CLEAN, FAILED};
use crate::design::Stage;
use crate::engine::Options;
use crate::lsp::{Setup, serve};
use crate::report::{Format, Language, Style};

/// The editor left without taking its leave; the protocol asks for this code.
const UNFINISHED: u8 = 1;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder with house checks
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Judge as if every design stood at this stage
    #[arg(long, value_name = "STAGE", value_parser = super::check::stage)]
    gate: Option<Stage>,
    /// Day for waivers, as YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// Language of messages
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Speak over standard input and output, as editors ask for; there is no other way
    #[arg(long)]
    stdio: bool,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let engine = match engine(&arguments.checks, Format::Concise, &Style::default()) {
        Ok(engine) => engine,
        Err(code) => return code,
    };
    let options = Options { gate: arguments.gate, today: Some(arguments.date.clone().unwrap_or_else(today)) };
    let setup = Setup { engine, options, language: arguments.lang };
    // The threads end with the program: one of them may wait for an editor that will say nothing more.
    let (connection, threads) = Connection::stdio();
    match serve(connection, &setup) {
        Ok(true) => {
            // What was said last is written before the program ends.
            let _ = threads.join();
            CLEAN
        }
        Ok(false) => {
            note("the editor left without `shutdown`");
            UNFINISHED
        }
        Err(error) => {
            note(&format!("no language client: {error}"));
            FAILED
        }
    }
}
