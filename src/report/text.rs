//! The long report for people: every finding with why, figures and sources. What to fix first comes first, and nothing is said
//! twice.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::mem::take;

use super::Style;
use super::form::{Form, Tail};
use super::last::fix_first;
use super::phrases::{
    Place, also, also_at, apart, cited, counts, coverage, figures, known, last_line, left_out, most_wanted, open_question,
    open_until, places, verdict_words, waits, worse_than,
};
use super::said;
use super::sanitize::one_line;
use super::screen::designs::Designs;
use super::terminal::{Notice, Terminal};
use super::tongue::Tongue;
use super::words::Rules;
use super::wrap::{clip, columns, lines, paragraph};
use crate::catalogue::Severity;
use crate::finding::{Citation, DesignReport, FileReport, Finding, Rejected, SourceMap, Verdict, Waived};

/// Places shown of one finding; more are named by their line.
const MOST_PLACES: usize = 4;
/// Lines of sources at one finding.
const MOST_SOURCE_LINES: usize = 3;
/// What stands before the lines about a design.
const INDENT: &str = "   ";

/// The report for people in the making.
pub(super) struct Text<'c> {
    terminal: Terminal,
    rules: Rules<'c>,
    verbose: bool,
    quiet: bool,
    /// The first design, as long as nothing else is shown: alone it is shown in another way than among others.
    held: Option<FileReport>,
    /// Whether more than one design is shown.
    several: bool,
    /// What has been explained or cited, so that it is not repeated.
    told: HashSet<String>,
    /// The designs for the table that comes last.
    designs: Designs,
    /// What was drawn of the present file.
    out: Vec<u8>,
}

impl Form for Text<'_> {
    fn file(&mut self, report: FileReport, out: &mut Vec<u8>) -> io::Result<()> {
        if self.quiet || (report.designs.is_empty() && report.rejected.is_none()) {
            return Ok(());
        }
        report.rejected.iter().for_each(|rejected| self.designs.reject(rejected, self.rules));
        report.designs.iter().for_each(|design| self.designs.add(design, self.rules));
        if !self.several && self.held.is_none() && report.designs.len() == 1 && report.rejected.is_none() {
            self.held = Some(report);
            return Ok(());
        }
        self.several = true;
        let first = take(&mut self.held);
        for report in first.iter().chain([&report]) {
            self.draw(report, out)?;
        }
        Ok(())
    }

    fn end(&mut self, tail: &Tail, out: &mut Vec<u8>) -> io::Result<()> {
        if let Some(only) = take(&mut self.held) {
            self.draw(&only, out)?;
        }
        if !self.quiet {
            let width = self.terminal.width;
            out.write_all(self.designs.table(&self.terminal, self.rules, true).as_bytes())?;
            for tongue in self.tongues() {
                if !tail.skipped.is_empty() {
                    out.write_all(paragraph(said::SKIPPED.plain(tongue), &tail.skipped.join(", "), width).as_bytes())?;
                }
                out.write_all(left_out(tail, tongue, width).as_bytes())?;
                if !tail.sets.is_empty() {
                    out.write_all(paragraph(said::SET.plain(tongue), &tail.sets.join("; "), width).as_bytes())?;
                }
                for fault in &tail.internal {
                    out.write_all(paragraph(said::INTERNAL.plain(tongue), fault, width).as_bytes())?;
                }
            }
        }
        self.tongues().try_for_each(|tongue| writeln!(out, "{}", last_line(&tail.summary, tail.internal.len(), tongue)))
    }
}

impl<'c> Text<'c> {
    /// An empty page.
    pub(super) fn new(style: &Style, rules: Rules<'c>) -> Self {
        let Style { verbose, quiet, .. } = *style;
        Self {
            terminal: Terminal::new(style),
            rules,
            verbose,
            quiet,
            held: None,
            several: false,
            told: HashSet::new(),
            designs: Designs::default(),
            out: Vec::new(),
        }
    }

    /// The tongues of its language.
    fn tongues(&self) -> impl Iterator<Item = Tongue> + use<> {
        self.rules.language().tongues().iter().copied()
    }

    /// A file that could not be judged.
    pub(super) fn rejected(&mut self, rejected: &Rejected, out: &mut Vec<u8>) -> io::Result<()> {
        self.out.clear();
        self.problems(rejected)?;
        out.append(&mut self.out);
        Ok(())
    }

