//! `caseproof advise`: who designs and who builds, every model side by side; and the questions that are open, on a terminal.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::interview::{Interview, interview};
use super::judging::{Judging, Run};
use super::output::{data, json, note, style};
use super::run::rejections;
use super::shown::shown;
use super::study::StudyFormat;
use super::whole::write_whole;
use super::{CLEAN, FAILED, NOTHING};
use crate::advise::{Advice, Desk, Profile};
use crate::design::decode;
use crate::engine::{Designs, read_designs};
use crate::finding::Rejected;
use crate::report::{Format, Language, published, write_advice};
use crate::source::{SourceFile, Span};
use crate::yaml::Problem;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec; a brief of some lines will do
    file: PathBuf,
    /// File of a factory's own models, gates, criteria, phases and money, laid over the built-in ones
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Ask the open questions on the terminal and write the answers into the spec
    #[arg(long)]
    interactive: bool,
    #[command(flatten)]
    judging: Judging,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
    /// Language of the text; `both` has Chinese below the English
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
}

/// The JSON of the command, the same form for a design and for a file that is refused.
#[derive(Serialize)]
struct Output {
    /// The file.
    file: String,
    /// The advice; none if a file is refused.
    advice: Option<Advice>,
    /// Why the design or the profile cannot be read.
    rejected: Vec<published::Rejected>,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    if arguments.interactive && !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        note("--interactive asks on a terminal, and there is none here; answer with --set, or in the spec");
        return FAILED;
    }
    let Run { engine, loader, options, .. } = match arguments.judging.run(&arguments.file) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let name = shown(&arguments.file);
    let profile = match profile(arguments.profile.as_deref()) {
        Ok(profile) => profile,
        Err(rejected) => return refused(arguments, name, rejected),
    };
    let briefs = loader.clone().with_briefs();
    let designs = match read_designs(&loader, &arguments.file, &name) {
        Ok(designs) => designs,
        Err(_) => match read_designs(&briefs, &arguments.file, &name) {
            Ok(designs) => {
                note("no part is named: one of which nothing is known, `parts.case`, stands for all of them");
                designs
            }
            Err(rejected) => return refused(arguments, name, rejected),
        },
    };
    if designs.specs.len() != 1 {
        note("advice is given on files of one design");
        return if designs.specs.is_empty() { NOTHING } else { FAILED };
    }
    let desk = Desk {
        engine,
        profile: &profile,
        loader: briefs,
        sets: arguments.judging.sets.clone(),
        folder: arguments.file.parent().map(Path::to_owned),
        options,
    };
    advised(arguments, &desk, &designs, name)
}

/// Shows the advice, after the questions if they are to be asked.
fn advised(arguments: &Arguments, desk: &Desk<'_>, designs: &Designs, name: String) -> u8 {
    let mut text = designs.sources.main().text.clone();
    if arguments.interactive {
        match asked(arguments, desk, &text, &name) {
            Ok(answered) => text = answered,
            Err(code) => return code,
        }
    }
    let Some(advice) = desk.advise(&text) else {
        note("the design cannot be judged");
        return FAILED;
    };
    match arguments.format {
        StudyFormat::Json => json(CLEAN, &Output { file: name, advice: Some(advice), rejected: Vec::new() }),
        StudyFormat::Text => data(CLEAN, |out| write_advice(&advice, &name, arguments.lang, style().width, out)),
    }
}

/// Asks the open questions and writes the answers into the spec; its text with them.
fn asked(arguments: &Arguments, desk: &Desk<'_>, text: &str, name: &str) -> Result<String, u8> {
    let answered = interview(desk, text, &mut io::stdin().lock(), &mut io::stdout().lock());
    let Interview { text: changed, answers } = answered.map_err(|error| {
        note(&format!("cannot ask: {error}; nothing was changed"));
        FAILED
    })?;
    if answers == 0 {
        return Ok(changed);
    }
    write_whole(&arguments.file, &changed).map_err(|error| {
        note(&format!("cannot write {name}: {error}; nothing was changed"));
        FAILED
    })?;
    let noun = if answers == 1 { "answer was" } else { "answers were" };
    note(&format!("{answers} {noun} written to {name}"));
    Ok(changed)
}

/// The rows: the built-in ones, with those of a file laid over them.
fn profile(path: Option<&Path>) -> Result<Profile, Rejected> {
    let Some(path) = path else { return Profile::builtin() };
    let shown = shown(path);
    let unreadable =
        |problem: Problem| Rejected::new(Arc::new(SourceFile::new(shown.clone(), String::new())), "profile", vec![problem]);
    let bytes = fs::read(path)
        .map_err(|error| unreadable(Problem::new("unreadable", Span::default(), format!("cannot read the file: {error}"))))?;
    let text = decode(bytes).map_err(unreadable)?;
    Profile::with(Arc::new(SourceFile::new(shown.clone(), text)))
}

fn refused(arguments: &Arguments, file: String, rejected: Rejected) -> u8 {
    match arguments.format {
        StudyFormat::Text => rejections(vec![rejected], Format::Text, &style()),
        StudyFormat::Json => json(FAILED, &Output { file, advice: None, rejected: vec![published::Rejected::from(&rejected)] }),
    }
}
