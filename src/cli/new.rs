//! `caseproof new`: a commented starter spec that loads, or a brief with slots for what is still asked.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::date::today;
use super::output::{note, style, text};
use super::run::{builtin_engine, rejections};
use super::slots::slots;
use super::walk::shown;
use super::whole::write_new;
use super::{CLEAN, FAILED};
use crate::design::Loader;
use crate::engine::{Options, Target};
use crate::report::Format;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Kind of case
    #[arg(value_enum, required_unless_present = "from", conflicts_with = "from")]
    kind: Option<Kind>,
    /// A brief, or any spec: its text is kept, and commented slots for what is asked come behind it
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
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
    let made = match (&arguments.from, arguments.kind) {
        (Some(brief), _) => from(brief),
        (None, Some(kind)) => Ok(kind.starter().to_owned()),
        (None, None) => return FAILED,
    };
    match made {
        Ok(made) => write(&made, arguments.output.as_deref()),
        Err(code) => code,
    }
}

fn write(made: &str, output: Option<&Path>) -> u8 {
    let Some(path) = output else { return text(CLEAN, made) };
    match write_new(path, made) {
        Ok(()) => {
            note(&format!("wrote {}; next: caseproof check {}", shown(path), shown(path)));
            CLEAN
        }
        Err(why) => {
            note(&why);
            FAILED
        }
    }
}

/// The text of a brief with slots for what is asked of it; the exit code if it does not load.
fn from(brief: &Path) -> Result<String, u8> {
    let engine = builtin_engine()?;
    let target = Target { path: brief.to_owned(), shown: shown(brief), named: true };
    let options = Options { today: Some(today()), ..Options::default() };
    let judged = engine.judged_file(&Loader::new(Path::new(".")), &target, &options);
    let report = judged.report.settled(|| false);
    if let Some(rejected) = report.rejected {
        return Err(rejections(vec![rejected], Format::Text, &style()));
    }
    let [design] = &report.designs[..] else {
        note(&format!("{}: a brief is one design, found {}", shown(brief), report.designs.len()));
        return Err(FAILED);
    };
    let known = design.file.text.trim_end();
    Ok(format!("{known}\n\n{}", slots(design)))
}
