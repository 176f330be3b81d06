//! `caseproof stack`: one stack of a design.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::output::{data, note};
use super::study::{Reading, StudyFormat, each_design, name_of};
use super::{CLEAN, FAILED, NOTHING};
use crate::design::Loader;
use crate::facts::World;
use crate::finding::SourceMap;
use crate::report::write_stack;
use crate::source::nearest;
use crate::study::{Sampling, StackStudy, stack_study};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec
    file: PathBuf,
    /// Id of the stack; all if left out
    stack: Option<String>,
    /// Samples of the simulation
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1000..=20_000_000))]
    samples: u32,
    /// Seed of the simulation; the same seed gives the same figures
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
}

#[derive(Serialize)]
struct Study {
    design: String,
    stacks: Vec<StackStudy>,
    not_computed: Vec<NotComputed>,
}

/// A stack that lacks something.
#[derive(Serialize)]
struct NotComputed {
    stack: String,
    needs: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let show = |Study { stacks, .. }: &Study, sources: &SourceMap| {
        data(CLEAN, |out| {
            for (number, study) in stacks.iter().enumerate() {
                if number > 0 {
                    writeln!(out)?;
                }
                write_stack(sources.main(), study, out)?;
            }
            Ok(())
        })
    };
    let loader = Loader::new(Path::new("."));
    each_design(
        &arguments.file,
        Reading { loader: &loader, options: None, day: None },
        arguments.format,
        |world| study(arguments, world),
        show,
    )
}

fn study(arguments: &Arguments, world: &World<'_>) -> (Study, u8) {
    let mut study = Study { design: name_of(world.spec).to_owned(), stacks: Vec::new(), not_computed: Vec::new() };
    let wanted = match wanted(world, arguments.stack.as_deref()) {
        Ok(wanted) => wanted,
        Err(code) => return (study, code),
    };
    let sampling = Sampling { samples: arguments.samples as usize, seed: arguments.seed };
    for id in wanted {
        match stack_study(world, id, sampling) {
            Ok(stack) => study.stacks.push(stack),
            Err(needs) => {
                note(&format!("stack `{id}` cannot be computed: needs {}", needs.join(", ")));
                study.not_computed.push(NotComputed { stack: id.to_owned(), needs });
            }
        }
    }
    let code = if study.not_computed.is_empty() { CLEAN } else { FAILED };
    (study, code)
}

/// The stacks that are asked for: the one of a name, or all. What is wrong with that is said, and the exit code is given.
pub(super) fn wanted<'w>(world: &'w World<'_>, named: Option<&str>) -> Result<Vec<&'w str>, u8> {
    let ids: Vec<&str> = world.stacks.iter().map(|stack| stack.id.as_str()).collect();
    match named {
        Some(id) if ids.contains(&id) => Ok(ids.into_iter().filter(|known| *known == id).collect()),
        Some(id) => {
            no_such_stack(id, &ids);
            Err(FAILED)
        }
        None if ids.is_empty() => {
            note("there are no stacks in this design");
            Err(NOTHING)
        }
        None => Ok(ids),
    }
}

fn no_such_stack(id: &str, ids: &[&str]) {
    let hint = nearest(id, ids.iter().copied()).map_or_else(
        || format!("; there are {}", if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }),
        |near| format!("; did you mean `{near}`?"),
    );
    note(&format!("there is no stack `{id}`{hint}"));
}
