//! `caseproof mcp`: tools for agents on standard input and output.

use std::path::PathBuf;

use clap::Args;

use super::date::{date, today};
use super::output::note;
use super::run::engine;
use super::{CLEAN, FAILED};
use crate::design::Stage;
use crate::engine::Options;
use crate::mcp::{Setup, serve};
use crate::report::{Format, Style};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder with house checks
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Judge as if every design stood at this stage, unless a call names another
    #[arg(long, value_name = "STAGE", value_parser = super::check::stage)]
    gate: Option<Stage>,
    /// Day for waivers, as YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let engine = match engine(&arguments.checks, Format::Concise, &Style::default()) {
        Ok(engine) => engine,
        Err(code) => return code,
    };
    let options = Options { gate: arguments.gate, today: Some(arguments.date.clone().unwrap_or_else(today)) };
    match serve(Setup { engine, options }) {
        Ok(()) => CLEAN,
        Err(error) => {
            note(&format!("cannot serve: {error}"));
            FAILED
        }
    }
}