    /// Findings of a design by their numbers, each with what is folded under it.
    pub(super) fn findings(
        &mut self,
        numbers: impl Iterator<Item = usize>,
        design: &DesignReport,
        out: &mut Vec<u8>,
    ) -> io::Result<()> {
        self.out.clear();
        for number in numbers {
            self.finding(&design.findings[number], design.folded(number), &design.sources)?;
        }
        out.append(&mut self.out);
        Ok(())
    }

    fn draw(&mut self, report: &FileReport, out: &mut Vec<u8>) -> io::Result<()> {
        // What a fault left of another file.
        self.out.clear();
        if let Some(rejected) = &report.rejected {
            self.problems(rejected)?;
        }
        for design in &report.designs {
            self.design(design, self.several)?;
        }
        out.append(&mut self.out);
        Ok(())
    }

    fn problems(&mut self, rejected: &Rejected) -> io::Result<()> {
        for problem in &rejected.problems {
            let mut places = vec![Place { span: problem.span, text: String::new() }];
            places.extend(problem.related.iter().map(|(span, text)| Place { span: *span, text: text.clone() }));
            let tongue = self.rules.tongue();
            let elsewhere = apart(&mut places, &rejected.sources, tongue);
            let mut footer = Vec::new();
            footer.extend(elsewhere.map(|text| self.note("", &text)));
            footer.extend(problem.help.iter().map(|help| self.note(said::HELP.plain(tongue), help)));
            self.notice(&Notice {
                severity: Severity::Error,
                word: self.severity(Severity::Error),
                heading: format!("{}/{}", rejected.what, problem.code),
                messages: &[self.rules.problem(problem)],
                file: rejected.sources.file(problem.span.file),
                places,
                within: said::IN.plain(tongue),
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
        for (number, finding) in design.standing() {
            self.finding(finding, design.folded(number), &design.sources)?;
        }
        if !several {
            self.heading(design)?;
        }
        self.standing(design)?;
        self.out.write_all(fix_first(design, self.rules, self.terminal.width).as_bytes())?;
        writeln!(self.out)
    }

    /// A finding, and in short those that are folded under it.
    fn finding<'f>(
        &mut self,
        finding: &Finding,
        folded: impl Iterator<Item = &'f Finding>,
        sources: &SourceMap,
    ) -> io::Result<()> {
        let mut places = places(finding, self.rules);
        let elsewhere = apart(&mut places, sources, self.rules.tongue());
        let file = sources.file(finding.span.file);
        let hidden = if self.verbose || places.len() <= MOST_PLACES { Vec::new() } else { places.split_off(MOST_PLACES) };
        let mut footer = Vec::new();
        footer.extend(self.tongues().filter_map(|tongue| also_at(&hidden, file, tongue)).map(|text| self.note("", &text)));
        footer.extend(elsewhere.map(|text| self.note("", &text)));
        footer.extend(self.tongues().filter_map(|tongue| figures(finding, tongue)).map(|text| self.note("", &text)));
        footer.extend(self.tongues().filter_map(|tongue| waits(finding, tongue)).map(|text| self.note("", &text)));
        for other in folded {
            footer.extend(self.rules.each().map(|rules| self.note(said::WITH.plain(rules.tongue()), &also(other, rules))));
        }
        footer.extend(self.rules.each().map(|rules| self.note(said::HELP.plain(rules.tongue()), &rules.help(finding))));
        footer.extend(self.why(finding));
        footer.extend(self.sources(finding));
        let tongue = self.rules.tongue();
        let of: [(&str, &dyn std::fmt::Display); 3] = [("code", &finding.code), ("check", &finding.check), ("at", &finding.at)];
        let heading = said::HEADING.say(tongue, &of);
        let messages: Vec<String> = self.rules.each().map(|rules| rules.message(finding)).collect();
        let within = said::IN.plain(tongue);
        let word = self.severity(finding.severity);
        self.notice(&Notice { severity: finding.severity, word, heading, messages: &messages, file, places, within, footer })
    }

    /// The word for a severity.
    fn severity(&self, severity: Severity) -> String {
        self.tongues().map(|tongue| tongue.word(severity.word()).to_owned()).collect::<Vec<_>>().join(" ")
    }

    fn notice(&mut self, notice: &Notice<'_>) -> io::Result<()> {
        let text = self.terminal.draw(notice).map_err(io::Error::other)?;
        writeln!(self.out, "{text}")
    }

    fn note(&self, word: &'static str, text: &str) -> (&'static str, Vec<String>) {
        (word, lines(text, self.terminal.room(word)))
    }

    /// Why it fails; the second time only where that stands.
    fn why(&mut self, finding: &Finding) -> Vec<(&'static str, Vec<String>)> {
        let new = self.told.insert(format!("why {}", finding.check));
        let why = |rules: Rules<'_>| {
            let tongue = rules.tongue();
            let above = || said::SEE_ABOVE.say(tongue, &[("code", &finding.code)]);
            let text = if new {
                rules.of(&finding.check).map_or_else(String::new, |check| rules.why(check).to_owned())
            } else {
                above()
            };
            self.note(said::WHY.plain(tongue), &text)
        };
        self.rules.each().map(why).collect()
    }

    /// The sources that were not cited at this check before.
    fn sources(&mut self, finding: &Finding) -> Option<(&'static str, Vec<String>)> {
        let new: Vec<&Citation> = finding
            .sources
            .iter()
            .filter(|source| self.told.insert(format!("source {} {} {}", finding.code, source.id, source.figure)))
            .collect();
        let cited = cited(&new);
        let tongue = self.rules.tongue();
        let word = if cited.len() == 1 { said::SOURCE } else { said::SOURCES }.plain(tongue);
        let mut all: Vec<String> = cited.iter().flat_map(|source| self.note(word, source).1).collect();
        if !self.verbose && all.len() > MOST_SOURCE_LINES {
            all.truncate(MOST_SOURCE_LINES);
            if let Some(last) = all.last_mut() {
                // Neither is cut, the hint or the address of a source.
                let more = format!("… ({})", said::MORE.plain(tongue));
                let fits = columns(last) + 1 + columns(&more) <= self.terminal.room(word);
                *last = if fits { format!("{last} {more}") } else { more };
            }
        }
        (!all.is_empty()).then_some((word, all))
    }

    /// Name, file, verdict and stage.
    fn heading(&mut self, design: &DesignReport) -> io::Result<()> {
        let verdict = self.rules.joined(|rules| verdict_words(design, rules.tongue()));
        let severity = match design.verdict {
            Verdict::NotReady => Severity::Error,
            Verdict::NeedsWork | Verdict::Open | Verdict::NotAssessed => Severity::Warning,
            Verdict::NoFindings => Severity::Advice,
        };
        let at = |stage: &str, tongue: Tongue| said::AT_STAGE.say(tongue, &[("stage", &tongue.value("stage", stage))]);
        let stage = design.stage.map_or_else(String::new, |stage| self.tongues().map(|tongue| at(stage, tongue)).collect());
        let rule = self.terminal.rule();
        let place = format!("({})", one_line(&design.file.path));
        let verdict = self.terminal.paint(severity, &verdict);
        writeln!(self.out, "{rule} {}  {place}  {verdict}{stage}", clip(&design.design, self.terminal.width / 2))
    }

    /// The lines below the heading.
    fn standing(&mut self, design: &DesignReport) -> io::Result<()> {
        let width = self.terminal.width;
        let mut text = String::new();
        let below = |first: &str, text: &str| paragraph(&format!("{INDENT}{first}"), text, width);
        self.tongues().for_each(|tongue| text.push_str(&below("", &counts(design, tongue))));
        self.tongues().for_each(|tongue| text.extend(open_until(design, tongue).map(|words| below("", &words))));
        for tongue in self.tongues() {
            text.extend(worse_than(design, tongue).map(|words| below(said::WORSE_THAN.plain(tongue), &words)));
        }
        self.tongues().for_each(|tongue| text.push_str(&below("", &coverage(&design.coverage, tongue))));
        for tongue in self.tongues() {
            text.extend(most_wanted(design, tongue).map(|wanted| below(said::SETTLES.plain(tongue), &wanted)));
        }
        for waived in &design.waived {
            text.extend(self.tongues().map(|tongue| self.waived(waived, tongue)));
        }
        if self.verbose {
            for tongue in self.tongues() {
                text.extend(known(design, tongue).map(|words| below(said::BASELINED_AT.plain(tongue), &words)));
            }
            for unknown in &design.not_assessed {
                let open = |tongue| below(said::NOT_ASSESSED.plain(tongue), &open_question(unknown, tongue));
                text.extend(self.tongues().map(open));
            }
        }
        self.out.write_all(text.as_bytes())
    }

    fn waived(&self, waived: &Waived, tongue: Tongue) -> String {
        let first = format!("{INDENT}{}", said::WAIVED.plain(tongue));
        let Waived { finding, owner, reason, until } = waived;
        let line = said::WAIVED_BY
            .say(tongue, &[("code", &finding.code), ("at", &finding.at), ("owner", owner), ("until", until), ("reason", reason)]);
        if self.verbose {
            return paragraph(&first, &line, self.terminal.width);
        }
        format!("{first}{}\n", clip(&line, self.terminal.width - columns(&first)))
    }
}
