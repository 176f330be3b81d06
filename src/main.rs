//! The command line of caseproof.

use std::process::ExitCode;

fn main() -> ExitCode {
    caseproof::cli::run()
}
