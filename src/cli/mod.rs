//! The commands: each reads its arguments, calls the library, and turns the result into output and an exit code.

mod advise;
mod allocate;
mod aside;
mod baseline;
mod bases;
mod batch;
mod calc;
mod check;
mod config;
mod configured;
mod date;
mod diff;
mod evidence;
mod explain;
mod facts;
mod fix;
mod fmea;
mod fmt;
mod git;
mod import;
mod interview;
mod judging;
mod limits;
mod line;
#[cfg(feature = "lsp")]
mod lsp;
#[cfg(feature = "mcp")]
mod mcp;
mod merge;
mod new;
mod omitted;
mod outlet;
mod output;
mod page;
mod partition;
mod parts;
mod reads;
mod report;
mod restrictions;
mod run;
mod schema;
mod search;
mod select;
mod shell;
mod shown;
mod slots;
mod sources;
mod stack;
mod strays;
mod study;
mod suggest;
mod sweep;
mod symptoms;
mod tables;
mod tally;
mod test_checks;
mod waive;
mod waivers;
mod walk;
mod whole;
mod why;
#[cfg(feature = "lsp")]
mod wire;

use std::io::Write as _;
use std::panic::catch_unwind;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::finding::said;
use output::{note, write_failure};

/// What a run ends with, as the help says it.
const EXIT_CODES: &str =
    "Exit codes: 0 clean, 1 findings that fail the run, 2 the program could not do its job, 3 there was nothing to check";

/// Checks protective-case designs for what fails between prototype and mass production.
#[derive(Debug, Parser)]
#[command(name = "caseproof", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Judge design specs: files, folders, or `-` for standard input
    #[command(after_help = EXIT_CODES)]
    Check(check::Arguments),
    /// Show what a change does to the findings: between two files or folders, or revisions of git
    Diff(diff::DiffArguments),
    /// Join what `check --partition` wrote of the parts of a run, and judge the gate
    Merge(merge::Arguments),
    /// Show what the evidence of a design shows: each claim, what it needs, what is shown, what is missing
    Evidence(evidence::Arguments),
    /// Show the line: takt, balanced stations, yields by step, rests, learning, plan
    Line(line::Arguments),
    /// Show a tolerance stack: contributors, methods side by side, units outside the limits, histogram
    Stack(stack::Arguments),
    /// Choose the loosest tolerance groups with which a stack keeps its limits
    Allocate(allocate::Arguments),
    /// Show what each thing of a design may be: hard limits, targets and sources, given or not yet given
    Limits(limits::Arguments),
    /// Write a failure mode and effects analysis: severity, occurrence, detection and action priority, each by rule
    Fmea(fmea::Arguments),
    /// Hold what could stand at a place against each other: what nothing beats, what is beaten, what is out and why
    Select(select::Arguments),
    /// Take one value through a range and show where findings appear and vanish
    Sweep(sweep::SweepArguments),
    /// Look for changes that clear findings, and prove each by judging the changed design
    Suggest(suggest::Arguments),
    /// Show who may design and who may build: OEM and kinds of ODM side by side, and what would change the answer
    Advise(advise::Arguments),
    /// Write the review of a design, or of all designs of a folder, as a page; or verify such a page
    Report(report::Arguments),
    /// Write a waiver into a spec: what is accepted, why, by whom and until when
    Waive(waive::Arguments),
    /// List the waivers of designs with owner, end and what each does
    Waivers(waivers::Arguments),
    /// Show one check in full: why, condition, limits and their sources, help, examples
    Explain(explain::Arguments),
    /// Show the tree of facts, values, origins and sources behind a judgement, whatever came of it
    Why(why::Arguments),
    /// List the checks
    Checks(explain::ListArguments),
    /// List the vocabulary of the checks: subjects and their facts
    Facts(facts::Arguments),
    /// Look up materials: all, those that match, or one in full with its sources
    Materials(tables::Arguments),
    /// Look up processes
    Processes(tables::Arguments),
    /// Look up joining methods
    Methods(tables::Arguments),
    /// Look up substances that markets restrict, and the materials that may hold them
    Restrictions(tables::Arguments),
    /// Show what the results of designs rest on, the weakest first
    Sources(sources::Arguments),
    /// Make parts and materials of a spec from a bill of materials
    Import(import::Arguments),
    /// Put the keys of specs in the order of the format, with their comments kept
    Fmt(fmt::Arguments),
    /// Write a commented starter spec that loads
    New(new::Arguments),
    /// Show which settings are in force for a path, and whence each comes: a line of caseproof.toml, the command line, the default
    Config(config::Arguments),
    /// Print the JSON Schema of the spec, of the report or of caseproof.toml
    Schema(schema::Arguments),
    /// Write completions for a shell
    Completions(shell::CompletionArguments),
    /// Write a manual page: of the program, of a command, or all of them into a folder
    Man(shell::ManArguments),
    /// Serve an editor over standard input and output, by the Language Server Protocol
    #[cfg(feature = "lsp")]
    Lsp(lsp::Arguments),
    /// Serve an agent over standard input and output, by the Model Context Protocol
    #[cfg(feature = "mcp")]
    Mcp(mcp::Arguments),
    /// Run the examples of check files
    TestChecks(test_checks::Arguments),
    /// Compute a published formula, or list them all
    Calc(calc::Arguments),
    /// Run every published worked example of the formulas
    Selftest(calc::SelftestArguments),
}

