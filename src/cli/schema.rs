//! `caseproof schema`: JSON Schemas for editors and for those who read reports.

use clap::{Args, ValueEnum};

use super::CLEAN;
use super::output::json;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Of what
    #[arg(long, value_enum, default_value = "spec")]
    of: Of,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    Spec,
    Report,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    match arguments.of {
        Of::Spec => json(CLEAN, &crate::design::spec_schema()),
        Of::Report => json(CLEAN, &crate::report::report_schema()),
    }
}
