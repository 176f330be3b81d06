//! Freezes and compares what the program writes about a fixed corpus of specs, so that a change of the code that is to change
//! no output can be shown to change none.
//!
//! ```text
//! cargo run --example corpus -- freeze FOLDER    before the change
//! cargo run --example corpus -- compare FOLDER   after it; exit code 1 if a byte differs
//! cargo run --example corpus -- digest           one line a group
//! cargo run --example corpus -- statistics       how often each check fired, as a page of Markdown
//! ```
//!
//! Run it in the folder of the repository.

mod difference;
mod digest;
mod frozen;
mod inputs;
mod judged;
mod statistics;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, Subcommand};
use inputs::Input;
use judged::Judge;

/// Specs that try the limits of time, memory and stack, by the beginning of the name of their file or folder.
const LIMITS: [&str; 4] = ["slow-", "memory-", "overflow-", "extends-bomb"];

/// Freezes and compares what the program writes about a fixed corpus of specs.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// How many generated specs
    #[arg(long, global = true, default_value_t = 1000)]
    generated: u64,
    /// Folder with further specs; left out if it does not exist
    #[arg(long, global = true, default_value = "../shared/cases", value_name = "FOLDER")]
    cases: PathBuf,
    /// Take in the cases that try the limits of time, memory and stack
    #[arg(long, global = true)]
    limits: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the corpus into a new or empty folder
    Freeze {
        /// The folder
        folder: PathBuf,
    },
    /// Compare with a frozen corpus byte by byte
    Compare {
        /// The folder
        folder: PathBuf,
        /// How many differences to show
        #[arg(long, default_value_t = 10)]
        show: usize,
    },
    /// Print one line with hashes for each group
    Digest,
    /// Print how often each check fired, passed or stayed open
    Statistics,
}

fn main() -> ExitCode {
    run(&Arguments::parse()).unwrap_or_else(|message| {
        eprintln!("{message}");
        ExitCode::from(2)
    })
}

fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let start = Instant::now();
    let mut inputs = inputs::repository(arguments.generated)?;
    inputs.extend(cases(&arguments.cases, arguments.limits)?);
    let judge = Judge::new()?;
    let mut code = ExitCode::SUCCESS;
    match &arguments.command {
        Command::Freeze { folder } => {
            let size = frozen::freeze(folder, &judge, &inputs)?;
            println!("{} specs, {:.1} MB frozen in {}", inputs.len(), size as f64 / 1e6, folder.display());
        }
        Command::Compare { folder, show } => {
            let frozen::Tally { same, different, new, gone } = frozen::compare(folder, &judge, &inputs, *show)?;
            println!("{} specs: {same} outputs are the same, {different} differ, {new} are new, {gone} are gone", inputs.len());
            if different + new + gone > 0 {
                code = ExitCode::FAILURE;
            }
        }
        Command::Statistics => {
            print!("{}", statistics::page(&statistics::rows(&inputs, judged::TODAY)?, &statistics::reasons()?));
        }
        Command::Digest => digest::lines(&judge, &inputs)?.iter().for_each(|line| println!("{line}")),
    }
    eprintln!("{:.1} s", start.elapsed().as_secs_f64());
    Ok(code)
}

/// Cases from outside of the repository, and a word about those that are left out.
fn cases(folder: &Path, limits: bool) -> Result<Vec<Input>, String> {
    if !folder.is_dir() {
        eprintln!("no folder {}: its cases are left out", folder.display());
        return Ok(Vec::new());
    }
    let mut cases = inputs::files(folder, "cases")?;
    let all = cases.len();
    let at_limits = |input: &Input| input.name.split('/').any(|part| LIMITS.iter().any(|limit| part.starts_with(limit)));
    cases.retain(|case| limits || !at_limits(case));
    if cases.len() < all {
        eprintln!("{} cases that try the limits of time, memory and stack are left out", all - cases.len());
    }
    Ok(cases)
}
