//! `caseproof test-checks`: the examples of check files are their tests.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::output::{color, data, note, text, width};
use super::{CLEAN, FAILED, FINDINGS, NOTHING};
use crate::catalogue::{read_folder, run_examples};
use crate::finding::{Rejected, Run};
use crate::report::{Format, Style, write};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder or file with checks
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let files = match read_folder(&arguments.folder) {
        Ok(files) => files,
        Err(message) => {
            note(&message);
            return FAILED;
        }
    };
    if files.is_empty() {
        note("no check files here; nothing was tested");
        return NOTHING;
    }
    let mut shown = String::new();
    let (mut good, mut bad) = (0, 0);
    let mut rejected = Vec::new();
    for file in files {
        let Some(check) = &file.check else {
            rejected.push(Rejected { sources: file.file.clone().into(), file: file.file, problems: file.problems });
            continue;
        };
        for (outcome, line) in run_examples(check, &check.definition.examples).iter().zip(&file.example_lines) {
            match &outcome.fault {
                None => good += 1,
                Some(fault) => {
                    bad += 1;
                    let _ = writeln!(
                        shown,
                        "{}:{line}: {} example of {}: {fault}",
                        file.file.path, outcome.kind, check.definition.code
                    );
                }
            }
        }
    }
    let broken = rejected.len();
    let _ = writeln!(shown, "{good} examples behave, {bad} do not, {broken} check files cannot be loaded");
    if broken > 0 {
        let style = Style { color: color(), width: width(), verbose: false, quiet: false };
        let failed = Run { rejected, ..Run::default() };
        data(FAILED, |out| write(&failed, Format::Text, &style, out));
        return text(FAILED, &shown);
    }
    text(if bad == 0 { CLEAN } else { FINDINGS }, &shown)
}
