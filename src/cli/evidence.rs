//! `caseproof evidence`: what the evidence of a design shows.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::date::{date, today};
use super::output::{data, note, style};
use super::run::builtin_engine;
use super::study::{Reading, StudyFormat, each_design, name_of};
use super::{CLEAN, FAILED, NOTHING};
use crate::design::Loader;
use crate::facts::World;
use crate::formulas::acceptance_sampling::PREFERRED_AQLS;
use crate::quantity::display_number;
use crate::report::write_evidence;
use crate::study::{Acceptance, Claim, evidence};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec
    file: PathBuf,
    /// Say what lots of the order quantity would be accepted at this acceptance quality limit, such as `1.0%`
    #[arg(long, value_name = "PERCENT", value_parser = aql)]
    aql: Option<f64>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
    /// Day of the run, as YYYY-MM-DD: what is dated after it counts as not done; today if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
}

/// One of the preferred limits of the standard, as a fraction.
fn aql(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim().parse::<f64>().map_err(|error| error.to_string())?;
    let limit = PREFERRED_AQLS.iter().find(|limit| (number / 100.0 / **limit - 1.0).abs() < 1e-6);
    let known = || PREFERRED_AQLS.map(|limit| display_number(limit * 100.0)).join(", ");
    limit.copied().ok_or_else(|| format!("it is one of {} percent", known()))
}

#[derive(Serialize)]
struct Study {
    design: String,
    claims: Vec<Claim>,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let engine = match builtin_engine() {
        Ok(engine) => engine,
        Err(code) => return code,
    };
    // The Cpk that has to be shown is what the checks call capable, on as many readings as they ask for.
    let (Some(cpk), Some(readings)) = (engine.limit("capable"), engine.limit("readings")) else {
        note("no check says which Cpk is capable, or on how many readings");
        return FAILED;
    };
    let study = |world: &World<'_>| {
        let claims = evidence(world, Acceptance { cpk, readings, aql: arguments.aql });
        for (record, _) in &world.future {
            note(&format!("{record} bears a day that is still to come, and counts as not done"));
        }
        let code = if claims.is_empty() { NOTHING } else { CLEAN };
        (Study { design: name_of(world.spec).to_owned(), claims }, code)
    };
    let day = arguments.date.clone().unwrap_or_else(today);
    let loader = Loader::new(Path::new("."));
    each_design(
        &arguments.file,
        Reading { loader: &loader, options: None, day: Some(&day) },
        arguments.format,
        study,
        |Study { design, claims }, sources| data(CLEAN, |out| write_evidence(design, sources, claims, &style(), out)),
    )
}
