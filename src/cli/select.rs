//! `caseproof select`: what could stand at a place, held against each other.

use std::path::{Path, PathBuf};

use clap::Args;

use super::judging::{Judging, Run};
use super::output::{data, json, note, style};
use super::run::rejections;
use super::shown::shown;
use super::study::StudyFormat;
use super::suggest::Threads;
use super::{CLEAN, FAILED, NOTHING};
use crate::engine::read_designs;
use crate::propose::{Bench, NoPlace, select};
use crate::report::{Format, selected, write_selection};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec
    file: PathBuf,
    /// Semantic path of a field that names a material, a process or a method, or of the thing it belongs to, such as
    /// `parts.shell.layers[1]` or `joints.lid.adhesive`
    place: String,
    /// Try all that the field may hold, and not only what does the work of what stands there now
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    judging: Judging,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let Run { engine, loader, options, .. } = match arguments.judging.run(&arguments.file) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let name = shown(&arguments.file);
    let designs = match read_designs(&loader, &arguments.file, &name) {
        Ok(designs) => designs,
        Err(rejected) => return rejections(vec![rejected], Format::Text, &style()),
    };
    if designs.specs.len() != 1 {
        note("a place is looked at in files of one design");
        return if designs.specs.is_empty() { NOTHING } else { FAILED };
    }
    let folder = arguments.file.parent().map(Path::to_owned);
    let bench = Bench { engine, loader: &loader, folder, options };
    let selection = match select(&bench, &designs.sources.main().text, &arguments.place, arguments.all, &Threads) {
        Ok(selection) => selection,
        Err(why) => {
            note(&format!("{name}: {}", said(&why, &arguments.place)));
            return FAILED;
        }
    };
    let code = if selection.standing.is_empty() { NOTHING } else { CLEAN };
    match arguments.format {
        StudyFormat::Json => json(code, &selected(&selection, &name)),
        StudyFormat::Text => data(code, |out| write_selection(&selection, &name, style().width, out)),
    }
}

fn said(why: &NoPlace, place: &str) -> String {
    match why {
        NoPlace::NoDesign => "the design cannot be judged".to_owned(),
        NoPlace::NoThing(Some(near)) => format!("there is no `{place}` in this design; did you mean `{near}`?"),
        NoPlace::NoThing(None) => format!("there is no `{place}` in this design"),
        NoPlace::Elsewhere(field) => {
            format!(
                "`{field}` is not written in this file by itself: it comes from a base or by `like`; choose where it is written"
            )
        }
        NoPlace::NamesNothing => format!("no field at `{place}` names a material, a process or a method to choose"),
    }
}
