//! One line for each finding: `file:line:column: severity[code] message`. Data only, so that it can be counted and sorted.

use std::io;

use super::sanitize::one_line;
use crate::finding::{Run, SourceMap};
use crate::yaml::Span;

/// Writes a line for each problem of a file that could not be judged, then for each finding.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    for rejected in &run.rejected {
        for problem in &rejected.problems {
            let place = place(&rejected.sources, problem.span);
            writeln!(out, "{place}: error[design/{}] {}", one_line(problem.code), one_line(&problem.message))?;
        }
    }
    for design in &run.designs {
        for finding in &design.findings {
            let place = place(&design.sources, finding.span);
            let severity = finding.severity.word();
            writeln!(out, "{place}: {severity}[{}] {}", one_line(&finding.code), one_line(&finding.message))?;
        }
    }
    Ok(())
}

/// `file:line:column`.
fn place(sources: &SourceMap, span: Span) -> String {
    let (file, position) = sources.begin(span);
    format!("{}:{}:{}", one_line(&file.path), position.line, position.column)
}
