//! `caseproof lsp`: a language server on standard input and output.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::configured::config_shown;
use super::judging::{Beside, Judging, Run};
use super::output::note;
use super::walk::real;
use super::wire::connect;
use super::{CLEAN, FAILED};
use crate::config::{Config, Named, Settling, load, nearest_above};
use crate::engine::{Engine, Options};
use crate::finding::Rejected;
use crate::lsp::{Left, Setup, Terms, serve};
use crate::report::{Format, Language, Style, one_line};
use crate::source::Disk;

/// The editor left without taking its leave; the protocol asks for this code.
const UNFINISHED: u8 = 1;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    judging: Judging,
    /// Language of messages
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Speak over standard input and output, as editors ask for; there is no other way
    #[arg(long)]
    stdio: bool,
}

/// What is in force for single files, read anew each time: whoever edits a design may edit its configuration as well.
struct TermsOf<'a> {
    judging: &'a Judging,
    engine: &'a Engine,
    /// The folders of house checks by which is judged.
    folders: &'a [PathBuf],
}

impl TermsOf<'_> {
    /// What is in force for a file; in a sentence why that cannot be told.
    fn of(&self, path: &Path) -> Result<Terms, String> {
        let nearest = || nearest_above(&Disk, real(path).parent()?);
        let file = self.judging.config.clone().or_else(nearest).filter(|_| !self.judging.isolated);
        let config = file.map(|file| load(&Disk, &file, None, &config_shown)).transpose().map_err(|wrong| said(&wrong))?;
        let named = Named {
            select: self.judging.select.clone(),
            ignore: self.judging.ignore.clone(),
            gate: self.judging.gate,
            ..Named::default()
        };
        let settling = Settling::new(config.as_ref(), self.engine.checks(), self.engine.replacements(), &named);
        let settling = settling.map_err(|wrong| wrong.map_or_else(|message| message, |wrong| said(&wrong)))?;
        let settled = settling.settled(&settling.covering(&real(path)));
        let options = Options {
            gate: settled.gate.map(|(stage, _)| stage),
            today: Some(self.judging.day()),
            policy: Arc::clone(&settled.policy),
        };
        let waivers = config.iter().flat_map(|config| &config.waivers).map(|(path, _)| path.clone()).collect();
        Ok(Terms { options, waivers, note: config.as_ref().and_then(|config| self.other_checks(config)) })
    }

    /// What to say where a configuration names other house checks than those by which is judged.
    fn other_checks(&self, config: &Config) -> Option<String> {
        let mut folders: Vec<PathBuf> = config.checks.iter().map(|(folder, _)| PathBuf::from(config_shown(folder))).collect();
        folders.extend(self.judging.checks.iter().filter(|folder| !folders.contains(folder)).cloned().collect::<Vec<_>>());
        (folders != self.folders).then(|| {
            format!(
                "{} names other house checks than the server was started with; start it in that folder to judge by them",
                config_shown(&config.path)
            )
        })
    }
}

/// What is wrong with a configuration, in a sentence.
fn said(wrong: &Rejected) -> String {
    let problem = wrong.problems.first();
    let place = problem.map_or_else(String::new, |problem| {
        let (file, at) = wrong.sources.begin(problem.span);
        let help = problem.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
        format!("{}:{}: {}{help}", file.path, at.line, problem.message)
    });
    one_line(&format!("{place}; what was in force before holds until this is mended"))
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    if !arguments.judging.sets.is_empty() {
        note("`--set` is for one run: a design that is open is judged as it is");
        return FAILED;
    }
    let run = arguments.judging.resolve(&[PathBuf::from(".")], Beside::default(), Format::Concise, &Style::default());
    let Run { engine, folders, configured, options, .. } = match run {
        Ok(run) => run,
        Err(code) => return code,
    };
    let waivers = configured.waivers();
    let setup = Setup { engine, options, waivers, language: arguments.lang };
    let terms = TermsOf { judging: &arguments.judging, engine, folders: &folders };
    // The threads end with the program: one of them may wait for an editor that will say nothing more.
    let (connection, writer) = connect();
    let left = serve(connection, &setup, &|path| terms.of(path));
    // What was said last is written before the program ends.
    let _ = writer.join();
    match left {
        Left::Properly => CLEAN,
        Left::Early => {
            note("the editor left without `shutdown`");
            UNFINISHED
        }
        Left::Unmet => {
            note("no language client: nothing asked to `initialize`");
            FAILED
        }
    }
}
