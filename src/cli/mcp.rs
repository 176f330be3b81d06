//! `caseproof mcp`: tools for agents on standard input and output.

use std::path::PathBuf;

use clap::Args;

use super::judging::{Beside, Judging, Run};
use super::output::note;
use super::{CLEAN, FAILED};
use crate::mcp::{Setup, serve};
use crate::report::{Format, Style};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    judging: Judging,
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
    match serve(Setup { engine, options, waivers }) {
        Ok(()) => CLEAN,
        Err(error) => {
            note(&format!("cannot serve: {error}"));
            FAILED
        }
    }
}
