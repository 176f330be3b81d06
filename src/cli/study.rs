//! What the commands about one design share: reading it, and saying why it cannot be read.

use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;

use super::output::{color, data, note, width};
use super::{CLEAN, FAILED, NOTHING};
use crate::design::{Content, Loader, Spec};
use crate::facts::World;
use crate::finding::{Rejected, Run, SourceMap};
use crate::report::{Format, Style, write};
use crate::yaml::Problem;

/// Output of a command about one design.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum StudyFormat {
    /// For reading.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Name of a design.
pub(super) fn name_of(spec: &Spec) -> &str {
    spec.design.get().and_then(|about| about.name.get()).map_or("", |name| name)
}

/// How text is to look.
pub(super) fn style() -> Style {
    Style { color: color(), width: width(), ..Style::default() }
}

/// Reads the designs of a file and hands each to `study`; the worst exit code of all is that of the command.
pub(super) fn each_design(path: &Path, mut study: impl FnMut(&World<'_>, &SourceMap) -> u8) -> u8 {
    let read = Loader::new(Path::new(".")).file(path, &super::walk::shown(path));
    let mut problems = read.problems;
    let specs = match read.content {
        Content::Specs(specs) => specs,
        Content::NotASpec => {
            let problem =
                Problem::new("no-spec", crate::yaml::Span::default(), "this is no design spec: it has no key `caseproof`");
            problems.push(problem);
            Vec::new()
        }
    };
    if !problems.is_empty() {
        let rejected = Rejected { file: Arc::clone(&read.file), sources: read.sources.clone(), problems };
        let run = Run { rejected: vec![rejected], ..Run::default() };
        return data(FAILED, |out| write(&run, Format::Text, &style(), out));
    }
    if specs.is_empty() {
        note("there is no design in this file");
        return NOTHING;
    }
    specs.iter().map(|spec| study(&World::new(spec, None), &read.sources)).max().unwrap_or(CLEAN)
}
