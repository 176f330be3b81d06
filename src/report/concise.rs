//! One line for each finding: `file:line:column: severity[code] message`. Data only, so that it can be counted and sorted.

use std::io::{self, Write as _};

use super::sanitize::one_line;
use super::words::Rules;
use super::writer::{Form, Tail};
use crate::finding::{FileReport, SourceMap};
use crate::source::Span;

/// A line for each problem of a file that could not be judged, then for each finding.
pub(super) struct Concise<'c>(pub Rules<'c>);

impl Form for Concise<'_> {
    fn file(&mut self, report: FileReport, out: &mut Vec<u8>) -> io::Result<()> {
        if let Some(rejected) = &report.rejected {
            for problem in &rejected.problems {
                let place = place(&rejected.sources, problem.span);
                writeln!(out, "{place}: error[{}/{}] {}", rejected.what, one_line(problem.code), one_line(&problem.message))?;
            }
        }
        for design in &report.designs {
            for finding in &design.findings {
                let place = place(&design.sources, finding.span);
                let severity = finding.severity.word();
                writeln!(out, "{place}: {severity}[{}] {}", one_line(&finding.code), one_line(&self.0.message(finding)))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, _: &Tail, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}

/// `file:line:column`.
fn place(sources: &SourceMap, span: Span) -> String {
    let (file, position) = sources.begin(span);
    format!("{}:{}:{}", one_line(&file.path), position.line, position.column)
}
