//! `caseproof test-checks`: the examples of check files are their tests.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::output::{note, style, text};
use super::run::rejections;
use super::{CLEAN, FAILED, FINDINGS, NOTHING};
use crate::engine::{Outcomes, Tested, test_checks};
use crate::finding::Rejected;
use crate::report::Format;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder or file with checks
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let files = match test_checks(&arguments.folder) {
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
    for Tested { file, outcome } in files {
        let Outcomes { code, examples } = match outcome {
            Ok(outcome) => outcome,
            Err(problems) => {
                rejected.push(Rejected::new(file, "check", problems));
                continue;
            }
        };
        for (line, outcome) in examples {
            match outcome.fault {
                None => good += 1,
                Some(fault) => {
                    bad += 1;
                    let _ = writeln!(shown, "{}:{line}: {} example of {code}: {fault}", file.path, outcome.kind);
                }
            }
        }
    }
    let broken = rejected.len();
    let _ = writeln!(shown, "{good} examples behave, {bad} do not, {broken} check files cannot be loaded");
    if broken > 0 {
        rejections(rejected, Format::Text, &style());
        return text(FAILED, &shown);
    }
    text(if bad == 0 { CLEAN } else { FINDINGS }, &shown)
}
