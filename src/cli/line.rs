//! `caseproof line`: the line of a design.

use std::path::PathBuf;

use clap::Args;

use super::output::{data, json, note};
use super::study::{StudyFormat, each_design, name_of};
use super::{CLEAN, NOTHING};
use crate::report::write_line;
use crate::study::line_study;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec
    file: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    each_design(&arguments.file, |world, sources| {
        let file = sources.main();
        if world.steps.is_empty() {
            note("the design has no assembly");
            return NOTHING;
        }
        let study = line_study(world);
        match arguments.format {
            StudyFormat::Json => json(CLEAN, &study),
            StudyFormat::Text => data(CLEAN, |out| write_line(name_of(world.spec), file, &study, out)),
        }
    })
}
