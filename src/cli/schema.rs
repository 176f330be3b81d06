//! `caseproof schema`: JSON Schemas for editors and for those who read reports.

use clap::{Args, ValueEnum};

use super::CLEAN;
use super::output::json;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Of what; of the spec if left out
    #[arg(value_enum, conflicts_with = "of")]
    what: Option<Of>,
    /// The same as an option
    #[arg(long, value_enum, value_name = "WHAT")]
    of: Option<Of>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    Spec,
    Report,
    Config,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    match arguments.what.or(arguments.of).unwrap_or(Of::Spec) {
        Of::Spec => json(CLEAN, &crate::design::spec_schema()),
        Of::Report => json(CLEAN, &crate::report::report_schema()),
        Of::Config => json(CLEAN, &crate::config::config_schema()),
    }
}
