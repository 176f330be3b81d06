//! `caseproof stack`: one stack of a design.

use std::path::PathBuf;

use clap::Args;

use super::output::{data, json, note};
use super::study::{StudyFormat, each_design};
use super::{CLEAN, FAILED, NOTHING};
use crate::report::write_stack;
use crate::study::{Sampling, stack_study};
use crate::yaml::nearest;

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
    /// Output format; JSON is a list unless a stack is named
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let sampling = Sampling { samples: arguments.samples as usize, seed: arguments.seed };
    each_design(&arguments.file, |world, sources| {
        let file = sources.main();
        let ids: Vec<&str> = world.stacks.iter().map(|stack| stack.id.as_str()).collect();
        let wanted: Vec<&str> = match &arguments.stack {
            None => ids.clone(),
            Some(id) if ids.contains(&id.as_str()) => vec![id],
            Some(id) => {
                let hint = nearest(id, ids.iter().copied()).map_or_else(
                    || format!("; there are {}", if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }),
                    |near| format!("; did you mean `{near}`?"),
                );
                note(&format!("there is no stack `{id}`{hint}"));
                return FAILED;
            }
        };
        if wanted.is_empty() {
            note("there are no stacks in this design");
            return NOTHING;
        }
        let mut studies = Vec::with_capacity(wanted.len());
        for id in &wanted {
            match stack_study(world, id, sampling) {
                Ok(study) => studies.push(study),
                Err(needs) => note(&format!("stack `{id}` cannot be computed: needs {}", needs.join(", "))),
            }
        }
        let code = if studies.len() == wanted.len() { CLEAN } else { FAILED };
        match (arguments.format, &arguments.stack, &studies[..]) {
            (StudyFormat::Json, Some(_), [study]) => json(code, study),
            (StudyFormat::Json, ..) => json(code, &studies),
            (StudyFormat::Text, ..) => data(code, |out| {
                for (number, study) in studies.iter().enumerate() {
                    if number > 0 {
                        writeln!(out)?;
                    }
                    write_stack(file, study, out)?;
                }
                Ok(())
            }),
        }
    })
}