/// Clean.
pub(crate) const CLEAN: u8 = 0;
/// Findings at or over the threshold.
pub(crate) const FINDINGS: u8 = 1;
/// The tool could not do its job.
pub(crate) const FAILED: u8 = 2;
/// Nothing to check.
pub(crate) const NOTHING: u8 = 3;

/// Most threads that are started, whatever the environment asks for: more do not help and may bring a machine to its knees.
const MOST_THREADS: usize = 256;

/// Runs the command of the command line.
#[must_use]
pub fn run() -> ExitCode {
    // A fault of the program is reported as one; the default message would tear the output.
    std::panic::set_hook(Box::new(|_| {}));
    let code = catch_unwind(|| {
        cap_threads();
        match Arguments::try_parse() {
            Ok(arguments) => command(arguments.command),
            Err(error) => no_command(&error),
        }
    });
    ExitCode::from(code.unwrap_or_else(|panic| {
        note(&format!("internal error: {}", said(&*panic)));
        FAILED
    }))
}

/// Shows help, the version or what is wrong with the arguments.
fn no_command(error: &clap::Error) -> u8 {
    // Help and version are no errors; clap says which.
    let code = if error.use_stderr() { FAILED } else { CLEAN };
    let written = error.print().and_then(|()| std::io::stdout().flush());
    written.map_or_else(|error| write_failure(code, &error), |()| code)
}

fn cap_threads() {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|threads| threads.parse::<usize>().ok());
    if asked.is_some_and(|threads| threads > MOST_THREADS) {
        // It fails only if threads were started before, which is not so here.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(MOST_THREADS).build_global();
    }
}

fn command(command: Command) -> u8 {
    match command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::Evidence(arguments) => evidence::run(&arguments),
        Command::Line(arguments) => line::run(&arguments),
        Command::Stack(arguments) => stack::run(&arguments),
        Command::Allocate(arguments) => allocate::run(&arguments),
        Command::Limits(arguments) => limits::run(&arguments),
        #[cfg(feature = "mcp")]
        Command::Mcp(arguments) => mcp::run(&arguments),
        #[cfg(feature = "lsp")]
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Fmea(arguments) => fmea::run(&arguments),
        Command::Select(arguments) => select::run(&arguments),
        Command::Sweep(arguments) => sweep::run(&arguments),
        Command::Suggest(arguments) => suggest::run(&arguments),
        Command::Advise(arguments) => advise::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Waive(arguments) => waive::run(&arguments),
        Command::Waivers(arguments) => waivers::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Why(arguments) => why::run(&arguments),
        Command::Checks(arguments) => explain::list(&arguments),
        Command::Facts(arguments) => facts::run(&arguments),
        Command::Materials(arguments) => tables::run(crate::knowledge::Table::Material, &arguments),
        Command::Processes(arguments) => tables::run(crate::knowledge::Table::Process, &arguments),
        Command::Methods(arguments) => tables::run(crate::knowledge::Table::Method, &arguments),
        Command::Restrictions(arguments) => restrictions::run(&arguments),
        Command::Sources(arguments) => sources::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Config(arguments) => config::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => shell::completions(&arguments),
        Command::Man(arguments) => shell::man(&arguments),
        Command::TestChecks(arguments) => test_checks::run(&arguments),
        Command::Calc(arguments) => calc::run(&arguments),
        Command::Selftest(arguments) => calc::run_selftest(&arguments),
    }
}
