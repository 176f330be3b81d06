//! `caseproof evidence`: what the evidence of a design shows.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::output::{data, json, note};
use super::study::{StudyFormat, each_design, name_of, style};
use super::{CLEAN, FAILED, NOTHING};
use crate::catalogue::builtin_limit;
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
}

/// One of the preferred limits of the standard, as a fraction.
fn aql(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim().parse::<f64>().map_err(|error| error.to_string())?;
    let limit = PREFERRED_AQLS.iter().find(|limit| (number / 100.0 / **limit - 1.0).abs() < 1e-6);
    let known = || PREFERRED_AQLS.map(|limit| display_number(limit * 100.0)).join(", ");
    limit.copied().ok_or_else(|| format!("it is one of {} percent", known()))
}

#[derive(Serialize)]
struct Output<'c> {
    design: &'c str,
    file: &'c str,
    claims: &'c [Claim],
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    // The Cpk that has to be shown is the limit of the check that asks for it.
    let Some(cpk) = builtin_limit("Y10", "capable") else {
        note("the check of demonstrated capability has lost its limit");
        return FAILED;
    };
    each_design(&arguments.file, |world, sources| {
        let claims = evidence(world, Acceptance { cpk, aql: arguments.aql });
        let design = name_of(world.spec);
        let code = if claims.is_empty() { NOTHING } else { CLEAN };
        match arguments.format {
            StudyFormat::Json => json(code, &Output { design, file: &sources.main().path, claims: &claims }),
            StudyFormat::Text => data(code, |out| write_evidence(design, sources, &claims, &style(), out)),
        }
    })
}
