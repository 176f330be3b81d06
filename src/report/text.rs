//! The report for people: what to fix first comes first, and nothing is said twice.

use std::collections::HashSet;
use std::io::{self, IsTerminal};

use super::Style;
use super::phrases::{also_at, apart, cited, figures, open_question, places};
use super::sanitize::one_line;
use super::summary::{Summary, counts, coverage, most_wanted, verdict_words};
use super::terminal::{Notice, Terminal};
use super::wrap::{clip, lines, paragraph};
use crate::catalogue::Severity;
use crate::finding::{Citation, DesignReport, Finding, Label, Rejected, Run, SourceMap, Verdict, Waived};

/// Places shown of one finding; more are named by their line.
const MOST_PLACES: usize = 4;
/// Lines of sources at one finding.
const MOST_SOURCE_LINES: usize = 3;
/// What stands before the lines about a design.
const INDENT: &str = "   ";

/// Writes a run. The screens that cannot draw boxes are the text console of Linux and what calls itself dumb.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let plain = std::env::var_os("TERM").is_some_and(|term| term == "linux" || term == "dumb");
    write_drawn(run, style, !(plain && io::stdout().is_terminal()), out)
}

/// Writes a run with box-drawing characters or without.
pub(super) fn write_drawn(run: &Run, style: &Style, unicode: bool, out: &mut dyn io::Write) -> io::Result<()> {
    if !style.quiet {
        let mut page = Page { terminal: Terminal::new(style, unicode), verbose: style.verbose, told: HashSet::new(), out };
        page.run(run)?;
    }
    writeln!(out, "{}", Summary::of(run).line(run.internal.len()))
}

/// A report in the making.
struct Page<'p> {
    terminal: Terminal,
    verbose: bool,
    /// What has been explained or cited, so that it is not repeated.
    told: HashSet<String>,
    out: &'p mut dyn io::Write,
}

