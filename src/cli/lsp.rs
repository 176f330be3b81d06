//! `caseproof lsp`: a language server on standard input and output.

use std::path::PathBuf;

use clap::Args;
use lsp_server::Connection;

use super::judging::{Beside, Judging, Run};
use super::output::note;
use super::{CLEAN, FAILED};
use crate::lsp::{Setup, serve};
use crate::report::{Format, Language, Style};

/// The editor left without taking its leave; the protocol asks for this code.
const UNFINISHED: u8 = 1;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    judging: Judging,
    /// Language of messages
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Speak over standard input and output, as editors ask for; there is no other way
    #[arg(long)]
    stdio: bool,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    if !arguments.judging.sets.is_empty() {
        note("`--set` is for one run: a design that is open is judged as it is");
        return FAILED;
    }
    let run = arguments.judging.resolve(&[PathBuf::from(".")], Beside::default(), Format::Concise, &Style::default());
    let Run { engine, configured, options, .. } = match run {
        Ok(run) => run,
        Err(code) => return code,
    };
    let waivers = configured.waivers();
    let setup = Setup { engine, options, waivers, language: arguments.lang };
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
