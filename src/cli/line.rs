//! `caseproof line`: the line of a design.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::date::{date, today};
use super::output::{data, note};
use super::study::{Reading, StudyFormat, each_design, name_of};
use super::{CLEAN, NOTHING};
use crate::design::Loader;
use crate::facts::World;
use crate::report::write_line;
use crate::study::{LineStudy, line_study};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec
    file: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
    /// Day from which the time to a launch is counted, as YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
}

#[derive(Serialize)]
struct Study {
    design: String,
    /// None if the design has no assembly.
    line: Option<LineStudy>,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let study = |world: &World<'_>| {
        let line = (!world.steps.is_empty()).then(|| line_study(world));
        let code = if line.is_some() { CLEAN } else { NOTHING };
        if line.is_none() {
            note("the design has no assembly");
        }
        (Study { design: name_of(world.spec).to_owned(), line }, code)
    };
    let day = arguments.date.clone().unwrap_or_else(today);
    let loader = Loader::new(Path::new("."));
    each_design(
        &arguments.file,
        Reading { loader: &loader, options: None, day: Some(&day) },
        arguments.format,
        study,
        |Study { design, line }, sources| match line {
            Some(line) => data(CLEAN, |out| write_line(design, sources.main(), line, out)),
            None => CLEAN,
        },
    )
}