impl Page<'_> {
    fn run(&mut self, run: &Run) -> io::Result<()> {
        for rejected in &run.rejected {
            self.rejected(rejected)?;
        }
        for design in &run.designs {
            self.design(design, run.designs.len() > 1)?;
        }
        let width = self.terminal.width;
        if !run.skipped.is_empty() {
            self.out.write_all(paragraph("skipped, not specs: ", &run.skipped.join(", "), width).as_bytes())?;
        }
        for fault in &run.internal {
            self.out.write_all(paragraph("internal error: ", fault, width).as_bytes())?;
        }
        Ok(())
    }

    fn rejected(&mut self, rejected: &Rejected) -> io::Result<()> {
        for problem in &rejected.problems {
            let mut places = vec![Label { span: problem.span, text: String::new() }];
            places.extend(problem.related.iter().map(|(span, text)| Label { span: *span, text: text.clone() }));
            let elsewhere = apart(&mut places, &rejected.sources);
            let mut footer = Vec::new();
            footer.extend(elsewhere.map(|text| self.note("", &text)));
            footer.extend(problem.help.iter().map(|help| self.note("help", help)));
            self.notice(&Notice {
                severity: Severity::Error,
                heading: format!("design/{}", problem.code),
                message: &problem.message,
                file: rejected.sources.file(problem.span.file),
                places,
                footer,
            })?;
        }
        Ok(())
    }

    /// The findings of a design and how it stands. Its heading comes first only where several designs must be told apart.
    fn design(&mut self, design: &DesignReport, several: bool) -> io::Result<()> {
        if several {
            self.heading(design)?;
            if !design.findings.is_empty() {
                writeln!(self.out)?;
            }
        }
        for finding in &design.findings {
            self.finding(finding, &design.sources)?;
        }
        if !several {
            self.heading(design)?;
        }
        self.standing(design)?;
        writeln!(self.out)
    }

    fn finding(&mut self, finding: &Finding, sources: &SourceMap) -> io::Result<()> {
        let mut places = places(finding);
        let elsewhere = apart(&mut places, sources);
        let file = sources.file(finding.span.file);
        let hidden = if self.verbose || places.len() <= MOST_PLACES { Vec::new() } else { places.split_off(MOST_PLACES) };
        let mut footer = Vec::new();
        footer.extend(also_at(&hidden, file).map(|text| self.note("", &text)));
        footer.extend(elsewhere.map(|text| self.note("", &text)));
        footer.extend(figures(finding).map(|text| self.note("", &text)));
        footer.push(self.note("help", &finding.help));
        footer.push(self.why(finding));
        footer.extend(self.sources(finding));
        let heading = format!("{}  {}", finding.code, finding.check);
        self.notice(&Notice { severity: finding.severity, heading, message: &finding.message, file, places, footer })
    }

    fn notice(&mut self, notice: &Notice<'_>) -> io::Result<()> {
        let text = self.terminal.draw(notice).map_err(io::Error::other)?;
        writeln!(self.out, "{text}")
    }

    fn note(&self, word: &'static str, text: &str) -> (&'static str, Vec<String>) {
        (word, lines(text, self.terminal.room(word)))
    }

    /// Why it fails; the second time only where that stands.
    fn why(&mut self, finding: &Finding) -> (&'static str, Vec<String>) {
        if self.told.insert(format!("why {} {}", finding.code, finding.why)) {
            return self.note("why", &finding.why);
        }
        self.note("why", &format!("see above ({})", finding.code))
    }

    /// The sources that were not cited at this check before.
    fn sources(&mut self, finding: &Finding) -> Option<(&'static str, Vec<String>)> {
        let new: Vec<&Citation> = finding
            .sources
            .iter()
            .filter(|source| self.told.insert(format!("source {} {} {}", finding.code, source.id, source.figure)))
            .collect();
        let cited = cited(&new);
        let word = if cited.len() == 1 { "source" } else { "sources" };
        let mut all: Vec<String> = cited.iter().flat_map(|source| self.note(word, source).1).collect();
        if !self.verbose && all.len() > MOST_SOURCE_LINES {
            all.truncate(MOST_SOURCE_LINES);
            if let Some(last) = all.last_mut() {
                *last = clip(&format!("{last} … (more with --verbose)"), self.terminal.room(word));
            }
        }
        (!all.is_empty()).then_some((word, all))
    }

    /// Name, file, verdict and stage.
    fn heading(&mut self, design: &DesignReport) -> io::Result<()> {
        let verdict = verdict_words(design.verdict);
        let severity = match design.verdict {
            Verdict::NotReady => Severity::Error,
            Verdict::NeedsWork | Verdict::NotAssessed => Severity::Warning,
            Verdict::NoFindings => Severity::Advice,
        };
        let stage = design.stage.map_or_else(String::new, |stage| format!(" at {stage}"));
        let rule = self.terminal.rule();
        let place = format!("({})", one_line(&design.file.path));
        let verdict = self.terminal.paint(severity, &verdict);
        writeln!(self.out, "{rule} {}  {place}  {verdict}{stage}", clip(&design.design, self.terminal.width / 2))
    }

    /// The lines below the heading.
    fn standing(&mut self, design: &DesignReport) -> io::Result<()> {
        let width = self.terminal.width;
        let mut text = paragraph(INDENT, &counts(design), width);
        text.push_str(&paragraph(INDENT, &coverage(&design.coverage), width));
        if let Some(wanted) = most_wanted(design) {
            text.push_str(&paragraph(&format!("{INDENT}would settle most: "), &wanted, width));
        }
        for waived in &design.waived {
            text.push_str(&self.waived(waived));
        }
        if self.verbose {
            let first = format!("{INDENT}not assessed: ");
            text.extend(design.not_assessed.iter().map(|unknown| paragraph(&first, &open_question(unknown), width)));
        }
        self.out.write_all(text.as_bytes())
    }

    fn waived(&self, waived: &Waived) -> String {
        let first = format!("{INDENT}waived: ");
        let line = format!("{} at {} by {}: {}", waived.finding.code, waived.finding.at, waived.owner, waived.reason);
        if self.verbose {
            return paragraph(&first, &line, self.terminal.width);
        }
        format!("{first}{}\n", clip(&line, self.terminal.width - first.len()))
    }
}
