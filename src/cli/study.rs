//! What the commands about one design share: reading it, saying why it cannot be read, and one JSON value whatever happens.

use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

use super::output::{json, note, style};
use super::run::rejections;
use super::shown::shown;
use super::{CLEAN, FAILED, NOTHING};
use crate::design::{Loader, Spec};
use crate::engine::{Designs, Options, read_designs};
use crate::facts::World;
use crate::finding::SourceMap;
use crate::report::{Format, published};

/// Output of a command about one design.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum StudyFormat {
    /// For reading.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// The JSON of a command about the designs of a file: the same form for one design, several, none and a refused file.
#[derive(Serialize)]
pub(super) struct Output<T> {
    /// The file.
    pub(super) file: String,
    /// What was studied, a design each.
    pub(super) designs: Vec<T>,
    /// Why the file cannot be read, if it cannot.
    pub(super) rejected: Vec<published::Rejected>,
}

/// How the designs of a file are read, and as what they are studied.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// What reads them.
    pub(super) loader: &'a Loader,
    /// How they are judged, for the stage as if which they stand; that of each design if none.
    pub(super) options: Option<&'a Options>,
    /// The day of the run, where it matters.
    pub(super) day: Option<&'a str>,
}

/// Name of a design.
pub(super) fn name_of(spec: &Spec) -> &str {
    spec.design.get().and_then(|about| about.name.get()).map_or("", |name| name)
}

/// Reads the designs of a file, studies each and shows it. The worst exit code of all is that of the command: `study` gives
/// its own with the result, and `show` that of showing it.
pub(super) fn each_design<T: Serialize>(
    path: &Path,
    Reading { loader, options, day }: Reading<'_>,
    format: StudyFormat,
    study: impl Fn(&World<'_>) -> (T, u8),
    show: impl Fn(&T, &SourceMap) -> u8,
) -> u8 {
    let shown = shown(path);
    let Designs { sources, specs } = match read_designs(loader, path, &shown) {
        Ok(designs) => designs,
        Err(rejected) if format == StudyFormat::Text => return rejections(vec![rejected], Format::Text, &style()),
        Err(rejected) => {
            let rejected = vec![published::Rejected::from(&rejected)];
            return json(FAILED, &Output::<T> { file: shown, designs: Vec::new(), rejected });
        }
    };
    if specs.is_empty() {
        note("there is no design in this file");
    }
    let worst = |codes: &[u8]| codes.iter().copied().max().unwrap_or(CLEAN);
    let (designs, mut codes): (Vec<T>, Vec<u8>) =
        specs.iter().map(|spec| study(&World::new(spec, options.and_then(|options| options.gate_for(spec))).on(day))).unzip();
    if designs.is_empty() {
        codes.push(NOTHING);
    }
    match format {
        StudyFormat::Json => json(worst(&codes), &Output { file: shown, designs, rejected: Vec::new() }),
        StudyFormat::Text => {
            codes.extend(designs.iter().map(|design| show(design, &sources)));
            worst(&codes)
        }
    }
}
