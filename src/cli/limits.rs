//! `caseproof limits`: the windows of what a design is made of.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::judging::{Judging, Run};
use super::output::{data, note};
use super::study::{Reading, StudyFormat, each_design};
use super::{CLEAN, FAILED, NOTHING};
use crate::catalogue::Check;
use crate::design::Loader;
use crate::engine::read_designs;
use crate::facts::World;
use crate::finding::SourceMap;
use crate::report::{Language, write_limits, write_limits_markdown};
use crate::review::blocks_to_come;
use crate::source::nearest;
use crate::study::{Limits, limits};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec; a few lines with materials and processes will do
    file: PathBuf,
    /// Semantic path of a thing or field, such as `parts.tray` or `parts.tray.draft`; all if left out
    place: Option<String>,
    #[command(flatten)]
    judging: Judging,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: SheetFormat,
    /// Language of the sheet; `both` has Chinese beside the English
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
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
    let Run { engine, loader, options, .. } = match arguments.judging.run(&arguments.file) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let format = if arguments.format == SheetFormat::Json { StudyFormat::Json } else { StudyFormat::Text };
    let place = arguments.place.as_deref();
    let checks = options.policy.judged(engine.checks());
    let study = |world: &World<'_>| {
        let sheet = windows(&checks, world, (&loader, &arguments.file), place);
        let code = match place {
            Some(place) if sheet.things.is_empty() => {
                note(
                    &without_limits(world, place)
                        .unwrap_or_else(|| nothing_at(place, &windows(&checks, world, (&loader, &arguments.file), None))),
                );
                FAILED
            }
            _ if sheet.things.is_empty() => NOTHING,
            _ => CLEAN,
        };
        (sheet, code)
    };
    let show = |sheet: &Limits, _: &SourceMap| {
        data(CLEAN, |out| match arguments.format {
            SheetFormat::Markdown => write_limits_markdown(sheet, arguments.lang, out),
            _ => write_limits(sheet, arguments.lang, out),
        })
    };
    let reading = Reading { loader: &loader, options: Some(&options), day: options.today.as_deref() };
    each_design(&arguments.file, reading, format, study, show)
}

/// That a stack needs limits, where its place is asked for and it has none.
fn without_limits(world: &World<'_>, place: &str) -> Option<String> {
    let id = place.strip_prefix("stacks.")?;
    let stack = world.stacks.iter().find(|stack| stack.id == id && !stack.given.limits.is_given())?;
    Some(format!("stack `{}` needs stacks.{}.limits", stack.id, stack.id))
}

/// That a place has no windows, and which place with some is close to it.
fn nothing_at(place: &str, whole: &Limits) -> String {
    let fields = whole.things.iter().flat_map(|thing| &thing.rows).filter_map(|row| row.field.as_deref());
    let places = whole.things.iter().map(|thing| &*thing.at).chain(fields);
    let near = nearest(place, places).map_or_else(
        || "a place is a path such as `parts.tray` or `assembly.form`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    format!("no check measures anything at `{place}`; {near}")
}

/// The sheet of a design, with the windows of the ribs and bosses that its parts might get: those of its file as it is read.
pub(super) fn windows(checks: &[&Check], world: &World<'_>, (loader, file): (&Loader, &Path), place: Option<&str>) -> Limits {
    let given = |path: &String| {
        let mut words = path.split('.').skip(1);
        let part = words.next().and_then(|id| world.parts.iter().find(|part| part.id == id));
        part.is_some_and(
            |part| if words.next() == Some("ribs") { part.part.ribs.is_given() } else { part.part.bosses.is_given() },
        )
    };
    let sets = blocks_to_come(world).into_iter().filter(|path| !given(path)).map(|path| (path, "{}".to_owned()));
    let loader = loader.clone().with_further_sets(sets);
    // Of several designs in a file none is asked for what it might get: a value cannot be set in one of them.
    let richer = read_designs(&loader, file, "").ok().filter(|designs| designs.specs.len() == 1);
    let richer = richer.as_ref().map(|designs| {
        let mut richer = World::new(&designs.specs[0], world.stage);
        richer.today = world.today;
        richer
    });
    limits(checks, world, richer.as_ref(), place)
}
