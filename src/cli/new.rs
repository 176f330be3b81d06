//! `caseproof new`: a commented starter spec that loads.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::output::{note, text};
use super::{CLEAN, FAILED};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Kind of case
    #[arg(value_enum)]
    kind: Kind,
    /// File to write; standard output if left out
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    PhoneCase,
    EvaCase,
    RuggedCase,
    FlightCase,
    Sleeve,
    Folio,
}

impl Kind {
    const fn starter(self) -> &'static str {
        match self {
            Self::PhoneCase => include_str!("starters/phone-case.yaml"),
            Self::EvaCase => include_str!("starters/eva-case.yaml"),
            Self::RuggedCase => include_str!("starters/rugged-case.yaml"),
            Self::FlightCase => include_str!("starters/flight-case.yaml"),
            Self::Sleeve => include_str!("starters/sleeve.yaml"),
            Self::Folio => include_str!("starters/folio.yaml"),
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let starter = arguments.kind.starter();
    let Some(path) = &arguments.output else { return text(CLEAN, starter) };
    // An existing spec is somebody's work: never overwritten.
    let written =
        fs::OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| file.write_all(starter.as_bytes()));
    match written {
        Ok(()) => {
            note(&format!("wrote {}; next: caseproof check {}", path.display(), path.display()));
            CLEAN
        }
        Err(error) => {
            note(&format!("cannot write {}: {error}", path.display()));
            FAILED
        }
    }
}
