//! `caseproof limits`: the windows of what a design is made of.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::output::{data, note, style};
use super::run::engine;
use super::study::{StudyFormat, each_design};
use super::{CLEAN, FAILED, NOTHING};
use crate::report::{Format, write_limits, write_limits_markdown};
use crate::study::{Limits, limits};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec; a few lines with materials and processes will do
    file: PathBuf,
    /// Semantic path of a thing or field, such as `parts.tray` or `parts.tray.draft`; all if left out
    place: Option<String>,
    /// Folder with house checks
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: SheetFormat,
}

/// Form of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum SheetFormat {
    /// For reading.
    #[default]
    Text,
    /// For documents.
    Markdown,
    /// For programs.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let engine = match engine(&arguments.checks, Format::Text, &style()) {
        Ok(engine) => engine,
        Err(code) => return code,
    };
    let format = if arguments.format == SheetFormat::Json { StudyFormat::Json } else { StudyFormat::Text };
    let place = arguments.place.as_deref();
    let study = |world: &crate::facts::World<'_>| {
        let sheet = limits(engine.checks(), world, place);
        let code = match place {
            Some(place) if sheet.things.is_empty() => {
                note(&format!(
                    "no check measures anything at `{place}`; a place is a path such as `parts.tray` or `assembly.form`"
                ));
                FAILED
            }
            _ if sheet.things.is_empty() => NOTHING,
            _ => CLEAN,
        };
        (sheet, code)
    };
    let show = |sheet: &Limits| {
        data(CLEAN, |out| match arguments.format {
            SheetFormat::Markdown => write_limits_markdown(sheet, out),
            _ => write_limits(sheet, out),
        })
    };
    each_design(&arguments.file, None, format, study, |sheet, _| show(sheet))
}
