//! One line for each finding: `file:line:column: severity[code] message`. Data only, so that it can be counted and sorted.

use std::io;

use super::sanitize::one_line;
use crate::finding::{Run, SourceFile};
use crate::yaml::Span;

/// Writes a line for each problem of a file that could not be judged, then for each finding.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    for rejected in &run.rejected {
        for problem in &rejected.problems {
            let place = place(&rejected.file, problem.span);
            writeln!(out, "{place}: error[{}/{}] {}", rejected.what, one_line(problem.code), one_line(&problem.message))?;
        }
    }
    for design in &run.designs {
        for finding in &design.findings {
            let place = place(&design.file, finding.span);
            let severity = finding.severity.word();
            writeln!(out, "{place}: {severity}[{}] {}", one_line(&finding.code), one_line(&finding.message))?;
        }
    }
    Ok(())
}

/// `file:line:column`.
fn place(file: &SourceFile, span: Span) -> String {
    let position = file.position(span.start as usize);
    format!("{}:{}:{}", one_line(&file.path), position.line, position.column)
}
